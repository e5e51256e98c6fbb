"""What does a paused workout offer, and which keys are there?"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from gui.widgets import Card, button, column, label, row

KEYS = (
    ("Space", "finish the set, or start now"),
    ("↑ ↓", "more or fewer"),
    ("← →", "lighter or heavier"),
    ("0 to 9, +", "how many more were possible (+ is ten or more)"),
    ("N", "not sure how many more"),
    ("P", "it hurts"),
    ("M", "sound on or off"),
    ("Esc", "pause and go on"),
)


class PausedPage(QWidget):
    """Everything waits; nothing is lost."""

    resumed = Signal()
    away_wanted = Signal()
    """To the rest of the app; the workout waits."""
    end_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._says = label("", "muted")
        self.go_on = button("Go on", "big", name="go_on")
        self.go_on.setToolTip("Space or Escape")
        self.go_on.clicked.connect(self.resumed)
        away = button("Look around, the workout waits", name="look_around")
        away.clicked.connect(self.away_wanted)
        end = button("End the workout", name="end_paused")
        end.clicked.connect(self.end_wanted)
        for one in (away, end):
            one.setMinimumHeight(44)
        keys = QGridLayout()
        keys.setHorizontalSpacing(18)
        keys.setVerticalSpacing(6)
        for line, (key, does) in enumerate(KEYS):
            keys.addWidget(label(key, "strong", wrap=False), line, 0)
            keys.addWidget(label(does, "muted", wrap=False), line, 1)
        keys.setColumnStretch(1, 1)
        card = Card(
            label("Paused", "title"),
            self._says,
            6,
            self.go_on,
            row(away, end, None),
            10,
            label("Keys", "caps"),
            keys,
            margin=26,
        )
        card.setMaximumWidth(620)
        middle = row(None, card, None, gap=0)
        middle.setStretch(1, 1)
        self.setLayout(column(None, middle, None))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_reason(self, slept: bool) -> None:  # noqa: FBT001 - said by the clock
        """Say why everything waits."""
        self._says.setText(
            "The computer was asleep during a hold, so that hold does not count. "
            "Start it again when you are ready."
            if slept
            else "Your sets are saved. Take the time you need."
        )
        self.go_on.setFocus()
