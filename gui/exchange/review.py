"""What does a person look at, and answer, before a file comes in?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core import words
from core.exchange.proposal import NO_ANSWERS, Answers, Named, Proposal, Question, Topic
from core.exchange.values import Trouble
from gui.exchange.fields import AnswerBox, NameBox
from gui.exchange.model import Reviewed
from gui.widgets import Card, Scroll, button, clear, column, label, row, rule, set_look

MOST_LINES = 200
"""Problems that are listed; the rest is counted."""
_SETTINGS = {
    "profile": "your equipment and preferences",
    "workout": "the workout that is under way",
    "changes": "your list of changes to the log",
    "mornings_put_away": "the mornings that are not asked about",
}
_FIRST = (Topic.UNIT, Topic.DATES, Topic.WARM_UPS)


class QuestionLine(QWidget):
    """A question with its answers beside it."""

    answered = Signal(str, str)

    def __init__(self, question: Question, said: str, *, inner: bool = False) -> None:
        super().__init__()
        self.question = question
        self.box = AnswerBox(question, said)
        self.box.answered.connect(self._on_answered)
        self._text = label(question.says, "small" if inner else "")
        line_word = "Line" if len(question.lines) == 1 else "Lines"
        where = f"{line_word} {_lines(question)}" if question.lines else ""
        said_by = column(self._text, gap=1)
        if where and not inner:
            said_by.addWidget(label(where, "small"))
        line = row(said_by, self.box, gap=14)
        line.setStretch(0, 1)
        if inner:
            line.setContentsMargins(18, 0, 0, 0)
        self.setLayout(line)

    def _on_answered(self, question_id: str, choice_id: str) -> None:
        self.answered.emit(question_id, choice_id)


class NameLine(QWidget):
    """A name in the file, the exercise it stands for, and what has to be known of its sets."""

    answered = Signal(str, str)

    def __init__(self, named: Named, proposal: Proposal) -> None:
        super().__init__()
        self.named = named
        self._proposal = proposal
        self.box: NameBox | None = None
        self._asked: tuple[Question, ...] = ()
        self._state = label("", "small")
        self.lines: list[QuestionLine] = []
        self._inner: QVBoxLayout = column(gap=8)
        name = label(named.text, "strong")
        self._head = row(column(name, self._state, gap=1), gap=14)
        self._head.setStretch(0, 1)
        self.setLayout(column(self._head, self._inner, gap=8))

    def show_questions(
        self, question: Question, asked: tuple[Question, ...], said: Answers
    ) -> None:
        """Show what is open about this name; what is there already keeps the keyboard."""
        if self.box is None:
            self.box = NameBox(question, said.get(question.id), self._proposal.catalog)
            self.box.answered.connect(self.answered)
            self._head.addWidget(self.box)
        line_word = "line" if len(question.lines) == 1 else "lines"
        found = f"{words.plural(self.named.count, 'set')} · {line_word} {_lines(question)}"
        chosen = said.get(question.id) or question.default
        if chosen == "unknown":
            state, look = "waits for your answer", "warn"
        elif chosen == "skip":
            state, look = "left out", "small"
        elif chosen == self.named.match.exercise_id:
            state, look = self.named.match.sureness.value, "small"
        else:
            state, look = "as you said", "small"
        self._state.setText(f"{found} · {state}")
        set_look(self._state, "look", look)
        if asked != self._asked:
            self._asked = asked
            clear(self._inner)
            self.lines = []
            for one in asked:
                line = QuestionLine(one, said.get(one.id), inner=True)
                line.answered.connect(self.answered)
                self.lines.append(line)
                self._inner.addWidget(line)


class Review(QWidget):
    """Everything that is open about a file, and what comes of it."""

    changed = Signal(object)
    """Answers."""

    def __init__(self) -> None:
        super().__init__()
        self.answers = NO_ANSWERS
        self.names: dict[str, NameLine] = {}
        self._first: dict[str, QuestionLine] = {}
        self.first_card = Card(label("First", "heading"), margin=18)
        self.names_card = Card(label("Exercises", "heading"), margin=18)
        self.settings_card = Card(label("Your settings and the file's", "heading"), margin=18)
        self.troubles_card = Card(margin=18)
        self._sides = button("Take every suggested side", name="take_sides")
        self._sides.clicked.connect(self._on_take_sides)
        self._make_names_head()
        inner = QWidget()
        inner.setObjectName("scrolled")
        content = column(
            self.first_card, self.names_card, self.settings_card, self.troubles_card, None, gap=14
        )
        content.setContentsMargins(0, 0, 10, 0)
        inner.setLayout(content)
        for card in (self.first_card, self.names_card, self.settings_card, self.troubles_card):
            card.inner.setSpacing(12)
            card.hide()
        self.area = Scroll(inner)
        self.setLayout(column(self.area))
        self._shown: Reviewed | None = None

    def _make_names_head(self) -> None:
        says = label(
            "Check which exercise each name stands for. Where the side is not written down, it "
            "stays unknown until you say it: such sets stay out of every gap.",
            "muted",
        )
        line = row(says, self._sides, gap=14)
        line.setStretch(0, 1)
        self.names_card.inner.addLayout(line)

    def minimumSizeHint(self) -> QSize:
        """It scrolls."""
        return QSize(480, 160)

    def show_review(self, found: Reviewed) -> None:
        """Show the questions of a file, keeping what is there already."""
        new = self._shown is None
        self._shown, self.answers = found, found.answers
        asked = found.questions
        self._show_plain(self.first_card, [q for q in asked if q.topic in _FIRST])
        self._show_plain(
            self.settings_card, [_named_setting(q) for q in asked if q.topic is Topic.SETTING]
        )
        self._show_names(found)
        self._sides.setVisible(bool(self._suggested()))
        self._show_troubles(found)
        if new:
            boxes = [line.box for line in self._first.values()]
            boxes += [line.box for line in self.names.values() if line.box is not None]
            for box in boxes[:1]:
                box.setFocus()

    def _show_plain(self, card: Card, asked: Sequence[Question]) -> None:
        card.setVisible(bool(asked))
        for question in asked:
            if question.id not in self._first:
                line = QuestionLine(question, self.answers.get(question.id))
                line.answered.connect(self._on_answered)
                self._first[question.id] = line
                card.inner.addWidget(line)

    def _show_names(self, found: Reviewed) -> None:
        by_id = {question.id: question for question in found.questions}
        self.names_card.setVisible(bool(found.proposal.names))
        # what waits for an answer comes first, then in the order of the file
        for named in sorted(found.proposal.names, key=lambda n: bool(n.match.exercise_id)):
            line = self.names.get(named.key)
            if line is None:
                line = self.names[named.key] = NameLine(named, found.proposal)
                line.answered.connect(self._on_answered)
                self.names_card.inner.addWidget(rule())
                self.names_card.inner.addWidget(line)
            own = (f"band:{named.key}", f"side:{named.key}:")
            line.show_questions(
                by_id[f"name:{named.key}"],
                tuple(q for q in found.questions if q.id == own[0] or q.id.startswith(own[1])),
                found.answers,
            )

    def _show_troubles(self, found: Reviewed) -> None:
        settled = found.settled
        clear(self.troubles_card.inner)
        count = len(settled.troubles)
        said = [
            *settled.lost,
            *(_said(one, settled.file) for one in settled.troubles[:MOST_LINES]),
        ]
        if count > MOST_LINES:
            said.append(f"… and {count - MOST_LINES} more.")
        self.troubles_card.setVisible(bool(said or settled.odd))
        if settled.odd:
            self.troubles_card.inner.addWidget(
                label("What comes in, but does not count", "heading")
            )
            odd = label("\n".join(settled.odd))
            odd.setObjectName("odd")
            self.troubles_card.inner.addWidget(odd)
        if said:
            title = label("What does not come in", "heading")
            self.troubles_card.inner.addWidget(title)
            text = label("\n".join(said))
            text.setObjectName("troubles")
            self.troubles_card.inner.addWidget(text)

    # -- answers ----------------------------------------------------------------------------------

    def _on_answered(self, question_id: str, choice_id: str) -> None:
        self.answers = self.answers.having(question_id, choice_id)
        self.changed.emit(self.answers)

    def _suggested(self) -> Sequence[Question]:
        """Give the questions about sides with a suggestion that nobody has decided on."""
        if self._shown is None:
            return ()
        return [
            question
            for question in self._shown.questions
            if question.topic is Topic.SIDE
            and question.suggested not in ("", question.default)
            and not self.answers.get(question.id)
        ]

    def _on_take_sides(self) -> None:
        for question in self._suggested():
            self.answers = self.answers.having(question.id, question.suggested)
            for line in self.names.values():
                for one in line.lines:
                    if one.question.id == question.id:
                        one.box.take(question.suggested)
        self.changed.emit(self.answers)


def _named_setting(question: Question) -> Question:
    key = question.id.partition(":")[2]
    name = _SETTINGS.get(key, f"the setting “{key[:40]}”")
    return replace(question, says=f"If {name} differ in the file: which ones count?")


def _said(trouble: Trouble, file: str) -> str:
    return trouble.words(file)


def _lines(question: Question) -> str:
    more = " …" if question.count > len(question.lines) else ""
    return ", ".join(str(line) for line in question.lines[:3]) + (
        " …" if len(question.lines) > 3 else more
    )
