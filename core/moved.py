"""Is a gap smaller than at first, and which side made it so?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import NormalDist, fmean

from core import words
from core.balance import percent_of_points
from core.body import Side
from core.closing import BASELINE, LEVEL, PATIENCE, in_points
from core.curve import Curve, GapPoint

EACH = 6
"""Workouts at either end that are compared; the three that only set the mark come before."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The gap at first and now, with what each side did in between."""

    weaker: Side
    since: date
    """First day of the workouts that are compared."""
    first: float
    """Mean gap at first, in the gaps' unit; positive when the weaker side was behind."""
    now: float
    sure: bool
    """The change is larger than day-to-day noise explains."""
    weak_change: float
    """What the weaker side gained, in percent."""
    strong_change: float
    lost: bool
    """The stronger side fell: what closed for that reason is no success."""
    says: str

    @property
    def smaller(self) -> bool:
        """True when the gap is smaller than at first."""
        return abs(self.now) < abs(self.first)


def moved_of(curve: Curve, *, was_real: Side | None, noise: float | None) -> Moved | None:
    """Compare the last six workouts with six early ones of the same piece.

    The first three workouts are left out: a first gap that made somebody look is larger than the
    next without any training (regression to the mean). Nothing is said before eight weeks.

    Args:
        curve: The exercise; only its last piece counts.
        was_real: The side that was last called weaker in this piece; None when none was.
        noise: Standard deviation of one workout's gap, in points or repetitions.

    """
    gaps = curve.gaps
    if was_real is None or not noise or len(gaps) < BASELINE + 2 * EACH:
        return None
    early, late = gaps[BASELINE : BASELINE + EACH], gaps[-EACH:]
    if late[-1].day - gaps[0].day < PATIENCE:
        return None
    sign = 1.0 if was_real is Side.LEFT else -1.0
    means = [fmean(sign * in_points(g, curve) for g in part) for part in (early, late)]
    reach = NormalDist().inv_cdf(0.5 + LEVEL / 2) * noise * math.sqrt(2.0 / EACH)
    sure = abs(means[1] - means[0]) > reach
    changes = {side: _change(curve, side, early, late) for side in Side}
    weak, strong = changes[was_real], changes[was_real.other]
    if weak is None or strong is None:
        return None
    # One side's noise is the gap's over the square root of two; repetitions have no percent noise.
    part = noise / math.sqrt(2.0) if curve.gap_unit == "%" else 100.0 * noise / _usual(curve)
    least = 1.96 * part * math.sqrt(2.0 / EACH)
    lost = 100.0 * math.log1p(strong / 100.0) < -least
    rose = 100.0 * math.log1p(weak / 100.0) > least
    first, now = (_in_unit(mean, curve.gap_unit) for mean in means)
    return Moved(
        weaker=was_real,
        since=early[0].day,
        first=first,
        now=now,
        sure=sure,
        weak_change=weak,
        strong_change=strong,
        lost=lost,
        says=_says(
            was_real,
            first,
            now,
            weak,
            strong,
            curve,
            early[0].day,
            sure=sure,
            lost=lost,
            rose=rose,
        ),
    )


def _usual(curve: Curve) -> float:
    values = [line.drawn[-1] for line in curve.lines.values() if line.drawn]
    return max(1.0, fmean(values)) if values else 1.0


def _change(
    curve: Curve, side: Side, early: Sequence[GapPoint], late: Sequence[GapPoint]
) -> float | None:
    """What a side gained between the two, in percent."""
    value = {p.day: p.value for p in curve.lines[side].points if p.piece == late[-1].piece}
    logs = [
        [math.log(value[gap.day]) for gap in part if gap.day in value] for part in (early, late)
    ]
    if not all(logs):
        return None
    return 100.0 * math.expm1(fmean(logs[1]) - fmean(logs[0]))


def _in_unit(points: float, unit: str) -> float:
    return math.copysign(percent_of_points(points), points) if unit == "%" else points


def _says(
    weaker: Side,
    first: float,
    now: float,
    weak: float,
    strong: float,
    curve: Curve,
    since: date,
    *,
    sure: bool,
    lost: bool,
    rose: bool,
) -> str:
    low, high = weaker.value, weaker.other.value
    when = words.date_words(since)
    if not sure:
        ends = f"{_size(first, curve.gap_unit, weaker)}, now {_size(now, curve.gap_unit, weaker)}"
        return f"Since {when}: {ends}. The difference may be chance."
    ends = f"from {_size(first, curve.gap_unit, weaker)} to {_size(now, curve.gap_unit, weaker)}"
    if abs(now) < abs(first):
        if lost and rose:
            return (
                f"Smaller since {when}, {ends}: your {low} rose {_percent(weak)}, but your {high} "
                f"fell {_percent(-strong)}. Only the first counts."
            )
        if lost:
            return (
                f"Smaller since {when}, {ends}, but because your {high} fell {_percent(-strong)}: "
                "that is not success."
            )
        did = "did not fall" if strong < 0.5 else f"rose {_percent(strong)}"
        return f"Smaller since {when}, {ends}: your {low} rose {_percent(weak)}, your {high} {did}."
    return f"Larger since {when}, {ends}: your {low} {_did(weak)}, your {high} {_did(strong)}."


def _size(value: float, unit: str, weaker: Side) -> str:
    size = f"{abs(value):.0f} %" if unit == "%" else f"{abs(value):.1f} reps"
    crossed = value < 0 and not size.startswith(("0 ", "0.0 "))
    return f"{size} (your {weaker.other.value} behind)" if crossed else size


def _did(change: float) -> str:
    return f"rose {_percent(change)}" if change >= 0 else f"fell {_percent(-change)}"


def _percent(value: float) -> str:
    return f"{max(0.0, value):.0f} %"
