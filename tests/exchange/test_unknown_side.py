"""Do sets whose side nobody knows stay in the log and out of every conclusion?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.body import Side
from core.curve import curve_of
from core.doses import Change
from core.errors import Problem
from core.governor import governor_of
from core.journal import History, SetEntry, check_entry
from core.ladder import last_felt
from core.places import place_states
from core.progression import next_dose
from core.records import records_of
from core.sessions import sessions, sessions_of_both, weaker_side
from core.stood import stood
from core.stretching import stretch_minutes
from core.volume import weekly_sets
from tests import factories as make

IDS = ["single_arm_row", "reverse_lunge", "side_plank", "banded_row", "knee_extension"]
BATCH = "5d9bd9a2-3a5f-5a39-9a5c-0b4fbf1d2a11"


def unknown(exercise_id: str, *, days: int = 0, **changes: object) -> SetEntry:
    """An imported set whose side nobody knows, stronger than anything else in the log."""
    made = make.entry(exercise_id, Side.LEFT, day=make.ago(days))
    stronger: dict[str, object] = {"side": None, "batch": BATCH, "pain": None, **changes}
    if made.load_kg is not None:
        stronger.setdefault("load_kg", made.load_kg * 2)
    return replace(made, id=f"unknown-{days}", **stronger)  # type: ignore[arg-type]


def known(exercise_id: str) -> list[SetEntry]:
    """Five workouts with both sides."""
    sets = []
    for days in (2, 5, 8, 11, 14):
        for side, reserve in ((Side.LEFT, 1), (Side.RIGHT, 3)):
            sets.append(make.entry(exercise_id, side, day=make.ago(days), reserve=reserve))
    return sets


def mixed(exercise_id: str) -> tuple[History, History]:
    """A log without, and the same log with, unknown sets in its workouts and on days between."""
    own = known(exercise_id)
    extra = [unknown(exercise_id, days=d, index=9) for d in (1, 2, 3, 8, 20)]
    with_extra = sorted([*own, *extra], key=lambda s: (s.day, s.at, s.index))
    return make.history(own), make.history(with_extra)


def test_an_imported_set_may_leave_its_side_open() -> None:
    check_entry(unknown("single_arm_row"), make.exercise("single_arm_row"), today=make.TODAY)


def test_a_set_logged_here_may_not() -> None:
    entry = replace(unknown("single_arm_row"), batch="")
    with pytest.raises(Problem, match="which side"):
        check_entry(entry, make.exercise("single_arm_row"), today=make.TODAY)


def test_an_import_gives_no_side_to_an_exercise_without_sides() -> None:
    entry = replace(make.entry("glute_bridge"), side=Side.LEFT, batch=BATCH)
    with pytest.raises(Problem, match="both sides at once"):
        check_entry(entry, make.exercise("glute_bridge"), today=make.TODAY)


@pytest.mark.parametrize("exercise_id", IDS)
def test_the_curve_does_not_move(exercise_id: str) -> None:
    without, with_unknown = mixed(exercise_id)
    exercise = make.exercise(exercise_id)
    plain = curve_of(exercise, without, bodyweight=70.0)
    told = curve_of(exercise, with_unknown, bodyweight=70.0)
    assert replace(told, notes=()) == replace(plain, notes=())
    assert told.notes[:-1] == plain.notes
    assert told.notes[-1].startswith("5 sets not shown: which side")


@pytest.mark.parametrize("exercise_id", IDS)
def test_the_weaker_side_and_the_next_dose_do_not_move(exercise_id: str) -> None:
    without, with_unknown = mixed(exercise_id)
    exercise = make.exercise(exercise_id)
    assert weaker_side(with_unknown, exercise) is weaker_side(without, exercise)
    assert governor_of(with_unknown, exercise) == governor_of(without, exercise)
    for side in (None, *Side):
        assert sessions(with_unknown, exercise, side) == sessions(without, exercise, side)
    assert sessions_of_both(with_unknown, exercise) == sessions_of_both(without, exercise)
    doses = [
        next_dose(exercise, history, make.USUAL_GEAR, today=make.TODAY)
        for history in (without, with_unknown)
    ]
    assert doses[0] == doses[1]


@pytest.mark.parametrize("exercise_id", IDS)
def test_a_log_of_unknown_sets_alone_starts_from_nothing(exercise_id: str) -> None:
    log = make.history([unknown(exercise_id, days=d) for d in (9, 6, 3)])
    exercise = make.exercise(exercise_id)
    assert weaker_side(log, exercise) is None
    assert sessions(log, exercise, None) == []
    assert next_dose(exercise, log, make.USUAL_GEAR, today=make.TODAY) == next_dose(
        exercise, History(), make.USUAL_GEAR, today=make.TODAY
    )
    curve = curve_of(exercise, log, bodyweight=70.0)
    assert not curve.both.points
    assert all(not line.points for line in curve.lines.values())
    assert "which side" in curve.verdict


def test_the_map_says_nothing_about_unknown_sets() -> None:
    log = make.history([unknown("single_arm_row", days=d) for d in (9, 6, 3)])
    states = place_states(make.catalog(), log, bodyweight=70.0)
    assert all(state.says == "No data yet." for state in states.values())


def test_pain_noted_later_on_an_unknown_set_still_counts() -> None:
    log = make.history([*known("single_arm_row"), unknown("single_arm_row", days=1, pain=7)])
    exercise = make.exercise("single_arm_row")
    last = sessions(log, exercise, Side.LEFT)[-1]
    assert last.pain == 7
    assert not last.decides
    dose = next_dose(exercise, log, make.USUAL_GEAR, today=make.TODAY)
    assert dose.change is Change.PAUSE


def test_sets_of_an_exercise_without_sides_count_as_before() -> None:
    days = [make.TODAY - timedelta(days=d) for d in (6, 3)]
    own = [make.entry("glute_bridge", None, day=day) for day in days]
    imported = [replace(e, batch=BATCH) for e in own]
    exercise = make.exercise("glute_bridge")
    assert sessions(make.history(own), exercise, None) == sessions(
        make.history(imported), exercise, None
    )
    assert curve_of(exercise, make.history(imported)) == curve_of(exercise, make.history(own))


def test_the_verdict_of_the_time_does_not_move() -> None:
    for exercise_id in IDS:
        own = known(exercise_id)
        extra = [unknown(exercise_id, days=d, index=9) for d in (2, 8)]  # in the same workouts
        exercise = make.exercise(exercise_id)
        with_extra = make.history(sorted([*own, *extra], key=lambda s: (s.day, s.at, s.index)))
        assert stood(exercise, with_extra, bodyweight=70.0) == stood(
            exercise, make.history(own), bodyweight=70.0
        )


def test_a_set_of_nobody_knows_which_side_is_volume_of_neither() -> None:
    log = make.history([unknown("single_arm_row", days=1)])
    assert weekly_sets(log, make.catalog(), until=make.TODAY) == {}
    held = make.history([unknown("doorway_chest_stretch", days=1)])
    assert stretch_minutes(held, make.catalog(), until=make.TODAY) == {}


def test_a_set_of_nobody_knows_which_side_is_nobody_s_record() -> None:
    old = replace(unknown("single_arm_row", days=9), load_kg=5.0)
    new = unknown("single_arm_row", days=1, reserve=1)
    log = make.history([old, new])
    assert records_of(new.workout_id, log, make.catalog()) == ()


def test_an_import_says_nothing_about_pain_so_it_opens_nothing() -> None:
    for side in (None, Side.LEFT):
        sets = [unknown("single_arm_row", days=d, side=side) for d in (9, 6, 3)]
        assert last_felt(make.history(sets), "single_arm_row", today=make.TODAY) is None
    told = [unknown("single_arm_row", days=3, side=Side.LEFT, pain=4)]
    felt = last_felt(make.history(told), "single_arm_row", today=make.TODAY)
    assert felt is not None
    assert felt.pain == 4
