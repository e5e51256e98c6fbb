"""Which view of the body is shown in one half of the map, and what is where in it?"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainterPath

from core.sides import Spot, View
from gui.body.looks import transform_to
from gui.body.stills import Front, load_front, load_still
from gui.figure.made import Seen
from gui.figure.sight import Sight

if TYPE_CHECKING:
    from gui.figure.studio import Studio
    from gui.figure.wishes import Wish

SHAPE = 0.62
"""Width of a view for a height of one, as it was baked and is drawn."""
REACH = 10.0
"""Pixels around a place that still choose it, where no other place is nearer."""
_SMALL = 800.0
"""A place with fewer square pixels than this is hard to hit."""
_EDGE = 3.0
"""Pixels that such a place takes of its neighbours."""
LOWEST, HIGHEST = -25.0, 60.0
AHEAD = {View.FRONT: 0.0, View.BACK: 180.0}
ASIDE = {View.FRONT: 90.0, View.BACK: -90.0}
"""Where the two halves look from when the sides are shown: the left one at the person's left."""


class Pane:
    """One half of the map: front or back, or a side; it can be turned."""

    def __init__(self, studio: Studio, view: View) -> None:
        self._studio = studio
        self.view = view
        self.box = QRectF(0, 0, 62, 100)
        self.theme = "light"
        self.ratio = 1.0
        self.azimuth = AHEAD[view]
        self.elevation = 0.0
        self.aside = False
        self.dragged = False
        self.coloured = False
        """True when a place has a look of its own, which the very first picture can't show."""
        self._seen: Seen | None = None
        self._wanted: Sight | None = None
        self._measured: Seen | Front | None = None
        self._areas: dict[Spot, float] = {}
        """How large the places of the measured view are, in its own square pixels."""
        self._centred: Seen | Front | None = None
        self._centres: dict[Spot, QPointF] = {}
        """Points well inside the places of the centred view, in its own pixels."""

    # -- where it looks from ----------------------------------------------------------------------

    @property
    def home(self) -> float:
        """The azimuth it returns to."""
        return (ASIDE if self.aside else AHEAD)[self.view]

    @property
    def turned(self) -> bool:
        """True when it does not look from where it belongs."""
        return (self.azimuth, self.elevation) != (self.home, 0.0)

    def turn(self, around: float, up: float) -> None:
        """Turn the body by degrees."""
        self.azimuth = (self.azimuth + around + 180.0) % 360.0 - 180.0
        self.elevation = min(HIGHEST, max(LOWEST, self.elevation + up))
        self.refresh()

    def go_home(self, *, aside: bool | None = None) -> None:
        """Return to the front or the back, or to the sides."""
        self.aside = self.aside if aside is None else aside
        self.azimuth, self.elevation = self.home, 0.0
        self.refresh()

    # -- pictures ---------------------------------------------------------------------------------

    def place(self, area: QRectF, ratio: float) -> None:
        """Fit the view into an area of the widget."""
        height = min(area.height(), area.width() / SHAPE)
        width = SHAPE * height
        self.ratio = ratio
        self.box = QRectF(
            area.center().x() - width / 2, area.center().y() - height / 2, width, height
        )
        self.refresh()

    def wear(self, theme: str) -> None:
        """Take another theme."""
        self.theme = theme
        self._seen = None
        self.refresh()

    def change_figure(self) -> None:
        """Take the other body."""
        self._seen = None
        self.refresh()

    @property
    def settled(self) -> bool:
        """True when what is shown is what belongs here."""
        return self._wanted is None

    def refresh(self) -> None:
        """Ask for the picture that belongs here; until it comes, show the last or the baked one."""
        # In the hand it is drawn with half the pixels each way: it follows, and is sharp at rest.
        scale = self.ratio * (0.5 if self.dragged else 1.0)
        sight = Sight(
            figure=self._studio.figure,
            theme=self.theme,
            width=max(31, round(self.box.width() * scale)),
            height=max(50, round(self.box.height() * scale)),
            azimuth=self.azimuth,
            elevation=self.elevation,
            fine=not self.dragged,
        ).rounded()
        if sight == self._wanted or (self.dragged and self._wanted is not None):
            return  # while it is dragged, one view after the other is drawn and shown
        if self._wanted is not None:
            self._studio.drop(self._wanted)
        found = self._studio.sight(sight)
        self._wanted = sight if found is None else None
        if found is not None:
            self._seen = found
        elif not self.turned and not self.aside:
            self._seen = None

    def take(self, wish: Wish) -> bool:
        """Take a picture that was drawn; True when it belongs here."""
        if wish != self._wanted or self._wanted is None:
            return False
        self._seen = self._studio.sight(self._wanted) or self._seen
        self._wanted = None
        if self.dragged:
            self.refresh()
        return True

    @property
    def seen(self) -> Seen | Front:
        """The view on show."""
        if self._seen is not None:
            return self._seen
        load = load_still if self.coloured else load_front
        return load(self._studio.figure, self.view, self.theme)

    # -- places -----------------------------------------------------------------------------------

    def shape(self, spot: Spot) -> QPainterPath | None:
        """Give what can be seen of a place, in the widget's coordinates."""
        path = self.seen.places.get(spot)
        return transform_to(self.seen, self.box).map(path) if path is not None else None

    def spot_at(self, point: QPointF) -> Spot | None:
        """Give the place at a point of the widget; small places have a wider target."""
        if not self.box.contains(point):
            return None
        transform = transform_to(self.seen, self.box)
        inside, _ = transform.inverted()
        here = inside.map(point)
        places = self.seen.places
        # A small place takes a little of its large neighbours: the target grows, not the drawing.
        seen, scale = self.seen, transform.m11() ** 2
        if self._measured is not seen:
            self._measured, self._areas = seen, {}
        ring = _square(here, _EDGE / transform.m11() + 1e-6)
        near = [spot for spot, path in places.items() if path.boundingRect().intersects(ring)]
        small = [spot for spot in near if self._area_of(spot) * scale < _SMALL]
        for edge in (0.0, _EDGE / transform.m11()):
            for spot in small:
                if places[spot].intersects(_square(here, edge + 1e-6)):
                    return spot
        for spot, path in places.items():
            if path.contains(here):
                return spot
        for reach in (2.0, 4.0, 6.0, 8.0, REACH):
            ring = _square(here, reach / transform.m11())
            for spot, path in places.items():
                if path.intersects(ring):
                    return spot
        return None

    def _area_of(self, spot: Spot) -> float:
        """Give the size of a place of the measured view, in its own square pixels."""
        if spot not in self._areas:
            self._areas[spot] = _area(self.seen.places[spot])
        return self._areas[spot]

    def target_size(self, spot: Spot) -> QSizeF:
        """Give the size of what can be clicked for a place, in pixels; nothing when unseen."""
        path = self.seen.places.get(spot)
        if path is None:
            return QSizeF(0, 0)
        drawn = transform_to(self.seen, self.box).mapRect(path.boundingRect())
        return QSizeF(drawn.width() + 2 * REACH, drawn.height() + 2 * REACH)

    def centre_of(self, spot: Spot) -> QPointF | None:
        """Give a point well inside what can be seen of a place."""
        seen = self.seen
        path = seen.places.get(spot)
        if path is None:
            return None
        if self._centred is not seen:
            self._centred, self._centres = seen, {}
        if spot not in self._centres:
            self._centres[spot] = _deep_inside(path, seen.plain.height() / self.box.height())
        return transform_to(seen, self.box).map(self._centres[spot])


