"""Is the order of a workout kept, whatever is undone, added or stopped, and after a crash?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.body import Side, Spot
from core.course import Course, Step, course_of
from core.journal import SetEntry
from core.pace import CHANGE_SIDES_S, Phase
from core.routine import Feeling, Routine
from core.unfinished import GO_ON_WITHIN, unfinished_from_json, unfinished_to_json
from tests.factories import TODAY, MemoryLog, catalog, coach, entry, history, request, routine

NOW = datetime(2026, 3, 12, 18, 0, tzinfo=UTC)


def planned(side: Side = Side.LEFT, region: str = "glutes") -> Routine:
    asked = replace(request(region), spot=Spot(region, side), feeling=Feeling.WEAK)
    return routine(asked, history())


def course(side: Side = Side.LEFT) -> Course:
    return Course(planned(side), "w", NOW)


def do(made: Course, step: Step, *, at: int = 0) -> SetEntry:
    """Log a step as the window would."""
    item = made.routine.items[step.item]
    number = 1 + sum(1 for e in made.done_of(step.item) if e.side is step.side)
    done = replace(
        entry(item.exercise_id, step.side, workout_id="w", index=number),
        id=f"{step.item}-{step.side}-{number}",
        at=NOW + timedelta(minutes=at),
    )
    made.take(done)
    return done


def test_the_weaker_side_goes_first_and_the_other_copies_it() -> None:
    made = course()
    strength = next(
        i for i, p in enumerate(made.routine.items) if catalog().get(p.exercise_id).kind.strengthens
    )
    made.item = strength
    sides = []
    while (step := made.step()) is not None:
        sides.append(step.side)
        do(made, step, at=len(sides))
    assert sides == [Side.LEFT, Side.RIGHT] * (len(sides) // 2)


def test_every_set_of_the_routine_comes_exactly_once() -> None:
    made = course()
    done = []
    while (i := made.next_item() if made.step() is None else made.item) is not None:
        made.item = i
        step = made.step()
        assert step is not None
        done.append(step)
        do(made, step, at=len(done))
    planned_steps = [s for i in range(len(made.routine.items)) for s in made.steps(i)]
    assert sorted(map(repr, done)) == sorted(map(repr, planned_steps))
    assert made.minutes_left() == 0


def test_an_undone_set_comes_again() -> None:
    made = course()
    step = made.step()
    assert step is not None
    done = do(made, step)
    made.drop(done)
    assert made.step() == step


def test_a_set_can_be_added_on_both_sides() -> None:
    made = course()
    while (step := made.step()) is not None:
        do(made, step)
    made.add_set()
    assert [s.side for s in made.left_of(made.item)] == [
        made.prescription.first,
        made.prescription.first and made.prescription.first.other,
    ]


def test_what_pain_stopped_has_nothing_left_and_no_minutes() -> None:
    made = course()
    before = made.minutes_left()
    made.stop([0])
    assert made.left_of(0) == []
    assert made.minutes_left() < before
    assert made.next_item() not in (None, 0)


def test_between_the_sides_is_a_change_and_between_sets_a_rest() -> None:
    made = course()
    first = made.step()
    assert first is not None
    one = do(made, first)
    second = made.step()
    assert made.lead(one, second, catalog()) == (Phase.SWITCH, CHANGE_SIDES_S)
    assert second is not None
    two = do(made, second, at=1)
    rest = catalog().get(one.exercise_id).dose.rest_s
    assert made.lead(two, made.step(), catalog()) == (Phase.REST, rest)
    assert made.lead(None, made.step(), catalog())[1] == 0


def test_the_second_side_holds_as_long_as_the_first_and_no_longer() -> None:
    made = course()
    made.item = next(
        i for i, p in enumerate(made.routine.items)
        if catalog().get(p.exercise_id).count.value == "seconds"
    )  # fmt: skip
    first = made.step()
    assert first is not None
    hold = made.hold_of(first, catalog())
    assert hold == made.prescription.target.amount
    done = do(made, first)
    made.take(replace(done, seconds=17))
    assert made.hold_of(made.step(), catalog()) == 17


# -- going on after a crash ----------------------------------------------------------------------


@given(st.integers(0, 9), st.integers(0, 4), st.sampled_from(list(Side)))
def test_a_workout_goes_on_at_the_very_set(done: int, item: int, side: Side) -> None:
    made = course(side)
    made.item = item % len(made.routine.items)
    for n in range(done):
        step = made.step()
        if step is None:
            break
        do(made, step, at=n)
    text = unfinished_to_json(made.unfinished(NOW))
    found = unfinished_from_json(text, now=NOW + timedelta(hours=1))
    assert found is not None
    again = course_of(found, [*made.logged, entry("bird_dog", workout_id="another")])
    assert again.logged == made.logged
    assert again.routine == made.routine
    if made.step() is not None:
        assert again.step() == made.step()
    else:
        assert again.item == made.next_item()


@pytest.mark.parametrize(
    "text",
    [None, "", "null", "{}", "[1]", "nonsense", '{"workout_id": 3}'],
)
def test_what_cannot_be_read_is_no_workout(text: str | None) -> None:
    assert unfinished_from_json(text, now=NOW) is None


def test_the_next_day_it_is_another_workout_but_a_changed_clock_costs_nothing() -> None:
    text = unfinished_to_json(course().unfinished(NOW))
    assert unfinished_from_json(text, now=NOW + GO_ON_WITHIN + timedelta(minutes=1)) is None
    assert unfinished_from_json(text, now=NOW - timedelta(hours=2)) is not None


def test_the_coach_offers_it_until_it_is_over() -> None:
    log = MemoryLog()
    made = course()
    step = made.step()
    assert step is not None
    asked = coach(log)
    asked.keep_unfinished(made.unfinished(NOW))
    asked.log(do(made, step), today=TODAY)
    found = coach(log).unfinished(now=NOW + timedelta(minutes=5))
    assert found is not None
    assert found.step() == made.step()
    asked.end_unfinished()
    assert coach(log).unfinished(now=NOW) is None


def test_a_workout_with_everything_done_is_over() -> None:
    log = MemoryLog()
    made = course()
    asked = coach(log)
    n = 0
    for i in range(len(made.routine.items)):
        for step in made.steps(i):
            n += 1
            asked.log(do(made, step, at=n), today=TODAY)
    asked.keep_unfinished(made.unfinished(NOW))
    assert asked.unfinished(now=NOW) is None
