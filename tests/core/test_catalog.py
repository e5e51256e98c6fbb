from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.body import Side
from core.catalog import Catalog, Count, Exercise, Group, Kind, Load, Mode, SideRule
from core.errors import DataError
from core.routine import Purpose
from tests.factories import TODAY, ago, catalog, entry, exercise, history, recommender, request

ARTICLE = {
    Group.STRETCHES: {
        1: "Doorway Chest Stretch",
        2: "Palms Clasped Behind Back",
        3: "Chest Openers",
        4: "Upper Body Windmills",
        5: "Cat/Cow",
        6: "Standing Toe Touch",
        7: "Bird Dog Pose",
        8: "Child's Pose",
        9: "Upward Dog/Cobra",
        10: "Runner's Stretch",
        11: "Hip Flexor Stretch",
    },
    Group.BODYWEIGHT_BANDED: {
        7: "Bird Dog Pose",
        12: "Dead Bug",
        13: "Banded Chop",
        14: "Single Leg Plank",
        15: "Banded Lateral Squats",
        16: "Banded Abduction",
        17: "Glute Bridge",
        18: "Glute Bridge March",
        19: "Banded Fire Hydrants",
        20: "Banded Knee Raise",
        21: "Knee Flexion & Extension",
        22: "Banded Knee Extension",
        23: "Bodyweight Squats",
        24: "Reverse Lunge",
    },
    Group.ISOLATED: {
        25: "Single Arm Bicep Curl",
        26: "Single Arm Row",
        27: "Single Arm Shoulder Press",
        28: "Lateral Raises",
        29: "Elevated Split Squat",
        30: "Single Leg Deadlift",
        31: "Pistol Squats",
        32: "Single Leg Cable Kickbacks",
        33: "Single Leg Lateral Cable Kicks",
        34: "Single Leg Hip Thrusts",
        35: "Side Plank Hold",
        36: "Side Plank with Hip Dips",
        37: "Standing Dumbbell Side Bend",
        38: "Oblique Crunch",
    },
}

SIDE_RULES = {
    1: {SideRule.ARM_ON_FRAME},
    4: {SideRule.TURNED_TO},
    7: {SideRule.EXTENDED_LEG},
    10: {SideRule.FRONT_LEG, SideRule.REAR_LEG},
    11: {SideRule.REAR_LEG},
    12: {SideRule.LOWERED_LEG},
    13: {SideRule.PULLED_TO},
    14: {SideRule.LIFTED_LEG},
    15: {SideRule.LEAD_LEG},
    16: {SideRule.MOVING_LEG},
    18: {SideRule.PLANTED_LEG},
    19: {SideRule.LIFTED_LEG},
    20: {SideRule.LIFTED_LEG},
    21: {SideRule.MOVING_LEG},
    22: {SideRule.MOVING_LEG},
    24: {SideRule.FRONT_LEG},
    25: {SideRule.WORKING_ARM},
    26: {SideRule.WORKING_ARM},
    27: {SideRule.WORKING_ARM},
    28: {SideRule.WORKING_ARM},
    29: {SideRule.FRONT_LEG},
    30: {SideRule.STANCE_LEG},
    31: {SideRule.STANCE_LEG},
    32: {SideRule.MOVING_LEG},
    33: {SideRule.MOVING_LEG},
    34: {SideRule.PLANTED_LEG},
    35: {SideRule.DOWN_SIDE},
    36: {SideRule.DOWN_SIDE},
    37: {SideRule.OPPOSITE_WEIGHT},
    38: {SideRule.CRUNCHED_TO},
}
WITHOUT_SIDES = {2, 3, 5, 6, 9, 17, 23}
ALL = catalog().exercises
by_id = pytest.mark.parametrize("of", ALL, ids=lambda of: of.id)


# -- the article's list --------------------------------------------------------------------------


def test_the_article_names_thirty_eight_exercises() -> None:
    assert len({number for names in ARTICLE.values() for number in names}) == 38


@pytest.mark.parametrize("group", ARTICLE)
def test_every_exercise_of_the_article_is_there_under_its_name_and_list(group: Group) -> None:
    for number, name in ARTICLE[group].items():
        own = [e for e in ALL if e.number == number and not e.variant_of]
        found = {e.name.replace("’", "'") for e in own}
        wanted = {"Knee Flexion", "Knee Extension"} if number == 21 else {name}
        assert found == wanted
        assert all(group in e.groups for e in own)


def test_what_is_not_in_the_article_is_marked_as_a_companion() -> None:
    for each in ALL:
        listed = {group for group in ARTICLE if each.number in ARTICLE[group]}
        if each.number:
            assert set(each.groups) == listed, each.id
        else:
            assert each.groups == (Group.COMPANION,), each.id


