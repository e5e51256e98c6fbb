"""Is there one Evenside a folder, and does a dead one never stand in the way?"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, QProcessEnvironment
from pytestqt.qtbot import QtBot

from gui.single import CALL_NAME, LOCK_NAME, Answer, Calls, Lock

ROOT = Path(__file__).resolve().parents[2]
HOLD = """
import sys, time
from pathlib import Path
from gui.single import Lock
assert Lock(Path(sys.argv[1])).take()
print("held", flush=True)
time.sleep(60)
"""


def test_a_second_start_calls_the_first_and_ends_well(tmp_path: Path, qtbot: QtBot) -> None:
    lock = Lock(tmp_path)
    assert lock.take()
    calls = Calls(tmp_path)
    second = QProcess()
    told = QProcessEnvironment.systemEnvironment()
    told.insert("XDG_ACTIVATION_TOKEN", "a-token")
    second.setProcessEnvironment(told)
    with (
        qtbot.waitSignal(second.finished, timeout=30_000),
        qtbot.waitSignal(calls.called, timeout=30_000) as heard,
    ):
        second.start(sys.executable, [str(ROOT / "main.py"), "--data-dir", str(tmp_path)])
    assert heard.args == ["a-token"]
    assert second.exitCode() == 0
    assert not second.readAllStandardError().data()
    assert {path.name for path in tmp_path.iterdir()} == {LOCK_NAME}
    lock.release()


def test_a_killed_evenside_leaves_no_lock(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, cwd=ROOT
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline().strip() == b"held"
        assert not Lock(tmp_path).take()
        first.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
    lock = Lock(tmp_path)
    assert lock.take()
    lock.release()


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\x00\xff garbage \n" * 50,
        f"{os.getpid()}\nevenside\nthis-host\n".encode(),
        b"1\ninit\nthis-host\n",
        b"4711\nevenside\nanother-host.example\n0\n",
    ],
    ids=["empty", "garbage", "own pid", "pid of another program", "other host"],
)
def test_nothing_that_stands_in_the_file_is_believed(tmp_path: Path, text: bytes) -> None:
    (tmp_path / LOCK_NAME).write_bytes(text)
    (tmp_path / CALL_NAME).write_text("a call from before")
    lock = Lock(tmp_path)
    assert lock.take()
    assert not Lock(tmp_path).take()
    assert not (tmp_path / CALL_NAME).exists()
    lock.release()


def test_odd_things_in_its_place_do_not_stop_a_start(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / LOCK_NAME).mkdir()
    assert Lock(tmp_path / "one").take()
    (tmp_path / "two" / LOCK_NAME / "full").mkdir(parents=True)
    assert Lock(tmp_path / "two").take()
    (tmp_path / "three").mkdir()
    (tmp_path / "three" / LOCK_NAME).symlink_to(tmp_path / "nowhere" / "at all")
    assert Lock(tmp_path / "three").take()
    assert Lock(tmp_path / "new" / "folder").take()


def test_each_folder_has_its_own(tmp_path: Path) -> None:
    one, other = Lock(tmp_path / "one"), Lock(tmp_path / "other")
    assert one.take()
    assert other.take()
    one.release()
    other.release()


def test_one_that_does_not_answer_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    lock = Lock(tmp_path)
    assert lock.take()
    assert Lock(tmp_path).call(patience_s=0.1) is Answer.SILENT
    assert not (tmp_path / CALL_NAME).exists()
    lock.release()


def test_one_that_ends_meanwhile_makes_room(tmp_path: Path) -> None:
    lock = Lock(tmp_path)
    assert lock.take()
    late = Lock(tmp_path)
    assert not late.take()
    lock.release()
    assert late.call(patience_s=1.0) is Answer.GONE
    assert not Lock(tmp_path).take()
    late.release()


def test_a_note_with_garbage_calls_without_a_token(tmp_path: Path, qtbot: QtBot) -> None:
    calls = Calls(tmp_path)
    with qtbot.waitSignal(calls.called, timeout=5_000) as heard:
        (tmp_path / CALL_NAME).write_bytes(b"\x1b[31m\xff\x00" * 1000)
    assert heard.args == [""]


@pytest.mark.skipif(os.name == "nt", reason="rights are another matter there")
def test_only_the_person_may_read_what_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    lock = Lock(folder)
    assert lock.take()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / LOCK_NAME).stat().st_mode & 0o777 == 0o600
    lock.release()
