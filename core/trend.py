"""Is a series rising, flat or falling, and how sure is that?"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, median

_Z = NormalDist().inv_cdf(0.025)


@dataclass(frozen=True, slots=True)
class Slope:
    """A robust slope with its 95 % interval, in the unit of the values per day."""

    per_day: float
    low: float
    high: float


def slope(days: Sequence[float], values: Sequence[float]) -> Slope | None:
    """Fit the Theil-Sen slope: the median of the slopes between all pairs of points.

    The 95 % interval comes from Kendall's S with ties (Sen, 1968). With fewer than about six
    points the interval is too narrow to lean on; whoever shows it has to ask for more.

    Args:
        days: When, in days; any order, repeats allowed.
        values: What, as many.

    Returns:
        The slope, or None when there are fewer than two different days.

    Raises:
        ValueError: The two are not equally long, or a number is not finite.

    """
    points = sorted(zip(days, values, strict=True))
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
    sigma = math.sqrt(max(0.0, _kendall_variance(points)))
    last = len(slopes) - 1
    upper = min(round((last + 1 - _Z * sigma) / 2), last)
    lower = max(round((last + 1 + _Z * sigma) / 2) - 1, 0)
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
