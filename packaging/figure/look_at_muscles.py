"""Do the muscles and places lie where an anatomy plate has them? Draws contact sheets to look at.

    export QT_QPA_PLATFORM=offscreen
    .venv/bin/python packaging/figure/look_at_muscles.py FOLDER [FIGURE] [KIND] [AZIMUTHS] [HEIGHT]

KIND is plain, muscles, regions or the beginning of a field's name; AZIMUTHS are degrees by commas
(0 the front, 90 the figure's left side, 180 the back). Without them: everything, into FOLDER.
"""

from __future__ import annotations

import colorsys
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from gui.figure.camera import Camera  # noqa: E402
from gui.figure.mesh import Mesh, load_mesh  # noqa: E402
from gui.figure.person import Figure  # noqa: E402
from gui.figure.raster import rasterise  # noqa: E402

Floats = NDArray[np.float64]

PAPER = np.array([0.96, 0.955, 0.94])
SKIN = (0.91, 0.85, 0.80)
DRESS = {
    "cloth.top": (0.56, 0.62, 0.70),
    "cloth.shorts": (0.36, 0.41, 0.49),
    "cloth.shoe": (0.25, 0.29, 0.36),
    "cloth.sole": (0.93, 0.93, 0.92),
    "hair": (0.30, 0.24, 0.21),
    "face.lips": (0.78, 0.60, 0.56),
    "face.brow": (0.36, 0.28, 0.25),
    "face.eye": (0.97, 0.97, 0.96),
    "face.iris": (0.25, 0.22, 0.21),
}
VIEWS = (0, 45, 90, 135, 180)


def normals(mesh: Mesh) -> Floats:
    """Return the outward direction at every point (V, 3)."""
    a, b, c = (mesh.vertices[mesh.faces[:, k]] for k in range(3))
    across = np.cross(b - a, c - a)
    total = np.zeros_like(mesh.vertices)
    for k in range(3):
        np.add.at(total, mesh.faces[:, k], across)
    result: Floats = total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-12)
    return result


def mixed(
    values: NDArray[np.floating], corners: NDArray[np.int32], shares: NDArray[np.floating]
) -> Floats:
    """Interpolate values of points, (V,) or (V, C), at pixels inside their triangles, (K, 3)."""
    result: Floats = np.einsum("kc...,kc->k...", values[corners], shares)
    return result


def colours(names: list[str]) -> dict[str, tuple[float, float, float]]:
    """Give every name a colour that differs from its neighbours in the list."""
    result = {}
    for k, name in enumerate(names):
        hue = (k * 0.381966) % 1
        result[name] = colorsys.hls_to_rgb(hue, 0.42 + 0.18 * (k % 3) / 2, 0.62)
    return result


def picture(
    mesh: Mesh, camera: Camera, layers: dict[str, tuple[float, float, float]], *, dressed: bool
) -> Floats:
    """Draw the body (H, W, 3): clothes first, then each layer where it is the strongest."""
    sharp = camera.scaled(2)
    seen = rasterise(sharp.view(mesh.vertices), mesh.faces, sharp.width, sharp.height)
    corners, shares = mesh.faces[seen.triangle.ravel()[seen.pixels]], seen.weights
    colour = np.tile(np.array(SKIN), (len(corners), 1))
    if dressed:
        for name, paint in DRESS.items():
            if name in mesh.fields:
                colour[mixed(mesh.fields[name], corners, shares) > 0] = paint
    best = np.zeros(len(corners))
    for name, paint in layers.items():
        value = mixed(mesh.fields[name], corners, shares)
        win = value > best
        best[win] = value[win]
        colour[win] = paint
        colour[np.abs(value) < 0.04] *= 0.6
    look = mixed(normals(mesh), corners, shares)
    look /= np.maximum(np.linalg.norm(look, axis=1, keepdims=True), 1e-9)
    light = sharp.axes.T @ np.array([-0.35, 0.5, 0.8])
    colour *= (0.62 + 0.42 * np.clip(look @ light / np.linalg.norm(light), -0.3, 1))[:, None]
    image = np.tile(PAPER, (sharp.width * sharp.height, 1))
    image[seen.pixels] = np.clip(colour, 0, 1)
    tall, wide = sharp.height // 2, sharp.width // 2
    result: Floats = image.reshape(tall, 2, wide, 2, 3).mean(axis=(1, 3))
    return result


def save(image: Floats, path: Path) -> None:
    """Write a picture (H, W, 3) from 0 to 1."""
    data = np.ascontiguousarray(np.round(255 * image).astype(np.uint8))
    height, width, _ = data.shape
    sheet = QImage(data.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    if not sheet.save(str(path)):
        raise OSError(f"could not write {path}")


def sheet(
    mesh: Mesh,
    kind: str,
    azimuths: tuple[float, ...] = VIEWS,
    height: int = 900,
    *,
    window: tuple[float, float] = (0.0, 1.76),
) -> Floats:
    """Draw the views side by side; `window` is the lowest and highest metre shown."""
    left_first = [name for name in mesh.fields if name.endswith((".left", ".right"))]
    chosen = {"muscles": "muscle.", "regions": "region."}.get(kind, kind)
    names = [name for name in left_first if name.startswith(chosen)]
    by_stem = colours(sorted({name.rpartition(".")[0] for name in names}))
    layers = {name: by_stem[name.rpartition(".")[0]] for name in names}
    low, high = window
    shots = []
    for azimuth in azimuths:
        span = 1.04 * (high - low)
        camera = Camera(azimuth, 0, (0.0, (low + high) / 2, 0.05), span, int(0.62 * height), height)
        shots.append(picture(mesh, camera, layers, dressed=kind == "plain"))
    return np.concatenate(shots, axis=1)


def main(folder: Path, figures: list[str], kinds: list[str], *rest: str) -> None:
    """Draw the sheets."""
    folder.mkdir(parents=True, exist_ok=True)
    azimuths = tuple(float(a) for a in rest[0].split(",")) if rest else VIEWS
    height = int(rest[1]) if len(rest) > 1 else 900
    window = (float(rest[2]), float(rest[3])) if len(rest) > 3 else (0.0, 1.76)
    for figure in figures:
        mesh = load_mesh(Figure(figure))
        for kind in kinds:
            name = f"{figure}-{kind}.png"
            save(sheet(mesh, kind, azimuths, height, window=window), folder / name)
            print(folder / name)


if __name__ == "__main__":
    given = sys.argv[2:]
    main(
        Path(sys.argv[1]),
        [given[0]] if given else ["male", "female"],
        [given[1]] if len(given) > 1 else ["plain", "muscles", "regions"],
        *given[2:],
    )
