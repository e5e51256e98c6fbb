from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.body import Side
from core.catalog import Count, Exercise, Load
from core.doses import Change
from core.errors import Problem
from core.journal import AfterNote, History, Morning, MorningNote, SetEntry
from core.lights import Colour, Reaction, light_of, lights_of, reaction_words, what_follows
from core.pain import check_after, felt_in, pain_of
from core.progression import next_dose
from tests.factories import (
    TODAY,
    USUAL_GEAR,
    ago,
    catalog,
    entry,
    exercise,
    history,
    mirrored_words,
    morning,
    workout,
)

ROW = "single_arm_row"
RAISES = (Change.MORE, Change.HEAVIER, Change.HARDER)
EXERCISES = sorted(e.id for e in catalog().exercises)


def after(of: SetEntry, pain: int) -> AfterNote:
    """What was said right after the workout of a set."""
    return AfterNote(of.workout_id, of.exercise_id, of.side, of.day, pain)


def row(days: int, left: int | None, right: int | None = 0) -> tuple[SetEntry, ...]:
    """A row workout with pain on each side, so many days ago."""
    sides = zip(Side, (left, right), strict=True)
    return tuple(entry(ROW, side, day=ago(days), pain=pain) for side, pain in sides)


def counts_after() -> bool:
    """Tell whether the next dose knows the pain right after already."""
    hurt = row(1, 0)
    log = replace(history(hurt), after=(after(hurt[0], 8),))
    return next_dose(exercise(ROW), log, USUAL_GEAR, today=TODAY).change not in RAISES


# -- one workout -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("during", "right_after", "next_morning", "colour", "reaction"),
    [
        (0, None, None, Colour.GREEN, Reaction.NORMAL),
        (2, 2, Morning.USUAL, Colour.GREEN, Reaction.NORMAL),
        (2, None, Morning.SORE, Colour.GREEN, Reaction.NORMAL),
        (0, None, Morning.WORSE, Colour.AMBER, Reaction.HOLD),
        (3, None, None, Colour.AMBER, Reaction.HOLD),
        (5, 1, Morning.USUAL, Colour.AMBER, Reaction.HOLD),
        (5, 1, Morning.SORE, Colour.AMBER, Reaction.HOLD),
        (0, 4, None, Colour.AMBER, Reaction.HOLD),
        (3, None, Morning.WORSE, Colour.AMBER, Reaction.EASE),
        (0, 3, Morning.WORSE, Colour.AMBER, Reaction.EASE),
        (6, None, None, Colour.RED, Reaction.EASIER),
        (1, 8, Morning.USUAL, Colour.RED, Reaction.EASIER),
        (None, None, None, Colour.UNKNOWN, Reaction.NORMAL),
        (None, 0, None, Colour.GREEN, Reaction.NORMAL),
        (None, None, Morning.WORSE, Colour.AMBER, Reaction.HOLD),
    ],
)
def test_rule_r2_for_one_workout(
    during: int | None,
    right_after: int | None,
    next_morning: Morning | None,
    colour: Colour,
    reaction: Reaction,
) -> None:
    left, right = row(1, during)
    log = history([left, right], mornings=[morning(left, next_morning)] if next_morning else [])
    if right_after is not None:
        log = replace(log, after=(after(left, right_after),))
    found = lights_of(exercise(ROW), log, today=TODAY)
    assert (found[Side.LEFT].colour, found[Side.LEFT].reaction) == (colour, reaction)
    assert found[Side.RIGHT].colour is Colour.GREEN
    assert found[Side.RIGHT].reaction is reaction, "both sides do the same"


def test_the_well_side_says_which_side_decides() -> None:
    found = lights_of(exercise(ROW), history(row(0, 4)), today=TODAY)
    assert found[Side.LEFT].says == "It hurt 4 of 10 today."
    assert found[Side.LEFT].reaction_says == "The same dose again, no increase."
    assert found[Side.RIGHT].says == "No pain today."
    assert found[Side.RIGHT].reaction_says == (
        "Your left side decides for both. The same dose again, no increase."
    )


def test_all_three_numbers_are_said() -> None:
    left, right = row(1, 4)
    log = replace(history([left, right], mornings=[morning(left)]), after=(after(left, 3),))
    assert light_of(exercise(ROW), log, Side.LEFT, today=TODAY).says == (
        "It hurt 4 of 10 during and 3 just after it yesterday, and the next morning was worse than "
        "usual."
    )


