"""How is a day's finding drawn on the standing body, front and back, without turning it?"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from core.body import Body, Side, Spot, View
from gui.body.looks import Look, Marks, paint_body, transform_to
from gui.body.pane import SHAPE
from gui.body.stills import load_still
from gui.figure.person import Figure
from gui.theme import FONT, Theme

CAPTION = 24


class StillMap(QWidget):
    """Front and back with a look for each place. The table beside it says the same in words."""

    chosen = Signal(object)
    """Spot: clicked."""

    def __init__(self, body: Body, theme: Theme, figure: Figure = Figure.FEMALE) -> None:
        super().__init__()
        self._body = body
        self.theme = theme
        self._figure = figure
        self._looks: dict[Spot, Look] = {}
        self._says: dict[Spot, str] = {}
        self._region: str | None = None
        self.setObjectName("still_map")
        self.setMinimumSize(300, 280)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """As large as the page allows."""
        return QSize(560, 520)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self.theme = theme
        self.update()

    def show_figure(self, figure: Figure) -> None:
        """Show the other body."""
        self._figure = figure
        self.update()

    def show_places(self, looks: dict[Spot, Look], says: dict[Spot, str], described: str) -> None:
        """Colour the places.

        Args:
            looks: How each place looks.
            says: Each place's words, for the mouse.
            described: All of it in words, for those who don't see it.

        """
        self._looks, self._says = looks, says
        self.setAccessibleName("The body, coloured by verdict")
        self.setAccessibleDescription(described)
        self.update()

    def mark(self, region: str | None) -> None:
        """Outline a place on both sides."""
        self._region = region
        self.update()

    def look(self, spot: Spot) -> Look:
        """How a place looks now."""
        return self._looks.get(spot, Look.PLAIN)

    def _boxes(self) -> dict[View, QRectF]:
        half = self.width() / 2
        height = min(self.height() - CAPTION - 4.0, (half - 8) / SHAPE)
        width = SHAPE * height
        top = max(0.0, (self.height() - CAPTION - height) / 2)
        return {
            view: QRectF(i * half + (half - width) / 2, top, width, height)
            for i, view in enumerate((View.FRONT, View.BACK))
        }

    def spot_at(self, point: QPointF) -> Spot | None:
        """Give the place at a point of the widget."""
        for view, box in self._boxes().items():
            if not box.contains(point):
                continue
            seen = load_still(self._figure, view, self.theme.name)
            inside, _ = transform_to(seen, box).inverted()
            here = inside.map(point)
            for spot, path in seen.places.items():
                if path.contains(here):
                    return spot
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both views with their sides in words."""
        painter = QPainter(self)
        self.paint(painter)

    def paint(self, painter: QPainter) -> None:
        """Draw with any painter."""
        font = QFont(FONT)
        font.setPixelSize(12)
        font.setBold(True)
        for view, box in self._boxes().items():
            seen = load_still(self._figure, view, self.theme.name)
            marks = Marks(looks=self._looks)
            paint_body(painter, seen, box, self.theme, marks, ratio=self.devicePixelRatioF())
            for side in Side:
                path = seen.places.get(Spot(self._region, side)) if self._region else None
                if path is not None:
                    shape = transform_to(seen, box).map(path)
                    painter.strokePath(shape, QPen(QColor(self.theme.card), 4.0))
                    painter.strokePath(shape, QPen(QColor(self.theme.text), 2.0))
            painter.setFont(font)
            half = self.width() / 2
            line = QRectF(0 if view is View.FRONT else half, box.bottom(), half, CAPTION)
            line.adjust(10, 0, -10, 0)
            front = view is View.FRONT
            ends = (Side.RIGHT, Side.LEFT) if front else (Side.LEFT, Side.RIGHT)
            for side, flag in zip(
                ends, (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight), strict=True
            ):
                painter.setPen(QColor(self.theme.side(side)))
                painter.drawText(line, flag | Qt.AlignmentFlag.AlignVCenter, f"your {side.value}")
            painter.setPen(QColor(self.theme.muted))
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, "Front" if front else "Back")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the place under the mouse."""
        spot = self.spot_at(event.position())
        if spot is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(spot)

    def event(self, event: QEvent) -> bool:
        """Say the place under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            spot = self.spot_at(QPointF(event.pos()))
            if spot is None:
                QToolTip.hideText()
            else:
                name = f"Your {self._body.region(spot.region).label(spot.side)}"
                said = self._says.get(spot, "")
                QToolTip.showText(event.globalPos(), f"{name}. {said}".strip(), self)
            return True
        return super().event(event)
