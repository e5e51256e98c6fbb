"""Can a person bring a file in, answer what it asks, take it back, and write their log out?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QPushButton

from core.body import Side
from core.errors import Problem
from core.journal import SetEntry
from gui import messages
from gui.exchange.export_dialog import ExportDialog
from gui.exchange.import_dialog import ImportDialog
from tests import factories as make
from tests.exchange.keeping import written
from tests.exchange.test_import import FILE, LEFT_ROW, RIGHT_ROW, ROW, hevy
from tests.gui.conftest import EVENING, Hands

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

Start = Callable[..., Hands]
OPEN_ROW = "side:single arm row:not said"


def opened(hands: Hands, path: Path, monkeypatch: pytest.MonkeyPatch) -> ImportDialog:
    """Open a file as a person does: settings, button, file."""
    hands.app.window.go(hands.app.window.settings)
    hands.settle()
    monkeypatch.setattr(messages, "ask_import", lambda *_: path)
    press(hands, hands.find("import"))
    return dialog_of(hands)


def dialog_of(hands: Hands) -> ImportDialog:
    dialog = hands.dialog()
    assert isinstance(dialog, ImportDialog)
    hands.settle()
    return dialog


def press(hands: Hands, button: Any) -> None:  # noqa: ANN401 - any widget
    button.setFocus()
    hands.key(button, Qt.Key.Key_Return)
    hands.settle()


def answer(hands: Hands, dialog: ImportDialog, question: str, choice: str) -> None:
    """Answer with the arrow keys."""
    box = dialog.findChild(QComboBox, question)
    assert box is not None, question
    box.setFocus()
    want = box.findData(choice)
    assert want >= 0, choice
    hands.key(box, Qt.Key.Key_Home)
    for _ in range(box.count()):
        if box.currentIndex() == want:
            break
        hands.key(box, Qt.Key.Key_Down)
    assert box.currentData() == choice
    hands.settle()


def sets(hands: Hands) -> tuple[SetEntry, ...]:
    seen: list[tuple[SetEntry, ...]] = []
    hands.app.model.ask("test", lambda c: c.history().sets, seen.append)
    hands.settle()
    return seen[0]


def gone(hands: Hands, dialog: QDialog) -> None:
    hands.wait(lambda: not dialog.isVisible())


def words_of(dialog: ImportDialog) -> str:
    QApplication.processEvents()  # new labels are shown with the next layout
    found = dialog.findChildren(QLabel)
    return "\n".join(part.text() for part in found if part.isVisible())


def weeks(weaker: str = "20", stronger: str = "26") -> str:
    text = ""
    for n, day in enumerate((5, 8, 11, 14)):
        rows = hevy(
            (LEFT_ROW[0], "", weaker, "8"),
            (RIGHT_ROW[0], "", stronger, "8"),
            day=f"{day} Jan 2026, 12:17",
        ).replace(",8,,,", ",8,,,10")
        text += rows if not n else rows.split("\n", 1)[1]
    return text


def test_a_file_is_looked_through_answered_brought_in_and_taken_back_by_keyboard(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = start()
    dialog = opened(hands, written(tmp_path, FILE, "hevy.csv"), monkeypatch)
    assert "A file of Hevy: 5 sets, 4 exercise names." in words_of(dialog)
    assert dialog.take.text() == "Import 4 sets"
    assert "1 waits for your answers" in dialog.counts.text()
    answer(hands, dialog, "name:bench press (barbell)", "skip")
    answer(hands, dialog, OPEN_ROW, "left")
    assert "waits" not in dialog.counts.text()
    press(hands, dialog.take)
    assert "4 sets came in." in words_of(dialog)
    assert sorted(s.side.value for s in sets(hands) if s.side) == ["left", "left", "left", "right"]
    press(hands, dialog.back)
    assert "Taken back: 4 sets" in words_of(dialog)
    assert sets(hands) == ()
    hands.key(dialog, Qt.Key.Key_Escape)
    hands = start(EVENING + timedelta(days=1))
    hands.app.window.go(hands.app.window.settings)
    hands.settle()
    back = next(
        b
        for b in hands.find("imports").findChildren(QPushButton)
        if b.accessibleName() == "Bring back: Hevy: hevy.csv" and b.isVisible()
    )
    press(hands, back)
    assert len(sets(hands)) == 4


def test_a_side_nobody_knows_stays_unknown_and_that_is_said(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = start()
    dialog = opened(hands, written(tmp_path, hevy(ROW, ROW)), monkeypatch)
    box = dialog.findChild(QComboBox, OPEN_ROW)
    assert box is not None
    assert box.currentData() == "unknown"
    press(hands, dialog.take)
    assert [s.side for s in sets(hands)] == [None, None]
    said = words_of(dialog)
    assert "2 new sets of exercises with sides have no known side and stay out" in said
    assert "Nothing yet" in said


@pytest.mark.parametrize(
    ("weaker", "stronger", "side"), [("20", "26", Side.LEFT), ("26", "20", Side.RIGHT)]
)
def test_it_says_what_the_history_says_about_left_and_right(
    start: Start,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    weaker: str,
    stronger: str,
    side: Side,
) -> None:
    hands = start()
    dialog = opened(hands, written(tmp_path, weeks(weaker, stronger)), monkeypatch)
    press(hands, dialog.take)
    assert f"{side.value.capitalize()} 23 % weaker: real" in words_of(dialog)


def test_any_exercise_of_the_catalog_can_be_chosen(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = start()
    path = written(tmp_path, hevy(("Cold Plunge", "", "", "8")))
    dialog = opened(hands, path, monkeypatch)
    assert not dialog.take.isEnabled()
    answer(hands, dialog, "name:cold plunge", "bodyweight_squats")
    press(hands, dialog.take)
    assert [s.exercise_id for s in sets(hands)] == ["bodyweight_squats"]


def test_suggested_sides_are_taken_only_when_the_person_says_so(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = start()
    noted = (ROW[0], "left arm was tired", *ROW[2:])
    dialog = opened(hands, written(tmp_path, hevy(noted)), monkeypatch)
    assert "The side of 1 is not known" in dialog.counts.text()
    press(hands, hands.find("take_sides"))
    assert "not known" not in dialog.counts.text()
    press(hands, dialog.take)
    assert [s.side for s in sets(hands)] == [Side.LEFT]


def test_a_file_that_is_refused_says_why(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = start()
    dialog = opened(hands, written(tmp_path, "apples,pears\n1,2\n", "fruit.csv"), monkeypatch)
    assert "fruit.csv, line 1: is in no format that Evenside knows" in words_of(dialog)
    assert not dialog.take.isVisible()
    hands.key(dialog, Qt.Key.Key_Escape)
    assert sets(hands) == ()


def test_lines_that_can_not_be_read_are_listed(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = start()
    text = FILE.replace(',20,8,,,\n"W"', ',2O,8,,,\n"W"', 1)
    dialog = opened(hands, written(tmp_path, text, "hevy.csv"), monkeypatch)
    assert "hevy.csv, line 2: the weight “2O” is not a number" in words_of(dialog)


def test_closing_while_it_reads_changes_nothing_and_the_next_file_is_not_confused(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = start()
    hands.app.window.go(hands.app.window.settings)
    hands.settle()
    paths = iter([written(tmp_path, FILE, "one.csv"), written(tmp_path, hevy(ROW), "two.csv")])
    monkeypatch.setattr(messages, "ask_import", lambda *_: next(paths))
    with hands.held():
        hands.click(hands.find("import"))
        first = hands.dialog()
        hands.key(first, Qt.Key.Key_Escape)
        gone(hands, first)
        hands.click(hands.find("import"))
        hands.dialog()
    dialog = dialog_of(hands)
    assert "A file of Hevy: 1 set, 1 exercise name." in words_of(dialog)
    assert sets(hands) == ()


def test_an_import_that_can_not_be_written_says_so_and_can_be_tried_again(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = start()
    dialog = opened(hands, written(tmp_path, hevy(ROW)), monkeypatch)

    def full(*_: object, **__: object) -> None:
        raise Problem("The disk is full. Your log is as it was.")

    with monkeypatch.context() as planted:
        planted.setattr("core.storage.backup.Backups.make", full)
        press(hands, dialog.take)
    assert "The disk is full" in dialog.banner.text()
    assert sets(hands) == ()
    press(hands, dialog.take)
    assert len(sets(hands)) == 1


def test_a_file_dropped_on_the_window_is_opened(start: Start, tmp_path: Path) -> None:
    hands = start()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(written(tmp_path, hevy(ROW))))])
    where, none = QPoint(300, 300), Qt.KeyboardModifier.NoModifier
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(where, copy, data, left, none)
    QApplication.sendEvent(hands.app.window, enter)
    assert enter.isAccepted()
    drop = QDropEvent(where.toPointF(), copy, data, left, none)
    QApplication.sendEvent(hands.app.window, drop)
    assert drop.isAccepted()
    assert dialog_of(hands).take.text() == "Import 1 set"


def test_a_text_dropped_on_the_window_is_none_of_its_business(start: Start) -> None:
    hands = start()
    data = QMimeData()
    data.setText("hello")
    enter = QDragEnterEvent(
        QPoint(300, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter.ignore()
    QApplication.sendEvent(hands.app.window, enter)
    assert not enter.isAccepted()


def test_the_log_is_written_and_read_back(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = start()
    for n in range(3):
        hands.app.model.log(make.entry(entry_id=f"set-{n}", index=n + 1))
    hands.settle()
    hands.app.window.go(hands.app.window.settings)
    hands.settle()
    for form in ("json", "csv"):
        path = tmp_path / f"log.{form}"
        monkeypatch.setattr(messages, "choose_save_path", lambda *_, path=path: path)
        press(hands, hands.find("export"))
        dialog = hands.dialog()
        assert isinstance(dialog, ExportDialog)
        hands.click(dialog.form.chip(form))
        press(hands, dialog.save)
        assert f"3 sets written to “log.{form}”." in dialog.says.text()
        press(hands, dialog.close_button)
        gone(hands, dialog)
        looked = opened(hands, path, monkeypatch)
        assert "No new sets. 3 were imported before." in looked.counts.text()
        assert not looked.take.isEnabled()
        hands.key(looked, Qt.Key.Key_Escape)
        gone(hands, looked)


def test_an_export_that_can_not_be_written_says_so(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = start()
    hands.app.window.go(hands.app.window.settings)
    hands.settle()
    monkeypatch.setattr(messages, "choose_save_path", lambda *_: tmp_path / "no" / "log.json")
    press(hands, hands.find("export"))
    dialog = hands.dialog()
    assert isinstance(dialog, ExportDialog)
    press(hands, dialog.save)
    assert "log.json" in dialog.says.text()
    assert dialog.save.isEnabled()
