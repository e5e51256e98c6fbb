"""Is every bug told once, is every crash shown at the next start, and is nobody's secret in it?"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui import messages
from gui.crash_dialog import CrashDialog
from gui.faults import MOST_ALIKE, CrashFile, Faults, calm
from gui.versions import versions
from tests.gui.conftest import Hands

ROOT = Path(__file__).resolve().parents[2]
CRASH = """
import sys
from pathlib import Path
from gui.faults import CrashFile
crash = CrashFile(Path(sys.argv[1]))
crash.install()

def secret_note_of_mia():
    import faulthandler
    faulthandler._sigsegv()

secret_note_of_mia()
"""
CANARY = "my knee hurts since Tuesday"


def crash_in(folder: Path) -> None:
    """Break off in a child process, with its faults going into a folder."""
    done = subprocess.run(
        [sys.executable, "-c", CRASH, str(folder)], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode != 0
    assert "Segmentation" in (folder / "crash.txt").read_text(encoding="utf-8") or os.name == "nt"


def test_a_crash_is_shown_at_the_next_start_and_only_there(
    start: Callable[..., Hands], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash_in(tmp_path)
    monkeypatch.setattr(Faults, "quiet", False, raising=False)
    hands = start()
    app = hands.app
    app.crash.install()
    app.faults.quiet = False
    app._on_came_up()
    dialog = hands.dialog()
    assert isinstance(dialog, CrashDialog)
    text = dialog.findChild(QPlainTextEdit, "crash_text")
    assert text is not None
    shown = text.toPlainText()
    assert shown.startswith("Evenside 0\nPython ")
    assert "secret_note_of_mia" in shown  # a place in the code
    assert str(tmp_path) not in shown
    assert str(Path.home()) not in shown
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    copy = dialog.findChild(QPushButton, "crash_copy")
    hands.click(copy)  # type: ignore[arg-type]
    assert clipboard.text() == shown
    hands.press("crash_close")
    hands.wait(lambda: not dialog.isVisible())
    assert not app.crash.left_behind()
    app._on_came_up()
    assert not [w for w in app.window.findChildren(CrashDialog) if w.isVisible()]


def test_an_end_that_went_well_leaves_nothing(tmp_path: Path) -> None:
    crash = CrashFile(tmp_path)
    crash.install()
    assert (tmp_path / "crash.txt").exists()
    crash.remove()
    assert list(tmp_path.iterdir()) == []


def test_a_crash_that_nobody_saw_waits_for_the_start_after(tmp_path: Path) -> None:
    crash_in(tmp_path)
    first = CrashFile(tmp_path)
    first.install()
    first.remove()
    again = CrashFile(tmp_path)
    again.install()
    again.remove()
    assert "secret_note_of_mia" in again.left_behind()


def test_only_what_happened_and_where_is_kept() -> None:
    raw = (
        "Fatal Python error: Segmentation fault\n\n"
        "Current thread 0x00007f1c2b7c6740 (most recent call first):\n"
        '  File "/home/mia/Müller GmbH/evenside/gui/app.py", line 12 in run\n'
        '  File "C:\\Users\\Mia Müller\\gui\\jobs.py", line 7 in <module>\n'
        f"  note = '{CANARY}'\n"
        "Extension modules: numpy (total: 1)\n"
    )
    assert calm(raw) == (
        "Fatal Python error: Segmentation fault\nCurrent thread\n  app.py:12 run\n"
        "  jobs.py:7 <module>"
    )


@given(st.lists(st.text(max_size=60), max_size=20))
def test_no_other_line_gets_through(lines: list[str]) -> None:
    kept = calm("\n".join(f"{line} {CANARY}" for line in lines))
    assert CANARY not in kept
    assert "mia" not in calm(
        "\n".join(f'File "/home/mia/{line}/x.py", line 3 in f' for line in lines)
    )


def test_a_very_long_crash_is_cut(tmp_path: Path) -> None:
    (tmp_path / "crash-last.txt").write_text('  File "a.py", line 1 in f\n' * 5000)
    assert len(CrashFile(tmp_path).left_behind().splitlines()) <= 121


class Broken(QLabel):
    """Raises whenever it is painted, and wants to be painted again."""

    def __init__(self, loop: QEventLoop) -> None:
        super().__init__("x")
        self._loop = loop
        self._times = 0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Raise."""
        self._times += 1
        if self._times > MOST_ALIKE + 10:
            self.hide()
            self._loop.quit()
            return
        QTimer.singleShot(0, self.update)
        raise ZeroDivisionError(CANARY)


def test_a_fault_at_every_frame_is_told_once_and_written_a_few_times(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def tell(parent: QWidget | None, title: str, text: str, detail: str = "") -> None:
        told.append(detail)

    monkeypatch.setattr(messages, "tell", tell)
    monkeypatch.setattr(sys, "stderr", None)
    faults = Faults(tmp_path / "faults.txt")
    faults.install()
    loop = QEventLoop()
    broken = Broken(loop)
    qtbot.addWidget(broken)
    QTimer.singleShot(0, broken.show)
    QTimer.singleShot(20_000, loop.quit)
    loop.exec()
    faults.remove()
    assert len(told) == 1
    assert "ZeroDivisionError at test_faults.py" in told[0]
    lines = (tmp_path / "faults.txt").read_text(encoding="utf-8").splitlines()
    assert 0 < len(lines) <= MOST_ALIKE
    assert CANARY not in "\n".join([*lines, *told])
    if os.name != "nt":
        assert (tmp_path / "faults.txt").stat().st_mode & 0o777 == 0o600


def test_a_fault_in_a_timer_holds_nothing_up(
    start: Callable[..., Hands], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = start()
    heard: list[str] = []
    hands.app.faults.happened.connect(heard.append)
    monkeypatch.setattr(sys, "stderr", None)

    def broken() -> None:
        raise KeyError(CANARY)

    hands.app.faults.install()
    QTimer.singleShot(0, broken)
    hands.wait(lambda: bool(heard))
    hands.app.faults.remove()
    hands.app.model.save_profile(hands.app.window.body.panel._profile)
    hands.settle()
    assert CANARY not in heard[0]


def test_the_versions_for_a_report_hold_every_library_and_nobody() -> None:
    said = versions("1.2.3")
    for name in (
        "Python",
        "Qt",
        "PySide6",
        "SQLite",
        "SQLAlchemy",
        "Alembic",
        "pyqtgraph",
        "NumPy",
    ):
        assert f"\n{name} " in said
    assert "does not load" not in said
    assert str(Path.home()) not in said
