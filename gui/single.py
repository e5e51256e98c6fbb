"""Is Evenside open on this folder already, and how is its window brought to the front?

The lock belongs to the running process, not to what is written in a file: the system takes it back
when the process ends in any way, so there is no stale lock, and nothing in the file is believed.
The second start leaves a note in the folder; the first one watches for it. No socket, no network.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

LOCK_NAME = "evenside.lock"
CALL_NAME = "evenside.call"
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


class Lock:
    """The right to be the only Evenside on a folder, until the process ends."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._handle: int | None = None

    def take(self) -> bool:
        """Take the lock; False when another process has it.

        Where it can't be had for any other reason (a read-only folder, a disk without locks), the
        start goes on: the log has its own protection, and says plainly when it can't be written.
        """
        path = self._folder / LOCK_NAME
        with contextlib.suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with contextlib.suppress(OSError):
            path.rmdir()  # an empty folder in the lock's place
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            return True
        try:
            held = _hold(handle)
        except OSError:
            held = True
        if not held:
            os.close(handle)
            return False
        self._handle = handle
        with contextlib.suppress(OSError):
            (self._folder / CALL_NAME).unlink()  # meant for somebody who is gone
        return True

    def call(self, patience_s: float = PATIENCE_S) -> Answer:
        """Ask the process that has the lock to show its window, and wait until it has heard."""
        note = self._folder / CALL_NAME
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

    def release(self) -> None:
        """Give the lock back; ending the process does it, too."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


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


if sys.platform == "win32":
    import msvcrt

    def _hold(handle: int) -> bool:
        """Lock the file's first byte, which need not exist."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def _hold(handle: int) -> bool:
        """Lock the whole file; on Linux and macOS this is bound to the open file."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
