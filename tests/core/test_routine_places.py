"""A routine names the places it is for, and not only the first of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.body import Side, Spot
from core.routine import places_of, places_words
from core.stretch_routine import stretchable
from tests.core.test_stretch_routine import CALF, CHEST, HIP, person, routine
from tests.factories import TODAY, body, catalog, mirrored_words, request
from tests.factories import routine as planned

REACHED = [r.id for r in body().regions if stretchable(r, catalog())]


def test_a_stretch_for_one_place_says_its_side() -> None:
    assert places_words(planned(request("glutes", Side.RIGHT)), body()) == "right glutes"


def test_a_stretch_names_all_its_places_as_long_as_there_is_room() -> None:
    made = routine(HIP, CHEST, CALF)
    names = places_of(made, body())
    assert {"left front of the hip", "left chest"} <= set(names)
    assert places_words(made, body(), most=9).startswith(names[0])
    assert places_words(made, body(), most=9).endswith(f" and {names[-1]}")


def test_many_places_are_counted_instead_of_filling_the_heading() -> None:
    made = routine(HIP, CHEST)
    items = [
        replace(made.items[0], region=region, extra=Side.LEFT)
        for region in ("hip_flexors", "chest", "calf", "back_thigh")
    ]
    many = made.with_items(items)
    assert places_words(many, body()) == "left front of the hip, left chest and 2 more"
    assert len(places_of(many, body())) == 4


def test_one_place_too_many_is_named_rather_than_counted() -> None:
    made = routine(HIP, CHEST)
    items = [replace(made.items[0], region=r, extra=None) for r in ("hip_flexors", "chest", "calf")]
    assert places_words(made.with_items(items), body()) == "front of the hip, chest and calf"


def test_a_place_that_is_tight_on_both_sides_is_named_once() -> None:
    made = routine(HIP, replace(HIP, side=Side.RIGHT), CHEST)
    assert sum("hip" in name for name in places_of(made, body())) == 1


@pytest.mark.parametrize("region", ["glutes", "chest"])
def test_what_is_no_stretch_keeps_the_place_that_was_asked_for(region: str) -> None:
    assert places_of(planned(request(region)), body()) == (body().region(region).label(Side.LEFT),)


@given(st.lists(st.sampled_from(REACHED), unique=True, min_size=1, max_size=4))
def test_mirrored_tight_places_are_named_mirrored(regions: list[str]) -> None:
    one = person(*(Spot(r, Side.LEFT) for r in regions)).stretch_routine(today=TODAY)
    other = person(*(Spot(r, Side.RIGHT) for r in regions)).stretch_routine(today=TODAY)
    assert places_words(other, body()) == mirrored_words(places_words(one, body()))
