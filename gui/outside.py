"""How does a reminder reach somebody who is not looking at the window?

Only who asks for it in the settings gets an icon in the tray; without it nothing of this costs a
thing. What is said outside names no plan, no place and no number: others may see it, and a locked
screen may show it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from core.reminders import Reminder, What
from gui.settings.outside import OutsideSection
from gui.tray import SystemTray, Tray

if TYPE_CHECKING:
    from datetime import date

    from core.mornings import MorningDue
    from gui.coach_model import CoachModel
    from gui.main_window import MainWindow
    from gui.state import State
    from gui.week_model import Told

REMIND = "remind_outside"
STAY = "stay_in_tray"
"""Names in the window's state. Both belong to this desktop, not to the log."""
SAYS = {What.STRETCH: "Time to stretch.", What.TRAIN: "Today’s training is waiting."}
HIDDEN = "Evenside stays open here. “Quit” in this icon’s menu ends it."


class Outside(QObject):
    """Stands in the tray while that is wanted, and says there what is due."""

    def __init__(
        self,
        window: MainWindow,
        model: CoachModel,
        state: State,
        tray: type[Tray] = SystemTray,
        parent: QObject | None = None,
    ) -> None:
        """Begin in a window whose pages are made; `tray` is made anew whenever it is wanted."""
        super().__init__(parent)
        self._window = window
        self._state = state
        self._kind = tray
        self.tray: Tray | None = None
        self._due: list[What] = []
        """What came due and is not said yet: two at once are one line."""
        self._model = model
        self._day: date | None = None
        self._asks = False
        """A morning after waits for its answer."""
        self._leaving = False
        """True when Evenside is to end, whatever closing the window means otherwise."""
        self._told = False
        """It was said once where the closed window is."""
        self.section = OutsideSection(tray.can_speak)
        self.section.choose(remind=self.reminds, stay=self.stays)
        self.section.changed.connect(self._on_changed)
        window.settings.add_card(self.section)
        window.reminders.due.connect(self._on_due)
        window.today.weeks.home_ready.connect(self._on_home)
        model.mornings_ready.connect(self._on_mornings)
        self._begin()

    @property
    def reminds(self) -> bool:
        """The person wants to be reminded outside the window, too."""
        return self._state.number(REMIND, 0) == 1

    @property
    def stays(self) -> bool:
        """Closing the window only hides it."""
        return self.reminds and self._state.number(STAY, 0) == 1

    def leave(self) -> None:
        """Let the window close for good: the system or the person ends Evenside."""
        self._leaving = True
        QApplication.setQuitOnLastWindowClosed(True)

    def stop(self) -> None:
        """Go out of the tray and out of the window's way."""
        self.leave()
        self._end()

    # -- the choice -------------------------------------------------------------------------------

    def _on_changed(self, remind: bool, stay: bool) -> None:  # noqa: FBT001 - a slot
        self._state.keep(REMIND, int(remind))
        self._state.keep(STAY, int(stay))
        self.section.say_kept(kept=self._state.save())
        self._begin()

    def _begin(self) -> None:
        """Be in the tray exactly while that is wanted."""
        if not self.reminds:
            self._end()
        elif self.tray is None:
            tray = self.tray = self._kind(self)
            tray.open_wanted.connect(self._on_open)
            tray.stretch_wanted.connect(self._on_stretch)
            tray.morning_wanted.connect(self._on_today)
            tray.tapped.connect(self._on_today)
            tray.quit_wanted.connect(self._on_quit)
            tray.offer_morning(asks=self._asks)
            self._window.installEventFilter(self)

    def _end(self) -> None:
        if self.tray is not None:
            self._window.removeEventFilter(self)
            self.tray.close()
            self.tray = None

    # -- saying -----------------------------------------------------------------------------------

    def _on_due(self, reminder: Reminder) -> None:
        if self.tray is None or not self._away:
            return
        if not self._due:
            QTimer.singleShot(0, self._say)
        self._due.append(reminder.what)

    def _say(self) -> None:
        due, self._due = self._due, []
        if self.tray is not None:
            self.tray.say(" ".join(SAYS[what] for what in dict.fromkeys(due)))

    @property
    def _away(self) -> bool:
        """Nobody looks at the window, and no workout is on that a line would disturb."""
        window = self._window
        looks = QApplication.activeWindow() is not None and not window.isMinimized()
        return not (looks and window.isVisible()) and not self._trains

    @property
    def _trains(self) -> bool:
        return self._window.page is self._window.pages.made("training")

    def _on_home(self, told: Told) -> None:
        """Ask on every new day whether there is a morning after to tell about."""
        day = told.home.today.day
        if self._day is not None and self._day != day:
            self._model.load_mornings()
        self._day = day

    def _on_mornings(self, due: tuple[MorningDue, ...]) -> None:
        self._asks = bool(due)
        if self.tray is not None:
            self.tray.offer_morning(asks=self._asks)

    # -- coming back ------------------------------------------------------------------------------

    def _on_open(self) -> None:
        self._window.come_forward()

    def _on_today(self) -> None:
        """Come forward with the page of today, but never pull anybody out of a workout."""
        self._window.come_forward()
        if self._is_free:
            self._window.go(self._window.today)

    def _on_stretch(self) -> None:
        self._window.come_forward()
        if self._is_free:
            self._window.today.lead_to_stretching()
            self._window.go(self._window.today)

    @property
    def _is_free(self) -> bool:
        asked = QApplication.activeModalWidget() is not None
        return self._window.rail.isEnabled() and not self._trains and not asked

    # -- closing ----------------------------------------------------------------------------------

    def _on_quit(self) -> None:
        self.leave()
        pages = self._window.pages
        if pages.has("training") and self._window.training.saving:
            # A set is on its way to the disk; the window closes when it is there, and has to be
            # there for it.
            self._window.come_forward()
            self._window.close()
            return
        QCoreApplication.quit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hide the window instead of closing it, where that was asked for and can be undone."""
        del watched
        if event.type() == QEvent.Type.Show:
            QApplication.setQuitOnLastWindowClosed(True)
        if event.type() != QEvent.Type.Close or self._leaving:
            return False
        if self.tray is None or not self.stays or not self._kind.can_speak():
            return False
        event.ignore()
        # A question that is closed by the system while the window is away must not end Evenside.
        QApplication.setQuitOnLastWindowClosed(False)
        self._window.hide()
        if not self._told:
            self._told = True
            self.tray.say(HIDDEN)
        return True
