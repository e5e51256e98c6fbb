"""What does a person read when a workout had to stop?"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.safety import Advice
from gui.safety.dialogs import AdviceCard
from gui.training.told import stopped_words
from gui.widgets import Scroll, button, clear, column, label, row


class StoppedPage(QWidget):
    """The advice, large and alone."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = column(gap=14)
        inner = QWidget()
        inner.setObjectName("scrolled")
        inner.setMaximumWidth(760)
        inner.setLayout(column(self._column, None))
        self._kept = label("", "muted")
        self.close_button = button("I have read it", "big", name="close_stopped")
        self.close_button.clicked.connect(self.closed)
        middle = row(None, Scroll(inner), None, gap=0)
        middle.setStretch(1, 1)
        foot = row(None, self._kept, self.close_button, None, gap=18)
        outer = column(label("The workout stops here", "title"), middle, foot, gap=16)
        outer.setContentsMargins(40, 36, 40, 28)
        outer.setStretch(1, 1)
        self.setLayout(outer)

    def show_advice(self, advice: Advice, *, kept: int) -> None:
        """Show what to do now, and that the sets are saved."""
        clear(self._column)
        self._column.addWidget(AdviceCard(advice))
        self._kept.setText(stopped_words(kept))
        self.close_button.setFocus()
