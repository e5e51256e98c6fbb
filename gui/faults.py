"""What happens when there is a bug? The person is told once, and nothing is lost in silence."""

from __future__ import annotations

import contextlib
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from gui import messages

MOST_BYTES = 200_000


class Faults(QObject):
    """Catches what nobody caught: tells it once, and writes where it happened to a file.

    The file holds places in our code, never what was logged.
    """

    happened = Signal(str)

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self._told: set[str] = set()
        self.quiet = False
        """True while nobody is there to read a box."""
        self.happened.connect(self._tell)

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
        with contextlib.suppress(OSError):  # a full disk must not hide the fault itself
            self._write(text)
        if sys.stderr is not None:
            traceback.print_exception(bug)
        self.happened.emit(text)

    def _write(self, text: str) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        old = self._file.read_text(encoding="utf-8") if self._file.exists() else ""
        self._file.write_text((old + text + "\n")[-MOST_BYTES:], encoding="utf-8")

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

    def _tell(self, text: str) -> None:
        if text in self._told or self.quiet:
            return
        self._told.add(text)
        messages.tell(
            None,
            "Evenside made a mistake",
            "Something went wrong in Evenside itself. What was saved is safe in your log. You can "
            "go on; if it happens again, please report it with the text below.",
            text,
        )
