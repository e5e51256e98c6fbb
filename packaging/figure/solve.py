"""Which joint angles meet the contacts of a pose and stay near what was written?

    python packaging/figure/solve.py bird_dog [more ids]     (all without an id)

Reads packaging/figure/poses/<id>.toml and writes resources/figure/moves/<id>.json, for both
figures. Needs scipy; the app does not.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import least_squares

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

from authored import POSES, Authored, Pin, Sheet, read_sheet  # noqa: E402
from clash import Balls  # noqa: E402

from gui.figure.angles import ANGLES, INDEX, Floats, limits  # noqa: E402
from gui.figure.blocks import Block, blocks  # noqa: E402
from gui.figure.mesh import load_mesh  # noqa: E402
from gui.figure.person import Figure  # noqa: E402
from gui.figure.skeleton import Bones, Skeleton  # noqa: E402
from gui.figure.spots import DIRECTIONS  # noqa: E402
from gui.figure.timing import MOVES  # noqa: E402

Ints = NDArray[np.intp]
CM = 100.0
EVERY = 15
PRESS = 3.0
"""How dear a centimetre of skin in the floor or in a thing is; a missed pin costs 2."""
DEEP_M = 0.006
"""What still sinks in by this much is looked at point by point in the next round."""
"""Every how many vertices are looked at while solving; the check afterwards takes all."""
FREE = np.array([not name.startswith("grip") for name in ANGLES])
_MASS = {
    "pelvis": 0.14,
    "spine_01": 0.10,
    "spine_02": 0.12,
    "spine_03": 0.16,
    "head": 0.08,
    "upperarm_l": 0.028,
    "upperarm_r": 0.028,
    "lowerarm_l": 0.022,
    "lowerarm_r": 0.022,
    "thigh_l": 0.10,
    "thigh_r": 0.10,
    "calf_l": 0.046,
    "calf_r": 0.046,
    "foot_l": 0.014,
    "foot_r": 0.014,
}
"""Shares of the body's mass by segment (Dempster, 1955), at the middle of each bone."""


def _prior_weights() -> Floats:
    """How dear it is to leave the written value, per degree (the root's place: per centimetre)."""
    made = np.full(len(ANGLES), 0.02)
    made[:3] = 0.004
    for name in ("yaw", "pitch", "roll"):
        made[INDEX[name]] = 0.025
    for name, column in INDEX.items():
        if name.startswith(("spine", "lumbar", "chest", "neck")):
            made[column] = 0.05
        if name.startswith(("scap", "toe_ext", "foot_out", "knee_rot", "ankle_ev", "wrist_dev")):
            made[column] = 0.04
    return made


