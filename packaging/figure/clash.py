"""Do limbs pass through the body? Each limb is a chain of balls fitted to the skin."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from gui.figure.angles import ANGLES, Floats
from gui.figure.skeleton import Bones, Skeleton

_CHAINS: dict[str, tuple[tuple[str, str, tuple[float, ...]], ...]] = {
    "head": (("head", "", (0.0,)),),
    "trunk": (("pelvis", "spine_02", (0.1, 0.6)), ("spine_02", "neck_01", (0.1, 0.55))),
    **{
        f"{limb}.{low.upper()}": parts
        for low in ("l", "r")
        for limb, parts in {
            "upperarm": ((f"upperarm_{low}", f"lowerarm_{low}", (0.35, 0.65, 0.95)),),
            "forearm": ((f"lowerarm_{low}", f"hand_{low}", (0.25, 0.55, 0.85)),),
            "hand": ((f"hand_{low}", f"middle_01_{low}", (0.4, 1.0)),),
            "thigh": ((f"thigh_{low}", f"calf_{low}", (0.25, 0.5, 0.75, 1.0)),),
            "shank": ((f"calf_{low}", f"foot_{low}", (0.2, 0.45, 0.7, 0.95)),),
            "foot": ((f"foot_{low}", f"ball_{low}", (0.1, 0.6, 1.1)),),
        }.items()
    },
}
_NEIGHBOURS = [
    ("upperarm", "forearm"),
    ("forearm", "hand"),
    ("thigh", "shank"),
    ("shank", "foot"),
]
GIVES = 0.012
"""Soft skin may be pressed in by this much, in metres."""


def _related(one: str, other: str) -> bool:
    """Tell whether two chains meet at a joint, so that their balls always overlap."""
    a, _, side_a = one.partition(".")
    b, _, side_b = other.partition(".")
    if one == other or {a, b} in ({"head", "trunk"}, {"trunk", "upperarm"}, {"trunk", "thigh"}):
        return True
    if {a, b} == {"thigh"} or ({a, b} == {"thigh", "foot"} and side_a == side_b):
        return {a, b} != {"thigh"} or side_a == side_b
    return side_a == side_b and any({a, b} == set(pair) for pair in _NEIGHBOURS)


@dataclass(frozen=True)
class Balls:
    """The balls of one figure."""

    skeleton: Skeleton

    @cached_property
    def _made(self) -> tuple[list[str], NDArray[np.intp], Floats, Floats]:
        skin = self.skeleton.zero_skin
        zero = self.skeleton.bones(np.zeros(len(ANGLES)))
        names, bones, offsets, radii = [], [], [], []
        for chain, parts in _CHAINS.items():
            for bone, toward, shares in parts:
                here = self.skeleton.bone(bone)
                start = zero.places[0, here]
                if not toward:
                    start = start + np.array([0.0, 0.09, 0.02])
                    end = start
                else:
                    end = zero.places[0, self.skeleton.bone(toward)]
                mine = self.skeleton.membership(bone, *(_also(bone))) > 0.5
                for share in shares:
                    centre = start + share * (end - start)
                    if chain == "trunk":
                        centre = centre + np.array([0.0, 0.0, 0.01])
                    gaps = np.linalg.norm(skin[mine] - centre, axis=1)
                    names.append(chain)
                    bones.append(here)
                    offsets.append(centre - zero.places[0, here])
                    radii.append(float(np.sort(gaps)[: max(8, len(gaps) // 40)].mean()))
        return names, np.array(bones), np.array(offsets), np.array(radii)

    @cached_property
    def pairs(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Numbers of the balls to compare."""
        names = self._made[0]
        found = [
            (i, j)
            for i in range(len(names))
            for j in range(i + 1, len(names))
            if not _related(names[i], names[j])
        ]
        return np.array([i for i, _ in found]), np.array([j for _, j in found])

    def overlaps(self, bones: Bones, touching: tuple[frozenset[str], ...]) -> Floats:
        """Give how deep each pair of balls is in one another beyond what skin gives, (n, pairs) m.

        Pairs of limbs in `touching` are left out.
        """
        names, which, offsets, radii = self._made
        centres = bones.places[:, which] + (bones.turns[:, which] @ offsets[:, :, None])[..., 0]
        one, other = self.pairs
        gap = np.linalg.norm(centres[:, one] - centres[:, other], axis=-1)
        deep = np.maximum(radii[one] + radii[other] - GIVES - gap, 0.0)
        if touching:
            free = [
                frozenset((names[i], names[j])) in touching for i, j in zip(one, other, strict=True)
            ]
            deep[:, free] = 0.0
        return np.asarray(deep)

    def worst(self, bones: Bones, touching: tuple[frozenset[str], ...]) -> tuple[float, str]:
        """Give the deepest overlap of the first pose and whose it is."""
        deep = self.overlaps(bones, touching)[0]
        at = int(deep.argmax())
        names = self._made[0]
        one, other = self.pairs
        return float(deep[at]), f"{names[one[at]]} and {names[other[at]]}"


def _also(bone: str) -> tuple[str, ...]:
    """Give bones whose skin also belongs to a chain: fingers to the hand, clothes to the trunk."""
    if bone.startswith("foot"):
        return (f"ball_{bone[-1]}",)
    if bone in ("pelvis", "spine_02"):
        return ("spine_01", "spine_03", "pelvis", "spine_02")
    return ()
