"""Agreement beyond chance: known tables, mirrored tables, and silence where it means nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.body import Side
from core.catalog import Exercise
from core.concord import AROUND, Concord, concord_of, looks_of, nearness
from core.curve import Curve, curve_of
from core.journal import History
from core.kappa import LEAST_PAIRS, Kappa, count_directions, kappa_of
from core.selftests import HomeTest, TestResult, with_exercise
from core.testdays import TestVerdict, judge_test
from tests import factories as make
from tests.core.test_selftests import MAX, TESTS, both

TEST = {test.id: test for test in TESTS}
counts = st.integers(0, 40)
tables = st.tuples(st.tuples(counts, counts), st.tuples(counts, counts))


@pytest.mark.parametrize(
    ("table", "po", "pe", "kappa"),
    [
        (((8, 2), (3, 7)), 0.750, 0.500, 0.500),
        (((12, 1), (2, 5)), 0.850, 0.560, 0.659),
        (((5, 0), (0, 5)), 1.0, 0.5, 1.0),
        (((0, 5), (5, 0)), 0.0, 0.5, -1.0),
        (((5, 5), (5, 5)), 0.5, 0.5, 0.0),
    ],
)
def test_the_known_tables(
    table: tuple[tuple[int, int], tuple[int, int]], po: float, pe: float, kappa: float
) -> None:
    made = Kappa(table)
    assert made.observed == pytest.approx(po, abs=5e-4)
    assert made.expected == pytest.approx(pe, abs=5e-4)
    assert made.value == pytest.approx(kappa, abs=5e-4)
    assert kappa_of(table) == made.value


@pytest.mark.parametrize("table", [((0, 0), (0, 0)), ((9, 0), (0, 0)), ((0, 0), (0, 30))])
def test_where_both_always_name_one_side_there_is_no_kappa(
    table: tuple[tuple[int, int], tuple[int, int]],
) -> None:
    made = Kappa(table)
    assert made.value is None
    assert made.interval is None
    assert not made.telling


@pytest.mark.parametrize("table", [((20, 9), (0, 0)), ((20, 0), (9, 0))])
def test_a_source_that_always_names_one_side_tells_nothing(
    table: tuple[tuple[int, int], tuple[int, int]],
) -> None:
    assert Kappa(table).value == pytest.approx(0.0)
    assert not Kappa(table).telling


def test_too_few_pairs_tell_nothing() -> None:
    assert not Kappa(((4, 1), (0, LEAST_PAIRS - 6))).telling
    assert Kappa(((4, 1), (0, LEAST_PAIRS - 5))).telling


@pytest.mark.parametrize("wrong", [((1, 2),), ((1, 2, 3), (4, 5, 6)), ((-1, 2), (3, 4))])
def test_what_is_no_table_of_counts_is_refused(wrong: tuple[tuple[int, ...], ...]) -> None:
    with pytest.raises(ValueError, match="two by two"):
        kappa_of(wrong)


@given(tables)
def test_kappa_keeps_its_bounds_and_lies_in_its_interval(
    table: tuple[tuple[int, int], tuple[int, int]],
) -> None:
    made = Kappa(table)
    value, interval = made.value, made.interval
    if value is None:
        assert interval is None
        return
    assert interval is not None
    assert -1.0 - 1e-9 <= value <= 1.0 + 1e-9
    assert interval[0] - 1e-9 <= value <= interval[1] + 1e-9
    if made.alike == made.pairs:
        assert value == pytest.approx(1.0)
        assert interval[0] < 1.0  # ten alike of ten are no proof


@given(tables)
def test_a_mirrored_table_has_the_same_numbers(
    table: tuple[tuple[int, int], tuple[int, int]],
) -> None:
    one, other = Kappa(table), Kappa(table).mirrored()
    assert (one.pairs, one.alike, one.telling) == (other.pairs, other.alike, other.telling)
    assert (one.value is None) == (other.value is None)
    if one.value is not None:
        assert one.value == pytest.approx(other.value)
    assert make.mirrored_words(Concord(one).says) == Concord(other).says
    assert make.mirrored_words(Concord(one).explained) == Concord(other).explained


gap = st.floats(-20, 20, allow_nan=False)


@given(st.lists(st.tuples(gap, gap), max_size=30))
def test_even_gaps_name_no_side_and_swapping_swaps_the_table(
    pairs: list[tuple[float, float]],
) -> None:
    made = count_directions(pairs)
    assert made.pairs == sum(1 for a, b in pairs if abs(a) > 1e-9 and abs(b) > 1e-9)
    assert count_directions((-a, -b) for a, b in pairs) == made.mirrored()


# -- tests at home against the training ------------------------------------------------------------

ROW = make.exercise("single_arm_row")


def story(
    lefts: str, *, training: str | None = None, exercise: Exercise = ROW, every: int = 28
) -> tuple[list[TestResult], History]:
    """Test days that name a side each, and three workouts around each that name one as well."""
    test = with_exercise(TEST["max_reps"], exercise, make.body())
    results: list[TestResult] = []
    parts = []
    for n, (tested, trained) in enumerate(zip(lefts, training or lefts, strict=True)):
        back = every * (len(lefts) - n)
        left, right = {"l": (7, 10), "r": (10, 7), "=": (9, 9)}[tested]
        results += both(test, left, right, make.ago(back))
        for off in (-6, -2, 5):
            reserves = {"l": (1, 4), "r": (4, 1), "=": (2, 2)}[trained]
            parts.append(
                make.workout(
                    exercise.id,
                    make.ago(back - off),
                    left=8,
                    right=8,
                    load_kg=12.0,
                    left_reserve=reserves[0],
                    right_reserve=reserves[1],
                )
            )
    return results, make.history(*parts)


def concord(*stories: tuple[Exercise, str, str | None]) -> Concord:
    verdicts: list[tuple[HomeTest, TestVerdict]] = []
    curves: dict[str, Curve] = {}
    for exercise, lefts, training in stories:
        results, log = story(lefts, training=training, exercise=exercise)
        test = with_exercise(TEST["max_reps"], exercise, make.body())
        verdicts.append((test, judge_test(test, results)))
        curves[exercise.id] = curve_of(exercise, log)
    return concord_of(verdicts, curves, make.catalog())


CURL = make.exercise("single_arm_bicep_curl")


def test_tests_and_training_that_agree_say_so_in_plain_words() -> None:
    made = concord((ROW, "lllllll", None), (CURL, "rrrrrrr", None))
    assert made.kappa.table == ((7, 0), (0, 7))
    assert made.kappa.value == pytest.approx(1.0)
    assert made.says == (
        "Tests at home and training name the same weaker side in 14 of 14 comparisons; chance "
        "alone would make about 7. They point the same way."
    )
    assert "kappa" not in made.says
    assert "Cohen’s kappa 1.00 (about " in made.explained
    assert "0 is no more than chance and 1 is complete" in made.explained


def test_half_alike_may_be_chance_and_the_opposite_contradicts() -> None:
    half = concord((ROW, "lrlrlrlrlrlr", "llrrllrrllrr"))
    assert half.says.endswith("That may be chance.")
    against = concord((ROW, "lrlrlrlrlrlrlr", "rlrlrlrlrlrlrl"))
    assert against.says.endswith("They contradict each other.")
    assert "kappa −1.00" in against.explained


def test_one_side_behind_everywhere_is_told_without_a_number() -> None:
    made = concord((ROW, "l" * 11, None))
    assert made.says == ""
    assert "kappa" not in made.explained
    assert "both named the left as behind in all 11 comparisons" in made.explained
    assert "because the other side never was" in made.explained


def test_with_few_comparisons_nothing_is_said_to_anybody() -> None:
    made = concord((ROW, "lrlrl", None))
    assert (made.says, made.explained) == ("", "")


def test_test_days_near_each_other_are_one_look_and_no_workout_counts_twice() -> None:
    results, log = story("llrr", every=2)
    told = judge_test(MAX, results)
    curve = curve_of(ROW, log)
    assert len(looks_of(MAX, told, {ROW.id: curve}, make.catalog())) == 1
    assert 2 * AROUND.days < 28


def test_only_repetitions_are_compared_and_with_the_nearest_exercise() -> None:
    catalog = make.catalog()
    heel = make.exercise("single_leg_heel_raise")
    assert nearness(TEST["heel_raise"], heel, catalog) == 0
    assert nearness(TEST["heel_raise"], ROW, catalog) is None
    assert nearness(TEST["chair_rise"], make.exercise("elevated_split_squat"), catalog) == 1
    assert nearness(MAX, ROW, catalog) == 0
    assert nearness(MAX, CURL, catalog) is None
    results, log = story("llll")
    knee = TEST["knee_to_wall"]
    moved = [replace(r, test_id=knee.id) for r in results]
    told = judge_test(knee, moved)
    assert looks_of(knee, told, {ROW.id: curve_of(ROW, log)}, catalog) == ()


@given(st.text("lr=", min_size=1, max_size=14), st.text("lr=", min_size=14, max_size=14))
def test_a_mirrored_log_has_the_mirrored_concord(tested: str, trained: str) -> None:
    trained = trained[: len(tested)]
    swap = str.maketrans("lr", "rl")
    one = concord((ROW, tested, trained))
    other = concord((ROW, tested.translate(swap), trained.translate(swap)))
    assert other.kappa == one.kappa.mirrored()
    assert make.mirrored_words(one.explained) == other.explained


def test_the_coach_gives_it_to_the_page_and_the_report() -> None:
    log = make.MemoryLog()
    results, history = story("lrlrlrlrlrlr")
    for one in results:
        log.add_result(one)
    log.add_sets(history.sets)
    made = make.coach(log)
    shown = made.overview(today=make.TODAY).concord
    assert shown is not None
    assert shown.kappa.pairs == 12
    assert shown.says.startswith("Tests at home and training name the same weaker side in 12 of 12")
    assert made.concord() == shown
    assert Side.LEFT.value not in shown.says
