"""What did each side do today, how does it feel now, and what changes next time?"""

from __future__ import annotations

from typing import TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from core.body import Side
from core.journal import AfterNote
from core.safety import MOST_PAIN_FOR_LOADING, PainReport
from core.summary import WorkoutSummary
from gui import messages
from gui.coach_model import CoachModel
from gui.coach_values import Failure, Judged
from gui.safety.dialogs import AdviceCard, PainDialog
from gui.training.after import AfterCard, AfterRow
from gui.training.stretch_bars import StretchCard
from gui.training.summary_card import ExerciseCard
from gui.widgets import Banner, Scroll, button, clear, column, label, row

METER_WIDTH = 316
Key: TypeAlias = tuple[str, Side | None]


class Summary(QWidget):
    """The page after a workout; it keeps itself up to date while it is shown."""

    closed = Signal()
    progress_wanted = Signal(str)
    """Exercise id."""

    def __init__(self, model: CoachModel) -> None:
        super().__init__()
        self._model = model
        self._wanted = ""
        """The workout that was asked for."""
        self._shown: WorkoutSummary | None = None
        self._cards: list[ExerciseCard] = []
        self._saving: dict[Key, AfterRow] = {}
        self._asked: AfterRow | None = None
        """The row whose warning signs are being asked about."""
        self._subtitle = label("", "muted")
        self.close_button = button("Close", "primary", name="close_summary")
        self.close_button.setMinimumHeight(44)
        self.close_button.clicked.connect(self.closed)
        self._judged = Banner("warn")
        self._advice = column(gap=0)
        self.after = AfterCard()
        self.after.chosen.connect(self._on_pain)
        self.after.signs_wanted.connect(self._ask_signs)
        self.stretch = StretchCard()
        self.stretch.setFixedWidth(METER_WIDTH)
        self._exercises = column(gap=12)
        main = column(self._advice, self._judged, self.after, self._exercises, None, gap=12)
        beside = column(self.stretch, None)
        inner = QWidget()
        inner.setObjectName("scrolled")
        content = row(main, beside, gap=16)
        content.setStretch(0, 1)
        content.setContentsMargins(0, 0, 8, 8)
        inner.setLayout(content)
        self._area = Scroll(inner)
        heading = column(label("Done for today", "title"), self._subtitle, gap=2)
        top = row(heading, self.close_button)
        top.setStretch(0, 1)
        outer = column(top, self._area, gap=16)
        outer.setContentsMargins(28, 22, 22, 12)
        self.setLayout(outer)
        model.summary_ready.connect(self._on_summary)
        model.log_changed.connect(self._on_log_changed)
        model.after_kept.connect(self._on_kept)
        model.pain_judged.connect(self._on_judged)
        model.failed.connect(self._on_failed)

    # -- showing ----------------------------------------------------------------------------------

    @property
    def workout_id(self) -> str:
        """The workout that is shown or on its way; empty before the first one."""
        return self._wanted

    def open_workout(self, workout_id: str) -> None:
        """Ask for a workout's summary and show it as soon as it is there."""
        self._wanted = workout_id
        if self._shown is None or self._shown.workout_id != workout_id:
            self._shown = None
            self._subtitle.setText("")
            self._area.hide()
        self._model.load_summary(workout_id)

    def show_workout(self, summary: WorkoutSummary) -> None:
        """Sum up a workout; the same workout again changes only what is new."""
        if summary == self._shown:
            return
        before, self._shown = self._shown, summary
        self._wanted = summary.workout_id
        self._area.show()
        if before is None or before.workout_id != summary.workout_id:
            clear(self._advice)
            self._judged.say("")
            self._saving.clear()
            self._area.verticalScrollBar().setValue(0)
        self._subtitle.setText(summary.says)
        self.stretch.show_rows(summary.stretch)
        if before is None or _shape(before) != _shape(summary):
            self.after.show_workout(summary)
            self._rebuild(summary)
        else:
            self.after.update_workout(summary)
            for card, exercise in zip(self._cards, summary.exercises, strict=True):
                card.show_summary(exercise)
        if self.isVisible() and not self._held(self.focusWidget()):
            self._begin()

    def _rebuild(self, summary: WorkoutSummary) -> None:
        clear(self._exercises)
        self._cards = []
        for exercise in summary.exercises:
            card = ExerciseCard(exercise)
            card.progress_wanted.connect(self.progress_wanted)
            self._exercises.addWidget(card)
            self._cards.append(card)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where the keyboard is needed."""
        super().showEvent(event)
        self._begin()
        if self._shown is not None:
            self._model.load_summary(self._wanted)  # the history may have changed meanwhile

    def _begin(self) -> None:
        """Begin with the question where something hurt, and with Close where nothing did."""
        (self.after.first() or self.close_button).setFocus()

    def _held(self, focus: QWidget | None) -> bool:
        """Tell whether the keyboard is somewhere on the page already."""
        return focus is not None and focus is not self.close_button and focus.isVisible()

    def _on_summary(self, summary: WorkoutSummary) -> None:
        if summary.workout_id == self._wanted:
            self.show_workout(summary)

    def _on_log_changed(self) -> None:
        """Follow changes made here, in the history or on the morning after."""
        if self._wanted and self.isVisibleTo(self.window()):
            self._model.load_summary(self._wanted)

    # -- how it feels now -------------------------------------------------------------------------

    def _on_pain(self, row_: AfterRow) -> None:
        """Save the number at once; what follows comes when it is on disk."""
        if self._shown is None or row_.value is None:
            return
        side = row_.did.side
        note = AfterNote(
            self._shown.workout_id, row_.exercise_id, side, self._shown.day, row_.value
        )
        row_.wait()
        self._saving[row_.exercise_id, side] = row_
        self._model.add_after((note,))

    def _on_kept(self, notes: tuple[AfterNote, ...]) -> None:
        for note in notes:
            if note.workout_id != self.workout_id:
                continue
            kept = self._saving.pop((note.exercise_id, note.side), None)
            if kept is None:
                continue
            kept.settle()
            if note.pain > MOST_PAIN_FOR_LOADING and kept.value == note.pain:
                self._ask_signs(kept)

    def _ask_signs(self, row_: AfterRow) -> None:
        """Ask about red flags, as it is done before a routine."""
        if not row_.did.spots or not row_.value:
            return
        region = self._model.catalog.body.region(row_.did.spots[0].region)
        side = row_.did.side
        place = region.name if side is None else region.label(side)
        dialog = PainDialog(self._model.safety, place, row_.value, False, self)  # noqa: FBT003
        self._asked = row_
        dialog.reported.connect(self._on_reported)
        messages.open_dialog(dialog)

    def _on_reported(self, report: PainReport) -> None:
        if self._asked is not None:
            self._model.report_pain(self._asked.did.spots, report)

    def _on_judged(self, judged: Judged) -> None:
        """Show what to do: advice on top of everything, or what today means for the place."""
        if self._asked is None or judged.spots != self._asked.did.spots:
            return
        self._asked = None
        clear(self._advice)
        advice = judged.clearance.advice
        if advice is not None:
            self._advice.addWidget(AdviceCard(advice))
            self._judged.say("")
            self._area.verticalScrollBar().setValue(0)
            self._model.load_summary(self._wanted)  # what waits has nothing next
        else:
            self._judged.say(judged.clearance.says)

    def _on_failed(self, failure: Failure) -> None:
        if failure.request == "after":
            for row_ in self._saving.values():
                row_.refuse(failure.problem.message)
            self._saving.clear()
        elif failure.request == "summary" and self._wanted:
            self._shown = None
            self._subtitle.setText(failure.problem.message)
            self._area.hide()
        elif failure.request == "pain" and self._asked is not None:
            self._asked = None
            self._judged.say(failure.problem.message)


def _shape(summary: WorkoutSummary) -> tuple[object, ...]:
    """What has to be the same for the page to be updated in place."""
    return (
        summary.workout_id,
        *(
            (exercise.exercise_id, side.side, bool(side.during))
            for exercise in summary.exercises
            for side in exercise.sides
        ),
    )
