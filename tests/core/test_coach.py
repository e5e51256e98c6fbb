from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.body import Side, Spot
from core.catalog import Equipment, Kind
from core.coach import Coach
from core.curve import Standing
from core.doses import Change
from core.errors import Problem
from core.journal import AfterNote, Band, History, Morning
from core.lights import Colour
from core.profile import Profile
from core.recommender import all_muscles
from core.routine import Feeling, Prescription, Purpose, Routine
from core.safety import PainReport, Permission, Readiness, Tier
from tests.factories import (
    EVERYTHING,
    TODAY,
    MemoryLog,
    ago,
    ask,
    body,
    catalog,
    coach,
    entry,
    exercise,
    report,
    safety,
    series,
    workout,
)

ROW, CURL = "single_arm_row", "single_arm_bicep_curl"
TOMORROW = TODAY + timedelta(days=1)


def equipped(log: MemoryLog | None = None) -> Coach:
    """A coach of somebody who has everything."""
    made = coach(log)
    made.save_profile(Profile(equipment=EVERYTHING))
    return made


def filled(history: History) -> MemoryLog:
    log = MemoryLog()
    for each in history.sets:
        log.add_set(each)
    return log


def biceps(made: Coach) -> Routine:
    return made.plan(ask("biceps"), today=TODAY)


def curl_item(made: Coach) -> Prescription:
    return next(i for i in biceps(made).items if i.exercise_id == CURL)


# -- before anything else -------------------------------------------------------------------------


def test_nothing_is_planned_before_the_health_questions() -> None:
    with pytest.raises(Problem) as caught:
        coach(ready=False).plan(ask(), today=TODAY)
    assert caught.value.field == "readiness"


def test_nothing_is_planned_on_answers_older_than_a_year() -> None:
    made = coach(day=ago(366))
    with pytest.raises(Problem) as caught:
        made.plan(ask(), today=TODAY)
    assert caught.value.field == "readiness"


def test_the_answers_are_remembered() -> None:
    log = MemoryLog()
    given = Readiness(TODAY, frozenset({"joint"}))
    assert coach(log, ready=False).readiness() is None
    assert coach(log, ready=False).save_readiness(given, today=TODAY) is None
    assert coach(log, ready=False).readiness() == given
    assert coach(log, ready=False).plan(ask(), today=TODAY).items


def test_a_serious_answer_gives_advice_instead_of_a_routine_until_a_professional_agrees() -> None:
    made = coach(ready=False)
    answers = Readiness(TODAY, frozenset({"heart"}))
    advice = made.save_readiness(answers, today=TODAY)
    assert advice is not None
    planned = made.plan(ask(), today=TODAY)
    assert planned.items == ()
    assert planned.permission is Permission.STOP
    assert planned.advice == advice
    made.save_readiness(replace(answers, cleared=True), today=TODAY)
    assert made.plan(ask(), today=TODAY).items


def test_pain_without_the_red_flag_questions_is_not_planned() -> None:
    asked = replace(ask(), report=replace(report(3), flags_asked=False))
    with pytest.raises(Problem) as caught:
        coach().plan(asked, today=TODAY)
    assert caught.value.field == "flags"


def test_an_impossible_length_is_refused() -> None:
    with pytest.raises(Problem) as caught:
        coach().plan(ask(minutes=3), today=TODAY)
    assert caught.value.field == "minutes"


# -- red flags pause a place ----------------------------------------------------------------------


def red() -> Coach:
    made = equipped()
    asked = replace(ask("biceps"), report=report(4, flags=frozenset({"numb", "fever"})))
    planned = made.plan(asked, today=TODAY)
    assert planned.items == ()
    assert planned.advice is not None
    assert planned.advice.tier is Tier.SOON
    return made


def test_a_red_flag_pauses_the_place_until_it_is_lifted() -> None:
    made = red()
    (pause,) = made.pauses()
    assert pause.spot == Spot("biceps", Side.LEFT)
    assert pause.day == TODAY
    again = made.plan(ask("biceps"), today=TODAY + timedelta(days=30))
    assert again.items == ()
    assert again.permission is Permission.STOP
    assert again.advice is not None
    assert again.advice.tier is Tier.SOON
    assert set(again.advice.because) == set(pause.because)


