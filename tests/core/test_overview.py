"""The whole body on any day, opposing pairs, and exercises beside each other."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.body import Side, Spot
from core.curve import Standing
from core.demo import demo_sets
from core.exercise_report import report_of
from core.journal import History
from core.overview import Overview, overview_of
from core.places import place_states
from core.together import Agreement, Group, Place, group_names, group_of
from tests.factories import TODAY, ago, catalog, history, mirrored_words, series, workout

ROW, CURL, LIFT = "single_arm_row", "single_arm_bicep_curl", "single_leg_deadlift"
THRUST, PRESS = "single_leg_hip_thrusts", "floor_press"


def overview(log: History, *, today: date = TODAY) -> Overview:
    return overview_of(catalog(), log, bodyweight=70.0, today=today)


@pytest.fixture(scope="module")
def demo() -> History:
    return History(demo_sets(catalog(), today=TODAY))


logs = st.lists(
    st.tuples(st.sampled_from([ROW, CURL, LIFT, "side_plank"]), st.integers(0, 60),
              st.integers(6, 10), st.integers(6, 10)),
    max_size=25,
)  # fmt: skip


def log_of(rows: list[tuple[str, int, int, int]]) -> History:
    return history(
        *(
            workout(i, ago(days), left=left, right=right, workout_id=f"{i}-{days}-{n}")
            for n, (i, days, left, right) in enumerate(rows)
        )
    )


# -- any day --------------------------------------------------------------------------------------


def test_today_says_what_the_map_says(demo: History) -> None:
    states = place_states(catalog(), demo, bodyweight=70.0)
    for spot, place in overview(demo).at(TODAY).items():
        state = states[spot]
        assert (place.standing, place.weaker_here) == (state.standing, state.weaker_here)
        assert place.says == state.says


@given(logs)
@settings(max_examples=25)
def test_any_log_says_what_the_map_says(rows: list[tuple[str, int, int, int]]) -> None:
    log = log_of(rows)
    states = place_states(catalog(), log, bodyweight=70.0)
    for spot, place in overview(log).at(TODAY).items():
        assert place.standing is states[spot].standing
        assert place.weaker_here is states[spot].weaker_here


def test_a_day_knows_nothing_of_what_came_later(demo: History) -> None:
    day = ago(200)
    before = History(tuple(s for s in demo.sets if s.day <= day))
    assert overview(demo).at(day) == overview(before, today=day).at(day)
    assert overview(demo).loads(day) == overview(before, today=day).loads(day)


def test_before_the_first_workout_there_is_no_data(demo: History) -> None:
    found = overview(demo)
    assert found.first is not None
    early = found.at(found.first - timedelta(days=1))
    assert {p.standing for p in early.values()} == {Standing.NO_DATA}
    empty = overview(History())
    assert empty.first is None
    assert len(empty.at(TODAY)) == 2 * len(catalog().body.regions)


def test_exercises_that_disagree_tell_nothing_sure() -> None:
    log = history(
        series(LIFT, [(6, 9)] * 10, load_kg=20.0).sets,
        series(THRUST, [(9, 6)] * 10, load_kg=20.0).sets,
    )
    place = overview(log).at(TODAY)[Spot("glutes", Side.LEFT)]
    assert place.standing is Standing.TOO_FEW
    assert "disagree" in place.says


@given(logs)
@settings(max_examples=20)
def test_a_mirrored_log_mirrors_the_body(rows: list[tuple[str, int, int, int]]) -> None:
    log = log_of(rows)
    one, other = overview(log), overview(log.mirrored())
    for day in (TODAY, ago(20)):
        there, mirrored = one.at(day), other.at(day)
        for spot, place in there.items():
            twin = mirrored[Spot(spot.region, spot.side.other)]
            assert (twin.standing, twin.weaker_here) == (place.standing, place.weaker_here)
            assert twin.says == mirrored_words(place.says)
        loads, swapped = one.loads(day), other.loads(day)
        assert all(swapped[Spot(s.region, s.side.other)] == load for s, load in loads.items())
        for story, twin_story in zip(one.pairs, other.pairs, strict=True):
            for side in Side:
                assert story.at(side, day) == twin_story.at(side.other, day)


def test_the_load_of_a_place_is_its_most_worked_muscle() -> None:
    log = history(workout(ROW, ago(1), sets=3), workout("hip_flexor_stretch", ago(1), left=60))
    loads = overview(log).loads(TODAY)
    assert loads[Spot("lats", Side.LEFT)].sets == 3
    assert loads[Spot("hip_flexors", Side.LEFT)].minutes == pytest.approx(1.0)
    muscles = overview(log).muscles(TODAY)
    assert muscles["lats", Side.RIGHT].sets == 3


# -- opposing pairs -------------------------------------------------------------------------------


def pair_log(*, drop: bool) -> History:
    """Rows and presses, once a week; at the end the left presses lose a fifth."""
    random = Random(2)
    parts = []
    for i in range(30):
        day = ago(7 * (29 - i))
        parts.append(workout(ROW, day, left=8, right=8, load_kg=20.0, workout_id=f"a{i}"))
        load = 15.0 + random.choice((0.0, 0.25))
        weak = 12.0 if drop and i >= 25 else load
        left, right = workout(PRESS, day, left=8, right=8, load_kg=load, workout_id=f"b{i}")
        weaker, _ = workout(PRESS, day, left=8, right=8, load_kg=weak, workout_id=f"b{i}")
        parts.append((weaker, right) if drop else (left, right))
    return history(*parts)


def test_a_pair_is_compared_with_its_own_usual_ratio_only() -> None:
    stories = {s.pair.id: s for s in overview(pair_log(drop=True)).pairs}
    story = stories["chest_back"]
    assert (story.one, story.other) == ("Floor Press (one arm)", "Single Arm Row")
    left, right = story.at(Side.LEFT, TODAY), story.at(Side.RIGHT, TODAY)
    assert left is not None
    assert right is not None
    assert left.unusual
    assert left.change < -10
    assert not right.unusual
    assert right.ratio == pytest.approx(15.1 / 20.0, abs=0.02)


def test_a_pair_without_numbers_on_both_halves_has_no_ratio() -> None:
    stories = {s.pair.id: s for s in overview(series(ROW, [(8, 8)] * 8)).pairs}
    story = stories["chest_back"]
    assert story.one == ""
    assert story.at(Side.LEFT, TODAY) is None


def test_a_ratio_needs_both_within_four_weeks() -> None:
    log = pair_log(drop=False)
    old = overview(log, today=TODAY + timedelta(days=60))
    story = next(s for s in old.pairs if s.pair.id == "chest_back")
    assert story.at(Side.LEFT, TODAY) is not None
    assert story.at(Side.LEFT, TODAY + timedelta(days=60)) is None


# -- side by side ---------------------------------------------------------------------------------


def group(log: History, region: str = "glutes") -> Group:
    reports = {
        i: report_of(catalog().get(i), own, bodyweight=70.0, today=TODAY)
        for i, own in log.by_exercise().items()
    }
    return group_of(catalog(), reports, Place.REGION, region)


def glutes(lift: tuple[int, int], thrust: tuple[int, int]) -> History:
    return history(
        series(LIFT, [lift] * 10, load_kg=20.0).sets,
        series(THRUST, [thrust] * 10, load_kg=20.0).sets,
    )


@pytest.mark.parametrize(
    ("lift", "thrust", "agreement"),
    [
        ((6, 9), (6, 9), Agreement.AGREE),
        ((8, 8), (8, 8), Agreement.EVEN),
        ((6, 9), (9, 6), Agreement.DISAGREE),
        ((6, 9), (8, 8), Agreement.PARTLY),
    ],
)
def test_exercises_stand_side_by_side_and_are_never_merged(
    lift: tuple[int, int], thrust: tuple[int, int], agreement: Agreement
) -> None:
    found = group(glutes(lift, thrust))
    assert found.agreement is agreement
    shorts = {m.exercise.id: m.report.short for m in found.members if m.direct}
    assert len(shorts) == 2
    assert "left" in shorts[LIFT] or lift == (8, 8)


def test_one_exercise_and_none_are_said_as_what_they_are() -> None:
    one = group(series(LIFT, [(6, 9)] * 10, load_kg=20.0))
    assert one.agreement is Agreement.ONE
    assert one.says.startswith("Only Single Leg Deadlift tells so far: left ")
    early = group(series(LIFT, [(6, 9)] * 2, load_kg=20.0))
    assert early.agreement is Agreement.EARLY
    assert group(History()).agreement is Agreement.NONE


@given(
    st.tuples(st.integers(6, 9), st.integers(6, 9)), st.tuples(st.integers(6, 9), st.integers(6, 9))
)
@settings(max_examples=20)
def test_groups_mirror(lift: tuple[int, int], thrust: tuple[int, int]) -> None:
    log = glutes(lift, thrust)
    one, other = group(log), group(log.mirrored())
    assert other.agreement is one.agreement
    swapped = mirrored_words(one.says)
    assert sorted(other.says.replace(",", "").split()) == sorted(swapped.replace(",", "").split())
    for member in one.members:
        twin = next(m for m in other.members if m.exercise is member.exercise)
        assert twin.report.short == mirrored_words(member.report.short)
        if member.span is not None and twin.span is not None:
            assert twin.span == pytest.approx(tuple(-end for end in reversed(member.span)))


def test_only_what_was_logged_can_be_chosen() -> None:
    names = group_names(catalog(), [LIFT, "hip_flexor_stretch", "gone_for_good"])
    assert {n.id for n in names if n.place is Place.REGION} >= {"glutes", "back_thigh"}
    assert "hip_flexors" not in {n.id for n in names}
    assert all(n.exercises == 1 for n in names)
