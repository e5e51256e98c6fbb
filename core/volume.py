"""How many working sets did each muscle of each side get?"""

from __future__ import annotations

from datetime import date, timedelta

from core.body import Side
from core.catalog import Catalog, Exercise
from core.journal import History

DIRECT, INDIRECT = 1.0, 0.5
"""A set counts whole for the muscles it is for and half for those that take part (Pelland et al.,
2024, as "fractional" sets)."""


def weekly_sets(
    history: History, catalog: Catalog, *, until: date, days: int = 7
) -> dict[tuple[str, Side], float]:
    """Count the sets of each muscle and side; muscles without any are left out.

    A set that was not possible (no repetition) is no set. A set without a side worked both.

    Args:
        history: The log; what does not strengthen is ignored.
        catalog: Says which muscles an exercise works, also on the other side.
        until: The last day that counts.
        days: How many days count.

    """
    made: dict[tuple[str, Side], float] = {}
    for entry in history.sets:
        if not until - timedelta(days=days) < entry.day <= until:
            continue
        exercise = catalog.find(entry.exercise_id)
        if exercise is None or not exercise.kind.strengthens or entry.side_open(exercise):
            continue
        if not (entry.reps or entry.seconds):
            continue
        for place, share in shares_of(exercise, entry.side).items():
            made[place] = made.get(place, 0.0) + share
    return made


def shares_of(exercise: Exercise, side: Side | None) -> dict[tuple[str, Side], float]:
    """Give what one set counts for each muscle and side: 1 or a half, never more than 1."""
    made: dict[tuple[str, Side], float] = {}
    for own in Side if side is None else (side,):
        parts = [(m, own, DIRECT) for m in exercise.prime]
        parts += [(m, own, INDIRECT) for m in exercise.secondary]
        parts += [(m, own.other, INDIRECT) for m in exercise.other_side]
        for muscle, of, share in parts:
            made[muscle, of] = max(share, made.get((muscle, of), 0.0))
    return made
