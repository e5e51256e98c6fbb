"""Was each muscle stretched enough this week? Bars for both sides, with floor and target."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core import words
from core.body import Side
from core.stretching import FLOOR_MINUTES, TARGET_MINUTES, Enough, StretchRow
from gui.theme import theme_now
from gui.widgets import Card, clear, column, label

SCALE_MINUTES = 12.0
"""The bar's length; more is drawn as full, and the number says how much."""
MOST_ROWS = 8
_BAR = 9
_STEP = 17
_WHO = 40
_NUMBER = 50


def minutes_words(minutes: float) -> str:
    """Say minutes: "0", "45 s", "2.5 min"."""
    if minutes <= 0:
        return "0"
    if minutes < 1:
        return f"{round(minutes * 60)} s"
    return f"{words.number(round(minutes, 1))} min"


class StretchBars(QWidget):
    """One muscle: a solid bar for the left, a striped one for the right, two marks."""

    def __init__(self, row: StretchRow) -> None:
        super().__init__()
        self._row = row
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = ", ".join(
            f"{side.value} {minutes_words(row.minutes(side))}, {row.standing(side).value}"
            for side in Side
        )
        self.setAccessibleName(f"{row.name}: {said}")
        self.setToolTip(
            f"{row.name.capitalize()}: {said}. At least {FLOOR_MINUTES:g} minutes a week for each "
            f"side; beyond {TARGET_MINUTES:g} range gains no more."
        )

    def sizeHint(self) -> QSize:
        """Two thin bars."""
        return QSize(220, 2 * _STEP + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both sides with their minutes, and the marks across them."""
        del event
        theme = theme_now()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(12)
        painter.setFont(font)
        left, width = float(_WHO), float(self.width() - _WHO - _NUMBER)
        for i, side in enumerate(Side):
            y = 2.0 + i * _STEP + (_STEP - _BAR) / 2
            minutes = self._row.minutes(side)
            colour = QColor(theme.side(side))
            painter.setPen(colour)
            line = QRectF(0, 2 + i * _STEP, _WHO - 6, _STEP)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, side.value.capitalize())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.sunken))
            painter.drawRoundedRect(QRectF(left, y, width, _BAR), _BAR / 2, _BAR / 2)
            if minutes > 0:
                part = max(_BAR, width * min(1.0, minutes / SCALE_MINUTES))
                bar = QRectF(left, y, part, _BAR)
                painter.setBrush(colour)
                painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
                if side is Side.RIGHT:
                    painter.setBrush(QBrush(QColor(theme.card), Qt.BrushStyle.BDiagPattern))
                    painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
            enough = self._row.standing(side) is Enough.ENOUGH
            painter.setPen(QColor(theme.text if minutes > 0 else theme.muted))
            number = QRectF(left + width + 8, 2 + i * _STEP, _NUMBER - 8, _STEP)
            said = minutes_words(minutes)
            painter.drawText(number, Qt.AlignmentFlag.AlignVCenter, f"{said} ✓" if enough else said)
        for mark, pattern in (
            (FLOOR_MINUTES, Qt.PenStyle.DotLine),
            (TARGET_MINUTES, Qt.PenStyle.SolidLine),
        ):
            x = left + width * mark / SCALE_MINUTES
            painter.setPen(QPen(QColor(theme.text), 1.4, pattern))
            painter.drawLine(int(x), 1, int(x), 2 * _STEP + 3)
        painter.end()


class Marks(QWidget):
    """The words over the marks, once for all bars below."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(
            f"Floor {FLOOR_MINUTES:g} minutes, target {TARGET_MINUTES:g} minutes"
        )

    def sizeHint(self) -> QSize:
        """One line of small words."""
        return QSize(220, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the words over their marks."""
        del event
        painter = QPainter(self)
        font = QFont(self.font())
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(QColor(theme_now().muted))
        metrics = QFontMetrics(font)
        width = self.width() - _WHO - _NUMBER
        for mark, name in ((FLOOR_MINUTES, "floor"), (TARGET_MINUTES, "target")):
            text = f"{name} {mark:g}"
            x = _WHO + width * mark / SCALE_MINUTES - metrics.horizontalAdvance(text) / 2
            painter.drawText(int(x), 12, text)
        painter.end()


class StretchCard(Card):
    """The week's stretch meter."""

    def __init__(self) -> None:
        super().__init__()
        self._column = column(gap=8)
        self._more = label("", "small")
        self.inner.addWidget(label("Stretched this week", "heading"))
        self.inner.addLayout(self._column)
        self.inner.addWidget(self._more)

    def show_rows(self, rows: Sequence[StretchRow]) -> None:
        """Show the muscles; without any it says what a week needs."""
        clear(self._column)
        if not rows:
            self._more.setText(
                f"No stretch was held in the last seven days. {FLOOR_MINUTES:g} minutes a week for "
                f"each side are the floor; beyond {TARGET_MINUTES:g} range gains no more."
            )
            return
        self._column.addWidget(Marks())
        for row in rows[:MOST_ROWS]:
            bars = StretchBars(row)
            bars.setObjectName(f"stretch_{row.muscle_id}")
            self._column.addLayout(column(label(row.name.capitalize(), "strong"), bars, gap=2))
        hidden = len(rows) - MOST_ROWS
        more = f" {words.plural(hidden, 'muscle')} more with less." if hidden > 0 else ""
        self._more.setText(
            "Minutes held in the last seven days. A muscle that is stretched along with others "
            f"counts half.{more}"
        )
