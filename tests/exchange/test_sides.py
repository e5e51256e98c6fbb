"""Is a side only told where it is written? Swapping the words swaps the sides and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.body import Side
from core.exchange.sides import MARKS, NOTHING, PAIRS, Told, told, without_side

LEFT, RIGHT = Side.LEFT, Side.RIGHT


@pytest.mark.parametrize(
    "name",
    [
        "Single Arm Row (Left)",
        "Single Arm Row - left",
        "Left Single Arm Row",
        "Row L",
        "Row - L",
        "Row (L)",
        "Row [l]",
        "Row, left",
        "Row (left arm)",
        "Row (arm left)",
        "Rudern links",
        "Rudern (li)",
        "Remo (izq)",
        "Remo izquierda",
        "Rowing bras gauche",
        "Rematore sx",
        "Remada esquerda",
        "LEFT ROW",
        "Row_left",
    ],
)
def test_a_side_in_the_name_is_sure(name: str) -> None:
    assert told(name, "") == Told(LEFT, sure=True)


@pytest.mark.parametrize(
    "note",
    [
        "Left",
        "left.",
        "L",
        "(L)",
        "left arm",
        "Left side only",
        "links",
        "linkes Bein",
        "izq",
        "gauche",
        "jambe gauche",
        "- L -",
    ],
)
def test_a_note_that_is_nothing_but_a_side_is_sure(note: str) -> None:
    assert told("Single Arm Row", note) == Told(LEFT, sure=True)


@pytest.mark.parametrize(
    "note", ["left arm was tired", "felt it in the left side", "L: hard", "left: 8 was heavy"]
)
def test_a_note_that_mentions_a_side_is_a_hint_only(note: str) -> None:
    assert told("Single Arm Row", note) == Told(LEFT, sure=False)


@pytest.mark.parametrize(
    "note",
    [
        "",
        "2 reps left",
        "left the gym early",
        "all right",
        "felt right",
        "alright",
        "bright",
        "leftover energy",
        "right before dinner",
        "L-sit after",
        "left and right",
        "each side",
        "alternating, left first",
        "both sides",
        "je Seite",
        "upright",
        "8 reps per side",
        "left arm stronger than right arm",
        "Lats",
        "R U N",
    ],
)
def test_what_names_no_side_or_both_leaves_it_unknown(note: str) -> None:
    assert told("Single Arm Row", note) == NOTHING


@pytest.mark.parametrize(
    "name",
    [
        "Alternating Row (left first)",
        "Row L/R",
        "Row (L/R)",
        "Left/Right Lunge",
        "Row R + L",
        "Upright Row",
        "L-Sit",
        "Leg Press",
        "Row each side left",
        "Landmine Press",
        "Bright Curl",
    ],
)
def test_a_name_that_says_both_or_none_leaves_it_unknown(name: str) -> None:
    assert told(name, "") == NOTHING


def test_a_name_against_its_note_leaves_it_unknown() -> None:
    assert told("Row (left)", "right") == NOTHING
    assert told("Row (left)", "right arm hurts") == NOTHING
    assert told("Row (left)", "left") == Told(LEFT, sure=True)


@pytest.mark.parametrize(
    "note",
    [
        "L 8 R 10",
        "L: 8, R: 10",
        "L8 R10",
        "R 10 / L 8",
        "left 8 right 10",
        "Left: 8 reps, right: 10",
        "8L 10R",
        "8 left, 10 right",
        "10 R 8 L",
        "links 8, rechts 10",
        "li 8 re 10",
        "gauche 8 droite 10",
        "izq 8 der 10",
    ],
)
def test_counts_of_both_sides_are_proposed(note: str) -> None:
    assert told("Single Arm Row", note) == Told(counts=(8, 10))


def test_two_bare_numbers_may_be_either_way_round() -> None:
    assert told("Single Arm Row", "8/10") == Told(either=(8, 10))
    assert told("Single Arm Row", "felt like 8/10") == NOTHING


def test_the_name_without_its_side() -> None:
    for name in ("Row (left)", "Left Row", "Row - L", "Row links", "row right", "Row (R)"):
        assert without_side(name).strip(" -") == "row"


WORDS = [word for pair in (*PAIRS, *MARKS) for word in pair]
SWAP = dict(MARKS) | {b: a for a, b in MARKS}
for one, other in PAIRS:
    SWAP.setdefault(one, other)
    SWAP.setdefault(other, one)

_pieces = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(
            [
                "row",
                "single",
                "arm",
                "leg",
                "side",
                "(",
                ")",
                "-",
                "/",
                ":",
                ",",
                "8",
                "10",
                "12",
                "felt",
                "the",
                "and",
                "+",
                "hand",
                "each",
                "bein",
                "bras",
                ".",
            ]
        ),
    ),
    max_size=8,
)


def swapped(text: str) -> str:
    """Swap the words for left and right."""
    return re.sub(r"[^\W\d_]+", lambda m: SWAP.get(m[0], m[0]), text)


@given(_pieces, _pieces)
def test_swapping_the_words_mirrors_the_sides(name: list[str], note: list[str]) -> None:
    a, b = " ".join(name), " ".join(note)
    assert told(swapped(a), swapped(b)) == told(a, b).mirrored()


@given(st.sampled_from(PAIRS), st.sampled_from(["{} row", "row ({})", "row - {}", "row, {} arm"]))
def test_swapping_does_not_change_which_exercise_is_looked_for(
    pair: tuple[str, str], name: str
) -> None:
    assert without_side(name.format(pair[0])) == without_side(name.format(pair[1]))


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_gives_an_answer_and_never_both(name: str, note: str) -> None:
    found = told(name, note)
    assert found.side is None or (found.counts is None and found.either is None)
