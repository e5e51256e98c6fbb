"""Is Evenside open on this folder already?

The lock belongs to the running process, not to what is written in a file: the system takes it back
when the process ends in any way, so there is no stale lock, and nothing in the file is believed.
Whoever writes the log has it: the window, and an import without a window.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

LOCK_NAME = "evenside.lock"
CALL_NAME = "evenside.call"


class Lock:
    """The right to be the only Evenside on a folder, until the process ends."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._handle: int | None = None

    def take(self) -> bool:
        """Take the lock; False when another process has it.

        Where it can't be had for any other reason (a read-only folder, a disk without locks), the
        start goes on: the log has its own protection, and says plainly when it can't be written.
        """
        path = self.folder / LOCK_NAME
        with contextlib.suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
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
            (self.folder / CALL_NAME).unlink()  # meant for somebody who is gone
        return True

    def release(self) -> None:
        """Give the lock back; ending the process does it, too."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


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
