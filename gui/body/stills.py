"""What does the map show before anything was drawn: the baked pictures of both figures?"""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path

from PySide6.QtCore import QDataStream, QFile, QIODevice
from PySide6.QtGui import QImage, QPainterPath

from core.sides import Side, Spot, View
from gui.figure.made import Seen, path_of
from gui.figure.person import Figure

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "figure" / "map"
PATHS_FORM = QDataStream.Version.Qt_6_0
HIGH = 900
"""Pixels of a baked view's height: about what a window of 1280 x 800 shows at 150 %."""


@cache
def load_still(figure: Figure, view: View, theme: str, folder: Path = FOLDER) -> Seen:
    """Read a baked view once; it is never changed after.

    Raises:
        FileNotFoundError: It was not baked (packaging/figure/bake_map.py).

    """
    name = f"{figure.value}-{view.value}"
    return Seen(
        plain=_image(folder / f"{name}-{theme}-plain.png"),
        light=_image(folder / f"{name}-{theme}-light.png"),
        places=_places(folder / f"{name}.json"),
    )


class Front:
    """The very first picture of a view: one opaque image in which no place has a colour yet.

    It is a quarter of the layers' pixels, so that the window is up sooner; where its places are is
    read when somebody points at one.
    """

    def __init__(self, figure: Figure, view: View, theme: str, folder: Path) -> None:
        self._outlines = folder / f"{figure.value}-{view.value}-front.paths"
        baked = QImage(str(folder / f"{figure.value}-{view.value}-{theme}-front.png"))
        if baked.isNull():
            raise FileNotFoundError(folder)
        # With a colour table, drawing it smaller takes three times as long.
        self.plain = baked.convertToFormat(QImage.Format.Format_RGB32)

    @cached_property
    def places(self) -> dict[Spot, QPainterPath]:
        """What can be seen of each place, in this picture's pixels."""
        return read_paths(self._outlines)


@cache
def load_front(figure: Figure, view: View, theme: str, folder: Path = FOLDER) -> Front:
    """Read the first picture of a view once.

    Raises:
        FileNotFoundError: It was not baked (packaging/figure/bake_map.py).

    """
    return Front(figure, view, theme, folder)


@cache
def _places(path: Path) -> dict[Spot, QPainterPath]:
    import json

    data = json.loads(path.read_text(encoding="utf-8"))
    return {
        Spot(region, side): path_of(sides[side.value])
        for region, sides in data["places"].items()
        for side in Side
        if side.value in sides
    }


def read_paths(path: Path) -> dict[Spot, QPainterPath]:
    """Read outlines as Qt writes them, which takes a tenth of the time of reading numbers.

    Raises:
        FileNotFoundError: They were not baked (packaging/figure/bake_map.py).

    """
    file = QFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise FileNotFoundError(path)
    stream = QDataStream(file)
    stream.setVersion(PATHS_FORM)
    found = {}
    for _ in range(stream.readUInt32()):
        region, side = stream.readQString(), stream.readQString()
        outline = QPainterPath()
        stream >> outline
        found[Spot(region, Side(side))] = outline
    return found


def write_paths(path: Path, places: dict[Spot, QPainterPath]) -> None:
    """Write outlines for `read_paths`."""
    file = QFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise PermissionError(path)
    stream = QDataStream(file)
    stream.setVersion(PATHS_FORM)
    stream.writeUInt32(len(places))
    for spot, outline in places.items():
        stream.writeQString(spot.region)
        stream.writeQString(spot.side.value)
        stream << outline
    file.close()


def _image(path: Path) -> QImage:
    image = QImage(str(path))
    if image.isNull():
        raise FileNotFoundError(path)
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
