"""How does the window rescue a log that can't be opened, without waiting for it?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from gui.jobs import Job

if TYPE_CHECKING:
    from pathlib import Path

    from core.care import BackupInfo, Contents, Rescue
    from core.errors import Problem
    from gui.coach_model import CoachModel


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be put in the place of a log that can't be opened."""

    backups: tuple[BackupInfo, ...]
    journal: Contents | None


@dataclass(frozen=True, slots=True)
class Rescued:
    """What has taken the log's place, in words."""

    says: str


class RescueModel(QObject):
    """What can be done while the log is refused, in the thread that will own it."""

    choices_ready = Signal(object)
    """Choices."""
    previewed = Signal(object)
    """Preview."""
    rescued = Signal(object)
    """Rescued: the log is opened anew."""
    failed = Signal(object)
    """Problem."""

    def __init__(
        self, model: CoachModel, rescue: Callable[[], Rescue], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._rescue = rescue
        self.clock = model.clock

    def _do(self, work: Callable[[Rescue], Any], done: Callable[[Any], None]) -> None:
        rescue = self._rescue
        self._model.jobs.submit(Job(lambda: work(rescue()), done, self._on_failed))

    def _on_failed(self, problem: Problem) -> None:
        self.failed.emit(problem)

    def load_choices(self) -> None:
        """Ask for `choices_ready`."""
        self._do(lambda r: Choices(r.backups(), r.journal()), self.choices_ready.emit)

    def preview(self, backup: BackupInfo) -> None:
        """Ask for `previewed`."""
        self._do(lambda rescue: rescue.preview(backup), self.previewed.emit)

    def restore(self, backup: BackupInfo) -> None:
        """Put a backup in the log's place, then `rescued`, and open it."""

        def work(rescue: Rescue) -> Rescued:
            done = rescue.restore(backup)
            return Rescued(f"The backup is your log now.{_kept(done.kept)}")

        self._do(work, self._on_rescued)

    def rebuild(self) -> None:
        """Make the log anew from the journal, then `rescued`, and open it."""

        def work(rescue: Rescue) -> Rescued:
            held = rescue.rebuild()
            return Rescued(f"Your log was made anew from the journal: {held.words}.")

        self._do(work, self._on_rescued)

    def choose(self, file: Path) -> None:
        """Copy another log here, then `rescued`, and open it."""

        def work(rescue: Rescue) -> Rescued:
            held = rescue.choose(file)
            return Rescued(
                f"A copy of the file you chose is your log now: {held.words}. The file itself "
                "stays where it is."
            )

        self._do(work, self._on_rescued)

    def start_new(self) -> None:
        """Put aside what is there and begin an empty log, then `rescued`, and open it."""
        self._do(
            lambda rescue: Rescued(f"Your new log is empty.{_kept(rescue.start_new())}"),
            self._on_rescued,
        )

    def try_again(self) -> None:
        """Open the log once more."""
        self._model.open()

    def _on_rescued(self, done: Rescued) -> None:
        self.rescued.emit(done)
        self._model.open()


def _kept(name: str) -> str:
    return f" What was there before is kept beside it as “{name}”." if name else ""
