"""Which small pieces do all pages share?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.sides import Side
from gui.flow import FlowLayout
from gui.theme import Theme


def label(text: str = "", look: str = "", *, wrap: bool = True) -> QLabel:
    """Make a label; `look` is one of the style sheet's (title, heading, strong, muted, small)."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if look:
        made.setProperty("look", look)
    return made


def side_label(side: Side, text: str) -> QLabel:
    """Make a label in the colour of a side; the words have to name the side as well."""
    made = label(text, wrap=False)
    made.setProperty("side", side.value)
    return made


def set_look(widget: QWidget, name: str, value: str) -> None:
    """Change a property that the style sheet reads, and show it."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def tag(text: str) -> QLabel:
    """Make a small rounded tag."""
    made = label(text, wrap=False)
    made.setProperty("tag", "true")
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


class Button(QPushButton):
    """A button that Enter presses too, not only Space."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


def button(text: str, kind: str = "", *, name: str = "") -> QPushButton:
    """Make a button; `kind` is primary, big, quiet, chip, round, link or nothing."""
    made = Button(text)
    if kind:
        made.setProperty("kind", kind)
    if name:
        made.setObjectName(name)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    return made


def rule() -> QFrame:
    """Make a thin line."""
    made = QFrame()
    made.setProperty("rule", "true")
    return made


def row(*parts: QWidget | QLayout | int | None, gap: int = 8) -> QHBoxLayout:
    """Put parts beside each other; a number is a space, None stretches."""
    made = QHBoxLayout()
    _fill(made, parts, gap)
    return made


def column(*parts: QWidget | QLayout | int | None, gap: int = 8) -> QVBoxLayout:
    """Put parts below each other; a number is a space, None stretches."""
    made = QVBoxLayout()
    _fill(made, parts, gap)
    return made


def _fill(layout: QBoxLayout, parts: Iterable[QWidget | QLayout | int | None], gap: int) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)


def clear(layout: QLayout) -> None:
    """Remove everything from a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class Card(QFrame):
    """A white, rounded card with a column inside."""

    def __init__(self, *parts: QWidget | QLayout | int | None, margin: int = 16) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.inner = column(*parts)
        self.inner.setContentsMargins(margin, margin, margin, margin)
        self.setLayout(self.inner)


class Banner(QFrame):
    """A line of news on top of a page, with an action if there is one; hidden when empty."""

    acted = Signal()

    def __init__(self, kind: str = "info", *, keeps_room: bool = False) -> None:
        super().__init__()
        self.setProperty("banner", kind)
        # Keeping the room while it is silent lets nothing jump under the pointer.
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(keeps_room)
        self.setSizePolicy(policy)
        self._text = label()
        self._action = button("", "quiet")
        self._action.clicked.connect(self._on_clicked)
        layout = row(self._text, self._action, gap=12)
        layout.setStretch(0, 1)
        layout.setContentsMargins(14, 8, 10, 8)
        self.setLayout(layout)
        self.hide()

    def _on_clicked(self) -> None:
        self.acted.emit()

    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def say(self, text: str, action: str = "") -> None:
        """Say something, with a button named `action`; an empty text hides the banner."""
        self._text.setText(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setVisible(bool(text))
        self.setAccessibleName(text)


class Choice(QWidget):
    """A row of chips of which exactly one, or none, is chosen."""

    chosen = Signal(object)

    def __init__(self, options: Sequence[tuple[str, Any]], *, name: str, gap: int = 8) -> None:
        super().__init__()
        self.setObjectName(name)
        self._values = [value for _, value in options]
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        layout = FlowLayout(gap=gap)
        for i, (text, _) in enumerate(options):
            chip = button(text, "chip")
            chip.setCheckable(True)
            self._group.addButton(chip, i)
            layout.addWidget(chip)
        self._group.idClicked.connect(self._on_clicked)
        self.setLayout(layout)

    def set_touch_size(self) -> None:
        """Make every chip large enough for a finger: 44 pixels or more each way."""
        for chip in self._group.buttons():
            set_look(chip, "touch", "true")

    def _on_clicked(self, i: int) -> None:
        self.chosen.emit(self._values[i])

    def value(self) -> Any:  # noqa: ANN401 - whatever the options are
        """The chosen value, or None."""
        i = self._group.checkedId()
        return None if i < 0 else self._values[i]

    def chip(self, value: object) -> QPushButton:
        """Give the chip of a value."""
        found = self._group.button(self._values.index(value))
        assert isinstance(found, QPushButton)
        return found

    def choose(self, value: object) -> None:
        """Choose without a signal; None, or an unknown value, chooses nothing."""
        if value is None and None not in self._values:
            self._group.setExclusive(False)
            for chip in self._group.buttons():
                chip.setChecked(False)
            self._group.setExclusive(True)
        elif value in self._values:
            self.chip(value).setChecked(True)


class Chips(QWidget):
    """Chips of which any number is chosen."""

    changed = Signal(object)

    def __init__(self, options: Sequence[tuple[str, Any]], *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._chips: dict[Any, QPushButton] = {}
        layout = FlowLayout(gap=6)
        for text, value in options:
            chip = button(text, "chip")
            chip.setCheckable(True)
            chip.clicked.connect(self._on_clicked)
            self._chips[value] = chip
            layout.addWidget(chip)
        self.setLayout(layout)

    def _on_clicked(self) -> None:
        self.changed.emit(self.values())

    def values(self) -> frozenset[Any]:
        """The chosen values."""
        return frozenset(value for value, chip in self._chips.items() if chip.isChecked())

    def choose(self, values: Iterable[Any]) -> None:
        """Choose without a signal."""
        wanted = set(values)
        for value, chip in self._chips.items():
            chip.setChecked(value in wanted)

    def chip(self, value: object) -> QPushButton:
        """Give the chip of a value."""
        return self._chips[value]


class Scroll(QScrollArea):
    """A page that scrolls up and down only."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def minimumSizeHint(self) -> QSize:
        """As narrow as what is inside, and low: it scrolls."""
        inner = self.widget()
        width = max(inner.minimumSizeHint().width(), inner.minimumWidth()) if inner else 0
        return QSize(width + 12, 100)


class Page(QWidget):
    """A page of the window."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)

    def shown(self) -> None:
        """Called when the person comes to the page: ask for what it shows."""

    def set_theme(self, theme: Theme) -> None:
        """Take another theme; pages that paint themselves do more."""
        self.theme = theme
        self.update()
