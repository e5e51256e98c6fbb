"""How does stretching stand this week, and how does a short routine begin?"""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QPushButton, QWidget

from core import words
from core.body import Body, Side, Spot
from core.reminders import stretch_words
from core.stretch_routine import stretchable
from core.stretching import FLOOR_MINUTES, TARGET_MINUTES
from core.week_coach import Home
from gui.clock import Clock
from gui.coach_model import CoachModel
from gui.training.stretch_bars import Marks, StretchBars
from gui.widgets import Card, button, clear, column, label, row, set_look, side_label

_DOTS = {Side.LEFT: "●", Side.RIGHT: "▲"}


class StretchNow(Card):
    """The day's stretching, the week's meter, and one button that begins."""

    start_wanted = Signal()
    choose_wanted = Signal()

    def __init__(self, body: Body, clock: Clock) -> None:
        super().__init__(margin=18)
        self._body = body
        self._clock = clock
        self.setObjectName("stretch_card")
        self._says = label("", "muted")
        self._tight = label("", "small")
        self.start = button("Stretch now", name="stretch_now")
        self.start.setMinimumHeight(44)
        self.start.clicked.connect(self._on_start)
        self._meter = column(gap=8)
        self._how = label("", "small")
        choose = button("What is tight?", "link", name="choose_tight")
        choose.clicked.connect(self._on_choose)
        self.inner.setSpacing(10)
        self.inner.addWidget(label("A short stretch", "heading"))
        self.inner.addWidget(self._says)
        self.inner.addWidget(self.start)
        self.inner.addLayout(self._meter)
        self.inner.addWidget(self._how)
        foot = row(self._tight, choose, gap=8)
        foot.setStretch(0, 1)
        self.inner.addLayout(foot)

    def show_home(self, home: Home, *, first: bool) -> None:
        """Show what is stretched; `first` makes it the one thing to do."""
        stretching = home.stretching
        now = self._clock.local().time()
        self._says.setText(
            stretch_words(home.profile.stretch_at, now=now, stretched=stretching.done)
        )
        set_look(self.start, "kind", "primary" if first else "")
        self.start.setText(f"Stretch now · {stretching.minutes} min")
        self.start.setVisible(stretching.minutes > 0)
        clear(self._meter)
        if stretching.rows:
            self._meter.addWidget(Marks())
        for found in stretching.rows:
            bars = StretchBars(found)
            bars.setObjectName(f"stretch_{found.muscle_id}")
            name = label(found.name[:1].upper() + found.name[1:], "strong")
            self._meter.addLayout(column(name, bars, gap=2))
        self._how.setText(
            "Minutes held in the last seven days."
            if stretching.rows
            else f"What you hold fills a meter here: {FLOOR_MINUTES:g} minutes a week for each "
            f"side are the floor, {TARGET_MINUTES:g} the target."
        )
        names = [self._body.region(s.region).label(s.side) for s in stretching.tight]
        self._tight.setText(
            f"Tight: {words.listing(names)}." if names else "Nothing is marked tight yet."
        )

    def _on_start(self) -> None:
        self.start_wanted.emit()

    def _on_choose(self) -> None:
        self.choose_wanted.emit()


class TightDialog(QDialog):
    """Which places feel tight, on which side?"""

    chosen = Signal(object)
    """tuple[Spot, ...]."""

    def __init__(self, model: CoachModel, tight: Collection[Spot], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("What is tight?")
        self.setMinimumWidth(420)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        self._chips: dict[Spot, QPushButton] = {}
        self._on: set[Spot] = set(tight)
        body = model.catalog.body
        regions = [r for r in body.regions if stretchable(r, model.catalog)]
        for line, region in enumerate(regions):
            grid.addWidget(label(region.name[:1].upper() + region.name[1:]), line, 0)
            for i, side in enumerate(Side):
                chip = button(f"{_DOTS[side]} {side.value.capitalize()}", "chip")
                chip.setCheckable(True)
                chip.setChecked(Spot(region.id, side) in self._on)
                chip.setProperty("side", side.value)
                chip.setObjectName(f"tight_{region.id}_{side.value}")
                chip.setAccessibleName(f"Tight: {region.label(side)}")
                grid.addWidget(chip, line, 1 + i)
                self._chips[Spot(region.id, side)] = chip
        keep = button("Keep", "primary", name="keep_tight")
        keep.clicked.connect(self._on_keep)
        cancel = button("Cancel")
        cancel.clicked.connect(self.reject)
        content = column(
            label("What is tight?", "title"),
            label(
                "Left and right are your own. A stretch is always done on both sides; the tight "
                "one gets one hold more.",
                "muted",
            ),
            4,
            grid,
            4,
            row(None, cancel, keep),
            gap=10,
        )
        content.setContentsMargins(24, 20, 24, 20)
        self.setLayout(content)

    def _on_keep(self) -> None:
        order = [spot for spot, chip in self._chips.items() if chip.isChecked()]
        self.chosen.emit(tuple(order))
        self.accept()


class StretchDialog(QDialog):
    """Does it hurt anywhere today? What does is left alone."""

    answered = Signal(object)
    """frozenset[Spot]: what hurts."""

    def __init__(self, model: CoachModel, tight: Collection[Spot], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Stretch now")
        self.setMinimumWidth(420)
        self._hurting: dict[Spot, QPushButton] = {}
        body = model.catalog.body
        self.go_on = button("Nothing hurts: start", "primary", name="start_stretching")
        self.go_on.setMinimumHeight(44)
        self.go_on.clicked.connect(self._on_go)
        cancel = button("Cancel")
        cancel.setMinimumHeight(44)
        cancel.clicked.connect(self.reject)
        places = column(gap=6)
        spots = list(dict.fromkeys(tight)) or [
            Spot(r.id, side)
            for r in body.regions
            if r.id in {"hip_flexors", "chest", "back_thigh", "calf"}
            for side in Side
        ]
        for side in Side:
            own = [spot for spot in spots if spot.side is side]
            if not own:
                continue
            places.addWidget(side_label(side, f"{_DOTS[side]} Your {side.value}"))
            line = row(gap=6)
            for spot in own:
                chip = button(body.region(spot.region).name.capitalize(), "chip")
                chip.setCheckable(True)
                chip.setProperty("side", side.value)
                chip.setObjectName(f"hurts_{spot.region}_{side.value}")
                chip.setAccessibleName(f"Hurts: {body.region(spot.region).label(side)}")
                chip.toggled.connect(self._on_toggled)
                line.addWidget(chip)
                self._hurting[spot] = chip
            line.addStretch(1)
            places.addLayout(line)
        content = column(
            label("Does it hurt anywhere today?", "title"),
            label("A pull is fine, pain is not. Mark what hurts, and it is left alone.", "muted"),
            4,
            places,
            6,
            row(None, cancel, self.go_on),
            gap=10,
        )
        content.setContentsMargins(24, 20, 24, 20)
        self.setLayout(content)
        self.go_on.setFocus()

    def _marked(self) -> frozenset[Spot]:
        return frozenset(spot for spot, chip in self._hurting.items() if chip.isChecked())

    def _on_toggled(self) -> None:
        self.go_on.setText("Start without them" if self._marked() else "Nothing hurts: start")

    def _on_go(self) -> None:
        self.answered.emit(self._marked())
        self.accept()
