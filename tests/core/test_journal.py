from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.body import Side
from core.catalog import Load
from core.errors import Problem
from core.journal import Band, History, check_entry, next_index, read_kg, read_whole
from tests.factories import TODAY, catalog, entry, exercise, history, morning, workout

ROW, CURL_BAND, BRIDGE = "single_arm_row", "banded_curl", "glute_bridge"
STRETCH, SIDE_PLANK, LUNGE = "doorway_chest_stretch", "side_plank", "reverse_lunge"


def refusal(exercise_id: str, **changes: Any) -> Problem:  # noqa: ANN401 - any field of an entry
    with pytest.raises(Problem) as caught:
        check_entry(replace(entry(exercise_id), **changes), exercise(exercise_id), today=TODAY)
    return caught.value


def is_sentence(text: str) -> bool:
    return len(text.split()) >= 4 and text[0].isupper() and text.endswith(".")


@pytest.mark.parametrize(
    ("exercise_id", "changes", "field"),
    [
        (ROW, {"reps": -1}, "reps"),
        (ROW, {"reps": 201}, "reps"),
        (ROW, {"reps": 500}, "reps"),
        (ROW, {"reps": 8.5}, "reps"),
        (ROW, {"reps": "8"}, "reps"),
        (ROW, {"reps": math.nan}, "reps"),
        (ROW, {"reps": True}, "reps"),
        (ROW, {"reps": None}, "reps"),
        (ROW, {"reps": None, "seconds": 30}, "reps"),
        (ROW, {"seconds": 30}, "reps"),
        (STRETCH, {"seconds": -1}, "seconds"),
        (STRETCH, {"seconds": 0}, "seconds"),
        (STRETCH, {"seconds": 1801}, "seconds"),
        (STRETCH, {"seconds": None}, "seconds"),
        (STRETCH, {"seconds": None, "reps": 10}, "seconds"),
        (STRETCH, {"reps": 10}, "seconds"),
        (ROW, {"load_kg": None}, "load"),
        (ROW, {"load_kg": 0.0}, "load"),
        (ROW, {"load_kg": -5.0}, "load"),
        (ROW, {"load_kg": 500.5}, "load"),
        (ROW, {"load_kg": 1e9}, "load"),
        (ROW, {"load_kg": math.nan}, "load"),
        (ROW, {"load_kg": math.inf}, "load"),
        (LUNGE, {"load_kg": -1.0}, "load"),
        (STRETCH, {"load_kg": 5.0}, "load"),
        (SIDE_PLANK, {"load_kg": 5.0}, "load"),
        (CURL_BAND, {"load_kg": 5.0}, "load"),
        (CURL_BAND, {"band": None}, "band"),
        (ROW, {"band": Band.LIGHT}, "band"),
        (STRETCH, {"band": Band.LIGHT}, "band"),
        (ROW, {"side": None}, "side"),
        (BRIDGE, {"side": Side.LEFT}, "side"),
        ("cat_cow", {"side": Side.RIGHT}, "side"),
        (ROW, {"reserve": -1}, "reserve"),
        (ROW, {"reserve": 31}, "reserve"),
        (ROW, {"pain": -1}, "pain"),
        (ROW, {"pain": 11}, "pain"),
        (ROW, {"day": TODAY + timedelta(days=1)}, "day"),
        (ROW, {"day": date(1969, 12, 31)}, "day"),
        (ROW, {"index": 0}, "index"),
        (ROW, {"index": 51}, "index"),
        (ROW, {"note": "x" * 2001}, "note"),
        (ROW, {"setup": "x" * 2001}, "note"),
    ],
)
def test_an_impossible_set_is_refused_with_its_field_and_a_sentence(
    exercise_id: str, changes: dict[str, Any], field: str
) -> None:
    problem = refusal(exercise_id, **changes)
    assert problem.field == field
    assert is_sentence(problem.message), problem.message


@pytest.mark.parametrize(
    ("exercise_id", "changes"),
    [
        (ROW, {}),
        (ROW, {"reps": 0}),
        (ROW, {"reps": 200}),
        (ROW, {"load_kg": 0.25}),
        (ROW, {"load_kg": 12.5}),
        (ROW, {"load_kg": 500.0}),
        (ROW, {"reserve": None, "pain": None}),
        (ROW, {"reserve": 0, "pain": 10}),
        (ROW, {"side": Side.RIGHT}),
        (ROW, {"day": date(1970, 1, 1)}),
        (ROW, {"note": "x" * 2000}),
        (LUNGE, {"load_kg": None}),
        (LUNGE, {"load_kg": 0.0}),
        (BRIDGE, {"load_kg": 20.0}),
        (CURL_BAND, {"band": Band.EXTRA_HEAVY}),
        (STRETCH, {"seconds": 1}),
        (STRETCH, {"seconds": 1800}),
    ],
)
def test_a_possible_set_is_kept_as_it_is(exercise_id: str, changes: dict[str, Any]) -> None:
    check_entry(replace(entry(exercise_id), **changes), exercise(exercise_id), today=TODAY)


def test_an_ordinary_set_of_every_exercise_is_possible() -> None:
    for each in catalog().exercises:
        check_entry(entry(each.id), each, today=TODAY)


