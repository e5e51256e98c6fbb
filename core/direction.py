"""Is it the same side that is behind, workout after workout?"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from core import words
from core.body import Side

LATEST = 10
"""Workouts that are counted: nine of ten happen by chance in 2 of 100 (domain notes 1.5)."""
LEAST = 6
"""With fewer even "always the same side" happens too often by chance."""
_RARE = 0.05
_EVEN = 1e-9


@dataclass(frozen=True, slots=True)
class Direction:
    """How often the same side was behind."""

    side: Side | None
    """The side that was behind more often; None when both were as often."""
    same: int
    of: int
    """Workouts with a difference; even ones say nothing about the direction."""
    chance: float
    """How often chance alone is as one-sided or more (two-sided sign test)."""

    @property
    def consistent(self) -> bool:
        """True when chance hardly explains it."""
        return self.of >= LEAST and self.chance <= _RARE

    @property
    def says(self) -> str:
        """The finding in one sentence; empty when there is too little to say."""
        if self.of < LEAST:
            return ""
        if self.side is None:
            return f"Each side was behind in half of the last {self.of} workouts."
        often = f"in {self.same} of the last {words.plural(self.of, 'workout')}"
        if self.consistent:
            return f"Your {self.side.value} was behind {often}: always much the same side."
        return f"Your {self.side.value} was behind {often}: the side still changes."


def direction_of(gaps: Iterable[float]) -> Direction:
    """Count the signs of the latest gaps; positive means that the left was behind.

    Args:
        gaps: Signed, oldest first, in any unit.

    """
    signs = [gap > 0 for gap in gaps if abs(gap) > _EVEN][-LATEST:]
    lefts = sum(signs)
    same = max(lefts, len(signs) - lefts)
    side = None if 2 * lefts == len(signs) else Side.LEFT if lefts == same else Side.RIGHT
    return Direction(side, same, len(signs), sign_test(same, len(signs)))


def sign_test(same: int, of: int) -> float:
    """Give the two-sided binomial p of `same` of `of` signs alike; 1 without any.

    Raises:
        ValueError: `same` is less than half of `of`, or more than it.

    """
    if not of <= 2 * same <= 2 * of:
        raise ValueError(f"{same} of {of} can't be the larger part")
    tail: float = sum(math.comb(of, k) for k in range(same, of + 1)) / 2**of
    return min(1.0, 2.0 * tail)
