"""How far apart are the sides in each of several exercises, on one axis, with their intervals?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.body import Side
from core.curve import Standing
from core.together import Member
from gui.progress.markers import look_of
from gui.theme import FONT, Theme

FOREST_WIDTH = 250
_LEAST_REACH = 10.0
_MOST_REACH = 40.0


def reach_of(members: Sequence[Member]) -> float:
    """Give how far the axis reaches to either side, in percent: round, and the same for all."""
    ends = [abs(end) for m in members if m.span is not None for end in m.span]
    most = max([_LEAST_REACH, *ends])
    return min(_MOST_REACH, 5.0 * -(-most // 5.0))


class _Row(QWidget):
    """Something on the axis from "right weaker" to "left weaker"."""

    def __init__(self, reach: float, theme: Theme, height: int) -> None:
        super().__init__()
        self._reach, self._theme = reach, theme
        self.setFixedSize(FOREST_WIDTH, height)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as all of them."""
        return QSize(FOREST_WIDTH, self.height())

    def _x(self, percent: float) -> float:
        """The left being weaker lies on the left."""
        share = max(-1.0, min(1.0, percent / self._reach))
        return self.width() / 2 - share * (self.width() / 2 - 8)


class ForestAxis(_Row):
    """The words and sizes above the rows."""

    def __init__(self, reach: float, theme: Theme) -> None:
        super().__init__(reach, theme, 34)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write both ends and the middle."""
        painter = QPainter(self)
        font = QFont(FONT)
        font.setPixelSize(11)
        painter.setFont(font)
        flags = Qt.AlignmentFlag.AlignVCenter
        top, below = QRectF(0, 0, self.width(), 17), QRectF(0, 17, self.width(), 15)
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(top, flags | Qt.AlignmentFlag.AlignHCenter, "even")
        size = f"{self._reach:.0f} %"
        painter.drawText(below, flags | Qt.AlignmentFlag.AlignLeft, size)
        painter.drawText(below, flags | Qt.AlignmentFlag.AlignRight, size)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.left))
        painter.drawText(top, flags | Qt.AlignmentFlag.AlignLeft, "left weaker")
        painter.setPen(QColor(self._theme.right))
        painter.drawText(top, flags | Qt.AlignmentFlag.AlignRight, "right weaker")


class ForestRow(_Row):
    """One exercise's gap: a mark with its interval; filled and coloured only when it is real."""

    def __init__(self, member: Member, reach: float, theme: Theme) -> None:
        super().__init__(reach, theme, 44)
        self._member = member
        self.setAccessibleName(member.report.short)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the axis, the interval and the mark, or say why there is none."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, member = self._theme, self._member
        middle = self.height() / 2
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(QPointF(8, middle), QPointF(self.width() - 8, middle))
        painter.setPen(QPen(QColor(theme.muted), 1))
        painter.drawLine(QPointF(self._x(0), 4), QPointF(self._x(0), self.height() - 4))
        span = member.span
        if span is None:
            font = QFont(FONT)
            font.setPixelSize(11)
            painter.setFont(font)
            painter.setPen(QColor(theme.muted))
            reps = member.curve.gap_unit == "reps"
            said = "in repetitions, no percent" if reps else "not known yet"
            box = QRectF(0, middle + 3, self.width(), 16)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, said)
            return
        low, mid, high = span
        real = member.curve.standing is Standing.REAL
        weaker = member.curve.judgement.weaker or Side.LEFT
        look = look_of(weaker, theme)
        colour = QColor(look.colour if real else theme.muted)
        pen = QPen(colour, 2.4)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(self._x(low), middle), QPointF(self._x(high), middle))
        for end in (low, high):
            if abs(end) < self._reach:
                x = self._x(end)
                painter.drawLine(QPointF(x, middle - 5), QPointF(x, middle + 5))
        painter.translate(self._x(mid), middle)
        painter.scale(13, 13)
        pen = QPen(colour, 1.8)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(colour if real else QColor(theme.card))
        painter.drawPath(look.path)
