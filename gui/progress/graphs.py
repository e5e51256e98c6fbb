"""How are strength, gap and own best of an exercise drawn?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel

from core.body import Side
from core.curve import Line
from core.exercise_report import Report
from core.tested import TestMark
from gui.progress.markers import Look, look_of
from gui.progress.plot import GapAxis, Graph, ShareAxis, Stripe
from gui.progress.story import Bar, Interval, bars, broken, days_of, interval, lines_of
from gui.progress.strand import MOST_CORNERS, Band, Strand
from gui.theme import Theme
from gui.widgets import label

MOST_CLEAR_POINTS = 160
"""With more of them in view they fade."""
BAND_ALPHA = 0x2E
_LINE_BAND_ALPHA = 0x24
_LEAST_GAP = {"%": 5.0, "reps": 1.0}
"""The gap axis never zooms in further: a gap of 1 % must not fill the graph."""


class LineGraph(Graph):
    """The strength of each side over time: points, a robust line, a band for its interval."""

    cut_off = Signal(bool)
    """Whether the scale begins above zero."""

    def __init__(self) -> None:
        super().__init__(pg.AxisItem(orientation="left"))
        self.ring = pg.ScatterPlotItem(size=18, pxMode=True)
        self._xs = np.empty(0)
        self._ys = np.empty((2, 0))
        """Low and high of what is drawn at each of the days."""
        self._scatters: list[tuple[pg.ScatterPlotItem, float]] = []
        self._strands: list[Strand] = []
        self._dense: bool | None = None
        self.unit_label = self._corner_label()
        self.getViewBox().sigXRangeChanged.connect(self._on_range)

    def _corner_label(self) -> QLabel:
        made = label("", "small", wrap=False)
        made.setParent(self)
        made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        made.move(2, 2)
        return made

    def display(self, report: Report, theme: Theme) -> None:
        """Draw a curve."""
        curve = report.curve
        self.dress(theme)
        self.empty()
        self.uprights.show_events(report.events, theme.muted)
        self.unit_label.setText(curve.unit)
        self.unit_label.adjustSize()
        self.unit_label.show()
        self._scatters, self._strands, self._dense = [], [], None
        days = days_of(curve)
        drawn = [(look_of(side, theme), line) for side, line in lines_of(curve) if line.points]
        for look, line in drawn:
            self._draw_band(line, look, broken(line.points, days))
        for look, line in drawn:
            self._draw_line(line, look, broken(line.points, days))
        for look, line in drawn:
            self._draw_points(line, look, theme)
        self._draw_tests(report, theme)
        self._measure([line for _, line in drawn], report.tested.marks)
        self.ring.setData([], [])
        self.ring.setPen(pg.mkPen(theme.text, width=2))
        self.ring.setBrush(None)
        self.addItem(self.ring, ignoreBounds=True)
        self._on_range()

    def _draw_tests(self, report: Report, theme: Theme) -> None:
        """Draw what tests at home came to, each side with its own mark and without a line."""
        for side in Side:
            own = [m.point for m in report.tested.marks if m.side is side]
            look = look_of(side, theme)
            if own:
                scatter = pg.ScatterPlotItem(
                    x=[p.day.toordinal() for p in own],
                    y=[p.value for p in own],
                    symbol=look.test_path,
                    size=look.test_size,
                    pen=look.point_pen(),
                    brush=look.test_brush(),
                    antialias=True,
                )
                scatter.setZValue(6)  # few, and never to be buried
                self.put(scatter)

    def _measure(self, lines: Sequence[Line], tests: Sequence[TestMark]) -> None:
        """Remember how high it goes on each day, in order, so that a range is fitted quickly."""
        points = [p for line in lines for p in line.points] + [m.point for m in tests]
        xs = np.array([p.day.toordinal() for p in points], float)
        values = np.array([p.value for p in points])
        alone = [m.point.value for m in tests]
        lows = np.array([v for line in lines for v in (line.low or line.drawn)] + alone)
        highs = np.array([v for line in lines for v in (line.high or line.drawn)] + alone)
        order = np.argsort(xs, kind="stable")
        self._xs = xs[order]
        self._ys = np.array([np.minimum(values, lows)[order], np.maximum(values, highs)[order]])

    def _draw_band(self, line: Line, look: Look, cuts: Sequence[bool]) -> None:
        if not line.low:
            return
        xs = np.array([p.day.toordinal() for p in line.points], float)
        starts = np.flatnonzero(np.asarray(cuts, bool)[1:]) + 1
        step = max(1, 2 * len(xs) // MOST_CORNERS)  # it is faint, and has two edges
        path = QPainterPath()
        for part in np.split(np.arange(len(xs)), starts):
            kept = part[:: step if len(part) > 2 * step else 1]
            if kept[-1] != part[-1]:
                kept = np.append(kept, part[-1])
            if len(kept) < 2:
                continue
            low, high = np.asarray(line.low)[kept], np.asarray(line.high)[kept]
            path.addPath(
                pg.arrayToQPath(
                    np.concatenate([xs[kept], xs[kept][::-1]]), np.concatenate([low, high[::-1]])
                )
            )
            path.closeSubpath()
        item = Band(path)
        colour = QColor(look.colour)
        colour.setAlpha(_LINE_BAND_ALPHA)
        item.setPen(QPen(Qt.PenStyle.NoPen))
        item.setBrush(colour)
        item.setZValue(-3)
        self.put(item)

    def _draw_line(self, line: Line, look: Look, cuts: Sequence[bool]) -> None:
        strand = Strand([p.day.toordinal() for p in line.points], line.drawn, cuts, look)
        self.put(strand)
        self._strands.append(strand)

    def _draw_points(self, line: Line, look: Look, theme: Theme) -> None:
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
                self._scatters.append((scatter, look.least_size if least else look.size))
        odd = [p for p, flag in zip(line.points, line.odd, strict=False) if flag]
        if odd:
            pen = QPen(QColor(theme.muted), 1.4, Qt.PenStyle.DotLine)
            pen.setCosmetic(True)
            rings = pg.ScatterPlotItem(
                x=[p.day.toordinal() for p in odd],
                y=[p.value for p in odd],
                symbol="o",
                size=17,
                pen=pen,
                brush=QColor(0, 0, 0, 0),
                antialias=True,
            )
            self.put(rings)
            self._scatters.append((rings, 17))

    def _on_range(self, *_: object) -> None:
        """Fit the heights to the days in view; the axis may begin above zero."""
        low, high = self.getViewBox().viewRange()[0]
        first, last = np.searchsorted(self._xs, [low, high])
        seen = int(last - first)
        self.say("" if seen else "No workout in these days")
        # Thousands of points would bury the lines: they shrink and fade, the lines come forward.
        dense = seen > MOST_CLEAR_POINTS
        if dense is not self._dense:
            self._dense = dense
            for scatter, size in self._scatters:
                scatter.setSize(0.55 * size if dense else size)
                scatter.setOpacity(0.4 if dense else 1.0)
            for strand in self._strands:
                strand.setZValue(5 if dense else 0)
        for strand in self._strands:
            strand.show_range(low, high)
        if not len(self._xs):
            return
        part = self._ys[:, first:last] if seen else self._ys
        bottom, top = float(part[0].min()), float(part[1].max())
        room = max(0.12 * (top - bottom), 0.04 * top, 0.3)
        self.setYRange(max(0.0, bottom - room), top + room, padding=0)
        self.cut_off.emit(bottom > room)

    def mark(self, day: date | None, value: float = 0.0) -> None:
        """Put a ring round a point; None takes it away."""
        if day is None:
            self.ring.setData([], [])
        else:
            self.ring.setData([day.toordinal()], [value])


class Stems(pg.PlotCurveItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Bars of one width on every screen: Qt counts a cosmetic pen in the screen's own pixels."""

    def __init__(self, xs: np.ndarray, ys: np.ndarray, pen: QPen) -> None:
        super().__init__(xs, ys, pen=pen, connect="pairs", antialias=False)
        self._width = pen.widthF()

    def paint(self, painter: QPainter, *more: object) -> None:
        """Draw with as many pixels as the screen, or the picture, has for one."""
        scale = painter.worldTransform().m11()
        ratio = painter.deviceTransform().m11() / scale if scale else 1.0
        self.opts["pen"].setWidthF(self._width * ratio)
        super().paint(painter, *more)


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
        self.hide_days()
        self.bars: tuple[Bar, ...] = ()
        self.days = np.empty(0)
        self.interval: Interval | None = None
        self.noise: float | None = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the words at the ends of the axis."""
        super().resizeEvent(event)
        if not hasattr(self, "words"):
            return
        for side, said in self.words.items():
            said.adjustSize()
            end = self.height() - self.days_height - said.height()
            said.move(2, 0 if side is Side.LEFT else end)

    def display(self, report: Report, theme: Theme) -> None:
        """Draw the gaps of a curve."""
        curve = report.curve
        self.dress(theme)
        self.empty()
        self.uprights.show_events([e for e in report.events if e.starts_anew], theme.muted)
        self._axis.unit = curve.gap_unit
        self.bars, self.interval, self.noise = bars(report), interval(curve), report.noise
        self.days = np.array([b.day.toordinal() for b in self.bars], float)
        self.say("" if self.bars else "No workout yet that compares both sides")
        if self.noise:
            self.put(Stripe(self.noise, theme.sunken, theme.even))
        if self.interval is not None:
            self._draw_interval(self.interval, theme)
        zero = pg.InfiniteLine(pos=0, angle=0, pen=pg.mkPen(theme.muted, width=1))
        self.put(zero)
        self._stems([b for b in self.bars if b.side and not b.counts], theme.even, thin=True)
        for side in Side:
            of_side = [b for b in self.bars if b.side is side and b.counts]
            self._stems([b for b in of_side if not b.real], theme.even, thin=True)
            self._stems([b for b in of_side if b.real], theme.side(side))
        even = [b for b in self.bars if b.side is None]
        if even:
            xs = [b.day.toordinal() for b in even]
            brush = QColor(theme.even)
            self.put(pg.ScatterPlotItem(x=xs, y=[0.0] * len(xs), size=6, brush=brush, pen=None))
        ends = [abs(b.value) for b in self.bars] + [self.noise or 0.0]
        if self.interval is not None:
            ends += [abs(self.interval.low), abs(self.interval.high)]
        top = 1.15 * max([*ends, _LEAST_GAP.get(curve.gap_unit, 1.0)])
        self.setYRange(-top, top, padding=0)

    def _stems(self, own: list[Bar], colour: str, *, thin: bool = False) -> None:
        if not own:
            return
        xs = np.repeat([float(b.day.toordinal()) for b in own], 2)
        ys = np.array([end for b in own for end in (0.0, b.value)])
        # Real ones are thicker as well: on paper, and for those who see few colours.
        width = 5 if len(self.bars) <= 60 else 3 if len(self.bars) <= 400 else 1
        width = max(1, width // 2) if thin else width
        pen = QPen(QColor(colour), width)
        pen.setCosmetic(True)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        stems = Stems(xs, ys, pen)
        stems.setSegmentedLineMode("on")
        self.put(stems)

    def _draw_interval(self, found: Interval, theme: Theme) -> None:
        solid = theme.side(found.side) if found.side else theme.muted
        colour = QColor(solid)
        colour.setAlpha(BAND_ALPHA)
        xs = [found.first.toordinal() - 0.5, found.last.toordinal() + 0.5]
        ends = [
            pg.PlotCurveItem(xs, [end, end], pen=pg.mkPen(None)) for end in (found.low, found.high)
        ]
        band = pg.FillBetweenItem(*ends, brush=colour)
        middle = pg.PlotCurveItem(
            xs, [found.middle] * 2, pen=pg.mkPen(solid, width=1, style=Qt.PenStyle.DashLine)
        )
        for item in (*ends, band, middle):
            item.setZValue(-2)
            self.put(item)


class BestGraph(Graph):
    """Each side in percent of the best that it had reached by then."""

    def __init__(self) -> None:
        super().__init__(ShareAxis())
        self._xs = np.empty(0)
        self._ys = np.empty(0)
        self._strands: list[Strand] = []
        self.getViewBox().sigXRangeChanged.connect(self._on_range)

    def display(self, report: Report, theme: Theme) -> None:
        """Draw both sides against themselves."""
        self.dress(theme)
        self.empty()
        self.uprights.show_events([e for e in report.events if e.starts_anew], theme.muted)
        days = days_of(report.curve)
        self.put(pg.InfiniteLine(pos=100, angle=0, pen=pg.mkPen(theme.muted, width=1)))
        every: list[tuple[Any, Any]] = []
        self._strands = []
        for side, line in lines_of(report.curve):
            shares = report.sides[side].shares
            if not any(share is not None for share in shares):
                continue
            ys = np.array([np.nan if share is None else share for share in shares])
            cuts = broken(line.points, days)
            strand = Strand(
                [p.day.toordinal() for p in line.points], ys, cuts, look_of(side, theme)
            )
            self.put(strand)
            self._strands.append(strand)
            every.append((strand.xs, strand.ys))
        self.say("" if every else "A best is known after three workouts")
        if every:
            xs, ys = (np.concatenate([one[i] for one in every]) for i in (0, 1))
            known = ~np.isnan(ys)
            order = np.argsort(xs[known], kind="stable")
            self._xs, self._ys = xs[known][order], ys[known][order]
        else:
            self._xs = self._ys = np.empty(0)
        self._on_range()

    def _on_range(self, *_: object) -> None:
        low, high = self.getViewBox().viewRange()[0]
        first, last = np.searchsorted(self._xs, [low, high])
        for strand in self._strands:
            strand.show_range(low, high)
        seen = self._ys[first:last]
        bottom = min(95.0, float(seen.min())) if len(seen) else 95.0
        self.setYRange(bottom - 0.1 * (100.0 - bottom), 100.0 + 0.18 * (100.0 - bottom), padding=0)
