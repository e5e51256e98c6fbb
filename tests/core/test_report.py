from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from core.body import Side
from core.journal import AfterNote, History, Morning, SetEntry
from core.report import MOST_CURVES, Report, report_of
from tests import factories as make


def report(log: History, weeks: int = 12) -> Report:
    return report_of(make.catalog(), log, [], today=make.TODAY, weeks=weeks)


def test_workouts_are_counted_by_week_and_said_in_a_sentence() -> None:
    log = make.history(
        *(make.workout("single_arm_row", make.ago(back)) for back in (1, 3, 8, 40, 200))
    )
    made = report(log, weeks=6)
    assert made.weeks == (1, 0, 0, 0, 1, 2)
    assert made.workouts == 4
    assert made.adherence == ("4 workouts in 6 weeks: 0.7 a week. 3 of 6 weeks had at least one.")
    assert (made.since, made.until) == (make.ago(41), make.TODAY)


def test_an_empty_time_says_so() -> None:
    made = report(History())
    assert made.adherence == "Nothing was logged in this time."
    assert made.pain_says == "Pain was not noted in this time."
    assert (made.drawn, made.pain, made.trained) == ((), (), ())


def test_a_real_gap_comes_before_what_was_done_more_often() -> None:
    real = make.series("single_arm_row", [(5, 9)] * 12, load_kg=12.0)
    often = make.series("single_arm_shoulder_press", [(9, 9)] * 20, load_kg=8.0)
    made = report(make.history(real.sets, often.sets))
    assert [d.exercise.id for d in made.drawn] == ["single_arm_row", "single_arm_shoulder_press"]
    assert made.drawn[0].curve.verdict.startswith("Left ")


def test_only_so_many_curves_fit_and_the_rest_is_counted() -> None:
    sided = [e.id for e in make.catalog().exercises if e.mode.sided and e.kind.strengthens][
        : MOST_CURVES + 3
    ]
    made = report(make.history(*(make.workout(i, make.ago(4)) for i in sided)))
    assert len(made.drawn) == MOST_CURVES
    assert made.left_out == 3
    assert len(made.trained) == MOST_CURVES + 3


def test_pain_of_a_side_is_summed_up_in_one_line() -> None:
    sets = make.workout("single_arm_row", make.ago(4), sets=2, pain=0)
    hurt = [replace(s, pain=4) if s.side is Side.LEFT else s for s in sets]
    log = replace(
        make.history(hurt, mornings=[make.morning(hurt[0]), make.morning(hurt[1], Morning.SORE)]),
        after=(AfterNote(sets[0].workout_id, "single_arm_row", Side.LEFT, sets[0].day, 5),),
    )
    made = report(log)
    left, right = sorted(made.pain, key=lambda line: str(line.side))
    assert left.says == ("in 2 sets up to 4 of 10, right after up to 5, 1 morning worse than usual")
    assert right.says == "none while training, 1 morning with muscle ache"
    assert made.pain_says == (
        "In 1 of 1 workout with a note about pain it went above 2 of 10 while training."
    )


def test_no_pain_is_said_too() -> None:
    made = report(make.history(make.workout("single_arm_row", make.ago(4), pain=2)))
    assert "it never went above 2 of 10" in made.pain_says


_SETS = st.lists(
    st.tuples(
        st.sampled_from(["single_arm_row", "side_plank", "banded_abduction", "glute_bridge"]),
        st.integers(0, 80),
        st.integers(3, 14),
        st.integers(3, 14),
        st.integers(0, 6),
        st.integers(0, 6),
    ),
    max_size=14,
)


@given(_SETS)
def test_swapping_the_sides_mirrors_the_report(
    rows: list[tuple[str, int, int, int, int, int]],
) -> None:
    sets: list[SetEntry] = []
    for exercise_id, back, left, right, hurts_left, hurts_right in rows:
        for entry in make.workout(exercise_id, make.ago(back), left=left, right=right):
            pain = hurts_left if entry.side is Side.LEFT else hurts_right
            sets.append(replace(entry, pain=pain))
    log = make.history(sets, mornings=[make.morning(s) for s in sets[::3]])
    one, two = report(log), report(log.mirrored())
    assert (one.weeks, one.trained, one.pain_says) == (two.weeks, two.trained, two.pain_says)
    assert [d.exercise.id for d in one.drawn] == [d.exercise.id for d in two.drawn]
    assert [make.mirrored_words(d.curve.verdict) for d in one.drawn] == [
        d.curve.verdict for d in two.drawn
    ]

    def lines(made: Report, *, swap: bool) -> list[tuple[str, str, str]]:
        return sorted(
            (p.name, str(p.side.other if swap and p.side else p.side), p.says) for p in made.pain
        )

    assert lines(one, swap=True) == lines(two, swap=False)
