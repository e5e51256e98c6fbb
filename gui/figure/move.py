"""How does an exercise go: which pose at which moment, seen from where, with what in hand?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from gui.figure.angles import ANGLES, INDEX, Floats
from gui.figure.person import Figure
from gui.figure.timing import MOVES, Look, Tempo


@dataclass(frozen=True)
class Move:
    """The solved movement of one exercise, working side left."""

    exercise_id: str
    look: Look
    other_look: Look | None
    """A second view where one can't show both the muscle and the movement."""
    tempo: Tempo
    props: tuple[Mapping[str, Any], ...]
    times: Floats
    """Shares of the way at the key frames, from 0 to 1."""
    frames: Mapping[Figure, Floats]
    """Poses at these times, (times, angles)."""

    def pose(self, figure: Figure, share: float) -> Floats:
        """Give the pose at a share of the way, (angles,)."""
        frames = self.frames[figure]
        after = int(np.searchsorted(self.times, share, side="right"))
        if after <= 0:
            return np.asarray(frames[0])
        if after >= len(self.times):
            return np.asarray(frames[-1])
        before = after - 1
        part = (share - self.times[before]) / (self.times[after] - self.times[before])
        return np.asarray(frames[before] * (1.0 - part) + frames[after] * part)

    @property
    def stills(self) -> tuple[float, float]:
        """The two moments that tell the exercise in print: start and end."""
        return 0.0, 1.0


def load_move(exercise_id: str, folder: Path = MOVES) -> Move:
    """Read a solved movement.

    Raises:
        FileNotFoundError: There is no picture of this exercise.

    """
    data = json.loads((folder / f"{exercise_id}.json").read_text(encoding="utf-8"))
    columns = [INDEX[name] for name in data["angles"]]
    frames = {}
    for figure in Figure:
        rows = np.array(data["frames"][figure.value], float)
        poses = np.zeros((len(rows), len(ANGLES)))
        poses[:, columns] = rows
        frames[figure] = poses
    other = data["other_camera"]
    return Move(
        exercise_id=exercise_id,
        look=Look(**data["camera"]),
        other_look=Look(**other) if other else None,
        tempo=Tempo(**data["tempo"]),
        props=tuple(data["props"]),
        times=np.array(data["times"], float),
        frames=frames,
    )
