"""Which view of the map's body can be asked for? The first picture needs this, no shot."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gui.figure.person import Figure


@dataclass(frozen=True, slots=True)
class Sight:
    """One view of the standing body of the map."""

    figure: Figure
    theme: str
    width: int
    height: int
    azimuth: float
    elevation: float = 0.0
    fine: bool = True

    def rounded(self) -> Sight:
        """Give the same view in whole degrees."""
        return replace(
            self, azimuth=float(round(self.azimuth)), elevation=float(round(self.elevation))
        )
