"""How does an exercise stand on one line: its name, and in short what is done of it?"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core import words
from core.catalog import Count, Exercise, Load
from core.routine import Prescription
from gui.routine.dose_text import dose_line
from gui.theme import theme_now

HEIGHT = 22
_GAP = 14


def short_dose(exercise: Exercise, item: Prescription) -> str:
    """Say a dose in few words: "3 × 8 · 23.5 kg", "2 × 30 s, one more left"."""
    target = item.target
    if exercise.count is Count.SECONDS:
        said = f"{item.sets} × {target.amount} s"
    else:
        said = f"{item.sets} × {target.amount}"
    if target.load_kg:
        said += f" · {words.kg(target.load_kg)}"
    elif target.band is not None:
        said += f" · {target.band.words} band"
    elif exercise.load is Load.KG and not exercise.load_optional:
        said += " · find your weight"
    return said if item.extra is None else f"{said}, one more {item.extra.value}"


class DoseRow(QWidget):
    """A name on the left and a dose on the right; what is too long ends in dots."""

    def __init__(self, exercise: Exercise, item: Prescription) -> None:
        super().__init__()
        self._name = exercise.name
        self._dose = short_dose(exercise, item)
        whole = dose_line(exercise, item)
        self.setAccessibleName(f"{self._name}, {whole}")
        self.setToolTip(f"{self._name}: {whole}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(300, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """As narrow as it has to be."""
        return QSize(160, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both; the name gives way last."""
        del event
        theme = theme_now()
        painter = QPainter(self)
        font = QFont(self.font())
        font.setPixelSize(14)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        width = self.width()
        name = metrics.horizontalAdvance(self._name)
        room = max(
            0, min(metrics.horizontalAdvance(self._dose) + 2, max(width - name - _GAP, width // 2))
        )
        dose = metrics.elidedText(self._dose, Qt.TextElideMode.ElideRight, room)
        left = width - metrics.horizontalAdvance(dose) - _GAP
        painter.setPen(QColor(theme.text))
        text = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, left)
        painter.drawText(QRectF(0, 0, left, HEIGHT), Qt.AlignmentFlag.AlignVCenter, text)
        painter.setPen(QColor(theme.muted))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRectF(0, 0, width, HEIGHT), right, dose)
        painter.end()