def test_a_lifted_pause_opens_the_place() -> None:
    made = red()
    assert made.lift_pause(Spot("biceps", Side.LEFT)) == ()
    assert biceps(made).items


def test_a_pause_closes_one_place_and_not_the_others() -> None:
    made = red()
    assert made.plan(ask("glutes"), today=TODAY).items


@pytest.mark.parametrize("flag", [f.id for f in safety().flags if f.tier is Tier.NOW])
def test_an_emergency_closes_every_place(flag: str) -> None:
    """Only the mildest tier (notes 5.2) pauses just the region; fainting is no local pain."""
    made = equipped()
    made.plan(replace(ask("shoulder"), report=report(4, flags=frozenset({flag}))), today=TODAY)
    for spot in (ask("shoulder", Side.RIGHT), ask("glutes")):
        assert made.plan(spot, today=TODAY).items == ()


def test_lifting_an_emergency_anywhere_opens_every_place() -> None:
    made = equipped()
    urgent = next(f.id for f in safety().flags if f.tier is Tier.NOW)
    made.plan(replace(ask("shoulder"), report=report(4, flags=frozenset({urgent}))), today=TODAY)
    made.lift_pause(Spot("glutes", Side.LEFT))
    assert made.pauses() == ()
    assert made.plan(ask("glutes"), today=TODAY).items


def test_asking_again_with_a_red_flag_pauses_once() -> None:
    made = red()
    made.plan(replace(ask("biceps"), report=report(4, flags=frozenset({"numb"}))), today=TODAY)
    assert len(made.pauses()) == 1


def test_a_kept_plan_for_a_paused_place_gives_the_advice_and_nothing_to_do() -> None:
    made = equipped()
    made.save_plan("Arms", biceps(made))
    made.plan(replace(ask("biceps"), report=report(4, flags=frozenset({"numb"}))), today=TODAY)
    opened = made.open_plan("Arms", report(0), today=TODAY)
    assert opened.routine.items == ()
    assert opened.routine.advice is not None


# -- the profile ----------------------------------------------------------------------------------


def test_the_profile_is_remembered_and_the_usual_one_comes_first() -> None:
    log = MemoryLog()
    assert coach(log).profile() == Profile()
    mine = Profile(equipment=frozenset({Equipment.MAT}), weights=(2.5, 5.0), bodyweight=70.0)
    coach(log).save_profile(mine)
    assert coach(log).profile() == mine


def test_an_impossible_profile_is_refused_and_the_old_one_stays() -> None:
    made = coach()
    with pytest.raises(Problem) as caught:
        made.save_profile(Profile(bodyweight=5.0))
    assert caught.value.field == "bodyweight"
    assert made.profile() == Profile()


def test_only_what_the_person_has_is_planned() -> None:
    made = coach()
    made.save_profile(Profile(equipment=frozenset()))
    for region in body().regions:
        planned = made.plan(ask(region.id), today=TODAY)
        assert all(not exercise(i.exercise_id).needs for i in planned.items)


# -- the next set ---------------------------------------------------------------------------------


def test_the_first_set_starts_with_the_target() -> None:
    made = equipped()
    item = curl_item(made)
    found = made.prefill(item, Side.LEFT, (), today=TODAY)
    assert (found.amount, found.load_kg, found.copied) == (8, None, False)
    assert found.says == item.dose_why


def test_the_second_side_copies_what_the_first_side_did() -> None:
    made = equipped()
    first = entry(CURL, Side.LEFT, reps=9, load_kg=7.0)
    found = made.prefill(curl_item(made), Side.RIGHT, [first], today=TODAY)
    assert (found.amount, found.load_kg, found.copied) == (9, 7.0, True)
    assert "The same as your left side: 7 kg × 9." in found.says


def test_each_set_of_the_second_side_copies_its_own_partner() -> None:
    made = equipped()
    done = [
        entry(CURL, Side.LEFT, reps=9, load_kg=7.0),
        entry(CURL, Side.RIGHT, reps=9, load_kg=7.0),
        entry(CURL, Side.LEFT, index=2, reps=7, load_kg=7.0),
    ]
    assert made.prefill(curl_item(made), Side.RIGHT, done, today=TODAY).amount == 7


