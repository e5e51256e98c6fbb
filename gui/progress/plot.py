"""How are the lines and gaps of an exercise drawn? The only module that knows pyqtgraph."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel

from core.body import Side
from core.curve import Curve, Line
from gui.progress.markers import Look, look_of
from gui.progress.story import Bar, Interval, bars, broken, days_of, interval, lines_of
from gui.progress.ticks import day_ticks
from gui.theme import FONT, Theme
from gui.widgets import label

AXIS_WIDTH = 94
"""Both graphs have the same, so that their days stand below each other."""
MOST_CLEAR_POINTS = 160
"""With more of them in view they fade."""
BAND_ALPHA = 0x2E
_LEAST_GAP = {"%": 5.0, "reps": 1.0}
"""The gap axis never zooms in further: a gap of 1 % must not fill the graph."""


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
        self.setMinimumHeight(96)
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
        self.note = label("", "muted", wrap=False)
        self.note.setParent(self)
        self.note.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.note.hide()

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

    def put(self, item: Any) -> None:  # noqa: ANN401 - any of pyqtgraph's items
        """Add an item."""
        self.addItem(item, ignoreBounds=True)
        self.items_shown.append(item)

    def pixel(self, x: float, y: float) -> QPointF:
        """Where a point of the data is, in this widget's pixels."""
        scene = self.getViewBox().mapViewToScene(QPointF(x, y))
        return QPointF(self.mapFromScene(scene))

    def pixels(self, xs: Sequence[float], ys: Sequence[float]) -> tuple[Any, Any]:
        """The same for many points at once, as two arrays."""
        (left, right), (low, high) = self.getViewBox().viewRange()
        one, other = self.pixel(left, low), self.pixel(right, high)
        along = (np.asarray(xs, float) - left) / (right - left)
        up = (np.asarray(ys, float) - low) / (high - low)
        return one.x() + along * (other.x() - one.x()), one.y() + up * (other.y() - one.y())

    def nearest(
        self, at: QPointF, xs: Sequence[float], ys: Sequence[float] | None = None
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


class LineGraph(Graph):
    """The strength of each side over time."""

    cut_off = Signal(bool)
    """Whether the scale begins above zero."""

    def __init__(self) -> None:
        super().__init__(pg.AxisItem(orientation="left"))
        self.ring = pg.ScatterPlotItem(size=18, pxMode=True)
        self._values: list[tuple[float, float]] = []
        self.unit_label = self._corner_label()
        self.getViewBox().sigXRangeChanged.connect(self._on_range)

    def _corner_label(self) -> QLabel:
        made = label("", "small", wrap=False)
        made.setParent(self)
        made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        made.move(2, 2)
        return made

    def display(self, curve: Curve, theme: Theme) -> None:
        """Draw a curve."""
        self.dress(theme)
        self.empty()
        self.unit_label.setText(curve.unit)
        self.unit_label.adjustSize()
        self.unit_label.show()
        self._values = []
        days = days_of(curve)
        for side, line in lines_of(curve):
            if line.points:
                self._draw(line, look_of(side, theme), days, theme)
        self.ring.setData([], [])
        self.ring.setPen(pg.mkPen(theme.text, width=2))
        self.ring.setBrush(None)
        self.addItem(self.ring, ignoreBounds=True)
        self._on_range()

    def _draw(self, line: Line, look: Look, days: tuple[date, ...], theme: Theme) -> None:
        xs: list[float] = []
        ys: list[float] = []
        cuts = broken(line.points, days)
        for point, drawn, cut in zip(line.points, line.drawn, cuts, strict=True):
            day = float(point.day.toordinal())
            if cut and xs:
                xs.append(day)
                ys.append(float("nan"))
            xs.append(day)
            ys.append(drawn)
            self._values += [(day, drawn), (day, point.value)]
        path = pg.PlotDataItem(
            np.array(xs),
            np.array(ys),
            pen=look.line_pen(),
            connect="finite",
            antialias=True,
        )
        # One antialiased wide polyline costs seconds at 100,000 points, segments don't; but each
        # segment would begin its dashes anew and look solid.
        path.curve.setSegmentedLineMode("off" if look.dashed else "on")
        self.put(path)
        path.setDownsampling(auto=True, method="peak")  # only now: adding an item resets these
        path.setClipToView(True)
        for least in (False, True):
            own = [p for p in line.points if p.at_least is least]
            if own:
                ground = QColor(theme.card)
                scatter = pg.ScatterPlotItem(
                    x=[p.day.toordinal() for p in own],
                    y=[p.value for p in own],
                    symbol=look.least_path if least else look.path,
                    size=look.least_size if least else look.size,
                    pen=look.point_pen(),
                    brush=ground if least else look.point_brush(theme.card),
                    antialias=True,
                )
                self.put(scatter)

    def _on_range(self, *_: object) -> None:
        """Fit the heights to the days in view; the axis may begin above zero."""
        low, high = self.getViewBox().viewRange()[0]
        seen = [y for x, y in self._values if low <= x <= high]
        self.say("" if seen else "No workout in these days")
        # Thousands of points would bury the lines: they fade, and the lines come to the front.
        dense = len(seen) > 2 * MOST_CLEAR_POINTS
        for item in self.items_shown:
            if isinstance(item, pg.ScatterPlotItem):
                item.setOpacity(0.25 if dense else 1.0)
            else:
                item.setZValue(5 if dense else 0)
        seen = seen or [y for _, y in self._values]
        if not seen:
            return
        bottom, top = min(seen), max(seen)
        room = max(0.12 * (top - bottom), 0.04 * top, 0.3)
        self.setYRange(max(0.0, bottom - room), top + room, padding=0)
        self.cut_off.emit(bottom > room)

    def mark(self, day: date | None, value: float = 0.0) -> None:
        """Put a ring round a point; None takes it away."""
        if day is None:
            self.ring.setData([], [])
        else:
            self.ring.setData([day.toordinal()], [value])


class GapGraph(Graph):
    """Which side was weaker in each workout: up is left, down is right."""

    def __init__(self) -> None:
        self._axis = GapAxis()
        super().__init__(self._axis)
        self.words: dict[Side, QLabel] = {}
        for side in Side:
            made = label(f"{side.value}\nweaker", wrap=False)
            made.setProperty("side", side.value)
            made.setStyleSheet("font-size: 11px;")
            made.setParent(self)
            made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self.words[side] = made
        self.bars: tuple[Bar, ...] = ()
        self.interval: Interval | None = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the words at the ends of the axis."""
        super().resizeEvent(event)
        if not hasattr(self, "words"):
            return
        for side, said in self.words.items():
            said.adjustSize()
            end = self.height() - 24 - said.height()
            said.move(2, 0 if side is Side.LEFT else end)

    def display(self, curve: Curve, theme: Theme) -> None:
        """Draw the gaps of a curve."""
        self.dress(theme)
        self.empty()
        self._axis.unit = curve.gap_unit
        self.bars, self.interval = bars(curve), interval(curve)
        self.say("" if self.bars else "No workout yet that compares both sides")
        if self.interval is not None:
            self._draw_interval(self.interval, theme)
        zero = pg.InfiniteLine(pos=0, angle=0, pen=pg.mkPen(theme.muted, width=1))
        self.put(zero)
        for side in Side:
            of_side = [b for b in self.bars if b.side is side]
            self._stems([b for b in of_side if not b.real], theme.even)
            self._stems([b for b in of_side if b.real], theme.side(side))
        even = [b for b in self.bars if b.side is None]
        if even:
            xs = [b.day.toordinal() for b in even]
            brush = QColor(theme.even)
            self.put(pg.ScatterPlotItem(x=xs, y=[0.0] * len(xs), size=6, brush=brush, pen=None))
        ends = [abs(b.value) for b in self.bars]
        if self.interval is not None:
            ends += [abs(self.interval.low), abs(self.interval.high)]
        top = 1.15 * max([*ends, _LEAST_GAP.get(curve.gap_unit, 1.0)])
        self.setYRange(-top, top, padding=0)

    def _stems(self, own: list[Bar], colour: str) -> None:
        if not own:
            return
        xs = np.repeat([float(b.day.toordinal()) for b in own], 2)
        ys = np.array([end for b in own for end in (0.0, b.value)])
        pen = QPen(QColor(colour), 5 if len(self.bars) <= 60 else 3)
        pen.setCosmetic(True)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        stems = pg.PlotCurveItem(xs, ys, pen=pen, connect="pairs", antialias=False)
        stems.setSegmentedLineMode("on")
        self.put(stems)

    def _draw_interval(self, found: Interval, theme: Theme) -> None:
        colour = QColor(theme.side(found.side) if found.side else theme.even)
        colour.setAlpha(BAND_ALPHA)
        xs = [found.first.toordinal() - 0.5, found.last.toordinal() + 0.5]
        ends = [
            pg.PlotCurveItem(xs, [end, end], pen=pg.mkPen(None)) for end in (found.low, found.high)
        ]
        band = pg.FillBetweenItem(*ends, brush=colour)
        for item in (*ends, band):
            self.put(item)
