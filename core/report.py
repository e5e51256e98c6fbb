"""What does a physiotherapist want to know of the last weeks, on one or two pages?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core import words
from core.body import Side
from core.catalog import Catalog, Exercise
from core.concord import Concord
from core.curve import Curve, Standing, curve_of
from core.journal import History, Morning, SetEntry, fitting
from core.selftests import HomeTest
from core.testdays import Reading, TestVerdict

MOST_CURVES = 6
MOST_PAIN_LINES = 8
MOST_TESTS = 12
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Trained:
    """One exercise of the period."""

    name: str
    workouts: int
    sets: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """One exercise with both sides over time."""

    exercise: Exercise
    curve: Curve
    """Of the whole log: the verdict rests on all of it, the drawing shows the period."""


@dataclass(frozen=True, slots=True)
class PainLine:
    """What one exercise did to one side."""

    name: str
    side: Side | None
    sets: int
    """Sets with pain above zero."""
    during: int
    """The most in a set, 0 to 10."""
    after: int | None
    """The most right after a workout; None when not noted."""
    sore: int
    """Mornings after with muscle ache."""
    worse: int
    """Mornings after that were worse than usual."""

    @property
    def says(self) -> str:
        """Say it in one line."""
        parts = [f"in {words.plural(self.sets, 'set')} up to {self.during} of 10"]
        if not self.sets:
            parts = ["none while training"]
        if self.after is not None:
            parts.append(f"right after up to {self.after}")
        if self.worse:
            parts.append(f"{words.plural(self.worse, 'morning')} worse than usual")
        if self.sore:
            parts.append(f"{words.plural(self.sore, 'morning')} with muscle ache")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that goes on paper; numbers and words, nothing drawn."""

    since: date
    until: date
    weeks: tuple[int, ...]
    """Workouts of each week of the period, oldest first."""
    workouts: int
    trained: tuple[Trained, ...]
    """The most often trained first."""
    drawn: tuple[Drawn, ...]
    left_out: int
    """Exercises with both sides that there was no room for."""
    pain: tuple[PainLine, ...]
    pain_says: str
    tests: tuple[tuple[HomeTest, TestVerdict], ...]
    lighter: tuple[date, ...]
    concord: Concord | None = None
    """How far tests at home and training name the same side, over the whole log."""

    @property
    def adherence(self) -> str:
        """Say how regular the training was."""
        if not self.workouts:
            return "Nothing was logged in this time."
        per_week = self.workouts / len(self.weeks)
        active = sum(1 for week in self.weeks if week)
        return (
            f"{words.plural(self.workouts, 'workout')} in {words.plural(len(self.weeks), 'week')}: "
            f"{per_week:.1f} a week. {active} of {len(self.weeks)} weeks had at least one."
        )


def report_of(
    catalog: Catalog,
    history: History,
    tests: Iterable[tuple[HomeTest, TestVerdict]],
    *,
    today: date,
    weeks: int,
    bodyweight: float | None = None,
    concord: Concord | None = None,
) -> Report:
    """Sum up the last weeks; swapping the sides in the log swaps them in every number and word.

    Args:
        catalog: The exercises.
        history: The whole log.
        tests: Every test with what it says.
        today: The last day.
        weeks: How many weeks back, today's included.
        bodyweight: In kilograms, for exercises that move a share of it; None when unknown.
        concord: How far tests at home and training name the same side; None when unknown.

    """
    history = fitting(history, catalog)
    since = today - weeks * WEEK + timedelta(days=1)
    sets = [s for s in history.sets if since <= s.day <= today]
    starts = [since + n * WEEK for n in range(weeks)]
    days = {s.workout_id: s.day for s in sets}
    per_week = tuple(
        sum(1 for day in days.values() if start <= day < start + WEEK) for start in starts
    )
    drawn = _drawn(catalog, history, sets, bodyweight)
    pain = _pain(catalog, history, sets, since)
    return Report(
        since=since,
        until=today,
        weeks=per_week,
        workouts=len(days),
        trained=_trained(catalog, sets),
        drawn=tuple(drawn[:MOST_CURVES]),
        left_out=max(0, len(drawn) - MOST_CURVES),
        pain=tuple(pain[:MOST_PAIN_LINES]),
        pain_says=_pain_says(sets, pain),
        tests=_tests(tests),
        lighter=tuple(day for day in history.lighter if since <= day <= today),
        concord=concord,
    )


