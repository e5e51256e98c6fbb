from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.body import BODY_FILE, Body, Found, Region, Side, Size
from core.errors import DataError
from tests.factories import body, catalog


def places(text: str) -> list[str]:
    return [found.region for found in body().search(text)]


# -- searching -----------------------------------------------------------------------------------


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize(
    "typed", ["{} glute", "{} glutes", "my {} Glutes", "glute, {}", "{} BUTTOCK"]
)
def test_a_side_and_a_muscle_are_understood_in_any_order(typed: str, side: Side) -> None:
    found = body().search(typed.format(side.value))
    assert found[0] == Found("glutes", side, None, "")


@pytest.mark.parametrize(
    ("typed", "side"), [("l glute", Side.LEFT), ("R glute", Side.RIGHT), ("glute", None)]
)
def test_a_side_may_be_one_letter_or_left_out(typed: str, side: Side | None) -> None:
    assert body().search(typed)[0] == Found("glutes", side, None, "")


@pytest.mark.parametrize(
    ("typed", "region"),
    [
        ("knee", "knee"),
        ("knees", "knee"),
        ("kneecap", "knee"),
        ("hamstring", "back_thigh"),
        ("quads", "front_thigh"),
        ("quadriceps", "front_thigh"),
        ("calves", "calf"),
        ("lower back", "lower_back"),
        ("chest", "chest"),
        ("abs", "abdomen"),
        ("hip flexors", "hip_flexors"),
        ("psoas", "hip_flexors"),
        ("abductors", "outer_hip"),
        ("adductors", "inner_thigh"),
        ("gluteus maximus", "glutes"),
        ("latissimus", "lats"),
        ("shin", "shin"),
        ("biceps", "biceps"),
        ("rotator cuff", "shoulder"),
        ("shoulder blade", "upper_back"),
    ],
)
def test_the_word_people_use_comes_first(typed: str, region: str) -> None:
    assert places(typed)[0] == region


def test_every_region_is_found_by_its_own_name_and_words() -> None:
    for region in body().regions:
        for word in (region.name, *region.words):
            assert region.id in places(word), (region.id, word)


def test_the_name_on_the_map_finds_its_place_first() -> None:
    for region in body().regions:
        assert places(region.name)[0] == region.id, region.name


@pytest.mark.parametrize(
    ("typed", "region", "feeling"),
    [
        ("hunched back", "upper_back", "weak"),
        ("rounded shoulders", "upper_back", "weak"),
        ("sitting all day", "hip_flexors", "tight"),
        ("uneven hips", "outer_hip", "weak"),
        ("knee caves in", "outer_hip", "weak"),
        ("touch toes", "back_thigh", "tight"),
        ("can't touch toes", "back_thigh", "tight"),
    ],
)
def test_a_common_complaint_leads_to_a_place_a_feeling_and_a_sentence(
    typed: str, region: str, feeling: str
) -> None:
    found = body().search(typed)[0]
    assert (found.region, found.feeling) == (region, feeling)
    assert found.says.endswith(".")


def test_a_typographic_apostrophe_is_understood_like_a_plain_one() -> None:
    assert places("can’t touch toes") == places("can't touch toes")


@pytest.mark.parametrize(
    "typed", ["neck", "stiff neck", "wrist", "hand", "foot", "jaw", "headache"]
)
def test_a_place_without_exercises_is_answered_honestly(typed: str) -> None:
    (found,) = body().search(typed)
    assert found.region == ""
    assert "no exercise" in found.says or "can't help" in found.says


@pytest.mark.parametrize("typed", ["", "   ", "left", "my right", "the", "?!", "的"])
def test_where_no_place_is_named_nothing_is_found(typed: str) -> None:
    assert body().search(typed) == ()


@pytest.mark.parametrize("typed", ["xyzzy", "left elbowgrease", "banana"])
def test_what_is_no_place_is_not_found(typed: str) -> None:
    assert body().search(typed) == ()


@given(st.text(max_size=30))
def test_whatever_is_typed_gives_places_that_exist(typed: str) -> None:
    known = {region.id for region in body().regions}
    for found in body().search(typed):
        assert found.region in known or (not found.region and found.says)


@pytest.mark.parametrize("typed", ["left knee", "l hamstring", "left hunched back", "left neck"])
def test_the_other_side_finds_the_same_places(typed: str) -> None:
    other = typed.replace("left", "right") if "left" in typed else typed.replace("l ", "r ")
    lefts, rights = body().search(typed), body().search(other)
    assert [f.region for f in lefts] == [f.region for f in rights]
    assert {f.side for f in lefts} == {Side.LEFT}
    assert {f.side for f in rights} == {Side.RIGHT}


