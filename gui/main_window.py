"""Which page is shown, and how do people get from one to the next?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from gui import messages, window_place
from gui.body.page import BodyPage
from gui.care_model import CareModel
from gui.figure.person import Figure
from gui.first import Beginning, QuietToday
from gui.jobs import MISTAKE
from gui.pages import Pages
from gui.paper_desk import PaperDesk
from gui.rail import Rail
from gui.state import State
from gui.widgets import Page, column, row

# Pages and dialogs are made late: the window is painted before their modules are imported.
if TYPE_CHECKING:
    from core.care import Checked, Rescue
    from core.course import Course
    from core.errors import Problem
    from core.profile import Profile
    from core.routine import Routine
    from gui.coach_model import CoachModel
    from gui.coach_values import Failure
    from gui.exchange.desk import ExchangeDesk
    from gui.figure.studio import Studio
    from gui.history.page import HistoryPage
    from gui.hometests.page import TestPage
    from gui.library.page import LibraryPage
    from gui.progress.page import ProgressPage
    from gui.refused import RefusedPage
    from gui.reminders import ReminderBar, Reminders
    from gui.routine.page import RoutinePage
    from gui.settings.page import SettingsPage
    from gui.theme import Theme
    from gui.today.page import TodayPage
    from gui.training.page import TrainingPage

PAGES = [
    ("today", "Today"),
    ("body", "Body"),
    ("routine", "Routine"),
    ("progress", "Progress"),
    ("exercises", "Exercises"),
    ("history", "History"),
    ("settings", "Settings"),
]
SMALLEST = QSize(1010, 640)
USUAL = QSize(1280, 800)
WAITS = "Your workout waits where you left it."


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What the window tells about the app."""

    version: str
    folder: str
    banner: str = ""
    """Shown in the title, as in "demo"."""


