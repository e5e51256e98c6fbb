"""Is a mean away from zero, when somebody looks again after every new number for a year?"""

from __future__ import annotations

import math
from dataclasses import dataclass

LEAST_NUMBERS = 3
"""Fewer are never far from zero, however large they are."""
_GRAIN = 1e6
"""Numbers are kept in whole millionths: sums are then exact, so that a mirrored series gives the
mirrored answer to the last bit, and kilograms or pounds differ only beyond what is kept."""
_MOST_LIKENESS = 0.6
"""Day-to-day noise that is more alike than this can't be told from a gap that moves."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How much is looked at and how sure it has to be; chosen by simulation (docs/VERDICT.md)."""

    level: float = 0.015
    """How rarely zero may be left out; below 0.05 because a moving window starts over and over."""
    window: int = 40
    """The long view: the latest numbers that count at all."""
    recent: int = 10
    """The short view: what the long view has to agree with."""
    agreement: float = 1.5
    """Standard errors by which the short view must lie on the long view's side of zero."""
    widening: float = 1.2
    """The expected noise is taken a fifth larger: a noisy person must not be believed too early."""
    noise_weight: float = 2.0
    """How many numbers the expected noise is worth against the person's own."""
    likeness: float = 0.1
    """Expected correlation of one day's noise with the next."""
    likeness_weight: float = 10.0
    """How many pairs of days that expectation is worth; 0 takes all days as independent."""
    reach: float = 8.0
    """Variance of the means that are looked for, in variances of the noise."""


USUAL = Rule()


@dataclass(frozen=True, slots=True)
class View:
    """A mean with its interval, in the unit of the numbers."""

    mean: float
    half_width: float | None
    """None while there are too few numbers for an interval."""
    used: int
    """How many of the latest numbers it rests on."""

    @property
    def away(self) -> bool:
        """The interval leaves out zero."""
        return self.half_width is not None and abs(self.mean) > self.half_width


class Evidence:
    """Takes numbers one by one and says at any time how sure their mean is.

    The interval is a normal mixture over the mean with the noise estimated (a Student form of
    Robbins, 1970, as in Lai, 1976; see Howard et al., 2021): it stays valid however often it is
    looked at. Three things are added: it looks at the latest numbers only, so that a gap can close;
    it widens by how much one day is like the next; and it falls back on the latest ten when they
    no longer agree. What these cost is bought back by a stricter `Rule.level`.
    """

    def __init__(self, noise: float, rule: Rule = USUAL) -> None:
        """Start without any number.

        Args:
            noise: Expected standard deviation of one number, in its unit; above zero.
            rule: How much is looked at.

        Raises:
            ValueError: The expected noise is not above zero.

        """
        if not noise > 0:
            raise ValueError(f"The expected noise must be above zero, not {noise}.")
        self._rule = rule
        self._expected = (rule.widening * noise) ** 2
        self._sums = [0]
        self._squares = 0.0
        self._products = 0.0
        self._last = 0.0

    def add(self, number: float) -> None:
        """Take one more number, the newest."""
        grains = round(number * _GRAIN)
        sums = self._sums
        count = len(sums) - 1
        before = min(count, self._rule.window)
        if before:
            # Against the mean of what came before, so that a gap that moves slowly is not noise.
            mean = (sums[-1] - sums[-1 - before]) / before
            surprise = (grains - mean) / _GRAIN * math.sqrt(before / (before + 1))
            self._squares += surprise * surprise
            self._products += surprise * self._last
            self._last = surprise
        sums.append(sums[-1] + grains)

    @property
    def noise(self) -> float | None:
        """Standard deviation of one number; None without any.

        The person's own, with the expected one while there are few numbers.
        """
        return math.sqrt(self._variance()) if len(self._sums) > 1 else None

    def view(self) -> View | None:
        """Say how sure the mean is now; None without any number."""
        count = len(self._sums) - 1
        if not count:
            return None
        recent = self._rule.recent
        used = min(count, self._rule.window)
        long = View(*self._interval(used), used)
        if not long.away or used <= recent:
            return long
        error = math.sqrt(self._variance() / recent)
        if math.copysign(1.0, long.mean) * self._mean(recent) > self._rule.agreement * error:
            return long
        return View(*self._interval(recent), recent)

    def _mean(self, used: int) -> float:
        return (self._sums[-1] - self._sums[-1 - used]) / used / _GRAIN

    def _variance(self) -> float:
        """Variance of one number: the person's own, and the expected one while that is little."""
        weight = self._rule.noise_weight
        return (weight * self._expected + self._squares) / (weight + len(self._sums) - 2)

    def _interval(self, used: int) -> tuple[float, float | None]:
        """Give the mean of the latest numbers and the half-width of its interval."""
        rule = self._rule
        count = len(self._sums) - 1
        mean = self._mean(used)
        if count < LEAST_NUMBERS:
            return mean, None
        freedom = rule.noise_weight + count - 1
        spread = 1.0 + used * rule.reach
        needed = (spread / rule.level**2) ** (1.0 / (freedom + 1.0))
        if needed >= spread:
            return mean, None
        squared = freedom * (needed - 1.0) * spread / (spread - needed)
        return mean, math.sqrt(squared * self._variance() * self._inflation(used) / used)

    def _inflation(self, used: int) -> float:
        """Give by how much likeness from day to day enlarges the variance of a mean; at least 1."""
        rule = self._rule
        if not rule.likeness_weight:
            return 1.0
        variance = self._variance()
        days = rule.likeness_weight + len(self._sums) - 3
        expected = rule.likeness_weight * rule.likeness
        like = (self._products / variance + expected) / days
        like = min(_MOST_LIKENESS, max(0.0, like))
        rest = 1.0 - like
        return (1.0 + like) / rest - 2.0 * like * (1.0 - like**used) / (used * rest * rest)
