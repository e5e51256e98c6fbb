"""Is every file that is not a sound log of ours refused plainly and left as it was?"""

from __future__ import annotations

import os
import shutil
import sqlite3
import struct
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from core.storage.database import open_database
from core.storage.errors import (
    LogDamaged,
    LogEmpty,
    LogForeign,
    LogMissing,
    LogNewer,
    LogProblem,
    LogReadOnly,
)
from core.storage.migrations import KNOWN
from tests.storage.making import fingerprints, log_with, opened, sets_of, sql


def _text(path: Path) -> None:
    path.write_text("day,exercise,side,reps\n" * 20, encoding="utf-8")


def _short_text(path: Path) -> None:
    path.write_text("hello", encoding="utf-8")


def _picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))


def _zero_bytes(path: Path) -> None:
    path.touch()


def _one_byte(path: Path) -> None:
    path.write_bytes(b"S")


def _half_a_header(path: Path) -> None:
    log_with(path, ())
    os.truncate(path, 60)


def _truncated(path: Path) -> None:
    log_with(path, sets_of(200))
    os.truncate(path, path.stat().st_size - 4096)


def _cut_in_a_page(path: Path) -> None:
    log_with(path, sets_of(200))
    os.truncate(path, path.stat().st_size - 1000)


def _page_zeroed(path: Path) -> None:
    log_with(path, sets_of(200))
    page = _page_of_sets(path)
    with path.open("rb+") as file:
        file.seek((page - 1) * 4096)
        file.write(bytes(4096))


def _page_of_sets(path: Path) -> int:
    (page,) = sql(path, "SELECT rootpage FROM sqlite_master WHERE name = 'set_entry'")[0]
    return int(page)


def _header_only(path: Path) -> None:
    log_with(path, ())
    os.truncate(path, 100)


def _another_programs_database(path: Path) -> None:
    sql(path, "PRAGMA application_id = 12345", "CREATE TABLE set_entry (id)")


def _unmarked_database(path: Path) -> None:
    sql(path, "CREATE TABLE set_entry (id)")


def _newer(path: Path) -> None:
    log_with(path, sets_of(3))
    sql(path, "PRAGMA user_version = 9003")


def _version_zero(path: Path) -> None:
    log_with(path, ())
    sql(path, "PRAGMA user_version = 0")


def _without_revision(path: Path) -> None:
    log_with(path, ())
    sql(path, "DROP TABLE alembic_version")


def _revision_removed(path: Path) -> None:
    log_with(path, ())
    sql(path, "DELETE FROM alembic_version")


def _with_trigger(path: Path) -> None:
    log_with(path, ())
    sql(
        path,
        "CREATE TRIGGER gone AFTER INSERT ON set_entry BEGIN DELETE FROM set_entry; END",
    )


def _orphans(path: Path) -> None:
    log_with(path, sets_of(3))
    sql(path, "PRAGMA foreign_keys = OFF", "DELETE FROM workout")


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize(
    ("make", "kind", "words"),
    [
        (_text, LogForeign, "is not a log of Evenside"),
        (_short_text, LogForeign, "is not a log of Evenside"),
        (_picture, LogForeign, "is not a log of Evenside"),
        (_another_programs_database, LogForeign, "another program"),
        (_unmarked_database, LogForeign, "another program"),
        (_with_trigger, LogForeign, "never puts into a log"),
        (_zero_bytes, LogEmpty, "is empty"),
        (_one_byte, LogEmpty, "is empty"),
        (_half_a_header, LogEmpty, "is empty"),
        (_truncated, LogDamaged, "is damaged"),
        (_cut_in_a_page, LogDamaged, "is damaged"),
        (_header_only, LogDamaged, "is damaged"),
        (_page_zeroed, LogDamaged, "is damaged"),
        (_version_zero, LogDamaged, "is damaged"),
        (_without_revision, LogDamaged, "is damaged"),
        (_revision_removed, LogDamaged, "is damaged"),
        (_orphans, LogDamaged, "is damaged"),
        (_newer, LogNewer, "has version 9.3.*up to 3.0"),
    ],
)
def test_refused_and_left_as_it_was(
    tmp_path: Path,
    make: Callable[[Path], None],
    kind: type[LogProblem],
    words: str,
    *,
    create: bool,
) -> None:
    path = tmp_path / "evenside.db"
    make(path)
    before = fingerprints(tmp_path)
    with pytest.raises(kind, match=words) as caught:
        open_database(path, create=create)
    assert fingerprints(tmp_path) == before
    assert os.listdir(tmp_path) == ["evenside.db"]  # noqa: PTH208 - links and folders as well
    assert "left as it is" in caught.value.message
    assert str(tmp_path) not in caught.value.message
    assert caught.value.path.name == "evenside.db"


