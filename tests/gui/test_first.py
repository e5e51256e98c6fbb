"""Does a person who comes back see Today from the first picture on, with nothing jumping?"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core import words
from core.errors import Problem
from gui import app as gui_app
from gui.app import App
from gui.clock import Clock
from gui.first import QuietToday, day_words
from gui.state import State
from gui.theme import DARK
from gui.week_model import WeekModel
from tests.gui.conftest import EVENING
from tests.gui.test_start import HEAVY, LOOK, ROOT
from tests.gui.test_today_page import ROW, THURSDAY, keep, log_of
from tests.gui.young import painted


@pytest.fixture
def returning(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[App]:
    """The young window of somebody who has begun."""
    monkeypatch.setattr(gui_app, "_REST_MS", 10**8)
    monkeypatch.setattr(gui_app, "_PATIENCE_MS", 10**8)
    with log_of(tmp_path) as log:
        keep(log, ROW, Row=(THURSDAY,))
    remember(tmp_path, 1)
    app = painted(qapp, qtbot, tmp_path, Clock(EVENING))
    yield app
    app.stop()


def remember(folder: Path, begun: int) -> None:
    state = State(folder / "window.ini")
    state.keep("begun", begun)
    state.save()


def place(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def test_the_body_is_never_seen_on_the_way_to_today(returning: App, qtbot: QtBot) -> None:
    window = returning.window
    seen = [window.page.accessibleName()]
    window.pages.stack.currentChanged.connect(lambda _: seen.append(window.page.accessibleName()))
    marked = window.rail._group.checkedId()
    returning._on_painted()
    qtbot.waitUntil(lambda: window.pages.has("today") and window.page is window.today)
    assert seen == ["Today", "Today"]
    assert marked == window.rail._group.checkedId() == window.pages.place("today")
    assert window.today.home is not None  # it came with its content
    assert window.rail.isEnabled()


def test_day_and_greeting_stay_where_they_are(returning: App, qtbot: QtBot) -> None:
    window, quiet = returning.window, returning.window.page
    assert isinstance(quiet, QuietToday)
    before = [(w.text(), place(w).topLeft(), w.height()) for w in (quiet.day, quiet.title)]
    plan, side = (r.toRect().translated(place(quiet.cards).topLeft()) for r in quiet.cards.cards())
    returning._on_painted()
    qtbot.waitUntil(lambda: window.pages.has("today") and window.page is window.today)
    QApplication.processEvents()
    today = window.today
    after = [(w.text(), place(w).topLeft(), w.height()) for w in (today._date, today._title)]
    assert after == before
    assert place(today._cards[0]).topLeft() == plan.topLeft()
    assert abs(place(today._cards[0]).right() - plan.right()) <= 1
    assert place(today.stretching).topLeft() == side.topLeft()


def test_at_night_and_on_a_narrow_window_the_cards_fit(returning: App) -> None:
    quiet = returning.window.page
    assert isinstance(quiet, QuietToday)
    quiet.set_theme(DARK)
    quiet.cards.resize(600, 640)
    plan, side = quiet.cards.cards()
    assert not plan.intersects(side)
    for card in (plan, side):
        assert quiet.cards.rect().contains(card.toRect())
    assert quiet.cards.grab().toImage().pixelColor(300, 120).name() == DARK.card


def test_somebody_who_has_gone_elsewhere_meanwhile_stays_there(
    returning: App, qtbot: QtBot
) -> None:
    window = returning.window
    returning._on_painted()
    qtbot.waitUntil(window.rail.isEnabled, timeout=15_000)
    window._on_rail(window.pages.place("body"))
    qtbot.waitUntil(lambda: window.today.home is not None, timeout=15_000)
    assert window.page is window.body


def test_what_can_not_be_read_is_told_on_today(
    returning: App, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(model: WeekModel) -> None:
        model.coach.ask("home", refuse, print)

    def refuse(_: object) -> None:
        raise Problem("The disk does not answer.")

    monkeypatch.setattr(WeekModel, "load", broken)
    window = returning.window
    returning._on_painted()
    qtbot.waitUntil(
        lambda: window.pages.has("today") and window.today.problem() != "", timeout=15_000
    )
    assert window.page is window.today
    assert window.today.problem() == "The disk does not answer."


def test_an_emptied_log_begins_with_the_body_again(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    remember(tmp_path, 1)
    app = painted(qapp, qtbot, tmp_path, Clock(EVENING))
    qtbot.waitUntil(lambda: app.window.page is app.window.body, timeout=15_000)
    assert State(tmp_path / "window.ini").number("begun", 9) == 0
    app.stop()


def test_it_is_remembered_at_once_that_somebody_has_begun(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    with log_of(tmp_path) as log:
        keep(log, ROW)
    app = painted(qapp, qtbot, tmp_path, Clock(EVENING))
    assert app.window.page is app.window.body
    qtbot.waitUntil(
        lambda: app.window.pages.has("today") and app.window.page is app.window.today,
        timeout=15_000,
    )
    assert State(tmp_path / "window.ini").number("begun", 9) == 1
    app.stop()


def test_a_log_that_is_slow_to_open_says_why_nothing_is_there(returning: App) -> None:
    quiet = returning.window.page
    assert isinstance(quiet, QuietToday)
    before = place(quiet.cards)
    assert quiet.says.text().strip() == ""
    quiet._long.timeout.emit()
    QApplication.processEvents()
    assert quiet.says.text() == "Your log is being opened …"
    assert place(quiet.cards) == before


def test_nothing_heavy_is_loaded_before_today_is_painted(tmp_path: Path) -> None:
    remember(tmp_path, 1)
    done = subprocess.run(
        [sys.executable, "-c", LOOK, str(tmp_path)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
        timeout=60,
    )
    loaded = set(done.stdout.split())
    assert "gui.first" in loaded
    assert not loaded & HEAVY


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 3, 12), date(2024, 2, 29)])
def test_a_day_is_said_as_everywhere_else(day: date) -> None:
    said = f"{words.weekday(day)}, {words.date_words(day, today=day)}"
    assert day_words(day.year, day.month, day.day) == said
