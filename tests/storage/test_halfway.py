"""Is a log whole again when the program ended while it was being put aside?"""

from __future__ import annotations

import errno
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from core.errors import Problem
from core.storage import halfway
from core.storage.database import open_database
from core.storage.halfway import put_aside, put_back
from core.storage.restore import put_in_place
from tests.storage.making import NOON, a_set, log_with, sql

ROOT = Path(__file__).resolve().parents[2]


def parts(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "evenside.db"
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).write_bytes(f"part{ending}".encode())
    return path


@pytest.mark.skipif(sys.platform != "linux", reason="needs fork and SIGKILL")
def test_a_kill_at_any_file_operation_of_a_rescue_loses_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.stepping", "rescue", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("renames", [0, 1, 2, 3])
def test_however_far_it_came_the_parts_are_together_again(
    path: Path, monkeypatch: pytest.MonkeyPatch, renames: int
) -> None:
    before = parts(path.parent)
    left = [renames]
    rename = Path.rename

    def dying(self: Path, target: Path) -> Path:
        if self.name.startswith("evenside.db") and not left[0]:
            raise SystemExit
        left[0] -= 1
        return rename(self, target)

    with monkeypatch.context() as patch, suppress(SystemExit):
        patch.setattr(Path, "rename", dying)
        put_aside(path, path.with_name("evenside.damaged-1.db"))
    put_back(path)
    assert parts(path.parent) == before


def test_putting_back_can_be_cut_as_well(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = parts(path.parent)
    put_aside(path, path.with_name("evenside.damaged-1.db"))
    rename = Path.rename
    seen: list[str] = []

    def once(self: Path, target: Path) -> Path:
        if len(seen) == 1:
            raise OSError(errno.EIO, "no")
        seen.append(self.name)
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", once)
        with pytest.raises(OSError):
            put_back(path)
    assert not path.exists()  # nobody can open it without its last sets
    put_back(path)
    assert parts(path.parent) == before


def test_when_the_other_log_is_in_its_place_only_the_note_goes(path: Path) -> None:
    before = parts(path.parent)
    put_aside(path, path.with_name("evenside.damaged-1.db"))
    path.write_bytes(b"the other one")
    put_back(path)
    found = parts(path.parent)
    assert found.pop("evenside.db") == b"the other one"
    assert sorted(found.values()) == sorted(before.values())


@pytest.mark.parametrize(
    "name",
    [b"", b"../elsewhere/evenside.x.db", b"evenside.db", b"/etc/passwd", b"other.db", b"\xff\x00"],
)
def test_a_damaged_note_moves_nothing(path: Path, name: bytes) -> None:
    before = parts(path.parent)
    path.with_name("other.db").write_bytes(b"other")
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink()
    path.with_name(path.name + halfway.NOTE).write_bytes(name)
    put_back(path)
    assert parts(path.parent) == {"other.db": b"other"}
    assert before


def test_the_next_opening_finds_the_log_whole(tmp_path: Path) -> None:
    path = log_with(tmp_path / "evenside.db", (a_set(),))
    put_aside(path, tmp_path / "evenside.put-aside-1.db")
    open_database(path, create=False).close()
    assert sql(path, "SELECT count(*) FROM set_entry") == [(1,)]


def test_a_copy_that_came_in_but_not_to_the_disk_goes_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = log_with(tmp_path / "evenside.db", (a_set(),))
    draft = log_with(tmp_path / "draft" / "log.db", ())
    old = path.read_bytes()

    def failing(_: Path) -> None:
        if path.exists() and path.stat().st_nlink > 1:
            raise OSError(errno.EIO, "no")

    monkeypatch.setattr("core.storage.copies.sync_folder", failing)
    with pytest.raises(Problem):
        put_in_place(draft, path, why="damaged", clock=lambda: NOON)
    assert path.read_bytes() == old
    assert [p.name for p in tmp_path.iterdir() if "damaged" in p.name or "moving" in p.name] == []
