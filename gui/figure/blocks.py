"""Where is the furniture that a body can rest on and must not sink into?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from gui.figure.angles import Floats

WALL_THICK = 0.10
DOOR_HIGH = 2.05
FRAME_WIDE = 0.09
FRAME_DEEP = 0.14
_BOARD = 0.12
"""A block that is thinner than this is a board to rest on: a seat, a bench, a table top."""


@dataclass(frozen=True)
class Block:
    """An upright box: centre and full size in metres, turned by `yaw` degrees."""

    centre: tuple[float, float, float]
    size: tuple[float, float, float]
    material: str
    yaw: float = 0.0

    @property
    def turn(self) -> Floats:
        """The rotation from the box's own axes to the world, (3, 3)."""
        angle = np.radians(self.yaw)
        cos, sin = np.cos(angle), np.sin(angle)
        return np.array([[cos, 0, sin], [0, 1, 0], [-sin, 0, cos]])

    def depth(self, points: Floats) -> Floats:
        """Give how deep each point (..., 3) is inside, in metres; 0 outside."""
        local = (points - np.array(self.centre)) @ self.turn
        inside = (np.array(self.size) / 2.0 - np.abs(local)).min(axis=-1)
        return np.asarray(np.maximum(inside, 0.0))

    def near(self, points: Floats, far: float) -> bool:
        """Tell whether any point is inside or within `far` metres."""
        local = np.abs((points - np.array(self.centre)) @ self.turn)
        return bool((local < np.array(self.size) / 2.0 + far).all(axis=-1).any())

    def sunk(self, points: Floats) -> Floats:
        """Give how far each point (..., 3) inside has to go to get out where it came in, in metres.

        Boards are entered from above, even by what is nearer to their underside.
        """
        local = (points - np.array(self.centre)) @ self.turn
        half = np.array(self.size) / 2.0
        inside = half - np.abs(local)
        within = inside.min(axis=-1)
        way = half[1] - local[..., 1] if self.size[1] < _BOARD else within
        return np.where(within > 0.0, way, 0.0)


def blocks(props: Iterable[Mapping[str, Any]]) -> list[Block]:
    """Give the boxes of all furniture in a scene.

    Raises:
        ValueError: A piece is of a kind that nobody makes.

    """
    made: list[Block] = []
    for prop in props:
        made += _BLOCKS[prop["kind"]](prop) if prop["kind"] in _BLOCKS else []
    return made


def _local(prop: Mapping[str, Any]) -> tuple[Floats, float, Floats]:
    """Give place on the floor, yaw in degrees and its rotation."""
    x, z = prop["at"]
    yaw = float(prop.get("yaw", 0.0))
    return np.array([x, 0.0, z]), yaw, Block((0, 0, 0), (1, 1, 1), "", yaw).turn


def _part(
    prop: Mapping[str, Any],
    centre: tuple[float, float, float],
    size: tuple[float, float, float],
    material: str,
) -> Block:
    place, yaw, turn = _local(prop)
    x, y, z = place + turn @ np.array(centre)
    return Block((float(x), float(y), float(z)), size, material, yaw)


def _bench(prop: Mapping[str, Any]) -> list[Block]:
    """A flat training bench along its own z axis."""
    high, long, wide = (
        float(prop.get(k, d)) for k, d in (("height", 0.44), ("length", 1.15), ("width", 0.28))
    )
    return [
        _part(prop, (0, high - 0.035, 0), (wide, 0.07, long), "pad"),
        *(
            _part(prop, (0, (high - 0.07) / 2, z), (wide * 0.8, high - 0.07, 0.05), "metal")
            for z in (-long * 0.38, long * 0.38)
        ),
    ]


def _chair(prop: Mapping[str, Any]) -> list[Block]:
    """A plain chair; its back is towards its own -z, and a stool has no `back`."""
    high, wide, deep = float(prop.get("seat", 0.45)), 0.42, 0.42
    legs = [
        _part(prop, (x, (high - 0.04) / 2, z), (0.035, high - 0.04, 0.035), "wood")
        for x in (-wide / 2 + 0.03, wide / 2 - 0.03)
        for z in (-deep / 2 + 0.03, deep / 2 - 0.03)
    ]
    back = [
        _part(prop, (x, high + 0.22, -deep / 2 + 0.02), (0.035, 0.46, 0.03), "wood")
        for x in (-wide / 2 + 0.03, wide / 2 - 0.03)
    ] + [_part(prop, (0, high + 0.36, -deep / 2 + 0.02), (wide, 0.16, 0.03), "wood")]
    if not prop.get("back", True):
        back = []
    return [_part(prop, (0, high - 0.02, 0), (wide, 0.04, deep), "wood"), *legs, *back]


