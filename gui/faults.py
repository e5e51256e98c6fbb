"""What happens when there is a bug? The person is told once, and nothing is lost in silence."""

from __future__ import annotations

import contextlib
import os
import re
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QObject, Qt, Signal

from gui import messages

MOST_BYTES = 200_000
MOST_ALIKE = 20
"""The same fault is written down so often in one run: one in a paint event comes at every frame."""
_CALM = re.compile(
    r'^\s*File "(?:[^"]*[/\\])?(?P<file>[\w.<>-]+)", line (?P<line>\d+) in (?P<place>[\w.<>]+)$'
    r"|^(?P<what>(?:Fatal Python error|Windows fatal exception): [\w :-]{1,80})$"
    r"|^(?P<thread>(?:Current thread|Thread) 0x[0-9a-f]+)"
)
_MOST_LINES = 120
TITLE = "Evenside made a mistake"
TEXT = (
    "Something went wrong in Evenside itself. What was saved is safe in your log. You can "
    "go on; if it happens again, please report it with the text below."
)


class Faults(QObject):
    """Catches what nobody caught: tells it once, and writes where it happened to a file.

    The file holds places in our code, never what was logged.
    """

    happened = Signal(str)

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self._told: dict[str, int] = {}
        self._waiting: list[str] = []
        self._telling = False
        self.quiet = False
        """True while nobody is there to read a box."""
        # never from within a painting or a resizing: a box lets the whole window work on
        self.happened.connect(self._on_happened, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over from Python's own hooks, which a windowed build has nobody to read."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread

    def remove(self) -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def report(self, bug: BaseException) -> None:
        """Report an exception that was caught somewhere else."""
        frames = traceback.extract_tb(bug.__traceback__)
        places = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames]
        text = f"{type(bug).__name__} at " + " < ".join(reversed(places))
        known = self._told[text] = self._told.get(text, 0) + 1
        if known <= MOST_ALIKE:
            with contextlib.suppress(OSError):  # a full disk must not hide the fault itself
                self._write(text)
            if sys.stderr is not None:
                traceback.print_exception(bug)
        if known == 1:
            self._waiting.append(text)
        self.happened.emit(text)

    def _write(self, text: str) -> None:
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        old = self._file.read_text(encoding="utf-8") if self._file.exists() else ""
        with _private(self._file, "w") as out:
            out.write((old + text + "\n")[-MOST_BYTES:])

    def _on_exception(
        self, kind: type[BaseException], bug: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, bug, trace)
            return
        self.report(bug)

    def _on_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.report(args.exc_value)

    def _on_happened(self) -> None:
        self.tell()

    def tell(self) -> None:
        """Tell what has not been told yet, one box after the other."""
        if self._telling:
            return
        self._telling = True
        try:
            while self._waiting:
                text = self._waiting.pop(0)
                if not self.quiet:
                    messages.tell(None, TITLE, TEXT, text)
        finally:
            self._telling = False


class CrashFile:
    """Lets the system write down where the program was when it broke off, for the next start."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "crash.txt"
        self._last = folder / "crash-last.txt"
        self._out: IO[str] | None = None

    def install(self) -> None:
        """Put what the last run left aside, and be ready for this one."""
        import faulthandler

        with contextlib.suppress(OSError):
            if self._file.stat().st_size:
                self._file.replace(self._last)
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._out = _private(self._file, "w")
            faulthandler.enable(self._out)

    def remove(self) -> None:
        """Leave nothing behind: the run ended well."""
        if self._out is None:
            return
        import faulthandler

        faulthandler.disable()
        self._out.close()
        self._out = None
        with contextlib.suppress(OSError):
            self._file.unlink()

    def left_behind(self) -> str:
        """Give what a run before this one left, without folders and names; empty when nothing."""
        try:
            with self._last.open("rb") as file:
                text = file.read(MOST_BYTES).decode("utf-8", errors="replace")
        except OSError:
            return ""
        return calm(text)

    def forget(self) -> None:
        """It was shown: once is enough."""
        with contextlib.suppress(OSError):
            self._last.unlink()


def calm(text: str) -> str:
    """Keep of a crash only what happened and where in the code; whatever else stands there goes.

    Folders go because they hold the person's name.
    """
    kept = []
    for line in text.splitlines():
        found = _CALM.match(line)
        if found is None:
            continue
        if found["file"]:
            kept.append(f"  {found['file']}:{found['line']} {found['place']}")
        else:
            kept.append(found["what"] or found["thread"].rpartition(" ")[0])
    if len(kept) > _MOST_LINES:
        kept[_MOST_LINES:] = ["  ..."]
    return "\n".join(kept)


def _private(path: Path, mode: str) -> IO[str]:
    """Open a file that only its owner may read, whatever the system's usual rights are."""

    def opener(name: str, flags: int) -> int:
        return os.open(name, flags, 0o600)

    made = open(path, mode, encoding="utf-8", opener=opener)  # noqa: SIM115 - Path.open has no opener
    with contextlib.suppress(OSError):
        path.chmod(0o600)
    return made
