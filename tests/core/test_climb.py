"""Two green weeks lift a kept band to a weight; a missed week keeps it there, pain does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.answers import Edited
from core.body import Side, Spot
from core.catalog import Equipment
from core.coach import Coach
from core.plans import Plan, PlanItem, plan_to_json
from core.profile import Profile
from core.routine import Feeling, Purpose
from core.safety import PainReport
from tests.factories import TODAY, MemoryLog, ago, catalog, coach, morning, report, workout

BAND, KICK = "banded_abduction", "single_leg_lateral_cable_kicks"


def person(*equipment: Equipment) -> tuple[Coach, MemoryLog]:
    """Somebody with a plan for the outer hip, at home with bands and what is named."""
    log = MemoryLog()
    made = coach(log)
    usual = Profile()
    made.save_profile(replace(usual, equipment=usual.equipment | set(equipment)))
    items = (
        PlanItem(BAND, Purpose.STRENGTHEN, "outer_hip", 2),
        PlanItem("banded_fire_hydrants", Purpose.EXTRA, "outer_hip", 2),
    )
    plan = Plan("Hips", Spot("outer_hip", Side.LEFT), Feeling.WEAK, 25, items)
    log.save_plan("Hips", plan_to_json(plan))
    return made, log


def opened(made: Coach, pain: int = 0) -> Edited:
    return made.open_plan("Hips", report(pain) if pain else PainReport(), today=TODAY)


def first(edited: Edited) -> str:
    return edited.routine.items[0].exercise_id


def train(made: Coach, exercise_id: str, *days: int, pain: int = 0) -> None:
    for day in days:
        made.log_many(workout(exercise_id, ago(day), pain=pain), today=TODAY)


def test_before_two_green_weeks_the_band_stays() -> None:
    made, _ = person(Equipment.CABLE)
    train(made, BAND, 3, 6)
    edited = opened(made)
    assert first(edited) == BAND
    assert not any("takes the place" in note for note in edited.routine.notes)


def test_two_green_weeks_put_the_weight_in_its_place_and_say_so() -> None:
    made, _ = person(Equipment.CABLE)
    train(made, BAND, 3, 6, 10, 13)
    edited = opened(made)
    assert first(edited) == KICK
    assert edited.routine.items[0].took_place_of == BAND
    name = catalog().get(KICK).name
    assert (f"Two green weeks: {name} takes the place of Banded Abduction.") in edited.routine.notes


def test_what_the_person_added_by_hand_is_not_exchanged() -> None:
    made, _ = person(Equipment.CABLE)
    train(made, BAND, 3, 6, 10, 13)
    assert opened(made).routine.items[1].exercise_id == "banded_fire_hydrants"


def test_without_the_equipment_the_band_stays() -> None:
    made, _ = person()
    train(made, BAND, 3, 6, 10, 13)
    edited = opened(made)
    assert first(edited) == BAND


def test_a_missed_week_does_not_bring_the_band_back() -> None:
    made, _ = person(Equipment.CABLE)
    train(made, BAND, 25, 28, 32, 35)
    train(made, KICK, 21, 18)
    edited = opened(made)
    assert first(edited) == KICK
    assert not any("isolated work" in warning for warning in edited.warnings)
    assert not any("takes the place" in note for note in edited.routine.notes)


def test_after_six_weeks_without_it_two_green_weeks_are_wanted_again() -> None:
    made, _ = person(Equipment.CABLE)
    train(made, BAND, 55, 58, 62, 65)
    train(made, KICK, 50, 43)
    assert first(opened(made)) == BAND


def test_a_weight_put_in_by_hand_has_not_been_climbed_to() -> None:
    made, _ = person(Equipment.CABLE)
    train(made, KICK, 20)
    assert first(opened(made)) == BAND


def test_pain_takes_it_back_down_with_the_reason() -> None:
    made, _ = person(Equipment.CABLE)
    train(made, BAND, 10, 13, 17, 20)
    train(made, KICK, 7)
    train(made, KICK, 3, pain=4)
    edited = opened(made)
    assert first(edited) == BAND
    name = catalog().get(KICK).name
    assert f"Banded Abduction again: {name} hurt 4 of 10 on Monday." in edited.routine.notes


def test_a_worse_morning_takes_it_back_down_too() -> None:
    made, log = person(Equipment.CABLE)
    train(made, BAND, 10, 13, 17, 20)
    train(made, KICK, 3)
    log.add_morning(morning(next(s for s in log.sets.values() if s.exercise_id == KICK)))
    edited = opened(made)
    assert first(edited) == BAND
    assert any("the morning after" in note for note in edited.routine.notes)


def test_pain_today_keeps_the_weight_for_another_day() -> None:
    made, _ = person(Equipment.CABLE)
    train(made, BAND, 10, 13, 17, 20)
    train(made, KICK, 3, 6)
    edited = opened(made, pain=3)
    assert first(edited) == BAND
    assert any("waits" in note for note in edited.routine.notes)
    assert first(opened(made, pain=1)) == KICK


def test_swapped_back_it_stays_and_swapped_again_it_climbs() -> None:
    made, _ = person(Equipment.CABLE)
    train(made, BAND, 3, 6, 10, 13)
    back = made.swap(opened(made).routine, 0, BAND, today=TODAY)
    assert first(back) == BAND
    again = opened(made)
    assert first(again) == BAND
    assert not any("takes the place" in note for note in again.routine.notes)
    made.swap(again.routine, 0, KICK, today=TODAY)
    assert first(opened(made)) == KICK


def test_swapping_for_something_else_is_for_today_only() -> None:
    made, _ = person(Equipment.CABLE)
    train(made, BAND, 3, 6, 10, 13)
    made.swap(opened(made).routine, 0, "side_plank", today=TODAY)
    assert first(opened(made)) == KICK


@pytest.mark.parametrize("side", list(Side))
def test_both_sides_climb_alike(side: Side) -> None:
    made, _ = person(Equipment.CABLE)
    for day in (3, 6, 10, 13):
        entries = [s for s in workout(BAND, ago(day)) if s.side is side]
        made.log_many(entries, today=TODAY)
    assert first(opened(made)) == KICK


def test_every_gentle_exercise_climbs_to_something_for_its_place() -> None:
    """Where the catalog has a weight for it, and never to something that is no step up."""
    from core.climb import rung
    from core.ladder import is_up
    from tests.factories import history, recommender, request

    climbs = 0
    for exercise in catalog().exercises:
        if not exercise.kind.strengthens or is_up(exercise):
            continue
        for region in catalog().body.regions_of(exercise.prime):
            log = history(*(workout(exercise.id, ago(d)) for d in (3, 6, 10, 13)))
            asked = recommender(request(region.id), log)
            step = rung(asked, exercise, Purpose.STRENGTHEN, region)
            if step.took_place_of:
                climbs += 1
                assert is_up(step.exercise)
                assert set(step.exercise.prime) & set(region.muscles)
    assert climbs >= 15
