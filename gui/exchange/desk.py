"""Where do files arrive in the window, and who is told about them?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QWidget

from gui import messages
from gui.care_model import CareModel
from gui.coach_model import CoachModel
from gui.settings.data import DataSection

if TYPE_CHECKING:
    from gui.exchange.model import ExchangeModel


class ExchangeDesk(QObject):
    """Opens the dialogs for a file that was chosen, or dropped anywhere on the window."""

    def __init__(
        self,
        window: QWidget,
        model: CoachModel,
        care: CareModel,
        data: DataSection,
        version: str,
        *,
        is_open: bool = False,
    ) -> None:
        super().__init__(window)
        self._window, self._model, self._care = window, model, care
        self._version = version
        self._exchange: ExchangeModel | None = None
        self._dialog: QDialog | None = None
        self._dropped: Path | None = None
        self._is_open = is_open
        data.import_wanted.connect(self.choose)
        data.export_wanted.connect(self.open_export)
        data.offer_exchange()
        model.opened.connect(self._on_opened)
        model.refused.connect(self._on_refused)
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._on_dropped)

    def _on_opened(self) -> None:
        self._is_open = True

    def _on_refused(self) -> None:
        self._is_open = False

    def _model_now(self) -> ExchangeModel:
        """Make the model when it is first wanted: matching names takes a while to import."""
        if self._exchange is None:
            from gui.exchange.model import ExchangeModel

            self._exchange = ExchangeModel(self._model, self)
            self._exchange.brought.connect(self._on_changed)
            self._exchange.taken_back.connect(self._on_changed)
        return self._exchange

    def _on_changed(self) -> None:
        self._care.load_batches()
        self._care.load_overview()

    # -- dialogs ----------------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for a file to bring in."""
        path = messages.ask_import(self._window, "Bring in a file")
        if path is not None:
            self.open_import(path)

    def open_import(self, path: Path) -> None:
        """Look at a file, and bring it in if the person wants it."""
        from gui.exchange.import_dialog import ImportDialog

        self._show(ImportDialog(self._model_now(), path, self._window))

    def open_export(self) -> None:
        """Ask for what to write, and write it."""
        from gui.exchange.export_dialog import ExportDialog

        by = f"Evenside {self._version}"
        self._show(ExportDialog(self._model_now(), by, self._window))

    def _show(self, dialog: QDialog) -> None:
        self._dialog = dialog
        dialog.finished.connect(self._on_finished)
        messages.open_dialog(dialog)

    def _on_finished(self) -> None:
        self._dialog = None

    # -- dropping ---------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a single file that is dropped on the window."""
        if isinstance(event, QDragEnterEvent) or (
            isinstance(event, QDropEvent) and event.type() is QEvent.Type.Drop
        ):
            path = _file_of(event)
            if path is None or not self._is_open or self._dialog is not None:
                return super().eventFilter(watched, event)
            event.acceptProposedAction()
            if event.type() is QEvent.Type.Drop:
                # after the other program has its answer: a dialog must not keep it waiting
                self._dropped = path
                self._later.start(0)
            return True
        return super().eventFilter(watched, event)

    def _on_dropped(self) -> None:
        if self._dropped is not None and self._dialog is None:
            self.open_import(self._dropped)
        self._dropped = None


def _file_of(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    return Path(urls[0].toLocalFile())
