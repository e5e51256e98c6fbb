"""How does a backup become the log again, wholly or not at all?

Copying a file over a log went wrong in 40 of 40 tries where a crash had left a "-wal" beside it;
SQLite's backup, turned around, left the old log or the new one in 240 of 240 kills. It is used
while the log is open. A log that can't be opened is put aside first, then the copy takes its place.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from core.care import Contents, Difference
from core.storage import halfway
from core.storage.backup import aside_name
from core.storage.copies import empty_file, move_in, sqlite_address
from core.storage.database import Database, open_database
from core.storage.errors import LogDamaged, LogForeign, LogMissing, RestoreFailed
from core.storage.faults import told_plainly
from core.storage.files import STRAY, own_folder
from core.storage.health import contents, findings
from core.storage.identity import side_file
from core.storage.schema import LONGEST_VALUE, strangers
from core.storage.sums import state_mark, state_of, summed_tables
from core.storage.watch import key_columns

LARGEST = 2_000_000_000
"""Bytes of a file that is taken for a log at all: ten years of daily sets are 45 million."""


@contextmanager
def prepared(source: Path, folder: Path, *, clock: Callable[[], datetime]) -> Iterator[Path]:
    """Give a copy of a log, looked through row by row and brought to this version.

    The source is only read; side files that a crash left beside it are taken along.

    Raises:
        LogForeign, LogEmpty, LogNewer, LogDamaged, LogMissing: It can't be used, and why.
        LogProblem: The disk is full or the file can't be read.

    """
    with told_plainly(source), tempfile.TemporaryDirectory(prefix=STRAY, dir=folder) as drafts:
        if not source.is_file():
            if source.exists():
                raise LogForeign(source)
            raise LogMissing(source)
        if source.stat().st_size > LARGEST:
            raise LogForeign(source, "is far too large for a log of Evenside")
        draft = empty_file(Path(drafts), source.name)  # messages name the file that was meant
        shutil.copyfile(source, draft)
        for ending in ("-wal", "-journal"):
            if side_file(source, ending).exists():
                shutil.copyfile(side_file(source, ending), side_file(draft, ending))
        database = open_database(draft, create=False, clock=clock, backup_first=False)
        try:
            with database.bare() as connection:
                _refuse_strangers(connection, source)
        finally:
            database.close()
        with closing(sqlite3.connect(sqlite_address(draft, mode="rw"), uri=True)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        yield draft


def _refuse_strangers(connection: sqlite3.Connection, source: Path) -> None:
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    found = strangers(connection)
    if found:
        raise LogForeign(
            source, f"holds “{found[0][:80]}” in a form that Evenside never puts into a log"
        )
    wrong = findings(connection)
    if wrong:
        raise LogDamaged(source, tuple(f"{f.table} {f.rows} {f.what}" for f in wrong))


@contextmanager
def read_only(path: Path) -> Iterator[sqlite3.Connection]:
    """Lend a connection to a file at rest that changes nothing beside it."""
    address = sqlite_address(path, mode="ro") + "&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        yield connection


def holds(draft: Path) -> Contents:
    """Count what a prepared copy holds."""
    with told_plainly(draft), read_only(draft) as connection:
        return contents(connection)


def difference(draft: Path, live: sqlite3.Connection) -> Difference:
    """Say what restoring a prepared copy would change."""
    with read_only(draft) as there:
        visible = "WHERE deleted_at_utc IS NULL"
        old = dict(there.execute(f"SELECT id, checksum FROM set_entry {visible}").fetchall())
        now = dict(live.execute(f"SELECT id, checksum FROM set_entry {visible}").fetchall())
        both = old.keys() & now.keys()
        other = 0
        for table in summed_tables(live).keys() - {"set_entry", "workout"}:
            keys = ", ".join(f'"{name}"' for name in key_columns(live, table))
            chosen = f'SELECT {keys}, checksum FROM "{table}"'
            mine = {row[:-1]: row[-1] for row in live.execute(chosen)}
            theirs = {row[:-1]: row[-1] for row in there.execute(chosen)}
            other += sum(mine.get(key) != theirs.get(key) for key in mine.keys() | theirs.keys())
    return Difference(
        only_here=len(now.keys() - both),
        only_there=len(old.keys() - both),
        changed=sum(old[key] != now[key] for key in both),
        other=other,
    )


def put_back(draft: Path, database: Database) -> None:
    """Make an open log what a prepared copy is, in one transaction.

    Raises:
        LogProblem: Full disk, lock, I/O error; the log is as it was.
        RestoreFailed: The log is not what the copy is; nobody knows why.

    """
    with database.bare() as live:
        with read_only(draft) as there:
            there.backup(live, pages=-1)
            wanted = state_mark(state_of(there))
        if state_mark(state_of(live)) != wanted:
            raise RestoreFailed
        if database.journal is not None:
            database.journal.catch_up(live, at=database.clock())


def put_in_place(draft: Path, path: Path, *, why: str, clock: Callable[[], datetime]) -> str:
    """Put a prepared copy where a log is that can't be opened; give the name that one keeps.

    Cut in half, it leaves a note (`core.storage.halfway`): the next opening finds the old log
    whole again, or the new one, never parts of both.

    Raises:
        LogProblem: Full disk, missing permission; nothing was lost.

    """
    with told_plainly(path):
        own_folder(path.parent)
        halfway.put_back(path)  # what an earlier one left
        aside = aside_name(path, why, clock())
        try:
            moved = halfway.put_aside(path, aside)
            move_in(draft, path)
        except BaseException:
            if path.exists() and draft.exists() and path.samefile(draft):
                path.unlink()  # it came in, but not surely to the disk
            halfway.put_back(path)
            raise
        halfway.done(path)
    return aside.name if moved else ""
