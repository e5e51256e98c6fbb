"""What is left and right, and how is a place of one side named?

Apart from `core.body`, which reads a file, so that a window can be up before anything is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Side(Enum):
    """The person's own side, never the screen's."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Side:
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class View(Enum):
    """From where a region can be seen on the map."""

    FRONT = "front"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Spot:
    """A region of one side: what a person clicks."""

    region: str
    side: Side
