"""Is every movement possible, planted, and done by the limb it is said to be done by?"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from core.body import Side
from core.catalog import Exercise, Mode, SideRule
from gui.figure.angles import INDEX, limits
from gui.figure.blocks import blocks
from gui.figure.move import Move, load_move
from gui.figure.person import Figure
from gui.figure.scene import muscles_shown
from gui.figure.shading import ids
from gui.figure.shadow import Body
from gui.figure.timing import timing_of
from tests.factories import catalog
from tests.figure.making import scene, skeleton

sys.path.append(str(Path(__file__).resolve().parents[2] / "packaging" / "figure"))

from authored import POSES, read_sheet

Floats = NDArray[np.float64]
EXERCISES = [exercise.id for exercise in catalog().exercises]
SIDED = [exercise.id for exercise in catalog().exercises if exercise.mode.sided]
SUNK_M = 0.01
BETWEEN = np.linspace(0.0, 1.0, 17)
"""Moments on the key frames and between them."""


@cache
def move_of(exercise_id: str) -> Move:
    """A movement, read once."""
    return load_move(exercise_id)


def test_every_exercise_has_its_picture_and_no_picture_is_left_over() -> None:
    solved = {path.stem for path in POSES.parents[2].glob("resources/figure/moves/*.json")}
    authored = {path.stem for path in POSES.glob("*.toml")}
    assert solved == authored == set(EXERCISES)


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_joints_stay_within_what_people_can_do(exercise_id: str) -> None:
    low, high = limits()
    for frames in move_of(exercise_id).frames.values():
        beyond = np.maximum(low - frames, frames - high).max(0)
        assert not {n: float(beyond[k]) for n, k in INDEX.items() if beyond[k] > 3.0}


@pytest.mark.parametrize("exercise_id", EXERCISES)
@pytest.mark.parametrize("figure", list(Figure))
def test_nothing_sinks_into_floor_or_furniture(exercise_id: str, figure: Figure) -> None:
    bones, move = skeleton(figure), move_of(exercise_id)
    furniture = blocks(move.props)
    for share in BETWEEN:
        skin = bones.skin(bones.bones(move.pose(figure, float(share))))[0].astype(float)
        assert -skin[:, 1].min() <= SUNK_M, f"in the floor at {share:.2f}"
        for block in furniture:
            assert block.depth(skin).max() <= SUNK_M, f"in the {block.material} at {share:.2f}"


@pytest.mark.parametrize("exercise_id", EXERCISES)
@pytest.mark.parametrize("figure", list(Figure))
def test_what_is_planted_stays_and_what_is_pinned_is_there(
    exercise_id: str, figure: Figure
) -> None:
    bones, move = skeleton(figure), move_of(exercise_id)
    sheet = read_sheet(POSES / f"{exercise_id}.toml")
    places = {
        share: bones.bones(move.pose(figure, float(share)))
        for share in sorted({*BETWEEN.tolist(), *(pose.at for pose in sheet.poses)})
    }
    for name in sheet.stay:
        where = np.array([bones.point(b, name)[0] for b in places.values()])
        assert np.linalg.norm(where - where[0], axis=1).max() < 0.02, f"{name} slides"
    for pose in sheet.poses:
        for pin in pose.pins:
            if pin.kind == "aim" or pin.weight < 1.0:
                continue  # a wish, not a contact
            here = bones.point(places[pose.at], pin.what)[0]
            if pin.kind == "on":
                here = here - bones.point(places[pose.at], pin.other)[0]
            gaps = [abs(h - w) for h, w in zip(here, pin.target, strict=True) if w is not None]
            assert max(gaps) < 0.02, f"{pin.what} misses its place at {pose.at}"


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_it_moves_and_comes_back(exercise_id: str) -> None:
    bones, move = skeleton(Figure.FEMALE), move_of(exercise_id)
    start, end = (bones.skin(bones.bones(move.pose(Figure.FEMALE, s)))[0] for s in (0.0, 1.0))
    assert np.linalg.norm(end - start, axis=1).max() > 0.02, "start and end can't be told apart"
    timing = timing_of(exercise_id)
    assert timing is not None
    tempo = timing.tempo
    moments = np.linspace(0.0, tempo.total, 400)
    shares = np.array([tempo.share(float(t)) for t in moments])
    assert shares[0] == shares[-1] == 0.0
    assert shares.max() == 1.0
    assert np.abs(np.diff(shares)).max() < 0.05, "no jumps"
    assert 2.0 <= tempo.total <= 30.0


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_a_stretch_breathes_and_is_held(exercise_id: str) -> None:
    exercise, timing = catalog().get(exercise_id), timing_of(exercise_id)
    assert timing is not None
    held = exercise.kind.value == "stretch"
    assert timing.tempo.breathes == held
    if held:
        assert timing.tempo.hold >= 4.0


# -- whose limb it is ----------------------------------------------------------------------------

ARMS = {SideRule.WORKING_ARM, SideRule.ARM_ON_FRAME}
MOVING = {SideRule.MOVING_LEG, SideRule.LIFTED_LEG, SideRule.EXTENDED_LEG, SideRule.LOWERED_LEG}
LEG = ("thigh", "calf", "foot")
STANDING = {SideRule.STANCE_LEG, SideRule.PLANTED_LEG}


def drawn(exercise_id: str, side: Side, share: float) -> Floats:
    """The skin as it is drawn for a set of this side, (vertices, 3) metres."""
    body, _ = scene(exercise_id, side).posed(share)
    return body.vertices.astype(float)


def travel(exercise_id: str, side: Side, limb_bones: tuple[str, ...], limb: Side) -> float:
    """How far the person's own left or right limb goes in the drawn picture, in metres.

    A limb is found by where its skin is: of the mirrored body, the left is what was the right.
    """
    bones = skeleton(Figure.FEMALE)
    of_mesh = limb if side is Side.LEFT else limb.other
    mine = bones.membership(*(f"{part}_{of_mesh.value[0]}" for part in limb_bones)) > 0.8
    track = np.array([drawn(exercise_id, side, s)[mine] for s in (0.0, 0.5, 1.0)])
    return float(np.linalg.norm(track - track[0], axis=2).max(0).mean())


@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize("exercise_id", SIDED)
def test_the_limb_of_the_side_rule_is_the_one_that_works(exercise_id: str, side: Side) -> None:
    exercise = catalog().get(exercise_id)
    held = exercise.count.value == "seconds"
    if exercise.side_rule is SideRule.WORKING_ARM and not held:
        own, other = (travel(exercise_id, side, ("hand",), s) for s in (side, side.other))
        assert own > other + 0.05
    elif exercise.side_rule in MOVING:
        own, other = (travel(exercise_id, side, LEG, s) for s in (side, side.other))
        assert own > other + 0.01
    elif exercise.side_rule in STANDING:
        own, other = (travel(exercise_id, side, ("foot",), s) for s in (side, side.other))
        assert own < 0.03 or own < other


@pytest.mark.parametrize("exercise_id", SIDED)
def test_a_right_set_is_the_mirror_image_of_a_left_one(exercise_id: str) -> None:
    for share in (0.0, 1.0):
        left, right = (drawn(exercise_id, side, share) for side in Side)
        assert np.allclose(left * [-1, 1, 1], right, atol=1e-6)


@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize("exercise_id", SIDED)
def test_the_coloured_muscles_are_on_the_persons_side(exercise_id: str, side: Side) -> None:
    exercise = catalog().get(exercise_id)
    main = exercise.prime or exercise.stretched
    here = scene(exercise_id, side)
    body, _ = here.posed(0.0)
    standing = skeleton(Figure.FEMALE).zero_skin
    wanted = "primary" if exercise.prime else "stretched"
    painted = [field for field, material in body.fields if material == wanted]
    assert painted, main
    for field in painted:
        # Where that skin is on the standing body, drawn for this side: left has x above zero.
        x = standing[field > 0][:, 0] * (1.0 if side is Side.LEFT else -1.0)
        assert (x.mean() > 0) == (side is Side.LEFT)


def test_both_sides_are_coloured_when_both_work() -> None:
    for exercise in catalog().exercises:
        sides = {name.rsplit(".", 1)[1] for name in muscles_shown(exercise)}
        if exercise.mode in (Mode.TOGETHER, Mode.MIDLINE):
            assert sides == {"left", "right"}, exercise.id
        elif not exercise.other_side:
            assert sides == {"left"}, exercise.id


def test_every_muscle_that_can_be_coloured_is_painted_on_the_body() -> None:
    fields = scene("bird_dog").stage.mesh.fields
    for muscle in catalog().body.muscles:
        for side in Side:
            field = fields[f"muscle.{muscle.id}.{side.value}"]
            assert (field > 0).sum() > 8, f"{muscle.id} {side.value}"


# -- how it is seen ------------------------------------------------------------------------------


@pytest.mark.parametrize("exercise_id", EXERCISES)
@pytest.mark.parametrize("figure", list(Figure))
def test_no_moment_leaves_the_picture(exercise_id: str, figure: Figure) -> None:
    for side in (Side.LEFT, Side.RIGHT):
        here = scene(exercise_id, side, figure)
        camera = here.camera(here.look(), 300, 260)
        for share in np.linspace(0.0, 1.0, 9):
            body, _ = here.posed(float(share), breath=1.0)
            seen = camera.view(body.vertices)
            assert seen[:, 0].min() >= 0
            assert seen[:, 1].min() >= 0
            assert seen[:, 0].max() <= camera.width
            assert seen[:, 1].max() <= camera.height


def share_seen(exercise: Exercise, share: float, *, other: bool) -> float:
    """How much of the drawn body shows the main muscles, from 0 to 1."""
    here = scene(exercise.id)
    body, _ = here.posed(share)
    wanted = "primary" if exercise.prime else "stretched"
    fields = [field for field, material in body.fields if material == wanted]
    camera = here.camera(here.look(other=other), 240, 200)
    whole = ids(body, [np.ones(len(body.vertices), np.float32)], camera)
    found = ids(Body(body.vertices, body.normals, body.faces), fields, camera)
    return float((found >= 0).sum() / (whole >= 0).sum())


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_the_main_muscle_can_be_seen_in_one_of_the_views(exercise_id: str) -> None:
    exercise = catalog().get(exercise_id)
    views = [(share, other) for share in (0.0, 1.0) for other in (False, True)]
    assert max(share_seen(exercise, share, other=other) for share, other in views) > 0.008
