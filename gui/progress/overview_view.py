"""How does the whole body stand, and how did it stand before?"""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSlider, QTableView, QWidget

from core import words
from core.body import Side, Spot
from core.curve import Standing
from core.overview import Overview, PairStory, PlaceThen
from core.profile import Profile
from core.together import Place
from gui.body.legend import Legend
from gui.body.looks import Look
from gui.coach_model import CoachModel
from gui.coach_values import Failure
from gui.figure.person import Figure
from gui.progress.body_table import BodyTable, Shown, muscle_lines, pair_lines, place_lines
from gui.progress.empty import EmptyCard
from gui.progress.picture import Picture, PictureButton
from gui.progress.ratio_graph import RatioGraph
from gui.progress.still_map import StillMap
from gui.theme import LIGHT, Theme
from gui.widgets import Banner, Card, Choice, button, column, label, row

_TABLES = (("Places", Shown.PLACES), ("Muscles", Shown.MUSCLES), ("Opposing pairs", Shown.PAIRS))
_ABOUT = {
    Shown.PLACES: "Sets and stretching of the last seven days, left | right. A set in which a "
    "muscle only takes part counts half.",
    Shown.MUSCLES: "Sets and stretching of the last seven days, left | right. A set in which a "
    "muscle only takes part counts half.",
    Shown.PAIRS: "Each side against its own usual ratio. There is no right ratio for exercises "
    "at home.",
}
_NOTHING = (
    "Your body, once something is logged",
    "After three workouts with both sides, each place gets its verdict here: weaker, maybe, even "
    "or no data, for today and for any day before.",
)


