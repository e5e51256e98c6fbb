from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.body import Side
from core.journal import AfterNote, Morning, MorningNote
from core.selftests import TestResult
from core.storage.errors import NotInLog
from tests.storage.making import DAY, NOON, a_set, opened

RESULT = TestResult(
    "r1", "s1", "heel_raise", DAY, NOON, Side.LEFT, 1, 22.0, 2, "low chair", "Tired"
)


def test_a_result_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    shown = replace(RESULT, id="r2", side=Side.RIGHT, value=-4.5, pain=None, setup="", note="")
    with opened(path, create=True) as store:
        store.add_result(RESULT)
        store.add_result(replace(shown, at=NOON + timedelta(minutes=3)))
    with opened(path) as store:
        assert store.results() == (RESULT, replace(shown, at=NOON + timedelta(minutes=3)))


def test_saving_again_cannot_count_twice_and_keeps_what_was_typed_last(tmp_path: Path) -> None:
    with opened(tmp_path / "log.db", create=True) as store:
        store.add_result(RESULT)
        store.add_result(replace(RESULT, value=23.0))
        assert [r.value for r in store.results()] == [23.0]


def test_a_removed_result_comes_back_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    with opened(path, create=True) as store:
        store.add_result(RESULT)
        store.remove_result("r1")
        assert store.results() == ()
    with opened(path) as store:
        store.restore_result("r1")
        assert store.results() == (RESULT,)
        with pytest.raises(NotInLog):
            store.remove_result("never")


def test_removed_sets_are_listed_and_keep_what_they_were(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    kept, gone = a_set(note="keep"), a_set(note="gone")
    with opened(path, create=True) as store:
        store.add_sets([kept, gone])
        store.remove_set(gone.id)
    with opened(path) as store:
        assert [r.entry for r in store.removed_sets()] == [gone]
        assert store.removed_sets()[0].at == NOON
        store.restore_set(gone.id)
        assert store.removed_sets() == ()


def test_a_rewrite_is_all_or_nothing(tmp_path: Path) -> None:
    one, two = a_set(), a_set()
    with opened(tmp_path / "log.db", create=True) as store:
        store.add_set(one)
        changed = [replace(one, exercise_id="lunge"), replace(two, exercise_id="lunge")]
        with pytest.raises(NotInLog):
            store.rewrite(changed, [], "changes", "[1]")
        assert store.history().sets == (one,)
        assert store.setting("changes") is None


def test_a_rewrite_takes_notes_along_and_leaves_removed_sets_removed(tmp_path: Path) -> None:
    one, two = a_set(), a_set(at=NOON + timedelta(minutes=1))
    morning = MorningNote("workout-1", "split_squat", Side.LEFT, DAY, Morning.SORE)
    after = AfterNote("workout-1", "split_squat", Side.LEFT, DAY, 3)
    with opened(tmp_path / "log.db", create=True) as store:
        store.add_sets([one, two])
        store.remove_set(two.id)
        store.add_morning(morning)
        store.add_after([after])
        sets = [replace(s, exercise_id="lunge") for s in (one, two)]
        notes = [(n, replace(n, exercise_id="lunge")) for n in (morning, after)]
        store.rewrite(sets, notes, "changes", "[]")
        found = store.history()
        assert [s.exercise_id for s in found.sets] == ["lunge"]
        assert [n.exercise_id for n in found.mornings] == ["lunge"]
        assert [n.exercise_id for n in found.after] == ["lunge"]
        assert [r.entry.exercise_id for r in store.removed_sets()] == ["lunge"]
        assert store.setting("changes") == "[]"


def test_a_note_of_the_other_exercise_is_never_overwritten(tmp_path: Path) -> None:
    one = a_set()
    mine = AfterNote("workout-1", "split_squat", Side.LEFT, DAY, 3)
    theirs = replace(mine, exercise_id="lunge", pain=6)
    with opened(tmp_path / "log.db", create=True) as store:
        store.add_set(one)
        store.add_after([mine, theirs])
        store.rewrite([], [(mine, replace(mine, exercise_id="lunge"))], "changes", "[]")
        assert set(store.history().after) == {mine, theirs}
