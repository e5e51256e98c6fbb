"""What does the storage do for a person who looks after the log?"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Sequence
from contextlib import AbstractContextManager, closing, suppress
from datetime import timedelta
from pathlib import Path

from core.care import BackupInfo, Checked, Finding, Overview, Preview, Progress, Restored
from core.errors import Problem
from core.inventory import Everything, ImportBatch
from core.journal import SetEntry
from core.storage import batches, bulk
from core.storage.backup import BY_HAND, DAILY, Backups
from core.storage.database import Database
from core.storage.errors import LogDamaged
from core.storage.files import clear_strays
from core.storage.health import contents, look_through
from core.storage.restore import difference, holds, prepared, put_back
from core.storage.sums import state_mark, state_of

_STRAYS_AFTER = timedelta(days=1)
_Steps = Generator[float, None, tuple[Finding, ...]]


class LogCare:
    """Keeps `core.care.Care`'s promises for an open log, in the thread that opened it."""

    def __init__(self, database: Database, backups: Backups) -> None:
        self._database = database
        self._backups = backups
        self._check: _Steps | None = None
        self._thorough = True
        self._chores: Generator[None, None, None] | None = None
        self._found_damaged = False

    # -- how it is doing --------------------------------------------------------------------------

    def overview(self) -> Overview:
        """Tell where the log is, what it holds, and which backups there are."""
        with self._database.bare() as connection:
            held = contents(connection)
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            (page,) = connection.execute("PRAGMA page_size").fetchone()
        second = self._backups.second_folder()
        journal = self._database.journal
        return Overview(
            file=str(self._database.path),
            size=pages * page,
            holds=held,
            backups=self._backups.found(),
            second_folder="" if second is None else str(second),
            second_trouble=self._backups.trouble,
            journal_trouble=(
                "The last change could not be written to the journal; it is safe in the log, and "
                "the journal is brought up to date as soon as that is possible."
                if journal is not None and journal.behind
                else ""
            ),
        )

    def start_check(self, *, thorough: bool) -> None:
        """Begin to look through the whole log; `check_step` goes on.

        Without `thorough` SQLite's quick check takes the place of its full one, so that no step
        takes longer than a quarter of a second, even with ten years of sets.
        """
        self._check, self._thorough = None, thorough

    def check_step(self) -> Progress:
        """Look through some more; between two steps sets can be saved."""
        with self._database.bare() as connection:
            if self._check is None:
                self._check = look_through(connection, thorough=self._thorough)
            try:
                return Progress(next(self._check))
            except StopIteration as end:
                self._check = None
                found: tuple[Finding, ...] = end.value
                self._found_damaged = bool(found)
                return Progress(1.0, Checked(self._database.clock(), contents(connection), found))

    # -- what is done unasked ---------------------------------------------------------------------

    def chore(self) -> bool:
        """Do one short piece of what has to be done now and then; False when all is done.

        First the journal is brought up to date, then a backup is made if one is due.
        """
        if self._chores is None:
            self._chores = self._all_chores()
        try:
            next(self._chores)
        except StopIteration:
            self._chores = None
            return False
        return True

    def _all_chores(self) -> Generator[None, None, None]:
        now = self._database.clock()
        for folder in (self._database.path.parent, self._backups.folder):
            clear_strays(folder, before=(now - _STRAYS_AFTER).timestamp())
        yield
        self.keep_journal()
        yield
        if not self._found_damaged and self._backups.is_due(self._mark()):
            # a full disk or damage is told when the person looks, and when it is in the way
            with suppress(Problem), closing(self._backups.make_in_steps(DAILY)) as steps:
                for _ in steps:
                    yield

    def keep_journal(self) -> None:
        """Write to the journal what is missing in it."""
        journal = self._database.journal
        if journal is not None and not journal.is_in_step(self._mark()):
            with suppress(OSError), self._database.bare() as connection:
                journal.catch_up(connection, at=self._database.clock())

    def before_closing(self) -> None:
        """Make a backup if one is due; closing never fails for want of one."""
        for unfinished in (self._chores, self._check):
            if unfinished is not None:
                unfinished.close()  # here, for its files belong to this thread
        self._chores = self._check = None
        with suppress(Problem, sqlite3.Error, OSError):
            if not self._found_damaged and self._backups.is_due(self._mark()):
                self._backups.make(DAILY)

    def _mark(self) -> str:
        with self._database.bare() as connection:
            return state_mark(state_of(connection))

    # -- backups ----------------------------------------------------------------------------------

    def back_up(self) -> BackupInfo:
        """Make a backup now; of a state that has one already, that one is checked and given.

        Raises:
            LogDamaged: The log is damaged: no backup was made.
            LogProblem: The disk is full or the folder may not be written.

        """
        return self._backups.make(BY_HAND)

    def before_bulk_change(self, why: str) -> BackupInfo:
        """Make the backup that can undo what comes next; `why` as in "before an import"."""
        return self._backups.make(why)

    def preview(self, backup: BackupInfo) -> Preview:
        """Look into a backup: what it holds, and what restoring it would change."""
        with self._prepared(backup) as draft, self._database.bare() as live:
            return Preview(backup, holds(draft), difference(draft, live))

    def restore(self, backup: BackupInfo) -> Restored:
        """Make the log what a backup is; the state now is kept first.

        Raises:
            BackupSpoilt, NoBackup: The backup can't be used.
            LogProblem: The log is as it was.

        """
        with self._prepared(backup) as draft:
            kept, undo = "", None
            try:
                undo = self._backups.make("before a restore")
            except LogDamaged:
                kept = self._backups.keep_damaged()
            put_back(draft, self._database)
        self._found_damaged = False
        return Restored(backup, undo, kept)

    def _prepared(self, backup: BackupInfo) -> AbstractContextManager[Path]:
        source = self._backups.path_of(backup)
        return prepared(source, self._backups.folder, clock=self._database.clock)

    def use_second_folder(self, folder: Path | None) -> None:
        """Keep a second copy of every backup there; None ends that."""
        self._backups.use_second_folder(folder)

    # -- imports ----------------------------------------------------------------------------------

    def add_batch(self, batch: ImportBatch, entries: Sequence[SetEntry]) -> int:
        """Make a backup, then take in a file's sets: all of them or none."""
        self._backups.make("before an import")
        return batches.add_batch(self._database, batch, entries)

    def remove_batch(self, batch_id: str) -> None:
        """Make a backup, then take an import back."""
        self._backups.make("before removing an import")
        batches.remove_batch(self._database, batch_id)

    def restore_batch(self, batch_id: str) -> None:
        """Bring an import back that was taken back."""
        batches.restore_batch(self._database, batch_id)

    def batches(self) -> tuple[ImportBatch, ...]:
        """List what was taken in, newest first."""
        return batches.batches(self._database)

    def everything(self) -> Everything:
        """Read the whole log for an export, removed things among it."""
        return bulk.everything(self._database)
