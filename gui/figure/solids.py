"""What shapes is the equipment made of?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Point = Sequence[float] | npt.NDArray[np.floating]

_UPRIGHT: Floats = np.eye(3)


@dataclass(frozen=True, slots=True, eq=False)
class Solid:
    """A closed surface of one material.

    `vertices` (N,3) are metres, `faces` (M,3) run counter-clockwise as seen from outside. A smooth
    solid is lit as if it were round between vertices; where it has an edge all the same, its
    vertices are doubled there.
    """

    vertices: Floats
    faces: Ints
    material: str
    smooth: bool

    def corners(self) -> tuple[Floats, Floats, Ints]:
        """Give vertices (P,3), their outward unit normals (P,3) and faces (M,3), ready to light."""
        if self.smooth:
            return self.vertices, normals_of(self.vertices, self.faces), self.faces
        loose = self.vertices[self.faces].reshape(-1, 3)
        faces = np.arange(len(loose), dtype=np.int32).reshape(-1, 3)
        return loose, normals_of(loose, faces), faces


def normals_of(vertices: npt.NDArray[np.floating], faces: npt.NDArray[np.integer]) -> Floats:
    """Give outward unit normals of vertices (N,3); larger faces count for more."""
    one, two, three = (vertices[faces[:, k]] for k in range(3))
    across = np.cross(two - one, three - one)
    total = np.empty((len(vertices), 3))
    for axis in range(3):
        weight = np.repeat(across[:, axis], 3)
        total[:, axis] = np.bincount(faces.reshape(-1), weight, len(vertices))
    length = np.linalg.norm(total, axis=1, keepdims=True)
    return np.asarray(total / np.maximum(length, 1e-12))


def mirrored(solid: Solid) -> Solid:
    """Swap left and right: x is negated, and the faces still look outwards."""
    return replace(
        solid,
        vertices=solid.vertices * (-1.0, 1.0, 1.0),
        faces=np.ascontiguousarray(solid.faces[:, ::-1]),
    )


def box(centre: Point, size: Point, rotation: Floats = _UPRIGHT, *, material: str = "pad") -> Solid:
    """Make a box with sharp edges; `size` is its full extent in metres, `rotation` (3,3)."""
    signs = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)], float)
    quads = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    vertices = signs * np.asarray(size, float) / 2 @ rotation.T + np.asarray(centre, float)
    return Solid(vertices, _quads(quads), material, smooth=False)


def rounded_box(
    centre: Point,
    size: Point,
    rotation: Floats = _UPRIGHT,
    *,
    bevel: float = 0.012,
    material: str = "pad",
) -> Solid:
    """Make a box whose edges and corners are rounded with a radius of `bevel` metres.

    The radius never exceeds a third of the smallest extent.
    """
    half = np.asarray(size, float) / 2
    radius = min(bevel, float(half.min()) * 2 / 3)
    inner = half - radius
    # Each of the six sides reaches half-way round its edges, 45 degrees, in two steps.
    turn = np.tan(np.radians([-45.0, -22.5, 0.0, 0.0, 22.5, 45.0]))
    sign = np.array([-1.0, -1.0, -1.0, 1.0, 1.0, 1.0])
    many = len(turn)
    vertices: list[Floats] = []
    faces: list[Ints] = []
    for axis in range(3):
        for side in (-1.0, 1.0):
            way = np.empty((many, many, 3))
            at = np.empty((many, many, 3))
            one, two = (axis + 1) % 3, (axis + 2) % 3
            way[..., axis], at[..., axis] = side, side
            way[..., one], at[..., one] = turn[:, None], sign[:, None]
            way[..., two], at[..., two] = turn[None, :], sign[None, :]
            way /= np.linalg.norm(way, axis=2, keepdims=True)
            grid = (at * inner + way * radius).reshape(-1, 3)
            quads = _grid(many, many, base=len(vertices) * many * many)
            vertices.append(grid)
            faces.append(quads if side > 0 else quads[:, ::-1])
    joined, index = _welded(np.concatenate(vertices))
    whole = index[np.concatenate(faces)]
    return Solid(
        joined @ rotation.T + np.asarray(centre, float), _real(whole), material, smooth=True
    )


def tube(
    path: Sequence[Point] | Floats,
    radius: float | Sequence[float],
    sides: int = 12,
    *,
    closed: bool = False,
    material: str = "cable",
) -> Solid:
    """Make a round tube along a path (N,3); `radius` in metres, one for all or one per point.

    A closed tube leads back to its first point; an open one has flat ends. Raises ValueError for
    less than two different points in a row.
    """
    points = _path(path)
    along = _along(points, closed=closed)
    radii = np.broadcast_to(np.asarray(radius, float), len(points))
    one = _frames(along, closed=closed)
    two = np.cross(along, one)
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    ring = np.cos(angle)[None, :, None] * one[:, None] + np.sin(angle)[None, :, None] * two[:, None]
    rings = points[:, None] + ring * radii[:, None, None]
    vertices = [rings.reshape(-1, 3)]
    faces = [_wrapped(len(points), sides, closed=closed)]
    if not closed:
        base = len(points) * sides
        for end, flip in ((0, True), (-1, False)):
            cap, lid = _lid(rings[end], points[end], base, flip=flip)
            vertices.append(cap)
            faces.append(lid)
            base += len(cap)
    return Solid(np.concatenate(vertices), np.concatenate(faces), material, smooth=True)


def cylinder(
    start: Point,
    end: Point,
    radius: float,
    sides: int = 24,
    *,
    bevel: float = 0.0,
    material: str = "metal",
) -> Solid:
    """Make a cylinder between two points, its rims cut off by `bevel` metres."""
    first, last = np.asarray(start, float), np.asarray(end, float)
    length = float(np.linalg.norm(last - first))
    if length == 0:
        raise ValueError("a cylinder needs two different ends")
    if bevel <= 0:
        return tube([first, last], radius, sides, material=material)
    way = (last - first) / length
    cut = min(bevel, length / 3, radius / 2)
    # Doubled points keep the wall straight while the cut rims have a light of their own.
    lines = [first, first + way * cut, last - way * cut, last]
    profile = [radius - cut, radius, radius, radius - cut]
    return _turned(lines, profile, sides, material)


def disc(
    centre: Point,
    normal: Point,
    radius: float,
    thickness: float,
    sides: int = 32,
    *,
    material: str = "weight",
) -> Solid:
    """Make a weight plate or the like, `thickness` metres along its normal."""
    axis = np.asarray(normal, float)
    axis = axis / np.linalg.norm(axis) * thickness / 2
    middle = np.asarray(centre, float)
    bevel = min(thickness / 4, 0.006)
    return cylinder(middle - axis, middle + axis, radius, sides, bevel=bevel, material=material)


def sphere(centre: Point, radius: float, sides: int = 24, *, material: str = "pad") -> Solid:
    """Make a ball."""
    rings = max(sides // 2, 4)
    polar = np.linspace(0, np.pi, rings + 1)[1:-1]
    around = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    x = np.sin(polar)[:, None] * np.cos(around)
    z = -np.sin(polar)[:, None] * np.sin(around)
    y = np.repeat(np.cos(polar)[:, None], sides, 1)
    body = np.stack([x, y, z], 2).reshape(-1, 3)
    vertices = np.concatenate([body, [[0, 1, 0], [0, -1, 0]]])
    north, south = len(body), len(body) + 1
    last = (rings - 2) * sides
    step = np.arange(sides)
    after = (step + 1) % sides
    up = np.stack([np.full(sides, north), step, after], 1)
    down = np.stack([np.full(sides, south), last + after, last + step], 1)
    wall = _wrapped(rings - 1, sides, closed=False)[:, ::-1]
    faces = np.concatenate([wall, up, down]).astype(np.int32)
    return Solid(vertices * radius + np.asarray(centre, float), faces, material, smooth=True)


def ribbon(
    path: Sequence[Point] | Floats,
    across: Point | Floats,
    width: float,
    thickness: float = 0.003,
    *,
    closed: bool = False,
    material: str = "band",
) -> Solid:
    """Make a flat band along a path (N,3), such as an elastic loop or a towel.

    `across` is the direction of its width, (3,) or one per point (N,3); `width` and `thickness`
    are metres.
    """
    points = _path(path)
    along = _along(points, closed=closed)
    wide = np.broadcast_to(np.asarray(across, float), points.shape)
    wide = wide - along * (wide * along).sum(1, keepdims=True)
    wide = wide / np.maximum(np.linalg.norm(wide, axis=1, keepdims=True), 1e-9)
    thick = np.cross(along, wide) * thickness / 2
    wide = wide * width / 2
    edges = [points + a * wide + b * thick for a, b in ((1, 1), (1, -1), (-1, -1), (-1, 1))]
    vertices: list[Floats] = []
    faces: list[Ints] = []
    for side in range(4):
        strip = np.stack([edges[side], edges[(side + 1) % 4]], 1).reshape(-1, 3)
        # The last two points join the first two again: a doubled seam would show as a crease.
        strip_faces = _grid(len(points) + closed, 2, base=0) % len(strip)
        faces.append(strip_faces + np.int32(sum(map(len, vertices))))
        vertices.append(strip)
    if closed:
        return Solid(np.concatenate(vertices), np.concatenate(faces), material, smooth=True)
    for end, order in ((0, (0, 1, 2, 3)), (-1, (3, 2, 1, 0))):
        base = sum(map(len, vertices))
        vertices.append(np.stack([edges[k][end] for k in order]))
        faces.append(_quads([(base, base + 1, base + 2, base + 3)]))
    return Solid(np.concatenate(vertices), np.concatenate(faces), material, smooth=True)


def dumbbell(
    centre: Point,
    axis: Point,
    *,
    heads: Literal["hex", "round"] = "hex",
    length: float = 0.26,
) -> list[Solid]:
    """Make a dumbbell held in its middle; `axis` points along the handle, `length` in metres."""
    middle = np.asarray(centre, float)
    way = np.asarray(axis, float)
    way = way / np.linalg.norm(way)
    half = length / 2
    grip = half * 0.5
    made = [tube([middle - way * grip * 1.1, middle + way * grip * 1.1], 0.0155, material="metal")]
    cut = length * 0.035
    outer = 0.050 if heads == "hex" else 0.052
    for side in (-1.0, 1.0):
        at = (
            [grip, grip + cut, half - cut, half]
            if side > 0
            else [half, half - cut, grip + cut, grip]
        )
        lines = [middle + way * side * far for far in at]
        profile = [outer - cut, outer, outer, outer - cut]
        head = _turned(lines, profile, 6 if heads == "hex" else 20, "weight")
        made.append(replace(head, smooth=heads == "round"))
    return made


def _turned(lines: Sequence[Floats], profile: Sequence[float], sides: int, material: str) -> Solid:
    """Turn a profile about a straight line; each step has its own light, so edges stay edges."""
    parts = [
        tube(lines[k : k + 2], profile[k : k + 2], sides, material=material)
        for k in range(len(lines) - 1)
    ]
    vertices: list[Floats] = []
    faces: list[Ints] = []
    base = 0
    for k, part in enumerate(parts):
        wall = 2 * sides
        kept = part.faces[: 2 * sides]
        vertices.append(part.vertices[:wall])
        faces.append(kept + np.int32(base))
        base += wall
        for lid, shown in ((0, k == 0), (1, k == len(parts) - 1)):
            if shown:
                start = wall + lid * (sides + 1)
                fan = part.faces[wall + lid * sides : wall + (lid + 1) * sides]
                vertices.append(part.vertices[start : start + sides + 1])
                faces.append(fan - np.int32(start - base))
                base += sides + 1
    return Solid(np.concatenate(vertices), np.concatenate(faces), material, smooth=True)


def _path(path: Sequence[Point] | Floats) -> Floats:
    points = np.asarray(path, float)
    if len(points) < 2 or not (np.linalg.norm(np.diff(points, axis=0), axis=1) > 0).all():
        raise ValueError("a path needs at least two points, each different from the one before")
    return points


def _along(points: Floats, *, closed: bool) -> Floats:
    """Unit tangents (N,3), at a corner half-way between the two ways."""
    steps = np.diff(np.concatenate([points, points[:1]]) if closed else points, axis=0)
    steps = steps / np.maximum(np.linalg.norm(steps, axis=1, keepdims=True), 1e-12)
    if closed:
        along = steps + np.roll(steps, 1, axis=0)
    else:
        along = np.concatenate([steps[:1], steps[1:] + steps[:-1], steps[-1:]])
    length = np.linalg.norm(along, axis=1, keepdims=True)
    # A path that turns straight back has no middle way: keep the way it came.
    came = steps if closed else np.concatenate([steps[:1], steps])
    return np.where(length > 1e-6, along / np.maximum(length, 1e-12), came)


def _frames(along: Floats, *, closed: bool) -> Floats:
    """One unit vector across each tangent (N,3), turning as little as possible along the path."""
    start = np.eye(3)[np.argmin(np.abs(along[0]))]
    frames = np.empty_like(along)
    now = start
    for k, way in enumerate(along):
        now = now - way * (now @ way)
        now = now / np.linalg.norm(now)
        frames[k] = now
    if closed:
        # What is left over at the seam is shared by all, so that it does not twist in one place.
        end = now - along[0] * (now @ along[0])
        twist = np.arctan2(np.cross(end, frames[0]) @ along[0], end @ frames[0])
        angle = twist * np.arange(len(along))[:, None] / len(along)
        frames = frames * np.cos(angle) + np.cross(along, frames) * np.sin(angle)
    return frames


def _lid(ring: Floats, centre: Floats, base: int, *, flip: bool) -> tuple[Floats, Ints]:
    """Close a ring with a fan of its own vertices."""
    many = len(ring)
    step = np.arange(many, dtype=np.int32)
    fan = np.stack([np.full(many, many, np.int32), step, (step + 1) % many], 1) + base
    return np.concatenate([ring, centre[None]]), (fan[:, ::-1] if flip else fan).astype(np.int32)


def _grid(rows: int, columns: int, base: int) -> Ints:
    """Triangles of a grid of vertices, row by row."""
    at = (np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)).reshape(-1) + base
    return _quads(np.stack([at, at + columns, at + columns + 1, at + 1], 1))


def _wrapped(rings: int, sides: int, *, closed: bool) -> Ints:
    """Triangles of rings of vertices, each ring closed, the last joined to the first if closed."""
    ring = np.arange(rings if closed else rings - 1)[:, None] * sides
    step = np.arange(sides)
    after = (step + 1) % sides
    following = (ring + sides) % (rings * sides)
    quads = np.stack([ring + step, ring + after, following + after, following + step], 2)
    return _quads(quads.reshape(-1, 4))


def _quads(quads: Sequence[tuple[int, int, int, int]] | npt.NDArray[np.integer]) -> Ints:
    four = np.asarray(quads, np.int32)
    return np.concatenate([four[:, [0, 1, 2]], four[:, [0, 2, 3]]])


def _welded(vertices: Floats) -> tuple[Floats, Ints]:
    """Join vertices at the same place; gives them and where each old one went."""
    _, first, index = np.unique(
        np.round(vertices, 9), axis=0, return_index=True, return_inverse=True
    )
    return vertices[first], index.reshape(-1).astype(np.int32)


def _real(faces: Ints) -> Ints:
    """Leave out triangles without an area."""
    one, two, three = faces.T
    return np.ascontiguousarray(faces[(one != two) & (two != three) & (three != one)])
