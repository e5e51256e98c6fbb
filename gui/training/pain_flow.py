"""What happens when a person says that it hurts?"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.answers import Ask
from core.body import Spot
from core.course import Course, Step
from core.journal import SetEntry
from core.safety import PainReport
from gui import messages
from gui.coach_model import CoachModel
from gui.safety.dialogs import PainDialog
from gui.training import told
from gui.training.hurt import sore_spot
from gui.training.set_panel import SetPanel


class PainFlow(QObject):
    """From the P key to what is noted, asked, and stopped (rule R2)."""

    noted = Signal()
    """It stands in the form now."""
    correction = Signal(object, object)
    """SetEntry that is logged, and the same with what was said about pain."""
    stopped = Signal(object)
    """Advice: the workout ends here."""
    flagged = Signal()
    """A red flag was raised: the place waits, and the workout ends."""

    def __init__(self, model: CoachModel, panel: SetPanel, window: QWidget) -> None:
        super().__init__(window)
        self._model, self._panel, self._window = model, panel, window
        self._about: SetEntry | None = None
        """The logged set that is asked about; None for the one under way."""
        self._course: Course | None = None
        self._step: Step | None = None
        self._sore: Ask | None = None
        panel.pain_reported.connect(self._on_pain)
        panel.pain_card.stopped.connect(self._on_sign)

    def ask(self, course: Course, step: Step | None, last: SetEntry | None) -> None:
        """Ask about the logged set `last`, or about the one under way."""
        self._course, self._step, self._about = course, step, last
        catalog = self._model.catalog
        if last is not None:
            name = catalog.get(last.exercise_id).name
            self._panel.show_pain(told.set_words(name, last.side, last.index), last.pain)
        elif step is not None:
            name = catalog.get(course.routine.items[step.item].exercise_id).name
            about = told.set_words(name, step.side, step.number)
            self._panel.show_pain(about, self._panel.pain)

    def _on_pain(self, pain: int) -> None:
        if self._about is None:
            self._panel.set_pain(pain)
            self.noted.emit()
        else:
            self.correction.emit(self._about, replace(self._about, pain=pain))

    def _spot(self) -> Spot | None:
        course, step, about = self._course, self._step, self._about
        if course is None:
            return None
        if about is not None:
            return sore_spot(course.routine, about)
        item = course.routine.items[step.item if step else course.item]
        side = step.side if step else None
        return Spot(item.region, side or course.routine.request.spot.side)

    def _on_sign(self, sign: str) -> None:
        """Sharp pain, giving way, numbness: the place waits, and the advice is told."""
        spot = self._spot()
        if spot is None:
            return
        advice = self._model.safety.advise_sign((sign,))
        self._model.report_pain((spot,), PainReport(flags=frozenset({sign}), flags_asked=True))
        self.stopped.emit(advice)

    def ask_flags(self, course: Course, entry: SetEntry) -> None:
        """Pain this strong asks about red flags at once, as it does before a routine."""
        routine = course.routine
        spot = sore_spot(routine, entry)
        place = self._model.catalog.body.region(spot.region).label(spot.side)
        pain = entry.pain or 0
        dialog = PainDialog(self._model.safety, place, pain, False, self._window)  # noqa: FBT003
        self._sore = Ask(spot, PainReport(), routine.request.feeling.value, routine.request.minutes)
        dialog.reported.connect(self._on_flags)
        messages.open_dialog(dialog)

    def _on_flags(self, report: PainReport) -> None:
        if report.flags and self._sore is not None:
            self._model.plan(replace(self._sore, report=report))
            self.flagged.emit()
