"""From where do people get to paper: one way to the dialog, whoever asks for it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui import messages

# The dialog and the domain come late: the desk is made with the window.
if TYPE_CHECKING:
    from core.answers import Edited
    from core.routine import Routine
    from gui.coach_model import CoachModel
    from gui.figure.studio import Studio


class PaperDesk(QObject):
    """Opens the dialog with the report or the routine; it knows the routine that is open."""

    def __init__(self, model: CoachModel, studio: Studio, window: QWidget) -> None:
        super().__init__(window)
        self._model = model
        self._studio = studio
        self._window = window
        self._routine: Routine | None = None
        model.routine_ready.connect(self._on_routine)
        model.routine_edited.connect(self._on_edited)

    def _on_routine(self, routine: Routine) -> None:
        self._routine = routine

    def _on_edited(self, edited: Edited) -> None:
        self._routine = edited.routine

    def open_report(self) -> None:
        """Show the report for a physiotherapist."""
        self._open(report=True)

    def open_routine(self) -> None:
        """Show the routine that is open, to print it."""
        self._open(report=False)

    def _open(self, *, report: bool) -> None:
        from gui.report.dialog import PaperDialog

        messages.open_dialog(
            PaperDialog(
                self._model, self._studio, self._window, routine=self._routine, report=report
            )
        )
