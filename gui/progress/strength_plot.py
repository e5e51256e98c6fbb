"""How does a person look at the graphs: range, zoom, point by point, with words for everything?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.body import Side
from core.curve import Lens
from core.exercise_report import Report
from gui.progress.graphs import BAND_ALPHA, BestGraph, GapGraph, LineGraph
from gui.progress.markers import Sample, Swatch, TestSample, legend_entry, look_of
from gui.progress.picture import Picture, PictureButton
from gui.progress.plot import AXIS_WIDTH, Graph
from gui.progress.story import Mark, lines_of, marks, points_of, trimmed
from gui.progress.strip import EventStrip
from gui.theme import LIGHT, Theme
from gui.widgets import Card, button, clear, label, row

REACH = 26.0
"""Pixels: how near the mouse has to be to a point."""
_NAMES = {Lens.STRENGTH: "Strength", Lens.REPS: "Repetitions", Lens.SECONDS: "Seconds held"}


class StrengthPlot(QWidget):
    """The lines of both sides and the gap below, over the same days.

    Arrow keys go from point to point, Home and End to the ends, plus and minus zoom, Escape lets
    go. Dragging moves along the days, the wheel zooms, a double click returns to the range.
    """

    told = Signal(str)
    """The words of the point under the mouse or the keys; empty when there is none."""

    def __init__(self, theme: Theme, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("strength_plot")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Graph of both sides")
        self._theme = theme
        self._today = today
        self._report: Report | None = None
        self._made: tuple[Mark, ...] | None = None
        self._days = np.empty(0)
        self._values = np.empty(0)
        self._index: int | None = None
        self._by_keys = False
        self._summary = ""
        self._name = "Progress"
        self._home = (0.0, 1.0)
        self._linking = False
        self.lines, self.gaps, self.bests = LineGraph(), GapGraph(), BestGraph()
        self.graphs: tuple[Graph, ...] = (self.lines, self.gaps, self.bests)
        self.strip = EventStrip(theme, self._pixel_of, AXIS_WIDTH)
        self._title, self._gap_title = label(look="heading", wrap=False), label(look="heading")
        self._gap_title.setWordWrap(False)
        self._short = label("", "small", wrap=False)
        self._short.setObjectName("short_verdict")
        self.reset = button("Reset", "quiet", name="reset_range")
        self.reset.setToolTip("Back to the chosen range")
        self.reset.clicked.connect(self.go_home)
        self._legend, self._gap_legend = QHBoxLayout(), QHBoxLayout()
        self._legend.setSpacing(14)
        self._gap_legend.setSpacing(14)
        self._scale = label("scale does not start at 0", "small", wrap=False)
        self.pictures = {
            lens: PictureButton(f"{lens} graph", partial(self.picture, lens), today)
            for lens in ("strength", "gap", "own best")
        }
        self.lines.setMinimumHeight(94)
        self.bests.setMinimumHeight(54)
        self._build()
        for graph in self.graphs:
            graph.pressed.connect(self._on_pressed)
            graph.reset_wanted.connect(self.go_home)
            graph.left.connect(self._on_left)
            graph.getViewBox().sigXRangeChanged.connect(self._on_range)
        self.lines.cut_off.connect(self._scale.setVisible)
        self.lines.moved.connect(self._on_moved)
        self.gaps.moved.connect(self._on_moved_below)
        self.set_theme(theme)

    def _build(self) -> None:
        head = row(self._title, self._scale, self.reset, None, self._legend, gap=10)
        head.addWidget(self.pictures["strength"])
        self.lines_card = Card(head, self.strip, self.lines)
        self.lines_card.setObjectName("lines_card")
        below = row(self._gap_title, self._short, None, self._gap_legend, gap=10)
        below.addWidget(self.pictures["gap"])
        self.gaps_card = Card(below, self.gaps)
        last = row(
            label("Against its own best", "heading", wrap=False),
            label("each side, in percent of the best its line had reached", "small", wrap=False),
            None,
            self.pictures["own best"],
            gap=10,
        )
        self.bests_card = Card(last, self.bests)
        policy = self.reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(policy)
        self.bubble = QLabel(self)
        self.bubble.setTextFormat(Qt.TextFormat.PlainText)
        self.bubble.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.bubble.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for card, share in ((self.lines_card, 11), (self.gaps_card, 6), (self.bests_card, 3)):
            card.inner.setContentsMargins(16, 3, 10, 3)
            card.inner.setSpacing(0)
            layout.addWidget(card, share)

    # -- showing ----------------------------------------------------------------------------------

    def show_report(
        self, report: Report, *, since: date | None, until: date, summary: str = ""
    ) -> None:
        """Draw an exercise from a day, or from its first point; a zoom stays while nothing changes.

        Args:
            report: What to draw.
            since: The first day in view, or None for everything.
            until: Today.
            summary: All of it in words, for those who don't see it.

        """
        shown = self._report.curve.exercise_id if self._report else None
        same = shown == report.curve.exercise_id
        if report is not self._report:
            self._report, self._made = report, None
            points = points_of(report)
            days = np.array([p.day.toordinal() for p in points], float)
            order = np.argsort(days, kind="stable")  # as the marks are sorted
            self._days = days[order]
            self._values = np.array([p.value for p in points], float)[order]
            self._draw()
        self._summary = summary
        self._let_go()
        first, last = self._ends(until)
        end = max(float(until.toordinal()), last)
        start = first if since is None else float(since.toordinal())
        room = max(1.0, 0.02 * (end - start))
        home = (start - room, end + room)
        for graph in self.graphs:
            graph.setLimits(xMin=min(home[0], first - room) - 7, xMax=home[1] + 7, minXRange=4.0)
        if home != self._home or not same:
            self._home = home
            self.go_home()
        self._follow(self.lines)

    @property
    def _marks(self) -> tuple[Mark, ...]:
        """The points with their words; made when the mouse or a key first asks for one."""
        if self._made is None and self._report is not None:
            self._made = marks(self._report.curve, self._report.events, self._report.tested.marks)
        return self._made or ()

    def _ends(self, until: date) -> tuple[float, float]:
        if not len(self._days):
            return float(until.toordinal()), float(until.toordinal())
        return float(self._days[0]), float(self._days[-1])

    def set_theme(self, theme: Theme) -> None:
        """Draw again in other colours."""
        self._theme = self.strip.theme = theme
        self.bubble.setStyleSheet(
            f"background: {theme.text}; color: {theme.card}; border-radius: 8px;"
            "padding: 7px 10px; font-size: 13px;"
        )
        self._show_focus()
        if self._report is not None:
            self._draw()

    def _draw(self) -> None:
        report, theme = self._report, self._theme
        assert report is not None
        curve = report.curve
        self.lines.display(report, theme)
        self.strip.show_events(report.events)
        sided = bool(curve.lines)
        self.gaps_card.setVisible(sided)
        if sided:
            self.gaps.display(report, theme)
        told = any(own.best is not None for own in report.sides.values())
        self.bests_card.setVisible(told)
        if told:
            self.bests.display(report, theme)
        unit = f", {curve.unit}" if curve.lens is Lens.STRENGTH else ""
        self._title.setText(f"{_NAMES[curve.lens]}{unit}")
        percent = curve.gap_unit == "%"
        self._gap_title.setText("Gap, %" if percent else "Gap, reps")
        self._gap_title.setToolTip("Percent of the stronger side" if percent else "Repetitions")
        self._short.setText(report.short)
        self._short.setVisible(bool(self.gaps.bars))
        self._fill_legends(report, theme)

    def _fill_legends(self, report: Report, theme: Theme) -> None:
        curve = report.curve
        clear(self._legend)
        tested = {mark.side for mark in report.tested.marks}
        least = None
        for side, line in lines_of(curve):
            look = look_of(side, theme)
            name = f"Your {side.value}" if side else "Both sides"
            self._legend.addWidget(legend_entry(Sample(look, theme.card), name, side))
            if any(p.at_least for p in line.points):
                least = least or look
        if least is not None:
            sample = Sample(least, theme.card, least=True)
            # Beside the tests there is no room for the reason in the smallest window.
            entry = legend_entry(sample, "at least" if tested else "at least: reserve not noted")
            entry.setToolTip("The reserve was not noted, so the side could do this or more")
            self._legend.addWidget(entry)
        if tested:
            looks = [look_of(side, theme) for side in Side if side in tested]
            self._legend.addWidget(legend_entry(TestSample(looks), "test"))
        clear(self._gap_legend)
        if self.gaps.bars:
            real = Swatch(theme.left, theme.right)
            self._gap_legend.addWidget(legend_entry(real, "thick: real by then"))
        if self.gaps.bars and self.gaps.noise:
            noise = Swatch(theme.sunken, wide=True, edge=theme.even)
            self._gap_legend.addWidget(legend_entry(noise, "daily noise"))
        found = self.gaps.interval
        if found is not None:
            solid = theme.side(found.side) if found.side else theme.muted
            band = Swatch(f"#{BAND_ALPHA:02x}{solid[1:]}", wide=True)
            self._gap_legend.addWidget(legend_entry(band, "gap and interval"))

    # -- pictures ---------------------------------------------------------------------------------

    def picture(self, lens: str) -> Picture:
        """Draw one graph anew for paper: in the light theme, with the range that is in view."""
        report = self._report
        assert report is not None
        made = StrengthPlot(LIGHT, self._today)
        made.show_report(
            trimmed(report, *self.in_view()), since=None, until=self._today(), summary=self._summary
        )
        for graph in made.graphs:
            graph.name_days()
            graph.setXRange(*self.in_view(), padding=0)
        cards = {"strength": made.lines_card, "gap": made.gaps_card, "own best": made.bests_card}
        for name, card in cards.items():
            card.setVisible(name == lens)
            made.pictures[name].hide()
        made.reset.hide()
        made._short.hide()  # the page says it above
        name = self._name
        return Picture(
            name=f"{name} {lens}".lower().replace(" ", "-"),
            title=name,
            says=report.short[:1].upper() + report.short[1:],
            described=self._summary,
            widget=made,
        )

    def name(self, exercise: str) -> None:
        """Take the name of what is shown, for pictures."""
        self._name = exercise

    # -- range ------------------------------------------------------------------------------------

    def go_home(self) -> None:
        """Back to the chosen range."""
        self.lines.setXRange(*self._home, padding=0)

    def in_view(self) -> tuple[float, float]:
        """The days in view, as ordinals."""
        low, high = self.lines.getViewBox().viewRange()[0]
        return low, high

    def _pixel_of(self, day: float) -> float:
        """Where a day is, for the strip of events."""
        shift = self.strip.mapFrom(self, self.lines.mapTo(self, QPoint())).x()
        return float(self.lines.pixel(day, 0.0).x() + shift)

    def _on_range(self, view: object, _: object) -> None:
        moved = next((g for g in self.graphs if g.getViewBox() is view), self.lines)
        self._follow(moved)

    def _follow(self, moved: Graph) -> None:
        """Let the other graphs show the same days."""
        if self._linking:
            return
        self._linking = True
        try:
            low, high = moved.getViewBox().viewRange()[0]
            for graph in self.graphs:
                if graph is not moved and not graph.isHidden():
                    graph.setXRange(low, high, padding=0)
        finally:
            self._linking = False
        shown = self.in_view()
        away = max(abs(a - b) for a, b in zip(shown, self._home, strict=True))
        self.reset.setVisible(away > 0.5)
        self.strip.update()
        if self._index is not None:
            self._show_mark(self._index)

    # -- point by point ---------------------------------------------------------------------------

    def _on_moved(self, at: QPointF) -> None:
        found = self.lines.nearest(at, self._days, self._values)
        if found is None or found[1] > REACH:
            self._on_left()
        elif found[0] != self._index:
            self._by_keys = False
            self._show_mark(found[0])

    def _on_moved_below(self, at: QPointF) -> None:
        bars = self.gaps.bars
        found = self.gaps.nearest(at, self.gaps.days)
        if found is None or found[1] > REACH / 2:
            self._on_left()
            return
        i = found[0]
        self._let_go()
        self._rule(bars[i].day)
        middle = self.gaps.pixel(bars[i].day.toordinal(), 0.0)
        self._tell(bars[i].says, self.gaps, middle)

    def _on_left(self) -> None:
        if not self._by_keys:  # the mouse does not take away what the keys chose
            self._let_go()

    def _on_pressed(self) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _show_mark(self, index: int) -> None:
        self._index = index
        mark = self._marks[index]
        day = mark.point.day
        self._rule(day)
        self.lines.mark(day, mark.point.value)
        self._tell(mark.says, self.lines, self.lines.pixel(day.toordinal(), mark.point.value))

    def _let_go(self) -> None:
        self._index, self._by_keys = None, False
        self._rule(None)
        self.lines.mark(None)
        self.bubble.hide()
        self._describe(self._summary)
        self.told.emit("")

    def _rule(self, day: date | None) -> None:
        for graph in self.graphs:
            graph.rule.setVisible(day is not None)
            if day is not None:
                graph.rule.setValue(day.toordinal())

    def _tell(self, text: str, graph: Graph, at: QPointF) -> None:
        self.bubble.setText(text)
        self.bubble.adjustSize()
        spot = graph.mapTo(self, at.toPoint())
        x, y = spot.x() + 16, spot.y() - self.bubble.height() - 12
        if x + self.bubble.width() > self.width() - 8:
            x = spot.x() - self.bubble.width() - 16
        self.bubble.move(max(4, x), max(4, y))
        self.bubble.show()
        self.bubble.raise_()
        self._describe(text.replace("\n", ". "))
        self.told.emit(text)

    def _describe(self, text: str) -> None:
        if self.accessibleDescription() != text:
            self.setAccessibleDescription(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from point to point, zoom, or let go."""
        low, high = self.in_view()
        first, after = (int(i) for i in np.searchsorted(self._days, [low, high]))
        seen = [first, after - 1] if after > first else []
        last = len(self._days) - 1
        key = event.key()
        if key == Qt.Key.Key_Escape and self._index is not None:
            self._let_go()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self._zoom(1.25 if key == Qt.Key.Key_Minus else 0.8)
        elif last < 0 or key not in _STEPS:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Home:
            self._go(0)
        elif key == Qt.Key.Key_End:
            self._go(last)
        elif self._index is None:
            ends = seen or [0, last]
            self._go(ends[0] if key == Qt.Key.Key_Right else ends[-1])
        else:
            self._go(max(0, min(last, self._index + (1 if key == Qt.Key.Key_Right else -1))))

    def _go(self, index: int) -> None:
        """Show a point, and move the range when it lies outside."""
        day = float(self._marks[index].point.day.toordinal())
        low, high = self.in_view()
        if not low <= day <= high:
            shift = day - high + 1 if day > high else day - low - 1
            self.lines.setXRange(low + shift, high + shift, padding=0)
        self._by_keys = True
        self._show_mark(index)

    def _zoom(self, factor: float) -> None:
        low, high = self.in_view()
        middle = (low + high) / 2
        if self._index is not None:
            middle = float(self._marks[self._index].point.day.toordinal())
        start, end = middle - (middle - low) * factor, middle + (high - middle) * factor
        self.lines.setXRange(start, end, padding=0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys go."""
        super().focusInEvent(event)
        self._show_focus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go of the point."""
        super().focusOutEvent(event)
        self._show_focus()
        self._let_go()

    def _show_focus(self) -> None:
        ring = f"#lines_card {{ border: 2px solid {self._theme.accent}; }}"
        self.lines_card.setStyleSheet(ring if self.hasFocus() else "")


_STEPS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)
