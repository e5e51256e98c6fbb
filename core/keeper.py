"""What do imports and exports need of whatever keeps the log?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, cast

from core.errors import Problem
from core.inventory import Batch
from core.journal import History, SetEntry

REMOVED_SETS = "removed_sets"
"""The table of `Contents.more` that holds what the person took out set by set."""
TEST_RESULTS = "test_results"
"""The table of `Contents.more` that holds the tries of the tests at home."""


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
    batches: tuple[Batch, ...] = ()
    """Earlier imports."""
    more: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Other tables (home tests) by name, each row as the JSON text of an object."""
    aside: int = field(default=0, compare=False)
    """How many sets of imports that were taken back are kept aside and not in here."""

    @property
    def besides(self) -> int:
        """How much there is besides sets."""
        rows = sum(len(found) for _, found in self.more)
        notes = len(self.history.mornings) + len(self.history.after) + len(self.history.lighter)
        kept = len(self.plans) + len(self.excluded) + len(self.settings) + len(self.screenings)
        return notes + kept + rows + len(self.batches)


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

    def add_batch(self, batch: Batch, contents: Contents) -> None:
        """Put an import into the log: all of it, or nothing when anything goes wrong.

        Sets keep the `batch` they name: this one, or one of `contents.batches`. What is there
        already (a set, a batch, a note, a plan's name ...) stays as it is; settings are replaced.
        Adding the same batch again changes nothing.
        """
        ...

    def remove_batch(self, batch_id: str, also: Undo) -> tuple[SetEntry, ...]:
        """Take an import out: its sets, those of batches whose parent it is, and what else came.

        All of it or nothing. Nobody sees these sets any more, but they are kept aside:
        `restore_batch` brings them back, and a new import of the same file takes their place.
        Morning and after notes about these workouts go with them.

        Returns:
            The sets that were taken out; empty when there is no such batch.

        """
        ...

    def restore_batch(self, batch_id: str, also: Undo) -> None:
        """Bring back exactly what `remove_batch` took; a batch that is there stays.

        All of it or nothing. What the person has made since then stays as it is.

        Raises:
            Problem: There never was one.

        """
        ...

    def all_batches(self) -> tuple[Batch, ...]:
        """Give every import that is no part of another, newest first, also those taken back."""
        ...


_METHODS = (
    "history",
    "set_ids",
    "contents",
    "tables",
    "batches",
    "add_batch",
    "remove_batch",
    "restore_batch",
    "all_batches",
)


def keeper_of(log: object) -> Keeper:
    """Take a log for what the exchange needs, after a look whether it can do it all.

    Raises:
        Problem: It can't keep imports.

    """
    if not all(callable(getattr(log, name, None)) for name in _METHODS):
        raise Problem("This log can't keep imports yet, so nothing was read or written.")
    return cast(Keeper, log)
