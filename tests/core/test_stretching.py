from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.body import Side
from core.journal import History, SetEntry
from core.stretching import (
    FLOOR_MINUTES,
    TARGET_MINUTES,
    Enough,
    enough,
    stretch_meter,
    stretch_minutes,
)
from tests.factories import TODAY, ago, catalog, entry, exercise, history

STRETCHES = sorted(e.id for e in catalog().exercises if e.stretched)


def minutes(*sets: SetEntry) -> dict[tuple[str, Side], float]:
    """The week's minutes up to TODAY."""
    return stretch_minutes(history(*sets), catalog(), until=TODAY)


def test_a_hold_counts_for_the_side_that_is_stretched_and_half_for_what_comes_along() -> None:
    found = minutes(entry("hip_flexor_stretch", Side.LEFT, seconds=60))
    assert found == {
        ("iliopsoas", Side.LEFT): 1.0,
        ("rectus_fem", Side.LEFT): 1.0,
        ("tfl", Side.LEFT): 0.5,
    }


def test_an_exercise_without_sides_counts_for_both() -> None:
    found = minutes(entry("standing_toe_touch", None, seconds=30))
    assert found["hamstrings", Side.LEFT] == found["hamstrings", Side.RIGHT] == 0.5
    assert found["gastroc", Side.LEFT] == 0.25


@pytest.mark.parametrize("of", ["cat_cow", "upper_body_windmills", "chest_openers", "side_plank"])
def test_moving_and_strength_are_no_stretch(of: str) -> None:
    assert minutes(entry(of)) == {}


def test_seven_days_count_and_the_eighth_does_not() -> None:
    def on(days: int) -> SetEntry:
        return entry("runners_stretch_calf", Side.LEFT, day=ago(days), seconds=60)

    assert minutes(on(6), on(7), on(-1)) == minutes(on(6))


def test_two_half_minutes_a_day_for_a_week_are_seven_minutes() -> None:
    week = [
        entry("runners_stretch", Side.RIGHT, day=ago(d), seconds=30, index=i)
        for d in range(7)
        for i in (1, 2)
    ]
    assert minutes(*week)["hamstrings", Side.RIGHT] == pytest.approx(7.0)


def test_an_exercise_that_is_gone_counts_nothing_and_breaks_nothing() -> None:
    gone = [entry("runners_stretch", Side.LEFT)]
    gone = [type(e)(**{f: getattr(e, f) for f in e.__slots__} | {"exercise_id": "x"}) for e in gone]
    assert minutes(*gone) == {}


def test_no_days_are_refused() -> None:
    with pytest.raises(ValueError):
        stretch_minutes(History(), catalog(), until=TODAY, days=0)


@pytest.mark.parametrize(
    ("value", "standing"),
    [
        (0.0, Enough.NONE),
        (1.9, Enough.UNDER),
        (FLOOR_MINUTES, Enough.ON_THE_WAY),
        (9.9, Enough.ON_THE_WAY),
        (TARGET_MINUTES, Enough.ENOUGH),
        (sum([0.1] * 100), Enough.ENOUGH),
        (30.0, Enough.ENOUGH),
    ],
)
def test_floor_and_target(value: float, standing: Enough) -> None:
    assert enough(value) is standing


def test_the_meter_names_muscles_in_plain_words_most_first() -> None:
    log = history(
        entry("runners_stretch_calf", Side.RIGHT, seconds=90),
        entry("hip_flexor_stretch", Side.LEFT, seconds=180),
    )
    rows = stretch_meter(log, catalog(), until=TODAY)
    assert rows[0].name == "front of the hip"
    assert (rows[0].left, rows[0].right) == (3.0, 0.0)
    assert rows[0].standing(Side.LEFT) is Enough.ON_THE_WAY
    assert rows[0].standing(Side.RIGHT) is Enough.NONE
    assert [row.name for row in rows if row.right] == ["calf", "deep calf"]


@st.composite
def logs(draw: st.DrawFn) -> History:
    sets = []
    for n in range(draw(st.integers(0, 8))):
        of = exercise(draw(st.sampled_from(STRETCHES)))
        side = draw(st.sampled_from(Side))
        day = TODAY - timedelta(days=draw(st.integers(0, 9)))
        seconds = draw(st.integers(1, 300)) if of.count.value == "seconds" else None
        sets.append(entry(of.id, side, day=day, index=n + 1, seconds=seconds))
    return history(sets)


@given(logs())
def test_swapped_sides_swap_the_minutes(log: History) -> None:
    here = stretch_minutes(log, catalog(), until=TODAY)
    there = stretch_minutes(log.mirrored(), catalog(), until=TODAY)
    assert there == {(muscle, side.other): value for (muscle, side), value in here.items()}
    swapped = [(r.name, r.right, r.left) for r in stretch_meter(log, catalog(), until=TODAY)]
    mirrored = stretch_meter(log.mirrored(), catalog(), until=TODAY)
    assert [(r.name, r.left, r.right) for r in mirrored] == swapped


@given(logs(), st.integers(1, 9))
def test_more_days_never_mean_fewer_minutes(log: History, days: int) -> None:
    some = stretch_minutes(log, catalog(), until=TODAY, days=days)
    more = stretch_minutes(log, catalog(), until=TODAY, days=days + 1)
    assert all(more[key] >= value - 1e-9 for key, value in some.items())
