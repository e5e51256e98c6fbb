"""What is a set in another app's file, before anything is decided about it?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import Enum

from core.body import Side
from core.errors import Problem

KG_PER_POUND = 0.45359237
"""Exactly, by the international yard and pound agreement of 1959."""


class App(Enum):
    """Whose file it is, as people call it."""

    STRONG = "Strong"
    HEVY = "Hevy"
    FITNOTES = "FitNotes"
    JEFIT = "JEFIT"
    FITBOD = "Fitbod"
    STRONGLIFTS = "StrongLifts"
    LIFTOSAUR = "Liftosaur (table)"
    LIFTOSAUR_TEXT = "Liftosaur (text)"
    LIFTLOG = "LiftLog"
    OUR_JSON = "Evenside (JSON)"
    OUR_CSV = "Evenside (CSV)"

    @property
    def ours(self) -> bool:
        """True for files that Evenside wrote itself."""
        return self in (App.OUR_JSON, App.OUR_CSV)


class Unit(Enum):
    """What a weight is written in."""

    KG = "kg"
    LB = "lb"

    def to_kg(self, load: float) -> float:
        """Give kilograms, rounded to 10 g: finer than any plate, coarser than float noise."""
        return round(load if self is Unit.KG else load * KG_PER_POUND, 2)


class SetKind(Enum):
    """What sort of set the other app calls it."""

    NORMAL = "normal"
    WARM_UP = "warm-up"
    DROP = "drop set"
    FAILURE = "to failure"


class Order(Enum):
    """How a date with slashes is read."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


@dataclass(frozen=True, slots=True)
class Moment:
    """When, as it was written; `day` is open while day and month can't be told apart."""

    day_first: date | None
    month_first: date | None
    clock: time | None = None
    """The wall clock; None when only the day was written."""
    offset: timedelta | None = None
    """From UTC, where it was written."""

    @property
    def sure(self) -> bool:
        """True when there is only one way to read it."""
        return (
            self.day_first == self.month_first or self.day_first is None or self.month_first is None
        )

    @property
    def tells(self) -> Order | None:
        """What this date says about the order of the file's dates; None when nothing."""
        if self.day_first == self.month_first:
            return None
        if self.month_first is None:
            return Order.DAY_FIRST
        return Order.MONTH_FIRST if self.day_first is None else None

    def read(self, order: Order | None) -> date | None:
        """Give the day; None when it needs an order that is not known or does not fit."""
        if self.day_first == self.month_first:
            return self.day_first
        if order is None:
            return None
        return self.day_first if order is Order.DAY_FIRST else self.month_first


@dataclass(frozen=True, slots=True)
class RawSet:
    """One set as the file has it. Nothing here is guessed."""

    line: int
    when: Moment
    written: str
    """The date as text, for telling sets apart."""
    session: str
    """What the app tells workouts apart by."""
    exercise: str
    equipment: str
    load: float | None
    unit: Unit | None
    """None when the file does not say."""
    reps: int | None
    seconds: int | None
    reserve: int | None
    kind: SetKind
    side: Side | None
    """Only where the format itself writes it down."""
    right_only: bool
    """The format keeps the right side's repetitions alone where an exercise has sides."""
    note: str
    turn: int
    """1, 2, 3 ... among the sets of the exercise with the same date."""
    place: int
    """0, 1, 2 ... among all sets of the session."""
    part: str = ""
    """Tells the two sides of one written set apart: "left" or "right"."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A line that could not be read, and why."""

    line: int
    reason: str

    def words(self, file: str) -> str:
        """Say it: "strong.csv, line 12: the weight “x” is not a number"."""
        return f"{file}, line {self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds."""

    app: App
    raws: tuple[RawSet, ...]
    troubles: tuple[Trouble, ...]
    left: tuple[tuple[str, int], ...]
    """What was left out on purpose, in words, with how many."""


class Unreadable(Problem):
    """The whole file is refused: names file, line and reason; nothing was changed."""

    def __init__(self, file: str, reason: str, *, line: int = 1) -> None:
        super().__init__(f"{file}, line {line}: {reason}")
        self.file = file
        self.line = line
        self.reason = reason


class Cancelled(Problem):
    """The person stopped it; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("Stopped. Nothing was changed.")


def _silent(share: float) -> None:
    del share


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Watch:
    """Tells how far something is, and asks whether to go on."""

    progress: Callable[[float], None] = field(default=_silent)
    """Called with 0 to 1, in the thread that does the work."""
    cancelled: Callable[[], bool] = field(default=_never)

    def at(self, share: float) -> None:
        """Tell how far it is.

        Raises:
            Cancelled: The person has stopped it.

        """
        if self.cancelled():
            raise Cancelled
        self.progress(min(1.0, max(0.0, share)))

    def part(self, low: float, high: float) -> Watch:
        """Give the watch of a part of the work."""
        return Watch(_Part(self.progress, low, high), self.cancelled)


@dataclass(frozen=True, slots=True)
class _Part:
    progress: Callable[[float], None]
    low: float
    high: float

    def __call__(self, share: float) -> None:
        self.progress(self.low + (self.high - self.low) * share)
