"""How does what was drawn become pictures and paths of Qt's? In the window's thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainterPath, QPolygonF

from core.sides import Spot

if TYPE_CHECKING:
    from gui.figure.drawn import Drawn, Pixels


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """The standing body from one direction, for the map to be coloured."""

    plain: QImage
    """Skin and cloth without light."""
    light: QImage
    """Light and lines, to lay over the coloured places."""
    places: dict[Spot, QPainterPath]
    """What can be seen of each place, in the pictures' pixels."""

    @property
    def size_in_bytes(self) -> int:
        """What it costs to keep."""
        return self.plain.sizeInBytes() + self.light.sizeInBytes()


Made = QImage | Seen


def made_of(drawn: Drawn) -> Made:
    """Make what the window shows of what the desk drew; takes milliseconds."""
    from gui.figure.drawn import Pixels

    if isinstance(drawn, Pixels):
        return image_of(drawn)
    places = {Spot(*key): path_of(lines) for key, lines in drawn.places.items()}
    return Seen(image_of(drawn.plain), image_of(drawn.light), places)


def image_of(pixels: Pixels) -> QImage:
    """Make an image that owns its bytes."""
    kind = QImage.Format.Format_RGBA8888
    made = QImage(pixels.data, pixels.width, pixels.height, 4 * pixels.width, kind)
    # What is drawn often is kept as the screen wants it; converting also makes a copy.
    return made.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def path_of(lines: Any) -> QPainterPath:  # noqa: ANN401 - sequences of points, or arrays of them
    """Turn closed lines, each a sequence of x and y, into one path."""
    path = QPainterPath()
    for line in lines:
        path.addPolygon(QPolygonF([QPointF(float(x), float(y)) for x, y in line]))
        path.closeSubpath()
    return path