def test_the_second_set_keeps_the_weight_that_was_found() -> None:
    made = equipped()
    done = [entry(CURL, side, reps=9, load_kg=7.0) for side in Side]
    found = made.prefill(curl_item(made), Side.LEFT, done, today=TODAY)
    assert (found.load_kg, found.copied) == (7.0, False)


def test_yesterdays_sets_and_other_exercises_are_not_copied() -> None:
    made = equipped()
    done = [entry(CURL, Side.LEFT, day=ago(1), reps=9, load_kg=7.0), entry(ROW, Side.LEFT, reps=9)]
    found = made.prefill(curl_item(made), Side.RIGHT, done, today=TODAY)
    assert not found.copied


def test_a_band_is_copied_as_a_band() -> None:
    made = coach()
    made.save_profile(Profile(equipment=frozenset({Equipment.LONG_BAND})))
    item = next(i for i in biceps(made).items if i.exercise_id == "banded_curl")
    first = entry("banded_curl", Side.LEFT, reps=12, band=Band.STRONG)
    found = made.prefill(item, Side.RIGHT, [first], today=TODAY)
    assert (found.amount, found.load_kg, found.band) == (12, None, Band.STRONG)


def test_the_extra_hold_of_the_tight_side_copies_nothing_wrong() -> None:
    made = equipped()
    planned = made.plan(ask("chest", feeling=Feeling.TIGHT), today=TODAY)
    item = next(i for i in planned.items if i.extra)
    done = [entry(item.exercise_id, side, index=n, seconds=30) for n in (1, 2) for side in Side]
    found = made.prefill(item, Side.LEFT, done, today=TODAY)
    assert (found.amount, found.copied) == (30, False)


# -- logging --------------------------------------------------------------------------------------


def test_logging_twice_counts_once() -> None:
    made = coach()
    once = entry(ROW)
    assert made.log(once, today=TODAY) == made.log(once, today=TODAY)
    assert made.history().sets == (once,)


def test_a_pause_closes_the_place_on_both_sides_and_what_asks_something_of_it() -> None:
    made = red()
    other = made.plan(ask("biceps", Side.RIGHT), today=TODAY)
    assert other.items == ()
    assert other.advice is not None
    near = made.plan(ask("upper_back"), today=TODAY)
    muscles = set(body().region("biceps").muscles)
    assert near.items
    for item in near.items:
        assert not all_muscles(exercise(item.exercise_id)) & muscles


@pytest.mark.parametrize("text", ["{broken", "null", "5", "[1]", '[{"region": "tail"}]'])
def test_an_unreadable_list_of_pauses_stops_everything_until_it_is_lifted(text: str) -> None:
    log = MemoryLog()
    made = equipped(log)
    log.put_setting("pauses", text)
    assert made.plan(ask("glutes"), today=TODAY).items == ()
    made.lift_pause(Spot("glutes", Side.LEFT))
    assert made.plan(ask("glutes"), today=TODAY).items


@pytest.mark.parametrize("text", ["{broken", "null", "5", "[1]", "{}"])
def test_unreadable_health_answers_are_asked_again(text: str) -> None:
    log = MemoryLog()
    log.add_screening(TODAY, text)
    assert Coach(log, catalog(), safety()).readiness() is None


def test_logging_says_what_comes_next() -> None:
    made = coach()
    logged = made.log(entry(ROW, Side.LEFT, reps=9), today=TODAY)
    assert logged.next is not None
    assert logged.next.target.amount == 10
    assert "9" in logged.next.says


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reps": -1}, "reps"),
        ({"reps": 500}, "reps"),
        ({"load_kg": 1e9}, "load"),
        ({"side": None}, "side"),
        ({"band": Band.LIGHT}, "band"),
        ({"day": TOMORROW}, "day"),
        ({"exercise_id": "gone"}, "exercise"),
    ],
)
def test_an_impossible_set_is_refused_and_nothing_is_kept(
    changes: dict[str, object], field: str
) -> None:
    made = coach()
    wrong = replace(entry(ROW), **changes)  # type: ignore[arg-type]
    with pytest.raises(Problem) as caught:
        made.log(wrong, today=TODAY)
    assert caught.value.field == field
    assert made.history() == History()


