"""How do the keyboard and a screen reader reach a place on the map?"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from core.sides import Spot

LEAST = 24
"""Pixels each way: what a finger or an unsteady hand can hit (WCAG 2.2, 2.5.8)."""


class RegionButton(QPushButton):
    """A place as a button that is not seen: the map draws it, and the mouse goes through."""

    wanted = Signal(object)
    """Spot: pressed."""
    reached = Signal(object)
    """Spot: the keyboard is on it."""
    left = Signal()
    """The keyboard went elsewhere."""

    def __init__(self, spot: Spot, parent: QWidget) -> None:
        super().__init__(parent)
        self.spot = spot
        self.setObjectName(f"place_{spot.region}_{spot.side.value}")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.wanted.emit(self.spot)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw nothing: the map shows where the focus is."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space press; everything else belongs to the map."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.click()
        else:
            event.ignore()

    def focusInEvent(self, event: QEvent) -> None:
        """Tell the map."""
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.reached.emit(self.spot)

    def focusOutEvent(self, event: QEvent) -> None:
        """Tell the map."""
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.left.emit()
