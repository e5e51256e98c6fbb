"""On which weekdays may the plan put a test day?"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy

from core import words
from core.testweek import TestPlan
from core.weeks import DAYS, WeekPlan
from gui.widgets import Card, button, label, row


class TestDays(Card):
    """The weekdays that are open for tests, and where the next test day stands now."""

    __test__ = False

    changed = Signal()

    def __init__(self, week: WeekPlan, plan: TestPlan) -> None:
        super().__init__(margin=18)
        self.setObjectName("test_days")
        self._plan = plan
        self._days = [self._day(day, chosen=day in week.tests_on) for day in range(DAYS)]
        self.says = label("", "muted")
        self.inner.addWidget(label("Tests at home", "heading"))
        self.inner.addWidget(
            label(
                "Tests that you began come again every four weeks. The plan takes the best of "
                "these days for them: rested, and before the day’s training.",
                "muted",
            )
        )
        self.inner.addLayout(row(*self._days, gap=6))
        self.inner.addWidget(self.says)
        self._refresh()

    def _day(self, day: int, *, chosen: bool) -> QPushButton:
        made = button(words.WEEKDAYS[day][:2], "chip", name=f"tests_{words.WEEKDAYS[day]}")
        made.setCheckable(True)
        made.setChecked(chosen)
        made.setAccessibleName(f"Test day may be on {words.WEEKDAYS[day]}")
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setMinimumWidth(50)
        made.toggled.connect(self._on_toggled)
        return made

    @property
    def weekdays(self) -> tuple[int, ...]:
        """The weekdays that are open, Monday is 0."""
        return tuple(day for day, chip in enumerate(self._days) if chip.isChecked())

    def _on_toggled(self) -> None:
        self._refresh()
        self.changed.emit()

    def _refresh(self) -> None:
        """Say what follows, as far as it is known before the week is kept."""
        open_days = self.weekdays
        coming = next(iter(self._plan.days), None)
        if not open_days:
            said = "The plan leaves tests out. A line on Today still says when one is due."
        elif coming is None:
            said = "None is due in the next seven days."
        elif coming.day.weekday() in open_days:
            when = words.date_words(coming.day, today=self._plan.today)
            what = words.listing(coming.names)
            said = f"Next: {words.weekday(coming.day)}, {when} ({what})."
        else:
            said = "The next one moves to an open day."
        self.says.setText(said)
