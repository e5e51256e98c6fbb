"""What is to be drawn for an exercise, on whose side, at which moment?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.body import Side
from core.catalog import Exercise, Mode
from gui.figure.angles import Floats
from gui.figure.camera import Camera
from gui.figure.mesh import Mesh
from gui.figure.move import Move
from gui.figure.palette import Palette
from gui.figure.person import Figure
from gui.figure.props import Posed, equipment
from gui.figure.shading import draw
from gui.figure.shadow import Body
from gui.figure.skeleton import Skeleton
from gui.figure.solids import Solid, mirrored
from gui.figure.timing import Look

CLOTHES = (
    ("hair", "hair"),
    ("cloth.shorts", "shorts"),
    ("cloth.top", "top"),
    ("cloth.shoe", "shoe"),
    ("cloth.sole", "sole"),
    ("face.eye", "eye"),
    ("face.iris", "iris"),
    ("face.brow", "brow"),
    ("face.lips", "lips"),
)
"""Fields of the mesh that are always painted, and with what."""
_LARGE_M, _HIGH_M = 1.25, 1.9
"""Things larger, or that begin higher, may leave the picture: it frames the body and its tools."""


def muscles_shown(exercise: Exercise) -> dict[str, str]:
    """Give the fields to paint when the exercise is done on the left: field -> material.

    An exercise of both sides at once paints both; muscles of the opposite side that take part are
    painted there.
    """
    both = exercise.mode in (Mode.TOGETHER, Mode.MIDLINE)
    here = tuple(Side) if both else (Side.LEFT,)
    painted: dict[str, str] = {}
    groups = (
        (exercise.stretched_secondary, "stretched_secondary", here),
        (exercise.secondary, "secondary", here),
        (exercise.other_side, "secondary", (Side.RIGHT,)),
        (exercise.stretched, "stretched", here),
        (exercise.prime, "primary", here),
    )
    for muscles, material, sides in groups:
        for muscle in muscles:
            for side in sides:
                painted[f"muscle.{muscle}.{side.value}"] = material
    return painted


@dataclass(frozen=True)
class Stage:
    """One figure, ready to be posed."""

    figure: Figure
    mesh: Mesh

    @cached_property
    def skeleton(self) -> Skeleton:
        """The bones of this figure."""
        return Skeleton(self.mesh)


@dataclass(frozen=True)
class Scene:
    """An exercise as one figure does it on one side.

    Everything is solved for the left; the right is the mirrored geometry, so the light stays where
    it is and no writing is turned round.
    """

    stage: Stage
    move: Move
    muscles: Mapping[str, str]
    side: Side

    @cached_property
    def _right(self) -> bool:
        return self.side is Side.RIGHT

    def posed(self, share: float, breath: float = 0.0) -> tuple[Body, list[Solid]]:
        """Give the body and the equipment at a share of the way, on the side asked for."""
        skeleton = self.stage.skeleton
        bones = skeleton.bones(self.move.pose(self.stage.figure, share))
        vertices, normals = skeleton.skin(bones, breath)
        solids = equipment(self.move.props, Posed(skeleton, bones, vertices.astype(np.float64)))
        faces = self.stage.mesh.faces
        if self._right:
            flip = np.array([-1.0, 1.0, 1.0], np.float32)
            vertices, normals, faces = vertices * flip, normals * flip, self._turned_faces
            solids = [mirrored(solid) for solid in solids]
        return Body(vertices, normals, faces, self._fields), solids

    @cached_property
    def _turned_faces(self) -> NDArray[np.int32]:
        return np.ascontiguousarray(self.stage.mesh.faces[:, ::-1])

    @cached_property
    def _fields(self) -> tuple[tuple[NDArray[np.float32], str], ...]:
        mesh = self.stage.mesh
        painted = [(mesh.fields[name], what) for name, what in CLOTHES if name in mesh.fields]
        painted += [
            (mesh.fields[name], what) for name, what in self.muscles.items() if name in mesh.fields
        ]
        return tuple(painted)

    def look(self, *, other: bool = False) -> Look:
        """Give the view that shows this exercise best, on the side asked for."""
        look = self.move.other_look if other and self.move.other_look else self.move.look
        return look.mirrored() if self._right else look

    @cached_property
    def extent(self) -> Floats:
        """Points that the picture must hold at every moment, (n, 3) metres."""
        points = []
        for share in np.linspace(0.0, 1.0, 5):
            body, solids = self.posed(float(share))
            points.append(body.vertices[::5])
            points += [s.vertices for s in solids if _fits(s)]
        return np.concatenate(points).astype(np.float64)

    def camera(self, look: Look, width: int, height: int, margin: float = 0.06) -> Camera:
        """Frame the whole movement: the picture does not jump while it moves."""
        return Camera.framing(self.extent, look.azimuth, look.elevation, width, height, margin)

    def picture(
        self,
        share: float,
        camera: Camera,
        palette: Palette,
        *,
        breath: float = 0.0,
        supersample: int = 2,
    ) -> NDArray[np.uint8]:
        """Draw one moment: (height, width, 4) RGBA with straight alpha."""
        body, solids = self.posed(share, breath)
        return draw(body, solids, camera, palette, supersample=supersample)


def _fits(solid: Solid) -> bool:
    """Tell whether a thing has to be in the picture as a whole: not a door."""
    if solid.material in ("cable", "band", "mat"):
        return True
    low, high = solid.vertices.min(axis=0), solid.vertices.max(axis=0)
    return bool((high - low).max() < _LARGE_M and low[1] < _HIGH_M)


def scene_of(stage: Stage, move: Move, exercise: Exercise, side: Side) -> Scene:
    """Put an exercise on the stage."""
    return Scene(stage, move, muscles_shown(exercise), side)
