"""Which look does a place have on the map, after what was measured and what was said?"""

from __future__ import annotations

from core.curve import Standing
from core.places import PlaceState
from core.routine import Feeling
from gui.body.looks import Look

_MEASURED = {
    Standing.NO_DATA: Look.PLAIN,
    Standing.TOO_FEW: Look.MAYBE,
    Standing.NOISE: Look.EVEN,
    Standing.REAL: Look.STRONGER,
}
_SAID = {Feeling.TIGHT: Look.TIGHT, Feeling.WEAK: Look.WEAK}


def measured_look(state: PlaceState) -> Look:
    """Give the look of what was measured."""
    return Look.WEAKER if state.weaker_here else _MEASURED[state.standing]


def said_look(feeling: Feeling | None, *, hurts: bool) -> Look | None:
    """Give the look of what the person just said, or None when that was nothing."""
    return Look.PAINFUL if hurts else _SAID.get(feeling or Feeling.NEITHER)
