"""Does a gap close, why, and when to look again: guards, numbers and words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.body import Side
from core.closing import PATIENCE, Cause, Move, weeks_to_see
from core.curve import Standing
from core.direction import direction_of, sign_test
from core.exercise_report import Report, report_of
from core.journal import History, SetEntry
from tests.factories import TODAY, entry, exercise, history, mirrored_words

ROW = "single_arm_row"
STEP = 0.05
"""Kilograms: fine enough that made-up strengths come back as they were."""


def log_of(pairs: Sequence[tuple[float, float]], *, every: int = 4, last: date = TODAY) -> History:
    """A log in which the sides had these strengths (1RM in kg), oldest first."""
    made: list[SetEntry] = []
    for i, pair in enumerate(reversed(pairs)):
        day = last - timedelta(days=every * i)
        for side, strength in zip(Side, pair, strict=True):
            load = round(strength / (1 + 10 / 30) / STEP) * STEP
            made.append(entry(ROW, side, day=day, reps=8, reserve=2, load_kg=load))
    return history(made)


def report(log: History, *, today: date = TODAY) -> Report:
    return report_of(exercise(ROW), log, bodyweight=None, today=today)


def strengths(
    weeks: int,
    left: tuple[float, float],
    right: tuple[float, float],
    *,
    noise: float = 0.012,
    every: int = 4,
    seed: int = 3,
) -> list[tuple[float, float]]:
    """Two sides that go from one strength to another, with day-to-day noise."""
    random = Random(seed)
    count = 7 * weeks // every + 1
    made = []
    for i in range(count):
        t = i / (count - 1)
        pair = [a + (b - a) * t for a, b in (left, right)]
        one, other = (value * math.exp(random.gauss(0, noise)) for value in pair)
        made.append((one, other))
    return made


# -- why it moved ---------------------------------------------------------------------------------


def test_a_weak_side_that_catches_up_is_how_a_gap_should_close() -> None:
    found = report(log_of(strengths(20, (20, 23.5), (25, 25.5))))
    assert found.closing.move is Move.CLOSING
    assert found.closing.weaker is Side.LEFT
    assert found.closing.cause is Cause.WEAK_ROSE
    assert not found.closing.warns
    assert found.closing.says.startswith("Closing at 0.7 points a week (0.")
    assert "Your left rose" in found.closing.why
    assert found.closing.rate is not None
    true = 100 * (math.log(25 / 20) - math.log(25.5 / 23.5)) / 20
    assert found.closing.rate.low < true < found.closing.rate.high


def test_a_strong_side_that_falls_is_no_success() -> None:
    found = report(log_of(strengths(20, (20, 20), (25, 20.5))))
    assert found.closing.move is Move.CLOSING
    assert found.closing.cause is Cause.STRONG_FELL
    assert found.closing.warns
    assert found.closing.why.startswith("Your right got weaker (−")
    assert found.closing.why.endswith("That is not success.")
    assert found.moved is not None
    assert found.moved.lost
    assert "that is not success" in found.moved.says


def test_both_at_once_is_half_a_success() -> None:
    found = report(log_of(strengths(20, (20, 22), (25, 22.4))))
    assert found.closing.cause is Cause.BOTH
    assert "Only the first counts." in found.closing.why


def test_a_strong_side_that_runs_away_is_said() -> None:
    found = report(log_of(strengths(20, (20, 20), (23, 29))))
    assert found.closing.move is Move.WIDENING
    assert found.closing.cause is Cause.STRONG_ROSE
    assert found.closing.says.startswith("Widening at ")
    assert found.moved is not None
    assert found.moved.says.startswith("Larger since ")


# -- the guards -----------------------------------------------------------------------------------


@given(
    left=st.floats(14, 30), gain=st.floats(-3, 8), weeks=st.integers(1, 7), seed=st.integers(0, 99)
)
@settings(max_examples=40)
def test_nothing_is_called_closing_before_eight_weeks(
    left: float, gain: float, weeks: int, seed: int
) -> None:
    pairs = strengths(weeks, (left, left + gain), (30, 30), every=2, seed=seed)
    found = report(log_of(pairs, every=2))
    assert found.closing.move in (Move.EARLY, Move.NO_GAP)
    assert found.moved is None
    assert "Closing" not in found.closing.says
    assert "no longer" not in found.closing.says


def test_a_large_first_gap_is_not_counted_as_closing() -> None:
    """Regression to the mean: three bad first days, and an unchanging gap of 8 % ever after."""
    pairs = strengths(16, (23, 23), (25, 25))
    pairs[:3] = [(21, 25.2), (21.2, 25), (21, 24.8)]
    found = report(log_of(pairs))
    assert found.curve.standing is Standing.REAL
    assert found.closing.move is Move.STEADY
    assert found.moved is not None
    assert not found.moved.sure


def test_equal_sides_have_no_gap_to_close() -> None:
    found = report(log_of(strengths(16, (25, 26), (25, 26))))
    assert found.closing.move is Move.NO_GAP
    assert found.closing.says == (
        "No gap to close: nothing larger than day-to-day noise has shown."
    )


def test_a_gap_that_has_closed_is_no_longer_larger_than_noise() -> None:
    pairs = [*strengths(14, (20, 26), (25, 26)), *strengths(12, (26, 26), (26, 26), seed=5)]
    found = report(log_of(pairs))
    assert found.curve.standing is Standing.NOISE
    assert found.closing.says == ("The gap of your left is no longer larger than day-to-day noise.")
    assert found.moved is not None
    assert found.moved.sure
    assert found.moved.smaller


# -- when to look again ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rate", "per_week", "weeks"), [(1.0, 1, 14), (1.0, 2, 12), (0.5, 1, 23), (0.5, 2, 19),
                                    (0.25, 1, 37), (0.25, 2, 30)]
)  # fmt: skip
def test_a_closing_gap_shows_after_the_weeks_of_the_notes(
    rate: float, per_week: float, weeks: int
) -> None:
    """Domain notes 3.3: CV 4.2 % a side, 80 % power, two-sided 5 %."""
    found = weeks_to_see(rate, 4.2 * math.sqrt(2), per_week, level=0.95)
    assert found == pytest.approx(weeks, abs=0.75)


def test_a_promised_day_is_never_before_eight_weeks_and_never_past() -> None:
    for weeks in (2, 4, 6, 12, 20):
        pairs = strengths(weeks, (20, 20.5), (25, 25), every=3)
        found = report(log_of(pairs, every=3))
        again = found.closing.again
        if found.closing.weaker is None or "would show by now" in found.closing.says:
            assert again is None
            continue
        assert again is not None
        assert again > TODAY
        first = min(p.day for p in found.curve.lines[Side.LEFT].points)
        assert again >= first + PATIENCE
        assert "Look again after" in found.closing.says


def test_no_day_is_promised_to_somebody_who_has_stopped() -> None:
    last = TODAY - timedelta(days=60)
    found = report(log_of(strengths(12, (20, 21), (25, 25)), last=last))
    assert found.closing.again is None
    assert found.closing.says.endswith("Log both sides again to see more.")


# -- left and right -------------------------------------------------------------------------------

sides = st.tuples(st.floats(15, 30), st.floats(15, 30))


@given(left=sides, right=sides, weeks=st.integers(2, 24), seed=st.integers(0, 99))
@settings(max_examples=40)
def test_a_mirrored_log_mirrors_every_number_and_sentence(
    left: tuple[float, float], right: tuple[float, float], weeks: int, seed: int
) -> None:
    log = log_of(strengths(weeks, left, right, seed=seed))
    one, other = report(log), report(log.mirrored())
    assert other.short == mirrored_words(one.short)
    for a, b in ((one.closing, other.closing),):
        assert b.says == mirrored_words(a.says)
        assert b.why == mirrored_words(a.why)
        assert (b.move, b.cause, b.warns, b.again) == (a.move, a.cause, a.warns, a.again)
        assert (b.weaker is None) == (a.weaker is None)
        assert b.weaker is None or b.weaker is not a.weaker
        if a.rate is not None and b.rate is not None:
            assert (b.rate.per_day, b.rate.low, b.rate.high) == pytest.approx(
                (a.rate.per_day, a.rate.low, a.rate.high), abs=1e-9
            )
    assert (one.moved is None) == (other.moved is None)
    if one.moved is not None and other.moved is not None:
        assert other.moved.says == mirrored_words(one.moved.says)
        assert other.moved.first == pytest.approx(one.moved.first)
    assert other.direction.says == mirrored_words(one.direction.says)
    assert other.noise == one.noise
    assert [s and s.other for s in other.real_then] == list(one.real_then)
    for side in Side:
        assert other.sides[side.other] == one.sides[side]


# -- direction ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("same", "of", "p"), [(5, 5, 0.0625), (5, 6, 0.219), (6, 6, 0.0312), (7, 8, 0.070),
                          (8, 8, 0.0078), (9, 10, 0.0215)]
)  # fmt: skip
def test_the_sign_test_gives_the_numbers_of_the_notes(same: int, of: int, p: float) -> None:
    assert sign_test(same, of) == pytest.approx(p, abs=5e-4)


def test_an_impossible_count_is_refused() -> None:
    with pytest.raises(ValueError):
        sign_test(2, 6)


def test_the_direction_counts_the_last_ten_and_no_even_ones() -> None:
    found = direction_of([-9, -9, 0.0, 5, 5, 5, 5, 5, 5, 5, 5, 5, -5])
    assert (found.side, found.same, found.of) == (Side.LEFT, 9, 10)
    assert found.consistent
    assert found.says == (
        "Your left was behind in 9 of the last 10 workouts: always much the same side."
    )
    changing = direction_of([5, -5, 5, 5, -5, 5, -5])
    assert not changing.consistent
    assert "the side still changes" in changing.says


def test_a_few_workouts_have_no_direction_to_speak_of() -> None:
    assert direction_of([5, 5, 5]).says == ""
    assert direction_of([]).chance == 1.0


@given(st.lists(st.floats(-30, 30), max_size=20))
def test_directions_mirror(gaps: list[float]) -> None:
    one, other = direction_of(gaps), direction_of([-g for g in gaps])
    assert other.says == mirrored_words(one.says)
    assert (other.same, other.of, other.chance) == (one.same, one.of, one.chance)
