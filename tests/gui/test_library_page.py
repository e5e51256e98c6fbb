"""The library page, driven by clicks and keys, on a real coach with a log in memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.body import Side
from core.catalog import Exercise, Kind
from core.coach import Coach
from core.errors import Problem
from gui import theme as themes
from gui.clock import Clock
from gui.coach_model import CoachModel
from gui.figure.studio import Studio
from gui.library.detail import Link
from gui.library.find import search
from gui.library.listing import ExerciseList, Role
from gui.library.page import LEFT_OUT, LibraryPage
from gui.library.words import deep_words, dose_words, group_words, measure_words, muscle_lines
from tests import factories as f

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class Page:
    """The page with its model, as tests speak of it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.log = f.MemoryLog()
        self.coach = f.coach(self.log)
        clock = Clock(datetime.combine(f.TODAY, time(12), UTC))
        self.model = CoachModel(self._open, f.catalog(), f.safety(), clock)
        self.studio = Studio(f.catalog())
        self.page = LibraryPage(self.model, self.studio, themes.LIGHT)
        self.page.resize(940, 700)
        qtbot.addWidget(self.page)
        self.model.open()
        self.page.show()
        with qtbot.waitSignal(self.model.excluded_changed):
            self.page.shown()

    def _open(self) -> Coach:
        return self.coach

    @property
    def view(self) -> QListView:
        found = self.page.findChild(QListView, "exercises")
        assert found is not None
        return found

    @property
    def field(self) -> QLineEdit:
        found = self.page.findChild(QLineEdit, "search")
        assert found is not None
        return found

    def button(self, name: str) -> QPushButton:
        found = self.page.findChild(QPushButton, name)
        assert found is not None
        return found

    def click(self, button: QWidget) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def names(self) -> list[str]:
        model = self.view.model()
        return [model.index(i, 0).data() for i in range(model.rowCount())]

    def current(self) -> str:
        return str(self.view.currentIndex().data(Role.ID))

    def shown_id(self) -> str:
        exercise = self.page._detail.exercise
        assert exercise is not None
        return exercise.id

    def text(self) -> str:
        labels = self.page._detail.findChildren(QLabel)
        return "\n".join(x.text() for x in labels if x.isVisibleTo(self.page))


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[Page]:
    made = Page(qtbot)
    yield made
    made.studio.close()
    made.model.close(_nothing)


def _nothing() -> None:
    pass


# -- finding -------------------------------------------------------------------------------------


def test_all_exercises_are_listed_and_the_first_is_shown(page: Page) -> None:
    assert page.names() == [e.name for e in f.catalog().exercises]
    assert page.shown_id() == f.catalog().exercises[0].id


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("gluteus maximus", "Glute Bridge"),
        ("glutes", "Glute Bridge"),
        ("calf", "Single Leg Heel Raise"),
        ("BICEPS brachii", "Single Arm Bicep Curl"),
        ("one-arm row", "Single Arm Row"),
        ("deadbug", "Dead Bug"),
        ("  side   plank ", "Side Plank Hold"),
    ],
)
def test_search_finds_by_name_other_name_and_muscle(page: Page, typed: str, expected: str) -> None:
    QTest.keyClicks(page.field, typed)
    assert expected.casefold() in [name.casefold() for name in page.names()]
    assert len(page.names()) < len(f.catalog().exercises)
    assert page.shown_id() == page.current()


def test_names_come_before_muscles() -> None:
    found = [e.name for e in search(f.catalog(), "bicep")]
    assert "Bicep" in found[0]
    assert len(found) > 3


def test_what_is_not_there_is_said_and_the_text_stays(page: Page) -> None:
    before = page.shown_id()
    QTest.keyClicks(page.field, "xyzzy")
    assert page.names() == []
    assert "Nothing found" in page.page._count.text()
    assert page.shown_id() == before
    QTest.keyClick(page.field, Qt.Key.Key_Escape)
    assert len(page.names()) == len(f.catalog().exercises)


