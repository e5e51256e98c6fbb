"""How does a field of a form look, and how does it say what is wrong with it?"""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QMouseEvent, QResizeEvent, QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDateEdit, QLayout, QSlider, QSpinBox, QWidget

from gui.widgets import column, label, set_look

INSET = 10
"""Pixels from the frame to the text, as in every other field (border and padding of the theme)."""


def keep_clear(field: QAbstractSpinBox) -> None:
    """Keep the text of a field with arrows away from its frame.

    Qt lays the line edit inside from the very edge to the arrows whatever padding the style sheet
    asks for, and takes none for the line edit itself, which it holds to be a part of the field: the
    text stood at the frame. Only the line edit's own margins reach it.
    """
    inner = field.lineEdit()
    inner.setTextMargins(max(0, INSET - inner.x()), 0, 0, 0)


class NumberEdit(QSpinBox):
    """A whole number with arrows."""

    def __init__(self, least: int, most: int, *, name: str) -> None:
        super().__init__()
        self.setRange(least, most)
        self.setObjectName(name)
        keep_clear(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the text where it belongs; Qt has placed the line edit by now."""
        super().resizeEvent(event)
        keep_clear(self)


class DayEdit(QDateEdit):
    """A date with a calendar; the wheel leaves it alone unless it has the keyboard."""

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setLocale(QLocale(QLocale.Language.English))
        self.setDisplayFormat("d MMMM yyyy")
        self.setMinimumDate(QDate(1970, 1, 1))
        self.setCalendarPopup(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        plain = QTextCharFormat()
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            # the style's red is hard to read at night, and here it would mean nothing
            self.calendarWidget().setWeekdayTextFormat(day, plain)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change the day only where the person is typing."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class PainSlider(QSlider):
    """Pain from 0 to 10; a click goes where it points."""

    def __init__(self, *, name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName(name)
        self.setAccessibleName("Pain now, 0 to 10")
        self.setRange(0, 10)
        self.setPageStep(1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Jump to the click, then drag from there."""
        if event.button() is Qt.MouseButton.LeftButton:
            handle = 22
            share = (event.position().x() - handle / 2) / max(1, self.width() - handle)
            self.setValue(round(10 * min(1.0, max(0.0, share))))
        super().mousePressEvent(event)


class Field(QWidget):
    """A title, a control, and below it the sentence that refuses what was typed."""

    def __init__(
        self, title: str, control: QWidget, *, beside: QLayout | None = None, why: str = ""
    ) -> None:
        super().__init__()
        self.control = control
        self._why = why
        self.title = label(title, "strong")
        self.title.setBuddy(control)
        control.setAccessibleName(title)
        self._says = label("", "warn")
        self._says.setObjectName(f"{control.objectName()}_refusal")
        self._says.hide()
        middle: QWidget | QLayout = control if beside is None else beside
        parts = [self.title, label(why, "small")] if why else [self.title]
        layout = column(*parts, middle, self._says, gap=4)
        self.setLayout(layout)
        control.setAccessibleDescription(why)

    def refuse(self, text: str) -> None:
        """Say what is wrong; an empty text takes it back."""
        self._says.setText(text)
        self._says.setVisible(bool(text))
        set_look(self.control, "wrong", "true" if text else "false")
        self.control.setAccessibleDescription(text or self._why)

    @property
    def refusal(self) -> str:
        """What is said to be wrong, or nothing."""
        return self._says.text()
