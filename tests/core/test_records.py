from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.body import Side
from core.catalog import Count, Load
from core.journal import Band, History, SetEntry
from core.records import Record, RecordKind, records_of, worth_telling
from tests.factories import TODAY, ago, catalog, entry, exercise, history, mirrored_words

ROW = "single_arm_row"
NOW = "now"
EXERCISES = sorted(e.id for e in catalog().exercises)


def records(
    past: Iterable[SetEntry], now: Iterable[SetEntry], *, bodyweight: float | None = 70.0
) -> tuple[Record, ...]:
    """The records of today against the past."""
    today = [replace(e, workout_id=NOW) for e in now]
    return records_of(NOW, history(past, today), catalog(), bodyweight=bodyweight)


def row(days: int, reps: int, kg: float = 12.0, **more: object) -> SetEntry:
    """A set of rows on the left, so many days ago."""
    return entry(ROW, Side.LEFT, day=ago(days), reps=reps, load_kg=kg, **more)  # type: ignore[arg-type]


def said(found: Iterable[Record]) -> list[str]:
    """What is said."""
    return [record.says for record in found]


def kinds(found: Iterable[Record]) -> set[RecordKind]:
    """What kinds there are."""
    return {record.kind for record in found}


def test_the_first_time_is_no_record() -> None:
    assert records([], [row(0, 12)]) == ()
    assert records([entry(ROW, Side.RIGHT, day=ago(3))], [row(0, 12)]) == ()


def test_one_repetition_more_is_strength_and_is_told_once() -> None:
    found = records([row(3, 8)], [row(0, 9)])
    assert kinds(found) == {RecordKind.STRENGTH, RecordKind.REPS}
    assert said(worth_telling(found)) == [
        "Left: 12 kg × 9 with 2 in reserve, the strongest set so far."
    ]


def test_without_reserve_repetitions_are_all_there_is() -> None:
    found = records([row(3, 8, reserve=None)], [row(0, 9, reserve=None)])
    assert said(found) == ["Left: 12 kg × 9, the most so far (8 before)."]


def test_the_same_again_is_no_record() -> None:
    assert records([row(3, 9)], [row(0, 9), row(0, 9, index=2)]) == ()


def test_a_gain_within_half_a_repetition_is_rounding() -> None:
    # 12 kg x 9 with 2 left is 16.4 kg, 13 kg x 6 with 2 left is 16.47 kg.
    found = records([row(3, 9, 12.0)], [row(0, 6, 13.0)])
    assert kinds(found) == {RecordKind.WEIGHT}


def test_repetitions_beyond_twelve_say_nothing_about_strength() -> None:
    found = records([row(3, 12, reserve=0)], [row(0, 15, reserve=0)])
    assert kinds(found) == {RecordKind.REPS}


def test_a_reserve_that_is_told_for_the_first_time_is_no_gain() -> None:
    assert records([row(3, 9, reserve=None)], [row(0, 9, reserve=3)]) == ()


def test_more_of_less_is_no_record() -> None:
    past = [row(9, 8, 10.0), row(3, 12, 12.0)]
    assert records(past, [row(0, 10, 10.0)]) == ()


def test_the_heaviest_weight() -> None:
    found = records([row(3, 10, 12.0)], [row(0, 6, 14.0, reserve=0)])
    assert said(found) == ["Left: 14 kg × 6, the heaviest so far (12 kg before)."]


def test_pounds_turned_into_kilograms_are_not_heavier() -> None:
    assert records([row(3, 10, 20.4)], [row(0, 10, 20.41)]) == ()


def test_a_longer_hold_but_not_by_a_second() -> None:
    def hold(days: int, seconds: int) -> SetEntry:
        return entry("side_plank", Side.RIGHT, day=ago(days), seconds=seconds)

    assert records([hold(3, 40)], [hold(0, 41)]) == ()
    assert said(records([hold(3, 40)], [hold(0, 45)])) == [
        "Right: 45 s, the longest so far (40 s before)."
    ]


def test_a_longer_stretch_is_no_achievement() -> None:
    def hold(days: int, seconds: int) -> SetEntry:
        return entry("runners_stretch", Side.RIGHT, day=ago(days), seconds=seconds)

    assert records([hold(3, 30)], [hold(0, 60)]) == ()


def test_what_hurt_is_no_record_but_has_to_be_beaten() -> None:
    assert records([row(3, 8)], [row(0, 9, pain=3)]) == ()
    assert records([row(3, 9, pain=3)], [row(0, 9)]) == ()


