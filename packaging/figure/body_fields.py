"""Where on the skin does each muscle, place and piece of clothing lie, as a number per point?

muscles.toml draws closed curves in charts of the male figure's left half at rest. A chart unrolls a
part of the body to a plane:

    trunk      (degrees about the upright axis: 0 front, 90 side, 180 back; height in cm)
    upperarm   (degrees about the bone: 0 front, 90 outer, 180 back, 270 inner; percent of its
    lowerarm    length, 0 where it begins, 100 where the next one begins; below 0 and above 100
    thigh calf  go on)
    head       (degrees about the upright axis; degrees above the middle of the skull)
    front back (cm to the left; height in cm), side (cm forward; height), top (cm left; cm forward)

A field is the distance to the nearest curve in units of REACH, positive inside, cut at -1 and 1; it
runs linearly through 0 at the hem, so a picture may draw the hem between the points.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from body_shape import neighbours, normals
from body_source import Floats, Ints
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
REACH = 0.03
"""Metres from the hem to a full field: more than most edges of the mesh are long."""
IRIS = 27
"""Degrees from the middle of the eye to the edge of its dark part."""
SIDES = ("left", "right")
LIMBS = {
    "upperarm": "lowerarm",
    "lowerarm": "hand",
    "thigh": "calf",
    "calf": "foot",
}


@dataclass(frozen=True, slots=True)
class Chart:
    """A part of the skin as a plane: columns in the units people draw in, and metres a unit."""

    flat: Floats
    """(V, 2)"""
    unit: tuple[float, float]
    period: float
    """How many units the first column takes to come round; 0 when it does not."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """The male figure at rest, scaled, with everything a patch may ask about."""

    points: Floats
    normals: Floats
    weights: Floats
    bones: tuple[str, ...]
    mirror: Ints
    edges: tuple[Ints, Ints]
    charts: dict[str, Chart]


def charts(points: Floats, bones: tuple[str, ...], heads: Floats) -> dict[str, Chart]:
    """Unroll the left half of the body."""
    at = dict(zip(bones, heads, strict=True))
    x, y, z = 100 * points.T
    result = {
        "front": Chart(np.stack([x, y], axis=1), (0.01, 0.01), 0),
        "back": Chart(np.stack([x, y], axis=1), (0.01, 0.01), 0),
        "side": Chart(np.stack([z, y], axis=1), (0.01, 0.01), 0),
        "top": Chart(np.stack([x, z], axis=1), (0.01, 0.01), 0),
    }
    middle = 100 * at["spine_02"][2] + 3
    around = np.degrees(np.arctan2(x, z - middle)) % 360
    result["trunk"] = Chart(np.stack([around, y], axis=1), (np.radians(0.135), 0.01), 360)
    skull = 100 * at["head"] + np.array([0, 8, 2])
    level = np.hypot(x - skull[0], z - skull[2])
    around = np.degrees(np.arctan2(x - skull[0], z - skull[2])) % 360
    above = np.degrees(np.arctan2(y - skull[1], level))
    result["head"] = Chart(np.stack([around, above], axis=1), (np.radians(0.09),) * 2, 360)
    for limb, following in LIMBS.items():
        start, end = at[f"{limb}_l"], at[f"{following}_l"]
        length = float(np.linalg.norm(end - start))
        axis = (end - start) / length
        front = np.array([0.0, 0, 1])
        front -= (front @ axis) * axis
        front /= np.linalg.norm(front)
        outer = np.cross(front, axis)
        outer *= np.sign(outer[0])
        away = points - start
        along = 100 * (away @ axis) / length
        around = np.degrees(np.arctan2(away @ outer, away @ front)) % 360
        radius = {"thigh": 0.08, "calf": 0.055, "upperarm": 0.055, "lowerarm": 0.04}[limb]
        result[limb] = Chart(
            np.stack([around, along], axis=1), (np.radians(radius), length / 100), 360
        )
    return result


def spline(drawn: list[list[float]], unit: tuple[float, float]) -> Floats:
    """Return a dense closed curve through points, in metres (centripetal Catmull-Rom)."""
    given = np.array(drawn, dtype=np.float64) * unit
    given = np.concatenate([given[-1:], given, given[:2]])
    parts = []
    for k in range(len(given) - 3):
        four = given[k : k + 4]
        gaps = np.sqrt(np.maximum(np.linalg.norm(np.diff(four, axis=0), axis=1), 1e-6))
        knots = np.concatenate([[0], np.cumsum(gaps)])
        t = np.linspace(knots[1], knots[2], 9)[:-1, None]
        row = list(four)
        for spans in (((0, 1), (1, 2), (2, 3)), ((0, 2), (1, 3)), ((1, 2),)):
            row = [
                ((knots[j] - t) * row[n] + (t - knots[i]) * row[n + 1]) / (knots[j] - knots[i])
                for n, (i, j) in enumerate(spans)
            ]
        parts.append(row[0])
    return np.concatenate(parts)


def depth_inside(flat: Floats, ring: Floats) -> Floats:
    """Return the distance (V,) of flat points to a closed curve, positive inside."""
    best = np.full(len(flat), np.inf)
    crossings = np.zeros(len(flat), dtype=np.int64)
    x, y = flat.T
    for start, end in zip(ring, np.roll(ring, -1, axis=0), strict=True):
        step = end - start
        share = ((flat - start) @ step) / max(float(step @ step), 1e-18)
        nearest = start + np.clip(share, 0, 1)[:, None] * step
        best = np.minimum(best, ((flat - nearest) ** 2).sum(axis=1))
        over = (start[1] > y) != (end[1] > y)
        if over.any():
            crossings += over & (x < start[0] + (y - start[1]) * step[0] / (step[1] or 1e-18))
    inside = np.where(crossings % 2 == 1, 1.0, -1.0)
    result: Floats = inside * np.sqrt(best)
    return result


def patch(canvas: Canvas, drawn: dict[str, Any]) -> Floats:
    """Return the left field (V,) of one drawn curve, in metres.

    Keys: chart, points; optional bones (whose skin may be painted), face (the way the skin must
    look) with its least cosine `least`, clip (planes [x, y, z, distance in cm] to stay beyond).
    """
    chart = canvas.charts[drawn["chart"]]
    flat = chart.flat.copy()
    if chart.period:
        middle = float(np.mean([p[0] for p in drawn["points"]]))
        flat[:, 0] = middle + (flat[:, 0] - middle + 180) % 360 - 180
    field = depth_inside(flat * chart.unit, spline(drawn["points"], chart.unit))
    if drawn["chart"] in ("front", "back"):
        way = 1 if drawn["chart"] == "front" else -1
        field = np.minimum(field, 0.08 * (way * canvas.normals[:, 2] - drawn.get("least", 0.0)))
    if "face" in drawn:
        face = np.array(drawn["face"], dtype=np.float64)
        look = canvas.normals @ (face / np.linalg.norm(face))
        field = np.minimum(field, 0.08 * (look - drawn.get("least", 0.0)))
    for *way, least in drawn.get("clip", []):
        normal = np.array(way, dtype=np.float64)
        length = np.linalg.norm(normal)
        field = np.minimum(field, (canvas.points @ normal - least / 100) / length)
    if "bones" in drawn:
        columns = [
            k
            for k, bone in enumerate(canvas.bones)
            if any(bone in (name, f"{name}_l") for name in drawn["bones"])
        ]
        share = canvas.weights[:, columns].sum(axis=1)
        field = np.minimum(field, 0.12 * (share - 0.35))
    return field


def union(canvas: Canvas, patches: list[dict[str, Any]]) -> Floats:
    """Return the left field of several curves in units of REACH, a little calmed."""
    field = np.max([patch(canvas, drawn) for drawn in patches], axis=0) / REACH
    return calmed(canvas, np.clip(field, -1.5, 1.5), 1)


def calmed(canvas: Canvas, field: Floats, rounds: int) -> Floats:
    """Take the last crumbs off a hem: mean with the neighbours."""
    start, end = canvas.edges
    degree = np.maximum(np.bincount(start, minlength=len(field)), 1)
    for _ in range(rounds):
        field = 0.6 * field + 0.4 * np.bincount(start, field[end], len(field)) / degree
    return field


def both(canvas: Canvas, left: Floats) -> Floats:
    """Return a field that lies on both sides of the body."""
    return np.maximum(left, left[canvas.mirror])


def apart(fields: dict[str, Floats]) -> dict[str, Floats]:
    """Give every point to the place it lies deepest in; neighbours meet in a thin gap."""
    stack = np.stack(list(fields.values()))
    result = {}
    for k, name in enumerate(fields):
        others = np.delete(stack, k, axis=0).max(axis=0)
        closest = np.where(others > -1, stack[k] - others, 1.0)
        result[name] = np.minimum(stack[k], closest - GAP)
    return result


GAP = 0.06
"""Half the bare skin between two places, in units of REACH."""


def canvas_of(
    points: Floats,
    quads: Ints,
    mirror: Ints,
    weights: Floats,
    bones: tuple[str, ...],
    heads: Floats,
) -> Canvas:
    """Prepare the male figure (V, 3) for painting; `heads` (B, 3) is where the bones begin."""
    return Canvas(
        points=points,
        normals=normals(points, quads),
        weights=weights,
        bones=bones,
        mirror=mirror,
        edges=neighbours(quads, len(points)),
        charts=charts(points, bones, heads),
    )


def iris(canvas: Canvas, eyes: Flags) -> Floats:
    """Return the dark of both eyes (V,): where an eyeball looks forward."""
    field = np.full(len(canvas.points), -1.0)
    for side in (1, -1):
        ball = np.flatnonzero(eyes & (side * canvas.points[:, 0] > 0))
        points = canvas.points[ball]
        centre = (points.min(axis=0) + points.max(axis=0)) / 2
        away = points - centre
        angle = np.arccos(away[:, 2] / np.linalg.norm(away, axis=1))
        field[ball] = (np.radians(IRIS) - angle) / 1.5
    return field


def painted(
    canvas: Canvas, book: dict[str, Any], regions: dict[str, Any], loose: Flags
) -> dict[str, Floats]:
    """Return the fields (V,) of muscles and places, by name and side.

    `book` is muscles.toml, `regions` the regions of body.toml; `loose` (V,) says which points are
    eyeballs or hair and so can't be painted.
    """
    left: dict[str, Floats] = {}
    for name, facts in book["muscle"].items():
        left[f"muscle.{name}"] = np.where(loose, -1, union(canvas, facts["patch"]))
    own: dict[str, Floats] = {}
    for name, facts in regions.items():
        parts = book["region"].get(name, {})
        of = parts.get("muscles", facts["muscles"])
        layers = [left[f"muscle.{muscle}"] for muscle in of]
        if "patch" in parts:
            layers.append(np.where(loose, -1, union(canvas, parts["patch"])))
        own[f"region.{name}"] = np.max(layers, axis=0)
    left |= apart(own)
    return {
        f"{name}.{side}": field if side == "left" else field[canvas.mirror]
        for name, field in left.items()
        for side in SIDES
    }


def worn(canvas: Canvas, drawn: dict[str, Any], eyes: Flags, knot: Flags) -> dict[str, Floats]:
    """Return the fields (V,) of clothes, hair and face, cut to each figure's measure."""
    loose = eyes | knot
    fields = {
        name: np.where(loose, -1.0, both(canvas, union(canvas, facts["patch"])))
        for name, facts in drawn.items()
    }
    # The top hangs over the shorts: they meet at its hem.
    fields["cloth.shorts"] = np.minimum(fields["cloth.shorts"], -fields["cloth.top"])
    fields["hair"] = np.where(knot, 1.0, fields["hair"])
    fields["face.eye"] = np.where(eyes, 1.0, -1.0)
    fields["face.iris"] = iris(canvas, eyes)
    return fields
