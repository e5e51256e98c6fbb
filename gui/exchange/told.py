"""What is said after an import: what came in, and what the log says about left and right?"""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core import words
from core.curve import Standing
from core.exchange.settling import Settled
from gui.exchange.model import Brought
from gui.widgets import Card, Scroll, clear, column, label, rule

MOST = 12
"""Exercises that are told; the others are on the Progress page."""


def counts_words(settled: Settled) -> str:
    """Say what comes in, as in "12 sets come in", and what does not."""
    count = len(settled.sets)
    said = [f"{words.plural(count, 'set')} {'comes' if count == 1 else 'come'} in."]
    if not count:
        said = ["No new sets."]
    besides = settled.contents.besides - len(settled.contents.batches)
    if besides:
        come = "comes" if besides == 1 else "come"
        said.append(f"{words.plural(besides, 'other entry', 'other entries')} {come} along.")
    if settled.open_sides:
        said.append(f"The side of {settled.open_sides} is not known.")
    if settled.already:
        was = "was" if settled.already == 1 else "were"
        said.append(f"{settled.already} {was} imported before.")
    waits = sum(one.count for one in settled.waiting)
    if waits:
        said.append(f"{waits} {'waits' if waits == 1 else 'wait'} for your answers.")
    said += [f"Left out: {why} ({count})." for why, count in settled.left]
    if settled.troubles:
        said.append(f"{words.plural(len(settled.troubles), 'line')} can't be read.")
    return " ".join(said)


def headline(made: Brought) -> str:
    """Say what has happened, in one sentence."""
    count = len(made.settled.sets)
    if made.batch is None:
        return "Nothing new was in this file."
    if not count:
        return "No new sets, but what else is in the file came in."
    return f"{words.plural(count, 'set')} came in."


def open_words(made: Brought) -> str:
    """Say what is not known; empty when all of it is."""
    count = made.settled.open_sides
    if not count:
        return ""
    return (
        f"{words.plural(count, 'new set')} of exercises with sides "
        f"{'has' if count == 1 else 'have'} no known side and "
        f"{'stays' if count == 1 else 'stay'} out of all of this. You can say the side in the "
        "History, or take the import back and bring the file in with other answers."
    )


class ToldView(QWidget):
    """The page after an import."""

    def __init__(self) -> None:
        super().__init__()
        self.head = label("", "heading")
        self.head.setObjectName("import_done")
        self.counts = label("", "muted")
        self.open = label("")
        self.open.setObjectName("import_open")
        self.card = Card(margin=18)
        self.card.inner.setSpacing(10)
        self.card.setObjectName("import_told")
        inner = QWidget()
        inner.setObjectName("scrolled")
        content: QVBoxLayout = column(self.head, self.counts, self.card, self.open, None, gap=14)
        content.setContentsMargins(0, 0, 10, 0)
        inner.setLayout(content)
        self.setLayout(column(Scroll(inner)))

    def show_brought(self, made: Brought) -> None:
        """Tell it."""
        self.head.setText(headline(made))
        self.counts.setText(_left_words(made.settled))
        self.counts.setVisible(bool(self.counts.text()))
        self.open.setText(open_words(made))
        self.open.setVisible(bool(self.open.text()))
        clear(self.card.inner)
        self.card.inner.addWidget(label("What your history says about left and right", "heading"))
        told = [one for one in made.told if one.standing is not Standing.NO_DATA]
        silent = [one.name for one in made.told if one.standing is Standing.NO_DATA]
        if not told:
            self.card.inner.addWidget(
                label(
                    "Nothing yet: for that, an exercise needs sets of both sides, with the side "
                    "known.",
                    "muted",
                )
            )
        for one in told[:MOST]:
            self.card.inner.addWidget(rule())
            self.card.inner.addLayout(column(label(one.name, "strong"), label(one.says), gap=2))
        if len(told) > MOST:
            self.card.inner.addWidget(
                label(f"{len(told) - MOST} more exercises are on the Progress page.", "muted")
            )
        if told and silent:
            self.card.inner.addWidget(rule())
            self.card.inner.addWidget(
                label(f"Nothing to compare yet: {', '.join(silent)}.", "muted")
            )
        self.card.setVisible(bool(made.settled.sets))

    def show_taken_back(self, count: int) -> None:
        """Tell that it is undone."""
        self.head.setText(f"Taken back: {words.plural(count, 'set')}. Your log is as it was.")
        self.counts.setText(
            "Nothing is thrown away: under Settings, “Taken in from files”, you can bring it back."
        )
        self.counts.show()
        self.card.hide()
        self.open.hide()


def _left_words(settled: Settled) -> str:
    waits = sum(one.count for one in settled.waiting)
    said = []
    if waits:
        said.append(
            f"{words.plural(waits, 'set')} still {'waits' if waits == 1 else 'wait'} for answers: "
            "import the file again whenever you know them."
        )
    said += [f"Left out: {why} ({count})." for why, count in settled.left]
    if settled.troubles:
        said.append(f"{words.plural(len(settled.troubles), 'line')} could not be read.")
    if settled.already:
        said.append(f"{words.plural(settled.already, 'set')} had been imported before.")
    return " ".join(said)
