from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from time import perf_counter
from typing import TypeVar

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.body import Side
from core.journal import Band, SetEntry
from gui.clock import Clock
from gui.coach_model import CoachModel
from gui.history.changes import ChangesDialog
from gui.history.merge import MergeDialog
from gui.history.page import HistoryPage
from gui.history.table_model import ROW_ROLE, SORT_ROLE, Column, Filter, SetTable, Sides
from gui.theme import DARK, LIGHT
from tests import factories as make

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

LEFT = Qt.MouseButton.LeftButton
Dialog = TypeVar("Dialog", ChangesDialog, MergeDialog)
DOWN, UP = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder


@dataclass
class Desk:
    log: make.MemoryLog
    model: CoachModel
    page: HistoryPage
    qtbot: QtBot

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.model.jobs.busy)

    def shows(self, row: int, column: Column) -> str:
        return str(self.page.table_model.index(row, column).data())

    def choose(self, entry: SetEntry) -> None:
        table = self.page.table
        index = self.page.table_model.index(self.page.table_model.row_of(entry.id), 0)
        where = table.visualRect(index).center()
        QTest.mouseClick(table.viewport(), LEFT, pos=where)

    def refusal(self, name: str) -> str:
        found = self.page.form.findChild(QLabel, f"{name}_refusal")
        assert isinstance(found, QLabel)
        return found.text() if found.isVisible() else ""


ROW = make.entry("single_arm_row", Side.LEFT, day=make.ago(3), reps=9, load_kg=12, note="Easy one")
RIGHT = make.entry("single_arm_row", Side.RIGHT, day=make.ago(3), reps=10, load_kg=12)
PLANK = make.entry("side_plank", Side.RIGHT, day=make.ago(2), seconds=30)
BAND = make.entry("banded_abduction", Side.LEFT, day=make.ago(1), band=Band.STRONG, reps=12)
BRIDGE = make.entry("glute_bridge", None, day=make.TODAY, reps=15, reserve=None)
SETS = (ROW, RIGHT, PLANK, BAND, BRIDGE)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    yield from open_desk(qtbot, SETS)


@pytest.fixture
def empty_desk(qtbot: QtBot) -> Iterator[Desk]:
    yield from open_desk(qtbot, ())


def open_desk(qtbot: QtBot, sets: tuple[SetEntry, ...]) -> Iterator[Desk]:
    log = make.MemoryLog()
    for entry in sets:
        log.add_set(entry)
    clock = Clock(datetime(2026, 3, 12, 18, tzinfo=UTC))
    model = CoachModel(lambda: make.coach(log), make.catalog(), make.safety(), clock)
    model.open()
    page = HistoryPage(model, LIGHT)
    qtbot.addWidget(page)
    page.resize(1196, 800)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    with qtbot.waitSignal(model.history_ready):
        page.shown()
    yield Desk(log, model, page, qtbot)
    model.close(lambda: None)


# -- the table, with no window -------------------------------------------------------------------


def table(*sets: SetEntry) -> SetTable:
    made = SetTable(make.catalog(), LIGHT)
    made.show(make.history(*sets), make.TODAY)
    return made


def column(model: SetTable, of: Column) -> list[str]:
    return [str(model.index(row, of).data()) for row in range(model.rowCount())]


def test_the_newest_set_stands_first() -> None:
    assert table(*SETS).entries == [BRIDGE, BAND, PLANK, RIGHT, ROW]


def test_every_column_says_its_part() -> None:
    model = table(*SETS)
    assert column(model, Column.DATE) == ["Today", "Yesterday", "Tue 10 Mar"] + ["Mon 9 Mar"] * 2
    assert column(model, Column.SIDE) == ["Both", "Left", "Right", "Right", "Left"]
    assert column(model, Column.WHAT) == [
        "15 reps",
        "strong (blue) × 12",
        "30 s",
        "12 kg × 10",
        "12 kg × 9",
    ]
    assert column(model, Column.RESERVE) == ["not sure", "2", "–", "2", "2"]
    assert column(model, Column.NOTE)[-1] == "Easy one"
    assert [model.headerData(c, Qt.Orientation.Horizontal) for c in Column][:3] == [
        "Date",
        "Exercise",
        "Side",
    ]


