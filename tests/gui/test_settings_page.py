from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.answers import Ask
from core.body import Side, Spot
from core.catalog import Equipment
from core.coach import Coach
from core.errors import Problem
from core.journal import Band
from core.profile import USUAL_WEIGHTS, read_weights
from core.safety import Readiness
from gui import messages
from gui.clock import Clock
from gui.coach_model import CoachModel
from gui.safety.dialogs import ReadinessDialog
from gui.settings.about import licence_files
from gui.settings.page import SettingsPage
from gui.settings.person import weights_text
from gui.theme import LIGHT
from tests import factories as make

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

LEFT = Qt.MouseButton.LeftButton
GLUTES = Spot("glutes", Side.LEFT)


@dataclass
class Desk:
    log: make.MemoryLog
    coach: Coach
    model: CoachModel
    page: SettingsPage
    qtbot: QtBot

    def click(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, LEFT)

    def type(self, line: QLineEdit, text: str) -> None:
        line.setFocus()
        line.selectAll()
        QTest.keyClick(line, Qt.Key.Key_Delete)
        QTest.keyClicks(line, text)
        QTest.keyClick(line, Qt.Key.Key_Return)

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.model.jobs.busy)

    def refusal(self, name: str) -> str:
        found = self.page.findChild(QLabel, f"{name}_refusal")
        assert isinstance(found, QLabel)
        return found.text()


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    log = make.MemoryLog()
    coach = make.coach(log)
    report = make.report(4, flags=frozenset({"night"}))
    coach.plan(Ask(GLUTES, report, "weak", 25), today=make.TODAY)
    coach.exclude("dead_bug", today=make.TODAY)
    coach.exclude("pistol_squats", today=make.TODAY)
    coach.save_plan("Tuesday hips", make.routine())
    clock = Clock(datetime(2026, 3, 12, 18, tzinfo=UTC))
    model = CoachModel(lambda: coach, make.catalog(), make.safety(), clock)
    model.open()
    page = SettingsPage(model, LIGHT, version="9.8.7", folder="/somewhere/evenside")
    qtbot.addWidget(page)
    page.resize(1196, 900)
    with qtbot.waitActive(page):
        page.show()
        page.shown()
    made = Desk(log, coach, model, page, qtbot)
    made.settle()
    yield made
    model.close(lambda: None)


@pytest.mark.parametrize(
    ("weights", "text"),
    [
        ((1.0, 2.0, 2.5, 4.0, 5.0, 6.0), "1 2 2.5 4-6"),
        ((2.0, 4.0), "2 4"),
        ((1.25, 2.25, 3.25), "1.25 2.25 3.25"),
        (USUAL_WEIGHTS, "1-6 8 10 12 14 16 18 20 22.5 25"),
    ],
)
def test_weights_are_written_so_that_they_can_be_read(
    weights: tuple[float, ...], text: str
) -> None:
    assert weights_text(weights) == text
    assert read_weights(text) == weights


def test_equipment_is_kept_at_once_and_says_so(desk: Desk) -> None:
    gear = desk.page.gear
    assert not gear.saved.isVisible()
    desk.click(gear.equipment.chip(Equipment.DUMBBELLS))
    desk.qtbot.waitUntil(gear.saved.isVisible)
    assert Equipment.DUMBBELLS in desk.coach.profile().equipment
    assert not desk.page.me.saved.isVisible()


def test_two_quick_changes_are_both_kept(desk: Desk) -> None:
    desk.click(desk.page.gear.equipment.chip(Equipment.BENCH))
    desk.click(desk.page.me.minutes.chip(45))
    desk.click(desk.page.gear.equipment.chip(Equipment.CABLE))
    desk.settle()
    profile = desk.coach.profile()
    assert {Equipment.BENCH, Equipment.CABLE} <= profile.equipment
    assert profile.minutes == 45


def test_a_long_list_of_weights_shows_its_start(desk: Desk) -> None:
    desk.type(desk.page.gear.weights, " ".join(f"{n / 2:g}" for n in range(2, 61)))
    desk.click(desk.page.me.minutes.chip(45))
    desk.settle()
    assert desk.page.gear.weights.cursorPosition() == 0


def test_weights_are_read(desk: Desk) -> None:
    desk.type(desk.page.gear.weights, "1 2 2.5 4-6")
    desk.settle()
    assert desk.coach.profile().weights == (1, 2, 2.5, 4, 5, 6)


