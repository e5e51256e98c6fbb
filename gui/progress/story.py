"""What does a curve say in words and bars, before anything is drawn?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise

from core import words
from core.balance import LEAST_SETS, percent_of_points
from core.body import Side
from core.catalog import Exercise
from core.curve import LEAST_POINTS_FOR_TREND, Curve, Line, Point, Standing
from core.events import Event
from core.exercise_report import Report, best_words
from core.tested import TestMark

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
    unit: str
    odd: bool = False
    """It lies far from its neighbours."""
    events: tuple[Event, ...] = ()
    """Of its day and side."""
    test: bool = False
    """It is the result of a test at home."""

    @property
    def says(self) -> str:
        """The point in words; written when somebody asks, of thousands only few are."""
        if self.test:
            return _test_words(self.side, self.point, self.unit)
        said = _mark_words(self.side, self.point, self.unit)
        if self.odd:
            said += "\nfar from the days around it; kept, but it hardly moves the line"
        told = [e.says for e in self.events if e.says not in said]
        return "\n".join([said, *told])


@dataclass(frozen=True, slots=True)
class Bar:
    """The gap of one workout, positive when the left was weaker."""

    day: date
    value: float
    side: Side | None
    """The weaker side of that workout; None when even."""
    real: bool
    """The workouts up to here made this a real difference, with this side the weaker."""
    unit: str
    early: bool = False
    """Too few workouts by then."""
    counts: bool = True
    """It belongs to the latest piece, which the verdict is about."""

    @property
    def says(self) -> str:
        """The gap in words."""
        size = f"{abs(self.value):.1f}{' %' if self.unit == '%' else ' reps'}"
        day = f"{words.weekday(self.day)} {words.date_words(self.day)}"
        said = f"left and right even on {day}"
        if self.side is not None:
            said = f"{self.side.value} {size} weaker on {day}"
        sure = "within day-to-day noise by then"
        if self.real or self.early:
            sure = "real by then" if self.real else "too early to say by then"
        old = "" if self.counts else "\nnot comparable with now"
        return f"{said[0].upper()}{said[1:]}\n{sure}{old}"


@dataclass(frozen=True, slots=True)
class Interval:
    """The verdict's interval in the unit of the bars, and the workouts it rests on."""

    first: date
    last: date
    low: float
    high: float
    side: Side | None
    """The weaker side when the verdict is real, else None."""
    middle: float = 0.0


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


def points_of(report: Report) -> list[Point]:
    """All points in the order of `marks` before they are sorted by day."""
    drawn = [point for _, line in lines_of(report.curve) for point in line.points]
    return [*drawn, *(mark.point for mark in report.tested.marks)]


def marks(
    curve: Curve, events: Sequence[Event] = (), tests: Sequence[TestMark] = ()
) -> tuple[Mark, ...]:
    """All points, by day, the left before the right; tests come after the workouts of a day."""
    on: dict[date, list[Event]] = {}
    for event in events:
        on.setdefault(event.day, []).append(event)
    found = []
    for side, line in lines_of(curve):
        flags = line.odd or (False,) * len(line.points)
        for point, odd in zip(line.points, flags, strict=True):
            told = tuple(e for e in on.get(point.day, ()) if e.side in (None, side))
            found.append(Mark(side, point, curve.unit, odd, told))
    found += [Mark(mark.side, mark.point, curve.unit, test=True) for mark in tests]
    return tuple(sorted(found, key=_day_of_mark))


def _day_of_mark(mark: Mark) -> date:
    return mark.point.day


def _mark_words(side: Side | None, point: Point, unit: str) -> str:
    who = f"Your {side.value}" if side else "Both sides"
    day = f"{words.weekday(point.day)} {words.date_words(point.day)}"
    said = f"{who}, {day}\n{point.says}"
    if unit == "s":
        return said
    about = "at least " if point.at_least else "about " if unit == "kg" else ""
    counts = "for one repetition" if unit == "kg" else "possible"
    return f"{said}\n{about}{value_words(point.value, unit)} {counts}"


def _test_words(side: Side | None, point: Point, unit: str) -> str:
    who = f"Your {side.value}" if side else "Both sides"
    said = f"{who}, {words.weekday(point.day)} {words.date_words(point.day)}\n{point.says}"
    if unit == "kg":
        said += f"\nabout {value_words(point.value, unit)} for one repetition"
    return f"{said}\nnot part of the line or the gap"


def test_summary(report: Report) -> str:
    """Say the latest tests at home on this graph in a sentence; empty without any."""
    tested = report.tested
    days = sorted({mark.point.day for mark in tested.marks})
    if not days:
        return " ".join(tested.notes)
    said = []
    for day in days[-_MOST_TESTS:]:
        own = [m for m in tested.marks if m.point.day == day]
        values = [
            f"{m.side.value} {m.point.says.removeprefix('test at home: ')}"
            + (f", about {value_words(m.point.value, 'kg')}" if report.curve.unit == "kg" else "")
            for m in own
        ]
        said.append(f"{words.date_words(day)}: {' and '.join(values)}")
    more = len(days) - len(said)
    earlier = f" and {more} earlier" if more else ""
    told = f"Tests at home, beside the lines: {'; '.join(said)}{earlier}."
    return " ".join((told, *tested.notes))


