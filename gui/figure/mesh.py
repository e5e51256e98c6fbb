"""What is the body made of: points, faces, bones, and the shapes painted on its skin?

The file is baked by packaging/figure/bake_body.py from a mesh released as CC0 1.0.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.errors import DataError
from gui.figure.person import Figure

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "figure"
BODY_FILE = FOLDER / "body.npz"
UNIT = 1e-4
"""Metres a step of the stored points."""


@dataclass(frozen=True, slots=True, eq=False)
class Mesh:
    """A body at rest (A pose) in metres: x to its own left, y up, z forward, soles at y = 0.

    Both figures are 1.75 m tall and share everything but `vertices`, `heads`, `tails` and the
    fields of clothes, hair and face. They are exactly symmetric: point `mirror[i]` is point `i`,
    x negated.
    """

    faces: Ints
    """(F, 3) indices of points, counter-clockwise seen from outside."""
    bones: tuple[str, ...]
    """(B,) names; parents come before their children."""
    parent: Ints
    """(B,) index of the parent bone, -1 for the pelvis."""
    weight_index: Ints
    """(V, 4) the bones that move a point."""
    weight: NDArray[np.float32]
    """(V, 4) how much each of them does; rows sum to 1."""
    mirror: Ints
    """(V,) the same point on the other side."""
    vertices: Floats
    """(V, 3)"""
    heads: Floats
    """(B, 3) where a bone begins, which is what it turns about."""
    tails: Floats
    """(B, 3)"""
    fields: dict[str, NDArray[np.float32]]
    """Per name (V,) from -1 to 1, above 0 inside the painted shape: "muscle.<id>.<side>",
    "region.<id>.<side>", "cloth.top", "cloth.shorts", "cloth.shoe", "cloth.sole", "hair",
    "face.eye", "face.iris", "face.brow", "face.lips"."""


@cache
def load_mesh(figure: Figure | str, path: Path = BODY_FILE) -> Mesh:
    """Read a figure from the baked file; reading it again costs nothing.

    Raises DataError when the file is missing or is not a body.
    """
    name = Figure(figure).value
    try:
        with np.load(path) as book:
            weight = book["weight"].astype(np.float32) / np.float32(65535)
            names = [*book["field_names"], *book["own_names"]]
            painted = np.concatenate([book["fields"], book[f"{name}_fields"]])
            painted = painted.astype(np.float32) / np.float32(127)
            return Mesh(
                faces=book["faces"].astype(np.int32),
                bones=tuple(str(bone) for bone in book["bones"]),
                parent=book["parent"].astype(np.int32),
                weight_index=book["weight_index"].astype(np.int32),
                weight=weight,
                mirror=book["mirror"].astype(np.int32),
                vertices=book[f"{name}_vertices"].astype(np.float64) * UNIT,
                heads=book[f"{name}_heads"].astype(np.float64),
                tails=book[f"{name}_tails"].astype(np.float64),
                fields={str(key): row for key, row in zip(names, painted, strict=True)},
            )
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise DataError(
            file=path.name, entry=name, field="body", reason=f"can't be read ({error})"
        ) from error
