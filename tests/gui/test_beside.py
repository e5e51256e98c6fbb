"""The window and its other threads: nothing of Qt's crosses, in order, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from gui.beside import Beside, Came
from tests.gui.holding import held_of_qt

ROOT = Path(__file__).parents[2]


class Told:
    """Notes what came, and in which thread it was told."""

    def __init__(self) -> None:
        self.values: list[object] = []
        self.threads: set[str] = set()

    def __call__(self, came: Came) -> None:
        self.values.append(came.value)
        self.threads.add(threading.current_thread().name)


def _where(number: int) -> tuple[int, str]:
    return number, threading.current_thread().name


def test_work_is_done_in_order_in_its_thread_and_told_in_the_windows(qtbot: QtBot) -> None:
    beside, told = Beside("a-name"), Told()
    beside.do(lambda: "waited for the begin", told)
    beside.begin()
    for n in range(5):
        beside.do(partial(_where, n), told)
    qtbot.waitUntil(lambda: len(told.values) == 6)
    beside.end(lambda: None)
    assert told.values == ["waited for the begin", *((n, "a-name") for n in range(5))]
    assert told.threads == {threading.main_thread().name}


def test_what_comes_while_a_dialog_waits_is_told_behind_it(qtbot: QtBot) -> None:
    """Telling of one thing may open a box that waits; the next thing must not wait for it."""
    beside, told = Beside("a-name"), Told()

    def tell_and_wait(_: Came) -> None:
        qtbot.waitUntil(lambda: bool(told.values))

    beside.begin()
    beside.do(lambda: 1, tell_and_wait)
    beside.do(lambda: 2, told)
    qtbot.waitUntil(lambda: bool(told.values))
    beside.end(lambda: None)
    assert told.values == [2]


def test_the_end_does_what_is_queued_and_tells_no_more(qtbot: QtBot) -> None:
    beside, told, done = Beside("a-name"), Told(), list[int]()
    beside.begin()
    beside.do(lambda: done.append(1), told)
    assert beside.end(lambda: done.append(2)).raised is None
    assert done == [1, 2]
    assert not beside.runs
    assert not told.values


def test_a_last_thing_that_fails_still_ends_the_thread(qtbot: QtBot) -> None:
    beside = Beside("a-name")

    def broken() -> None:
        raise ZeroDivisionError

    beside.begin()
    assert isinstance(beside.end(broken).raised, ZeroDivisionError)
    assert not beside.runs


def test_work_that_holds_something_of_qts_is_found() -> None:
    """The fixture that looks at all work in these tests would see it."""
    something = QObject()
    assert list(held_of_qt(lambda: something.objectName())) == ["QObject"]
    assert list(held_of_qt(something.objectName)) == ["QObject"]
    assert not list(held_of_qt(lambda: 1))


_MANY_STARTS = """
from PySide6.QtCore import QCoreApplication, QObject
from gui.beside import Beside

app = QCoreApplication([])
kept = []
for _ in range(150):
    threads = [Beside("one") for _ in range(8)]
    open_ = set(threads)
    for one in threads:
        one.begin()
        one.do(lambda: 1, lambda came, one=one: open_.discard(one))
    kept.extend(type("New", (QObject,), {}) for _ in range(150))
    while open_:
        app.processEvents()
    for one in threads:
        one.end(lambda: None)
print("all told")
"""


def test_threads_begin_while_the_window_makes_new_types_of_qts() -> None:
    """With signals into a QThread this broke off in one of two or three runs of this size."""
    told = subprocess.run(
        [sys.executable, "-c", _MANY_STARTS], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stdout) == (0, "all told\n"), told.stderr
