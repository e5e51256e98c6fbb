"""What does a curve say in words and bars, before anything is drawn?"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise

from core import words
from core.balance import (
    LEAST_SETS,
    PRIOR_CV,
    Difference,
    Judgement,
    percent_of_points,
    verdicts,
    verdicts_difference,
)
from core.body import Side
from core.catalog import Exercise
from core.curve import (
    HOLD_CV,
    LEAST_POINTS_FOR_TREND,
    Curve,
    Lens,
    Line,
    Point,
    Standing,
)

BOTH_AT_ONCE = (
    "Both sides work at once here, so this line tells nothing about the gap between them. "
    "An exercise done one side at a time does."
)


class Span(Enum):
    """How far back the graph looks: days, or 0 for everything."""

    WEEKS_4 = 28
    MONTHS_3 = 91
    MONTHS_6 = 182
    YEAR = 365
    ALL = 0

    def since(self, today: date) -> date | None:
        """The first day of the range, or None for everything."""
        return today - timedelta(days=self.value) if self.value else None


def usual_span(days: tuple[date, ...], today: date) -> Span:
    """Choose what a person sees first: all there is, but at most six months, and never nothing."""
    spans = (Span.WEEKS_4, Span.MONTHS_3, Span.MONTHS_6)
    first, last = min(days, default=today), max(days, default=today)
    if (today - last).days > spans[-1].value:
        return Span.ALL
    return next((s for s in spans if (today - first).days <= s.value), spans[-1])


@dataclass(frozen=True, slots=True)
class Mark:
    """A point that can be hovered or reached by the arrow keys."""

    side: Side | None
    point: Point
    says: str


@dataclass(frozen=True, slots=True)
class Bar:
    """The gap of one workout, positive when the left was weaker."""

    day: date
    value: float
    side: Side | None
    """The weaker side of that workout; None when even."""
    real: bool
    """The workouts up to here made this a real difference, with this side the weaker."""
    says: str


@dataclass(frozen=True, slots=True)
class Interval:
    """The verdict's 95 % interval in the unit of the bars, and the workouts it rests on."""

    first: date
    last: date
    low: float
    high: float
    side: Side | None
    """The weaker side when the verdict is real, else None."""


def value_words(value: float, unit: str) -> str:
    """Say a value with its unit: "19.1 kg", "12 reps", "30 s"."""
    return f"{value:.1f} kg" if unit == "kg" else f"{words.number(round(value, 1))} {unit}"


def lines_of(curve: Curve) -> tuple[tuple[Side | None, Line], ...]:
    """The lines that are there: left and right, or the one of both sides."""
    lines: list[tuple[Side | None, Line]] = [(s, curve.lines[s]) for s in Side if s in curve.lines]
    return tuple(lines) or ((None, curve.both),)


def days_of(curve: Curve) -> tuple[date, ...]:
    """Every day with a point, once, oldest first."""
    return tuple(sorted({p.day for _, line in lines_of(curve) for p in line.points}))


def marks(curve: Curve) -> tuple[Mark, ...]:
    """All points with their sentences, by day, the left before the right."""
    found = [
        Mark(side, point, _mark_words(side, point, curve.unit))
        for side, line in lines_of(curve)
        for point in line.points
    ]
    return tuple(sorted(found, key=lambda m: m.point.day))


def _mark_words(side: Side | None, point: Point, unit: str) -> str:
    who = f"Your {side.value}" if side else "Both sides"
    day = f"{words.weekday(point.day)} {words.date_words(point.day)}"
    said = f"{who}, {day}\n{point.says}"
    if unit == "s":
        return said
    about = "at least " if point.at_least else "about " if unit == "kg" else ""
    counts = "for one repetition" if unit == "kg" else "possible"
    return f"{said}\n{about}{value_words(point.value, unit)} {counts}"


def broken(points: tuple[Point, ...], days: tuple[date, ...]) -> list[bool]:
    """Say for each point whether the line is cut before it: another piece, or a missed workout.

    Args:
        points: One side's.
        days: Every day with a workout of either side.

    """
    place = {day: i for i, day in enumerate(days)}
    cuts = [True] if points else []
    for before, after in pairwise(points):
        missed = place[after.day] - place[before.day] > 1
        cuts.append(before.piece != after.piece or missed)
    return cuts


