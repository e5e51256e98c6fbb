"""How long was each muscle of each side stretched?"""

from __future__ import annotations

from datetime import date, timedelta

from core.body import Side
from core.catalog import Catalog, Kind
from core.journal import History

FLOOR, TARGET = 2.0, 10.0
"""Minutes a week and muscle: the least, and where more brings no more (domain notes 4)."""


def stretch_minutes(
    history: History, catalog: Catalog, *, until: date, days: int = 7
) -> dict[tuple[str, Side], float]:
    """Add up the minutes that each muscle was held in a stretch.

    Args:
        history: The log; what is no stretch is ignored.
        catalog: Says which muscles an exercise stretches.
        until: The last day that counts.
        days: How many days count.

    """
    made: dict[tuple[str, Side], float] = {}
    for entry in history.sets:
        exercise = catalog.find(entry.exercise_id)
        if exercise is None or exercise.kind is not Kind.STRETCH:
            continue
        if not until - timedelta(days=days) < entry.day <= until:
            continue
        seconds = entry.seconds or (entry.reps or 0) * exercise.dose.hold_s
        for muscle in exercise.stretched if seconds else ():
            for side in Side if entry.side is None else (entry.side,):
                made[muscle, side] = made.get((muscle, side), 0.0) + seconds / 60.0
    return made