def test_only_the_knee_exercise_is_logged_as_two() -> None:
    for number in range(1, 39):
        own = [e for e in ALL if e.number == number and not e.variant_of]
        assert len(own) == (2 if number == 21 else 1), number


# -- whose muscles left means --------------------------------------------------------------------


@by_id
def test_the_side_of_every_exercise_means_what_the_notes_say(of: Exercise) -> None:
    if of.number in SIDE_RULES:
        assert of.mode.sided
        assert of.side_rule in SIDE_RULES[of.number]
    if of.number in WITHOUT_SIDES:
        assert not of.mode.sided
        assert of.side_rule is SideRule.NONE
    if not of.number:
        assert of.mode.sided == (of.id != "incline_push_up")


def test_the_runners_stretch_is_the_front_leg_and_its_calf_variant_the_rear_one() -> None:
    assert exercise("runners_stretch").side_rule is SideRule.FRONT_LEG
    assert exercise("runners_stretch_calf").side_rule is SideRule.REAR_LEG


def test_the_sides_are_done_as_the_notes_say() -> None:
    modes = {
        number: {e.mode for e in ALL if e.number == number and not e.variant_of}
        for number in range(1, 39)
    }
    assert all(modes[n] == {Mode.ALTERNATING} for n in (4, 7, 12, 15, 18))
    assert all(modes[n] == {Mode.MIDLINE} for n in (5, 8, 9))
    assert all(modes[n] == {Mode.TOGETHER} for n in (17, 23))


@by_id
def test_the_form_says_whose_side_it_is(of: Exercise) -> None:
    if not of.mode.sided:
        assert of.side_words == ""
        return
    labels = {side: of.label_side(side) for side in Side}
    assert labels[Side.LEFT].startswith("left: ")
    assert labels[Side.RIGHT].startswith("right: ")
    assert "{" not in labels[Side.LEFT]
    assert len(labels[Side.LEFT].split()) >= 3


def test_the_side_bend_names_the_hand_opposite_the_trained_side() -> None:
    bend = exercise("standing_dumbbell_side_bend")
    assert "right hand" in bend.label_side(Side.LEFT)
    assert "left hand" in bend.label_side(Side.RIGHT)


@pytest.mark.parametrize("number", [15, 16, 18, 19, 20, 32, 33])
def test_the_stance_hip_is_noted_on_the_other_side(number: int) -> None:
    hip = {"glute_med", "glute_max", "hip_er", "iliopsoas"}
    for of in (e for e in ALL if e.number == number):
        assert hip & set(of.other_side), of.id


# -- each entry is whole -------------------------------------------------------------------------


@by_id
def test_every_exercise_can_be_done_from_its_text_alone(of: Exercise) -> None:
    for lines in (of.setup, of.cues, of.mistakes, of.cautions, of.avoid_if):
        assert lines
        for line in lines:
            assert line[0].isupper(), line
            assert line.rstrip().endswith((".", "!", "?")), line


@by_id
def test_no_text_promises_posture_prevention_or_healing(of: Exercise) -> None:
    lines = (*of.setup, *of.cues, *of.mistakes, *of.cautions, *of.avoid_if, of.reading, of.source)
    text = " ".join(lines).lower()
    for word in ("posture", "prevents", "cures", "heals", "fixes your"):
        assert word not in text


@by_id
def test_the_dose_is_one_of_the_notes(of: Exercise) -> None:
    low, high = of.dose.sets
    assert 1 <= low <= high <= 3
    assert of.dose.rest_s <= 120
    if of.kind is Kind.STRETCH:
        assert of.count is Count.SECONDS
        assert of.dose.amount[1] <= 30
        assert of.load is Load.NONE
    if of.dose.hold_s:
        assert of.dose.rep_s >= of.dose.hold_s


@by_id
def test_a_band_needs_a_band_and_a_weight_that_must_be_there_needs_one(of: Exercise) -> None:
    needs = {equipment.value for equipment in of.needs}
    if of.load is Load.BAND:
        assert needs & {"loop band", "long band"}
        assert of.kind is Kind.BANDED
    if of.load is Load.KG and not of.load_optional:
        assert needs & {"dumbbells", "cable machine"}
    if of.load is Load.SYSTEM:
        assert 0 < of.bodyweight_share <= 1


def test_the_pistol_squat_moves_the_published_share_of_the_body() -> None:
    assert exercise("pistol_squats").bodyweight_share == 0.939
    assert exercise("elevated_split_squat").bodyweight_share == 0.8


@by_id
def test_no_muscle_is_listed_twice_for_the_same_work(of: Exercise) -> None:
    assert not set(of.prime) & set(of.secondary)
    assert not set(of.stretched) & set(of.stretched_secondary)


