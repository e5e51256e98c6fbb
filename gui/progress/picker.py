"""How does a person find the exercise whose graph they want?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from core.catalog import Exercise
from gui.theme import FONT

Index = QModelIndex | QPersistentModelIndex

_LOOK = """
QComboBox { font-size: 20px; font-weight: 700; }
QComboBox::down-arrow { image: none; width: 0; height: 0; }
"""


class _Plain(QStyledItemDelegate):
    """Rows in the usual font: a combo box gives its list its own, here the title's."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Take the usual font."""
        super().initStyleOption(option, index)
        font = QFont(FONT)
        font.setPixelSize(14)
        option.font = font
        option.fontMetrics = QFontMetrics(font)


class Picker(QComboBox):
    """The title of a page: a list that can be searched by typing."""

    picked = Signal(str)
    """An id, chosen by the person."""

    def __init__(self, name: str, about: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(about)
        self.setToolTip("Choose, or type a part of the name")
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(16)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(460)
        self.setMinimumWidth(280)
        self.setStyleSheet(_LOOK)
        completer = self.completer()
        assert isinstance(completer, QCompleter)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._plain = _Plain(self)
        self.setItemDelegate(self._plain)
        popup = completer.popup()
        if popup is not None:
            popup.setItemDelegate(self._plain)
        self.activated.connect(self._on_activated)
        field = self.lineEdit()
        assert field is not None
        field.setPlaceholderText(f"Find: {about.lower()}")
        field.returnPressed.connect(self._on_return)
        field.editingFinished.connect(self._on_finished)

    def list_all(self, entries: Sequence[tuple[str, str]], chosen: str | None) -> None:
        """List names with their ids and show the chosen one; no signal."""
        self.clear()
        for name, key in entries:
            self.addItem(name, key)
        self.setCurrentIndex(self.findData(chosen))
        field = self.lineEdit()
        if field is not None:
            field.setCursorPosition(0)  # of a long name, the beginning says most

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint an arrow as well: the style sheet takes away the usual one."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().placeholderText().color(), 2))
        middle = QPointF(self.width() - 17, self.height() / 2)
        corners = [middle + QPointF(-5, -2.5), middle + QPointF(0, 2.5), middle + QPointF(5, -2.5)]
        painter.drawPolyline(QPolygonF(corners))
        painter.end()

    def _on_activated(self, index: int) -> None:
        found = self.itemData(index)
        if found:
            self.picked.emit(found)

    def _on_return(self) -> None:
        """Take the first name that holds what was typed."""
        typed = self.currentText().strip().casefold()
        names = [self.itemText(i).casefold() for i in range(self.count())]
        if not typed or typed in names:
            return
        hits = [i for i, name in enumerate(names) if typed in name]
        if hits:
            self.setCurrentIndex(hits[0])
            self.picked.emit(self.itemData(hits[0]))

    def _on_finished(self) -> None:
        """Half a name is no choice: show the chosen one again."""
        self.setEditText(self.itemText(self.currentIndex()))


class ExercisePicker(Picker):
    """The exercises of the log."""

    def __init__(self) -> None:
        super().__init__("exercise_picker", "Exercise")

    def fill(self, exercises: Sequence[Exercise], chosen: str | None) -> None:
        """List exercises and show the chosen one; no signal."""
        self.list_all([(exercise.name, exercise.id) for exercise in exercises], chosen)
