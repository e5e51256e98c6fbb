"""How does a person write their log to a file?"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from core import words
from gui import messages
from gui.coach_values import Failure
from gui.exchange.model import EXPORT, ExchangeModel, Exported
from gui.widgets import Banner, Choice, button, column, label, row

_SAYS = {
    "json": "Your whole log: sets, notes, tests, plans, settings and health answers. Evenside "
    "reads it back to the letter, also on another computer. Keep it to yourself.",
    "csv": "A table of sets and notes for a spreadsheet, a row each, with a column for the side. "
    "Plans, settings, answers and tests don't fit into it.",
}
_KINDS = {"json": "Evenside log", "csv": "CSV table"}


class ExportDialog(QDialog):
    """Everything as JSON, or a table as CSV."""

    def __init__(self, exchange: ExchangeModel, written_by: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export")
        self.setMinimumWidth(560)
        self._exchange, self._written_by = exchange, written_by
        self.form = Choice(
            [("Everything (JSON)", "json"), ("A table (CSV)", "csv")], name="export_form"
        )
        self.form.choose("json")
        self.about = label("", "muted")
        self.bar = QProgressBar()
        self.bar.setAccessibleName("How far the file is written")
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 100)
        self.bar.hide()
        self.says = Banner("info")
        self.says.setObjectName("export_says")
        self.save = button("Save as …", "primary", name="export_save")
        self.close_button = button("Close", name="export_close")
        whole = column(
            label("Export your log", "title"),
            self.form,
            self.about,
            self.bar,
            self.says,
            4,
            row(None, self.close_button, self.save),
            gap=14,
        )
        whole.setContentsMargins(24, 20, 24, 20)
        self.setLayout(whole)
        self.form.chosen.connect(self._on_form)
        self.save.clicked.connect(self._on_save)
        self.close_button.clicked.connect(self.accept)
        exchange.exported.connect(self._on_exported)
        exchange.failed.connect(self._on_failed)
        exchange.went_on.connect(self._on_went_on)
        self._on_form()
        self.save.setFocus()

    def _on_form(self) -> None:
        self.about.setText(_SAYS[self.form.value()])
        self.says.say("")

    def _on_save(self) -> None:
        form = self.form.value()
        day = self._exchange.model.clock.today().isoformat()
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        usual = str(Path(folder) / f"evenside-{day}.{form}")
        path = messages.choose_save_path(self, "Export", usual, _KINDS[form], form)
        if path is None:
            return
        # the ending says what is written: one typed otherwise would be refused, or mean another
        if path.suffix.lower() != f".{form}":
            path = path.with_name(f"{path.name}.{form}")
        self.save.setEnabled(False)
        self.form.setEnabled(False)
        self.says.say("")
        self.bar.setValue(0)
        self.bar.show()
        self._exchange.export(path, written_by=self._written_by)

    def _on_went_on(self, share: float) -> None:
        self.bar.setValue(round(100 * share))

    def _rest(self) -> None:
        self.bar.hide()
        self.save.setEnabled(True)
        self.form.setEnabled(True)

    def _on_exported(self, made: Exported) -> None:
        self._rest()
        said = [f"{words.plural(made.sets, 'set')} written to “{made.path.name}”.", *made.left]
        self.says.say(" ".join(said))
        self.close_button.setFocus()

    def _on_failed(self, failure: Failure) -> None:
        if failure.request == EXPORT:
            self._rest()
            self.says.say(failure.problem.message)

    def reject(self) -> None:
        """Stop what is being written: the old file, if any, stays as it was."""
        self._exchange.stop()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Do the same when the window's own button closes it."""
        self._exchange.stop()
        super().closeEvent(event)
