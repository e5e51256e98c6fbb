"""What does the map show before anything was drawn? Bake both figures, front and back.

    python packaging/figure/bake_map.py

Needs what the app needs; run it after bake_body.py. Writes resources/figure/map/.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from PySide6.QtCore import QRectF, Qt  # noqa: E402
from PySide6.QtGui import QColor, QImage, QPainter, QTransform  # noqa: E402

from core.body import Body, Side, Spot, View  # noqa: E402
from gui import theme as themes  # noqa: E402
from gui.body.looks import Marks, paint_body  # noqa: E402
from gui.body.pane import AHEAD, SHAPE  # noqa: E402
from gui.body.stills import FOLDER, HIGH, write_paths  # noqa: E402
from gui.figure.chart import Chart, draw_chart  # noqa: E402
from gui.figure.desk import pixels_of  # noqa: E402
from gui.figure.made import Seen, image_of, path_of  # noqa: E402
from gui.figure.mesh import load_mesh  # noqa: E402
from gui.figure.palette import DARK, LIGHT  # noqa: E402
from gui.figure.person import Figure  # noqa: E402
from gui.figure.scene import Stage  # noqa: E402
from gui.theme import Theme  # noqa: E402

FRONT = 600
"""Pixels of the first picture's height: what a window of 1280 x 800 shows at 100 %."""


def front_of(chart: Chart, theme: Theme) -> QImage:
    """Compose the window's first picture: the body without any colours, on the page's ground."""
    seen = Seen(
        image_of(pixels_of(chart.plain)),
        image_of(pixels_of(chart.light)),
        {Spot(*key): path_of(lines) for key, lines in chart.places.items()},
    )
    whole = QImage(seen.plain.size(), QImage.Format.Format_RGB32)
    whole.fill(QColor(theme.paper))
    painter = QPainter(whole)
    paint_body(painter, seen, QRectF(whole.rect()), theme, Marks({}), ratio=1.5)
    painter.end()
    smaller = whole.scaledToHeight(FRONT, Qt.TransformationMode.SmoothTransformation)
    flat = Qt.ImageConversionFlag.DiffuseDither
    return smaller.convertToFormat(QImage.Format.Format_Indexed8, colours_of(smaller), flat)


def bake_paths(name: str) -> None:
    """Write the outlines of a view once more, for its first picture."""
    data = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))["places"]
    smaller = QTransform.fromScale(FRONT / HIGH, FRONT / HIGH)
    paths = {
        Spot(region, side): smaller.map(path_of(sides[side.value]))
        for region, sides in data.items()
        for side in Side
        if side.value in sides
    }
    write_paths(FOLDER / f"{name}-front.paths", paths)


def colours_of(image: QImage, most: int = 256) -> list[int]:
    """Choose the colours that stand for a picture's best: the median cut (Heckbert, 1982).

    A picture with a palette has a third of the bytes to unpack before the window can be painted.
    """
    flat = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(flat.constBits(), np.uint8).reshape(flat.height(), flat.bytesPerLine())
    pixels = rows[:, : 3 * flat.width()].reshape(-1, 3)
    boxes = [np.unique(pixels, axis=0).astype(np.int64)]
    while len(boxes) < most:
        spans = [(box.max(0) - box.min(0)).max() * len(box) ** 0.5 for box in boxes]
        box = boxes.pop(int(np.argmax(spans)))
        if len(box) < 2:
            boxes.append(box)
            break
        along = int(np.argmax(box.max(0) - box.min(0)))
        box = box[np.argsort(box[:, along], kind="stable")]
        boxes += [box[: len(box) // 2], box[len(box) // 2 :]]
    means = [np.round(box.mean(0)).astype(int) for box in boxes]
    # the ground is met edge to edge by the page's own: it has to be exactly that colour
    means[0] = pixels[0].astype(int)
    return [0xFF000000 | int(r) << 16 | int(g) << 8 | int(b) for r, g, b in means]


def places_of(chart: Chart) -> dict[str, dict[str, list[list[list[float]]]]]:
    """Give the outlines by region and side, rounded to a tenth of a pixel."""
    regions = [region.id for region in Body.load().regions]
    return {
        region: {
            side.value: [np.round(line, 1).tolist() for line in chart.places[region, side]]
            for side in Side
            if (region, side) in chart.places
        }
        for region in regions
        if any((region, side) in chart.places for side in Side)
    }


def main() -> int:
    """Bake everything."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    size = round(HIGH * SHAPE), HIGH
    for figure in Figure:
        stage = Stage(figure, load_mesh(figure))
        for view in View:
            name = f"{figure.value}-{view.value}"
            for theme, palette in (("light", LIGHT), ("dark", DARK)):
                chart = draw_chart(stage, AHEAD[view], 0.0, size, palette)
                image_of(pixels_of(chart.plain)).save(str(FOLDER / f"{name}-{theme}-plain.png"))
                image_of(pixels_of(chart.light)).save(str(FOLDER / f"{name}-{theme}-light.png"))
                worn = themes.DARK if theme == "dark" else themes.LIGHT
                front_of(chart, worn).save(str(FOLDER / f"{name}-{theme}-front.png"))
                if theme == "light":
                    text = json.dumps({"places": places_of(chart)}, separators=(",", ":"))
                    (FOLDER / f"{name}.json").write_text(text + "\n", encoding="utf-8")
                    bake_paths(name)
            print(name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
