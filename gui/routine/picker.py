"""Which other exercise shall take the place?"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QWidget

from core.answers import Option
from core.catalog import Catalog
from gui.widgets import button, column, label, row

_ID = int(Qt.ItemDataRole.UserRole) + 1


class ExercisePicker(QDialog):
    """A list of exercises to swap for or to add, with a field that narrows it."""

    picked = Signal(str)
    """Exercise id."""

    def __init__(
        self, title: str, says: str, options: tuple[Option, ...], catalog: Catalog, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setObjectName("picker")
        self.resize(520, 520)
        self._field = QLineEdit()
        self._field.setPlaceholderText("Narrow the list")
        self._field.setAccessibleName("Narrow the list")
        self._field.textChanged.connect(self._on_text)
        self._model = QStandardItemModel(self)
        for option in options:
            exercise = catalog.get(option.exercise_id)
            item = QStandardItem(f"{option.name}\n{exercise.kind.value} · {option.why}")
            item.setData(option.exercise_id, _ID)
            item.setEditable(False)
            item.setSizeHint(QSize(0, 52))
            self._model.appendRow(item)
        self.list = QListView()
        self.list.setObjectName("options")
        self.list.setModel(self._model)
        self.list.setWordWrap(True)
        self.list.setAccessibleName("Exercises that fit")
        self.list.activated.connect(self._on_activated)
        if options:
            self.list.setCurrentIndex(self._model.index(0, 0))
        take = self._take = button("Take this one", "primary", name="take")
        take.setEnabled(bool(options))
        take.clicked.connect(self._on_take)
        self._field.returnPressed.connect(self._on_take)
        cancel = button("Cancel")
        cancel.clicked.connect(self.reject)
        nothing = "Nothing else fits with what you have and what you left out."
        content = column(
            label(title, "heading"),
            label(says if options else nothing, "muted"),
            self._field,
            self.list,
            row(None, cancel, take),
        )
        content.setContentsMargins(20, 18, 20, 18)
        self.setLayout(content)

    def _on_text(self, text: str) -> None:
        wanted = text.casefold().split()
        for i in range(self._model.rowCount()):
            said = self._model.item(i).text().casefold()
            self.list.setRowHidden(i, not all(word in said for word in wanted))
        rows = [i for i in range(self._model.rowCount()) if not self.list.isRowHidden(i)]
        self._take.setEnabled(bool(rows))
        if rows and self.list.currentIndex().row() not in rows:
            self.list.setCurrentIndex(self._model.index(rows[0], 0))

    def _on_activated(self, index: QModelIndex) -> None:
        self.picked.emit(str(index.data(_ID)))
        self.accept()

    def _on_take(self) -> None:
        index = self.list.currentIndex()
        if index.isValid() and not self.list.isRowHidden(index.row()):
            self._on_activated(index)
