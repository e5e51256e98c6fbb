from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.body import Side
from core.journal import AfterNote, History, Morning, SetEntry
from core.mornings import (
    MorningDue,
    mornings_due,
    put_away_from_json,
    put_away_to_json,
)
from tests.factories import TODAY, ago, catalog, entry, history, mirrored_words, morning, workout

ROW, CALF = "single_arm_row", "single_leg_heel_raise"


def due(log: History, put_away: tuple[str, ...] = ()) -> tuple[MorningDue, ...]:
    """What is asked today."""
    return mornings_due(log, catalog(), today=TODAY, put_away=put_away)


def test_one_question_for_a_workout_with_a_line_for_each_exercise_and_side() -> None:
    log = history(workout(ROW, ago(1), pain=0), workout("glute_bridge", ago(1), pain=0))
    (found,) = due(log)
    assert found.says == "How is it this morning, after yesterday’s workout?"
    assert found.reminds == ""
    assert [(line.name, line.side) for line in found.lines] == [
        ("Single Arm Row", Side.LEFT),
        ("Single Arm Row", Side.RIGHT),
        ("Glute Bridge", None),
    ]


def test_what_hurt_is_named_and_can_not_be_put_away() -> None:
    sore = entry(ROW, Side.LEFT, day=ago(2), pain=1, workout_id="w")
    log = replace(history(sore), after=(AfterNote("w", ROW, Side.LEFT, ago(2), 4),))
    (found,) = due(log, put_away=("w",))
    assert found.says == "How was the morning after Tuesday’s workout?"
    assert found.reminds == "Single Arm Row hurt 4 of 10 on your left."


def test_the_two_that_hurt_most_are_named_and_the_rest_is_counted() -> None:
    log = history(
        workout(ROW, ago(1), pain=2),
        entry(CALF, Side.RIGHT, day=ago(1), pain=5),
        entry("glute_bridge", None, day=ago(1), pain=3),
    )
    assert due(log)[0].reminds == (
        "Single Leg Heel Raise hurt 5 of 10 on your right; Glute Bridge hurt 3 of 10; "
        "1 more exercise."
    )


def test_yesterday_comes_first_and_old_mornings_are_forgotten() -> None:
    log = history(*(workout(ROW, ago(d), pain=5) for d in (0, 1, 2, 3, 4)))
    assert [found.day for found in due(log)] == [ago(1), ago(2), ago(3)]


def test_a_painless_workout_can_be_put_away() -> None:
    log = history(workout(ROW, ago(1), pain=0, workout_id="w"))
    assert due(log)
    assert due(log, put_away=("w",)) == ()


def test_what_was_answered_is_not_asked_again() -> None:
    left, right = workout(ROW, ago(1), pain=3)
    half = history([left, right], mornings=[morning(left, Morning.SORE)])
    assert [line.side for line in due(half)[0].lines] == [Side.RIGHT]
    whole = replace(half, mornings=(*half.mornings, morning(right, Morning.USUAL)))
    assert due(whole) == ()


def test_a_workout_past_midnight_is_asked_about_on_the_morning_it_ended() -> None:
    late = entry(ROW, Side.LEFT, day=ago(1), pain=3, workout_id="w")
    later = replace(late, id="x", day=TODAY, at=late.at + timedelta(hours=7), index=2)
    assert [found.day for found in due(history(late, later))] == [ago(1)]


def test_an_exercise_that_is_gone_is_still_asked_about() -> None:
    gone = replace(entry(ROW, Side.LEFT, day=ago(1), pain=3), exercise_id="old_curl")
    assert due(history(gone))[0].reminds == "Old curl hurt 3 of 10 on your left."


def test_answers_become_notes_of_the_morning_and_open_lines_stay_open() -> None:
    (found,) = due(history(workout(ROW, ago(2), pain=3)))
    (note,) = found.notes({(ROW, Side.RIGHT): Morning.SORE}, today=TODAY)
    assert (note.side, note.day, note.answer) == (Side.RIGHT, ago(1), Morning.SORE)
    assert len(found.notes(found.all_as(Morning.USUAL), today=TODAY)) == 2


@pytest.mark.parametrize("text", [None, "", "{", "3", "null"])
def test_an_unreadable_list_puts_nothing_away(text: str | None) -> None:
    assert put_away_from_json(text) == ()


def test_only_the_last_put_away_workouts_are_kept() -> None:
    kept: tuple[str, ...] = ()
    for n in range(30):
        kept = put_away_from_json(put_away_to_json(kept, str(n)))
    assert kept == tuple(str(n) for n in range(10, 30))


@st.composite
def logs(draw: st.DrawFn) -> History:
    sets: list[SetEntry] = []
    for _ in range(draw(st.integers(0, 6))):
        of = draw(st.sampled_from([ROW, CALF]))
        side, day = draw(st.sampled_from(Side)), ago(draw(st.integers(0, 5)))
        pain = draw(st.sampled_from([None, 0, 2, 6]))
        sets.append(entry(of, side, day=day, index=len(sets) + 1, pain=pain))
    notes = [morning(s, draw(st.sampled_from(Morning))) for s in sets if draw(st.booleans())]
    return history(sets, mornings=notes)


@given(logs())
def test_swapped_sides_swap_the_questions(log: History) -> None:
    def told(asked: MorningDue) -> set[tuple[object, ...]]:
        return {(line.exercise_id, line.side, line.pain) for line in asked.lines}

    here, there = due(log), due(log.mirrored())
    assert len(here) == len(there)
    for one, other in zip(here, there, strict=True):
        swapped = {(i, side.other, pain) for i, side, pain in told(one)}  # type: ignore[attr-defined]
        assert told(other) == swapped
        assert sorted(mirrored_words(one.reminds)) == sorted(other.reminds)


@given(logs())
def test_answering_everything_leaves_nothing_to_ask(log: History) -> None:
    for found in due(log):
        notes = found.notes(found.all_as(Morning.USUAL), today=TODAY)
        log = replace(log, mornings=(*log.mornings, *notes))
    assert due(log) == ()
