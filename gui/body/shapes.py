"""What are the outlines of the flat body, as painter paths?"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from core.body import Side, Spot, View

MAP_FILE = Path(__file__).resolve().parents[2] / "resources" / "body" / "map.json"


@dataclass(frozen=True)
class Shapes:
    """One view of the body in units of its own: 450 wide, 860 high."""

    size: tuple[float, float]
    outline: QPainterPath
    clothes: QPainterPath
    details: QPainterPath
    regions: dict[Spot, QPainterPath]

    def at(self, point: QPointF) -> Spot | None:
        """Give the place at a point in the view's units."""
        return next((spot for spot, path in self.regions.items() if path.contains(point)), None)

    def near(self, point: QPointF, reach: float) -> Spot | None:
        """Give the place at a point, or the nearest one within reach: small places are wider."""
        spot = self.at(point)
        if spot is not None:
            return spot
        ring = QRectF(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach)
        close = [s for s, path in self.regions.items() if path.intersects(ring)]

        def distance(candidate: Spot) -> float:
            offset = self.regions[candidate].boundingRect().center() - point
            return float(QPointF.dotProduct(offset, offset))

        return min(close, key=distance, default=None)


def _path(polygons: list[list[list[float]]], *, closed: bool = True) -> QPainterPath:
    path = QPainterPath()
    for polygon in polygons:
        points = QPolygonF([QPointF(x, y) for x, y in polygon])
        path.addPolygon(points)
        if closed:
            path.closeSubpath()
    return path


@cache
def load_shapes(path: Path = MAP_FILE) -> dict[View, Shapes]:
    """Read the views once; paths are never changed after."""
    data = json.loads(path.read_text(encoding="utf-8"))
    made: dict[View, Shapes] = {}
    for view in View:
        part = data["views"][view.value]
        regions = {
            Spot(region, side): _path(sides[side.value])
            for region, sides in part["regions"].items()
            for side in Side
        }
        made[view] = Shapes(
            size=(float(data["size"][0]), float(data["size"][1])),
            outline=_path(part["outline"]),
            clothes=_path(part["clothes"]),
            details=_path(part["details"], closed=False),
            regions=regions,
        )
    return made
