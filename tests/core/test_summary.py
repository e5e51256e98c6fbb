from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.body import Side, Spot
from core.doses import Change
from core.errors import Problem
from core.journal import AfterNote, History, SetEntry
from core.lights import Colour
from core.summary import WorkoutSummary, summary_of
from tests.factories import (
    TODAY,
    USUAL_GEAR,
    ago,
    catalog,
    entry,
    history,
    mirrored_words,
    workout,
)

ROW = "single_arm_row"
NOW = "now"


def summed(log: History) -> WorkoutSummary:
    """The summary of the workout called "now"."""
    return summary_of(NOW, log, catalog(), USUAL_GEAR, today=TODAY, bodyweight=70.0)


def test_each_side_says_what_it_did_and_what_comes_next() -> None:
    past = workout(ROW, ago(3), left=9, right=9, load_kg=12.0)
    now = workout(ROW, left=10, right=10, load_kg=12.0, sets=2, right_reserve=5, workout_id=NOW)
    (row,) = summed(history(past, now)).exercises
    assert [(side.side, side.did) for side in row.sides] == [
        (Side.LEFT, "Twice 12 kg × 10, 2 in reserve"),
        (Side.RIGHT, "Twice 12 kg × 10, 5 in reserve"),
    ]
    assert row.next is not None
    assert (row.next.change, row.next_says) == (Change.MORE, "12 kg × 11")
    assert "12 kg × 10 is what your left side did" in row.next.says
    assert {side.light.colour for side in row.sides} == {Colour.GREEN}
    assert len(row.records) == 2


def test_pain_right_after_is_beside_pain_during() -> None:
    now = workout(ROW, pain=4, workout_id=NOW)
    log = replace(history(now), after=(AfterNote(NOW, ROW, Side.LEFT, TODAY, 1),))
    found = summed(log)
    left, right = found.exercises[0].sides
    assert (left.during, left.after, right.after) == (4, 1, None)
    assert found.hurt
    assert left.spots == (Spot("upper_back", Side.LEFT),) or left.spots[0].side is Side.LEFT


def test_an_easier_exercise_is_named() -> None:
    now = workout("reverse_lunge", pain=7, workout_id=NOW)
    (lunge,) = summed(history(now)).exercises
    assert lunge.next_says == "the easier exercise"
    assert lunge.instead


def test_the_stretches_of_the_week_are_in_it_and_the_sets_are_counted() -> None:
    past = entry("runners_stretch_calf", Side.LEFT, day=ago(2), seconds=60)
    now = workout("runners_stretch_calf", left=60, right=60, workout_id=NOW)
    found = summed(history(past, now))
    assert [(r.name, r.left, r.right) for r in found.stretch] == [
        ("calf", 2.0, 1.0),
        ("deep calf", 2.0, 1.0),
    ]
    assert found.sets == 2
    assert found.says == "2 sets of 1 exercise in 1 minute, all in your log."


def test_times_that_are_far_apart_tell_no_length() -> None:
    one = entry(ROW, Side.LEFT, workout_id=NOW)
    late = replace(one, id="x", at=one.at + timedelta(hours=6), index=2)
    assert summed(history(one, late)).minutes is None


def test_an_exercise_that_is_gone_is_still_shown() -> None:
    gone = replace(entry(ROW, Side.LEFT, workout_id=NOW), exercise_id="old_curl")
    (old,) = summed(history(gone)).exercises
    assert (old.name, old.next, old.sides[0].did) == (
        "Old curl",
        None,
        "10 kg × 8, 2 in reserve",
    )


def test_a_workout_that_was_taken_out_has_no_summary() -> None:
    with pytest.raises(Problem):
        summed(history(workout(ROW)))


@st.composite
def logs(draw: st.DrawFn) -> History:
    sets: list[SetEntry] = []
    for days in (6, 3, 0):
        for of in draw(st.sets(st.sampled_from([ROW, "hip_flexor_stretch", "side_plank"]))):
            for side in Side:
                if draw(st.integers(0, 4)):
                    amount = draw(st.integers(5, 20))
                    sets.append(
                        entry(
                            of,
                            side,
                            day=ago(days),
                            workout_id=NOW if days == 0 else "",
                            reps=amount if of == ROW else None,
                            seconds=None if of == ROW else amount,
                            pain=draw(st.sampled_from([0, 0, 4, 7])),
                            reserve=draw(st.sampled_from([None, 1, 3])),
                        )
                    )
    sets.append(entry(ROW, Side.LEFT, workout_id=NOW, index=3, reserve=1))
    return history(sets)


@given(logs())
def test_swapped_sides_swap_the_whole_summary(log: History) -> None:
    here, there = summed(log), summed(log.mirrored())
    assert here.says == there.says
    by_id = {e.exercise_id: e for e in there.exercises}
    for one in here.exercises:
        other = by_id[one.exercise_id]
        sides = {side.side: side for side in other.sides}
        for did in one.sides:
            assert did.side is not None
            twin = sides[did.side.other]
            assert (twin.did, twin.during, twin.light.colour) == (
                did.did,
                did.during,
                did.light.colour,
            )
            assert twin.light.says == mirrored_words(did.light.says)
        assert other.next_says == one.next_says
        assert one.next is not None
        assert other.next is not None
        assert other.next.says == mirrored_words(one.next.says)
