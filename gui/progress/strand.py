"""How is a smooth line of thousands of points drawn in no time, wide, antialiased and dashed?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from pyqtgraph.Qt import internals
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTransform
from PySide6.QtWidgets import QGraphicsPathItem

from gui.progress.markers import DASH, WIDTH, Look
from gui.progress.plot import Numbers

MOST_CORNERS = 180
"""Of a line or band in view: both are smooth, more corners would only cost time."""


class Band(QGraphicsPathItem):
    """A faint filled shape; its edges need no antialiasing, which costs five times the rest."""

    def paint(self, painter: QPainter, option: Any, widget: Any = None) -> None:  # noqa: ANN401 - Qt's
        """Fill the shape."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        super().paint(painter, option, widget)
        painter.restore()


class Strand(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no types
    """A line cut into short straight ones, dashes too: ten times as quick as one wide path.

    Qt strokes a wide antialiased path as one large shape. Short lines it draws by themselves.
    """

    def __init__(self, xs: Numbers, ys: Numbers, cuts: Sequence[bool], look: Look) -> None:
        """Begin with nothing in view.

        Args:
            xs: Days, rising.
            ys: Values; NaN where there is none.
            cuts: Where the line is interrupted before a point.
            look: Colour, width and dashes.

        """
        super().__init__()
        self.xs, self.ys = np.asarray(xs, float), np.asarray(ys, float)
        self._box = self._bounds()
        self._cuts = np.asarray(cuts, bool)
        self.dashed = look.dashed
        self._pen = QPen(look.line_pen().color(), WIDTH)
        self._pen.setCapStyle(Qt.PenCapStyle.FlatCap)  # round ones take ten times as long
        self._shown: tuple[int, int] | None = None
        self._part = (np.empty(0), np.empty(0), np.empty(0, bool))
        self._made: QTransform | None = None
        self._short = internals.PrimitiveArray(QLineF, 4)

    def boundingRect(self) -> QRectF:
        """Where the line is."""
        return self._box

    def _bounds(self) -> QRectF:
        if not len(self.xs) or not np.isfinite(self.ys).any():
            return QRectF()
        low, high = float(np.nanmin(self.ys)), float(np.nanmax(self.ys))
        return QRectF(self.xs[0], low, self.xs[-1] - self.xs[0], high - low).adjusted(-1, -1, 1, 1)

    def show_range(self, low: float, high: float) -> None:
        """Draw what lies in view and one point on either side."""
        first, last = (int(i) for i in np.searchsorted(self.xs, [low, high]))
        first, last = max(0, first - 1), min(len(self.xs), last + 1)
        if (first, last) == self._shown:
            return
        self._shown = (first, last)
        xs, ys, cuts = self.xs[first:last], self.ys[first:last], self._cuts[first:last]
        step = -(-len(xs) // MOST_CORNERS)
        if step > 1:
            # Ends of pieces stay; between them, every so many points is enough.
            kept = np.zeros(len(xs), bool)
            kept[::step] = kept[-1] = True
            kept |= cuts
            kept[:-1] |= cuts[1:]
            xs, ys, cuts = xs[kept], ys[kept], cuts[kept]
        self._part = (xs, ys, cuts)
        self._made = None
        self.update()

    def paint(self, painter: QPainter, *_: object) -> None:
        """Draw the short lines in the screen's own pixels."""
        transform = painter.transform()
        if self._made is None or self._made != transform:
            self._made = transform
            ends = self._ends(transform)
            self._short.resize(len(ends))
            self._short.ndarray()[:] = ends
        if not len(self._short.ndarray()):
            return
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._pen)
        painter.drawLines(*self._short.drawargs())

    def _ends(self, t: QTransform) -> Any:  # noqa: ANN401 - a numpy array
        """Both ends of each short line, in pixels."""
        xs, ys, cuts = self._part
        if len(xs) < 2:
            return np.empty((0, 4))
        across, down = t.m11() * xs + t.dx(), t.m22() * ys + t.dy()
        joined = ~cuts[1:] & np.isfinite(ys[1:]) & np.isfinite(ys[:-1])
        ends = np.stack([across[:-1], down[:-1], across[1:], down[1:]], axis=1)
        return _dashes(ends, joined) if self.dashed else ends[joined]


def _dashes(ends: Any, joined: Any) -> Any:  # noqa: ANN401 - numpy arrays
    """Cut lines into dashes that run on from one to the next.

    Args:
        ends: x and y of both ends of each line, a row each.
        joined: Which of them are drawn at all.

    """
    on, off = DASH[0] * WIDTH, DASH[1] * WIDTH
    lengths = np.hypot(ends[:, 2] - ends[:, 0], ends[:, 3] - ends[:, 1])
    lengths[~joined] = 0.0
    until = np.cumsum(lengths)
    if not len(until) or until[-1] <= 0:
        return ends[:0]
    # Along the whole way, a line or a dash ends at each of these places.
    starts = np.arange(0.0, until[-1], on + off)
    places = np.unique(np.concatenate([[0.0], until, starts, starts + on]))
    places = places[places <= until[-1]]
    low, high = places[:-1], places[1:]
    middle = (low + high) / 2
    inside = (middle % (on + off)) < on
    low, high, middle = low[inside], high[inside], middle[inside]
    which = np.searchsorted(until, middle)
    before = until[which] - lengths[which]
    first, last = ends[which, :2], ends[which, 2:]
    way = (last - first) / lengths[which][:, None]
    return np.hstack(
        [first + way * (low - before)[:, None], first + way * (high - before)[:, None]]
    )
