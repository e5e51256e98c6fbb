"""Which place does a person point at, with the mouse or with the keyboard?"""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.body import Body, Side, Spot, View
from gui.body.paint import Look, Marks, paint_body, to_view
from gui.body.shapes import Shapes, load_shapes
from gui.theme import Theme

CAPTION = 30
REACH = 6
"""Pixels around a place that still choose it, where no other place is nearer."""
_ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


class BodyMap(QWidget):
    """Front and back of one body; every place is the person's own left or right."""

    chosen = Signal(object)
    """Spot: clicked, or Enter or Space on the focused place."""
    pointed = Signal(object)
    """Spot or None: hovered or focused."""

    def __init__(self, body: Body, theme: Theme) -> None:
        super().__init__()
        self._body = body
        self._theme = theme
        self._looks: dict[Spot, Look] = {}
        self._says: dict[Spot, str] = {}
        self._selected: Spot | None = None
        self._hovered: Spot | None = None
        self._focused: tuple[View, Spot] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(420, 340)
        self.setObjectName("body_map")
        self.setAccessibleName("Body map. Arrow keys move between places, Enter chooses.")

    def sizeHint(self) -> QSize:
        """As large as the page allows."""
        return QSize(760, 640)

    # -- state ------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        self.update()

    def show_places(self, looks: dict[Spot, Look], says: dict[Spot, str]) -> None:
        """Colour the places; `says` goes into tooltips and accessible names."""
        self._looks, self._says = looks, says
        self.update()

    def select(self, spot: Spot | None) -> None:
        """Mark a place as chosen, without a signal."""
        self._selected = spot
        self.update()

    @property
    def selected(self) -> Spot | None:
        """The chosen place."""
        return self._selected

    @property
    def focused(self) -> Spot | None:
        """The place the keyboard is on."""
        return self._focused[1] if self._focused else None

    def describe(self, spot: Spot) -> str:
        """Say a place for a tooltip or a screen reader."""
        name = f"your {self._body.region(spot.region).label(spot.side)}"
        said = self._says.get(spot, "")
        chosen = ", chosen" if spot == self._selected else ""
        return f"{name}{chosen}. {said}" if said else f"{name}{chosen}"

    # -- geometry ---------------------------------------------------------------------------------

    def _box(self, view: View) -> QRectF:
        half = self.width() / 2
        x = 0.0 if view is View.FRONT else half
        return QRectF(x + 8, 6, half - 16, self.height() - CAPTION - 8)

    def _shapes(self, view: View) -> Shapes:
        return load_shapes()[view]

    def centre_of(self, spot: Spot, view: View | None = None) -> QPointF:
        """Give a point well inside a place, in the widget's coordinates."""
        views = [view] if view else [v for v in View if spot in self._shapes(v).regions]
        shapes = self._shapes(views[0])
        path = shapes.regions[spot]
        rect = path.boundingRect()
        inside = rect.center()
        if not path.contains(inside):
            steps = [
                QPointF(rect.x() + rect.width() * i / 12, rect.y() + rect.height() * j / 12)
                for i in range(1, 12)
                for j in range(1, 12)
            ]
            inside = next(point for point in steps if path.contains(point))
        box = self._box(views[0])
        width, height = shapes.size
        scale = min(box.width() / width, box.height() / height)
        return QPointF(
            box.x() + (box.width() - scale * width) / 2 + scale * inside.x(),
            box.y() + (box.height() - scale * height) / 2 + scale * inside.y(),
        )

    def target_size(self, spot: Spot, view: View) -> QSizeF:
        """Give the size of what can be clicked for a place, in pixels."""
        shapes, box = self._shapes(view), self._box(view)
        scale = min(box.width() / shapes.size[0], box.height() / shapes.size[1])
        drawn = shapes.regions[spot].boundingRect()
        around = 2 * REACH
        return QSizeF(drawn.width() * scale + around, drawn.height() * scale + around)

    def spot_at(self, point: QPointF) -> Spot | None:
        """Give the place at a point of the widget; small places have a wider target."""
        for view in View:
            box = self._box(view)
            if box.contains(point):
                shapes = self._shapes(view)
                scale = min(box.width() / shapes.size[0], box.height() / shapes.size[1])
                inside = to_view(shapes, box, point)
                return shapes.near(inside, REACH / scale)
        return None

    # -- painting ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both views with their sides in words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for view in View:
            shows_focus = self.hasFocus() and self._focused and self._focused[0] is view
            marks = Marks(
                looks=self._looks,
                selected=self._selected,
                hovered=self._hovered,
                focused=self._focused[1] if shows_focus and self._focused else None,
            )
            paint_body(painter, self._shapes(view), self._box(view), self._theme, marks)
            self._caption(painter, view)

    def _caption(self, painter: QPainter, view: View) -> None:
        """Say which way it looks and where the person's own left and right are."""
        box = self._box(view)
        line = QRectF(box.x(), self.height() - CAPTION, box.width(), CAPTION)
        font = QFont(self.font())
        font.setPixelSize(13)
        font.setBold(True)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        first, last = (Side.RIGHT, Side.LEFT) if view is View.FRONT else (Side.LEFT, Side.RIGHT)
        middle = "Front" if view is View.FRONT else "Back"
        parts = [
            (f"your {first.value}", QColor(self._theme.side(first))),
            (middle, QColor(self._theme.muted)),
            (f"your {last.value}", QColor(self._theme.side(last))),
        ]
        gap = min(46.0, line.width() / 10)
        width = sum(metrics.horizontalAdvance(text) for text, _ in parts) + 2 * gap
        x = line.center().x() - width / 2
        for text, colour in parts:
            painter.setPen(colour)
            advance = metrics.horizontalAdvance(text)
            rect = QRectF(x, line.y(), advance + 2, line.height())
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, text)
            x += advance + gap

    # -- mouse ------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a click would choose."""
        self._hover(self.spot_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the hover."""
        self._hover(None)

    def _hover(self, spot: Spot | None) -> None:
        if spot == self._hovered:
            return
        self._hovered = spot
        shape = Qt.CursorShape.PointingHandCursor if spot else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        said = self.describe(spot) if spot else ""
        self.setToolTip(said[:1].upper() + said[1:])
        self.pointed.emit(spot)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the place under the mouse."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        spot = self.spot_at(event.position())
        if spot is not None:
            view = View.FRONT if event.position().x() < self.width() / 2 else View.BACK
            self._focused = (view, spot)
            self._choose(spot)

    def _choose(self, spot: Spot) -> None:
        self._selected = spot
        self.update()
        self.chosen.emit(spot)

    # -- keyboard ---------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk from place to place, Enter and Space choose."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self._walk(_ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._focused:
            self._choose(self._focused[1])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QEvent) -> None:
        """Start on the chosen place, or on the first one."""
        if self._focused is None:
            spot = self._selected or Spot(self._body.regions[0].id, Side.LEFT)
            self._focus(self._first_view(spot), spot)
        self.update()

    def focusOutEvent(self, event: QEvent) -> None:
        """Take the dashes away."""
        self.update()

    def _first_view(self, spot: Spot) -> View:
        return next(v for v in View if spot in self._shapes(v).regions)

    def _walk(self, direction: QPointF) -> None:
        if self._focused is None:
            return
        here = self.centre_of(self._focused[1], self._focused[0])
        best: tuple[float, View, Spot] | None = None
        for view in View:
            for spot in self._shapes(view).regions:
                offset = self.centre_of(spot, view) - here
                along = QPointF.dotProduct(offset, direction)
                across = abs(offset.x() * direction.y() - offset.y() * direction.x())
                if along < 2 or (view, spot) == self._focused:
                    continue
                cost = math.hypot(along, 2.4 * across)
                if best is None or cost < best[0]:
                    best = (cost, view, spot)
        if best is not None:
            self._focus(best[1], best[2])

    def _focus(self, view: View, spot: Spot) -> None:
        self._focused = (view, spot)
        self.setAccessibleName(f"{self.describe(spot)}, button")
        changed = QAccessibleEvent(self, QAccessible.Event.NameChanged)
        QAccessible.updateAccessibility(changed)
        self.pointed.emit(spot)
        self.update()