class MainWindow(QMainWindow):
    """The rail and the pages."""

    theme_chosen = Signal(str)

    def __init__(
        self,
        model: CoachModel,
        studio: Studio,
        theme: Theme,
        facts: Facts,
        state: State | None = None,
        rescue: Callable[[], Rescue] | None = None,
    ) -> None:
        super().__init__()
        self._model = model
        self.care = CareModel(model, self)
        self._studio = studio
        self.paper = PaperDesk(model, studio, self)
        self._state = state
        self._facts = facts
        self._rescue = rescue
        self._theme_name = ""
        self.theme = theme
        self._closing = False
        """True while the window waits for a set to be on disk before it closes."""
        self._opened = False
        """True when the log is open, and the last pages are being made."""
        self._back: Page | None = None
        """Where a workout was started from."""
        self._reminder: ReminderBar | None = None
        self.setWindowTitle(facts.banner or "Evenside")
        self.setMinimumSize(SMALLEST)
        self.rail = Rail(PAGES, theme)
        self.pages = Pages(self._makers(), self, rare={"tests", "quiet"})
        self.rail.setEnabled(False)
        inner = QWidget()
        self._over = column(self.pages.stack, gap=0)
        """What stands over the pages comes in here."""
        layout = row(self.rail, self._over, gap=0)
        layout.setStretch(1, 1)
        inner.setLayout(layout)
        self.setCentralWidget(inner)
        self.beginning = Beginning(self, state, begun=bool(facts.banner))  # a demo has much to say
        self.beginning.show()
        self._connect()
        window_place.restore(self, state, USUAL, SMALLEST)

    # -- making the pages -------------------------------------------------------------------------

    def _makers(self) -> dict[str, Callable[[], Page]]:
        """Say how each page is made, in the order of the rail; only the first is made at once."""
        return {
            "today": self._make_today,
            "body": self._make_body,
            "routine": self._make_routine,
            "progress": self._make_progress,
            "library": self._make_library,
            "history": self._make_history,
            "settings": self._make_settings,
            "training": self._make_training,
            "refused": self._make_refused,
            "tests": self._make_tests,
            "quiet": self._make_quiet,
        }

    def _make_today(self) -> Page:
        from gui.reminders import ReminderBar, Reminders
        from gui.today.page import TodayPage

        page = TodayPage(self._model, self._studio, self.theme)
        self.beginning.wait_for(page.weeks)
        page.start_wanted.connect(self._on_start)
        page.look_wanted.connect(self._on_planned)
        page.body_wanted.connect(self._on_body)
        page.resume_wanted.connect(self._on_resume)
        page.tests_wanted.connect(self.open_tests)
        self._reminders = Reminders(page.weeks, self._model.clock, self)
        self._reminder = ReminderBar(self._reminders)
        self._reminder.wanted.connect(self._on_today)
        self._over.insertWidget(0, self._reminder)
        return page

    def _make_body(self) -> Page:
        page = BodyPage(self._model, self._studio, self.theme)
        page.planned.connect(self._on_planned)
        if self.beginning.quiet:
            page.finish()  # nobody waits for its first picture
        return page

    def _make_routine(self) -> Page:
        from gui.routine.page import RoutinePage

        page = RoutinePage(self._model, self._studio, self.theme)
        page.start_wanted.connect(self._on_start)
        page.details_wanted.connect(self._on_details)
        page.body_wanted.connect(self._on_body)
        page.print_wanted.connect(self.paper.open_routine)
        return page

    def _make_progress(self) -> Page:
        from gui.progress.page import ProgressPage

        page = ProgressPage(self._model, self.theme)
        page.report_wanted.connect(self.paper.open_report)
        return page

    def _make_library(self) -> Page:
        from gui.library.page import LibraryPage

        page = LibraryPage(self._model, self._studio, self.theme)
        page.progress_wanted.connect(self._on_progress)
        return page

    def _make_history(self) -> Page:
        from gui.history.page import HistoryPage

        page = HistoryPage(self._model, self.theme)
        page.tests_wanted.connect(self.open_tests)
        page.report_wanted.connect(self.paper.open_report)
        return page

    def _make_settings(self) -> Page:
        from gui.exchange.desk import ExchangeDesk
        from gui.settings.page import SettingsPage

        facts = self._facts
        page = SettingsPage(
            self._model, self.theme, version=facts.version, folder=facts.folder, care=self.care
        )
        page.theme_chosen.connect(self.theme_chosen)
        is_open = self._opened or self.rail.isEnabled()
        self._exchange = ExchangeDesk(
            self, self._model, self.care, page.data, facts.version, is_open=is_open
        )
        return page

    def _make_training(self) -> Page:
        from gui.training.page import TrainingPage

        page = TrainingPage(self._model, self._studio, self.theme)
        page.ended.connect(self._on_ended)
        page.settled.connect(self._on_settled)
        page.progress_wanted.connect(self._on_progress)
        page.away_wanted.connect(self._on_body)
        return page

    def _make_refused(self) -> Page:
        from gui.refused import RefusedPage

        if self._rescue is None:
            return RefusedPage(self.theme)
        from gui.rescue_model import RescueModel

        return RefusedPage(self.theme, RescueModel(self._model, self._rescue, self))

    def _make_tests(self) -> Page:
        from gui.hometests.page import TestPage

        return TestPage(self._model, self._studio, self.theme)

    def _make_quiet(self) -> Page:
        return QuietToday(self._model.clock, self.theme)

    @property
    def today(self) -> TodayPage:
        """The week and what is on today."""
        return cast("TodayPage", self.pages.get("today"))

    @property
    def body(self) -> BodyPage:
        """The map."""
        return cast("BodyPage", self.pages.get("body"))

    @property
    def routine(self) -> RoutinePage:
        """What to do today."""
        return cast("RoutinePage", self.pages.get("routine"))

    @property
    def progress(self) -> ProgressPage:
        """The graphs."""
        return cast("ProgressPage", self.pages.get("progress"))

    @property
    def library(self) -> LibraryPage:
        """The exercises."""
        return cast("LibraryPage", self.pages.get("library"))

    @property
    def history(self) -> HistoryPage:
        """The log."""
        return cast("HistoryPage", self.pages.get("history"))

    @property
    def settings(self) -> SettingsPage:
        """What can be chosen."""
        return cast("SettingsPage", self.pages.get("settings"))

    @property
    def exchange(self) -> ExchangeDesk:
        """What takes files that are dropped or chosen; it comes with the settings."""
        self.pages.get("settings")
        return self._exchange

    @property
    def training(self) -> TrainingPage:
        """The form of the next set."""
        return cast("TrainingPage", self.pages.get("training"))

    @property
    def refused(self) -> RefusedPage:
        """Why the log is not open."""
        return cast("RefusedPage", self.pages.get("refused"))

    @property
    def tests(self) -> TestPage | None:
        """The tests at home; None until they are wanted for the first time."""
        return cast("TestPage", self.pages.get("tests")) if self.pages.has("tests") else None

    @property
    def reminders(self) -> Reminders:
        """What says when something is due; it comes with the page of today."""
        self.pages.get("today")
        return self._reminders

    @property
    def reminder(self) -> ReminderBar:
        """The line over the pages; it comes with the page of today."""
        return cast("ReminderBar", self._reminder)

    def come_forward(self, token: str = "") -> None:
        """Show the window over the others; `token` is what a Wayland desktop asks for."""
        window_place.bring_forward(self, token)

    def finish(self) -> None:
        """Make, when there is time, what the window's first picture does without."""
        if not self.beginning.quiet:
            self.body.finish()
        self.pages.make_when_idle()

    def _connect(self) -> None:
        self.rail.chosen.connect(self._on_rail)
        self._model.opened.connect(self._on_opened)
        self._model.refused.connect(self._on_refused)
        self._model.profile_changed.connect(self._on_profile)
        self._model.failed.connect(self._on_failed)
        self.pages.complete.connect(self._on_complete)
        self._model.unfinished_ready.connect(self._on_unfinished)
        self.care.found_damaged.connect(self._on_found_damaged)

    # -- pages ------------------------------------------------------------------------------------

    def go(self, page: Page) -> None:
        """Show a page as a click on the rail would."""
        index = self.pages.index(page)
        self.pages.stack.setCurrentWidget(page)
        trains = page is self.pages.made("training")
        self.rail.show_page(self.pages.place("routine") if trains else index)
        if self._reminder is not None:
            self._reminder.keep_quiet(trains or page is self.today)
        # A workout has the whole window: two metres away there is nothing else to look at.
        self.rail.setVisible(not trains)
        page.shown()
        if self.pages.has("today") and self.pages.has("training"):
            self.today.show_unfinished(WAITS if self.training.active else "")

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return cast("Page", self.pages.stack.currentWidget())

    def set_theme(self, theme: Theme) -> None:
        """Dress everything that paints itself."""
        self.theme = theme
        self.rail.set_theme(theme)
        for page in self.pages:
            page.set_theme(theme)

    def _on_rail(self, index: int) -> None:
        page = self.pages[index]
        if page is self.routine and self.training.active:
            page = self.training
        self.go(page)

    def _on_today(self) -> None:
        self.go(self.today)

    def _on_resume(self) -> None:
        if self.training.active:
            self.go(self.training)
        else:
            self._model.load_unfinished()

    def _on_body(self) -> None:
        self.go(self.body)

    def _on_planned(self) -> None:
        self.go(self.routine)

    def _on_ended(self) -> None:
        self.go(self._back or self.routine)

    def _on_start(self, routine: Routine) -> None:
        if self.training.active and self.training.logged:
            question = "A workout is under way. End it and start this one? What you logged is kept."
            if not messages.confirm(self, "Start anew?", question, "End it and start"):
                self.go(self.training)
                return
        self._back = self.page
        self.training.begin(routine)
        self.go(self.training)

    def _on_details(self, exercise_id: str) -> None:
        self.go(self.library)
        self.library.show_exercise(exercise_id)

    def _on_progress(self, exercise_id: str) -> None:
        self.progress.show_exercise(exercise_id)
        self.go(self.progress)

    # -- tests at home ----------------------------------------------------------------------------

    def open_tests(self) -> None:
        """Show the page of the tests at home; it is made at the first time."""
        self.go(self.pages.get("tests"))
        self.rail.show_page(self.pages.place("history"))

    # -- answers of the model ---------------------------------------------------------------------

    def _on_opened(self) -> None:
        """Begin as soon as every page is there: an answer to one that is not would be lost."""
        self._opened = True
        if self.pages.whole:
            self._on_complete()

    def _on_complete(self) -> None:
        if not self._opened:
            return
        self._opened = False
        self.rail.wake()
        self.beginning.ask()
        self._model.load_unfinished()
        if self.pages.has("today"):
            self.reminders.start()

    def _on_unfinished(self, course: Course | None) -> None:
        """Offer to go on with what a crash or a quit broke off."""
        if course is None or self.training.active:
            return
        from gui.training.resume import ResumeDialog

        dialog = ResumeDialog(course, self._model.catalog, self)
        dialog.going_on.connect(self._on_go_on)
        dialog.over.connect(self._model.end_unfinished)
        messages.open_dialog(dialog)

    def _on_go_on(self, course: Course) -> None:
        self.training.go_on(course)
        self.go(self.training)

    def _on_refused(self, problem: Problem) -> None:
        self.rail.setEnabled(False)
        self.refused.show_problem(problem)
        self.go(self.refused)

    def _on_found_damaged(self, checked: Checked) -> None:
        if not self.training.active:
            self.go(self.settings)
        messages.tell(self, "Your log is damaged", checked.words)

    def _on_profile(self, profile: Profile) -> None:
        if profile.theme != self._theme_name:
            self._theme_name = profile.theme
            self.theme_chosen.emit(profile.theme)
        self._studio.prefer(Figure(profile.figure), moving=profile.motion == "moving")

    def _on_failed(self, failure: Failure) -> None:
        """Pages show what they asked for; the rest must not be silent, nor told twice."""
        if failure.problem.message == MISTAKE:
            return  # the box about the mistake itself is open already
        if failure.request in {"history", "curve", "places", "exercises", "undo", "fill"}:
            messages.tell(self, "That did not work", failure.problem.message)

    # -- leaving and coming back ------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for a set that is being saved, and remember the window's place."""
        if self._model.jobs.busy and self.pages.has("training") and self.training.saving:
            self._closing = True
            event.ignore()
            return
        if self._state is not None:
            window_place.keep(self, self._state)
        super().closeEvent(event)

    def _on_settled(self, kept: bool) -> None:  # noqa: FBT001 - a slot
        if not self._closing:
            return
        self._closing = False
        if kept:
            self.close()
        else:
            self.go(self.training)
