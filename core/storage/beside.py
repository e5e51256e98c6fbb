"""What does a log hold that another Evenside has open? Asked without writing anything to it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from core.keeper import Contents
from core.storage.copies import copied, empty_file
from core.storage.database import open_database
from core.storage.errors import LogMissing
from core.storage.faults import told_plainly
from core.storage.files import STRAY
from core.storage.identity import check_header
from core.storage.keeper import LogKeeper
from core.storage.migrations import KNOWN


def contents_beside(path: Path, *, clock: Callable[[], datetime]) -> Contents:
    """Give everything as it is at one moment; what is being written comes in whole or not at all.

    SQLite copies the log while its owner goes on writing; the copy is read and thrown away.

    Raises:
        LogMissing, LogEmpty, LogForeign, LogNewer, LogDamaged: It can't be read, and why.
        LogProblem: The disk is full or the file can't be read.

    """
    with told_plainly(path), tempfile.TemporaryDirectory(prefix=STRAY, dir=path.parent) as drafts:
        if not path.exists():
            raise LogMissing(path)
        check_header(path, known=KNOWN.version)  # nothing of this process has it open
        draft = empty_file(Path(drafts), path.name)  # messages name the log that was meant
        copied(path, draft).close()
        database = open_database(draft, create=False, clock=clock, backup_first=False)
        try:
            return LogKeeper(database, _only_read).contents()
        finally:
            database.close()


def _only_read(why: str) -> None:
    raise AssertionError(why)
