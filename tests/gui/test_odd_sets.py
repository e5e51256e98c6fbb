"""Is a set that its exercise fits no more shown as it is, and never changed by the form?"""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from core.body import Side
from gui.history.set_form import ODD, SetForm
from tests import factories as make


def test_the_form_shows_it_and_cannot_lose_anything_of_it(qtbot: QtBot) -> None:
    form = SetForm()
    qtbot.addWidget(form)
    form.show()
    held = replace(
        make.entry("single_arm_row", Side.LEFT), reps=None, seconds=40, reserve=None, note="a note"
    )
    form.edit(held, make.exercise("single_arm_row"), "Single Arm Row")
    assert form.news.text() == ODD
    assert form.fields.amount_text.text() == "40"
    assert not form.fields.isEnabled()
    assert not form.save.isEnabled()
    assert form.delete.isEnabled()


def test_a_set_that_fits_is_edited_as_ever(qtbot: QtBot) -> None:
    form = SetForm()
    qtbot.addWidget(form)
    form.show()
    form.edit(make.entry(), make.exercise("single_arm_row"), "Single Arm Row")
    assert not form.news.text()
    assert form.fields.isEnabled()
