from __future__ import annotations

import itertools
import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.trend import Slope, slope, smooth

DAYS = [0, 3, 7, 10, 14, 17, 21, 24, 28]
KILOGRAMS = [18.7, 19.3, 18.9, 19.8, 17.0, 20.1, 20.4, 20.0, 20.9]

points = st.lists(st.tuples(st.integers(0, 200), st.integers(-50, 50)), min_size=2, max_size=14)


def brute_force(days: list[int], values: list[float]) -> Slope | None:
    """Theil-Sen with Sen's interval, written down a second time and as plainly as possible."""
    pairs = list(itertools.combinations(range(len(days)), 2))
    slopes = sorted(
        (values[j] - values[i]) / (days[j] - days[i]) for i, j in pairs if days[i] != days[j]
    )
    if not slopes:
        return None
    n = len(days)
    variance = n * (n - 1) * (2 * n + 5)
    for column in (days, values):
        for tied in set(column):
            t = list(column).count(tied)
            variance -= t * (t - 1) * (2 * t + 5)
    reach = 1.959963984540054 * math.sqrt(max(variance, 0) / 18)
    upper = min(round((len(slopes) + reach) / 2), len(slopes) - 1)
    lower = max(round((len(slopes) - reach) / 2) - 1, 0)
    return Slope(statistics.median(slopes), slopes[lower], slopes[upper])


def fitted(days: list[int], values: list[float]) -> Slope:
    found = slope(days, values)
    assert found is not None
    return found


# -- the slope -----------------------------------------------------------------------------------


def test_the_example_of_nine_workouts_rises_as_published() -> None:
    found = fitted(DAYS, KILOGRAMS)
    assert found.per_day == pytest.approx(0.06807, abs=5e-6)
    assert found.low == pytest.approx(0.02857, abs=5e-6)
    assert found.high == pytest.approx(0.11000, abs=5e-6)
    assert 100 * 7 * found.per_day / statistics.median(KILOGRAMS) == pytest.approx(2.406, abs=5e-4)


def test_one_bad_day_hardly_moves_the_slope() -> None:
    without = [(d, k) for d, k in zip(DAYS, KILOGRAMS, strict=True) if k != 17.0]
    found = fitted([d for d, _ in without], [k for _, k in without])
    assert found.per_day == pytest.approx(0.06807, abs=0.012)


@given(points)
def test_the_slope_agrees_with_a_second_way_of_computing_it(rows: list[tuple[int, int]]) -> None:
    days, values = [d for d, _ in rows], [float(v) for _, v in rows]
    found, wanted = slope(days, values), brute_force(days, values)
    assert (found is None) == (wanted is None)
    if found is not None and wanted is not None:
        assert found.per_day == pytest.approx(wanted.per_day, abs=1e-12)
        assert found.low == pytest.approx(wanted.low, abs=1e-12)
        assert found.high == pytest.approx(wanted.high, abs=1e-12)


@given(points, st.integers(-1000, 1000), st.integers(-1000, 1000))
def test_starting_later_or_heavier_changes_nothing(
    rows: list[tuple[int, int]], later: int, heavier: int
) -> None:
    moved = slope([d + later for d, _ in rows], [v + heavier for _, v in rows])
    assert moved == slope([d for d, _ in rows], [v for _, v in rows])


@given(points, st.sampled_from([0.25, 0.5, 2.0, 8.0]))
def test_another_unit_scales_the_slope(rows: list[tuple[int, int]], factor: float) -> None:
    found = slope([d for d, _ in rows], [v for _, v in rows])
    scaled = slope([d for d, _ in rows], [factor * v for _, v in rows])
    assert (found is None) == (scaled is None)
    if found is not None and scaled is not None:
        assert scaled.per_day == factor * found.per_day
        assert scaled.low == factor * found.low
        assert scaled.high == factor * found.high


@given(points)
def test_told_backwards_a_rise_is_a_fall(rows: list[tuple[int, int]]) -> None:
    found = slope([d for d, _ in rows], [v for _, v in rows])
    backwards = slope([-d for d, _ in rows], [v for _, v in rows])
    assert (found is None) == (backwards is None)
    if found is not None and backwards is not None:
        assert backwards.per_day == pytest.approx(-found.per_day)
        assert backwards.low == pytest.approx(-found.high)
        assert backwards.high == pytest.approx(-found.low)


@given(st.permutations(list(zip(DAYS, KILOGRAMS, strict=True))))
def test_the_order_of_typing_does_not_matter(rows: list[tuple[int, float]]) -> None:
    assert fitted([d for d, _ in rows], [k for _, k in rows]) == fitted(DAYS, KILOGRAMS)


@given(points)
def test_the_slope_lies_inside_its_interval(rows: list[tuple[int, int]]) -> None:
    found = slope([d for d, _ in rows], [v for _, v in rows])
    if found is not None:
        assert found.low <= found.per_day <= found.high


def test_a_straight_line_has_its_own_slope_and_no_doubt() -> None:
    assert fitted([0, 1, 2, 5, 9], [10, 10.5, 11, 12.5, 14.5]) == Slope(0.5, 0.5, 0.5)


def test_equal_values_are_flat() -> None:
    assert fitted([0, 3, 6, 9], [12, 12, 12, 12]) == Slope(0, 0, 0)


@pytest.mark.parametrize(("days", "values"), [([], []), ([3], [12.0]), ([3, 3], [12.0, 13.0])])
def test_one_day_has_no_slope(days: list[int], values: list[float]) -> None:
    assert slope(days, values) is None


def test_unfinished_columns_are_a_bug() -> None:
    with pytest.raises(ValueError):
        slope([1, 2], [1.0])


@pytest.mark.parametrize("bad", [math.nan, math.inf])
def test_numbers_without_an_end_are_a_bug(bad: float) -> None:
    with pytest.raises(ValueError):
        slope([1, 2], [1.0, bad])
    with pytest.raises(ValueError):
        slope([1, bad], [1.0, 2.0])


# -- the drawn line ------------------------------------------------------------------------------


def test_the_drawn_line_is_the_published_one() -> None:
    wanted = [18.7, 18.7828, 18.8039, 18.9414, 18.5926, 18.8006, 19.0880, 19.2139, 19.5168]
    assert smooth(DAYS, KILOGRAMS) == pytest.approx(wanted, abs=5e-5)


def test_after_one_half_life_a_new_value_counts_half() -> None:
    assert smooth([0, 14], [10, 20]) == [10, 15]


def test_two_workouts_on_one_day_do_not_move_the_line() -> None:
    assert smooth([5, 5], [10, 20]) == [10, 10]


@given(st.lists(st.tuples(st.integers(0, 30), st.floats(1, 100)), max_size=20))
def test_the_drawn_line_never_leaves_the_values(steps: list[tuple[int, float]]) -> None:
    days = list(itertools.accumulate(step for step, _ in steps))
    values = [value for _, value in steps]
    line = smooth(days, values)
    assert len(line) == len(values)
    for i, drawn in enumerate(line):
        assert min(values[: i + 1]) - 1e-9 <= drawn <= max(values[: i + 1]) + 1e-9
