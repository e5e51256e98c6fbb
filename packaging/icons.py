"""Which picture does each system show for Evenside? All are drawn from one SVG.

    python packaging/icons.py OUT

writes OUT/evenside.ico (Windows), OUT/evenside.icns (macOS) and OUT/hicolor (Linux).

    python packaging/icons.py --shapes

draws the shapes of the line icons again, which the app colours (resources/icons/drawn).
"""

from __future__ import annotations

import shutil
import struct
import sys
from pathlib import Path

from project import ROOT

SOURCE = ROOT / "resources" / "icons" / "evenside.svg"
SHAPES = SOURCE.parent / "drawn"
SHAPE_SIZES = (24, 48)
LINUX = (16, 24, 32, 48, 64, 128, 256, 512)
WINDOWS = (16, 20, 24, 32, 40, 48, 64, 256)
MACOS = {
    b"icp4": 16,
    b"icp5": 32,
    b"ic07": 128,
    b"ic08": 256,
    b"ic09": 512,
    b"ic10": 1024,
    b"ic11": 32,
    b"ic12": 64,
    b"ic13": 256,
    b"ic14": 512,
}
"""Type codes of an .icns file with the pixels that each stands for."""


def draw(size: int) -> bytes:
    """Draw the icon `size` pixels wide and high; gives a PNG."""
    from PySide6.QtCore import QBuffer, QIODevice, QRectF
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(SOURCE)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # its types say bytes, it takes text
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Put PNGs, keyed by width, into one Windows icon."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    place = len(head) + 16 * len(pictures)
    table, body = b"", b""
    for size, picture in sorted(pictures.items()):
        wide = size % 256  # 256 is written as 0
        table += struct.pack("<BBBBHHII", wide, wide, 0, 0, 1, 32, len(picture), place + len(body))
        body += picture
    return head + table + body


def icns(pictures: dict[int, bytes]) -> bytes:
    """Put PNGs, keyed by width, into one macOS icon."""
    parts = [
        code + struct.pack(">I", 8 + len(pictures[size])) + pictures[size]
        for code, size in MACOS.items()
    ]
    body = b"".join(parts)
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def write_icons(out: Path) -> None:
    """Draw every icon of every system into a folder."""
    sizes = sorted({*LINUX, *WINDOWS, *MACOS.values()})
    pictures = {size: draw(size) for size in sizes}
    out.mkdir(parents=True, exist_ok=True)
    (out / "evenside.ico").write_bytes(ico({size: pictures[size] for size in WINDOWS}))
    (out / "evenside.icns").write_bytes(icns(pictures))
    for size in LINUX:
        folder = out / "hicolor" / f"{size}x{size}" / "apps"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "evenside.png").write_bytes(pictures[size])
    scalable = out / "hicolor" / "scalable" / "apps"
    scalable.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(SOURCE, scalable / "evenside.svg")


def write_shapes(out: Path = SHAPES) -> None:
    """Draw every line icon as the app shows it on usual and on dense screens, in black."""
    from PySide6.QtCore import QByteArray, QRectF
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(SOURCE.parent.glob("*.svg")):
        text = path.read_text(encoding="utf-8")
        if "currentColor" not in text:
            continue
        for pixels in SHAPE_SIZES:
            image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
            image.fill(0)
            painter = QPainter(image)
            renderer = QSvgRenderer(QByteArray(text.replace("currentColor", "#000000").encode()))
            renderer.render(painter, QRectF(image.rect()))
            painter.end()
            image.save(str(out / f"{path.stem}-{pixels}.png"))


if __name__ == "__main__":
    if sys.argv[1] == "--shapes":
        write_shapes()
    else:
        write_icons(Path(sys.argv[1]))
