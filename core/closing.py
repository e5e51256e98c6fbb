"""Does a gap close, how fast, why, and when is it worth looking again?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from statistics import NormalDist

from core import words
from core.body import Side
from core.curve import BREAK_DAYS, Curve, GapPoint, Standing
from core.trend import Slope, slope

BASELINE = 3
"""Workouts that only set the mark: whoever was picked for a large first gap has a smaller second
one without any training (regression to the mean, domain notes, trap C)."""
PATIENCE = timedelta(weeks=8)
"""Nothing is called a success before (domain notes 10)."""
LEVEL = 0.995
"""How sure a rate has to be. A person looks after every workout: with 95 % every third person with
an unchanging gap would be told once a year that it closes (docs/CLOSING.md)."""
WINDOW = timedelta(weeks=26)
MOST_GAPS = 80
LEAST_GAPS = 6
"""After the baseline; with fewer no rate is told."""
RATES = (1.0, 0.5, 0.25)
"""Points a week that a look again is planned for, the fastest first."""
POWER = 0.8
_LONGEST_WAIT = timedelta(weeks=52)
_LIKENESS, _LIKENESS_WEIGHT, _MOST_LIKENESS = 0.1, 10.0, 0.6
"""How alike two days in a row are: what is expected, how many days that is worth, the most."""


class Move(Enum):
    """What a gap does."""

    NO_GAP = "no gap to close"
    EARLY = "too early to say"
    STEADY = "no clear change"
    CLOSING = "closing"
    WIDENING = "widening"


class Cause(Enum):
    """Which side moved it. That the strong side fell is not success."""

    UNCLEAR = "unclear"
    WEAK_ROSE = "the weak side rose"
    STRONG_FELL = "the strong side fell"
    BOTH = "the weak side rose and the strong side fell"
    STRONG_ROSE = "the strong side rose"
    WEAK_FELL = "the weak side fell"
    APART = "the weak side fell and the strong side rose"


@dataclass(frozen=True, slots=True)
class Closing:
    """What may be said about the way a gap takes."""

    move: Move
    weaker: Side | None
    """Whose gap it is; None when none was ever real."""
    rate: Slope | None
    """Points (or repetitions) a week, positive while it closes; None with too few workouts."""
    workouts: int
    """How many it rests on, the baseline not counted."""
    cause: Cause
    warns: bool
    """The strong side is falling: getting even this way is no success."""
    again: date | None
    """When a change would show that can't be seen now; None when nothing honest can be promised."""
    says: str
    why: str


def closing_of(
    curve: Curve, *, was_real: Side | None, since: date | None, noise: float | None, today: date
) -> Closing:
    """Tell what the gap of an exercise does, with the guards of docs/CLOSING.md.

    Args:
        curve: The exercise; only its last piece counts.
        was_real: The side that was last called weaker in this piece; None when none was.
        since: First day of this piece with both sides, or None.
        noise: Standard deviation of one workout's gap, in its unit (points or repetitions).
        today: For the days that are promised.

    """
    gaps = _window(curve.gaps)
    if was_real is None or since is None or not curve.gaps:
        return _without(curve)
    latest = curve.gaps[-1].day
    rest = slope(
        [g.day.toordinal() for g in gaps], [in_points(g, curve) for g in gaps],
        level=LEVEL, widen=_widening(gaps, curve),
    ) if len(gaps) >= LEAST_GAPS else None  # fmt: skip
    rate = None if rest is None else _a_week(rest, was_real)
    early = rate is None or latest - since < PATIENCE
    move = Move.EARLY if early else _move(rate)
    rose = {side: _slope_of(curve, side, gaps) for side in Side}
    weak, strong = rose[was_real], rose[was_real.other]
    cause = _cause(move, weak, strong)
    warns = strong is not None and strong.high < 0 and move is not Move.WIDENING
    fresh = today - latest <= timedelta(days=BREAK_DAYS)
    start = gaps[0].day if gaps else latest
    often = _per_week(curve.gaps)
    planned = _plan(start, often, since, noise, move, rate, today) if fresh else None
    passed = planned is None and _passed(start, often, noise, today)
    return Closing(
        move=move,
        weaker=was_real,
        rate=rate,
        workouts=len(gaps),
        cause=cause,
        warns=warns,
        again=planned[1] if planned else None,
        says=_says(move, rate, curve, was_real, planned, today, fresh=fresh, passed=passed),
        why=_why(cause, was_real, weak, strong, warns=warns, closed=_closed(move, curve)),
    )


def _without(curve: Curve) -> Closing:
    """Nothing was ever real here, or both sides were never compared."""
    says = ""
    if curve.standing is Standing.NOISE:
        says = "No gap to close: nothing larger than day-to-day noise has shown."
    elif curve.standing is Standing.TOO_FEW:
        says = "Whether a gap closes can be told once there is one."
    return Closing(Move.NO_GAP, None, None, 0, Cause.UNCLEAR, warns=False, again=None,
                   says=says, why="")  # fmt: skip


