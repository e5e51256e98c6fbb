"""Which tests are done today? What is due, what fits, and what each says so far."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from core import words
from core.selftests import Grade, Thing
from core.testdays import Because, Reading
from core.testing import Offer, TestDay
from gui.hometests.run import TestRun
from gui.theme import Theme
from gui.widgets import Card, Chips, Scroll, button, clear, column, label, row, tag

_GRADES = {
    Grade.A: "Compares the sides",
    Grade.B: "Compares, with a wide margin",
    Grade.C: "Each side over time only",
}
MOST_CHOSEN = 4
"""Tests that are chosen to begin with: a day should not take an hour."""


class OfferCard(Card):
    """One test to choose."""

    toggled = Signal()
    results_wanted = Signal(str)

    def __init__(self, offer: Offer, today: date, *, chosen: bool) -> None:
        super().__init__(margin=14)
        self.offer = offer
        test = offer.test
        self.setObjectName(f"offer_{test.id}")
        self.box = QCheckBox(test.name)
        self.box.setObjectName(f"choose_{test.id}")
        self.box.setStyleSheet("font-size: 15px; font-weight: 600;")
        self.box.setChecked(chosen)
        self.box.setEnabled(offer.possible)
        self.box.toggled.connect(self._on_toggled)
        self.inner.setSpacing(6)
        self.inner.addLayout(row(self.box, None))
        grade = "Measures" if test.compares else "Shows"
        self.inner.addWidget(label(f"{grade} {test.measures}.", "muted"))
        tags = [_GRADES[test.grade]]
        if test.opt_in:
            tags.append("Only if you do it anyway")
        self.inner.addLayout(row(*(tag(text) for text in tags), None, gap=6))
        if offer.missing:
            things = words.listing([f"a {thing.value}" for thing in offer.missing])
            self.inner.addWidget(label(f"Needs {things}.", "warn"))
        if offer.paused:
            self.inner.addWidget(
                label("Waits until a professional has looked at a place it needs.", "warn")
            )
        elif offer.waits:
            self.inner.addWidget(label(f"Better wait: {offer.waits}.", "warn"))
        when = due_words(offer, today)
        if when:
            self.inner.addWidget(label(when, "strong"))
        if offer.verdict.reading is not Reading.NOTHING or offer.verdict.sessions:
            self.inner.addWidget(label(offer.verdict.says))
            results = button("Results", "link", name=f"results_{test.id}")
            results.setAccessibleName(f"Results of {test.name}")
            results.clicked.connect(self._on_results)
            self.inner.addLayout(row(results, None))
        self.inner.addStretch(1)
        self.box.setAccessibleDescription(f"{grade} {test.measures}. {when}")

    @property
    def chosen(self) -> bool:
        """True when it is to be done today."""
        return self.box.isChecked() and self.box.isEnabled()

    def _on_toggled(self) -> None:
        self.toggled.emit()

    def _on_results(self) -> None:
        self.results_wanted.emit(self.offer.test.id)


def due_words(offer: Offer, today: date) -> str:
    """Say when a test is due; empty before its first day."""
    due = offer.due
    if due is None:
        return ""
    number = (
        f"day {due.number} of the first 3" if due.because is Because.BASELINE else "every 4 weeks"
    )
    if due.due == today:
        return f"Due today ({number})"
    if due.due < today:
        return f"Due since {words.date_words(due.due, today=today)} ({number})"
    return f"Next on {words.date_words(due.due, today=today)}"


class ChoosePane(QWidget):
    """The list of tests, and the button that begins."""

    begun = Signal(object)
    """tuple[Offer, ...]."""
    things_changed = Signal(object)
    """frozenset[Thing]."""
    results_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._cards: list[OfferCard] = []
        self._day: TestDay | None = None
        self._picked: set[str] | None = None
        """What the person chose since the page was opened; None before."""
        self._again = label("", "muted")
        self.things = Chips([(_THINGS[t], t) for t in Thing], name="test_things")
        self.things.changed.connect(self.things_changed)
        self._groups = column(gap=10)
        inner = QWidget()
        inner.setObjectName("scrolled")
        content = column(self._groups, None)
        content.setContentsMargins(0, 0, 10, 10)
        inner.setLayout(content)
        self._minutes = label("", "muted", wrap=False)
        self.start = button("Start", "primary", name="start_tests")
        self.start.clicked.connect(self._on_start)
        title = column(
            label("Test day", "title", wrap=False),
            label(
                "Both sides do the same while you train, so only a test tells what each can do. "
                "Same time of day, same shoes; warm up for five minutes first."
            ),
            self._again,
            gap=4,
        )
        have = row(label("I have", "strong", wrap=False), self.things, gap=10)
        have.setStretch(1, 1)
        foot = row(self._minutes, None, self.start, gap=14)
        whole = column(title, have, Scroll(inner), foot, gap=14)
        whole.setStretch(2, 1)
        whole.setContentsMargins(28, 22, 22, 18)
        self.setLayout(whole)

    def show_day(self, day: TestDay) -> None:
        """Show what can be tested today."""
        self._day = day
        self._again.setText(day.again)
        self._again.setVisible(bool(day.again))
        self.things.choose(day.things)
        picked = self._picked if self._picked is not None else usual(day)
        clear(self._groups)
        self._cards = []
        for title, offers in grouped(day):
            self._groups.addWidget(label(title, "heading"))
            grid = QGridLayout()
            grid.setSpacing(14)
            for at in (0, 1):
                grid.setColumnStretch(at, 1)
            for i, offer in enumerate(offers):
                chosen = offer.test.id in picked and offer.possible
                card = OfferCard(offer, day.day, chosen=chosen)
                card.toggled.connect(self._on_toggled)
                card.results_wanted.connect(self.results_wanted)
                self._cards.append(card)
                grid.addWidget(card, i // 2, i % 2)
            self._groups.addLayout(grid)
            self._groups.addSpacing(6)
        self._count()

    def forget_choice(self) -> None:
        """Choose what is usual again, at the next showing."""
        self._picked = None

    @property
    def cards(self) -> list[OfferCard]:
        """The tests, as they stand."""
        return self._cards

    def chosen(self) -> tuple[Offer, ...]:
        """What is to be done, in the order of the list."""
        return tuple(card.offer for card in self._cards if card.chosen)

    def _on_toggled(self) -> None:
        self._picked = {card.offer.test.id for card in self._cards if card.chosen}
        self._count()

    def _count(self) -> None:
        chosen = self.chosen()
        stopped = self._day is not None and bool(self._day.stop)
        self.start.setEnabled(bool(chosen) and not stopped)
        many = words.plural(len(chosen), "test")
        self.start.setText(f"Start {many}" if chosen else "Choose a test")
        minutes = TestRun(chosen).minutes() if chosen else 0
        self._minutes.setText(f"About {minutes} min with rests" if chosen else "")

    def _on_start(self) -> None:
        self.begun.emit(self.chosen())


def grouped(day: TestDay) -> list[tuple[str, list[Offer]]]:
    """Sort the tests under headings; an empty heading is left out."""
    due = list(day.due())
    begun = [o for o in day.offers if o.due is not None and o not in due]
    fresh = [o for o in day.offers if o.due is None]
    fitting = [o for o in fresh if o.trained and o.possible and not o.test.opt_in]
    rest = [o for o in fresh if o not in fitting]
    groups = [("Due", due), ("For what you train", fitting), ("Not due yet", begun)]
    groups.append(("More tests", rest))
    return [(title, offers) for title, offers in groups if offers]


def usual(day: TestDay) -> set[str]:
    """Choose what is due; when nothing is, the best few that fit what is trained."""
    due = [o.test.id for o in day.due() if o.possible and not o.waits]
    if due:
        return set(due)
    if any(o.verdict.sessions for o in day.offers):
        return set()
    fitting = [
        o
        for o in day.offers
        if o.possible and not o.waits and not o.test.opt_in and o.test.compares and o.trained
    ]
    return {o.test.id for o in fitting[:MOST_CHOSEN]}


_THINGS = {
    Thing.TAPE: "Tape measure",
    Thing.CHAIR: "Firm chair",
    Thing.PHONE: "Phone",
    Thing.DYNAMOMETER: "Grip dynamometer",
}
