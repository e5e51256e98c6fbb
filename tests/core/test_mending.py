from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.body import Side, Spot
from core.coach import Coach
from core.demo_tests import demo_results
from core.errors import Problem
from core.journal import AfterNote, Band, SetEntry
from core.mending import MOST_EDITS, ChangeKind, _from_json, _to_json
from core.pauses import Pause, pauses_to_json
from core.safety import Readiness
from core.selftests import Thing
from core.testdays import Reading
from tests import factories as make

NOW = datetime(2026, 3, 12, 18, tzinfo=UTC)
OLD, NEW = "single_arm_row", "single_arm_row_cable"


def coach_with(*sets: SetEntry) -> tuple[Coach, make.MemoryLog]:
    log = make.MemoryLog()
    for entry in sets:
        log.add_set(entry)
    return make.coach(log), log


# -- edits that can be taken back ------------------------------------------------------------------


def test_an_edit_is_taken_back_after_a_restart() -> None:
    entry = make.entry(OLD, Side.LEFT, reps=9)
    coach, log = coach_with(entry)
    changed = replace(entry, reps=90, note="typo")
    change = coach.mending.edit(changed, today=make.TODAY, now=NOW)
    assert log.sets[entry.id] == changed
    again = make.coach(log)
    assert [c.id for c in again.mending.mended().changes] == [change.id]
    again.mending.take_back(change.id)
    assert log.sets[entry.id] == entry
    assert again.mending.mended().changes == ()
    with pytest.raises(Problem):
        again.mending.take_back(change.id)


def test_a_set_moves_to_the_other_side_and_back() -> None:
    entry = make.entry(OLD, Side.LEFT)
    coach, log = coach_with(entry)
    change = coach.mending.edit(replace(entry, side=Side.RIGHT), today=make.TODAY, now=NOW)
    assert log.sets[entry.id].side is Side.RIGHT
    coach.mending.take_back(change.id)
    assert log.sets[entry.id].side is Side.LEFT


def test_the_later_of_two_edits_is_taken_back_first() -> None:
    entry = make.entry(OLD, Side.LEFT, reps=9)
    coach, _ = coach_with(entry)
    first = coach.mending.edit(replace(entry, reps=10), today=make.TODAY, now=NOW)
    coach.mending.edit(replace(entry, reps=11), today=make.TODAY, now=NOW)
    with pytest.raises(Problem, match="take the later change back first"):
        coach.mending.take_back(first.id)


def test_an_edit_that_cannot_have_happened_changes_nothing() -> None:
    entry = make.entry(OLD, Side.LEFT)
    coach, log = coach_with(entry)
    with pytest.raises(Problem):
        coach.mending.edit(replace(entry, side=None), today=make.TODAY, now=NOW)
    with pytest.raises(Problem):
        coach.mending.edit(replace(entry, reps=999), today=make.TODAY, now=NOW)
    log.remove_set(entry.id)
    with pytest.raises(Problem):
        coach.mending.edit(replace(entry, reps=8), today=make.TODAY, now=NOW)
    assert log.sets[entry.id] == entry


def test_only_so_many_edits_are_remembered_but_every_merge() -> None:
    entry = make.entry(OLD, Side.LEFT, reps=9)
    coach, log = coach_with(entry, make.entry("side_plank", Side.LEFT, seconds=20))
    merge = coach.mending.merge(OLD, NEW, today=make.TODAY, now=NOW)
    entry = log.sets[entry.id]
    for n in range(MOST_EDITS + 5):
        entry = replace(entry, reps=5 + n % 7)
        coach.mending.edit(entry, today=make.TODAY, now=NOW)
    kept = coach.mending.mended().changes
    assert len(kept) == MOST_EDITS + 1
    assert kept[-1].id == merge.id


# -- merging ---------------------------------------------------------------------------------------


