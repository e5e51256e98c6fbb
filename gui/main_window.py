"""Which page is shown, and how do people get from one to the next?"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSettings, QSize, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from core.care import Checked
from core.course import Course
from core.errors import Problem
from core.profile import Profile
from core.routine import Routine
from gui import messages
from gui.body.page import BodyPage
from gui.care_model import CareModel, RescueModel
from gui.coach_model import CoachModel, Failure
from gui.figure.person import Figure
from gui.figure.studio import Studio
from gui.history.page import HistoryPage
from gui.jobs import MISTAKE
from gui.library.page import LibraryPage
from gui.progress.page import ProgressPage
from gui.rail import Rail
from gui.refused import RefusedPage
from gui.reminders import ReminderBar, Reminders
from gui.report.dialog import PaperDialog
from gui.routine.page import RoutinePage
from gui.settings.page import SettingsPage
from gui.tests.page import TestPage
from gui.theme import Theme
from gui.today.page import TodayPage
from gui.training.page import TrainingPage
from gui.training.resume import ResumeDialog
from gui.week_model import Told, WeekModel
from gui.widgets import Page, column, row

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
FRAME = QSize(8, 40)
"""Room for the frame and the title that the system puts around."""


@dataclass(frozen=True, slots=True)
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
        state: QSettings | None = None,
        rescue: RescueModel | None = None,
    ) -> None:
        super().__init__()
        self._model = model
        self.care = CareModel(model, self)
        self._studio = studio
        self._state = state
        self._theme_name = ""
        self.theme = theme
        self._closing = False
        """True while the window waits for a set to be on disk before it closes."""
        self.setWindowTitle(facts.banner or "Evenside")
        self.setMinimumSize(SMALLEST)
        self.rail = Rail(PAGES, theme)
        self.weeks = WeekModel(model, self)
        self.today = TodayPage(model, studio, theme, self.weeks)
        self.body = BodyPage(model, studio, theme)
        self.routine = RoutinePage(model, studio, theme)
        self.progress = ProgressPage(model, theme)
        self.library = LibraryPage(model, studio, theme)
        self.history = HistoryPage(model, theme)
        self.settings = SettingsPage(
            model, theme, version=facts.version, folder=facts.folder, care=self.care
        )
        self.training = TrainingPage(model, studio, theme)
        self._back: Page = self.routine
        """Where a workout was started from."""
        self.tests: TestPage | None = None
        """Made when it is first wanted."""
        self.refused = RefusedPage(theme, rescue)
        self.pages: list[Page] = [
            self.today,
            self.body,
            self.routine,
            self.progress,
            self.library,
            self.history,
            self.settings,
            self.training,
            self.refused,
        ]
        self._stack = QStackedWidget()
        for page in self.pages:
            self._stack.addWidget(page)
        self.rail.setEnabled(False)
        inner = QWidget()
        self.reminders = Reminders(self.weeks, model.clock, self)
        self.reminder = ReminderBar(self.reminders)
        layout = row(self.rail, column(self.reminder, self._stack, gap=0), gap=0)
        layout.setStretch(1, 1)
        inner.setLayout(layout)
        self.setCentralWidget(inner)
        self._stack.setCurrentWidget(self.body)
        self.rail.show_page(1)
        self._connect()
        self._restore()

    def _connect(self) -> None:
        self.rail.chosen.connect(self._on_rail)
        self._model.opened.connect(self._on_opened)
        self._model.refused.connect(self._on_refused)
        self._model.profile_changed.connect(self._on_profile)
        self._model.failed.connect(self._on_failed)
        self._begin = self.weeks.home_ready.connect(self._on_home)
        self.today.start_wanted.connect(self._on_start)
        self.today.look_wanted.connect(self._on_planned)
        self.today.body_wanted.connect(self._on_body)
        self.today.resume_wanted.connect(self._on_resume)
        self.today.tests_wanted.connect(self.open_tests)
        self.reminder.wanted.connect(self._on_today)
        self.body.planned.connect(self._on_planned)
        self.routine.start_wanted.connect(self._on_start)
        self.routine.details_wanted.connect(self._on_details)
        self.routine.body_wanted.connect(self._on_body)
        self.training.ended.connect(self._on_ended)
        self.training.settled.connect(self._on_settled)
        self.training.progress_wanted.connect(self._on_progress)
        self.training.away_wanted.connect(self._on_away)
        self._model.unfinished_ready.connect(self._on_unfinished)
        self.library.progress_wanted.connect(self._on_progress)
        self.history.tests_wanted.connect(self.open_tests)
        self.history.report_wanted.connect(self.open_report)
        self.settings.theme_chosen.connect(self.theme_chosen)
        self.care.found_damaged.connect(self._on_found_damaged)

    # -- pages ------------------------------------------------------------------------------------

    def go(self, page: Page) -> None:
        """Show a page as a click on the rail would."""
        index = self.pages.index(page)
        self._stack.setCurrentIndex(index)
        self.rail.show_page(self.pages.index(self.routine) if page is self.training else index)
        self.reminder.keep_quiet(page in (self.today, self.training))
        # A workout has the whole window: two metres away there is nothing else to look at.
        self.rail.setVisible(page is not self.training)
        page.shown()
        if page is self.today:
            waits = "Your workout waits where you left it." if self.training.active else ""
            self.today.show_unfinished(waits)

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self.pages[self._stack.currentIndex()]

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

    def _on_away(self) -> None:
        self.go(self.body)

    def _on_planned(self) -> None:
        self.go(self.routine)

    def _on_ended(self) -> None:
        self.go(self._back)

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

    # -- tests at home, and paper -----------------------------------------------------------------

    def open_tests(self) -> None:
        """Show the page of the tests at home; it is made at the first time."""
        if self.tests is None:
            self.tests = TestPage(self._model, self._studio, self.theme)
            self.pages.append(self.tests)
            self._stack.addWidget(self.tests)
        self.go(self.tests)
        self.rail.show_page(self.pages.index(self.history))

    def open_report(self) -> None:
        """Show what can be taken away on paper."""
        messages.open_dialog(
            PaperDialog(self._model, self._studio, self, routine=self.routine.routine)
        )

    # -- answers of the model ---------------------------------------------------------------------

    def _on_opened(self) -> None:
        self.rail.setEnabled(True)
        self.go(self.body)
        self.weeks.load()
        self._model.load_unfinished()
        self.reminders.start()

    def _on_home(self, told: Told) -> None:
        """Begin with today as soon as there is something to say; the first start shows the body."""
        self.weeks.home_ready.disconnect(self._begin)
        if told.home.begun and self.page is self.body and self.body.map.selected is None:
            self.go(self.today)

    def _on_unfinished(self, course: Course | None) -> None:
        """Offer to go on with what a crash or a quit broke off."""
        if course is None or self.training.active:
            return
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

    def _restore(self) -> None:
        """Come back to the size of the last time, on a screen that is there."""
        size = USUAL
        if self._state is not None:
            width = self._state.value("window/width", USUAL.width(), type=int)
            height = self._state.value("window/height", USUAL.height(), type=int)
            if isinstance(width, int) and isinstance(height, int):
                size = QSize(width, height)
        screen = QGuiApplication.primaryScreen()
        if screen is not None:
            size = size.boundedTo(screen.availableSize() - FRAME)
        self.resize(size.expandedTo(SMALLEST))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for a set that is being saved, and remember the size."""
        if self._model.jobs.busy and self.training.saving:
            self._closing = True
            event.ignore()
            return
        if self._state is not None and not self.isMaximized():
            self._state.setValue("window/width", self.width())
            self._state.setValue("window/height", self.height())
        super().closeEvent(event)

    def _on_settled(self, kept: bool) -> None:  # noqa: FBT001 - a slot
        if not self._closing:
            return
        self._closing = False
        if kept:
            self.close()
        else:
            self.go(self.training)
