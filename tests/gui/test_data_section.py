"""Can a person look after their log from the settings, and rescue one that can't be opened?"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from core.coach import Coach
from core.errors import Problem
from core.inventory import Batch
from core.journal import History
from core.keeper import Contents
from gui import messages
from gui.settings.data import DataSection
from tests import factories as make
from tests.gui.conftest import EVENING, Hands

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

Start = Callable[..., Hands]


def _log(hands: Hands, count: int, *, first: int = 0) -> None:
    for n in range(first, first + count):
        hands.app.model.log(make.entry(entry_id=f"set-{n}", index=n % 50 + 1, note="nothing much"))
    hands.settle()


def _sets(hands: Hands) -> set[str]:
    found: list[Coach] = []
    hands.app.model.ask("test", lambda coach: coach, found.append)
    seen: list[set[str]] = []
    hands.app.model.ask("test", lambda c: {e.id for e in c.history().sets}, seen.append)
    hands.settle()
    return seen[0]


def _settings(hands: Hands) -> DataSection:
    hands.app.window.go(hands.app.window.settings)
    hands.settle()
    return hands.app.window.settings.data


def _press(hands: Hands, button: QPushButton) -> None:
    button.setFocus()
    hands.key(button, Qt.Key.Key_Return)
    hands.settle()


def _says(hands: Hands) -> str:
    says = hands.find("data_says")
    assert isinstance(says, QLabel)
    return says.text()


@pytest.fixture
def agree(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    asked: list[str] = []

    def confirm(_: object, title: str, question: str, yes: str) -> bool:
        asked.append(question)
        return True

    def tell(_: object, title: str, text: str, detail: str = "") -> None:
        asked.append(text)

    monkeypatch.setattr(messages, "confirm", confirm)
    monkeypatch.setattr(messages, "tell", tell)
    return asked


def test_the_card_says_where_the_log_is_and_that_it_is_whole(start: Start, tmp_path: Path) -> None:
    hands = start()
    _log(hands, 3)
    data = _settings(hands)
    assert data.file.text() == str(tmp_path / "evenside.db")
    assert data.holds.text().startswith("Your log: 3 sets in 1 workout, the last on 12 March")
    _press(hands, data.check)
    assert _says(hands) == "Your log is whole: 3 sets in 1 workout, each exactly as it was saved."
    assert data.check.isEnabled()


def test_back_up_look_inside_restore_and_take_it_back(start: Start, agree: list[str]) -> None:
    hands = start()
    _log(hands, 2)
    data = _settings(hands)
    _press(hands, data.back_up)
    assert _says(hands).startswith("There is a whole backup of your log as it is now: 2 sets.")
    _log(hands, 3, first=2)
    _settings(hands)
    (line,) = data.backups.lines
    _press(hands, line.button)
    assert data.backups.panel.text() == (
        "It is whole and holds 2 sets in 1 workout, the last on 12 March.\n"
        "3 sets logged since would leave the log.\n"
        "The log as it is now is kept as a backup first."
    )
    _press(hands, data.backups.panel.restore)
    assert "3 sets logged since would leave the log." in agree[0]
    assert _sets(hands) == {"set-0", "set-1"}
    assert data.back.text().startswith("Your log is as it was at the backup")
    (undo,) = data.back.findChildren(QPushButton)
    _press(hands, undo)
    assert _sets(hands) == {f"set-{n}" for n in range(5)}


def test_a_backup_of_this_very_state_has_nothing_to_restore(start: Start) -> None:
    hands = start()
    data = _settings(hands)
    _press(hands, data.back_up)
    _press(hands, data.backups.lines[0].button)
    assert "Nothing would change" in data.backups.panel.text()
    assert not data.backups.panel.restore.isVisible()
    _press(hands, data.backups.panel.close_button)
    assert not data.backups.panel.isVisible()
    assert data.backups.lines[0].button.hasFocus()


def test_a_spoilt_backup_is_told_where_it_was_looked_for(start: Start, tmp_path: Path) -> None:
    hands = start()
    data = _settings(hands)
    _press(hands, data.back_up)
    (path,) = (tmp_path / "backups").glob("*.db")
    path.write_bytes(path.read_bytes()[:-1])
    _press(hands, data.backups.lines[0].button)
    assert "was damaged after it was made" in data.backups.panel.text()
    assert not data.backups.panel.restore.isVisible()


def test_a_second_folder(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hands = start()
    data = _settings(hands)
    assert not data.no_second.isVisible()
    monkeypatch.setattr(messages, "ask_folder", lambda *_: tmp_path)
    _press(hands, data.choose_second)
    assert "where the log lies already" in data.trouble.text()
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(messages, "ask_folder", lambda *_: stick)
    _press(hands, data.choose_second)
    assert str(stick) in data.second.text()
    _press(hands, data.back_up)
    assert len(list(stick.iterdir())) == 1
    _press(hands, data.no_second)
    assert data.second.text().startswith("None.")


def test_an_import_can_be_taken_back_and_brought_back(start: Start, agree: list[str]) -> None:
    hands = start()
    batch = Batch("b1", "Strong", "strong.csv", "", EVENING.date(), 2)
    entries = [make.entry(entry_id=f"in-{n}", index=n + 1) for n in range(2)]
    came = Contents(History(tuple(replace(entry, batch="b1") for entry in entries)))
    hands.app.model.ask("t", lambda c: c.keeper.add_batch(batch, came), lambda _: None)
    hands.settle()
    _settings(hands)

    def button(action: str) -> QPushButton:
        return next(
            b
            for b in hands.find("imports").findChildren(QPushButton)
            if b.accessibleName() == f"{action}: Strong: strong.csv" and b.isVisible()
        )

    _press(hands, button("Take back"))
    assert "Take the 2 sets of “strong.csv” out of your log?" in agree[0]
    assert _sets(hands) == set()
    hands = start(EVENING + timedelta(days=1))
    _settings(hands)
    _press(hands, button("Bring back"))
    assert _sets(hands) == {"in-0", "in-1"}


def test_what_was_changed_by_hand_is_named_before_an_import_is_taken_back(
    start: Start, agree: list[str]
) -> None:
    hands = start()
    batch = Batch("b1", "Strong", "strong.csv", "", EVENING.date(), 2)
    entries = [replace(make.entry(entry_id=f"in-{n}", index=n + 1), batch="b1") for n in range(2)]
    hands.app.model.ask(
        "t",
        lambda c: c.keeper.add_batch(batch, Contents(History(tuple(entries)))),
        lambda _: None,
    )
    hands.settle()
    hands.app.model.edit(replace(entries[0], reps=5))
    hands.settle()
    _settings(hands)
    press = next(
        b
        for b in hands.find("imports").findChildren(QPushButton)
        if b.accessibleName() == "Take back: Strong: strong.csv"
    )
    _press(hands, press)
    assert "1 set of them you have changed since" in agree[0]
    assert _sets(hands) == set()


def test_chores_come_after_opening_and_make_a_backup(start: Start, tmp_path: Path) -> None:
    hands = start()
    _log(hands, 1)
    assert not list((tmp_path / "backups").glob("*.db"))
    hands.app.window.care.do_chores()
    hands.wait(lambda: bool(list((tmp_path / "backups").glob("*.db"))))
    hands.settle()
    assert (tmp_path / "journal" / "evenside-2026-03.jsonl").exists()


def test_chores_that_fail_are_tried_again(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    hands = start()
    care = hands.app.window.care

    def fails(_: object) -> bool:
        raise Problem("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr("core.storage.care.LogCare.chore", fails)
        care._timer.stop()
        care.do_chores()
        hands.settle()
    assert care._timer.isActive()
    assert hands.app.window.settings.data.trouble.text() == ""


def test_closing_makes_a_backup(start: Start, tmp_path: Path) -> None:
    hands = start()
    _log(hands, 4)
    hands.app.stop()
    (path,) = (tmp_path / "backups").glob("*.db")
    assert ".daily.4." in path.name


def _spoil_a_row(path: Path) -> None:
    """Change a row behind Evenside's back: SQLite finds nothing wrong with it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE set_entry SET reps = reps + 1 WHERE id = 'set-0'")


