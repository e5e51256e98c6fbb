"""Is Evenside open on this folder already, and how is its window brought to the front?

The lock is `core.alone`'s. The second start leaves a note in the folder; the first one watches for
it. No socket, no network.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from core.alone import CALL_NAME as CALL_NAME
from core.alone import LOCK_NAME as LOCK_NAME
from core.alone import Lock as Alone

PATIENCE_S = 5.0
_LOOK_EVERY_S = 0.02
_LONGEST_TOKEN = 512
_TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")


class Answer(Enum):
    """What came of calling the other window."""

    CAME = "came"
    GONE = "gone"
    """It has ended meanwhile: the lock is ours now."""
    SILENT = "silent"


class Lock(Alone):
    """The right to be the only Evenside on a folder, and a voice for who has it."""

    def call(self, patience_s: float = PATIENCE_S) -> Answer:
        """Ask the process that has the lock to show its window, and wait until it has heard."""
        note = self.folder / CALL_NAME
        fresh = note.with_name(f"{CALL_NAME}.{os.getpid()}")
        token = next((os.environ[name] for name in _TOKENS if os.environ.get(name)), "")
        let_others_come_forward()
        try:
            fresh.write_text(token[:_LONGEST_TOKEN], encoding="utf-8")
            fresh.replace(note)
        except OSError:
            return Answer.SILENT
        for _ in range(max(1, round(patience_s / _LOOK_EVERY_S))):
            if not note.exists():
                return Answer.CAME
            if self.take():
                return Answer.GONE
            time.sleep(_LOOK_EVERY_S)
        with contextlib.suppress(OSError):
            note.unlink()
        return Answer.SILENT


class Calls(QObject):
    """Hears when another start asks for the window."""

    called = Signal(str)
    """What the desktop gave the other start to come to the front with, or empty."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._note = folder / CALL_NAME
        self._watcher = QFileSystemWatcher([str(folder)], self)
        self._watcher.directoryChanged.connect(self.look)

    def stop(self) -> None:
        """Let go of the folder, so that it can be removed."""
        watched = self._watcher.directories()
        if watched:
            self._watcher.removePaths(watched)

    def look(self) -> None:
        """Hear a call that came before; later ones are heard without asking."""
        try:
            with self._note.open("rb") as note:
                token = note.read(_LONGEST_TOKEN).decode("ascii", errors="ignore")
            self._note.unlink()
        except OSError:
            return
        self.called.emit(token if token.isprintable() else "")


def let_others_come_forward() -> None:
    """Windows lets only the process that the person just started hand over the front."""
    if sys.platform == "win32":
        import ctypes

        any_process = -1
        with contextlib.suppress(AttributeError, OSError):
            ctypes.windll.user32.AllowSetForegroundWindow(any_process)
