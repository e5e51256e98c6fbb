"""Does a reminder reach somebody who looks elsewhere, and only who asked for it?"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QLabel, QSystemTrayIcon, QWidget

from core.journal import Morning
from core.profile import Profile
from gui.outside import HIDDEN, Outside
from gui.settings.outside import NOWHERE
from gui.state import State
from gui.tray import SystemTray, Tray
from tests.factories import workout
from tests.gui.conftest import Hands
from tests.gui.test_today_page import ROW, THURSDAY, TODAY, keep, log_of

Start = Callable[..., Hands]
ROOT = Path(__file__).resolve().parents[2]


class FakeTray(Tray):
    """A tray that remembers what it was told."""

    there = True
    shown: list[FakeTray]

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.said: list[str] = []
        self.asks = False
        self.closed = False
        self.shown.append(self)

    @classmethod
    def can_speak(cls) -> bool:
        return cls.there

    def say(self, text: str) -> None:
        self.said.append(text)

    def offer_morning(self, *, asks: bool) -> None:
        self.asks = asks

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def trays(monkeypatch: pytest.MonkeyPatch) -> list[FakeTray]:
    monkeypatch.setattr(FakeTray, "shown", [], raising=False)
    monkeypatch.setattr(FakeTray, "there", True)
    return FakeTray.shown


def reminded(folder: Path, *, stretch: bool = True) -> None:
    """A log with a plan of today, and with times that have come by the evening."""
    with log_of(folder) as made:
        keep(made, ROW, Row=(THURSDAY,))
        times = (time(17, 0),) if stretch else ()
        made.save_profile(replace(Profile(), stretch_at=times, train_at=time(17, 30)))


def open_app(start: Start, folder: Path, **chosen: int) -> Hands:
    """Start with what was chosen earlier, and with the tray of the test."""
    state = State(folder / "window.ini")
    for name, number in chosen.items():
        state.keep(name, number)
    state.save()
    hands = start(tray=FakeTray)
    hands.wait(lambda: hands.app.outside is not None)
    return hands


def go_elsewhere(hands: Hands) -> None:
    """Look at another program: its window is the active one now."""
    hands.app.window.showMinimized()
    hands.wait(lambda: QApplication.activeWindow() is None)


def remind_anew(hands: Hands) -> None:
    """Let it be time once more, as on another day."""
    hands.app.window.reminders._told.clear()
    hands.app.window.reminders.look()
    QCoreApplication.processEvents()


def outside_of(hands: Hands) -> Outside:
    assert hands.app.outside is not None
    return hands.app.outside


def test_nobody_is_in_the_tray_who_did_not_ask(
    start: Start, tmp_path: Path, trays: list[FakeTray]
) -> None:
    reminded(tmp_path)
    hands = open_app(start, tmp_path)
    go_elsewhere(hands)
    remind_anew(hands)
    assert trays == []
    hands.app.window.close()
    assert not hands.app.window.isVisible()
    assert QApplication.quitOnLastWindowClosed()


def test_one_line_for_what_is_due_without_a_plans_name(
    start: Start, tmp_path: Path, trays: list[FakeTray]
) -> None:
    reminded(tmp_path)
    hands = open_app(start, tmp_path, remind_outside=1)
    go_elsewhere(hands)
    remind_anew(hands)
    assert trays[0].said == ["Time to stretch. Today’s training is waiting."]
    hands.app.window.reminders.look()
    QCoreApplication.processEvents()
    assert len(trays[0].said) == 1  # once a day and time
    trays[0].tapped.emit()
    window = hands.app.window
    assert not window.isMinimized()
    assert window.page is window.today


def test_nothing_is_said_outside_to_somebody_at_the_window(
    start: Start, tmp_path: Path, trays: list[FakeTray]
) -> None:
    reminded(tmp_path)
    hands = open_app(start, tmp_path, remind_outside=1)
    hands.app.window.activateWindow()
    hands.wait(lambda: QApplication.activeWindow() is hands.app.window)
    remind_anew(hands)
    assert trays[0].said == []


def test_no_line_and_no_other_page_disturbs_a_workout(
    start: Start, tmp_path: Path, trays: list[FakeTray]
) -> None:
    reminded(tmp_path)
    hands = open_app(start, tmp_path, remind_outside=1)
    window = hands.app.window
    home = window.today.home
    assert home is not None
    window._on_start(home.previews[0].opened.routine)
    hands.settle()
    go_elsewhere(hands)
    remind_anew(hands)
    assert trays[0].said == []
    trays[0].stretch_wanted.emit()
    assert not window.isMinimized()
    assert window.page is window.training


def test_the_menu_leads_to_the_stretches(
    start: Start, tmp_path: Path, trays: list[FakeTray]
) -> None:
    reminded(tmp_path)
    hands = open_app(start, tmp_path, remind_outside=1)
    window = hands.app.window
    window.go(window.body)
    hands.settle()
    trays[0].stretch_wanted.emit()
    hands.settle()
    assert window.page is window.today
    hands.wait(window.today.stretching.start.hasFocus)
    trays[0].open_wanted.emit()
    assert window.page is window.today


def test_the_choice_is_made_in_the_settings_and_stays_made(
    start: Start, tmp_path: Path, trays: list[FakeTray]
) -> None:
    reminded(tmp_path)
    hands = open_app(start, tmp_path)
    window = hands.app.window
    window.go(window.settings)
    hands.settle()
    section = outside_of(hands).section
    assert not section.remind.isChecked()
    assert not section.stay.box.isEnabled()
    hands.key(section.remind.box, Qt.Key.Key_Space)
    assert section.saved.isVisible()
    assert section.stay.box.isEnabled()
    hands.key(section.stay.box, Qt.Key.Key_Space)
    assert [tray.closed for tray in trays] == [False]
    hands = open_app(start, tmp_path)
    assert trays[0].closed  # the first app is gone
    assert [tray.closed for tray in trays] == [True, False]
    assert outside_of(hands).stays
    section = outside_of(hands).section
    assert section.remind.isChecked()
    assert section.stay.isChecked()
    section.remind.box.click()
    assert [tray.closed for tray in trays] == [True, True]
    assert not outside_of(hands).stays


def test_the_tab_key_meets_the_choice_where_it_stands(
    start: Start, tmp_path: Path, trays: list[FakeTray]
) -> None:
    hands = open_app(start, tmp_path, remind_outside=1)
    settings, section = hands.app.window.settings, outside_of(hands).section
    assert trays
    chain: list[QWidget] = [settings.health.answer_again]
    while (after := chain[-1].nextInFocusChain()) not in (None, chain[0]):
        assert after is not None
        chain.append(after)
    stops = [w for w in chain if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops[1:3] == [section.remind.box, section.stay.box]


def test_without_a_tray_the_choice_says_so_and_nothing_fails(
    start: Start, tmp_path: Path, trays: list[FakeTray], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeTray, "there", False)
    reminded(tmp_path)
    hands = open_app(start, tmp_path)
    window = hands.app.window
    window.go(window.settings)
    section = outside_of(hands).section
    told = window.findChild(QLabel, "no_tray")
    assert isinstance(told, QLabel)
    assert told.isVisibleTo(section)
    assert told.text() == NOWHERE
    assert not section.remind.box.isEnabled()
    assert trays == []
    monkeypatch.setattr(FakeTray, "there", True)  # somebody switches it on
    window.go(window.today)
    window.go(window.settings)
    assert not told.isVisibleTo(section)
    assert section.remind.box.isEnabled()


def test_a_closed_window_is_really_closed_unless_told_otherwise(
    start: Start, tmp_path: Path, trays: list[FakeTray]
) -> None:
    hands = open_app(start, tmp_path, remind_outside=1)
    assert trays
    close = QCloseEvent()
    QCoreApplication.sendEvent(hands.app.window, close)
    assert close.isAccepted()


def test_a_window_that_stays_is_hidden_and_comes_back(
    start: Start, tmp_path: Path, trays: list[FakeTray]
) -> None:
    reminded(tmp_path)
    hands = open_app(start, tmp_path, remind_outside=1, stay_in_tray=1)
    window = hands.app.window
    for _ in range(2):
        window.close()
        assert not window.isVisible()
        assert not QApplication.quitOnLastWindowClosed()
        (tmp_path / "evenside.call").write_text("")  # another start
        hands.wait(window.isVisible)
        assert QApplication.quitOnLastWindowClosed()
    assert trays[0].said == [HIDDEN]  # said once where it is
    window.close()
    remind_anew(hands)
    assert trays[0].said[1:] == ["Time to stretch. Today’s training is waiting."]
    trays[0].tapped.emit()
    assert window.isVisible()


def test_where_the_tray_is_gone_the_window_is_not_hidden_in_it(
    start: Start, tmp_path: Path, trays: list[FakeTray], monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = open_app(start, tmp_path, remind_outside=1, stay_in_tray=1)
    assert trays
    monkeypatch.setattr(FakeTray, "there", False)
    close = QCloseEvent()
    QCoreApplication.sendEvent(hands.app.window, close)
    assert close.isAccepted()


def test_the_end_of_the_session_is_not_held_up(
    start: Start, tmp_path: Path, trays: list[FakeTray]
) -> None:
    hands = open_app(start, tmp_path, remind_outside=1, stay_in_tray=1)
    assert trays
    outside_of(hands).leave()
    close = QCloseEvent()
    QCoreApplication.sendEvent(hands.app.window, close)
    assert close.isAccepted()


def test_the_menu_offers_the_question_about_the_morning_after(
    start: Start, tmp_path: Path, trays: list[FakeTray]
) -> None:
    with log_of(tmp_path) as made:
        keep(made, ROW, Row=(THURSDAY,))
        made.log_many(workout("prone_arm_raise", TODAY - timedelta(days=1)), today=TODAY)
    hands = open_app(start, tmp_path, remind_outside=1)
    hands.wait(lambda: trays[0].asks)
    window = hands.app.window
    window.go(window.body)
    hands.settle()
    trays[0].morning_wanted.emit()
    assert window.page is window.today
    hands.settle()
    due = window.today.morning.due
    assert due is not None
    hands.app.model.answer_mornings(due, due.all_as(Morning.USUAL))
    hands.wait(lambda: not trays[0].asks)


QUIT = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from core.opening import Opener, late_data
from gui import app as gui_app
from gui.clock import Clock
from gui.state import State
from tests.gui.test_outside import FakeTray

folder, how = Path(sys.argv[1]), sys.argv[2]
FakeTray.shown = []
state = State(folder / "window.ini")
state.keep("remind_outside", 1)
state.keep("stay_in_tray", 1)
state.save()
data = late_data()
opener = Opener(folder, data.catalog, data.safety)
parts = gui_app.Parts(
    opener.open, opener.close, data.catalog, data.safety, Clock(), folder,
    gui_app.Facts("0", ""), tray=FakeTray,
)
app = gui_app.App(gui_app.make_qt(), parts)

def act():
    app.window.close()
    assert not app.window.isVisible()
    print("hidden", flush=True)
    if how == "menu":
        QTimer.singleShot(0, FakeTray.shown[0].quit_wanted.emit)
    else:
        QTimer.singleShot(0, QCoreApplication.quit)

app.window.pages.complete.connect(lambda: QTimer.singleShot(0, act))
sys.exit(app.run())
"""


@pytest.mark.parametrize("how", ["menu", "session"])
def test_quit_ends_evenside_although_its_window_only_hides(tmp_path: Path, how: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", QUIT, str(tmp_path), how],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "hidden\n"


# Said by the offscreen screen, which has no tray.
@pytest.mark.qt_log_ignore("No such signal QPlatformNativeInterface", extend=True)
def test_the_systems_own_tray_has_the_menu_and_no_pain(qapp: QApplication) -> None:
    tray = SystemTray()
    words = [a.text() for a in tray.menu.actions() if a.isVisible() and not a.isSeparator()]
    assert words == ["Open Evenside", "Today’s stretches", "Quit"]
    tray.offer_morning(asks=True)
    words = [a.text() for a in tray.menu.actions() if a.isVisible() and not a.isSeparator()]
    assert "How was the morning after?" in words
    told: list[str] = []
    tray.open_wanted.connect(lambda: told.append("open"))
    tray._icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    tray.menu.actions()[0].trigger()
    assert told == ["open", "open"]
    assert tray.can_speak() is (
        QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()
    )
    tray.close()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
