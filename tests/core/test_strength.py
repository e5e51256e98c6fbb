from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.balance import deficit
from core.strength import (
    bridge_reps,
    counts_as_strength,
    estimate_1rm,
    floor_to_step,
    load_for,
    next_step,
    relative_strength,
    reps_at,
    system_load,
)

loads = st.floats(0.25, 500)
reps = st.integers(1, 200)
reserves = st.integers(0, 30)


# -- the worked numbers of the domain notes ------------------------------------------------------


def test_trap_a_matched_sets_hide_nothing_once_the_reserve_is_known() -> None:
    left, right = estimate_1rm(12, 8, 1), estimate_1rm(12, 8, 5)
    assert left == pytest.approx(15.600)
    assert right == pytest.approx(17.200)
    assert deficit(left, right) == pytest.approx(9.302, abs=5e-4)


def test_trap_a_matched_sets_without_reserve_look_perfectly_even() -> None:
    assert deficit(estimate_1rm(12, 8), estimate_1rm(12, 8)) == 0


@pytest.mark.parametrize(
    ("weak", "strong", "percent"),
    [(5, 6, 2.78), (8, 10, 5.00), (10, 12, 4.76), (8, 12, 9.52), (15, 20, 10.00), (20, 25, 9.09)],
)
def test_trap_b_a_difference_in_reps_is_a_smaller_one_in_strength(
    weak: int, strong: int, percent: float
) -> None:
    found = deficit(relative_strength(weak), relative_strength(strong))
    assert found == pytest.approx(percent, abs=5e-3)


@pytest.mark.parametrize(
    ("done", "one_rm"),
    [
        (3, 110.000),
        (5, 116.667),
        (8, 126.667),
        (10, 133.333),
        (12, 140.000),
        (15, 150.000),
        (20, 166.667),
    ],
)
def test_epley_gives_the_published_column(done: int, one_rm: float) -> None:
    assert estimate_1rm(100, done) == pytest.approx(one_rm, abs=5e-4)


def test_one_repetition_is_its_own_maximum() -> None:
    assert estimate_1rm(100, 1) == 100


@pytest.mark.parametrize(("load", "done", "one_rm"), [(14, 10, 18.667), (22.5, 8, 28.500)])
def test_epley_gives_the_published_dumbbell_examples(load: float, done: int, one_rm: float) -> None:
    assert estimate_1rm(load, done) == pytest.approx(one_rm, abs=5e-4)


def test_reserve_counts_like_repetitions() -> None:
    assert estimate_1rm(20, 8, 2) == pytest.approx(26.667, abs=5e-4)


def test_the_load_for_ten_reps_with_two_to_spare() -> None:
    assert load_for(20, 10, 2) == pytest.approx(14.286, abs=5e-4)


@pytest.mark.parametrize(("one_rm", "left_over"), [(25, 13.57), (20, 2.857)])
def test_the_stronger_side_has_more_left_at_the_same_set(one_rm: float, left_over: float) -> None:
    assert load_for(one_rm, 10, left_over) == pytest.approx(14, abs=1e-3)
    assert reps_at(one_rm, 14) == 10 + math.floor(left_over)


@pytest.mark.parametrize(("possible", "percent"), [(5, 2.86), (10, 2.50), (15, 2.22)])
def test_one_misjudged_rep_of_reserve_shifts_the_estimate_a_little(
    possible: int, percent: float
) -> None:
    shift = estimate_1rm(20, possible, 1) / estimate_1rm(20, possible) - 1
    assert 100 * shift == pytest.approx(percent, abs=5e-3)


def test_pistol_squats_5_against_9_are_ten_percent_and_not_forty_four() -> None:
    found = deficit(relative_strength(5), relative_strength(9))
    assert found == pytest.approx(10.26, abs=5e-3)


def test_the_moved_weight_of_a_pistol_squat_is_most_of_the_body() -> None:
    assert system_load(70, 0.939) == pytest.approx(65.73)
    assert estimate_1rm(system_load(70, 0.939), 8) == pytest.approx(83.26, abs=5e-3)
    assert estimate_1rm(system_load(70, 0.939, 4), 6) == pytest.approx(83.68, abs=5e-3)


def test_four_against_eight_added_kilograms_are_five_percent_and_not_fifty() -> None:
    light, heavy = system_load(70, 0.939, 4), system_load(70, 0.939, 8)
    assert deficit(light, heavy) == pytest.approx(5.43, abs=5e-3)
    assert deficit(4, 8) == 50


@pytest.mark.parametrize(
    ("load", "heavier", "low", "needed"),
    [(8, 10, 8, 18), (5, 6, 8, 16), (10, 12, 8, 16), (20, 22.5, 8, 13), (2, 3, 10, 30)],
)
def test_the_bridge_says_how_many_reps_carry_across_a_big_step(
    load: float, heavier: float, low: int, needed: int
) -> None:
    assert bridge_reps(load, heavier, low) == needed


def test_rounding_down_to_a_real_dumbbell_gives_reps_back() -> None:
    left, right, step = 18.0, 21.0, 12.0
    exact = load_for(left, 10, 2)
    assert exact == pytest.approx(12.857, abs=5e-4)
    assert floor_to_step(exact, (8, 10, 12, 14)) == step
    assert estimate_1rm(step, 10, 5.0) == pytest.approx(left)
    assert estimate_1rm(step, 10, 12.5) == pytest.approx(right)
    assert reps_at(left, step, 2) == 13


