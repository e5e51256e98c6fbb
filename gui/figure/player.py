"""How does a person turn, stop and step the figure without knowing any key?"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from core.body import Side
from core.catalog import Exercise
from gui.figure.studio import Studio
from gui.figure.view import FigureView
from gui.theme import Theme
from gui.widgets import button, column, label, row


class FigurePlayer(QWidget):
    """The moving figure with its buttons."""

    def __init__(self, studio: Studio, theme: Theme, *, height: int = 0, hint: bool = True) -> None:
        super().__init__()
        self.setMinimumHeight(height)
        self._studio = studio
        self.view = FigureView(studio, theme)
        self._play = button("Play", "quiet", name="figure_play")
        self._back = button("‹ Step", "quiet", name="figure_back")
        self._on = button("Step ›", "quiet", name="figure_on")
        self._other = button("Other view", "quiet", name="figure_other")
        self._other.setCheckable(True)
        self._hint = label("Drag to turn, double-click to return.", "small")
        if not hint:  # showing what has no parent yet would open a window of its own
            self._hint.hide()
        self._back.setAccessibleName("One step back in the movement")
        self._on.setAccessibleName("One step on in the movement")
        self._other.setAccessibleName("Show it from the other side")
        self._play.clicked.connect(self.view.toggle)
        self._back.clicked.connect(self._on_back)
        self._on.clicked.connect(self._on_step)
        self._other.toggled.connect(self.view.show_other)
        self.view.playing_changed.connect(self._on_playing)
        studio.preferred.connect(self._dress)
        buttons = row(self._back, self._play, self._on, self._other, None, gap=4)
        content = column(self.view, buttons, self._hint, gap=4)
        content.setStretch(0, 1)
        self.setLayout(content)
        self._dress()

    def show_exercise(self, exercise: Exercise, side: Side | None) -> None:
        """Show an exercise on a side; None when it belongs to neither."""
        fresh = exercise != self.view.exercise
        self.view.show_exercise(exercise, side)
        if fresh:
            self._other.setChecked(False)
        self._other.setVisible(self.view.has_other)

    def rest(self, resting: bool) -> None:  # noqa: FBT001 - a setter
        """Stand still while nobody looks, and go on afterwards."""
        if self.view.playing is resting:
            self.view.toggle()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self.view.set_theme(theme)

    def _dress(self) -> None:
        """Start and end side by side need no buttons to play."""
        for part in (self._play, self._back, self._on):
            part.setVisible(self._studio.moving)

    def _on_playing(self, playing: bool) -> None:  # noqa: FBT001 - what the signal carries
        self._play.setText("Pause" if playing else "Play")
        self._play.setAccessibleName("Stop the movement" if playing else "Play the movement")

    def _on_back(self) -> None:
        self.view.step(-1)

    def _on_step(self) -> None:
        self.view.step(1)
