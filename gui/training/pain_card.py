"""Does it hurt? The number, and the signs that stop a workout at once."""

from __future__ import annotations

from PySide6.QtCore import Signal

from core.safety import MOST_PAIN_FOR_LOADING, MOST_PAIN_FOR_PROGRESS, Safety
from gui.widgets import Card, Choice, button, column, label, row, rule


def pain_words(pain: int) -> str:
    """Say at once what a number leads to; empty for what changes nothing."""
    if pain > MOST_PAIN_FOR_LOADING:
        return "Over 5: this exercise ends for today, on both sides."
    if pain > MOST_PAIN_FOR_PROGRESS:
        return "3 to 5: no increase; we ask how it is tomorrow morning."
    return ""


class PainCard(Card):
    """A card over the form; it says for which set it asks."""

    reported = Signal(int)
    """0 to 10."""
    stopped = Signal(str)
    """The id of a sign that stops the workout."""
    closed = Signal()

    def __init__(self, safety: Safety) -> None:
        super().__init__()
        self._about = label("", "heading")
        self.pain = Choice([(str(n), n) for n in range(11)], name="set_pain", gap=2)
        self.pain.set_touch_size()
        self.pain.chosen.connect(self._on_pain)
        close = button("Back", "quiet", name="close_pain")
        close.clicked.connect(self.closed)
        top = row(self._about, close)
        top.setStretch(0, 1)
        self.inner.addLayout(top)
        self.inner.addWidget(label("0 is no pain, 10 the worst you can think of.", "muted"))
        self.inner.addWidget(self.pain)
        self.inner.addWidget(
            label(
                "0 to 2: go on as planned. 3 to 5: no increase. Over 5: this exercise ends for "
                "today.",
                "small",
            )
        )
        self.inner.addWidget(rule())
        self.inner.addWidget(label("One of these? Then the workout stops here:", "strong"))
        self.signs = []
        signs = column(gap=6)
        for sign in safety.signs:
            one = button(sign.text, name=f"sign_{sign.id}")
            one.setMinimumHeight(44)
            one.setProperty("sign", sign.id)
            one.clicked.connect(self._on_sign)
            signs.addWidget(one)
            self.signs.append(one)
        self.inner.addLayout(signs)

    def ask(self, about: str, pain: int | None) -> None:
        """Ask about a set, with what was said before."""
        self._about.setText(f"Does it hurt? {about}")
        self.pain.choose(pain)
        self.pain.chip(pain or 0).setFocus()

    def about(self) -> str:
        """The set it asks about."""
        return self._about.text()

    def _on_pain(self, pain: int) -> None:
        self.reported.emit(pain)

    def _on_sign(self) -> None:
        self.stopped.emit(str(self.sender().property("sign")))
