"""What do the colours and patterns of the map mean?"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui.body.paint import Look, fill_of, pattern_of
from gui.flow import FlowLayout
from gui.theme import Theme
from gui.widgets import label, row


class _Swatch(QWidget):
    def __init__(self, look: Look, theme: Theme) -> None:
        super().__init__()
        self._look = look
        self.theme = theme
        self.setFixedSize(18, 14)

    def sizeHint(self) -> QSize:
        return QSize(18, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0.5, 0.5, self.width() - 1, self.height() - 1)
        painter.setPen(QPen(QColor(self.theme.muted), 1))
        painter.setBrush(fill_of(self._look, self.theme))
        painter.drawRoundedRect(box, 3, 3)
        pattern = pattern_of(self._look, self.theme)
        if pattern is not None:
            painter.setBrush(pattern)
            painter.drawRoundedRect(box, 3, 3)


class Legend(QWidget):
    """One line under the map."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._swatches: list[_Swatch] = []
        self._last = QWidget()
        layout = FlowLayout(gap=18)
        for look in (Look.WEAKER, Look.STRONGER, Look.MAYBE, Look.EVEN, Look.PLAIN, Look.PAUSED):
            swatch = _Swatch(look, theme)
            self._swatches.append(swatch)
            part = QWidget()
            part.setLayout(row(swatch, label(look.value, "small", wrap=False), gap=7))
            layout.addWidget(part)
            self._last = part
        self._last.hide()  # the last one: places that wait are rare
        self.setLayout(layout)

    def show_paused(self, paused: bool) -> None:  # noqa: FBT001 - Qt's own setters look so
        """Explain the pattern of waiting places only when there are any."""
        self._last.setVisible(paused)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        for swatch in self._swatches:
            swatch.theme = theme
            swatch.update()
