"""What goes into the coach's door and what comes out of it?"""

from __future__ import annotations

from dataclasses import dataclass

from core.body import Spot
from core.doses import NextDose
from core.journal import Band, SetEntry
from core.routine import Routine
from core.safety import PainReport


@dataclass(frozen=True, slots=True)
class Ask:
    """What a person wants trained today; what they have comes from the profile."""

    spot: Spot
    report: PainReport
    feeling: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Edited:
    """A routine after a change, with what the change costs."""

    routine: Routine
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """An exercise that could take a place in the routine."""

    exercise_id: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Prefill:
    """What the form of the next set starts with, and why."""

    amount: int
    load_kg: float | None
    band: Band | None
    says: str
    copied: bool
    """True when it copies what the other side just did."""


@dataclass(frozen=True, slots=True)
class Logged:
    """A set that is on disk, and what it means for the next time."""

    entry: SetEntry
    next: NextDose | None
    """None when it could not be worked out; the set is kept all the same."""