@pytest.mark.parametrize(
    ("symmetry", "left_over"),
    [(80, 12.5), (85, 9.4), (90, 6.7), (92.5, 5.4), (95, 4.2), (97.5, 3.1), (100, 2.0)],
)
def test_what_the_strong_side_has_left_tells_how_even_the_sides_are(
    symmetry: float, left_over: float
) -> None:
    weak, strong = estimate_1rm(10, 10, 2), estimate_1rm(10, 10, left_over)
    assert 100 * weak / strong == pytest.approx(symmetry, abs=0.15)


# -- what holds for every set --------------------------------------------------------------------


@given(loads, reps, reserves)
def test_the_load_of_an_estimate_is_the_load_that_was_lifted(
    load: float, done: int, left_over: int
) -> None:
    assert load_for(estimate_1rm(load, done, left_over), done, left_over) == pytest.approx(load)


@given(loads, st.integers(2, 200), reserves)
def test_the_reps_at_a_load_are_the_reps_that_were_done(
    load: float, done: int, left_over: int
) -> None:
    assert reps_at(estimate_1rm(load, done, left_over), load, left_over) == done


@given(st.floats(1, 500), loads, reserves)
def test_the_reps_at_a_load_are_possible_and_one_more_is_not(
    one_rm: float, load: float, left_over: int
) -> None:
    allowed = reps_at(one_rm, load, left_over)
    assert allowed >= 0
    if allowed + left_over >= 2 and allowed:
        assert estimate_1rm(load, allowed, left_over) <= one_rm * (1 + 1e-9)
    assert estimate_1rm(load, allowed + 1, left_over + 1) > one_rm * (1 - 1e-9)


@given(loads, st.integers(1, 100), reserves)
def test_one_more_rep_is_always_stronger(load: float, done: int, left_over: int) -> None:
    assert estimate_1rm(load, done + 1, left_over) > estimate_1rm(load, done, left_over)


@given(loads, loads, st.integers(1, 20))
def test_the_bridge_is_enough_and_no_longer_than_needed(one: float, other: float, low: int) -> None:
    load, heavier = sorted((one, other))
    if heavier <= load:
        return
    needed = bridge_reps(load, heavier, low)
    wanted = estimate_1rm(heavier, low)
    assert needed >= low
    assert load * (1 + needed / 30) >= wanted * (1 - 1e-9)
    if needed > low:
        assert load * (1 + (needed - 1) / 30) < wanted * (1 + 1e-9)


@given(st.floats(0, 600), st.lists(loads, max_size=12))
def test_the_fitting_weight_and_the_next_one_leave_nothing_between(
    wished: float, weights: list[float]
) -> None:
    below, above = floor_to_step(wished, tuple(weights)), next_step(wished, tuple(weights))
    assert below is None or below in weights
    assert above is None or above in weights
    for weight in weights:
        assert (below is not None and weight <= below) or (above is not None and weight >= above)


def test_twelve_possible_reps_tell_about_strength_and_thirteen_about_endurance() -> None:
    assert counts_as_strength(12)
    assert counts_as_strength(8, 4)
    assert not counts_as_strength(8, 5)
    assert not counts_as_strength(13)
    assert not counts_as_strength(0)


# -- refusals ------------------------------------------------------------------------------------

NONSENSE = [0.0, -1.0, math.nan, math.inf, -math.inf]


@pytest.mark.parametrize("bad", NONSENSE)
@pytest.mark.parametrize(
    "use",
    [
        lambda bad: estimate_1rm(bad, 8),
        lambda bad: estimate_1rm(20, bad),
        lambda bad: relative_strength(bad),
        lambda bad: load_for(bad, 8),
        lambda bad: load_for(20, bad),
        lambda bad: reps_at(bad, 20),
        lambda bad: reps_at(20, bad),
        lambda bad: bridge_reps(bad, 10, 8),
        lambda bad: bridge_reps(8, bad, 8),
        lambda bad: system_load(bad, 0.9),
        lambda bad: system_load(70, bad),
    ],
)
def test_impossible_numbers_are_refused(use: Callable[[float], object], bad: float) -> None:
    with pytest.raises(ValueError):
        use(bad)


@pytest.mark.parametrize("bad", [-1.0, math.nan, math.inf])
def test_an_impossible_reserve_is_refused(bad: float) -> None:
    with pytest.raises(ValueError):
        estimate_1rm(20, 8, bad)


def test_a_part_of_a_repetition_is_no_set() -> None:
    with pytest.raises(ValueError):
        estimate_1rm(20, 0.5)


@pytest.mark.parametrize("heavier", [8.0, 7.0])
def test_a_bridge_needs_a_heavier_weight(heavier: float) -> None:
    with pytest.raises(ValueError):
        bridge_reps(8, heavier, 8)


@pytest.mark.parametrize("added", [-1.0, math.nan, math.inf])
def test_impossible_added_kilograms_are_refused(added: float) -> None:
    with pytest.raises(ValueError):
        system_load(70, 0.939, added)


def test_nobody_moves_more_than_the_whole_body() -> None:
    with pytest.raises(ValueError):
        system_load(70, 1.01)
