"""Which place does a person point at, with the mouse or with the keyboard?"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.late import Late, now
from core.sides import Side, Spot, View
from gui.body.looks import Look, Marks, paint_body
from gui.body.pane import Pane
from gui.body.region_button import LEAST, RegionButton

if TYPE_CHECKING:
    from core.body import Body
    from gui.figure.studio import Studio
    from gui.figure.wishes import Wish
    from gui.theme import Theme

CAPTION = 30
TURN_BY = 30.0
_PER_PIXEL = 0.6
_STILL = 5
"""Pixels the pointer may wander in a click that is no drag."""
_ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


class BodyMap(QWidget):
    """Front and back of one body, or its sides; every place is the person's own left or right."""

    chosen = Signal(object)
    """Spot: clicked, or Enter or Space on the focused place."""
    pointed = Signal(object)
    """Spot or None: hovered or focused."""
    went_home = Signal(bool)
    """It shows front and back again (false), or the sides (true)."""

    def __init__(self, body: Body | Late[Body], studio: Studio, theme: Theme) -> None:
        super().__init__()
        self._body = body
        self._theme = theme
        self._panes = {view: Pane(studio, view) for view in View}
        self._looks: dict[Spot, Look] = {}
        self._says: dict[Spot, str] = {}
        self._selected: Spot | None = None
        self._hovered: Spot | None = None
        self._focused: Spot | None = None
        self._pressed: QPointF | None = None
        self._held: Pane | None = None
        self._at = QPointF()
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(420, 340)
        self.setObjectName("body_map")
        self.setAccessibleName("Body map: choose a place")
        self._buttons: dict[Spot, RegionButton] = {}
        for pane in self._panes.values():
            pane.theme = theme.name
        studio.drawn.connect(self._on_drawn)
        studio.preferred.connect(self._on_preferred)

    def finish(self) -> None:
        """Make what the keyboard and a screen reader use; the mouse needs none of it."""
        if self._buttons:
            return
        for region in now(self._body).regions:
            for spot in (Spot(region.id, Side.LEFT), Spot(region.id, Side.RIGHT)):
                button = RegionButton(spot, self)
                button.wanted.connect(self._choose)
                button.reached.connect(self._on_reached)
                button.left.connect(self._on_left)
                self._buttons[spot] = button
                button.show()
        self._name_buttons()
        self._lay_buttons()

    def tab_after(self, widget: QWidget) -> None:
        """Let the keyboard come to the places after another widget of the window."""
        for button in self._buttons.values():
            QWidget.setTabOrder(widget, button)
            widget = button

    def sizeHint(self) -> QSize:
        """As large as the page allows."""
        return QSize(760, 640)

    # -- state ------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        for pane in self._panes.values():
            pane.wear(theme.name)
        self.update()

    def show_places(self, looks: dict[Spot, Look], says: dict[Spot, str]) -> None:
        """Colour the places; `says` goes into tooltips and accessible names."""
        self._looks, self._says = looks, says
        for pane in self._panes.values():
            pane.coloured = any(look is not Look.PLAIN for look in looks.values())
        self._name_buttons()
        self.update()

    def select(self, spot: Spot | None) -> None:
        """Mark a place as chosen, without a signal; turn to it if it can't be seen."""
        self._selected = spot
        self._name_buttons()
        if spot is not None:
            self._turn_to(spot)
        self.update()

    @property
    def selected(self) -> Spot | None:
        """The chosen place."""
        return self._selected

    @property
    def focused(self) -> Spot | None:
        """The place the keyboard is on."""
        return self._focused

    @property
    def settled(self) -> bool:
        """True when nothing is being drawn for it."""
        return all(pane.settled for pane in self._panes.values())

    @property
    def turned(self) -> bool:
        """True when the body was turned away from where it is at rest."""
        return any(pane.turned for pane in self._panes.values())

    def button(self, spot: Spot) -> RegionButton:
        """Give what the keyboard and a screen reader reach a place by."""
        self.finish()
        return self._buttons[spot]

    def describe(self, spot: Spot) -> str:
        """Say a place for a tooltip or a screen reader."""
        name = f"your {now(self._body).region(spot.region).label(spot.side)}"
        said = self._says.get(spot, "")
        chosen = ", chosen" if spot == self._selected else ""
        return f"{name}{chosen}. {said}" if said else f"{name}{chosen}"

    def _name_buttons(self) -> None:
        for spot, button in self._buttons.items():
            button.setAccessibleName(self.describe(spot))

    def show_sides(self, aside: bool) -> None:  # noqa: FBT001 - a toggle's state
        """Show the body from its sides, or from front and back again."""
        for pane in self._panes.values():
            pane.go_home(aside=aside)
        self.went_home.emit(aside)
        self._lay_buttons()
        self.update()

    @property
    def aside(self) -> bool:
        """True when the sides are shown."""
        return self._panes[View.FRONT].aside

    def go_home(self) -> None:
        """Turn the body back."""
        self.show_sides(self.aside)

    def turn(self, around: float, up: float = 0.0) -> None:
        """Turn both views by degrees."""
        for pane in self._panes.values():
            pane.turn(around, up)
        self._lay_buttons()
        self.update()

    def _turn_to(self, spot: Spot) -> None:
        """Make sure that a place can be seen."""
        if not any(spot in pane.seen.places for pane in self._panes.values()):
            self.show_sides(aside=False)

    # -- geometry ---------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the two views side by side."""
        super().resizeEvent(event)
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        """Know the screen's scale."""
        super().showEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        half = self.width() / 2
        for x, pane in zip((0.0, half), self._panes.values(), strict=True):
            area = QRectF(x + 8, 4, half - 16, self.height() - CAPTION - 6)
            pane.place(area, self.devicePixelRatioF())
        self._lay_buttons()
        self.update()

    def _lay_buttons(self) -> None:
        """Put each place's button where the place is seen largest."""
        for spot, button in self._buttons.items():
            pane = max(self._panes.values(), key=lambda p, s=spot: _area(p.target_size(s)))  # type: ignore[misc]
            centre, size = pane.centre_of(spot), pane.target_size(spot)
            if centre is None:
                continue
            width, height = max(LEAST, round(size.width())), max(LEAST, round(size.height()))
            button.setGeometry(
                round(centre.x() - width / 2), round(centre.y() - height / 2), width, height
            )

    def centre_of(self, spot: Spot, view: View | None = None) -> QPointF:
        """Give a point well inside a place, in the widget's coordinates.

        Raises:
            ValueError: The place can't be seen there.

        """
        for pane in [self._panes[view]] if view else self._panes.values():
            found = pane.centre_of(spot)
            if found is not None:
                return found
        raise ValueError(f"{spot} can't be seen here")

    def views_of(self, spot: Spot) -> list[View]:
        """Give the views that show a place now."""
        return [view for view, pane in self._panes.items() if spot in pane.seen.places]

    def target_size(self, spot: Spot, view: View) -> QSizeF:
        """Give the size of what can be clicked for a place, in pixels."""
        return self._panes[view].target_size(spot)

    def spot_at(self, point: QPointF) -> Spot | None:
        """Give the place at a point of the widget; small places have a wider target."""
        pane = self._pane_at(point)
        return pane.spot_at(point) if pane is not None else None

    def _pane_at(self, point: QPointF) -> Pane | None:
        return next((p for p in self._panes.values() if p.box.contains(point)), None)

    # -- painting ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both views with their sides in words."""
        painter = QPainter(self)
        marks = Marks(
            looks=self._looks,
            selected=self._selected,
            hovered=self._hovered,
            focused=self._focused,
        )
        for pane in self._panes.values():
            paint_body(
                painter, pane.seen, pane.box, self._theme, marks, ratio=self.devicePixelRatioF()
            )
            self._caption(painter, pane)

    def _caption(self, painter: QPainter, pane: Pane) -> None:
        """Say which way it looks and where the person's own left and right are."""
        half = self.width() / 2
        x = 0.0 if pane.view is View.FRONT else half
        line = QRectF(x, self.height() - CAPTION, half, CAPTION)
        font = QFont(self.font())
        font.setPixelSize(13)
        font.setBold(True)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        parts = self._caption_parts(pane)
        gap = min(46.0, line.width() / 10)
        width = sum(metrics.horizontalAdvance(text) for text, _ in parts) + gap * (len(parts) - 1)
        at = line.center().x() - width / 2
        for text, colour in parts:
            painter.setPen(QColor(colour))
            advance = metrics.horizontalAdvance(text)
            rect = QRectF(at, line.y(), advance + 2, line.height())
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, text)
            at += advance + gap

    def _caption_parts(self, pane: Pane) -> list[tuple[str, str]]:
        theme = self._theme
        facing = math.cos(math.radians(pane.azimuth))
        if abs(facing) < 0.35:
            # From the side only one of them is in front.
            side = Side.LEFT if math.sin(math.radians(pane.azimuth)) > 0 else Side.RIGHT
            return [(f"your {side.value} side", theme.side(side))]
        front = facing > 0
        first, last = (Side.RIGHT, Side.LEFT) if front else (Side.LEFT, Side.RIGHT)
        return [
            (f"your {first.value}", theme.side(first)),
            ("Front" if front else "Back", theme.muted),
            (f"your {last.value}", theme.side(last)),
        ]

    # -- mouse ------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = self._at = event.position()
            self._held = self._pane_at(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Turn what is held, or show what a click would choose."""
        here = event.position()
        if self._pressed is None or self._held is None:
            self._hover(self.spot_at(here))
            return
        if not self._held.dragged:
            way = here - self._pressed
            if abs(way.x()) + abs(way.y()) <= _STILL:
                return
            self._held.dragged = True
            self._hover(None)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        moved, self._at = here - self._at, here
        self._held.turn(-moved.x() * _PER_PIXEL, moved.y() * _PER_PIXEL * 0.5)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the place under the mouse, or let the body go."""
        pressed, held = self._pressed, self._held
        self._pressed = self._held = None
        if held is not None and held.dragged:
            held.dragged = False
            held.refresh()
            self._lay_buttons()
            self.unsetCursor()
            return
        if pressed is not None and event.button() is Qt.MouseButton.LeftButton:
            spot = self.spot_at(pressed)
            if spot is not None:
                self._choose(spot)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Turn the body back."""
        if self.turned:
            self.go_home()
        else:
            self.mousePressEvent(event)

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

    def _choose(self, spot: Spot) -> None:
        self._selected = spot
        self._name_buttons()
        self.update()
        self.chosen.emit(spot)

    # -- keyboard ---------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk from place to place, with Shift they turn the body, Home returns."""
        key = Qt.Key(event.key())
        if key in _ARROWS and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            way = _ARROWS[key]
            self.turn(way.x() * TURN_BY, -way.y() * 15.0)
        elif key in _ARROWS:
            self._walk(_ARROWS[key])
        elif key == Qt.Key.Key_Home:
            self.go_home()
        else:
            super().keyPressEvent(event)

    def _on_reached(self, spot: Spot) -> None:
        self._focused = spot
        self._turn_to(spot)
        self.pointed.emit(spot)
        self.update()

    def _on_left(self) -> None:
        self._focused = None
        self.pointed.emit(None)
        self.update()

    def _walk(self, direction: QPointF) -> None:
        """Go to the nearest place in a direction, in either view."""
        self.finish()
        if self._focused is None:
            self._buttons[self._selected or next(iter(self._buttons))].setFocus()
            return
        here = QPointF(self._buttons[self._focused].geometry().center())
        best: tuple[float, Spot] | None = None
        for spot, button in self._buttons.items():
            offset = QPointF(button.geometry().center()) - here
            along = QPointF.dotProduct(offset, direction)
            across = abs(offset.x() * direction.y() - offset.y() * direction.x())
            if along < 2 or spot == self._focused:
                continue
            cost = math.hypot(along, 2.4 * across)
            if best is None or cost < best[0]:
                best = (cost, spot)
        if best is not None:
            self._buttons[best[1]].setFocus(Qt.FocusReason.OtherFocusReason)

    # -- pictures that arrive ---------------------------------------------------------------------

    def _on_drawn(self, wish: Wish) -> None:
        for pane in self._panes.values():
            if pane.take(wish):
                if not pane.dragged:
                    self._lay_buttons()
                self.update()

    def _on_preferred(self) -> None:
        for pane in self._panes.values():
            pane.change_figure()
        self._lay_buttons()
        self.update()


def _area(size: QSizeF) -> float:
    return size.width() * size.height()
