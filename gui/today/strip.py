"""What do the next seven days hold?"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from core import words
from core.due import DayAhead
from gui.theme import theme_now
from gui.widgets import clear, row

MOST_NAMES = 3


class DayCell(QWidget):
    """One day: its name and what is on it; a rest day is quiet, today is marked."""

    def __init__(self, ahead: DayAhead, today: date) -> None:
        super().__init__()
        self._ahead = ahead
        self._today = ahead.day == today
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        on = words.listing(ahead.names) or "rest day"
        day = "Today" if self._today else words.weekday(ahead.day)
        self.setAccessibleName(f"{day}, {words.date_words(ahead.day, today=today)}: {on}")
        self.setToolTip(f"{words.weekday(ahead.day)}: {on}")

    def sizeHint(self) -> QSize:
        """A small card."""
        return QSize(96, 92)

    def minimumSizeHint(self) -> QSize:
        """Seven fit into the smallest window."""
        return QSize(72, 92)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, the day and the names, each on its own line."""
        del event
        theme = theme_now()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        busy = bool(self._ahead.names)
        line = QPen(QColor(theme.accent if self._today else theme.line), 1.5)
        if not busy and not self._today:
            line.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(line)
        painter.setBrush(QColor(theme.card) if busy else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, 10, 10)
        font = QFont(self.font())
        font.setPixelSize(12)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(theme.accent if self._today else theme.muted))
        day = "Today" if self._today else words.weekday(self._ahead.day)[:3]
        inside = frame.adjusted(10, 8, -8, -8)
        painter.drawText(inside, Qt.AlignmentFlag.AlignTop, day)
        painter.drawText(
            inside,
            Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight,
            str(self._ahead.day.day),
        )
        font.setPixelSize(13)
        font.setWeight(QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(QColor(theme.text if busy else theme.muted))
        metrics = QFontMetrics(font)
        names = list(self._ahead.names) or ["Rest"]
        if len(names) > MOST_NAMES:
            names = [*names[: MOST_NAMES - 1], f"and {len(names) - MOST_NAMES + 1} more"]
        for i, name in enumerate(names):
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(inside.width()))
            place = QRectF(inside.left(), inside.top() + 22 + 18 * i, inside.width(), 18)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


class WeekStrip(QFrame):
    """Seven days from today on."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("week_strip")
        self._row = row(gap=8)
        self.setLayout(self._row)

    def show_days(self, ahead: tuple[DayAhead, ...], today: date) -> None:
        """Show other days."""
        clear(self._row)
        for day in ahead:
            self._row.addWidget(DayCell(day, today), 1)
