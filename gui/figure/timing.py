"""At which moment is a figure where, and from where is it seen? Known without drawing anything."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.sides import Side

MOVES = Path(__file__).resolve().parents[2] / "resources" / "figure" / "moves"
BREATH_S = 4.0
"""A calm breath, in and out."""


@dataclass(frozen=True, slots=True)
class Look:
    """From where a figure that works on its left is seen, in degrees.

    Azimuth 0 is from the front, 90 from the figure's left; elevation is from above.
    """

    azimuth: float
    elevation: float

    def mirrored(self) -> Look:
        """Give the same look at a figure that works on its right."""
        return Look(-self.azimuth, self.elevation)


@dataclass(frozen=True, slots=True)
class Tempo:
    """How long the parts of one repetition last, in seconds."""

    out: float
    hold: float
    back: float
    rest: float
    breathes: bool
    """The chest rises and falls: a stretch that is held."""

    @property
    def total(self) -> float:
        """Seconds of one whole repetition."""
        return self.out + self.hold + self.back + self.rest

    def share(self, seconds: float) -> float:
        """Give how far along the way the body is at a moment, 0 at the start and 1 at the end."""
        at = seconds % self.total
        if at < self.rest / 2:
            return 0.0
        at -= self.rest / 2
        if at < self.out:
            return _eased(at / self.out)
        at -= self.out
        if at < self.hold:
            return 1.0
        at -= self.hold
        return _eased(1.0 - at / self.back) if at < self.back else 0.0

    def moment(self, share: float) -> float:
        """Give the first moment at which the body is this far along the way, in seconds."""
        low, high = 0.0, 1.0
        for _ in range(20):
            middle = (low + high) / 2.0
            low, high = (middle, high) if _eased(middle) < share else (low, middle)
        return self.rest / 2.0 + high * self.out

    def breath(self, seconds: float) -> float:
        """Give how full the lungs are, 0 to 1."""
        if not self.breathes:
            return 0.0
        return 0.5 - 0.5 * math.cos(2.0 * math.pi * seconds / BREATH_S)


def _eased(share: float) -> float:
    """Start and stop gently, as limbs do: the minimum-jerk curve (Flash & Hogan, 1985)."""
    share = min(1.0, max(0.0, share))
    return share**3 * (10.0 - 15.0 * share + 6.0 * share**2)


@dataclass(frozen=True, slots=True)
class Timing:
    """What a window has to know of a movement before it is drawn."""

    first: Look
    second: Look | None
    tempo: Tempo

    @property
    def has_other(self) -> bool:
        """True when there is a second view."""
        return self.second is not None

    def look(self, side: Side | None, *, other: bool) -> tuple[float, float]:
        """Give azimuth and elevation of a view, for the side that works."""
        look = self.second if other and self.second else self.first
        look = look.mirrored() if side is Side.RIGHT else look
        return look.azimuth, look.elevation


@cache
def timing_of(exercise_id: str, folder: Path = MOVES) -> Timing | None:
    """Read the timing of a movement; None when there is no picture of this exercise."""
    path = folder / f"{exercise_id}.json"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    other = data["other_camera"]
    return Timing(Look(**data["camera"]), Look(**other) if other else None, Tempo(**data["tempo"]))