def test_an_imported_set_of_an_unknown_side_is_not_called_both() -> None:
    model = table(replace(ROW, side=None, batch="an import"))
    assert column(model, Column.SIDE) == ["Unknown"]


def test_a_day_of_another_year_says_so() -> None:
    model = table(make.entry(day=date(2025, 11, 12)))
    assert column(model, Column.DATE) == ["12 Nov 2025"]


def test_the_row_role_gives_the_set_and_the_sort_role_a_key() -> None:
    model = table(ROW, BRIDGE)
    assert model.index(1, Column.NOTE).data(ROW_ROLE) is ROW
    assert model.data(model.index(1, Column.RESERVE), SORT_ROLE) == 2
    assert model.data(model.index(0, Column.RESERVE), SORT_ROLE) == -1


def test_sides_have_their_colours_and_their_words() -> None:
    model = table(ROW, RIGHT)
    role = Qt.ItemDataRole.ForegroundRole
    assert model.index(0, Column.SIDE).data(role).name() == LIGHT.right
    model.set_theme(DARK)
    assert model.index(1, Column.SIDE).data(role).name() == DARK.left


def test_sorting_by_weight_keeps_the_newest_first_within_it() -> None:
    heavy = replace(ROW, id="heavy", load_kg=20.0)
    later = replace(ROW, id="later", day=make.TODAY)
    model = table(ROW, heavy, later)
    model.sort(Column.WHAT, UP)
    assert [e.id for e in model.entries] == ["later", ROW.id, "heavy"]
    model.sort(Column.WHAT, DOWN)
    assert [e.id for e in model.entries] == ["heavy", "later", ROW.id]
    model.sort(Column.DATE, UP)
    assert [e.id for e in model.entries][-1] == "later"


def test_words_are_looked_for_in_names_and_notes() -> None:
    model = table(*SETS)
    model.narrow(Filter(text="ROW easy"))
    assert model.entries == [ROW]
    assert model.summary() == "1 of 5 sets in 1 workout"
    model.narrow(Filter(exercise_id="single_arm_row", sides=Sides.RIGHT))
    assert model.entries == [RIGHT]
    model.narrow(Filter(sides=Sides.BOTH))
    assert model.entries == [BRIDGE]


def test_a_set_of_a_forgotten_exercise_is_still_shown() -> None:
    model = table(replace(ROW, exercise_id="old_thing"))
    assert column(model, Column.EXERCISE) == ["Old thing (not in the catalog any more)"]


