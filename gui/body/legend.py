"""What do the colours and patterns of the map mean?"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui.body.looks import Look, fill_of, pattern_of
from gui.flow import FlowLayout
from gui.theme import Theme
from gui.widgets import label, row

_EXPLAINED = (
    Look.WEAKER,
    Look.STRONGER,
    Look.MAYBE,
    Look.EVEN,
    Look.PLAIN,
    Look.TIGHT,
    Look.WEAK,
    Look.PAINFUL,
    Look.PAUSED,
)


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
    """One line under the map that explains the looks it shows now, and nothing else."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._swatches: list[_Swatch] = []
        self._parts: dict[Look, QWidget] = {}
        self._theme = theme
        self._layout = FlowLayout(gap=18)
        self.setLayout(self._layout)
        self.setMinimumHeight(20)

    def _make(self) -> None:
        """Make the parts when there is something to explain."""
        for look in _EXPLAINED:
            swatch = _Swatch(look, self._theme)
            self._swatches.append(swatch)
            part = QWidget()
            part.setLayout(row(swatch, label(look.value, "small", wrap=False), gap=7))
            self._parts[look] = part
            self._layout.addWidget(part)
        for part in self._parts.values():
            part.hide()

    def show_looks(self, looks: set[Look]) -> None:
        """Explain these; a map without any data needs no explanation."""
        if not self._parts:
            self._make()
        told = looks - {Look.PLAIN}
        for look, part in self._parts.items():
            part.setVisible(look in looks if told else False)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        for swatch in self._swatches:
            swatch.theme = theme
            swatch.update()
