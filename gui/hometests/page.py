"""How are both sides tested at home: choose, do, look?"""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from core.selftests import Thing
from core.testing import Offer, TestDay
from gui import messages
from gui.coach_model import CoachModel
from gui.coach_values import Failure
from gui.figure.studio import Studio
from gui.hometests.choose import ChoosePane
from gui.hometests.doing import DoingPane
from gui.hometests.model import TestsModel
from gui.hometests.results import ResultsDialog
from gui.hometests.summary import SummaryPane
from gui.hometests.watch import Watch
from gui.safety.dialogs import ReadinessDialog
from gui.theme import Theme
from gui.widgets import Banner, Page, column


class TestPage(Page):
    """A test day from its beginning to its end."""

    __test__ = False

    def __init__(
        self, model: CoachModel, studio: Studio, theme: Theme, watch: Watch | None = None
    ) -> None:
        super().__init__("Test day", theme)
        self.tests = TestsModel(model, self)
        self._day: TestDay | None = None
        self._done: set[str] = set()
        """Tests of the day that is being summed up."""
        self.choose = ChoosePane(theme)
        self.doing = DoingPane(self.tests, studio, theme, watch or Watch())
        self.summary = SummaryPane(theme)
        self.banner = Banner("warn")
        self._stack = QStackedWidget()
        for pane in (self.choose, self.doing, self.summary):
            self._stack.addWidget(pane)
        whole = column(self.banner, self._stack, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.choose.begun.connect(self._on_begun)
        self.choose.things_changed.connect(self._on_things)
        self.choose.results_wanted.connect(self._on_results)
        self.doing.ended.connect(self._on_ended)
        self.summary.closed.connect(self._on_closed)
        self.tests.day_ready.connect(self._on_day)
        model.failed.connect(self._on_failed)
        model.readiness_judged.connect(self._on_judged)

    @property
    def active(self) -> bool:
        """True while a test day is under way."""
        return self._stack.currentWidget() is self.doing

    def shown(self) -> None:
        """Ask for today's tests, unless one is under way."""
        if not self.active:
            self.tests.load_day()

    def _on_day(self, day: TestDay) -> None:
        self._day = day
        self.banner.say(day.stop)
        if not self.active:
            self.choose.show_day(day)
        if self._stack.currentWidget() is self.summary:
            self.summary.show_day(day, self._done)

    def _on_begun(self, offers: tuple[Offer, ...]) -> None:
        if self._day is not None and self._day.asks:
            model = self.tests.coach
            dialog = ReadinessDialog(model.safety, None, model.clock, self)
            dialog.answered.connect(model.save_readiness)
            messages.open_dialog(dialog)
            return
        self._stack.setCurrentWidget(self.doing)
        self.doing.begin(offers)

    def _on_ended(self) -> None:
        self._done = {result.test_id for result in self.doing.run.results}
        self.choose.forget_choice()
        if self._done and self._day is not None:
            self.summary.show_day(self._day, set())
            self._stack.setCurrentWidget(self.summary)
        else:
            self._stack.setCurrentWidget(self.choose)
        self.tests.load_day()

    def _on_judged(self) -> None:
        """Look again at what may be tested when the health questions were answered."""
        if self.isVisible() and not self.active:
            self.tests.load_day()

    def _on_closed(self) -> None:
        self._stack.setCurrentWidget(self.choose)
        self.tests.load_day()

    def _on_things(self, things: frozenset[Thing]) -> None:
        self.tests.keep_things(things)

    def _on_results(self, test_id: str) -> None:
        found = [o for o in self._day.offers if o.test.id == test_id] if self._day else []
        if found and self._day is not None:
            own = tuple(r for r in self._day.results if r.test_id == test_id)
            dialog = ResultsDialog(found[0], own, self.tests, self.theme, self)
            dialog.finished.connect(self._on_results_closed)
            messages.open_dialog(dialog)

    def _on_results_closed(self) -> None:
        self.tests.load_day()

    def _on_failed(self, failure: Failure) -> None:
        if failure.request == "tests":
            self.banner.say(failure.problem.message)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        super().set_theme(theme)
        self.doing.set_theme(theme)
        self.summary.set_theme(theme)