def _wall(prop: Mapping[str, Any]) -> list[Block]:
    """A piece of wall; its front face is at its own z = 0 and looks towards +z."""
    wide, high = float(prop.get("width", 1.2)), float(prop.get("height", 2.0))
    return [_part(prop, (0, high / 2, -WALL_THICK / 2), (wide, high, WALL_THICK), "wall")]


def _doorway(prop: Mapping[str, Any]) -> list[Block]:
    """An open doorway to walk through along its own z; the frame's middle is at its origin."""
    opening, beside = float(prop.get("opening", 0.86)), float(prop.get("beside", 0.34))
    sides = prop.get("sides", [-1, 1])
    made = []
    for side in sides:
        x = side * (opening + FRAME_WIDE) / 2
        made.append(_part(prop, (x, DOOR_HIGH / 2, 0), (FRAME_WIDE, DOOR_HIGH, FRAME_DEEP), "wood"))
        x = side * (opening / 2 + FRAME_WIDE + beside / 2)
        top = DOOR_HIGH + FRAME_WIDE
        made.append(_part(prop, (x, top / 2, 0), (beside, top, WALL_THICK), "wall"))
    if len(sides) == 2:
        wide = opening + 2 * FRAME_WIDE
        made.append(
            _part(prop, (0, DOOR_HIGH + FRAME_WIDE / 2, 0), (wide, FRAME_WIDE, FRAME_DEEP), "wood")
        )
    return made


def _door(prop: Mapping[str, Any]) -> list[Block]:
    """A closed door in its frame, to anchor a band to; its front looks towards its own +z."""
    wide, high = float(prop.get("width", 0.86)), DOOR_HIGH
    made = [_part(prop, (0, high / 2, -0.03), (wide, high, 0.04), "wood")]
    for side in (-1, 1):
        x = side * (wide + FRAME_WIDE) / 2
        made.append(_part(prop, (x, high / 2, -0.02), (FRAME_WIDE, high, 0.09), "wall"))
    return made


def _box(prop: Mapping[str, Any]) -> list[Block]:
    """A plain box that stands on the floor, or at `base`."""
    x, y, z = (float(v) for v in prop["size"])
    base = float(prop.get("base", 0.0))
    return [_part(prop, (0, base + y / 2, 0), (x, y, z), str(prop.get("material", "wood")))]


def _table(prop: Mapping[str, Any]) -> list[Block]:
    """A sturdy table or worktop; `size` is its width, height and depth."""
    x, y, z = (float(v) for v in prop["size"])
    beside, deep = x / 2 - 0.05, z / 2 - 0.05
    legs = [
        _part(prop, (i * beside, (y - 0.05) / 2, k * deep), (0.06, y - 0.05, 0.06), "wood")
        for i in (-1, 1)
        for k in (-1, 1)
    ]
    return [_part(prop, (0, y - 0.025, 0), (x, 0.05, z), "wood"), *legs]


def _post(prop: Mapping[str, Any]) -> list[Block]:
    """A firm upright post, such as a rack's, to anchor a band to."""
    high = float(prop.get("height", 1.9))
    return [
        _part(prop, (0, high / 2, 0), (0.07, high, 0.07), "machine"),
        _part(prop, (0, 0.02, 0), (0.45, 0.04, 0.45), "machine"),
    ]


def _cable(prop: Mapping[str, Any]) -> list[Block]:
    """A cable tower; the pulley comes out of it towards its own +z."""
    high = float(prop.get("height", 2.0))
    return [
        *(_part(prop, (x, high / 2, -0.06), (0.06, high, 0.06), "machine") for x in (-0.17, 0.17)),
        _part(prop, (0, high - 0.04, -0.06), (0.40, 0.08, 0.10), "machine"),
        _part(prop, (0, 0.03, -0.06), (0.56, 0.06, 0.34), "machine"),
        _part(prop, (0, 0.34, -0.10), (0.26, 0.52, 0.10), "weight"),
    ]


_BLOCKS = {
    "bench": _bench,
    "chair": _chair,
    "wall": _wall,
    "doorway": _doorway,
    "door": _door,
    "box": _box,
    "table": _table,
    "post": _post,
    "cable": _cable,
}
