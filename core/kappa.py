"""How far do two sources agree about the side that is behind, beyond what chance would make?"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LEAST_PAIRS = 10
"""With fewer, the interval spans from worse than chance to nearly complete."""
_EVEN = 1e-9
_Z = 1.96

Row = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Kappa:
    """A table of left and right by two sources, and what it says.

    Cohen (1960): kappa = (po - pe) / (1 - pe). Both sources choosing at random, each as often left
    as it does, agree in `expected` of the pairs.
    """

    table: tuple[Row, Row]
    """Rows: the first source says left, right; columns: so does the second."""

    @property
    def pairs(self) -> int:
        """Pairs in which both sources named a side."""
        return sum(map(sum, self.table))

    @property
    def alike(self) -> int:
        """Pairs in which they named the same side."""
        return self.table[0][0] + self.table[1][1]

    @property
    def observed(self) -> float | None:
        """po: the share of pairs alike; None without any."""
        return self.alike / self.pairs if self.pairs else None

    @property
    def expected(self) -> float | None:
        """pe: the share that chance makes alike; None without any."""
        if not self.pairs:
            return None
        first, second = self.lefts
        return first * second + (1.0 - first) * (1.0 - second)

    @property
    def lefts(self) -> tuple[float, float]:
        """How often each source says left; ZeroDivisionError without pairs."""
        (both, first), (second, _) = self.table
        return (both + first) / self.pairs, (both + second) / self.pairs

    @property
    def value(self) -> float | None:
        """Kappa, -1 to 1; None where it has no meaning (pe = 1: both always name one side)."""
        observed, expected = self.observed, self.expected
        if observed is None or expected is None or 1.0 - expected < _EVEN:
            return None
        return (observed - expected) / (1.0 - expected)

    @property
    def varies(self) -> bool:
        """True when both sources named either side: otherwise kappa is 0 whatever they say."""
        return self.pairs > 0 and all(0.0 < left < 1.0 for left in self.lefts)

    @property
    def telling(self) -> bool:
        """True when it may be shown."""
        return self.pairs >= LEAST_PAIRS and self.varies and self.value is not None

    @property
    def interval(self) -> tuple[float, float] | None:
        """About where kappa lies (95 %): Wilson's interval of po, with pe as it is found.

        The usual error of kappa is zero when all pairs are alike; this one is not (Wilson, 1927).
        """
        observed, expected, n = self.observed, self.expected, self.pairs
        if self.value is None or observed is None or expected is None:
            return None
        centre = (observed + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z / (1 + _Z**2 / n)
        half *= math.sqrt(observed * (1 - observed) / n + _Z**2 / (4 * n * n))
        low, high = ((end - expected) / (1 - expected) for end in (centre - half, centre + half))
        return max(-1.0, low), min(1.0, high)

    def mirrored(self) -> Kappa:
        """The same with left and right swapped; every number stays."""
        (a, b), (c, d) = self.table
        return Kappa(((d, c), (b, a)))


def kappa_of(table: Sequence[Sequence[int]]) -> float | None:
    """Give Cohen's kappa of a two by two table of counts; None where it has no meaning.

    Raises:
        ValueError: It is not two by two, or a count is negative.

    """
    rows = tuple(tuple(row) for row in table)
    if len(rows) != 2 or any(len(row) != 2 or min(row) < 0 for row in rows):
        raise ValueError(f"{table!r} is not a two by two table of counts")
    return Kappa(((rows[0][0], rows[0][1]), (rows[1][0], rows[1][1]))).value


def count_directions(pairs: Iterable[tuple[float, float]]) -> Kappa:
    """Count pairs of signed gaps, positive when the left is behind; an even one names no side."""
    counts = {(one, other): 0 for one in (True, False) for other in (True, False)}
    for first, second in pairs:
        if abs(first) > _EVEN and abs(second) > _EVEN:
            counts[first > 0, second > 0] += 1
    return Kappa(
        (
            (counts[True, True], counts[True, False]),
            (counts[False, True], counts[False, False]),
        )
    )
