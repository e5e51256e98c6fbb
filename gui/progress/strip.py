"""What happened on the way, on the same axis of days as the graphs below?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from core import words
from core.events import Event, What
from gui.theme import FONT, Theme

HEIGHT = 20
_SIZE = 9.0
_REACH = 9.0
_CROWDED = 14.0
"""Pixels: a painful day nearer to the mark before is not drawn by itself."""
_LEAST_WORDS = 40.0
"""Pixels: no words fit into less."""


class EventStrip(QWidget):
    """A mark for each event, of a shape of its own, with its words where there is room."""

    def __init__(self, theme: Theme, place: Callable[[float], float], left: int) -> None:
        """Begin without events.

        Args:
            theme: The colours.
            place: Gives the pixel of a day, in this widget.
            left: Pixels on the left that belong to the axis.

        """
        super().__init__()
        self.theme = theme
        self._place = place
        self._left = left
        self.events: tuple[Event, ...] = ()
        self.setObjectName("event_strip")
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(400, HEIGHT)

    def show_events(self, events: Sequence[Event]) -> None:
        """Take other events; without any it hides."""
        self.events = tuple(events)
        self.setAccessibleName("What happened on the way")
        said = [f"{words.date_words(e.day)}: {e.says}" for e in self.events]
        self.setAccessibleDescription(". ".join(said))
        self.setVisible(bool(self.events))
        self.update()

    def _seen(self) -> list[tuple[float, Event]]:
        if not self.events:
            return []
        # Days lie evenly: two places tell all others.
        start, other = self._place(0.0), self._place(1000.0)
        step = (other - start) / 1000.0
        placed = [(start + step * e.day.toordinal(), e) for e in self.events]
        return [(x, e) for x, e in placed if self._left - 1 <= x <= self.width() + 1]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the marks and as many words as fit."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter)

    def paint(self, painter: QPainter) -> None:
        """Draw with any painter, also a picture's."""
        font = QFont(FONT)
        font.setPixelSize(11)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        middle = self.height() / 2
        seen = self._seen()
        painter.setPen(QColor(self.theme.muted))
        if seen:
            painter.drawText(QRectF(2, 0, self._left, self.height()), _MIDDLE, "events")
        free = -1.0
        pains: list[QLineF] = []
        for i, (x, event) in enumerate(seen):
            pain = event.what is What.PAIN
            if pain and x - _CROWDED < free:
                continue  # many painful days in a row: the first stands for them
            if pain:
                pains += _cross(x, middle)
            else:
                self._mark(painter, QPointF(x, middle), event)
            start = x + _SIZE / 2 + 5
            end = seen[i + 1][0] - _SIZE if i + 1 < len(seen) else float(self.width())
            free = x + _SIZE / 2
            if end - start < _LEAST_WORDS:
                continue
            width = metrics.horizontalAdvance(event.says) + 2.0
            if width <= end - start:
                painter.setPen(QColor(self.theme.text if event.starts_anew else self.theme.muted))
                painter.drawText(QRectF(start, 0, width, self.height()), _MIDDLE, event.says)
                free = start + width
        painter.setPen(QPen(QColor(self.theme.warn), 1.6))
        painter.drawLines(pains)

    def _mark(self, painter: QPainter, at: QPointF, event: Event) -> None:
        half = _SIZE / 2
        colour = QColor(self.theme.text)
        painter.setPen(QPen(colour, 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        x, y = at.x(), at.y()
        if event.what is What.BREAK:
            for dx in (-2.0, 2.0):
                painter.drawLine(QPointF(x + dx, y - half), QPointF(x + dx, y + half))
        elif event.what in (What.BAND, What.EQUIPMENT):
            painter.drawRect(QRectF(x - half, y - half, _SIZE, _SIZE))
        elif event.what is What.LIGHTER:
            corners = [
                QPointF(x - half, y - half),
                QPointF(x + half, y - half),
                QPointF(x, y + half),
            ]
            painter.drawPolygon(QPolygonF(corners))
        else:
            painter.setBrush(colour)
            ends = [(0.0, -half), (half, 0.0), (0.0, half), (-half, 0.0)]
            corners = [QPointF(x + dx, y + dy) for dx, dy in ends]
            painter.drawPolygon(QPolygonF(corners))

    def event(self, event: QEvent) -> bool:
        """Say what is under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            near = [e for x, e in self._seen() if abs(x - event.pos().x()) <= _REACH]
            said = "\n".join(f"{words.date_words(e.day)}: {told(e)}" for e in near)
            if said:
                QToolTip.showText(event.globalPos(), said, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)


def _cross(x: float, y: float) -> list[QLineF]:
    half = _SIZE / 2
    return [
        QLineF(x - half, y - half, x + half, y + half),
        QLineF(x - half, y + half, x + half, y - half),
    ]


def told(event: Event) -> str:
    """Say an event, and whether the numbers before still compare."""
    return f"{event.says}; a new line starts" if event.starts_anew else event.says


_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
