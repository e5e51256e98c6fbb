"""Is a series rising, flat or falling, and how sure is that?"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, median

_MOST_AT_ONCE = 40
"""Points that are fitted at once when odd ones are looked for: the work grows with the square."""
LEAST_POINTS_FOR_ODD = 6
ODD = 3.5
"""Robust z beyond which a point is flagged as odd (domain notes 3.2, T2)."""


@dataclass(frozen=True, slots=True)
class Slope:
    """A robust slope with its interval, in the unit of the values per day."""

    per_day: float
    low: float
    high: float


def slope(
    days: Sequence[float], values: Sequence[float], *, level: float = 0.95, widen: float = 1.0
) -> Slope | None:
    """Fit the Theil-Sen slope: the median of the slopes between all pairs of points.

    The interval comes from Kendall's S with ties (Sen, 1968). With fewer than about six points it
    is too narrow to lean on; whoever shows it has to ask for more.

    Args:
        days: When, in days; any order, repeats allowed.
        values: What, as many.
        level: How sure the interval is, between 0 and 1.
        widen: Factor on the interval's width in ranks, for days that are alike; 1 or more.

    Returns:
        The slope, or None when there are fewer than two different days.

    Raises:
        ValueError: The two are not equally long, or a number is not finite.

    """
    points = sorted(zip(days, values, strict=True))
    if not 0 < level < 1 or widen < 1:
        raise ValueError("level has to lie between 0 and 1, widen can't be below 1")
    if not all(math.isfinite(day) and math.isfinite(value) for day, value in points):
        raise ValueError("days and values have to be finite")
    slopes = sorted(
        (value - earlier_value) / (day - earlier_day)
        for i, (day, value) in enumerate(points)
        for earlier_day, earlier_value in points[:i]
        if day > earlier_day
    )
    if not slopes:
        return None
    reach = NormalDist().inv_cdf(0.5 + level / 2) * widen
    reach *= math.sqrt(max(0.0, _kendall_variance(points)))
    last = len(slopes) - 1
    upper = min(round((last + 1 + reach) / 2), last)
    lower = max(round((last + 1 - reach) / 2) - 1, 0)
    return Slope(per_day=median(slopes), low=slopes[lower], high=slopes[upper])


def _kendall_variance(points: Sequence[tuple[float, float]]) -> float:
    """Variance of Kendall's S, with ties in either direction."""

    def part(count: int) -> int:
        return count * (count - 1) * (2 * count + 5)

    ties = sum(
        part(count)
        for column in (0, 1)
        for count in Counter(point[column] for point in points).values()
        if count > 1
    )
    return (part(len(points)) - ties) / 18.0


def smooth(days: Sequence[float], values: Sequence[float], half_life: float = 14.0) -> list[float]:
    """Draw a line through noisy points: a time-aware exponential mean, oldest first.

    Args:
        days: When, in days, never falling.
        values: What, as many.
        half_life: Days after which a point counts half.

    """
    line: list[float] = []
    for i, value in enumerate(values):
        if not line:
            line.append(value)
            continue
        weight = 1.0 - 0.5 ** (max(0.0, days[i] - days[i - 1]) / half_life)
        line.append(line[-1] + weight * (value - line[-1]))
    return line


def odd_ones(
    days: Sequence[float], values: Sequence[float], *, least: float = 0.0
) -> tuple[bool, ...]:
    """Flag the values that lie far from the robust line through their neighbours.

    The residual's robust z is 0.6745 (e - median) / MAD (Iglewicz & Hoaglin, 1993). Nothing is
    dropped: a flag is for showing. Fewer than six values are never flagged.

    Args:
        days: When, in days, never falling.
        values: What, as many.
        least: The smallest MAD that is believed, in the unit of the values; without it, one rep
            more among equal days would be odd.

    """
    flags: list[bool] = []
    count = len(values)
    parts = max(1, math.ceil(count / _MOST_AT_ONCE))
    for i in range(parts):
        part = slice(count * i // parts, count * (i + 1) // parts)
        flags += _odd_in(days[part], values[part], least)
    return tuple(flags)


def _odd_in(days: Sequence[float], values: Sequence[float], least: float) -> list[bool]:
    fitted = slope(days, values) if len(values) >= LEAST_POINTS_FOR_ODD else None
    if fitted is None:
        return [False] * len(values)
    rest = [value - fitted.per_day * day for day, value in zip(days, values, strict=True)]
    middle = median(rest)
    spread = max(least, median(abs(r - middle) for r in rest))
    if spread <= 0:
        return [abs(r - middle) > 0 for r in rest]
    return [0.6745 * abs(r - middle) / spread > ODD for r in rest]