class OverviewView(QWidget):
    """The figure by verdict, a slider through time, and the same in a table."""

    place_wanted = Signal(object, str)
    """Place and id: show all exercises for it."""

    def __init__(self, model: CoachModel, theme: Theme, figure: Figure) -> None:
        super().__init__()
        self._model = model
        self.theme = theme
        self._overview: Overview | None = None
        self._places: dict[Spot, PlaceThen] = {}
        self._figure = figure
        self._region: str | None = None
        self._stale = True
        self._banner = Banner("warn")
        self._banner.acted.connect(self._on_again)
        self._empty = EmptyCard(theme)
        self.map = StillMap(model.catalog.body, theme, figure)
        self.map.chosen.connect(self._on_spot)
        self._legend = Legend(theme)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("time")
        self.slider.setAccessibleName("Day that is shown")
        self.slider.setRange(0, 0)
        self.slider.setPageStep(4)
        self.slider.valueChanged.connect(self._on_day)
        self._day = label("", "strong", wrap=False)
        self._day.setObjectName("day_shown")
        self._first, self._last = (
            label("", "small", wrap=False),
            label("today", "small", wrap=False),
        )
        self.picture = PictureButton("body", self._picture, model.clock.today)
        left = Card(
            row(self._day, None, self.picture),
            self.map,
            self._legend,
            row(self._first, self.slider, self._last, gap=10),
            margin=12,
        )
        left.inner.setStretch(1, 1)
        self.tables = Choice(_TABLES, name="table_choice", gap=6)
        self.tables.setAccessibleName("What the table lists")
        self.tables.choose(Shown.PLACES)
        self.tables.chosen.connect(self._on_table)
        self._about = label(_ABOUT[Shown.PLACES], "small")
        self.table = BodyTable()
        self.rows = QTableView()
        self._dress_table()
        self._detail = label("", "small")
        self._detail.setObjectName("place_says")
        self._concord = label("", "small")
        self._concord.setObjectName("concord")
        self._concord.hide()
        self.open = button("Show its exercises", "", name="open_place")
        self.open.clicked.connect(self._on_open)
        self.ratios = RatioGraph(theme)
        self.ratio_picture = PictureButton("ratio graph", self._ratio_picture, model.clock.today)
        right = Card(
            self.tables, self._about, self.rows, self.ratios, self._detail, self._concord,
            row(self.open, None, self.ratio_picture),
            margin=12,
        )  # fmt: skip
        right.inner.setStretch(2, 1)
        self._content = QWidget()
        both = row(left, right, gap=12)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self._content.setLayout(both)
        layout = column(self._banner, self._empty, self._content, gap=10)
        layout.setStretch(1, 1)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self._content.hide()
        model.overview_ready.connect(self._on_overview)
        model.log_changed.connect(self._on_log_changed)
        model.profile_changed.connect(self._on_profile)
        model.failed.connect(self._on_failed)
        self._dress_slider()

    def _dress_table(self) -> None:
        self.rows.setModel(self.table)
        self.rows.setObjectName("body_rows")
        self.rows.setAccessibleName("Places with verdict, sets and stretching")
        self.rows.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.rows.setShowGrid(False)
        self.rows.setTabKeyNavigation(False)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.verticalHeader().hide()
        self.rows.verticalHeader().setDefaultSectionSize(28)
        head = self.rows.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setStretchLastSection(False)
        self.rows.selectionModel().currentRowChanged.connect(self._on_row)
        self.rows.activated.connect(self._on_activated)

    def _dress_slider(self) -> None:
        t = self.theme
        self.slider.setStyleSheet(
            f"QSlider::sub-page:horizontal {{ background: {t.accent}; }}"
            f"QSlider::handle:horizontal {{ border: 2px solid {t.accent}; background: {t.card}; }}"
            f"QSlider::handle:horizontal:focus {{ background: {t.accent}; }}"
        )

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self.theme = theme
        self.map.set_theme(theme)
        self._legend.set_theme(theme)
        self._empty.set_theme(theme)
        self.ratios.set_theme(theme)
        self._dress_slider()

    # -- asking -----------------------------------------------------------------------------------

    def shown(self) -> None:
        """Ask for what is new, when it is in sight."""
        if self._stale and self.isVisible():
            self._stale = False
            self._model.load_overview()

    def _on_log_changed(self) -> None:
        self._stale = True
        self.shown()

    def _on_profile(self, profile: Profile) -> None:
        """A body weight turns repetitions into strength; the other figure may be wanted."""
        self._figure = Figure(profile.figure)
        self.map.show_figure(self._figure)
        self._on_log_changed()

    def _on_failed(self, failure: Failure) -> None:
        if failure.request == "overview" and self.isVisible():
            self._stale = True
            self._banner.say(failure.problem.message, "Try again")

    def _on_again(self) -> None:
        self._banner.say("")
        self.shown()

    def _on_overview(self, overview: Overview) -> None:
        self._overview = overview
        self._banner.say("")
        found = overview.first is not None
        self._content.setVisible(found)
        self._empty.say(*(("", "") if found else _NOTHING))
        if overview.first is None:
            return
        today = self.slider.value() == self.slider.maximum()
        weeks = -(-(overview.last - overview.first).days // 7)
        self.slider.blockSignals(True)  # noqa: FBT003 - Qt's
        self.slider.setRange(0, weeks)
        if today:
            self.slider.setValue(weeks)
        self.slider.blockSignals(False)  # noqa: FBT003 - Qt's
        self._first.setText(words.date_words(overview.first))
        said = overview.concord.says if overview.concord is not None else ""
        self._concord.setText(said)
        self._concord.setVisible(bool(said))
        self._show_day()

    # -- a day ------------------------------------------------------------------------------------

    @property
    def day(self) -> date:
        """The day that is shown."""
        overview = self._overview
        assert overview is not None
        back = self.slider.maximum() - self.slider.value()
        return max(overview.last - timedelta(days=7 * back), overview.first or overview.last)

    def _on_day(self, _: int) -> None:
        if self._overview is not None:
            self._show_day()

    def _show_day(self) -> None:
        overview = self._overview
        assert overview is not None
        day = self.day
        self._places = overview.at(day)
        now = day == overview.last
        said = "today" if now else f"on {words.date_words(day)}"
        self._day.setText(f"As it stood {said}")
        self.slider.setAccessibleDescription(f"As it stood {said}")
        self._show_table()
        looks = {spot: look_of_place(place) for spot, place in self._places.items()}
        says = {spot: place.says for spot, place in self._places.items()}
        self.map.show_places(looks, says, self._described(day))
        self._legend.show_looks(set(looks.values()))
        self._show_detail()

    def _described(self, day: date) -> str:
        overview = self._overview
        assert overview is not None
        lines = place_lines(overview, self._places, overview.loads(day))
        told = [f"{line.cells[0]}: {line.cells[1]}" for line in lines if line.cells[1] != "no data"]
        return ". ".join([self._day.text(), *told]) or self._day.text()

    def _show_table(self) -> None:
        overview = self._overview
        if overview is None:
            return
        shown: Shown = self.tables.value()
        day = self.day
        self._about.setText(_ABOUT[shown])
        if shown is Shown.PLACES:
            lines = place_lines(overview, self._places, overview.loads(day))
        elif shown is Shown.MUSCLES:
            lines = muscle_lines(overview, overview.muscles(day))
        else:
            then = {
                story.pair.id: {side: story.at(side, day) for side in Side}
                for story in overview.pairs
            }
            lines = pair_lines(overview.pairs, then)
        self.table.show_lines(shown, lines)
        head = self.rows.horizontalHeader()
        for column_at in range(self.table.columnCount()):
            wide = column_at == (1 if shown is Shown.PLACES else 0)
            fitted = QHeaderView.ResizeMode.ResizeToContents
            head.setSectionResizeMode(column_at, QHeaderView.ResizeMode.Stretch if wide else fitted)
        if self._region and shown is Shown.PLACES and not self.rows.currentIndex().isValid():
            self.rows.selectRow(self.table.row_of(self._region))

    def _on_table(self, _: Shown) -> None:
        self._show_table()
        self._show_detail()

    # -- choosing ---------------------------------------------------------------------------------

    def _on_spot(self, spot: Spot) -> None:
        self.tables.choose(Shown.PLACES)
        self._region = spot.region
        self._show_table()
        self.rows.selectRow(self.table.row_of(spot.region))

    def _on_row(self, _: QModelIndex, __: QModelIndex) -> None:
        line = self.table.line(self.rows.currentIndex().row())
        if line is not None and self.tables.value() is Shown.PLACES:
            self._region = line.key
        self._show_detail()

    def _show_detail(self) -> None:
        shown: Shown = self.tables.value()
        line = self.table.line(self.rows.currentIndex().row())
        self.map.mark(self._region if shown is Shown.PLACES else None)
        self.ratios.setVisible(shown is Shown.PAIRS)
        self.ratio_picture.setVisible(shown is Shown.PAIRS)
        self.open.setVisible(shown is not Shown.PAIRS)
        self.open.setEnabled(line is not None)
        self._detail.setText(line.says if line else "")
        if shown is Shown.PAIRS and self._overview is not None:
            self.ratios.show_story(self._story(line.key if line else ""), self.day)

    def _story(self, key: str) -> PairStory | None:
        """The chosen pair, or the first that has numbers."""
        pairs = self._overview.pairs if self._overview else ()
        known = [p for p in pairs if any(p.ratios.values())]
        return next((p for p in pairs if p.pair.id == key), known[0] if known else None)

    def _on_activated(self, _: QModelIndex) -> None:
        self._on_open()

    def _on_open(self) -> None:
        line = self.table.line(self.rows.currentIndex().row())
        shown: Shown = self.tables.value()
        if line is not None and shown is not Shown.PAIRS:
            place = Place.REGION if shown is Shown.PLACES else Place.MUSCLE
            self.place_wanted.emit(place, line.key)

    # -- leaving ----------------------------------------------------------------------------------

    def _ratio_picture(self) -> Picture:
        line = self.table.line(self.rows.currentIndex().row())
        story = self._story(line.key if line else "")
        made = RatioGraph(LIGHT)
        made.setFixedHeight(300)
        made.show_story(story, self.day)
        name = story.pair.name if story else "opposing pair"
        return Picture(
            name=f"ratio-{story.pair.id if story else 'none'}",
            title=_sentence(name)[:-1],
            says=_sentence(made.accessibleDescription()),
            described=made.accessibleDescription(),
            widget=made,
        )

    def _picture(self) -> Picture:
        overview = self._overview
        assert overview is not None
        made = StillMap(self._model.catalog.body, LIGHT, self._figure)
        looks = {spot: look_of_place(place) for spot, place in self._places.items()}
        described = self._described(self.day)
        made.show_places(looks, {}, described)
        legend = Legend(LIGHT)
        legend.show_looks(set(looks.values()))
        page = QWidget()
        layout = column(made, legend, gap=6)
        layout.setStretch(0, 1)
        page.setLayout(layout)
        weaker = [
            f"{place.spot.side.value} {self._model.catalog.body.region(place.spot.region).name}"
            for place in self._places.values()
            if place.weaker_here
        ]
        found = f"Weaker: {words.listing(weaker)}." if weaker else "No place is weaker for sure."
        return Picture(
            name=f"body-{self.day.isoformat()}",
            title=self._day.text(),
            says=found,
            described=described,
            widget=page,
            height=700,
        )


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def look_of_place(place: PlaceThen) -> Look:
    """Choose colour and pattern by verdict."""
    if place.standing is Standing.REAL:
        return Look.WEAKER if place.weaker_here else Look.STRONGER
    return {
        Standing.NO_DATA: Look.PLAIN,
        Standing.TOO_FEW: Look.MAYBE,
        Standing.NOISE: Look.EVEN,
    }[place.standing]