def bars(curve: Curve) -> tuple[Bar, ...]:
    """The gap of each workout, told apart from noise by the verdict as it stood that day."""
    made = []
    for i, (gap, weaker) in enumerate(zip(curve.gaps, _weaker_then(curve), strict=True)):
        side = _side(gap.value)
        size = f"{abs(gap.value):.1f}{' %' if curve.gap_unit == '%' else ' reps'}"
        day = f"{words.weekday(gap.day)} {words.date_words(gap.day)}"
        said = f"left and right even on {day}"
        if side is not None:
            said = f"{side.value} {size} weaker on {day}"
        real = side is not None and weaker is side
        early = "\ntoo early to say by then" if i + 1 < LEAST_SETS else ""
        sure = "\nreal by then" if real else early or "\nwithin day-to-day noise by then"
        said = said[0].upper() + said[1:] + sure
        made.append(Bar(gap.day, gap.value, side, real, said))
    return tuple(made)


def _side(value: float) -> Side | None:
    return None if abs(value) < 1e-9 else Side.LEFT if value > 0 else Side.RIGHT


def _weaker_then(curve: Curve) -> list[Side | None]:
    """The weaker side as it stood after each workout; None while it was not real."""
    values = [gap.value for gap in curve.gaps]
    found: Iterable[Judgement | Difference]
    if curve.gap_unit == "%":
        # Percent of the stronger side, back to the two sides it came from.
        lefts = [1.0 - max(v, 0.0) / 100.0 for v in values]
        rights = [1.0 - max(-v, 0.0) / 100.0 for v in values]
        cv = HOLD_CV if curve.lens is Lens.SECONDS else PRIOR_CV
        found = verdicts(lefts, rights, prior_cv=cv)
    else:
        found = verdicts_difference([0.0] * len(values), values)
    return [each.weaker if each.real else None for each in found]


def interval(curve: Curve) -> Interval | None:
    """The verdict's interval; None while there are too few workouts for one."""
    judgement = curve.judgement
    mean, half = judgement.mean, judgement.half_width
    used = curve.gaps[-judgement.sets_used :] if judgement.sets_used else ()
    if curve.standing not in (Standing.NOISE, Standing.REAL) or not used:
        return None
    if mean is None or half is None:
        return None
    side = judgement.weaker if curve.standing is Standing.REAL else None
    ends = [_in_unit(end, curve.gap_unit) for end in (mean - half, mean + half)]
    return Interval(used[0].day, used[-1].day, ends[0], ends[1], side)


def _in_unit(points: float, unit: str) -> float:
    return math.copysign(percent_of_points(points), points) if unit == "%" else points


def trend_words(line: Line) -> str:
    """Say the trend in percent a week with its 95 % interval."""
    if line.trend is None:
        last = sum(1 for p in line.points if p.piece == line.points[-1].piece)
        return f"trend after {LEAST_POINTS_FOR_TREND} workouts ({last} so far)"
    middle, low, high = (
        100.0 * math.expm1(7.0 * s) for s in (line.trend.per_day, line.trend.low, line.trend.high)
    )
    sign = "+" if round(middle, 1) > 0 else ""
    return f"{sign}{_signed(middle)} % a week ({_signed(low)} to {_signed(high)})"


def _signed(value: float) -> str:
    rounded = round(value, 1) + 0.0  # no "-0.0"
    return f"−{-rounded:.1f}" if rounded < 0 else f"{rounded:.1f}"


def headline(curve: Curve) -> tuple[str, str]:
    """Split the verdict into what is said large and the rest."""
    ends = [i for i in (curve.verdict.find(": "), curve.verdict.find(". ")) if i > 0]
    if not ends:
        return curve.verdict, ""
    rest = curve.verdict[min(ends) + 2 :]
    return curve.verdict[: min(ends)], rest[:1].upper() + rest[1:]


def summary(curve: Curve, exercise: Exercise) -> str:
    """Say everything that the graphs show, for those who don't see them."""
    said = [f"{exercise.name}. {curve.title}."]
    for side, line in lines_of(curve):
        who = side.value.capitalize() if side else "Both sides"
        if line.latest is None:
            said.append(f"{who}: no data yet.")
        else:
            latest = value_words(line.latest, curve.unit)
            said.append(f"{who}: {latest} now, {trend_words(line)}.")
    said.append(curve.verdict or BOTH_AT_ONCE)
    count = len(days_of(curve))
    said.append(f"{words.plural(count, 'workout')} drawn; arrow keys go from point to point.")
    return " ".join(said)
