"""How is a test measured that no figure shows? A plain drawing with the measure in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.body import Side
from gui.theme import Theme

P = tuple[float, float]
"""A point: 0 to 100 from the left, 0 to 100 from the top, drawn for the right side."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A person as limbs, what stands around, what is measured; all for the right side."""

    near: Sequence[Sequence[P]]
    """Limbs of the tested side."""
    far: Sequence[Sequence[P]]
    trunk: Sequence[P]
    head: P
    head_r: float = 6.0
    floor: float | None = 91.5
    wall: float | None = None
    boxes: Sequence[tuple[float, float, float, float]] = ()
    """Chair and things: left, top, width, height."""
    measure: tuple[P, P] | None = None
    unit: str = ""
    arc: Sequence[P] = ()
    """A way through the air, dashed: start, top, end."""
    angle: tuple[P, float, float] | None = None
    """Where an angle is, its radius, and its size in degrees above the floor."""
    arrow: tuple[P, P] | None = None
    """A movement."""
    trunk_width: float = 12.0
    closed_eye: P | None = None
    from_behind: bool = False


_DRAWINGS = {
    "knee_to_wall": Drawing(
        near=[[(50, 56), (82.5, 66), (64, 87)], [(62, 89), (73, 90)]],
        far=[[(50, 56), (38, 75), (20, 86)], [(20, 86), (27, 90)], [(57, 29), (70, 38), (84, 33)]],
        trunk=[(50, 55), (56, 28)],
        head=(60, 13),
        wall=86,
        measure=((74, 96.5), (86, 96.5)),
        unit="cm",
    ),
    "chair_rise": Drawing(
        near=[[(40, 56), (62, 61), (60, 87)], [(59, 89), (69, 90)]],
        far=[[(40, 55), (63, 52), (80, 66)], [(80, 66), (87, 61)], [(51, 30), (60, 43), (51, 42)]],
        trunk=[(40, 55), (50, 29)],
        head=(55, 14),
        boxes=[(22, 63, 26, 4), (22, 34, 3.5, 30), (22, 66, 3.5, 25), (44.5, 66, 3.5, 25)],
        arrow=((30, 52), (30, 22)),
    ),
    "leg_raise": Drawing(
        near=[[(52, 80), (62, 52), (71, 25)], [(71, 25), (64, 19)]],
        far=[[(52, 81), (72, 83), (90, 83)], [(90, 83), (91, 75)], [(24, 78), (34, 84), (46, 85)]],
        trunk=[(24, 80), (50, 81)],
        head=(10, 78),
        floor=89,
        angle=((54, 84), 17, 71),
        unit="°",
    ),
    "forward_reach": Drawing(
        near=[[(38, 50), (46, 69), (41, 87)], [(40, 89), (50, 90)]],
        far=[[(38, 50), (58, 67), (78, 84)], [(78, 85), (86, 89)], [(42, 24), (30, 37), (37, 47)]],
        trunk=[(38, 50), (42, 23)],
        head=(45, 8.5),
        measure=((52, 96.5), (88, 96.5)),
        unit="cm",
    ),
    "hop": Drawing(
        near=[[(66, 52), (77, 66), (70, 87)], [(69, 89), (79, 90)]],
        far=[[(66, 52), (71, 71), (55, 80)], [(55, 80), (53, 87)], [(72, 28), (82, 39), (92, 36)]],
        trunk=[(66, 52), (72, 27)],
        head=(77, 12.5),
        arc=[(24, 86), (44, 40), (66, 84)],
        measure=((28, 96.5), (67, 96.5)),
        unit="cm",
    ),
    "grip": Drawing(
        near=[[(42, 36), (42, 61), (65, 61)]],
        far=[[(42, 84), (66, 84), (66, 96)]],
        trunk=[(42, 82), (42, 38)],
        head=(44, 17),
        head_r=8.5,
        floor=None,
        boxes=[(30, 89, 26, 4), (64, 52, 6, 19), (71, 52, 3, 19)],
        unit="kg",
        trunk_width=16,
    ),
    "stance_closed": Drawing(
        near=[[(48, 52), (49, 70), (48, 87)], [(47, 89), (57, 90)]],
        far=[[(48, 52), (62, 64), (53, 79)], [(53, 79), (59, 84)], [(49, 29), (58, 41), (47, 42)]],
        trunk=[(48, 52), (48, 28)],
        head=(50, 13),
        closed_eye=(53.5, 12.5),
    ),
    "back_scratch": Drawing(
        near=[[(65, 46), (71, 17)], [(71, 17), (49, 50)]],
        far=[[(34, 46), (20, 72), (48, 72)]],
        trunk=[(50, 51), (50, 80)],
        head=(50, 17),
        head_r=9,
        floor=None,
        measure=((50, 55.5), (50, 67.5)),
        unit="cm",
        trunk_width=30,
        from_behind=True,
    ),
}


