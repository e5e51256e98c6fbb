"""Which colour does each material of the picture have, by day and by night?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

MUSCLES = ("primary", "secondary", "stretched", "stretched_secondary")
"""Materials that mark muscles: they keep their light and have a soft hem."""

CORDS = ("cable", "band")
"""What is thin and must be seen from end to end."""
METALS = ("metal", "machine")
"""Materials with a narrow highlight."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme, as "#rrggbb".

    Worked muscles are warm, stretched ones violet; a main muscle also differs from a helping one
    in lightness, so all four stay apart for people who see few colours (tests simulate them).
    """

    skin: str
    hair: str
    shorts: str
    top: str
    shoe: str
    sole: str
    eye: str
    iris: str
    brow: str
    lips: str
    line: str
    shadow: str
    primary: str
    secondary: str
    stretched: str
    stretched_secondary: str
    metal: str
    weight: str
    band: str
    cable: str
    wood: str
    pad: str
    wall: str
    mat: str
    towel: str
    machine: str
    ground: str | None = None
    """What is behind everything; None leaves it transparent."""
    shade: float = 0.30
    """How dark the side away from the light gets, 0 to 1."""
    shine: float = 0.16
    """How bright the side towards the light gets, 0 to 1."""
    rim: float = -0.10
    """What happens where the surface turns away: darker (negative) or a rim of light (positive)."""
    floor: float = 0.26
    """How dark the shadow on the floor gets, 0 to 1."""

    def colour(self, material: str) -> npt.NDArray[np.float32]:
        """Give a material's colour as (3,) between 0 and 1.

        Raises ValueError when there is no such material.
        """
        value = getattr(self, material, None)
        if not isinstance(value, str):
            raise ValueError(f"no material is called “{material}”")
        parts = [int(value[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        return np.array(parts, np.float32)


LIGHT = Palette(
    skin="#ecd6c6",
    hair="#6b5648",
    shorts="#5d6f86",
    top="#9fb1c3",
    shoe="#46566b",
    sole="#f1ede6",
    eye="#efe7de",
    iris="#4a3d35",
    brow="#77604f",
    lips="#cf9686",
    line="#3a3d49",
    shadow="#3f3a44",
    primary="#e4572e",
    secondary="#f4b860",
    stretched="#5a55c4",
    stretched_secondary="#a9aae8",
    metal="#b4bcc6",
    weight="#4d5869",
    band="#1f9a8a",
    cable="#59626f",
    wood="#d0b58f",
    pad="#66788c",
    wall="#e5dfd6",
    mat="#bcd9d2",
    towel="#f3efe8",
    machine="#c3cad2",
)
DARK = Palette(
    skin="#cbb09e",
    hair="#4b3b31",
    shorts="#4b5d76",
    top="#7f93a8",
    shoe="#5b6c82",
    sole="#cfcac2",
    eye="#b9b0a6",
    iris="#231c18",
    brow="#5a473a",
    lips="#ab7365",
    line="#0b0e12",
    shadow="#000000",
    primary="#ff6a3d",
    secondary="#fbcf85",
    stretched="#7f7cf2",
    stretched_secondary="#b9bbf3",
    metal="#98a3b0",
    weight="#566376",
    band="#35b8a6",
    cable="#8792a0",
    wood="#947a57",
    pad="#546478",
    wall="#3a434d",
    mat="#33605a",
    towel="#b9b4ac",
    machine="#7d8894",
    shade=0.36,
    shine=0.12,
    rim=0.14,
    floor=0.5,
)
