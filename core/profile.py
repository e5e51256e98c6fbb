"""What does the person have and prefer?"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import time
from typing import Any

from core.body import Side, Spot
from core.catalog import Equipment
from core.doses import Gear
from core.errors import Problem
from core.journal import MOST_KG, Band, read_kg
from core.reminders import MOST_STRETCH_TIMES

USUAL_WEIGHTS = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 12.0, 14.0, 16.0, 18.0, 20.0, 22.5, 25.0)
_HOLDS_WEIGHT = frozenset({Equipment.DUMBBELLS, Equipment.CABLE, Equipment.ANKLE_WEIGHT})
LEAST_BODYWEIGHT, MOST_BODYWEIGHT = 25.0, 300.0


@dataclass(frozen=True, slots=True)
class Profile:
    """The person's things and preferences; nothing here identifies anybody."""

    equipment: frozenset[Equipment] = frozenset(
        {Equipment.MAT, Equipment.DOORWAY, Equipment.CHAIR, Equipment.LOOP_BAND}
    )
    weights: tuple[float, ...] = USUAL_WEIGHTS
    bands: tuple[Band, ...] = (Band.LIGHT, Band.MEDIUM, Band.STRONG)
    minutes: int = 25
    bodyweight: float | None = None
    theme: str = "system"
    """"system", "light" or "dark"."""
    figure: str = "female"
    """Which body does the exercises: "female" or "male"."""
    motion: str = "moving"
    """Pictures that move, or "still": start and end side by side."""
    sound: bool = True
    """Tones in a workout."""
    understood: frozenset[str] = frozenset()
    """What was explained once and need not be again."""
    tight: tuple[Spot, ...] = ()
    """Places that feel tight, for the stretch routine."""
    stretch_at: tuple[time, ...] = ()
    """Local times of day to be reminded of stretching; none is off."""
    train_at: time | None = None
    """Local time of day to be reminded of the day's plans, or None."""
    extra: dict[str, Any] = field(default_factory=dict)
    """Settings of a newer Evenside, kept as they were."""

    @property
    def gear(self) -> Gear:
        """Weights and bands; without anything to hold there are no weights to offer."""
        return Gear(self.weights if self.equipment & _HOLDS_WEIGHT else (), self.bands)

    def check(self) -> None:
        """Refuse impossible settings.

        Raises:
            Problem: Names the field and says what would be right.

        """
        if not self.weights or not all(math.isfinite(w) and 0 < w <= MOST_KG for w in self.weights):
            raise Problem(f"Weights: numbers above 0 and up to {MOST_KG:g} kg.", field="weights")
        if len(self.weights) > 100:
            raise Problem("Weights: at most 100 of them.", field="weights")
        if not self.bands:
            raise Problem("Bands: choose at least one level.", field="bands")
        if not 5 <= self.minutes <= 120:
            raise Problem("Minutes: a whole number from 5 to 120.", field="minutes")
        if self.bodyweight is not None and not (
            math.isfinite(self.bodyweight)
            and LEAST_BODYWEIGHT <= self.bodyweight <= MOST_BODYWEIGHT
        ):
            raise Problem(
                f"Body weight: from {LEAST_BODYWEIGHT:g} to {MOST_BODYWEIGHT:g} kg, or empty.",
                field="bodyweight",
            )
        if self.theme not in {"system", "light", "dark"}:
            raise Problem("Theme: system, light or dark.", field="theme")
        if self.figure not in {"female", "male"}:
            raise Problem("Figure: female or male.", field="figure")
        if self.motion not in {"moving", "still"}:
            raise Problem("Exercise pictures: moving or still.", field="motion")
        if len(self.stretch_at) > MOST_STRETCH_TIMES:
            raise Problem("Stretching: up to two times of day.", field="stretch_at")

    def to_json(self) -> str:
        """Write as JSON text."""
        return json.dumps(
            {
                **self.extra,
                "equipment": sorted(e.value for e in self.equipment),
                "weights": sorted(set(self.weights)),
                "bands": sorted(int(b) for b in self.bands),
                "minutes": self.minutes,
                "bodyweight": self.bodyweight,
                "theme": self.theme,
                "figure": self.figure,
                "motion": self.motion,
                "tight": [[spot.region, spot.side.value] for spot in self.tight],
                "stretch_at": [at.isoformat("minutes") for at in self.stretch_at],
                "train_at": self.train_at.isoformat("minutes") if self.train_at else None,
                "sound": self.sound,
                "understood": sorted(self.understood),
            },
            sort_keys=True,
            allow_nan=False,
        )

    @classmethod
    def from_json(cls, text: str | None) -> Profile:
        """Read what `to_json` wrote; whatever can't be read falls back to the usual."""
        usual = cls()
        try:
            data = json.loads(text) if text else {}
        except ValueError:
            return usual
        if not isinstance(data, dict):
            return usual
        made = usual
        readers: dict[str, Callable[[Any], Any]] = {
            "equipment": lambda v: frozenset(Equipment(e) for e in v),
            "weights": lambda v: tuple(sorted(float(w) for w in v)),
            "bands": lambda v: tuple(Band(b) for b in v),
            "minutes": int,
            "bodyweight": lambda v: None if v is None else float(v),
            "theme": str,
            "figure": str,
            "motion": str,
            "tight": lambda v: tuple(Spot(str(r), Side(side)) for r, side in v),
            "stretch_at": lambda v: tuple(sorted({time.fromisoformat(at) for at in v})),
            "train_at": lambda v: None if v is None else time.fromisoformat(v),
            "sound": bool,
            "understood": lambda v: frozenset(map(str, v)),
        }
        for name, read in readers.items():
            if name not in data:
                continue
            try:
                changed = replace(made, **{name: read(data[name])})
                changed.check()
            except (ValueError, TypeError, OverflowError, Problem):
                continue
            made = changed
        return replace(made, extra={k: v for k, v in data.items() if k not in readers})


def read_weights(text: str) -> tuple[float, ...]:
    """Read "1, 2, 2.5 4-10" as weights; a range goes up in whole kilograms.

    Raises:
        Problem: A part is not a weight.

    """
    made: set[float] = set()
    for part in text.replace(";", " ").replace(", ", " ").replace("kg", " ").split():
        ends = part.strip(",").split("-")
        try:
            numbers = [read_kg(end, low=0) for end in ends]
        except Problem:
            numbers = []
        if not numbers or len(numbers) > 2 or not all(0 < n <= MOST_KG for n in numbers):
            raise Problem(
                f"“{part}” is not a weight. Write numbers with spaces between: 1 2 2.5 4-10",
                field="weights",
            )
        if len(numbers) == 1:
            made.add(numbers[0])
        else:
            step = numbers[0]
            while step <= numbers[1] + 1e-9:
                made.add(step)
                step += 1
    if not made:
        raise Problem("Write at least one weight, for example: 2 4 6 8 10", field="weights")
    return tuple(sorted(made))
