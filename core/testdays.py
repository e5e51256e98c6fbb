"""What do the tests at home say about each side, and when is the next test day?"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from statistics import fmean

from core import words
from core.balance import log_ratio, percent_of_points
from core.body import Side
from core.selftests import Better, Compare, HomeTest, Take, TestResult
from core.strength import MOST_REPS_FOR_STRENGTH, relative_strength

BASELINE = 3
"""Sessions on different days before anything is said (domain notes, trap C)."""
BETWEEN_BASELINE = timedelta(days=2)
EVERY = timedelta(weeks=4)
LOOKS = 1.45
"""How much wider than a single look the margin is. Who looks at every test of a year (three
days and twelve more), each time at the mean of the latest three, would meet a gap beyond the error
with even sides in 39 of 100 years at the single look's margin, in fewer than 5 at this one
(simulated; a test repeats it)."""
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class TestSession:
    """One day of one test: what counts for each side."""

    __test__ = False

    session_id: str
    day: date
    left: float | None
    """None when there is no try, or pain ended every one."""
    right: float | None
    setup: str
    hurt: frozenset[Side]
    """Sides with a try that pain ended."""
    first: Side
    """The side that went first."""

    def value(self, side: Side) -> float | None:
        """Give what counts for a side."""
        return self.left if side is Side.LEFT else self.right

    @property
    def both(self) -> bool:
        """True when the sides can be compared."""
        return self.left is not None and self.right is not None


class Reading(Enum):
    """What may be said about left against right."""

    NOTHING = "nothing"
    START = "start"
    """Fewer than three days."""
    EVEN = "even"
    """Not distinguishable from even."""
    WEAKER = "weaker"
    """One side is weaker by more than the test's own error."""
    TREND = "trend"
    """Too noisy to compare the sides at all."""
    ENDURANCE = "endurance"
    """More repetitions than tell about strength."""


@dataclass(frozen=True, slots=True)
class TestVerdict:
    """What a test says so far."""

    __test__ = False

    test_id: str
    reading: Reading
    sessions: tuple[TestSession, ...]
    """Oldest first."""
    gap: float | None
    """Positive when the left is weaker: in the test's unit, or points of the log ratio; the mean of
    the latest three comparable days."""
    margin: float | None
    """How far it would have to be from zero, in the same unit."""
    weaker: Side | None
    """Only when `reading` says that a side is weaker."""
    percent: float | None
    """How much weaker, where a percentage is honest; else None."""
    says: str
    change: str
    """How each side went since the first day, in words; empty with one day."""

    @property
    def used(self) -> int:
        """Days that the gap rests on."""
        return min(BASELINE, sum(1 for s in self.sessions if s.both))


class Because(Enum):
    """Why a test is due."""

    BASELINE = "baseline"
    FOUR_WEEKS = "four weeks"


@dataclass(frozen=True, slots=True)
class DueTest:
    """A test that was begun and is due again."""

    test_id: str
    due: date
    because: Because
    number: int
    """The day's number: 2 for the second."""


def sessions_of(test: HomeTest, results: Iterable[TestResult]) -> tuple[TestSession, ...]:
    """Sum up every day of a test, oldest first."""
    grouped: dict[str, list[TestResult]] = {}
    for result in sorted(results, key=lambda r: (r.day, r.at, r.attempt)):
        if result.test_id == test.id:
            grouped.setdefault(result.session_id, []).append(result)
    made = []
    for session_id, own in grouped.items():
        values = {side: _counts(test, [r for r in own if r.side is side]) for side in Side}
        made.append(
            TestSession(
                session_id=session_id,
                day=own[0].day,
                left=values[Side.LEFT],
                right=values[Side.RIGHT],
                setup=own[-1].setup,
                hurt=frozenset(r.side for r in own if r.hurt),
                first=own[0].side,
            )
        )
    return tuple(sorted(made, key=lambda s: s.day))


def _counts(test: HomeTest, tries: Sequence[TestResult]) -> float | None:
    values = [r.value for r in tries if not r.hurt]
    if not values:
        return None
    if test.take is Take.MEAN:
        return fmean(values)
    return min(values) if test.better is Better.LOWER else max(values)


def first_side(
    test: HomeTest, results: Iterable[TestResult], *, weaker: Side | None = None
) -> Side:
    """Tell which side starts: the weaker one the first time, then the other one each day.

    Args:
        test: Which test.
        results: What was tested before.
        weaker: The weaker side as far as known; the left starts when nobody knows.

    """
    before = sessions_of(test, results)
    return before[-1].first.other if before else weaker or Side.LEFT


