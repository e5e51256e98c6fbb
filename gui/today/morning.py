"""How was the morning after? One small question for a workout, answered with one click."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.body import Side
from core.journal import Morning
from core.mornings import Line, MorningDue, MorningLine
from gui.coach_model import CoachModel, Failure
from gui.widgets import Banner, Card, Choice, Scroll, button, clear, column, label, row, side_label

ANSWERS = (
    ("As usual", Morning.USUAL),
    ("Sore", Morning.SORE),
    ("Worse than usual", Morning.WORSE),
)
MOST_LINES_HIGH = 230
"""Pixels that the lines may take before they scroll: the question stays small."""
_MARKS = {Side.LEFT: "●", Side.RIGHT: "▲"}


class _Line(QWidget):
    """One exercise and side with its three answers."""

    def __init__(self, line: MorningLine) -> None:
        super().__init__()
        self.key: Line = line.key
        side = line.side.value if line.side else "both"
        where = f"{line.name}, {line.side.value} side" if line.side else line.name
        self.choice = Choice(ANSWERS, name=f"morning_{line.exercise_id}_{side}", gap=6)
        self.choice.setAccessibleName(where)
        for text, value in ANSWERS:
            self.choice.chip(value).setAccessibleName(f"{text}: {where}")
        self.choice.choose(Morning.USUAL)
        who = (
            side_label(line.side, f"{_MARKS[line.side]} {side.capitalize()}") if line.side else None
        )
        hurt = label(f"hurt {line.pain} of 10" if line.pain else "", "small", wrap=False)
        self.choice.setFixedWidth(self.choice.sizeHint().width())
        name = label(line.name, "", wrap=False)
        parts = [name, who, hurt] if who else [name, hurt]
        self.setLayout(row(*parts, None, self.choice, gap=10))


class MorningQuestion(Card):
    """Asks about one workout at a time, the newest first; hidden when there is nothing to ask.

    It is meant for the top of the home page and of the body page. Whoever shows it calls
    `refresh`; it keeps up with answers given elsewhere by itself.
    """

    answered = Signal()
    """Something was answered or put away."""

    def __init__(self, model: CoachModel) -> None:
        super().__init__(margin=14)
        self._model = model
        self._due: MorningDue | None = None
        self._lines: list[_Line] = []
        self._busy = False
        self.setObjectName("morning_question")
        self._question = label("", "strong")
        self._reminds = label("", "muted")
        self._usual = button("All as usual", "primary", name="morning_usual")
        self._usual.clicked.connect(self._on_usual)
        self._differs = button("Something is different", name="morning_differs")
        self._differs.clicked.connect(self._on_differs)
        self._away = button("Skip", "quiet", name="morning_skip")
        self._away.setToolTip("Not asked again for this workout.")
        self._away.clicked.connect(self._on_away)
        self._save = button("Save", "primary", name="morning_save")
        self._save.clicked.connect(self._on_save)
        self._back = button("Back", name="morning_back")
        self._back.clicked.connect(self._on_back)
        self._news = Banner()
        self._news.acted.connect(self._on_read)
        self._problem = label("", "warn")
        asks = column(self._question, self._reminds, gap=2)
        self._asking = QWidget()
        ask = row(asks, self._away, self._differs, self._usual, gap=8)
        ask.setStretch(0, 1)
        self._asking.setLayout(ask)
        self._list = column(gap=8)
        inner = QWidget()
        inner.setLayout(self._list)
        self._area = Scroll(inner)
        self._area.setStyleSheet("QScrollArea > QWidget > QWidget { background: transparent; }")
        self._detail = QWidget()
        self._detail.setLayout(
            column(
                self._area,
                row(
                    label(
                        "Sore: a muscle ache on both sides or all over the muscle that fades in a "
                        "day or two. It is no reason to do less.",
                        "small",
                    ),
                    self._back,
                    self._save,
                    gap=8,
                ),
                gap=10,
            )
        )
        self.inner.setSpacing(8)
        for part in (self._news, self._asking, self._detail, self._problem):
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

    def _on_ready(self, due: tuple[MorningDue, ...]) -> None:
        self._busy = False
        first = due[0] if due else None
        if first != self._due:
            self._show(first)
        self._free()

    def _show(self, due: MorningDue | None) -> None:
        self._due = due
        self._problem.hide()
        clear(self._list)
        self._lines = []
        if due is not None:
            self._question.setText(due.says)
            self._reminds.setText(due.reminds)
            self._reminds.setVisible(bool(due.reminds))
            self._away.setVisible(not due.hurt)
            self.setAccessibleName(f"{due.says} {due.reminds}".strip())
            for line in due.lines:
                made = _Line(line)
                self._list.addWidget(made)
                self._lines.append(made)
            high = self._list.sizeHint().height() + 2
            self._area.setFixedHeight(min(MOST_LINES_HIGH, high))
        self._unfold(False)  # noqa: FBT003 - as Qt's own setters

    def _unfold(self, on: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        asked = self._due is not None
        self._asking.setVisible(asked)
        self._detail.setVisible(asked and on)
        self._differs.setVisible(not on)
        self._usual.setVisible(not on)
        self._away.setVisible(not on and self._due is not None and not self._due.hurt)
        self.setVisible(asked or bool(self._news.text()))

    def _free(self) -> None:
        for held in (self._usual, self._differs, self._away, self._save, self._back):
            held.setEnabled(not self._busy)

    # -- answering --------------------------------------------------------------------------------

    def _on_usual(self) -> None:
        if self._due is not None:
            self._answer(self._due.all_as(Morning.USUAL))

    def _on_differs(self) -> None:
        self._unfold(True)  # noqa: FBT003 - as Qt's own setters
        if self._lines:
            self._lines[0].choice.chip(Morning.USUAL).setFocus()

    def _on_back(self) -> None:
        self._unfold(False)  # noqa: FBT003 - as Qt's own setters
        self._differs.setFocus()

    def _on_save(self) -> None:
        self._answer({line.key: line.choice.value() for line in self._lines})

    def _answer(self, answers: dict[Line, Morning]) -> None:
        if self._due is None or self._busy:
            return
        self._busy = True
        self._free()
        self._model.answer_mornings(self._due, answers)

    def _on_away(self) -> None:
        if self._due is None or self._busy:
            return
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
        self._unfold(not self._detail.isHidden())

    def _on_failed(self, failure: Failure) -> None:
        if failure.request == "morning" and self._busy:
            self._busy = False
            self._free()
            self._problem.setText(failure.problem.message)
            self._problem.show()
