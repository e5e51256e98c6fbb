"""Which reminder is due while the app is open, and how is it shown without getting in the way?"""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import QObject, QTimer, Signal

from core.reminders import Reminder, What
from core.week_coach import Home
from gui.clock import Clock
from gui.week_model import Told, WeekModel
from gui.widgets import Banner, button

LOOK_EVERY_MS = 20_000


class Reminders(QObject):
    """Looks at the clock now and then and says once a day and time what is due.

    `due` carries a `Reminder`, whose words are for the person at the window only: they may name a
    plan. What is shown outside (`gui/outside.py`) goes by its `what`. `still_due` tells which of
    them are not out of date.
    """

    due = Signal(object)
    """Reminder: its time has come, and its thing is not done."""
    still_due = Signal(object)
    """tuple[Reminder, ...]: whatever else was told of is done, or was taken back."""

    def __init__(self, weeks: WeekModel, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._weeks = weeks
        self._clock = clock
        self._home: Home | None = None
        self._told: set[tuple[date, What, time]] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        weeks.home_ready.connect(self._on_home)
        weeks.coach.log_changed.connect(self._on_log)

    def start(self) -> None:
        """Begin to look at the clock."""
        self._timer.start()

    def look(self) -> None:
        """Look what is due now; a new day is asked for anew."""
        home = self._home
        if home is None:
            return
        if home.today.day != self._clock.today():
            self._home = None
            self._weeks.load()
            return
        found = home.reminders(self._clock.local().time())
        self.still_due.emit(found)
        for reminder in found:
            key = (home.today.day, reminder.what, reminder.at)
            if key not in self._told:
                self._told.add(key)
                self.due.emit(reminder)

    def _on_home(self, told: Told) -> None:
        self._home = told.home
        self.look()

    def _on_log(self) -> None:
        """What was just done needs no reminder; asked only when there are reminders at all."""
        home = self._home
        if home is not None and (home.profile.stretch_at or home.profile.train_at):
            self._weeks.load()


class ReminderBar(Banner):
    """A quiet line over the pages: what is due, a way there, and a way to put it off."""

    wanted = Signal()
    """The person wants to see it."""

    def __init__(self, reminders: Reminders) -> None:
        super().__init__()
        self.setObjectName("reminder")
        later = button("Not now", "quiet", name="reminder_later")
        later.clicked.connect(self._on_later)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(later)
        self.acted.connect(self._on_acted)
        reminders.due.connect(self._on_due)
        reminders.still_due.connect(self._on_still)
        self._waiting: Reminder | None = None
        self._quiet = False

    def keep_quiet(self, quiet: bool) -> None:  # noqa: FBT001 - a property that is set
        """Say nothing where it would disturb, and nothing twice where it is said anyway."""
        self._quiet = quiet
        self._refresh()

    def _on_due(self, reminder: Reminder) -> None:
        self._waiting = reminder
        self._refresh()

    def _on_still(self, due: tuple[Reminder, ...]) -> None:
        if self._waiting is not None and self._waiting not in due:
            self._on_later()

    def _on_later(self) -> None:
        self._waiting = None
        self._refresh()

    def _on_acted(self) -> None:
        self._on_later()
        self.wanted.emit()

    def _refresh(self) -> None:
        waiting = None if self._quiet else self._waiting
        self.say(waiting.says if waiting is not None else "", "Show")
