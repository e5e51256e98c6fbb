"""What does the standing body of the map look like from here, and where are its places?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.body import Side
from gui.figure.angles import Floats, pose
from gui.figure.camera import Camera
from gui.figure.outline import outlines, thinned
from gui.figure.palette import Palette
from gui.figure.scene import CLOTHES, Stage
from gui.figure.shading import layers, masks
from gui.figure.shadow import Body

SPAN_M = 1.90
"""Metres from the lower to the upper edge of the map's picture."""
SHAPE = 0.62
"""Width of the map's picture for a height of one."""
_STANDING = pose(
    {
        "shoulder_abd.L": 30,
        "shoulder_abd.R": 30,
        "forearm_pron.L": 15,
        "forearm_pron.R": 15,
        "elbow_flex.L": 8,
        "elbow_flex.R": 8,
        "grip.L": 22,
        "grip.R": 22,
        "hip_abd.L": 7,
        "hip_abd.R": 7,
        "foot_out.L": 6,
        "foot_out.R": 6,
    }
)
"""Standing with the arms a little away: waist, inner thigh and upper arm can be pointed at."""
_FINE_TOLERANCE, _COARSE_TOLERANCE = 0.20, 0.6


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """One view of the body."""

    plain: NDArray[np.uint8]
    """(height, width, 4) the colours of skin and cloth, without light."""
    light: NDArray[np.uint8]
    """(height, width, 4) light and lines, to be laid over the colours of the places."""
    places: dict[tuple[str, Side], list[Floats]]
    """Region id and side -> closed lines (n, 2) round what can be seen of it, in pixels."""


def map_body(stage: Stage) -> Body:
    """Give the standing body with its clothes."""
    skeleton = stage.skeleton
    bones = skeleton.bones(_STANDING)
    vertices, normals = skeleton.skin(bones)
    # Parted legs lower the soles' height: back onto the floor.
    vertices = vertices - np.array([0, vertices[:, 1].min(), 0], np.float32)
    fields = stage.mesh.fields
    painted = tuple((fields[name], what) for name, what in CLOTHES if name in fields)
    return Body(vertices, normals, stage.mesh.faces, painted)


def map_camera(azimuth: float, elevation: float, width: int, height: int) -> Camera:
    """Look at the standing body so that it fills the picture's height."""
    return Camera(azimuth, elevation, (0.0, 0.885, 0.0), SPAN_M, width, height)


def region_fields(stage: Stage) -> dict[tuple[str, Side], NDArray[np.float32]]:
    """Give the painted shape of every place."""
    made = {}
    for name, field in stage.mesh.fields.items():
        kind, _, rest = name.partition(".")
        region, _, side = rest.rpartition(".")
        if kind == "region":
            made[region, Side(side)] = field
    return made


def draw_chart(
    stage: Stage,
    azimuth: float,
    elevation: float,
    size: tuple[int, int],
    palette: Palette,
    *,
    fine: bool = True,
) -> Chart:
    """Draw the map from a direction, in degrees; `size` is width and height in pixels."""
    body = map_body(stage)
    camera = map_camera(azimuth, elevation, *size)
    sampled = 2 if fine else 1
    plain, light = layers(body, camera, palette, supersample=sampled)
    regions = region_fields(stage)
    covered = masks(body, tuple(regions.values()), camera, supersample=sampled)
    tolerance = _FINE_TOLERANCE if fine else _COARSE_TOLERANCE
    least = (size[1] / 110.0) ** 2
    places = {}
    for key, mask in zip(regions, covered, strict=True):
        if mask.any():
            lines = [thinned(line, tolerance) for line in _cut(mask, least)]
            if lines:
                places[key] = lines
    return Chart(plain, light, places)


def _cut(mask: NDArray[np.uint8], least: float) -> list[Floats]:
    """Trace only the part of the picture that a place is in."""
    rows, columns = np.nonzero(mask.any(1))[0], np.nonzero(mask.any(0))[0]
    top, left = int(rows[0]), int(columns[0])
    part = mask[top : int(rows[-1]) + 1, left : int(columns[-1]) + 1]
    return [line + np.array([left, top]) for line in outlines(part, least)]
