"""Is a set that its exercise fits no more shown as it is, and never changed by the form?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.body import Side
from core.exchange.doors import export, preview, settle_file
from core.exchange.proposal import NO_ANSWERS
from core.exchange.settling import Existing
from gui.exchange.model import Reviewed
from gui.exchange.review import Review
from gui.history.set_form import ODD, SetForm
from tests import factories as make
from tests.exchange.keeping import HERE, TODAY, MemoryKeeper
from tests.exchange.test_other_catalog import OTHERS, lived


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


def test_the_review_says_what_comes_in_and_does_not_count(qtbot: QtBot, tmp_path: Path) -> None:
    file, catalog = tmp_path / "log.json", OTHERS["counted in seconds"]
    export(file, lived(), make.catalog(), today=TODAY, written_by="x")
    proposal = preview(file, catalog)
    existing = Existing.of(MemoryKeeper(tables=["tests"]))
    settled = settle_file(proposal, NO_ANSWERS, existing, today=TODAY, zone=HERE)
    review = Review()
    qtbot.addWidget(review)
    review.show_review(Reviewed(proposal, NO_ANSWERS, (), settled))
    said = review.findChild(QLabel, "odd")
    assert isinstance(said, QLabel)
    assert "sets of Single Arm Row were noted in another way" in said.text()
    assert review.findChild(QLabel, "troubles") is None
    assert not review.troubles_card.isHidden()