def test_no_exercise_without_sides_takes_a_side_and_none_with_sides_goes_without() -> None:
    for each in catalog().exercises:
        side = None if each.mode.sided else Side.LEFT
        with pytest.raises(Problem) as caught:
            check_entry(replace(entry(each.id), side=side), each, today=TODAY)
        assert caught.value.field == "side"
        assert each.name in caught.value.message


def test_no_band_ever_weighs_kilograms() -> None:
    for each in catalog().exercises:
        if each.load is Load.BAND:
            assert refusal(each.id, load_kg=5.0).field == "load"


def test_an_instant_without_a_time_zone_is_a_bug_and_not_the_persons_fault() -> None:
    bare = replace(entry(ROW), at=datetime(2026, 3, 12, 18, 0))  # noqa: DTZ001
    with pytest.raises(ValueError):
        check_entry(bare, exercise(ROW), today=TODAY)


# -- what is typed -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    ["", " ", "abc", "８", "１２", "1_000", "nan", "inf", "-1", "+5", "8.5", "8,0", "0x10", "1e2",
     "500", "٣", "²", "8 8", "八", "99999", "12\x00"],
)  # fmt: skip
def test_what_is_no_whole_number_of_reps_is_refused(typed: str) -> None:
    with pytest.raises(Problem) as caught:
        read_whole(typed, low=0, high=200, field="reps", name="Repetitions")
    assert caught.value.field == "reps"
    assert caught.value.message == "Repetitions: a whole number from 0 to 200."


@pytest.mark.parametrize(
    ("typed", "read"), [("0", 0), ("8", 8), (" 12 ", 12), ("012", 12), ("200", 200)]
)
def test_a_whole_number_is_read(typed: str, read: int) -> None:
    assert read_whole(typed, low=0, high=200, field="reps", name="Repetitions") == read


@pytest.mark.parametrize(
    "typed",
    ["", "heavy", "１２", "1_000", "nan", "inf", "-5", "1e9", "1000000000", "501", "12..5",
     "1,2,5", "12.3456", "0x10", "12 kg kg", "12 lb", "٣", "½", "0.1"],
)  # fmt: skip
def test_what_is_no_possible_weight_is_refused(typed: str) -> None:
    with pytest.raises(Problem) as caught:
        read_kg(typed, low=0.25)
    assert caught.value.field == "load"
    assert is_sentence(caught.value.message)
    assert "0.25 to 500 kg" in caught.value.message


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("12", 12),
        ("12.5", 12.5),
        ("12,5", 12.5),
        (" 7,25 kg ", 7.25),
        ("22.5kg", 22.5),
        ("500", 500),
    ],
)
def test_a_weight_is_read_with_a_point_or_a_comma(typed: str, read: float) -> None:
    assert read_kg(typed, low=0.25) == read


@given(st.text(max_size=12))
def test_whatever_is_typed_is_read_or_refused_and_never_a_crash(typed: str) -> None:
    for read in (
        lambda: read_kg(typed, low=0),
        lambda: read_whole(typed, low=0, high=200, field="reps", name="Repetitions"),
    ):
        try:
            value = read()
        except Problem:
            continue
        assert 0 <= value <= 500
        assert typed.isascii() or typed.strip().isascii()


# -- the log -------------------------------------------------------------------------------------


def test_sets_are_counted_within_workout_exercise_and_side() -> None:
    done = workout(ROW, sets=2)
    own = done[0].workout_id
    assert next_index(done, workout_id=own, exercise_id=ROW, side=Side.LEFT) == 3
    assert next_index(done[:3], workout_id=own, exercise_id=ROW, side=Side.RIGHT) == 2
    assert next_index(done, workout_id="another", exercise_id=ROW, side=Side.LEFT) == 1
    assert next_index(done, workout_id=own, exercise_id=BRIDGE, side=None) == 1


def test_mirroring_the_log_twice_gives_the_log_back() -> None:
    rows, bridges = workout(ROW, left=8, right=10), workout(BRIDGE)
    log = history(rows, bridges, mornings=[morning(rows[0])])
    mirrored = log.mirrored()
    assert mirrored != log
    assert mirrored.mirrored() == log
    assert [s.side for s in mirrored.of(BRIDGE).sets] == [None]
    assert mirrored.mornings[0].side is Side.RIGHT


def test_the_log_of_one_exercise_has_its_sets_and_mornings_only() -> None:
    rows, bridges = workout(ROW), workout(BRIDGE)
    log = history(rows, bridges, mornings=[morning(rows[0]), morning(bridges[0])])
    own = log.of(ROW)
    assert own == History(rows, (morning(rows[0]),))
    assert log.by_exercise()[ROW] == own
    assert log.by_exercise().keys() == {ROW, BRIDGE}


def test_every_band_has_its_own_words_and_the_stronger_is_the_greater() -> None:
    assert len({band.words for band in Band}) == len(Band)
    assert Band.MEDIUM.words == "medium (green)"
    assert Band.EXTRA_LIGHT < Band.LIGHT < Band.MEDIUM < Band.STRONG < Band.EXTRA_HEAVY