def _window(gaps: Sequence[GapPoint]) -> Sequence[GapPoint]:
    """The latest half year, without the workouts that only set the mark."""
    later = gaps[BASELINE:][-MOST_GAPS:]
    return [g for g in later if later[-1].day - g.day <= WINDOW]


def in_points(gap: GapPoint, curve: Curve) -> float:
    """Turn percent of the stronger side back into points of the log ratio."""
    if curve.gap_unit != "%":
        return gap.value
    return math.copysign(-100.0 * math.log1p(-min(abs(gap.value), 99.9) / 100.0), gap.value)


def _a_week(fitted: Slope, weaker: Side) -> Slope:
    """Turn a slope into a rate that is positive while the gap of a side closes."""
    if weaker is Side.LEFT:
        return Slope(-7 * fitted.per_day, -7 * fitted.high, -7 * fitted.low)
    return Slope(7 * fitted.per_day, 7 * fitted.low, 7 * fitted.high)


def _move(rate: Slope | None) -> Move:
    if rate is None:
        return Move.EARLY
    if rate.low > 0:
        return Move.CLOSING
    return Move.WIDENING if rate.high < 0 else Move.STEADY


def _widening(gaps: Sequence[GapPoint], curve: Curve) -> float:
    """By how much the interval grows because one day is like the next."""
    days, values = [g.day.toordinal() for g in gaps], [in_points(g, curve) for g in gaps]
    fitted = slope(days, values)
    if fitted is None:
        return 1.0
    rest = [v - fitted.per_day * d for d, v in zip(days, values, strict=True)]
    mean = math.fsum(rest) / len(rest)
    rest = [r - mean for r in rest]
    whole = math.fsum(r * r for r in rest)
    like = math.fsum(a * b for a, b in zip(rest[1:], rest, strict=False)) / whole if whole else 0.0
    # A fitted line takes likeness away: about four parts in n (Kendall, 1954).
    like += (1.0 + 4.0 * max(0.0, like)) / len(rest)
    count = len(rest) + _LIKENESS_WEIGHT
    like = (like * len(rest) + _LIKENESS * _LIKENESS_WEIGHT) / count
    like = min(_MOST_LIKENESS, max(0.0, like))
    return math.sqrt((1.0 + like) / (1.0 - like))


# -- why it moved ----------------------------------------------------------------------------------


def _slope_of(curve: Curve, side: Side, gaps: Sequence[GapPoint]) -> Slope | None:
    """The trend of ln(value) of one side a week, in percent, over the days of these gaps."""
    if not gaps:
        return None
    days = {gap.day for gap in gaps}
    own = [p for p in curve.lines[side].points if p.day in days and p.piece == gaps[-1].piece]
    if len(own) < LEAST_GAPS:
        return None
    found = slope([p.day.toordinal() for p in own], [math.log(p.value) for p in own])
    if found is None:
        return None
    ends = (100.0 * math.expm1(7.0 * s) for s in (found.per_day, found.low, found.high))
    return Slope(*ends)


def _cause(move: Move, weak: Slope | None, strong: Slope | None) -> Cause:
    if weak is None or strong is None:
        return Cause.UNCLEAR
    if move is Move.CLOSING:
        if weak.low > 0:
            return Cause.BOTH if strong.high < 0 else Cause.WEAK_ROSE
        return Cause.STRONG_FELL if strong.high < 0 else Cause.UNCLEAR
    if move is Move.WIDENING:
        if strong.low > 0:
            return Cause.APART if weak.high < 0 else Cause.STRONG_ROSE
        return Cause.WEAK_FELL if weak.high < 0 else Cause.UNCLEAR
    return Cause.UNCLEAR


def _closed(move: Move, curve: Curve) -> bool:
    return move is not Move.EARLY and curve.standing is Standing.NOISE


def _why(
    cause: Cause,
    weaker: Side,
    weak: Slope | None,
    strong: Slope | None,
    *,
    warns: bool,
    closed: bool,
) -> str:
    low, high = weaker.value, weaker.other.value
    if weak is None or strong is None:
        return ""
    slow, fast = f"{_percent(weak.per_day)} a week", f"{_percent(strong.per_day)} a week"
    if cause is Cause.WEAK_ROSE:
        if strong.low > 0:
            return f"Your {low} rose faster ({slow}) than your {high} ({fast})."
        return f"Your {low} rose ({slow}); your {high} did not fall."
    if cause is Cause.STRONG_FELL:
        return f"Your {high} got weaker ({fast}); your {low} did not rise. That is not success."
    if cause is Cause.BOTH:
        return f"Your {low} rose ({slow}), but your {high} fell ({fast}). Only the first counts."
    if cause is Cause.STRONG_ROSE:
        if weak.low > 0:
            return f"Your {high} rose faster ({fast}) than your {low} ({slow})."
        return f"Your {high} rose ({fast}); your {low} did not."
    if cause is Cause.WEAK_FELL:
        return f"Your {low} got weaker ({slow})."
    if cause is Cause.APART:
        return f"Your {low} got weaker ({slow}) and your {high} stronger ({fast})."
    if warns:
        return f"Your {high} is getting weaker ({fast}): getting even this way is no success."
    if closed and weak.low > 0:
        return f"Your {low} rose ({slow}) and your {high} did not fall."
    return ""


