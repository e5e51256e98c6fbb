"""What is a page, and how do words, lines and boxes come onto it?"""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from PySide6.QtCore import QLineF, QMarginsF, QPointF, QRectF, QSaveFile, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from core.errors import Problem
from gui.report.lines import Ink, paper

MARGIN = 42.0
"""Points around everything: about 15 mm, which every printer can print."""
FOOT = 26.0
PDF_DPI = 600


class Format(Enum):
    """The paper; sizes in points."""

    A4 = (595.0, 842.0)
    LETTER = (612.0, 792.0)

    @property
    def page(self) -> QPageSize:
        """Qt's name for it."""
        return QPageSize(
            QPageSize.PageSizeId.A4 if self is Format.A4 else QPageSize.PageSizeId.Letter
        )


class Sheet:
    """Pages of paper, filled from the top; lengths are points, the origin is the page's corner."""

    def __init__(self, form: Format, painter: QPainter, ink: Ink) -> None:
        self.form = form
        self.painter = painter
        self.ink = ink
        self.width, self.height = form.value
        self.y = MARGIN
        self.pages = 1
        self.footer = ""

    @property
    def left(self) -> float:
        """Where everything begins."""
        return MARGIN

    @property
    def room(self) -> float:
        """How wide everything may be."""
        return self.width - 2 * MARGIN

    @property
    def bottom(self) -> float:
        """Where everything ends; the foot is below."""
        return self.height - MARGIN - FOOT

    def need(self, height: float) -> bool:
        """Begin another page where so much does not fit any more; tell whether it did."""
        if self.y + height <= self.bottom or self.y <= MARGIN:
            return False
        self.next_page()
        return True

    def next_page(self) -> None:
        """End this page and begin another."""
        self._end_page()
        self._new_page()
        self.pages += 1
        self.y = MARGIN

    def _new_page(self) -> None:
        raise NotImplementedError

    def _end_page(self) -> None:
        """Write the foot."""
        top = self.height - MARGIN - 10
        self.text(self.left, top, self.room - 60, self.footer, size=7, colour=self.ink.theme.muted)
        self.text(
            self.left,
            top,
            self.room,
            f"Page {self.pages}",
            size=7,
            colour=self.ink.theme.muted,
            flags=Qt.AlignmentFlag.AlignRight,
        )

    def finish(self) -> None:
        """End the last page."""
        self._end_page()
        self.painter.end()

    # -- drawing ----------------------------------------------------------------------------------

    def text(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        *,
        size: float = 9,
        bold: bool = False,
        colour: str = "",
        flags: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> float:
        """Write words into a width and give their height; 0 for none."""
        if not text:
            return 0.0
        k = self.ink.k
        font = self.ink.font(size, bold=bold)
        self.painter.setFont(font)
        self.painter.setPen(QColor(colour or self.ink.theme.text))
        box = QRectF(x * k, y * k, width * k, 10_000 * k)
        how = int(flags | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        used = self.painter.boundingRect(box, how, text)
        self.painter.drawText(box, how, text)
        return used.height() / k

    def measure(self, width: float, text: str, *, size: float = 9, bold: bool = False) -> float:
        """Give the height that words need in a width."""
        if not text:
            return 0.0
        k = self.ink.k
        self.painter.setFont(self.ink.font(size, bold=bold))
        box = QRectF(0, 0, width * k, 10_000 * k)
        return self.painter.boundingRect(box, int(Qt.TextFlag.TextWordWrap), text).height() / k

    def length(self, text: str, *, size: float = 9, bold: bool = False) -> float:
        """Give the width of words on one line."""
        metrics = QFontMetricsF(self.ink.font(size, bold=bold), self.painter.device())
        return metrics.horizontalAdvance(text) / self.ink.k

    def paragraph(
        self, text: str, *, size: float = 9, bold: bool = False, colour: str = "", gap: float = 3
    ) -> None:
        """Write a paragraph over the whole width, and go below it."""
        self.need(self.measure(self.room, text, size=size, bold=bold))
        used = self.text(self.left, self.y, self.room, text, size=size, bold=bold, colour=colour)
        self.y += used + (gap if used else 0)

    def heading(self, text: str, *, keep: float = 60) -> None:
        """Write a heading that stays with what follows."""
        self.need(26 + keep)
        self.y += 10
        self.y += self.text(self.left, self.y, self.room, text, size=12, bold=True) + 3
        self.rule(self.y)
        self.y += 6

    def rule(self, y: float) -> None:
        """Draw a thin line over the whole width."""
        k = self.ink.k
        self.painter.setPen(self.ink.pen(self.ink.theme.line, 0.7))
        self.painter.drawLine(QLineF(self.left * k, y * k, (self.left + self.room) * k, y * k))

    def box(self, x: float, y: float, width: float, height: float) -> QRectF:
        """Give a box in device pixels."""
        k = self.ink.k
        return QRectF(x * k, y * k, width * k, height * k)

    def spot(self, x: float, y: float) -> QPointF:
        """Give a point in device pixels."""
        return QPointF(x * self.ink.k, y * self.ink.k)


class PdfSheet(Sheet):
    """Pages of a PDF file, written whole or not at all."""

    def __init__(self, path: Path, form: Format, title: str) -> None:
        """Begin a file.

        Raises:
            Problem: It can't be written there.

        """
        self._file = QSaveFile(str(path))
        if not self._file.open(QSaveFile.OpenModeFlag.WriteOnly):
            raise Problem(f"“{path.name}” can't be written: {self._file.errorString()}.")
        self._name = path.name
        self._writer = QPdfWriter(self._file)
        self._writer.setResolution(PDF_DPI)
        self._writer.setPageLayout(
            QPageLayout(form.page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
        )
        self._writer.setTitle(title)
        self._writer.setCreator("Evenside")
        super().__init__(form, QPainter(self._writer), paper(PDF_DPI / 72))

    def _new_page(self) -> None:
        self._writer.newPage()

    def finish(self) -> None:
        """Put the file in its place.

        Raises:
            Problem: The disk is full, or the file is open elsewhere.

        """
        super().finish()
        if not self._file.commit():
            raise Problem(f"“{self._name}” was not written: {self._file.errorString()}.")


class ImageSheet(Sheet):
    """The same pages as pictures, to look at before they are saved."""

    def __init__(self, form: Format, k: float) -> None:
        """Begin with an empty page.

        Args:
            form: The paper.
            k: Pixels of a point.

        """
        self.images: list[QImage] = []
        self._size = QSizeF(*form.value) * k
        super().__init__(form, QPainter(self._blank()), paper(k))
        self._prepare()

    def _blank(self) -> QImage:
        made = QImage(self._size.toSize(), QImage.Format.Format_RGB32)
        made.fill(Qt.GlobalColor.white)
        self.images.append(made)
        return made

    def _prepare(self) -> None:
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)

    def _new_page(self) -> None:
        self.painter.end()
        self.painter.begin(self._blank())
        self._prepare()
