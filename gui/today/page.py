"""What is there to do today? The page people begin with."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from core import words
from core.body import Spot
from core.routine import Routine
from core.safety import PainReport, Readiness
from core.week_coach import Home
from core.weeks import WeekPlan
from gui import messages
from gui.coach_model import CoachModel
from gui.coach_values import Failure
from gui.figure.studio import Studio
from gui.first import BETWEEN, MARGINS, SIDE_WIDTH, TWO_COLUMNS, greeting
from gui.routine.opening import OpenPlanDialog
from gui.safety.dialogs import PainDialog, ReadinessDialog
from gui.theme import Theme
from gui.today.due_card import DueCard
from gui.today.lighter_card import LighterCard
from gui.today.morning import MorningQuestion
from gui.today.stretch_card import StretchDialog, StretchNow, TightDialog
from gui.today.strip import WeekStrip
from gui.today.week_dialog import WeekDialog
from gui.week_model import Opened, Told, WeekModel
from gui.widgets import Banner, Card, Page, Scroll, button, clear, column, label, row

QWIDGETSIZE_MAX = 16_777_215
_OWN = frozenset({"home", "week", "start", "stretch", "tight", "lighter"})


class TodayPage(Page):
    """The plans of today, stretching, the days ahead, and what else is worth a line."""

    start_wanted = Signal(object)
    """Routine: begin it."""
    look_wanted = Signal()
    """The routine page has something that should be seen before a start."""
    body_wanted = Signal()
    resume_wanted = Signal()
    tests_wanted = Signal()

    def __init__(
        self, model: CoachModel, studio: Studio, theme: Theme, weeks: WeekModel | None = None
    ) -> None:
        super().__init__("Today", theme)
        self._model = model
        self._studio = studio
        self.weeks = weeks or WeekModel(model, self)
        self._home: Home | None = None
        self._told: Told | None = None
        self._arriving = False
        """True from coming to the page until it shows what is due."""
        self._to_stretching = False
        """True when the person comes for the stretching."""
        self._cards: list[DueCard] = []
        self._quiet: QPushButton | None = None
        """The button of a day without plans."""
        self._opening = ""
        """The plan that is about to start, from the question about pain to the answer."""
        self._report = PainReport()
        self._hurting: frozenset[Spot] | None = None
        self._look_first = False
        self._readiness: Readiness | None = None
        self._answering = False
        """True while the health answers are on their way to the disk, before something starts."""
        self._make_parts()
        self._arrange_parts()
        self._connect()

    # -- the parts --------------------------------------------------------------------------------

    def _make_parts(self) -> None:
        self._date = label("", "caps", wrap=False)
        self._title = label("Today", "title")
        self._says = label("", "muted")
        self.plan_week = button("Plan your week", name="plan_week")
        self.plan_week.clicked.connect(self._on_plan_week)
        self._problem = Banner("warn")
        self._problem.acted.connect(self._on_read)
        self._resume = Banner()
        self._resume.setObjectName("resume_banner")
        self._resume.acted.connect(self.resume_wanted)
        self._tests = Banner()
        self._tests.acted.connect(self.tests_wanted)
        self.morning = MorningQuestion(self._model)
        self._plans = column(gap=14)
        self._let_go = label("", "small")
        self._let_go.setObjectName("let_go")
        self.lighter = LighterCard()
        self.stretching = StretchNow(self._model.catalog.body, self._model.clock)
        self._strip = WeekStrip()
        self._ahead = label("The next seven days", "strong")

    def _arrange_parts(self) -> None:
        heading = column(self._date, self._title, self._says, gap=2)
        top = row(heading, self.plan_week, gap=16)
        top.setStretch(0, 1)
        top.setAlignment(self.plan_week, Qt.AlignmentFlag.AlignTop)
        left = column(self._plans, self._let_go, self.lighter, None, gap=14)
        self._side = QWidget()
        self._side.setLayout(column(self.stretching, None, gap=14))
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._middle.setSpacing(BETWEEN)
        self._middle.addLayout(left, 1)
        self._middle.addWidget(self._side)
        inner = QWidget()
        inner.setObjectName("scrolled")
        content = column(
            top,
            self._problem,
            self._resume,
            self.morning,
            self._tests,
            self._middle,
            None,
            self._ahead,
            self._strip,
            gap=14,
        )
        content.setContentsMargins(*MARGINS)
        inner.setLayout(content)
        self.setLayout(column(Scroll(inner)))

    def _connect(self) -> None:
        self.weeks.home_ready.connect(self._on_home)
        self.weeks.opened.connect(self._on_opened)
        self.weeks.stretch_ready.connect(self._on_stretch)
        self.stretching.start_wanted.connect(self._on_stretch_wanted)
        self.stretching.choose_wanted.connect(self._on_choose_tight)
        self.lighter.taken.connect(self.weeks.take_lighter)
        self.lighter.declined.connect(self.weeks.decline_lighter)
        self.lighter.given_back.connect(self.weeks.give_back)
        self._model.readiness_known.connect(self._on_readiness)
        self._model.readiness_judged.connect(self._on_judged)
        self._model.log_changed.connect(self._on_log)
        self._model.failed.connect(self._on_failed)

    def shown(self) -> None:
        """Ask what is due."""
        self._problem.say("")
        self._arriving = True
        self._model.load_readiness()
        self.weeks.load()
        self.morning.refresh()

    def lead_to_stretching(self) -> None:
        """Put the keyboard on the stretching, and it in sight, when the page is shown next."""
        self._to_stretching = True

    def set_theme(self, theme: Theme) -> None:
        """Dress the pictures."""
        super().set_theme(theme)
        for card in self._cards:
            card.set_theme(theme)

    @property
    def home(self) -> Home | None:
        """What is shown."""
        return self._home

    def says(self) -> str:
        """The line below the title."""
        return self._says.text()

    def let_go(self) -> str:
        """What is said about missed days."""
        return self._let_go.text()

    def problem(self) -> str:
        """What did not work, or empty."""
        return self._problem.text()

    def show_unfinished(self, text: str) -> None:
        """Offer to go on with a workout that was left; an empty text hides the offer."""
        self._resume.say(text, "Go on where you were")

    # -- showing ----------------------------------------------------------------------------------

    def _on_home(self, told: Told) -> None:
        if told != self._told:  # otherwise the keyboard and the pictures stay as they are
            self._told = told
            self._show(told)
        self._lend_keyboard()

    def _show(self, told: Told) -> None:
        home = self._home = told.home
        day = home.today.day
        date_said = f"{words.weekday(day)}, {words.date_words(day, today=day)}"
        self._date.setText(date_said.upper())
        self._date.setAccessibleName(date_said)
        self._title.setText(greeting(self._model.clock.local().hour))
        away = home.today.away
        self._says.setText(away.says if away is not None else home.today.says)
        alone = _only_tests(home)
        self._tests.say("" if alone else home.tests.says, "Go to the tests")
        self._show_plans(home)
        self._let_go.setText(" ".join(home.today.let_go))
        self._let_go.setVisible(bool(home.today.let_go))
        self.lighter.show_week(home.lighter, home.offer)
        begun = bool(home.plans) and not home.week.empty
        nothing = not any(p.open for p in home.today.plans)
        self.stretching.show_home(home, first=begun and nothing and not alone)
        # A card says it already when there is nothing to list.
        self._says.setVisible(away is not None or bool(home.today.plans))
        self._strip.show_days(home.today.ahead, day)
        empty = all(d.empty for d in home.today.ahead)
        self._strip.setVisible(not empty)
        self._ahead.setVisible(not empty)
        self.plan_week.setVisible(bool(home.plans) or not home.week.empty)

    def _show_plans(self, home: Home) -> None:
        clear(self._plans)
        self._cards, self._quiet = [], None
        for due in home.today.plans:
            preview = home.preview(due.plan.name)
            first = not any(c.due.open for c in self._cards)
            card = DueCard(self._model.catalog, self._studio, due, preview, self.theme, main=first)
            card.start_wanted.connect(self._on_start)
            card.look_wanted.connect(self._on_look)
            self._cards.append(card)
            self._plans.addWidget(card)
        if not self._cards:
            self._plans.addWidget(self._quiet_card(home))

    def _lend_keyboard(self) -> None:
        """Put the keyboard on the first Start when the person comes, or when its place is gone."""
        focused = self.window().focusWidget()
        lost = focused is None or not self.isAncestorOf(focused)
        if not self.isVisible() or not (self._arriving or lost):
            return
        self._arriving = False
        if self._to_stretching:
            self._to_stretching = False
            self.stretching.start.setFocus()  # the page scrolls to whatever has the keyboard
            return
        first = next((c.start for c in self._cards if c.due.open), self._quiet)
        (first or self.stretching.start).setFocus()

    def _quiet_card(self, home: Home) -> Card:
        """Say what to do on a day without plans."""
        if not home.plans:
            head = "Nothing is planned yet"
            text = (
                "Point at a place on your body and build its routine. Keep it as a plan, choose "
                "its days, and it is here when its day has come."
            )
            act = button("Choose a place", "primary", name="today_body")
            act.clicked.connect(self.body_wanted)
        elif home.week.empty:
            head = "Your plans have no days yet"
            text = "Choose on which days of the week you do what. The rest of 48 hours is checked."
            act = button("Plan your week", "primary", name="today_week")
            act.clicked.connect(self._on_plan_week)
        elif _only_tests(home):
            head = "Test day"
            text = f"{home.tests.says} No training today: you are fresh and rested for it."
            act = button("Go to the tests", "primary", name="today_tests")
            act.clicked.connect(self.tests_wanted)
        else:
            head = "Rest day"
            said = home.today.says.removeprefix("A rest day: ")
            text = f"{said[:1].upper()}{said[1:]} A little stretching is always welcome."
            return Card(label(head, "heading"), label(text, "muted"), margin=20)
        self._quiet = act
        return Card(label(head, "heading"), label(text, "muted"), 4, row(act, None), margin=20)

    # -- starting a plan --------------------------------------------------------------------------

    def _on_start(self, name: str) -> None:
        """Yesterday's answer about pain is not today's: ask, then begin."""
        self._ask_pain(name, look=False)

    def _on_look(self, name: str) -> None:
        self._ask_pain(name, look=True)

    def _ask_pain(self, name: str, *, look: bool) -> None:
        plan = next((p for p in self._home.plans if p.name == name), None) if self._home else None
        if plan is None or self._answering:
            return
        self._opening, self._look_first, self._hurting = name, look, None
        region = self._model.catalog.body.region(plan.spot.region)
        dialog = OpenPlanDialog(
            plan.name,
            region.label(plan.spot.side),
            "Do" if region.plural else "Does",
            self,
            question="Does it hurt anywhere today? Move the slider if your "
            f"{region.label(plan.spot.side)} {'do' if region.plural else 'does'}.",
            go_on="Look at it" if look else "Start",
        )
        dialog.answered.connect(self._on_feels)
        messages.open_dialog(dialog)

    def _on_feels(self, pain: int, constant: bool) -> None:  # noqa: FBT001 - a slot
        if pain == 0 and not constant:
            self._open(PainReport())
            return
        plan = next(p for p in self._home.plans if p.name == self._opening) if self._home else None
        if plan is None:
            return
        place = self._model.catalog.body.region(plan.spot.region).label(plan.spot.side)
        dialog = PainDialog(self._model.safety, place, pain, constant, self)
        dialog.reported.connect(self._open)
        messages.open_dialog(dialog)

    def _open(self, report: PainReport) -> None:
        self._report = report
        self._hold(busy=True)
        self.weeks.open(self._opening, report)

    def _on_opened(self, opened: Opened) -> None:
        """Begin, unless there is something to read that the card did not say."""
        self._hold(busy=False)
        home, name = self._home, self._opening
        if not name:
            return
        self._opening = ""
        routine = opened.edited.routine
        seen = home.preview(name) if home is not None else None
        read = {*seen.warnings, *seen.routine.notes} if seen is not None else set()
        news = {*opened.warnings, *routine.notes} - read
        if self._look_first or not routine.items or news:
            self.look_wanted.emit()
        else:
            self.start_wanted.emit(routine)

    # -- stretching -------------------------------------------------------------------------------

    def _on_stretch_wanted(self) -> None:
        if self._home is None or self._answering:
            return
        dialog = StretchDialog(self._model, self._home.stretching.tight, self)
        dialog.answered.connect(self._stretch)
        messages.open_dialog(dialog)

    def _stretch(self, hurting: frozenset[Spot]) -> None:
        self._hurting, self._opening = hurting, ""
        self._hold(busy=True)
        self.weeks.stretch(hurting)

    def _on_stretch(self, routine: Routine) -> None:
        self._hold(busy=False)
        self._hurting = None
        if routine.items:
            self.start_wanted.emit(routine)
        elif routine.advice is not None:
            self.look_wanted.emit()
        else:
            self._problem.say(" ".join(routine.notes), "Close")

    def _on_choose_tight(self) -> None:
        if self._home is not None:
            dialog = TightDialog(self._model, self._home.stretching.tight, self)
            dialog.chosen.connect(self.weeks.keep_tight)
            messages.open_dialog(dialog)

    # -- the week ---------------------------------------------------------------------------------

    def _on_plan_week(self) -> None:
        if self._home is not None:
            dialog = WeekDialog(self._home, self._model.catalog, self)
            dialog.chosen.connect(self._on_week)
            messages.open_dialog(dialog)

    def _on_week(self, week: WeekPlan, stretch_at: tuple[time, ...], train_at: time | None) -> None:
        self.weeks.save(week, stretch_at, train_at)

    # -- the rest ---------------------------------------------------------------------------------

    def _hold(self, *, busy: bool) -> None:
        """Hold the buttons while an answer is on its way: a second click starts nothing twice."""
        for card in self._cards:
            card.setEnabled(not busy)
        self.stretching.setEnabled(not busy)

    def _on_readiness(self, readiness: Readiness | None) -> None:
        self._readiness = readiness

    def _ask_health(self) -> None:
        dialog = ReadinessDialog(self._model.safety, self._readiness, self._model.clock, self)
        dialog.answered.connect(self._on_answered)
        messages.open_dialog(dialog)

    def _on_answered(self, readiness: Readiness) -> None:
        self._answering = True
        self._hold(busy=True)
        self._model.save_readiness(readiness)

    def _on_judged(self) -> None:
        """The health answers are kept: go on with what was wanted."""
        if not self._answering:
            return
        self._answering = False
        if self._opening:
            self._open(self._report)
        elif self._hurting is not None:
            self._stretch(self._hurting)

    def _on_log(self) -> None:
        if self.isVisible():
            self.weeks.load()

    def _on_read(self) -> None:
        self._problem.say("")

    def _on_failed(self, failure: Failure) -> None:
        if failure.request == "readiness" and self._answering:
            self._answering = False
        elif failure.request not in _OWN:
            return
        self._hold(busy=False)
        if failure.problem.field == "readiness" and self.isVisible():
            self._ask_health()
            return
        self._opening, self._hurting = "", None
        self._problem.say(failure.problem.message, "Close")

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for the smallest window: it scrolls."""
        return QSize(480, 320)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put stretching below the plans where two columns would be too narrow."""
        super().resizeEvent(event)
        wide = self.width() >= TWO_COLUMNS
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._side.setMinimumWidth(SIDE_WIDTH if wide else 0)
        self._side.setMaximumWidth(SIDE_WIDTH if wide else QWIDGETSIZE_MAX)
        if self._middle.direction() != direction:
            self._middle.setDirection(direction)


def _only_tests(home: Home) -> bool:
    """Tell whether the tests are all there is to do: then they have the card of the day."""
    planned = bool(home.plans) and not home.week.empty
    return planned and home.tests.now is not None and not home.today.plans
