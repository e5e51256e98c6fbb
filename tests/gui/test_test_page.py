from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from core.body import Side
from core.errors import Problem
from core.safety import Readiness
from core.selftests import TestResult, Thing
from gui.clock import Clock
from gui.coach_model import CoachModel
from gui.figure.studio import Studio
from gui.hometests.choose import OfferCard
from gui.hometests.doing import GET_READY_S, Phase
from gui.hometests.page import TestPage
from gui.hometests.watch import Watch
from gui.safety.dialogs import ReadinessDialog
from gui.theme import DARK, LIGHT
from tests import factories as make
from tests.core.test_selftests import both, of
from tests.gui.conftest import EVENING, Hands

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
NOW = datetime(2026, 3, 12, 18, tzinfo=UTC)


class Ticking(Clock):
    """Every look is a second later."""

    looks: ClassVar[list[int]] = [0]

    def now(self) -> datetime:
        self.looks[0] += 1
        return NOW + timedelta(seconds=self.looks[0])


class Time:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Desk:
    log: make.MemoryLog
    model: CoachModel
    page: TestPage
    time: Time
    qtbot: QtBot

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.model.jobs.busy)
        QApplication.processEvents()  # what was just added to a layout is shown by an event

    def click(self, name: str) -> None:
        found = self.page.findChild(QAbstractButton, name)
        assert found is not None
        assert found.isVisible(), name
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)

    def card(self, test_id: str) -> OfferCard:
        return next(c for c in self.page.choose.cards if c.offer.test.id == test_id)

    def begin(self, *test_ids: str) -> None:
        for card in self.page.choose.cards:
            card.box.setChecked(card.offer.test.id in test_ids)
        self.click("start_tests")

    def phase(self) -> Phase:
        return self.page.doing.phase

    def after(self, seconds: float) -> None:
        self.time.now += seconds
        self.page.doing.tick()

    def timed(self, seconds: float) -> None:
        """Start, get ready, do it for some seconds, stop."""
        self.click("test_main")
        self.after(GET_READY_S + 0.01)
        self.after(seconds)
        self.click("test_main")

    def save(self, text: str = "", pain: int = 0) -> None:
        doing = self.page.doing
        if text:
            doing.value.field.clear()
            QTest.keyClicks(doing.value.field, text)
        doing.pain.chip(pain).click()
        self.click("test_main")
        self.settle()

    def says(self) -> str:
        return " | ".join(
            found.text() for found in self.page.findChildren(QLabel) if found.isVisible()
        )


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    yield from open_desk(qtbot, make.MemoryLog())


def open_desk(qtbot: QtBot, log: make.MemoryLog) -> Iterator[Desk]:
    for back in (20, 10, 3):
        for entry in make.workout("single_leg_heel_raise", make.ago(back), left=10, right=12):
            log.add_set(entry)
    log.add_screening(NOW.date(), '{"yes": [], "cleared": false}')
    model = CoachModel(lambda: make.coach(log), make.catalog(), make.safety(), Ticking(NOW))
    model.open()
    studio = Studio(make.catalog())
    time = Time()
    page = TestPage(model, studio, LIGHT, Watch(time))
    qtbot.addWidget(page)
    page.resize(1196, 800)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    with qtbot.waitSignal(page.tests.day_ready):
        page.shown()
    yield Desk(log, model, page, time, qtbot)
    studio.close()
    model.close(lambda: None)


def test_what_fits_the_places_trained_is_chosen_first(desk: Desk) -> None:
    chosen = {card.offer.test.id for card in desk.page.choose.cards if card.chosen}
    assert "heel_raise" in chosen
    assert "grip" not in chosen
    assert "hop" not in chosen
    assert "side_plank" not in chosen


def test_what_needs_a_thing_that_is_not_there_says_so(desk: Desk) -> None:
    assert not desk.card("grip").box.isEnabled()
    assert "Needs a grip dynamometer." in desk.says()
    desk.page.choose.things.chip(Thing.DYNAMOMETER).click()
    desk.settle()
    assert desk.card("grip").box.isEnabled()
    assert Thing.DYNAMOMETER.value in desk.log.settings["test_things"]