def _tests(
    tests: Iterable[tuple[HomeTest, TestVerdict]],
) -> tuple[tuple[HomeTest, TestVerdict], ...]:
    """Give what tells a gap first, then what was tested last, as far as there is room."""
    done = [row for row in tests if row[1].sessions]
    done.sort(
        key=lambda row: (
            row[1].reading is not Reading.WEAKER,
            -row[1].sessions[-1].day.toordinal(),
            row[0].name,
        )
    )
    return tuple(done[:MOST_TESTS])


def _name(catalog: Catalog, exercise_id: str) -> str:
    exercise = catalog.find(exercise_id)
    return exercise.name if exercise else exercise_id.replace("_", " ").capitalize()


def _trained(catalog: Catalog, sets: Sequence[SetEntry]) -> tuple[Trained, ...]:
    workouts: dict[str, set[str]] = {}
    counts: dict[str, int] = {}
    for entry in sets:
        workouts.setdefault(entry.exercise_id, set()).add(entry.workout_id)
        counts[entry.exercise_id] = counts.get(entry.exercise_id, 0) + 1
    made = [Trained(_name(catalog, i), len(own), counts[i]) for i, own in workouts.items()]
    return tuple(sorted(made, key=lambda t: (-t.workouts, -t.sets, t.name)))


_RANK = {Standing.REAL: 0, Standing.NOISE: 1, Standing.TOO_FEW: 2, Standing.NO_DATA: 3}


def _drawn(
    catalog: Catalog, history: History, sets: Sequence[SetEntry], bodyweight: float | None
) -> list[Drawn]:
    """Give the exercises with sides: a real gap first, then what was done most often."""
    logs = history.by_exercise()
    ranked = []
    for order, exercise in enumerate(catalog.exercises):
        own = {s.workout_id for s in sets if s.exercise_id == exercise.id}
        if own and exercise.mode.sided and exercise.kind.strengthens:
            curve = curve_of(exercise, logs[exercise.id], bodyweight=bodyweight)
            if any(line.points for line in curve.lines.values()):
                key = (_RANK[curve.standing], -len(own), order)
                ranked.append((key, Drawn(exercise, curve)))
    ranked.sort(key=lambda row: row[0])
    return [drawn for _, drawn in ranked]


def _pain(
    catalog: Catalog, history: History, sets: Sequence[SetEntry], since: date
) -> list[PainLine]:
    """Sum up pain by exercise and side, the worst first; what never hurt is left out."""
    keys = dict.fromkeys((s.exercise_id, s.side) for s in sets)
    made: list[tuple[str, PainLine]] = []
    for exercise_id, side in keys:
        own = [s for s in sets if (s.exercise_id, s.side) == (exercise_id, side)]
        during = [s.pain for s in own if s.pain]
        after = [
            a.pain
            for a in history.after
            if (a.exercise_id, a.side) == (exercise_id, side) and a.day >= since
        ]
        answers = [
            m.answer
            for m in history.mornings
            if (m.exercise_id, m.side) == (exercise_id, side) and m.day >= since
        ]
        line = PainLine(
            name=_name(catalog, exercise_id),
            side=side,
            sets=len(during),
            during=max(during, default=0),
            after=max(after) if after else None,
            sore=answers.count(Morning.SORE),
            worse=answers.count(Morning.WORSE),
        )
        if line.during or line.after or line.worse or line.sore:
            made.append((exercise_id, line))
    made.sort(key=lambda row: (-row[1].worse, -max(row[1].during, row[1].after or 0), row[0]))
    return [line for _, line in made]


def _pain_says(sets: Sequence[SetEntry], lines: Sequence[PainLine]) -> str:
    asked = [s for s in sets if s.pain is not None]
    if not asked:
        return "Pain was not noted in this time." if not lines else ""
    hurt = {s.workout_id for s in asked if (s.pain or 0) > 2}
    workouts = {s.workout_id for s in asked}
    if not hurt:
        return (
            f"In {words.plural(len(workouts), 'workout')} with a note about pain it never went "
            "above 2 of 10 while training."
        )
    return (
        f"In {len(hurt)} of {words.plural(len(workouts), 'workout')} with a note about pain it "
        "went above 2 of 10 while training."
    )
