"""What stands around, lies under, is held or pulled, and where is it for this pose?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from gui.figure.angles import Floats
from gui.figure.blocks import blocks
from gui.figure.skeleton import Bones, Skeleton
from gui.figure.solids import Solid, box, dumbbell, ribbon, rounded_box, tube

_LIMBS = {"thigh": "calf", "calf": "foot", "foot": "ball"}
_MAT_THICK = 0.010
_MAT_TOP = 0.003
"""The mat is let into the floor, so that a body can lie with and without one in the same pose."""


@dataclass(frozen=True)
class Posed:
    """A figure in one pose, for things to hold on to."""

    skeleton: Skeleton
    bones: Bones
    skin: Floats

    def point(self, name: str) -> Floats:
        """Give a named point, (3,) metres."""
        return np.asarray(self.skeleton.point(self.bones, name)[0])

    def turn(self, bone: str) -> Floats:
        """Give a bone's turn, (3, 3)."""
        return np.asarray(self.bones.turns[0, self.skeleton.bone(bone)])

    def where(self, place: Any) -> Floats:  # noqa: ANN401 - a coordinate, a name, or a name with an offset
        """Read a place: [x, y, z], a point's name, or {at = name, off = [x, y, z]}."""
        if isinstance(place, str):
            return self.point(place)
        if isinstance(place, Mapping):
            return np.asarray(self.point(place["at"]) + np.array(place.get("off", (0, 0, 0))))
        return np.array(place, float)


def equipment(props: Iterable[Mapping[str, Any]], posed: Posed) -> list[Solid]:
    """Make everything in the scene but the body.

    Raises:
        ValueError: A piece is of a kind that nobody makes.

    """
    props = tuple(props)
    made = []
    for block in blocks(props):
        low = min(block.size)
        shape = (
            rounded_box if low > 0.05 and block.material in ("pad", "machine", "weight") else box
        )
        made.append(shape(block.centre, block.size, block.turn, material=block.material))
    for prop in props:
        if prop["kind"] in _MAKERS:
            made += _MAKERS[prop["kind"]](prop, posed)
        elif not blocks([prop]):
            raise ValueError(f"nobody makes a “{prop['kind']}”")
    return made


def _mat(prop: Mapping[str, Any], posed: Posed) -> list[Solid]:
    (x, z), (wide, long) = prop["at"], prop["size"]
    size = (wide, _MAT_THICK, long)
    return [box((x, _MAT_TOP - _MAT_THICK / 2, z), size, np.eye(3), material="mat")]


def _dumbbell(prop: Mapping[str, Any], posed: Posed) -> list[Solid]:
    side = prop["hand"]
    axis = posed.turn(f"hand_{side.lower()}") @ np.array(prop.get("axis", (0.0, 0.0, 1.0)))
    return dumbbell(posed.point(f"grip.{side}"), axis)


def _handle(prop: Mapping[str, Any], posed: Posed) -> list[Solid]:
    """A grip in the fist with two straps that meet where the band or the cable begins."""
    side = prop["hand"]
    axis = posed.turn(f"hand_{side.lower()}") @ np.array([0.0, 0.0, 1.0])
    centre = posed.point(f"grip.{side}")
    pull = posed.where(prop["toward"]) - centre
    pull = pull / np.linalg.norm(pull)
    meet = centre + pull * 0.13
    ends = [centre + axis * 0.065 * sign for sign in (-1, 1)]
    return [
        tube([ends[0], ends[1]], 0.016, material="weight"),
        *(tube([end, meet], 0.007, material="cable") for end in ends),
    ]


def _line(material: str, radius: float) -> Callable[[Mapping[str, Any], Posed], list[Solid]]:
    def made(prop: Mapping[str, Any], posed: Posed) -> list[Solid]:
        path = [posed.where(place) for place in prop["path"]]
        if "hand" in prop:
            # It leaves the handle where its straps meet.
            start = posed.point(f"grip.{prop['hand']}")
            pull = path[0] - start
            path.insert(0, start + pull / np.linalg.norm(pull) * 0.13)
        return [tube(path, prop.get("radius", radius), material=material)]

    return made


def _towel(prop: Mapping[str, Any], posed: Posed) -> list[Solid]:
    path = np.array([posed.where(place) for place in prop["path"]])
    across = np.array(prop.get("across", (0.0, 0.0, 1.0)), float)
    return [ribbon(path, across, float(prop.get("width", 0.10)), material="towel")]


