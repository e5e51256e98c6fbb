"""What stands there while a clock runs: get ready, hold, change sides, rest?"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from core.body import Side
from core.pace import MORE_REST_S, Pace, Phase
from gui.theme import Theme
from gui.training.ring import Ring
from gui.widgets import button, column, label, row

_TITLES = {
    Phase.READY: "Ready when you are",
    Phase.COUNT_IN: "Get ready",
    Phase.WORK: "Hold",
    Phase.SWITCH: "Change sides",
    Phase.REST: "Rest",
}
_BUTTONS = {
    Phase.READY: "Start",
    Phase.COUNT_IN: "Start now",
    Phase.WORK: "That was it",
    Phase.SWITCH: "Start now",
    Phase.REST: "Start now",
}


class Countdown(QWidget):
    """The ring, what it counts, what comes next, and one large button."""

    pressed = Signal()
    """The large button: start now, or the hold is over."""
    more_wanted = Signal()
    by_hand_wanted = Signal()
    """The person held it without our clock, and wants to enter it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.ring = Ring(theme)
        self.title = label("", "phase")
        self.next = label("", "muted")
        self.go = button("", "big", name="start_now")
        self.go.setToolTip("Space")
        self.go.clicked.connect(self.pressed)
        self.more = button(f"+{MORE_REST_S} seconds", name="more_rest")
        self.more.clicked.connect(self.more_wanted)
        self.by_hand = button("Enter it by hand", "quiet", name="by_hand")
        self.by_hand.clicked.connect(self.by_hand_wanted)
        for one in (self.more, self.by_hand):
            one.setMinimumHeight(44)
        words = column(None, self.title, self.next, row(self.more, self.by_hand, None), None, gap=8)
        both = row(self.ring, words, gap=22)
        both.setStretch(1, 1)
        both.setAlignment(self.ring, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(column(both, self.go, gap=12))

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        self.ring.set_theme(theme)

    def show_phase(self, pace: Pace, says: str) -> None:
        """Show another phase; `says` is what comes next, or what to do."""
        self.title.setText(_TITLES[pace.phase])
        self.next.setText(says)
        self.go.setText(f"{_BUTTONS[pace.phase]}  ·  Space")
        self.more.setVisible(pace.phase in (Phase.REST, Phase.SWITCH))
        self.by_hand.setVisible(pace.phase is Phase.READY)

    def show_time(self, pace: Pace, now: float, side: Side | None, hold: int) -> None:
        """Show how long it still takes; before a hold, how long it will be."""
        theme = self._theme
        if pace.phase is Phase.READY:
            self.ring.show_left(hold, 1.0, theme.muted)
            return
        colour = theme.muted
        if pace.phase is not Phase.REST:
            sides = {Side.LEFT: theme.left, Side.RIGHT: theme.right}
            colour = theme.accent if side is None else sides[side]
        share = 1.0 - pace.elapsed(now) / pace.length if pace.length else 0.0
        self.ring.show_left(pace.left(now), share, colour)
