"""Which sets does an exercise have, in which order, and how long do they still take?"""

from __future__ import annotations

from collections.abc import Sequence

from core.body import Side
from core.routine import Prescription, Routine


def steps_of(item: Prescription, extra: int) -> list[tuple[int, Side | None]]:
    """Give the sets of an item in their order, with the extra ones that the person added."""
    steps = list(item.order())
    planned = max(number for number, _ in steps)
    sides = (None,) if item.first is None else (item.first, item.first.other)
    for n in range(1, extra + 1):
        steps.extend((planned + n, side) for side in sides)
    return steps


def minutes_left(routine: Routine, counts: Sequence[tuple[int, int]]) -> int:
    """Estimate the minutes left from the sets done and planned of each item."""
    seconds = sum(
        item.seconds * (1 - min(done, total) / total)
        for item, (done, total) in zip(routine.items, counts, strict=True)
    )
    return round(seconds / 60)
