"""What does the map show before anything was drawn: the baked pictures of both figures?"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from PySide6.QtGui import QImage

from core.body import Side, Spot, View
from gui.figure.person import Figure
from gui.figure.studio import path_of
from gui.figure.wishes import Seen

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "figure" / "map"


@cache
def load_still(figure: Figure, view: View, theme: str, folder: Path = FOLDER) -> Seen:
    """Read a baked view once; it is never changed after.

    Raises:
        FileNotFoundError: It was not baked (packaging/figure/bake_map.py).

    """
    name = f"{figure.value}-{view.value}"
    data = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    places = {
        Spot(region, side): path_of(sides[side.value])
        for region, sides in data["places"].items()
        for side in Side
        if side.value in sides
    }
    return Seen(
        plain=_image(folder / f"{name}-{theme}-plain.png"),
        light=_image(folder / f"{name}-{theme}-light.png"),
        places=places,
    )


def _image(path: Path) -> QImage:
    image = QImage(str(path))
    if image.isNull():
        raise FileNotFoundError(path)
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
