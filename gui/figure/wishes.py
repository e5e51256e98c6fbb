"""Which pictures can be asked for?"""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.sides import Side
from gui.figure.person import Figure
from gui.figure.sight import Sight

_STEPS = 60
"""Moments of a way that differ: about one for every thirtieth of a second."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: who does what, at which moment, seen from where, how large."""

    exercise_id: str
    side: Side
    figure: Figure
    theme: str
    width: int
    height: int
    """Size in the screen's own pixels."""
    share: float = 0.0
    """How far along the way, 0 to 1."""
    breath: float = 0.0
    azimuth: float | None = None
    """Degrees; None for the exercise's own view."""
    elevation: float | None = None
    other: bool = False
    """The exercise's second view, where it has one."""
    fine: bool = True
    """Drawn larger and scaled down: smooth edges, for pictures that rest."""

    def rounded(self) -> Shot:
        """Give the same shot on the grid of what can be told apart, so that it is found again."""
        return replace(
            self,
            share=round(self.share * _STEPS) / _STEPS,
            breath=round(self.breath * 8) / 8,
            azimuth=None if self.azimuth is None else float(round(self.azimuth)),
            elevation=None if self.elevation is None else float(round(self.elevation)),
        )


Wish = Shot | Sight