def test_what_is_no_weight_is_refused_at_the_field(desk: Desk) -> None:
    before = desk.coach.profile()
    desk.type(desk.page.gear.weights, "2 4 x")
    desk.settle()
    assert "“x” is not a weight" in desk.refusal("weights")
    assert desk.page.gear.weights.property("wrong") == "true"
    assert desk.coach.profile() == before
    assert not desk.page.gear.saved.isVisible()
    desk.click(desk.page.gear.bands.chip(Band.HEAVY))
    desk.settle()
    assert desk.page.gear.weights.text() == "2 4 x", "what was typed stays to be corrected"
    desk.type(desk.page.gear.weights, "2 4")
    desk.settle()
    assert desk.refusal("weights") == ""
    assert desk.coach.profile().weights == (2, 4)


def test_the_last_band_can_not_be_taken_away(desk: Desk) -> None:
    for band in (Band.LIGHT, Band.MEDIUM, Band.STRONG):
        desk.click(desk.page.gear.bands.chip(band))
        desk.settle()
    assert desk.refusal("bands") == "Bands: choose at least one level."
    assert desk.coach.profile().bands == (Band.STRONG,)
    desk.click(desk.page.gear.bands.chip(Band.HEAVY))
    desk.settle()
    assert desk.refusal("bands") == ""
    assert desk.coach.profile().bands == (Band.HEAVY,)


@pytest.mark.parametrize("text", ["12", "900", "heavy"])
def test_an_impossible_body_weight_is_refused(desk: Desk, text: str) -> None:
    desk.type(desk.page.me.bodyweight, text)
    desk.settle()
    assert desk.refusal("bodyweight").startswith("Body weight: ")
    assert desk.coach.profile().bodyweight is None


def test_the_body_weight_may_be_given_and_taken_back(desk: Desk) -> None:
    desk.type(desk.page.me.bodyweight, "71,5")
    desk.settle()
    assert desk.coach.profile().bodyweight == 71.5
    desk.type(desk.page.me.bodyweight, "")
    desk.settle()
    assert desk.coach.profile().bodyweight is None


def test_any_number_of_minutes(desk: Desk) -> None:
    desk.type(desk.page.me.other, "35")
    desk.settle()
    assert desk.coach.profile().minutes == 35
    assert desk.page.me.minutes.value() is None
    desk.type(desk.page.me.other, "2")
    assert desk.refusal("minutes") == "Minutes: a whole number from 5 to 120."
    desk.click(desk.page.me.minutes.chip(20))
    desk.settle()
    assert desk.coach.profile().minutes == 20
    assert desk.refusal("minutes") == ""


def test_the_look_is_told_and_kept(desk: Desk) -> None:
    with desk.qtbot.waitSignal(desk.page.theme_chosen) as caught:
        desk.click(desk.page.look.looks.chip("dark"))
    assert caught.args == ["dark"]
    desk.settle()
    assert desk.coach.profile().theme == "dark"


def test_the_figure_and_its_rest_are_kept(desk: Desk) -> None:
    desk.click(desk.page.look.figures.chip("male"))
    desk.settle()
    assert desk.coach.profile().figure == "male"
    desk.click(desk.page.look.motions.chip("still"))
    desk.settle()
    assert desk.coach.profile().motion == "still"
    assert desk.coach.profile().figure == "male"


def test_an_exercise_comes_back(desk: Desk) -> None:
    assert [line.button.accessibleName() for line in desk.page.excluded.lines] == [
        "Bring back: Dead Bug",
        "Bring back: Pistol Squats",
    ]
    with desk.qtbot.waitSignal(desk.model.excluded_changed):
        desk.click(desk.page.excluded.button_of("Dead Bug"))
    assert desk.coach.excluded() == {"pistol_squats"}
    assert len(desk.page.excluded.lines) == 1


def test_a_waiting_place_is_opened_again(desk: Desk) -> None:
    assert len(desk.page.pauses.lines) == 1
    with desk.qtbot.waitSignal(desk.model.pauses_changed):
        desk.click(desk.page.pauses.button_of("Left glutes"))
    assert desk.coach.pauses() == ()
    assert desk.page.pauses.lines == []


