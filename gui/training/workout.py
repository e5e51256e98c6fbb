"""What happens from one set to the next: shown, finished, saved, mended, and on to the next one."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.answers import Logged
from core.course import Course, Step
from core.journal import SetEntry, next_index
from core.routine import Prescription
from gui.coach_model import CoachModel
from gui.coach_values import Failure, Filled
from gui.training import told
from gui.training.hurt import hurts, stop_words, stopped_items
from gui.training.mending import Mending
from gui.training.pain_flow import PainFlow
from gui.training.set_panel import Stamp, stamped
from gui.training.stage import Stage
from gui.training.tempo import Tempo


class Workout(QObject):
    """One workout at a time: what is on screen follows the course, the clock and the log."""

    finished = Signal()
    """Nothing is left to do, or the person ends it."""
    settled = Signal(bool)
    """What was being saved is on disk, or was refused."""

    def __init__(self, model: CoachModel, stage: Stage, window: QWidget) -> None:
        super().__init__(window)
        self._model, self.stage, self.panel = model, stage, stage.panel
        self.course: Course | None = None
        self.weights: tuple[float, ...] = ()
        self._entry_id = ""
        self._saving: SetEntry | None = None
        self._editing: SetEntry | None = None
        self._asked: Prescription | None = None
        """The item of the prefill the form waits for; none after the next step began."""
        self._shown: Step | None = None
        self._last: SetEntry | None = None
        """The set that was done just now; none after a jump."""
        self._last_at: float | None = None
        """When it ended, by the clock of the pace: from there rest is counted."""
        self._finished_at: float | None = None
        """When the set on screen ended: its answer is still waited for while rest runs."""
        self.tempo = Tempo(model, self.panel, self)
        self.mending = Mending(model, self)
        self.pain = PainFlow(model, self.panel, window)
        self._connect()

    def _connect(self) -> None:
        stage, panel, model = self.stage, self.panel, self._model
        stage.before.clicked.connect(self._on_previous)
        stage.after.clicked.connect(self._on_next)
        stage.more.clicked.connect(self._on_more)
        stage.banner.acted.connect(self.mending.redo)
        stage.sets.edit_wanted.connect(self._on_edit)
        stage.sets.undo_wanted.connect(self._on_undo)
        panel.done.connect(self.press)
        panel.pain_wanted.connect(self.ask_about_pain)
        panel.pain_card.closed.connect(self.tempo.show)
        panel.hold_edited.connect(self.tempo.set_hold)
        panel.reserve.chosen.connect(self._on_reserve)
        panel.countdown.more_wanted.connect(self.tempo.more_rest)
        panel.countdown.by_hand_wanted.connect(self._on_by_hand)
        self.tempo.held.connect(self._on_held)
        self.mending.changed.connect(self._free)
        self.mending.dropped.connect(self._on_dropped)
        self.mending.returned.connect(self._on_returned)
        self.pain.noted.connect(self.tempo.show)
        self.pain.correction.connect(self._on_correction)
        model.filled.connect(self._on_filled)
        model.set_logged.connect(self._on_logged)
        model.set_edited.connect(self._on_edited)
        model.failed.connect(self._on_failed)

    # -- where we are -----------------------------------------------------------------------------

    def take_up(self, course: Course) -> None:
        """Begin with a course, or go on with one."""
        self.course = course
        self._saving = self._editing = self._last = None
        self._last_at = self._finished_at = None
        self.mending.forget()
        self.stage.banner.say("")
        self._show_step()

    def leave(self) -> None:
        """No workout is under way any more."""
        self.tempo.stop()
        self.course = None

    @property
    def workout_id(self) -> str:
        """The workout that is under way; empty without one."""
        return self.course.workout_id if self.course else ""

    @property
    def saving(self) -> bool:
        """True while a set is on its way to the disk."""
        return self._saving is not None

    @property
    def held(self) -> bool:
        """True while the log works on a set of this workout: everything else waits."""
        return self.course is None or self._saving is not None or self.mending.busy

    @property
    def editing(self) -> bool:
        """True while a logged set is being changed."""
        return self._editing is not None

    def stop_editing(self) -> None:
        """Back to the set that comes now."""
        if self._saving is None:
            self._show_step()

    # -- showing ----------------------------------------------------------------------------------

    def _show_step(self) -> None:
        course = self.course
        if course is None:
            return
        self._editing = None
        catalog = self._model.catalog
        item, step = course.prescription, course.step()
        exercise = catalog.get(item.exercise_id)
        self._shown = step
        done = course.done_of(course.item)
        self._entry_id = str(uuid4())
        side = step.side if step else item.first
        number = step.number if step else len(done) + 1
        total = max(s.number for s in course.steps(course.item))
        self.panel.show_exercise(exercise, side, number, total, self.weights)
        if step is None:
            self.panel.rest(exercise.name)
        self.panel.setEnabled(step is not None)
        self.panel.show_next(told.after_words(course, step, catalog))
        self.stage.show_exercise(exercise, side, done)
        self.stage.show_place(course, catalog)
        self._free()  # first: what is disabled can't take the keys
        self.tempo.begin(course, step, self._last, self._last_at)
        self._finished_at = None
        # A copy of its own tells this step's answer from those of the steps before.
        self._asked = replace(item)
        self._model.fill(self._asked, side, tuple(course.logged))
        # Kept at every step, for the day the power goes.
        self._model.keep_unfinished(course.unfinished(self._model.clock.now()))

    def _refresh(self) -> None:
        """Show what changed in the log without touching a form that is being filled in."""
        course = self.course
        if course is None:
            return
        editing = self._editing
        if editing is None:
            over = course.step() != self._shown
        else:
            over = all(e.id != editing.id for e in course.logged)
        if over and self._saving is None:
            self._last = None
            self._show_step()
            return
        exercise = self._model.catalog.get(course.prescription.exercise_id)
        self.stage.sets.show_sets(course.done_of(course.item), exercise)
        self.stage.show_place(course, self._model.catalog)

    def _free(self) -> None:
        """Let go of everything that would leave the step, or hold it while the log works."""
        course = self.course
        if course is None:
            return
        stopped = course.item in course.stopped
        over = self._shown is None
        self.stage.free(not self.held, before=course.item > 0, over=over, stopped=stopped)
        self.panel.set_saving(
            self._saving is not None, "Done" if self._editing is None else "Save the change"
        )

    def _on_filled(self, filled: Filled) -> None:
        if filled.item is self._asked:
            self._asked = None
            self.panel.fill(filled.prefill)
            self.tempo.set_hold(self.panel.seconds() or 0)

    # -- finishing a set --------------------------------------------------------------------------

    def press(self) -> None:
        """The one key: start what waits, end the hold, or save the set."""
        if self.held or not self.panel.isEnabled() or self.tempo.pace.paused:
            return
        if self._editing is None and self.panel.shows_clock:
            if self.tempo.pace.holding:
                self._on_held()
            else:
                self.tempo.start()
            return
        self._save()

    def _on_held(self) -> None:
        """The hold is over: what was held is what counts."""
        self.panel.amount.set_value(max(1, self.tempo.held_seconds))
        self.panel.show_form()
        self._save()

    def _save(self) -> None:
        """Save the set; it is done when the log says so, not before."""
        course = self.course
        if course is None or self.held:
            return
        item, step = course.prescription, self._shown
        side = step.side if step else item.first
        if self._editing is None and self._finished_at is None:
            self._finished_at = self._model.clock.ticks()
        stamp = Stamp(
            entry_id=self._entry_id,
            workout_id=course.workout_id,
            day=self._model.clock.today(),
            at=self._model.clock.now(),
            index=next_index(
                course.logged,
                workout_id=course.workout_id,
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
        self.tempo.stop()
        self._free()
        if self._editing is not None:
            self._model.edit(entry)
        else:
            self._model.log(entry)

    def _on_reserve(self, value: int) -> None:
        """An answer that was waited for saves the set at once."""
        del value
        if self._finished_at is not None and self._editing is None and self.panel.isEnabled():
            self._save()

    def _on_by_hand(self) -> None:
        """The hold was done without our clock."""
        self.panel.show_form()
        self.panel.amount.field.setFocus()
        self.panel.amount.field.selectAll()

    def _on_logged(self, logged: Logged) -> None:
        if self.course is None or self._saving is None or logged.entry.id != self._saving.id:
            return
        self._saving = None
        self.course.take(logged.entry)
        self._last, self._last_at = logged.entry, self._finished_at
        self._after_saving(logged, "Saved.")

    def _on_edited(self, logged: Logged) -> None:
        """Take over a change of this workout, made here or in the history."""
        course, entry = self.course, logged.entry
        if course is None or all(e.id != entry.id for e in course.logged):
            return
        course.take(entry)
        if self._last is not None and self._last.id == entry.id:
            self._last = entry
        if self._saving is not None and entry.id == self._saving.id:
            self._saving = None
            self._after_saving(logged, "Changed.")
            return
        self._refresh()

    def _after_saving(self, logged: Logged, word: str) -> None:
        self._show_saved(logged, word)
        self.settled.emit(True)  # noqa: FBT003 - Qt's own setters look so

    def _show_saved(self, logged: Logged, word: str) -> None:
        course, catalog, entry = self.course, self._model.catalog, logged.entry
        if course is None:
            return
        if hurts(entry):
            course.stop(stopped_items(course.routine, catalog, entry))
            self.pain.ask_flags(course, entry)
        finished = course.step() is None
        if hurts(entry):
            self.stage.banner.say(stop_words(catalog, entry))
        elif finished and logged.next is not None:
            name = catalog.get(entry.exercise_id).name
            self.stage.banner.say(f"{word} {name} next time: {logged.next.says}")
        else:
            self.stage.banner.say(word)
        if finished and (self._editing is None or hurts(entry)):
            following = course.next_item()
            if following is None:
                self._show_step()
                self.finished.emit()
                return
            if following > course.item or hurts(entry):
                course.item = following
        self._show_step()

    def _on_failed(self, failure: Failure) -> None:
        asked = "log" if self._editing is None else "edit"
        if failure.request == asked and self._saving is not None:
            self._saving = None
            self.panel.show_form()
            self._free()
            self.panel.finish.setFocus()
            self.panel.refuse(failure.problem)
            self.settled.emit(False)  # noqa: FBT003 - Qt's own setters look so

    # -- mending ----------------------------------------------------------------------------------

    def _on_edit(self, entry: SetEntry) -> None:
        if self.held:
            return
        self._asked = None
        exercise = self._model.catalog.get(entry.exercise_id)
        self.panel.show_exercise(exercise, entry.side, entry.index, entry.index, self.weights)
        self.panel.setEnabled(True)
        self._editing = entry
        self.tempo.hide_clock(True)  # noqa: FBT003 - a setter
        self.panel.fill_from(entry)
        self._free()

    def _on_undo(self, entry: SetEntry) -> None:
        if not self.held:
            self.mending.undo(entry)

    def _on_dropped(self, entry: SetEntry) -> None:
        course = self.course
        if course is None or all(e.id != entry.id for e in course.logged):
            return
        course.drop(entry)
        self.mending.undone = entry
        self._refresh()
        self.stage.banner.say("The set is out of your log.", "Bring it back")

    def _on_returned(self, entry: SetEntry) -> None:
        course = self.course
        if course is None or entry.workout_id != course.workout_id:
            return
        if any(e.id == entry.id for e in course.logged):
            return
        course.take(entry)
        self._refresh()
        if self.mending.undone is not None and entry.id == self.mending.undone.id:
            self.mending.undone = None
            self.stage.banner.say("The set is back.")

    def ask_about_pain(self) -> None:
        """Ask about the set under way; before it begins, about the one that was done last."""
        if self.panel.asks_about_pain:
            self.tempo.show()
        elif not self.held and self.course is not None:
            waits = self.panel.shows_clock and not self.tempo.pace.holding
            self.pain.ask(self.course, self._shown, self._last if waits else None)

    def _on_correction(self, entry: SetEntry, changed: SetEntry) -> None:
        """What was said about a set that is in the log already; the rest runs on meanwhile."""
        self.tempo.show()
        self._editing, self._saving = entry, changed
        self._free()
        self._model.edit(changed)

    # -- moving on --------------------------------------------------------------------------------

    def _on_previous(self) -> None:
        if self.course is not None:
            self._jump(max(0, self.course.item - 1))

    def _on_next(self) -> None:
        course = self.course
        if course is None:
            return
        if course.item < len(course.routine.items) - 1:
            self._jump(course.item + 1)
        else:
            self.finished.emit()

    def _jump(self, item: int) -> None:
        """Go to another exercise; whoever jumps does not want to be told to rest."""
        assert self.course is not None
        self.course.item = item
        self._last = None
        self._show_step()

    def _on_more(self) -> None:
        if self.course is not None:
            self.course.add_set()
            self._show_step()
