"""What does the log of an exercise look like over time, and what may be said about the gap?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.body import Side
from core.catalog import Exercise
from core.curve import Curve
from gui.coach_model import CoachModel, Failure
from gui.progress.cards import GapCard, SideCard
from gui.progress.empty import EmptyCard
from gui.progress.picker import ExercisePicker
from gui.progress.story import Span, days_of, summary, usual_span
from gui.theme import Theme
from gui.widgets import Banner, Choice, Page, column, label, row

if TYPE_CHECKING:
    from gui.progress.strength_plot import StrengthPlot

_SPANS = (
    ("4 weeks", Span.WEEKS_4),
    ("3 months", Span.MONTHS_3),
    ("6 months", Span.MONTHS_6),
    ("1 year", Span.YEAR),
    ("All", Span.ALL),
)
_NOTHING = (
    "Your first workout starts the line",
    "Nothing is logged yet, and that is fine. Click a place on the body, do its routine once, and "
    "both sides appear here. After three workouts Evenside can start to tell a real gap from "
    "day-to-day noise.",
)


class ProgressPage(Page):
    """The graphs of one exercise, with the numbers and the verdict above."""

    def __init__(self, model: CoachModel, theme: Theme) -> None:
        super().__init__("Progress", theme)
        self._model = model
        self._logged: tuple[Exercise, ...] = ()
        self._chosen: str | None = None
        self._asked_for: str | None = None
        self._curve: Curve | None = None
        self._stale = True
        self._span_chosen = False
        self._plot: StrengthPlot | None = None
        self._picker = ExercisePicker()
        self._picker.picked.connect(self._on_picked)
        self._title = label("Progress", "title", wrap=False)
        self._subtitle = label(look="muted")
        self._spans = Choice(_SPANS, name="range")
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
        self._build()
        self._show_nothing("", "")
        model.logged_exercises_ready.connect(self._on_logged)
        model.curve_ready.connect(self._on_curve)
        model.log_changed.connect(self._on_log_changed)
        model.profile_changed.connect(self._on_profile)
        model.failed.connect(self._on_failed)

    def _build(self) -> None:
        head = row(
            column(self._title, self._picker, self._subtitle, gap=4), None, self._spans, gap=16
        )
        head.setStretch(0, 1)
        cards = row(*self._sides.values(), self._gap, gap=14)
        for i, share in enumerate((2, 2, 3)):
            cards.setStretch(i, share)
        self._graphs = QVBoxLayout(self._content)
        self._graphs.setContentsMargins(0, 0, 0, 0)
        self._graphs.setSpacing(14)
        self._graphs.addLayout(cards)
        self._graphs.addWidget(self._notes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 22, 28, 18)
        layout.setSpacing(14)
        layout.addLayout(head)
        layout.addWidget(self._banner)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self._content, 1)

    # -- coming and going -------------------------------------------------------------------------

    def shown(self) -> None:
        """Ask for what is new since the last time."""
        if self._stale:
            self._load()

    @property
    def curve(self) -> Curve | None:
        """The curve that is shown."""
        return self._curve

    def show_exercise(self, exercise_id: str) -> None:
        """Choose an exercise, logged or not."""
        self._asked_for = self._chosen = exercise_id
        self._load_or_wait()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        super().set_theme(theme)
        self._empty.set_theme(theme)
        if self._plot is not None:
            self._plot.set_theme(theme)
        if self._curve is not None:
            self._show_numbers(self._curve)

    def _load(self) -> None:
        self._stale = False
        self._model.load_logged_exercises()

    def _load_or_wait(self) -> None:
        self._stale = True
        if self.isVisible():
            self._load()

    def _on_log_changed(self) -> None:
        self._load_or_wait()

    def _on_profile(self, _: object) -> None:
        """A body weight turns repetitions into strength."""
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
            self._curve = None
            self._banner.say("")
            self._show_nothing(*_NOTHING)
        else:
            self._model.load_curve(self._chosen)

    def _on_picked(self, exercise_id: str) -> None:
        if exercise_id != self._chosen:
            self._chosen, self._asked_for = exercise_id, None
            self._model.load_curve(exercise_id)

    def _on_span(self, _: Span) -> None:
        self._span_chosen = True
        if self._curve is not None and self._plot is not None:
            self._show_graphs(self._curve, self._plot)

    def _on_failed(self, failure: Failure) -> None:
        if failure.request in ("curve", "exercises") and self.isVisible():
            self._stale = True
            self._banner.say(failure.problem.message, "Try again")

    def _on_again(self) -> None:
        self._banner.say("")
        self._load()

    # -- showing ----------------------------------------------------------------------------------

    def _on_curve(self, curve: Curve) -> None:
        if curve.exercise_id != self._chosen:
            return  # an answer to an earlier question
        self._banner.say("")
        self._curve = curve
        exercise = self._model.catalog.get(curve.exercise_id)
        self._subtitle.setText(curve.title)
        if not days_of(curve):
            self._show_empty(curve, exercise)
            return
        self._empty.hide()
        for part in (self._picker, self._spans, self._content):
            part.show()
        self._title.hide()
        self._show_numbers(curve)
        if self._plot is None:
            self._plot = self._make_plot()
            self._graphs.insertWidget(1, self._plot, 1)
        self._show_graphs(curve, self._plot)

    def _make_plot(self) -> StrengthPlot:
        """Import late: pyqtgraph costs a fifth of a second, and only who comes here needs it."""
        from gui.progress.strength_plot import StrengthPlot

        return StrengthPlot(self.theme)

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

    def _show_numbers(self, curve: Curve) -> None:
        sided = bool(curve.lines)
        left, right = self._sides[Side.LEFT], self._sides[Side.RIGHT]
        left.show_line(curve.lines[Side.LEFT] if sided else curve.both, curve, self.theme)
        right.setVisible(sided)
        if sided:
            right.show_line(curve.lines[Side.RIGHT], curve, self.theme)
        self._gap.show_verdict(curve, self.theme)
        self._notes.setText(" ".join(curve.notes))
        self._notes.setVisible(bool(curve.notes))

    def _show_graphs(self, curve: Curve, plot: StrengthPlot) -> None:
        today = self._model.clock.today()
        exercise = self._model.catalog.get(curve.exercise_id)
        if not self._span_chosen:
            self._spans.choose(usual_span(days_of(curve), today))
        span: Span = self._spans.value()
        plot.show_curve(
            curve, since=span.since(today), until=today, summary=summary(curve, exercise)
        )