def test_a_merge_moves_every_set_and_comes_back_exactly() -> None:
    sets = (
        *make.workout(OLD, make.ago(9), sets=2),
        *make.workout(NEW, make.ago(5)),
        *make.workout("side_plank", make.ago(5)),
    )
    coach, log = coach_with(*sets)
    log.remove_set(sets[0].id)
    log.add_morning(make.morning(sets[1]))
    log.add_after([AfterNote(sets[1].workout_id, OLD, Side.LEFT, sets[1].day, 2)])
    before = (dict(log.sets), set(log.removed), dict(log.notes), dict(log.afters))
    preview = coach.mending.preview(OLD, NEW, today=make.TODAY)
    assert preview.refusal == ""
    assert preview.says.startswith("3 sets of Single Arm Row in 1 workout, 3 March 2026")
    change = coach.mending.merge(OLD, NEW, today=make.TODAY, now=NOW)
    assert change.kind is ChangeKind.MERGE
    assert not [s for s in log.sets.values() if s.exercise_id == OLD]
    assert len(log.history([NEW]).sets) == 5
    assert {n.exercise_id for n in log.notes.values()} == {NEW}
    make.coach(log).mending.take_back(change.id)
    assert (dict(log.sets), set(log.removed), dict(log.notes), dict(log.afters)) == before


def test_sets_logged_after_the_merge_stay_where_they_are() -> None:
    coach, log = coach_with(*make.workout(OLD, make.ago(9)))
    change = coach.mending.merge(OLD, NEW, today=make.TODAY, now=NOW)
    later = make.entry(NEW, Side.LEFT)
    log.add_set(later)
    coach.mending.take_back(change.id)
    assert log.sets[later.id] == later


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("side_plank", OLD, "counted in seconds"),
        ("banded_row", OLD, "by the band"),
        ("glute_bridge", "single_leg_hip_thrusts", "one side at a time"),
        (OLD, OLD, "two different"),
        ("single_leg_deadlift", "pistol_squats", "by its weight and yours"),
        (NEW, OLD, "has no sets"),
    ],
)
def test_what_cannot_be_compared_is_not_merged_and_says_why(
    old: str, new: str, reason: str
) -> None:
    sets = [*make.workout(OLD), *make.workout("side_plank"), *make.workout("banded_row")]
    sets += [*make.workout("glute_bridge"), *make.workout("single_leg_deadlift")]
    coach, log = coach_with(*sets)
    before = dict(log.sets)
    assert reason in coach.mending.preview(old, new, today=make.TODAY).refusal
    with pytest.raises(Problem, match=reason):
        coach.mending.merge(old, new, today=make.TODAY, now=NOW)
    assert log.sets == before


def test_an_exercise_that_is_gone_can_be_merged_into_one_that_is_there() -> None:
    entry = replace(make.entry(OLD, Side.LEFT), exercise_id="dumbbell_row_of_another_app")
    coach, log = coach_with(entry)
    coach.mending.merge(entry.exercise_id, OLD, today=make.TODAY, now=NOW)
    assert log.sets[entry.id].exercise_id == OLD


def test_a_set_without_its_weight_does_not_fit() -> None:
    entry = replace(make.entry("pistol_squats", Side.LEFT), exercise_id="unknown", load_kg=None)
    coach, _ = coach_with(entry)
    refusal = coach.mending.preview("unknown", OLD, today=make.TODAY).refusal
    assert refusal.startswith("The set of 12 March 2026 does not fit Single Arm Row")


def test_left_that_means_another_leg_is_said_before_the_merge() -> None:
    coach, _ = coach_with(*make.workout("runners_stretch"))
    said = coach.mending.preview("runners_stretch", "hip_flexor_stretch", today=make.TODAY)
    assert said.refusal == ""
    assert said.warnings[0].startswith("“Left” meant: ")
    coach, _ = coach_with(*make.workout("single_arm_row"))
    assert coach.mending.preview(OLD, NEW, today=make.TODAY).warnings == ()