def broken(points: tuple[Point, ...], days: tuple[date, ...]) -> list[bool]:
    """Say for each point whether the line is cut before it: another piece, or a missed workout.

    Args:
        points: One side's.
        days: Every day with a workout of either side.

    """
    if not points:
        return []
    if len(points) == len(days):  # nothing was missed
        pieces = [point.piece for point in points]
        return [True, *(a != b for a, b in pairwise(pieces))]
    place = {day: i for i, day in enumerate(days)}
    cuts = [True]
    for before, after in pairwise(points):
        missed = place[after.day] - place[before.day] > 1
        cuts.append(before.piece != after.piece or missed)
    return cuts


def bars(report: Report) -> tuple[Bar, ...]:
    """The gap of each workout, told apart from noise by the verdict as it stood that day."""
    made = []
    curve = report.curve
    seen: dict[int, int] = {}
    gaps = (*curve.before, *curve.gaps)
    for i, (gap, weaker) in enumerate(zip(gaps, report.real_then, strict=True)):
        seen[gap.piece] = seen.get(gap.piece, 0) + 1
        side = _side(gap.value)
        real = side is not None and weaker is side
        early = seen[gap.piece] < LEAST_SETS
        made.append(
            Bar(gap.day, gap.value, side, real, curve.gap_unit, early, i >= len(curve.before))
        )
    return tuple(made)


def _side(value: float) -> Side | None:
    return None if abs(value) < 1e-9 else Side.LEFT if value > 0 else Side.RIGHT


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
    low, high, middle = (_in_unit(end, curve.gap_unit) for end in (mean - half, mean + half, mean))
    return Interval(used[0].day, used[-1].day, low, high, side, middle)


def _in_unit(points: float, unit: str) -> float:
    return math.copysign(percent_of_points(points), points) if unit == "%" else points


def trend_words(line: Line) -> str:
    """Say the trend in percent a week with its interval (95 %)."""
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


def gap_words(report: Report) -> tuple[str, ...]:
    """Say below the verdict how the gap got there, and when to look again; a sentence each."""
    said = []
    if report.moved is not None:
        said.append(report.moved.says)
    if report.closing.says:
        said.append(report.closing.says)
    if report.closing.why:
        said.append(report.closing.why)
    sure = report.curve.standing is Standing.REAL and report.direction.consistent
    if report.direction.says and not sure:
        said.append(report.direction.says)
    return tuple(said)


def side_words(report: Report, side: Side | None) -> tuple[str, ...]:
    """Say below a side's number how it stands against its own best, and whether it has stopped."""
    own = report.sides.get(side)
    if own is None:
        return ()
    said = [best_words(own.best)]
    if own.plateau is not None:
        said.append(f"no clear gain in the last {own.plateau.weeks} weeks")
    return tuple(s for s in said if s)


def trimmed(report: Report, first: float, last: float) -> Report:
    """Keep what lies within a range of days (ordinals), for a drawing that can't cut anything off.

    The verdict and every sentence stay as they are.
    """

    def inside(day: date) -> bool:
        return first <= day.toordinal() <= last

    curve, sides = report.curve, dict(report.sides)
    lines: dict[Side | None, Line] = {}
    for side, line in lines_of(curve):
        kept = [i for i, p in enumerate(line.points) if inside(p.day)]
        lines[side] = Line(
            points=tuple(line.points[i] for i in kept),
            drawn=tuple(line.drawn[i] for i in kept),
            trend=line.trend,
            odd=tuple(line.odd[i] for i in kept if line.odd),
            low=tuple(line.low[i] for i in kept if line.low),
            high=tuple(line.high[i] for i in kept if line.high),
        )
        own = sides[side]
        sides[side] = replace(own, shares=tuple(own.shares[i] for i in kept if own.shares))
    gaps = (*curve.before, *curve.gaps)
    then = [t for gap, t in zip(gaps, report.real_then, strict=True) if inside(gap.day)]
    return replace(
        report,
        curve=replace(
            curve,
            lines={side: lines[side] for side in Side if side in lines},
            both=lines.get(None, curve.both),
            gaps=tuple(gap for gap in curve.gaps if inside(gap.day)),
            before=tuple(gap for gap in curve.before if inside(gap.day)),
        ),
        sides=sides,
        real_then=tuple(then),
        events=tuple(e for e in report.events if inside(e.day)),
        tested=replace(
            report.tested,
            marks=tuple(m for m in report.tested.marks if inside(m.point.day)),
        ),
    )


_MOST_EVENTS = 8
_MOST_TESTS = 3


def event_words(events: Sequence[Event]) -> str:
    """List the latest events in a sentence."""
    if not events:
        return ""
    latest = events[-_MOST_EVENTS:]
    said = "; ".join(f"{words.date_words(e.day)}, {e.says}" for e in latest)
    more = len(events) - len(latest)
    return f"On the way: {said}" + (f" and {more} earlier." if more else ".")


def summary(report: Report, exercise: Exercise) -> str:
    """Say everything that the graphs show, for those who don't see them."""
    curve = report.curve
    said = [f"{exercise.name}. {curve.title}."]
    for side, line in lines_of(curve):
        who = side.value.capitalize() if side else "Both sides"
        if line.latest is None:
            said.append(f"{who}: no data yet.")
        else:
            latest = value_words(line.latest, curve.unit)
            parts = [f"{latest} now", trend_words(line), *side_words(report, side)]
            said.append(f"{who}: {', '.join(parts)}.")
    said.append(curve.verdict or BOTH_AT_ONCE)
    said += [f"In short: {report.short}."] if report.short else []
    said += gap_words(report) if curve.lines else ()
    said += [told for told in (event_words(report.events), test_summary(report)) if told]
    count = len(days_of(curve))
    said.append(f"{words.plural(count, 'workout')} drawn; arrow keys go from point to point.")
    return " ".join(said)
