"""How is one try after the other done, measured and kept?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import timedelta
from enum import Enum
from uuid import uuid4

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QProgressBar, QStackedWidget, QWidget

from core.errors import Problem
from core.selftests import MOST_PAIN_FOR_TEST, How, TestResult, read_value
from core.testdays import value_words
from core.testing import Offer, Tested
from gui.coach_values import Failure
from gui.figure.studio import Studio
from gui.hometests.face import Face
from gui.hometests.guide import Guide
from gui.hometests.model import TestsModel
from gui.hometests.run import TestRun, Try
from gui.hometests.watch import Watch
from gui.theme import Theme
from gui.training.stepper import Stepper
from gui.widgets import Banner, Choice, button, column, label, row, set_look

GET_READY_S = 5
TICK_MS = 40


class Phase(Enum):
    """What is going on."""

    READY = "ready"
    COUNTDOWN = "countdown"
    RUNNING = "running"
    ENTER = "enter"
    SAVING = "saving"
    REST = "rest"


class DoingPane(QWidget):
    """Leads through the tries of a test day; a try counts only when it is on disk."""

    ended = Signal()
    """Everything is done, or the person ended it."""

    def __init__(self, tests: TestsModel, studio: Studio, theme: Theme, watch: Watch) -> None:
        super().__init__()
        self._tests = tests
        self._theme = theme
        self.watch = watch
        self.run = TestRun(())
        self.phase = Phase.READY
        self._pending: TestResult | None = None
        """The try on its way to the disk; a retry keeps its id."""
        self._last: TestResult | None = None
        self._beat = -1
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        self.guide = Guide(tests.coach.catalog, studio, theme)
        self.face = Face(theme)
        self._make_controls()
        self._lay_out()
        self._listen()

    # -- parts ------------------------------------------------------------------------------------

    def _make_controls(self) -> None:
        self._where = label("", "muted", wrap=False)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._skip = button("Skip this test", "quiet", name="skip_test")
        self._end = button("End", "quiet", name="end_tests")
        self._side = label("", "heading", wrap=False)
        self._name = label("", "title")
        self._meaning = label("", "muted")
        self._hint = label("")
        self.value = Stepper("", "test_value")
        self.setup_text = QLineEdit()
        self.setup_text.setObjectName("test_setup")
        self.setup_text.setMaxLength(120)
        self.pain = Choice([(str(n), n) for n in range(11)], name="test_pain", gap=3)
        self._pain_says = label("", "warn")
        self.main = button("Start", "big", name="test_main")
        self.again = button("Start this try over", "quiet", name="test_again")
        self.sound = button("Sound", "chip", name="test_sound")
        self.sound.setCheckable(True)
        self.sound.setChecked(True)
        self.sound.setToolTip("A short sound at each beat and when a rest is over")
        self.news = Banner("info", keeps_room=True)
        self.news.setObjectName("test_news")

    def _lay_out(self) -> None:
        ready = QWidget()
        ready.setLayout(column(self._hint, None, gap=8))
        self._pain_box = column(
            label("Did it hurt?  0 not at all, 10 as bad as can be", "strong"),
            self.pain,
            self._pain_says,
            gap=6,
        )
        enter = QWidget()
        enter.setLayout(column(self.value, self.setup_text, 4, self._pain_box, None, gap=10))
        self._stack = QStackedWidget()
        for part in (ready, self.face, enter):
            self._stack.addWidget(part)
        top = row(self._where, self._bar, self._skip, self._end, gap=14)
        top.setStretch(1, 1)
        right = QWidget()
        right.setFixedWidth(478)
        content = column(
            self._side,
            self._name,
            self._meaning,
            6,
            self._stack,
            self.main,
            row(self.again, None, self.sound),
            self.news,
            gap=8,
        )
        content.setStretch(4, 1)
        right.setLayout(content)
        body = row(self.guide, right, gap=28)
        body.setStretch(0, 1)
        whole = column(top, body, gap=18)
        whole.setStretch(1, 1)
        whole.setContentsMargins(28, 20, 28, 20)
        self.setLayout(whole)

    def _listen(self) -> None:
        self.main.clicked.connect(self.go_on)
        self.again.clicked.connect(self.start_over)
        self._skip.clicked.connect(self._on_skip)
        self._end.clicked.connect(self.end)
        self.value.entered.connect(self.go_on)
        self.pain.chosen.connect(self._on_pain)
        self.news.acted.connect(self._on_undo)
        self._tests.saved.connect(self._on_saved)
        self._tests.undone.connect(self._on_undone)
        self._tests.coach.failed.connect(self._on_failed)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        self.guide.set_theme(theme)
        self.face.set_theme(theme)

    # -- going through ----------------------------------------------------------------------------

    def begin(self, offers: Sequence[Offer]) -> None:
        """Start a test day."""
        self.run = TestRun(offers)
        self._bar.setRange(0, max(1, len(self.run.tries)))
        self.news.say("")
        self._pending = self._last = None
        self._show_try()

    def _show_try(self) -> None:
        """Show the try that is due, after its rest."""
        now = self.run.current
        self._bar.setValue(self.run.number)
        if now is None:
            self.end()
            return
        self._describe(now)
        rest = self.run.rest_s()
        if rest and self._last is not None:
            self._enter(Phase.REST)
        else:
            self._prepare()

    def _describe(self, now: Try) -> None:
        test, side = now.test, now.side
        number = f", try {now.attempt} of {test.attempts}" if test.attempts > 1 else ""
        self._where.setText(f"{self.run.number + 1} of {len(self.run.tries)}")
        self._side.setText(f"{side.value.capitalize()} side{number}")
        set_look(self._side, "side", side.value)
        self._name.setText(test.name)
        meaning = test.side_words.format(side=side.value, other=side.other.value)
        self._meaning.setText(f"“{side.value.capitalize()}” means {meaning}.")
        self.guide.show_test(test, side)
        self.value.set_caption(_CAPTIONS.get(test.unit, test.unit))
        self.value.set_range(step=1.0 if test.whole else 0.5, low=test.low)
        self.value.set_value(None)
        self.setup_text.setText(self.run.setup())
        heavy = bool(test.of_exercise)
        asked = "Weight or band, the same for both sides" if heavy else "Set-up, if it matters"
        self.setup_text.setPlaceholderText(asked)
        self.setup_text.setAccessibleName(asked)
        self.setup_text.setToolTip(f"{asked}. Numbers of another set-up are not put on one line.")
        self.pain.choose(None)
        self._pain_says.setText("")
        self._hint.setText(_hint(now))

    def _prepare(self) -> None:
        """Wait for the start, or go straight to the number where nothing is timed."""
        now = self.run.current
        if now is not None:
            self._enter(Phase.READY if _timed(now) else Phase.ENTER)

    def _enter(self, phase: Phase) -> None:
        self.phase = phase
        moving = phase in (Phase.COUNTDOWN, Phase.RUNNING, Phase.REST)
        page = 0 if phase is Phase.READY else 1 if moving else 2
        self._stack.setCurrentIndex(page)
        self.main.setText(_BUTTONS[phase])
        self.main.setEnabled(phase is not Phase.SAVING)
        now = self.run.current
        timed = now is not None and _timed(now)
        self.again.setVisible(timed and phase in (Phase.COUNTDOWN, Phase.RUNNING, Phase.ENTER))
        self.sound.setVisible(timed or phase is Phase.REST)
        if moving:
            self._beat = -1
            self.watch.start()
            self._timer.start()
            self.tick()
        else:
            self._timer.stop()
        if phase is Phase.ENTER:
            self.value.field.setFocus()
            self.value.field.selectAll()
        elif phase is not Phase.SAVING:
            self.main.setFocus()

    def go_on(self) -> None:
        """Do what the large button says."""
        match self.phase:
            case Phase.READY:
                self._enter(Phase.COUNTDOWN)
            case Phase.COUNTDOWN:
                self._enter(Phase.READY)
            case Phase.RUNNING:
                self._stop()
            case Phase.ENTER:
                self._save()
            case Phase.REST:
                self._prepare()
            case Phase.SAVING:
                return

    def start_over(self) -> None:
        """Do this try again from its start."""
        self.value.set_value(None)
        self._prepare()

    def end(self) -> None:
        """End the day; what was kept stays kept."""
        self._timer.stop()
        self.ended.emit()

    def _on_skip(self) -> None:
        self.run.skip_test()
        self._last = None
        self._show_try()

    # -- time -------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Show how long it has been; the clock is monotonic, a late tick loses nothing."""
        now = self.run.current
        if now is None:
            return
        gone = self.watch.seconds
        colour = self._theme.side(now.side)
        if self.phase is Phase.COUNTDOWN:
            left = GET_READY_S - gone
            if left <= 0:
                self._enter(Phase.RUNNING)
                return
            self._sound(int(left) if left <= 3 else -2)
            self.face.show_time(str(math.ceil(left)), "get ready", left / GET_READY_S, colour)
        elif self.phase is Phase.RUNNING:
            self._run(now, gone, colour)
        elif self.phase is Phase.REST:
            self._rest(now, gone, colour)

    def _run(self, now: Try, gone: float, colour: str) -> None:
        test = now.test
        if test.how is How.COUNT:
            beats = gone * test.pace / 60.0
            rises, up = int(beats / 2), int(beats) % 2 == 0
            part = beats % 1.0
            height = part if up else 1.0 - part
            self._sound(int(beats))
            self.face.show_time(
                str(rises), "up" if up else "down", (beats % 2) / 2, colour, height=height
            )
            return
        if test.most and gone >= test.most:
            self._stop()
            return
        share = gone / test.most if test.most else gone % 60 / 60
        word = f"seconds, {test.repeats} rises" if test.how is How.RACE else "seconds"
        self.face.show_time(f"{gone:.1f}", word, share, colour)

    def _rest(self, now: Try, gone: float, colour: str) -> None:
        left = self.run.rest_s() - gone
        if left <= 0:
            self._timer.stop()
            self._sound(-3)
            self._prepare()
            return
        minutes, seconds = divmod(math.ceil(left), 60)
        self.face.show_time(
            f"{minutes}:{seconds:02}",
            f"rest, then {now.side.value}",
            left / self.run.rest_s(),
            colour,
        )

    def _sound(self, beat: int) -> None:
        """Sound once for each beat."""
        if beat != self._beat:
            self._beat = beat
            if beat != -2 and self.sound.isChecked() and self.isVisible():
                QApplication.beep()

    def _stop(self) -> None:
        """Take the time or the count; the person may still correct it."""
        now = self.run.current
        assert now is not None
        gone = self.watch.seconds
        test = now.test
        if test.how is How.COUNT:
            number = float(int(gone * test.pace / 120.0))
        else:
            number = round(min(gone, test.most) if test.most else gone, 1)
        self._enter(Phase.ENTER)
        self.value.set_value(min(number, test.high))
        self.value.field.selectAll()

    def hideEvent(self, event: QHideEvent) -> None:
        """A countdown that nobody sees starts over; a rest goes on."""
        super().hideEvent(event)
        if self.phase in (Phase.COUNTDOWN, Phase.RUNNING):
            self._enter(Phase.READY)

    # -- keeping ----------------------------------------------------------------------------------

    def _on_pain(self, pain: int) -> None:
        over = pain > MOST_PAIN_FOR_TEST
        self._pain_says.setText(
            "That is too much for a test: it ends here. The try is kept, but not compared."
            if over
            else ""
        )

    def _save(self) -> None:
        now = self.run.current
        if now is None:
            return
        try:
            number = read_value(now.test, self.value.text())
        except Problem as problem:
            self.value.refuse(problem.message)
            return
        self.value.refuse("")
        clock = self._tests.coach.clock
        known = self._pending
        # Which side went first is read from the instants: they rise, whatever the clock does.
        least = max((r.at + timedelta(milliseconds=1) for r in self.run.results), default=None)
        instant = clock.now() if least is None else max(clock.now(), least)
        self._pending = TestResult(
            id=known.id if known else str(uuid4()),
            session_id=self.run.session(now.test),
            test_id=now.test.id,
            day=clock.today(),
            at=instant,
            side=now.side,
            attempt=now.attempt,
            value=number,
            pain=self.pain.value(),
            setup=self.setup_text.text().strip(),
        )
        self._enter(Phase.SAVING)
        self._tests.save(self._pending)

    def _on_saved(self, tested: Tested) -> None:
        result, now = tested.result, self.run.current
        if self._pending is None or result.id != self._pending.id or now is None:
            return
        self._pending = None
        self._last = result
        if result.hurt:
            said = (
                f"Stopped at pain {result.pain} of 10: {now.test.name} ends here for today. If it "
                "does not settle in a day or two, have it looked at."
            )
        else:
            said = f"Saved: {result.side.value} {value_words(now.test, result.value)}."
        self.run.done(result)
        self.news.say(said, "Undo")
        self._show_try()

    def _on_failed(self, failure: Failure) -> None:
        if failure.request == "test_result" and self.phase is Phase.SAVING:
            self._enter(Phase.ENTER)
            self.value.refuse(failure.problem.message)
        elif failure.request == "test_undo" and self.isVisible():
            self.news.say(failure.problem.message)

    def _on_undo(self) -> None:
        if self._last is not None and self.phase is not Phase.SAVING:
            self._tests.undo(self._last)

    def _on_undone(self, result: TestResult) -> None:
        if self._last is None or result.id != self._last.id:
            return
        self._last = None
        self.run.back(result)
        self.news.say("Taken out. Do this try again, or skip the test.")
        self._show_try()


_CAPTIONS = {
    "reps": "Repetitions",
    "s": "Seconds",
    "cm": "Centimetres",
    "°": "Degrees",
    "kg": "Kilograms",
}
_BUTTONS = {
    Phase.READY: "Start",
    Phase.COUNTDOWN: "Not yet",
    Phase.RUNNING: "Stop",
    Phase.ENTER: "Save",
    Phase.SAVING: "Saving …",
    Phase.REST: "Go on without waiting",
}


def _timed(now: Try) -> bool:
    """Tell whether a clock or a beat runs; otherwise the number is typed."""
    return now.test.how in (How.HOLD, How.RACE) or now.test.pace > 0


def _hint(now: Try) -> str:
    said = f"After “Start” you have {GET_READY_S} seconds to get into place."
    if now.test.practice and now.attempt == 1:
        said = f"Do one try for practice first; it does not count. {said}"
    if now.test.pace:
        said += f" Then it beats {now.test.pace} times a minute: up on one, down on the next."
    return f"{said} Space starts and stops."
