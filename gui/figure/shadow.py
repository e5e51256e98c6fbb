"""Which soft shadow do a body and its equipment lay on the floor?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gui.figure.camera import Camera
from gui.figure.raster import Floats
from gui.figure.solids import Solid

Field = npt.NDArray[np.float32]

_HIGH = 0.10
"""Metres above the floor at which something darkens it by about a third."""
_FLAT = 0.035
"""A solid this thin (metres) that lies on the floor takes shadows instead of casting them."""


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """A posed figure.

    `vertices` (V,3) metres, outward `normals` (V,3), `faces` (F,3) counter-clockwise from outside.
    `fields` are painted in order, the later over the earlier: (field (V,), material), where the
    field is above zero.
    """

    vertices: npt.NDArray[np.floating]
    normals: npt.NDArray[np.floating]
    faces: npt.NDArray[np.integer]
    fields: tuple[tuple[Field, str], ...] = ()


def floor_shadow(
    body: Body | None, solids: Sequence[Solid], camera: Camera, floor: float
) -> Floats | None:
    """How deep the shadow on the floor is in each pixel (H,W), 0 to 1.

    A soft one from straight above: what is close to the floor darkens it most.
    """
    # A body's skin has many points; a solid counts by its corners, as often as they are shared.
    points = [] if body is None else [np.asarray(body.vertices, np.float64)]
    points += [s.vertices[s.faces].reshape(-1, 3) for s in solids if not is_flat(s, floor)]
    if not points:
        return None
    spots = np.concatenate(points)
    weight = np.exp(-np.maximum(spots[:, 1] - floor, 0.0) / _HIGH)
    near = weight > 0.02
    spots, weight = spots[near], weight[near]
    spots[:, 1] = floor
    seen = camera.view(spots)
    cell = max(2, round(camera.scale * 0.012))
    size = -(-camera.height // cell) + 1, -(-camera.width // cell) + 1
    column, row = (seen[:, k] // cell for k in (0, 1))
    inside = (column >= 0) & (column < size[1]) & (row >= 0) & (row < size[0])
    flat = (row[inside] * size[1] + column[inside]).astype(np.int64)
    counted = np.bincount(flat, weight[inside], size[0] * size[1]).reshape(size)
    deep: Floats = np.minimum(counted, 2.5).astype(np.float32)
    for _ in range(3):
        deep = _blur(_blur(deep, 2, 0), 2, 1)
    deep = np.clip(deep * np.float32(0.9), 0, 1).astype(np.float32)
    # It is gone before the picture's edge: a cut shadow looks like dirt.
    for axis, many in enumerate(size):
        from_edge = np.minimum(np.arange(many), np.arange(many)[::-1]) / 5.0
        fade = np.clip(from_edge, 0, 1).astype(np.float32)
        deep = deep * (fade[:, None] if axis == 0 else fade)
    rows = np.minimum(np.arange(camera.height) // cell, size[0] - 1)
    columns = np.minimum(np.arange(camera.width) // cell, size[1] - 1)
    return _blur(_blur(deep[rows[:, None], columns], cell // 2, 0), cell // 2, 1)


def is_flat(solid: Solid, floor: float) -> bool:
    """Tell whether a solid lies flat on the floor."""
    low, high = solid.vertices[:, 1].min(), solid.vertices[:, 1].max()
    return bool(high - low < _FLAT and high - floor < _FLAT)


def _blur(values: Floats, radius: int, axis: int) -> Floats:
    """Average over 2 * radius + 1 neighbours; outside there is nothing."""
    pad = [(0, 0), (0, 0)]
    pad[axis] = (radius + 1, radius)
    total = np.cumsum(np.pad(values, pad), axis, dtype=np.float64)
    size = values.shape[axis]
    far = slice(2 * radius + 1, 2 * radius + 1 + size)
    high = total[far] if axis == 0 else total[:, far]
    low = total[:size] if axis == 0 else total[:, :size]
    return ((high - low) / (2 * radius + 1)).astype(np.float32)
