"""What are the dialogs with health questions made of?"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QFrame, QVBoxLayout, QWidget

from gui.widgets import Choice, Scroll, button, column, label, row, rule, set_look

WIDTH = 680
LOW = 320
FRAME = 60
"""Pixels left free of the screen's height for the window's own frame."""


class _Box(QCheckBox):
    """A check box without words that paints its own outline: the style's is too faint to see."""

    focused = Signal(bool)
    SIDE = 20

    def sizeHint(self) -> QSize:
        return QSize(self.SIDE, self.SIDE)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        palette = self.palette()
        square = QRectF(0, 0, self.SIDE, self.SIDE).adjusted(1.5, 1.5, -1.5, -1.5)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        line = palette.highlight() if on else palette.placeholderText()
        painter.setPen(QPen(line.color(), 1.5))
        painter.setBrush(palette.highlight() if on else palette.base())
        painter.drawRoundedRect(square, 5, 5)
        if on:
            painter.setPen(QPen(palette.highlightedText().color(), 2.2))
            painter.drawPolyline([QPointF(5.6, 10.4), QPointF(8.8, 13.6), QPointF(14.6, 6.8)])
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)  # noqa: FBT003 - a signal has no keywords

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)  # noqa: FBT003 - a signal has no keywords


class Tick(QFrame):
    """A check box whose words wrap, as Qt's own do not; a click anywhere on it counts."""

    toggled = Signal(bool)

    def __init__(self, text: str, *, name: str) -> None:
        super().__init__()
        self.setObjectName("tick")
        self.setProperty("focused", "false")
        self.setStyleSheet(
            "#tick { border: 2px solid transparent; border-radius: 8px; }"
            '#tick[focused="true"] { border-color: palette(highlight); }'
            "#tick QLabel:disabled { color: palette(placeholder-text); }"
        )
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.box = _Box()
        self.box.setObjectName(name)
        self.box.setAccessibleName(text)
        self.box.toggled.connect(self.toggled)
        self.box.focused.connect(self._on_focused)
        words = label(text)
        words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = row(self.box, words, gap=10)
        layout.setStretch(1, 1)
        layout.setAlignment(self.box, Qt.AlignmentFlag.AlignTop)
        layout.setContentsMargins(6, 5, 6, 5)
        self.setLayout(layout)

    def isChecked(self) -> bool:
        """True when it is ticked."""
        return self.box.isChecked()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take a click on the words as one on the box."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.box.setFocus(Qt.FocusReason.MouseFocusReason)
            self.box.click()
        super().mouseReleaseEvent(event)

    def _on_focused(self, focused: bool) -> None:  # noqa: FBT001 - a slot
        set_look(self, "focused", "true" if focused else "false")


class YesNo(Choice):
    """A question answered with yes or no, neither of them chosen at first."""

    def __init__(self, question: str, *, name: str) -> None:
        super().__init__([("Yes", True), ("No", False)], name=name)
        for text, value in (("Yes", True), ("No", False)):
            self.chip(value).setAccessibleName(f"{text}: {question}")

    @property
    def answer(self) -> bool | None:
        """True for yes, False for no, None while unanswered."""
        value = self.value()
        return value if isinstance(value, bool) else None


class AskDialog(QDialog):
    """A dialog with questions that scroll, and a Continue that waits for the answers."""

    def __init__(self, title: str, intro: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleDescription(intro)
        head = column(label(title, "title"), label(intro, "muted"), gap=4)
        head.setContentsMargins(28, 24, 28, 14)
        self.questions: QVBoxLayout = column(gap=10)
        self.questions.setContentsMargins(28, 14, 22, 16)
        inner = QWidget()
        inner.setObjectName("scrolled")
        inner.setLayout(self.questions)
        self.area = Scroll(inner)
        self.go_on = button("Continue", "primary", name="continue")
        self.go_on.setDefault(True)
        self.go_on.setEnabled(False)
        self.go_on.clicked.connect(self._on_continue)
        self.cancel = button("Cancel", name="cancel")
        self.cancel.clicked.connect(self.reject)
        self.hint = label("", "small")
        foot = row(self.hint, self.cancel, self.go_on, gap=10)
        foot.setStretch(0, 1)
        foot.setContentsMargins(28, 14, 28, 18)
        self._whole = column(head, rule(), self.area, rule(), foot, gap=0)
        self.setLayout(self._whole)
        self.setMinimumSize(420, LOW)

    def showEvent(self, event: QShowEvent) -> None:
        """Open as high as the questions, or as the screen; then the questions scroll."""
        if not event.spontaneous():
            self.fit(self.screen().availableGeometry().height() - FRAME)
        super().showEvent(event)

    def settle(self, first: QWidget, last: QWidget) -> None:
        """Begin with the first question; the buttons below come after the last one."""
        self.setTabOrder(last, self.cancel)
        self.setTabOrder(self.cancel, self.go_on)
        first.setFocus()

    def grow(self) -> None:
        """Make room for a question that came up."""
        if self.isVisible():
            self.fit(self.screen().availableGeometry().height() - FRAME)

    def fit(self, highest: int) -> None:
        """Take the height that the questions need, at most `highest` pixels."""
        around = self._whole.totalHeightForWidth(WIDTH) - self.area.sizeHint().height()
        wanted = around + self.questions.totalHeightForWidth(WIDTH - 12) + 4
        self.resize(WIDTH, max(LOW, min(wanted, highest)))

    def wait_for(self, missing: str) -> None:
        """Say what is missing; with nothing missing, Continue opens."""
        self.hint.setText(missing)
        self.go_on.setEnabled(not missing)

    def _on_continue(self) -> None:
        self.answer()
        self.accept()

    def answer(self) -> None:
        """Hand over what was answered."""
        raise NotImplementedError
