"""What does an exercise's picture look like, from all sides and at all moments?

    python packaging/figure/preview.py bird_dog          (a strip for each exercise named)
    python packaging/figure/preview.py --sheet --dark    (contact sheets of all of them)

A strip shows three moments, the other view, the same from the front, the side and above, then the
right side and the dark theme.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from PySide6.QtGui import QColor, QImage, QPainter  # noqa: E402

from core.body import Side  # noqa: E402
from core.catalog import Catalog  # noqa: E402
from gui.figure.mesh import load_mesh  # noqa: E402
from gui.figure.move import load_move  # noqa: E402
from gui.figure.palette import DARK, LIGHT, Palette  # noqa: E402
from gui.figure.person import Figure  # noqa: E402
from gui.figure.scene import Scene, Stage, scene_of  # noqa: E402
from gui.figure.timing import MOVES, Look  # noqa: E402

GROUNDS = {"light": "#f6f4f0", "dark": "#15191d"}
Cell = tuple[NDArray[np.uint8], str]


def image_of(pixels: NDArray[np.uint8]) -> QImage:
    """Turn (height, width, 4) RGBA into an image of its own."""
    high, wide, _ = pixels.shape
    data = np.ascontiguousarray(pixels)
    return QImage(data.tobytes(), wide, high, 4 * wide, QImage.Format.Format_RGBA8888).copy()


def save_grid(cells: Sequence[Cell], columns: int, path: Path) -> None:
    """Write pictures of one size side by side, each on its ground."""
    high, wide, _ = cells[0][0].shape
    rows = -(-len(cells) // columns)
    whole = QImage(wide * columns, high * rows, QImage.Format.Format_RGB32)
    whole.fill(QColor("#ffffff"))
    painter = QPainter(whole)
    for number, (pixels, ground) in enumerate(cells):
        x, y = number % columns * wide, number // columns * high
        painter.fillRect(x, y, wide, high, QColor(ground))
        painter.drawImage(x, y, image_of(pixels))
    painter.end()
    path.parent.mkdir(parents=True, exist_ok=True)
    whole.save(str(path))


def shot(
    scene: Scene, share: float, size: tuple[int, int], palette: Palette, look: Look | None = None
) -> Cell:
    """Draw one cell."""
    camera = scene.camera(look or scene.look(), *size)
    ground = GROUNDS["dark" if palette is DARK else "light"]
    return scene.picture(share, camera, palette), ground


def strip(name: str, catalog: Catalog, figure: Figure, asked: argparse.Namespace) -> Path:
    """Draw everything worth seeing of one exercise."""
    stage = Stage(figure, load_mesh(figure))
    move, size = load_move(name, asked.moves), tuple(asked.size)
    left, right = (scene_of(stage, move, catalog.get(name), side) for side in Side)
    cells = [shot(left, share, size, LIGHT) for share in (0.0, 0.5, 1.0)]
    if move.other_look:
        cells += [shot(left, share, size, LIGHT, left.look(other=True)) for share in (0.0, 1.0)]
    for azimuth, elevation in ((0, 5), (90, 5), (180, 5), (20, 70)):
        cells += [shot(left, s, size, LIGHT, Look(azimuth, elevation)) for s in (0.0, 1.0)]
    cells += [shot(right, 1.0, size, LIGHT), shot(left, 1.0, size, DARK)]
    return _save(cells, 5, asked.out / f"{name}-{figure.value}.png")


def _save(cells: list[Cell], columns: int, path: Path) -> Path:
    save_grid(cells, columns, path)
    return path


OUT = ROOT / "build" / "figure"


def main() -> int:
    """Draw what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("exercise", nargs="*")
    parser.add_argument(
        "--sheet", action="store_true", help="start and end, both sides, all of them"
    )
    parser.add_argument("--figure", choices=[f.value for f in Figure], default="male")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--moves", type=Path, default=MOVES)
    parser.add_argument("--size", type=int, nargs=2, default=(320, 300))
    parser.add_argument("--out", type=Path, default=OUT)
    asked = parser.parse_args()
    catalog, figure, size = Catalog.load(), Figure(asked.figure), tuple(asked.size)
    if not asked.sheet:
        for name in asked.exercise:
            print(strip(name, catalog, figure, asked))
        return 0
    names = asked.exercise or [e.id for e in catalog.exercises]
    there = [name for name in names if (asked.moves / f"{name}.json").exists()]
    stage = Stage(figure, load_mesh(figure))
    palette = DARK if asked.dark else LIGHT
    for page, first in enumerate(range(0, len(there), 10)):
        cells = []
        for name in there[first : first + 10]:
            move = load_move(name, asked.moves)
            for side in Side:
                scene = scene_of(stage, move, catalog.get(name), side)
                cells += [shot(scene, share, size, palette) for share in move.stills]
        dark = "dark" if asked.dark else "light"
        print(_save(cells, 4, asked.out / f"sheet-{page + 1}-{dark}-{figure.value}.png"))
        print("   ", *there[first : first + 10])
    return 0


if __name__ == "__main__":
    sys.exit(main())