def test_silent_damage_is_told_after_opening(
    start: Start, tmp_path: Path, agree: list[str]
) -> None:
    hands = start()
    _log(hands, 3)
    hands.app.stop()
    _spoil_a_row(tmp_path / "evenside.db")
    hands = start(EVENING + timedelta(days=1))
    hands.app.window.care.do_chores()
    hands.wait(lambda: bool(agree))
    hands.settle()
    assert agree[0].startswith("Your log is damaged: 1 set can no longer be trusted.")
    assert "Look at the newest backup below and restore it" in agree[0]
    assert hands.app.window.page is hands.app.window.settings
    data = hands.app.window.settings.data
    assert _says(hands) == agree[0]
    assert len(data.backups.lines) == 1
    _press(hands, data.backups.lines[0].button)
    _press(hands, data.backups.panel.restore)
    _press(hands, data.check)
    assert _says(hands).startswith("Your log is whole: 3 sets")
    assert "evenside.damaged-" in data.back.text()


# -- a log that can't be opened --------------------------------------------------------------------


def _damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 * 3 : 4096 * 9] = bytes(4096 * 6)
    path.write_bytes(bytes(data))


def _refused(start: Start, tmp_path: Path, harm: Callable[[Path], object]) -> Hands:
    hands = start()
    _log(hands, 5)
    hands.app.stop()
    harm(tmp_path / "evenside.db")
    hands = start(EVENING + timedelta(days=1), refused=True)
    hands.settle()
    return hands


