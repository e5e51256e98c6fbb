"""How does a scanned-looking body become a calm, clothed figure: shoes, hair, smooth clothes?

The topology is decided once, on the male, and shared by both figures: toes are cut off and closed
by the toe box of a shoe, and a knot of hair is added (in the male it hides inside the skull).
All points are in metres: x to the figure's left, y up, z forward.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from body_source import Floats, Ints, Template
from numpy.typing import NDArray

TOE_RINGS = 6
KNOT_RINGS, KNOT_SPOKES = 7, 12
BARE = 1.73
"""Metres from the sole to the top of the bald head while muscles.toml is drawn."""
FLIP = np.array([-1.0, 1.0, 1.0])


@dataclass(frozen=True, slots=True)
class Plan:
    """The shared topology after the surgery; indices: the wheel's points, then the new ones."""

    quads: Ints
    mirror: Ints
    weights: Floats
    loop: Ints
    """(n,) the points around the left foot where the toe box begins."""
    box: Ints
    """(n, TOE_RINGS - 1) new points of the left toe box, ring by ring towards the tip."""
    tip: int
    knot: Ints
    """New points of the hair knot."""


def _border(quads: Ints) -> list[int]:
    """Walk the border of a patch of faces as one loop of points."""
    edges = {(int(q[k]), int(q[(k + 1) % 4])) for q in quads for k in range(4)}
    following = {a: b for a, b in edges if a != b and (b, a) not in edges}
    loop = [min(following)]
    while len(loop) < len(following):
        loop.append(following[loop[-1]])
    return loop


def plan(template: Template, male: Floats) -> Plan:
    """Cut the toes off, add the toe boxes and the knot."""
    ball = male[template.head_joints[template.bones.index("ball_l")]].mean(axis=0)
    toes = (male[:, 2] > ball[2]) & (male[:, 1] < ball[1] + 0.1) & (male[:, 0] > 0)
    gone = toes[template.quads].any(axis=1)
    gone_right = toes[template.mirror[template.quads]].any(axis=1)
    loop = np.array(_border(template.quads[gone]))
    n, first = len(loop), len(template.points)
    per_foot = n * (TOE_RINGS - 1) + 1
    box = first + np.arange(n * (TOE_RINGS - 1)).reshape(TOE_RINGS - 1, n).T
    tip = first + per_foot - 1
    columns = np.concatenate([loop[:, None], box], axis=1)
    nearby = np.roll(columns, -1, axis=0)
    left = [
        np.stack([columns[:, k], nearby[:, k], nearby[:, k + 1], columns[:, k + 1]], axis=1)
        for k in range(TOE_RINGS - 1)
    ]
    tips = np.full(n, tip)
    left.append(np.stack([columns[:, -1], nearby[:, -1], tips, tips], axis=1))
    new = np.concatenate(left)
    right_of = np.concatenate([template.mirror, np.arange(first, first + 2 * per_foot)])
    right_of[first : first + per_foot] += per_foot
    right_of[first + per_foot :] -= per_foot

    start = first + 2 * per_foot
    knot = start + np.arange(KNOT_RINGS * KNOT_SPOKES).reshape(KNOT_RINGS, KNOT_SPOKES)
    poles = np.array([knot.max() + 1, knot.max() + 2])
    around = np.roll(knot, -1, axis=1)
    ball_quads = [
        np.stack([knot[k], knot[k + 1], around[k + 1], around[k]], axis=1)
        for k in range(KNOT_RINGS - 1)
    ]
    top, bottom = np.full(KNOT_SPOKES, poles[0]), np.full(KNOT_SPOKES, poles[1])
    ball_quads.append(np.stack([top, knot[0], around[0]], axis=1)[:, [0, 1, 2, 2]])
    ball_quads.append(np.stack([bottom, around[-1], knot[-1]], axis=1)[:, [0, 1, 2, 2]])
    spokes = np.arange(KNOT_SPOKES)
    knot_mirror = np.concatenate([knot[:, -spokes % KNOT_SPOKES].ravel(), poles])

    kept = template.quads[~(gone | gone_right)]
    quads = np.concatenate([kept, new, right_of[new][:, ::-1], *ball_quads])
    mirror = np.concatenate([right_of, knot_mirror])
    weights = np.zeros((len(mirror), len(template.bones)))
    weights[:first] = template.weights
    for side, shift in (("l", 0), ("r", per_foot)):
        rows = slice(first + shift, first + shift + per_foot)
        weights[rows, template.bones.index(f"ball_{side}")] = 1
    weights[start:, template.bones.index("head")] = 1
    return Plan(
        quads=quads,
        mirror=mirror,
        weights=weights,
        loop=loop,
        box=box,
        tip=tip,
        knot=np.concatenate([knot.ravel(), poles]),
    )


