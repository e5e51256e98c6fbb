"""Changing a routine: nothing breaks silently, and everything can be taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QSlider

from core.body import Side, Spot
from core.routine import Feeling, Routine
from gui import messages
from gui.routine.card import ExerciseCard
from gui.routine.picker import ExercisePicker
from tests.gui.conftest import Hands
from tests.gui.test_click_to_graph import build

Start = Callable[..., Hands]


def planned(hands: Hands, feeling: Feeling = Feeling.WEAK) -> Routine:
    """Plan for the left glutes."""
    build(hands, Spot("glutes", Side.LEFT), feeling)
    routine = hands.app.window.routine.routine
    assert routine is not None
    assert len(routine.items) >= 3
    return routine


def cards(hands: Hands) -> list[ExerciseCard]:
    """The cards in their order."""
    page = hands.app.window.routine

    def visible() -> list[ExerciseCard]:
        return [c for c in page.findChildren(ExerciseCard) if c.isVisible()]

    # Qt shows new widgets of a layout a moment later.
    hands.wait(lambda: page.routine is not None and len(visible()) == len(page.routine.items))
    return sorted(visible(), key=lambda c: c.index)


def choose(card: ExerciseCard, text: str) -> None:
    """Choose an entry of a card's menu."""
    action: QAction = next(a for a in card.menu().actions() if a.text().startswith(text))
    assert action.isEnabled()
    action.trigger()


def ids(hands: Hands) -> list[str]:
    """The exercises of the routine in their order."""
    routine = hands.app.window.routine.routine
    assert routine is not None
    return [item.exercise_id for item in routine.items]


def test_each_card_says_dose_side_and_reason(start: Start) -> None:
    hands = start()
    routine = planned(hands)
    for card, item in zip(cards(hands), routine.items, strict=True):
        assert item.why in card.accessibleName()
        if item.first is not None:
            assert item.first is Side.LEFT


def test_swapping_offers_what_fits_and_takes_it(start: Start) -> None:
    hands = start()
    planned(hands)
    before = ids(hands)
    work = next(c for c in cards(hands) if c.item.purpose.value == "strengthen")
    choose(work, "Swap")
    hands.settle()
    picker = hands.dialog()
    assert isinstance(picker, ExercisePicker)
    hands.press("take")
    hands.settle()
    after = ids(hands)
    assert len(after) == len(before)
    assert len(set(after)) == len(after)
    assert sum(a != b for a, b in zip(after, before, strict=True)) == 1


def test_taking_out_all_the_work_is_said(start: Start) -> None:
    hands = start()
    planned(hands)
    page = hands.app.window.routine
    while any(c.item.purpose.value == "strengthen" for c in cards(hands)):
        choose(next(c for c in cards(hands) if c.item.purpose.value == "strengthen"), "Take it out")
        hands.settle()
    assert "Nothing strengthens your left glutes any more." in page.warnings()


def test_moving_changes_the_order_and_nothing_else(start: Start) -> None:
    hands = start()
    planned(hands)
    before = ids(hands)
    choose(cards(hands)[0], "Do it later")
    hands.settle()
    assert ids(hands) == [before[1], before[0], *before[2:]]


def test_an_exercise_left_out_for_good_comes_back_on_request(start: Start) -> None:
    hands = start()
    planned(hands)
    first = ids(hands)[1]
    choose(cards(hands)[1], "Leave it out for good")
    hands.settle()
    assert first not in ids(hands)
    hands.click(
        next(
            b
            for b in hands.app.window.routine.findChildren(QPushButton)
            if b.text() == "Bring it back" and b.isVisible()
        )
    )
    hands.settle()
    assert first in ids(hands)


def test_a_kept_plan_is_there_tomorrow_and_asks_about_pain_before_it_opens(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = start()
    planned(hands)
    kept = ids(hands)
    monkeypatch.setattr(messages, "ask_name", lambda *_: "Evening")
    hands.press("keep")
    hands.settle()

    hands = start()
    page = hands.app.window.routine
    hands.press("rail_routine")
    hands.settle()
    assert page.routine is None
    page.plan_actions()[0].trigger()
    dialog = hands.dialog()
    slider = dialog.findChild(QSlider, "plan_pain")
    assert slider is not None
    hands.press("open_plan")
    hands.settle()
    assert ids(hands) == kept


def test_adding_an_exercise_again_is_refused_in_words(start: Start) -> None:
    hands = start()
    planned(hands)
    page = hands.app.window.routine
    routine = page.routine
    assert routine is not None
    hands.app.model.add(routine, ids(hands)[0])
    hands.settle()
    assert page.warnings() == "This exercise is in the routine already."
