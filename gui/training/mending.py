"""How does a set get out of the log and back into it while the workout goes on?"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from core.journal import SetEntry
from gui.coach_model import CoachModel
from gui.coach_values import Failure


class Mending(QObject):
    """One set at a time is taken out or brought back; until that is done everything waits."""

    changed = Signal()
    """It began or ended: what would leave the step has to wait, or is free again."""
    dropped = Signal(object)
    """SetEntry: out of the log, by us or by the history page."""
    returned = Signal(object)
    """SetEntry: back in the log."""

    def __init__(self, model: CoachModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._moving = ""
        """The id of the set that is on its way."""
        self.undone: SetEntry | None = None
        """What can be brought back."""
        model.set_undone.connect(self._on_undone)
        model.set_redone.connect(self._on_redone)
        model.failed.connect(self._on_failed)

    @property
    def busy(self) -> bool:
        """True while a set is on its way."""
        return bool(self._moving)

    def forget(self) -> None:
        """Start anew, for another workout."""
        self._moving, self.undone = "", None

    def undo(self, entry: SetEntry) -> None:
        """Take a set out of the log."""
        self._moving = entry.id
        self.changed.emit()
        self._model.undo(entry)

    def redo(self) -> None:
        """Bring the last one back."""
        if self.undone is not None and not self._moving:
            self._moving = self.undone.id
            self.changed.emit()
            self._model.redo(self.undone)

    def _on_undone(self, entry: SetEntry) -> None:
        self._arrived(entry)
        self.dropped.emit(entry)

    def _on_redone(self, entry: SetEntry) -> None:
        self._arrived(entry)
        self.returned.emit(entry)

    def _arrived(self, entry: SetEntry) -> None:
        if entry.id == self._moving:
            self._moving = ""
            self.changed.emit()

    def _on_failed(self, failure: Failure) -> None:
        if failure.request == "undo" and self._moving:
            self._moving = ""
            self.changed.emit()
