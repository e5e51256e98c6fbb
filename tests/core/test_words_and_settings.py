from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import words
from core.body import Side, Spot
from core.catalog import Count, Equipment
from core.errors import Problem
from core.journal import Band
from core.plans import plan_from_json, plan_of, plan_to_json
from core.profile import Profile, read_weights
from tests.factories import TODAY, ago, request, routine

# -- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "today"),
        (1, "yesterday"),
        (2, "on Tuesday"),
        (6, "on Friday"),
        (7, "on 5 March"),
        (70, "on 1 January"),
        (71, "on 31 December 2025"),
    ],
)
def test_a_day_is_said_as_people_say_it(days: int, said: str) -> None:
    assert words.when(ago(days), TODAY) == said


def test_a_date_has_its_year() -> None:
    assert words.date_words(date(2026, 11, 2)) == "2 November 2026"
    assert words.date_words(date(2026, 11, 2), today=TODAY) == "2 November"


@pytest.mark.parametrize(
    ("value", "said"), [(12, "12"), (12.5, "12.5"), (22.50, "22.5"), (0.25, "0.25"), (100, "100")]
)
def test_a_number_has_no_needless_zeros(value: float, said: str) -> None:
    assert words.number(value) == said
    assert words.kg(value) == f"{said} kg"


def test_a_dose_is_said_with_what_makes_it_heavy() -> None:
    assert words.dose(Count.REPS, 9, 12.0) == "12 kg × 9"
    assert words.dose(Count.REPS, 9) == "9 reps"
    assert words.dose(Count.REPS, 1, 0.0) == "1 rep"
    assert words.dose(Count.REPS, 10, None, Band.MEDIUM) == "10 reps, medium (green) band"
    assert words.dose(Count.SECONDS, 30) == "30 s"


def test_lists_and_counts_read_like_english() -> None:
    assert words.listing([]) == ""
    assert words.listing(["a"]) == "a"
    assert words.listing(["a", "b"]) == "a and b"
    assert words.listing(["a", "b", "c"]) == "a, b and c"
    assert words.plural(1, "set") == "1 set"
    assert words.plural(2, "set") == "2 sets"
    assert words.your(Side.LEFT) == "your left side"
    assert words.your(None) == "your side"


# -- weights that are typed -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "weights"),
    [
        ("2 4 6", (2, 4, 6)),
        ("6, 4, 2", (2, 4, 6)),
        ("2,5 5", (2.5, 5)),
        ("1 2 2.5 4-7", (1, 2, 2.5, 4, 5, 6, 7)),
        ("2kg 4 kg", (2, 4)),
        ("5;10", (5, 10)),
        ("4 4 4", (4,)),
    ],
)
def test_weights_are_read_as_people_write_them(typed: str, weights: tuple[float, ...]) -> None:
    assert read_weights(typed) == weights


@pytest.mark.parametrize(
    "typed", ["", "heavy", "0", "-5", "nan", "inf", "501", "2-4-6", "2-", "1_0"]
)
def test_what_is_no_weight_is_refused(typed: str) -> None:
    with pytest.raises(Problem) as caught:
        read_weights(typed)
    assert caught.value.field == "weights"


def test_full_width_digits_are_no_weight() -> None:
    with pytest.raises(Problem):
        read_weights("１２")


# -- the profile ----------------------------------------------------------------------------------


def test_a_profile_comes_back_as_it_was() -> None:
    mine = Profile(
        equipment=frozenset({Equipment.CABLE}),
        weights=(2.5, 5.0),
        bands=(Band.LIGHT, Band.HEAVY),
        minutes=40,
        bodyweight=61.5,
        theme="dark",
    )
    assert Profile.from_json(mine.to_json()) == mine


@pytest.mark.parametrize("text", [None, "", "{", "[]", "3", '"x"', "null"])
def test_an_unreadable_profile_becomes_the_usual_one(text: str | None) -> None:
    assert Profile.from_json(text) == Profile()


def test_one_unreadable_setting_does_not_spoil_the_others() -> None:
    kept = Profile.from_json('{"minutes": 9999, "theme": "dark", "equipment": ["spaceship"]}')
    assert kept.minutes == Profile().minutes
    assert kept.equipment == Profile().equipment
    assert kept.theme == "dark"


def test_settings_of_a_newer_version_are_kept() -> None:
    kept = Profile.from_json('{"minutes": 30, "language": "eo"}')
    assert kept.minutes == 30
    assert json.loads(kept.to_json())["language"] == "eo"


@given(st.text(max_size=60))
def test_no_text_breaks_the_profile(text: str) -> None:
    Profile.from_json(text).check()


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ('{"weights": [NaN]}', "weights"),
        ('{"weights": []}', "weights"),
        ('{"bodyweight": Infinity}', "bodyweight"),
        ('{"bands": []}', "bands"),
        ('{"minutes": -5}', "minutes"),
        ('{"minutes": Infinity}', "minutes"),
        ('{"weights": [1e400]}', "weights"),
    ],
)
def test_impossible_settings_on_disk_fall_back_to_the_usual(text: str, field: str) -> None:
    assert getattr(Profile.from_json(text), field) == getattr(Profile(), field)


# -- plans ----------------------------------------------------------------------------------------


def test_a_plan_comes_back_as_it_was() -> None:
    made = routine(request("glutes", Side.RIGHT))
    plan = plan_of("Hips", made)
    assert plan_from_json("Hips", plan_to_json(plan)) == plan
    assert plan.spot == Spot("glutes", Side.RIGHT)
    assert [i.exercise_id for i in plan.items] == [i.exercise_id for i in made.items]


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "{}", '{"region": 1}'])
def test_a_spoilt_plan_is_said_by_its_name(text: str) -> None:
    with pytest.raises(Problem) as caught:
        plan_from_json("Hips", text)
    assert "Hips" in caught.value.message
