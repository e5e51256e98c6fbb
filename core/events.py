"""What happened on the way that a graph should show: pain, breaks, other equipment, tests?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import pairwise

from core import words
from core.body import Side
from core.curve import Curve, Start
from core.journal import History, Morning, SetEntry
from core.safety import MOST_PAIN_FOR_PROGRESS
from core.sessions import by_workout

BREAK_SHOWN = 14
"""Days without the exercise that are shown as a break; after 28 a new piece of line starts."""


class What(Enum):
    """The kinds of events."""

    PAIN = "pain"
    BREAK = "break"
    BAND = "another band"
    EQUIPMENT = "other equipment"
    LIGHTER = "lighter week"
    TEST = "test day"


@dataclass(frozen=True, slots=True)
class Event:
    """Something on the axis of days."""

    day: date
    what: What
    side: Side | None
    """Whose; None where it is about both or neither."""
    says: str
    starts_anew: bool = False
    """From here on, the numbers before don't compare."""


def events_of(
    curve: Curve,
    history: History,
    *,
    lighter_weeks: Iterable[date] = (),
    test_days: Iterable[date] = (),
) -> tuple[Event, ...]:
    """List the events of an exercise, oldest first.

    Args:
        curve: The exercise's curve; its pieces are events.
        history: The log of this exercise.
        lighter_weeks: First days of weeks that were lighter on purpose.
        test_days: Days on which this exercise was tested.

    """
    own = history.of(curve.exercise_id)
    workouts = [(max(s.day for s in sets), workout, sets) for workout, sets in by_workout(own.sets)]
    found = [*_pains(workouts, own), *_pieces(curve), *_breaks([day for day, _, _ in workouts])]
    found += [Event(day, What.LIGHTER, None, "lighter week") for day in lighter_weeks]
    found += [Event(day, What.TEST, None, "test day") for day in test_days]
    anew = {e.day for e in found if e.starts_anew and e.what is What.BREAK}
    found = [e for e in found if e.what is not What.BREAK or e.starts_anew or e.day not in anew]
    order = list(What)
    return tuple(sorted(found, key=lambda e: (e.day, order.index(e.what))))


def _pains(workouts: Sequence[tuple[date, str, Sequence[SetEntry]]], own: History) -> list[Event]:
    worse: dict[str, set[Side | None]] = {}
    for note in own.mornings:
        if note.answer is Morning.WORSE:
            worse.setdefault(note.workout_id, set()).add(note.side)
    made = []
    for day, workout, sets in workouts:
        for side in (None, *Side):
            pain = max((s.pain or 0 for s in sets if s.side is side), default=0)
            morning = side in worse.get(workout, ())
            if pain <= MOST_PAIN_FOR_PROGRESS and not morning:
                continue
            whose = "" if side is None else f" on your {side.value}"
            parts = [f"pain {pain} of 10{whose}"] if pain > MOST_PAIN_FOR_PROGRESS else []
            parts += [f"worse the morning after{'' if parts else whose}"] if morning else []
            made.append(Event(day, What.PAIN, side, ", ".join(parts)))
    return made


def _pieces(curve: Curve) -> list[Event]:
    kinds = {
        Start.BREAK: What.BREAK,
        Start.BAND: What.BAND,
        Start.WEIGHT: What.EQUIPMENT,
        Start.SETUP: What.EQUIPMENT,
    }
    return [
        Event(piece.first, kinds[piece.start], None, piece.says, starts_anew=True)
        for piece in curve.pieces
        if piece.start in kinds
    ]


def _breaks(days: Sequence[date]) -> list[Event]:
    return [
        Event(after, What.BREAK, None, f"{words.plural((after - before).days, 'day')} without")
        for before, after in pairwise(days)
        if (after - before).days >= BREAK_SHOWN
    ]
