"""Which painful exercises still need the answer of the morning after?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from core import words
from core.body import Side
from core.catalog import Catalog
from core.journal import History

MORNINGS_ASKED = timedelta(days=3)
LEAST_PAIN_TO_ASK = 3


@dataclass(frozen=True, slots=True)
class MorningDue:
    """A question about the morning after, not yet answered."""

    workout_id: str
    exercise_id: str
    side: Side | None
    day: date
    says: str


def mornings_due(history: History, catalog: Catalog, *, today: date) -> tuple[MorningDue, ...]:
    """List the painful exercises whose next morning is not noted, each with its worst pain."""
    answered = {(m.workout_id, m.exercise_id, m.side) for m in history.mornings}
    due: dict[tuple[str, str, Side | None], MorningDue] = {}
    worst: dict[tuple[str, str, Side | None], int] = {}
    for entry in history.sets:
        key = (entry.workout_id, entry.exercise_id, entry.side)
        if key in due and (entry.pain or 0) <= worst[key]:
            continue
        if entry.day >= today or (entry.pain or 0) < LEAST_PAIN_TO_ASK or key in answered:
            continue
        exercise = catalog.find(entry.exercise_id)
        name = exercise.name if exercise else entry.exercise_id
        side = f" on your {entry.side.value}" if entry.side else ""
        worst[key] = entry.pain or 0
        due[key] = MorningDue(
            *key,
            entry.day,
            f"{words.when(entry.day, today).capitalize()} {name}{side} hurt {entry.pain} of "
            "10. How was it the morning after?",
        )
    return tuple(due.values())
