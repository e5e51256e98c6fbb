"""How does a place on the map look: its state in colour and pattern, never by colour alone?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QTransform

from core.sides import Spot
from gui.body.stills import Front
from gui.figure.made import Seen
from gui.theme import Theme


class Look(Enum):
    """How a place looks; each has a pattern as well as a colour."""

    PLAIN = "no data yet"
    EVEN = "even"
    MAYBE = "maybe, needs more workouts"
    WEAKER = "weaker side, beyond day-to-day noise"
    STRONGER = "stronger side of a real gap"
    TIGHT = "you said: tight"
    WEAK = "you said: weak"
    PAINFUL = "hurts"
    PAUSED = "waits for a professional"


_SAID = (Look.TIGHT, Look.WEAK, Look.PAINFUL)


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """What is drawn over the plain body."""

    looks: dict[Spot, Look]
    selected: Spot | None = None
    hovered: Spot | None = None
    focused: Spot | None = None


def fill_of(look: Look, theme: Theme) -> QBrush:
    """Give the ground of a look."""
    colours = {
        Look.EVEN: theme.even,
        Look.WEAKER: theme.weaker,
        Look.TIGHT: theme.region,
        Look.WEAK: theme.region,
        Look.PAINFUL: theme.warn_soft,
    }
    return QBrush(QColor(colours.get(look, theme.region)))


def pattern_of(look: Look, theme: Theme) -> QBrush | None:
    """Give the pattern on top of the ground, for those who do not see the colour."""
    patterns = {
        Look.MAYBE: (theme.weaker, Qt.BrushStyle.BDiagPattern),
        Look.STRONGER: (theme.even, Qt.BrushStyle.HorPattern),
        Look.PAUSED: (theme.warn, Qt.BrushStyle.DiagCrossPattern),
        Look.WEAKER: (theme.card, Qt.BrushStyle.Dense7Pattern),
        Look.TIGHT: (theme.accent, Qt.BrushStyle.VerPattern),
        Look.WEAK: (theme.accent, Qt.BrushStyle.FDiagPattern),
        Look.PAINFUL: (theme.warn, Qt.BrushStyle.CrossPattern),
    }
    if look not in patterns:
        return None
    colour, style = patterns[look]
    return QBrush(QColor(colour), style)


def transform_to(seen: Seen | Front, box: QRectF) -> QTransform:
    """Take the pixels of a view to a box of the widget."""
    made = QTransform()
    made.translate(box.x(), box.y())
    made.scale(box.width() / seen.plain.width(), box.height() / seen.plain.height())
    return made


def paint_body(
    painter: QPainter,
    seen: Seen | Front,
    box: QRectF,
    theme: Theme,
    marks: Marks,
    *,
    ratio: float,
) -> None:
    """Draw one view into a box; `ratio` is how many of the screen's pixels a logical one has."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    whole = QRectF(seen.plain.rect())
    painter.drawImage(box, seen.plain, whole)
    unit = seen.plain.height() / box.height()
    if isinstance(seen, Seen):
        _colour(painter, seen, box, theme, marks, unit * max(1.0, ratio / 1.5))
        painter.drawImage(box, seen.light, whole)
    if (marks.hovered, marks.selected, marks.focused) != (None, None, None):
        painter.setTransform(transform_to(seen, box), combine=True)
        _mark(painter, seen, theme, marks, unit)
    painter.restore()


def _colour(
    painter: QPainter, seen: Seen, box: QRectF, theme: Theme, marks: Marks, dots: float
) -> None:
    """Fill every place; patterns are counted in the screen's pixels: the same dots at any scale."""
    painter.save()
    painter.setTransform(transform_to(seen, box), combine=True)
    unit = seen.plain.height() / box.height()
    hem = QPen(QColor(theme.region_line), 1.2 * unit)
    hem.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    for spot, path in seen.places.items():
        look = marks.looks.get(spot, Look.PLAIN)
        painter.fillPath(path, fill_of(look, theme))
        pattern = pattern_of(look, theme)
        if pattern is not None:
            pattern.setTransform(QTransform.fromScale(dots, dots))
            painter.fillPath(path, pattern)
        painter.strokePath(path, hem)
    painter.restore()


def _mark(painter: QPainter, seen: Seen | Front, theme: Theme, marks: Marks, unit: float) -> None:
    """Show what is chosen, pointed at, and reached by the keyboard."""
    for marked, width in ((marks.hovered, 2.0), (marks.selected, 3.0)):
        if marked is not None and marked in seen.places:
            said = marks.looks.get(marked) in _SAID
            _outline(
                painter,
                seen.places[marked],
                theme,
                unit * width,
                chosen=marked == marks.selected,
                veil=0.16 if said else 0.72,
            )
    if marks.focused is not None and marks.focused in seen.places:
        path = seen.places[marks.focused]
        painter.strokePath(path, QPen(QColor(theme.card), 4.0 * unit))
        painter.strokePath(path, QPen(QColor(theme.text), 2.0 * unit, Qt.PenStyle.DashLine))


def _outline(
    painter: QPainter,
    path: QPainterPath,
    theme: Theme,
    width: float,
    *,
    chosen: bool,
    veil: float,
) -> None:
    """Mark a place; a light veil lets a pattern that was just chosen show through."""
    ground = QColor(theme.accent)
    ground.setAlphaF(veil if chosen else 0.35)
    painter.fillPath(path, ground)
    painter.strokePath(path, QPen(QColor(theme.text if chosen else theme.accent), width))
