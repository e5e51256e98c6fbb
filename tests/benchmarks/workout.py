"""What is one simulated workout: what a rule asked for, and what came of it?"""

from __future__ import annotations

from dataclasses import dataclass

from core.body import Side
from tests.benchmarks.trainee import SETS, Both


@dataclass(frozen=True, slots=True)
class Order:
    """What a rule asks of one side."""

    amount: int
    load_kg: float | None
    sets: int = SETS
    easier: bool = False
    """The easier exercise instead of this one."""
    find: bool = False
    """The first time: find a weight, or as many repetitions as leave two or three."""


@dataclass(frozen=True, slots=True)
class Orders:
    """What a rule asks of both sides in one workout."""

    sides: Both[Order]
    first: Side
    locked: bool
    """The second side copies each set of the first."""
    minds_pain: bool
    """The rule stops the exercise for the day above 5 of 10."""


@dataclass(frozen=True, slots=True)
class Done:
    """One set as it went."""

    reps: int
    load_kg: float | None
    able: int
    """Repetitions to failure on that day."""
    asked: int
    pain: int


@dataclass(frozen=True, slots=True)
class Workout:
    """One workout of the exercise, as the checker and the tables see it."""

    day: int
    orders: Orders
    done: Both[tuple[Done, ...]]
    after: Both[int]
    """Pain right after the workout."""
    worse: Both[bool]

    def pain_of(self, side: Side) -> int:
        """The most on a side, during the sets or right after."""
        return max(self.after[side], *(one.pain for one in self.done[side]), 0)

    @property
    def pain(self) -> int:
        """The most on either side."""
        return max(self.pain_of(side) for side in Side)
