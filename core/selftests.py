"""Which tests can be done at home, one side at a time, and what can't be their result?"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from functools import partial
from pathlib import Path

from core.body import Body, Side
from core.catalog import Count, Exercise, Load
from core.errors import DataError, Problem
from core.tables import Table, read_entries

TESTS_FILE = Path(__file__).resolve().parent.parent / "resources" / "tests" / "tests.toml"
MOST_PAIN_FOR_TEST = 3
"""More than this ends a test, and the try is not compared (domain notes 8)."""
MAX_REPS = "max_reps"
"""The test that is done with an exercise; its results are kept as "max_reps.<exercise>"."""


class Grade(Enum):
    """How far a test can be trusted; worse ones are not offered at all."""

    A = "A"
    """Compares the sides."""
    B = "B"
    """Compares them with a wider margin."""
    C = "C"
    """Each side over time only."""


class How(Enum):
    """How the number comes about."""

    COUNT = "count"
    HOLD = "hold"
    RACE = "race"
    TYPE = "type"


class Better(Enum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"


class Compare(Enum):
    """What of two sides is compared."""

    DIFFERENCE = "difference"
    """In the test's own unit; a percentage would be nonsense."""
    SPEED = "speed"
    """Seconds: the difference decides, the percentage is that of speeds."""
    RATIO = "ratio"
    STRENGTH = "strength"
    """Repetitions at one weight, by Epley's ratio."""


class Take(Enum):
    """Which try counts."""

    BEST = "best"
    MEAN = "mean"


class Thing(Enum):
    """What a test may need."""

    TAPE = "tape measure"
    CHAIR = "chair"
    PHONE = "phone"
    DYNAMOMETER = "grip dynamometer"


_UNITS = ("reps", "s", "cm", "°", "kg")


@dataclass(frozen=True, slots=True)
class HomeTest:
    """One test that gives a number for each side."""

    id: str
    name: str
    measures: str
    unit: str
    how: How
    better: Better
    compare: Compare
    grade: Grade
    attempts: int
    """Tries of each side."""
    take: Take
    rest_s: int
    practice: bool
    """A try before that does not count."""
    pace: int
    """Beats a minute, up on one and down on the next; 0 without a beat."""
    repeats: int
    """Repetitions of a race against the clock, else 0."""
    most: int
    """Seconds at which a hold ends by itself; 0 when it does not."""
    low: float
    high: float
    error: float
    """How far two equal sides differ in 19 of 20 single sessions (MDC95 between the sides): in
    `unit`, in percent where `compare` is RATIO, in points of the log ratio where it is STRENGTH."""
    error_source: str
    regions: tuple[str, ...]
    """Places it is about; empty when it fits every one, or none."""
    needs: tuple[Thing, ...]
    opt_in: bool
    side_words: str
    weaker_words: str
    steps: tuple[str, ...]
    stop: tuple[str, ...]
    avoid_if: tuple[str, ...]
    picture: str
    """Id of an exercise whose figure shows it, or empty."""
    picture_note: str
    about: str
    of_exercise: str = ""
    """Id of the exercise it is done with, or empty."""

    @property
    def compares(self) -> bool:
        """True when the sides may be compared; otherwise each is shown over time only."""
        return self.grade is not Grade.C

    @property
    def whole(self) -> bool:
        """True when only whole numbers can be the result."""
        return self.unit == "reps"


@dataclass(frozen=True, slots=True)
class TestResult:
    """One try of a test on one side."""

    __test__ = False

    id: str
    """UUID made when the try ended, so that saving twice can't count twice."""
    session_id: str
    """One day's test: all tries of both sides share it."""
    test_id: str
    day: date
    """The person's local day."""
    at: datetime
    """The instant, aware."""
    side: Side
    attempt: int
    """1, 2, 3 ... within session and side."""
    value: float
    """In the test's unit."""
    pain: int | None = None
    """The most during the try, 0 to 10; None when not asked."""
    setup: str = ""
    """Weight, chair or shoes, where it matters for comparing."""
    note: str = ""

    @property
    def hurt(self) -> bool:
        """True when pain ended it: such a try says nothing about the side's best."""
        return self.pain is not None and self.pain > MOST_PAIN_FOR_TEST

    def mirrored(self) -> TestResult:
        """The same on the other side."""
        return replace(self, side=self.side.other)


def load_tests(body: Body, path: Path = TESTS_FILE) -> tuple[HomeTest, ...]:
    """Read and check the tests.

    Raises:
        DataError: A field is missing or wrong; file, entry and field are named.

    """
    regions = {region.id for region in body.regions}
    made = read_entries(path, partial(_test, regions=regions), "test")
    if sum(1 for test in made if test.id == MAX_REPS) != 1:
        raise DataError(file=path.name, entry=MAX_REPS, field="-", reason="is missing")
    return made


def can_be_tested(exercise: Exercise) -> bool:
    """Tell whether a side can do as many repetitions of it as possible, to be compared."""
    return (
        exercise.mode.sided
        and exercise.kind.strengthens
        and exercise.count is Count.REPS
        and exercise.dose.hold_s == 0
    )


