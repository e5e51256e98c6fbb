"""What did somebody write down about an exercise's picture?"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from gui.figure.angles import ANGLES, INDEX, SIDES, Floats
from gui.figure.spots import DIRECTIONS, SPOTS

POSES = Path(__file__).resolve().parent / "poses"
PAIRED = {name.partition(".")[0] for name in ANGLES if "." in name}
FRAMES = 17


class PoseError(ValueError):
    """Something in a pose file can't be understood; the text says where and what to write."""


@dataclass(frozen=True)
class Pin:
    """A point that has to be somewhere, beside another point, or a direction to look in."""

    what: str
    kind: str
    """"to" a place, "on" another point, or "aim" in a direction."""
    target: tuple[float | None, ...]
    other: str = ""
    weight: float = 1.0

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two poses' pins the same pin."""
        return self.what, self.kind, self.other

    def between(self, later: Pin, share: float) -> Pin:
        """Give the pin on the way from this pose to the next."""
        target = tuple(
            None if a is None or b is None else a * (1.0 - share) + b * share
            for a, b in zip(self.target, later.target, strict=True)
        )
        weight = self.weight * (1.0 - share) + later.weight * share
        return Pin(self.what, self.kind, target, self.other, weight)


@dataclass(frozen=True)
class Authored:
    """One pose as written: the angles wished for, and the pins that must be met."""

    at: float
    angles: Floats
    pins: tuple[Pin, ...]
    balance: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """One file: everything about the picture of an exercise."""

    exercise_id: str
    camera: Mapping[str, float]
    other_camera: Mapping[str, float] | None
    tempo: Mapping[str, Any]
    props: tuple[Mapping[str, Any], ...]
    poses: tuple[Authored, ...]
    stay: tuple[str, ...]
    frames: int
    touching: tuple[frozenset[str], ...]
    """Pairs of limbs that may touch each other, such as a hand on a knee."""
    sinks: tuple[str, ...] = field(default=())


def _angles(table: Mapping[str, Any], before: Floats, where: str) -> Floats:
    made = before.copy()
    for name, value in table.items():
        if name == "pos":
            made[:3] = value
        elif name in PAIRED:
            sides = value if isinstance(value, Mapping) else dict.fromkeys(SIDES, value)
            for side, number in sides.items():
                made[INDEX[f"{name}.{side}"]] = float(number)
        elif name in INDEX:
            made[INDEX[name]] = float(value)
        else:
            raise PoseError(f"{where}: there is no angle “{name}”")
    return made


def _pin(table: Mapping[str, Any], where: str) -> Pin:
    weight = float(table.get("weight", 1.0))
    if "aim" in table:
        name = str(table["aim"])
        if name not in DIRECTIONS:
            raise PoseError(f"{where}: there is no direction “{name}”")
        way = np.array(table["dir"], float)
        return Pin(name, "aim", tuple(way / np.linalg.norm(way)), weight=weight)
    name = str(table.get("at", ""))
    if name not in SPOTS:
        raise PoseError(f"{where}: there is no point “{name}”")
    if "on" in table:
        other = str(table["on"])
        if other not in SPOTS:
            raise PoseError(f"{where}: there is no point “{other}”")
        return Pin(name, "on", _place(table.get("off", [0, 0, 0])), other, weight)
    if "to" not in table:
        raise PoseError(f"{where}: “{name}” needs `to`, `on` or `aim`")
    return Pin(name, "to", _place(table["to"]), weight=weight)


def _place(values: list[Any]) -> tuple[float | None, ...]:
    return tuple(None if value == "-" else float(value) for value in values)


def read_sheet(path: Path) -> Sheet:
    """Read a pose file.

    Raises:
        PoseError: A name or a value in it is not known.

    """
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    always = [_pin(p, f"{path.name}, always") for p in data.get("always", {}).get("pins", [])]
    steady = tuple(data.get("always", {}).get("balance", ()))
    angles = np.zeros(len(ANGLES))
    poses = []
    for number, table in enumerate(data["pose"]):
        where = f"{path.name}, pose {table.get('name', number)}"
        angles = _angles(table.get("angles", {}), angles, where)
        own = [_pin(p, where) for p in table.get("pins", [])]
        taken = {pin.key for pin in own}
        last = len(data["pose"]) - 1
        poses.append(
            Authored(
                at=float(table.get("at", number / max(last, 1))),
                angles=angles,
                pins=(*own, *(pin for pin in always if pin.key not in taken)),
                balance=tuple(table.get("balance", steady)),
            )
        )
    tempo = {"out": 1.6, "hold": 0.5, "back": 1.9, "rest": 0.5, "breathes": False}
    return Sheet(
        exercise_id=path.stem,
        camera=data["camera"],
        other_camera=data.get("other_camera"),
        tempo={**tempo, **data.get("tempo", {})},
        props=tuple(data.get("prop", [])),
        poses=tuple(poses),
        stay=tuple(data.get("always", {}).get("stay", ())),
        frames=int(data.get("frames", FRAMES)),
        touching=tuple(frozenset(pair) for pair in data.get("touching", [])),
    )
