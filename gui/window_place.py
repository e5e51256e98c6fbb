"""Where is the window put: where it was last time, and always on a screen that is there?"""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from gui.state import State

FRAME = QSize(8, 40)
"""Room for the frame and the title that the system puts around."""
_ENOUGH = QSize(120, 40)
"""Less than this of a window on a screen can't be found or taken hold of."""


def fitted(wanted: QRect, least: QSize, screens: Sequence[QRect]) -> QRect:
    """Move and shrink a window's inside so that a screen holds it with its frame.

    Args:
        wanted: Where it was.
        least: No smaller than this, even on a screen that has less.
        screens: What can be used of each screen, the main one first.

    """
    if not screens:
        return QRect(wanted.topLeft(), wanted.size().expandedTo(least))
    shared = [screen.intersected(wanted) for screen in screens]
    most = max(range(len(screens)), key=lambda i: shared[i].width() * shared[i].height())
    lost = shared[most].width() < _ENOUGH.width() or shared[most].height() < _ENOUGH.height()
    screen = screens[0 if lost else most]
    size = wanted.size().boundedTo(screen.size() - FRAME).expandedTo(least)
    if lost:
        middle = QRect(QPoint(0, 0), size)
        middle.moveCenter(screen.center())
        wanted = middle
    side, top = FRAME.width() // 2, FRAME.height() - FRAME.width() // 2
    right = screen.x() + screen.width() - side - size.width()
    bottom = screen.y() + screen.height() - side - size.height()
    x = max(screen.x() + side, min(wanted.x(), right))
    y = max(screen.y() + top, min(wanted.y(), bottom))
    return QRect(QPoint(x, y), size)


def restore(window: QWidget, state: State | None, usual: QSize, least: QSize) -> None:
    """Put a window where it was, or let the system place one of the usual size."""
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    if state is None:
        window.resize(fitted(QRect(QPoint(0, 0), usual), least, screens).size())
        return
    size = QSize(state.number("width", usual.width()), state.number("height", usual.height()))
    size = size.expandedTo(least)
    far = -1_000_000
    at = QPoint(state.number("x", far), state.number("y", far))
    place = fitted(QRect(at, size), least, screens)
    if far in (at.x(), at.y()):
        window.resize(place.size())
    else:
        window.setGeometry(place)
    if state.number("maximized", 0) == 1:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def keep(window: QWidget, state: State) -> None:
    """Remember where a window is; of a maximized one, where it would return to."""
    place = window.normalGeometry() if window.isMaximized() else window.geometry()
    state.keep("maximized", int(window.isMaximized()))
    if place.isValid():
        for name, number in (
            ("x", place.x()),
            ("y", place.y()),
            ("width", place.width()),
            ("height", place.height()),
        ):
            state.keep(name, number)


def bring_forward(window: QWidget, token: str = "") -> None:
    """Show a window over the others; `token` is what a Wayland desktop asks for."""
    if token:
        os.environ["XDG_ACTIVATION_TOKEN"] = token
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
