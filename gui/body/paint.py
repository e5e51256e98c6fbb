"""How is a body drawn: skin, clothes, places and their state, never by colour alone?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QTransform

from core.body import Side, Spot
from gui.body.shapes import Shapes
from gui.theme import Theme


class Look(Enum):
    """How a place looks; each has a pattern as well as a colour."""

    PLAIN = "no data yet"
    EVEN = "even"
    MAYBE = "maybe, needs more workouts"
    WEAKER = "weaker side, beyond day-to-day noise"
    MAIN = "main muscle"
    MINOR = "helping muscle"
    STRONGER = "stronger side of a real gap"
    PAUSED = "waits for a professional"


@dataclass(frozen=True, slots=True)
class Marks:
    """What is drawn over the plain body."""

    looks: dict[Spot, Look]
    selected: Spot | None = None
    hovered: Spot | None = None
    focused: Spot | None = None


def fit(shapes: Shapes, box: QRectF) -> QTransform:
    """Fit a view into a box, centred, keeping its proportions."""
    width, height = shapes.size
    scale = min(box.width() / width, box.height() / height)
    transform = QTransform()
    transform.translate(
        box.x() + (box.width() - scale * width) / 2, box.y() + (box.height() - scale * height) / 2
    )
    transform.scale(scale, scale)
    return transform


def fill_of(look: Look, theme: Theme, side: Side = Side.LEFT) -> QBrush:
    """Give the ground of a look; worked muscles wear the colour of their side."""
    colours = {
        Look.PLAIN: theme.region,
        Look.EVEN: theme.even,
        Look.MAYBE: theme.region,
        Look.WEAKER: theme.weaker,
        Look.STRONGER: theme.region,
        Look.MAIN: theme.left if side is Side.LEFT else theme.right,
        Look.MINOR: theme.left if side is Side.LEFT else theme.right,
        Look.PAUSED: theme.region,
    }
    colour = QColor(colours[look])
    if look is Look.MINOR:
        colour.setAlphaF(0.38)
    return QBrush(colour)


def pattern_of(look: Look, theme: Theme) -> QBrush | None:
    """Give the pattern on top of the ground, for those who do not see the colour."""
    if look is Look.MAYBE:
        return QBrush(QColor(theme.weaker), Qt.BrushStyle.BDiagPattern)
    if look is Look.STRONGER:
        return QBrush(QColor(theme.even), Qt.BrushStyle.HorPattern)
    if look is Look.PAUSED:
        return QBrush(QColor(theme.warn), Qt.BrushStyle.DiagCrossPattern)
    if look is Look.WEAKER:
        return QBrush(QColor(theme.card), Qt.BrushStyle.Dense7Pattern)
    return None


def paint_body(
    painter: QPainter,
    shapes: Shapes,
    box: QRectF,
    theme: Theme,
    marks: Marks,
    *,
    fine: bool = True,
) -> None:
    """Draw one view into a box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    transform = fit(shapes, box)
    painter.setTransform(transform, combine=True)
    unit = 1.0 / transform.m11()
    painter.setPen(QPen(QColor(theme.skin_line), max(1.4, 1.2 * unit)))
    painter.setBrush(QColor(theme.skin))
    painter.drawPath(shapes.outline)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.cloth))
    painter.drawPath(shapes.clothes)
    for spot, path in shapes.regions.items():
        look = marks.looks.get(spot, Look.PLAIN)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillPath(path, fill_of(look, theme, spot.side))
        pattern = pattern_of(look, theme)
        if pattern is not None:
            # Patterns are counted in the screen's pixels, so they stay crisp at any size.
            pattern.setTransform(QTransform.fromScale(unit, unit))
            painter.fillPath(path, pattern)
    if fine:
        line = QColor(theme.skin_line)
        line.setAlphaF(0.45)
        painter.setPen(QPen(line, 1.1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shapes.details)
    for marked, width in ((marks.hovered, 2.0), (marks.selected, 3.0)):
        if marked is not None and marked in shapes.regions:
            chosen = marked == marks.selected
            _outline(painter, shapes.regions[marked], theme, unit, width, chosen=chosen)
    if marks.focused is not None and marks.focused in shapes.regions:
        pen = QPen(QColor(theme.text), 2.0 * unit, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shapes.regions[marks.focused])
    painter.restore()


def _outline(
    painter: QPainter,
    path: QPainterPath,
    theme: Theme,
    unit: float,
    width: float,
    *,
    chosen: bool,
) -> None:
    ground = QColor(theme.accent)
    ground.setAlphaF(0.85 if chosen else 0.35)
    painter.setBrush(ground)
    painter.setPen(QPen(QColor(theme.text if chosen else theme.accent), width * unit))
    painter.drawPath(path)


def to_view(shapes: Shapes, box: QRectF, point: QPointF) -> QPointF:
    """Turn a point of the widget into the view's units."""
    inverse, _ = fit(shapes, box).inverted()
    return inverse.map(point)
