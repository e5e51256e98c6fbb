"""How does a field of a form look, and how does it say what is wrong with it?"""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QMouseEvent, QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import QDateEdit, QLayout, QSlider, QWidget

from gui.widgets import column, label, set_look


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
