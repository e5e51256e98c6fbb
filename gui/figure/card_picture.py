"""What does an exercise look like on a card, at a glance?"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent

from gui.figure.studio import Studio
from gui.figure.view import FigureView
from gui.theme import Theme


class CardPicture(FigureView):
    """The pose that the movement ends in; it moves while the pointer is on it."""

    def __init__(self, studio: Studio, theme: Theme) -> None:
        super().__init__(studio, theme)
        self._wants_to_play = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setMinimumSize(120, 100)

    def sizeHint(self) -> QSize:
        """The upper part of a card."""
        return QSize(260, 180)

    @property
    def pair(self) -> bool:
        """A card has room for one picture."""
        return False

    def _rewind(self) -> None:
        """Rest in the pose that tells most."""
        self._seconds, self._share = 0.0, 1.0

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show how it goes, if pictures may move."""
        super().enterEvent(event)
        if self._studio.moving:
            self.play()

    def leaveEvent(self, event: QEvent) -> None:
        """Rest again."""
        super().leaveEvent(event)
        self._rewind()
        self.stop()
        self._refresh()

    # The card is for looking at: clicks and keys belong to what is around the picture.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Leave it to the card."""
        event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Leave it to the card."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave it to the card."""
        event.ignore()
