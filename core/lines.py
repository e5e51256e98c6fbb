"""How does one side run over time: its points, a robust line with an interval, its own best?"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from core.trend import Slope, odd_ones, slope, smooth

LEAST_POINTS_FOR_TREND = 6
MOST_POINTS_FOR_TREND = 80
LEAST_POINTS_FOR_BEST = 3
"""One good day is no best: the line has to have been there."""
HALF_LIFE = 14.0
"""Days after which a point counts half for the drawn line."""
USUAL_CV = 6.0
"""Day-to-day noise of one side that is expected before the person's own is known, in percent; it
is worth as much as `_PRIOR_WEIGHT` workouts (domain notes 11)."""
_PRIOR_WEIGHT = 5.0
_Z = 1.96
_LEAST_SPREAD = 0.01
"""The smallest median deviation that is believed, in ln: about one percent."""


@dataclass(frozen=True, slots=True)
class Point:
    """The best comparable set of one side in one workout."""

    day: date
    value: float
    at_least: bool
    """The reserve is not known, so the side could do this much or more."""
    piece: int
    """Points of different pieces are not joined and not compared: band, weight or break."""
    says: str
    """The set in words, for hovering."""


@dataclass(frozen=True, slots=True)
class Line:
    """One side over time."""

    points: tuple[Point, ...]
    drawn: tuple[float, ...]
    """A smoothed value for each point, starting anew with each piece."""
    trend: Slope | None
    """Of ln(value) in the last piece; None with fewer than six points."""
    odd: tuple[bool, ...] = ()
    """For each point whether it lies far from its neighbours; it is flagged and never dropped."""
    low: tuple[float, ...] = ()
    """For each point the lower end of the line's interval."""
    high: tuple[float, ...] = ()

    @property
    def latest(self) -> float | None:
        """The smoothed value today; None without data."""
        return self.drawn[-1] if self.drawn else None


@dataclass(frozen=True, slots=True)
class Best:
    """A side against its own best: the highest that its line has been, not its luckiest day."""

    value: float
    day: date
    now: float
    percent: float
    """What the line is at now, in percent of the best."""
    there: bool
    """The line's interval reaches the best: it can't be told from it."""


def line_of(points: Sequence[Point], *, cv: float = USUAL_CV) -> Line:
    """Draw a robust line through the points of one side.

    An odd point moves the line no more than the usual point before it would; the point itself is
    flagged and stays as it is. The interval holds the line's own uncertainty at each point (95 %,
    from the person's day-to-day noise), not the scatter of single days.

    Args:
        points: One side's, oldest first.
        cv: Day-to-day noise to expect, in percent.

    """
    drawn: list[float] = []
    odd: list[bool] = []
    low: list[float] = []
    high: list[float] = []
    for piece in dict.fromkeys(point.piece for point in points):
        own = [p for p in points if p.piece == piece]
        days = [float(p.day.toordinal()) for p in own]
        logs = [math.log(p.value) for p in own]
        flags = odd_ones(days, logs, least=_LEAST_SPREAD)
        calm = [v for v, flag in zip(logs, flags, strict=True) if not flag]
        held = [
            p.value if not flag else math.exp(_pulled(logs, flags, i, calm))
            for i, (p, flag) in enumerate(zip(own, flags, strict=True))
        ]
        line = smooth(days, held, HALF_LIFE)
        half = _half_widths(days, held, line, cv)
        drawn += line
        odd += flags
        low += [v * math.exp(-h) for v, h in zip(line, half, strict=True)]
        high += [v * math.exp(h) for v, h in zip(line, half, strict=True)]
    return Line(tuple(points), tuple(drawn), _trend(points), tuple(odd), tuple(low), tuple(high))


def _pulled(logs: Sequence[float], flags: Sequence[bool], i: int, calm: Sequence[float]) -> float:
    """Give what an odd point counts as: the usual value before it (or after the first)."""
    before = next((logs[j] for j in range(i - 1, -1, -1) if not flags[j]), None)
    return calm[0] if before is None else before


def _half_widths(
    days: Sequence[float], values: Sequence[float], line: Sequence[float], cv: float
) -> list[float]:
    """Half-widths of the line's interval, in ln."""
    weights = [1.0]  # of the newest point in the line, after each point
    for before, after in pairwise(days):
        weights.append(1.0 - 0.5 ** (max(0.0, after - before) / HALF_LIFE))
    shares = [1.0]  # the line's variance, in variances of one day
    squares, count = _PRIOR_WEIGHT * math.log1p(cv / 100.0) ** 2, _PRIOR_WEIGHT
    for i in range(1, len(values)):
        surprise = math.log(values[i]) - math.log(line[i - 1])
        squares += surprise * surprise / (1.0 + shares[i - 1])
        count += 1.0
        shares.append((1.0 - weights[i]) ** 2 * shares[i - 1] + weights[i] ** 2)
    noise = math.sqrt(squares / count)
    return [_Z * noise * math.sqrt(share) for share in shares]


def _trend(points: Sequence[Point]) -> Slope | None:
    last = last_piece(points)[-MOST_POINTS_FOR_TREND:]
    if len(last) < LEAST_POINTS_FOR_TREND:
        return None
    return slope([p.day.toordinal() for p in last], [math.log(p.value) for p in last])


def last_piece(points: Sequence[Point]) -> list[Point]:
    """Keep the points that can be compared with the newest."""
    return [p for p in points if p.piece == points[-1].piece] if points else []


def own_best(line: Line, fresh: Collection[int] = ()) -> Best | None:
    """Compare a side with its own best, as long as its numbers are comparable.

    A side that can only get even by the other getting weaker is seen here (Wellsandt et al., 2017:
    a ratio of the sides hides that both have lost).

    Args:
        line: One side's.
        fresh: Numbers of the pieces that start a new scale: another band, weight or set-up. A
            break starts a new line, but the numbers compare.

    """
    shares = of_best(line, fresh)
    settled = [i for i in _on_one_scale(line, fresh) if shares[i] is not None]
    if not settled:
        return None
    top = max(settled, key=lambda i: line.drawn[i])
    now, value = line.drawn[-1], max(line.drawn[top], line.drawn[-1])
    return Best(
        value=value,
        day=line.points[top].day if value > now else line.points[-1].day,
        now=now,
        percent=100.0 * (now / value),
        there=not line.high or line.high[-1] >= value,
    )


def _on_one_scale(line: Line, fresh: Collection[int]) -> list[int]:
    """The points since the scale changed last."""
    first = 0
    for i, (point, before) in enumerate(zip(line.points[1:], line.points, strict=False), 1):
        if point.piece != before.piece and _changed(before.piece, point.piece, fresh):
            first = i
    return list(range(first, len(line.points)))


def _changed(before: int, after: int, fresh: Collection[int]) -> bool:
    return any(before < piece <= after for piece in fresh)


def of_best(line: Line, fresh: Collection[int] = ()) -> tuple[float | None, ...]:
    """Give for each point the line in percent of the best that it had reached by then.

    None while there is nothing to compare with: the first two points of a piece.
    """
    shares: list[float | None] = []
    best, seen, before = 0.0, 0, 0
    for point, drawn in zip(line.points, line.drawn, strict=True):
        if point.piece != before:
            if _changed(before, point.piece, fresh):
                best = 0.0
            seen, before = 0, point.piece
        seen += 1
        settled = seen >= LEAST_POINTS_FOR_BEST
        if settled:
            best = max(best, drawn)
        shares.append(100.0 * (drawn / best) if settled else None)
    return tuple(shares)
