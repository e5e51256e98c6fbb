"""What do `--import` and `--export` do while the app's window is open on the same log?"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from core.alone import Lock
from core.errors import Problem
from core.opening import LOG_NAME, Opener
from tests import factories as make
from tests.exchange.keeping import written
from tests.exchange.test_import import LEFT_ROW, RIGHT_ROW, hevy
from tests.storage.making import a_set

ROOT = Path(__file__).resolve().parents[2]
WRITER = """
import sys
from pathlib import Path
from core.alone import Lock
from core.opening import Opener
from tests import factories as make
from tests.storage.making import sets_of
folder = Path(sys.argv[1])
assert Lock(folder).take()
log = Opener(folder, make.catalog(), make.safety()).open()._log
for _ in range(100_000):
    log.add_sets(sets_of(2))  # always two in one step
    print("two", flush=True)
"""
"""Logs without end in a process that has the folder for itself, as the window has."""


def environment() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


def started(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "main.py", "--data-dir", str(folder), *more],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@contextmanager
def an_open_window(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start the real app and wait until its log is open."""
    app = subprocess.Popen(
        [sys.executable, "main.py", "--data-dir", str(folder)], cwd=ROOT, env=environment()
    )
    try:
        end = time.monotonic() + 60
        while not (folder / f"{LOG_NAME}-wal").exists() and time.monotonic() < end:
            assert app.poll() is None
            time.sleep(0.05)
        yield app
    finally:
        app.kill()
        app.wait()


@contextmanager
def a_writer(folder: Path) -> Iterator[subprocess.Popen[str]]:
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "two\n"
        yield writer
    finally:
        writer.kill()
        writer.communicate()


def ids_in(folder: Path) -> set[str]:
    opener = Opener(folder, make.catalog(), make.safety())
    try:
        return {entry.id for entry in opener.open().history().sets}
    finally:
        opener.close()


def test_an_import_beside_an_open_window_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    folder, file = tmp_path / "data", written(tmp_path, hevy(LEFT_ROW, RIGHT_ROW), "hevy.csv")
    folder.mkdir()
    with an_open_window(folder) as app:
        backups = sorted(p.name for p in (folder / "backups").glob("*"))
        done = started(folder, "--import", str(file))
        assert done.returncode == 2
        assert not done.stdout
        assert done.stderr.startswith("evenside: Evenside is open on this folder")
        assert "“Import …”" in done.stderr
        assert sorted(p.name for p in (folder / "backups").glob("*")) == backups
        assert app.poll() is None
    assert not ids_in(folder)
    done = started(folder, "--import", str(file))  # as soon as the window is closed
    assert done.returncode == 0, done.stderr
    assert len(ids_in(folder)) == 2


def test_an_export_beside_an_open_window_holds_one_moment_of_the_log(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    last = 0
    with a_writer(folder) as writer:
        for number in range(3):
            out = tmp_path / f"log{number}.json"
            done = started(folder, "--export", str(out))
            assert done.returncode == 0, done.stderr
            sets = json.loads(out.read_text(encoding="ascii"))["sets"]
            assert len(sets) % 2 == 0  # never half of a step
            assert len(sets) > last
            last = len(sets)
            assert writer.poll() is None
        assert {p.name for p in folder.iterdir() if p.name.startswith(".evenside-")} == set()
    assert len(ids_in(folder)) >= last


def test_an_export_beside_leaves_the_other_one_everything_to_write(tmp_path: Path) -> None:
    opener, lock = Opener(tmp_path, make.catalog(), make.safety()), Lock(tmp_path)
    assert lock.take()
    coach = opener.open()
    coach._log.add_set(a_set(id="before"))
    done = started(tmp_path, "--export", str(tmp_path / "log.csv"))
    assert done.returncode == 0, done.stderr
    coach._log.add_set(a_set(id="after"))
    opener.close()
    lock.release()
    assert ids_in(tmp_path) == {"before", "after"}
    assert "before" in (tmp_path / "log.csv").read_text(encoding="utf-8")


def test_two_imports_never_write_at_once(tmp_path: Path) -> None:
    file = written(tmp_path, hevy(LEFT_ROW), "hevy.csv")
    lock = Lock(tmp_path)
    assert lock.take()  # as the first of them does
    done = started(tmp_path, "--import", str(file))
    lock.release()
    assert done.returncode == 2
    assert not (tmp_path / LOG_NAME).exists()


def test_an_import_gives_the_folder_back(tmp_path: Path) -> None:
    file = written(tmp_path, hevy(LEFT_ROW), "hevy.csv")
    assert started(tmp_path, "--import", str(file)).returncode == 0
    lock = Lock(tmp_path)
    assert lock.take()
    lock.release()


def test_beside_a_log_that_is_damaged_the_export_says_so(tmp_path: Path) -> None:
    lock = Lock(tmp_path)
    assert lock.take()
    (tmp_path / LOG_NAME).write_bytes(b"not a log at all" * 40)
    opener = Opener(tmp_path, make.catalog(), make.safety())
    with pytest.raises(Problem, match=r"evenside\.db"):
        opener.contents_beside()
    done = started(tmp_path, "--export", str(tmp_path / "log.json"))
    lock.release()
    assert done.returncode == 2
    assert not (tmp_path / "log.json").exists()