@pytest.mark.parametrize("harm", [_damage, Path.unlink, lambda path: path.write_bytes(b"")])
def test_a_refused_log_is_restored_from_the_page_that_says_so(
    start: Start, tmp_path: Path, agree: list[str], harm: Callable[[Path], None]
) -> None:
    hands = _refused(start, tmp_path, harm)
    page = hands.app.window.refused
    _press(hands, page.backups.lines[0].button)
    assert page.backups.panel.text().startswith("It is whole and holds 5 sets in 1 workout")
    _press(hands, page.backups.panel.restore)
    hands.wait(hands.app.window.rail.isEnabled)
    assert agree[0].startswith("The backup is your log now.")
    assert _sets(hands) == {f"set-{n}" for n in range(5)}
    kept = list(tmp_path.glob("evenside.damaged-*.db"))
    assert len(kept) == (0 if harm is Path.unlink else 1)


def test_a_refused_log_is_made_anew_from_the_journal(
    start: Start, tmp_path: Path, agree: list[str]
) -> None:
    hands = _refused(start, tmp_path, _damage)
    page = hands.app.window.refused
    _press(hands, page.rebuild)
    hands.wait(hands.app.window.rail.isEnabled)
    assert "made anew from the journal: 5 sets in 1 workout" in agree[0]
    assert _sets(hands) == {f"set-{n}" for n in range(5)}


def test_another_file_can_be_chosen(
    start: Start, tmp_path: Path, agree: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere.db"
    hands = _refused(start, tmp_path, lambda path: path.replace(elsewhere))
    page = hands.app.window.refused
    other = tmp_path / "text.txt"
    other.write_text("not a log")
    monkeypatch.setattr(messages, "ask_log", lambda *_: other)
    _press(hands, page.choose)
    assert "“text.txt” is not a log of Evenside" in page.trouble.text()
    assert page.choose.isEnabled()
    before = elsewhere.read_bytes()
    monkeypatch.setattr(messages, "ask_log", lambda *_: elsewhere)
    _press(hands, page.choose)
    hands.wait(hands.app.window.rail.isEnabled)
    assert _sets(hands) == {f"set-{n}" for n in range(5)}
    assert elsewhere.read_bytes() == before


def test_a_new_log_can_be_begun_and_the_old_one_is_kept(
    start: Start, tmp_path: Path, agree: list[str]
) -> None:
    hands = _refused(start, tmp_path, _damage)
    damaged = (tmp_path / "evenside.db").read_bytes()
    _press(hands, hands.app.window.refused.new)
    hands.wait(hands.app.window.rail.isEnabled)
    assert _sets(hands) == set()
    (kept,) = tmp_path.glob("evenside.damaged-*.db")
    assert kept.read_bytes() == damaged
    assert kept.name in agree[1]


def test_a_log_in_use_is_only_tried_again(start: Start, tmp_path: Path) -> None:
    hands = start()
    hands.app.stop()
    with closing(sqlite3.connect(tmp_path / "evenside.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        hands = start(refused=True)
        page = hands.app.window.refused
        assert "Another program is using" in page.text()
        assert not page.new.isVisible()
    _press(hands, page.again)
    hands.wait(hands.app.window.rail.isEnabled)