def test_ten_years_are_filtered_and_sorted_in_a_blink() -> None:
    many = tuple(
        replace(ROW, id=str(i), day=make.ago(i // 12), note="easy" if i % 7 else "hard")
        for i in range(40_000)
    )
    model = table(*many)
    begun = perf_counter()
    model.narrow(Filter(text="hard"))
    model.sort(Column.WHAT, UP)
    assert perf_counter() - begun < 1.0
    assert model.rowCount() == 5715


# -- the page -----------------------------------------------------------------------------------


def test_an_empty_log_teaches(empty_desk: Desk) -> None:
    page = empty_desk.page
    assert page.stack.currentIndex() == 1
    assert page.count.text() == ""
    assert not page.search.isVisible()


def test_sets_and_workouts_are_counted(desk: Desk) -> None:
    assert desk.page.count.text() == "5 sets in 4 workouts"


def test_typing_narrows_and_show_all_widens(desk: Desk) -> None:
    page = desk.page
    QTest.keyClicks(page.search, "plank")
    assert page.table_model.entries == [PLANK]
    QTest.keyClicks(page.search, " zzz")
    assert page.stack.currentIndex() == 2
    QTest.mouseClick(page.show_all, LEFT)
    assert page.table_model.rowCount() == 5
    assert page.search.text() == ""


def test_exercise_and_side_narrow_too(desk: Desk) -> None:
    page = desk.page
    page.exercises.setCurrentIndex(page.exercises.findText("Single Arm Row"))
    QTest.mouseClick(page.sides.chip(Sides.LEFT), LEFT)
    assert page.table_model.entries == [ROW]


def test_a_click_on_a_title_sorts(desk: Desk) -> None:
    titles = desk.page.table.horizontalHeader()
    x = titles.sectionViewportPosition(Column.EXERCISE) + 20
    QTest.mouseClick(titles.viewport(), LEFT, pos=QPoint(x, 10))
    names = column(desk.page.table_model, Column.EXERCISE)
    assert names == sorted(names) or names == sorted(names, reverse=True)


def test_a_set_is_mended(desk: Desk) -> None:
    desk.choose(ROW)
    form = desk.page.form
    assert form.isVisible()
    assert not form.save.isEnabled()
    fields = form.fields
    fields.amount_text.clear()
    QTest.keyClicks(fields.amount_text, "8")
    fields.load_text.clear()
    QTest.keyClicks(fields.load_text, "12,5")
    QTest.mouseClick(fields.not_sure, LEFT)
    fields.pain_text.clear()
    QTest.keyClicks(fields.pain_text, "3")
    QTest.keyClicks(fields.note_text, "Really: ")
    fields.day_edit.setDate(QDate(2026, 3, 8))
    with desk.qtbot.waitSignal(desk.model.history_ready):
        QTest.mouseClick(form.save, LEFT)
        assert form.save.text() == "Saving…"
        assert not form.save.isEnabled()
    kept = desk.log.sets[ROW.id]
    assert (kept.reps, kept.load_kg, kept.reserve, kept.pain) == (8, 12.5, None, 3)
    assert kept.day == date(2026, 3, 8)
    assert kept.at == ROW.at.replace(day=8)
    assert "Really: " in kept.note
    assert form.news.text() == "Saved"
    assert not form.dirty
    assert desk.shows(desk.page.table_model.row_of(ROW.id), Column.WHAT) == "12.5 kg × 8"


def test_typing_a_number_takes_not_sure_back(desk: Desk) -> None:
    desk.choose(BRIDGE)
    fields = desk.page.form.fields
    assert fields.not_sure.isChecked()
    QTest.keyClicks(fields.reserve_text, "4")
    assert not fields.not_sure.isChecked()
    with desk.qtbot.waitSignal(desk.model.set_edited):
        QTest.keyClick(fields.reserve_text, Qt.Key.Key_Return)
    assert desk.log.sets[BRIDGE.id].reserve == 4


def test_a_band_is_mended(desk: Desk) -> None:
    desk.choose(BAND)
    fields = desk.page.form.fields
    assert fields.band.isVisible()
    assert not fields.load.isVisible()
    fields.band_box.setCurrentIndex(fields.band_box.findData(Band.LIGHT))
    with desk.qtbot.waitSignal(desk.model.set_edited):
        QTest.mouseClick(desk.page.form.save, LEFT)
    assert desk.log.sets[BAND.id].band is Band.LIGHT


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("amount", "900", "Repetitions: a whole number from 0 to 200."),
        ("amount", "", "Repetitions: a whole number from 0 to 200."),
        ("load", "heavy", "Weight: a number from 0.25 to 500 kg."),
        ("load", "", "Say how heavy the weight was, in kilograms."),
        ("reserve", "99", "Repetitions left: a whole number from 0 to 30."),
        ("pain", "11", "Pain: a whole number from 0 to 10."),
    ],
)
def test_an_impossible_set_is_refused_at_its_field(
    desk: Desk, field: str, text: str, says: str
) -> None:
    desk.choose(ROW)
    form = desk.page.form
    line = getattr(form.fields, f"{field}_text")
    line.clear()
    QTest.keyClicks(line, text)
    if field == "reserve":
        assert not form.fields.not_sure.isChecked()
    QTest.mouseClick(form.save, LEFT)
    desk.settle()
    assert desk.refusal(field) == says
    assert line.hasFocus()
    assert desk.log.sets[ROW.id] == ROW
    assert form.dirty
    assert form.save.isEnabled()


