"""Logging when things go slowly or wrong: nothing typed is lost, nothing is logged twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton

from core.answers import Logged, Prefill
from core.body import Side, Spot
from core.coach import Coach
from core.errors import Problem
from core.journal import SetEntry
from core.routine import Feeling
from gui import messages
from gui.safety.dialogs import PainDialog
from gui.training.page import TrainingPage
from tests.gui.conftest import Hands
from tests.gui.test_click_to_graph import build, come_to_the_form, log_set

Start = Callable[..., Hands]


def training(hands: Hands) -> TrainingPage:
    """Start training the left calf."""
    build(hands, Spot("calf", Side.LEFT), Feeling.WEAK)
    hands.press("start")
    hands.settle()
    return hands.app.window.training


def enter(hands: Hands, page: TrainingPage, reps: str) -> None:
    """Type the amount and choose two in reserve."""
    come_to_the_form(hands)
    page.panel.amount.field.selectAll()
    hands.type(page.panel.amount.field, reps)
    if page.panel.reserve.isVisible():
        hands.click(page.panel.reserve.chip(2))


def logged(page: TrainingPage) -> list[SetEntry]:
    """The sets that are on disk by now."""
    return list(page.logged)


def saving(page: TrainingPage) -> bool:
    """Whether a set is on its way to the disk by now."""
    return page.saving


def refuse_once(monkeypatch: pytest.MonkeyPatch, name: str, bug: Exception) -> None:
    """Let a method of the coach fail the next time, then work as ever."""
    real = getattr(Coach, name)

    def failing(self: Coach, *given: object, **named: object) -> object:
        monkeypatch.setattr(Coach, name, real)
        raise bug

    monkeypatch.setattr(Coach, name, failing)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What boxes would have said."""
    said: list[str] = []
    monkeypatch.setattr(messages, "tell", lambda _, title, text, *__: said.append(text))
    return said


# -- a late answer ---------------------------------------------------------------------------------


def test_a_late_prefill_leaves_what_was_typed(start: Start) -> None:
    hands = start()
    page = training(hands)
    hands.press("next")
    hands.settle()
    with hands.held():
        hands.press("previous")
        enter(hands, page, "7")
    hands.settle()
    assert page.panel.amount.text() == "7"


def test_steps_with_plus_count_as_typed(start: Start) -> None:
    hands = start()
    page = training(hands)
    with hands.held():
        hands.press("next")
        page.panel.amount.more()
        page.panel.amount.more()
        stands = page.panel.amount.text()
    hands.settle()
    assert page.panel.amount.text() == stands


