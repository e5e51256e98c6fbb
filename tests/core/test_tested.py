"""Tests at home stand on an exercise's graph where they compare, and are told where they do not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.body import Side
from core.catalog import Exercise
from core.curve import Lens, curve_of
from core.exercise_report import report_of
from core.journal import Band, History
from core.selftests import HomeTest, TestResult, with_exercise
from core.strength import estimate_1rm
from core.testdays import judge_test
from core.tested import Tested, is_of, trials_of, weight_in
from core.together import Place, group_names, group_of
from tests import factories as make
from tests.core.test_selftests import TESTS, tried

TEST = {test.id: test for test in TESTS}
ROW, HEEL, PLANK = (
    make.exercise(i) for i in ("single_arm_row", "single_leg_heel_raise", "side_plank")
)


def most(exercise: Exercise) -> HomeTest:
    return with_exercise(TEST["max_reps"], exercise, make.body())


def pair(
    test: HomeTest, left: float, right: float, *, ago: int = 5, setup: str = ""
) -> list[TestResult]:
    return [
        tried(test, side, value, day=make.ago(ago), setup=setup, minute=minute)
        for minute, (side, value) in enumerate(((Side.LEFT, left), (Side.RIGHT, right)))
    ]


def told(exercise: Exercise, log: History, test: HomeTest, results: list[TestResult]) -> Tested:
    curve = curve_of(exercise, log, bodyweight=70.0)
    rows = [(test, judge_test(test, results))]
    return trials_of(rows, exercise, log, curve, bodyweight=70.0)


def rows(load: float = 12.0) -> History:
    return make.series(ROW.id, [(8, 10)] * 4, load_kg=load)


def values(tested: Tested) -> list[tuple[Side, float]]:
    return [(mark.side, mark.point.value) for mark in tested.marks]


def test_a_known_weight_puts_repetitions_among_kilograms_by_the_same_formula() -> None:
    made = told(ROW, rows(), most(ROW), pair(most(ROW), 9, 11, setup="14 kg"))
    assert values(made) == [
        (Side.LEFT, estimate_1rm(14.0, 9)),
        (Side.RIGHT, estimate_1rm(14.0, 11)),
    ]
    assert made.notes == ()
    assert made.marks[0].point.says == "test at home: 9 reps (14 kg)"


@pytest.mark.parametrize(
    ("left", "right", "setup", "why"),
    [
        (9, 11, "", "no weight was noted"),
        (9, 11, "the blue one", "no weight was noted"),
        (9, 11, "14 kg and shoes", "no weight was noted"),
        (9, 15, "14 kg", "more repetitions than tell about strength"),
        (0, 8, "14 kg", "a weight that one side could not lift"),
    ],
)
def test_what_does_not_compare_is_told_with_its_numbers_and_not_drawn(
    left: int, right: int, setup: str, why: str
) -> None:
    made = told(ROW, rows(), most(ROW), pair(most(ROW), left, right, setup=setup))
    assert made.marks == ()
    assert len(made.notes) == 1
    assert why in made.notes[0]
    assert f"left {left} reps, right {right} reps" in made.notes[0]


def test_repetitions_stand_among_repetitions_at_the_same_weight_only() -> None:
    log = make.series(HEEL.id, [(20, 24)] * 4, load_kg=None)
    log = make.history(*(replace(s, load_kg=None) for s in log.sets))
    test = TEST["heel_raise"]
    assert curve_of(HEEL, log).lens is Lens.REPS
    assert values(told(HEEL, log, test, pair(test, 22, 26))) == [
        (Side.LEFT, 22.0),
        (Side.RIGHT, 26.0),
    ]
    loaded = make.history(*(replace(s, load_kg=10.0, reps=20) for s in log.sets))
    assert curve_of(HEEL, loaded).lens is Lens.REPS
    made = told(HEEL, loaded, test, pair(test, 22, 26))
    assert made.marks == ()
    assert "another weight or band" in made.notes[0]


def test_a_band_has_to_be_the_same() -> None:
    band = make.exercise("banded_abduction")
    log = make.series(band.id, [(12, 14)] * 4)
    test = most(band)
    used = Band.MEDIUM.words
    assert len(told(band, log, test, pair(test, 12, 13, setup=f"{used} band")).marks) == 2
    assert told(band, log, test, pair(test, 12, 13, setup=f"{Band.STRONG.words} band")).marks == ()


def test_seconds_stand_among_seconds_and_never_elsewhere() -> None:
    log = make.series(PLANK.id, [(40, 44)] * 4)
    test = TEST["side_plank"]
    assert values(told(PLANK, log, test, pair(test, 41, 45))) == [
        (Side.LEFT, 41.0),
        (Side.RIGHT, 45.0),
    ]


def test_the_picture_of_a_relative_is_another_movement() -> None:
    thrusts = make.exercise("single_leg_hip_thrusts")
    assert not is_of(TEST["leg_bridge"], thrusts)
    assert is_of(TEST["heel_raise"], HEEL)
    assert is_of(most(ROW), ROW)
    assert not is_of(most(ROW), HEEL)


def test_a_side_that_pain_ended_has_no_mark_and_the_other_keeps_its_own() -> None:
    results = pair(most(ROW), 9, 11, setup="14 kg")
    results[0] = replace(results[0], pain=7)
    made = told(ROW, rows(), most(ROW), results)
    assert [mark.side for mark in made.marks] == [Side.RIGHT]


def test_tests_change_nothing_of_line_gap_and_verdict() -> None:
    log = rows()
    results = pair(most(ROW), 2, 12, setup="30 kg")
    tests = [(most(ROW), judge_test(most(ROW), results))]
    without = report_of(ROW, log, bodyweight=None, today=make.TODAY)
    made = report_of(ROW, log, bodyweight=None, today=make.TODAY, tests=tests)
    assert len(made.tested.marks) == 2
    assert replace(made, tested=without.tested) == without


@given(
    st.lists(
        st.tuples(st.integers(0, 20), st.integers(0, 20), st.integers(0, 60)),
        max_size=5,
        unique_by=lambda row: row[2],
    ),
    st.sampled_from(["", "14 kg", "8,5 kg", "the red one"]),
)
def test_mirrored_tests_are_marked_mirrored(days: list[tuple[int, int, int]], setup: str) -> None:
    test = most(ROW)
    results = [r for left, right, n in days for r in pair(test, left, right, ago=n, setup=setup)]
    one = told(ROW, rows(), test, results)
    other = told(ROW, rows(), test, [r.mirrored() for r in results])
    swapped = sorted((m.point.day, m.side.other.value, m.point.value) for m in other.marks)
    assert sorted((m.point.day, m.side.value, m.point.value) for m in one.marks) == swapped
    parts = [{*make.mirrored_words(n).rstrip(".").split(": ")[-1].split(", ")} for n in one.notes]
    assert parts == [{*n.rstrip(".").split(": ")[-1].split(", ")} for n in other.notes]


@pytest.mark.parametrize(
    ("text", "kg"),
    [
        ("18 kg", 18.0),
        ("8,5 KG", 8.5),
        ("12.5kg", 12.5),
        ("", None),
        ("18", None),
        ("2x9 kg", None),
    ],
)
def test_a_weight_is_read_only_where_nothing_else_is_said(text: str, kg: float | None) -> None:
    assert weight_in(text) == kg


def test_a_test_without_an_exercise_stands_with_its_places() -> None:
    knee = TEST["knee_to_wall"]
    tests = [(knee, judge_test(knee, pair(knee, 8.0, 11.0)))]
    names = group_names(make.catalog(), [], [knee])
    assert {"calf", "shin"} <= {name.id for name in names}
    for place_id in ("calf", "shin"):
        group = group_of(make.catalog(), {}, Place.REGION, place_id, tests)
        assert [trial.test.id for trial in group.tests] == ["knee_to_wall"]
    assert group_of(make.catalog(), {}, Place.REGION, "chest", tests).tests == ()


def test_the_coach_marks_the_days_of_tests_that_name_no_exercise_in_their_id() -> None:
    log = make.MemoryLog()
    log.add_sets(make.series(HEEL.id, [(20, 24)] * 4).sets)
    for one in pair(TEST["heel_raise"], 22, 26):
        log.add_result(one)
    made = make.coach(log).report(HEEL.id, today=make.TODAY)
    assert make.ago(5) in {event.day for event in made.events}
