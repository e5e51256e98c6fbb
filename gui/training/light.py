"""How does a traffic light look that nobody needs colours to read? A shape and a word."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.lights import Colour, Light
from gui.theme import Theme, theme_now

_MARK = 16
_GAP = 6
_PAD = 9
_HEIGHT = 26

_AMBER = {"light": "#7a5a00", "dark": "#e8c34a"}
_RED = {"light": "#b3261e", "dark": "#ff9389"}
"""Lights of their own: amber is not the right side's, red is not a warning's."""


def colour_of(light: Colour, theme: Theme) -> QColor:
    """Give the colour of a light; as text it has a contrast of at least 4.5 on a card."""
    return QColor(
        {
            Colour.GREEN: theme.good,
            Colour.AMBER: _AMBER[theme.name],
            Colour.RED: _RED[theme.name],
            Colour.UNKNOWN: theme.muted,
        }[light]
    )


class LightChip(QWidget):
    """One light: a tick in a circle, a triangle, a crossed octagon or a dashed ring, with its word.

    The sentence is its tooltip and its description for a screen reader.
    """

    def __init__(self, light: Light | None = None) -> None:
        super().__init__()
        self._colour = Colour.UNKNOWN
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if light is not None:
            self.show_light(light)

    def show_light(self, light: Light) -> None:
        """Show a light."""
        self._colour = light.colour
        says = " ".join(part for part in (light.says, light.reaction_says) if part)
        self.setToolTip(says)
        self.setAccessibleName(f"{light.colour.value}. {says}")
        self.updateGeometry()
        self.update()

    @property
    def word(self) -> str:
        """What stands beside the shape."""
        return self._colour.value

    def _words_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(12)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def sizeHint(self) -> QSize:
        """As wide as its word."""
        text = QFontMetrics(self._words_font()).horizontalAdvance(self.word)
        return QSize(_PAD + _MARK + _GAP + text + _PAD + 2, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a tinted pill, the shape and the word."""
        del event
        theme = theme_now()
        colour = colour_of(self._colour, theme)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(colour)
        ground.setAlphaF(0.10 if theme.name == "light" else 0.16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        pill = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(pill, _HEIGHT / 2, _HEIGHT / 2)
        box = QRectF(_PAD, (self.height() - _MARK) / 2, _MARK, _MARK)
        draw_mark(painter, box, self._colour, theme)
        painter.setPen(colour)
        painter.setFont(self._words_font())
        words = QRectF(box.right() + _GAP, 0, self.width(), self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.word)
        painter.end()


def draw_mark(painter: QPainter, box: QRectF, light: Colour, theme: Theme) -> None:
    """Draw the shape of a light into a square box."""
    colour, ground = colour_of(light, theme), QColor(theme.card)
    side, left, top = box.width(), box.left(), box.top()

    def at(x: float, y: float) -> QPointF:
        return QPointF(left + x * side, top + y * side)

    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    sign = QPen(ground, 0.13 * side)
    sign.setCapStyle(Qt.PenCapStyle.RoundCap)
    sign.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if light is Colour.GREEN:
        painter.drawEllipse(box)
        painter.setPen(sign)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline([at(0.28, 0.53), at(0.44, 0.69), at(0.73, 0.35)])
    elif light is Colour.AMBER:
        edge = QPen(colour, 0.16 * side)
        edge.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(edge)
        painter.drawPolygon(QPolygonF([at(0.5, 0.12), at(0.94, 0.88), at(0.06, 0.88)]))
        painter.setPen(sign)
        painter.drawLine(at(0.5, 0.38), at(0.5, 0.60))
        painter.drawPoint(at(0.5, 0.79))
    elif light is Colour.RED:
        cut = 0.30
        corners = [
            at(cut, 0), at(1 - cut, 0), at(1, cut), at(1, 1 - cut),
            at(1 - cut, 1), at(cut, 1), at(0, 1 - cut), at(0, cut),
        ]  # fmt: skip
        painter.drawPolygon(QPolygonF(corners))
        painter.setPen(sign)
        painter.drawLine(at(0.32, 0.32), at(0.68, 0.68))
        painter.drawLine(at(0.68, 0.32), at(0.32, 0.68))
    else:
        ring = QPen(colour, 0.11 * side, Qt.PenStyle.DashLine)
        ring.setDashPattern([2.2, 1.6])
        painter.setPen(ring)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = 0.08 * side
        painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