def test_names_are_told_apart() -> None:
    names = [each.name.casefold() for each in ALL]
    assert len(set(names)) == len(names)


def test_easier_and_harder_are_told_from_both_ends() -> None:
    for each in ALL:
        for other in each.harder:
            assert each.id in exercise(other).easier, (each.id, other)
        for other in each.easier:
            assert each.id in exercise(other).harder, (each.id, other)


def test_getting_harder_never_goes_in_a_circle() -> None:
    def climb(at: str, below: frozenset[str]) -> None:
        assert at not in below, at
        for harder in exercise(at).harder:
            climb(harder, below | {at})

    for each in ALL:
        climb(each.id, frozenset())


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("glute_bridge", "single_leg_hip_thrusts"),
        ("bodyweight_squats", "pistol_squats"),
        ("banded_abduction", "single_leg_lateral_cable_kicks"),
        ("banded_fire_hydrants", "single_leg_lateral_cable_kicks"),
        ("banded_knee_extension", "reverse_lunge"),
        ("bird_dog", "single_leg_cable_kickbacks"),
        ("dead_bug", "standing_dumbbell_side_bend"),
        ("banded_row", "single_arm_row"),
        ("banded_curl", "single_arm_bicep_curl"),
    ],
)
def test_the_chains_of_the_notes_can_be_climbed(start: str, end: str) -> None:
    reached, todo = set[str](), [start]
    while todo:
        at = todo.pop()
        reached.add(at)
        todo.extend(h for h in exercise(at).harder if h not in reached)
    assert end in reached


def test_every_exercise_is_offered_somewhere_once_a_person_has_climbed() -> None:
    two_green_weeks = history(
        *(
            entry(each.id, side, day=ago(days))
            for each in ALL
            if each.kind.strengthens
            for side in Side
            for days in (3, 6, 9, 12)
        )
    )
    reached: set[str] = set()
    for region in catalog().body.regions:
        asked = recommender(request(region.id), two_green_weeks, today=TODAY)
        for purpose in (Purpose.STRETCH, Purpose.LOOSEN, Purpose.STRENGTHEN, Purpose.BALANCE):
            reached |= {found.id for found in asked.options(purpose, region.id, ())}
    assert reached == {each.id for each in ALL}


# -- wrong files ---------------------------------------------------------------------------------

GOOD = """
[exercise.first]
number = 0
name = "First"
kind = "weighted"
groups = ["companion"]
prime = ["biceps"]
mode = "one side at a time"
side_rule = "working arm"
side_words = "the arm that lifts"
count = "reps"
load = "kg"
dose = { sets = [2, 3], amount = [8, 12], rest_s = 60 }
setup = ["Stand."]
cues = ["Lift.", "Lower."]
mistakes = ["Swinging."]
cautions = ["Go slowly."]
avoid_if = ["It hurts."]
source = "None."

[exercise.second]
number = 0
name = "Second"
kind = "stretch"
groups = ["companion"]
stretched = ["biceps"]
mode = "midline"
side_rule = "none"
count = "seconds"
load = "none"
dose = { sets = [2, 2], amount = [30, 30], rest_s = 15 }
setup = ["Stand."]
cues = ["Reach.", "Hold."]
mistakes = ["Bouncing."]
cautions = ["Go slowly."]
avoid_if = ["It hurts."]
source = "None."
"""


