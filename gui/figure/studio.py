"""Who draws the figures, beside the window, and keeps what was drawn?"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from gui.beside import Beside, Came
from gui.figure.desk import Desk
from gui.figure.made import Made, Seen, made_of
from gui.figure.person import Figure

if TYPE_CHECKING:
    from core.catalog import Catalog
    from core.late import Late
    from gui.figure.sight import Sight
    from gui.figure.wishes import Shot, Wish

KEPT_BYTES = 96 * 1024 * 1024
"""Pictures kept for another look; about a hundred large ones."""


class Studio(QObject):
    """Draws shots one after the other and keeps the last ones."""

    drawn = Signal(object)
    """Wish: its picture can be had now."""
    crashed = Signal(object)
    """A bug: the exception."""
    failed = Signal(object)
    """Wish: it can't be drawn."""
    preferred = Signal()
    """The person wants the other body, or pictures that rest."""

    def __init__(
        self,
        catalog: Catalog | Late[Catalog],
        parent: QObject | None = None,
        *,
        waits: bool = False,
    ) -> None:
        super().__init__(parent)
        self._kept: OrderedDict[Wish, Made] = OrderedDict()
        self._bytes = 0
        self._asked: set[Wish] = set()
        self._broken: set[Wish] = set()
        self.figure = Figure.FEMALE
        self.moving = True
        self._desk = Desk(catalog)
        self._beside = Beside("evenside-figures", self)
        self._closed = False
        if not waits:
            self.begin()

    def begin(self) -> None:
        """Start drawing. Before, wishes only queue: the window's first picture is a baked one."""
        if not self._closed and not self._beside.runs:
            self._beside.begin()

    def prefer(self, figure: Figure, *, moving: bool) -> None:
        """Take another body for all pictures, and let them move or rest."""
        if (figure, moving) != (self.figure, self.moving):
            self.figure, self.moving = figure, moving
            self.preferred.emit()

    def picture(self, shot: Shot) -> QImage | None:
        """Give the picture if it is there; otherwise it is drawn, and `drawn` says when.

        The shot is taken as `rounded` gives it.
        """
        found = self._find(shot.rounded())
        return found if isinstance(found, QImage) else None

    def sight(self, sight: Sight) -> Seen | None:
        """Give a view of the map's body if it is there, as `picture` does."""
        found = self._find(sight.rounded())
        return found if isinstance(found, Seen) else None

    def _find(self, wish: Wish) -> Made | None:
        found = self._kept.get(wish)
        if found is not None:
            self._kept.move_to_end(wish)
            return found
        fresh = wish not in self._asked and wish not in self._broken
        if fresh and not self._closed:
            self._asked.add(wish)
            self._desk.wait(wish)
            self._beside.do(self._desk.work, self._on_came)
        return None

    def drop(self, wish: Wish) -> None:
        """Forget a wish that nobody waits for any more."""
        if self._desk.drop(wish):
            self._asked.discard(wish)

    def _on_came(self, came: Came) -> None:
        if came.value is None:
            return  # nobody waited for it any more
        wish, drawn = came.value
        self._asked.discard(wish)
        if isinstance(drawn, Exception):
            # Told once: the same picture would fail again at every frame.
            self._broken.add(wish)
            self.crashed.emit(drawn)
            self.failed.emit(wish)
            return
        made = made_of(drawn)
        self._kept[wish] = made
        self._bytes += _bytes(made)
        while self._bytes > KEPT_BYTES and len(self._kept) > 1:
            _, gone = self._kept.popitem(last=False)
            self._bytes -= _bytes(gone)
        self.drawn.emit(wish)

    @property
    def idle(self) -> bool:
        """True when nothing is being drawn or waits for it."""
        return not self._asked

    def close(self) -> None:
        """Stop drawing and end the thread."""
        if self._closed:
            return
        self._closed = True
        self._desk.clear()
        self._beside.end(_nothing)
        self._asked.clear()


def _bytes(made: Made) -> int:
    return made.size_in_bytes if isinstance(made, Seen) else made.sizeInBytes()


def _nothing() -> None:
    return None