def test_a_prefill_of_an_old_step_does_not_land_in_a_new_one(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = start()
    page = training(hands)
    amounts = iter((91, 92, 93, 94, 95))
    shown: list[str] = []

    def prefill(*_: object, **__: object) -> Prefill:
        return Prefill(next(amounts), None, None, "made up", copied=False)

    monkeypatch.setattr(Coach, "prefill", prefill)
    hands.app.model.filled.connect(lambda _: shown.append(page.panel.amount.text()))
    with hands.held():
        hands.press("next")
        hands.press("previous")
        hands.press("next")
    hands.settle()
    assert shown == ["", "", "93"]


def test_a_prefill_that_comes_while_a_set_is_changed_is_left_out(start: Start) -> None:
    hands = start()
    page = training(hands)
    log_set(hands, kg="", reserve=2)
    did = logged(page)[0].reps
    with hands.held():
        hands.press("next")
        hands.press("previous")
        page.sets.edit_wanted.emit(logged(page)[0])
    hands.settle()
    assert page.panel.amount.text() == str(did)
    assert page.panel.says() == "Changing a set you logged."


# -- while a set is being saved --------------------------------------------------------------------


def test_nothing_moves_while_a_set_is_being_saved(start: Start) -> None:
    hands = start()
    page = training(hands)
    log_set(hands, kg="", reserve=2)
    with hands.held():
        enter(hands, page, "8")
        hands.press("done")
        assert saving(page)
        for name in ("previous", "next", "end", "edit_set", "undo_set", "done"):
            assert not hands.find(name).isEnabled(), name
    hands.settle()
    assert not saving(page)
    assert len(logged(page)) == 2
    for name in ("next", "end", "start_now"):
        assert hands.find(name).isEnabled(), name


@pytest.mark.parametrize("bug", [Problem("The disk is full."), ZeroDivisionError()])
def test_a_refused_set_keeps_what_was_typed_and_its_id(
    start: Start, monkeypatch: pytest.MonkeyPatch, bug: Exception
) -> None:
    hands = start()
    page = training(hands)
    tried: list[SetEntry] = []
    real = Coach.log

    def failing(self: Coach, entry: SetEntry, *, today: date) -> Logged:
        tried.append(entry)
        if len(tried) == 1:
            raise bug
        return real(self, entry, today=today)

    monkeypatch.setattr(Coach, "log", failing)
    enter(hands, page, "9")
    hands.type(page.panel.note, "steady")
    exercise = page.exercise_id
    hands.press("done")
    hands.settle()
    assert page.exercise_id == exercise
    assert logged(page) == []
    says = "disk is full" if isinstance(bug, Problem) else "Evenside made a mistake"
    assert says in page.panel.problem()
    assert page.panel.amount.text() == "9"
    assert page.panel.note.text() == "steady"
    for name in ("next", "end", "done"):
        assert hands.find(name).isEnabled(), name
    hands.press("done")
    hands.settle()
    assert tried[0].id == tried[1].id
    assert [e.id for e in logged(page)] == [tried[0].id]
    assert (logged(page)[0].reps, logged(page)[0].note) == (9, "steady")


def test_a_refused_change_stays_a_change(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    hands = start()
    page = training(hands)
    log_set(hands, kg="", reserve=2)
    first = logged(page)[0]
    hands.press("edit_set")
    enter(hands, page, "11")
    refuse_once(monkeypatch, "edit", Problem("The disk is full."))
    hands.press("done")
    hands.settle()
    assert page.panel.finish.text().startswith("Save the change")
    assert page.panel.amount.text() == "11"
    hands.press("done")
    hands.settle()
    assert [(e.id, e.reps) for e in logged(page)] == [(first.id, 11)]


def test_a_refusal_of_somebody_elses_change_is_not_ours(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = start()
    page = training(hands)
    log_set(hands, kg="", reserve=2)
    refuse_once(monkeypatch, "edit", Problem("The disk is full."))
    with hands.held():
        hands.app.model.edit(logged(page)[0])
        enter(hands, page, "8")
        hands.press("done")
    hands.settle()
    assert len(logged(page)) == 2
    assert page.panel.problem() == ""


def test_a_set_is_kept_when_its_next_dose_is_unknown(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = start()
    page = training(hands)
    real = Coach.log

    def without(self: Coach, entry: SetEntry, *, today: date) -> Logged:
        return replace(real(self, entry, today=today), next=None)

    monkeypatch.setattr(Coach, "log", without)
    exercise = page.exercise_id
    while page.exercise_id == exercise:
        log_set(hands, kg="", reserve=2)
    hands.press("end")
    assert page.summary.isVisible()


# -- mended elsewhere ------------------------------------------------------------------------------


def test_a_change_made_in_the_history_arrives_and_leaves_the_form(start: Start) -> None:
    hands = start()
    page = training(hands)
    log_set(hands, kg="", reserve=2)
    enter(hands, page, "6")
    hands.app.model.edit(replace(logged(page)[0], reps=13))
    hands.settle()
    assert [e.reps for e in logged(page)] == [13]
    assert page.panel.amount.text() == "6"
    assert any(line.entry.reps == 13 for line in page.sets.rows())


def test_sets_taken_out_in_the_history_all_come_back(start: Start) -> None:
    hands = start()
    page = training(hands)
    log_set(hands, kg="", reserve=2)
    log_set(hands, kg="", reserve=2)
    first, second = logged(page)
    hands.app.model.undo(first)
    hands.app.model.undo(second)
    hands.settle()
    assert logged(page) == []
    hands.app.model.redo(second)
    hands.app.model.redo(first)
    hands.settle()
    assert {e.id for e in logged(page)} == {first.id, second.id}


def test_a_set_taken_out_elsewhere_does_not_disturb_one_that_is_being_saved(start: Start) -> None:
    hands = start()
    page = training(hands)
    log_set(hands, kg="", reserve=2)
    with hands.held():
        hands.app.model.undo(logged(page)[0])
        enter(hands, page, "8")
        hands.press("done")
        saved = saving(page)
    hands.settle()
    assert saved
    assert [e.reps for e in logged(page)] == [8]


# -- taking back -----------------------------------------------------------------------------------


def test_a_double_undo_is_one_undo(start: Start, told: list[str]) -> None:
    hands = start()
    page = training(hands)
    log_set(hands, kg="", reserve=2)
    with hands.held():
        undo = hands.find("undo_set")
        hands.click(undo)
        page.sets.undo_wanted.emit(logged(page)[0])
        assert not undo.isEnabled()
    hands.settle()
    assert told == []
    assert logged(page) == []


def test_a_double_click_on_bring_it_back_is_one(start: Start, told: list[str]) -> None:
    hands = start()
    page = training(hands)
    log_set(hands, kg="", reserve=2)
    hands.press("undo_set")
    hands.settle()
    back = next(
        b for b in page.findChildren(QPushButton) if b.text() == "Bring it back" and b.isVisible()
    )
    with hands.held():
        hands.click(back)
        hands.click(back)
    hands.settle()
    assert told == []
    assert len(logged(page)) == 1


def test_an_undo_that_failed_can_be_tried_again(
    start: Start, monkeypatch: pytest.MonkeyPatch, told: list[str]
) -> None:
    hands = start()
    page = training(hands)
    log_set(hands, kg="", reserve=2)
    refuse_once(monkeypatch, "undo", Problem("The disk is full."))
    hands.press("undo_set")
    hands.settle()
    assert told == ["The disk is full."]
    assert len(logged(page)) == 1
    hands.press("undo_set")
    hands.settle()
    assert logged(page) == []


# -- closing ---------------------------------------------------------------------------------------


def test_the_window_closes_once_the_set_is_on_disk(start: Start) -> None:
    hands = start()
    page = training(hands)
    window = hands.app.window
    with hands.held():
        enter(hands, page, "8")
        hands.press("done")
        assert not window.close()
        assert window.isVisible()
    hands.wait(lambda: not window.isVisible())
    assert len(logged(page)) == 1


def test_the_window_stays_open_when_the_set_could_not_be_saved(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = start()
    page = training(hands)
    window = hands.app.window
    refuse_once(monkeypatch, "log", Problem("The disk is full."))
    with hands.held():
        enter(hands, page, "8")
        hands.press("done")
        window.go(window.body)
        assert not window.close()
    hands.settle()
    assert window.page is page
    assert "disk is full" in page.panel.problem()
    hands.press("done")
    hands.settle()
    assert window.isVisible(), "the wish to close was for the first try"
    assert window.close()


def test_the_window_closes_when_nothing_is_delivered_any_more(start: Start) -> None:
    hands = start()
    page = training(hands)
    with hands.held():
        enter(hands, page, "8")
        hands.press("done")
    hands.app.stop()
    assert not hands.app.window.isVisible()


def test_a_change_taken_out_of_the_log_meanwhile_ends(start: Start) -> None:
    hands = start()
    page = training(hands)
    log_set(hands, kg="", reserve=2)
    hands.press("edit_set")
    hands.app.model.undo(logged(page)[0])
    hands.settle()
    assert page.panel.finish.text().startswith("Done")
    assert page.panel.says() != "Changing a set you logged."


def test_the_summary_follows_a_change_made_in_the_history(start: Start) -> None:
    hands = start()
    page = training(hands)
    log_set(hands, kg="", reserve=2)
    hands.press("end")
    hands.app.model.edit(replace(logged(page)[0], reps=17))
    hands.settle()
    shown = [label.text() for label in page.summary.findChildren(QLabel) if not label.isHidden()]
    assert any("17" in text for text in shown)


def test_pain_over_five_ends_the_exercise_on_both_sides_and_asks_about_red_flags(
    start: Callable[..., Hands],
) -> None:
    hands = start()
    window = hands.app.window
    build(hands, Spot("calf", Side.LEFT), Feeling.WEAK)
    hands.press("start")
    hands.settle()
    training = window.training
    sore = training.exercise_id
    hands.click(training.panel.reserve.chip(2))
    hands.press("hurts")
    hands.click(training.panel.pain_card.pain.chip(7))
    hands.press("done")
    dialog = hands.dialog()
    assert isinstance(dialog, PainDialog)
    assert training.exercise_id != sore
    hands.click(hands.find("none_of_these", QCheckBox))
    hands.click(next(b for b in dialog.findChildren(QPushButton) if "Continue" in b.text()))
    hands.settle()
    assert [e.pain for e in training.logged] == [7]
    hands.press("previous")
    hands.settle()
    assert training.panel.heading() == "Nothing left to do here"
    assert not training.panel.isEnabled()
