"""Does an import bring what is known, ask for the rest, and leave no trace when taken back?"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.body import Side
from core.errors import Problem
from core.exchange.doors import preview, take_back
from core.exchange.proposal import NO_ANSWERS, Answers, Topic
from core.exchange.questions import questions
from core.exchange.settling import Existing, Settled, settle
from core.exchange.values import Cancelled, Watch
from core.journal import Band, check_entry
from tests import factories as make
from tests.exchange.keeping import (
    HERE,
    TODAY,
    MemoryKeeper,
    answers,
    brought,
    full_log,
    looked_at,
    settled,
    written,
)

HEAD = (
    '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes",'
    '"set_index","set_type","weight_kg","reps","distance_km","duration_seconds","rpe"\n'
)


def hevy(*sets: tuple[str, str, str, str], day: str = "12 Jan 2026, 12:17") -> str:
    """Write a file: exercise, note, kilograms and repetitions of each set."""
    rows = [
        f'"W","{day}","","","{name}",,"{note}",{n},"normal",{kg},{reps},,,'
        for n, (name, note, kg, reps) in enumerate(sets)
    ]
    return HEAD + "\n".join(rows) + "\n"


ROW = ("Single Arm Row", "", "20", "8")
LEFT_ROW, RIGHT_ROW = (("Single Arm Row (" + side + ")", "", "20", "8") for side in ("L", "R"))
FILE = hevy(
    LEFT_ROW,
    RIGHT_ROW,
    ROW,
    ROW,
    ("Bench Press (Barbell)", "", "60", "8"),
    day="12 Jan 2026, 12:17",
)


def sides(text: str, said: Answers = NO_ANSWERS) -> list[tuple[Side | None, int | None]]:
    made = settled(looked_at(text), said).sets
    return sorted(((s.side, s.reps) for s in made), key=lambda row: str(row[0]))


# -- twice, undo, all or nothing ------------------------------------------------------------------


def test_doing_it_twice_adds_nothing(keeper: MemoryKeeper, tmp_path: Path) -> None:
    path = written(tmp_path, FILE)
    first = brought(keeper, path)
    kept = keeper.kept
    again = brought(keeper, path)
    assert (len(first.sets), len(again.sets), again.already) == (4, 0, 4)
    assert again.batch is None
    assert keeper.kept == kept


def test_a_newer_export_adds_only_what_is_new(keeper: MemoryKeeper, tmp_path: Path) -> None:
    brought(keeper, written(tmp_path, hevy(ROW, ROW)))
    newer = hevy(ROW, ROW, ROW).rstrip() + hevy(ROW, day="14 Jan 2026, 12:17").removeprefix(
        HEAD[:-1]
    )
    made = brought(keeper, written(tmp_path, newer))
    assert (len(made.sets), made.already) == (2, 2)
    assert [s.index for s in keeper.history().sets] == [1, 2, 3, 1]


def test_what_the_person_changed_or_removed_since_stays(
    keeper: MemoryKeeper, tmp_path: Path
) -> None:
    path = written(tmp_path, FILE)
    brought(keeper, path)
    one, other = keeper.history().sets[:2]
    keeper.remove_set(one.id)
    sets = tuple(replace(s, reps=11) if s.id == other.id else s for s in keeper.history().sets)
    keeper.kept = replace(keeper.kept, history=replace(keeper.history(), sets=sets))
    brought(keeper, path)
    assert keeper.history().sets == sets


def test_one_undo_takes_it_all_back(tmp_path: Path) -> None:
    keeper = MemoryKeeper(full_log(), tables=["dreams"])
    before = keeper.kept
    made = brought(keeper, written(tmp_path, FILE))
    assert made.batch is not None
    assert keeper.kept != before
    gone = take_back(keeper, made.batch.id)
    assert len(gone) == 4
    assert keeper.kept == before
    with pytest.raises(Problem, match="not in the log"):
        take_back(keeper, made.batch.id)
    assert len(brought(keeper, written(tmp_path, FILE)).sets) == 4


def test_all_or_nothing(keeper: MemoryKeeper, tmp_path: Path) -> None:
    keeper.fails = True
    with pytest.raises(Problem, match="disk is full"):
        brought(keeper, written(tmp_path, FILE))
    assert keeper.history().sets == ()


def test_stopping_changes_nothing(tmp_path: Path) -> None:
    path, proposal = written(tmp_path, FILE), looked_at(FILE)
    with pytest.raises(Cancelled, match="Nothing was changed"):
        settle(
            proposal,
            NO_ANSWERS,
            Existing(),
            today=TODAY,
            zone=HERE,
            watch=Watch(cancelled=lambda: True),
        )
    with pytest.raises(Cancelled):
        preview(path, make.catalog(), watch=Watch(cancelled=lambda: True))


def test_a_batch_says_where_it_came_from(keeper: MemoryKeeper, tmp_path: Path) -> None:
    made = brought(keeper, written(tmp_path, FILE, "mine.csv")).batch
    assert made is not None
    assert (made.source, made.file, made.sets, made.day) == ("Hevy", "mine.csv", 4, TODAY)
    assert {s.batch for s in keeper.history().sets} == {made.id}
    assert keeper.batches() == (made,)


# -- names that match nothing ---------------------------------------------------------------------


def test_a_name_without_a_match_waits_and_is_said(keeper: MemoryKeeper, tmp_path: Path) -> None:
    path = written(tmp_path, FILE)
    made = brought(keeper, path)
    assert [(w.question_id, w.count) for w in made.waiting] == [("name:bench press (barbell)", 1)]
    assert not made.complete
    chosen = Answers((("name:bench press (barbell)", "floor_press"),))
    later = brought(keeper, path, chosen)
    assert ([s.exercise_id for s in later.sets], later.already) == (["floor_press"], 4)
    assert later.complete


def test_a_name_can_be_left_out_on_purpose() -> None:
    made = settled(looked_at(FILE), Answers((("name:bench press (barbell)", "skip"),)))
    assert made.complete
    assert made.left == (("sets of exercises you left out", 1),)


def test_the_review_table_says_how_sure_each_name_is() -> None:
    table = [q for q in questions(looked_at(FILE)) if q.topic is Topic.NAME]
    assert [(q.example, q.default, q.count) for q in table] == [
        ("Single Arm Row (L)", "single_arm_row", 1),
        ("Single Arm Row (R)", "single_arm_row", 1),
        ("Single Arm Row", "single_arm_row", 2),
        ("Bench Press (Barbell)", "unknown", 1),
    ]
    assert all(q.choices[-1].id == "unknown" and q.choices[-2].id == "skip" for q in table)
    assert table[0].choices[0].score == 100


def test_another_choice_than_the_match_counts() -> None:
    made = settled(
        looked_at(hevy(ROW)), Answers((("name:single arm row", "single_arm_row_cable"),))
    )
    assert [s.exercise_id for s in made.sets] == ["single_arm_row_cable"]


# -- sides ----------------------------------------------------------------------------------------


def test_what_is_not_said_stays_unknown_and_is_marked() -> None:
    made = settled(looked_at(hevy(ROW, ROW)))
    assert [s.side for s in made.sets] == [None, None]
    assert made.open_sides == 2
    assert all(s.batch for s in made.sets)
    assert made.complete  # everything was read; not knowing is no mistake


def test_a_side_in_the_name_is_taken_and_can_be_denied() -> None:
    text = hevy(LEFT_ROW, RIGHT_ROW)
    assert [side for side, _ in sides(text)] == [Side.LEFT, Side.RIGHT]
    deny = Answers((("side:single arm row (l):says left", "unknown"),))
    assert [side for side, _ in sides(text, deny)] == [None, Side.RIGHT]


def test_a_mention_in_a_note_is_proposed_and_not_taken() -> None:
    text = hevy(("Single Arm Row", "left arm was tired", "20", "8"))
    asked = next(q for q in questions(looked_at(text)) if q.topic is Topic.SIDE)
    assert (asked.default, asked.suggested) == ("unknown", "left")
    assert sides(text) == [(None, 8)]
    assert sides(text, Answers(((asked.id, "left"),))) == [(Side.LEFT, 8)]


def test_where_left_could_mean_two_things_the_person_decides() -> None:
    text = hevy(("Side Bend (Dumbbell) (left)", "", "20", "8"))
    asked = next(q for q in questions(looked_at(text)) if q.topic is Topic.SIDE)
    assert "the side without the dumbbell (the weight hangs in your right hand)" in asked.says
    assert (asked.default, asked.suggested) == ("unknown", "left")
    assert sides(text) == [(None, 8)]


def test_counts_in_a_note_become_a_set_for_each_side_when_the_person_says_so() -> None:
    text = hevy(("Single Arm Row", "L 8 R 10", "20", "8"))
    assert sides(text) == [(None, 8)]
    asked = next(q for q in questions(looked_at(text)) if q.topic is Topic.SIDE)
    assert sides(text, Answers(((asked.id, "split"),))) == [(Side.LEFT, 8), (Side.RIGHT, 10)]


def test_two_numbers_are_read_as_the_person_says() -> None:
    text = hevy(("Single Arm Row", "8/10", "20", "8"))
    asked = next(q for q in questions(looked_at(text)) if q.topic is Topic.SIDE)
    assert asked.default == "unknown"
    assert sides(text, Answers(((asked.id, "first-left"),))) == [(Side.LEFT, 8), (Side.RIGHT, 10)]
    assert sides(text, Answers(((asked.id, "first-right"),))) == [(Side.LEFT, 10), (Side.RIGHT, 8)]


def test_each_side_did_this_makes_no_even_gap(keeper: MemoryKeeper, tmp_path: Path) -> None:
    """What was left was said once for both: told apart, it would be an invented tie."""
    from core.curve import curve_of

    for n, day in enumerate(("5 Jan 2026, 12:17", "8 Jan 2026, 12:17", "11 Jan 2026, 12:17")):
        text = hevy(ROW, day=day).replace(",8,,,", ",8,,,9")
        made = brought(
            keeper,
            written(tmp_path, text, f"{n}.csv"),
            Answers((("side:single arm row:not said", "each"),)),
        )
        assert {(s.side, s.reps, s.reserve) for s in made.sets} == {
            (side, 8, None) for side in Side
        }
        assert made.sets[0].note == "1 in reserve, said for both sides together"
    curve = curve_of(make.exercise("single_arm_row"), keeper.history())
    assert curve.judgement.mean is None


def test_changing_the_answer_about_sides_does_not_bring_a_set_twice(
    keeper: MemoryKeeper, tmp_path: Path
) -> None:
    path = written(tmp_path, hevy(ROW, ROW))
    brought(keeper, path)
    for said in ("each", "left", "right"):
        again = brought(keeper, path, Answers((("side:single arm row:not said", said),)))
        assert (len(again.sets), again.already) == (0, 2)


_NOTES = ("", "left", "right", "left arm tired", "right leg weak", "L 8 R 10", "8/10", "each side")
_NAMES = (
    "Single Arm Row",
    "Single Arm Row (L)",
    "Single Arm Row (R)",
    "Side Plank",
    "Glute Bridge",
)
_SWAP = {
    "L 8 R 10": "R 8 L 10",
    "R 8 L 10": "L 8 R 10",
    "left": "right",
    "right": "left",
    "(L)": "(R)",
    "(R)": "(L)",
    "(l)": "(r)",
    "(r)": "(l)",
}
_CHOICES = ("", "left", "right", "each", "unknown", "split", "first-left", "first-right")
_OPPOSITE = {
    "left": "right",
    "right": "left",
    "first-left": "first-right",
    "first-right": "first-left",
}


def _swapped(text: str) -> str:
    return re.sub("|".join(map(re.escape, _SWAP)), lambda m: _SWAP[m[0]], text)


@given(
    st.lists(st.tuples(st.sampled_from(_NAMES), st.sampled_from(_NOTES)), max_size=8),
    st.dictionaries(st.sampled_from(_NOTES), st.sampled_from(_CHOICES)),
)
def test_swapping_left_and_right_mirrors_the_sets_and_the_questions(
    rows: list[tuple[str, str]], chosen: dict[str, str]
) -> None:
    sets = [(name, note, "20", "8") for name, note in rows]
    if not sets:
        return
    text = hevy(*sets)
    mirrored = hevy(*((_swapped(a), _swapped(b), kg, reps) for a, b, kg, reps in sets))
    here, there = looked_at(text), looked_at(mirrored)
    said = Answers(
        tuple(
            (q.id, chosen[q.example])
            for q in questions(here)
            if q.topic is Topic.SIDE and chosen.get(q.example) in {c.id for c in q.choices}
        )
    )
    other = Answers(tuple((_swapped(i), _OPPOSITE.get(c, c)) for i, c in said.given))
    one, two = settled(here, said), settled(there, other)

    def seen(made: Settled, *, mirror: bool) -> Counter[tuple[object, ...]]:
        return Counter(
            (s.exercise_id, s.side.other if mirror and s.side else s.side, s.reps, s.load_kg)
            for s in made.sets
        )

    assert seen(one, mirror=False) == seen(two, mirror=True)
    assert len(one.troubles) == len(two.troubles)
    says = Counter((q.says, q.default, q.suggested) for q in questions(here))
    assert says == Counter(
        (
            _swapped(q.says),
            _OPPOSITE.get(q.default, q.default),
            _OPPOSITE.get(q.suggested, q.suggested),
        )
        for q in questions(there)
    )


# -- what can't have happened ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("Single Arm Row", "", "600", "8"), "between 0.25 and 500 kg"),
        (("Single Arm Row", "", "", "8"), "how heavy"),
        (("Single Arm Row", "", "-20", "8"), "below zero"),
        (("Single Arm Row", "", "20", "201"), "from 0 to 200"),
        (("Single Arm Row", "", "2O", "8"), "not a number"),
        (("Single Arm Row", "", "20", "8.5"), "not a whole number"),
        (("Side Plank", "", "", "8"), "counted in seconds"),
        (("Bodyweight Squat", "", "20", "8"), "has no weight to note"),
        (("Glute Bridge (left)", "", "", "8"), "both sides at once"),
        (("", "", "20", "8"), "no exercise is named"),
        (("Single Arm Row", "x" * 2001, "20", "8"), "up to 2000 characters"),
    ],
)
def test_what_the_journal_refuses_is_trouble_with_its_line(
    row: tuple[str, str, str, str], reason: str
) -> None:
    made = settled(looked_at(hevy(ROW, row)))
    assert len(made.sets) == 1
    assert [t.line for t in made.troubles] == [3]
    assert reason in made.troubles[0].reason
    assert not made.complete


def test_more_sets_than_a_day_has_are_trouble_from_the_fifty_first_on() -> None:
    made = settled(looked_at(hevy(*[ROW] * 52)))
    assert (len(made.sets), len(made.troubles)) == (50, 2)


def test_bands_are_asked_for_and_never_made_up() -> None:
    text = hevy(("Lateral Raise (Band)", "", "5", "12"))
    assert settled(looked_at(text)).waiting[0].question_id == "band:lateral raise (band)"
    made = settled(looked_at(text), Answers((("band:lateral raise (band)", "medium"),)))
    assert [(s.band, s.load_kg, s.note) for s in made.sets] == [
        (Band.MEDIUM, None, "written weight 5 kg")
    ]


def test_the_effort_is_taken_only_where_it_was_given() -> None:
    rpes = {"": None, "10": 0, "9.5": 0, "9": 1, "8.5": 1, "7": 3, "5": 5, "4": None, "0": None}
    for rpe, reserve in rpes.items():
        text = hevy(ROW).replace(",8,,,", f",8,,,{rpe}")
        assert [s.reserve for s in settled(looked_at(text)).sets] == [reserve]
    made = settled(looked_at(hevy(ROW).replace(",8,,,", ",8,,,11")))
    assert "scale goes from 1 to 10" in made.troubles[0].reason


def test_sets_without_a_time_begin_at_noon_in_the_order_of_the_file() -> None:
    text = "Date,Exercise,Category,Weight (kgs),Reps\n" + "2026-02-04,Single Arm Row,B,20,8\n" * 3
    made = settled(looked_at(text)).sets
    noon = made[0].at.astimezone(HERE)
    assert (noon.hour, noon.minute) == (12, 0)
    assert [s.at - made[0].at for s in made] == [timedelta(seconds=n) for n in range(3)]
    assert all(s.day.isoformat() == "2026-02-04" for s in made)


def test_every_accepted_set_passes_the_journal() -> None:
    for entry in settled(looked_at(FILE)).sets:
        check_entry(entry, make.exercise(entry.exercise_id), today=TODAY)


def test_every_question_can_be_shown_and_answered() -> None:
    text = FILE.replace("weight_kg", "weight_lbs")
    for question in questions(looked_at(text)):
        ids = [choice.id for choice in question.choices]
        assert question.says.endswith(("?", "."))
        assert len(ids) == len(set(ids)) >= 2
        assert question.default in ids
        assert not question.suggested or question.suggested in ids
        assert question.count >= 1
        assert question.lines


def test_unknown_units_wait_and_known_weights_do_not() -> None:
    text = (
        "Date,Workout Name,Exercise Name,Set Order,Weight,Reps\n"
        "2026-01-02 10:00:00,A,Single Arm Row,1,20,8\n"
        "2026-01-02 10:00:00,A,Glute Bridge,1,0,8\n"
    )
    made = settled(looked_at(text))
    assert [s.exercise_id for s in made.sets] == ["glute_bridge"]
    assert [w.question_id for w in made.waiting] == ["unit"]
    assert len(settled(looked_at(text), answers(unit="lb")).sets) == 2