def test_heel_raises_go_with_the_beat_weaker_side_first(desk: Desk) -> None:
    desk.begin("heel_raise")
    doing = desk.page.doing
    assert desk.phase() is Phase.READY
    assert "Left side" in desk.says()  # ten against twelve: the left is weaker
    desk.click("test_main")
    assert (doing.phase, doing.face.number, doing.face.word) == (
        Phase.COUNTDOWN,
        "5",
        "get ready",
    )
    desk.after(GET_READY_S + 0.1)
    assert desk.phase() is Phase.RUNNING
    desk.after(9.5)
    assert (doing.face.number, doing.face.word) == ("4", "down")
    desk.click("test_main")
    assert doing.value.text() == "4"
    desk.save()
    kept = desk.log.results()
    assert [(r.test_id, r.side, r.value, r.pain) for r in kept] == [
        ("heel_raise", Side.LEFT, 4.0, 0)
    ]
    assert desk.phase() is Phase.REST
    assert doing.face.word == "rest, then right"
    desk.after(181)
    assert desk.phase() is Phase.READY
    desk.timed(12)
    desk.save("7")
    assert desk.log.results()[-1].value == 7.0
    assert "Left 4 reps, right 7 reps. 2 more days until it can be compared" in desk.says()
    assert "Look again on 14 March." in desk.says()


def test_it_can_be_done_by_keyboard_alone(desk: Desk) -> None:
    desk.begin("heel_raise")
    doing = desk.page.doing
    QTest.keyClick(doing.main, Qt.Key.Key_Space)
    desk.after(GET_READY_S + 0.1)
    desk.after(8.1)
    QTest.keyClick(doing.main, Qt.Key.Key_Space)
    assert doing.value.field.hasFocus()
    QTest.keyClick(doing.value.field, Qt.Key.Key_Return)
    desk.settle()
    assert desk.log.results()[0].value == 4.0


def test_two_tries_of_each_side_in_turn(desk: Desk) -> None:
    desk.begin("knee_to_wall")
    for text in ("9,5", "10", "9", "10,5"):
        desk.save(text)
        if desk.page.doing.phase is Phase.REST:
            desk.click("test_main")
    kept = [(r.side, r.attempt, r.value) for r in desk.log.results()]
    first = kept[0][0]
    assert kept == [
        (first, 1, 9.5),
        (first.other, 1, 10.0),
        (first, 2, 9.0),
        (first.other, 2, 10.5),
    ]
    assert len({r.session_id for r in desk.log.results()}) == 1


def test_the_other_side_starts_the_next_time(desk: Desk) -> None:
    desk.begin("knee_to_wall")
    first = desk.page.doing.run.tries[0].side
    desk.save("9")
    desk.click("end_tests")
    desk.settle()
    desk.click("close_tests")
    desk.settle()
    assert desk.card("knee_to_wall").offer.first is first.other


def test_pain_above_three_ends_the_test_and_keeps_the_try(desk: Desk) -> None:
    desk.begin("knee_to_wall", "leg_raise")
    desk.save("8", pain=4)
    assert desk.log.results()[0].pain == 4
    assert "Stopped at pain 4 of 10" in desk.says()
    assert desk.page.doing.run.current is not None
    assert desk.page.doing.run.current.test.id == "leg_raise"


def test_pain_of_three_goes_on(desk: Desk) -> None:
    desk.begin("knee_to_wall")
    desk.save("8", pain=3)
    assert desk.page.doing.run.current is not None
    assert desk.page.doing.run.current.test.id == "knee_to_wall"


def test_a_number_that_cannot_be_is_refused_and_nothing_kept(desk: Desk) -> None:
    desk.begin("knee_to_wall")
    desk.save("95")
    assert "A number from 0 to 30 cm." in desk.says()
    assert desk.log.results() == ()


