"""How was the morning after? One small question for a workout, answered with one click."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.body import Side
from core.journal import Morning
from core.mornings import Line, MorningDue, MorningLine
from gui import messages
from gui.coach_model import CoachModel
from gui.coach_values import Failure
from gui.safety.pieces import AskDialog
from gui.widgets import Banner, Card, Choice, button, column, label, row, side_label

ANSWERS = (
    ("As usual", Morning.USUAL),
    ("Sore", Morning.SORE),
    ("Worse than usual", Morning.WORSE),
)
_MARKS = {Side.LEFT: "●", Side.RIGHT: "▲"}


class _Line(Card):
    """One exercise and side with its three answers."""

    def __init__(self, line: MorningLine) -> None:
        super().__init__(margin=12)
        self.key: Line = line.key
        side = line.side.value if line.side else "both"
        where = f"{line.name}, {line.side.value} side" if line.side else line.name
        self.choice = Choice(ANSWERS, name=f"morning_{line.exercise_id}_{side}", gap=6)
        self.choice.setAccessibleName(where)
        for text, value in ANSWERS:
            self.choice.chip(value).setAccessibleName(f"{text}: {where}")
        self.choice.choose(Morning.USUAL)
        # The chips' hint is read before they are dressed: as wide as they will be.
        self.choice.ensurePolished()
        self.choice.setMinimumWidth(300)
        hurt = label(f"hurt {line.pain} of 10" if line.pain else "no pain", "small", wrap=False)
        under = [hurt, None]
        if line.side is not None:
            under.insert(0, side_label(line.side, f"{_MARKS[line.side]} {side.capitalize()}"))
        names = column(label(line.name, "strong"), row(*under, gap=10), gap=2)
        content = row(names, self.choice, gap=12)
        content.setStretch(0, 1)
        self.inner.addLayout(content)


class MorningDialog(AskDialog):
    """The morning after, exercise by exercise."""

    answered = Signal(object)
    """dict[Line, Morning]."""

    def __init__(self, due: MorningDue, parent: QWidget | None = None) -> None:
        super().__init__(
            "The morning after",
            "Sore is a muscle ache that fades in a day or two: no reason to do less. Worse is pain "
            "beyond what is usual for you.",
            parent,
        )
        self.lines = [_Line(line) for line in due.lines]
        for line in self.lines:
            self.questions.addWidget(line)
        self.questions.addStretch(1)
        self.go_on.setText("Save")
        self.settle(
            self.lines[0].choice.chip(Morning.USUAL), self.lines[-1].choice.chip(Morning.USUAL)
        )
        self.wait_for("")

    def answer(self) -> None:
        """Hand over an answer for every line."""
        self.answered.emit({line.key: line.choice.value() for line in self.lines})


class MorningQuestion(Card):
    """Asks about one workout at a time, the newest first; hidden when there is nothing to ask.

    It is meant for the top of the home page and of the body page. Whoever shows it calls
    `refresh`; it keeps up with answers given elsewhere by itself.
    """

    answered = Signal()
    """Something was answered or put away here."""

    def __init__(self, model: CoachModel) -> None:
        super().__init__(margin=14)
        self._model = model
        self._due: MorningDue | None = None
        self._asked: MorningDue | None = None
        """What the open dialog is about, whatever comes up meanwhile."""
        self._busy = False
        """True from an answer until the log has it: a second click can't answer the next one."""
        self.setObjectName("morning_question")
        self._question = label("", "strong")
        self._reminds = label("", "muted")
        self._usual = button("All as usual", "primary", name="morning_usual")
        self._usual.clicked.connect(self._on_usual)
        self._differs = button("Something is different", name="morning_differs")
        self._differs.clicked.connect(self._on_differs)
        self._away = button("Skip", "quiet", name="morning_skip")
        self._away.setToolTip("Not asked again about this workout.")
        self._away.clicked.connect(self._on_away)
        self._news = Banner()
        self._news.acted.connect(self._on_read)
        self._problem = label("", "warn")
        self._problem.hide()
        self._asking = QWidget()
        asks = column(self._question, self._reminds, gap=2)
        ask = row(asks, self._away, self._differs, self._usual, gap=8)
        ask.setStretch(0, 1)
        self._asking.setLayout(ask)
        for part in (self._news, self._asking, self._problem):
            self.inner.addWidget(part)
        model.mornings_ready.connect(self._on_ready)
        model.mornings_answered.connect(self._on_answered)
        model.failed.connect(self._on_failed)
        self._show(None)

    # -- showing ----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask the log what is due."""
        self._model.load_mornings()

    @property
    def due(self) -> MorningDue | None:
        """The question that is shown, or None."""
        return self._due

    def tab_after(self, widget: QWidget) -> QWidget:
        """Let the keyboard come here after another widget of the window; gives the last one."""
        for held in (self._away, self._differs, self._usual):
            QWidget.setTabOrder(widget, held)
            widget = held
        return widget

    def news(self) -> str:
        """What follows from the last answer, until it is read."""
        return self._news.text()

    def _on_ready(self, due: tuple[MorningDue, ...]) -> None:
        self._busy = False
        self._free()
        self._show(due[0] if due else None)

    def _show(self, due: MorningDue | None) -> None:
        self._due = due
        self._problem.hide()
        if due is not None:
            self._question.setText(due.says)
            self._reminds.setText(due.reminds)
            self._reminds.setVisible(bool(due.reminds))
            self._away.setVisible(not due.hurt)
            self.setAccessibleName(f"{due.says} {due.reminds}".strip())
        self._asking.setVisible(due is not None)
        self.setVisible(due is not None or bool(self._news.text()))

    def _free(self) -> None:
        for held in (self._usual, self._differs, self._away):
            held.setEnabled(not self._busy)

    # -- answering --------------------------------------------------------------------------------

    def _on_usual(self) -> None:
        if self._due is not None:
            self._answer(self._due, self._due.all_as(Morning.USUAL))

    def _on_differs(self) -> None:
        if self._due is not None:
            self._asked = self._due
            dialog = MorningDialog(self._due, self)
            dialog.answered.connect(self._on_lines)
            messages.open_dialog(dialog)

    def _on_lines(self, answers: dict[Line, Morning]) -> None:
        if self._asked is not None:
            self._answer(self._asked, answers)

    def _answer(self, due: MorningDue, answers: dict[Line, Morning]) -> None:
        if not self._busy:
            self._busy = True
            self._free()
            self._model.answer_mornings(due, answers)

    def _on_away(self) -> None:
        if self._due is not None and not self._busy:
            self._busy = True
            self._free()
            self._model.put_away_morning(self._due)
            self.answered.emit()

    def _on_answered(self, follows: tuple[str, ...]) -> None:
        """Say what follows where something was worse, until the person has read it."""
        if self._busy:
            self._news.say(" ".join(follows), "Got it" if follows else "")
            self.answered.emit()

    def _on_read(self) -> None:
        self._news.say("")
        self._show(self._due)

    def _on_failed(self, failure: Failure) -> None:
        if failure.request == "morning" and self._busy:
            self._busy = False
            self._free()
            self._problem.setText(failure.problem.message)
            self._problem.show()