def gap_of(test: HomeTest, session: TestSession) -> float | None:
    """Give one day's gap, positive when the left is weaker; None where it has no value.

    In the test's unit, or in points of the log ratio where that is honest (domain notes 1.1).
    """
    left, right = session.left, session.right
    if left is None or right is None:
        return None
    if test.compare is Compare.STRENGTH:
        if max(left, right) > MOST_REPS_FOR_STRENGTH or min(left, right) < 1:
            return None
        return log_ratio(relative_strength(left), relative_strength(right))
    if test.compare is Compare.RATIO:
        return log_ratio(left, right)
    return left - right if test.better is Better.LOWER else right - left


def in_points(test: HomeTest) -> bool:
    """Tell whether gaps are points of the log ratio instead of the test's unit."""
    return test.compare in (Compare.STRENGTH, Compare.RATIO)


def judge_test(test: HomeTest, results: Iterable[TestResult]) -> TestVerdict:
    """Say what a test tells about left against right so far.

    The mean of the latest three days counts, against the test's own error for so many days and so
    many looks (`LOOKS`). Swapping the sides in the results swaps them in every number and word.
    """
    sessions = sessions_of(test, results)
    full = [s for s in sessions if s.both]
    recent = full[-BASELINE:]
    gaps = [gap for s in recent if (gap := gap_of(test, s)) is not None]
    gap = fmean(gaps) if gaps else None
    margin = LOOKS * _error(test) / math.sqrt(len(gaps)) if gaps else None
    days = len({s.day for s in full})
    if not full:
        reading = Reading.NOTHING
    elif not test.compares:
        reading = Reading.TREND
    elif test.compare is Compare.STRENGTH and len(gaps) < len(recent):
        reading = Reading.ENDURANCE
    elif days < BASELINE or gap is None or margin is None:
        reading = Reading.START
    else:
        reading = Reading.WEAKER if abs(gap) > margin + _ROUNDING else Reading.EVEN
    weaker = None
    if reading is Reading.WEAKER and gap is not None:
        weaker = Side.LEFT if gap > 0 else Side.RIGHT
    return TestVerdict(
        test_id=test.id,
        reading=reading,
        sessions=sessions,
        gap=gap if test.compares else None,
        margin=margin if test.compares else None,
        weaker=weaker,
        percent=_percent(test, recent, gap) if weaker else None,
        says=_says(test, reading, sessions, recent, gap, margin),
        change=_change(test, sessions),
    )


def _error(test: HomeTest) -> float:
    """Give the error of one day's gap, in the gap's unit."""
    if test.compare is Compare.RATIO:
        return 100.0 * -math.log1p(-test.error / 100.0)
    return test.error


def _percent(test: HomeTest, recent: Sequence[TestSession], gap: float | None) -> float | None:
    if gap is None or test.compare is Compare.DIFFERENCE:
        return None
    if in_points(test):
        return percent_of_points(gap)
    # Time is turned into speed first (domain notes 1.1): 9.5 s against 8.0 s is 15.8 % less speed.
    points = [log_ratio(s.right, s.left) for s in recent]
    known = [point for point in points if point is not None]
    return percent_of_points(fmean(known)) if known else None


# -- words ----------------------------------------------------------------------------------------


def value_words(test: HomeTest, value: float | None) -> str:
    """Say a side's number: "24 reps", "9.5 cm", "78°"."""
    if value is None:
        return "–"
    if test.unit == "°":
        return f"{words.number(round(value, 1)).replace('-', '−')}°"
    if test.unit == "reps" and value == 1:
        return "1 rep"
    return f"{words.number(round(value, 1)).replace('-', '−')} {test.unit}"


def pair_words(test: HomeTest, session: TestSession) -> str:
    """Say both sides of a day: "left 22 reps, right 24 reps"."""
    return ", ".join(
        f"{side.value} {value_words(test, session.value(side))}"
        if session.value(side) is not None
        else f"{side.value} stopped for pain"
        if side in session.hurt
        else f"{side.value} not done"
        for side in Side
    )


def gap_words(test: HomeTest, gap: float) -> str:
    """Say how large a gap or a margin is: "2.5 cm", "4 reps", "12 %"."""
    if in_points(test):
        return f"{percent_of_points(gap):.0f} %"
    size = f"{abs(gap):.1f}"
    return f"{size}°" if test.unit == "°" else f"{size} {test.unit}"


