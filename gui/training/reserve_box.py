"""How many more could you have done? Asked for each side in plain words, explained once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from gui.widgets import Card, Choice, button, column, label, row, set_look

NOT_SURE = -1
MOST = 10
RESERVES: tuple[tuple[str, int], ...] = (
    *((str(n), n) for n in range(MOST)),
    (f"{MOST}+", MOST),
    ("Not sure", NOT_SURE),
)
QUESTION = "How many more could you have done?"
EXPLAINED = (
    "Count the repetitions you could still have done cleanly before you had to stop. 0 means none. "
    "A guess is fine, and it gets better near the limit. “Not sure” is an answer, too: the set is "
    "kept, but the two sides are not compared by it."
)


class ReserveBox(QWidget):
    """The question with its chips; until it was understood once, with its meaning."""

    chosen = Signal(int)
    """The number, or NOT_SURE."""
    understood = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._question = label(QUESTION, "strong")
        self._choice = Choice(RESERVES, name="reserve", gap=3)
        self._choice.set_touch_size()
        top = row(self._question, gap=8)
        top.setStretch(0, 1)
        # "Not sure" stands beside the question, so that the numbers keep to one line.
        not_sure = self._choice.chip(NOT_SURE)
        flow = self._choice.layout()
        if flow is not None:
            flow.removeWidget(not_sure)
        top.addWidget(not_sure)
        self._choice.chosen.connect(self._on_chosen)
        self._exact: int | None = None
        """A number above ten that came with a set; it stays what it was."""
        self._wrong = label("", "warn")
        self._wrong.hide()
        got_it = button("Got it", name="reserve_understood")
        got_it.clicked.connect(self._on_understood)
        text = label(EXPLAINED, "small")
        inner = row(text, got_it, gap=12)
        inner.setStretch(0, 1)
        self._meaning = Card(margin=10)
        self._meaning.inner.addLayout(inner)
        self.setLayout(column(top, self._meaning, self._choice, self._wrong, gap=5))

    def explain(self, wanted: bool) -> None:  # noqa: FBT001 - a setter
        """Show or hide what the question means."""
        self._meaning.setVisible(wanted)

    @property
    def explains(self) -> bool:
        """True while the meaning is shown."""
        return not self._meaning.isHidden()

    def chip(self, value: int) -> QPushButton:
        """Give the chip of a number, or of NOT_SURE."""
        return self._choice.chip(value)

    def value(self) -> int | None:
        """The number, NOT_SURE, or None while nothing is chosen."""
        found = self._choice.value()
        if found == MOST and self._exact is not None:
            return self._exact
        return None if found is None else int(found)

    def choose(self, value: int | None) -> None:
        """Choose without a signal; more than ten is shown as ten or more."""
        self._exact = value if value is not None and value > MOST else None
        self._choice.choose(value if value is None else min(value, MOST))

    def press(self, value: int) -> None:
        """Choose as a click would."""
        self._choice.chip(value).click()

    def refuse(self, reason: str) -> None:
        """Say what is missing; an empty reason clears it."""
        self._wrong.setText(reason)
        self._wrong.setVisible(bool(reason))
        set_look(self._question, "look", "warn" if reason else "strong")

    def reason(self) -> str:
        """The refusal that is shown, or empty."""
        return self._wrong.text()

    def _on_chosen(self, value: int) -> None:
        self._exact = None
        self.chosen.emit(value)

    def _on_understood(self) -> None:
        self.explain(False)  # noqa: FBT003 - a setter
        self.understood.emit()