def test_a_day_in_the_future_is_refused_at_the_date(desk: Desk) -> None:
    desk.choose(ROW)
    desk.page.form.fields.day_edit.setDate(QDate(2027, 1, 1))
    with desk.qtbot.waitSignal(desk.model.failed):
        QTest.mouseClick(desk.page.form.save, LEFT)
    assert desk.refusal("day").startswith("The date lies in the future")
    assert desk.log.sets[ROW.id] == ROW


def test_an_unsaved_change_is_not_lost_to_another_row(desk: Desk) -> None:
    desk.choose(ROW)
    form = desk.page.form
    form.fields.amount_text.setText("7")
    desk.choose(PLANK)
    assert form.entry == ROW
    assert form.fields.amount_text.text() == "7"
    assert "first" in form.news.text()
    QTest.mouseClick(form.discard, LEFT)
    desk.choose(RIGHT)
    assert form.entry == RIGHT


def test_a_deleted_set_comes_back_with_undo(desk: Desk) -> None:
    page = desk.page
    desk.choose(PLANK)
    with desk.qtbot.waitSignal(desk.model.history_ready):
        QTest.mouseClick(page.form.delete, LEFT)
    assert PLANK.id in desk.log.removed
    assert page.table_model.row_of(PLANK.id) == -1
    assert page.banner.isVisible()
    assert page.banner.text() == "Deleted: Side Plank Hold, right, 30 s."
    assert page.form.entry == RIGHT
    undo = next(b for b in page.banner.findChildren(QPushButton) if b.text() == "Undo")
    with desk.qtbot.waitSignal(desk.model.history_ready):
        QTest.mouseClick(undo, LEFT)
    assert desk.log.removed == set()
    assert page.table.chosen() == PLANK
    assert not page.banner.isVisible()