def neighbours(quads: Ints, count: int) -> tuple[Ints, Ints]:
    """Return both ends of every edge, each edge in both directions."""
    pairs = np.concatenate([quads[:, [k, (k + 1) % 4]] for k in range(4)])
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    keys = np.unique(np.concatenate([pairs @ [count, 1], pairs[:, ::-1] @ [count, 1]]))
    return keys // count, keys % count


def smoothed(points: Floats, edges: tuple[Ints, Ints], amount: Floats, rounds: int) -> Floats:
    """Calm the surface by `amount` (N,), 0 stays, and nearly keep its volume (Taubin, 1995)."""
    start, end = edges
    degree = np.maximum(np.bincount(start, minlength=len(points)), 1)[:, None]
    result = points.copy()
    for _ in range(rounds):
        for step in (0.6, -0.5):
            mean = np.stack(
                [np.bincount(start, result[end, k], len(points)) for k in range(3)], axis=1
            )
            moved = np.where(degree > 0, mean / degree - result, 0)
            result += step * amount[:, None] * moved
    return result


def normals(points: Floats, quads: Ints) -> Floats:
    """Return the outward direction (N, 3) at every point; zero where there is no face."""
    across = np.cross(
        points[quads[:, 2]] - points[quads[:, 0]], points[quads[:, 3]] - points[quads[:, 1]]
    )
    total = np.zeros_like(points)
    for k in range(4):
        for axis in range(3):
            total[:, axis] += np.bincount(quads[:, k], across[:, axis], len(points))
    length = np.linalg.norm(total, axis=1, keepdims=True)
    result: Floats = total / np.maximum(length, 1e-12)
    return result


def fade(value: Floats, start: float, end: float) -> Floats:
    """Go smoothly from 0 at `start` to 1 at `end`."""
    t = np.clip((value - start) / (end - start), 0, 1)
    result: Floats = t * t * (3 - 2 * t)
    return result


def _toe_box(surgery: Plan, points: Floats, skull_floor: float) -> None:
    """Place the new points of the left toe box, in place: a rounded nose on a flat sole."""
    loop = points[surgery.loop]
    nose_z = loop[:, 2].max() + 0.078
    middle = (loop[:, 0].max() + loop[:, 0].min()) / 2 - 0.006
    for ring in range(1, TOE_RINGS):
        turn = ring / TOE_RINGS * np.pi / 2
        width, height = np.cos(turn) ** 0.62, np.cos(turn) ** 0.75
        where = surgery.box[:, ring - 1]
        points[where, 0] = middle + (loop[:, 0] - middle) * width
        points[where, 1] = skull_floor + (loop[:, 1] - skull_floor) * (0.24 + 0.76 * height)
        points[where, 2] = loop[:, 2] + (nose_z - loop[:, 2]) * np.sin(turn)
    points[surgery.tip] = [middle, skull_floor + 0.011, nose_z + 0.001]


def _knot(surgery: Plan, points: Floats, centre: Floats, radius: Floats) -> None:
    """Place the knot of hair, in place: an ellipsoid of radii (x, y, z)."""
    turn = np.linspace(0, 2 * np.pi, KNOT_SPOKES, endpoint=False)
    slope = np.linspace(0, np.pi, KNOT_RINGS + 2)[1:-1]
    rings = [
        np.stack(
            [np.sin(s) * np.sin(turn), np.full(KNOT_SPOKES, np.cos(s)), np.sin(s) * np.cos(turn)],
            axis=1,
        )
        for s in slope
    ]
    ball = np.concatenate([*rings, np.array([[0.0, 1, 0], [0, -1, 0]])])
    points[surgery.knot] = centre + ball * radius


def _calm_mask(points: Floats, centre: Floats, radius: float) -> Floats:
    """Return 1 near a point (or its mirror image) and 0 from `radius` metres on, (N,)."""
    near = np.abs(points) * np.array([1.0, 0, 0]) + points * np.array([0.0, 1, 1])
    return 1 - fade(np.linalg.norm(near - centre, axis=1), 0.4 * radius, radius)


