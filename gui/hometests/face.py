"""How do seconds, repetitions and a beat look so that they are seen from the floor?"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import Theme


class Face(QWidget):
    """A ring with a large number in it, a word below, and a dot that goes up and down."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._number = ""
        self._word = ""
        self._share = 0.0
        self._colour = theme.accent
        self._height: float | None = None
        """0 at the bottom, 1 at the top; None without a beat."""
        self.setMinimumSize(220, 220)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Large enough to be read from the floor."""
        return QSize(320, 300)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        self.update()

    @property
    def number(self) -> str:
        """The number that is shown."""
        return self._number

    @property
    def word(self) -> str:
        """The word below it."""
        return self._word

    def show_time(
        self, number: str, word: str, share: float, colour: str, *, height: float | None = None
    ) -> None:
        """Show a number, a word, how full the ring is, and where the beat's dot is."""
        shown = (number, word, round(share, 3), colour, height)
        if shown == (self._number, self._word, round(self._share, 3), self._colour, self._height):
            return
        self._number, self._word, self._share = number, word, min(1.0, max(0.0, share))
        self._colour, self._height = colour, height
        self.setAccessibleName(f"{number} {word}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ring, number, word and dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = 44 if self._height is not None else 0
        size = min(self.width() - 2 * room, self.height()) - 16.0
        box = QRectF((self.width() - size) / 2, (self.height() - size) / 2, size, size)
        painter.setPen(QPen(QColor(self._theme.sunken), 12))
        painter.drawEllipse(box)
        ring = QPen(QColor(self._colour), 12)
        ring.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(ring)
        if self._share > 0:
            painter.drawArc(box, 90 * 16, -round(self._share * 360 * 16))
        font = QFont(self.font())
        font.setPixelSize(max(40, round(size * (0.36 if len(self._number) < 4 else 0.26))))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.text))
        painter.drawText(
            box.adjusted(0, -size * 0.06, 0, -size * 0.06),
            Qt.AlignmentFlag.AlignCenter,
            self._number,
        )
        font.setPixelSize(max(15, round(size * 0.075)))
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(
            box.adjusted(0, size * 0.44, 0, 0), Qt.AlignmentFlag.AlignCenter, self._word
        )
        if self._height is not None:
            self._draw_beat(painter, box)

    def _draw_beat(self, painter: QPainter, box: QRectF) -> None:
        """Draw a track beside the ring and the dot on it."""
        assert self._height is not None
        x = box.right() + 34
        low, high = box.bottom() - 30, box.top() + 30
        track = QPen(QColor(self._theme.sunken), 10)
        track.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(track)
        painter.drawLine(QPointF(x, low), QPointF(x, high))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colour))
        painter.drawEllipse(QPointF(x, low + (high - low) * self._height), 13, 13)
