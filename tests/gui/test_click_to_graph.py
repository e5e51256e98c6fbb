"""The main job: click a place, get a routine, log both sides, see the graph, tomorrow too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton

from core.body import Side, Spot
from core.catalog import Equipment
from core.opening import LOG_NAME
from core.routine import Feeling
from gui.safety.dialogs import PainDialog, ReadinessDialog
from gui.safety.pieces import YesNo
from tests.gui.conftest import EVENING, Hands

Start = Callable[..., Hands]


def answer_health(hands: Hands) -> None:
    """Answer every health question with no, by mouse."""
    dialog = hands.dialog()
    assert isinstance(dialog, ReadinessDialog)
    for question in dialog.findChildren(YesNo):
        no = next(b for b in question.findChildren(QPushButton) if b.text() == "No")
        hands.click(no)
    go = next(b for b in dialog.findChildren(QPushButton) if b.text().startswith("Continue"))
    assert go.isEnabled()
    hands.click(go)


def build(hands: Hands, spot: Spot, feeling: Feeling, *, health: bool = True) -> None:
    """Click a place on the map, say how it feels, and build."""
    body = hands.app.window.body
    if hands.app.window.page is not body:
        hands.press("rail_body")  # whoever has begun starts with today
    hands.click(body.map, body.map.centre_of(spot).toPoint())
    hands.click(body.panel.feeling.chip(feeling))
    hands.click(body.panel.build)
    if health:
        answer_health(hands)
    hands.wait(lambda: hands.app.window.page is hands.app.window.routine)
    hands.settle()


def come_to_the_form(hands: Hands) -> None:
    """Skip the rest, or enter a hold by hand: what comes is the form of the set."""
    panel = hands.app.window.training.panel
    if panel.shows_clock:
        hands.press("by_hand" if panel.countdown.by_hand.isVisible() else "start_now")


def log_set(hands: Hands, *, kg: str, reserve: int) -> None:
    """Fill in a set and press Done; wait until it is on disk."""
    training = hands.app.window.training
    before = len(training.logged)
    come_to_the_form(hands)
    if training.pace.holding:
        hands.press("start_now")
        hands.wait(lambda: len(training.logged) == before + 1)
        hands.settle()
        return
    if training.panel.load.isVisible() and not training.panel.load.locked:
        field = training.panel.load.field
        field.selectAll()
        hands.type(field, kg)
    if training.panel.reserve.isVisible():
        hands.click(training.panel.reserve.chip(reserve))
    hands.press("done")
    hands.wait(lambda: len(training.logged) == before + 1)
    hands.settle()


def test_from_a_click_on_the_left_glutes_to_a_graph_that_is_still_there_tomorrow(
    start: Start,
) -> None:
    hands = start()
    window = hands.app.window
    hands.click(window.body.panel.equipment.chip(Equipment.DUMBBELLS))
    build(hands, Spot("glutes", Side.LEFT), Feeling.WEAK)

    routine = window.routine.routine
    assert routine is not None
    assert routine.request.spot == Spot("glutes", Side.LEFT)
    assert all(item.why and item.source for item in routine.items)
    weighted = next(i for i in routine.items if i.exercise_id == "single_leg_deadlift")

    hands.press("start")
    hands.settle()
    while window.training.exercise_id != weighted.exercise_id:
        hands.press("next")
        hands.settle()
    panel = window.training.panel
    assert panel.heading().startswith("Left side")
    log_set(hands, kg="8", reserve=1)
    assert panel.heading().startswith("Right side")
    assert panel.amount.text() == str(weighted.target.amount)
    assert panel.load.text() == "8"
    assert "same as your left side" in panel.says()
    log_set(hands, kg="", reserve=4)

    entries = window.training.logged
    assert [(e.side, e.reps, e.load_kg, e.reserve) for e in entries] == [
        (Side.LEFT, weighted.target.amount, 8.0, 1),
        (Side.RIGHT, weighted.target.amount, 8.0, 4),
    ]

    hands = start(EVENING + timedelta(days=1))
    window = hands.app.window
    hands.key(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    hands.wait(lambda: window.page is window.progress)
    hands.settle()
    curve = window.progress.curve
    assert curve is not None
    assert curve.exercise_id == "single_leg_deadlift"
    assert {side: len(line.points) for side, line in curve.lines.items()} == {
        Side.LEFT: 1,
        Side.RIGHT: 1,
    }
    assert "Too early to say" in curve.verdict


def test_the_same_path_by_keyboard_alone(start: Start) -> None:
    hands = start()
    window = hands.app.window
    search = window.body.search
    search.setFocus()
    hands.type(search, "right hamstring")
    hands.key(search, Qt.Key.Key_Return)
    assert window.body.map.selected == Spot("back_thigh", Side.RIGHT)
    weak = window.body.panel.feeling.chip(Feeling.WEAK)
    weak.setFocus()
    hands.key(weak, Qt.Key.Key_Space)
    window.body.panel.build.setFocus()
    hands.key(window.body.panel.build, Qt.Key.Key_Space)
    answer_health(hands)
    hands.wait(lambda: window.page is window.routine)
    hands.settle()
    hands.key(window.routine.start, Qt.Key.Key_Space)
    hands.wait(lambda: window.page is window.training)
    hands.settle()
    assert window.training.panel.heading().startswith("Right side")


def test_arrows_walk_over_the_map_and_enter_chooses(start: Start) -> None:
    hands = start()
    body_map = hands.app.window.body.map
    first = Spot("shoulder", Side.LEFT)
    body_map.button(first).setFocus(Qt.FocusReason.TabFocusReason)
    assert body_map.focused == first
    hands.key(body_map.button(first), Qt.Key.Key_Down)
    assert body_map.focused not in (None, first)
    there = body_map.button(body_map.focused)
    hands.key(there, Qt.Key.Key_Return)
    assert body_map.selected == body_map.focused == there.spot
    assert there.accessibleName().startswith("your ")
    assert ", chosen" in there.accessibleName()


@pytest.mark.parametrize("side", list(Side))
def test_every_place_can_be_clicked_on_its_own_side(start: Start, side: Side) -> None:
    hands = start()
    body_map = hands.app.window.body.map
    for region in hands.app.model.catalog.body.regions:
        for view in region.views:
            spot = Spot(region.id, side)
            hands.click(body_map, body_map.centre_of(spot, view).toPoint())
            assert body_map.selected == spot, (spot, view)


@pytest.mark.parametrize("aside", [False, True])
def test_every_place_has_a_target_of_24_by_24_pixels_at_the_smallest_window(
    start: Start, aside: bool
) -> None:
    hands = start()
    hands.app.window.resize(1024, 700)
    hands.settle()
    body_map = hands.app.window.body.map
    body_map.show_sides(aside)
    hands.wait(lambda: body_map.settled)
    hit: dict[Spot, list[tuple[int, int]]] = {}
    for x in range(0, body_map.width(), 3):
        for y in range(0, body_map.height(), 3):
            spot = body_map.spot_at(QPointF(x, y))
            if spot is not None:
                hit.setdefault(spot, []).append((x, y))
    small = {
        f"{spot.side.value} {spot.region}": len(points) * 9
        for spot, points in hit.items()
        if len(points) * 9 < 24 * 24
    }
    if aside:
        # From the side the small ones of the front and the back are large.
        assert not {name for name in small if name.split()[1] in {"waist", "outer_hip"}}
        return
    assert not small
    assert len(hit) == 2 * len(hands.app.model.catalog.body.regions)
    for spot, points in hit.items():
        for axis in (0, 1):
            reach = [point[axis] for point in points]
            # Two halves of a narrow belly can't both be 24 wide: then they are all the higher.
            assert max(reach) - min(reach) + 3 >= 18, (spot, axis)


def test_pain_asks_about_red_flags_and_a_flag_ends_in_see_somebody(start: Start) -> None:
    hands = start()
    window = hands.app.window
    body = window.body
    hands.click(body.map, body.map.centre_of(Spot("lower_back", Side.LEFT)).toPoint())
    hands.click(body.panel.feeling.chip(Feeling.WEAK))
    body.panel.pain.setFocus()
    for _ in range(4):
        hands.key(body.panel.pain, Qt.Key.Key_Right)
    hands.click(body.panel.build)
    answer_health(hands)
    dialog = hands.dialog()
    assert isinstance(dialog, PainDialog)
    hands.click(hands.find("flag_cauda_equina", QCheckBox))
    hands.click(next(b for b in dialog.findChildren(QPushButton) if "Continue" in b.text()))
    hands.wait(lambda: window.page is window.routine)
    hands.settle()
    routine = window.routine.routine
    assert routine is not None
    assert routine.items == ()
    assert routine.advice is not None
    assert "emergency" in routine.advice.title
    assert not window.routine.start.isVisible()

    hands.press("rail_body")
    hands.wait(lambda: window.page is body)
    hands.settle()
    assert not body.panel.build.isEnabled()
    hands.press("lift_pause")
    hands.settle()
    hands.click(body.panel.feeling.chip(Feeling.WEAK))
    assert body.panel.build.isEnabled()


def test_an_impossible_set_is_refused_at_its_field_and_nothing_is_logged(start: Start) -> None:
    hands = start()
    window = hands.app.window
    hands.click(window.body.panel.equipment.chip(Equipment.DUMBBELLS))
    build(hands, Spot("biceps", Side.RIGHT), Feeling.WEAK)
    hands.press("start")
    hands.settle()
    panel = window.training.panel
    while window.training.exercise_id != "single_arm_bicep_curl":
        hands.press("next")
        hands.settle()
    for reps in ("-3", "500", "lots", "1e9", ""):
        panel.amount.field.clear()
        hands.type(panel.amount.field, reps)
        hands.press("done")
        assert "0 to 200" in panel.amount.reason()
    panel.amount.set_value(8)
    for kg in ("-1", "1e9", "99999", "heavy", ""):
        panel.load.field.clear()
        hands.type(panel.load.field, kg)
        hands.press("done")
        assert "500 kg" in panel.load.reason()
    assert not window.training.logged
    panel.load.set_value(6)
    log_set(hands, kg="6,5", reserve=2)
    (entry,) = window.training.logged
    assert (entry.load_kg, entry.side) == (6.5, Side.RIGHT)


def test_a_set_can_be_changed_and_taken_back_and_brought_back(start: Start) -> None:
    hands = start()
    window = hands.app.window
    build(hands, Spot("calf", Side.LEFT), Feeling.WEAK)
    hands.press("start")
    hands.settle()
    log_set(hands, kg="", reserve=2)
    first = window.training.logged[0]
    hands.press("edit_set")
    hands.settle()
    panel = window.training.panel
    panel.amount.field.selectAll()
    hands.type(panel.amount.field, "11")
    hands.press("done")
    hands.wait(lambda: window.training.logged[0].reps == 11)
    hands.settle()
    assert window.training.logged[0].id == first.id
    hands.press("undo_set")
    hands.wait(lambda: window.training.logged == ())
    hands.settle()
    hands.click(next(b for b in window.training.findChildren(QPushButton)
                     if b.text() == "Bring it back" and b.isVisible()))  # fmt: skip
    hands.wait(lambda: len(window.training.logged) == 1)
    hands.settle()
    assert window.training.logged[0].reps == 11


def test_a_file_that_is_no_log_is_refused_and_left_alone(start: Start, tmp_path: Path) -> None:
    path = tmp_path / LOG_NAME
    path.write_text("a shopping list\n" * 50, encoding="utf-8")
    before = path.read_bytes()
    hands = start(refused=True)
    window = hands.app.window
    assert window.page is window.refused
    assert not window.rail.isEnabled()
    assert "left as it is" in window.refused.text() or "not changed" in window.refused.text()
    assert path.read_bytes() == before


def test_a_log_that_is_gone_is_not_replaced_by_an_empty_one(start: Start, tmp_path: Path) -> None:
    start().app.stop()
    (tmp_path / LOG_NAME).unlink()
    hands = start(refused=True)
    assert hands.app.window.page is hands.app.window.refused
    assert not (tmp_path / LOG_NAME).exists()


def test_a_suggestion_of_the_search_can_be_clicked(start: Start) -> None:
    hands = start()
    body = hands.app.window.body
    body.search.setFocus()
    hands.type(body.search, "left glu")
    completer = body.search.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    hands.wait(popup.isVisible)
    where = popup.visualRect(popup.model().index(0, 0)).center()
    hands.click(popup.viewport(), where)
    hands.wait(lambda: body.map.selected == Spot("glutes", Side.LEFT))


def test_the_keyboard_says_on_which_place_it_is(start: Start) -> None:
    hands = start()
    body = hands.app.window.body
    first = body.map.button(Spot("shoulder", Side.LEFT))
    first.setFocus(Qt.FocusReason.TabFocusReason)
    hands.key(first, Qt.Key.Key_Down)
    said = body.findChild(QLabel, "pointed")
    assert said is not None
    assert said.text().startswith("Your ")
