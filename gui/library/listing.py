"""How does the list of exercises hold and show its rows?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.body import Body
from core.catalog import Exercise
from gui.library.words import KINDS, place_words
from gui.theme import FONT, Theme

AnyIndex = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What a row can be asked for."""

    ID = Qt.ItemDataRole.UserRole + 1
    PLACES = Qt.ItemDataRole.UserRole + 2
    """Kind and places, for the second line."""
    LEFT_OUT = Qt.ItemDataRole.UserRole + 3


class ExerciseList(QAbstractListModel):
    """Exercises, in the order they are given."""

    def __init__(self, body: Body, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._body = body
        self._rows: tuple[Exercise, ...] = ()
        self._left_out: frozenset[str] = frozenset()

    def fill(self, exercises: Sequence[Exercise], left_out: Collection[str]) -> None:
        """Replace the rows; the same rows only change their looks."""
        self._left_out = frozenset(left_out)
        if tuple(exercises) == self._rows:
            if self._rows:
                self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
            return
        self.beginResetModel()
        self._rows = tuple(exercises)
        self.endResetModel()

    def row_of(self, exercise_id: str | None) -> int:
        """Where an exercise is, or -1."""
        return next((i for i, e in enumerate(self._rows) if e.id == exercise_id), -1)

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Give one property of a row."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        exercise = self._rows[index.row()]
        out = exercise.id in self._left_out
        places = f"{KINDS[exercise.kind]} · {place_words(exercise, self._body)}"
        if role == Qt.ItemDataRole.DisplayRole:
            return exercise.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{exercise.name}, {places}" + (", left out" if out else "")
        if role == Role.ID:
            return exercise.id
        if role == Role.PLACES:
            return places
        if role == Role.LEFT_OUT:
            return out
        return None

    def roleNames(self) -> dict[int, Any]:
        """Name the roles."""
        names: dict[int, Any] = dict(super().roleNames())
        names.update({int(role): role.name.lower().encode() for role in Role})
        return names


class RowPainter(QStyledItemDelegate):
    """Name, below it kind and places; a left-out exercise is grey, struck and says so."""

    HEIGHT = 54

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """All rows are equally high."""
        return QSize(100, self.HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint a row."""
        theme = self.theme
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        out = bool(index.data(Role.LEFT_OUT))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = rect.adjusted(4, 2, -4, -2)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_soft))
            painter.drawRoundedRect(inner, 8, 8)
            painter.setBrush(QColor(theme.accent))
            painter.drawRoundedRect(QRect(inner.x(), inner.y() + 9, 3, inner.height() - 18), 1, 1)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.sunken))
            painter.drawRoundedRect(inner, 8, 8)
        text = inner.adjusted(12, 6, -10, -6)
        name, small = QFont(FONT), QFont(FONT)
        name.setPixelSize(14)
        name.setWeight(QFont.Weight.DemiBold)
        name.setStrikeOut(out)
        small.setPixelSize(12)
        width = text.width()
        if out:
            mark = "left out"
            painter.setFont(small)
            painter.setPen(QColor(theme.warn))
            painter.drawText(text, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, mark)
            width -= QFontMetrics(small).horizontalAdvance(mark) + 8
        painter.setFont(name)
        painter.setPen(QColor(theme.muted if out else theme.text))
        title = QFontMetrics(name).elidedText(
            str(index.data(Qt.ItemDataRole.DisplayRole)), Qt.TextElideMode.ElideRight, width
        )
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, title)
        painter.setFont(small)
        painter.setPen(QColor(theme.muted))
        places = QFontMetrics(small).elidedText(
            str(index.data(Role.PLACES)), Qt.TextElideMode.ElideRight, text.width()
        )
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, places)
        painter.restore()
