"""Which points of the body can rest on something, hold something or be looked at?"""

from __future__ import annotations

from dataclasses import dataclass

Vector = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A point in a bone's frame of the zero pose (x the figure's left, y up, z forward), metres.

    It starts at the bone's head, plus `share` of the way to the bone `toward`, plus `offset`; with
    `skin` it then goes out in that direction to the skin of the bone (and of the bones in `also`).
    """

    bone: str
    offset: Vector = (0.0, 0.0, 0.0)
    toward: str = ""
    share: float = 0.0
    skin: Vector | None = None
    also: tuple[str, ...] = ()


def _leg(low: str, out: float) -> dict[str, Spot]:
    thigh, calf, foot, ball = (f"{b}_{low}" for b in ("thigh", "calf", "foot", "ball"))
    shod = (ball,)
    return {
        "ankle": Spot(foot),
        "heel": Spot(foot, (0.0, 0.0, -0.035), skin=(0, -1, 0)),
        "heelback": Spot(foot, (0.0, -0.05, 0.0), skin=(0, 0, -1)),
        "ball": Spot(foot, toward=ball, share=0.95, skin=(0, -1, 0), also=shod),
        "footedge": Spot(foot, (0.0, -0.05, 0.06), skin=(out, 0, 0), also=shod),
        "footinside": Spot(foot, (0.0, -0.04, 0.06), skin=(-out, 0, 0), also=shod),
        "instep": Spot(foot, (0.0, 0.0, 0.07), skin=(0, 1, 0), also=shod),
        "toe": Spot(ball, (0.0, 0.0, 0.045), skin=(0, -1, 0)),
        "toetop": Spot(ball, (0.0, 0.0, 0.03), skin=(0, 1, 0)),
        "toetip": Spot(ball, skin=(0, 0, 1)),
        "knee": Spot(calf, (0.0, -0.02, 0.0), skin=(0, 0, 1), also=(thigh,)),
        "kneejoint": Spot(calf),
        "kneeback": Spot(calf, skin=(0, 0, -1), also=(thigh,)),
        "kneeout": Spot(calf, skin=(out, 0, 0), also=(thigh,)),
        "kneein": Spot(calf, skin=(-out, 0, 0), also=(thigh,)),
        "shin": Spot(calf, toward=foot, share=0.5, skin=(0, 0, 1)),
        "calf": Spot(calf, toward=foot, share=0.3, skin=(0, 0, -1)),
        "shank_in": Spot(calf, toward=foot, share=0.85, skin=(-out, 0, 0)),
        "shank_out": Spot(calf, toward=foot, share=0.85, skin=(out, 0, 0)),
        "thigh": Spot(thigh, toward=calf, share=0.5, skin=(0, 0, 1)),
        "thighback": Spot(thigh, toward=calf, share=0.5, skin=(0, 0, -1)),
        "thighout": Spot(thigh, toward=calf, share=0.5, skin=(out, 0, 0)),
        "hip": Spot(thigh),
        "hipside": Spot(thigh, (0.0, -0.03, 0.0), skin=(out, 0, 0), also=("pelvis",)),
        "seat": Spot(thigh, (0.0, -0.06, -0.03), skin=(0, -0.6, -1), also=("pelvis",)),
        "sit": Spot(thigh, (0.0, -0.02, -0.02), skin=(0, 0, -1), also=("pelvis",)),
    }


def _arm(low: str, out: float) -> dict[str, Spot]:
    upper, lower, hand = (f"{b}_{low}" for b in ("upperarm", "lowerarm", "hand"))
    knuckle = f"middle_01_{low}"
    return {
        "shoulder": Spot(upper),
        "shoulderside": Spot(upper, (0.0, -0.03, 0.0), skin=(out, 0, 0), also=(f"clavicle_{low}",)),
        "shoulderback": Spot(upper, skin=(0, 0, -1), also=(f"clavicle_{low}", "spine_03")),
        "upperarmback": Spot(upper, toward=lower, share=0.6, skin=(0, 0, -1)),
        "upperarm_in": Spot(upper, toward=lower, share=0.6, skin=(-out, 0, 0)),
        "elbowjoint": Spot(lower),
        "elbow": Spot(lower, (0.0, -0.005, 0.0), skin=(0, 0, -1), also=(upper,)),
        "forearm": Spot(lower, toward=hand, share=0.5, skin=(0, 0, -1)),
        "forearm_palm": Spot(lower, toward=hand, share=0.5, skin=(-out, 0, 0)),
        "wrist": Spot(hand),
        "palm": Spot(hand, toward=knuckle, share=0.7, skin=(-out, 0, 0)),
        "handback": Spot(hand, toward=knuckle, share=0.7, skin=(out, 0, 0)),
        "handheel": Spot(hand, toward=knuckle, share=0.25, skin=(-out, 0, 0)),
        "handedge": Spot(hand, toward=knuckle, share=0.6, skin=(0, 0, -1)),
        "knuckle": Spot(hand, toward=knuckle, share=1.0),
        "grip": Spot(hand, (-out * 0.035, 0.0, 0.0), toward=knuckle, share=0.95),
        "fingers": Spot(hand, (-out * 0.018, 0.0, 0.0), toward=knuckle, share=1.6),
        "fingertip": Spot(hand, (-out * 0.012, 0.0, 0.0), toward=knuckle, share=2.0),
    }


def _all() -> dict[str, Spot]:
    made = {
        "hips": Spot("pelvis"),
        "sacrum": Spot("pelvis", (0.0, 0.03, 0.0), skin=(0, 0, -1), also=("spine_01",)),
        "belly": Spot("spine_01", (0.0, 0.03, 0.0), skin=(0, 0, 1), also=("spine_02", "pelvis")),
        "pubis": Spot("pelvis", (0.0, -0.02, 0.0), skin=(0, 0, 1), also=("thigh_l", "thigh_r")),
        "lowback": Spot("spine_01", (0.0, 0.05, 0.0), skin=(0, 0, -1), also=("spine_02",)),
        "upperback": Spot("spine_03", (0.0, 0.10, 0.0), skin=(0, 0, -1), also=("spine_02",)),
        "chest": Spot("spine_03", (0.0, 0.08, 0.0), skin=(0, 0, 1), also=("spine_02",)),
        "headback": Spot("head", (0.0, 0.09, 0.0), skin=(0, 0, -1)),
        "forehead": Spot("head", (0.0, 0.13, 0.0), skin=(0, 0, 1)),
        "temple.L": Spot("head", (0.0, 0.10, 0.0), skin=(1, 0, 0)),
        "temple.R": Spot("head", (0.0, 0.10, 0.0), skin=(-1, 0, 0)),
        "head": Spot("head", (0.0, 0.10, 0.02)),
        "neck": Spot("neck_01"),
    }
    for low, out in (("l", 1.0), ("r", -1.0)):
        for name, spot in {**_leg(low, out), **_arm(low, out)}.items():
            made[f"{name}.{low.upper()}"] = spot
    return made


SPOTS = _all()

DIRECTIONS: dict[str, tuple[str, Vector]] = {
    "pelvis.up": ("pelvis", (0, 1, 0)),
    "pelvis.front": ("pelvis", (0, 0, 1)),
    "pelvis.left": ("pelvis", (1, 0, 0)),
    "chest.up": ("spine_03", (0, 1, 0)),
    "chest.front": ("spine_03", (0, 0, 1)),
    "chest.left": ("spine_03", (1, 0, 0)),
    "head.up": ("head", (0, 1, 0)),
    "head.face": ("head", (0, 0, 1)),
    **{
        f"{name}.{low.upper()}": (f"{bone}_{low}", axis)
        for low, out in (("l", 1.0), ("r", -1.0))
        for name, bone, axis in (
            ("palm", "hand", (-out, 0.0, 0.0)),
            ("fingers", "hand", (0.0, -1.0, 0.0)),
            ("thumb", "hand", (0.0, 0.0, 1.0)),
            ("forearm", "lowerarm", (0.0, -1.0, 0.0)),
            ("upperarm", "upperarm", (0.0, -1.0, 0.0)),
            ("thigh", "thigh", (0.0, -1.0, 0.0)),
            ("kneecap", "thigh", (0.0, 0.0, 1.0)),
            ("shank", "calf", (0.0, -1.0, 0.0)),
            ("sole", "foot", (0.0, -1.0, 0.0)),
            ("toes", "foot", (0.0, 0.0, 1.0)),
        )
    },
}
"""Directions that are fixed to a bone, as they point in the zero pose."""
