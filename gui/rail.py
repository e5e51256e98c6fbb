"""Which pages are there, and on which one is the person?"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QSizePolicy

from gui.icons import pixmap
from gui.theme import Theme
from gui.widgets import column

WIDTH = 84


class RailButton(QPushButton):
    """An icon above its word."""

    def __init__(self, icon: str, text: str, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._icon = icon
        self._word = text
        self.setProperty("kind", "rail")
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setObjectName(f"rail_{icon}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """A square with a word."""
        return QSize(68, 58)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon and word."""
        super().paintEvent(event)
        painter = QPainter(self)
        colour = self.theme.accent if self.isChecked() else self.theme.muted
        picture = pixmap(self._icon, colour, 24, self.devicePixelRatioF())
        painter.drawPixmap(int((self.width() - 24) / 2), 8, picture)
        font = QFont(self.font())
        font.setPixelSize(12)
        font.setBold(self.isChecked())
        painter.setFont(font)
        painter.setPen(QColor(colour))
        line = QRectF(0, 35, self.width(), 18)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, self._word)


class Rail(QFrame):
    """The pages on the left, the settings at the bottom."""

    chosen = Signal(int)

    def __init__(self, pages: list[tuple[str, str]], theme: Theme) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setFixedWidth(WIDTH)
        self._group = QButtonGroup(self)
        layout = column(gap=6)
        layout.setContentsMargins(8, 14, 8, 14)
        for i, (icon, text) in enumerate(pages):
            button = RailButton(icon, text, theme)
            button.setToolTip(f"{text} (Ctrl+{i + 1})")
            self._group.addButton(button, i)
            if i == len(pages) - 1:
                layout.addStretch(1)
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._group.idClicked.connect(self.chosen)
        self.setLayout(layout)

    def wake(self) -> None:
        """Let pages be chosen, by keys too: what reads keys is not needed for the first picture."""
        if not self.isEnabled():
            for i, button in enumerate(self._group.buttons()):
                button.setShortcut(f"Ctrl+{i + 1}")
            self.setEnabled(True)

    def show_page(self, index: int) -> None:
        """Mark a page without a signal."""
        button = self._group.button(index)
        if button is not None:
            button.setChecked(True)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        for button in self._group.buttons():
            assert isinstance(button, RailButton)
            button.theme = theme
            button.update()
