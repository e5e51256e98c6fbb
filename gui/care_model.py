"""How does the window look after the log without waiting for it?"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

# Only names of types: this is there before the window is painted.
if TYPE_CHECKING:
    from pathlib import Path

    from core.care import BackupInfo, Progress, Restored
    from core.coach import Coach
    from core.inventory import Batch
    from gui.coach_model import CoachModel
    from gui.coach_values import Failure

CHORES_AFTER_MS = 2_000
"""Milliseconds after opening: the first page has asked for what it shows by then."""
CHORES_EVERY_MS = 5 * 60_000
NAME = "care"
"""How requests of this model begin in `CoachModel.failed`."""


class CareModel(QObject):
    """Checks, backups and imports behind the worker thread that owns the log."""

    overview_ready = Signal(object)
    """Overview."""
    check_went_on = Signal(object)
    """Progress."""
    checked = Signal(object)
    """Checked: the person asked for it."""
    found_damaged = Signal(object)
    """Checked: nobody asked, and the log is damaged."""
    backed_up = Signal(object)
    """BackupInfo."""
    previewed = Signal(object)
    """Preview."""
    restored = Signal(object)
    """Restored: every page asks again."""
    second_folder_changed = Signal()
    batches_ready = Signal(object)
    """tuple[Batch, ...], newest first."""
    failed = Signal(object)
    """Failure: of a request of this model."""

    def __init__(self, model: CoachModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.clock = model.clock
        self._asked = False
        """True while a check runs that the person asked for."""
        self._first = True
        """True until the check after opening is done."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.do_chores)
        model.opened.connect(self._on_opened)
        model.failed.connect(self._on_failed)

    def _ask(self, name: str, work: Callable[[Coach], Any], done: Callable[[Any], None]) -> None:
        self._model.ask(f"{NAME} {name}", work, done)

    def _on_failed(self, failure: Failure) -> None:
        if failure.request.startswith(NAME):
            if failure.request == f"{NAME} check":
                self._asked = False
            elif failure.request == f"{NAME} chores":
                self._timer.start(CHORES_EVERY_MS)
            self.failed.emit(failure)

    # -- unasked ----------------------------------------------------------------------------------

    def _on_opened(self) -> None:
        self._first = True
        self._timer.start(CHORES_AFTER_MS)

    def do_chores(self) -> None:
        """Bring journal and backups up to date, one short job after the other."""
        if self._model.jobs.busy:
            self._timer.start(CHORES_AFTER_MS)  # the person is first
            return
        self._ask("chores", _chore, self._on_chore)

    def _on_chore(self, more: bool) -> None:  # noqa: FBT001 - an answer
        if more:
            self._ask("chores", _chore, self._on_chore)
            return
        self._timer.start(CHORES_EVERY_MS)
        if self._first and not self._asked:
            self._first = False
            self._check(thorough=False)

    # -- looking ----------------------------------------------------------------------------------

    def load_overview(self) -> None:
        """Ask for `overview_ready`."""
        self._ask("overview", lambda coach: coach.care.overview(), self.overview_ready.emit)

    def check(self) -> None:
        """Look through the whole log: `check_went_on` now and then, `checked` at the end."""
        if not self._asked:
            self._asked = True
            self._check(thorough=True)

    def _check(self, *, thorough: bool) -> None:
        def work(coach: Coach) -> Progress:
            coach.care.start_check(thorough=thorough)
            return coach.care.check_step()

        self._ask("check", work, self._on_step)

    def _on_step(self, progress: Progress) -> None:
        if progress.result is None:
            if self._asked:
                self.check_went_on.emit(progress)
            self._ask("check", lambda coach: coach.care.check_step(), self._on_step)
        elif self._asked:
            self._asked = False
            self.checked.emit(progress.result)
        elif not progress.result.sound:
            self.found_damaged.emit(progress.result)

    # -- backups ----------------------------------------------------------------------------------

    def back_up(self) -> None:
        """Make a backup in short jobs, then `backed_up` and `overview_ready`."""
        self._ask("backup", lambda coach: coach.care.back_up_step(), self._on_backed_up)

    def _on_backed_up(self, info: BackupInfo | None) -> None:
        if info is None:
            self.back_up()
            return
        self.backed_up.emit(info)
        self.load_overview()

    def preview(self, backup: BackupInfo) -> None:
        """Ask for `previewed`."""
        self._ask("preview", lambda coach: coach.care.preview(backup), self.previewed.emit)

    def restore(self, backup: BackupInfo) -> None:
        """Make the log what a backup is, then `restored`, `overview_ready` and the log's news."""
        self._ask("restore", lambda coach: coach.care.restore(backup), self._on_restored)

    def _on_restored(self, done: Restored) -> None:
        self.restored.emit(done)
        self._model.load_profile()
        self._model.log_changed.emit()
        self.load_overview()
        self.load_batches()

    def use_second_folder(self, folder: Path | None) -> None:
        """Choose the second folder or none, then `second_folder_changed` and `overview_ready`."""
        self._ask(
            "second folder",
            lambda coach: coach.care.use_second_folder(folder),
            self._on_second_folder,
        )

    def _on_second_folder(self, _: object) -> None:
        self.second_folder_changed.emit()
        self.load_overview()

    # -- imports ----------------------------------------------------------------------------------

    def load_batches(self) -> None:
        """Ask for `batches_ready`."""
        self._ask("imports", lambda coach: coach.keeper.all_batches(), self.batches_ready.emit)

    def remove_batch(self, batch: Batch) -> None:
        """Take an import back, then `batches_ready` and the log's news."""

        def work(coach: Coach) -> tuple[Batch, ...]:
            from core.exchange.doors import take_back  # what it needs is slow to import

            take_back(coach.keeper, batch.id)
            return coach.keeper.all_batches()

        self._ask("imports", work, self._on_batches_changed)

    def restore_batch(self, batch: Batch) -> None:
        """Bring an import back, then `batches_ready` and the log's news."""

        def work(coach: Coach) -> tuple[Batch, ...]:
            from core.exchange.doors import bring_back

            bring_back(coach.keeper, batch.id)
            return coach.keeper.all_batches()

        self._ask("imports", work, self._on_batches_changed)

    def _on_batches_changed(self, batches: object) -> None:
        self.batches_ready.emit(batches)
        self._model.load_profile()
        self._model.log_changed.emit()
        self.load_overview()


def _chore(coach: Coach) -> bool:
    return coach.care.chore()
