"""Which keys work in a workout? One hand is enough; the pause lists them all."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from gui.training.reserve_box import MOST, NOT_SURE
from gui.training.set_panel import SetPanel

MOST_PAIN = 10


class Keys(QObject):
    """The keys of a workout. What is typed into a field stays with the field."""

    finished = Signal()
    """Space: the set is done, or start now."""
    paused = Signal()
    """Escape."""
    hurts = Signal()
    """P."""
    muted = Signal()
    """M."""

    def __init__(self, page: QWidget, panel: SetPanel, works: Callable[[], bool]) -> None:
        super().__init__(page)
        self._page, self._panel, self._works = page, panel, works
        slots: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Space: self._on_space,
            Qt.Key.Key_Escape: self.paused.emit,
            Qt.Key.Key_P: self.hurts.emit,
            Qt.Key.Key_M: self.muted.emit,
            Qt.Key.Key_N: self._on_not_sure,
            Qt.Key.Key_Plus: self._on_plus,
            Qt.Key.Key_Up: self._on_up,
            Qt.Key.Key_Down: self._on_down,
            Qt.Key.Key_Left: self._on_left,
            Qt.Key.Key_Right: self._on_right,
        }
        self._shortcuts: dict[Qt.Key, QShortcut] = {}
        for number in range(10):
            slots[Qt.Key(Qt.Key.Key_0 + number)] = self._on_number
        for key, slot in slots.items():
            shortcut = QShortcut(QKeySequence(key), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            # A key that is held down must not finish one set after the other.
            shortcut.setAutoRepeat(key in (Qt.Key.Key_Up, Qt.Key.Key_Down))
            shortcut.activated.connect(slot)
            self._shortcuts[key] = shortcut

    def rule(self, *, set_on_screen: bool, paused: bool) -> None:
        """Rule over the keys only where a set is on screen; a pause leaves Escape to go on."""
        for key, shortcut in self._shortcuts.items():
            shortcut.setEnabled(set_on_screen or (paused and key is Qt.Key.Key_Escape))

    def _on_space(self) -> None:
        """Press the button a person went to by Tab; otherwise finish the set."""
        focus = QApplication.focusWidget()
        own = (self._panel.finish, self._panel.countdown.go)
        if isinstance(focus, QPushButton) and focus not in own and self._page.isAncestorOf(focus):
            focus.click()
        elif self._works() and not self._panel.asks_about_pain:
            self.finished.emit()

    def _on_number(self) -> None:
        sender = self.sender()
        if not isinstance(sender, QShortcut):
            return
        number = int(sender.key().toString())
        self._press(number, pain=number)

    def _on_plus(self) -> None:
        self._press(MOST, pain=MOST_PAIN)

    def _on_not_sure(self) -> None:
        self._press(NOT_SURE, pain=None)

    def _press(self, reserve: int, *, pain: int | None) -> None:
        panel = self._panel
        if not self._works() or not panel.isEnabled():
            return
        if panel.asks_about_pain:
            if pain is not None:
                panel.pain_card.pain.chip(pain).click()
        elif panel.reserve.isVisible():
            panel.reserve.press(reserve)

    def _on_up(self) -> None:
        if self._works():
            self._panel.amount.more()

    def _on_down(self) -> None:
        if self._works():
            self._panel.amount.less()

    def _on_right(self) -> None:
        if self._works() and self._panel.load.isVisible():
            self._panel.load.more()

    def _on_left(self) -> None:
        if self._works() and self._panel.load.isVisible():
            self._panel.load.less()
