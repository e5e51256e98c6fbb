"""Does the coach read anew what was changed behind its memory's back?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.coach import Coach
from core.inventory import Batch
from core.journal import History
from core.keeper import Contents, Undo
from core.opening import Opener
from tests import factories as make


@pytest.fixture
def coach(tmp_path: Path) -> Iterator[Coach]:
    at = datetime(2026, 3, 12, 12, tzinfo=UTC)
    opener = Opener(tmp_path, make.catalog(), make.safety(), now=lambda: at)
    yield opener.open()
    opener.close()


def test_a_restored_backup_is_what_the_coach_tells_of(coach: Coach) -> None:
    coach.log(make.entry(entry_id="one"), today=make.TODAY)
    backup = coach.care.back_up()
    coach.log(make.entry(entry_id="two", index=2), today=make.TODAY)
    assert len(coach.history().sets) == 2
    coach.care.restore(backup)
    assert [s.id for s in coach.history().sets] == ["one"]


def test_an_import_and_its_undo_are_what_the_coach_tells_of(coach: Coach) -> None:
    assert not coach.history().sets
    assert not coach.logged_exercises()
    batch = Batch("b", "Strong", "strong.csv", "", make.TODAY, 1)
    own = replace(make.entry(entry_id="in"), batch="b")
    coach.keeper.add_batch(batch, Contents(History((own,))))
    assert [e.id for e in coach.logged_exercises()] == ["single_arm_row"]
    coach.keeper.remove_batch("b", Undo())
    assert not coach.history().sets
    coach.keeper.restore_batch("b", Undo())
    assert [s.id for s in coach.history().sets] == ["in"]
