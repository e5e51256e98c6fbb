"""Draw resources/body/map.json to a picture, in light and dark, one region highlighted.

    export QT_QPA_PLATFORM=offscreen
    .venv/bin/python packaging/bodymap/preview.py OUT.png [HEIGHT] [REGION]

HEIGHT is that of a view in pixels (900), REGION the one to highlight on the left side (glutes).
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPainterPath, QPen

MAP = Path(__file__).resolve().parents[2] / "resources" / "body" / "map.json"


@dataclass(frozen=True)
class Theme:
    """The colours of one appearance."""

    page: str
    skin: str
    line: str
    cloth: str
    region: str
    chosen: str


LIGHT = Theme("#f5f3ef", "#ead9cb", "#5b5a63", "#6d7786", "#a9b6c6", "#d9502b")
DARK = Theme("#16191f", "#4a4645", "#0c0e12", "#2c3440", "#74869c", "#f0764f")


def path(points: list[list[float]], *, closed: bool) -> QPainterPath:
    """Return a path through the points."""
    result = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        result.lineTo(QPointF(*point))
    if closed:
        result.closeSubpath()
    return result


def draw(painter: QPainter, view: dict[str, Any], theme: Theme, chosen: str) -> None:
    """Draw one view at the painter's origin, in the map's units."""
    line = QColor(theme.line)
    painter.setPen(
        QPen(line, 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    painter.setBrush(QColor(theme.skin))
    for ring in view["outline"]:
        painter.drawPath(path(ring, closed=True))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.cloth))
    for ring in view["clothes"]:
        painter.drawPath(path(ring, closed=True))
    for name, sides in view["regions"].items():
        for side, rings in sides.items():
            hot = name == chosen and side == "left"
            painter.setBrush(QColor(theme.chosen if hot else theme.region))
            for ring in rings:
                painter.drawPath(path(ring, closed=True))
    line.setAlpha(130)
    painter.setPen(
        QPen(line, 1.1, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for points in view["details"]:
        painter.drawPath(path(points, closed=False))


def main(target: Path, height: int, chosen: str) -> None:
    """Draw both views in both themes, side by side."""
    book = json.loads(MAP.read_text(encoding="utf-8"))
    wide, tall = book["size"]
    scale = height / tall
    image = QImage(round(4 * wide * scale), height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    for theme in (LIGHT, DARK):
        painter.fillRect(0, 0, 2 * wide, tall, QColor(theme.page))
        for name in ("front", "back"):
            draw(painter, book["views"][name], theme, chosen)
            painter.translate(wide, 0)
    painter.end()
    image.save(str(target))


if __name__ == "__main__":
    application = QGuiApplication(sys.argv[:1])
    main(
        Path(sys.argv[1]),
        int(sys.argv[2]) if len(sys.argv) > 2 else 900,
        sys.argv[3] if len(sys.argv) > 3 else "glutes",
    )
