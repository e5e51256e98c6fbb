"""How soon can a PySide6 window be up at all? The yardstick of `start.py`: nothing but a widget.

It has the size of ours, paints a ground and a line of text, answers a click by painting anew, and
then says "up" on stdout, as Evenside does when EVENSIDE_SAY_WHEN_UP is set.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget


class Ground(QWidget):
    """Paints itself, and in another colour after a click."""

    clicked = False
    said = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint; after the first time comes the click, after the second the end."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#e0eef2" if self.clicked else "#f6f4f0"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "A bare window")
        painter.end()
        if not self.said:
            self.said = self.clicked
            QTimer.singleShot(0, self.end if self.clicked else self.click)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Answer."""
        self.clicked = True
        self.update()

    def click(self) -> None:
        """Click the middle, as a hand would."""
        where = QPointF(self.rect().center())
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            event = QMouseEvent(kind, where, self.mapToGlobal(where), left, left, none)
            QCoreApplication.postEvent(self, event)

    def end(self) -> None:
        """Say so and go."""
        sys.stdout.write("up\n")
        sys.stdout.flush()
        QCoreApplication.quit()


def main() -> int:
    """Show the window."""
    qt = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(QSize(1280, 800))
    window.setCentralWidget(Ground())
    window.show()
    return qt.exec()


if __name__ == "__main__":
    sys.exit(main())
