"""Can a person reach every place of the map, turn the body, and tell the looks apart?"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from core.body import Side, Spot, View
from core.routine import Feeling
from gui.body.body_map import BodyMap
from gui.body.looks import Look, fill_of, pattern_of
from gui.figure.person import Figure
from gui.theme import DARK, LIGHT
from tests.gui.conftest import Hands

Start = Callable[..., Hands]
GLUTES = Spot("glutes", Side.LEFT)


def body_map(hands: Hands) -> BodyMap:
    found = hands.app.window.body.map
    hands.wait(lambda: found.settled)
    return found


def test_tab_goes_through_every_place_from_head_to_foot(start: Start) -> None:
    hands = start()
    chart = body_map(hands)
    regions = [region.id for region in hands.app.model.catalog.body.regions]
    chart.button(Spot(regions[0], Side.LEFT)).setFocus(Qt.FocusReason.TabFocusReason)
    seen = []
    for _ in range(2 * len(regions)):
        assert chart.focused is not None
        seen.append(chart.focused)
        hands.key(chart.button(chart.focused), Qt.Key.Key_Tab)
    assert [(s.region, s.side) for s in seen] == [(r, s) for r in regions for s in Side]
    assert chart.focused is None, "Tab leads out of the map again"


def test_each_place_says_its_name_and_state_to_a_screen_reader(start: Start) -> None:
    hands = start()
    chart = body_map(hands)
    chart.show_places({GLUTES: Look.WEAKER}, {GLUTES: "9 percent weaker"})
    assert chart.button(GLUTES).accessibleName() == "your left glutes. 9 percent weaker"
    right = chart.button(Spot("glutes", Side.RIGHT))
    assert right.accessibleName() == "your right glutes"


def test_dragging_turns_the_body_and_a_double_click_returns(start: Start) -> None:
    hands = start()
    chart = body_map(hands)
    where = chart.centre_of(Spot("chest", Side.LEFT)).toPoint()
    hands.qtbot.mousePress(chart, Qt.MouseButton.LeftButton, pos=where)  # type: ignore[no-untyped-call]
    hands.qtbot.mouseMove(chart, where + QPoint(40, 0))  # type: ignore[no-untyped-call]
    hands.qtbot.mouseMove(chart, where + QPoint(90, 0))  # type: ignore[no-untyped-call]
    hands.qtbot.mouseRelease(  # type: ignore[no-untyped-call]
        chart, Qt.MouseButton.LeftButton, pos=where + QPoint(90, 0)
    )
    assert chart.turned
    assert chart.selected is None, "a drag chooses nothing"
    hands.wait(lambda: chart.settled)
    hands.qtbot.mouseDClick(chart, Qt.MouseButton.LeftButton, pos=where)  # type: ignore[no-untyped-call]
    assert not chart.turned


def test_the_sides_show_what_front_and_back_show_small(start: Start) -> None:
    hands = start()
    chart = body_map(hands)
    hip = Spot("outer_hip", Side.LEFT)
    front = chart.target_size(hip, View.FRONT).width()
    hands.click(hands.app.window.body.views.chip(True))
    hands.wait(lambda: chart.settled)
    assert chart.aside
    assert chart.target_size(hip, View.FRONT).width() > 1.3 * front
    hands.click(chart, chart.centre_of(hip, View.FRONT).toPoint())
    assert chart.selected == hip


def test_shift_and_arrows_turn_it_and_home_returns(start: Start) -> None:
    hands = start()
    chart = body_map(hands)
    button = chart.button(GLUTES)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    hands.key(button, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert chart.turned
    hands.key(button, Qt.Key.Key_Home)
    assert not chart.turned


def test_what_is_said_about_a_place_shows_on_it(start: Start) -> None:
    hands = start()
    chart = body_map(hands)
    body = hands.app.window.body
    hands.click(chart, chart.centre_of(GLUTES).toPoint())
    hands.click(body.panel.feeling.chip(Feeling.TIGHT))
    assert chart.button(GLUTES).accessibleName().startswith("your left glutes, chosen. Tight.")
    body.panel.pain.setValue(3)
    assert "It hurts" in chart.button(GLUTES).accessibleName()


def test_no_look_is_told_by_colour_alone() -> None:
    for theme in (LIGHT, DARK):
        told = {
            (pattern.style() if pattern else None, fill_of(look, theme).color().lightness() // 24)
            for look in Look
            for pattern in [pattern_of(look, theme)]
        }
        assert len(told) == len(Look)


def test_the_other_body_has_the_same_places(start: Start) -> None:
    hands = start()
    chart = body_map(hands)
    before = set(chart.views_of(GLUTES))
    hands.app.studio.prefer(Figure.MALE, moving=True)
    hands.wait(lambda: chart.settled)
    assert set(chart.views_of(GLUTES)) == before
    for region in hands.app.model.catalog.body.regions:
        for side in Side:
            assert chart.views_of(Spot(region.id, side)), region.id
    QApplication.processEvents()


def test_the_body_follows_the_pointer_while_it_is_dragged(start: Start) -> None:
    hands = start()
    chart = body_map(hands)
    where = chart.centre_of(Spot("chest", Side.LEFT)).toPoint()
    still = chart.grab().toImage()
    hands.qtbot.mousePress(chart, Qt.MouseButton.LeftButton, pos=where)  # type: ignore[no-untyped-call]
    for far in range(10, 90, 4):
        hands.qtbot.mouseMove(chart, where + QPoint(far, 0))  # type: ignore[no-untyped-call]
    hands.wait(lambda: chart.grab().toImage() != still)
    assert chart.turned
    hands.qtbot.mouseRelease(  # type: ignore[no-untyped-call]
        chart, Qt.MouseButton.LeftButton, pos=where + QPoint(86, 0)
    )
