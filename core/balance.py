"""Is one side weaker than the other, by how much, and is that more than day-to-day noise?"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from core.body import Side
from core.sequential import Evidence, View

PRIOR_CV = 4.2
"""Per-side coefficient of variation of a strength test, in percent: the median of 32 retest
studies (Grgic et al., 2020). Used while a person has few workouts to tell."""
PRIOR_REPS = 2.0
"""Standard deviation of a difference in repetitions that is expected of an endurance set. No study
tells; two is a guess that the person's own workouts soon outweigh."""

LEAST_SETS = 3
MOST_SETS = 6

_T_975 = {3: 3.1824463052842638, 4: 2.7764451051977987, 5: 2.5705818366147395}
"""Student's t, 97.5 %, by degrees of freedom: all that windows of four to six pairs need."""
_Z_975 = 1.96
_ROUNDING = 1e-9
"""Equal sides must not become a "real" gap of 1e-14 points through binary rounding."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What can be said about left against right.

    `mean` and `half_width` are points of the signed log ratio (100 ln(right/left)): positive when
    the left is weaker. Both are None when there is no data at all; a `verdict` on fewer than three
    pairs has no half-width either.
    """

    mean: float | None
    half_width: float | None
    real: bool
    """The interval of at least three workouts leaves out zero."""
    weaker: Side | None
    """The side with the lower mean, real or not; None without data or when exactly even."""
    percent: float | None
    """How much weaker, in percent of the stronger side."""
    sets_used: int
    """The latest pairs of left and right that it rests on."""

    @property
    def enough(self) -> bool:
        """True when there are enough pairs to say anything."""
        return self.sets_used >= LEAST_SETS

    @property
    def low(self) -> float | None:
        """Lower end of the interval, in points."""
        if self.mean is None or self.half_width is None:
            return None
        return self.mean - self.half_width

    @property
    def high(self) -> float | None:
        """Upper end of the interval, in points."""
        if self.mean is None or self.half_width is None:
            return None
        return self.mean + self.half_width


NO_DATA = Judgement(mean=None, half_width=None, real=False, weaker=None, percent=None, sets_used=0)


def _weaker(mean: float) -> Side | None:
    """Name the lower side of a mean of "right over left"."""
    if abs(mean) <= _ROUNDING:
        return None
    return Side.LEFT if mean > 0 else Side.RIGHT


def _usable(value: float | None) -> bool:
    return value is not None and math.isfinite(value) and value >= 0


def log_ratio(left: float | None, right: float | None) -> float | None:
    """Give 100 ln(right/left): positive when the left is weaker; None when it has no value.

    A side that is missing, or that can't do it yet (zero), is a category and not a number.
    """
    if left is None or right is None or not _usable(left) or not _usable(right):
        return None
    if left == 0 or right == 0:
        return None
    # Two logarithms, not one of the quotient: swapping sides then flips the sign exactly.
    return 100.0 * (math.log(right) - math.log(left))


def deficit(left: float | None, right: float | None) -> float | None:
    """Give how far the weaker side is behind, in percent of the stronger; None without data.

    100 when one side can't do it yet, None when neither can (Bishop et al., 2016, as "percentage
    difference").
    """
    if left is None or right is None or not _usable(left) or not _usable(right):
        return None
    low, high = sorted((left, right))
    return None if high == 0 else 100.0 * (high - low) / high


def percent_of_points(points: float) -> float:
    """Turn points of the log ratio into percent of the stronger side, without a sign."""
    return 100.0 * -math.expm1(-abs(points) / 100.0)


def judge(
    lefts: Sequence[float | None], rights: Sequence[float | None], *, prior_cv: float = PRIOR_CV
) -> Judgement:
    """Judge the last three to six pairs of left and right by rule R1 (domain notes 1.3).

    A pair with a missing or a zero side is left out. With four pairs or more the interval is the
    person's own (t interval of the log ratios); with fewer it comes from `prior_cv`. Fewer than
    three pairs are never real. This is a single look: it does not guard against looking often, and
    what the app says comes from `verdict`.

    Args:
        lefts: Strength of the left side, oldest first, one number a workout (None: not done).
        rights: The same for the right side, as many.
        prior_cv: Per-side coefficient of variation in percent.

    Raises:
        ValueError: The two are not equally long.

    """
    pairs = [log_ratio(left, right) for left, right in zip(lefts, rights, strict=True)]
    points = [point for point in pairs if point is not None][-MOST_SETS:]
    if not points:
        return NO_DATA
    mean = math.fsum(points) / len(points)
    if len(points) - 1 in _T_975:
        half_width = _T_975[len(points) - 1] * stdev(points) / math.sqrt(len(points))
    else:
        half_width = _Z_975 * math.sqrt(2.0) * prior_cv / math.sqrt(len(points))
    return Judgement(
        mean=mean,
        half_width=half_width,
        real=len(points) >= LEAST_SETS and abs(mean) > half_width + _ROUNDING,
        weaker=_weaker(mean),
        percent=percent_of_points(mean),
        sets_used=len(points),
    )


