"""How long still? A ring that empties, with the seconds in large type."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import Theme

WIDTH = 13


def clock_words(seconds: int) -> str:
    """Say seconds as a clock does: "0:45", "1:30"."""
    return f"{seconds // 60}:{seconds % 60:02}"


class Ring(QWidget):
    """A ring and a number; both say the same, so nobody needs to see colours."""

    def __init__(self, theme: Theme, *, side: int = 220) -> None:
        super().__init__()
        self._theme = theme
        self._side = side
        self._left = 0
        self._share = 0.0
        self._colour = theme.accent
        self.setObjectName("ring")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._side, self._side)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        self.update()

    def show_left(self, left: int, share: float, colour: str) -> None:
        """Show whole seconds left and the share of the time that is left, 0 to 1."""
        if (left, share, colour) != (self._left, self._share, self._colour):
            if left != self._left:
                self.setAccessibleName(f"{left} seconds left")
            self._left, self._share, self._colour = left, share, colour
            self.update()

    def text(self) -> str:
        """The number that is shown."""
        return clock_words(self._left) if self._left >= 60 else str(self._left)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the whole ring faintly, what is left strongly, the number inside."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = WIDTH / 2 + 1
        box = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.setPen(QPen(QColor(self._theme.sunken), WIDTH))
        painter.drawEllipse(box)
        pen = QPen(QColor(self._colour), WIDTH)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(box, 90 * 16, round(360 * 16 * min(1.0, max(0.0, self._share))))
        font = QFont(self.font())
        font.setPixelSize(round(self._side * 0.36))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()
