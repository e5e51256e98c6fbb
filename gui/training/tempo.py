"""How do the clocks of a workout run on screen, and what is heard of them?"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from core.course import Course, Step
from core.journal import SetEntry
from core.pace import Cue, Pace, Phase
from gui.coach_model import CoachModel
from gui.sounds import Sounds
from gui.training import told
from gui.training.set_panel import SetPanel

TICK_MS = 100


class Tempo(QObject):
    """Looks at the clock ten times a second while something runs, and shows it in the panel."""

    held = Signal()
    """A hold was held to its end."""
    slept = Signal()
    """The computer slept in a hold."""

    def __init__(self, model: CoachModel, panel: SetPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._clock, self._catalog, self._panel = model.clock, model.catalog, panel
        self.pace = Pace()
        self.sounds = Sounds(self)
        self._course: Course | None = None
        self._step: Step | None = None
        self._hidden = False
        """A logged set is being changed: the clock runs on behind the form."""
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.look)

    def begin(
        self, course: Course, step: Step | None, last: SetEntry | None, finished: float | None
    ) -> None:
        """Prepare for a set; the rest before it began when the last one was finished."""
        now = self._clock.ticks()
        self._course, self._step, self._hidden = course, step, False
        lead, seconds = course.lead(last, step, self._catalog)
        gone = 0.0 if finished is None else now - finished
        hold = course.hold_of(step, self._catalog)
        self.pace.begin(now, hold=hold, lead=lead, lead_s=max(0.0, seconds - gone))
        self.show()

    @property
    def held_seconds(self) -> int:
        """The whole seconds held so far."""
        return self.pace.held(self._clock.ticks())

    def set_hold(self, seconds: int) -> None:
        """Hold for another time."""
        if seconds > 0:
            self.pace.set_hold(seconds)
        self.look()

    def hide_clock(self, hidden: bool) -> None:  # noqa: FBT001 - a setter
        """Let the clock run on behind a form, or show it again."""
        self._hidden = hidden

    def start(self) -> None:
        """Start what waits, at once."""
        self.pace.start(self._clock.ticks())
        self.show()

    def more_rest(self) -> None:
        """Rest a little longer."""
        self.pace.more_rest()
        self.look()

    def pause(self) -> None:
        """Stop every clock."""
        self.pace.pause(self._clock.ticks())
        self._timer.stop()

    def resume(self) -> None:
        """Go on where it was."""
        self.pace.resume(self._clock.ticks())
        self.show()

    def stop(self) -> None:
        """Look at the clock no more."""
        self._timer.stop()

    def show(self) -> None:
        """Show the form or the clock, whichever it is the time for."""
        course, step = self._course, self._step
        if course is None:
            return
        waits = self.pace.phase is not Phase.WORK or self.pace.holding
        if step is not None and waits and not self._hidden:
            says = told.phase_words(course, step, self.pace, self._catalog)
            self._panel.countdown.show_phase(self.pace, says)
            self._panel.show_clock()
        else:
            self._panel.show_form()
        self.look()
        if self.pace.counts_down and not self.pace.paused:
            self._timer.start()
        else:
            self._timer.stop()

    def look(self) -> None:
        """Move on when time is up, and show how long it still takes."""
        before = (self.pace.phase, self.pace.holding)
        now = self._clock.ticks()
        for cue in self.pace.tick(now):
            self.sounds.play(cue)
            if cue is Cue.SLEPT:
                self._timer.stop()
                self.slept.emit()
                return
            if cue is Cue.END:
                self._timer.stop()
                self.held.emit()
                return
        if before != (self.pace.phase, self.pace.holding):
            if not self._panel.asks_about_pain:
                self.show()
            return
        side = self._step.side if self._step else None
        self._panel.countdown.show_time(self.pace, now, side, self._panel.seconds() or 0)
