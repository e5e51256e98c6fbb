"""Does a fault in what Qt calls by itself stay where it is, told once, from start to end?"""

from __future__ import annotations

import importlib
import inspect
import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QLayout, QMainWindow, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

import gui
from core.opening import LOG_NAME
from gui.guard import USUAL, guarded

ROOT = Path(__file__).resolve().parents[2]
CLOSES = """
import sys
from gui import messages
told = []
messages.tell = lambda _, title, text, detail="": told.append(title)
import main
from gui.app import App
from gui.main_window import MainWindow
from gui.guard import guarded
from PySide6.QtCore import QTimer

def wrong(self, event):
    raise RuntimeError("planted")

plain = App.start

def start(self):
    plain(self)
    self.looks = QTimer(self)
    self.looks.timeout.connect(lambda: self.window.rail.isEnabled() and self.window.close())
    self.looks.start(50)

MainWindow.closeEvent = guarded(MainWindow, "closeEvent", wrong)
App.start = start
code = main.main(["--data-dir", sys.argv[1]])
print(code, told)
"""


class Table(QTableWidget):
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        raise ValueError("resize")

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        raise ValueError("hint")


class Window(QMainWindow):
    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        raise ValueError("close")


class Flow(QLayout):
    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        raise ValueError("pure")


class Filter(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        raise ValueError("filter")


def guard(owner: type, *names: str) -> None:
    for name in names:
        method = vars(owner)[name]
        setattr(owner, name, guarded(owner, name, getattr(method, "guards", method)))


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    heard: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda _, bug, __: heard.append(str(bug)))
    return heard


def test_what_made_qt_call_goes_on(qtbot: QtBot, told: list[str]) -> None:
    guard(Table, "resizeEvent", "sizeHint")
    window, table = QMainWindow(), Table()
    qtbot.addWidget(window)
    window.setCentralWidget(table)
    window.show()
    window.resize(700, 500)
    assert "resize" in told
    assert table.sizeHint() == QTableWidget.sizeHint(table)
    assert told[-1] == "hint"


def test_a_window_still_closes(qtbot: QtBot, told: list[str]) -> None:
    guard(Window, "closeEvent")
    window = Window()
    qtbot.addWidget(window)
    window.show()
    assert window.close()
    assert not window.isVisible()
    assert told == ["close"]


def test_where_qt_has_no_answer_there_is_a_usual_one(qtbot: QtBot, told: list[str]) -> None:
    guard(Flow, "sizeHint")
    guard(Filter, "eventFilter")
    widget = QWidget()
    qtbot.addWidget(widget)
    assert Flow.sizeHint(Flow.__new__(Flow)) == QSize()
    seen = Filter()
    widget.installEventFilter(seen)
    widget.show()
    widget.removeEventFilter(seen)
    assert set(told) == {"pure", "filter"}


def test_ctrl_c_is_no_fault(told: list[str]) -> None:
    def stopped(_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        guarded(QWidget, "sizeHint", stopped)(None)
    assert not told


def test_every_method_that_qt_calls_is_guarded() -> None:
    """In a process of its own: what was imported before the app has no guard."""
    code = (
        "import gui.app, importlib, pkgutil, gui\n"
        "from PySide6.QtCore import QObject\n"
        "from gui.guard import USUAL\n"
        "for found in pkgutil.walk_packages(gui.__path__, 'gui.'):\n"
        "    module = importlib.import_module(found.name)\n"
        "    for one in vars(module).values():\n"
        "        if isinstance(one, type) and issubclass(one, QObject):\n"
        "            if one.__module__ == found.name:\n"
        "                for name in USUAL.keys() & vars(one).keys():\n"
        "                    method = vars(one)[name]\n"
        "                    if callable(method) and not hasattr(method, 'guards'):\n"
        "                        print(found.name, one.__name__, name)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=True,
        timeout=120,
    )
    assert done.stdout == ""


def test_the_list_of_what_qt_calls_is_whole() -> None:
    """Whatever a class of ours overrides of Qt's with a name for an event or a size is in it."""
    missing = set()
    for found in pkgutil.walk_packages(gui.__path__, "gui."):
        for _, one in inspect.getmembers(importlib.import_module(found.name), inspect.isclass):
            if one.__module__ != found.name or not issubclass(one, QObject):
                continue
            for name in vars(one):
                named = name.endswith(("Event", "Hint", "ForWidth")) and not name.startswith("_")
                if named and hasattr(super(one, one), name) and name not in USUAL:
                    missing.add(f"{one.__name__}.{name}")
    assert not missing


def test_a_fault_while_closing_is_told_and_the_log_is_closed(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CLOSES, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        timeout=120,
        check=False,
    )
    assert done.stdout.strip() == "0 ['Evenside made a mistake']", done.stderr
    assert (tmp_path / LOG_NAME).exists()
    assert not (tmp_path / f"{LOG_NAME}-wal").exists()
