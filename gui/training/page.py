"""Which part of a workout fills the window: the set, the pause, the advice to stop, the summary?"""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget

from core.course import Course
from core.journal import SetEntry
from core.profile import Profile
from core.routine import Routine
from core.safety import Advice
from gui.coach_model import CoachModel
from gui.figure.studio import Studio
from gui.theme import Theme
from gui.training.keys import Keys
from gui.training.paused import PausedPage
from gui.training.stage import Stage
from gui.training.stopped import StoppedPage
from gui.training.summary import Summary
from gui.training.workout import Workout
from gui.widgets import Page, column

RESERVE_UNDERSTOOD = "reserve"
"""In the profile: what "in reserve" means was explained once."""


class TrainingPage(Page):
    """The workout in the whole window."""

    ended = Signal()
    """Back to the routine."""
    away_wanted = Signal()
    """The person looks around; the workout waits."""
    progress_wanted = Signal(str)
    """Exercise id."""
    settled = Signal(bool)
    """What was being saved is on disk, or was refused."""

    def __init__(self, model: CoachModel, studio: Studio, theme: Theme) -> None:
        super().__init__("Training", theme)
        self._model = model
        self._profile: Profile | None = None
        self.stage = Stage(model.safety, studio, theme)
        self.workout = Workout(model, self.stage, self)
        self.panel, self.sets = self.stage.panel, self.stage.sets
        self.pace = self.workout.tempo.pace
        self.paused = PausedPage()
        self.stopped = StoppedPage()
        self.summary = Summary(model)
        self._stack = QStackedWidget()
        for page in (self.stage, self.paused, self.stopped, self.summary):
            self._stack.addWidget(page)
        self.setLayout(column(self._stack))
        self.keys = Keys(self, self.panel, self._takes_keys)
        self._stack.currentChanged.connect(self._on_turned)
        self._connect()

    def _connect(self) -> None:
        workout, stage = self.workout, self.stage
        stage.end.clicked.connect(self._on_end)
        stage.pause.clicked.connect(self.toggle_pause)
        stage.mute.clicked.connect(self._on_mute)
        self.keys.finished.connect(workout.press)
        self.keys.paused.connect(self.toggle_pause)
        self.keys.hurts.connect(self._on_hurts)
        self.keys.muted.connect(self._on_mute)
        self.panel.reserve.understood.connect(self._on_understood)
        self.paused.resumed.connect(self.toggle_pause)
        self.paused.away_wanted.connect(self.away_wanted)
        self.paused.end_wanted.connect(self._on_end)
        self.stopped.closed.connect(self._finish)
        self.summary.closed.connect(self._on_closed)
        self.summary.progress_wanted.connect(self.progress_wanted)
        workout.finished.connect(self._finish)
        workout.settled.connect(self.settled)
        workout.tempo.slept.connect(self._on_slept)
        workout.pain.stopped.connect(self._on_stopped)
        workout.pain.flagged.connect(self._on_closed)
        self._model.profile_changed.connect(self._on_profile)

    def set_theme(self, theme: Theme) -> None:
        """Dress what paints itself."""
        super().set_theme(theme)
        self.stage.set_theme(theme)

    # -- where we are -----------------------------------------------------------------------------

    def begin(self, routine: Routine) -> None:
        """Start a workout with a routine."""
        self._take_up(Course(routine, str(uuid4()), self._model.clock.now()))

    def go_on(self, course: Course) -> None:
        """Go on with a workout that was broken off, at the very set."""
        self._take_up(course)
        self.stage.banner.say("Here you were. What you had done is saved.")

    def _take_up(self, course: Course) -> None:
        self._stack.setCurrentWidget(self.stage)
        self.stage.picture.rest(False)  # noqa: FBT003 - a setter
        self._model.load_profile()
        self.workout.take_up(course)

    @property
    def active(self) -> bool:
        """True while a workout is under way."""
        return self.workout.course is not None

    @property
    def waiting(self) -> bool:
        """True while a workout is paused."""
        return self.active and self._stack.currentWidget() is self.paused

    @property
    def saving(self) -> bool:
        """True while a set is on its way to the disk."""
        return self.workout.saving

    @property
    def exercise_id(self) -> str:
        """The exercise that is on; empty without a workout."""
        course = self.workout.course
        return course.prescription.exercise_id if course else ""

    @property
    def logged(self) -> tuple[SetEntry, ...]:
        """The sets of this workout that are on disk."""
        course = self.workout.course
        return tuple(course.logged) if course else ()

    @property
    def _works(self) -> bool:
        """True while the set is on screen."""
        return self.active and self._stack.currentWidget() is self.stage

    def _takes_keys(self) -> bool:
        return self._works

    def _on_turned(self) -> None:
        current = self._stack.currentWidget()
        self.keys.rule(set_on_screen=current is self.stage, paused=current is self.paused)

    # -- small things -----------------------------------------------------------------------------

    def _on_profile(self, profile: Profile) -> None:
        self._profile = profile
        self.workout.weights = profile.gear.weights
        self.panel.load.set_range(step=1, low=0, steps=profile.gear.weights)
        self.panel.reserve.explain(RESERVE_UNDERSTOOD not in profile.understood)
        self.workout.tempo.sounds.muted = not profile.sound
        self.stage.show_sound(profile.sound)

    def _on_mute(self) -> None:
        if self._profile is not None and self.active:
            changed = replace(self._profile, sound=not self._profile.sound)
            self._model.save_profile(changed)

    def _on_understood(self) -> None:
        if self._profile is not None:
            known = self._profile.understood | {RESERVE_UNDERSTOOD}
            self._model.save_profile(replace(self._profile, understood=known))

    def _on_hurts(self) -> None:
        if self._works:
            self.workout.ask_about_pain()

    # -- pausing ----------------------------------------------------------------------------------

    def toggle_pause(self) -> None:
        """Pause, or go on; first of all, Escape leaves what lies on top."""
        current = self._stack.currentWidget()
        if current is self.paused:
            self._resume()
        elif not self._works or self.saving:
            return
        elif self.panel.asks_about_pain:
            self.workout.tempo.show()
        elif self.workout.editing:
            self.workout.stop_editing()
        else:
            focus = QApplication.focusWidget()
            if isinstance(focus, QLineEdit) and self.panel.isAncestorOf(focus):
                self.workout.tempo.show()
            else:
                self._pause(slept=False)

    def _pause(self, *, slept: bool) -> None:
        self.workout.tempo.pause()
        self.stage.picture.rest(True)  # noqa: FBT003 - a setter
        self._stack.setCurrentWidget(self.paused)
        self.paused.show_reason(slept)

    def _on_slept(self) -> None:
        self._pause(slept=True)

    def _resume(self) -> None:
        self.stage.picture.rest(False)  # noqa: FBT003 - a setter
        self._stack.setCurrentWidget(self.stage)
        self.workout.tempo.resume()

    def shown(self) -> None:
        """Back on the page: the keys belong to the set again."""
        if self._works and not self.panel.asks_about_pain and not self.workout.editing:
            self.workout.tempo.show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever leaves the page while a clock runs pauses the workout."""
        super().hideEvent(event)
        if self._works and not event.spontaneous() and self.pace.counts_down:
            self._pause(slept=False)

    # -- ending -----------------------------------------------------------------------------------

    def _on_stopped(self, advice: Advice) -> None:
        """A sign that something is wrong ends the workout with the right advice."""
        if not self.active:
            return
        self.workout.tempo.stop()
        self._model.end_unfinished()
        self.stopped.show_advice(advice, kept=len(self.logged))
        self._stack.setCurrentWidget(self.stopped)

    def _on_end(self) -> None:
        if self.logged:
            self._finish()
        else:
            self._on_closed()

    def _finish(self) -> None:
        if not self.logged:
            self._on_closed()
            return
        self.workout.tempo.stop()
        self._model.end_unfinished()
        self.summary.open_workout(self.workout.workout_id)
        self._stack.setCurrentWidget(self.summary)

    def _on_closed(self) -> None:
        if self.active:
            self._model.end_unfinished()
        self.workout.leave()
        self.ended.emit()