def _percent(value: float) -> str:
    rounded = round(value, 1) + 0.0
    return f"{'−' if rounded < 0 else '+'}{abs(rounded):.1f} %"


# -- when to look again ----------------------------------------------------------------------------


def weeks_to_see(
    rate: float, noise: float, per_week: float, *, level: float = LEVEL, power: float = POWER
) -> float:
    """Give the weeks after which a steady change shows, with evenly spaced workouts.

    By the standard error of a least-squares slope: noise / sqrt(sum of squared days). Workouts
    that are alike carry less, so this is the least it takes (domain notes 3.3).

    Args:
        rate: Change a week, in the unit of the noise; above zero.
        noise: Standard deviation of one workout; above zero.
        per_week: Workouts a week; above zero.
        level: How sure the claim has to be, two-sided.
        power: How often the change is then seen.

    """
    usual = NormalDist()
    needed = (usual.inv_cdf(0.5 + level / 2) + usual.inv_cdf(power)) * noise / rate
    count = 3
    while count * (count * count - 1) / 12 < (needed * per_week) ** 2:
        count += 1
    return (count - 1) / per_week


def _plan(
    start: date,
    often: float | None,
    since: date,
    noise: float | None,
    move: Move,
    rate: Slope | None,
    today: date,
) -> tuple[float, date] | None:
    """Find the rate that would show next, and the day from which it would."""
    if not noise or often is None:
        return None
    known = move in (Move.CLOSING, Move.WIDENING) and rate is not None
    for wanted in (abs(rate.per_day),) if known and rate else RATES:
        first = today if known else start
        weeks = weeks_to_see(wanted, noise, often) if wanted > 0 else math.inf
        if weeks > _LONGEST_WAIT.days / 7:
            return None
        day = max(first + timedelta(days=math.ceil(7 * weeks)), since + PATIENCE)
        if day > today:
            return (wanted, day) if day - today <= _LONGEST_WAIT else None
    return None


def _passed(start: date, often: float | None, noise: float | None, today: date) -> bool:
    """Tell whether even the slowest change that is planned for would show by now."""
    if not noise or often is None:
        return False
    weeks = weeks_to_see(RATES[-1], noise, often)
    return start + timedelta(days=math.ceil(7 * weeks)) <= today


def _per_week(gaps: Sequence[GapPoint]) -> float | None:
    """How often both sides were compared lately."""
    recent = [g for g in gaps if gaps[-1].day - g.day <= timedelta(weeks=12)]
    days = (recent[-1].day - recent[0].day).days
    return 7.0 * (len(recent) - 1) / days if days >= 7 else None


# -- words -----------------------------------------------------------------------------------------


def _says(
    move: Move,
    rate: Slope | None,
    curve: Curve,
    weaker: Side,
    planned: tuple[float, date] | None,
    today: date,
    *,
    fresh: bool,
    passed: bool,
) -> str:
    unit = "points" if curve.gap_unit == "%" else "reps"
    look = ""
    if planned:
        look = f" Look again after {words.date_words(planned[1], today=today)}."
    elif not fresh:
        look = " Log both sides again to see more."
    elif move is Move.STEADY and passed:
        look = f" Even {RATES[-1]:g} {unit} a week would show by now."
    gone = curve.standing is Standing.NOISE
    if move is Move.EARLY or rate is None:
        if gone:
            return (
                f"The gap of your {weaker.value} does not show any more; too early to trust.{look}"
            )
        return f"Too early to say whether it closes.{look}"
    low, high = sorted((abs(rate.low), abs(rate.high)))
    if gone:
        return f"The gap of your {weaker.value} is no longer larger than day-to-day noise."
    if move is Move.STEADY:
        ends = f"{_signed(rate.low)} to {_signed(rate.high)} {unit} a week"
        return f"Neither closing nor widening, as far as can be told ({ends}).{look}"
    name = move.value.capitalize()
    return f"{name} at {abs(rate.per_day):.1f} {unit} a week ({low:.1f} to {high:.1f}).{look}"


def _signed(value: float) -> str:
    rounded = round(value, 1) + 0.0
    return f"−{-rounded:.1f}" if rounded < 0 else f"{rounded:.1f}"
