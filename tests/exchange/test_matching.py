"""Does a name find its exercise, and only its own?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exchange.matching import NAMES_FILE, Sureness, _read_names
from tests import factories as make
from tests.exchange.keeping import MATCHER

SAME = {
    "Bicep Curl (Dumbbell)": "single_arm_bicep_curl",
    "One-Arm Dumbbell Row": "single_arm_row",
    "Bent Over One Arm Row (Dumbbell)": "single_arm_row",
    "Single Arm Cable Row": "single_arm_row_cable",
    "Lateral Raise (Dumbbell)": "lateral_raises",
    "LATERAL RAISES": "lateral_raises",
    "Bulgarian Split Squat": "elevated_split_squat",
    "Single Leg RDL": "single_leg_deadlift",
    "Hip Abduction (Cable)": "single_leg_lateral_cable_kicks",
    "Side Plank": "side_plank",
    "Bird-Dog": "bird_dog",
    "Incline Pushups": "incline_push_up",
    "Squat (Bodyweight)": "bodyweight_squats",
    "Einarmiges Kurzhantelrudern": "single_arm_row",
    "Seitheben": "lateral_raises",
    "Sentadilla búlgara": "elevated_split_squat",
    "Child\u2019s Pose": "childs_pose",
}
NEVER = [
    "Squat (Barbell)",
    "Squat",
    "Front Squat (Barbell)",
    "Goblet Squat",
    "Squat (Smith Machine)",
    "Bench Press (Barbell)",
    "Bench Press (Dumbbell)",
    "Deadlift (Barbell)",
    "Deadlift",
    "Romanian Deadlift (Barbell)",
    "Romanian Deadlift (Dumbbell)",
    "Bent Over Row (Barbell)",
    "Pendlay Row",
    "Row",
    "Seated Row (Machine)",
    "Seated Cable Row",
    "Bicep Curl (Barbell)",
    "Bicep Curl (Machine)",
    "EZ Bar Curl",
    "Curl",
    "Overhead Press (Barbell)",
    "Overhead Press",
    "Shoulder Press (Dumbbell)",
    "Military Press",
    "Hip Thrust (Barbell)",
    "Hip Thrust",
    "Leg Extension (Machine)",
    "Leg Curl",
    "Lying Leg Curl (Machine)",
    "Hip Abduction (Machine)",
    "Hip Adduction (Machine)",
    "Hip Abduction",
    "Hip Adduction",
    "Calf Raise",
    "Standing Calf Raise",
    "Glute Bridge (Barbell)",
    "Single Leg Glute Bridge",
    "Push Up",
    "Plank",
    "Lunge",
    "Walking Lunge",
    "Reverse Lunge (Barbell)",
    "Bulgarian Split Squat (Barbell)",
    "Lateral Raise (Machine)",
    "Lateral Raise (Cable)",
    "Cold Plunge",
    "Running",
    "Step Up",
    "Snatch (Barbell)",
    "Pull Up",
    "Triceps Pushdown",
    "Floor Press (Barbell)",
    "Good Morning",
    "Langhantel Kniebeuge",
]


@pytest.mark.parametrize("name", SAME)
def test_the_names_people_use_find_their_exercise(name: str) -> None:
    found = MATCHER.match(name)
    assert (found.exercise_id, found.sureness) == (SAME[name], Sureness.SAME)
    assert found.options[0].exercise_id == SAME[name]


@pytest.mark.parametrize("name", NEVER)
def test_both_sides_at_once_is_never_one_of_our_single_limb_exercises(name: str) -> None:
    found = MATCHER.match(name)
    assert found.exercise_id == ""
    assert len(found.options) <= 5


def test_equipment_in_a_field_of_its_own_counts_like_in_the_name() -> None:
    assert MATCHER.match("Bicep Curl", "Dumbbell").exercise_id == "single_arm_bicep_curl"
    assert MATCHER.match("Bicep Curl", "Barbell").exercise_id == ""


@pytest.mark.parametrize(
    ("typo", "meant"),
    [
        ("Bulgarain Split Squat", "elevated_split_squat"),
        ("Dumbell Latteral Raise", "lateral_raises"),
        ("Reverse Lungge", "reverse_lunge"),
    ],
)
def test_a_misspelling_is_understood_and_said_to_be_one(typo: str, meant: str) -> None:
    found = MATCHER.match(typo)
    assert (found.exercise_id, found.sureness) == (meant, Sureness.TYPO)


def test_abduction_is_no_misspelling_of_adduction() -> None:
    assert MATCHER.match("Banded Adduction").exercise_id == "banded_adduction"
    assert MATCHER.match("Banded Abduction").exercise_id == "banded_abduction"


@pytest.mark.parametrize("exercise", make.catalog().exercises, ids=lambda e: e.id)
def test_our_own_names_find_ourselves(exercise: object) -> None:
    assert isinstance(exercise, type(make.exercise("dead_bug")))
    assert MATCHER.match(exercise.name).exercise_id == exercise.id


@pytest.mark.parametrize("side", ["(Left)", "- right", "L", "(R)", "links", "(izq)", "gauche"])
def test_the_side_does_not_keep_a_name_from_being_found(side: str) -> None:
    assert MATCHER.match(f"Single Arm Row {side}").exercise_id == "single_arm_row"


def test_every_extra_name_belongs_to_an_exercise_and_finds_it() -> None:
    for exercise_id, names in _read_names(NAMES_FILE):
        assert make.catalog().find(exercise_id) is not None, exercise_id
        for name in names:
            assert MATCHER.match(name).exercise_id == exercise_id, name


@given(st.text(max_size=60))
def test_any_text_gives_some_answer(name: str) -> None:
    found = MATCHER.match(name)
    assert all(0 <= option.score <= 100 for option in found.options)
