"""What did each side do? The routine, set by set, the weaker side first."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QWidget

from core.answers import Ask, Logged
from core.body import Side
from core.doses import NextDose
from core.journal import SetEntry, next_index
from core.profile import Profile
from core.routine import Prescription, Routine
from core.safety import PainReport
from gui import messages
from gui.coach_model import CoachModel, Failure, Filled
from gui.figure.player import FigurePlayer
from gui.figure.studio import Studio
from gui.safety.dialogs import PainDialog
from gui.theme import Theme
from gui.training.hurt import hurts, sore_spot, stop_words, stopped_items
from gui.training.position import minutes_left, steps_of
from gui.training.set_list import SetList
from gui.training.set_panel import SetPanel, Stamp, stamped
from gui.training.summary import Summary
from gui.widgets import Banner, Page, Scroll, button, column, label, row


class TrainingPage(Page):
    """Logging: one form, one set, one side at a time."""

    ended = Signal()
    """Back to the routine."""
    progress_wanted = Signal(str)
    """Exercise id."""
    settled = Signal(bool)
    """What was being saved is on disk, or was refused."""

    def __init__(self, model: CoachModel, studio: Studio, theme: Theme) -> None:
        super().__init__("Training", theme)
        self._model = model
        self._routine: Routine | None = None
        self._workout_id = ""
        self._logged: list[SetEntry] = []
        self._next: dict[str, NextDose] = {}
        self._item = 0
        self._extra: dict[int, int] = {}
        self._stopped: frozenset[int] = frozenset()
        self._sore: Ask | None = None
        self._entry_id = ""
        self._saving: SetEntry | None = None
        self._editing: SetEntry | None = None
        self._undone: SetEntry | None = None
        self._mending = ""
        """The id of the set that is on its way out of the log or back into it."""
        self._asked: Prescription | None = None
        """The item of the prefill the form waits for; none after the next step began."""
        self._shown: tuple[int, Side | None] | None = None
        self._weights: tuple[float, ...] = ()
        self._place = label("", "muted", wrap=False)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName("Sets done")
        self._left = label("", "muted", wrap=False)
        self._end = button("End", name="end")
        self._end.clicked.connect(self._on_end)
        self._before = button("‹ Previous exercise", "quiet", name="previous")
        self._before.clicked.connect(self._on_previous)
        self._after = button("Next exercise ›", "quiet", name="next")
        self._after.clicked.connect(self._on_next)
        self._more = button("One more set", "quiet", name="one_more")
        self._more.clicked.connect(self._on_more)
        self.panel = SetPanel()
        self.panel.done.connect(self._on_done)
        self.picture = FigurePlayer(studio, theme, height=300)
        self._setup = label("")
        self._cues = label("", "strong")
        self.sets = SetList()
        self.sets.edit_wanted.connect(self._on_edit)
        self.sets.undo_wanted.connect(self._on_undo)
        self._banner = Banner(keeps_room=True)
        self._banner.acted.connect(self._on_redo)
        self.summary = Summary(model)
        self.summary.closed.connect(self._on_closed)
        self.summary.progress_wanted.connect(self.progress_wanted)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._work())
        self._stack.addWidget(self.summary)
        self.setLayout(column(self._stack))
        model.filled.connect(self._on_filled)
        model.set_logged.connect(self._on_logged)
        model.set_edited.connect(self._on_edited)
        model.set_undone.connect(self._on_undone)
        model.set_redone.connect(self._on_redone)
        model.profile_changed.connect(self._on_profile)
        model.failed.connect(self._on_failed)

    def _work(self) -> QWidget:
        top = row(self._place, self._progress, self._left, self._end, gap=16)
        top.setStretch(1, 1)
        how = QWidget()
        how_content = column(
            self.picture, self._cues, self._setup, label("Done so far", "caps"), self.sets, None,
            gap=10,
        )  # fmt: skip
        how.setLayout(how_content)
        form = QWidget()
        form_content = column(
            self.panel, row(self._before, None, self._more, None, self._after), None, gap=8
        )
        form_content.setContentsMargins(4, 0, 8, 8)
        form.setLayout(form_content)
        both = row(Scroll(how), Scroll(form), gap=22)
        both.setStretch(0, 4)
        both.setStretch(1, 6)
        made = QWidget()
        content = column(top, self._banner, both, gap=12)
        content.setStretch(2, 1)
        content.setContentsMargins(28, 18, 22, 12)
        made.setLayout(content)
        return made

    def set_theme(self, theme: Theme) -> None:
        """Dress the picture."""
        super().set_theme(theme)
        self.picture.set_theme(theme)

    # -- where we are -----------------------------------------------------------------------------

    def begin(self, routine: Routine) -> None:
        """Start a workout with a routine."""
        self._routine = routine
        self._workout_id = str(uuid4())
        self._logged, self._next, self._extra = [], {}, {}
        self._stopped, self._sore = frozenset(), None
        self._item = 0
        self._saving = self._editing = self._undone = None
        self._mending = ""
        self._banner.say("")
        self._stack.setCurrentIndex(0)
        self._model.load_profile()
        self._show_step()

    @property
    def active(self) -> bool:
        """True while a workout is under way."""
        return self._routine is not None

    @property
    def saving(self) -> bool:
        """True while a set is on its way to the disk."""
        return self._saving is not None

    @property
    def exercise_id(self) -> str:
        """The exercise that is on; empty without a workout."""
        item = self._prescription()
        return item.exercise_id if item else ""

    @property
    def logged(self) -> tuple[SetEntry, ...]:
        """The sets of this workout that are on disk."""
        return tuple(self._logged)

    def _prescription(self) -> Prescription | None:
        if self._routine is None or not self._routine.items:
            return None
        return self._routine.items[self._item]

    def _steps(self, index: int) -> list[tuple[int, Side | None]]:
        """The sets of an item in their order, with those the person added."""
        assert self._routine is not None
        return steps_of(self._routine.items[index], self._extra.get(index, 0))

    def _done_of(self, index: int) -> list[SetEntry]:
        assert self._routine is not None
        wanted = self._routine.items[index].exercise_id
        return [entry for entry in self._logged if entry.exercise_id == wanted]

    def _step(self) -> tuple[int, Side | None] | None:
        """The first set of the exercise that is not done yet; None when pain ended it."""
        if self._item in self._stopped:
            return None
        left = [entry.side for entry in self._done_of(self._item)]
        for number, side in self._steps(self._item):
            if side in left:
                left.remove(side)
            else:
                return number, side
        return None

    # -- showing ----------------------------------------------------------------------------------

    def _show_step(self) -> None:
        routine, item = self._routine, self._prescription()
        if routine is None or item is None:
            return
        self._editing = None
        exercise = self._model.catalog.get(item.exercise_id)
        step = self._step()
        self._shown = step
        done = self._done_of(self._item)
        self._entry_id = str(uuid4())
        number, side = step or (len(done) + 1, item.first)
        total = max(n for n, _ in self._steps(self._item))
        self.panel.show_exercise(exercise, side, number, total, self._weights)
        if step is None:
            self.panel.rest(exercise.name)
        self.panel.setEnabled(step is not None)
        self._free()
        self.picture.show_exercise(exercise, side)
        self._cues.setText(" · ".join(c.rstrip(".") for c in exercise.cues[:3]) + ".")
        self._setup.setText(" ".join(exercise.setup))
        self.sets.show_sets(done, exercise)
        self._more.setVisible(step is None and self._item not in self._stopped)
        last = self._item == len(routine.items) - 1
        self._after.setText("Finish ›" if last else "Next exercise ›")
        self._show_progress(routine)
        # A copy of its own tells this step's answer from those of the steps before.
        self._asked = replace(item)
        self._model.fill(self._asked, side, tuple(self._logged))
        self.panel.finish.setFocus()

    def _refresh(self) -> None:
        """Show what changed in the log without touching a form that is being filled in."""
        routine, item = self._routine, self._prescription()
        if routine is None or item is None:
            return
        editing = self._editing
        if editing is None:
            over = self._step() != self._shown
        else:
            over = all(e.id != editing.id for e in self._logged)
        if over and self._saving is None:
            self._show_step()
            return
        exercise = self._model.catalog.get(item.exercise_id)
        self.sets.show_sets(self._done_of(self._item), exercise)
        self._show_progress(routine)

    def _free(self) -> None:
        """Let go of everything that would leave the step, or hold it while the log works."""
        free = self._saving is None and not self._mending
        for held in (self._after, self._more, self._end, self.sets):
            held.setEnabled(free)
        self._before.setEnabled(free and self._item > 0)
        self.panel.set_saving(
            self._saving is not None, "Done" if self._editing is None else "Save the change"
        )

    def _show_progress(self, routine: Routine) -> None:
        spot = routine.request.spot
        place = self._model.catalog.body.region(spot.region).label(spot.side)
        self._place.setText(
            f"{place.capitalize()} · exercise {self._item + 1} of {len(routine.items)}"
        )
        counts = [(len(self._done_of(i)), len(self._steps(i))) for i in range(len(routine.items))]
        self._progress.setRange(0, sum(total for _, total in counts))
        self._progress.setValue(sum(min(done, total) for done, total in counts))
        self._left.setText(f"about {minutes_left(routine, counts)} min left")

    def _on_filled(self, filled: Filled) -> None:
        if filled.item is self._asked:
            self._asked = None
            self.panel.fill(filled.prefill)

    def _on_profile(self, profile: Profile) -> None:
        self._weights = profile.gear.weights
        self.panel.load.set_range(step=1, low=0, steps=self._weights)

    # -- logging ----------------------------------------------------------------------------------

    def _on_done(self) -> None:
        """Save the set; it is done when the log says so, not before."""
        item = self._prescription()
        if item is None or self._saving is not None or self._mending:
            return
        if not self.panel.isEnabled():
            return
        step = self._step()
        side = step[1] if step else item.first
        stamp = Stamp(
            entry_id=self._entry_id,
            workout_id=self._workout_id,
            day=self._model.clock.today(),
            at=self._model.clock.now(),
            index=next_index(
                self._logged,
                workout_id=self._workout_id,
                exercise_id=item.exercise_id,
                side=side,
            ),
        )
        if self._editing is not None:
            stamp = stamped(stamp, self._editing)
        entry = self.panel.read(stamp)
        if entry is None:
            return
        self._saving = entry
        self._asked = None
        self._free()
        if self._editing is not None:
            self._model.edit(entry)
        else:
            self._model.log(entry)

    def _on_logged(self, logged: Logged) -> None:
        if self._saving is None or logged.entry.id != self._saving.id:
            return
        self._saving = None
        self._logged.append(logged.entry)
        self._after_saving(logged, "Saved.")

    def _on_edited(self, logged: Logged) -> None:
        """Take over a change of this workout, made here or in the history."""
        if all(e.id != logged.entry.id for e in self._logged):
            return
        self._logged = [logged.entry if e.id == logged.entry.id else e for e in self._logged]
        if self._saving is not None and logged.entry.id == self._saving.id:
            self._saving = None
            self._after_saving(logged, "Changed.")
            return
        self._keep_next(logged)
        self._refresh()

    def _keep_next(self, logged: Logged) -> None:
        if logged.next is None:
            self._next.pop(logged.entry.exercise_id, None)
        else:
            self._next[logged.entry.exercise_id] = logged.next

    def _after_saving(self, logged: Logged, word: str) -> None:
        self._keep_next(logged)
        self._show_saved(logged, word)
        self.settled.emit(True)  # noqa: FBT003 - Qt's own setters look so

    def _show_saved(self, logged: Logged, word: str) -> None:
        routine, catalog, name = self._routine, self._model.catalog, self.panel.name()
        if routine is not None and hurts(logged.entry):
            self._stopped |= stopped_items(routine, catalog, logged.entry)
            self._ask_flags(routine, logged.entry)
        finished = self._step() is None
        if hurts(logged.entry):
            self._banner.say(stop_words(catalog, logged.entry))
        elif finished and logged.next is not None:
            self._banner.say(f"{word} {name} next time: {logged.next.says}")
        else:
            self._banner.say(word)
        if finished and routine is not None and self._editing is None:
            left = [i for i in range(len(routine.items)) if i not in self._stopped]
            later = [i for i in left if i > self._item]
            if later:
                self._item = later[0]
            elif all(self._done_of(i) for i in left):
                self._show_step()
                self._finish()
                return
        self._show_step()

    def _ask_flags(self, routine: Routine, entry: SetEntry) -> None:
        """Pain this strong asks about red flags at once, as it does before a routine."""
        spot = sore_spot(routine, entry)
        place = self._model.catalog.body.region(spot.region).label(spot.side)
        dialog = PainDialog(self._model.safety, place, entry.pain or 0, False, self)  # noqa: FBT003
        self._sore = Ask(spot, PainReport(), routine.request.feeling.value, routine.request.minutes)
        dialog.reported.connect(self._on_flags)
        messages.open_dialog(dialog)

    def _on_flags(self, report: PainReport) -> None:
        """A flag pauses the place and ends the workout with the advice; none goes on."""
        if report.flags and self._sore is not None:
            self._model.plan(replace(self._sore, report=report))
            self._on_closed()

    def _on_failed(self, failure: Failure) -> None:
        if failure.request == "undo" and self._mending:
            self._mending = ""
            self._free()
        asked = "log" if self._editing is None else "edit"
        if failure.request == asked and self._saving is not None:
            self._saving = None
            self._free()
            self.panel.finish.setFocus()
            self.panel.refuse(failure.problem)
            self.settled.emit(False)  # noqa: FBT003 - Qt's own setters look so

    # -- mending ----------------------------------------------------------------------------------

    def _on_edit(self, entry: SetEntry) -> None:
        if self._saving is not None or self._mending:
            return
        self._asked = None
        exercise = self._model.catalog.get(entry.exercise_id)
        self.panel.show_exercise(exercise, entry.side, entry.index, entry.index, self._weights)
        self.panel.setEnabled(True)
        self._editing = entry
        self.panel.fill_from(entry)
        self._free()

    def _on_undo(self, entry: SetEntry) -> None:
        if self._saving is None and not self._mending:
            self._mending = entry.id
            self._free()
            self._model.undo(entry)

    def _on_undone(self, entry: SetEntry) -> None:
        self._mended(entry)
        if all(e.id != entry.id for e in self._logged):
            return
        self._logged = [e for e in self._logged if e.id != entry.id]
        self._undone = entry
        self._refresh()
        self._banner.say("The set is out of your log.", "Bring it back")

    def _on_redo(self) -> None:
        if self._undone is not None and not self._mending:
            self._mending = self._undone.id
            self._free()
            self._model.redo(self._undone)

    def _on_redone(self, entry: SetEntry) -> None:
        self._mended(entry)
        if entry.workout_id != self._workout_id or any(e.id == entry.id for e in self._logged):
            return
        self._logged = sorted([*self._logged, entry], key=_when)
        self._refresh()
        if self._undone is not None and entry.id == self._undone.id:
            self._undone = None
            self._banner.say("The set is back.")

    def _mended(self, entry: SetEntry) -> None:
        if entry.id == self._mending:
            self._mending = ""
            self._free()

    # -- moving on --------------------------------------------------------------------------------

    def _on_previous(self) -> None:
        self._item = max(0, self._item - 1)
        self._show_step()

    def _on_next(self) -> None:
        if self._routine is None:
            return
        if self._item < len(self._routine.items) - 1:
            self._item += 1
            self._show_step()
        else:
            self._finish()

    def _on_more(self) -> None:
        self._extra[self._item] = self._extra.get(self._item, 0) + 1
        self._show_step()

    def _on_end(self) -> None:
        if self._logged:
            self._finish()
        else:
            self._on_closed()

    def _finish(self) -> None:
        if not self._logged:
            self._on_closed()
            return
        self.summary.open_workout(self._workout_id)
        self._stack.setCurrentIndex(1)

    def _on_closed(self) -> None:
        self._routine = None
        self.ended.emit()


def _when(entry: SetEntry) -> datetime:
    return entry.at