def test_two_deleted_sets_come_back_one_after_the_other(desk: Desk) -> None:
    page = desk.page
    for entry in (PLANK, ROW):
        desk.choose(entry)
        with desk.qtbot.waitSignal(desk.model.history_ready):
            QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert desk.log.removed == {PLANK.id, ROW.id}
    for left in ({PLANK.id}, set[str]()):
        with desk.qtbot.waitSignal(desk.model.history_ready):
            QTest.keyClick(page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert desk.log.removed == left


def test_a_set_that_is_gone_already_is_told(desk: Desk) -> None:
    desk.choose(PLANK)
    desk.log.removed.add(PLANK.id)
    QTest.keyClick(desk.page.table, Qt.Key.Key_Delete)
    desk.qtbot.waitUntil(lambda: desk.page.trouble.isVisible())
    assert desk.page.trouble.text() == "This set is not in the log any more."
    assert not desk.page.banner.isVisible()


def test_the_last_set_deleted_leaves_the_empty_page(desk: Desk) -> None:
    desk.page.table.choose(0)
    desk.page.table.setFocus()
    for _ in SETS:
        with desk.qtbot.waitSignal(desk.model.history_ready):
            QTest.keyClick(desk.page.table, Qt.Key.Key_Delete)
    assert desk.page.stack.currentIndex() == 1
    assert not desk.page.form.isVisible()


def test_keys_alone_find_mend_and_leave(desk: Desk) -> None:
    page, qtbot = desk.page, desk.qtbot
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()
    QTest.keyClicks(page.search, "bridge")
    for _ in range(12):
        if page.table.hasFocus():
            break
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
    assert page.table.hasFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.form.fields.amount_text.hasFocus()
    QTest.keyClicks(page.form.fields.amount_text, "12")
    with qtbot.waitSignal(desk.model.set_edited):
        QTest.keyClick(page.form.fields.amount_text, Qt.Key.Key_Return)
    assert desk.log.sets[BRIDGE.id].reps == 12
    QTest.keyClick(page.form.fields.amount_text, Qt.Key.Key_Escape)
    assert not page.form.isVisible()
    assert page.table.hasFocus()


def test_a_change_made_elsewhere_is_shown(desk: Desk) -> None:
    new = make.entry("single_arm_row", Side.LEFT, day=make.TODAY, reps=11)
    with desk.qtbot.waitSignal(desk.model.history_ready):
        desk.model.log(new)
    assert desk.page.table_model.total == 6


def test_a_narrow_page_leaves_out_details(desk: Desk) -> None:
    desk.page.resize(900, 640)
    desk.choose(ROW)
    assert desk.page.table.isColumnHidden(Column.NOTE)
    assert not desk.page.table.isColumnHidden(Column.WHAT)
    desk.page.resize(1300, 640)
    desk.qtbot.waitUntil(lambda: not desk.page.table.isColumnHidden(Column.NOTE))


# -- places, times, the other side -----------------------------------------------------------------


def test_a_place_narrows_to_its_exercises(desk: Desk) -> None:
    box = desk.page.finder.regions
    names = [box.itemText(i) for i in range(box.count())]
    assert names[0] == "All places"
    assert "Side of the waist" in names
    box.setCurrentIndex(names.index("Side of the waist"))
    assert desk.page.table_model.entries == [PLANK]


def test_a_time_narrows_from_its_first_to_its_last_day(desk: Desk) -> None:
    finder = desk.page.finder
    finder.periods.setCurrentIndex(finder.periods.count() - 1)
    assert finder.since.isVisible()
    finder.since.setDate(QDate(2026, 3, 10))
    finder.until.setDate(QDate(2026, 3, 11))
    assert desk.page.table_model.entries == [BAND, PLANK]
    finder.since.setDate(QDate(2026, 3, 11))  # the days may be given the wrong way round
    finder.until.setDate(QDate(2026, 3, 10))
    assert desk.page.table_model.entries == [BAND, PLANK]
    finder.clear()
    assert desk.page.table_model.rowCount() == 5
    assert not finder.since.isVisible()


def test_a_set_moves_to_the_other_side_as_its_last_one(desk: Desk) -> None:
    desk.choose(ROW)
    form = desk.page.form
    QTest.mouseClick(form.fields.side_choice.chip(Side.RIGHT), LEFT)
    with desk.qtbot.waitSignal(desk.model.history_ready):
        QTest.mouseClick(form.save, LEFT)
    kept = desk.log.sets[ROW.id]
    assert (kept.side, kept.index) == (Side.RIGHT, 2)  # there is a first one already
    assert desk.page.banner.text() == "Changed: Single Arm Row."
    with desk.qtbot.waitSignal(desk.model.history_ready):
        QTest.keyClick(desk.page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.log.sets[ROW.id] == ROW
    assert not desk.page.banner.isVisible()


def test_an_exercise_without_sides_has_none_to_choose(desk: Desk) -> None:
    desk.choose(BRIDGE)
    assert not desk.page.form.fields.side.isVisible()


# -- what was deleted and changed, and merging -----------------------------------------------------


def dialog(desk: Desk, kind: type[Dialog]) -> Dialog:
    desk.settle()
    return next(d for d in desk.page.findChildren(kind) if d.isVisible())


def press(desk: Desk, name: str) -> None:
    found = desk.page.findChild(QPushButton, name)
    assert found is not None
    QTest.mouseClick(found, LEFT)
    desk.settle()


def test_what_was_deleted_before_a_restart_comes_back(desk: Desk) -> None:
    desk.model.undo(PLANK)
    desk.settle()
    desk.page.shown()
    desk.settle()
    assert desk.page.table_model.row_of(PLANK.id) == -1
    press(desk, "changes")
    found = dialog(desk, ChangesDialog)
    assert len(found.rows()) == 1
    QTest.mouseClick(found.rows()[0].act, LEFT)
    desk.settle()
    assert desk.log.removed == set()
    assert desk.page.table_model.row_of(PLANK.id) >= 0
    assert found.rows() == []
    found.accept()


def test_a_change_made_before_a_restart_is_taken_back(desk: Desk) -> None:
    desk.model.edit(replace(ROW, reps=2, pain=7))
    desk.settle()
    press(desk, "changes")
    found = dialog(desk, ChangesDialog)
    QTest.mouseClick(found._kind.chip("changed"), LEFT)
    said = " ".join(w.text() for w in found.rows()[0].findChildren(QLabel))
    assert "12 kg × 9 became 12 kg × 2; pain 0 became pain 7" in said
    QTest.mouseClick(found.rows()[0].act, LEFT)
    desk.settle()
    assert desk.log.sets[ROW.id] == ROW
    found.accept()


def test_two_exercises_become_one_after_a_look_and_come_apart_again(desk: Desk) -> None:
    press(desk, "merge_exercises")
    found = dialog(desk, MergeDialog)
    found.old.setCurrentIndex(found.old.findData("single_arm_row"))
    assert not found.merge.isEnabled()
    found.new.setCurrentIndex(found.new.findData("single_arm_row_cable"))
    desk.settle()
    assert found.says().startswith("2 sets of Single Arm Row in 1 workout")
    QTest.mouseClick(found.merge, LEFT)
    desk.settle()
    assert desk.log.sets[ROW.id].exercise_id == "single_arm_row_cable"
    assert column(desk.page.table_model, Column.EXERCISE).count("Single Arm Row (cable)") == 2
    found.banner.acted.emit()
    desk.settle()
    assert desk.log.sets[ROW.id] == ROW
    found.accept()


def test_what_cannot_be_one_curve_says_why_and_stays_apart(desk: Desk) -> None:
    press(desk, "merge_exercises")
    found = dialog(desk, MergeDialog)
    found.old.setCurrentIndex(found.old.findData("side_plank"))
    found.new.setCurrentIndex(found.new.findData("single_arm_row"))
    desk.settle()
    assert "counted in seconds" in found.says()
    assert not found.merge.isEnabled()
    found.accept()


def test_the_last_months_stand_there_while_the_years_are_read(qtbot: QtBot) -> None:
    old = make.entry("single_arm_row", Side.LEFT, day=make.ago(900))
    log = make.MemoryLog()
    for entry in (old, ROW):
        log.add_set(entry)
    clock = Clock(datetime(2026, 3, 12, 18, tzinfo=UTC))
    model = CoachModel(lambda: make.coach(log), make.catalog(), make.safety(), clock)
    page = HistoryPage(model, LIGHT)
    qtbot.addWidget(page)
    shown: list[int] = []
    page.table_model.modelReset.connect(lambda: shown.append(page.table_model.total))
    model.open()
    with qtbot.waitSignal(model.history_ready):
        page.shown()
    assert shown == [1, 2]
    model.close(lambda: None)


def test_the_head_leads_to_tests_and_paper(desk: Desk) -> None:
    with desk.qtbot.waitSignal(desk.page.tests_wanted):
        press(desk, "open_tests")
    with desk.qtbot.waitSignal(desk.page.report_wanted):
        press(desk, "open_report")


LONG = make.entry("floor_press", Side.LEFT, day=make.ago(1), reps=9, load_kg=13.5)


def cut_off(desk: Desk, column: Column) -> list[str]:
    """The cells whose words do not fit, with the room that the table leaves around them."""
    table = desk.page.table
    room = table.columnWidth(column) - 16
    texts = [desk.shows(row, column) for row in range(desk.page.table_model.rowCount())]
    return [text for text in texts if table.fontMetrics().horizontalAdvance(text) > room]


@pytest.fixture
def long_desk(qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A page with a long name and one more set."""
    yield from open_desk(qtbot, (LONG, request.param))


@pytest.mark.parametrize(
    "long_desk", [RIGHT, replace(RIGHT, note="Easy one")], indirect=True, ids=["no note", "a note"]
)
def test_a_long_name_takes_the_room_that_the_notes_leave(long_desk: Desk) -> None:
    for width in (940, 1196):
        long_desk.page.resize(width, 620)
        assert not long_desk.page.table.isColumnHidden(Column.NOTE)
        for column in (Column.EXERCISE, Column.WHAT, Column.NOTE):
            assert not cut_off(long_desk, column)


@pytest.mark.parametrize("long_desk", [BAND], indirect=True, ids=["a band"])
def test_a_band_keeps_its_words_beside_a_long_name(long_desk: Desk) -> None:
    long_desk.page.resize(940, 620)
    assert not cut_off(long_desk, Column.WHAT)
    assert not cut_off(long_desk, Column.EXERCISE)
