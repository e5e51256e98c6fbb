from __future__ import annotations

import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.balance import (
    NO_DATA,
    PRIOR_CV,
    deficit,
    judge,
    judge_difference,
    log_ratio,
    percent_of_points,
)
from core.body import Side

amounts = st.floats(0.01, 10_000)
maybe = st.one_of(st.none(), st.just(0.0), amounts)
columns = st.lists(st.tuples(maybe, maybe), max_size=12)


# -- the two formulas ----------------------------------------------------------------------------

VECTORS = [
    (20, 25, 20.00, 22.31),
    (25, 20, 20.00, -22.31),
    (90, 100, 10.00, 10.54),
    (50, 100, 50.00, 69.31),
    (30, 33, 9.091, 9.531),
    (45, 60, 25.00, 28.77),
    (8, 12, 33.33, 40.55),
    (100, 100, 0.0, 0.0),
    (1, 100, 99.00, 460.5),
]


@pytest.mark.parametrize(("left", "right", "percent", "points"), VECTORS)
def test_the_difference_has_the_published_percent_and_points(
    left: float, right: float, percent: float, points: float
) -> None:
    assert deficit(left, right) == pytest.approx(percent, rel=5e-4)
    assert log_ratio(left, right) == pytest.approx(points, rel=5e-4)


def test_times_are_compared_as_speed() -> None:
    assert deficit(5 / 9.5, 5 / 8.0) == pytest.approx(15.79, abs=5e-3)


@given(amounts, amounts)
def test_percent_and_points_say_the_same(left: float, right: float) -> None:
    points, percent = log_ratio(left, right), deficit(left, right)
    assert points is not None
    assert percent is not None
    assert percent == pytest.approx(100 * (1 - math.exp(-abs(points) / 100)), abs=1e-9)
    assert percent == pytest.approx(percent_of_points(points), abs=1e-9)


@given(amounts, amounts)
def test_swapping_the_sides_flips_the_sign_exactly(left: float, right: float) -> None:
    forward, backward = log_ratio(left, right), log_ratio(right, left)
    assert forward is not None
    assert backward == -forward
    assert deficit(left, right) == deficit(right, left)


@given(amounts, amounts, st.floats(0.1, 10))
def test_the_unit_does_not_matter(left: float, right: float, factor: float) -> None:
    scaled = log_ratio(factor * left, factor * right)
    assert scaled == pytest.approx(log_ratio(left, right), abs=1e-6)


@given(maybe, maybe)
def test_a_deficit_is_never_below_nothing_or_above_everything(
    left: float | None, right: float | None
) -> None:
    found = deficit(left, right)
    assert found is None or 0 <= found <= 100


def test_a_side_that_can_not_do_it_yet_is_a_whole_side_behind_but_no_number() -> None:
    assert deficit(0, 20) == 100
    assert deficit(20, 0) == 100
    assert log_ratio(0, 20) is None
    assert log_ratio(20, 0) is None


def test_two_sides_that_can_not_do_it_yet_are_not_comparable() -> None:
    assert deficit(0, 0) is None
    assert log_ratio(0, 0) is None


@pytest.mark.parametrize("nothing", [None, math.nan, math.inf, -1.0])
def test_a_missing_or_impossible_side_has_no_difference(nothing: float | None) -> None:
    assert deficit(nothing, 20) is None
    assert deficit(20, nothing) is None
    assert log_ratio(nothing, 20) is None
    assert log_ratio(20, nothing) is None


# -- rule R1 -------------------------------------------------------------------------------------

LEFTS = [18, 19, 18, 20, 19, 19.5]
RIGHTS = [21, 20.5, 22, 21, 22, 21.5]


def test_six_workouts_with_a_weaker_left_are_judged_as_published() -> None:
    found = judge(LEFTS, RIGHTS)
    assert found.mean == pytest.approx(12.064, abs=5e-4)
    assert found.low == pytest.approx(6.148, abs=5e-4)
    assert found.high == pytest.approx(17.980, abs=5e-4)
    assert found.real
    assert found.enough
    assert found.weaker is Side.LEFT
    assert found.percent == pytest.approx(11.4, abs=0.05)
    assert found.sets_used == 6


def test_the_same_workouts_with_sides_swapped_name_the_right() -> None:
    found = judge(RIGHTS, LEFTS)
    assert found.mean == pytest.approx(-12.064, abs=5e-4)
    assert found.weaker is Side.RIGHT
    assert found.percent == pytest.approx(11.4, abs=0.05)


@pytest.mark.parametrize(
    ("cv", "count", "half_width"),
    [
        (2.5, 1, 6.93),
        (4.2, 1, 11.6),
        (6.0, 1, 16.6),
        (10.0, 1, 27.7),
        (2.5, 3, 4.00),
        (4.2, 3, 6.72),
        (6.0, 3, 9.60),
        (10.0, 3, 16.0),
    ],
)
def test_with_few_workouts_the_published_noise_is_the_yardstick(
    cv: float, count: int, half_width: float
) -> None:
    found = judge([20.0] * count, [21.0] * count, prior_cv=cv)
    assert found.half_width == pytest.approx(half_width, rel=5e-3)


def test_the_usual_yardstick_is_the_median_of_the_retest_studies() -> None:
    assert PRIOR_CV == 4.2
    assert judge([20.0], [21.0]) == judge([20.0], [21.0], prior_cv=4.2)


