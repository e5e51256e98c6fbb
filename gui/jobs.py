"""How does slow work run beside the window, in order, on the one thread that owns the database?"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from core.errors import Problem
from gui.beside import Beside, Came
from gui.garbage import Garbage

MISTAKE = "Evenside made a mistake here. What was saved is safe; please try again."


class Job:
    """Work for the log's thread, and what the window does with its outcome.

    The work must not hold anything of Qt's (gui/beside.py says why); the outcome may.
    """

    __slots__ = ("done", "failed", "work")

    def __init__(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Problem], None],
    ) -> None:
        self.work = work
        self.done = done
        self.failed = failed


class Jobs(QObject):
    """The log's thread. `done` and `failed` are called in the window's thread."""

    busy_changed = Signal(bool)
    crashed = Signal(object)
    """A bug: the exception. Whoever asked has been told that nothing came of it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = 0
        self._beside = Beside("evenside-log", self)
        self._garbage = Garbage(self)
        self._garbage.start()
        self._beside.begin()

    @property
    def busy(self) -> bool:
        """True while a job is under way or waiting."""
        return self._open > 0

    def submit(self, job: Job) -> None:
        """Queue a job behind the others."""
        self._open += 1
        if self._open == 1:
            self.busy_changed.emit(True)  # noqa: FBT003 - a signal has no keywords
        self._beside.do(job.work, partial(self._on_came, job))

    def _on_came(self, job: Job, came: Came) -> None:
        self._open -= 1
        if self._open == 0:
            self.busy_changed.emit(False)  # noqa: FBT003 - a signal has no keywords
        if came.raised is None:
            job.done(came.value)
        elif isinstance(came.raised, Problem):
            job.failed(came.raised)
        else:
            try:
                job.failed(Problem(MISTAKE))
            finally:
                self.crashed.emit(came.raised)

    def finish(self, last: Callable[[], None]) -> None:
        """Finish what is queued, do one last thing in the thread, then end it.

        Outcomes that arrive after this are not delivered any more; a bug in the last thing is
        reported.
        """
        if not self._beside.runs:
            return
        came = self._beside.end(last)
        self._open = 0
        self._garbage.stop()
        if came.raised is not None:
            self.crashed.emit(came.raised)
