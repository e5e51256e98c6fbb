"""Do the angles mean what an anatomist means by them, on both sides?"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.figure.angles import ANGLES, INDEX, limits, mirrored, pose
from gui.figure.mesh import load_mesh
from gui.figure.person import Figure
from gui.figure.skeleton import Skeleton
from tests.figure.making import skeleton

SIDES = {"L": 1.0, "R": -1.0}


def moved(name: str, degrees: float, point: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """How far a point moves, in metres, when one angle changes from standing."""
    bones = skeleton(Figure.FEMALE)
    before = bones.point(bones.bones(pose({})), point)[0]
    after = bones.point(bones.bones(pose({name: degrees})), point)[0]
    return np.asarray(after - before)


@pytest.mark.parametrize("figure", list(Figure))
def test_standing_is_upright_on_the_floor_with_hanging_arms(figure: Figure) -> None:
    bones = skeleton(figure)
    skin = bones.zero_skin
    assert abs(skin[:, 1].min()) < 0.01
    assert 1.70 < skin[:, 1].max() - skin[:, 1].min() < 1.80
    standing = bones.bones(pose({}))
    for side in "LR":
        shoulder, wrist = (bones.point(standing, f"{p}.{side}")[0] for p in ("shoulder", "wrist"))
        assert wrist[1] < shoulder[1] - 0.4
        assert abs(wrist[0] - shoulder[0]) < 0.08
        assert (
            bones.direction(standing, f"hand_{side.lower()}", (-SIDES[side], 0, 0))[0][0]
            * (-SIDES[side])
            > 0.8
        ), "palms face the thighs"


@pytest.mark.parametrize(("side", "out"), SIDES.items())
def test_flexion_goes_forward_and_abduction_goes_out(side: str, out: float) -> None:
    assert moved(f"shoulder_flex.{side}", 90, f"wrist.{side}")[2] > 0.4
    assert moved(f"shoulder_abd.{side}", 90, f"wrist.{side}")[0] * out > 0.4
    assert moved(f"hip_flex.{side}", 60, f"kneejoint.{side}")[2] > 0.3
    assert moved(f"hip_abd.{side}", 30, f"ankle.{side}")[0] * out > 0.3
    assert moved(f"knee_flex.{side}", 90, f"ankle.{side}")[2] < -0.3
    assert moved(f"elbow_flex.{side}", 90, f"wrist.{side}")[2] > 0.2
    assert moved(f"ankle_dorsi.{side}", 20, f"ball.{side}")[1] > 0.03
    assert moved(f"wrist_flex.{side}", 45, f"fingertip.{side}")[0] * out < -0.08
    assert moved(f"scap_elev.{side}", 15, f"shoulder.{side}")[1] > 0.015


@pytest.mark.parametrize(("side", "out"), SIDES.items())
def test_rotation_outwards_takes_a_bent_limb_outwards(side: str, out: float) -> None:
    bones = skeleton(Figure.MALE)
    bent = pose({f"elbow_flex.{side}": 90})
    turned = pose({f"elbow_flex.{side}": 90, f"shoulder_rot.{side}": 60})
    wrist = [bones.point(bones.bones(p), f"wrist.{side}")[0] for p in (bent, turned)]
    assert (wrist[1] - wrist[0])[0] * out > 0.15
    bent = pose({f"knee_flex.{side}": 90})
    turned = pose({f"knee_flex.{side}": 90, f"hip_rot.{side}": 30})
    ankle = [bones.point(bones.bones(p), f"ankle.{side}")[0] for p in (bent, turned)]
    # A bent leg's foot points back: turning the thigh outwards takes the foot inwards.
    assert (ankle[1] - ankle[0])[0] * out < -0.1


def test_the_trunk_bends_forward_and_to_its_own_left() -> None:
    assert moved("spine_flex", 40, "head")[2] > 0.1
    assert moved("spine_side", 30, "head")[0] > 0.1
    assert moved("spine_twist", 40, "shoulder.R")[2] > 0.05, "turning left brings the right ahead"
    assert moved("neck_twist", 40, "temple.R")[2] > 0.02


def test_facing_the_floor_and_lying_on_the_back() -> None:
    bones = skeleton(Figure.FEMALE)
    for pitch, y in ((90, -1), (-90, 1)):
        front = bones.direction(bones.bones(pose({"pitch": pitch})), "pelvis", (0, 0, 1))[0]
        assert front[1] * y > 0.95
    up = bones.direction(bones.bones(pose({"roll": 90})), "pelvis", (0, 1, 0))[0]
    assert up[0] > 0.95, "roll leans to the figure's left"


@given(st.lists(st.floats(-40, 60), min_size=len(ANGLES), max_size=len(ANGLES)))
def test_a_mirrored_pose_is_the_mirror_image(values: list[float]) -> None:
    low, high = limits()
    original = np.clip(np.array(values), low, high)
    original[:3] /= 100.0
    bones = skeleton(Figure.FEMALE)
    one = bones.bones(original)
    other = bones.bones(mirrored(original))
    for name in ("wrist", "ankle", "kneejoint", "shoulder"):
        left = bones.point(one, f"{name}.L")[0] * [-1, 1, 1]
        right = bones.point(other, f"{name}.R")[0]
        assert np.allclose(left, right, atol=0.004)
    assert np.allclose(mirrored(mirrored(original)), original)


def test_a_name_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        pose({"tail_flex": 10})


def test_every_angle_but_the_place_has_a_limit() -> None:
    low, high = limits()
    free = {name for name, k in INDEX.items() if np.isinf(low[k]) and np.isinf(high[k])}
    assert free == {"x", "y", "z", "yaw", "pitch", "roll"}


@pytest.mark.parametrize("figure", list(Figure))
def test_several_poses_at_once_are_the_same_as_one_by_one(figure: Figure) -> None:
    bones = Skeleton(load_mesh(figure))
    poses = np.stack([pose({"hip_flex.L": 40}), pose({"elbow_flex.R": 70, "y": 0.1})])
    both = bones.bones(poses)
    for k in (0, 1):
        alone = bones.bones(poses[k])
        assert np.allclose(both.places[k], alone.places[0])
        assert np.allclose(both.turns[k], alone.turns[0])


@pytest.mark.parametrize("figure", list(Figure))
def test_points_of_the_skin_lie_on_the_skin(figure: Figure) -> None:
    bones = skeleton(figure)
    standing = bones.bones(pose({}))
    for name in ("heel.L", "palm.R", "knee.L", "chest", "headback", "elbow.R", "hipside.L"):
        gap = np.linalg.norm(bones.zero_skin - bones.point(standing, name)[0], axis=1).min()
        assert gap < 0.02, name


def test_a_breath_lifts_the_chest_and_nothing_that_touches() -> None:
    bones = skeleton(Figure.MALE)
    standing = bones.bones(pose({}))
    calm, full = bones.skin(standing)[0], bones.skin(standing, breath=1.0)[0]
    far = np.linalg.norm(full - calm, axis=1)
    assert 0.003 < far.max() < 0.012
    limbs = bones.membership("hand_l", "hand_r", "foot_l", "foot_r", "calf_l", "calf_r") > 0.9
    assert far[limbs].max() == 0
