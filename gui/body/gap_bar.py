"""How far apart are the sides of one place, drawn with its uncertainty?"""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.curve import Standing
from core.places import PlaceState
from gui.theme import Theme


class GapBar(QWidget):
    """Both sides on one scale: a solid tick for the left, a dashed one for the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._state: PlaceState | None = None
        self.setFixedHeight(34)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A thin bar."""
        return QSize(280, 34)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        self.update()

    def show_state(self, state: PlaceState | None) -> None:
        """Show a place; without data of both sides the bar stays empty."""
        self._state = state
        self.setAccessibleName(state.says if state else "No data yet")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the scale, the interval and the two ticks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(1, 11, self.width() - 2, 12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.sunken))
        painter.drawRoundedRect(bar, 6, 6)
        state = self._state
        if state is None or state.left is None or state.right is None:
            return
        low, high = sorted((state.left, state.right))
        margin = max(high - low, 0.06 * high) * 0.9 or 1.0
        start, stop = low - margin, high + margin

        def x(value: float) -> float:
            share = (value - start) / (stop - start)
            return bar.x() + bar.width() * min(1.0, max(0.0, share))

        if state.half_width is not None and state.unit != "reps":
            factor = math.exp(state.half_width / 200)
            weak = QColor(self._theme.muted)
            if state.standing is Standing.REAL:
                weak = QColor(self._theme.accent)
            weak.setAlphaF(0.28)
            painter.setBrush(weak)
            for value in (state.left, state.right):
                painter.drawRoundedRect(
                    QRectF(x(value / factor), bar.y(), x(value * factor) - x(value / factor), 12),
                    6,
                    6,
                )
        for value, colour, style in (
            (state.right, self._theme.right, Qt.PenStyle.DotLine),
            (state.left, self._theme.left, Qt.PenStyle.SolidLine),
        ):
            painter.setPen(QPen(QColor(colour), 4, style, Qt.PenCapStyle.FlatCap))
            painter.drawLine(int(x(value)), 3, int(x(value)), 31)
