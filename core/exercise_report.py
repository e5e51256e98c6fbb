"""What does the progress page say about one exercise: strength, gap, own best, and why?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from core import words
from core.balance import Difference, Judgement, percent_of_points
from core.body import Side
from core.catalog import Exercise
from core.closing import BASELINE, Closing, closing_of
from core.curve import Curve, Standing, curve_of
from core.direction import Direction, direction_of
from core.events import Event, events_of
from core.journal import History
from core.lines import Best, Line, of_best, own_best
from core.moved import Moved, moved_of
from core.plateau import Plateau, plateau_of
from core.selftests import HomeTest
from core.stood import Stood, stood
from core.testdays import TestVerdict
from core.tested import UNTESTED, Tested, trials_of

_Z = 1.96


@dataclass(frozen=True, slots=True)
class SideReport:
    """One side against itself."""

    best: Best | None
    shares: tuple[float | None, ...]
    """For each point of its line, percent of the best that it had reached by then."""
    plateau: Plateau | None
    odd: int
    """Points that lie far from their neighbours; drawn and flagged."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the page shows of one exercise."""

    curve: Curve
    sides: dict[Side | None, SideReport]
    """Left and right, or None for an exercise without sides."""
    real_then: tuple[Side | None, ...]
    """For each of the curve's gaps, earlier pieces first: the side called weaker on that day."""
    noise: float | None
    """What one workout's gap varies by when nothing changes (95 %), in the gaps' unit."""
    baseline: float | None
    """Mean gap of the piece's first three workouts, signed, in the gaps' unit."""
    closing: Closing
    moved: Moved | None
    """What became of the gap since it was first known; None while it is too early to compare."""
    direction: Direction
    events: tuple[Event, ...]
    short: str
    """The verdict in a few words: "left 9 % weaker, 6 workouts, plus or minus 4: real"."""
    tested: Tested = UNTESTED
    """What tests at home add to the graph."""


def report_of(
    exercise: Exercise,
    history: History,
    *,
    bodyweight: float | None,
    today: date,
    lighter_weeks: Iterable[date] = (),
    test_days: Iterable[date] = (),
    tests: Iterable[tuple[HomeTest, TestVerdict]] = (),
    curve: Curve | None = None,
    then: Sequence[Stood] | None = None,
) -> Report:
    """Put together what the log says about an exercise.

    Args:
        exercise: Which one.
        history: What was logged; other exercises are ignored.
        bodyweight: In kilograms, or None when unknown.
        today: The person's day.
        lighter_weeks: First days of weeks that were lighter on purpose.
        test_days: Days on which this exercise was tested.
        tests: Every test at home that was done with what it says.
        curve: The exercise's curve, when it is known already.
        then: The verdict after each workout, when it is known already.

    """
    own = history.of(exercise.id)
    curve = curve or curve_of(exercise, own, bodyweight=bodyweight)
    then = stood(exercise, own, bodyweight=bodyweight) if then is None else then
    now = then[-1] if then else None
    piece = [s for s in then if now is not None and s.first == now.first and s.unit == now.unit]
    was_real = _last_real(piece)
    noise = now.noise if now else None
    told = {s.day: s.judgement.weaker if s.standing is Standing.REAL else None for s in then}
    lines: dict[Side | None, Line] = {side: curve.lines[side] for side in Side if curve.lines}
    return Report(
        curve=curve,
        sides={
            side: _side(line, curve, tells=exercise.kind.strengthens)
            for side, line in (lines or {None: curve.both}).items()
        },
        real_then=tuple(told.get(gap.day) for gap in (*curve.before, *curve.gaps)),
        noise=_in_unit(_Z * noise, curve.gap_unit) if noise and curve.gaps else None,
        baseline=_baseline(curve),
        closing=closing_of(
            curve,
            was_real=was_real,
            since=now.first if now else None,
            noise=noise,
            today=today,
        ),
        moved=moved_of(curve, was_real=was_real, noise=noise),
        direction=direction_of(gap.value for gap in curve.gaps),
        events=events_of(curve, own, lighter_weeks=lighter_weeks, test_days=test_days),
        short=short_verdict(curve),
        tested=trials_of(tests, exercise, own, curve, bodyweight=bodyweight),
    )


def _last_real(piece: Sequence[Stood]) -> Side | None:
    for then in reversed(piece):
        if then.standing is Standing.REAL:
            return then.judgement.weaker
    return None


def _side(line: Line, curve: Curve, *, tells: bool) -> SideReport:
    fresh = curve.fresh
    return SideReport(
        best=own_best(line, fresh) if tells else None,
        shares=of_best(line, fresh),
        plateau=plateau_of(line) if tells else None,
        odd=sum(line.odd),
    )


def _in_unit(points: float, unit: str) -> float:
    return percent_of_points(points) if unit == "%" else points


def _baseline(curve: Curve) -> float | None:
    first = [gap.value for gap in curve.gaps[:BASELINE]]
    return sum(first) / BASELINE if len(first) == BASELINE else None


def short_verdict(curve: Curve) -> str:
    """Say the verdict as on the graph; swapping the sides swaps only their names."""
    if not curve.lines:
        return ""
    judgement = curve.judgement
    if curve.standing is Standing.NO_DATA or judgement.mean is None:
        return "no data yet"
    count = words.plural(judgement.sets_used, "workout")
    if curve.standing is Standing.TOO_FEW:
        return f"too early to say, {count}"
    sure = _SURE[curve.standing]
    return f"{_behind(judgement, curve.gap_unit)}, {count}, {plus_minus(curve)}: {sure}"


_SURE = {Standing.REAL: "real", Standing.NOISE: "within your noise"}


def _behind(judgement: Judgement | Difference, unit: str) -> str:
    mean, side = judgement.mean or 0.0, judgement.weaker
    size = (
        f"{percent_of_points(mean):.0f} % weaker" if unit == "%" else f"{abs(mean):.1f} reps behind"
    )
    if side is None or size.startswith(("0 ", "0.0 ")):
        return "even"
    return f"{side.value} {size}"


def plus_minus(curve: Curve) -> str:
    """Say half the interval's width: "plus or minus 4", in the gaps' unit."""
    judgement = curve.judgement
    if judgement.mean is None or judgement.half_width is None:
        return ""
    low, high = judgement.mean - judgement.half_width, judgement.mean + judgement.half_width
    if curve.gap_unit != "%":
        return f"plus or minus {judgement.half_width:.1f}"
    ends = [percent_of_points(end) * (1 if end > 0 else -1) for end in (low, high)]
    half = (ends[1] - ends[0]) / 2
    return f"plus or minus {half:.{0 if half >= 0.95 else 1}f}"


def best_words(best: Best | None) -> str:
    """Say in a few words how a side stands against its own best."""
    if best is None:
        return ""
    return "at its own best" if best.percent >= 99.5 else f"{best.percent:.0f} % of its own best"


def best_sentence(best: Best | None, unit: str) -> str:
    """Say what the best was and when, and whether anything is lost for sure."""
    if best is None:
        return ""
    value = f"{best.value:.1f} kg"
    if unit != "kg":
        value = f"{words.number(round(best.value, 1))} {unit}"
    said = f"Its own best was {value} on {words.date_words(best.day)}"
    if best.percent >= 99.5:
        return f"{said}; it is there now."
    return f"{said}; {'that may be noise.' if best.there else 'it has lost since.'}"