def test_a_set_can_be_changed_taken_back_and_brought_back() -> None:
    made = coach()
    typed = entry(ROW, reps=9)
    made.log(typed, today=TODAY)
    right = replace(typed, reps=10)
    made.edit(right, today=TODAY)
    assert made.history().sets == (right,)
    assert made.undo(right) == right
    assert made.history().sets == ()
    assert made.redo(right) == right
    assert made.history().sets == (right,)


def test_an_impossible_change_is_refused_and_the_old_set_stays() -> None:
    made = coach()
    typed = entry(ROW, reps=9)
    made.log(typed, today=TODAY)
    with pytest.raises(Problem):
        made.edit(replace(typed, reps=500), today=TODAY)
    assert made.history().sets == (typed,)


def test_a_set_that_was_taken_back_does_not_change_the_next_dose() -> None:
    made = coach()
    typed = entry(ROW, reps=9)
    made.log(typed, today=TODAY)
    made.undo(typed)
    assert made.next_time(ROW, today=TOMORROW).change is Change.START


# -- changing a routine ---------------------------------------------------------------------------


def test_an_alternative_takes_the_place_of_an_exercise() -> None:
    made = equipped()
    planned = made.plan(ask("glutes"), today=TODAY)
    index = next(i for i, e in enumerate(planned.items) if e.purpose is Purpose.STRENGTHEN)
    (first, *_) = made.options(planned, index, today=TODAY)
    changed = made.swap(planned, index, first.exercise_id, today=TODAY)
    assert changed.routine.items[index].exercise_id == first.exercise_id
    assert changed.routine.items[index].purpose is planned.items[index].purpose
    assert len(changed.routine.items) == len(planned.items)


def test_alternatives_are_never_the_exercise_itself_or_one_that_is_there_already() -> None:
    made = equipped()
    for region in ("biceps", "glutes", "upper_back"):
        planned = made.plan(ask(region), today=TODAY)
        for index in range(len(planned.items)):
            for option in made.options(planned, index, today=TODAY):
                assert option.exercise_id not in planned.ids()
                assert option.why.endswith(".")


def test_anything_else_may_be_added_but_nothing_twice() -> None:
    made = equipped()
    planned = biceps(made)
    offered = {option.exercise_id for option in made.options(planned, None, today=TODAY)}
    assert offered == set(catalog().by_id) - planned.ids()
    added = made.add(planned, "cat_cow", today=TODAY)
    assert added.routine.items[-1].exercise_id == "cat_cow"
    assert added.routine.items[-1].purpose is Purpose.EXTRA
    with pytest.raises(Problem):
        made.add(added.routine, "cat_cow", today=TODAY)


def test_every_exercise_may_be_added_and_has_its_reason() -> None:
    made = equipped()
    planned = biceps(made)
    for each in catalog().exercises:
        if each.id not in planned.ids():
            item = made.add(planned, each.id, today=TODAY).routine.items[-1]
            assert item.why == "You added this one."
            assert item.dose_why


def test_taking_out_the_work_is_warned_about() -> None:
    made = equipped()
    changed = biceps(made)
    for each in biceps(made).items:
        if each.purpose is Purpose.STRENGTHEN:
            index = [i.exercise_id for i in changed.items].index(each.exercise_id)
            edited = made.remove(changed, index, today=TODAY)
            changed = edited.routine
    assert "Nothing strengthens your left biceps any more." in edited.warnings


def test_moving_changes_the_order_and_nothing_else() -> None:
    made = equipped()
    planned = biceps(made)
    moved = made.move(planned, 0, 99, today=TODAY).routine
    assert moved.items == (*planned.items[1:], planned.items[0])
    assert made.move(moved, len(moved.items) - 1, 0, today=TODAY).routine == planned