def _crashed_with(path: Path, *statements: str) -> None:
    """Leave what a crash leaves: the file, and the last commits in its "-wal"."""
    source = path.with_name("source.db")
    log_with(source, sets_of(50))
    with closing(sqlite3.connect(source, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
        for ending in ("", "-wal"):
            shutil.copy(f"{source}{ending}", f"{path}{ending}")
    source.unlink()


def test_a_newer_version_still_in_the_wal_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "evenside.db"
    _crashed_with(
        path, "UPDATE set_entry SET note = 'x'", "PRAGMA user_version = 4001", "DELETE FROM setting"
    )
    assert struct.unpack_from(">I", path.read_bytes(), 60) == (KNOWN.version,)
    before = fingerprints(tmp_path)
    with pytest.raises(LogNewer, match=r"4\.1"):
        open_database(path, create=False)
    assert fingerprints(tmp_path) == before
    assert sorted(before) == ["evenside.db", "evenside.db-wal"]


def test_what_a_crash_left_in_the_wal_is_read(tmp_path: Path) -> None:
    path = tmp_path / "evenside.db"
    _crashed_with(path, "UPDATE set_entry SET note = 'from the wal'")
    with opened(path) as store:
        assert {entry.note for entry in store.history().sets} == {"from the wal"}
    assert os.listdir(tmp_path) == ["evenside.db"]  # noqa: PTH208


def test_a_damaged_log_with_a_wal_keeps_both(tmp_path: Path) -> None:
    path = tmp_path / "evenside.db"
    _crashed_with(path, "INSERT INTO setting (key, value) VALUES ('theme', '1')")
    with path.open("rb+") as file:
        file.seek((_page_of_sets(shutil_copy(path, tmp_path / "look.db")) - 1) * 4096)
        file.write(bytes(4096))
    (tmp_path / "look.db").unlink()
    before = fingerprints(tmp_path)
    with pytest.raises(LogDamaged):
        open_database(path, create=False)
    after = fingerprints(tmp_path)
    after.pop("evenside.db-shm", None)  # SQLite's index of the -wal: no data
    assert after == before


def shutil_copy(source: Path, target: Path) -> Path:
    shutil.copy(source, target)
    return target


def test_a_newer_minor_version_is_used_as_it_is(tmp_path: Path) -> None:
    path = log_with(tmp_path / "evenside.db", sets_of(2))
    sql(
        path,
        "PRAGMA user_version = 3004",
        "UPDATE alembic_version SET version_num = '0006'",
        "ALTER TABLE set_entry ADD COLUMN mood INTEGER",
    )
    with opened(path) as store:
        store.add_set(sets_of(1)[0])
        assert len(store.history().sets) == 3
    assert sql(path, "PRAGMA user_version") == [(3004,)]


@pytest.mark.parametrize("create", [False, True])
def test_a_folder_is_refused(tmp_path: Path, *, create: bool) -> None:
    path = tmp_path / "evenside.db"
    path.mkdir()
    with pytest.raises(LogForeign, match="is a folder"):
        open_database(path, create=create)
    assert list(path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    path = tmp_path / "evenside.db"
    os.mkfifo(path)
    with pytest.raises(LogForeign, match="not a file"):
        open_database(path, create=True)


def test_a_missing_log_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(LogMissing, match="not where it is expected"):
        open_database(tmp_path / "deep" / "evenside.db", create=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_dangling_link_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "evenside.db").symlink_to(tmp_path / "gone.db")
    for create in (False, True):
        with pytest.raises(LogMissing, match="link"):
            open_database(tmp_path / "evenside.db", create=create)
    assert not (tmp_path / "gone.db").exists()


def test_no_new_log_beside_the_rest_of_an_old_one(tmp_path: Path) -> None:
    (tmp_path / "evenside.db-wal").write_bytes(b"something")
    with pytest.raises(LogMissing, match="part of it"):
        open_database(tmp_path / "evenside.db", create=True)
    assert (tmp_path / "evenside.db-wal").read_bytes() == b"something"
    assert not (tmp_path / "evenside.db").exists()


def test_create_opens_a_log_that_is_there(log_path: Path) -> None:
    log_with(log_path, sets_of(3))
    with opened(log_path, create=True) as store:
        assert len(store.history().sets) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="rights are POSIX's")
def test_only_the_owner_may_read(log_path: Path) -> None:
    with opened(log_path, create=True) as store:
        store.add_set(sets_of(1)[0])
        for found in log_path.parent.iterdir():
            assert found.stat().st_mode & 0o777 == 0o600
        assert log_path.parent.stat().st_mode & 0o777 == 0o700
        assert len(list(log_path.parent.iterdir())) == 3
    assert [found.name for found in log_path.parent.iterdir()] == ["evenside.db"]


def test_a_log_that_may_not_be_written_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = log_with(tmp_path / "evenside.db", sets_of(3))
    before = fingerprints(tmp_path)
    # root may write everywhere, so the answer is given here
    monkeypatch.setattr("core.storage.database.os.access", lambda *_: False)
    with pytest.raises(LogReadOnly, match="may not write"):
        open_database(path, create=False)
    assert fingerprints(tmp_path) == before


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere"
)
def test_a_write_protected_folder_is_refused(tmp_path: Path) -> None:
    path = log_with(tmp_path / "data" / "evenside.db", sets_of(3))
    path.parent.chmod(0o500)
    with pytest.raises(LogReadOnly):
        open_database(path, create=False)
    path.parent.chmod(0o700)


def test_names_that_mean_something_in_an_address(tmp_path: Path) -> None:
    path = tmp_path / "50 % #1 ?mode=ro&x" / "größe.db"
    log_with(path, sets_of(2))
    with opened(path) as store:
        assert len(store.history().sets) == 2
    assert [found.name for found in path.parent.iterdir()] == ["größe.db"]
