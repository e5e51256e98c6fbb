"""The morning after: one click when all is as usual, a dialog when something is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from core.body import Side
from core.coach import Coach
from core.errors import Problem
from core.journal import History, Morning
from gui.today.morning import MorningDialog, MorningQuestion
from tests.factories import TODAY, ago, workout
from tests.gui.conftest import EVENING, Hands

Start = Callable[..., Hands]
ROW = "single_arm_row"


def asked(hands: Hands, *days: int, pain: int = 3) -> MorningQuestion:
    """Log workouts so many days ago and come to the body page."""
    for day in days:
        for entry in workout(ROW, ago(day), pain=pain):
            hands.app.model.log(entry)
    hands.settle()
    body = hands.app.window.body
    hands.app.window.go(body)
    hands.settle()
    return body._morning


def answers(hands: Hands) -> dict[tuple[str, Side | None], Morning]:
    """The mornings that are on disk."""
    found: list[History] = []
    hands.app.model.history_ready.connect(found.append)
    hands.app.model.load_history()
    hands.settle()
    return {(m.workout_id, m.side): m.answer for m in found[-1].mornings}


def test_nothing_to_ask_takes_no_room(start: Start) -> None:
    question = asked(start())
    assert not question.isVisible()


def test_one_click_answers_the_whole_workout(start: Start) -> None:
    hands = start()
    question = asked(hands, 1)
    said = [w.text() for w in question.findChildren(QLabel) if w.isVisible()]
    assert "How is it this morning, after yesterday’s workout?" in said
    assert any("hurt 3 of 10 on your left" in text for text in said)
    hands.press("morning_usual")
    hands.settle()
    assert not question.isVisible()
    assert set(answers(hands).values()) == {Morning.USUAL}
    assert len(answers(hands)) == 2


def test_the_newest_comes_first_and_a_double_click_answers_one(start: Start) -> None:
    hands = start()
    question = asked(hands, 1, 2)
    with hands.held():
        hands.press("morning_usual")
        hands.click(question._usual)
    hands.settle()
    assert question.due is not None
    assert question.due.day == ago(2)
    assert len(answers(hands)) == 2


def test_a_painless_workout_is_put_away_with_one_click_for_good(start: Start) -> None:
    hands = start()
    question = asked(hands, 1, pain=0)
    hands.press("morning_skip")
    hands.settle()
    assert not question.isVisible()
    assert answers(hands) == {}
    hands = start(EVENING + timedelta(hours=1))
    assert not hands.app.window.body._morning.isVisible()


def test_pain_can_not_be_put_away(start: Start) -> None:
    question = asked(start(), 1)
    assert not question._away.isVisible()


def test_line_by_line_a_worse_side_says_what_follows(start: Start) -> None:
    hands = start()
    question = asked(hands, 1)
    hands.press("morning_differs")
    dialog = hands.dialog()
    assert isinstance(dialog, MorningDialog)
    left = next(line for line in dialog.lines if line.key == (ROW, Side.LEFT))
    hands.click(left.choice.chip(Morning.WORSE))
    hands.click(dialog.go_on)
    hands.settle()
    assert {side: answer for (_, side), answer in answers(hands).items()} == {
        Side.LEFT: Morning.WORSE,
        Side.RIGHT: Morning.USUAL,
    }
    assert question.news() == "Single Arm Row: less next time, and fewer sets."
    assert question.isVisible()
    read = next(b for b in question.findChildren(QPushButton) if b.text() == "Got it")
    hands.click(read)
    assert not question.isVisible()


def test_by_keyboard_alone(start: Start) -> None:
    hands = start()
    asked(hands, 1)
    differs = hands.find("morning_differs")
    differs.setFocus()
    hands.key(differs, Qt.Key.Key_Return)
    dialog = hands.dialog()
    assert isinstance(dialog, MorningDialog)
    usual = dialog.lines[0].choice.chip(Morning.USUAL)
    assert dialog.focusWidget() is usual
    sore = dialog.lines[0].choice.chip(Morning.SORE)
    sore.setFocus()
    hands.key(sore, Qt.Key.Key_Space)
    assert dialog.lines[0].choice.value() is Morning.SORE
    dialog.go_on.setFocus()
    hands.key(dialog.go_on, Qt.Key.Key_Space)
    hands.settle()
    assert Morning.SORE in answers(hands).values()


def test_cancel_answers_nothing(start: Start) -> None:
    hands = start()
    question = asked(hands, 1)
    hands.press("morning_differs")
    dialog = hands.dialog()
    assert isinstance(dialog, MorningDialog)
    hands.click(dialog.cancel)
    hands.settle()
    assert answers(hands) == {}
    assert question.isVisible()


def test_an_answer_that_could_not_be_kept_is_asked_again(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = start()
    question = asked(hands, 1)

    def full(*_: object, **__: object) -> None:
        raise Problem("The disk is full.")

    monkeypatch.setattr(Coach, "answer_mornings", full)
    hands.press("morning_usual")
    hands.settle()
    assert question.isVisible()
    assert question._usual.isEnabled()
    monkeypatch.undo()
    hands.press("morning_usual")
    hands.settle()
    assert not question.isVisible()


def test_today_is_too_early_to_ask(start: Start) -> None:
    hands = start()
    assert hands.app.model.clock.today() == TODAY
    assert not asked(hands, 0).isVisible()
