"""How are figures drawn in a thread of their own? Without anything of Qt's (gui/beside.py)."""

from __future__ import annotations

from collections import OrderedDict, deque
from threading import Lock
from typing import TYPE_CHECKING, Any

from core.late import Late, now

if TYPE_CHECKING:
    from core.body import Side
    from core.catalog import Catalog
    from gui.figure.drawn import Drawn, Pixels, View
    from gui.figure.person import Figure
    from gui.figure.scene import Scene, Stage
    from gui.figure.sight import Sight
    from gui.figure.wishes import Shot, Wish


class Desk:
    """Everything the drawing thread needs; all but what waits is touched by that thread only."""

    def __init__(self, catalog: Catalog | Late[Catalog]) -> None:
        self._catalog = catalog
        self._waiting: deque[Wish] = deque()
        self._lock = Lock()
        self._stages: dict[Figure, Stage] = {}
        self._scenes: OrderedDict[tuple[str, Side, Figure], Scene] = OrderedDict()

    def wait(self, wish: Wish) -> None:
        """Let a wish wait for its turn."""
        with self._lock:
            self._waiting.append(wish)

    def drop(self, wish: Wish) -> bool:
        """Take a wish back; False when it is not waiting any more."""
        with self._lock:
            if wish not in self._waiting:
                return False
            self._waiting.remove(wish)
            return True

    def clear(self) -> None:
        """Take all wishes back."""
        with self._lock:
            self._waiting.clear()

    def work(self) -> tuple[Wish, Drawn | Exception] | None:
        """Draw what has waited longest; None when nothing waits."""
        with self._lock:
            if not self._waiting:
                return None
            wish = self._waiting.popleft()
        try:
            return wish, self.draw(wish)
        except Exception as bug:  # noqa: BLE001 - handed over to the window, which reports it
            return wish, bug

    def draw(self, wish: Wish) -> Drawn:
        """Draw a wish. numpy and the mesh are read at the first one, not at the app's start."""
        from gui.figure.wishes import Shot

        return self._shot(wish) if isinstance(wish, Shot) else self._sight(wish)

    def _shot(self, shot: Shot) -> Pixels:
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
        return pixels_of(pixels)

    def _sight(self, sight: Sight) -> View:
        from gui.figure.chart import draw_chart
        from gui.figure.drawn import View
        from gui.figure.palette import DARK, LIGHT

        chart = draw_chart(
            self._stage(sight.figure),
            sight.azimuth,
            sight.elevation,
            (sight.width, sight.height),
            DARK if sight.theme == "dark" else LIGHT,
            fine=sight.fine,
        )
        return View(pixels_of(chart.plain), pixels_of(chart.light), chart.places)

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


def pixels_of(picture: Any) -> Pixels:  # noqa: ANN401 - an array, but numpy is not imported here
    """Take the bytes of an array (height, width, 4)."""
    from gui.figure.drawn import Pixels

    high, wide, _ = picture.shape
    return Pixels(picture.tobytes(), wide, high)
