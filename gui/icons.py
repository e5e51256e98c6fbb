"""How do our line icons take the colours of a theme?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from gui.theme import RESOURCES

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon


def pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """Draw an icon in a colour, `size` logical pixels wide."""
    pixels = round(size * ratio)
    shape = RESOURCES / "icons" / "drawn" / f"{name}-{pixels}.png"
    made = QPixmap(str(shape)) if colour else QPixmap()
    if made.isNull():
        made = _drawn(name, colour, pixels)
    else:
        # its shape was drawn beforehand (packaging/icons.py): at the start every millisecond counts
        painter = QPainter(made)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(made.rect(), QColor(colour))
        painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def _drawn(name: str, colour: str, pixels: int) -> QPixmap:
    from PySide6.QtCore import QByteArray
    from PySide6.QtSvg import QSvgRenderer

    text = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(text.replace("currentColor", colour).encode()))
    made = QPixmap(pixels, pixels)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    renderer.render(painter, QRectF(made.rect()))
    painter.end()
    return made


def app_icon() -> QIcon:
    """Give the icon of the app."""
    from PySide6.QtGui import QIcon

    icon = QIcon()
    for size in (16, 32, 64, 128, 256):
        icon.addPixmap(pixmap("evenside", "", size, 1.0))
    return icon
