"""When is the window up: painted, and answering a click? For `tests/benchmarks/start.py`."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from core.sides import Side, Spot
from gui.body.body_map import BodyMap


class Started(QObject):
    """Clicks a place as soon as the map is painted, and says when the map has answered.

    Another first picture has nothing to click: it is up when it is painted.
    """

    def __init__(self, picture: QWidget) -> None:
        super().__init__()
        self._picture = picture
        self._painted = False
        self._chosen = False
        if isinstance(picture, BodyMap):
            picture.chosen.connect(self._on_chosen)
        picture.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count the paintings: the first, and the one after the click."""
        if event.type() == QEvent.Type.Paint:
            if self._chosen:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, self._on_answered)
            elif not self._painted:
                self._painted = True
                QTimer.singleShot(0, self._on_painted)
        return False

    def _on_painted(self) -> None:
        _say("painted")
        here = self._picture
        if not isinstance(here, BodyMap):
            self._on_answered()
            return
        where = QPointF(here.width() * 0.26, here.height() * 0.46)
        if here.spot_at(where) is None:  # the body stands elsewhere now
            where = here.centre_of(Spot("abdomen", Side.LEFT))
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            click = QMouseEvent(kind, where, here.mapToGlobal(where), left, left, none)
            QCoreApplication.postEvent(here, click)

    def _on_chosen(self) -> None:
        self._chosen = True

    def _on_answered(self) -> None:
        _say("up")
        self._picture.window().close()
        QCoreApplication.quit()


def _say(word: str) -> None:
    if sys.stdout is not None:
        sys.stdout.write(f"{word}\n")
        sys.stdout.flush()
