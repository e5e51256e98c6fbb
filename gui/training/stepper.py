"""How is a number entered in large type, by keys, clicks or typing?"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from core import words
from gui.widgets import Card, button, label, row, set_look


class Stepper(Card):
    """A large number with a minus and a plus; arrows change it, refusals stand below it."""

    edited = Signal()
    entered = Signal()
    """Enter was pressed."""

    def __init__(self, caption: str, name: str, unit: str = "") -> None:
        super().__init__(margin=10)
        self._steps: tuple[float, ...] = ()
        self._most: float | None = None
        self._step = 1.0
        self._low = 0.0
        self.field = QLineEdit()
        self.field.setObjectName(name)
        self.field.setAccessibleName(caption)
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field.setStyleSheet("font-size: 50px; font-weight: 700; border: none; padding: 0;")
        self.field.setFrame(False)
        self.field.setMaxLength(8)
        self.field.setMinimumWidth(90)
        self.field.setFixedHeight(64)
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self._on_edited)
        self.field.returnPressed.connect(self.entered)
        less = button("−", "round", name=f"{name}_less")
        less.setAccessibleName(f"Less {caption.lower()}")
        less.clicked.connect(self.less)
        self._less = less
        more = button("+", "round", name=f"{name}_more")
        more.setAccessibleName(f"More {caption.lower()}")
        more.clicked.connect(self.more)
        self._more = more
        self._caption = label(caption, "caps", wrap=False)
        self._unit = label(unit, "muted", wrap=False)
        self._wrong = label("", "warn")
        self._wrong.hide()
        self.inner.setSpacing(4)
        self.inner.addLayout(row(None, self._caption, self._unit, None))
        numbers = row(less, self.field, more, gap=6)
        numbers.setStretch(1, 1)
        self.inner.addLayout(numbers)
        self.inner.addWidget(self._wrong)

    def set_range(self, *, step: float, low: float, steps: tuple[float, ...] = ()) -> None:
        """Set how far plus and minus go: to the person's own weights where there are some."""
        self._step, self._low, self._steps = step, low, tuple(sorted(steps))

    def set_most(self, most: float | None, why: str = "") -> None:
        """Let nobody go above a number, and say why; None lifts it."""
        self._most = most
        self._more.setEnabled(most is None)
        self._more.setToolTip(why)

    def set_locked(self, locked: bool, why: str = "") -> None:  # noqa: FBT001 - a setter
        """Hold the number as it is, and say why."""
        self.field.setReadOnly(locked)
        self.field.setToolTip(why if locked else "")
        self._less.setEnabled(not locked)
        self._less.setToolTip(why if locked else "")
        self.set_most(self._value() if locked else None, why if locked else "")

    @property
    def locked(self) -> bool:
        """True while the number is held."""
        return self.field.isReadOnly()

    def set_optional(self, optional: bool) -> None:  # noqa: FBT001 - Qt's own setters look so
        """Say in an empty field that it may stay empty."""
        self.field.setPlaceholderText("–" if optional else "")
        self.field.setToolTip("Empty means no weight" if optional else "")

    def set_caption(self, caption: str) -> None:
        """Say what is counted."""
        self._caption.setText(caption)
        self.field.setAccessibleName(caption)

    def text(self) -> str:
        """What stands in the field."""
        return self.field.text()

    def set_value(self, value: float | None) -> None:
        """Fill the field; None empties it."""
        self.field.setText("" if value is None else words.number(value))
        self.refuse("")

    def refuse(self, reason: str) -> None:
        """Say below the field what would be right; an empty reason clears it."""
        self._wrong.setText(reason)
        self._wrong.setVisible(bool(reason))
        set_look(self.field, "wrong", "true" if reason else "false")
        if reason:
            self.field.setFocus()
            self.field.selectAll()

    def reason(self) -> str:
        """The refusal that is shown, or empty."""
        return self._wrong.text()

    def _value(self) -> float:
        try:
            return float(self.field.text().replace(",", "."))
        except ValueError:
            return self._low

    def less(self) -> None:
        """One step down."""
        if self.locked:
            return
        below = [s for s in self._steps if s < self._value() - 1e-9]
        self._take(max(below) if below else self._value() - self._step)

    def more(self) -> None:
        """One step up, as far as that goes."""
        if self.locked:
            return
        above = [s for s in self._steps if s > self._value() + 1e-9]
        self._take(min(above) if above else self._value() + self._step)

    def _take(self, value: float) -> None:
        value = max(self._low, value)
        if self._most is not None:
            value = min(self._most, value)
            self._more.setEnabled(value < self._most)
        self.set_value(value)
        self.edited.emit()

    def _on_edited(self) -> None:
        self.refuse("")
        self.edited.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow up and down change the number while typing."""
        if watched is self.field and isinstance(event, QKeyEvent):
            pressed = event.type() is QEvent.Type.KeyPress
            if event.key() == Qt.Key.Key_Up and pressed:
                self.more()
                return True
            if event.key() == Qt.Key.Key_Down and pressed:
                self.less()
                return True
        return super().eventFilter(watched, event)
