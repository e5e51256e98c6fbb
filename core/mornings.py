"""Which workouts still need the answer of the morning after?"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from core import words
from core.body import Side
from core.catalog import Catalog
from core.journal import AfterNote, History, Morning, MorningNote, SetEntry
from core.pain import pain_of

MORNINGS_ASKED = timedelta(days=3)
"""How long a morning after is remembered well enough to be asked about."""
MOST_REMINDED = 2
"""Exercises that the question names; it has to stay small."""

Line = tuple[str, Side | None]
"""Exercise id and side."""


@dataclass(frozen=True, slots=True)
class MorningLine:
    """One exercise and side of the workout."""

    exercise_id: str
    side: Side | None
    name: str
    pain: int
    """The most during and right after; 0 when none was noted."""

    @property
    def key(self) -> Line:
        """What an answer is given for."""
        return self.exercise_id, self.side


@dataclass(frozen=True, slots=True)
class MorningDue:
    """The question about the morning after one workout; what was answered is not in it."""

    workout_id: str
    day: date
    """The workout's day."""
    lines: tuple[MorningLine, ...]
    says: str
    """The question."""
    reminds: str
    """What hurt; empty after a painless workout."""

    @property
    def hurt(self) -> bool:
        """Something hurt during or right after: the question can't be put away."""
        return any(line.pain for line in self.lines)

    def all_as(self, answer: Morning) -> dict[Line, Morning]:
        """Answer every line alike."""
        return {line.key: answer for line in self.lines}

    def notes(self, answers: Mapping[Line, Morning], *, today: date) -> tuple[MorningNote, ...]:
        """Turn answers into notes of the morning after; lines without an answer stay open."""
        morning = min(today, self.day + timedelta(days=1))
        return tuple(
            MorningNote(self.workout_id, line.exercise_id, line.side, morning, answers[line.key])
            for line in self.lines
            if line.key in answers
        )


def mornings_due(
    history: History, catalog: Catalog, *, today: date, put_away: Collection[str] = ()
) -> tuple[MorningDue, ...]:
    """List the workouts of the last three days whose morning after is not noted, newest first.

    A workout that hurt is always asked about. A painless one is asked about too, since pain may
    come overnight, but it stays put away once the person has put it away.

    Args:
        history: What was logged, at least of the last three days.
        catalog: For the exercises' names.
        today: The person's day; today's workouts have had no morning yet.
        put_away: Ids of the workouts the person does not want to be asked about.

    """
    answered = {(m.workout_id, m.exercise_id, m.side) for m in history.mornings}
    workouts: dict[str, list[SetEntry]] = {}
    for entry in history.sets:
        workouts.setdefault(entry.workout_id, []).append(entry)
    made: list[tuple[date, float, MorningDue]] = []
    for workout_id, entries in workouts.items():
        day = min(e.day for e in entries)
        if not today - MORNINGS_ASKED <= day < today:
            continue
        after = [a for a in history.after if a.workout_id == workout_id]
        lines = tuple(
            line
            for line in _lines(entries, after, catalog)
            if (workout_id, line.exercise_id, line.side) not in answered
        )
        due = MorningDue(workout_id, day, lines, _question(day, today), _reminds(lines))
        if lines and (due.hurt or workout_id not in put_away):
            made.append((day, max(e.at for e in entries).timestamp(), due))
    made.sort(key=lambda row: row[:2], reverse=True)
    return tuple(due for _, _, due in made)


def put_away_from_json(text: str | None) -> tuple[str, ...]:
    """Read the workouts that were put away; what can't be read is asked about again."""
    try:
        data = json.loads(text or "[]")
    except ValueError:
        return ()
    return tuple(str(one) for one in data) if isinstance(data, list) else ()


def put_away_to_json(kept: Collection[str], workout_id: str) -> str:
    """Add a workout to those put away; only the last ones matter, as older ones are not asked."""
    return json.dumps([*(one for one in kept if one != workout_id), workout_id][-20:])


def _lines(
    entries: list[SetEntry], after: list[AfterNote], catalog: Catalog
) -> tuple[MorningLine, ...]:
    """Give the exercises in their order, left before right."""
    ordered = sorted(entries, key=lambda e: e.at)
    made: list[MorningLine] = []
    for exercise_id in dict.fromkeys(e.exercise_id for e in ordered):
        exercise = catalog.find(exercise_id)
        for side in (*Side, None):
            own = [e for e in ordered if (e.exercise_id, e.side) == (exercise_id, side)]
            if own:
                notes = [a for a in after if (a.exercise_id, a.side) == (exercise_id, side)]
                name = exercise.name if exercise else exercise_id.replace("_", " ").capitalize()
                made.append(MorningLine(exercise_id, side, name, pain_of(own, notes) or 0))
    return tuple(made)


def _question(day: date, today: date) -> str:
    if (today - day).days == 1:
        return "How is it this morning, after yesterday’s workout?"
    return f"How was the morning after {words.weekday(day)}’s workout?"


def _reminds(lines: tuple[MorningLine, ...]) -> str:
    """Say what hurt most: "Reverse Lunge hurt 4 of 10 on your left"; the rest is counted."""
    hurting: dict[str, list[MorningLine]] = {}
    for line in lines:
        if line.pain:
            hurting.setdefault(line.name, []).append(line)
    ranked = sorted(hurting.items(), key=lambda item: -max(line.pain for line in item[1]))
    said = [
        f"{name} hurt "
        + words.listing(
            [f"{n.pain} of 10" + (f" on your {n.side.value}" if n.side else "") for n in own]
        )
        for name, own in ranked[:MOST_REMINDED]
    ]
    more = len(ranked) - MOST_REMINDED
    if more > 0:
        said.append(words.plural(more, "more exercise"))
    return f"{'; '.join(said)}." if said else ""
