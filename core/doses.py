"""What is a dose, and what changed about it?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from core.body import Side
from core.journal import Band

RESERVE = 2
"""Repetitions to leave in every set."""


class Change(Enum):
    """What the next dose does against the last one."""

    START = "start"
    SAME = "same"
    MORE = "more"
    HEAVIER = "heavier"
    LESS = "less"
    RETURN = "return"
    EASIER = "easier exercise"
    HARDER = "harder exercise"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class Target:
    """One set to do, the same on both sides."""

    amount: int
    """Reps, or seconds."""
    load_kg: float | None = None
    """None when there is no weight, or when it still has to be found."""
    band: Band | None = None
    reserve: int = RESERVE


@dataclass(frozen=True, slots=True)
class NextDose:
    """The next dose of an exercise and the one sentence that says what changed and why."""

    change: Change
    target: Target
    fewer_sets: bool
    says: str
    first: Side | None
    """The weaker side, which goes first; None without sides or when nothing is known."""
    instead: str = ""
    """Id of the easier or harder exercise to take instead, or empty."""
    challenged: bool = False
    """Both sides are challenged by the same dose, so both of them decide."""


@dataclass(frozen=True, slots=True)
class Gear:
    """What the person can set: weights in kilograms and bands, in any order."""

    weights: tuple[float, ...]
    bands: tuple[Band, ...]