def test_an_excluded_exercise_stays_out_until_it_is_brought_back() -> None:
    made = equipped()
    assert made.exclude(CURL, today=TODAY) == {CURL}
    assert CURL not in biceps(made).ids()
    assert made.excluded() == {CURL}
    assert made.include(CURL) == frozenset()
    assert CURL in biceps(made).ids()


# -- kept plans -----------------------------------------------------------------------------------


def test_a_plan_is_kept_under_its_name_and_opened_with_the_same_exercises() -> None:
    made = equipped()
    planned = biceps(made)
    (kept,) = made.save_plan("  My   arms ", planned)
    assert kept.name == "My arms"
    opened = made.open_plan("My arms", report(0), today=TODAY)
    assert [i.exercise_id for i in opened.routine.items] == [i.exercise_id for i in planned.items]
    assert [i.why for i in opened.routine.items] == [i.why for i in planned.items]
    assert opened.warnings == ()


def test_a_reopened_plan_has_as_many_sets_as_the_day_it_was_kept() -> None:
    made = equipped()
    planned = biceps(made)
    made.save_plan("Arms", planned)
    opened = made.open_plan("Arms", report(0), today=TODAY)
    assert [i.sets for i in opened.routine.items] == [i.sets for i in planned.items]


def test_a_kept_plan_follows_the_log() -> None:
    made = equipped()
    made.save_plan("Arms", biceps(made))
    for each in (s for d in (6, 3) for s in workout(CURL, ago(d), left=9, right=11)):
        made.log(each, today=TODAY)
    items = made.open_plan("Arms", report(0), today=TODAY).routine.items
    item = next(i for i in items if i.exercise_id == CURL)
    assert (item.target.amount, item.target.load_kg) == (10, 10.0)


def test_a_kept_plan_warns_when_the_place_hurts_today() -> None:
    made = equipped()
    made.save_plan("Arms", biceps(made))
    opened = made.open_plan("Arms", report(4), today=TODAY)
    assert any("although it hurts" in said for said in opened.warnings)


def test_a_kept_plan_warns_about_muscles_of_yesterday() -> None:
    made = equipped()
    made.save_plan("Arms", biceps(made))
    made.log(entry(CURL, day=ago(1)), today=TODAY)
    opened = made.open_plan("Arms", report(0), today=TODAY)
    assert any("last 48 hours" in said for said in opened.warnings)


def test_a_kept_plan_gives_way_to_a_place_that_has_to_rest() -> None:
    made = equipped()
    made.save_plan("Arms", biceps(made))
    opened = made.open_plan("Arms", report(8), today=TODAY)
    assert opened.routine.permission is Permission.REST
    assert CURL not in opened.routine.ids()


def test_saving_under_the_same_name_replaces_the_plan() -> None:
    made = equipped()
    made.save_plan("Mine", biceps(made))
    (kept,) = made.save_plan("Mine", made.plan(ask("glutes"), today=TODAY))
    assert kept.spot.region == "glutes"
    assert made.delete_plan("Mine") == ()


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_a_plan_needs_a_name_of_a_usual_length(name: str) -> None:
    made = equipped()
    with pytest.raises(Problem) as caught:
        made.save_plan(name, biceps(made))
    assert caught.value.field == "name"


def test_an_empty_routine_is_not_kept() -> None:
    made = equipped()
    with pytest.raises(Problem):
        made.save_plan("Nothing", biceps(made).with_items(()))


def test_a_plan_that_is_gone_is_said() -> None:
    with pytest.raises(Problem) as caught:
        coach().open_plan("Gone", report(0), today=TODAY)
    assert "Gone" in caught.value.message


def test_a_plan_with_an_exercise_that_is_gone_opens_without_it() -> None:
    log = MemoryLog()
    made = equipped(log)
    planned = biceps(made)
    made.save_plan("Arms", planned)
    log.kept_plans["Arms"] = log.kept_plans["Arms"].replace(f'"{CURL}"', '"gone"')
    opened = made.open_plan("Arms", report(0), today=TODAY)
    assert opened.routine.ids() == planned.ids() - {CURL}


def test_a_spoilt_plan_does_not_hide_the_others() -> None:
    log = MemoryLog()
    made = equipped(log)
    made.save_plan("Good", biceps(made))
    log.kept_plans["Bad"] = "{"
    assert [plan.name for plan in made.plans()] == ["Good"]