def _deep_inside(path: QPainterPath, unit: float) -> QPointF:
    """Give a point near the middle with as much of the path around it as there is.

    Args:
        path: Closed lines.
        unit: How many of the path's pixels a pixel of the widget is.

    """
    rect = path.boundingRect()
    middle = rect.center()
    points = [
        QPointF(rect.x() + rect.width() * i / 20, rect.y() + rect.height() * j / 20)
        for i in range(1, 20)
        for j in range(1, 20)
    ]
    points.sort(key=lambda p: abs(p.x() - middle.x()) + abs(p.y() - middle.y()))
    for room in _ROOMS[:2]:  # most places have much room near their middle
        for point in points[:60]:
            if path.contains(_square(point, room * unit)):
                return point
    deep = points
    for room in reversed(_ROOMS):
        left = [p for p in deep if path.contains(_square(p, room * unit))]
        if not left:
            break
        deep = left
    return deep[0]


_ROOMS = (14.0, 10.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0)
"""Pixels around a point, from generous to none."""


def _area(path: QPainterPath) -> float:
    """Give the area inside a path (the shoelace formula), in its own units."""
    total = 0.0
    for polygon in path.toSubpathPolygons():
        ends = [polygon.at(k) for k in range(polygon.size())]
        total += abs(sum(a.x() * b.y() - b.x() * a.y() for a, b in pairwise(ends))) / 2.0
    return total


def _square(middle: QPointF, reach: float) -> QRectF:
    return QRectF(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach)
