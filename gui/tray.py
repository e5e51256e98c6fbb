"""How does Evenside stand in the system's tray, and how does it say a line there?"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from gui.icons import app_icon

MESSAGE_MS = 10_000
"""How long a line is asked to stay; many systems decide that themselves."""


class Tray(QObject):
    """What Evenside needs of a tray; `SystemTray` is the real one, tests bring one of their own."""

    open_wanted = Signal()
    stretch_wanted = Signal()
    morning_wanted = Signal()
    quit_wanted = Signal()
    tapped = Signal()
    """A line that was said has been clicked."""

    @classmethod
    def can_speak(cls) -> bool:
        """True when there is a tray now, and lines can be said beside it."""
        raise NotImplementedError

    def say(self, text: str) -> None:
        """Say a line that anybody may read: it may stand on a locked screen."""
        raise NotImplementedError

    def offer_morning(self, *, asks: bool) -> None:
        """Offer the question about the morning after, or take the offer back."""
        raise NotImplementedError

    def close(self) -> None:
        """Leave the tray."""
        raise NotImplementedError


class SystemTray(Tray):
    """The system's own tray: an icon with a small menu."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.menu = QMenu()
        self._add("Open Evenside", self.open_wanted)
        self._add("Today’s stretches", self.stretch_wanted)
        self._morning = self._add("How was the morning after?", self.morning_wanted)
        self._morning.setVisible(False)
        self.menu.addSeparator()
        self._add("Quit", self.quit_wanted)
        self._icon = QSystemTrayIcon(app_icon(), self)
        self._icon.setToolTip("Evenside")
        self._icon.setContextMenu(self.menu)
        self._icon.messageClicked.connect(self.tapped)
        self._icon.activated.connect(self._on_activated)
        self._icon.show()

    def _add(self, text: str, wanted: SignalInstance) -> QAction:
        action = self.menu.addAction(text)
        action.triggered.connect(wanted)
        return action

    @classmethod
    def can_speak(cls) -> bool:
        """Ask the system, which may gain or lose its tray while Evenside is open."""
        return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()

    def say(self, text: str) -> None:
        """Show the line as the system shows such lines."""
        self._icon.showMessage("Evenside", text, QIcon(self._icon.icon()), MESSAGE_MS)

    def offer_morning(self, *, asks: bool) -> None:
        """Show or hide the menu's line."""
        self._morning.setVisible(asks)

    def close(self) -> None:
        """Take icon and menu away."""
        self._icon.hide()
        self.menu.deleteLater()
        self.deleteLater()

    def _on_activated(self, how: QSystemTrayIcon.ActivationReason) -> None:
        """Open the window at a click; on a Mac the same click shows the menu."""
        if how == QSystemTrayIcon.ActivationReason.Trigger and sys.platform != "darwin":
            self.open_wanted.emit()
