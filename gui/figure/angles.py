"""Which joint angles make a pose, how far do they go, and what is it on the other side?"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ROOT = ("x", "y", "z", "yaw", "pitch", "roll")
"""Place of the pelvis from where it is when standing, in metres, and its turn in degrees."""
TRUNK = (
    "spine_flex",
    "spine_side",
    "spine_twist",
    "lumbar_flex",
    "chest_flex",
    "neck_flex",
    "neck_side",
    "neck_twist",
)
LEG = (
    "hip_flex",
    "hip_abd",
    "hip_rot",
    "knee_flex",
    "knee_rot",
    "ankle_dorsi",
    "ankle_ev",
    "foot_out",
    "toe_ext",
)
ARM = (
    "scap_elev",
    "scap_protract",
    "shoulder_flex",
    "shoulder_abd",
    "shoulder_rot",
    "elbow_flex",
    "forearm_pron",
    "wrist_flex",
    "wrist_dev",
    "grip",
    "thumb",
)
SIDES = ("L", "R")
ANGLES = (*ROOT, *TRUNK, *(f"{name}.{side}" for side in SIDES for name in (*LEG, *ARM)))
INDEX = {name: column for column, name in enumerate(ANGLES)}

LIMITS: dict[str, tuple[float, float]] = {
    "spine_flex": (-60, 80),
    "spine_side": (-45, 45),
    "spine_twist": (-50, 50),
    "lumbar_flex": (-30, 40),
    "chest_flex": (-25, 40),
    "neck_flex": (-60, 55),
    "neck_side": (-45, 45),
    "neck_twist": (-75, 75),
    "hip_flex": (-30, 130),
    "hip_abd": (-35, 60),
    "hip_rot": (-45, 50),
    "knee_flex": (-2, 155),
    "knee_rot": (-15, 15),
    "ankle_dorsi": (-55, 38),
    "ankle_ev": (-25, 20),
    "foot_out": (-15, 20),
    "toe_ext": (-30, 75),
    "scap_elev": (-8, 25),
    "scap_protract": (-25, 30),
    "shoulder_flex": (-65, 182),
    "shoulder_abd": (-40, 182),
    "shoulder_rot": (-95, 100),
    "elbow_flex": (-2, 150),
    "forearm_pron": (-90, 95),
    "wrist_flex": (-90, 85),
    "wrist_dev": (-30, 30),
    "grip": (0, 95),
    "thumb": (-10, 50),
}
"""Passive ranges of healthy adults, degrees, rounded outwards (AAOS, 1965; Boone & Azen, 1979)."""

_TURNS_ROUND = ("x", "yaw", "roll", "spine_side", "spine_twist", "neck_side", "neck_twist")


def _mirror_plan() -> tuple[NDArray[np.intp], Floats]:
    """Give for every column the column to take and the sign to give it."""
    take, sign = [], []
    for name in ANGLES:
        base, _, side = name.partition(".")
        other = f"{base}.{'R' if side == 'L' else 'L'}" if side else name
        take.append(INDEX[other])
        sign.append(-1.0 if name in _TURNS_ROUND else 1.0)
    return np.array(take), np.array(sign)


_TAKE, _SIGN = _mirror_plan()


def pose(angles: Mapping[str, float]) -> Floats:
    """Make a pose of named angles; what is not named is zero: standing, arms hanging, palms in.

    Degrees with anatomical signs, the same number on both sides being the same movement: flexion,
    abduction, outward rotation, pronation and upward are positive; the trunk's `flex` bends
    forward, `side` to the figure's left and `twist` turns to its left. Root place in metres.

    Raises:
        KeyError: There is no angle of that name.

    """
    made = np.zeros(len(ANGLES))
    for name, value in angles.items():
        made[INDEX[name]] = value
    return made


def mirrored(poses: Floats) -> Floats:
    """Give the same poses done on the other side; shape (..., angles) in and out."""
    return poses[..., _TAKE] * _SIGN


def limits() -> tuple[Floats, Floats]:
    """Give the lowest and the highest value of every angle; the root is not limited."""
    low = np.full(len(ANGLES), -np.inf)
    high = np.full(len(ANGLES), np.inf)
    for name, column in INDEX.items():
        ends = LIMITS.get(name.partition(".")[0])
        if ends is not None:
            low[column], high[column] = ends
    return low, high
