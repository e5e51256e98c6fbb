"""When does the app say that both sides are challenged, and what follows?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.body import Side
from core.doses import Change, NextDose
from core.governor import Governor, Stage, governor_of
from core.journal import AfterNote, History, SetEntry
from core.progression import next_dose
from tests.factories import TODAY, USUAL_GEAR, ago, exercise, history, mirrored_words, workout

ROW = exercise("single_arm_row")


def day(
    days: int, left: int | None, right: int | None, *, reps: int = 10, load_kg: float = 16.0
) -> tuple[SetEntry, ...]:
    """A workout in which both sides did the same, each with so many in reserve at the end."""
    return workout(
        ROW.id, ago(days), left=reps, right=reps, sets=2, load_kg=load_kg,
        left_reserve=left, right_reserve=right,
    )  # fmt: skip


def stage(*days: tuple[SetEntry, ...]) -> Governor:
    return governor_of(history(*days), ROW)


def dose(*days: tuple[SetEntry, ...]) -> NextDose:
    return next_dose(ROW, history(*days), USUAL_GEAR, today=TODAY)


def test_two_workouts_running_with_four_or_fewer_on_both_sides_make_both_challenged() -> None:
    found = stage(day(6, 2, 4), day(3, 1, 4))
    assert found.stage is Stage.BOTH
    assert found.just_changed
    assert (found.left, found.right) == (1, 4)


@pytest.mark.parametrize(
    "days",
    [
        (day(3, 2, 4),),
        (day(6, 2, 5), day(3, 2, 4)),
        (day(6, 2, 4), day(3, 2, 5)),
        (day(9, 2, 4), day(6, 2, None), day(3, 2, 4)),
        (day(6, None, None), day(3, None, None)),
    ],
)
def test_less_than_that_leaves_the_weaker_side_in_charge(
    days: tuple[tuple[SetEntry, ...], ...],
) -> None:
    assert stage(*days).stage is Stage.WEAKER


def test_one_good_day_of_the_weaker_side_does_not_undo_it() -> None:
    found = stage(day(12, 2, 4), day(9, 2, 4), day(6, 2, 6), day(3, 2, 4))
    assert found.stage is Stage.BOTH
    assert not found.just_changed


def test_a_gap_that_opens_again_two_workouts_running_does() -> None:
    found = stage(day(12, 2, 4), day(9, 2, 4), day(6, 2, 6), day(3, 2, 7))
    assert found.stage is Stage.WEAKER
    assert found.just_changed
    says = dose(day(12, 2, 4), day(9, 2, 4), day(6, 2, 6), day(3, 2, 7)).says
    assert "your left side decides again" in says


def test_a_dose_that_is_light_for_both_says_nothing_about_the_gap() -> None:
    found = stage(day(12, 2, 4), day(9, 2, 4), day(6, 7, 9), day(3, 8, 9))
    assert found.stage is Stage.BOTH


def test_doing_more_is_not_being_challenged() -> None:
    uneven = [workout(ROW.id, ago(d), left=9, right=14, load_kg=16.0) for d in (6, 3)]
    assert stage(*uneven).stage is Stage.WEAKER
    assert stage(*uneven).right == 7


def test_a_hold_has_no_reserve_and_never_says_it() -> None:
    plank = exercise("side_plank")
    held = [workout(plank.id, ago(d), left=30, right=30) for d in (6, 3)]
    assert governor_of(history(*held), plank).stage is Stage.WEAKER


def test_it_is_said_once_with_what_follows() -> None:
    first = dose(day(6, 2, 3), day(3, 2, 3))
    assert first.challenged
    assert "Both sides are challenged now: 4 or fewer in reserve on either side" in first.says
    later = dose(day(9, 2, 3), day(6, 2, 3), day(3, 2, 3, reps=11))
    assert later.challenged
    assert "Both sides are challenged now" not in later.says
    assert "both sides did with at least 2 in reserve" in later.says


def test_from_then_on_once_at_the_top_is_enough() -> None:
    found = dose(day(9, 2, 3), day(6, 2, 3, reps=12), day(3, 1, 3, reps=13))
    assert found.change is Change.HEAVIER
    assert found.says == "Both sides reached 13 reps with some to spare: 18 kg."


@pytest.mark.parametrize("spare", [(0, 3), (3, 0)])
def test_either_side_can_hold_the_raise_back(spare: tuple[int, int]) -> None:
    found = dose(day(9, 2, 3), day(6, 2, 3, reps=12), day(3, *spare, reps=13))
    assert found.change is Change.SAME


def test_the_side_that_did_fewer_decides_where_both_are_challenged() -> None:
    last = (
        *workout(ROW.id, ago(3), left=9, right=11, load_kg=16.0, left_reserve=2, right_reserve=1),
    )
    found = dose(day(9, 2, 3), day(6, 2, 3), last)
    assert found.challenged
    assert found.target.amount == 10


def test_a_set_that_pain_stopped_says_nothing_about_the_gap() -> None:
    both = [day(12, 3, 2), day(9, 3, 2)]
    assert stage(*both).stage is Stage.BOTH
    hurt = [
        tuple(
            replace(e, reps=0, reserve=None, pain=4) if e.side is Side.LEFT else e
            for e in day(d, 3, 2)
        )
        for d in (6, 3)
    ]
    assert stage(*both, *hurt).stage is Stage.BOTH


def test_a_lighter_week_neither_counts_nor_breaks_the_record() -> None:
    light = day(3, 6, 8, reps=5)
    log = replace(history(day(12, 2, 7), day(9, 2, 7), light), lighter=(ago(4),))
    found = next_dose(ROW, log, USUAL_GEAR, today=TODAY)
    assert found.target.amount == 11
    assert "Welcome back" not in found.says
    assert "days since" not in found.says
    assert governor_of(log, ROW).right == 7


def test_pain_in_a_lighter_week_still_counts() -> None:
    hurt = workout(ROW.id, ago(3), left=6, right=6, load_kg=16.0, pain=6)
    log = replace(history(day(9, 2, 7), hurt), lighter=(ago(4),))
    assert next_dose(ROW, log, USUAL_GEAR, today=TODAY).change in (Change.LESS, Change.EASIER)


def test_pain_right_after_counts_like_pain_during() -> None:
    done = (day(6, 2, 7), day(3, 2, 7))
    note = AfterNote(done[1][0].workout_id, ROW.id, Side.LEFT, ago(3), 4)
    calm = next_dose(ROW, history(*done), USUAL_GEAR, today=TODAY)
    sore = next_dose(ROW, replace(history(*done), after=(note,)), USUAL_GEAR, today=TODAY)
    assert calm.change is Change.MORE
    assert sore.change is Change.SAME
    assert "Pain was 4 of 10" in sore.says


reserves = st.one_of(st.none(), st.integers(0, 12))
days_ = st.lists(
    st.tuples(reserves, reserves, st.integers(5, 14), st.sampled_from([14.0, 16.0])),
    max_size=8,
)


@given(days_)
def test_swapping_left_and_right_mirrors_stage_dose_and_sentence(
    rows: list[tuple[int | None, int | None, int, float]],
) -> None:
    sets: list[SetEntry] = []
    for n, (left, right, reps, load) in enumerate(rows):
        sets += day(3 * (len(rows) - n), left, right, reps=reps, load_kg=load)
    log = History(tuple(sets))
    found, other = governor_of(log, ROW), governor_of(log.mirrored(), ROW)
    assert (found.stage, found.since) == (other.stage, other.since)
    assert (found.left, found.right) == (other.right, other.left)
    one = next_dose(ROW, log, USUAL_GEAR, today=TODAY)
    two = next_dose(ROW, log.mirrored(), USUAL_GEAR, today=TODAY)
    assert (one.change, one.target, one.challenged) == (two.change, two.target, two.challenged)
    assert mirrored_words(one.says) == two.says
    assert (one.first and one.first.other) is two.first
