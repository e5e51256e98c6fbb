"""What does the exchange need of whatever keeps the log?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from core.journal import History, SetEntry
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
    """Of the file's bytes, as 64 hex digits."""
    day: date
    """The person's day of the import."""
    sets: int
    """How many sets it brought."""
    undo: str = ""
    """JSON text of what came besides sets (`core.exchange.undoing`); kept as it is."""


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything a log holds that a lossless file has to hold, in the log's own order."""

    history: History = History()  # noqa: RUF009 - frozen, and nothing in it can change
    plans: tuple[tuple[str, str], ...] = ()
    """Name and JSON text."""
    excluded: tuple[tuple[str, date], ...] = ()
    """Exercise id and since when."""
    settings: tuple[tuple[str, str], ...] = ()
    """Key and JSON text, by key."""
    screenings: tuple[tuple[date, str], ...] = ()
    """Day and JSON text, in the order they were saved."""
    tests: tuple[TestResult, ...] = ()
    """Tries of the tests at home."""
    batches: tuple[Batch, ...] = ()
    """Earlier imports, oldest first."""
    more: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Tables of a later Evenside by name, each row as the JSON text of an object."""

    @property
    def besides(self) -> int:
        """How much there is besides sets and the list of imports."""
        rows = sum(len(found) for _, found in self.more)
        notes = len(self.history.mornings) + len(self.history.after) + len(self.history.lighter)
        kept = len(self.plans) + len(self.excluded) + len(self.settings) + len(self.screenings)
        return notes + kept + rows + len(self.tests)


@dataclass(frozen=True, slots=True)
class Undo:
    """What `Keeper.remove_batch` takes back besides sets.

    Whatever the person has changed since then stays: a plan is only deleted while its text is the
    one that came, a setting only put back while its value is the one that came.
    """

    contents: Contents = Contents()
    """What came, without sets."""
    before: tuple[tuple[str, str | None], ...] = ()
    """For each setting that came: what it was before; None when there was none."""


class Keeper(Protocol):
    """What the exchange needs of the storage. Each method is one transaction: all or nothing."""

    def history(self) -> History:
        """Give all sets and notes, oldest first; removed sets are left out."""
        ...

    def set_ids(self) -> Collection[str]:
        """Give the ids of all sets, those removed one by one included.

        A set that the person removed must not come back with the next import. The sets of an
        import that was taken back are gone and not among them.
        """
        ...

    def contents(self) -> Contents:
        """Give everything, for a lossless file."""
        ...

    def tables(self) -> Collection[str]:
        """Name the tables of `Contents.more` that this log can keep."""
        ...

    def batches(self) -> tuple[Batch, ...]:
        """Give the imports that have not been taken back, oldest first."""
        ...

    def add_batch(self, batch: Batch, contents: Contents) -> Batch:
        """Put an import into the log: all of it, or nothing when anything goes wrong.

        What is there already (a set, a note, a plan's name ...) stays as it is; settings are
        replaced. Adding the same batch again changes nothing.

        Returns:
            The batch as it is kept; its id may be another where this one is used up.

        """
        ...

    def remove_batch(self, batch_id: str, also: Undo) -> tuple[SetEntry, ...]:
        """Take an import out: its sets and what else came, so that it can be imported again.

        All of it or nothing.

        Returns:
            The sets that were taken out; empty when there is no such batch.

        """
        ...
