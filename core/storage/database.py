"""How is the log's file opened, checked, locked and closed?

One connection reads and writes (`QueuePool` of size 1 without overflow): two writers never meet,
and a session opened inside another fails at once instead of sharing its transaction. It belongs to
the thread that opened it; sqlite3 refuses every other thread.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from core.storage.copies import empty_file, move_in, sqlite_address
from core.storage.errors import LogDamaged, LogForeign, LogMissing, LogReadOnly
from core.storage.faults import told_plainly
from core.storage.halfway import put_back
from core.storage.identity import check_header, check_version, is_nothing_there, side_file
from core.storage.journal import Journal
from core.storage.migrations import KNOWN, Form
from core.storage.sums import state_mark, state_of
from core.storage.watch import Watch

PATIENCE_MS = 5000
"""How long another program may hold the log before the person is told."""

_FULL = 2


def utc_now() -> datetime:
    """Give the present instant; everything else here gets its clock by argument."""
    return datetime.now(UTC)


class Database:
    """An open log. Made by `open_database`; used and closed in the thread that opened it."""

    def __init__(
        self,
        path: Path,
        engine: Engine,
        *,
        clock: Callable[[], datetime],
        watch: Watch,
        journal: Journal | None,
    ) -> None:
        self.path = path
        self.engine = engine
        self.clock = clock
        self.journal = journal
        self._watch = watch
        self._readers = engine.execution_options(evenside_reads=True)
        self._is_open = True

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session for one action: saved when the block ends, undone when it raises.

        Raises:
            LogProblem: Full disk, lock, missing permission, damage; nothing was changed.

        """
        with told_plainly(self.path), Session(self.engine) as session, session.begin():
            self._watch.forget()
            yield session
        changes = self._watch.taken()
        if self.journal is not None:
            self.journal.note(changes, at=self.clock())

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees one moment of the log and waits for no writer.

        Raises:
            LogProblem: Damage, I/O error.

        """
        with told_plainly(self.path), Session(self._readers) as session, session.begin():
            yield session

    def check(self) -> None:
        """Look through the whole file (0.2 s for ten years of sets).

        Raises:
            LogDamaged: `findings` says what SQLite found.

        """
        with told_plainly(self.path), bare_connection(self.engine) as connection:
            _quick_check(connection, self.path)

    def checkpoint(self) -> None:
        """Bring everything into the one file; worth a call when idle.

        Raises:
            LogProblem: Full disk, I/O error; what was saved stays safe beside the file.

        """
        with told_plainly(self.path), bare_connection(self.engine) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    @contextmanager
    def bare(self) -> Iterator[sqlite3.Connection]:
        """Lend the driver's connection, for what has to run outside a transaction.

        Raises:
            LogProblem: Full disk, lock, missing permission, damage.

        """
        with told_plainly(self.path), bare_connection(self.engine) as connection:
            yield connection

    def close(self) -> None:
        """Leave one file at rest. Closing twice is fine."""
        if not self._is_open:
            return
        self._is_open = False
        # a checkpoint that fails now is made up for at the next opening: nothing is lost by it
        with suppress(sqlite3.Error), bare_connection(self.engine) as connection:
            if self.journal is not None:
                self.journal.note_state(state_mark(state_of(connection)), at=self.clock())
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self.engine.dispose()


@contextmanager
def bare_connection(engine: Engine) -> Iterator[sqlite3.Connection]:
    """Lend the driver's connection outside any transaction, where PRAGMAs have to run."""
    lent = engine.raw_connection()
    try:
        connection = lent.driver_connection
        if not isinstance(connection, sqlite3.Connection):
            raise TypeError("the log is kept by sqlite3")
        yield connection
    finally:
        lent.close()


def open_database(
    path: Path,
    *,
    create: bool,
    clock: Callable[[], datetime] = utc_now,
    form: Form = KNOWN,
    patience_ms: int = PATIENCE_MS,
    journal: Journal | None = None,
    backup_first: bool = True,
) -> Database:
    """Open a log and bring it to this version; refuse everything that is not a sound log of ours.

    A refused file is left as it was, byte for byte. With `create` a new log is made, but only
    where nothing is: it appears under its name when it is complete. Every change is written to
    the `journal`, too. `backup_first` False brings an older log up without a backup: for copies.

    Raises:
        LogMissing: There is no file, and none was to be made.
        LogEmpty, LogForeign, LogNewer, LogDamaged: What is there can't be used.
        LogBusy, LogFull, LogReadOnly, LogUnreadable: The surroundings don't allow it.
        LogNotUpdated: An older log could not be brought to this version; it is as it was.

    """
    with told_plainly(path):
        put_back(path)
        if is_nothing_there(path):
            if not create:
                raise LogMissing(path)
            _make(path, form=form, clock=clock, patience_ms=patience_ms)
        path = path.resolve()
        check_header(path, known=form.version)
        revision, version = _look(path, form=form, patience_ms=patience_ms)
        if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
            raise LogReadOnly(path)
        if revision != form.head and version == form.version:
            raise LogDamaged(path, ("revision",))
        if version < form.version:
            # Alembic takes 100 ms to import and has nothing to do at most starts
            from core.storage.migrate import migrate

            engine = _engine(path, patience_ms=patience_ms)
            try:
                migrate(engine, path, form=form, clock=clock, backup_first=backup_first)
            finally:
                engine.dispose()
        watch = Watch()
        engine = _engine(path, patience_ms=patience_ms, watch=watch)
        try:
            with engine.begin():
                pass  # refuses a locked or write-protected log now, not at the first set
        except BaseException:
            engine.dispose()
            raise
        return Database(path, engine, clock=clock, watch=watch, journal=journal)


