from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QPushButton

from core.body import Side
from core.safety import Readiness
from gui.history.changes import ChangesDialog
from gui.history.merge import MergeDialog
from gui.hometests.doing import Phase
from tests import factories as make
from tests.gui.conftest import EVENING, Hands

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def open_history(hands: Hands) -> None:
    hands.app.window.go(hands.app.window.history)
    hands.settle()


def test_deleted_changed_and_merged_comes_back_on_the_next_day(
    start: Callable[..., Hands],
) -> None:
    hands = start()
    model = hands.app.model
    row, press = (
        make.entry(i, Side.LEFT, day=make.ago(1), note="mine")
        for i in ("single_arm_row", "single_arm_shoulder_press")
    )
    curl = make.entry("single_arm_bicep_curl", Side.RIGHT, day=make.ago(1))
    for entry in (row, press, curl):
        model.log(entry)
    hands.settle()
    model.undo(row)
    model.edit(replace(press, side=Side.RIGHT, reps=3))
    hands.settle()
    open_history(hands)
    hands.press("merge_exercises")
    merge = hands.dialog()
    assert isinstance(merge, MergeDialog)
    merge.old.setCurrentIndex(merge.old.findData(curl.exercise_id))
    merge.new.setCurrentIndex(merge.new.findData("single_arm_row"))
    hands.wait(merge.merge.isEnabled)
    hands.click(merge.merge)
    hands.settle()
    merge.accept()

    hands = start(EVENING + timedelta(days=1))
    open_history(hands)
    table = hands.app.window.history.table_model
    assert {e.exercise_id for e in table.entries} == {press.exercise_id, "single_arm_row"}
    hands.press("changes")
    found = hands.dialog()
    assert isinstance(found, ChangesDialog)
    hands.wait(lambda: len(found.rows()) == 1)
    hands.click(found.rows()[0].act)
    hands.wait(lambda: found.rows() == [])
    hands.click(found._kind.chip("changed"))
    for left in (1, 0):
        hands.wait(lambda left=left: len(found.rows()) == left + 1)  # type: ignore[misc]
        hands.click(found.rows()[0].act)
        hands.settle()
        hands.wait(lambda left=left: len(found.rows()) == left)  # type: ignore[misc]
    found.accept()
    hands.settle()
    kept = {e.id: e for e in table.entries}
    assert kept == {e.id: e for e in (row, press, curl)}


def test_a_test_begun_today_is_due_again_in_two_days(start: Callable[..., Hands]) -> None:
    hands = start()
    window = hands.app.window
    hands.app.model.save_readiness(Readiness(EVENING.date()))
    window.open_tests()
    hands.settle()
    assert window.tests is not None
    for card in window.tests.choose.cards:
        card.box.setChecked(card.offer.test.id == "knee_to_wall")
    window.tests.choose.start.click()
    doing = window.tests.doing
    while doing.run.current is not None:
        if doing.phase is Phase.REST:
            doing.main.click()
        hands.type(doing.value.field, "9,5")
        doing.main.click()
        hands.settle()
    hands = start(EVENING + timedelta(days=2))
    window = hands.app.window
    window.open_tests()
    hands.settle()
    assert window.tests is not None
    card = next(c for c in window.tests.choose.cards if c.offer.test.id == "knee_to_wall")
    assert card.chosen
    assert card.offer.first is Side.RIGHT  # the left one started two days ago
    assert "Left 9.5 cm, right 9.5 cm." in card.offer.verdict.says
    results = card.findChild(QPushButton, "results_knee_to_wall")
    assert results is not None