def _says(
    test: HomeTest,
    reading: Reading,
    sessions: Sequence[TestSession],
    recent: Sequence[TestSession],
    gap: float | None,
    margin: float | None,
) -> str:
    if not sessions:
        return "Not tested yet."
    latest = pair_words(test, sessions[-1])
    latest = latest[0].upper() + latest[1:]
    if reading is Reading.NOTHING:
        return f"{latest}. Only both sides on one day can be compared."
    if reading is Reading.TREND:
        return f"{latest}. Too noisy to compare the sides; watch each side over time."
    if reading is Reading.ENDURANCE:
        if any(s.left == 0 or s.right == 0 for s in recent):
            return f"{latest}. Take a weight that both sides can lift, then they can be compared."
        return (
            f"{latest}. More than {MOST_REPS_FOR_STRENGTH} repetitions tell about endurance, not "
            "about strength: take more weight the next time."
        )
    if reading is Reading.START:
        more = BASELINE - len({s.day for s in recent})
        return (
            f"{latest}. {words.plural(max(1, more), 'more day')} until it can be compared: one "
            "test is mostly chance."
        )
    size, allowed = gap_words(test, gap or 0.0), gap_words(test, margin or 0.0)
    rests = f"{len(recent)} days"
    if reading is Reading.EVEN:
        return (
            f"Not distinguishable from even: {size} between the sides, and up to {allowed} can be "
            f"chance ({rests})."
        )
    side = "Left" if (gap or 0.0) > 0 else "Right"
    extra = ""
    if test.compare is Compare.SPEED:
        extra = f" ({_percent(test, recent, gap) or 0.0:.0f} % less speed)"
    return (
        f"{side} {size} {test.weaker_words}{extra}: more than this test's error (up to {allowed} "
        f"can be chance; {rests})."
    )


def _change(test: HomeTest, sessions: Sequence[TestSession]) -> str:
    """Say how each side went since the first day with the latest set-up."""
    if len(sessions) < 2:
        return ""
    said = []
    changed = False
    alike = [s for s in sessions if s.setup == sessions[-1].setup]
    for side in Side:
        values = [v for s in alike if (v := s.value(side)) is not None]
        if len(values) < 2:
            continue
        moved = round(values[-1] - values[0], 1)
        changed = changed or moved != 0
        sign = "+" if moved > 0 else "−" if moved < 0 else "±"
        number = words.number(abs(moved))
        unit = "°" if test.unit == "°" else f" {test.unit}"
        said.append(f"{side.value} {sign}{number}{unit}")
    if not said:
        return ""
    if not changed:
        return f"Since {words.date_words(alike[0].day)}: no change."
    error = ""
    if not in_points(test):
        error = f"; less than {gap_words(test, test.error)} can be chance"
    return f"Since {words.date_words(alike[0].day)}: {', '.join(said)}{error}."


# -- when -----------------------------------------------------------------------------------------


def next_day(results: Iterable[TestResult], test_id: str) -> DueTest | None:
    """Tell when a test that was begun is due again: three days first, then every four weeks."""
    days = sorted({r.day for r in results if r.test_id == test_id})
    if not days:
        return None
    if len(days) < BASELINE:
        return DueTest(test_id, days[-1] + BETWEEN_BASELINE, Because.BASELINE, len(days) + 1)
    return DueTest(test_id, days[-1] + EVERY, Because.FOUR_WEEKS, len(days) + 1)


def coming_tests(results: Sequence[TestResult]) -> tuple[DueTest, ...]:
    """List every test that was begun with the day it is due, the earliest first."""
    ids = dict.fromkeys(r.test_id for r in results)
    due = [found for test_id in ids if (found := next_day(results, test_id)) is not None]
    return tuple(sorted(due, key=lambda d: (d.due, d.test_id)))


def due_tests(results: Sequence[TestResult], today: date) -> tuple[DueTest, ...]:
    """List the tests that are due today or were due before, the longest waiting first."""
    return tuple(due for due in coming_tests(results) if due.due <= today)


def look_again(results: Sequence[TestResult], today: date) -> str:
    """Say when to look again: "Look again on 12 February."; empty when nothing was begun."""
    coming = coming_tests(results)
    if not coming:
        return ""
    first = coming[0].due
    if first <= today:
        return "Some tests are due today."
    return f"Look again on {words.date_words(first, today=today)}."
