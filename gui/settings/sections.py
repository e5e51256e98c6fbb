"""What is every card of the settings made of?"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gui.widgets import Card, button, clear, column, label, row, rule

SAVED_FOR_MS = 2500


class Section(Card):
    """A card with a heading, a sentence, and a short "Saved" when something was kept."""

    def __init__(self, heading: str, says: str = "") -> None:
        super().__init__(margin=20)
        self.setAccessibleName(heading)
        self.saved = label("Saved", "good", wrap=False)
        self.saved.setObjectName("saved")
        self._hide_saved = QTimer(self)
        self._hide_saved.setSingleShot(True)
        self._hide_saved.setInterval(SAVED_FOR_MS)
        self._hide_saved.timeout.connect(self.saved.hide)
        self.inner.setSpacing(14)
        head = column(row(label(heading, "heading", wrap=False), None, self.saved), gap=4)
        if says:
            head.addWidget(label(says, "muted"))
        self.inner.addLayout(head)
        self.saved.hide()

    def say_saved(self) -> None:
        """Say "Saved" for a moment."""
        self.saved.show()
        self._hide_saved.start()


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list, and what its button is about."""

    title: str
    detail: str
    value: Hashable


class _Line(QFrame):
    """One line with its button."""

    pressed = Signal(object)

    def __init__(self, item: Item, action: str, *, below: bool) -> None:
        super().__init__()
        self._value = item.value
        words = column(label(item.title, "strong"), gap=2)
        if item.detail:
            words.addWidget(label(item.detail, "small"))
        self.button = button(action)
        self.button.setAccessibleName(f"{action}: {item.title}")
        self.button.clicked.connect(self._on_clicked)
        layout: QVBoxLayout = column(gap=8)
        if below:
            layout.addLayout(words)
            layout.addLayout(row(self.button, None))
        else:
            line = row(words, self.button, gap=12)
            line.setStretch(0, 1)
            layout.addLayout(line)
        self.setLayout(layout)

    def _on_clicked(self) -> None:
        self.pressed.emit(self._value)


class ListSection(Section):
    """A card with a list of things, each of which one thing can be done to."""

    acted = Signal(object)
    """The value of the item whose button was pressed."""

    def __init__(
        self, heading: str, action: str, empty: str, *, name: str, below: bool = False
    ) -> None:
        super().__init__(heading)
        self.setObjectName(name)
        self._action = action
        self._below = below
        self._items: tuple[Item, ...] | None = None
        self.lines: list[_Line] = []
        self._empty = label(empty, "muted")
        self._list: QVBoxLayout = column(gap=10)
        self.inner.addWidget(self._empty)
        self.inner.addLayout(self._list)

    def show_items(self, items: Sequence[Item]) -> None:
        """Show other items; the keyboard stays in the list."""
        if tuple(items) == self._items:
            return
        self._items = tuple(items)
        held = next((i for i, line in enumerate(self.lines) if line.button.hasFocus()), None)
        clear(self._list)
        self.lines = []
        self._empty.setVisible(not items)
        for item in items:
            if self.lines:
                self._list.addWidget(rule())
            line = _Line(item, self._action, below=self._below)
            line.pressed.connect(self.acted)
            self.lines.append(line)
            self._list.addWidget(line)
        if held is not None and self.lines:
            self.lines[min(held, len(self.lines) - 1)].button.setFocus()

    def button_of(self, title: str) -> QWidget:
        """Give the button of the line with a title."""
        wanted = f"{self._action}: {title}"
        return next(b.button for b in self.lines if b.button.accessibleName() == wanted)
