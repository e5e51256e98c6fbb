"""How does the paper ask the coach, and wait for its figures?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtGui import QImage
from shiboken6 import isValid

from core.answers import Edited
from core.coach import Coach
from core.plans import Plan
from core.report import Report, report_of
from core.safety import PainReport
from gui.coach_model import CoachModel
from gui.figure.studio import Studio
from gui.figure.wishes import Shot, Wish


class PaperModel(QObject):
    """Requests and answers about paper; what fails comes by `CoachModel.failed` as "paper"."""

    report_ready = Signal(object)
    """Report."""
    names_ready = Signal(object)
    """tuple[str, ...]: the kept plans."""
    routine_ready = Signal(object)
    """Edited: a kept plan with today's doses."""

    def __init__(self, model: CoachModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.coach = model

    def _ask(self, work: Callable[[Coach], Any], ready: SignalInstance) -> None:
        """Ask, and tell the answer unless the dialog was closed meanwhile."""

        def answered(value: object) -> None:
            if isValid(self):  # it goes with its dialog, and the worker answers all the same
                ready.emit(value)

        self.coach.ask("paper", work, answered)

    def load_report(self, weeks: int) -> None:
        """Ask for `report_ready`."""
        today = self.coach.clock.today()

        def work(coach: Coach) -> Report:
            return report_of(
                coach.catalog,
                coach.history(),
                coach.testing.verdicts(),
                today=today,
                weeks=weeks,
                bodyweight=coach.profile().bodyweight,
                concord=coach.concord(),
            )

        self._ask(work, self.report_ready)

    def load_names(self) -> None:
        """Ask for `names_ready`."""

        def work(coach: Coach) -> tuple[str, ...]:
            plans: tuple[Plan, ...] = coach.plans()
            return tuple(plan.name for plan in plans)

        self._ask(work, self.names_ready)

    def load_routine(self, name: str) -> None:
        """Ask for `routine_ready`: a kept plan, as for a day without pain."""
        today = self.coach.clock.today()

        def work(coach: Coach) -> Edited:
            report = PainReport(pain=0, flags_asked=True)
            return coach.open_plan(name, report, today=today)

        self._ask(work, self.routine_ready)


class Stills(QObject):
    """Waits until every picture is drawn, or can't be."""

    ready = Signal()

    def __init__(self, studio: Studio, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._open: dict[tuple[str, int], Shot] = {}
        self.pictures: dict[tuple[str, int], QImage] = {}
        studio.drawn.connect(self._on_drawn)
        studio.failed.connect(self._on_failed)

    @property
    def complete(self) -> bool:
        """True when nothing is waited for."""
        return not self._open

    def want(self, shots: Mapping[tuple[str, int], Shot]) -> None:
        """Wait for these pictures instead of those before; `ready` follows."""
        for shot in self._open.values():
            self._studio.drop(shot)
        self._open, self.pictures = dict(shots), {}
        self._collect()

    def _collect(self) -> None:
        for key, shot in list(self._open.items()):
            found = self._studio.picture(shot)
            if found is not None:
                self.pictures[key] = found
                del self._open[key]
        if not self._open:
            self.ready.emit()

    def _on_drawn(self, wish: Wish) -> None:
        if wish in self._open.values():
            self._collect()

    def _on_failed(self, wish: Wish) -> None:
        """Leave room for a picture that can't be drawn."""
        before = len(self._open)
        self._open = {key: shot for key, shot in self._open.items() if shot != wish}
        if before and not self._open:
            self.ready.emit()
