"""Is there always a whole file: the old one or the new one, and nothing besides?"""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from core.errors import Problem
from core.exchange.atomic import write_file
from core.exchange.values import Cancelled, Watch
from tests.exchange.keeping import MemoryKeeper, exported, full_log

ROOT = Path(__file__).resolve().parents[2]


def parts(count: int = 3) -> Iterator[bytes]:
    for n in range(count):
        yield f"new {n}\n".encode()


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "log.json"
    path.write_bytes(b"old")
    return path


def only(path: Path) -> bool:
    return [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_file_takes_the_old_one_s_place_and_is_the_owner_s_alone(old: Path) -> None:
    write_file(old, parts())
    assert old.read_bytes() == b"new 0\nnew 1\nnew 2\n"
    assert old.stat().st_mode & 0o777 == 0o600
    assert only(old)


def test_a_fault_while_making_it_leaves_the_old_one(old: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"new"
        raise Problem("a note can't be written")

    with pytest.raises(Problem, match="note"):
        write_file(old, broken())
    assert old.read_bytes() == b"old"
    assert only(old)


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EIO, "could not be written"),
        (errno.EACCES, "may not be written"),
    ],
)
def test_a_fault_of_the_disk_at_any_step_leaves_the_old_one(
    old: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, says: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    def failing() -> Iterator[bytes]:
        yield b"new"
        fail()

    if step == "fsync":
        monkeypatch.setattr("core.exchange.atomic.os.fsync", fail)
    if step == "replace":
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(Problem, match=says) as problem:
        write_file(old, failing() if step == "write" else parts())
    assert "unchanged" in problem.value.message
    assert str(old.parent) not in problem.value.message
    assert old.read_bytes() == b"old"
    assert only(old)


def test_stopping_leaves_the_old_one(old: Path) -> None:
    count = iter(range(100))
    with pytest.raises(Cancelled):
        write_file(old, parts(1000), Watch(cancelled=lambda: next(count) > 5))
    assert old.read_bytes() == b"old"
    assert only(old)


def test_a_missing_folder_and_a_folder_in_the_way_are_said(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="not there"):
        write_file(tmp_path / "gone" / "log.json", parts())
    with pytest.raises(Problem, match="is a folder"):
        write_file(tmp_path, parts())


def test_a_file_held_by_a_virus_scanner_is_tried_again(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, tries = Path.replace, []

    def held(self: Path, target: Path) -> Path:
        tries.append(target)
        if len(tries) < 3:
            error = PermissionError(errno.EACCES, "held")
            error.winerror = 32  # type: ignore[attr-defined]
            raise error
        return real(self, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr("core.exchange.atomic.time.sleep", lambda _: None)
    write_file(old, parts())
    assert len(tries) == 3
    assert old.read_bytes().startswith(b"new")


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_an_export_that_is_killed_leaves_a_whole_file(tmp_path: Path) -> None:
    path = exported(MemoryKeeper(full_log()), tmp_path / "log.json")
    before = path.read_bytes()
    code = (
        "import sys; sys.path.insert(0, '.')\n"
        "from pathlib import Path\n"
        "from core.exchange.atomic import write_file\n"
        f"data = [b'x' * 4096] * 2000\n"
        f"print('ready', flush=True)\n"
        f"while True: write_file(Path({str(path)!r}), data)\n"
    )
    random = Random(7)
    whole = {before, b"x" * 4096 * 2000}
    for _ in range(int(os.environ.get("EVENSIDE_KILLS", "6"))):
        child = subprocess.Popen(
            [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(random.uniform(0, 0.15))
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        assert path.read_bytes() in whole
