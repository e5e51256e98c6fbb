"""How much does it hurt, 0 to 10? One row of numbers that arrows walk along and Space chooses."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.pain import MOST_PAIN
from gui.widgets import Button, row

THUMB = QSize(44, 44)
"""The least a thumb needs."""


class _Number(Button):
    walked = Signal(int)
    """-1 or 1: to the neighbour."""
    taken = Signal(int)

    def __init__(self, value: int, of: str) -> None:
        super().__init__(str(value))
        self.value = value
        self.setProperty("kind", "chip")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMaximumSize(THUMB)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setStyleSheet("padding: 0; border-radius: 12px; min-height: 0;")
        self.setAccessibleName(f"{value} of {MOST_PAIN}, {of}")
        self.clicked.connect(self._on_clicked)

    def sizeHint(self) -> QSize:
        """Stay the same size when the frame of the keyboard's place grows."""
        return THUMB

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.walked.emit(step)

    def _on_clicked(self) -> None:
        self.taken.emit(self.value)


class PainScale(QWidget):
    """Eleven numbers, one stop of the Tab key; walking along them chooses nothing yet.

    An answer here is kept at once, so a value on the way must not count as one, as it would in a
    group of exclusive buttons.
    """

    chosen = Signal(int)

    def __init__(self, of: str, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(f"Pain {of}, 0 to {MOST_PAIN}")
        self._numbers = [_Number(value, of) for value in range(MOST_PAIN + 1)]
        for number in self._numbers:
            number.walked.connect(self._on_walked)
            number.taken.connect(self._on_taken)
        self.setLayout(row(*self._numbers, None, gap=4))
        self._stop_at(0)

    def number(self, value: int) -> QWidget:
        """Give the button of a number."""
        return self._numbers[value]

    def value(self) -> int | None:
        """What is chosen, or None."""
        return next((n.value for n in self._numbers if n.isChecked()), None)

    def choose(self, value: int | None) -> None:
        """Choose without a signal."""
        for number in self._numbers:
            number.setChecked(number.value == value)
        if not any(number.hasFocus() for number in self._numbers):
            self._stop_at(value or 0)

    def _stop_at(self, value: int) -> None:
        """Let the Tab key come to this number only."""
        for number in self._numbers:
            tab = number.value == value
            policy = Qt.FocusPolicy.StrongFocus if tab else Qt.FocusPolicy.ClickFocus
            number.setFocusPolicy(policy)

    def _on_walked(self, step: int) -> None:
        now = next((n.value for n in self._numbers if n.hasFocus()), 0)
        to = max(0, min(MOST_PAIN, now + step))
        self._stop_at(to)
        self._numbers[to].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_taken(self, value: int) -> None:
        self.choose(value)
        self._stop_at(value)
        self.chosen.emit(value)
