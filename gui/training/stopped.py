"""What does a person read when a workout had to stop?"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.safety import Advice
from gui.safety.dialogs import AdviceCard
from gui.training.told import stopped_words
from gui.widgets import Scroll, button, clear, column, label, row

WIDTH = 720


class StoppedPage(QWidget):
    """The advice, large and alone."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = column(gap=14)
        self._kept = label("", "muted")
        self.close_button = button("I have read it", "big", name="close_stopped")
        self.close_button.clicked.connect(self.closed)
        foot = row(self._kept, self.close_button, gap=18)
        foot.setStretch(0, 1)
        text = QWidget()
        text.setObjectName("scrolled")
        text.setFixedWidth(WIDTH)
        text.setLayout(
            column(label("The workout stops here", "now"), self._column, 6, foot, None, gap=18)
        )
        inner = QWidget()
        inner.setObjectName("scrolled")
        inner.setLayout(row(None, text, None, gap=0))
        outer = column(Scroll(inner))
        outer.setContentsMargins(20, 60, 20, 20)
        self.setLayout(outer)

    def show_advice(self, advice: Advice, *, kept: int) -> None:
        """Show what to do now, and that the sets are saved."""
        clear(self._column)
        self._column.addWidget(AdviceCard(advice))
        self._kept.setText(stopped_words(kept))
        self.close_button.setFocus()