@pytest.mark.parametrize("kind", list(Kind))
def test_chips_keep_one_kind(page: Page, kind: Kind) -> None:
    page.click(page.page._kinds.chip(kind))
    assert page.names() == [e.name for e in f.catalog().exercises if e.kind is kind]


def test_keys_lead_from_the_field_through_the_list(page: Page) -> None:
    page.field.setFocus()
    QTest.keyClick(page.field, Qt.Key.Key_Down)
    page.qtbot.waitUntil(page.view.hasFocus)
    QTest.keyClick(page.view, Qt.Key.Key_Down)
    assert page.shown_id() == f.catalog().exercises[1].id
    QTest.keyClick(page.view, Qt.Key.Key_End)
    assert page.shown_id() == f.catalog().exercises[-1].id


# -- reading -------------------------------------------------------------------------------------


def check_is_told_in_full(page: Page, found: Exercise) -> None:
    page.page.show_exercise(found.id)
    page.qtbot.waitUntil(lambda: found.source in page.text())
    text = page.text()
    parts = (*found.setup, *found.cues, *found.mistakes, *found.cautions, *found.avoid_if)
    for part in (found.name, *parts, found.reading, found.source, dose_words(found)):
        assert part in text
    for name in found.other_names:
        assert name in text
    for muscle in (*found.main, *found.minor, *found.other_side):
        assert f.body().muscle(muscle).anatomical in text
    if found.mode.sided:
        for side in Side:
            assert found.label_side(side).split(": ", 1)[1] in text
    assert "{" not in text


def test_every_exercise_is_told_in_full(page: Page) -> None:
    for exercise in f.catalog().exercises:
        check_is_told_in_full(page, exercise)


def test_neighbours_are_links_inside_the_page(page: Page) -> None:
    page.page.show_exercise("dead_bug")
    page.click(page.button("link_side_plank"))
    assert page.shown_id() == page.current() == "side_plank"


def test_a_link_to_a_filtered_exercise_clears_the_filter(page: Page) -> None:
    QTest.keyClicks(page.field, "dead bug")
    page.click(page.page._kinds.chip(Kind.BODYWEIGHT))
    assert page.shown_id() == "dead_bug"
    link = next(x for x in page.page.findChildren(Link) if x.exercise_id == "side_plank")
    page.click(link)
    assert page.shown_id() == page.current() == "side_plank"
    assert page.field.text() == ""
    assert len(page.names()) == len(f.catalog().exercises)


def test_an_unknown_exercise_changes_nothing(page: Page) -> None:
    before = page.shown_id()
    page.page.show_exercise("gone_for_years")
    assert page.shown_id() == before


def test_the_picture_shows_the_chosen_side(page: Page) -> None:
    page.page.show_exercise("single_arm_row")
    figure = page.page._detail.figure.view
    assert "your left side" in figure.accessibleName()
    page.click(page.page._detail.sides.chip(Side.RIGHT))
    assert "your right side" in figure.accessibleName()
    page.page.show_exercise("glute_bridge")
    assert "both sides" in figure.accessibleName()
    assert not page.page._detail.sides.isVisible()


def test_a_muscle_that_lies_deep_is_said_to(page: Page) -> None:
    page.page.show_exercise("hip_flexor_stretch")
    said = " ".join(label.text() for label in page.page._detail.findChildren(QLabel))
    assert "lies deep in the belly" in said
    assert "The picture shows the nearest place." in said
    toe_touch = f.catalog().get("standing_toe_touch")
    assert deep_words(toe_touch, f.catalog().body) == ""


def test_the_graph_is_asked_for(page: Page) -> None:
    page.page.show_exercise("single_arm_row")
    with page.qtbot.waitSignal(page.page.progress_wanted) as asked:
        page.click(page.button("show_graph"))
    assert asked.args == ["single_arm_row"]


# -- leaving out ---------------------------------------------------------------------------------