def with_exercise(test: HomeTest, exercise: Exercise, body: Body) -> HomeTest:
    """Give the test of as many repetitions as possible for one exercise."""
    steps = list(test.steps)
    if exercise.load is Load.BAND:
        steps[1] = (
            "Take the band you use now, one that lets you do at most 12. Both sides get the same "
            "band, and you stand at the same distance."
        )
    elif exercise.load is Load.NONE:
        steps[1] = "Take a variant that you can do at most 12 times. Both sides do the same one."
    return replace(
        test,
        id=f"{test.id}.{exercise.id}",
        name=f"{test.name}: {exercise.name}",
        regions=tuple(region.id for region in body.regions_of(exercise.main)),
        side_words=exercise.side_words,
        steps=tuple(steps),
        avoid_if=(*test.avoid_if, *exercise.avoid_if),
        picture=exercise.id,
        of_exercise=exercise.id,
    )


def exercise_of(test_id: str) -> str:
    """Give the exercise that a kept test was done with, or an empty text."""
    kind, _, exercise_id = test_id.partition(".")
    return exercise_id if kind == MAX_REPS else ""


def check_result(result: TestResult, test: HomeTest, *, today: date) -> None:
    """Refuse what can't have happened.

    Raises:
        Problem: Names the field and says what would be right.

    """
    if result.test_id != test.id:
        raise ValueError("The result is of another test")
    if result.at.tzinfo is None:
        raise ValueError("TestResult.at has to be aware")
    if not result.id or not result.session_id:
        raise ValueError("A result needs an id and a session")
    if result.day > today:
        raise Problem("The date lies in the future: choose today or an earlier day.", field="day")
    if result.day.year < 1970:
        raise Problem("The date lies before 1970: choose a later day.", field="day")
    if not 1 <= result.attempt <= 20:
        raise Problem("A side has at most 20 tries a day.", field="attempt")
    check_value(test, result.value)
    pain = result.pain
    if pain is not None and (isinstance(pain, bool) or not 0 <= pain <= 10):
        raise Problem("Pain: a whole number from 0 to 10.", field="pain")
    if len(result.note) > 2000 or len(result.setup) > 2000:
        raise Problem("A note can have up to 2000 characters.", field="note")


def check_value(test: HomeTest, value: float) -> None:
    """Refuse a number that the test can't give.

    Raises:
        Problem: Says what would be right.

    """
    unit = {"reps": "repetitions", "s": "seconds", "°": "degrees"}.get(test.unit, test.unit)
    if not math.isfinite(value) or not test.low <= value <= test.high:
        raise Problem(f"A number from {test.low:g} to {test.high:g} {unit}.", field="value")
    if test.whole and value != int(value):
        raise Problem("Repetitions: a whole number.", field="value")


def read_value(test: HomeTest, text: str) -> float:
    """Read what a person typed; a decimal comma and a minus are fine.

    Raises:
        Problem: It is no number, or not one that the test can give.

    """
    plain = text.strip().removesuffix(test.unit).strip().replace(",", ".").replace("−", "-")
    try:
        value = float(plain) if len(plain) <= 8 and plain[-1:].isdigit() else math.nan
    except ValueError:
        value = math.nan
    check_value(test, value)
    return round(value, 2)


def find_test(tests: Iterable[HomeTest], test_id: str) -> HomeTest | None:
    """Give the test of an id, or None."""
    return next((test for test in tests if test.id == test_id), None)


def _test(table: Table, *, regions: set[str]) -> HomeTest:
    of_exercise = table.flag("of_exercise", default=False)
    made = HomeTest(
        id=table.entry,
        name=table.text("name"),
        measures=table.text("measures"),
        unit=table.text("unit"),
        how=table.choice("how", How),
        better=table.choice("better", Better),
        compare=table.choice("compare", Compare),
        grade=table.choice("grade", Grade),
        attempts=table.whole("attempts", 1, 5),
        take=table.choice("take", Take),
        rest_s=table.whole("rest", 0, 600),
        practice=table.flag("practice", default=False),
        pace=table.whole("pace", 0, 240, 0),
        repeats=table.whole("repeats", 0, 50, 0),
        most=table.whole("most", 0, 3600, 0),
        low=table.number("low", -1000, 10000),
        high=table.number("high", -1000, 10000),
        error=table.number("error", 0.1, 1000),
        error_source=table.text("error_source"),
        regions=table.words("regions", regions),
        needs=table.choices("needs", Thing),
        opt_in=table.flag("opt_in", default=False),
        side_words=table.text("side_words", "" if of_exercise else None),
        weaker_words=table.text("weaker_words"),
        steps=table.texts("steps", least=2),
        stop=table.texts("stop", least=1),
        avoid_if=table.texts("avoid_if", least=1),
        picture=table.text("picture", ""),
        picture_note=table.text("picture_note", ""),
        about=table.text("about", ""),
    )
    if made.unit not in _UNITS:
        raise table.wrong("unit", f"has to be one of: {', '.join(_UNITS)}")
    if made.low >= made.high:
        raise table.wrong("high", "has to be above low")
    if (made.compare is Compare.SPEED) != (made.better is Better.LOWER):
        raise table.wrong("compare", "“speed” and “lower” belong together")
    if made.compare is not Compare.DIFFERENCE and made.low < 0:
        raise table.wrong("compare", "numbers below zero have no ratio")
    if made.compare is Compare.RATIO and made.unit == "°":
        raise table.wrong("compare", "degrees are compared by their difference")
    if (made.how is How.RACE) != (made.repeats > 0):
        raise table.wrong("repeats", "a race needs repetitions, and only a race")
    if of_exercise != (made.id == MAX_REPS):
        raise table.wrong("of_exercise", f"only “{MAX_REPS}” is done with an exercise")
    return made