@pytest.mark.parametrize("agreed", [True, False])
def test_a_plan_is_deleted_only_after_asking(
    desk: Desk, agreed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def confirm(_: QWidget, __: str, question: str, ___: str) -> bool:
        asked.append(question)
        return agreed

    monkeypatch.setattr(messages, "confirm", confirm)
    desk.click(desk.page.plans.button_of("Tuesday hips"))
    desk.settle()
    assert "Tuesday hips" in asked[0]
    assert [plan.name for plan in desk.coach.plans()] == ([] if agreed else ["Tuesday hips"])
    assert len(desk.page.plans.lines) == (0 if agreed else 1)


def test_the_health_questions_are_answered_again(desk: Desk) -> None:
    says = desk.page.findChild(QLabel, "last_answered")
    waits = desk.page.findChild(QLabel, "health_advice")
    assert isinstance(says, QLabel)
    assert isinstance(waits, QLabel)
    assert "12 March 2026" in says.text()
    assert not waits.isVisible()
    desk.click(desk.page.health.answer_again)
    dialog = desk.page.findChild(ReadinessDialog)
    assert isinstance(dialog, ReadinessDialog)
    for question, choice in dialog._asked:
        desk.click(choice.chip(value=question.id == "heart"))
    with desk.qtbot.waitSignal(desk.model.readiness_known):
        desk.click(dialog.go_on)
    assert desk.coach.readiness() == Readiness(make.TODAY, frozenset({"heart"}))
    assert waits.isVisible()
    assert "doctor" in waits.text()


def test_a_log_that_can_not_be_written_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: str) -> None:
        raise Problem("The disk is full.")

    monkeypatch.setattr(desk.log, "include", refuse)
    desk.click(desk.page.excluded.button_of("Dead Bug"))
    desk.qtbot.waitUntil(desk.page.trouble.isVisible)
    assert desk.page.trouble.text() == "The disk is full."
    assert len(desk.page.excluded.lines) == 2


def test_about_says_version_folder_and_licences(desk: Desk) -> None:
    about = desk.page.about
    version = desk.page.findChild(QLabel, "version")
    assert isinstance(version, QLabel)
    assert version.text() == "Version 9.8.7"
    assert about.folder.text() == "/somewhere/evenside"
    assert about.folder.isReadOnly()
    assert not about.text.isVisible()
    desk.click(about.more)
    assert about.text.isVisible()
    inter = next(path for _, path in licence_files() if path.stem == "inter-OFL")
    desk.click(about.which.chip(inter))
    assert "SIL Open Font License" in about.text.toPlainText()


def test_our_own_licence_comes_first(tmp_path: Path) -> None:
    (tmp_path / "resources" / "licenses").mkdir(parents=True)
    (tmp_path / "resources" / "licenses" / "numpy.txt").write_text("BSD", encoding="utf-8")
    (tmp_path / "LICENSE").write_text("MIT", encoding="utf-8")
    assert [name for name, _ in licence_files(tmp_path)] == ["Evenside", "Numpy"]


def test_keys_alone_reach_and_use_every_card(desk: Desk) -> None:
    page = desk.page
    page.gear.equipment.chip(Equipment.MAT).setFocus()
    reached: list[QWidget] = []
    for _ in range(80):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in reached:
            break
        reached.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    for widget in (
        page.gear.weights,
        page.me.bodyweight,
        page.me.other,
        page.pauses.lines[0].button,
        page.health.answer_again,
        page.excluded.lines[1].button,
        page.plans.lines[0].button,
        page.about.more,
    ):
        assert widget in reached
    order = [reached.index(w) for w in (page.gear.weights, page.me.other, page.about.more)]
    assert order == sorted(order)
    bring_back = page.excluded.lines[0].button
    bring_back.setFocus()
    with desk.qtbot.waitSignal(desk.model.excluded_changed):
        QTest.keyClick(bring_back, Qt.Key.Key_Space)
    held = QApplication.focusWidget()
    assert isinstance(held, QPushButton)
    assert held is page.excluded.lines[0].button


def test_a_narrow_page_has_one_column(desk: Desk) -> None:
    desk.page.resize(760, 700)
    page = desk.page
    desk.qtbot.waitUntil(lambda: page.pauses.mapTo(page, page.pauses.rect().topLeft()).x() < 60)