def _make(path: Path, *, form: Form, clock: Callable[[], datetime], patience_ms: int) -> None:
    from core.storage.migrate import migrate

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".evenside-", dir=path.parent) as folder:
        draft = empty_file(Path(folder))
        engine = _engine(draft, patience_ms=patience_ms)
        try:
            migrate(engine, draft, form=form, clock=clock, backup_first=False)
        finally:
            engine.dispose()
        # somebody else's new log is as good as ours
        with suppress(FileExistsError):
            move_in(draft, path)


def _look(path: Path, *, form: Form, patience_ms: int) -> tuple[str, int]:
    """Give revision and version, read through SQLite without changing the file.

    Nobody has a log open that has no side files: it is read as it lies ("immutable"), or SQLite
    would put side files there. A journal left by a crash has to be rolled back, which is writing.
    """
    address = sqlite_address(path, mode="ro")
    if side_file(path, "-journal").exists():
        address = sqlite_address(path, mode="rw")
    elif not side_file(path, "-wal").exists():
        address += "&immutable=1"
    with closing(
        sqlite3.connect(address, uri=True, isolation_level=None, timeout=patience_ms / 1000)
    ) as connection:
        _set(connection, {"trusted_schema": 0, "cell_size_check": 1, "mmap_size": 0})
        (application_id,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        check_version(path, application_id=application_id, version=version, known=form.version)
        _quick_check(connection, path)
        listed = connection.execute("SELECT type, name FROM sqlite_master").fetchall()
        if any(kind in ("trigger", "view") for kind, _ in listed):
            raise LogForeign(path, "holds things that Evenside never puts into a log")
        if ("table", "alembic_version") not in listed:
            raise LogDamaged(path, ("alembic_version",))
        revisions = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        if len(revisions) != 1:
            raise LogDamaged(path, ("alembic_version",))
        return str(revisions[0][0]), version


def _quick_check(connection: sqlite3.Connection, path: Path) -> None:
    found = [str(row[0]) for row in connection.execute("PRAGMA quick_check(20)")]
    if found == ["ok"]:
        found = [
            f"{row[0]} without {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")
        ]
    if found and found != ["ok"]:
        raise LogDamaged(path, tuple(found[:20]))


def _engine(path: Path, *, patience_ms: int, watch: Watch | None = None) -> Engine:
    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            sqlite_address(path, mode="rw"),
            uri=True,
            isolation_level=None,
            timeout=patience_ms / 1000,
        )

    engine = create_engine(
        "sqlite+pysqlite://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=0,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def _on_connect(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
        if isinstance(connection, sqlite3.Connection):
            set_up(connection, patience_ms=patience_ms)
            if watch is not None:  # a migration changes tables under the triggers' feet
                watch.attach(connection)

    event.listen(engine, "begin", _on_begin)
    return engine


def _on_begin(connection: Connection) -> None:
    """Begin for real: the driver would not for DDL, and a migration could be cut in half.

    Taking the lock at once means that no transaction fails half-way for want of it.
    """
    reads = connection.get_execution_options().get("evenside_reads", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def set_up(connection: sqlite3.Connection, *, patience_ms: int) -> None:
    """Set every PRAGMA the log relies on, and read each one back.

    WAL with synchronous=FULL lost nothing in 700 power cuts; where a disk can't do WAL (network
    shares), TRUNCATE with FULL lost nothing either.

    Raises:
        RuntimeError: SQLite did not take a setting.

    """
    connection.isolation_level = None
    _set(connection, {"busy_timeout": patience_ms})
    if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
        (mode,) = connection.execute("PRAGMA journal_mode = TRUNCATE").fetchone()
        if mode != "truncate":
            raise RuntimeError(f"SQLite keeps the journal mode {mode}")
    settings = {
        "synchronous": _FULL,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "mmap_size": 0,
    }
    if sys.platform == "darwin":
        # macOS answers fsync before the drive has written
        settings |= {"fullfsync": 1, "checkpoint_fullfsync": 1}
    _set(connection, settings)


def _set(connection: sqlite3.Connection, settings: dict[str, int]) -> None:
    for name, value in settings.items():
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
        read = connection.execute(f"PRAGMA {name}").fetchone()
        if (read[0] if read else 0) != value:
            raise RuntimeError(f"SQLite does not take PRAGMA {name} = {value}")
