"""A short stretch routine knows what is tight, what hurts, and what this week still lacks."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.body import Side, Spot
from core.catalog import Kind
from core.coach import Coach
from core.errors import Problem
from core.profile import Profile
from core.reminders import What, due_reminders, read_time, stretch_words
from core.routine import Feeling, Purpose, Routine
from core.safety import Readiness
from core.stretch_routine import LEAST_S, MOST_S, stretchable
from tests.factories import (
    TODAY,
    MemoryLog,
    ago,
    ask,
    body,
    catalog,
    coach,
    exercise,
    mirrored_words,
    workout,
)

HIP, CHEST, CALF = (Spot(r, Side.LEFT) for r in ("hip_flexors", "chest", "calf"))
REACHED = [r.id for r in body().regions if stretchable(r, catalog())]
spots = st.lists(st.builds(Spot, st.sampled_from(REACHED), st.sampled_from(list(Side))), max_size=5)


def person(*tight: Spot) -> Coach:
    made = coach(MemoryLog())
    made.weeks.keep_tight(tight)
    return made


def routine(*tight: Spot) -> Routine:
    return person(*tight).stretch_routine(today=TODAY)


def seconds(made: Routine) -> int:
    return sum(item.seconds for item in made.items)


def test_the_tight_side_gets_two_holds_of_thirty_seconds_and_one_more() -> None:
    item = routine(HIP).items[0]
    assert item.exercise_id == "hip_flexor_stretch"
    assert item.purpose is Purpose.STRETCH
    assert (item.sets_of(Side.LEFT), item.sets_of(Side.RIGHT)) == (3, 2)
    assert item.target.amount == 30
    assert item.first is Side.LEFT
    assert "Your left front of the hip feels tight" in item.why


def test_tight_on_both_sides_is_one_stretch_with_one_hold_more_on_both() -> None:
    made = routine(HIP, replace(HIP, side=Side.RIGHT))
    item = made.items[0]
    assert (item.sets_of(Side.LEFT), item.sets_of(Side.RIGHT)) == (3, 3)
    assert sum(1 for i in made.items if i.exercise_id == item.exercise_id) == 1
    assert item.why == "Your front of the hip feels tight on both sides."


@given(tight=spots)
def test_it_is_short_and_only_stretches(tight: list[Spot]) -> None:
    made = routine(*tight)
    assert made.items
    assert seconds(made) <= MOST_S
    assert seconds(made) >= LEAST_S - 60
    assert all(exercise(i.exercise_id).kind is Kind.STRETCH for i in made.items)
    assert all(i.target.amount <= 30 for i in made.items)
    assert len(made.ids()) == len(made.items)


@given(tight=spots)
def test_left_and_right_are_stretched_alike(tight: list[Spot]) -> None:
    one = routine(*tight)
    other = routine(*(replace(spot, side=spot.side.other) for spot in tight))
    assert one.ids() == other.ids()
    if tight:
        assert [mirrored_words(n) for n in one.notes] == list(other.notes)
        for a, b in zip(one.items, other.items, strict=True):
            assert (a.extra and a.extra.other) is b.extra
            assert mirrored_words(a.why) == b.why


def test_without_a_tight_place_common_stretches_stand_in_and_it_says_so() -> None:
    made = routine()
    assert "Nothing is marked tight yet" in made.notes[0]
    assert len(made.items) >= 2
    assert all(item.extra is None for item in made.items)
    regions = {item.region for item in made.items}
    assert {"hip_flexors", "chest"} <= regions


def test_what_does_not_fit_comes_next_time_and_the_least_stretched_first() -> None:
    made = person(HIP, CHEST, CALF)
    first = made.stretch_routine(today=TODAY)
    assert any(note.startswith("Next time: your") for note in first.notes)
    for item in first.items:
        made.log_many(workout(item.exercise_id, ago(1), sets=2), today=TODAY)
    second = made.stretch_routine(today=TODAY)
    waited = next(n for n in first.notes if n.startswith("Next time"))
    assert body().region(second.items[0].region).name in waited


def test_a_place_that_hurts_is_left_alone_and_so_is_all_that_stretches_it() -> None:
    made = person(HIP, CHEST).stretch_routine(today=TODAY, hurting=[HIP])
    muscles = set(body().region("hip_flexors").muscles)
    for item in made.items:
        of = exercise(item.exercise_id)
        assert not muscles & {*of.stretched, *of.stretched_secondary}
    assert any("front of the hip" in note and "hurts" in note for note in made.notes)


def test_when_all_that_is_tight_hurts_it_says_what_it_does_instead() -> None:
    made = person(HIP).stretch_routine(today=TODAY, hurting=[HIP])
    assert made.items
    assert any("What is tight hurts today" in note for note in made.notes)


def test_the_health_questions_come_first() -> None:
    with pytest.raises(Problem) as raised:
        coach(MemoryLog(), ready=False).stretch_routine(today=TODAY)
    assert raised.value.field == "readiness"


def test_a_serious_answer_gives_advice_instead() -> None:
    made = coach(MemoryLog(), ready=False)
    serious = next(q.id for q in made.safety.questions if not q.to_pain_rules)
    made.save_readiness(Readiness(TODAY, frozenset({serious})), today=TODAY)
    stopped = made.stretch_routine(today=TODAY)
    assert stopped.advice is not None
    assert stopped.items == ()


def test_a_tight_routine_is_remembered_as_tight() -> None:
    made = coach(MemoryLog())
    made.plan(ask("calf", Side.RIGHT, feeling=Feeling.TIGHT), today=TODAY)
    made.plan(ask("calf", Side.RIGHT, feeling=Feeling.TIGHT), today=TODAY)
    made.plan(ask("chest", feeling=Feeling.WEAK), today=TODAY)
    assert made.profile().tight == (Spot("calf", Side.RIGHT),)


def test_the_meter_shows_tight_places_even_before_they_are_stretched() -> None:
    made = person(HIP)
    (row,) = made.weeks.home(today=TODAY).stretching.rows
    assert row.name == "front of the hip"
    assert (row.left, row.right) == (0.0, 0.0)
    made.log_many(workout("hip_flexor_stretch", TODAY, sets=2, left=30, right=15), today=TODAY)
    stretching = made.weeks.home(today=TODAY).stretching
    assert (stretching.rows[0].left, stretching.rows[0].right) == (1.0, 0.5)
    assert stretching.done == 1


# -- reminders ---------------------------------------------------------------------------------

MORNING, EVENING = time(7, 30), time(20)


def test_no_reminder_is_due_unless_it_was_asked_for() -> None:
    assert Profile().stretch_at == ()
    assert Profile().train_at is None
    assert due_reminders((), None, now=EVENING, stretched=0, plans=("Hips",)) == ()


@pytest.mark.parametrize(
    ("now", "done", "due"),
    [
        (time(7), 0, False),
        (time(8), 0, True),
        (time(8), 1, False),
        (time(20), 1, True),
        (time(20), 2, False),
        (time(21), 0, True),
    ],
)
def test_a_stretch_reminder_is_due_until_it_is_done(now: time, done: int, due: bool) -> None:
    found = due_reminders((MORNING, EVENING), None, now=now, stretched=done, plans=())
    assert bool(found) is due


def test_the_plans_of_the_day_have_their_own_reminder() -> None:
    (found,) = due_reminders((), EVENING, now=EVENING, stretched=0, plans=("Hips",))
    assert found.what is What.TRAIN
    assert found.says == "Time for “Hips”."
    assert due_reminders((), EVENING, now=EVENING, stretched=0, plans=()) == ()


def test_the_day_of_stretching_is_said_with_its_next_time() -> None:
    both = (MORNING, EVENING)
    assert stretch_words(both, now=time(12), stretched=1) == (
        "Stretching: 1 of 2 done today, next at 20:00."
    )
    assert stretch_words(both, now=time(21), stretched=1).endswith("the next is due.")
    assert stretch_words(both, now=time(21), stretched=2) == "Stretching: 2 of 2 done today."
    assert "not yet today" in stretch_words((), now=time(12), stretched=0)


@pytest.mark.parametrize("text", ["7:30", "07:30", "7.30", " 7:30 "])
def test_a_time_of_day_is_read_as_people_write_it(text: str) -> None:
    assert read_time(text) == MORNING


@pytest.mark.parametrize("text", ["", "25:00", "7:60", "seven", "7:3:0", "-7:30"])
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(Problem):
        read_time(text)


def test_tight_places_and_reminders_are_read_back_as_kept() -> None:
    kept = Profile(tight=(HIP, CHEST), stretch_at=(MORNING, EVENING), train_at=EVENING)
    assert Profile.from_json(kept.to_json()) == kept
    with pytest.raises(Problem):
        replace(kept, stretch_at=(MORNING, time(12), EVENING)).check()
    assert Profile.from_json('{"tight": [["a"]], "stretch_at": ["x"], "train_at": 3}') == Profile()
