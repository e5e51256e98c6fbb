"""What does a person's history say about left and right, once it is in the log?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from core import words
from core.body import Side
from core.catalog import Catalog, Exercise
from core.curve import Standing, curve_of
from core.journal import History, fitting


@dataclass(frozen=True, slots=True)
class Telling:
    """What the log says about one exercise with sides."""

    exercise_id: str
    name: str
    left: int
    """Sets of the left side."""
    right: int
    open: int
    """Sets whose side nobody knows."""
    standing: Standing
    weaker: Side | None
    """Only where the difference is real."""
    says: str
    """One sentence, the same as on the exercise's own graph."""


def tell(
    catalog: Catalog,
    history: History,
    *,
    bodyweight: float | None,
    exercise_ids: Collection[str] | None = None,
) -> tuple[Telling, ...]:
    """Say it for each exercise that has sides and works for strength, the surest first.

    Args:
        catalog: The exercises.
        history: The whole log, what was just imported included.
        bodyweight: In kilograms, or None when unknown.
        exercise_ids: Only these (those of an import); None means all.

    """
    logs = fitting(history, catalog).by_exercise()
    made = [
        _telling(exercise, logs[exercise.id], bodyweight)
        for exercise in catalog.exercises
        if exercise.id in logs
        and exercise.mode.sided
        and exercise.kind.strengthens
        and (exercise_ids is None or exercise.id in exercise_ids)
    ]
    order = [Standing.REAL, Standing.NOISE, Standing.TOO_FEW, Standing.NO_DATA]
    return tuple(sorted(made, key=lambda t: (order.index(t.standing), -(t.left + t.right))))


def _telling(exercise: Exercise, history: History, bodyweight: float | None) -> Telling:
    curve = curve_of(exercise, history, bodyweight=bodyweight)
    left, right = (sum(s.side is side for s in history.sets) for side in Side)
    is_open = sum(s.side_open(exercise) for s in history.sets)
    says = curve.verdict
    if is_open and (left or right):
        says += f" {words.plural(is_open, 'set')} more, with the side not known, stay out."
    real = curve.standing is Standing.REAL
    return Telling(
        exercise_id=exercise.id,
        name=exercise.name,
        left=left,
        right=right,
        open=is_open,
        standing=curve.standing,
        weaker=curve.judgement.weaker if real else None,
        says=says,
    )
