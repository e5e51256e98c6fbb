"""What do the next seven days hold?"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from core import words
from core.due import DayAhead
from gui.theme import theme_now
from gui.widgets import clear, row

MOST_NAMES = 3
LINE = 18


class DayCell(QWidget):
    """One day: its name and what is on it; a rest day is quiet, today is marked."""

    def __init__(self, ahead: DayAhead, today: date) -> None:
        super().__init__()
        self._ahead = ahead
        self._today = ahead.day == today
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        day = "Today" if self._today else words.weekday(ahead.day)
        self.setAccessibleName(f"{day}, {words.date_words(ahead.day, today=today)}: {ahead.says}")
        self.setToolTip(f"{words.weekday(ahead.day)}: {ahead.says}")

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
        busy = not self._ahead.empty
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
        top = inside.top() + 22
        if self._ahead.tests is not None:
            self._draw_test_day(painter, QRectF(frame.left() + 5, top - 1, frame.width() - 10, 19))
            top += LINE + 3
        painter.setPen(QColor(theme.text if busy else theme.muted))
        metrics = QFontMetrics(font)
        room = MOST_NAMES - (self._ahead.tests is not None)
        names = list(self._ahead.names) or ([] if busy else ["Rest"])
        if len(names) > room:
            names = [*names[: room - 1], f"and {len(names) - room + 1} more"]
        for i, name in enumerate(names):
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(inside.width()))
            place = QRectF(inside.left(), top + LINE * i, inside.width(), LINE)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()

    def _draw_test_day(self, painter: QPainter, box: QRectF) -> None:
        """Draw a band of its own with the diamond that marks test days on the graphs as well."""
        theme = theme_now()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent_soft))
        painter.drawRoundedRect(box, 6, 6)
        painter.setBrush(QColor(theme.accent))
        middle = QPointF(box.left() + 11, box.center().y())
        corners = [QPointF(0, -5), QPointF(5, 0), QPointF(0, 5), QPointF(-5, 0)]
        painter.drawPolygon(QPolygonF([middle + corner for corner in corners]))
        painter.setPen(QColor(theme.accent))
        painter.drawText(box.adjusted(20, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, "Test day")


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
