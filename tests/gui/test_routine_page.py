"""Changing a routine: nothing breaks silently, and everything can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QPushButton, QSlider

from core.body import Side, Spot
from core.coach import Coach
from core.errors import Problem
from core.routine import Feeling, Routine
from gui import messages
from gui.routine.card import ExerciseCard
from gui.routine.picker import ExercisePicker
from gui.safety.dialogs import ReadinessDialog
from tests.gui.conftest import EVENING, Hands
from tests.gui.test_click_to_graph import answer_health, build

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


# -- a plan that can't be opened -------------------------------------------------------------------


def kept_plan(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Plan and keep it; gives the exercises."""
    planned(hands)
    monkeypatch.setattr(messages, "ask_name", lambda *_: "Evening")
    hands.press("keep")
    hands.settle()
    return ids(hands)


def open_plan(hands: Hands) -> None:
    """Open the kept plan with no pain."""
    page = hands.app.window.routine
    hands.press("rail_routine")
    hands.settle()
    page.plan_actions()[0].trigger()
    hands.dialog()
    hands.press("open_plan")


def dialogs(hands: Hands, kind: type[QDialog]) -> list[QDialog]:
    """The open dialogs of a kind."""
    found = hands.app.window.routine.findChildren(kind)
    return [d for d in found if isinstance(d, QDialog) and d.isVisible()]


def test_old_health_answers_are_asked_again_and_then_the_plan_opens(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = kept_plan(start(), monkeypatch)
    hands = start(EVENING + timedelta(days=400))
    page = hands.app.window.routine
    open_plan(hands)
    hands.wait(lambda: bool(dialogs(hands, ReadinessDialog)))
    assert "health questions" in page.warnings()
    answer_health(hands)
    hands.wait(lambda: page.routine is not None)
    hands.settle()
    assert ids(hands) == kept
    assert page.warnings() == ""


def test_health_answers_that_could_not_be_kept_do_not_open_the_plan(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_plan(start(), monkeypatch)
    hands = start(EVENING + timedelta(days=400))
    page = hands.app.window.routine
    open_plan(hands)
    hands.wait(lambda: bool(dialogs(hands, ReadinessDialog)))
    monkeypatch.setattr(Coach, "save_readiness", refused)
    answer_health(hands)
    hands.settle()
    assert page.routine is None
    assert page.warnings() == "The disk is full."
    assert not dialogs(hands, ReadinessDialog)


def test_a_plan_that_can_not_be_opened_is_said_on_this_page_only(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_plan(start(), monkeypatch)
    hands = start()
    monkeypatch.setattr(Coach, "open_plan", refused)
    open_plan(hands)
    hands.settle()
    window = hands.app.window
    assert window.routine.warnings() == "The disk is full."
    assert window.body.problem() == ""


def test_a_routine_that_can_not_be_built_is_said_on_the_body_page(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = start()
    body = hands.app.window.body
    monkeypatch.setattr(Coach, "plan", refused)
    hands.click(body.map, body.map.centre_of(Spot("glutes", Side.LEFT)).toPoint())
    hands.click(body.panel.feeling.chip(Feeling.WEAK))
    hands.click(body.panel.build)
    answer_health(hands)
    hands.settle()
    assert body.problem() == "The disk is full."
    assert body.panel.build.isEnabled()


# -- leaving out -----------------------------------------------------------------------------------


def refused(*_: object, **__: object) -> None:
    """Nothing works."""
    raise Problem("The disk is full.")


def test_leaving_out_that_failed_is_not_announced_and_the_card_stays(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = start()
    planned(hands)
    page = hands.app.window.routine
    before = ids(hands)
    monkeypatch.setattr(Coach, "exclude", refused)
    choose(cards(hands)[1], "Leave it out for good")
    hands.settle()
    assert ids(hands) == before
    assert page.news() == ""
    assert page.warnings() == "The disk is full."
    assert all(card.isEnabled() for card in cards(hands))


def test_leaving_out_is_announced_even_when_the_card_could_not_be_removed(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = start()
    planned(hands)
    page = hands.app.window.routine
    monkeypatch.setattr(Coach, "remove", refused)
    choose(cards(hands)[1], "Leave it out for good")
    hands.settle()
    assert "left out of every routine" in page.news()
    assert page.warnings() == "The disk is full."
    before = ids(hands)
    hands.click(bring_back(hands))
    hands.settle()
    assert ids(hands) == before
    assert page.news() == ""
    assert all(card.isEnabled() for card in cards(hands))


def test_bringing_back_that_failed_can_be_tried_again(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = start()
    planned(hands)
    page = hands.app.window.routine
    first = ids(hands)[1]
    choose(cards(hands)[1], "Leave it out for good")
    hands.settle()
    with monkeypatch.context() as patch:
        patch.setattr(Coach, "include", refused)
        hands.click(bring_back(hands))
        hands.settle()
    assert first not in ids(hands)
    assert page.warnings() == "The disk is full."
    hands.click(bring_back(hands))
    hands.settle()
    assert first in ids(hands)
    assert page.news() == ""


def bring_back(hands: Hands) -> QPushButton:
    """The button that undoes leaving out."""
    return next(
        b
        for b in hands.app.window.routine.findChildren(QPushButton)
        if b.text() == "Bring it back" and b.isVisible()
    )


# -- one change at a time --------------------------------------------------------------------------


def changing(hands: Hands) -> bool:
    """Whether a change is under way by now."""
    return hands.app.window.routine.changing


def test_a_second_change_waits_for_the_first(start: Start) -> None:
    hands = start()
    planned(hands)
    before = ids(hands)
    first, second = cards(hands)[:2]
    with hands.held():
        choose(first, "Take it out")
        assert changing(hands)
        assert not any(card.isEnabled() for card in cards(hands))
        assert not hands.find("add_exercise").isEnabled()
        second.remove_wanted.emit(1)
    hands.settle()
    assert ids(hands) == before[1:]
    assert not changing(hands)
    assert all(card.isEnabled() for card in cards(hands))
    assert hands.find("add_exercise").isEnabled()


def test_a_double_swap_opens_one_picker(start: Start) -> None:
    hands = start()
    planned(hands)
    card = cards(hands)[0]
    with hands.held():
        card.swap_wanted.emit(0)
        card.swap_wanted.emit(0)
    hands.settle()
    card.swap_wanted.emit(0)
    hands.settle()
    assert len(dialogs(hands, ExercisePicker)) == 1
    dialogs(hands, ExercisePicker)[0].reject()
    card.swap_wanted.emit(0)
    hands.settle()
    assert len(dialogs(hands, ExercisePicker)) == 1


def test_a_failed_change_frees_the_cards(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    hands = start()
    planned(hands)
    page = hands.app.window.routine
    for name, entry in (("options", "Swap"), ("move", "Do it later"), ("remove", "Take it out")):
        monkeypatch.setattr(Coach, name, refused)
        choose(cards(hands)[0], entry)
        hands.settle()
        assert page.warnings() == "The disk is full."
        assert not changing(hands)
        assert all(card.isEnabled() for card in cards(hands))


def test_the_focus_is_where_it_was_after_changing_ones_mind(start: Start) -> None:
    hands = start()
    planned(hands)
    add = hands.find("add_exercise")
    add.setFocus()
    hands.click(add)
    picker = hands.dialog()
    picker.reject()
    hands.settle()
    assert hands.app.window.routine.focusWidget() is add
