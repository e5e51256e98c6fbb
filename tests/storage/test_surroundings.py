"""What does the person read when the disk or another program is in the way of the log?"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft

from core.storage import files
from core.storage.database import Database, bare_connection, open_database, set_up
from core.storage.errors import (
    LogBusy,
    LogDamaged,
    LogFull,
    LogProblem,
    LogReadOnly,
    LogUnreadable,
)
from core.storage.faults import told_plainly
from core.storage.store import Store
from tests.storage.making import a_set, fingerprints, log_with, sets_of, sql

HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
connection.execute("INSERT INTO setting (key, value) VALUES ('other', '1')")
print("held", flush=True)
sys.stdin.read()
connection.execute("ROLLBACK")
connection.close()
"""


@contextmanager
def _held_by_another_program(path: Path) -> Iterator[None]:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        yield
        holder.communicate("")


def test_settings_of_the_connection(database: Database) -> None:
    with bare_connection(database.engine) as connection:
        assert connection.isolation_level is None
        for name, value in {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "busy_timeout": 50,
            "trusted_schema": 0,
            "cell_size_check": 1,
            "mmap_size": 0,
        }.items():
            assert connection.execute(f"PRAGMA {name}").fetchone() == (value,), name


def test_a_disk_without_wal_gets_truncate(tmp_path: Path) -> None:
    # this way of locking has no shared memory, like a network disk
    address = f"file://{tmp_path / 'log.db'}?vfs=unix-dotfile"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        set_up(connection, patience_ms=50)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("truncate",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)


def test_a_setting_that_is_not_taken_is_noticed() -> None:
    with closing(sqlite3.connect(":memory:")) as connection, pytest.raises(RuntimeError):
        set_up(connection, patience_ms=50)


def test_writing_takes_the_lock_at_once_and_reading_does_not(
    database: Database, log_path: Path
) -> None:
    with closing(sqlite3.connect(log_path, isolation_level=None, timeout=0)) as other:
        with database.reading() as session:
            session.execute(text("SELECT count(*) FROM set_entry"))
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")
        with database.writing() as session:
            session.execute(text("SELECT count(*) FROM set_entry"))
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")


def test_a_session_inside_a_session_fails_at_once(database: Database) -> None:
    with database.writing() as session:
        session.execute(text("SELECT 1"))
        with pytest.raises(NoConnectionLeft), database.reading() as other:
            other.execute(text("SELECT 1"))