def test_bands_compare_with_the_same_band_and_setup() -> None:
    def pull(days: int, reps: int, band: Band, setup: str = "") -> SetEntry:
        return entry(
            "banded_row", Side.LEFT, day=ago(days), reps=reps, band=band, setup=setup, reserve=2
        )

    past = [pull(3, 10, Band.LIGHT)]
    assert records(past, [pull(0, 12, Band.MEDIUM)]) == ()
    assert records(past, [pull(0, 12, Band.LIGHT, "door at 2 m")]) == ()
    assert kinds(records(past, [pull(0, 12, Band.LIGHT)])) == {RecordKind.REPS}


def test_the_body_counts_when_its_weight_is_known() -> None:
    def squat(days: int, reps: int, kg: float | None) -> SetEntry:
        return entry("elevated_split_squat", Side.LEFT, day=ago(days), reps=reps, load_kg=kg)

    past, now = [squat(3, 8, None)], [squat(0, 8, 6.0)]
    assert kinds(records(past, now)) == {RecordKind.STRENGTH}
    assert records(past, now, bodyweight=None) == ()


def test_an_exercise_without_sides_names_both() -> None:
    past = [entry("glute_bridge", None, day=ago(3), reps=12, reserve=3)]
    found = records(past, [entry("glute_bridge", None, reps=14, reserve=3)])
    assert said(found) == ["Both sides: 14 reps, the most so far (12 before)."]


def test_a_workout_later_the_same_day_is_not_looked_at() -> None:
    first = replace(row(0, 9), workout_id=NOW)
    later = replace(row(0, 12), workout_id="later", at=first.at + timedelta(hours=2))
    log = history([row(3, 8)], [first, later])
    assert {r.before for r in records_of(NOW, log, catalog()) if r.kind is RecordKind.REPS} == {8}


def test_an_unknown_workout_or_exercise_has_no_records() -> None:
    gone = replace(row(3, 8), exercise_id="gone")
    assert records([gone], [replace(gone, id="x", reps=12, day=TODAY)]) == ()
    assert records_of("nowhere", history([gone]), catalog()) == ()


@st.composite
def logs(draw: st.DrawFn) -> History:
    of = exercise(draw(st.sampled_from(EXERCISES)))
    sets = []
    for days in range(draw(st.integers(1, 5)), -1, -1):
        for side in Side:
            amount = draw(st.integers(0, 20))
            sets.append(
                entry(
                    of.id,
                    side,
                    day=ago(3 * days),
                    workout_id=NOW if days == 0 else "",
                    reps=amount if of.count is Count.REPS else None,
                    seconds=amount + 1 if of.count is Count.SECONDS else None,
                    load_kg=draw(st.sampled_from([8.0, 10.0, 12.0]))
                    if of.load in (Load.KG, Load.SYSTEM)
                    else None,
                    band=draw(st.sampled_from([Band.LIGHT, Band.STRONG]))
                    if of.load is Load.BAND
                    else None,
                    reserve=draw(st.sampled_from([None, 0, 2, 4])),
                    pain=draw(st.sampled_from([None, 0, 2, 4])),
                )
            )
    unique = {s.id: s for s in sets}
    return history(unique.values())


@given(logs())
def test_a_record_is_more_than_everything_before(log: History) -> None:
    for record in records_of(NOW, log, catalog(), bodyweight=70.0):
        assert record.value > record.before > 0
        assert record.entry.workout_id == NOW
        assert (record.entry.exercise_id, record.entry.side) == (record.exercise_id, record.side)
        assert record.says.endswith(".")
        assert "!" not in record.says


@given(logs())
def test_the_same_workout_again_has_no_records(log: History) -> None:
    again = [
        replace(e, id=f"{e.id}-again", workout_id="again", at=e.at + timedelta(hours=1))
        for e in log.sets
        if e.workout_id == NOW
    ]
    more = History((*log.sets, *again))
    assert records_of("again", more, catalog(), bodyweight=70.0) == ()


@given(logs())
def test_swapped_sides_swap_the_records(log: History) -> None:
    here = records_of(NOW, log, catalog(), bodyweight=70.0)
    there = records_of(NOW, log.mirrored(), catalog(), bodyweight=70.0)
    assert {mirrored_words(r.says) for r in here if r.side} == {r.says for r in there if r.side}
    assert len(here) == len(there)


@pytest.mark.parametrize("reps", [1, 5, 12])
def test_the_value_of_strength_is_the_estimate(reps: int) -> None:
    found = records([row(3, 1, 5.0)], [row(0, reps, 12.0, reserve=0)])
    strength = next(r for r in found if r.kind is RecordKind.STRENGTH)
    assert strength.value == pytest.approx(12.0 if reps == 1 else 12.0 * (1 + reps / 30))