def _anchor(prop: Mapping[str, Any], posed: Posed) -> list[Solid]:
    return [rounded_box(posed.where(prop["at"]), (0.05, 0.05, 0.05), np.eye(3), material="weight")]


def _pulley(prop: Mapping[str, Any], posed: Posed) -> list[Solid]:
    """The pulley block on a cable tower; the cable comes out of its middle."""
    centre = posed.where(prop["at"])
    return [rounded_box(centre, (0.06, 0.12, 0.09), np.eye(3), material="weight")]


def _slice(posed: Posed, limb: str, side: str, share: float) -> tuple[Floats, Floats, Floats]:
    """Give the skin around a limb at a share of its length, its middle and the limb's axis."""
    low = side.lower()
    here = posed.skeleton.bone(f"{limb}_{low}")
    there = posed.skeleton.bone(f"{_LIMBS[limb]}_{low}")
    start, end = posed.bones.places[0, here], posed.bones.places[0, there]
    axis = (end - start) / np.linalg.norm(end - start)
    centre = start + share * (end - start)
    mine = posed.skeleton.membership(f"{limb}_{low}", f"{_LIMBS[limb]}_{low}") > 0.5
    near = mine & (np.abs((posed.skin - centre) @ axis) < 0.018)
    near &= np.linalg.norm(posed.skin - centre, axis=1) < 0.16
    return posed.skin[near], centre, axis


def hull(points: Floats) -> Floats:
    """Give the convex hull of points (n, 2), counter-clockwise (Andrew, 1979)."""
    ordered = points[np.lexsort((points[:, 1], points[:, 0]))]

    def half(many: Floats) -> list[Floats]:
        made: list[Floats] = []
        for point in many:
            while len(made) > 1:
                (ax, ay), (bx, by) = made[-1] - made[-2], point - made[-2]
                if ax * by - ay * bx > 0:
                    break
                made.pop()
            made.append(point)
        return made[:-1]

    return np.array(half(ordered) + half(ordered[::-1]))


def _loop(prop: Mapping[str, Any], posed: Posed) -> list[Solid]:
    """An elastic loop round one limb or several; it takes the shortest way round all of them."""
    share = float(prop.get("share", 0.75))
    slices = [_slice(posed, prop["limb"], side, share) for side in prop.get("sides", ("L", "R"))]
    axis = np.sum([axis for _, _, axis in slices], axis=0)
    middle = np.mean([centre for _, centre, _ in slices], axis=0)
    if len(slices) > 1:
        across = slices[0][1] - slices[1][1]
        across = across / np.linalg.norm(across)
        axis = axis - across * (axis @ across)
    axis = axis / np.linalg.norm(axis)
    one = np.cross(axis, (0.0, 0.0, 1.0) if abs(axis[2]) < 0.8 else (0.0, 1.0, 0.0))
    one = one / np.linalg.norm(one)
    two = np.cross(axis, one)
    skin = np.concatenate([skin for skin, _, _ in slices]) - middle
    ring = hull(np.stack([skin @ one, skin @ two], axis=1))
    ring = np.concatenate([ring, ring[:1]])
    lengths = np.r_[0.0, np.cumsum(np.linalg.norm(np.diff(ring, axis=0), axis=1))]
    even = np.linspace(0.0, lengths[-1], 72, endpoint=False)
    ring = np.stack([np.interp(even, lengths, ring[:, k]) for k in (0, 1)], axis=1)
    ring = ring * (1.0 + 0.005 / np.linalg.norm(ring, axis=1, keepdims=True))
    path = middle + ring[:, :1] * one + ring[:, 1:] * two
    wide = float(prop.get("width", 0.045))
    return [ribbon(path, axis, wide, closed=True, material=str(prop.get("material", "band")))]


def _cuff(prop: Mapping[str, Any], posed: Posed) -> list[Solid]:
    """An ankle cuff, or an ankle weight when it is `heavy`."""
    heavy = bool(prop.get("heavy"))
    ring = {
        "limb": "calf",
        "sides": [prop["leg"]],
        "share": 0.84,
        "width": 0.11 if heavy else 0.06,
        "material": "weight",
    }
    return _loop(ring, posed)


_MAKERS: dict[str, Callable[[Mapping[str, Any], Posed], list[Solid]]] = {
    "mat": _mat,
    "dumbbell": _dumbbell,
    "handle": _handle,
    "band": _line("band", 0.010),
    "line": _line("cable", 0.007),
    "towel": _towel,
    "anchor": _anchor,
    "pulley": _pulley,
    "loop": _loop,
    "cuff": _cuff,
}
