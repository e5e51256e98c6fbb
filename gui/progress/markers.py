"""How do the lines and points of each side look, in the graph and in its legend alike?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.body import Side
from gui.theme import Theme
from gui.widgets import label, row

WIDTH = 2.2
DASH = (4.0, 2.6)


@dataclass(frozen=True, slots=True)
class Look:
    """How one line and its points are drawn; paths lie within half a unit around zero, y down."""

    colour: str
    dashed: bool
    path: QPainterPath
    filled: bool
    size: int
    least_path: QPainterPath
    """For points of which only "at least this much" is known."""
    least_size: int = 20
    test_path: QPainterPath = field(default_factory=QPainterPath)
    """For tests at home: the side's own shape within a diamond, the mark of test days."""
    test_size: int = 17

    def line_pen(self) -> QPen:
        """The line's pen, cosmetic."""
        pen = QPen(QColor(self.colour), WIDTH)
        pen.setCosmetic(True)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap if self.dashed else Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if self.dashed:
            pen.setDashPattern(DASH)
        return pen

    def point_pen(self) -> QPen:
        """The points' pen, cosmetic."""
        pen = QPen(QColor(self.colour), 1.6)
        pen.setCosmetic(True)
        return pen

    def test_brush(self) -> QBrush:
        """Open marks of tests let the other side's shine through: both are often the same."""
        return QBrush(QColor(self.colour)) if self.filled else QBrush(Qt.BrushStyle.NoBrush)

    def point_brush(self, ground: str) -> QBrush:
        """Open points hide the line behind them."""
        return QBrush(QColor(self.colour if self.filled else ground))


def look_of(side: Side | None, theme: Theme) -> Look:
    """Left: teal, solid, round and filled. Right: amber, dashed, open triangles."""
    if side is Side.RIGHT:
        return Look(
            colour=theme.right,
            dashed=True,
            path=_triangle(0.5),
            filled=False,
            size=10,
            least_path=_with_tick(_triangle(0.26)),
            test_path=_in_diamond(_triangle(0.2)),
        )
    if side is Side.LEFT:
        return Look(
            colour=theme.left,
            dashed=False,
            path=_circle(0.5),
            filled=True,
            size=8,
            least_path=_with_tick(_circle(0.22)),
            test_path=_in_diamond(_circle(0.17)),
        )
    return Look(
        colour=theme.accent,
        dashed=False,
        path=_square(0.45),
        filled=True,
        size=8,
        least_path=_with_tick(_square(0.2)),
    )


def _circle(radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(0, 0), radius, radius)
    return path


def _square(half: float) -> QPainterPath:
    path = QPainterPath()
    path.addRect(QRectF(-half, -half, 2 * half, 2 * half))
    return path


def _triangle(half: float) -> QPainterPath:
    path = QPainterPath()
    corners = [QPointF(-half, 0.8 * half), QPointF(0, -half), QPointF(half, 0.8 * half)]
    path.addPolygon(QPolygonF(corners))
    path.closeSubpath()
    return path


def _in_diamond(path: QPainterPath) -> QPainterPath:
    """Put a diamond around a shape; where it is filled, the shape is left open."""
    whole = QPainterPath()
    corners = [QPointF(0, -0.5), QPointF(0.5, 0), QPointF(0, 0.5), QPointF(-0.5, 0)]
    whole.addPolygon(QPolygonF(corners))
    whole.closeSubpath()
    whole.addPath(path)
    whole.setFillRule(Qt.FillRule.OddEvenFill)
    return whole


def _with_tick(path: QPainterPath) -> QPainterPath:
    """Add an arrow upwards: it could be more."""
    top = path.boundingRect().top()
    path.moveTo(0, top)
    path.lineTo(0, -0.48)
    path.moveTo(-0.12, -0.34)
    path.lineTo(0, -0.48)
    path.lineTo(0.12, -0.34)
    return path


class Sample(QWidget):
    """A short piece of a line with one of its points, for legends."""

    def __init__(self, look: Look, ground: str, *, least: bool = False) -> None:
        super().__init__()
        self.look = look
        self.least = least
        self._ground = ground
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Wide enough for two dashes, or for a point alone."""
        return QSize(18 if self.least else 34, 20)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint line and point."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2, self.height() / 2)
        if not self.least:
            painter.setPen(self.look.line_pen())
            painter.drawLine(QPointF(1, middle.y()), QPointF(self.width() - 1, middle.y()))
        size = self.look.least_size if self.least else self.look.size
        painter.translate(middle)
        painter.scale(size, size)
        painter.setPen(self.look.point_pen())
        painter.setBrush(
            QBrush(QColor(self._ground)) if self.least else self.look.point_brush(self._ground)
        )
        painter.drawPath(self.look.least_path if self.least else self.look.path)
        painter.end()


class TestSample(QWidget):
    """The marks of tests at home, left before right, for legends."""

    __test__ = False

    def __init__(self, looks: Sequence[Look]) -> None:
        super().__init__()
        self._looks = tuple(looks)
        self.setFixedSize(19 * len(self._looks), 20)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the marks beside each other."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for i, look in enumerate(self._looks):
            painter.save()
            painter.translate(QPointF(9.5 + 19 * i, self.height() / 2))
            painter.scale(look.test_size, look.test_size)
            painter.setPen(look.point_pen())
            painter.setBrush(look.test_brush())
            painter.drawPath(look.test_path)
            painter.restore()
        painter.end()


class Swatch(QWidget):
    """A coloured piece of bar, for legends."""

    def __init__(self, *colours: str, wide: bool = False, edge: str = "") -> None:
        super().__init__()
        self._edge = edge
        self._colours = colours
        self._each = 16 if wide else 6
        self.setFixedSize((self._each + 2) * len(colours) - 2, 14)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the pieces beside each other."""
        painter = QPainter(self)
        for i, colour in enumerate(self._colours):
            painter.fillRect((self._each + 2) * i, 0, self._each, self.height(), QColor(colour))
        if self._edge:
            painter.setPen(QPen(QColor(self._edge), 1, Qt.PenStyle.DotLine))
            painter.drawLine(0, 0, self.width(), 0)
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()


def legend_entry(sample: QWidget, text: str, side: Side | None = None) -> QWidget:
    """Put a sample and its words beside each other."""
    made = QWidget()
    said = label(text, "" if side else "small", wrap=False)
    if side:
        said.setProperty("side", side.value)
    made.setLayout(row(sample, said, gap=6))
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made
