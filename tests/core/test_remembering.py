"""A log that is read once says what the log itself says, whatever happens in between."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.body import Side
from core.errors import Problem
from core.journal import AfterNote, Morning
from core.memo import Memo
from core.remembering import Remembering
from tests.factories import MemoryLog, ago, entry, exercise, history, morning, workout

IDS = ["single_arm_row", "side_plank", "single_leg_deadlift"]

steps = st.lists(
    st.tuples(
        st.sampled_from(["add", "many", "edit", "move", "remove", "restore", "morning", "after",
                         "lighter", "no lighter", "read",
                         "read one", "read two", "since"]),
        st.integers(0, 9), st.sampled_from(IDS),
    ),
    max_size=30,
)  # fmt: skip


@given(steps)
def test_it_says_what_the_log_says_after_any_steps(rows: list[tuple[str, int, str]]) -> None:
    plain = MemoryLog()
    kept = Remembering(plain)
    done = {
        n: entry(IDS[n % 3], Side.LEFT, day=ago(n), entry_id=f"set-{n}", workout_id=f"w{n}")
        for n in range(10)
    }
    for what, n, exercise_id in rows:
        one = done[n]
        try:
            if what == "add":
                kept.add_set(one)
            elif what == "many":
                kept.add_sets(list(done.values())[: n + 1])
            elif what == "edit":
                kept.update_set(replace(one, pain=n))
            elif what == "move":
                kept.update_set(replace(one, exercise_id=exercise_id, reps=n + 1, seconds=None))
            elif what == "remove":
                kept.remove_set(one.id)
            elif what == "restore":
                kept.restore_set(one.id)
            elif what == "morning":
                kept.add_morning(morning(one, Morning.WORSE))
            elif what == "after":
                kept.add_after((AfterNote(one.workout_id, one.exercise_id, one.side, one.day, n),))
            elif what == "lighter":
                kept.add_lighter_week(ago(n))
            elif what == "no lighter":
                kept.remove_lighter_week(ago(n))
        except Problem:
            pass  # the log refused it, and nothing has changed
        if what == "read":
            assert kept.history() == plain.history()
        elif what == "read one":
            assert kept.history([exercise_id]) == plain.history([exercise_id])
            assert kept.history(()).lighter == plain.history().lighter
        elif what == "read two":
            assert set(kept.history(IDS[:2]).sets) == set(plain.history(IDS[:2]).sets)
        elif what == "since":
            assert kept.history(since=ago(n)).sets == plain.history(since=ago(n)).sets
    assert kept.history().sets == plain.history().sets
    assert set(kept.history().mornings) == set(plain.history().mornings)
    assert set(kept.history().after) == set(plain.history().after)
    assert kept.history().lighter == plain.history().lighter


def test_the_log_is_read_once_and_again_only_for_what_changed() -> None:
    asked: list[object] = []

    class Counting(MemoryLog):
        def history(self, exercise_ids=None, since=None):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
            asked.append(exercise_ids)
            return super().history(exercise_ids, since)

    plain = Counting()
    plain.add_sets([*workout(IDS[0], ago(3)), *workout(IDS[1], ago(3))])
    kept = Remembering(plain)
    for _ in range(3):
        kept.history()
        kept.history([IDS[0]])
    assert asked == [None]
    kept.add_set(entry(IDS[0], day=ago(1)))
    assert len(kept.history().sets) == 5
    assert asked == [None, [IDS[0]]]


def test_what_a_log_can_do_besides_passes_and_nothing_old_is_trusted() -> None:
    plain = MemoryLog()
    kept = Remembering(plain)
    assert kept.history().sets == ()
    plain.add_sets(workout(IDS[0]))
    assert kept.sets is plain.sets  # something that only this kind of log has
    assert len(kept.history().sets) == 2
    with pytest.raises(AttributeError):
        kept.nonsense()


def test_a_memo_works_again_only_when_the_log_or_the_weight_changed() -> None:
    asked = []

    def work(of, log, weight):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        asked.append(of.id)
        return len(log.sets)

    memo: Memo[int] = Memo(work)
    row, log = exercise(IDS[0]), history(workout(IDS[0], ago(3)))
    assert [memo.of(row, log, 70.0), memo.of(row, replace(log), 70.0)] == [2, 2]
    assert len(asked) == 1
    memo.of(row, log, 71.0)
    assert memo.of(row, history(log.sets, workout(IDS[0], ago(1))), 71.0) == 4
    assert len(asked) == 3
