"""How does the log keep what imports and exports need, with a backup before each change?"""

from __future__ import annotations

from collections.abc import Callable, Collection

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError

from core.errors import Problem
from core.exchange.others import removed_row, result_row
from core.inventory import Batch, Everything
from core.journal import History, Removed, SetEntry
from core.keeper import REMOVED_SETS, TEST_RESULTS, Contents, Undo
from core.storage import batches
from core.storage.bulk import everything
from core.storage.database import Database
from core.storage.rows import ImportBatchRow, SetRow

_UNFIT = (
    "Something in this file is nothing that the log can hold (a day before 1970, or a sign that "
    "is no text), so nothing was changed."
)


class LogKeeper:
    """Keeps the promises of `core.keeper.Keeper` for an open log, in the thread that opened it."""

    def __init__(self, database: Database, before: Callable[[str], object]) -> None:
        """Take the log.

        Args:
            database: The log.
            before: Makes the backup that can undo what comes next, and raises if it can't.

        """
        self._database = database
        self._before = before

    # -- reading ----------------------------------------------------------------------------------

    def history(self) -> History:
        """Give all sets and notes, oldest first; removed sets are left out."""
        return self.contents().history

    def set_ids(self) -> Collection[str]:
        """Give the ids of all sets but those of imports that were taken back."""
        chosen = select(SetRow.id).outerjoin(ImportBatchRow, ImportBatchRow.id == SetRow.batch_id)
        chosen = chosen.where(
            or_(SetRow.batch_id.is_(None), ImportBatchRow.removed_at_utc.is_(None))
        )
        with self._database.reading() as session:
            return frozenset(session.scalars(chosen))

    def contents(self) -> Contents:
        """Give everything, for a lossless file."""
        return contents_of(everything(self._database))

    def tables(self) -> Collection[str]:
        """Name the tables of `Contents.more` that this log can keep."""
        return (REMOVED_SETS, TEST_RESULTS)

    def batches(self) -> tuple[Batch, ...]:
        """Give the imports that have not been taken back, oldest first."""
        return tuple(b for b in batches.batches(self._database) if not b.removed)

    def all_batches(self) -> tuple[Batch, ...]:
        """Give every import that is no part of another, newest first, also those taken back."""
        found = batches.batches(self._database)
        known = {batch.id for batch in found}
        return tuple(b for b in reversed(found) if b.parent not in known)

    # -- changing ---------------------------------------------------------------------------------

    def add_batch(self, batch: Batch, contents: Contents) -> None:
        """Make a backup, then put an import into the log: all of it, or nothing.

        Raises:
            LogProblem: The backup or the import could not be written; nothing was changed.
            Problem: The log can't hold what came; nothing was changed.

        """
        if any(b.id == batch.id for b in self.batches()):
            return
        self._before("before an import")
        try:
            batches.add_batch(self._database, batch, contents)
        except (IntegrityError, UnicodeEncodeError, OverflowError):
            # what a stranger's file says must not get into a report of ours
            raise Problem(_UNFIT) from None

    def remove_batch(self, batch_id: str, also: Undo) -> tuple[SetEntry, ...]:
        """Make a backup, then take an import out; give the sets that this took.

        Raises:
            LogProblem: The backup or the change could not be written; nothing was changed.

        """
        self._before("before removing an import")
        return batches.remove_batch(self._database, batch_id, also)

    def restore_batch(self, batch_id: str, also: Undo) -> None:
        """Make a backup, then bring back what `remove_batch` took.

        Raises:
            NotInLog: There never was such an import.
            LogProblem: The backup or the change could not be written; nothing was changed.

        """
        self._before("before bringing an import back")
        batches.restore_batch(self._database, batch_id, also)


def contents_of(found: Everything) -> Contents:
    """Put all that a log holds into what a lossless file holds."""
    removed = found.removed or {}
    gone = {batch.id for batch in found.batches if batch.removed}
    out = [
        Removed(entry, removed[entry.id])
        for entry in found.sets
        if entry.id in removed and entry.batch not in gone
    ]
    more = (
        (REMOVED_SETS, tuple(map(removed_row, out))),
        (TEST_RESULTS, tuple(map(result_row, found.tests))),
    )
    return Contents(
        history=History(
            tuple(entry for entry in found.sets if entry.id not in removed),
            found.mornings,
            found.after,
            found.lighter,
        ),
        plans=tuple((plan.name, plan.body) for plan in found.plans),
        excluded=tuple(sorted(found.excluded, key=lambda row: (row[1], row[0]))),
        settings=found.settings,
        screenings=found.screenings,
        batches=tuple(batch for batch in found.batches if not batch.removed),
        more=tuple((table, rows) for table, rows in more if rows),
        aside=sum(entry.id in removed and entry.batch in gone for entry in found.sets),
    )
