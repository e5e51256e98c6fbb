"""When were the health questions answered, and what did the answers lead to?"""

from __future__ import annotations

from datetime import date

from core import words
from core.errors import Problem
from core.safety import Readiness, Safety
from gui.settings.sections import Section
from gui.widgets import button, label, row


class HealthSection(Section):
    """The last answers, and the way to answer again."""

    def __init__(self) -> None:
        super().__init__("Health questions")
        self.says = label("", "muted")
        self.says.setObjectName("last_answered")
        self.waits = label("", "warn")
        self.waits.setObjectName("health_advice")
        self.waits.hide()
        self.answer_again = button("Answer", name="answer_again")
        self.inner.setSpacing(10)
        self.inner.addWidget(self.says)
        self.inner.addWidget(self.waits)
        self.inner.addLayout(row(self.answer_again, None))

    def show_readiness(self, known: Readiness | None, safety: Safety, today: date) -> None:
        """Say when they were answered and whether Evenside may plan."""
        self.answer_again.setText("Answer now" if known is None else "Answer again")
        self.says.setText(
            "Not answered yet. They come before the first routine."
            if known is None
            else f"Last answered on {words.date_words(known.day)}. Asked again after a year."
        )
        waits = ""
        if known is not None:
            try:
                advice = safety.readiness_advice(known, today=today)
                waits = f"{advice.title}. Until then no routine is planned." if advice else ""
            except Problem as problem:
                waits = problem.message
        self.waits.setText(waits)
        self.waits.setVisible(bool(waits))
