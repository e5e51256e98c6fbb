from __future__ import annotations

from dataclasses import replace

import pytest

from core.body import Side
from core.catalog import Catalog, Equipment
from core.doses import Target
from core.journal import History
from core.recommender import Recommender
from core.review import review
from core.routine import Feeling, Prescription, Purpose, Request, Routine
from tests.factories import EVERYTHING, ago, exercise, history, recommender, request, workout


def item(asked: Recommender, exercise_id: str, purpose: Purpose = Purpose.EXTRA) -> Prescription:
    return asked.prescribe(exercise(exercise_id), purpose, asked.region)


def warnings(asked: Request, *exercises: str, log: History | None = None) -> tuple[str, ...]:
    """What the app says about a routine of just these exercises."""
    planner = recommender(asked, log)
    made = planner.recommend().with_items(item(planner, e) for e in exercises)
    return review(planner, made)


def test_a_good_routine_is_left_in_peace() -> None:
    planner = recommender(request("biceps"))
    assert review(planner, planner.recommend()) == ()


def test_taking_out_the_work_is_said() -> None:
    said = warnings(request("biceps", Side.RIGHT), "banded_triceps_extension")
    assert said == ("Nothing strengthens your right biceps any more.",)


def test_taking_out_the_stretch_of_a_tight_place_is_said() -> None:
    asked = request("chest", feeling=Feeling.TIGHT)
    assert warnings(asked, "banded_row") == ("Nothing stretches your left chest any more.",)


def test_strength_through_the_range_counts_for_a_tight_place_too() -> None:
    asked = request("chest", feeling=Feeling.TIGHT)
    assert warnings(asked, "floor_press", "banded_row") == ()


def test_taking_out_the_other_half_of_the_pair_is_said() -> None:
    said = warnings(request("biceps"), "single_arm_bicep_curl")
    assert said == ("The opposing muscles are left out: the other half of the pair.",)


def test_a_stretch_left_of_the_other_half_is_not_its_strength() -> None:
    planner = recommender(request("glutes", minutes=30))
    made = planner.recommend()
    assert any(i.purpose is Purpose.BALANCE for i in made.items)
    assert any(i.purpose is Purpose.LOOSEN for i in made.items)
    fewer = made.with_items(i for i in made.items if i.purpose is not Purpose.BALANCE)
    assert review(planner, fewer) == ("Nothing strengthens the other half of the pair any more.",)


def test_the_other_half_is_not_missed_where_nothing_reaches_it() -> None:
    planner = recommender(request("biceps", equipment=[]))
    fewer = tuple(e for e in planner.catalog.exercises if "triceps" not in e.prime)
    poor = replace(planner, catalog=Catalog(fewer, planner.catalog.body))
    made = poor.recommend().with_items([item(poor, "glute_bridge")])
    assert not any("opposing" in said for said in review(poor, made))


def test_a_resting_place_that_is_loaded_is_said() -> None:
    said = warnings(request("biceps", pain=7), "banded_curl", "banded_triceps_extension")
    assert said == ("Banded Curl (one arm) loads your left biceps, which should rest today.",)


def test_a_resting_place_that_has_to_brace_against_the_other_side_is_said() -> None:
    """A row with one arm is held by the waist of the other side; the planner leaves it out."""
    asked = request("waist", pain=7)
    assert "obliques" in exercise("single_arm_row").other_side
    assert any("your left side of the waist" in said for said in warnings(asked, "single_arm_row"))


def test_isolated_work_for_a_painful_place_is_said() -> None:
    said = warnings(request("biceps", pain=4), "single_arm_bicep_curl", "banded_triceps_extension")
    assert said == (
        "Single Arm Bicep Curl is isolated work for your left biceps, although it hurts.",
    )


def test_isolated_work_for_a_small_place_is_said() -> None:
    said = warnings(request("outer_hip"), "single_leg_lateral_cable_kicks", "banded_adduction")
    assert said == (
        "Single Leg Lateral Cable Kicks is isolated work for your left outer hip, although small "
        "muscles start with bodyweight and bands.",
    )


def test_isolated_work_for_another_small_place_is_said() -> None:
    said = warnings(
        request("biceps"),
        "single_arm_bicep_curl",
        "banded_triceps_extension",
        "single_leg_lateral_cable_kicks",
    )
    assert said == (
        "Single Leg Lateral Cable Kicks is isolated work for a small muscle group: two good weeks "
        "with bodyweight and bands come first.",
    )


@pytest.mark.parametrize(("days", "tired"), [(0, True), (1, True), (2, False)])
def test_work_for_muscles_of_the_last_two_days_is_said(days: int, tired: bool) -> None:
    log = history(workout("single_arm_bicep_curl", ago(days)))
    said = warnings(
        request("triceps"), "banded_triceps_extension", "single_arm_bicep_curl", log=log
    )
    wanted = "Single Arm Bicep Curl works muscles you trained in the last 48 hours: let them rest."
    assert said == ((wanted,) if tired else ())


def test_missing_equipment_is_said() -> None:
    asked = request("biceps", equipment=EVERYTHING - {Equipment.DUMBBELLS})
    said = warnings(asked, "single_arm_bicep_curl", "banded_triceps_extension")
    assert len(said) == 1
    assert said[0].startswith("Single Arm Bicep Curl needs")
    assert "dumbbells" in said[0]


def test_too_much_for_the_time_is_said() -> None:
    planner = recommender(request("biceps", minutes=5))
    made = recommender(request("biceps", minutes=60)).recommend()
    (said,) = review(planner, made)
    assert said == f"This takes about {made.minutes} minutes, more than your 5."


def long_hold(planner: Recommender, *, first: bool) -> Routine:
    hold = replace(item(planner, "doorway_chest_stretch"), target=Target(60))
    work = [item(planner, e) for e in ("floor_press", "banded_row")]
    return planner.recommend().with_items([hold, *work] if first else [*work, hold])


def test_a_long_hold_before_strength_is_said() -> None:
    planner = recommender(request("chest"))
    assert review(planner, long_hold(planner, first=True)) == (
        "A hold of more than 30 seconds before strength work costs strength.",
    )


def test_a_long_hold_after_strength_is_fine() -> None:
    planner = recommender(request("chest"))
    assert review(planner, long_hold(planner, first=False)) == ()


def test_the_same_warning_is_said_once() -> None:
    planner = recommender(request("biceps", equipment=[]))
    twice = [item(planner, "single_arm_bicep_curl")] * 2
    said = review(planner, planner.recommend().with_items(twice))
    assert len(set(said)) == len(said)
