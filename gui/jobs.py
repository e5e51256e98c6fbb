"""How does slow work run beside the window, in order, on the one thread that owns the database?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from core.errors import Problem
from gui.garbage import Garbage

MISTAKE = "Evenside made a mistake here. What was saved is safe; please try again."


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """Work for the worker, and what the window does with its outcome."""

    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[Problem], None]


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What came of a job: a value, a problem for the person, or a bug."""

    job: Job
    value: Any = None
    problem: Problem | None = None
    bug: Exception | None = None


class _Worker(QObject):
    """Lives in the worker thread and does one job after the other."""

    finished = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.last: Callable[[], None] | None = None

    @Slot()
    def end(self) -> None:
        if self.last is not None:
            self.last()
        self.thread().quit()

    @Slot(object)
    def run(self, job: Job) -> None:
        try:
            outcome = Outcome(job, value=job.work())
        except Problem as problem:
            outcome = Outcome(job, problem=problem)
        except Exception as bug:  # noqa: BLE001 - handed over to the window, which reports it
            outcome = Outcome(job, bug=bug)
        self.finished.emit(outcome)


class Jobs(QObject):
    """One worker thread. `done` and `failed` are called in the window's thread."""

    _submitted = Signal(object)
    _ended = Signal()
    busy_changed = Signal(bool)
    crashed = Signal(object)
    """A bug: the exception. Whoever asked has been told that nothing came of it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = 0
        self._thread = QThread()
        self._thread.setObjectName("evenside-log")
        self._worker = _Worker()
        self._worker.moveToThread(self._thread)
        self._submitted.connect(self._worker.run, Qt.ConnectionType.QueuedConnection)
        self._garbage = Garbage(self)
        self._garbage.start()
        self._ended.connect(self._worker.end, Qt.ConnectionType.QueuedConnection)
        self._worker.finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """True while a job is under way or waiting."""
        return self._open > 0

    def submit(self, job: Job) -> None:
        """Queue a job behind the others."""
        self._open += 1
        if self._open == 1:
            self.busy_changed.emit(True)  # noqa: FBT003 - a signal has no keywords
        self._submitted.emit(job)

    def _on_finished(self, outcome: Outcome) -> None:
        self._open -= 1
        if self._open == 0:
            self.busy_changed.emit(False)  # noqa: FBT003 - a signal has no keywords
        if outcome.bug is not None:
            try:
                outcome.job.failed(Problem(MISTAKE))
            finally:
                self.crashed.emit(outcome.bug)
        elif outcome.problem is not None:
            outcome.job.failed(outcome.problem)
        else:
            outcome.job.done(outcome.value)

    def finish(self, last: Callable[[], None]) -> None:
        """Finish what is queued, do one last thing in the thread, then end it.

        Outcomes that arrive after this are not delivered any more.
        """
        if not self._thread.isRunning():
            return
        self._worker.finished.disconnect(self._on_finished)
        self._worker.last = last
        self._ended.emit()
        self._thread.wait()
        self._open = 0
        self._garbage.stop()