def shaped(
    template: Template,
    surgery: Plan,
    raw: Floats,
    edges: tuple[Ints, Ints],
    *,
    female: bool,
) -> Floats:
    """Return all (M, 3) points of a figure, the new ones too, exactly symmetric, still barefoot.

    The height of the head without hair is 1.73 m, the lowest point is 0.
    """
    count = len(surgery.mirror)
    points = np.zeros((count, 3))
    points[: len(raw)] = raw
    skin = np.zeros(count, dtype=bool)
    skin[np.unique(template.quads)] = True
    _toe_box(surgery, points, float(points[skin, 1].min()))
    left = np.concatenate([surgery.box.ravel(), [surgery.tip]])
    points[surgery.mirror[left]] = points[left] * FLIP
    body = points[skin]
    points = (points - np.array([0, body[:, 1].min(), 0])) * (BARE / np.ptp(body[:, 1]))

    x, y, z = points.T
    result = points
    start, end = edges
    degree = np.maximum(np.bincount(start, minlength=count), 1)[:, None]

    def relaxed(now: Floats, share: Floats, rounds: int) -> Floats:
        """Pull every point towards the mean of its neighbours; fills dents and takes bumps."""
        for _ in range(rounds):
            mean = np.stack([np.bincount(start, now[end, k], count) for k in range(3)], axis=1)
            now = now + (0.5 * share)[:, None] * (mean / degree - now)
        return now

    # Where the chest's edges are shortest the surface has a bump that no cloth would show.
    chest = skin & (y > 1.14) & (y < 1.32) & (x > 0.03) & (x < 0.13) & (z > 0.05)
    lengths = np.linalg.norm(points[start] - points[end], axis=1)
    mean_length = np.bincount(start, lengths, count) / degree[:, 0]
    finest = np.flatnonzero(chest)[np.argsort(mean_length[chest], kind="stable")[:12]]
    bump = points[finest].mean(axis=0)
    result = relaxed(result, _calm_mask(points, bump, 0.027), 200)
    result = smoothed(result, edges, _calm_mask(points, bump, 0.075), 50)
    # Shorts and a top span the cleft, the groin and the navel.
    cleft = (1 - fade(np.abs(x), 0.02, 0.05)) * fade(y, 0.80, 0.84) * (1 - fade(y, 0.97, 1.0))
    navel = _calm_mask(points, np.array([0.0, 1.045, 0.12]), 0.05)
    result = relaxed(result, np.maximum(cleft, navel), 14)
    feet = 1 - fade(y, 0.05, 0.11)
    result = smoothed(result, edges, feet, 5)

    centre, radius = (
        (np.array([0, 1.704, -0.034]), np.array([0.036, 0.034, 0.034]))
        if female
        else (np.array([0, 1.64, 0.04]), np.full(3, 0.01))
    )
    _knot(surgery, result, centre, radius)
    mirrored: Floats = (result + result[surgery.mirror] * FLIP) / 2
    return mirrored


def dressed(
    points: Floats,
    quads: Ints,
    fields: dict[str, Floats],
    knot: NDArray[np.bool_],
    *,
    female: bool,
) -> Floats:
    """Let hair, cloth and shoes stand out from the skin; return the points (V, 3)."""
    out = normals(points, quads)
    cloth = np.maximum(fields["cloth.top"], fields["cloth.shorts"])
    thick = 0.004 * fade(cloth, -0.1, 0.2) + 0.004 * fade(fields["cloth.shoe"], -0.05, 0.1)
    thick += (0.012 if female else 0.009) * fade(fields["hair"], -0.05, 0.4)
    thick[knot] = 0
    result = points + thick[:, None] * out
    # A sole is flat and a little wider than the shoe above it.
    shoe = fields["cloth.shoe"] > 0
    low = fade(-out[:, 1], 0.2, 0.75) * (1 - fade(points[:, 1], 0.02, 0.035)) * shoe
    low = np.maximum(low, (1 - fade(points[:, 1], 0.013, 0.02)) * shoe)
    result[:, 1] += low * (-0.006 - result[:, 1])
    welt = shoe & (points[:, 1] < 0.016)
    result[welt] += 0.0025 * out[welt] * np.array([1.0, 0, 1])
    return result
