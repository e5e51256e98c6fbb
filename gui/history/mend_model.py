"""How does the history ask the coach to take things back and to merge?"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from core.coach import Coach
from core.journal import SetEntry
from core.mending import Change, Mended
from gui.coach_model import CoachModel


class MendModel(QObject):
    """Requests and answers about mending; what fails comes by `CoachModel.failed` as "mend"."""

    mended_ready = Signal(object)
    """Mended."""
    preview_ready = Signal(object)
    """MergePreview."""
    merged = Signal(object)
    """Change: the merge is on disk."""
    taken_back = Signal(object)
    """Change."""
    brought_back = Signal(object)
    """SetEntry."""

    def __init__(self, model: CoachModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.coach = model

    def load(self) -> None:
        """Ask for `mended_ready`."""

        def work(coach: Coach) -> Mended:
            return coach.mending.mended()

        self.coach.ask("mend", work, self.mended_ready.emit)

    def preview(self, old: str, new: str) -> None:
        """Ask for `preview_ready`."""
        today = self.coach.clock.today()
        self.coach.ask(
            "mend",
            lambda c: c.mending.preview(old, new, today=today),
            self.preview_ready.emit,
        )

    def merge(self, old: str, new: str) -> None:
        """Merge, then `merged` and `log_changed`."""
        today, now = self.coach.clock.today(), self.coach.clock.now()
        self.coach.ask(
            "mend", lambda c: c.mending.merge(old, new, today=today, now=now), self._on_merged
        )

    def take_back(self, change: Change) -> None:
        """Undo an edit or a merge, then `taken_back` and `log_changed`."""
        self.coach.ask("mend", lambda c: c.mending.take_back(change.id), self._on_taken_back)

    def bring_back(self, entry: SetEntry) -> None:
        """Bring a removed set back, then `brought_back` and `log_changed`."""
        self.coach.ask("mend", lambda c: c.redo(entry), self._on_brought_back)

    def _on_merged(self, change: object) -> None:
        self.merged.emit(change)
        self.coach.log_changed.emit()

    def _on_taken_back(self, change: object) -> None:
        self.taken_back.emit(change)
        self.coach.log_changed.emit()

    def _on_brought_back(self, entry: object) -> None:
        self.brought_back.emit(entry)
        self.coach.log_changed.emit()