def test_without_a_ladder_it_gets_less_instead_of_easier() -> None:
    of = next(
        e for e in catalog().exercises if e.kind.strengthens and e.mode.sided and not e.easier
    )
    log = history(entry(of.id, Side.LEFT, pain=7))
    assert light_of(of, log, Side.LEFT, today=TODAY).reaction is Reaction.EASE


def test_a_stretch_is_done_less_far() -> None:
    of = exercise("hip_flexor_stretch")
    found = light_of(of, history(entry(of.id, Side.LEFT, pain=7)), Side.LEFT, today=TODAY)
    assert (found.colour, found.reaction) == (Colour.RED, Reaction.EASE)
    assert found.reaction_says == "Less far next time: a pull, not a pain."


# -- several workouts ------------------------------------------------------------------------------


def test_two_worse_mornings_running_pause_on_the_side_they_were_on() -> None:
    first, last = row(4, 1), row(1, 1)
    log = history(first, last, mornings=[morning(first[0]), morning(last[0])])
    found = lights_of(exercise(ROW), log, today=TODAY)
    assert (found[Side.LEFT].colour, found[Side.LEFT].reaction) == (Colour.RED, Reaction.PAUSE)
    assert (found[Side.RIGHT].colour, found[Side.RIGHT].reaction) == (
        Colour.GREEN,
        Reaction.PAUSE,
    )
    assert "physiotherapist" in found[Side.RIGHT].reaction_says


def test_a_growing_week_pauses() -> None:
    log = history(row(12, 1), row(9, 0), row(4, 4), row(1, 4))
    assert light_of(exercise(ROW), log, Side.LEFT, today=TODAY).reaction is Reaction.PAUSE


def test_a_side_that_was_left_out_is_not_known() -> None:
    log = history(row(4, 0), entry(ROW, Side.RIGHT, day=ago(1), pain=0))
    found = light_of(exercise(ROW), log, Side.LEFT, today=TODAY)
    assert found.colour is Colour.UNKNOWN
    assert found.says == "Your left side did not take part yesterday."


def test_after_a_long_break_the_light_is_out() -> None:
    found = light_of(exercise(ROW), history(row(30, 8)), Side.LEFT, today=TODAY)
    assert found.colour is Colour.UNKNOWN
    assert found.says.startswith("Not done for 4 weeks")


def test_nothing_logged_is_not_green() -> None:
    assert light_of(exercise(ROW), History(), Side.LEFT, today=TODAY).colour is Colour.UNKNOWN


def test_what_follows_is_said_once_for_both_sides() -> None:
    said = what_follows([exercise(ROW)], history(row(1, 4, 4)), today=TODAY)
    assert said == ("Single Arm Row: the same dose again, no increase.",)
    assert what_follows([exercise(ROW)], history(row(1, 0)), today=TODAY) == ()


# -- light and dose --------------------------------------------------------------------------------


@st.composite
def logs(draw: st.DrawFn, *, with_after: bool = False) -> tuple[Exercise, History]:
    of = exercise(draw(st.sampled_from(EXERCISES)))
    sides: list[tuple[Side | None, ...]] = [tuple(Side), tuple(Side), (Side.LEFT,), (Side.RIGHT,)]
    sets: list[SetEntry] = []
    mornings: list[MorningNote] = []
    notes: list[AfterNote] = []
    day = TODAY - timedelta(days=draw(st.sampled_from([0, 1, 2, 12, 25, 60])))
    for _ in range(draw(st.integers(1, 6))):
        for side in draw(st.sampled_from(sides)) if of.mode.sided else (None,):
            amount = draw(st.integers(1, 30))
            made = entry(
                of.id,
                side,
                day=day,
                reps=amount if of.count is Count.REPS else None,
                seconds=amount if of.count is Count.SECONDS else None,
                load_kg=10.0 if of.load is Load.KG else None,
                reserve=draw(st.sampled_from([None, 0, 2, 3])),
                pain=draw(st.sampled_from([None, 0, 0, 1, 2, 3, 5, 6, 9])),
            )
            sets.append(made)
            if draw(st.integers(0, 3)) == 0:
                mornings.append(morning(made, draw(st.sampled_from(Morning))))
            if with_after and draw(st.booleans()):
                notes.append(after(made, draw(st.integers(0, 10))))
        day -= timedelta(days=draw(st.sampled_from([1, 2, 3, 5, 30])))
    return of, replace(history(sets, mornings=mornings), after=tuple(notes))


