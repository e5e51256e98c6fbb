"""What does the page show and teach while there is nothing to draw?"""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from core.body import Side
from gui.progress.markers import look_of
from gui.theme import Theme
from gui.widgets import Card, column, label, row

_LEFT = (0.78, 0.74, 0.62, 0.55, 0.41, 0.33, 0.24)
_RIGHT = (0.40, 0.42, 0.36, 0.33, 0.27, 0.24, 0.20)


class Promise(QWidget):
    """A faint drawing of what will be here: two lines that meet."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setFixedSize(360, 150)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint both lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(0.55)
        for side, heights in ((Side.LEFT, _LEFT), (Side.RIGHT, _RIGHT)):
            look = look_of(side, self.theme)
            step = (self.width() - 20) / (len(heights) - 1)
            points = [QPointF(10 + i * step, y * self.height()) for i, y in enumerate(heights)]
            painter.setPen(look.line_pen())
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(points)
            painter.setPen(look.point_pen())
            painter.setBrush(look.point_brush(self.theme.card))
            for point in points:
                painter.save()
                painter.translate(point)
                painter.scale(look.size, look.size)
                painter.drawPath(look.path)
                painter.restore()
        painter.end()


class EmptyCard(Card):
    """One kind sentence and what to do."""

    def __init__(self, theme: Theme) -> None:
        self._picture = Promise(theme)
        self._title, self._text = label(look="heading"), label(look="muted")
        for said in (self._title, self._text):
            said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setFixedWidth(520)
        middle = column(
            None, row(None, self._picture, None), 18, self._title, row(None, self._text, None), None
        )
        super().__init__(middle, margin=32)
        self.setObjectName("empty")
        self.hide()

    def say(self, title: str, text: str) -> None:
        """Say something, or hide when there is no title."""
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(f"{title}. {text}")
        self.setVisible(bool(title))

    def text(self) -> str:
        """What it says."""
        return f"{self._title.text()} {self._text.text()}"

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._picture.theme = theme
        self._picture.update()
