"""How does the test page ask the coach without waiting?"""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QObject, Signal

from core.coach import Coach
from core.selftests import TestResult, Thing
from core.testing import Tested
from gui.coach_model import CoachModel


class TestsModel(QObject):
    """Requests and answers about tests at home; what fails comes by `CoachModel.failed`."""

    __test__ = False

    day_ready = Signal(object)
    """TestDay."""
    saved = Signal(object)
    """Tested: the try is on disk now; `CoachModel.log_changed` follows, as after the next two."""
    undone = Signal(object)
    """TestResult."""
    redone = Signal(object)
    """TestResult."""

    def __init__(self, model: CoachModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.coach = model
        for told in (self.saved, self.undone, self.redone):
            told.connect(self._on_changed)

    def _on_changed(self) -> None:
        """Pages that show tests ask again: the week, the graphs, the whole body."""
        self.coach.log_changed.emit()

    def load_day(self) -> None:
        """Ask for `day_ready`."""
        today = self.coach.clock.today()
        self.coach.ask("tests", lambda c: c.testing.day(today=today), self.day_ready.emit)

    def keep_things(self, things: Collection[Thing]) -> None:
        """Keep what the person has, then `day_ready`."""
        today = self.coach.clock.today()
        self.coach.ask(
            "tests", lambda c: c.testing.keep_things(things, today=today), self.day_ready.emit
        )

    def save(self, result: TestResult) -> None:
        """Keep a try, then `saved`; the same id again can't count twice."""
        today = self.coach.clock.today()

        def work(coach: Coach) -> Tested:
            return coach.testing.log_result(result, today=today)

        self.coach.ask("test_result", work, self.saved.emit)

    def undo(self, result: TestResult) -> None:
        """Take a try out, then `undone`."""
        self.coach.ask("test_undo", lambda c: c.testing.undo_result(result), self.undone.emit)

    def redo(self, result: TestResult) -> None:
        """Bring a try back, then `redone`."""
        self.coach.ask("test_undo", lambda c: c.testing.redo_result(result), self.redone.emit)
