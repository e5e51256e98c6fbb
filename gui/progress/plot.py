"""What do all graphs over days share: axes, mouse, events? Built on pyqtgraph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame

from core.events import Event
from gui.progress.ticks import day_ticks
from gui.theme import FONT, Theme
from gui.widgets import label

AXIS_WIDTH = 94
"""Both graphs have the same, so that their days stand below each other."""
Numbers = Sequence[float] | np.ndarray[Any, Any]
MOST_EVENTS = 24
"""With more of them in view only those that start a new piece get a line."""


class DayAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Days and months in plain words; no clock times."""

    def __init__(self) -> None:
        super().__init__(orientation="bottom")
        self._texts: dict[int, str] = {}

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[int]]]:
        """Choose the days (pyqtgraph calls this)."""
        ticks = day_ticks(low, high, max(2, int(size / 88)))
        self._texts = dict(ticks)
        return [(1.0, [day for day, _ in ticks])]

    def tickStrings(self, values: Sequence[float], _scale: float, _spacing: float) -> list[str]:
        """Name the days."""
        return [self._texts.get(int(value), "") for value in values]


class GapAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Sizes without a sign: the words beside it say which side is weaker."""

    unit = "%"

    def __init__(self) -> None:
        super().__init__(orientation="left")

    def tickStrings(self, values: Sequence[float], _scale: float, _spacing: float) -> list[str]:
        """Name the sizes."""
        mark = " %" if self.unit == "%" else ""
        return [f"{abs(value):g}{mark}" if abs(value) > 1e-9 else "even" for value in values]


class ShareAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Percent of the own best."""

    def __init__(self) -> None:
        super().__init__(orientation="left")

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """Choose round shares down from the best, as many as there is room for."""
        most = max(1, int(size / 18))
        step = next((s for s in (1, 2, 5, 10, 20, 50) if (100.0 - low) / s <= most), 100)
        count = int((100.0 - low) / step) + 1
        return [(float(step), [100.0 - step * i for i in range(count)])]

    def tickStrings(self, values: Sequence[float], _scale: float, _spacing: float) -> list[str]:
        """Name the shares; nothing is above the best."""
        return [_share(value) for value in values]


def _share(value: float) -> str:
    if value > 100.01:
        return ""
    return "own best" if abs(value - 100.0) < 0.01 else f"{value:g} %"


