"""Who draws the figures, beside the window, and keeps what was drawn?"""

from __future__ import annotations

from collections import OrderedDict, deque
from threading import Lock
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPointF, Qt, QThread, Signal, Slot
from PySide6.QtGui import QImage, QPainterPath, QPolygonF

from core.late import Late, now
from core.sides import Spot
from gui.figure.person import Figure
from gui.figure.wishes import Made, Seen, Shot, Sight, Wish

if TYPE_CHECKING:
    from core.body import Side
    from core.catalog import Catalog
    from gui.figure.scene import Scene, Stage

KEPT_BYTES = 96 * 1024 * 1024
"""Pictures kept for another look; about a hundred large ones."""


class _Desk:
    """Everything the drawing thread needs; it is touched by that thread only."""

    def __init__(self, catalog: Catalog | Late[Catalog]) -> None:
        self._catalog = catalog
        self._stages: dict[Figure, Stage] = {}
        self._scenes: OrderedDict[tuple[str, Side, Figure], Scene] = OrderedDict()

    def draw(self, wish: Wish) -> Made:
        """Draw a wish. numpy and the mesh are read at the first one, not at the app's start."""
        return self._shot(wish) if isinstance(wish, Shot) else self._sight(wish)

    def _shot(self, shot: Shot) -> QImage:
        from gui.figure.palette import DARK, LIGHT
        from gui.figure.timing import Look

        scene = self._scene(shot)
        look = scene.look(other=shot.other)
        if shot.azimuth is not None and shot.elevation is not None:
            look = Look(shot.azimuth, shot.elevation)
        pixels = scene.picture(
            shot.share,
            scene.camera(look, shot.width, shot.height),
            DARK if shot.theme == "dark" else LIGHT,
            breath=shot.breath,
            supersample=2 if shot.fine else 1,
        )
        return image_of(pixels)

    def _sight(self, sight: Sight) -> Seen:
        from gui.figure.chart import draw_chart
        from gui.figure.palette import DARK, LIGHT

        chart = draw_chart(
            self._stage(sight.figure),
            sight.azimuth,
            sight.elevation,
            (sight.width, sight.height),
            DARK if sight.theme == "dark" else LIGHT,
            fine=sight.fine,
        )
        places = {Spot(*key): path_of(lines) for key, lines in chart.places.items()}
        return Seen(image_of(chart.plain), image_of(chart.light), places)

    def _stage(self, figure: Figure) -> Stage:
        from gui.figure.mesh import load_mesh
        from gui.figure.scene import Stage

        if figure not in self._stages:
            self._stages[figure] = Stage(figure, load_mesh(figure))
        return self._stages[figure]

    def _scene(self, shot: Shot) -> Scene:
        from gui.figure.move import load_move
        from gui.figure.scene import scene_of

        key = (shot.exercise_id, shot.side, shot.figure)
        if key not in self._scenes:
            self._scenes[key] = scene_of(
                self._stage(shot.figure),
                load_move(shot.exercise_id),
                now(self._catalog).get(shot.exercise_id),
                shot.side,
            )
            while len(self._scenes) > 24:
                self._scenes.popitem(last=False)
        self._scenes.move_to_end(key)
        return self._scenes[key]


def image_of(pixels: Any) -> QImage:  # noqa: ANN401 - an array, but numpy is not imported here
    """Turn an array (height, width, 4) of RGBA bytes into an image that owns its bytes."""
    high, wide, _ = pixels.shape
    kind = QImage.Format.Format_RGBA8888
    made = QImage(pixels.tobytes(), wide, high, 4 * wide, kind)
    # What is drawn often is kept as the screen wants it; converting also makes a copy.
    return made.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def path_of(lines: Any) -> QPainterPath:  # noqa: ANN401 - sequences of points, or arrays of them
    """Turn closed lines, each a sequence of x and y, into one path."""
    path = QPainterPath()
    for line in lines:
        path.addPolygon(QPolygonF([QPointF(float(x), float(y)) for x, y in line]))
        path.closeSubpath()
    return path


class _Painter(QObject):
    """Lives in the drawing thread."""

    drawn = Signal(object, object)

    def __init__(self, catalog: Catalog | Late[Catalog]) -> None:
        super().__init__()
        self._desk = _Desk(catalog)
        self.waiting: deque[Wish] = deque()
        self.lock = Lock()

    @Slot()
    def work(self) -> None:
        """Draw what has waited longest."""
        with self.lock:
            if not self.waiting:
                return
            wish = self.waiting.popleft()
        try:
            made: object = self._desk.draw(wish)
        except Exception as bug:  # noqa: BLE001 - handed over to the window, which reports it
            made = bug
        self.drawn.emit(wish, made)


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
    _called = Signal()

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
        self._thread = QThread()
        self._thread.setObjectName("evenside-figures")
        self._painter = _Painter(catalog)
        self._painter.moveToThread(self._thread)
        self._called.connect(self._painter.work, Qt.ConnectionType.QueuedConnection)
        self._painter.drawn.connect(self._on_drawn, Qt.ConnectionType.QueuedConnection)
        self._closed = False
        if not waits:
            self.begin()

    def begin(self) -> None:
        """Start drawing. Before, wishes only queue: the window's first picture is a baked one."""
        if not self._closed and not self._thread.isRunning():
            self._thread.start(QThread.Priority.LowPriority)

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
            with self._painter.lock:
                self._painter.waiting.append(wish)
            self._called.emit()
        return None

    def drop(self, wish: Wish) -> None:
        """Forget a wish that nobody waits for any more."""
        with self._painter.lock:
            if wish in self._painter.waiting:
                self._painter.waiting.remove(wish)
                self._asked.discard(wish)

    def _on_drawn(self, wish: Wish, made: object) -> None:
        self._asked.discard(wish)
        if not isinstance(made, QImage | Seen):
            # Told once: the same picture would fail again at every frame.
            self._broken.add(wish)
            self.crashed.emit(made)
            self.failed.emit(wish)
            return
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
        self._painter.drawn.disconnect(self._on_drawn)
        with self._painter.lock:
            self._painter.waiting.clear()
        self._thread.quit()
        self._thread.wait()
        self._asked.clear()


def _bytes(made: Made) -> int:
    return made.size_in_bytes if isinstance(made, Seen) else made.sizeInBytes()
