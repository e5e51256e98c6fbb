"""What are the numbers of an exercise: kilograms of strength, repetitions or seconds?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum

from core.catalog import Count, Exercise, Load
from core.journal import SetEntry
from core.strength import counts_as_strength, estimate_1rm, system_load

LATEST = 12
"""Sets that decide whether an exercise shows strength."""


class Lens(Enum):
    """What the numbers of a curve are."""

    STRENGTH = "strength"
    """Estimated 1RM in kilograms."""
    REPS = "reps"
    """Repetitions that were possible: done plus in reserve."""
    SECONDS = "seconds"


Measure = Callable[[SetEntry], float | None]


def lenses_of(exercise: Exercise) -> tuple[Lens, ...]:
    """Give the lenses an exercise may have, the preferred one first."""
    if exercise.count is Count.SECONDS:
        return (Lens.SECONDS,)
    if exercise.load in (Load.KG, Load.SYSTEM):
        return (Lens.STRENGTH, Lens.REPS)
    return (Lens.REPS,)


def lens_of(exercise: Exercise, sets: Sequence[SetEntry], bodyweight: float | None) -> Lens:
    """Choose what the numbers are: strength wherever the latest sets allow it honestly."""
    first, *others = lenses_of(exercise)
    measured = measure_of(exercise, first, bodyweight)
    if not others or any(measured(s) is not None for s in sets[-LATEST:]):
        return first
    return others[0]


def measure_of(exercise: Exercise, lens: Lens, bodyweight: float | None) -> Measure:
    """Give how a set is measured; the measure gives None for what does not count."""

    def reps(entry: SetEntry) -> float | None:
        return float(entry.reps + (entry.reserve or 0)) if entry.reps else None

    def seconds(entry: SetEntry) -> float | None:
        return float(entry.seconds) if entry.seconds else None

    def moved(entry: SetEntry) -> float | None:
        added = entry.load_kg or 0.0
        if exercise.load is Load.SYSTEM:
            share = exercise.bodyweight_share
            return system_load(bodyweight, share, added) if bodyweight else None
        return added or None

    def strength(entry: SetEntry) -> float | None:
        load = moved(entry)
        if load is None or not entry.reps:
            return None
        if not counts_as_strength(entry.reps, entry.reserve or 0):
            return None
        return estimate_1rm(load, entry.reps, entry.reserve or 0)

    return {Lens.STRENGTH: strength, Lens.REPS: reps, Lens.SECONDS: seconds}[lens]