def test_three_workouts_are_real_only_beyond_the_yardstick() -> None:
    just_under = 20 * math.exp(0.0671)
    just_over = 20 * math.exp(0.0674)
    assert not judge([20.0] * 3, [just_under] * 3).real
    assert judge([20.0] * 3, [just_over] * 3).real


def test_without_data_nothing_is_said() -> None:
    found = judge([], [])
    assert found == NO_DATA
    assert (found.mean, found.half_width, found.low, found.high) == (None,) * 4
    assert found.weaker is None
    assert found.percent is None
    assert not found.real
    assert not found.enough


def test_workouts_with_a_missing_or_zero_side_do_not_count() -> None:
    found = judge([18, None, 0, 19, 18], [21, 22, 22, None, 22])
    assert found == judge([18, 18], [21, 22])
    assert found.sets_used == 2


def test_only_the_last_six_comparable_workouts_count() -> None:
    found = judge([30, 30, *LEFTS, None], [20, 20, *RIGHTS, 25])
    assert found == judge(LEFTS, RIGHTS)


@given(st.lists(st.tuples(amounts, amounts), max_size=2))
def test_fewer_than_three_workouts_are_never_real(pairs: list[tuple[float, float]]) -> None:
    found = judge([left for left, _ in pairs], [right for _, right in pairs])
    assert not found.real
    assert not found.enough


@pytest.mark.parametrize("count", range(1, 9))
def test_even_sides_have_no_weaker_one(count: int) -> None:
    found = judge([17.3] * count, [17.3] * count)
    assert found.weaker is None
    assert found.percent == 0
    assert not found.real


@given(columns)
def test_mirrored_workouts_give_the_mirrored_judgement(
    pairs: list[tuple[float | None, float | None]],
) -> None:
    lefts, rights = [left for left, _ in pairs], [right for _, right in pairs]
    found, mirrored = judge(lefts, rights), judge(rights, lefts)
    assert mirrored.mean == (None if found.mean is None else -found.mean)
    assert mirrored.half_width == found.half_width
    assert mirrored.real is found.real
    assert mirrored.percent == found.percent
    assert mirrored.sets_used == found.sets_used
    assert mirrored.weaker is (found.weaker and found.weaker.other)


@given(columns)
def test_a_judgement_is_real_exactly_when_its_interval_leaves_out_zero(
    pairs: list[tuple[float | None, float | None]],
) -> None:
    found = judge([left for left, _ in pairs], [right for _, right in pairs])
    if found.low is None or found.high is None:
        assert not found.real
        return
    if found.real:
        assert found.low > 0 or found.high < 0
        assert found.weaker is (Side.LEFT if found.low > 0 else Side.RIGHT)
    elif found.enough:
        assert found.low <= 1e-9
        assert found.high >= -1e-9


@given(st.lists(st.tuples(amounts, amounts), min_size=4, max_size=6))
def test_a_judgement_follows_the_textbook_t_interval(pairs: list[tuple[float, float]]) -> None:
    students = {4: 3.18245, 5: 2.77645, 6: 2.57058}
    points = [100 * math.log(right / left) for left, right in pairs]
    found = judge([left for left, _ in pairs], [right for _, right in pairs])
    assert found.mean == pytest.approx(statistics.fmean(points), abs=1e-6)
    wanted = students[len(pairs)] * statistics.stdev(points) / math.sqrt(len(pairs))
    assert found.half_width == pytest.approx(wanted, rel=1e-4, abs=1e-6)


def test_two_columns_of_different_length_are_a_bug() -> None:
    with pytest.raises(ValueError):
        judge([1.0], [])
    with pytest.raises(ValueError):
        judge_difference([1.0], [])


# -- endurance, in repetitions -------------------------------------------------------------------


def test_a_steady_difference_of_reps_is_real_after_four_workouts() -> None:
    found = judge_difference([15, 16, 15, 16], [20, 20, 21, 20])
    assert found.mean == pytest.approx(4.75)
    assert found.weaker is Side.LEFT
    assert found.enough
    assert found.real


def test_three_workouts_are_too_few_for_a_difference_of_reps() -> None:
    found = judge_difference([15, 15, 15], [25, 25, 25])
    assert not found.enough
    assert not found.real
    assert found.half_width is None


def test_without_reps_there_is_no_difference() -> None:
    found = judge_difference([None], [20])
    assert found.mean is None
    assert found.sets_used == 0
    assert not found.enough


def test_only_the_last_six_differences_count() -> None:
    lefts, rights = [15.0, 16, 15, 16, 15, 14], [20.0, 20, 21, 20, 19, 20]
    assert judge_difference([40, *lefts], [10, *rights]) == judge_difference(lefts, rights)


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), max_size=9))
def test_mirrored_reps_give_the_mirrored_difference(pairs: list[tuple[int, int]]) -> None:
    lefts, rights = [left for left, _ in pairs], [right for _, right in pairs]
    found, mirrored = judge_difference(lefts, rights), judge_difference(rights, lefts)
    assert mirrored.mean == (None if found.mean is None else -found.mean)
    assert mirrored.half_width == found.half_width
    assert mirrored.real is found.real
    assert mirrored.weaker is (found.weaker and found.weaker.other)
