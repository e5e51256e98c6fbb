"""A week gives every strengthened muscle its 48 hours, and says so in plain words."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.body import Side, Spot
from core.errors import Problem
from core.plans import Plan, PlanItem
from core.routine import Feeling, Purpose
from core.weeks import (
    DAYS,
    WeekPlan,
    check_week,
    propose_days,
    strengthened,
    week_from_json,
    week_to_json,
)
from tests.factories import TODAY, MemoryLog, ago, catalog, coach

REGIONS = {
    "Hips": ("outer_hip", ("banded_abduction", "banded_fire_hydrants")),
    "Glutes": ("glutes", ("glute_bridge", "single_leg_hip_thrusts")),
    "Row": ("upper_back", ("single_arm_row",)),
    "Squats": ("front_thigh", ("bodyweight_squats",)),
    "Stretch": ("hip_flexors", ("hip_flexor_stretch",)),
}


def plan(name: str, side: Side = Side.LEFT) -> Plan:
    """A kept plan with one or two exercises."""
    region, ids = REGIONS[name]
    items = tuple(PlanItem(i, Purpose.STRENGTHEN, region, 2) for i in ids)
    return Plan(name, Spot(region, side), Feeling.WEAK, 25, items)


def kept(log: MemoryLog, *names: str) -> None:
    """Keep plans in a log."""
    from core.plans import plan_to_json

    for name in names:
        log.save_plan(name, plan_to_json(plan(name)))


def test_two_days_running_are_named_with_muscle_and_days() -> None:
    week = WeekPlan().put("Row", (1, 2))
    (clash,) = check_week(week, [plan("Row")], catalog())
    assert clash.weekdays == (1, 2)
    assert "“Row” works your" in clash.says
    assert "Tuesday" in clash.says
    assert "Wednesday" in clash.says
    assert "48 hours" in clash.says


def test_sunday_is_the_day_before_monday() -> None:
    (clash,) = check_week(WeekPlan().put("Row", (0, 6)), [plan("Row")], catalog())
    assert clash.weekdays == (6, 0)


def test_every_other_day_is_fine() -> None:
    assert check_week(WeekPlan().put("Row", (0, 2, 4)), [plan("Row")], catalog()) == ()


def test_two_plans_for_one_muscle_clash_on_one_day_and_on_neighbouring_days() -> None:
    plans = [plan("Glutes"), plan("Squats")]
    shared = strengthened(plans[0], catalog()) & strengthened(plans[1], catalog())
    assert shared == {"glute_max"}
    for days in ((3, 3), (3, 4), (4, 3)):
        week = WeekPlan().put("Glutes", days[:1]).put("Squats", days[1:])
        (clash,) = check_week(week, plans, catalog())
        assert "glutes" in clash.says
        assert clash.muscles == shared


def test_stretching_may_be_done_every_day() -> None:
    assert check_week(WeekPlan().put("Stretch", range(DAYS)), [plan("Stretch")], catalog()) == ()


def test_plans_for_different_muscles_may_share_days() -> None:
    week = WeekPlan().put("Row", (0, 2)).put("Hips", (0, 2))
    assert check_week(week, [plan("Row"), plan("Hips")], catalog()) == ()


def test_a_week_without_rest_is_not_kept() -> None:
    log = MemoryLog()
    kept(log, "Row")
    made = coach(log)
    with pytest.raises(Problem, match="less than 48 hours"):
        made.weeks.save(WeekPlan().put("Row", (1, 2)), today=TODAY)
    assert made.weeks.week().empty


def test_days_before_the_week_was_chosen_can_not_be_missed() -> None:
    log = MemoryLog()
    kept(log, "Row")
    made = coach(log)
    first = made.weeks.save(WeekPlan().put("Row", (0, 3)), today=ago(5))
    assert first.since == ago(5)
    assert made.weeks.save(first, today=TODAY).since == ago(5)
    assert made.weeks.save(first.put("Row", (1,)), today=TODAY).since == TODAY


def test_a_deleted_plan_leaves_the_week() -> None:
    log = MemoryLog()
    kept(log, "Row", "Hips")
    made = coach(log)
    made.weeks.save(WeekPlan().put("Row", (0,)).put("Hips", (0,)), today=TODAY)
    made.delete_plan("Row")
    assert made.weeks.week().days[0] == ("Hips",)


names = st.lists(st.sampled_from(sorted(REGIONS)), min_size=1, unique=True)


@given(names=names, per_week=st.integers(1, 3))
def test_proposed_days_always_give_every_muscle_its_rest(names: list[str], per_week: int) -> None:
    plans = [plan(name) for name in names]
    week = propose_days(plans, per_week, catalog())
    assert check_week(week, plans, catalog()) == ()
    for one in plans:
        assert len(week.of(one.name)) <= per_week
        others = [p for p in plans if p is not one]
        work = strengthened(one, catalog())
        if not any(work & strengthened(other, catalog()) for other in others):
            assert len(week.of(one.name)) == per_week


def test_plans_that_share_a_muscle_share_the_week_fairly() -> None:
    plans = [plan("Glutes"), plan("Squats")]
    week = propose_days(plans, 3, catalog())
    assert {len(week.of(p.name)) for p in plans} == {1, 2}


@pytest.mark.parametrize("days", list(combinations(range(DAYS), 2)))
def test_a_proposal_near_to_a_fitting_week_is_that_week(days: tuple[int, int]) -> None:
    plans = [plan("Row")]
    week = WeekPlan().put("Row", days)
    near = propose_days(plans, 2, catalog(), near=week)
    if check_week(week, plans, catalog()):
        assert len(set(near.of("Row")) & set(days)) == 1
    else:
        assert near.of("Row") == days


def test_a_week_is_read_back_as_it_was_kept() -> None:
    week = WeekPlan(since=date(2026, 1, 5), declined=date(2026, 2, 1), extra={"new": 1})
    week = week.put("Row", (0, 3))
    assert week_from_json(week_to_json(week)) == week


@pytest.mark.parametrize("text", [None, "", "x", "[]", '{"days": 3}', '{"days": [["a"]]}', "7"])
def test_an_unreadable_week_is_an_empty_one(text: str | None) -> None:
    assert week_from_json(text).empty
