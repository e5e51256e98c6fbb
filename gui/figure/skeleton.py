"""Where are the bones and the skin when the joints have these angles?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from gui.figure.angles import ANGLES, INDEX, SIDES, Floats
from gui.figure.mesh import Mesh
from gui.figure.spots import SPOTS, Spot

Floats32 = NDArray[np.float32]
Reader = Callable[[str], Floats]
"""Gives one angle of all poses, in radians."""

_DOWN = np.array([0.0, -1.0, 0.0])
_FINGERS = ("index", "middle", "ring", "pinky")
_CURL = (("_01_", 0.8), ("_02_", 1.0), ("_03_", 0.7))
_BREATH_M = 0.007
"""How far the front of the chest comes out at the top of a breath."""


def turn(axis: int, radians: Floats) -> Floats:
    """Give rotation matrices about x (0), y (1) or z (2); shape (...) in, (..., 3, 3) out."""
    cos, sin = np.cos(radians), np.sin(radians)
    made = np.zeros((*np.shape(radians), 3, 3))
    one, two = [(1, 2), (2, 0), (0, 1)][axis]
    made[..., axis, axis] = 1.0
    made[..., one, one] = made[..., two, two] = cos
    made[..., one, two], made[..., two, one] = -sin, sin
    return made


def vertex_normals(vertices: Floats, faces: NDArray[np.int32]) -> Floats:
    """Give area-weighted unit normals, (vertices, 3)."""
    a, b, c = (vertices[faces[:, k]] for k in range(3))
    face = np.cross(b - a, c - a)
    made = np.zeros_like(vertices)
    for k in range(3):
        for axis in range(3):
            made[:, axis] += np.bincount(faces[:, k], face[:, axis], len(vertices))
    return np.asarray(made / np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-12))


def _arc(start: Floats, end: Floats) -> Floats:
    """Give the shortest rotation that takes one direction to another."""
    a, b = start / np.linalg.norm(start), end / np.linalg.norm(end)
    x, y, z = np.cross(a, b)
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.asarray(np.eye(3) + cross + cross @ cross / (1.0 + a @ b))


@dataclass(frozen=True)
class Bones:
    """Turn and place of every bone in the world; shapes (n, bones, 3, 3) and (n, bones, 3)."""

    turns: Floats
    places: Floats

    def one(self, index: int) -> Bones:
        """Give one pose of several, still with a leading axis."""
        return Bones(self.turns[index : index + 1], self.places[index : index + 1])


@dataclass(frozen=True)
class Skeleton:
    """The bones of a mesh, with anatomical angles; zero is standing, arms hanging, palms in."""

    mesh: Mesh

    @cached_property
    def _index(self) -> dict[str, int]:
        return {name: i for i, name in enumerate(self.mesh.bones)}

    def bone(self, name: str) -> int:
        """Give a bone's number."""
        return self._index[name]

    @cached_property
    def _neutral(self) -> Floats:
        """Rotation of each bone from the mesh's own A pose to the zero pose, (bones, 3, 3)."""
        mesh, found = self.mesh, self._index
        made = np.zeros((len(mesh.bones), 3, 3))
        for i, name in enumerate(mesh.bones):
            parent = mesh.parent[i]
            above = np.eye(3) if parent < 0 else made[parent]
            made[i] = above
            base, side = (name[:-2], name[-1]) if name[-2:] in ("_l", "_r") else (name, "")
            if not side:
                continue
            out = 1.0 if side == "l" else -1.0
            head = mesh.heads[i]
            if base in ("thigh", "calf"):
                below = {"thigh": "calf", "calf": "foot"}[base]
                made[i] = _arc(mesh.heads[found[f"{below}_{side}"]] - head, _DOWN)
            elif base == "foot":
                ahead = mesh.heads[found[f"ball_{side}"]] - head
                yaw = np.arctan2(ahead[0], ahead[2])
                made[i] = turn(1, np.array(-yaw + out * np.radians(4)))
            elif base == "upperarm":
                along = mesh.heads[found[f"lowerarm_{side}"]] - head
                made[i] = _arc(along, np.array([out * 0.06, -1.0, 0.0]))
            elif base == "lowerarm":
                along = above @ (mesh.heads[found[f"hand_{side}"]] - head)
                made[i] = _arc(along, np.array([out * 0.03, -1.0, 0.04])) @ above
            elif base == "hand":
                along = above @ (mesh.heads[found[f"middle_01_{side}"]] - head)
                made[i] = _arc(along, np.array([0.0, -1.0, 0.03])) @ above
        return made

    @cached_property
    def _offsets(self) -> Floats:
        """Place of each bone's head in its parent's frame of the zero pose, (bones, 3)."""
        heads = self.mesh.heads
        made = np.zeros((len(heads), 3))
        for i, above in enumerate(self.mesh.parent):
            made[i] = heads[i] if above < 0 else self._neutral[above] @ (heads[i] - heads[above])
        return made

    # -- kinematics -------------------------------------------------------------------------------

    def _joint_turns(self, poses: Floats) -> dict[str, Floats]:
        """Give the local rotation of every bone that moves; poses (n, angles)."""

        def at(name: str) -> Floats:
            return np.asarray(np.radians(poses[:, INDEX[name]]))

        made: dict[str, Floats] = {}
        flex, bend, twist = at("spine_flex") / 3, at("spine_side") / 3, at("spine_twist") / 3
        extra = {"spine_01": at("lumbar_flex"), "spine_03": at("chest_flex")}
        for name in ("spine_01", "spine_02", "spine_03"):
            made[name] = turn(1, twist) @ turn(0, flex + extra.get(name, 0.0)) @ turn(2, -bend)
        flex, bend, twist = at("neck_flex") / 2, at("neck_side") / 2, at("neck_twist") / 2
        for name in ("neck_01", "head"):
            made[name] = turn(1, twist) @ turn(0, flex) @ turn(2, -bend)
        for side in SIDES:
            self._turn_leg(made, at, side)
            self._turn_arm(made, at, side)
        return made

    @staticmethod
    def _turn_leg(made: dict[str, Floats], at: Reader, side: str) -> None:
        out, low = (1.0 if side == "L" else -1.0), side.lower()
        made[f"thigh_{low}"] = (
            turn(0, -at(f"hip_flex.{side}"))
            @ turn(2, out * at(f"hip_abd.{side}"))
            @ turn(1, out * at(f"hip_rot.{side}"))
        )
        made[f"calf_{low}"] = turn(0, at(f"knee_flex.{side}")) @ turn(
            1, out * at(f"knee_rot.{side}")
        )
        made[f"foot_{low}"] = (
            turn(0, -at(f"ankle_dorsi.{side}"))
            @ turn(2, out * at(f"ankle_ev.{side}"))
            @ turn(1, out * at(f"foot_out.{side}"))
        )
        made[f"ball_{low}"] = turn(0, -at(f"toe_ext.{side}"))

    @staticmethod
    def _turn_arm(made: dict[str, Floats], at: Reader, side: str) -> None:
        out, low = (1.0 if side == "L" else -1.0), side.lower()
        flex, abduct = at(f"shoulder_flex.{side}"), at(f"shoulder_abd.{side}")
        # The shoulder blade turns up with the arm, about one degree for every two of the arm after
        # the first thirty (Inman et al., 1944); the arm's own angles stay measured to the chest.
        raised = np.degrees(np.arccos(np.clip(np.cos(flex) * np.cos(abduct), -1.0, 1.0)))
        up = np.radians(30.0 * np.clip((raised - 30.0) / 150.0, 0.0, 1.0)) + at(f"scap_elev.{side}")
        blade = turn(1, -out * at(f"scap_protract.{side}")) @ turn(2, out * up)
        made[f"clavicle_{low}"] = blade
        made[f"upperarm_{low}"] = (
            np.swapaxes(blade, -1, -2)
            @ turn(0, -flex)
            @ turn(2, out * abduct)
            @ turn(1, out * at(f"shoulder_rot.{side}"))
        )
        # Half of the pronation happens along the forearm, as the radius turns about the ulna.
        half = -out * at(f"forearm_pron.{side}") * 0.5
        made[f"lowerarm_{low}"] = turn(0, -at(f"elbow_flex.{side}")) @ turn(1, half)
        made[f"hand_{low}"] = (
            turn(1, half)
            @ turn(2, -out * at(f"wrist_flex.{side}"))
            @ turn(0, at(f"wrist_dev.{side}"))
        )
        curl = at(f"grip.{side}")
        for finger in _FINGERS:
            for joint, share in _CURL:
                made[f"{finger}{joint}{low}"] = turn(2, -out * curl * share)
        made[f"thumb_01_{low}"] = turn(1, out * at(f"thumb.{side}"))
        made[f"thumb_02_{low}"] = turn(2, -out * curl * 0.3) @ turn(0, curl * 0.2)
        made[f"thumb_03_{low}"] = turn(2, -out * curl * 0.3)

    def bones(self, poses: Floats) -> Bones:
        """Place every bone; poses (n, angles) or (angles,), always with a leading axis out."""
        poses = np.atleast_2d(poses)
        local = self._joint_turns(poses)
        turns = np.empty((len(poses), len(self.mesh.bones), 3, 3))
        places = np.empty((len(poses), len(self.mesh.bones), 3))
        facing = (
            turn(1, np.radians(poses[:, INDEX["yaw"]]))
            @ turn(0, np.radians(poses[:, INDEX["pitch"]]))
            @ turn(2, np.radians(-poses[:, INDEX["roll"]]))
        )
        for i, name in enumerate(self.mesh.bones):
            above = self.mesh.parent[i]
            if above < 0:
                turns[:, i] = facing
                places[:, i] = self._offsets[i] + poses[:, :3]
                continue
            here = local.get(name)
            turns[:, i] = turns[:, above] if here is None else turns[:, above] @ here
            places[:, i] = places[:, above] + turns[:, above] @ self._offsets[i]
        return Bones(turns, places)

    # -- points and directions --------------------------------------------------------------------

    @cached_property
    def spots(self) -> dict[str, tuple[int, Floats]]:
        """Named points of the body: bone and place in that bone's zero frame."""
        return {name: self._place(spot) for name, spot in SPOTS.items()}

    def _place(self, spot: Spot) -> tuple[int, Floats]:
        bone = self.bone(spot.bone)
        offset = np.array(spot.offset)
        if spot.share:
            toward = self.bone(spot.toward)
            along = self._neutral[bone] @ (self.mesh.heads[toward] - self.mesh.heads[bone])
            offset = offset + spot.share * along
        if spot.skin is None:
            return bone, offset
        # The point of the skin in a direction: the farthest skin close to that ray.
        way = np.array(spot.skin) / np.linalg.norm(spot.skin)
        rest = self.zero_skin - self._zero.places[0, bone] - offset
        along = rest @ way
        aside = np.linalg.norm(rest - along[:, None] * way, axis=1)
        belongs = self.membership(spot.bone, *spot.also) > 0.4
        near = belongs & (aside < 0.02) & (along > 0)
        if not near.any():
            near = belongs & (aside < 0.05)
        return bone, offset + way * along[near].max()

    def membership(self, *bones: str) -> Floats:
        """Give how much each vertex belongs to these bones together, 0 to 1, (vertices,)."""
        chosen = np.isin(self.mesh.weight_index, [self.bone(name) for name in bones])
        return np.asarray((self.mesh.weight * chosen).sum(1))

    @cached_property
    def _zero(self) -> Bones:
        return self.bones(np.zeros(len(ANGLES)))

    @cached_property
    def zero_skin(self) -> Floats:
        """The skin when standing with hanging arms, (vertices, 3), metres."""
        return self.skin(self._zero)[0].astype(np.float64)

    def point(self, bones: Bones, name: str) -> Floats:
        """Give a named point in the world, (n, 3).

        Raises:
            KeyError: There is no point of that name.

        """
        bone, offset = self.spots[name]
        return np.asarray(bones.places[:, bone] + bones.turns[:, bone] @ offset)

    def direction(self, bones: Bones, bone: str, axis: tuple[float, float, float]) -> Floats:
        """Give a direction that is fixed to a bone, named in the zero pose's axes, (n, 3)."""
        return np.asarray(bones.turns[:, self.bone(bone)] @ np.array(axis))

    # -- skin -------------------------------------------------------------------------------------

    @cached_property
    def _dense(self) -> Floats32:
        """Skinning weights as one matrix (vertices, bones): a product is faster than gathering."""
        made = np.zeros((len(self.mesh.weight), len(self.mesh.bones)), np.float32)
        rows = np.arange(len(made))
        for k in range(self.mesh.weight.shape[1]):
            np.add.at(made, (rows, self.mesh.weight_index[:, k]), self.mesh.weight[:, k])
        return made

    @cached_property
    def _rest(self) -> tuple[Floats32, Floats32]:
        normals = vertex_normals(self.mesh.vertices, self.mesh.faces)
        return self.mesh.vertices.astype(np.float32), normals.astype(np.float32)

    @cached_property
    def _chest(self) -> Floats32:
        """How much of a breath a vertex takes part in: the front and sides of the ribs."""
        _, normals = self._rest
        ribs = self._dense[:, [self.bone("spine_02"), self.bone("spine_03")]].sum(1)
        return np.asarray(ribs * np.clip(normals[:, 2] + 0.35, 0.0, 1.0), np.float32)

    def matrices(self, bones: Bones) -> tuple[Floats, Floats]:
        """Give what takes the mesh's rest to the pose: turns (n, b, 3, 3) and shifts (n, b, 3)."""
        turns = bones.turns @ self._neutral
        return turns, bones.places - (turns @ self.mesh.heads[None, :, :, None])[..., 0]

    def skin(self, bones: Bones, breath: float = 0.0) -> tuple[Floats32, Floats32]:
        """Give the skin of the first pose: vertices and unit normals, both (vertices, 3), m.

        `breath` goes from 0 to 1 and lets the chest rise by a few millimetres; no contact moves.
        """
        turns, shifts = self.matrices(bones)
        both = np.concatenate([turns[0].reshape(-1, 9), shifts[0]], axis=1).astype(np.float32)
        blended = self._dense @ both
        rotation = blended[:, :9].reshape(-1, 3, 3)
        rest, rest_normals = self._rest
        vertices = np.matmul(rotation, rest[:, :, None])[:, :, 0] + blended[:, 9:]
        normals = np.matmul(rotation, rest_normals[:, :, None])[:, :, 0]
        normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)
        if breath:
            vertices = vertices + normals * (self._chest * np.float32(breath * _BREATH_M))[:, None]
        return vertices, normals
