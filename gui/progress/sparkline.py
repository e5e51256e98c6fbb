"""How do both sides of an exercise run, small enough to stand beside its name?"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.curve import Curve, Line
from gui.progress.markers import look_of
from gui.progress.story import lines_of
from gui.theme import Theme

_SIZE = QSize(150, 44)
_MOST = 150
"""Corners a line has at most: one for each pixel."""


class Sparkline(QWidget):
    """Both lines over all time, without an axis."""

    def __init__(self, curve: Curve, theme: Theme) -> None:
        super().__init__()
        self._curve, self._theme = curve, theme
        self.setFixedSize(_SIZE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines; a new piece starts a new one."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawn = [(side, line) for side, line in lines_of(self._curve) if line.drawn]
        if not drawn:
            return
        days = [p.day.toordinal() for _, line in drawn for p in line.points]
        values = [v for _, line in drawn for v in line.drawn]
        first, last, low, high = min(days), max(days), min(values), max(values)
        across = (self.width() - 8) / max(1, last - first)
        up = (self.height() - 10) / max(high - low, 0.02 * high, 1e-9)
        for side, line in drawn:
            look = look_of(side, self._theme)
            painter.setPen(look.line_pen())
            painter.drawPath(_path(line, first, low, across, up, self.height() - 5))
        painter.end()


def _path(
    line: Line, first: int, low: float, across: float, up: float, bottom: float
) -> QPainterPath:
    path = QPainterPath()
    step = max(1, len(line.points) // _MOST)
    piece = None
    for i, (point, value) in enumerate(zip(line.points, line.drawn, strict=True)):
        at = QPointF(4 + (point.day.toordinal() - first) * across, bottom - (value - low) * up)
        if point.piece != piece:
            path.moveTo(at)
            piece = point.piece
        elif i % step == 0 or i == len(line.points) - 1:
            path.lineTo(at)
    return path
