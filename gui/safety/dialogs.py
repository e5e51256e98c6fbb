"""Which questions come before a routine, and what is said when the answer is "not yet"?"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core import words
from core.safety import Advice, PainReport, Question, Readiness, Safety, Tier
from gui.clock import Clock
from gui.safety.pieces import AskDialog, Tick, YesNo
from gui.widgets import Card, button, label, row

HEADINGS = {
    Tier.NOW: "Get help now if",
    Tier.SOON: "See a doctor in the next days if",
    Tier.VISIT: "Have it looked at first if",
}


class ReadinessDialog(AskDialog):
    """The short health questions before the first routine, and again after a year."""

    answered = Signal(object)
    """Readiness."""

    def __init__(
        self,
        safety: Safety,
        known: Readiness | None,
        clock: Clock,
        parent: QWidget | None = None,
    ) -> None:
        number = _NUMBERS.get(len(safety.questions), str(len(safety.questions)))
        super().__init__(
            "Before you start",
            f"Evenside is no doctor. {number} short questions first.",
            parent,
        )
        self._clock = clock
        self._asked: list[tuple[Question, YesNo]] = []
        if known is not None:
            self.questions.addWidget(
                label(f"You last answered on {words.date_words(known.day)}.", "small")
            )
        for i, question in enumerate(safety.questions):
            choice = YesNo(question.text, name=f"question_{question.id}")
            choice.chosen.connect(self._on_chosen)
            self._asked.append((question, choice))
            count = label(f"{i + 1}", "muted", wrap=False)
            count.setFixedWidth(14)
            line = row(count, label(question.text), choice, gap=12)
            line.setStretch(1, 1)
            card = Card(margin=12)
            card.inner.addLayout(line)
            choice.setFixedWidth(choice.sizeHint().width())
            self.questions.addWidget(card)
        self.agreed = Tick(
            "A doctor or physiotherapist knows and agreed that I may exercise", name="agreed"
        )
        self._agree = Card(
            label(
                "Thank you for saying so. With a yes like this, somebody who knows you should "
                "hear about it before you start.",
            ),
            self.agreed,
            margin=12,
        )
        self._agree.hide()
        self.questions.addWidget(self._agree)
        self.questions.addWidget(
            label(
                "The questions follow the themes of the PAR-Q+ in our own words. "
                "The official form is at eparmedx.com. Your answers stay on this computer.",
                "small",
            )
        )
        self.questions.addStretch(1)
        self.settle(self._asked[0][1].chip(value=True), self.agreed.box)
        self._review()

    def _on_chosen(self, _: object) -> None:
        self._review()

    def _review(self) -> None:
        serious = any(c.answer and not q.to_pain_rules for q, c in self._asked)
        if serious and self._agree.isHidden():
            self._agree.show()
            self.grow()
        elif not serious:
            self._agree.hide()
        left = sum(1 for _, choice in self._asked if choice.answer is None)
        self.wait_for(f"{words.plural(left, 'question')} to go" if left else "")

    def answer(self) -> None:
        """Hand over the readiness."""
        yes = frozenset(question.id for question, choice in self._asked if choice.answer)
        cleared = not self._agree.isHidden() and self.agreed.isChecked()
        self.answered.emit(Readiness(self._clock.today(), yes, cleared))


_NUMBERS = {5: "Five", 6: "Six", 7: "Seven", 8: "Eight", 9: "Nine", 10: "Ten"}


class PainDialog(AskDialog):
    """The questions that come before everything else when a place hurts."""

    reported = Signal(object)
    """PainReport."""

    def __init__(
        self,
        safety: Safety,
        spot: str,
        pain: int,
        constant: bool,  # noqa: FBT001 - the last of what the person said about the place
        parent: QWidget | None = None,
    ) -> None:
        said = f"pain {pain} of 10" if pain else "pain"
        super().__init__(
            f"About your {spot}",
            f"You noted {said}{', all the time' if constant else ''}. "
            "A few signs should be seen by a professional before any exercise.",
            parent,
        )
        self._pain = pain
        self._constant = constant
        self.changes: YesNo | None = None
        if constant:
            question = "Does it change when you rest or change position?"
            self.changes = YesNo(question, name="changes")
            self.changes.chosen.connect(self._on_changed)
            self.questions.addWidget(Card(label(question, "strong"), self.changes, margin=14))
        self.questions.addWidget(label("Does any of this apply to you?", "heading"))
        self.ticks: dict[str, Tick] = {}
        for tier in Tier:
            own = [flag for flag in safety.flags if flag.asked and flag.tier is tier]
            if not own:
                continue
            heading = label(HEADINGS[tier], "strong")
            if tier is Tier.NOW:
                heading.setProperty("look", "warn")
                heading.setStyleSheet("font-weight: 600;")
            card = Card(heading, margin=12)
            card.inner.setSpacing(2)
            for flag in own:
                tick = Tick(flag.text, name=f"flag_{flag.id}")
                tick.box.setAccessibleDescription(HEADINGS[tier])
                tick.toggled.connect(self._on_flag)
                self.ticks[flag.id] = tick
                card.inner.addWidget(tick)
            self.questions.addWidget(card)
        self.none = Tick("None of these", name="none_of_these")
        self.none.toggled.connect(self._on_none)
        self.questions.addWidget(Card(self.none, margin=12))
        self.questions.addStretch(1)
        first = (
            self.changes.chip(value=True) if self.changes else next(iter(self.ticks.values())).box
        )
        self.settle(first, self.none.box)
        self._review()

    def _on_changed(self, _: object) -> None:
        self._review()

    def _on_flag(self, on: bool) -> None:  # noqa: FBT001 - a slot
        if on:
            self.none.box.setChecked(False)
        self._review()

    def _on_none(self, on: bool) -> None:  # noqa: FBT001 - a slot
        if on:
            for tick in self.ticks.values():
                tick.box.setChecked(False)
        self._review()

    def _flags(self) -> frozenset[str]:
        return frozenset(name for name, tick in self.ticks.items() if tick.isChecked())

    def _review(self) -> None:
        if self.changes is not None and self.changes.answer is None:
            self.wait_for("Say whether it changes with rest or position.")
        elif not self._flags() and not self.none.isChecked():
            self.wait_for("Tick what applies, or “None of these”.")
        else:
            self.wait_for("")

    def answer(self) -> None:
        """Hand over the report."""
        self.reported.emit(
            PainReport(
                pain=self._pain,
                constant=self._constant,
                changes=self.changes.answer if self.changes is not None else None,
                flags=self._flags(),
                flags_asked=True,
            )
        )


class AdviceCard(Card):
    """What to do instead of a routine, and why."""

    cleared = Signal()

    def __init__(self, advice: Advice, *, can_clear: bool = False) -> None:
        super().__init__(margin=20)
        self.advice = advice
        self.setAccessibleName(f"{advice.title}. {advice.says}")
        if advice.tier is Tier.NOW:
            self.setProperty("banner", "warn")
        self.inner.setSpacing(8)
        heading = label(advice.title, "title")
        self.inner.addWidget(heading)
        self.inner.addWidget(label(advice.says))
        if advice.because:
            self.inner.addSpacing(6)
            self.inner.addWidget(
                label("Because you said" if advice.about_place else "You answered yes to", "caps")
            )
            for reason in advice.because:
                line = row(label("•", "muted", wrap=False), label(reason), gap=10)
                line.setStretch(1, 1)
                self.inner.addLayout(line)
        if can_clear:
            self.clear_button = button("A professional has looked at it", name="clear_advice")
            self.clear_button.clicked.connect(self._on_clear)
            self.inner.addSpacing(8)
            self.inner.addLayout(row(self.clear_button, None))

    def _on_clear(self) -> None:
        self.cleared.emit()
