"""How did the verdict on an exercise stand after each of its workouts?"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.balance import (
    PRIOR_CV,
    PRIOR_REPS,
    Difference,
    Judgement,
    difference_of,
    judgement_of,
    log_ratio,
)
from core.body import Side
from core.catalog import Exercise
from core.curve import HOLD_CV, Standing, comparable, endurance, standing_of
from core.journal import History, SetEntry
from core.lens import LATEST, Lens, lens_of, lenses_of, measure_of
from core.pieces import Best, Part, best_of, next_part
from core.sequential import Evidence
from core.sessions import by_workout


@dataclass(frozen=True, slots=True)
class Stood:
    """The verdict as it was told after one workout."""

    day: date
    standing: Standing
    judgement: Judgement | Difference
    unit: str
    """"%" or "reps"."""
    first: date | None
    """First workout of the piece with both sides; None while there is none."""
    values: tuple[float | None, float | None]
    """The best of left and right in this workout, in `lens`; None where there is no set."""
    lens: Lens
    noise: float | None
    """Standard deviation of one workout's gap, in points or repetitions."""


def stood(
    exercise: Exercise, history: History, *, bodyweight: float | None = None
) -> tuple[Stood, ...]:
    """Tell the verdict after each workout, oldest first: what `curve_of` said on that day.

    It takes one pass, where asking `curve_of` on every day would take as many as there are days.
    An exercise that can't tell the sides apart gives nothing.

    Args:
        exercise: Which one.
        history: What was logged; other exercises are ignored.
        bodyweight: In kilograms, or None when unknown.

    """
    if not (exercise.mode.sided and exercise.kind.strengthens):
        return ()
    trackers = {lens: _Tracker(exercise, lens, bodyweight) for lens in lenses_of(exercise)}
    latest: deque[SetEntry] = deque(maxlen=LATEST)
    made = []
    sets = [s for s in history.of(exercise.id).sets if not s.side_open(exercise)]
    for _, entries in by_workout(sets):
        latest.extend(entries)
        for tracker in trackers.values():
            tracker.add(entries)
        made.append(trackers[lens_of(exercise, tuple(latest), bodyweight)].now())
    return tuple(made)


def stood_of_log(
    exercise: Exercise, history: History, bodyweight: float | None
) -> tuple[Stood, ...]:
    """As `stood`, for whoever keeps the answers (`core.memo`)."""
    return stood(exercise, history, bodyweight=bodyweight)


class _Tracker:
    """Follows one exercise in one lens, workout by workout."""

    def __init__(self, exercise: Exercise, lens: Lens, bodyweight: float | None) -> None:
        self._lens = lens
        self._measure = measure_of(exercise, lens, bodyweight)
        self._part: Part | None = None
        self._found: dict[Side | None, Best] = {}
        self._piece = -1
        """The piece of the latest workout with both sides."""
        self._start_piece(-1, None)

    def _start_piece(self, number: int, day: date | None) -> None:
        cv = HOLD_CV if self._lens is Lens.SECONDS else PRIOR_CV
        self._piece, self._first = number, day
        self._ratios, self._reps = Evidence(math.sqrt(2.0) * cv), Evidence(PRIOR_REPS)
        self._pairs: list[tuple[Best, Best]] = []

    def add(self, entries: Sequence[SetEntry]) -> None:
        """Take one more workout."""
        self._part = part = next_part(self._part, entries, self._lens)
        self._found, _ = best_of(entries, part, self._lens, self._measure)
        left, right = self._found.get(Side.LEFT), self._found.get(Side.RIGHT)
        if left is None or right is None:
            return
        if part.number != self._piece:
            self._start_piece(part.number, part.day)
        if left.point.at_least or right.point.at_least:
            return
        self._pairs = [*self._pairs[-5:], (left, right)]
        self._reps.add(right.possible - left.possible)
        ratio = log_ratio(comparable(self._lens, left), comparable(self._lens, right))
        if ratio is not None:
            self._ratios.add(ratio)

    def now(self) -> Stood:
        """Give the verdict as it stands."""
        assert self._part is not None
        judgement: Judgement | Difference
        if endurance(self._lens, self._pairs):
            unit, evidence = "reps", self._reps
            judgement = difference_of(evidence.view())
        else:
            unit, evidence = "%", self._ratios
            judgement = judgement_of(evidence.view())
        left, right = self._found.get(Side.LEFT), self._found.get(Side.RIGHT)
        return Stood(
            day=self._part.day,
            standing=standing_of(judgement),
            judgement=judgement,
            unit=unit,
            first=self._first,
            values=(left.point.value if left else None, right.point.value if right else None),
            lens=self._lens,
            noise=evidence.noise,
        )