def test_a_save_that_fails_is_tried_again_with_the_same_id(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[TestResult] = []
    real = desk.log.add_result

    def broken(result: TestResult) -> None:
        seen.append(result)
        if len(seen) == 1:
            raise Problem("The disk is full.")
        real(result)

    monkeypatch.setattr(desk.log, "add_result", broken)
    desk.begin("knee_to_wall")
    desk.save("9")
    assert "The disk is full." in desk.says()
    desk.save("9")
    assert len({result.id for result in seen}) == 1
    assert len(desk.log.results()) == 1


def test_a_try_is_undone_and_done_again(desk: Desk) -> None:
    desk.begin("knee_to_wall")
    first = desk.page.doing.run.tries[0].side
    desk.save("9")
    desk.page.doing.news.acted.emit()
    desk.settle()
    assert desk.log.results() == ()
    assert desk.page.doing.run.current is not None
    assert desk.page.doing.run.current.side is first
    desk.save("9,5")
    assert [r.value for r in desk.log.results()] == [9.5]


def test_the_clock_of_a_hold_stops_by_itself(desk: Desk) -> None:
    desk.begin("stance_closed")
    desk.click("test_main")
    desk.after(GET_READY_S + 0.1)
    desk.after(46)
    assert desk.page.doing.phase is Phase.ENTER
    assert desk.page.doing.value.text() == "45"


def test_leaving_the_page_stops_the_countdown(desk: Desk) -> None:
    desk.begin("heel_raise")
    desk.click("test_main")
    desk.page.hide()
    assert desk.page.doing.phase is Phase.READY
    desk.page.show()


def test_another_day_under_way_is_not_lost_by_coming_back(desk: Desk) -> None:
    desk.begin("knee_to_wall")
    desk.save("9")
    desk.page.shown()
    desk.settle()
    assert desk.page.active
    desk.page.set_theme(DARK)


@pytest.fixture
def begun(qtbot: QtBot) -> Iterator[Desk]:
    log = make.MemoryLog()
    at = NOW - timedelta(days=3)
    wrong = TestResult("r1", "s1", "heel_raise", at.date(), at, Side.LEFT, 1, 99.0, 0)
    log.add_result(wrong)
    log.add_result(replace(wrong, id="r2", side=Side.RIGHT, value=22.0))
    yield from open_desk(qtbot, log)


def test_a_wrong_result_is_deleted_and_brought_back(begun: Desk) -> None:
    begun.click("results_heel_raise")
    delete = begun.page.findChildren(QAbstractButton, "delete_result")[-1]
    QTest.mouseClick(delete, Qt.MouseButton.LeftButton)
    begun.settle()
    assert [r.id for r in begun.log.results()] == ["r2"]
    assert delete.text() == "Bring back"
    QTest.mouseClick(delete, Qt.MouseButton.LeftButton)
    begun.settle()
    assert {r.id for r in begun.log.results()} == {"r1", "r2"}
    begun.click("close_results")


def test_the_window_opens_the_page_when_it_is_wanted(start: Callable[..., Hands]) -> None:
    hands = start()
    window = hands.app.window
    assert not window.pages.has("tests")
    window.open_tests()
    hands.settle()
    assert window.tests is not None
    assert window.page is window.tests
    chosen = window.findChild(QAbstractButton, "choose_heel_raise")
    assert chosen is not None
    hands.wait(chosen.isVisible)
    hands.click(chosen)
    window.tests.choose.start.click()
    asked = hands.dialog()  # nobody is tested before the health questions
    assert isinstance(asked, ReadinessDialog)
    asked.answered.emit(Readiness(EVENING.date()))
    asked.accept()
    hands.settle()
    hands.wait(window.tests.choose.start.isEnabled)
    window.tests.choose.start.click()
    assert window.tests.active
    window.set_theme(DARK)
    window.open_tests()
    hands.settle()
    assert list(window.pages).count(window.tests) == 1


@pytest.fixture
def sore(qtbot: QtBot) -> Iterator[Desk]:
    log = make.MemoryLog()
    log.add_sets(make.workout("single_leg_heel_raise", make.ago(2), pain=4))
    for one in (r for n in (80, 70, 28) for r in both(of("heel_raise"), 20.0, 24.0, make.ago(n))):
        log.add_result(one)
    yield from open_desk(qtbot, log)


def test_what_hurt_lately_is_offered_with_a_word_and_not_chosen(sore: Desk) -> None:
    sore.settle()
    card = sore.card("heel_raise")
    assert card.box.isEnabled()
    assert not card.chosen
    assert "Better wait: Single Leg Heel Raise hurt on both sides on Tuesday." in sore.says()
