from __future__ import annotations

import math
import time
from dataclasses import replace
from datetime import UTC, timedelta, timezone
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.balance import (
    NO_DATA,
    Judgement,
    judge,
    verdict,
    verdict_difference,
    verdicts,
    verdicts_difference,
)
from core.body import Side
from core.curve import curve_of
from core.sequential import Evidence
from tests.benchmarks.verdict import World as Noise
from tests.benchmarks.verdict import closing, people, said
from tests.factories import entry, exercise, history, series

POUNDS = 2.2046226218487757
EVEN = Noise("independent days")
ALIKE = Noise("days alike (0.3)", alike=0.3)
YEAR = 156

kilograms = st.floats(1.0, 60.0) | st.sampled_from([0.0, 10.0, 12.5, 20.0, 22.5])
columns = st.lists(st.tuples(kilograms | st.none(), kilograms | st.none()), max_size=70)
Rows = list[tuple[float | None, float | None]]


def split(rows: Rows) -> tuple[list[float | None], list[float | None]]:
    return [left for left, _ in rows], [right for _, right in rows]


def flipped(found: Judgement) -> Judgement:
    mean = None if found.mean is None else -found.mean
    return replace(found, mean=mean, weaker=found.weaker and found.weaker.other)


def workouts(count: int, gap: float, *, seed: int = 3, cv: float = 4.2) -> Rows:
    random = Random(seed)
    return [
        (20.0 * (1.0 - gap / 100.0) * math.exp(random.gauss(0.0, cv / 100.0)),
         20.0 * math.exp(random.gauss(0.0, cv / 100.0)))
        for _ in range(count)
    ]  # fmt: skip


# -- what a person would notice -------------------------------------------------------------------


@pytest.mark.parametrize("cv", [2.5, 4.2, 6.0, 10.0])
@pytest.mark.parametrize("noise", [EVEN, ALIKE], ids=["independent", "alike"])
def test_equal_sides_are_hardly_ever_called_real_in_a_year_of_looking(
    cv: float, noise: Noise
) -> None:
    """The full run (docs/VERDICT.md) has 2,000 people; here 150 guard against a slip."""
    wrong = sum(any(said(p)) for p in people(cv, [0.0] * YEAR, noise, count=150))
    assert wrong <= 0.05 * 150 + 5


@pytest.mark.parametrize(("gap", "within"), [(15.0, 8), (10.0, 12), (5.0, 40)])
def test_most_people_with_a_gap_hear_of_it_soon(gap: float, within: int) -> None:
    crowd = list(people(4.2, [gap] * within, EVEN, count=200))
    assert sum(any(said(p)) for p in crowd) > 100


def test_a_gap_that_closes_stops_being_real() -> None:
    """10 % for eight weeks, then half a point a week: closed in week 28."""
    told = [said(p) for p in people(4.2, closing(2), EVEN, count=100)]
    assert sum(real[2 * 18] for real in told) > 70
    assert sum(real[2 * 34] for real in told) < 10


def test_an_early_streak_does_not_stick() -> None:
    told = [said(p) for p in people(4.2, [20.0] * 5 + [0.0] * 40, EVEN, count=100)]
    assert sum(real[4] for real in told) > 50
    assert sum(real[24] for real in told) < 10


def test_a_gap_that_comes_late_is_found_too() -> None:
    told = [said(p) for p in people(4.2, [0.0] * 60 + [12.0] * 40, EVEN, count=100)]
    assert sum(any(real[60:]) for real in told) > 95


def test_a_real_gap_keeps_being_real() -> None:
    told = [said(p) for p in people(4.2, [10.0] * 80, EVEN, count=100)]
    assert sum(sum(real[30:]) for real in told) > 0.97 * 100 * 50


def test_a_noisy_person_has_to_wait_longer_than_a_steady_one() -> None:
    steady = verdict(*split(workouts(12, 8.0, cv=2.0)))
    noisy = verdict(*split(workouts(12, 8.0, cv=9.0)))
    assert steady.half_width is not None
    assert noisy.half_width is not None
    assert steady.half_width < noisy.half_width
    assert steady.real
    assert not noisy.real


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_than_three_workouts_are_never_real(count: int) -> None:
    found = verdict([10.0] * count, [60.0] * count)
    assert not found.real
    assert not found.enough
    assert found.half_width is None


def test_three_workouts_are_enough_for_a_huge_gap() -> None:
    assert verdict([10.0] * 3, [20.0] * 3).real


def test_a_little_that_a_single_look_calls_real_has_to_show_for_longer() -> None:
    assert judge([20.0] * 4, [21.0] * 4).real
    assert not verdict([20.0] * 4, [21.0] * 4).real
    assert verdict([20.0] * 20, [21.0] * 20).real


def test_a_test_that_is_known_as_noisy_needs_more() -> None:
    assert verdict([30.0] * 8, [36.0] * 8).real
    assert not verdict([30.0] * 8, [36.0] * 8, prior_cv=30.8).real


def test_no_pairs_say_nothing() -> None:
    assert verdict([], []) == verdict([20.0, None, 0.0], [None, 20.0, 20.0]) == NO_DATA


def test_what_was_not_done_or_not_possible_is_left_out() -> None:
    rows = workouts(9, 10.0)
    gaps: Rows = [(None, 20.0), (0.0, 20.0), (20.0, None)]
    assert verdict(*split(gaps + rows + gaps)) == verdict(*split(rows))