_MEANS = {
    Reaction.HOLD: {Change.SAME},
    Reaction.EASE: {Change.LESS},
    Reaction.EASIER: {Change.EASIER},
    Reaction.PAUSE: {Change.PAUSE},
}


def agrees(of: Exercise, log: History) -> None:
    """Assert that the lights and the next dose say the same."""
    lights = lights_of(of, log, today=TODAY)
    dose = next_dose(of, log, USUAL_GEAR, today=TODAY)
    if any(light.colour in (Colour.RED, Colour.AMBER) for light in lights.values()):
        assert dose.change not in RAISES
    (reaction,) = {light.reaction for light in lights.values()}
    if dose.change is Change.PAUSE:
        assert reaction is Reaction.PAUSE
    if reaction is Reaction.NORMAL or dose.change is Change.RETURN:
        return
    if of.kind.strengthens or reaction is Reaction.PAUSE:
        assert dose.change in _MEANS[reaction]
    else:
        assert dose.change is Change.START


@given(logs())
def test_light_and_dose_never_contradict_each_other(made: tuple[Exercise, History]) -> None:
    agrees(*made)


@pytest.mark.skipif(not counts_after(), reason="holds once the dose counts pain right after")
@given(logs(with_after=True))
def test_light_and_dose_agree_about_pain_right_after(made: tuple[Exercise, History]) -> None:
    agrees(*made)


@given(logs(with_after=True))
def test_swapped_sides_swap_lights_and_sentences(made: tuple[Exercise, History]) -> None:
    of, log = made
    here = lights_of(of, log, today=TODAY)
    there = lights_of(of, log.mirrored(), today=TODAY)
    for side, light in here.items():
        other = there[side and side.other]
        assert (other.colour, other.reaction) == (light.colour, light.reaction)
        if side is not None:
            assert other.says == mirrored_words(light.says)
            assert other.reaction_says == mirrored_words(light.reaction_says)


@given(logs(with_after=True))
def test_every_light_says_why_and_only_a_reaction_has_words(
    made: tuple[Exercise, History],
) -> None:
    of, log = made
    for light in lights_of(of, log, today=TODAY).values():
        assert light.says.endswith(".")
        assert bool(light.reaction_says) is (light.reaction is not Reaction.NORMAL)
    assert all(reaction_words(of, r) for r in Reaction if r is not Reaction.NORMAL)


# -- pain ------------------------------------------------------------------------------------------


def test_the_most_of_during_and_right_after_counts() -> None:
    one, two = entry(pain=2), entry(index=2, pain=None)
    assert pain_of([one, two]) == 2
    assert pain_of([one], [after(one, 6)]) == 6
    assert pain_of([two]) is None


def test_a_side_without_anything_said_felt_nothing_known() -> None:
    log = history(entry(ROW, Side.LEFT, workout_id="w"))
    assert felt_in(log, workout_id="w", exercise_id=ROW, side=Side.RIGHT) is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"pain": 11}, "pain"),
        ({"pain": -1}, "pain"),
        ({"side": None}, "side"),
        ({"day": TODAY + timedelta(days=1)}, "day"),
    ],
)
def test_impossible_notes_are_refused(change: dict[str, object], field: str) -> None:
    note = replace(AfterNote("w", ROW, Side.LEFT, TODAY, 3), **change)  # type: ignore[arg-type]
    with pytest.raises(Problem) as caught:
        check_after(note, exercise(ROW), today=TODAY)
    assert caught.value.field == field


def test_a_note_of_one_side_does_not_fit_an_exercise_of_both() -> None:
    check_after(
        AfterNote("w", "glute_bridge", None, TODAY, 3), exercise("glute_bridge"), today=TODAY
    )
    with pytest.raises(Problem, match="both sides at once"):
        check_after(
            AfterNote("w", "glute_bridge", Side.LEFT, TODAY, 3),
            exercise("glute_bridge"),
            today=TODAY,
        )


def test_a_pain_of_one_whole_workout_fits_its_sessions() -> None:
    sets = workout(ROW, pain=4)
    assert pain_of(sets) == 4