@dataclass(frozen=True)
class Solver:
    """Solves the poses of one sheet for one figure."""

    skeleton: Skeleton
    sheet: Sheet

    @cached_property
    def _balls(self) -> Balls:
        return Balls(self.skeleton)

    @cached_property
    def _blocks(self) -> list[Block]:
        return blocks(self.sheet.props)

    @cached_property
    def _dense(self) -> Floats:
        """Skinning weights of all vertices, (vertices, bones)."""
        mesh = self.skeleton.mesh
        made = np.zeros((len(mesh.vertices), len(mesh.bones)))
        rows = np.arange(len(made))
        for k in range(mesh.weight.shape[1]):
            np.add.at(made, (rows, mesh.weight_index[:, k]), mesh.weight[:, k])
        return made

    def _skin(self, bones: Bones, some: Ints) -> Floats:
        """Give some vertices of the skin of all poses, (n, some, 3)."""
        rest, dense = self.skeleton.mesh.vertices[some], self._dense[some]
        turns, shifts = self.skeleton.matrices(bones)
        count = len(turns)
        both = np.concatenate([turns.reshape(count, -1, 9), shifts], axis=2)
        blended = np.matmul(dense[None], both)
        rotation = blended[..., :9].reshape(count, len(rest), 3, 3)
        return np.asarray((rotation * rest[None, :, None, :]).sum(-1) + blended[..., 9:])

    # -- one pose ---------------------------------------------------------------------------------

    def _gaps(self, bones: Bones, pin: Pin) -> list[Floats]:
        """Give how far a pin is missed: a column an axis, in cm (directions: in tenths)."""
        if pin.kind == "aim":
            bone, axis = DIRECTIONS[pin.what]
            return [(self.skeleton.direction(bones, bone, axis) - np.array(pin.target)) * 10.0]
        place = self.skeleton.point(bones, pin.what)
        if pin.kind == "on":
            place = place - self.skeleton.point(bones, pin.other)
        return [
            (place[:, k : k + 1] - wanted) * CM
            for k, wanted in enumerate(pin.target)
            if wanted is not None
        ]

    def _pin_rows(self, bones: Bones, pins: tuple[Pin, ...]) -> list[Floats]:
        return [
            gap * pin.weight * (1.0 if pin.kind == "aim" else 2.0)
            for pin in pins
            for gap in self._gaps(bones, pin)
        ]

    def centre_of_mass(self, bones: Bones) -> Floats:
        """Give the body's centre of mass, (n, 3) metres."""
        mesh = self.skeleton.mesh
        total, weight = np.zeros((len(bones.places), 3)), 0.0
        for name, share in _MASS.items():
            here = self.skeleton.bone(name)
            below = [i for i, above in enumerate(mesh.parent) if above == here]
            end = bones.places[:, below].mean(1) if below else bones.places[:, here]
            total += share * 0.5 * (bones.places[:, here] + end)
            weight += share
        return np.asarray(total / weight)

    def _rows(
        self,
        poses: Floats,
        wish: Floats,
        pins: tuple[Pin, ...],
        on: tuple[str, ...],
        some: Ints,
        close: set[int] | None = None,
    ) -> Floats:
        """Give all that is wrong with each pose, (n, rows); `close` names the furniture near it."""
        bones = self.skeleton.bones(poses)
        scale = np.ones(len(ANGLES))
        scale[:3] = CM
        rows = [(poses - wish) * scale * _prior_weights()]
        low, high = limits()
        rows.append(np.maximum(low - poses, 0.0) + np.maximum(poses - high, 0.0))
        rows += self._pin_rows(bones, pins)
        skin = self._skin(bones, some)
        rows.append(np.maximum(-skin[..., 1] - 0.003, 0.0) * CM * PRESS)
        for number, block in enumerate(self._blocks):
            # Far furniture changes nothing; most of the time would go into proving that.
            near = number in close if close is not None else True
            deep = block.sunk(skin) if near else np.zeros(skin.shape[:2])
            rows.append(np.maximum(deep - 0.003, 0.0) * CM * PRESS)
        rows.append(self._balls.overlaps(bones, self.sheet.touching) * CM * 0.5)
        if on:
            feet = np.mean([self.skeleton.point(bones, name) for name in on], axis=0)
            gap = (self.centre_of_mass(bones) - feet)[:, (0, 2)]
            rows.append(np.sign(gap) * np.maximum(np.abs(gap) - 0.03, 0.0) * CM * 0.25)
        return np.concatenate(rows, axis=1)

    def solve(
        self, wish: Floats, pins: tuple[Pin, ...], balance: tuple[str, ...], tries: int = 60
    ) -> Floats:
        """Give the pose that meets the pins and stays near the wish, (angles,).

        A first round looks at every fifteenth vertex; whatever still sinks in after it is looked at
        closely in the next ones.
        """
        some = np.arange(0, len(self.skeleton.mesh.vertices), EVERY)
        made = self._solve(wish, wish, pins, balance, some, tries)
        for _ in range(3):
            sunk = self._sunk(made)
            if not len(sunk):
                break
            some = np.union1d(some, sunk[:: -(-len(sunk) // 120)])
            made = self._solve(made, wish, pins, balance, some, 12)
        return made

    def _sunk(self, made: Floats) -> Ints:
        """Give the vertices that are too deep in the floor or in a thing."""
        skin = self._skin(self.skeleton.bones(made), np.arange(len(self._dense)))[0]
        deep = np.max([-skin[:, 1], *(block.sunk(skin) for block in self._blocks)], axis=0)
        return np.flatnonzero(deep > DEEP_M)

    def _solve(
        self,
        start: Floats,
        wish: Floats,
        pins: tuple[Pin, ...],
        balance: tuple[str, ...],
        some: Ints,
        tries: int,
    ) -> Floats:
        free = np.flatnonzero(FREE)
        step = np.full(len(ANGLES), 0.02)
        step[:3] = 1e-4

        def rows(values: Floats) -> Floats:
            whole = wish.copy()
            whole[free] = values
            return np.asarray(self._rows(whole[None], wish, pins, balance, some)[0])

        def slopes(values: Floats) -> Floats:
            whole = wish.copy()
            whole[free] = values
            skin = self._skin(self.skeleton.bones(whole), some)[0]
            close = {k for k, block in enumerate(self._blocks) if block.near(skin, 0.03)}
            many = np.repeat(whole[None], len(free) + 1, axis=0)
            many[np.arange(len(free)) + 1, free] += step[free]
            found = self._rows(many, wish, pins, balance, some, close)
            return np.asarray(((found[1:] - found[0]) / step[free, None]).T)

        scale = np.ones(len(ANGLES))
        scale[:3] = 0.01
        done = least_squares(
            rows,
            start[free],
            jac=slopes,
            method="trf",
            x_scale=scale[free],
            max_nfev=tries,
            ftol=1e-5,
            xtol=1e-5,
            tr_solver="exact",
        )
        made = wish.copy()
        made[free] = done.x
        return made

    # -- the whole way ----------------------------------------------------------------------------

    def _stays(self, first: Floats) -> tuple[Pin, ...]:
        bones = self.skeleton.bones(first)
        return tuple(
            Pin(name, "to", tuple(self.skeleton.point(bones, name)[0]), weight=2.5)
            for name in self.sheet.stay
        )

    def way(self) -> tuple[Floats, Floats]:
        """Solve all key frames: times (frames,) and poses (frames, angles)."""
        poses = self.sheet.poses
        solved = [self.solve(poses[0].angles, poses[0].pins, poses[0].balance)]
        stays = self._stays(solved[0])
        solved += [
            self.solve(authored.angles, _joined(authored.pins, stays), authored.balance)
            for authored in poses[1:]
        ]
        times = np.linspace(0.0, 1.0, self.sheet.frames)
        for authored in poses:
            times[int(np.abs(times - authored.at).argmin())] = authored.at
        made = []
        for time in times:
            after = next(i for i, authored in enumerate(poses) if authored.at >= time - 1e-9)
            if abs(poses[after].at - time) < 1e-9:
                made.append(solved[after])
                continue
            made.append(self._between(poses, solved, after, float(time), stays))
        return times, np.array(made)

    def _between(
        self,
        poses: tuple[Authored, ...],
        solved: list[Floats],
        after: int,
        time: float,
        stays: tuple[Pin, ...],
    ) -> Floats:
        one, two = poses[after - 1], poses[after]
        share = (time - one.at) / (two.at - one.at)
        wish = solved[after - 1] * (1.0 - share) + solved[after] * share
        later = {pin.key: pin for pin in two.pins}
        pins = tuple(p.between(later[p.key], share) for p in one.pins if p.key in later)
        balance = one.balance if one.balance == two.balance else ()
        return self.solve(wish, _joined(pins, stays), balance, tries=16)

    # -- checks -----------------------------------------------------------------------------------

    def report(self, times: Floats, frames: Floats) -> list[str]:
        """Say what is not met: pins beyond 1 cm, skin in things, limbs in limbs, joints too far."""
        said = []
        low, high = limits()
        for time, frame in zip(times, frames, strict=True):
            bones = self.skeleton.bones(frame)
            where = f"{time:.2f}"
            skin = self.skeleton.skin(bones)[0].astype(float)
            if (sunk := -skin[:, 1].min()) > 0.01:
                owner = self.skeleton.mesh.weight_index[skin[:, 1].argmin(), 0]
                said.append(
                    f"{where}: {self.skeleton.mesh.bones[owner]} {sunk * CM:.1f} cm in the floor"
                )
            for block in self._blocks:
                deep = block.depth(skin)
                if deep.max() > 0.01:
                    owner = self.skeleton.mesh.weight_index[deep.argmax(), 0]
                    said.append(
                        f"{where}: {self.skeleton.mesh.bones[owner]} {deep.max() * CM:.1f} cm in "
                        f"{block.material} at {tuple(round(c, 2) for c in block.centre)}"
                    )
            deep_in, whose = self._balls.worst(bones, self.sheet.touching)
            if deep_in > 0.012:
                said.append(f"{where}: {whose} overlap by {deep_in * CM:.1f} cm")
            beyond = np.maximum(low - frame, frame - high)
            said += [
                f"{where}: {ANGLES[k]} is {frame[k]:.0f}, beyond its limit"
                for k in np.flatnonzero(beyond > 2.0)
            ]
        for authored in self.sheet.poses:
            frame = frames[int(np.abs(times - authored.at).argmin())]
            bones = self.skeleton.bones(frame)
            pins = authored.pins
            if authored is not self.sheet.poses[0]:
                pins = _joined(pins, self._stays(frames[0]))
            for pin in pins:
                gap = max(float(np.abs(g).max()) for g in self._gaps(bones, pin))
                if gap > (1.0 if pin.kind != "aim" else 3.0):
                    unit = "cm" if pin.kind != "aim" else "tenths"
                    said.append(
                        f"{authored.at:.2f}: pin {pin.kind} {pin.what} missed by {gap:.1f} {unit}"
                    )
            moved = np.abs(frame - authored.angles)
            moved[:6] = 0.0
            said += [
                f"{authored.at:.2f}: {ANGLES[k]} wished {authored.angles[k]:.0f}, "
                f"got {frame[k]:.0f}"
                for k in np.flatnonzero(moved > 25.0)
            ]
        return said


def _joined(pins: tuple[Pin, ...], stays: tuple[Pin, ...]) -> tuple[Pin, ...]:
    """Join a pose's own pins with the points that stay; its own word counts, axis by axis."""
    kept = {pin.what: pin for pin in stays}
    made = []
    for pin in pins:
        stay = kept.pop(pin.what, None) if pin.kind == "to" else None
        if stay is not None:
            target = tuple(
                other if own is None else own
                for own, other in zip(pin.target, stay.target, strict=True)
            )
            pin = Pin(pin.what, "to", target, weight=max(pin.weight, stay.weight))
        made.append(pin)
    return (*made, *kept.values())


def _mats(sheet: Sheet, skins: list[Floats]) -> list[dict[str, Any]]:
    """Give the props with their mats laid under everything that happens on the floor."""
    made = []
    for prop in sheet.props:
        made.append(dict(prop))
        if prop["kind"] == "mat" and "at" not in prop:
            low = np.min([skin[skin[:, 1] < 0.25][:, (0, 2)].min(0) for skin in skins], axis=0)
            high = np.max([skin[skin[:, 1] < 0.25][:, (0, 2)].max(0) for skin in skins], axis=0)
            size = np.maximum(high - low + 0.06, 0.55)
            centre = (high + low) / 2
            made[-1] |= {
                "at": [round(float(v), 3) for v in centre],
                "size": [round(float(v), 3) for v in size],
            }
    return made


def solve_sheet(sheet: Sheet) -> tuple[dict[str, Any], dict[Figure, list[str]]]:
    """Solve one exercise for both figures: what is written to its file, and what is not met."""
    frames: dict[Figure, Floats] = {}
    said: dict[Figure, list[str]] = {}
    skins: list[Floats] = []
    times = np.zeros(0)
    for figure in Figure:
        solver = Solver(Skeleton(load_mesh(figure)), sheet)
        times, found = solver.way()
        frames[figure] = np.concatenate([np.round(found[:, :3], 4), np.round(found[:, 3:], 2)], 1)
        said[figure] = solver.report(times, frames[figure])
        skins += [
            solver.skeleton.skin(solver.skeleton.bones(frame))[0].astype(float)
            for frame in frames[figure]
        ]
    used = [
        name for name, k in INDEX.items() if any(np.abs(f[:, k]).max() > 0 for f in frames.values())
    ]
    columns = [INDEX[name] for name in used]
    data = {
        "exercise": sheet.exercise_id,
        "camera": dict(sheet.camera),
        "other_camera": dict(sheet.other_camera) if sheet.other_camera else None,
        "tempo": dict(sheet.tempo),
        "props": _mats(sheet, skins),
        "times": [round(float(t), 4) for t in times],
        "angles": used,
        "frames": {
            figure.value: [[float(v) + 0.0 for v in row[columns]] for row in frames[figure]]
            for figure in Figure
        },
    }
    return data, said


def write(data: dict[str, Any], folder: Path) -> Path:
    """Write a solved movement, a line a pose, so that a change is seen as one."""
    rows = data["frames"]
    head = {**data, "frames": dict.fromkeys(rows, "@")}
    text = json.dumps(head, indent=1, ensure_ascii=False)
    for figure, poses in rows.items():
        lines = ",\n".join("   " + json.dumps(row, separators=(",", ":")) for row in poses)
        text = text.replace(f'"{figure}": "@"', f'"{figure}": [\n{lines}\n  ]')
    path = folder / f"{data['exercise']}.json"
    path.write_text(text + "\n", encoding="utf-8")
    return path


def main() -> int:
    """Solve the exercises named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("exercise", nargs="*")
    parser.add_argument("--out", type=Path, default=MOVES)
    asked = parser.parse_args()
    names = asked.exercise or sorted(path.stem for path in POSES.glob("*.toml"))
    asked.out.mkdir(parents=True, exist_ok=True)
    for name in names:
        data, said = solve_sheet(read_sheet(POSES / f"{name}.toml"))
        write(data, asked.out)
        print(f"{name}: {sum(len(s) for s in said.values())} things to look at")
        for figure, lines in said.items():
            for line in lines:
                print(f"   {figure.value} {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
