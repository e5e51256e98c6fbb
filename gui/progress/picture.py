"""How does a graph leave the app: copied, or saved as a PNG or SVG that prints well?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QMenu, QSizePolicy, QVBoxLayout, QWidget

from core import words
from gui import messages
from gui.theme import LIGHT, style_sheet
from gui.widgets import Button, label, row

SIZE = QSize(1000, 470)
SCALE = 2
"""Pixels of a PNG for one of the screen's: sharp on paper."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A graph on its way out: always in the light theme, on white, for paper."""

    name: str
    """What the file is called, without an ending."""
    title: str
    says: str
    """The finding in words, below the title."""
    described: str
    """All of it in words, for those who don't see it; it goes into the file."""
    widget: QWidget
    """The graph, made for this picture in the light theme."""
    height: int = SIZE.height()
    """Of the whole page, in pixels."""


class Sheet(QWidget):
    """Title, finding, graph and day on one white page that is never shown on the screen."""

    def __init__(self, picture: Picture, today: date) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        frame = 'QFrame[card="true"] { border: none; }'
        self.setStyleSheet(f"{style_sheet(LIGHT)} #sheet {{ background: white; }} {frame}")
        foot = row(None, label(f"Evenside, {words.date_words(today)}", "small", wrap=False))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 14)
        layout.setSpacing(6)
        layout.addWidget(label(picture.title, "title"))
        if picture.says:
            layout.addWidget(label(picture.says))
        layout.addWidget(picture.widget, 1)
        layout.addLayout(foot)
        self._picture = picture
        self.resize(SIZE.width(), picture.height)
        self.show()  # laid out, not seen
        self.ensurePolished()
        QGuiApplication.sendPostedEvents()

    def image(self) -> QImage:
        """Draw it as pixels; the description is kept in the file."""
        image = QImage(self.size() * SCALE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(SCALE)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.render(painter, QPoint())
        painter.end()
        image.setText("Title", self._picture.title)
        image.setText("Description", self._picture.described)
        return image

    def png(self) -> bytes:
        """Draw it as a PNG."""
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(self.image())
        return bytes(data.data())

    def svg(self) -> bytes:
        """Draw it as lines and letters that stay sharp at any size."""
        from PySide6.QtSvg import QSvgGenerator  # late: only who saves one needs it

        data = QByteArray()
        buffer = QBuffer(data)
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(self.size())
        generator.setViewBox(QRect(QPoint(), self.size()))
        generator.setResolution(96)
        generator.setTitle(self._picture.title)
        generator.setDescription(self._picture.described)
        painter = QPainter(generator)
        self.render(painter, QPoint())
        painter.end()
        return bytes(data.data())


class PictureButton(Button):
    """A button with a menu: copy the graph, or save it."""

    copied = Signal()

    def __init__(self, name: str, make: Callable[[], Picture], today: Callable[[], date]) -> None:
        """Begin with what makes the picture when it is wanted.

        Args:
            name: What the graph is called, in a sentence: "strength graph".
            make: Draws the graph anew, in the light theme.
            today: The day that stands on the picture.

        """
        super().__init__("Picture")
        self._make, self._today, self._name = make, today, name
        self.setProperty("kind", "quiet")
        self.setObjectName(f"picture_{name.replace(' ', '_')}")
        self.setAccessibleName(f"Copy or save the {name}")
        self.setToolTip(f"Copy or save the {name}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(26)
        self.setStyleSheet("padding: 2px 8px;")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        menu = QMenu(self)
        self.copy = menu.addAction("Copy picture")
        self.png = menu.addAction("Save as PNG …")
        self.svg = menu.addAction("Save as SVG …")
        self.copy.triggered.connect(self._on_copy)
        self.png.triggered.connect(self._on_png)
        self.svg.triggered.connect(self._on_svg)
        self.setMenu(menu)

    def _on_copy(self) -> None:
        sheet = self._sheet(self._make())
        QGuiApplication.clipboard().setImage(sheet.image())
        sheet.deleteLater()
        self.copied.emit()

    def _on_png(self) -> None:
        self._save("PNG picture", "png")

    def _on_svg(self) -> None:
        self._save("SVG drawing", "svg")

    def _sheet(self, picture: Picture) -> Sheet:
        return Sheet(picture, self._today())

    def _save(self, kind: str, ending: str) -> None:
        picture = self._make()
        usual = f"{picture.name}.{ending}"
        path = messages.choose_save_path(self, f"Save the {self._name}", usual, kind, ending)
        if path is None:
            picture.widget.deleteLater()
            return
        sheet = self._sheet(picture)
        data = sheet.png() if ending == "png" else sheet.svg()
        sheet.deleteLater()
        write(self, path, data)


def write(parent: QWidget, path: Path, data: bytes) -> bool:
    """Write a file; what can't be written is told, and nothing half-written stays."""
    try:
        path.write_bytes(data)
    except OSError as error:
        reason = error.strerror or "it can't be written there"
        messages.tell(parent, "Not saved", f"{path.name} was not saved: {reason}.")
        return False
    return True
