"""How are both sides of something drawn over time, so that they are told apart in grey, too?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from core import words
from core.body import Side
from gui.theme import FONT, LIGHT, Theme


@dataclass(frozen=True, slots=True)
class Mark:
    """One day of one side."""

    day: date
    value: float
    joined: bool = True
    """A line comes to it from the mark before."""


@dataclass(frozen=True, slots=True)
class Sides:
    """What is drawn: a line for each side, or one for both."""

    marks: dict[Side | None, tuple[Mark, ...]]
    unit: str

    def days(self) -> list[date]:
        """Every day with a mark."""
        return [mark.day for own in self.marks.values() for mark in own]


@dataclass(frozen=True, slots=True)
class Ink:
    """Colours and sizes: the screen's, or the paper's."""

    theme: Theme
    k: float
    """Device pixels of one point of the drawing."""

    def pen(self, colour: str, width: float) -> QPen:
        """Give a pen of a width in points."""
        made = QPen(QColor(colour), width * self.k)
        made.setCapStyle(Qt.PenCapStyle.RoundCap)
        made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        return made

    def font(self, size: float, *, bold: bool = False) -> QFont:
        """Give a font of a size in points of the drawing."""
        made = QFont(FONT)
        made.setPixelSize(max(1, round(size * self.k)))
        made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        # Shaped brackets and joined letters have no letter of their own in a PDF: they could not be
        # found or copied.
        for feature in ("calt", "liga"):
            made.setFeature(QFont.Tag(feature), 0)
        made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return made


def paper(k: float) -> Ink:
    """Give the paper's ink: the light theme."""
    return Ink(LIGHT, k)


def ticks(low: float, high: float, wanted: int = 3) -> list[float]:
    """Give round numbers that reach from below `low` to above `high`.

    Args:
        low: Smallest number.
        high: Largest number; may equal `low`.
        wanted: About how many steps.

    """
    if high - low < 1e-9:
        low, high = low - 1.0, high + 1.0
    rough = (high - low) / wanted
    base = 10.0 ** math.floor(math.log10(rough))
    step = next(base * n for n in (1.0, 2.0, 2.5, 5.0, 10.0) if base * n >= rough - 1e-12)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [n * step for n in range(first, last + 1)]


def draw_sides(painter: QPainter, box: QRectF, sides: Sides, ink: Ink, *, size: float = 7) -> None:
    """Draw axes and lines into a box of device pixels.

    Left is solid with round marks, right is dashed with triangles; a line is broken where its marks
    are not joined.

    Args:
        painter: Draws on the screen or on paper.
        box: Where, axes included.
        sides: What.
        ink: Colours and scale.
        size: Size of the labels in points.

    """
    days = sides.days()
    if not days:
        return
    values = [mark.value for own in sides.marks.values() for mark in own]
    steps = ticks(min(values), max(values))
    font = ink.font(size)
    metrics = QFontMetricsF(font)
    names = [_number(step) for step in steps]
    left = max(metrics.horizontalAdvance(name) for name in names) + 5 * ink.k
    plot = box.adjusted(left, metrics.height() * 0.6, -6 * ink.k, -metrics.height() * 1.4)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    for step, name in zip(steps, names, strict=True):
        y = _y(step, steps, plot)
        painter.setPen(ink.pen(ink.theme.line, 0.6))
        painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
        painter.setPen(QColor(ink.theme.muted))
        spot = QRectF(box.left(), y - metrics.height() / 2, left - 5 * ink.k, metrics.height())
        painter.drawText(spot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
    _draw_days(painter, plot, metrics, days)
    for side, marks in sides.marks.items():
        points = [QPointF(_x(m.day, days, plot), _y(m.value, steps, plot)) for m in marks]
        _draw_line(painter, points, marks, side, ink)
    painter.restore()


def _number(value: float) -> str:
    return words.number(value).replace("-", "−")


def _x(day: date, days: Sequence[date], plot: QRectF) -> float:
    first, last = min(days), max(days)
    width = (last - first).days
    share = (day - first).days / width if width else 0.5
    inset = 4.0 / 72 * plot.width()
    return plot.left() + inset / 2 + share * (plot.width() - inset)


def _y(value: float, steps: Sequence[float], plot: QRectF) -> float:
    return plot.bottom() - (value - steps[0]) / (steps[-1] - steps[0]) * plot.height()


def _draw_days(
    painter: QPainter, plot: QRectF, metrics: QFontMetricsF, days: Sequence[date]
) -> None:
    """Name the first and the last day; one alone stands in the middle."""
    first, last = min(days), max(days)
    line = QRectF(
        plot.left(), plot.bottom() + metrics.height() * 0.3, plot.width(), metrics.height()
    )
    if first == last:
        painter.drawText(line, Qt.AlignmentFlag.AlignHCenter, _day(first))
        return
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft, _day(first))
    painter.drawText(line, Qt.AlignmentFlag.AlignRight, _day(last))
    middle = date.fromordinal((first.toordinal() + last.toordinal()) // 2)
    if (last - first).days > 20 and plot.width() > 5 * metrics.horizontalAdvance(_day(middle)):
        painter.drawText(line, Qt.AlignmentFlag.AlignHCenter, _day(middle))


def _day(day: date) -> str:
    number, month, year = words.date_words(day).split(" ")
    return f"{number} {month[:3]} {year}"


def _draw_line(
    painter: QPainter,
    points: Sequence[QPointF],
    marks: Sequence[Mark],
    side: Side | None,
    ink: Ink,
) -> None:
    colour = ink.theme.accent if side is None else ink.theme.side(side)
    pen = ink.pen(colour, 1.3)
    if side is Side.RIGHT:
        pen.setDashPattern([4.0, 3.0])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    piece: list[QPointF] = []
    for point, mark in zip(points, marks, strict=True):
        if not mark.joined and piece:
            painter.drawPolyline(QPolygonF(piece))
            piece = []
        piece.append(point)
    if piece:
        painter.drawPolyline(QPolygonF(piece))
    size = 2.6 if len(points) <= 30 else 1.7 if len(points) <= 90 else 1.1
    for point in points:
        draw_mark(painter, point, side, ink, size=size)


def draw_mark(
    painter: QPainter, at: QPointF, side: Side | None, ink: Ink, *, size: float = 2.6
) -> None:
    """Draw a round mark for the left, a triangle for the right, a square for both."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(QColor(ink.theme.accent if side is None else ink.theme.side(side))))
    r = size * ink.k
    if side is Side.LEFT:
        painter.drawEllipse(at, r, r)
    elif side is Side.RIGHT:
        corners = [QPointF(0, -1.25 * r), QPointF(1.2 * r, 0.95 * r), QPointF(-1.2 * r, 0.95 * r)]
        painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
    else:
        painter.drawRect(QRectF(at.x() - r, at.y() - r, 2 * r, 2 * r))
