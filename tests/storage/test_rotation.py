"""Which backups stay, and which go?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.storage.rotation import served

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def _ago(**how_long: float) -> datetime:
    return NOW - timedelta(**how_long)


def _kept(made: list[datetime], now: datetime = NOW) -> list[datetime]:
    return sorted(set(made) - served(made, now=now), reverse=True)


def test_all_of_the_last_two_days_stay() -> None:
    made = [_ago(minutes=30 * n) for n in range(95)]
    assert _kept(made) == made


@pytest.mark.parametrize(
    ("every", "count", "stay"),
    [
        # two days, then 12 days, 10 weeks and 9 months
        (timedelta(days=1), 500, 2 + 12 + 10 + 9),
        (timedelta(days=7), 120, 1 + 12 + 10 + 9),
        (timedelta(days=31), 60, 1 + 12 + 10 + 9),
        (timedelta(hours=6), 8, 8),
    ],
)
def test_of_the_rest_stay_twelve_days_ten_weeks_and_nine_months(
    every: timedelta, count: int, stay: int
) -> None:
    assert len(_kept([NOW - every * n for n in range(count)])) == stay


def test_the_newest_of_a_day_stays() -> None:
    day = datetime(2026, 11, 20, tzinfo=UTC)
    made = [NOW, *(day + timedelta(hours=hour) for hour in (8, 12, 20))]
    assert _kept(made) == [NOW, day + timedelta(hours=20)]


def test_a_year_of_daily_use_reaches_back_for_months() -> None:
    made = [_ago(days=n) for n in range(365)]
    now, kept = NOW, made
    for _ in range(30):
        now += timedelta(days=1)
        kept = _kept([now, *kept], now)
    oldest = now - min(kept)
    assert timedelta(days=250) < oldest


def test_a_clock_that_was_ahead_costs_nothing() -> None:
    ahead = [NOW + timedelta(days=365 + n) for n in range(3)]
    usual = [_ago(hours=n) for n in range(3)]
    assert _kept([*ahead, *usual]) == sorted([*ahead, *usual], reverse=True)


def test_a_clock_set_ahead_keeps_the_newest_good_ones() -> None:
    usual = [_ago(hours=n) for n in range(20)]
    later = NOW + timedelta(days=400)
    kept = _kept([later, *usual], later)
    assert usual[0] in kept
    assert later in kept


def test_the_hour_that_comes_twice_in_autumn_costs_nothing() -> None:
    night = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    made = [night + timedelta(minutes=20 * n) for n in range(6)]
    assert _kept(made, night + timedelta(hours=3)) == sorted(made, reverse=True)


@given(
    st.lists(st.floats(-800, 4000), max_size=60),
    st.floats(-500, 500),
)
def test_promises_that_hold_for_any_clock(days: list[float], shift: float) -> None:
    made = [NOW - timedelta(days=day) for day in days]
    now = NOW + timedelta(days=shift)
    gone = served(made, now=now)
    kept = set(made) - gone
    assert gone <= set(made)
    if made:
        assert max(made) in kept
    past = [at for at in made if at <= now]
    if past:
        assert max(past) in kept
        assert all(at in kept for at in past if at > now - timedelta(days=2))
    assert all(at in kept for at in made if at > now)
    assert served(kept, now=now) == frozenset()