def verdict(
    lefts: Sequence[float | None], rights: Sequence[float | None], *, prior_cv: float = PRIOR_CV
) -> Judgement:
    """Judge left against right for somebody who looks after every workout for a year.

    When the sides are equal, at most one person in twenty is ever told "real" in a year of up to
    156 workouts (docs/VERDICT.md). The interval is about the latest 40 pairs at most, or the latest
    ten where these no longer agree: a gap that closes stops being real. The person's own day-to-day
    noise is learned from all pairs. A pair with a missing or a zero side is left out.

    Args:
        lefts: Strength of the left side, oldest first, one number a workout (None: not done).
        rights: The same for the right side, as many.
        prior_cv: Per-side coefficient of variation in percent that is expected before the person's
            own is known; above zero.

    Raises:
        ValueError: The two are not equally long, or `prior_cv` is not above zero.

    """
    evidence = Evidence(math.sqrt(2.0) * prior_cv)
    for left, right in zip(lefts, rights, strict=True):
        point = log_ratio(left, right)
        if point is not None:
            evidence.add(point)
    return judgement_of(evidence.view())


def verdicts(
    lefts: Sequence[float | None], rights: Sequence[float | None], *, prior_cv: float = PRIOR_CV
) -> Iterator[Judgement]:
    """Give the `verdict` as it stood after each workout: one for each pair, oldest first.

    Raises:
        ValueError: The two are not equally long, or `prior_cv` is not above zero.

    """
    evidence = Evidence(math.sqrt(2.0) * prior_cv)
    for left, right in zip(lefts, rights, strict=True):
        point = log_ratio(left, right)
        if point is not None:
            evidence.add(point)
        yield judgement_of(evidence.view())


def judgement_of(view: View | None) -> Judgement:
    """Turn what the evidence of log ratios shows into a judgement."""
    if view is None:
        return NO_DATA
    return Judgement(
        mean=view.mean,
        half_width=view.half_width,
        real=view.away,
        weaker=_weaker(view.mean),
        percent=percent_of_points(view.mean),
        sets_used=view.used,
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """Left against right in a unit of its own (repetitions), where percent would mislead.

    `mean` is right minus left: positive when the left does fewer.
    """

    mean: float | None
    half_width: float | None
    real: bool
    weaker: Side | None
    sets_used: int

    @property
    def enough(self) -> bool:
        """True when there are enough pairs to say anything."""
        return self.sets_used >= LEAST_SETS + 1


def judge_difference(lefts: Sequence[float | None], rights: Sequence[float | None]) -> Difference:
    """Judge the last four to six differences by their t interval; for endurance counts.

    There is no published noise to lean on, so fewer than four pairs are never real.

    Raises:
        ValueError: The two are not equally long.

    """
    gaps = [
        right - left
        for left, right in zip(lefts, rights, strict=True)
        if left is not None and right is not None
    ][-MOST_SETS:]
    if not gaps:
        return Difference(mean=None, half_width=None, real=False, weaker=None, sets_used=0)
    mean = fmean(gaps)
    freedom = len(gaps) - 1
    half_width = _T_975[freedom] * stdev(gaps) / math.sqrt(len(gaps)) if freedom in _T_975 else None
    return Difference(
        mean=mean,
        half_width=half_width,
        real=half_width is not None and abs(mean) > half_width + _ROUNDING,
        weaker=_weaker(mean),
        sets_used=len(gaps),
    )


def verdict_difference(lefts: Sequence[float | None], rights: Sequence[float | None]) -> Difference:
    """Judge differences in repetitions for somebody who looks after every workout for a year.

    Fewer than four pairs are never real. The rest is as in `verdict`.

    Raises:
        ValueError: The two are not equally long.

    """
    evidence = Evidence(PRIOR_REPS)
    for left, right in zip(lefts, rights, strict=True):
        if left is not None and right is not None:
            evidence.add(right - left)
    return difference_of(evidence.view())


def verdicts_difference(
    lefts: Sequence[float | None], rights: Sequence[float | None]
) -> Iterator[Difference]:
    """Give the `verdict_difference` as it stood after each workout: one for each, oldest first.

    Raises:
        ValueError: The two are not equally long.

    """
    evidence = Evidence(PRIOR_REPS)
    for left, right in zip(lefts, rights, strict=True):
        if left is not None and right is not None:
            evidence.add(right - left)
        yield difference_of(evidence.view())


def difference_of(view: View | None) -> Difference:
    """Turn what the evidence of differences shows into a judgement."""
    if view is None:
        return Difference(mean=None, half_width=None, real=False, weaker=None, sets_used=0)
    return Difference(
        mean=view.mean,
        half_width=view.half_width,
        real=view.away and view.used > LEAST_SETS,
        weaker=_weaker(view.mean),
        sets_used=view.used,
    )
