"""How are the outcomes of all virtual trainees told, and how sure are they?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from statistics import fmean, median
from typing import Any

import numpy as np
import numpy.typing as npt

from tests.benchmarks.outcome import Outcome
from tests.benchmarks.trainee import COARSE, CVS, FINE, MOVES, STACK, Both, Trainee, World

LOOKS = 2000
"""Bootstrap samples."""
Average = Callable[..., Any]
"""numpy's median or mean, or the like."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """All trainees of a world under one rule."""

    people: Sequence[Trainee]
    outcomes: Sequence[Outcome]
    weeks: int

    def weeks_to_even(self) -> list[float]:
        """Weeks until even for each; somebody who never was counts as later than all."""
        return [float("inf") if o.weeks is None else o.weeks for o in self.outcomes]

    def of_weaker(self, pick: Callable[[Outcome], Both[float]]) -> list[float]:
        """A value of the side that was weaker at the start."""
        rows = zip(self.people, self.outcomes, strict=True)
        return [pick(o)[t.weaker] for t, o in rows]

    def of_stronger(self, pick: Callable[[Outcome], Both[float]]) -> list[float]:
        """A value of the side that was stronger at the start."""
        rows = zip(self.people, self.outcomes, strict=True)
        return [pick(o)[t.weaker.other] for t, o in rows]

    def chosen(self, keep: Callable[[Trainee], bool]) -> Crowd:
        """Some of them."""
        rows = [row for row in zip(self.people, self.outcomes, strict=True) if keep(row[0])]
        return Crowd([t for t, _ in rows], [o for _, o in rows], self.weeks)


def interval(values: Sequence[float], of: Average = np.median) -> tuple[float, float, float]:
    """Give the median, or the mean, with its 95 % interval, by resampling trainees.

    Differences within trainees go in as one value each, so the resampling is paired.
    """
    numbers = np.array(values)
    looks = of(numbers[_samples(len(values))], axis=1)
    low, high = np.quantile(looks, (0.025, 0.975), method="nearest")
    return float(of(numbers)), float(low), float(high)


def _quarter(
    values: npt.NDArray[np.float64], axis: int | None = None
) -> npt.NDArray[np.float64] | np.float64:
    """The value that a quarter is at or below; "never" is a value like any other."""
    return np.quantile(values, 0.25, axis=axis, method="higher")


@cache
def _samples(count: int) -> npt.NDArray[np.intp]:
    return np.random.default_rng(1).integers(0, count, size=(LOOKS, count))


def share(values: Sequence[bool]) -> float:
    """Percent that are true."""
    return 100.0 * sum(values) / len(values)


def _row(*cells: object) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |\n"


def _head(title: str, *cells: object) -> str:
    return f"\n### {title}\n\n" + _row(*cells) + _row(*("---" for _ in cells))


def _told(values: Sequence[float], of: Average = np.median) -> str:
    """A median, or a mean, with its interval: "12.3 (11.8 to 12.9)"."""
    middle, low, high = (_number(value) for value in interval(values, of))
    return f"{middle} ({low} to {high})"


def _number(value: float) -> str:
    if value == float("inf"):
        return "never"
    return format(round(value, 1) + 0.0, ".1f").replace("-", "−")


def evening_table(crowds: dict[str, Crowd]) -> str:
    """How soon and how far each rule evens people out."""
    weeks = next(iter(crowds.values())).weeks
    out = _head("How soon the sides are within 5 %, and strength: medians (95 % interval)", "rule",
                "weeks until half of the people are within 5 %", "until a quarter is",
                f"within 5 % after {weeks // 2} weeks, % of people",
                f"after {weeks} weeks", "gap at the end, %", "strength of the weaker side, +%",
                "of the stronger side, +%", "stronger side lost strength, % of people")  # fmt: skip
    for name, crowd in crowds.items():
        told = crowd.weeks_to_even()
        out += _row(
            name,
            _told(told),
            _told(told, of=_quarter),
            f"{share([w <= weeks / 2 for w in told]):.0f}",
            f"{share([w <= weeks for w in told]):.0f}",
            _told([o.gap for o in crowd.outcomes]),
            _told(crowd.of_weaker(lambda o: o.strength)),
            _told(crowd.of_stronger(lambda o: o.strength)),
            f"{share([gain < 0 for gain in crowd.of_stronger(lambda o: o.strength)]):.0f}",
        )
    return out


def safety_table(crowds: dict[str, Crowd]) -> str:
    """What each rule asks, and what it does about pain."""
    out = _head("Loads, doses that were too much, and pain", "rule",
                "weight of the weaker side, +%", "of the stronger side, +%",
                "weight and reps of the weaker side, +%", "of the stronger side, +%",
                "reps truly left, weaker / stronger side",
                "sets over what the weaker side could do, %", "by two or more, %",
                "pain rule broken, times (% of people)",
                "workouts with pain of 3 or more, mean per person")  # fmt: skip
    for name, crowd in crowds.items():
        asked = sum(o.asked for o in crowd.outcomes) or 1
        times = sum(len(o.broken) for o in crowd.outcomes)
        out += _row(
            name,
            _told(crowd.of_weaker(lambda o: o.load)),
            _told(crowd.of_stronger(lambda o: o.load)),
            _told(crowd.of_weaker(lambda o: o.dose)),
            _told(crowd.of_stronger(lambda o: o.dose)),
            f"{median(crowd.of_weaker(lambda o: o.left)):.1f} / "
            f"{median(crowd.of_stronger(lambda o: o.left)):.1f}",
            f"{100 * sum(o.over for o in crowd.outcomes) / asked:.1f}",
            f"{100 * sum(o.far_over for o in crowd.outcomes) / asked:.1f}",
            f"{times} ({share([bool(o.broken) for o in crowd.outcomes]):.0f} %)",
            f"{fmean(o.painful for o in crowd.outcomes):.1f}",
        )
    return out