@given(
    side=st.sampled_from([Side.LEFT, Side.RIGHT, None]),
    reps=st.integers(0, 200),
    load=st.one_of(st.none(), st.floats(0, 500)),
    band=st.one_of(st.none(), st.sampled_from(list(Band))),
    note=st.text(max_size=40),
)
def test_a_change_is_read_as_it_was_written(
    side: Side | None, reps: int, load: float | None, band: Band | None, note: str
) -> None:
    entry = SetEntry(
        "i", "w", "e", make.TODAY, NOW, 1, side, reps, None, load, band, None, 3, "", note
    )
    coach, _ = coach_with(make.entry(OLD, Side.LEFT))
    change = coach.mending.edit(replace(make.entry(OLD, Side.LEFT)), today=make.TODAY, now=NOW)
    made = replace(change, before=entry, after=replace(entry, side=side and side.other))
    assert _from_json(_to_json([made])) == [made]


def test_a_change_that_cannot_be_read_hides_no_other() -> None:
    coach, log = coach_with(make.entry(OLD, Side.LEFT, reps=9))
    change = coach.mending.edit(make.entry(OLD, Side.LEFT, reps=9), today=make.TODAY, now=NOW)
    text = log.settings["changes"]
    log.settings["changes"] = f'[{{"kind": "split"}}, {text[1:]}'
    assert [c.id for c in coach.mending.mended().changes] == [change.id]
    log.settings["changes"] = "{"
    assert coach.mending.mended().changes == ()


# -- asking about tests ----------------------------------------------------------------------------


def test_tests_of_what_was_trained_lately_come_first() -> None:
    coach, _ = coach_with(*make.workout("single_leg_heel_raise", make.ago(5)))
    day = coach.testing.day(today=make.TODAY)
    names = [o.test.id for o in day.offers]
    assert names[0] == "max_reps.single_leg_heel_raise"
    assert names.index("heel_raise") < names.index("leg_raise")
    assert day.again == ""


def test_the_last_weight_is_proposed_for_as_many_as_possible() -> None:
    coach, _ = coach_with(*make.workout(OLD, make.ago(5), load_kg=14))
    offer = coach.testing.day(today=make.TODAY).offers[0]
    assert (offer.test.name, offer.setup) == ("As many as possible: Single Arm Row", "14 kg")


def test_things_that_cannot_be_read_are_the_usual_ones() -> None:
    log = make.MemoryLog()
    log.settings["test_things"] = '["spaceship"]'
    assert Thing.TAPE in make.coach(log).testing.things()
    log.settings["test_things"] = "[]"
    assert make.coach(log).testing.things() == frozenset()


def test_the_demo_has_done_tests_that_obey_every_rule() -> None:
    coach = make.coach(make.MemoryLog())
    made = demo_results(coach.testing, today=make.TODAY)
    assert made == demo_results(coach.testing, today=make.TODAY)
    for result in made:
        last = coach.testing.log_result(result, today=make.TODAY)
    assert last.again == "Look again on 14 March."
    said = {t.id: v.reading for t, v in coach.testing.verdicts()}
    assert said["heel_raise"] is Reading.WEAKER
    assert said["knee_to_wall"] is Reading.EVEN


def test_a_place_that_waits_for_a_professional_is_not_tested() -> None:
    coach, log = coach_with(*make.workout("single_leg_heel_raise", make.ago(5)))
    fresh = Coach(make.MemoryLog(), make.catalog(), make.safety())
    assert fresh.testing.day(today=make.TODAY).asks
    pause = Pause(Spot("calf", Side.RIGHT), make.TODAY, ("It swells",))
    log.settings["pauses"] = pauses_to_json([pause])
    day = coach.testing.day(today=make.TODAY)
    assert (day.asks, day.stop) == (False, "")
    waiting = {o.test.id for o in day.offers if o.paused}
    assert {"heel_raise", "knee_to_wall", "max_reps.single_leg_heel_raise"} <= waiting
    assert "leg_raise" not in waiting
    log.settings["pauses"] = "what?"
    assert all(o.paused for o in coach.testing.day(today=make.TODAY).offers if o.test.regions)


def test_a_yes_to_a_health_question_stops_all_tests() -> None:
    coach, _ = coach_with()
    serious = next(q.id for q in make.safety().questions if not q.to_pain_rules)
    coach.save_readiness(Readiness(make.TODAY, frozenset({serious})), today=make.TODAY)
    assert coach.testing.day(today=make.TODAY).stop.startswith("Please talk with a doctor")