def test_an_error_leaves_no_lock_behind(store: Store, database: Database) -> None:
    def fail_half_way() -> None:
        with database.writing() as session:
            session.execute(text("INSERT INTO setting (key, value) VALUES ('half', '1')"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert store.setting("half") is None
    store.put_setting("whole", "1")


def test_a_lock_of_another_program_is_told(store: Store, log_path: Path) -> None:
    entry = a_set()
    with _held_by_another_program(log_path):
        with pytest.raises(LogBusy, match=r"Another program is using the log .* try again"):
            store.add_set(entry)
        assert store.history().sets == ()
    store.add_set(entry)
    assert store.history().sets == (entry,)


def test_a_lock_is_told_when_opening(log_path: Path) -> None:
    log_with(log_path, sets_of(2))
    with _held_by_another_program(log_path), pytest.raises(LogBusy):
        open_database(log_path, create=False, patience_ms=50)


def test_a_full_disk_is_told_and_nothing_acknowledged_is_lost(
    store: Store, database: Database
) -> None:
    def limit(pages: int) -> None:
        with bare_connection(database.engine) as connection:
            connection.execute(f"PRAGMA max_page_count = {pages}").fetchall()

    with bare_connection(database.engine) as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
    limit(pages + 2)
    saved = []
    entries = iter(sets_of(200))

    def save_until_full() -> None:
        for entry in entries:
            saved.append(entry)
            store.add_set(entry)

    with pytest.raises(LogFull, match="disk is full"):
        save_until_full()
    assert len(saved) > 1
    assert store.history().sets == tuple(saved[:-1])
    limit(1_000_000)
    store.add_set(saved[-1])
    store.add_set(saved[-1])
    assert store.history().sets == tuple(saved)
    store.check()


def test_a_write_protected_log_is_told(store: Store, database: Database) -> None:
    with bare_connection(database.engine) as connection:
        connection.execute("PRAGMA query_only = ON")
    with pytest.raises(LogReadOnly, match="may not write"):
        store.add_set(a_set())
    assert store.history().sets == ()


def _sqlite_error(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("said by SQLite")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (_sqlite_error(sqlite3.SQLITE_IOERR_FSYNC), LogUnreadable),
        (_sqlite_error(sqlite3.SQLITE_CANTOPEN), LogUnreadable),
        (_sqlite_error(sqlite3.SQLITE_CORRUPT), LogDamaged),
        (_sqlite_error(sqlite3.SQLITE_BUSY_SNAPSHOT), LogBusy),
        (_sqlite_error(sqlite3.SQLITE_READONLY_DBMOVED), LogProblem),
        (PermissionError(13, "no"), LogReadOnly),
        (OSError(28, "full"), LogFull),
        (OSError(5, "input/output"), LogUnreadable),
    ],
    ids=repr,
)
def test_faults_become_problems(tmp_path: Path, error: Exception, kind: type[LogProblem]) -> None:
    with pytest.raises(kind) as caught, told_plainly(tmp_path / "evenside.db"):
        raise error
    assert "evenside.db" in caught.value.message
    assert str(tmp_path) not in caught.value.message


def test_an_error_of_the_disk_without_room_is_told_as_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without room for its side files SQLite says "disk I/O error"."""
    monkeypatch.setattr(
        "core.storage.faults.shutil.disk_usage", lambda _: type("Usage", (), {"free": 4096})
    )
    with pytest.raises(LogFull), told_plainly(tmp_path / "evenside.db"):
        raise _sqlite_error(sqlite3.SQLITE_IOERR_SHMSIZE)


def test_a_text_that_is_none_is_damage_and_is_not_quoted(tmp_path: Path) -> None:
    with (
        closing(sqlite3.connect(":memory:")) as connection,
        pytest.raises(LogDamaged) as caught,
        told_plainly(tmp_path / "evenside.db"),
    ):
        connection.execute("SELECT CAST(x'736563726574ff' AS TEXT)").fetchall()
    assert "secret" not in caught.value.message + str(caught.value.findings)
    with pytest.raises(LogDamaged), told_plainly(tmp_path / "evenside.db"):
        b"secret\xff".decode()


def test_wrong_sql_stays_a_bug(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError), told_plainly(tmp_path / "evenside.db"):
        raise _sqlite_error(sqlite3.SQLITE_ERROR)


def test_notes_never_get_into_an_error(store: Store, log_path: Path) -> None:
    secret = "my shoulder hurts since the accident"
    with pytest.raises(IntegrityError) as refused:
        store.add_set(a_set(pain=11, note=secret))
    with _held_by_another_program(log_path), pytest.raises(LogBusy) as busy:
        store.add_set(a_set(note=secret))
    for error in (refused.value, busy.value):
        seen: BaseException | None = error
        while seen is not None:
            assert secret not in "".join(traceback.format_exception(seen)) + repr(vars(seen))
            seen = seen.__cause__ or seen.__context__


def test_a_log_that_gets_damaged_is_found(store: Store, database: Database, log_path: Path) -> None:
    for entry in sets_of(100):
        store.add_set(entry)
    store.check()
    store.checkpoint()
    (page,) = sql(log_path, "SELECT rootpage FROM sqlite_master WHERE name = 'setting'")[0]
    with log_path.open("rb+") as file:
        file.seek((page - 1) * 4096)
        file.write(bytes(4096))
    with bare_connection(database.engine) as connection:
        connection.execute("PRAGMA shrink_memory")
    with pytest.raises(LogDamaged) as caught:
        store.check()
    assert caught.value.findings


def test_closing_leaves_one_file_and_can_be_done_twice(log_path: Path) -> None:
    store = Store(open_database(log_path, create=True))
    store.add_set(a_set())
    store.close()
    before = fingerprints(log_path.parent)
    assert list(before) == ["evenside.db"]
    store.close()
    assert fingerprints(log_path.parent) == before


def test_a_file_that_is_held_for_a_moment_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "held"
    file.write_bytes(b"here")
    tries: list[Path] = []
    plain = Path.open

    def held(self: Path, mode: str) -> object:
        tries.append(self)
        if len(tries) < 3:
            raise PermissionError(13, "held")
        return plain(self, mode)

    monkeypatch.setattr(files, "_PAUSES", (0.0, 0.0, 0.0))
    monkeypatch.setattr(Path, "open", held)
    with files.opened_patiently(file) as found:
        assert found.read() == b"here"
    monkeypatch.setattr(files, "_PAUSES", ())
    tries.clear()
    with pytest.raises(PermissionError):
        files.opened_patiently(file)
