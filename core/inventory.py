"""What does the log hold besides sets that can be trained on? All of it, for an export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from core.body import Side
from core.journal import AfterNote, MorningNote, SetEntry


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """A file that was taken in."""

    id: str
    """UUID made when the file was read, so that taking it in twice can't count twice."""
    at: datetime
    """The instant, aware."""
    source: str
    """Which app the file is from, as in "Strong"."""
    file_name: str
    """The file's name without its folder."""
    file_hash: str
    """SHA-256 of the file in hex; empty when not reckoned."""
    counts: Mapping[str, int]
    """What the importer counted, as in {"sets": 120, "skipped": 3}."""
    sets: int = 0
    """How many of its sets are in the log now; reckoned by the log, not kept."""
    removed: bool = False
    """True after it was taken back."""


@dataclass(frozen=True, slots=True)
class TestRecord:
    """One try of a home test."""

    __test__ = False

    id: str
    session_id: str
    test_id: str
    day: date
    at: datetime
    side: Side
    attempt: int
    value: float
    pain: int | None
    setup: str
    note: str
    removed_at: datetime | None


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
    batches: tuple[ImportBatch, ...] = ()