# -- after a workout ------------------------------------------------------------------------------


def test_the_morning_after_is_asked_once_for_the_workout_and_answered_at_once() -> None:
    made = coach()
    for each in workout(ROW, ago(1), pain=4):
        made.log(each, today=ago(1))
    assert made.mornings_due(today=ago(1)) == ()
    (due,) = made.mornings_due(today=TODAY)
    assert made.answer_mornings(due, due.all_as(Morning.USUAL), today=TODAY) == ()
    assert made.mornings_due(today=TODAY) == ()
    assert {(m.side, m.day, m.answer) for m in made.history().mornings} == {
        (side, TODAY, Morning.USUAL) for side in Side
    }


def test_a_worse_morning_says_what_follows_and_the_next_dose_obeys() -> None:
    made = coach()
    for each in (s for d in (4, 1) for s in workout(ROW, ago(d), left=18, right=18, pain=0)):
        made.log(each, today=TODAY)
    made.log(entry(ROW, Side.LEFT, day=ago(1), index=2, reps=18, pain=3), today=TODAY)
    due = made.mornings_due(today=TODAY)[0]
    said = made.answer_mornings(due, {(ROW, Side.LEFT): Morning.WORSE}, today=TODAY)
    assert said == ("Single Arm Row: less next time, and fewer sets.",)
    assert made.next_time(ROW, today=TODAY).change is Change.LESS
    (left_over,) = [d for d in made.mornings_due(today=TODAY) if d.workout_id == due.workout_id]
    assert [line.side for line in left_over.lines] == [Side.RIGHT]


def test_a_painless_workout_stays_put_away_and_a_painful_one_does_not() -> None:
    made = coach()
    made.log(entry(ROW, Side.LEFT, day=ago(2), pain=0), today=TODAY)
    made.log(entry(ROW, Side.LEFT, day=ago(1), pain=1), today=TODAY)
    for due in made.mornings_due(today=TODAY):
        made.put_away_morning(due.workout_id)
    assert [due.day for due in made.mornings_due(today=TODAY)] == [ago(1)]


def test_pain_right_after_is_kept_and_replaced_by_a_second_answer() -> None:
    made = coach()
    done = entry(ROW, Side.LEFT, pain=1)
    made.log(done, today=TODAY)
    for pain in (3, 6):
        made.add_after([AfterNote(done.workout_id, ROW, Side.LEFT, TODAY, pain)], today=TODAY)
    found = made.summary(done.workout_id, today=TODAY).exercises[0].sides[0]
    assert (found.during, found.after, found.light.colour) == (1, 6, Colour.RED)


def test_an_impossible_note_is_refused_before_anything_is_kept() -> None:
    made = coach()
    good = AfterNote("w", ROW, Side.LEFT, TODAY, 3)
    with pytest.raises(Problem):
        made.add_after([good, replace(good, pain=11)], today=TODAY)
    assert made.history().after == ()


def test_a_sudden_sign_pauses_the_place_and_its_advice_is_said_again() -> None:
    made = coach()
    spot = Spot("calf", Side.LEFT)
    clearance = made.report_pain(
        [spot], PainReport(flags=frozenset({"nerve"}), flags_asked=True), today=TODAY
    )
    assert clearance.advice == made.safety.advise_sign({"nerve"})
    assert [pause.spot for pause in made.pauses()] == [spot]
    planned = made.plan(ask("calf", Side.RIGHT), today=TODAY)
    assert planned.advice == clearance.advice
    made.lift_pause(spot)
    assert made.plan(ask("calf"), today=TODAY).advice is None


@pytest.mark.parametrize(("flag", "others_wait"), [("night", False), ("stroke", True)])
def test_what_waits_for_a_professional_has_nothing_next(flag: str, others_wait: bool) -> None:
    made = coach()
    for of in ("single_leg_heel_raise", ROW):
        for each in workout(of, workout_id="w"):
            made.log(each, today=TODAY)
    asked = PainReport(pain=3, flags=frozenset({flag}), flags_asked=True)
    made.report_pain([Spot("calf", Side.LEFT)], asked, today=TODAY)
    calf, row_ = sorted(
        made.summary("w", today=TODAY).exercises, key=lambda e: e.exercise_id == ROW
    )
    assert calf.next is None
    assert "professional" in calf.next_says
    assert (row_.next is None) is others_wait