def written(folder: Path, text: str, name: str = "1-test.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def refused(folder: Path) -> DataError:
    with pytest.raises(DataError) as caught:
        Catalog.load(folder)
    return caught.value


def test_a_good_file_is_read(tmp_path: Path) -> None:
    found = Catalog.load(written(tmp_path, GOOD))
    assert [each.name for each in found.exercises] == ["First", "Second"]


def _replace(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


@pytest.mark.parametrize(
    ("old", "new", "entry_id", "field"),
    [
        ('name = "First"\n', "", "first", "name"),
        ('name = "First"', 'title = "First"', "first", "name"),
        ("source =", 'nmae = "x"\nsource =', "first", "nmae"),
        ('name = "First"', "name = 1", "first", "name"),
        ('name = "First"', 'name = ""', "first", "name"),
        ('prime = ["biceps"]', 'prime = ["bicep"]', "first", "prime"),
        ('prime = ["biceps"]', "prime = []", "first", "prime"),
        ('prime = ["biceps"]', 'prime = "biceps"', "first", "prime"),
        ('stretched = ["biceps"]', 'stretched = ["arm"]', "second", "stretched"),
        ('stretched = ["biceps"]\n', "", "second", "stretched"),
        ('kind = "weighted"', 'kind = "heavy"', "first", "kind"),
        ('groups = ["companion"]', 'groups = ["friends"]', "first", "groups"),
        ('groups = ["companion"]', "groups = []", "first", "groups"),
        ('mode = "one side at a time"', 'mode = "one side"', "first", "mode"),
        ('load = "kg"', 'load = "stone"', "first", "load"),
        ('load = "kg"', 'load = "system"', "first", "bodyweight_share"),
        ('load = "kg"', 'load = "system"\nbodyweight_share = 1.5', "first", "bodyweight_share"),
        ('load = "kg"', 'load = "system"\nbodyweight_share = nan', "first", "bodyweight_share"),
        ('load = "kg"', 'load = "kg"\nload_optional = "yes"', "first", "load_optional"),
        ('load = "kg"', 'load = "kg"\nbodyweight_share = 0.8', "first", "bodyweight_share"),
        ('load = "none"', 'load = "kg"', "second", "load"),
        ('kind = "weighted"', 'kind = "banded"', "first", "load"),
        ("number = 0", "number = 39", "first", "number"),
        ("number = 0", "number = -1", "first", "number"),
        ("number = 0", "number = 1.5", "first", "number"),
        ("number = 0", "number = true", "first", "number"),
        ("sets = [2, 3]", "sets = [3, 2]", "first, dose", "sets"),
        ("sets = [2, 3]", "sets = [2, 6]", "first, dose", "sets"),
        ("sets = [2, 3]", "sets = [2]", "first, dose", "sets"),
        ("sets = [2, 3]", "sets = 2", "first, dose", "sets"),
        ("amount = [8, 12]", "amount = [0, 12]", "first, dose", "amount"),
        ("rest_s = 60", "rest_s = 301", "first, dose", "rest_s"),
        ("rest_s = 60", 'rest_s = "60"', "first, dose", "rest_s"),
        ("rest_s = 60", "rest_s = 60, pause_s = 5", "first, dose", "pause_s"),
        ("dose = {", "dosis = {", "first", "dose"),
        ('side_rule = "working arm"', 'side_rule = "none"', "first", "side_rule"),
        ('side_rule = "none"', 'side_rule = "down side"', "second", "side_rule"),
        ('side_words = "the arm that lifts"\n', "", "first", "side_words"),
        ('side_rule = "none"', 'side_rule = "none"\nside_words = "yours"', "second", "side_words"),
        ('cues = ["Lift.", "Lower."]', 'cues = ["Lift."]', "first", "cues"),
        ('avoid_if = ["It hurts."]\n', "", "first", "avoid_if"),
        ("source =", 'harder = ["third"]\nsource =', "first", "harder"),
        ("source =", 'easier = ["first"]\nsource =', "first", "easier"),
        ("source =", 'variant_of = "third"\nsource =', "first", "variant_of"),
        ("source =", 'needs = ["sofa"]\nsource =', "first", "needs"),
    ],
)
def test_a_wrong_field_is_refused_with_file_entry_and_field(
    tmp_path: Path, old: str, new: str, entry_id: str, field: str
) -> None:
    problem = refused(written(tmp_path, _replace(old, new)(GOOD)))
    assert (problem.file, problem.entry, problem.field) == ("1-test.toml", entry_id, field)
    for part in ("1-test.toml", entry_id, field):
        assert part in problem.message


def test_the_same_id_in_two_files_is_refused(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    problem = refused(written(tmp_path, GOOD, "2-test.toml"))
    assert (problem.file, problem.entry, problem.field) == ("2-test.toml", "first", "id")
    assert "1-test.toml" in problem.message


def test_the_same_id_twice_in_one_file_is_refused(tmp_path: Path) -> None:
    assert refused(written(tmp_path, GOOD + GOOD)).file == "1-test.toml"


@pytest.mark.parametrize("text", ["", "exercise = 3", "[exercise]", "[exercises.a]\nname = 'x'"])
def test_a_file_without_exercises_is_refused(tmp_path: Path, text: str) -> None:
    problem = refused(written(tmp_path, text))
    assert (problem.file, problem.field) == ("1-test.toml", "exercise")


def test_an_entry_that_is_no_table_is_refused(tmp_path: Path) -> None:
    problem = refused(written(tmp_path, "[exercise]\nfirst = 3"))
    assert (problem.file, problem.entry) == ("1-test.toml", "first")


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path).field == "exercise"


def test_a_file_that_is_no_toml_is_refused_by_name(tmp_path: Path) -> None:
    assert refused(written(tmp_path, "[exercise.first\n")).file == "1-test.toml"


def test_an_exercise_that_is_gone_is_simply_not_found() -> None:
    assert catalog().find("gone") is None
    with pytest.raises(KeyError):
        catalog().get("gone")