# -- the map -------------------------------------------------------------------------------------


def test_the_small_places_are_the_ones_the_article_calls_small() -> None:
    small = {region.id for region in body().regions if region.size is Size.SMALL}
    assert {"outer_hip", "inner_thigh", "knee"} <= small
    large = {region.id for region in body().regions if region.size is Size.LARGE}
    assert {"biceps", "triceps", "front_thigh", "back_thigh", "glutes", "calf"} <= large
    assert {"lower_back", "upper_back", "lats", "abdomen", "waist"} <= large


def test_every_place_is_named_in_lower_case_so_that_it_follows_your_left() -> None:
    for region in body().regions:
        assert region.name == region.name.lower()
        assert region.label(Side.LEFT) == f"left {region.name}"


def test_every_muscle_that_an_exercise_is_for_can_be_pointed_at() -> None:
    for exercise in catalog().exercises:
        assert body().regions_of(exercise.main), exercise.id


def test_every_place_has_an_opposite_that_the_pairs_know() -> None:
    for region in body().regions:
        against = set(body().opposing(region.muscles))
        others = [body().region(other) for other in region.opposite]
        assert region not in others
        if region.id == "knee":  # both halves of the pair move the knee
            assert set(others[0].muscles) < set(region.muscles)
            continue
        assert any(against & set(other.muscles) for other in others), region.id


def test_every_muscle_is_in_a_place_or_in_a_pair_or_belongs_to_the_neck_or_the_hand() -> None:
    placed = {m for region in body().regions for m in region.muscles}
    paired = {m for pair in body().pairs for m in (*pair.one, *pair.other)}
    rest = {muscle.id for muscle in body().muscles} - placed - paired
    assert rest <= {"deep_neck_flexors", "upper_trap", "levator", "forearm"}


def test_no_muscle_works_against_itself() -> None:
    for pair in body().pairs:
        assert not set(pair.one) & set(pair.other), pair.id


def test_opposition_works_both_ways() -> None:
    for muscle in body().muscles:
        for other in body().opposing((muscle.id,)):
            assert muscle.id in body().opposing((other,)), (muscle.id, other)


def test_hips_and_glutes_oppose_each_other() -> None:
    assert "glute_max" in body().opposing(("iliopsoas",))
    assert "iliopsoas" in body().opposing(("glute_max",))


@pytest.mark.parametrize("region", body().regions, ids=lambda region: region.id)
def test_the_same_place_exists_on_both_sides(region: Region) -> None:
    assert {region.label(side) for side in Side} == {f"left {region.name}", f"right {region.name}"}


# -- the file ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "entry", "field"),
    [
        ('name = "knee"\n', "", "knee", "name"),
        ('name = "knee"', 'nmae = "knee"', "knee", "name"),
        ('name = "knee"', "name = 5", "knee", "name"),
        ('name = "knee"', 'name = " "', "knee", "name"),
        ('muscles = ["vasti", "hamstrings"]', 'muscles = ["vastus"]', "knee", "muscles"),
        ('muscles = ["vasti", "hamstrings"]', "muscles = []", "knee", "muscles"),
        ('opposite = ["shin"]', 'opposite = ["sky"]', "calf", "opposite"),
        ('region = "hip_flexors"', 'region = "sofa"', "sitting", "region"),
        ('one = ["adductors"]', 'one = ["adductor"]', "hip_in_out", "one"),
        ('words = ["knee joint", "kneecap", "leg"]', "words = [1]", "knee", "words"),
        ('feeling = "tight"', 'feeling = "odd"', "sitting", "feeling"),
    ],
)
def test_a_wrong_field_is_named_with_file_and_entry(
    tmp_path: Path, old: str, new: str, entry: str, field: str
) -> None:
    text = BODY_FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "body.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        Body.load(path)
    problem = caught.value
    assert (problem.file, problem.entry, problem.field) == ("body.toml", entry, field)
    assert "body.toml" in problem.message
    assert entry in problem.message


def test_a_missing_file_is_said_by_name(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        Body.load(tmp_path / "body.toml")
    assert caught.value.file == "body.toml"


@pytest.mark.parametrize("content", [b"[region.knee\n", b"\xff\xfe", b""])
def test_a_file_that_is_not_readable_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "body.toml"
    path.write_bytes(content)
    with pytest.raises(DataError) as caught:
        Body.load(path)
    assert caught.value.file == "body.toml"