def test_pain_without_a_sign_pauses_nothing() -> None:
    made = coach()
    found = made.report_pain([Spot("calf", Side.LEFT)], report(7), today=TODAY)
    assert found.permission is Permission.REST
    assert made.pauses() == ()


# -- the map --------------------------------------------------------------------------------------


def test_without_a_log_no_place_is_called_anything() -> None:
    states = coach().places()
    assert set(states) == {Spot(r.id, side) for r in body().regions for side in Side}
    for state in states.values():
        assert state.standing is Standing.NO_DATA
        assert not state.weaker_here
        assert state.percent is None
        assert state.says == "No data yet."


def test_a_real_difference_colours_the_weaker_side_only() -> None:
    made = coach(filled(series(CURL, [(6, 10)] * 6)))
    states = made.places()
    left, right = states[Spot("biceps", Side.LEFT)], states[Spot("biceps", Side.RIGHT)]
    assert left.standing is right.standing is Standing.REAL
    assert left.weaker_here
    assert not right.weaker_here
    assert left.exercise_name == "Single Arm Bicep Curl"
    assert left.left is not None
    assert left.right is not None
    assert left.left < left.right
    assert states[Spot("calf", Side.LEFT)].standing is Standing.NO_DATA


def test_two_workouts_claim_nothing_yet() -> None:
    states = coach(filled(series(CURL, [(4, 10)] * 2))).places()
    assert not any(state.weaker_here for state in states.values())
    assert states[Spot("biceps", Side.LEFT)].standing is Standing.TOO_FEW


def test_matched_sets_without_reserve_claim_nothing() -> None:
    states = coach(filled(series(CURL, [(10, 10)] * 6, reserve=None))).places()
    assert states[Spot("biceps", Side.LEFT)].standing is Standing.NO_DATA


def test_exercises_that_disagree_name_no_weaker_side() -> None:
    log = filled(series("single_leg_deadlift", [(5, 9)] * 6, load_kg=20.0))
    for each in series("knee_flexion", [(9, 5)] * 6, load_kg=5.0).sets:
        log.add_set(each)
    states = coach(log).places()
    for side in Side:
        state = states[Spot("back_thigh", side)]
        assert not state.weaker_here
        assert state.standing is not Standing.REAL
        assert state.percent is None
        assert "disagree" in state.says


def test_stretches_say_nothing_about_strength() -> None:
    states = coach(filled(series("hip_flexor_stretch", [(15, 30)] * 6))).places()
    assert all(state.standing is Standing.NO_DATA for state in states.values())


def test_the_mirrored_log_colours_the_other_side() -> None:
    history = series(CURL, [(6, 10)] * 6)
    one = coach(filled(history)).places()
    other = coach(filled(history.mirrored())).places()
    for spot, state in one.items():
        assert other[Spot(spot.region, spot.side.other)].weaker_here == state.weaker_here


def test_the_logged_exercises_come_with_the_latest_first() -> None:
    made = coach()
    for each in (entry(ROW, day=ago(3)), entry(CURL, day=ago(1)), entry("cat_cow", day=ago(9))):
        made.log(each, today=TODAY)
    assert [e.id for e in made.logged_exercises()] == [CURL, ROW, "cat_cow"]


def test_the_curve_knows_the_bodys_weight() -> None:
    made = coach(filled(series("pistol_squats", [(5, 7)] * 3, reserve=0)))
    assert made.curve("pistol_squats").unit == "reps"
    made.save_profile(Profile(bodyweight=70.0))
    assert made.curve("pistol_squats").unit == "kg"


def test_a_person_with_a_painful_shoulder_gets_no_weights_for_it() -> None:
    made = equipped()
    planned = made.plan(ask("shoulder", pain=4), today=TODAY)
    assert planned.items
    assert all(exercise(i.exercise_id).kind is not Kind.WEIGHTED for i in planned.items)