def paired_table(crowds: dict[str, Crowd]) -> str:
    """Each other rule against ours, on the same trainees."""
    ours, *others = crowds
    out = _head("Against Evenside, on the same trainees: median of the paired differences "
                "(95 % interval)", "rule",
                "weeks until even, mean (never counts as the end)",
                "even sooner / later than with Evenside, % of people",
                "gap at the end, points", "strength of the weaker side, points",
                "of the stronger side, points")  # fmt: skip
    mine = crowds[ours]
    for name in others:
        crowd = crowds[name]
        late = [
            (w if w != float("inf") else crowd.weeks, m if m != float("inf") else crowd.weeks)
            for w, m in zip(crowd.weeks_to_even(), mine.weeks_to_even(), strict=True)
        ]
        sooner, later = share([a < b for a, b in late]), share([a > b for a, b in late])
        out += _row(
            name,
            _told([a - b for a, b in late], of=np.mean),
            f"{sooner:.0f} / {later:.0f}",
            _told(_minus([o.gap for o in crowd.outcomes], [o.gap for o in mine.outcomes])),
            _told(_minus(*(c.of_weaker(lambda o: o.strength) for c in (crowd, mine)))),
            _told(_minus(*(c.of_stronger(lambda o: o.strength) for c in (crowd, mine)))),
        )
    return out


def _minus(values: Sequence[float], others: Sequence[float]) -> list[float]:
    return [a - b for a, b in zip(values, others, strict=True)]


def groups_table(crowds: dict[str, Crowd]) -> str:
    """Weeks until even in groups of people."""
    groups: list[tuple[str, Callable[[Trainee], bool]]] = [
        *((f"day-to-day noise {cv} %", partial(_has_cv, cv=cv)) for cv in CVS),
        *((_plain(m.exercise_id), partial(_does, move=m.exercise_id)) for m in MOVES),
        ("gap of 6 to 10 % at the start", partial(_gap_within, low=0.0, high=10.0)),
        ("gap of 10 to 14 %", partial(_gap_within, low=10.0, high=14.0)),
        ("gap of 14 to 18 %", partial(_gap_within, low=14.0, high=100.0)),
        ("weights in steps of half a kilogram", partial(_lifts, gear=FINE)),
        ("a usual rack of dumbbells", partial(_lifts, gear=COARSE)),
        ("a cable machine, steps of 2.5 kg", partial(_lifts, gear=STACK)),
        ("a side that gets sore easily", _prone),
        ("responders", _responds),
        ("non-responders", lambda t: not t.responder),
    ]
    out = _head("By group: within 5 % at the end, % of people (median gap at the end, %)",
                "people", *crowds)  # fmt: skip
    for name, keep in groups:
        cells = []
        for crowd in crowds.values():
            some = crowd.chosen(keep)
            if some.outcomes:
                even = share([o.weeks is not None for o in some.outcomes])
                cells.append(f"{even:.0f} ({median(o.gap for o in some.outcomes):.1f})")
            else:
                cells.append("–")
        out += _row(name, *cells)
    return out


def _plain(exercise_id: str) -> str:
    return exercise_id.replace("_", " ")


def _has_cv(trainee: Trainee, cv: float) -> bool:
    return trainee.cv == cv


def _does(trainee: Trainee, move: str) -> bool:
    return trainee.move.exercise_id == move


def _gap_within(trainee: Trainee, low: float, high: float) -> bool:
    weak, strong = trainee.strength[trainee.weaker], trainee.strength[trainee.weaker.other]
    return low <= 100.0 * (1.0 - weak / strong) < high


def _lifts(trainee: Trainee, gear: tuple[float, ...]) -> bool:
    return trainee.weights == gear


def _prone(trainee: Trainee) -> bool:
    return max(trainee.prone.values()) >= 0.3


def _responds(trainee: Trainee) -> bool:
    return trainee.responder


def worlds_table(rows: Sequence[tuple[World, dict[str, Crowd]]]) -> str:
    """The same comparison when other things are true about bodies."""
    names = list(rows[0][1])
    out = _head("When something else is true about bodies: within 5 % at the end, % of people; "
                "median gap at the end, %; strength of the weaker / stronger side, +%",
                "assumption", *names)  # fmt: skip
    for world, crowds in rows:
        cells = []
        for crowd in crowds.values():
            even = share([o.weeks is not None for o in crowd.outcomes])
            gap = median(o.gap for o in crowd.outcomes)
            weak = median(crowd.of_weaker(lambda o: o.strength))
            strong = median(crowd.of_stronger(lambda o: o.strength))
            cells.append(f"**{even:.0f}**; {gap:.1f}; {weak:.1f} / {strong:.1f}")
        out += _row(world.name, *cells)
    return out


def broken_table(crowds: dict[str, Crowd]) -> str:
    """Which part of the pain rule was broken how often."""
    kinds = sorted({kind for c in crowds.values() for o in c.outcomes for kind in o.broken})
    out = _head("Which part of the pain rule was broken, times", "rule", *kinds)
    for name, crowd in crowds.items():
        every = [kind for o in crowd.outcomes for kind in o.broken]
        out += _row(name, *(every.count(kind) for kind in kinds))
    return out