class Uprights(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no types
    """Lines from top to bottom at the days of events: solid where a new piece starts."""

    def __init__(self) -> None:
        super().__init__()
        self._days: list[tuple[float, bool]] = []
        self._colour = QColor()
        self.setZValue(-5)

    def show_events(self, events: Sequence[Event], colour: str) -> None:
        """Take the events and the colour of their lines."""
        days = {(float(e.day.toordinal()), e.starts_anew) for e in events}
        self._days, self._colour = sorted(days), QColor(colour)
        self.prepareGeometryChange()
        self.update()

    def boundingRect(self) -> QRectF:
        """All that is in view."""
        return QRectF(self.viewRect())

    def viewTransformChanged(self) -> None:
        """Reach from top to bottom at any zoom; pyqtgraph forgets the old view in its own."""
        super().viewTransformChanged()
        self.prepareGeometryChange()

    def paint(self, painter: QPainter, *_: object) -> None:
        """Draw the lines."""
        view = self.viewRect()
        seen = [(x, anew) for x, anew in self._days if view.left() <= x <= view.right()]
        for x, anew in seen:
            if not anew and len(seen) > MOST_EVENTS:
                continue
            pen = QPen(self._colour, 1.4 if anew else 1.0)
            pen.setStyle(Qt.PenStyle.SolidLine if anew else Qt.PenStyle.DotLine)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.drawLine(QLineF(x, view.top(), x, view.bottom()))


class Stripe(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no types
    """A band around zero from one end of the view to the other, with dotted edges for print."""

    def __init__(self, half: float, ground: str, edge: str) -> None:
        super().__init__()
        self._half = half
        self._brush = QBrush(QColor(ground))
        self._pen = QPen(QColor(edge), 1.0, Qt.PenStyle.DotLine)
        self._pen.setCosmetic(True)
        self.setZValue(-20)

    def boundingRect(self) -> QRectF:
        """The band within the view."""
        view = QRectF(self.viewRect())
        return QRectF(view.left(), -self._half, view.width(), 2 * self._half)

    def viewTransformChanged(self) -> None:
        """Reach from end to end at any zoom; pyqtgraph forgets the old view in its own."""
        super().viewTransformChanged()
        self.prepareGeometryChange()

    def paint(self, painter: QPainter, *_: object) -> None:
        """Fill the band and draw its edges."""
        box = self.boundingRect()
        painter.fillRect(box, self._brush)
        painter.setPen(self._pen)
        for y in (-self._half, self._half):
            painter.drawLine(QLineF(box.left(), y, box.right(), y))


class Graph(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """A plot over days: drag moves along the days, the wheel zooms, heights fit themselves."""

    pressed = Signal()
    reset_wanted = Signal()
    moved = Signal(QPointF)
    """The mouse, in this widget's pixels."""
    left = Signal()

    def __init__(self, axis: pg.AxisItem) -> None:
        super().__init__(axisItems={"bottom": DayAxis(), "left": axis})
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(76)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setMouseEnabled(x=True, y=False)
        self.items_shown: list[Any] = []
        view = self.getViewBox()
        view.setDefaultPadding(0.0)
        view.disableAutoRange()
        axis.enableAutoSIPrefix(enable=False)
        font = QFont(FONT)
        font.setPixelSize(11)
        for name in ("left", "bottom"):
            self.getAxis(name).setStyle(tickFont=font, tickLength=0)
        self.getAxis("left").setWidth(AXIS_WIDTH)
        self.getAxis("left").setStyle(tickTextOffset=8, maxTickLevel=0)
        self.getAxis("left").setZValue(-10)  # the grid belongs behind the points
        self.getAxis("bottom").setHeight(22)
        self.rule = pg.InfiniteLine(angle=90, movable=False)
        self.rule.hide()
        self.uprights = Uprights()
        self.note = label("", "muted", wrap=False)
        self.note.setParent(self)
        self.note.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.note.hide()

    @property
    def days_height(self) -> int:
        """Pixels below the plot that belong to the days."""
        return int(self.getAxis("bottom").height())

    def hide_days(self) -> None:
        """Leave the names of the days to the graph below."""
        self.getAxis("bottom").setStyle(showValues=False)
        self.getAxis("bottom").setHeight(4)

    def name_days(self) -> None:
        """Name the days, where a graph stands alone."""
        self.getAxis("bottom").setStyle(showValues=True)
        self.getAxis("bottom").setHeight(22)

    def say(self, text: str) -> None:
        """Say something in the middle of the graph; an empty text hides it."""
        self.note.setText(text)
        self.note.setVisible(bool(text))
        self._place_note()

    def _place_note(self) -> None:
        self.note.adjustSize()
        middle = (self.width() + AXIS_WIDTH - self.note.width()) // 2
        self.note.move(middle, (self.height() - 22 - self.note.height()) // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the note in the middle."""
        super().resizeEvent(event)
        if hasattr(self, "note"):  # pyqtgraph resizes itself before it is built
            self._place_note()

    def dress(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.setBackground(theme.card)
        self.note.setStyleSheet(f"background: {theme.card}; padding: 2px 8px;")
        for name in ("left", "bottom"):
            axis = self.getAxis(name)
            axis.setPen(pg.mkPen(theme.line))
            axis.setTextPen(pg.mkPen(theme.muted))
            axis.setTickPen(pg.mkPen(theme.line))
        self.showGrid(y=True, alpha=1.0)
        self.rule.setPen(pg.mkPen(theme.muted, width=1, style=Qt.PenStyle.DotLine))

    def empty(self) -> None:
        """Take everything out."""
        self.clear()
        self.items_shown.clear()
        self.addItem(self.rule, ignoreBounds=True)
        self.addItem(self.uprights, ignoreBounds=True)

    def put(self, item: Any) -> None:  # noqa: ANN401 - any of pyqtgraph's items
        """Add an item."""
        self.addItem(item, ignoreBounds=True)
        self.items_shown.append(item)

    def pixel(self, x: float, y: float) -> QPointF:
        """Where a point of the data is, in this widget's pixels."""
        scene = self.getViewBox().mapViewToScene(QPointF(x, y))
        return QPointF(self.viewportTransform().map(scene))

    def pixels(self, xs: Numbers, ys: Numbers) -> tuple[Any, Any]:
        """The same for many points at once, as two arrays."""
        (left, right), (low, high) = self.getViewBox().viewRange()
        one, other = self.pixel(left, low), self.pixel(right, high)
        along = (np.asarray(xs, float) - left) / (right - left)
        up = (np.asarray(ys, float) - low) / (high - low)
        return one.x() + along * (other.x() - one.x()), one.y() + up * (other.y() - one.y())

    def nearest(
        self, at: QPointF, xs: Numbers, ys: Numbers | None = None
    ) -> tuple[int, float] | None:
        """Find the point next to the mouse and how many pixels away it is; without `ys`, along x.

        None when there are no points.
        """
        if len(xs) == 0:
            return None
        across, down = self.pixels(xs, [0.0] * len(xs) if ys is None else ys)
        away = np.abs(across - at.x())
        if ys is not None:
            away = np.hypot(away, down - at.y())
        best = int(np.argmin(away))
        return best, float(away[best])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell that the graph was clicked, so that it gets the keys."""
        self.pressed.emit()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell where the mouse is."""
        super().mouseMoveEvent(event)
        self.moved.emit(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Back to the chosen range."""
        event.accept()
        self.reset_wanted.emit()

    def leaveEvent(self, event: Any) -> None:  # noqa: ANN401 - pyqtgraph hands it on
        """Tell that the mouse is gone."""
        super().leaveEvent(event)
        self.left.emit()
