"""What does the drawing thread give? Bytes and lines, nothing of Qt's (gui/beside.py)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from core.sides import Side


@dataclass(frozen=True, slots=True, eq=False)
class Pixels:
    """A picture: RGBA bytes, row by row from the top."""

    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """The standing body of the map from one direction."""

    plain: Pixels
    light: Pixels
    places: Mapping[tuple[str, Side], Any]
    """Region id and side -> closed lines (n, 2) round what can be seen of it, in pixels."""


Drawn = Pixels | View
