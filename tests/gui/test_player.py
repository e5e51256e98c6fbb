"""The guided workout, as a person two metres away with a dumbbell in one hand goes through it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from core.body import Side, Spot
from core.catalog import Equipment
from core.pace import CHANGE_SIDES_S, GET_READY_S, Cue, Phase
from core.routine import Feeling
from gui.training.page import TrainingPage
from gui.training.reserve_box import NOT_SURE
from gui.training.resume import ResumeDialog
from tests.gui.conftest import EVENING, Hands
from tests.gui.test_click_to_graph import build, come_to_the_form, log_set
from tests.gui.test_training_page import logged

Start = Callable[..., Hands]
Keys = Qt.Key


def curls(hands: Hands) -> TrainingPage:
    """Start a workout and go to the curl: repetitions with a weight on each side."""
    hands.click(hands.app.window.body.panel.equipment.chip(Equipment.DUMBBELLS))
    return begun(hands, Spot("biceps", Side.LEFT), "single_arm_bicep_curl")


def begun(
    hands: Hands, spot: Spot, exercise_id: str, feeling: Feeling = Feeling.WEAK
) -> TrainingPage:
    build(hands, spot, feeling)
    hands.press("start")
    hands.settle()
    page = hands.app.window.training
    while page.exercise_id != exercise_id:
        hands.press("next")
        hands.settle()
    return page


def press(hands: Hands, *keys: Qt.Key) -> None:
    """Press keys wherever the focus is."""
    window = hands.app.window
    if not window.isActiveWindow():
        window.activateWindow()
        hands.wait(window.isActiveWindow)
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        hands.key(focus, key)
        hands.settle()


def phase(page: TrainingPage) -> Phase:
    """What the clock is at by now."""
    return page.pace.phase


def muted(page: TrainingPage) -> bool:
    return page.workout.tempo.sounds.muted


def explains(page: TrainingPage) -> bool:
    return page.panel.reserve.explains


def texts(widget: QWidget) -> str:
    return "\n".join(w.text() for w in widget.findChildren(QLabel) if w.isVisible())


# -- one hand ------------------------------------------------------------------------------------


def test_a_whole_exercise_by_keys_alone(start: Start) -> None:
    hands = start()
    page = curls(hands)
    page.panel.load.set_value(8)
    press(hands, Keys.Key_Up, Keys.Key_2, Keys.Key_Space)
    assert phase(page) is Phase.SWITCH
    press(hands, Keys.Key_Space, Keys.Key_5, Keys.Key_Space)
    assert phase(page) is Phase.REST
    first, second = logged(page)
    assert (first.side, first.reps, first.load_kg, first.reserve) == (Side.LEFT, 9, 8.0, 2)
    assert (second.side, second.reps, second.load_kg, second.reserve) == (Side.RIGHT, 9, 8.0, 5)


def test_the_rail_makes_room_for_the_workout_and_comes_back(start: Start) -> None:
    hands = start()
    curls(hands)
    window = hands.app.window
    assert not window.rail.isVisible()
    press(hands, Keys.Key_Escape)
    hands.press("look_around")
    assert window.rail.isVisible()
    hands.press("rail_routine")
    assert window.page is window.training
    press(hands, Keys.Key_Space)
    assert window.training.stage.isVisible()


def test_space_without_an_answer_asks_and_the_answer_saves(start: Start) -> None:
    hands = start()
    page = curls(hands)
    page.panel.load.set_value(8)
    press(hands, Keys.Key_Space)
    assert logged(page) == []
    assert "Not sure" in page.panel.reserve.reason()
    hands.let_pass(4)
    press(hands, Keys.Key_3)
    assert [e.reserve for e in logged(page)] == [3]
    assert page.panel.countdown.ring.text() == str(CHANGE_SIDES_S - 4), "rest ran meanwhile"


@pytest.mark.parametrize(
    ("key", "reserve"), [(Keys.Key_N, None), (Keys.Key_0, 0), (Keys.Key_9, 9), (Keys.Key_Plus, 10)]
)
def test_not_sure_is_an_answer_and_is_kept_as_such(
    start: Start, key: Qt.Key, reserve: int | None
) -> None:
    hands = start()
    page = curls(hands)
    page.panel.load.set_value(8)
    press(hands, key, Keys.Key_Space)
    assert [e.reserve for e in logged(page)] == [reserve]


def test_arrows_change_reps_and_weight_in_the_persons_own_steps(start: Start) -> None:
    hands = start()
    page = curls(hands)
    page.panel.load.set_value(8)
    press(hands, Keys.Key_Down, Keys.Key_Right)
    assert (page.panel.amount.text(), page.panel.load.text()) == ("7", "10")
    press(hands, Keys.Key_Left, Keys.Key_Left)
    assert page.panel.load.text() == "6"


def test_typing_into_a_field_is_typing_and_escape_leaves_it(start: Start) -> None:
    hands = start()
    page = curls(hands)
    hands.click(page.panel.note)
    hands.type(page.panel.note, "p m 3 n")
    assert page.panel.note.text() == "p m 3 n"
    assert page.panel.reserve.value() is None
    press(hands, Keys.Key_Escape)
    assert page.stage.isVisible()
    press(hands, Keys.Key_3)
    assert page.panel.reserve.value() == 3


def test_a_button_reached_by_tab_answers_to_space_and_a_click_leaves_the_keys_alone(
    start: Start,
) -> None:
    hands = start()
    page = curls(hands)
    page.stage.pause.setFocus(Qt.FocusReason.TabFocusReason)
    press(hands, Keys.Key_Space)
    assert page.paused.isVisible()
    press(hands, Keys.Key_Escape)
    hands.click(page.stage.mute)
    hands.settle()
    page.panel.load.set_value(8)
    press(hands, Keys.Key_1, Keys.Key_Space)
    assert len(logged(page)) == 1


def test_the_question_is_explained_once(start: Start) -> None:
    hands = start()
    page = curls(hands)
    assert explains(page)
    hands.press("reserve_understood")
    hands.settle()
    assert not explains(page)
    hands = start(EVENING + timedelta(days=1))
    build(hands, Spot("calf", Side.LEFT), Feeling.WEAK, health=False)
    hands.press("start")
    hands.settle()
    assert not explains(hands.app.window.training)


def test_sound_is_on_until_it_is_muted_and_stays_so(start: Start) -> None:
    hands = start()
    page = curls(hands)
    assert not muted(page)
    press(hands, Keys.Key_M)
    assert muted(page)
    assert page.stage.mute.text() == "Sound off"
    hands = start(EVENING + timedelta(days=1))
    build(hands, Spot("calf", Side.LEFT), Feeling.WEAK, health=False)
    hands.press("start")
    hands.settle()
    assert muted(hands.app.window.training)


def test_everything_is_large_enough_for_a_finger(start: Start) -> None:
    hands = start()
    page = curls(hands)
    page.panel.load.set_value(8)
    press(hands, Keys.Key_2, Keys.Key_Space)
    small: list[tuple[str, str, int, int]] = []

    def look() -> None:
        small.extend(
            (one.objectName(), one.text(), one.width(), one.height())
            for one in page.findChildren(QPushButton)
            if one.isVisible() and min(one.width(), one.height()) < 44
        )

    look()
    press(hands, Keys.Key_Space)
    look()
    press(hands, Keys.Key_P)
    look()
    press(hands, Keys.Key_Escape, Keys.Key_Escape)
    look()
    assert small == []


# -- the governor ----------------------------------------------------------------------------------


def test_the_second_side_is_held_to_what_the_first_did(start: Start) -> None:
    hands = start()
    page = curls(hands)
    page.panel.load.set_value(8)
    press(hands, Keys.Key_2, Keys.Key_Space, Keys.Key_Space)
    assert page.panel.heading().startswith("Right side")
    did = page.panel.amount.text()
    press(hands, Keys.Key_Up, Keys.Key_Up, Keys.Key_Right)
    assert (page.panel.amount.text(), page.panel.load.text()) == (did, "8")
    assert "doing more would widen the gap" in page.panel.says()
    page.panel.amount.field.selectAll()
    hands.type(page.panel.amount.field, str(int(did) + 3))
    hands.click(page.panel.reserve.chip(4))
    hands.press("done")
    assert f"Your left side did {did}: stop there too" in page.panel.amount.reason()
    assert len(logged(page)) == 1


def test_the_second_side_may_do_less_because_that_is_what_happened(start: Start) -> None:
    hands = start()
    page = curls(hands)
    page.panel.load.set_value(8)
    press(hands, Keys.Key_2, Keys.Key_Space, Keys.Key_Space)
    press(hands, Keys.Key_Down, Keys.Key_Down, Keys.Key_0, Keys.Key_Space)
    left, right = logged(page)
    assert right.reps == (left.reps or 0) - 2


def test_what_really_happened_can_still_be_entered_by_changing_the_set(start: Start) -> None:
    hands = start()
    page = curls(hands)
    page.panel.load.set_value(8)
    press(hands, Keys.Key_2, Keys.Key_Space, Keys.Key_Space, Keys.Key_4, Keys.Key_Space)
    right = logged(page)[1]
    page.sets.edit_wanted.emit(right)
    page.panel.amount.field.selectAll()
    hands.type(page.panel.amount.field, "20")
    hands.press("done")
    hands.settle()
    assert logged(page)[1].reps == 20


# -- clocks ----------------------------------------------------------------------------------------


def test_rest_runs_out_into_the_next_set_and_says_what_comes(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = start()
    page = curls(hands)
    page.panel.load.set_value(8)
    heard: list[Cue] = []
    monkeypatch.setattr(page.workout.tempo.sounds, "play", heard.append)
    press(hands, Keys.Key_2, Keys.Key_Space)
    assert "Now your right side" in texts(page.panel.countdown)
    hands.let_pass(CHANGE_SIDES_S + 0.5)
    assert phase(page) is Phase.WORK
    assert heard == [Cue.TICK, Cue.TICK, Cue.TICK, Cue.GO]
    assert page.panel.finish.isVisible()


def test_a_stretch_goes_from_side_to_side_without_a_key(start: Start) -> None:
    hands = start()
    build(hands, Spot("hip_flexors", Side.LEFT), Feeling.TIGHT)
    hands.press("start")
    hands.settle()
    page = hands.app.window.training
    assert phase(page) is Phase.READY
    hold = page.panel.seconds()
    assert hold is not None
    press(hands, Keys.Key_Space)
    assert phase(page) is Phase.COUNT_IN
    hands.let_pass(GET_READY_S + 0.5)
    assert page.pace.holding
    hands.let_pass(hold)
    hands.settle()
    assert [(e.side, e.seconds) for e in logged(page)] == [(Side.LEFT, hold)]
    assert phase(page) is Phase.SWITCH
    hands.let_pass(CHANGE_SIDES_S + 0.5 + hold)
    hands.settle()
    assert [(e.side, e.seconds) for e in logged(page)][-1] == (Side.RIGHT, hold)


def test_a_hold_that_ends_early_counts_what_was_held_and_the_other_side_does_as_much(
    start: Start,
) -> None:
    hands = start()
    build(hands, Spot("hip_flexors", Side.LEFT), Feeling.TIGHT)
    hands.press("start")
    hands.settle()
    page = hands.app.window.training
    press(hands, Keys.Key_Space, Keys.Key_Space)
    assert page.pace.holding
    hands.let_pass(12)
    press(hands, Keys.Key_Space)
    assert [e.seconds for e in logged(page)] == [12]
    assert page.panel.amount.text() == "12"


def test_sleep_in_a_hold_pauses_and_says_so(start: Start) -> None:
    hands = start()
    build(hands, Spot("hip_flexors", Side.LEFT), Feeling.TIGHT)
    hands.press("start")
    hands.settle()
    page = hands.app.window.training
    press(hands, Keys.Key_Space, Keys.Key_Space)
    hands.let_pass(3)
    hands.sleep(900)
    assert page.paused.isVisible()
    assert "asleep" in texts(page.paused)
    assert logged(page) == []
    press(hands, Keys.Key_Space)
    assert phase(page) is Phase.READY


def test_escape_stops_the_clock(start: Start) -> None:
    hands = start()
    page = curls(hands)
    page.panel.load.set_value(8)
    press(hands, Keys.Key_2, Keys.Key_Space)
    hands.let_pass(3)
    press(hands, Keys.Key_Escape)
    hands.let_pass(3600)
    press(hands, Keys.Key_Escape)
    assert page.panel.countdown.ring.text() == str(CHANGE_SIDES_S - 3)


# -- pain ------------------------------------------------------------------------------------------


def test_pain_in_a_set_is_one_key_and_a_number(start: Start) -> None:
    hands = start()
    page = curls(hands)
    page.panel.load.set_value(8)
    press(hands, Keys.Key_P)
    assert "left side, set 1" in page.panel.pain_card.about()
    press(hands, Keys.Key_4)
    assert page.panel.hurts.text() == "Pain 4 of 10"
    press(hands, Keys.Key_2, Keys.Key_Space)
    assert [e.pain for e in logged(page)] == [4]


def test_pain_that_is_felt_in_the_rest_belongs_to_the_set_before_it(start: Start) -> None:
    hands = start()
    page = curls(hands)
    page.panel.load.set_value(8)
    press(hands, Keys.Key_2, Keys.Key_Space)
    hands.let_pass(2)
    press(hands, Keys.Key_P, Keys.Key_3)
    assert [(e.side, e.pain) for e in logged(page)] == [(Side.LEFT, 3)]
    assert phase(page) is Phase.SWITCH
    assert page.panel.countdown.ring.text() == str(CHANGE_SIDES_S - 2)


@pytest.mark.parametrize("sign", range(3))
def test_a_sign_that_something_is_wrong_stops_the_workout_and_the_place_waits(
    start: Start, sign: int
) -> None:
    hands = start()
    page = curls(hands)
    page.panel.load.set_value(8)
    press(hands, Keys.Key_2, Keys.Key_Space, Keys.Key_Space, Keys.Key_P)
    hands.click(page.panel.pain_card.signs[sign])
    hands.settle()
    assert page.stopped.isVisible()
    assert "1 set of this workout is saved" in texts(page.stopped)
    press(hands, Keys.Key_Space)
    assert page.summary.isVisible()
    hands = start(EVENING + timedelta(minutes=5))
    window = hands.app.window
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, ResumeDialog)]
    body = window.body
    hands.press("rail_body")
    hands.click(body.map, body.map.centre_of(Spot("biceps", Side.RIGHT)).toPoint())
    assert not body.panel.build.isEnabled()
    assert "A professional has looked at it" in [
        b.text() for b in body.panel.findChildren(QPushButton) if b.isVisible()
    ]


# -- a crash ---------------------------------------------------------------------------------------


def test_after_a_crash_it_goes_on_at_the_very_set(start: Start) -> None:
    hands = start()
    page = curls(hands)
    page.panel.load.set_value(8)
    press(hands, Keys.Key_2, Keys.Key_Space, Keys.Key_Space)
    heading, exercise, done = page.panel.heading(), page.exercise_id, logged(page)
    hands = start(EVENING + timedelta(minutes=20))
    dialog = hands.dialog()
    assert isinstance(dialog, ResumeDialog)
    said = texts(dialog)
    assert "1 set is saved" in said
    assert "right side, set 1" in said
    hands.press("resume")
    hands.settle()
    page = hands.app.window.training
    assert hands.app.window.page is page
    assert (page.panel.heading(), page.exercise_id, logged(page)) == (heading, exercise, done)
    assert page.panel.load.text() == "8"


def test_what_is_over_is_not_offered_again(start: Start) -> None:
    hands = start()
    curls(hands)
    hands = start(EVENING + timedelta(minutes=20))
    hands.dialog()
    hands.press("resume_over")
    hands.settle()
    hands = start(EVENING + timedelta(minutes=25))
    assert not [w for w in QApplication.topLevelWidgets()
                if isinstance(w, ResumeDialog) and w.isVisible()]  # fmt: skip


def test_a_workout_that_ended_is_not_offered(start: Start) -> None:
    hands = start()
    curls(hands)
    come_to_the_form(hands)
    log_set(hands, kg="8", reserve=2)
    hands.press("end")
    hands.settle()
    hands = start(EVENING + timedelta(minutes=20))
    assert not [w for w in QApplication.topLevelWidgets()
                if isinstance(w, ResumeDialog) and w.isVisible()]  # fmt: skip


def test_not_sure_has_a_chip_of_its_own(start: Start) -> None:
    hands = start()
    page = curls(hands)
    chip = page.panel.reserve.chip(NOT_SURE)
    assert chip.isVisible()
    hands.click(chip)
    assert page.panel.reserve.value() == NOT_SURE