class Sketch(QWidget):
    """The drawing of a test; the tested side wears its colour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._drawing: Drawing | None = None
        self._side = Side.RIGHT
        self.setMinimumSize(160, 140)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """As large as a figure."""
        return QSize(420, 360)

    @property
    def known(self) -> bool:
        """True when there is a drawing of the test."""
        return self._drawing is not None

    def show_test(self, test_id: str, side: Side) -> None:
        """Show a test on a side."""
        self._drawing, self._side = _DRAWINGS.get(test_id), side
        self.setAccessibleName(f"Drawing of the test, {side.value} side")
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, mirrored for the left side."""
        if self._drawing is None:
            return
        size = min(self.width(), self.height()) - 8.0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate((self.width() - size) / 2, (self.height() - size) / 2)
        painter.scale(size / 100, size / 100)
        colour, mirrored = self._theme.side(self._side), self._side is Side.LEFT
        draw = _Pen(painter, self._theme, colour, mirrored=mirrored)
        draw.person(self._drawing)
        draw.measures(self._drawing)


class _Pen:
    """Draws on a field of 100 by 100, mirrored or not; letters are never mirrored."""

    def __init__(self, painter: QPainter, theme: Theme, colour: str, *, mirrored: bool) -> None:
        self._painter, self._theme, self._colour, self._mirrored = painter, theme, colour, mirrored

    def _at(self, point: P) -> QPointF:
        return QPointF(100 - point[0] if self._mirrored else point[0], point[1])

    def _box(self, box: tuple[float, float, float, float]) -> QRectF:
        x, y, w, h = box
        return QRectF(100 - x - w if self._mirrored else x, y, w, h)

    def _stroke(self, points: Sequence[P], width: float, colour: str) -> None:
        """Draw a rounded limb with a thin edge."""
        line = QPolygonF([self._at(point) for point in points])
        for thick, ink in ((width + 1.4, self._theme.skin_line), (width, colour)):
            pen = QPen(QColor(ink), thick)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            self._painter.setPen(pen)
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawPolyline(line)

    def person(self, drawing: Drawing) -> None:
        """Draw the room, then the person from the far side to the near one."""
        painter, theme = self._painter, self._theme
        painter.setPen(QPen(QColor(theme.even), 1.2))
        if drawing.floor is not None:
            painter.drawLine(
                self._at((2, drawing.floor + 1.6)), self._at((98, drawing.floor + 1.6))
            )
        if drawing.wall is not None:
            painter.drawLine(self._at((drawing.wall + 1.2, 6)), self._at((drawing.wall + 1.2, 93)))
        painter.setPen(QPen(QColor(theme.skin_line), 0.7))
        painter.setBrush(QColor(theme.region))
        for box in drawing.boxes:
            painter.drawRoundedRect(self._box(box), 1.2, 1.2)
        if drawing.from_behind:
            self._behind(drawing)
            return
        for limb in drawing.far:
            self._stroke(limb, 5.0 if len(limb) == 2 else 6.6, theme.skin)
        self._stroke([drawing.trunk[-1], drawing.head], 4.6, theme.skin)
        self._stroke(drawing.trunk, drawing.trunk_width, theme.cloth)
        self._head(drawing)
        for limb in drawing.near:
            self._stroke(limb, 5.4 if len(limb) == 2 else 7.4, self._colour)

    def _behind(self, drawing: Drawing) -> None:
        self._stroke([drawing.trunk[0], drawing.head], 7.0, self._theme.skin)
        self._stroke(drawing.trunk, drawing.trunk_width, self._theme.cloth)
        self._head(drawing)
        for limb in drawing.far:
            self._stroke(limb, 7.0, self._theme.skin)
        for limb in drawing.near:
            self._stroke(limb, 7.4, self._colour)

    def _head(self, drawing: Drawing) -> None:
        painter = self._painter
        painter.setPen(QPen(QColor(self._theme.skin_line), 0.7))
        painter.setBrush(QColor(self._theme.skin))
        painter.drawEllipse(self._at(drawing.head), drawing.head_r, drawing.head_r * 1.15)
        if drawing.closed_eye is not None:
            x, y = drawing.closed_eye
            painter.setPen(QPen(QColor(self._theme.text), 0.8))
            painter.drawLine(self._at((x - 1.6, y)), self._at((x + 1.2, y + 0.5)))

    def measures(self, drawing: Drawing) -> None:
        """Draw what is measured, in the text's colour."""
        painter = self._painter
        pen = QPen(QColor(self._theme.text), 0.9)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if drawing.arc:
            start, top, end = (self._at(point) for point in drawing.arc)
            path = QPainterPath(start)
            path.quadTo(top, end)
            pen.setDashPattern([3.0, 3.0])
            painter.setPen(pen)
            painter.drawPath(path)
            pen.setStyle(Qt.PenStyle.SolidLine)
            painter.setPen(pen)
        if drawing.measure is not None:
            one, two = drawing.measure
            self._arrow(two, one)
            self._arrow(one, two)
            middle = ((one[0] + two[0]) / 2, (one[1] + two[1]) / 2)
            upright = abs(one[0] - two[0]) < 1
            short = not upright and abs(one[0] - two[0]) < 16
            beside = (min(one[0], two[0]) - 7, middle[1]) if short else middle
            self._say(drawing.unit, (middle[0] + 7, middle[1]) if upright else beside)
        if drawing.arrow is not None:
            self._arrow(*drawing.arrow)
        if drawing.angle is not None:
            (x, y), radius, size = drawing.angle
            box = QRectF(self._at((x, y)).x() - radius, y - radius, 2 * radius, 2 * radius)
            begin = (180 - size) * 16 if self._mirrored else 0
            painter.drawArc(box, round(begin), round(size * 16))
            self._say(drawing.unit, (x + radius + 4, y - radius * 0.55))
        elif drawing.measure is None and drawing.unit:
            self._say(drawing.unit, (84, 58))

    def _arrow(self, start: P, end: P) -> None:
        one, two = self._at(start), self._at(end)
        self._painter.drawLine(one, two)
        way = two - one
        length = max(1e-6, (way.x() ** 2 + way.y() ** 2) ** 0.5)
        along = way / length
        across = QPointF(-along.y(), along.x())
        for side in (1.5, -1.5):
            self._painter.drawLine(two, two - along * 2.6 + across * side)

    def _say(self, text: str, at: P) -> None:
        font = QFont(self._painter.font())
        font.setPixelSize(6)
        font.setBold(True)
        self._painter.setFont(font)
        spot = self._at(at)
        box = QRectF(spot.x() - 7, spot.y() - 4, 14, 8)
        if text == "cm":
            ground = QRectF(spot.x() - 5, spot.y() - 3, 10, 6)
            self._painter.fillRect(ground, QColor(self._theme.paper))
        self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
