"""The plan finds a good day for the tests at home, and moves it on when it is missed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.body import Side
from core.due import due
from core.journal import History, SetEntry
from core.lights import warnings_of
from core.plans import Plan, plan_to_json
from core.safety import Readiness
from core.selftests import HomeTest, TestResult
from core.testdays import Because, DueTest, coming_tests
from core.testweek import Coming, Soreness, TestPlan, plan_tests
from core.weeks import DAYS, WeekPlan, week_from_json, week_to_json
from tests.core.test_selftests import TESTS, both
from tests.core.test_weeks import REGIONS, plan
from tests.factories import (
    TODAY,
    MemoryLog,
    ago,
    catalog,
    coach,
    entry,
    exercise,
    history,
    mirrored_words,
    morning,
    workout,
)

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
TEST = {test.id: test for test in TESTS}
HEEL, KNEE, BRIDGE, PLANK, GRIP = (
    TEST[i] for i in ("heel_raise", "knee_to_wall", "leg_bridge", "side_plank", "grip")
)
GLUTES = plan("Glutes")


def coming(test: HomeTest, in_days: int, *, paused: bool = False) -> Coming:
    when = TODAY + timedelta(days=in_days)
    return Coming(test, DueTest(test.id, when, Because.FOUR_WEEKS, 4), paused)


def told(
    *tests: Coming,
    week: WeekPlan | None = None,
    plans: Sequence[Plan] = (GLUTES,),
    log: History | None = None,
    today: date = TODAY,
) -> TestPlan:
    """What a Thursday says, unless another day is given."""
    return plan_tests(tests, week or WeekPlan(), plans, log or History(), catalog(), today=today)


def days(plan: TestPlan) -> list[int]:
    return [(d.day - plan.today).days for d in plan.days]


def test_a_test_stands_on_the_day_it_is_due_when_nothing_speaks_against_it() -> None:
    said = told(coming(HEEL, 2))
    assert days(said) == [2]
    assert said.days[0].names == ("Heel raises on one leg",)
    assert said.says == ""
    assert told(coming(HEEL, 0)).says == "Today is test day: Heel raises on one leg."


def test_what_is_due_after_the_seven_days_is_not_in_them() -> None:
    assert told(coming(HEEL, DAYS)).days == ()
    assert days(told(coming(HEEL, DAYS - 1))) == [DAYS - 1]


def test_tests_of_the_same_days_share_one_test_day() -> None:
    said = told(coming(HEEL, 0), coming(KNEE, 2), coming(PLANK, 3))
    assert days(said) == [3]
    assert set(said.days[0].names) == {HEEL.name, KNEE.name, PLANK.name}
    far = told(coming(HEEL, 0), coming(KNEE, 5))
    assert days(far) == [0, 5]


def test_rested_muscles_are_tested_and_tired_ones_wait() -> None:
    week = WeekPlan().put("Glutes", [THU])
    assert days(told(coming(BRIDGE, 1), week=week)) == [2]  # Friday's would test Thursday's work
    assert days(told(coming(HEEL, 1), week=week)) == [1]  # calves did nothing on Thursday
    log = history(workout("single_leg_hip_thrusts", ago(1)))
    assert days(told(coming(BRIDGE, 0), log=log)) == [1]


def test_a_training_day_is_tested_before_the_training() -> None:
    week = WeekPlan().put("Glutes", [MON, WED, FRI, SUN])
    said = told(coming(BRIDGE, 1), week=week)
    assert days(said) == [1]
    assert said.days[0].before == ("Glutes",)
    assert said.days[0].says == f"test day ({BRIDGE.name}), then “Glutes”"
    now = told(coming(BRIDGE, 0), week=WeekPlan().put("Glutes", [THU]))
    assert now.says.endswith("It comes before you train.")


def test_what_was_trained_today_already_is_not_tested_after_it() -> None:
    week = WeekPlan().put("Glutes", [THU])
    log = history(workout("single_leg_hip_thrusts", TODAY))
    assert days(told(coming(BRIDGE, 0), week=week, log=log)) == [2]


def test_weekdays_that_are_kept_free_stay_free() -> None:
    only_sunday = replace(WeekPlan(), tests_on=(SUN,))
    assert days(told(coming(HEEL, 0), week=only_sunday)) == [3]
    late = replace(WeekPlan(), tests_on=(WED,))  # six days away: no nearer day is open
    assert days(told(coming(HEEL, 0), week=late)) == [6]


def test_without_an_open_weekday_a_line_still_says_what_is_due() -> None:
    none = replace(WeekPlan(), tests_on=())
    said = told(coming(HEEL, -3), coming(KNEE, 0), coming(GRIP, 4), week=none)
    assert said.days == ()
    assert said.says == "2 tests at home are due."


def sore(day: date, side: Side = Side.LEFT, pain: int = 4) -> SetEntry:
    return entry("single_leg_heel_raise", side, day=day, pain=pain)


def test_a_place_that_hurt_waits_a_week_and_says_which_side() -> None:
    log = history(sore(ago(2)), sore(ago(2), Side.RIGHT, pain=0))
    said = told(coming(HEEL, 0), coming(GRIP, 0), log=log)
    assert days(said) == [0, 5]
    assert said.days[0].names == (GRIP.name,)
    assert said.waits == (
        "Heel raises on one leg waits until Tuesday: Single Leg Heel Raise hurt on your left on "
        "Tuesday.",
    )
    assert said.says == f"Today is test day: Grip with a dynamometer. {said.waits[0]}"


def test_a_workout_without_pain_opens_the_place_again() -> None:
    log = history(sore(ago(5)), *(sore(ago(1), side, pain=0) for side in Side))
    said = told(coming(HEEL, 0), log=log)
    assert said.waits == ()
    assert days(said)[0] <= 3


def test_a_place_that_waits_for_a_professional_is_not_planned() -> None:
    said = told(coming(HEEL, 0, paused=True))
    assert said.days == ()
    assert said.says == (
        "Heel raises on one leg waits until a professional has looked at its place."
    )
    assert told(coming(HEEL, 3, paused=True)).says == ""


@given(
    st.lists(st.tuples(st.sampled_from(TESTS), st.integers(-30, 9)), max_size=5),
    st.lists(st.tuples(st.integers(0, 6), st.sampled_from(list(Side)), st.integers(0, 8))),
)
def test_mirrored_logs_are_planned_mirrored(
    tests: list[tuple[HomeTest, int]], pains: list[tuple[int, Side, int]]
) -> None:
    found = [coming(test, n) for test, n in {t.id: (t, n) for t, n in tests}.values()]
    one = told(*found, log=history(*(sore(ago(n), side, pain) for n, side, pain in pains)))
    other = told(*found, log=history(*(sore(ago(n), side.other, pain) for n, side, pain in pains)))
    assert one.days == other.days
    assert [mirrored_words(text) for text in one.waits] == list(other.waits)


weeks = st.builds(
    lambda one, two, tests_on: replace(
        WeekPlan().put("Glutes", one).put("Row", two), tests_on=tuple(sorted(tests_on))
    ),
    st.sets(st.integers(0, 6), max_size=3),
    st.sets(st.integers(0, 6), max_size=3),
    st.sets(st.integers(0, 6), min_size=1),
)
some_tests = st.lists(
    st.tuples(st.sampled_from(TESTS), st.integers(-40, 12)), max_size=6, unique_by=lambda r: r[0].id
)


@given(some_tests, weeks)
def test_every_due_test_has_exactly_one_day_and_it_is_an_open_one(
    tests: list[tuple[HomeTest, int]], week: WeekPlan
) -> None:
    plans = [plan(name) for name in sorted(REGIONS)]
    said = told(*(coming(test, n) for test, n in tests), week=week, plans=plans)
    names = [name for day in said.days for name in day.names]
    assert len(names) == len(set(names))
    assert len({d.day for d in said.days}) == len(said.days)
    for day in said.days:
        assert TODAY <= day.day < TODAY + timedelta(days=DAYS)
        assert day.day.weekday() in week.tests_on
        for test, n in tests:
            if test.name in day.names:
                assert day.day >= TODAY + timedelta(days=n)
    if len(week.tests_on) == DAYS:
        assert {test.name for test, n in tests if n <= 0} <= set(names)


@given(some_tests.filter(bool), weeks)
def test_a_missed_test_day_comes_again_within_two_weeks_and_never_piles_up(
    tests: list[tuple[HomeTest, int]], week: WeekPlan
) -> None:
    """Nobody does anything: whenever the tests are due, test day comes, one a day, and again."""
    plans = [plan(name) for name in sorted(REGIONS)]
    found = [coming(test, n) for test, n in tests]
    missed = 0
    for n in range(30):
        said = told(*found, week=week, plans=plans, today=TODAY + timedelta(days=n))
        missed = 0 if said.now is not None else missed + 1
        due_for = [n - when for _, when in tests if n >= when]
        if due_for and max(due_for) >= 14:
            assert missed < 14
            assert len(said.days) <= len(tests)


def results(test: HomeTest, *ago_days: int) -> list[TestResult]:
    return [one for n in ago_days for one in both(test, 20.0, 22.0, ago(n))]


def test_a_test_that_was_done_leaves_the_plan_and_comes_back_in_four_weeks() -> None:
    log = MemoryLog()
    made = coach(log)
    for one in results(HEEL, 80, 70, 28):
        log.add_result(one)
    home = made.weeks.home(today=TODAY)
    assert home.tests.now is not None
    assert home.today.ahead[0].says == "test day (Heel raises on one leg)"
    assert home.today.says.startswith("Today is test day: Heel raises on one leg.")
    for one in results(HEEL, 0):
        log.add_result(one)
    home = made.weeks.home(today=TODAY)
    assert home.tests.days == ()
    assert home.today.ahead[0].says == "rest day"
    assert coming_tests(log.results())[0].due == TODAY + timedelta(weeks=4)
    assert made.weeks.home(today=TODAY + timedelta(weeks=4)).tests.now is not None


def test_the_days_ahead_name_tests_and_plans_in_their_order() -> None:
    week = WeekPlan(since=ago(60)).put("Glutes", [FRI])
    today = due(week, History(), [GLUTES], catalog(), today=TODAY)
    tomorrow = today.with_tests(told(coming(HEEL, 1), week=week)).ahead[1]
    assert tomorrow.says == "test day (Heel raises on one leg), then “Glutes”"
    said = today.with_tests(told(coming(HEEL, 0), week=week))
    assert said.says.startswith("Today is test day: Heel raises on one leg.")
    assert "“Glutes” tomorrow" in said.says


@given(st.sets(st.integers(0, 6)))
def test_the_open_weekdays_are_kept(tests_on: set[int]) -> None:
    week = replace(WeekPlan(), tests_on=tuple(sorted(tests_on)))
    assert week_from_json(week_to_json(week)) == week


@pytest.mark.parametrize("text", [None, "{}", '{"days": [], "tests_on": "all"}'])
def test_a_week_of_an_older_app_is_open_on_every_day(text: str | None) -> None:
    assert week_from_json(text).tests_on == tuple(range(DAYS))


def test_the_open_weekdays_are_saved_with_the_week() -> None:
    made = coach(MemoryLog())
    made.weeks.save(replace(WeekPlan(), tests_on=(SAT, SUN)), today=TODAY)
    assert made.weeks.week().tests_on == (SAT, SUN)


def test_a_yes_to_a_health_question_takes_test_days_out_of_the_week() -> None:
    log = MemoryLog()
    made = coach(log)
    for one in results(HEEL, 80, 70, 28):
        log.add_result(one)
    assert made.weeks.home(today=TODAY).tests.now is not None
    question = made.safety.questions[0].id
    made.save_readiness(Readiness(TODAY, frozenset({question})), today=TODAY)
    assert made.weeks.home(today=TODAY).tests.days == ()


def test_a_test_of_a_sore_place_is_offered_but_not_chosen() -> None:
    log = MemoryLog()
    made = coach(log)
    for one in results(HEEL, 80, 70, 28):
        log.add_result(one)
    log.add_sets([sore(ago(2)), sore(ago(2), Side.RIGHT, pain=0)])
    offer = next(o for o in made.testing.day(today=TODAY).offers if o.test.id == HEEL.id)
    assert offer.possible
    assert offer.waits == "Single Leg Heel Raise hurt on your left on Tuesday"
    assert HEEL.name in made.weeks.home(today=TODAY).tests.says


@given(
    st.lists(st.tuples(st.integers(0, 60), st.sampled_from(list(Side)), st.integers(0, 8))),
    st.sets(st.integers(0, 59), max_size=4),
)
def test_what_waits_is_what_has_a_light(
    pains: list[tuple[int, Side, int]], worse: set[int]
) -> None:
    """The short way to what hurts never misses a light."""
    sets = [sore(ago(n), side, pain) for n, side, pain in pains]
    log = history(*sets, mornings=[morning(s) for s in sets if (TODAY - s.day).days in worse])
    of = exercise("single_leg_heel_raise")
    lit = bool(warnings_of(of, log, today=TODAY))
    free, why = Soreness(log, catalog(), today=TODAY).free_from(HEEL)
    assert bool(why) is lit
    if lit:
        assert free > max(s.day for s in sets)


def test_a_plan_that_moved_to_the_test_day_comes_after_the_tests() -> None:
    log = MemoryLog()
    made = coach(log)
    for one in results(HEEL, 80, 70, 28):
        log.add_result(one)
    log.save_plan("Row", plan_to_json(plan("Row")))
    made.weeks.save(WeekPlan().put("Row", [WED]), today=ago(60))
    home = made.weeks.home(today=TODAY)
    assert [p.plan.name for p in home.today.plans] == ["Row"]
    assert home.tests.says.endswith("It comes before you train.")
    assert home.today.ahead[0].says == "test day (Heel raises on one leg), then “Row”"
    made.log_many(workout("single_arm_row", TODAY), today=TODAY)
    after = made.weeks.home(today=TODAY)
    assert after.tests.says == "Today is test day: Heel raises on one leg."
