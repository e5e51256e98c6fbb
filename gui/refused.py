"""What does a person see when the log can't be opened?"""

from __future__ import annotations

from core.errors import Problem
from gui.theme import Theme
from gui.widgets import Card, Page, column, label


class RefusedPage(Page):
    """The plain reason, and that nothing was changed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("Log not opened", theme)
        self._text = label("")
        card = Card(
            label("Your log was not opened", "heading"),
            self._text,
            label("Nothing in the file was changed, and no new log was put in its place.", "muted"),
            margin=24,
        )
        card.setMaximumWidth(640)
        outer = column(card, None)
        outer.setContentsMargins(40, 40, 40, 40)
        self.setLayout(outer)

    def show_problem(self, problem: Problem) -> None:
        """Say what happened and what to do."""
        self._text.setText(problem.message)
        self.setAccessibleName(problem.message)

    def text(self) -> str:
        """What it says."""
        return self._text.text()