def test_a_year_ago_does_not_count_for_the_mean() -> None:
    rows = workouts(200, 0.0)
    found = verdict(*split(rows))
    assert found.sets_used == 40
    assert found.mean == pytest.approx(
        sum(100.0 * math.log(b / a) for a, b in rows[-40:] if a and b) / 40.0, abs=1e-5
    )


def test_uneven_columns_are_a_mistake() -> None:
    for judged in (verdict, verdict_difference):
        with pytest.raises(ValueError):
            judged([1.0], [])


@pytest.mark.parametrize("noise", [0.0, -1.0, math.nan])
def test_noise_that_is_expected_is_above_zero(noise: float) -> None:
    with pytest.raises(ValueError, match="above zero"):
        Evidence(noise)


def test_the_whole_log_of_years_is_judged_in_no_time() -> None:
    lefts, rights = split(workouts(500, 4.0))
    took = []
    for _ in range(20):
        start = time.perf_counter()
        verdict(lefts, rights)
        took.append(time.perf_counter() - start)
    assert min(took) < 0.002


# -- what never changes a verdict -----------------------------------------------------------------


@given(columns)
def test_swapping_the_sides_mirrors_the_verdict_to_the_last_bit(rows: Rows) -> None:
    lefts, rights = split(rows)
    assert verdict(rights, lefts) == flipped(verdict(lefts, rights))


@given(columns, st.sampled_from([POUNDS, 1.0 / POUNDS, 0.45359237, 1000.0]))
def test_kilograms_or_pounds_do_not_matter(rows: Rows, factor: float) -> None:
    other: Rows = [
        (None if a is None else a * factor, None if b is None else b * factor) for a, b in rows
    ]
    found, converted = verdict(*split(rows)), verdict(*split(other))
    assert (converted.real, converted.sets_used) == (found.real, found.sets_used)
    for one, two in ((found.mean, converted.mean), (found.half_width, converted.half_width)):
        assert (one is None) == (two is None)
        assert one is None or two == pytest.approx(one, rel=1e-5, abs=1e-5)


@pytest.mark.parametrize("hours", [-11, 0, 9, 14])
def test_the_time_zone_does_not_matter(hours: int) -> None:
    log = series("single_arm_row", [(7, 10), (8, 10), (7, 11), (8, 10)] * 3)
    zone = timezone(timedelta(hours=hours))
    moved = history(replace(s, at=s.at.replace(tzinfo=UTC).astimezone(zone)) for s in log.sets)
    row = exercise("single_arm_row")
    assert curve_of(row, moved).judgement == curve_of(row, log).judgement
    assert curve_of(row, moved).verdict == curve_of(row, log).verdict


@given(columns)
def test_real_means_that_the_interval_leaves_out_zero(rows: Rows) -> None:
    found = verdict(*split(rows))
    if found.low is None or found.high is None:
        assert not found.real
    else:
        assert found.real == (found.low > 0 or found.high < 0)
    assert not found.real or (found.enough and found.weaker is not None)


@given(st.integers(1, 80), st.sampled_from([17.3, 20.0, 1e-3]))
def test_exactly_equal_sides_name_nobody(count: int, value: float) -> None:
    found = verdict([value] * count, [value] * count)
    assert (found.real, found.weaker, found.percent) == (False, None, 0.0)


@given(columns)
def test_each_step_is_the_verdict_as_it_stood_then(rows: Rows) -> None:
    lefts, rights = split(rows)
    steps = list(verdicts(lefts, rights))
    assert len(steps) == len(rows)
    for n in {1, len(rows) // 2, len(rows)} & set(range(1, len(rows) + 1)):
        assert steps[n - 1] == verdict(lefts[:n], rights[:n])


# -- repetitions ----------------------------------------------------------------------------------

counts = st.lists(st.tuples(st.integers(1, 40), st.integers(1, 40)), max_size=50)


@given(counts)
def test_repetitions_mirror_too(rows: list[tuple[int, int]]) -> None:
    lefts, rights = [a for a, _ in rows], [b for _, b in rows]
    found, other = verdict_difference(lefts, rights), verdict_difference(rights, lefts)
    mean = None if found.mean is None else -found.mean
    assert other == replace(found, mean=mean, weaker=found.weaker and found.weaker.other)
    assert not rows or list(verdicts_difference(lefts, rights))[-1] == found


def test_three_differences_in_repetitions_are_never_real() -> None:
    assert not verdict_difference([10] * 3, [40] * 3).real
    assert verdict_difference([10] * 4, [40] * 4).real


def test_a_steady_difference_in_repetitions_is_found() -> None:
    found = verdict_difference([15, 16, 15, 16, 15, 16], [20, 20, 21, 20, 20, 21])
    assert found.real
    assert found.weaker is Side.LEFT


def test_equal_repetitions_are_hardly_ever_called_different_in_a_year() -> None:
    random = Random(5)
    wrong = 0
    for _ in range(150):
        lefts, rights = ([round(random.gauss(20.0, 2.0)) for _ in range(YEAR)] for _ in range(2))
        wrong += any(step.real for step in verdicts_difference(lefts, rights))
    assert wrong <= 0.05 * 150


def test_a_skipped_side_is_no_difference() -> None:
    assert verdict_difference([None, 15], [20, None]).mean is None


def test_one_set_of_each_side_is_a_pair() -> None:
    log = history(*(entry("single_arm_row", side) for side in Side))
    assert curve_of(exercise("single_arm_row"), log).judgement.sets_used == 1