def test_leave_out_and_bring_back(page: Page) -> None:
    page.page.show_exercise("dead_bug")
    leave = page.button("leave_out")
    with page.qtbot.waitSignal(page.model.excluded_changed):
        page.click(leave)
        assert not leave.isEnabled()
    assert page.log.excluded() == {"dead_bug"}
    assert leave.text() == "Bring back"
    assert leave.isEnabled()
    assert "You left this one out" in page.text()
    assert page.view.currentIndex().data(Role.LEFT_OUT) is True
    spoken = page.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("left out")
    page.click(page.page._kinds.chip(LEFT_OUT))
    assert page.names() == ["Dead Bug"]
    with page.qtbot.waitSignal(page.model.excluded_changed):
        page.click(leave)
    assert page.log.excluded() == frozenset()
    assert leave.text() == "Leave out for good"
    assert page.names() == []
    assert "You have left nothing out" in page.page._count.text()


def test_a_refusal_is_said_and_the_button_comes_back(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(exercise_id: str, *, today: object) -> frozenset[str]:
        raise Problem("The disk is full.")

    monkeypatch.setattr(page.coach, "exclude", refuse)
    leave = page.button("leave_out")
    with page.qtbot.waitSignal(page.model.failed):
        page.click(leave)
    assert page.page._banner.text() == "The disk is full."
    assert leave.isEnabled()
    assert leave.text() == "Leave out for good"


# -- looks ---------------------------------------------------------------------------------------


def test_the_list_keeps_qts_rules(qtbot: QtBot) -> None:
    model = ExerciseList(f.body())
    model.fill(f.catalog().exercises, frozenset({"dead_bug"}))
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, mode)
    model.fill(f.catalog().exercises[:5], frozenset())
    model.fill(f.catalog().exercises, frozenset({"dead_bug"}))
    assert tester.model() is model
    assert model.roleNames()[Role.LEFT_OUT] == b"left_out"
    assert model.data(QModelIndex()) is None
    assert model.row_of("dead_bug") > 0
    assert model.row_of(None) == -1


@pytest.mark.parametrize("theme", [themes.LIGHT, themes.DARK], ids=lambda t: t.name)
def test_both_themes_paint(page: Page, theme: themes.Theme) -> None:
    page.page.set_theme(theme)
    picture: QPixmap = page.page.grab()
    assert picture.width() == 940


@pytest.mark.parametrize("size", [(1196, 800), (940, 700)])
def test_the_page_fits(page: Page, size: tuple[int, int]) -> None:
    for exercise in f.catalog().exercises:
        page.page.show_exercise(exercise.id)
        least = page.page.minimumSizeHint()
        assert least.width() <= size[0], exercise.id
        assert least.height() <= size[1], exercise.id


# -- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("exercise_id", "part"),
    [
        ("dead_bug", "more repetitions or a harder exercise"),
        ("banded_chop", "bands have levels, not kilograms"),
        ("reverse_lunge", "% of your body weight"),
        ("single_arm_row", "kilograms you hold"),
        ("glute_bridge", "works without a weight"),
        ("side_plank", "Seconds are counted"),
    ],
)
def test_what_makes_it_heavier_is_said(exercise_id: str, part: str) -> None:
    assert part in measure_words(f.exercise(exercise_id))


def test_doses_are_sentences() -> None:
    assert dose_words(f.exercise("dead_bug")) == (
        "2 to 3 sets of 6 to 10 repetitions on each side. Rest 45 seconds between sets."
    )
    assert dose_words(f.exercise("palms_clasped")).startswith("2 sets of 20 to 30 seconds. Rest")


def test_companions_are_not_passed_off_as_the_articles() -> None:
    assert group_words(f.exercise("banded_row")).startswith("Not in the article")
    assert group_words(f.exercise("bird_dog")).startswith("Listed in the article's stretches and")


def test_muscles_of_the_other_side_are_named() -> None:
    lines = dict(muscle_lines(f.exercise("upper_body_windmills"), f.body()))
    assert "Works on the other side" in lines
