"""What becomes of sets of an import that the person has changed or removed, when it is taken back?

What a person did by hand is never lost: it goes aside with the import, comes back with it as it was
left, and a new import of the same file leaves it so, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import Problem
from core.exchange.doors import bring_back, take_back
from core.exchange.proposal import Answers
from core.inventory import Batch
from core.journal import SetEntry
from tests.exchange.keeping import TODAY, written
from tests.exchange.test_import import LEFT_ROW, RIGHT_ROW, ROW, hevy
from tests.exchange.test_real_log import NOON, Home
from tests.storage.test_sums import _looked_through

LEFT = Answers((("side:single arm row:not said", "left"),))


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "home")
    yield made
    made.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path, hevy(LEFT_ROW, RIGHT_ROW, ROW, ROW), "hevy.csv")


def sets(home: Home) -> dict[str, SetEntry]:
    """The sets that are seen, after a restart: nothing may depend on what is remembered."""
    home.open()
    return {s.id: s for s in home.coach.history().sets}


def the_batch(home: Home) -> Batch:
    return home.keeper.all_batches()[0]


def edited(home: Home, entry: SetEntry) -> SetEntry:
    made = replace(entry, reps=3, note="mended by hand")
    home.coach.mending.edit(made, today=TODAY, now=NOON)
    return made


def test_an_edit_of_an_imported_set_can_be_taken_back(home: Home, file: Path) -> None:
    home.bring(file)
    before = sets(home)
    mended = edited(home, next(iter(before.values())))
    assert sets(home)[mended.id] == mended
    home.coach.mending.take_back(home.coach.mending.mended().changes[0].id)
    assert sets(home) == before
    assert the_batch(home).here == 4


def test_taking_back_and_bringing_back_keeps_what_was_edited(home: Home, file: Path) -> None:
    home.bring(file)
    before = sets(home)
    mended = edited(home, next(iter(before.values())))
    assert the_batch(home).changed == 1
    take_back(home.keeper, the_batch(home).id)
    assert sets(home) == {}
    bring_back(home.keeper, the_batch(home).id)
    assert sets(home) == before | {mended.id: mended}


def test_the_same_file_again_keeps_what_was_edited(home: Home, file: Path) -> None:
    home.bring(file)
    mended = edited(home, next(iter(sets(home).values())))
    take_back(home.keeper, the_batch(home).id)
    settled = home.bring(file, LEFT)
    now = sets(home)
    assert len(now) == 4
    assert replace(now[mended.id], batch="") == replace(mended, batch="")
    assert settled.batch is not None
    assert {s.batch for s in now.values()} == {settled.batch.id}
    assert the_batch(home).changed == 1
    # and once more: it does not wear off
    take_back(home.keeper, the_batch(home).id)
    home.bring(file)
    assert sets(home)[mended.id].note == "mended by hand"


def test_the_same_file_again_leaves_out_what_was_removed(home: Home, file: Path) -> None:
    home.bring(file)
    gone = next(iter(sets(home).values()))
    home.coach.undo(gone)
    take_back(home.keeper, the_batch(home).id)
    home.bring(file)
    assert len(sets(home)) == 3
    assert gone.id not in sets(home)
    assert [r.entry.id for r in home.coach.mending.mended().removed] == [gone.id]
    home.coach.redo(gone)
    assert len(sets(home)) == 4


def test_a_removed_set_does_not_come_back_without_its_import(home: Home, file: Path) -> None:
    home.bring(file)
    before = sets(home)
    gone = next(iter(before.values()))
    home.coach.undo(gone)
    take_back(home.keeper, the_batch(home).id)
    with pytest.raises(Problem, match=r"took back.*“Your data”"):
        home.coach.redo(gone)
    assert sets(home) == {}
    bring_back(home.keeper, the_batch(home).id)
    assert gone.id not in sets(home)  # the person removed it before
    home.coach.redo(gone)
    assert sets(home) == before


def test_sets_that_are_kept_aside_are_not_offered_one_by_one(home: Home, file: Path) -> None:
    home.bring(file)
    one, other, *_ = sets(home).values()
    home.coach.undo(one)
    assert [r.entry.id for r in home.coach.mending.mended().removed] == [one.id]
    take_back(home.keeper, the_batch(home).id)
    assert home.coach.mending.mended().removed == ()
    with pytest.raises(Problem):
        home.coach.redo(other)


def test_an_edit_is_not_taken_back_while_its_set_is_aside(home: Home, file: Path) -> None:
    home.bring(file)
    before = sets(home)
    mended = edited(home, next(iter(before.values())))
    take_back(home.keeper, the_batch(home).id)
    change = home.coach.mending.mended().changes[0]
    with pytest.raises(Problem, match="nothing was changed"):
        home.coach.mending.take_back(change.id)
    bring_back(home.keeper, the_batch(home).id)
    assert sets(home)[mended.id] == mended
    home.coach.mending.take_back(change.id)
    assert sets(home) == before


def test_a_merge_goes_along(home: Home, file: Path) -> None:
    home.bring(file)
    before = sets(home)
    other = "single_arm_row"
    assert {s.exercise_id for s in before.values()} == {other}
    target = next(
        e.id
        for e in home.coach.catalog.exercises
        if e.id != other and not home.coach.mending.preview(other, e.id, today=TODAY).refusal
    )
    change = home.coach.mending.merge(other, target, today=TODAY, now=NOON)
    take_back(home.keeper, the_batch(home).id)
    home.coach.mending.take_back(change.id)  # while they are aside
    bring_back(home.keeper, the_batch(home).id)
    assert sets(home) == before


def test_own_sets_in_the_same_workout_stay(home: Home, file: Path) -> None:
    home.bring(file)
    came = next(iter(sets(home).values()))
    mine = replace(came, id="mine", index=9, batch="")
    home.coach.log(mine, today=TODAY)
    take_back(home.keeper, the_batch(home).id)
    assert sets(home) == {"mine": mine}
    bring_back(home.keeper, the_batch(home).id)
    assert len(sets(home)) == 5


def test_the_file_is_sound_after_all_of_it(home: Home, file: Path) -> None:
    home.bring(file)
    one, other, *_ = sets(home).values()
    edited(home, one)
    home.coach.undo(other)
    for _ in range(2):
        take_back(home.keeper, the_batch(home).id)
        home.bring(file, LEFT)
    home.close()
    _looked_through(home.folder / "evenside.db")
