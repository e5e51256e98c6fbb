"""Sets and stretching of a week, and what happened on the way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.body import Side
from core.curve import curve_of
from core.events import Event, What, events_of
from core.journal import Band, History, Morning
from core.stretching import stretch_minutes
from core.volume import shares_of, weekly_sets
from tests.factories import (
    TODAY,
    ago,
    catalog,
    entry,
    exercise,
    history,
    mirrored_words,
    morning,
    workout,
)

ROW, CURL = "single_arm_row", "single_arm_bicep_curl"


def week(log: History) -> dict[tuple[str, Side], float]:
    return weekly_sets(log, catalog(), until=TODAY)


# -- sets -----------------------------------------------------------------------------------------


def test_an_indirect_set_counts_half() -> None:
    """Domain notes 6.1: three sets of rows and three of curls are 4.5 sets for the biceps."""
    log = history(workout(ROW, ago(1), sets=3), workout(CURL, ago(1), sets=3))
    for side in Side:
        assert week(log)["biceps", side] == pytest.approx(4.5)
        assert week(log)["lats", side] == pytest.approx(3.0)


def test_only_the_last_seven_days_count() -> None:
    log = history(workout(ROW, ago(7)), workout(ROW, ago(6)), workout(ROW, ago(0)))
    assert week(log)["lats", Side.LEFT] == 2
    assert weekly_sets(log, catalog(), until=ago(6))["lats", Side.LEFT] == 2


def test_a_set_without_a_side_works_both_and_a_failed_one_neither() -> None:
    log = history(entry("glute_bridge", day=ago(1)), entry(ROW, Side.LEFT, day=ago(1), reps=0))
    found = week(log)
    assert found["glute_max", Side.LEFT] == found["glute_max", Side.RIGHT] == 1
    assert ("lats", Side.LEFT) not in found


def test_a_standing_hip_works_on_the_other_side() -> None:
    sided = [e for e in catalog().exercises if e.other_side and e.mode.sided]
    assert sided
    for one in sided:
        shares = shares_of(one, Side.LEFT)
        for muscle in one.other_side:
            assert shares[muscle, Side.RIGHT] == 0.5


def test_stretches_count_minutes_and_no_sets() -> None:
    log = history(workout("hip_flexor_stretch", ago(2), left=30, right=45, sets=2))
    minutes = stretch_minutes(log, catalog(), until=TODAY)
    muscle = exercise("hip_flexor_stretch").stretched[0]
    assert minutes[muscle, Side.LEFT] == pytest.approx(1.0)
    assert minutes[muscle, Side.RIGHT] == pytest.approx(1.5)
    assert week(log) == {}
    assert stretch_minutes(log, catalog(), until=ago(3)) == {}


entries = st.lists(
    st.tuples(st.sampled_from([ROW, CURL, "side_plank", "hip_flexor_stretch", "glute_bridge"]),
              st.sampled_from(list(Side)), st.integers(0, 8)),
    max_size=12,
)  # fmt: skip


@given(entries)
def test_swapping_sides_swaps_what_they_were_given(rows: list[tuple[str, Side, int]]) -> None:
    log = history(
        *(entry(i, side, day=ago(days), index=n) for n, (i, side, days) in enumerate(rows, 1))
    )
    for count in (weekly_sets, stretch_minutes):
        one = count(log, catalog(), until=TODAY)
        other = count(log.mirrored(), catalog(), until=TODAY)
        assert other == {(m, side.other): value for (m, side), value in one.items()}


# -- events ---------------------------------------------------------------------------------------


def events(exercise_id: str, log: History, **more: object) -> tuple[Event, ...]:
    curve = curve_of(exercise(exercise_id), log)
    return events_of(curve, log, **more)  # type: ignore[arg-type]


def test_pain_is_an_event_of_its_side_from_three_on() -> None:
    log = history(
        entry(ROW, Side.LEFT, day=ago(9), pain=2),
        entry(ROW, Side.RIGHT, day=ago(6), pain=4),
        entry(ROW, Side.LEFT, day=ago(3), pain=0),
    )
    found = events(ROW, log)
    assert [(e.day, e.what, e.side) for e in found] == [(ago(6), What.PAIN, Side.RIGHT)]
    assert found[0].says == "pain 4 of 10 on your right"


def test_a_worse_morning_is_an_event_of_its_workout() -> None:
    done = entry(ROW, Side.LEFT, day=ago(6), pain=2)
    log = History((done,), (morning(done, Morning.WORSE),))
    assert [e.says for e in events(ROW, log)] == ["worse the morning after on your left"]
    calm = History((done,), (morning(done, Morning.USUAL),))
    assert events(ROW, calm) == ()


def test_breaks_bands_and_set_ups_are_events_and_may_start_a_new_line() -> None:
    band = "banded_abduction"
    log = history(
        workout(band, ago(100), band=Band.LIGHT),
        workout(band, ago(80), band=Band.LIGHT),
        workout(band, ago(40), band=Band.LIGHT),
        workout(band, ago(37), band=Band.MEDIUM),
        workout(band, ago(34), band=Band.MEDIUM, setup="door"),
    )
    found = [(e.what, e.says, e.starts_anew) for e in events(band, log)]
    assert found == [
        (What.BREAK, "20 days without", False),
        (What.BREAK, "40 days without", True),
        (What.BAND, "medium (green) band", True),
        (What.EQUIPMENT, "new set-up: door", True),
    ]


def test_a_new_piece_in_the_curve_is_an_event_and_the_other_way_round() -> None:
    log = history(workout(ROW, ago(90)), workout(ROW, ago(40)), workout(ROW, ago(37)))
    curve = curve_of(exercise(ROW), log)
    anew = [e.day for e in events_of(curve, log) if e.starts_anew]
    assert anew == [p.first for p in curve.pieces[1:]] == [ago(40)]


def test_lighter_weeks_and_test_days_come_from_elsewhere() -> None:
    log = history(workout(ROW, ago(20)), workout(ROW, ago(10)))
    found = events(ROW, log, lighter_weeks=[ago(18)], test_days=[ago(2)])
    assert [(e.day, e.what) for e in found] == [(ago(18), What.LIGHTER), (ago(2), What.TEST)]


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(0, 8), st.integers(0, 8)), max_size=8))
def test_events_mirror(rows: list[tuple[int, int, int]]) -> None:
    day, made = TODAY, []
    for rest, left, right in rows:
        day -= timedelta(days=rest)
        made += [
            entry(ROW, Side.LEFT, day=day, pain=left),
            entry(ROW, Side.RIGHT, day=day, pain=right),
        ]
    log = history(made)
    one = {
        (e.day, e.what, e.side and e.side.other, mirrored_words(e.says)) for e in events(ROW, log)
    }
    other = {(e.day, e.what, e.side, e.says) for e in events(ROW, log.mirrored())}
    assert other == one
