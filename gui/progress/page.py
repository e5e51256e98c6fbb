"""What does the log of an exercise look like over time, and what may be said about the gap?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.body import Side
from core.catalog import Exercise
from core.curve import Curve
from core.exercise_report import Report
from core.profile import Profile
from core.together import Place
from gui.coach_model import CoachModel
from gui.coach_values import Failure
from gui.figure.person import Figure
from gui.progress.cards import GapCard, SideCard
from gui.progress.empty import EmptyCard
from gui.progress.group_view import GroupView
from gui.progress.overview_view import OverviewView
from gui.progress.picker import ExercisePicker
from gui.progress.story import Span, days_of, summary, usual_span
from gui.theme import Theme
from gui.widgets import Banner, Choice, Page, button, label, row

if TYPE_CHECKING:
    from gui.progress.strength_plot import StrengthPlot

_SPANS = (
    ("4 weeks", Span.WEEKS_4),
    ("3 months", Span.MONTHS_3),
    ("6 months", Span.MONTHS_6),
    ("1 year", Span.YEAR),
    ("All", Span.ALL),
)
_TABS = (("One exercise", "exercise"), ("Muscle or place", "group"), ("Whole body", "body"))
_NOTHING = (
    "Your first workout starts the line",
    "Nothing is logged yet, and that is fine. Click a place on the body, do its routine once, and "
    "both sides appear here. After three workouts Evenside can start to tell a real gap from "
    "day-to-day noise.",
)


class ProgressPage(Page):
    """The graphs of one exercise, all exercises for a muscle or place, or the whole body."""

    report_wanted = Signal()

    def __init__(self, model: CoachModel, theme: Theme) -> None:
        super().__init__("Progress", theme)
        self._model = model
        self._logged: tuple[Exercise, ...] = ()
        self._chosen: str | None = None
        self._asked_for: str | None = None
        self._report: Report | None = None
        self._stale = True
        self._span_chosen = False
        self._plot: StrengthPlot | None = None
        self._picker = ExercisePicker()
        self._picker.picked.connect(self._on_picked)
        self._title = label("Progress", "title", wrap=False)
        self._subtitle = label(look="muted", wrap=False)
        self.paper = button("Report …", "quiet", name="progress_report")
        self.paper.setAccessibleName("Report for a physiotherapist")
        self.paper.setToolTip("A report for a physiotherapist, or for yourself")
        self.paper.clicked.connect(self.report_wanted)
        self._spans = Choice(_SPANS, name="range", gap=5)
        self._spans.setAccessibleName("Range")
        self._spans.choose(Span.MONTHS_6)
        self._spans.chosen.connect(self._on_span)
        self._banner = Banner("warn")
        self._banner.acted.connect(self._on_again)
        self._sides = {side: SideCard(side) for side in Side}
        self._gap = GapCard()
        self._notes = label(look="small")
        self._empty = EmptyCard(theme)
        self._content = QWidget()
        self._exercise = QWidget()
        self.tabs = Choice(_TABS, name="lens_tabs")
        self.tabs.setAccessibleName("What to look at")
        self.tabs.choose("exercise")
        self.tabs.chosen.connect(self._on_tab)
        self._group: GroupView | None = None
        self._overview: OverviewView | None = None
        self._figure = Figure.FEMALE
        self._build()
        self._show_nothing("", "")
        model.logged_exercises_ready.connect(self._on_logged)
        model.report_ready.connect(self._on_report)
        model.log_changed.connect(self._on_log_changed)
        model.profile_changed.connect(self._on_profile)
        model.failed.connect(self._on_failed)

    def _build(self) -> None:
        top = row(self.tabs, None, self._spans, self.paper, gap=8)
        head = row(self._title, self._picker, self._subtitle, None, gap=14)
        cards = row(*self._sides.values(), self._gap, gap=14)
        for i, share in enumerate((2, 2, 5)):
            cards.setStretch(i, share)
        self._graphs = QVBoxLayout(self._content)
        self._graphs.setContentsMargins(0, 0, 0, 0)
        self._graphs.setSpacing(8)
        self._graphs.addLayout(cards)
        self._graphs.addWidget(self._notes)
        one = QVBoxLayout(self._exercise)
        one.setContentsMargins(0, 0, 0, 0)
        one.setSpacing(8)
        one.addLayout(head)
        one.addWidget(self._banner)
        one.addWidget(self._empty, 1)
        one.addWidget(self._content, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 14, 28, 12)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self._exercise, 1)
        self._layout = layout

    # -- coming and going -------------------------------------------------------------------------

    def shown(self) -> None:
        """Ask for what is new since the last time."""
        if self._stale:
            self._load()
        for view in (self._group, self._overview):
            if view is not None:
                view.shown()

    @property
    def curve(self) -> Curve | None:
        """The curve that is shown."""
        return self._report.curve if self._report else None

    # -- the other views, made when they are wanted first -----------------------------------------

    @property
    def group(self) -> GroupView:
        """All exercises for a muscle or place."""
        if self._group is None:
            self._group = GroupView(self._model, self.theme)
            self._group.exercise_wanted.connect(self.show_exercise)
            self._group.hide()
            self._layout.addWidget(self._group, 1)
        return self._group

    @property
    def overview(self) -> OverviewView:
        """The whole body."""
        if self._overview is None:
            self._overview = OverviewView(self._model, self.theme, self._figure)
            self._overview.place_wanted.connect(self._on_place)
            self._overview.hide()
            self._layout.addWidget(self._overview, 1)
        return self._overview

    def show_tab(self, tab: str) -> None:
        """Show "exercise", "group" or "body", as a click on its tab would."""
        self.tabs.choose(tab)
        self._on_tab(tab)

    def _on_tab(self, tab: str) -> None:
        self._exercise.setVisible(tab == "exercise")
        self._spans.setVisible(tab == "exercise" and not self._content.isHidden())
        if self._group is not None or tab == "group":
            self.group.setVisible(tab == "group")
        if self._overview is not None or tab == "body":
            self.overview.setVisible(tab == "body")
        if tab == "group":
            self.group.shown()
        elif tab == "body":
            self.overview.shown()

    def _on_place(self, place: Place, place_id: str) -> None:
        """Show all exercises for a place that was chosen on the figure."""
        self.group.choose(place, place_id)
        self.show_tab("group")

    def show_exercise(self, exercise_id: str) -> None:
        """Choose an exercise, logged or not."""
        self._asked_for = self._chosen = exercise_id
        self.show_tab("exercise")
        self._load_or_wait()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        super().set_theme(theme)
        self._empty.set_theme(theme)
        if self._plot is not None:
            self._plot.set_theme(theme)
        if self._report is not None:
            self._show_numbers(self._report)
        for view in (self._group, self._overview):
            if view is not None:
                view.set_theme(theme)

    def _load(self) -> None:
        self._stale = False
        self._model.load_logged_exercises()

    def _load_or_wait(self) -> None:
        self._stale = True
        if self.isVisible():
            self._load()

    def _on_log_changed(self) -> None:
        self._load_or_wait()

    def _on_profile(self, profile: Profile) -> None:
        """A body weight turns repetitions into strength."""
        self._figure = Figure(profile.figure)
        self._load_or_wait()

    # -- choosing ---------------------------------------------------------------------------------

    def _on_logged(self, found: tuple[Exercise, ...]) -> None:
        self._logged = found
        listed = list(found)
        known = {exercise.id for exercise in found}
        if self._chosen is not None and self._chosen not in known:
            asked = self._model.catalog.find(self._chosen)
            if self._chosen == self._asked_for and asked is not None:
                listed.append(asked)
            else:
                self._chosen = None
        if self._chosen is None and listed:
            self._chosen = listed[0].id
        self._picker.fill(listed, self._chosen)
        if self._chosen is None:
            self._report = None
            self._banner.say("")
            self._show_nothing(*_NOTHING)
        else:
            self._model.load_report(self._chosen)

    def _on_picked(self, exercise_id: str) -> None:
        if exercise_id != self._chosen:
            self._chosen, self._asked_for = exercise_id, None
            self._model.load_report(exercise_id)

    def _on_span(self, _: Span) -> None:
        self._span_chosen = True
        if self._report is not None and self._plot is not None:
            self._show_graphs(self._report, self._plot)

    def _on_failed(self, failure: Failure) -> None:
        if failure.request in ("curve", "exercises") and self.isVisible():
            self._stale = True
            self._banner.say(failure.problem.message, "Try again")

    def _on_again(self) -> None:
        self._banner.say("")
        self._load()

    # -- showing ----------------------------------------------------------------------------------

    def _on_report(self, report: Report) -> None:
        curve = report.curve
        if curve.exercise_id != self._chosen:
            return  # an answer to an earlier question
        self._banner.say("")
        self._report = report
        exercise = self._model.catalog.get(curve.exercise_id)
        self._subtitle.setText(curve.title)
        if not days_of(curve):
            self._show_empty(curve, exercise)
            return
        self._empty.hide()
        self._picker.show()
        self._content.show()
        self._spans.setVisible(not self._exercise.isHidden())
        self._title.hide()
        self._show_numbers(report)
        if self._plot is None:
            self._plot = self._make_plot()
            self._graphs.insertWidget(1, self._plot, 1)
        self._show_graphs(report, self._plot)

    def _make_plot(self) -> StrengthPlot:
        """Import late: pyqtgraph costs a fifth of a second, and only who comes here needs it."""
        from gui.progress.strength_plot import StrengthPlot

        return StrengthPlot(self.theme, self._model.clock.today)

    def _show_empty(self, curve: Curve, exercise: Exercise) -> None:
        if any(exercise.id == logged.id for logged in self._logged):
            self._show_nothing("Nothing to draw yet", " ".join(curve.notes) or curve.verdict)
            return
        sides = "both sides appear" if exercise.mode.sided else "its line appears"
        self._show_nothing(
            "No sets of this exercise yet",
            f"Add {exercise.name} to a routine and log it once: {sides} here.",
        )

    def _show_nothing(self, title: str, text: str) -> None:
        self._content.hide()
        self._spans.hide()
        self._picker.setVisible(self._chosen is not None)
        self._title.setVisible(self._chosen is None)
        self._empty.say(title, text)
        if self._chosen is None:
            self._subtitle.setText("")

    def _show_numbers(self, report: Report) -> None:
        curve = report.curve
        sided = bool(curve.lines)
        left, right = self._sides[Side.LEFT], self._sides[Side.RIGHT]
        left.show_line(curve.lines[Side.LEFT] if sided else curve.both, report, self.theme)
        right.setVisible(sided)
        if sided:
            right.show_line(curve.lines[Side.RIGHT], report, self.theme)
        self._gap.show_verdict(report, self.theme)
        notes = (*curve.notes, *report.tested.notes)
        self._notes.setText(" ".join(notes))
        self._notes.setVisible(bool(notes))

    def _show_graphs(self, report: Report, plot: StrengthPlot) -> None:
        today = self._model.clock.today()
        exercise = self._model.catalog.get(report.curve.exercise_id)
        if not self._span_chosen:
            self._spans.choose(usual_span(days_of(report.curve), today))
        span: Span = self._spans.value()
        plot.name(exercise.name)
        plot.show_report(
            report, since=span.since(today), until=today, summary=summary(report, exercise)
        )
