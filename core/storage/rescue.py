"""What can be done for a log that can't be opened? Nothing that lies there is ever deleted."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from core.care import BackupInfo, Contents, Preview, Restored
from core.errors import Problem
from core.storage.backup import Backups
from core.storage.database import open_database
from core.storage.errors import LogDamaged, LogEmpty
from core.storage.faults import told_plainly
from core.storage.files import STRAY, own_folder
from core.storage.identity import check_header
from core.storage.journal import Journal
from core.storage.migrations import KNOWN
from core.storage.rebuild import Rebuilt, rebuild_from_journal
from core.storage.restore import holds, prepared, put_in_place


class LogRescue:
    """Keeps `core.care.Rescue`'s promises; the log must not be open in this process."""

    def __init__(
        self,
        path: Path,
        backups: Backups,
        journal: Journal,
        *,
        clock: Callable[[], datetime],
    ) -> None:
        self._path = path
        self._backups = backups
        self._journal = journal
        self._clock = clock

    def backups(self) -> tuple[BackupInfo, ...]:
        """List the backups, newest first."""
        return self._backups.found()

    def preview(self, backup: BackupInfo) -> Preview:
        """Look into a backup; there is no log to compare it with."""
        own_folder(self._backups.folder)
        source = self._backups.path_of(backup)
        with prepared(source, self._backups.folder, clock=self._clock) as draft:
            return Preview(backup, holds(draft), None)

    def restore(self, backup: BackupInfo) -> Restored:
        """Put a backup in the log's place; what lies there is kept beside it."""
        source = self._backups.path_of(backup)
        with told_plainly(self._path):
            own_folder(self._backups.folder)
            with prepared(source, self._backups.folder, clock=self._clock) as draft:
                kept = put_in_place(draft, self._path, why=self._why(), clock=self._clock)
        return Restored(backup, None, kept)

    def journal(self) -> Contents | None:
        """Tell what the journal's text files would bring back; None when there are none."""
        if not self._journal.files():
            return None
        with suppress(Problem), told_plainly(self._path):
            own_folder(self._path.parent)
            with tempfile.TemporaryDirectory(prefix=STRAY, dir=self._path.parent) as folder:
                return self._rebuilt(Path(folder) / "log.db").holds
        return None

    def rebuild(self) -> Contents:
        """Make the log anew from the journal; what lies there is kept beside it."""
        with (
            told_plainly(self._path),
            tempfile.TemporaryDirectory(prefix=STRAY, dir=self._path.parent) as folder,
        ):
            draft = Path(folder) / "log.db"
            made = self._rebuilt(draft)
            put_in_place(draft, self._path, why=self._why(), clock=self._clock)
        return made.holds

    def _rebuilt(self, draft: Path) -> Rebuilt:
        return rebuild_from_journal(self._journal.folder, draft, clock=self._clock)

    def choose(self, file: Path) -> Contents:
        """Copy a log from another place here; the file that was chosen stays where it is.

        Raises:
            LogForeign, LogEmpty, LogNewer, LogDamaged: It can't be used, and why.
            Problem: It is the very file that can't be opened.

        """
        with told_plainly(self._path):
            own_folder(self._path.parent)
            if self._path.exists() and file.exists() and file.samefile(self._path):
                raise Problem("This is the log that can't be opened: choose another file.")
            with prepared(file, self._path.parent, clock=self._clock) as draft:
                held = holds(draft)
                put_in_place(draft, self._path, why=self._why(), clock=self._clock)
        return held

    def start_new(self) -> str:
        """Put aside what lies there and make an empty log; give the name under which it is kept.

        The new log is made first, so that a full disk changes nothing.
        """
        with (
            told_plainly(self._path),
            tempfile.TemporaryDirectory(prefix=STRAY, dir=own_folder(self._path.parent)) as folder,
        ):
            draft = Path(folder) / "log.db"
            open_database(draft, create=True, clock=self._clock).close()
            return put_in_place(draft, self._path, why=self._why(), clock=self._clock)

    def _why(self) -> str:
        """Name what is put aside by what is wrong with it."""
        try:
            check_header(self._path, known=KNOWN.version)
        except (LogDamaged, LogEmpty):
            return "damaged"
        except (Problem, OSError):
            return "put-aside"
        return "damaged"
