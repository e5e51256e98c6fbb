"""What does the log hold besides sets that can be trained on? All of it, for an export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from core.journal import AfterNote, MorningNote, SetEntry
from core.selftests import TestResult


@dataclass(frozen=True, slots=True)
class Batch:
    """One import: what came in together and can be taken back together."""

    id: str
    """UUID made from the file's content and from what it adds, so that a retry is the same."""
    source: str
    """The app, as people call it: "Strong", "Evenside (JSON)"."""
    file: str
    """The file's name without its folder."""
    sha256: str
    """Of the file's bytes, as 64 hex digits; empty when not reckoned."""
    day: date
    """The person's day of the import."""
    sets: int
    """How many sets it brought."""
    parent: str = ""
    """Id of the import of an Evenside file that brought this import along; mostly empty."""
    undo: str = ""
    """JSON text of what came besides sets (`core.exchange.undoing`); kept as it is."""
    at: datetime | None = field(default=None, compare=False)
    """The instant the log took it in, aware; None before it did."""
    here: int = field(default=0, compare=False)
    """How many of its sets are in the log now, those of its parts included; reckoned by the log."""
    removed: bool = False
    """True after it was taken back."""
    changed: int = field(default=0, compare=False)
    """How many of those that are in the log the person has changed since."""


@dataclass(frozen=True, slots=True)
class TestRecord:
    """One try of a home test, taken out or not."""

    __test__ = False

    result: TestResult
    removed_at: datetime | None = None
    """The instant the person took it out, aware; None while it counts."""


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """A kept plan as its JSON text."""

    name: str
    saved_at: datetime
    body: str
    position: int


@dataclass(frozen=True, slots=True)
class Workout:
    """A workout; its sets say what was done."""

    id: str
    day: date
    started_at: datetime


@dataclass(frozen=True, slots=True)
class Everything:
    """All that a log holds, removed things among it."""

    workouts: tuple[Workout, ...] = ()
    sets: tuple[SetEntry, ...] = ()
    """Removed ones, too."""
    removed: Mapping[str, datetime] | None = None
    """When each removed set was removed, by its id."""
    mornings: tuple[MorningNote, ...] = ()
    after: tuple[AfterNote, ...] = ()
    lighter: tuple[date, ...] = ()
    tests: tuple[TestRecord, ...] = ()
    plans: tuple[PlanRecord, ...] = ()
    excluded: tuple[tuple[str, date], ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
    """Key and JSON text."""
    screenings: tuple[tuple[date, str], ...] = ()
    """Day and JSON text, in the order of answering."""
    batches: tuple[Batch, ...] = ()
