"""Which muscles does an exercise work, on whose side, at a glance?"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.body import Body, Side, Spot, View
from gui.body.paint import Look, Marks, paint_body
from gui.body.shapes import load_shapes
from gui.theme import Theme

_CROPS = {
    "upper": (0.0, 0.56),
    "lower": (0.34, 1.0),
    "whole": (0.0, 1.0),
}


class MiniFigure(QWidget):
    """A small body, front and back, with the worked places marked on the person's side."""

    def __init__(self, theme: Theme, body: Body | None = None, *, on_card: bool = True) -> None:
        super().__init__()
        self._on_card = on_card
        self._theme = theme
        self._body = body or Body.load()
        self._looks: dict[Spot, Look] = {}
        self._views: tuple[View, ...] = (View.FRONT, View.BACK)
        self.setMinimumSize(120, 110)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """A card's picture."""
        return QSize(260, 168)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        self.update()

    def show_muscles(
        self, main: tuple[str, ...], minor: tuple[str, ...], side: Side | None
    ) -> None:
        """Mark muscles of one side, or of both when the side is None."""
        sides = tuple(Side) if side is None else (side,)
        looks: dict[Spot, Look] = {}
        for muscles, look in ((minor, Look.MINOR), (main, Look.MAIN)):
            for region in self._body.regions_of(muscles):
                if region.id == "knee":
                    continue  # the knee has no muscle of its own
                for each in sides:
                    looks[Spot(region.id, each)] = look
        self._looks = looks
        self._describe(main, minor, side)
        self.update()

    def _describe(self, main: tuple[str, ...], minor: tuple[str, ...], side: Side | None) -> None:
        names = [self._body.muscle(m).name for m in main]
        helpers = [self._body.muscle(m).name for m in minor]
        whose = "both sides" if side is None else f"your {side.value} side"
        text = f"Muscles of {whose}: {', '.join(names)}"
        if helpers:
            text += f"; helping: {', '.join(helpers)}"
        self.setAccessibleName(text)
        self.setToolTip(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both views beside each other."""
        painter = QPainter(self)
        views = load_shapes()
        area = QRectF(self.rect()).adjusted(4, 6, -4, -4)
        top, bottom = self._crop()
        painter.setClipRect(area)
        full = area.height() / (bottom - top)
        width = full * views[View.FRONT].size[0] / views[View.FRONT].size[1]
        if width * 2 > area.width():
            full *= area.width() / (width * 2)
            width = area.width() / 2
        y = area.y() - top * full + (area.height() - (bottom - top) * full) / 2
        x = area.center().x() - width
        marks = Marks(self._looks)
        for view in self._views:
            box = QRectF(x, y, width, full)
            paint_body(painter, views[view], box, self._theme, marks, fine=False)
            x += width
        self._fade(painter, area, top, bottom)

    def _fade(self, painter: QPainter, area: QRectF, top: float, bottom: float) -> None:
        """Let the body fade where it is cropped, so that it does not look cut off."""
        ground = QColor(self._theme.card if self._on_card else self._theme.paper)
        clear = QColor(ground)
        clear.setAlpha(0)
        for cropped, edge, inside in (
            (top > 0, area.top(), area.top() + 26),
            (bottom < 1, area.bottom(), area.bottom() - 26),
        ):
            if cropped:
                shade = QLinearGradient(0, edge, 0, inside)
                shade.setColorAt(0, ground)
                shade.setColorAt(1, clear)
                painter.fillRect(area, shade)

    def _crop(self) -> tuple[float, float]:
        """Show the half of the body where something happens, larger."""
        marked = [
            path.boundingRect()
            for shapes in load_shapes().values()
            for spot, path in shapes.regions.items()
            if spot in self._looks
        ]
        if not marked:
            return _CROPS["whole"]
        height = load_shapes()[View.FRONT].size[1]
        top = min(rect.top() for rect in marked) / height
        bottom = max(rect.bottom() for rect in marked) / height
        for name in ("upper", "lower"):
            low, high = _CROPS[name]
            if top >= low and bottom <= high:
                return low, high
        return _CROPS["whole"]
