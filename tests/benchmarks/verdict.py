"""How often does each rule see a gap that is not there, and how soon does it find one that is?

Run from the repository's folder: `python -m tests.benchmarks.verdict`. It takes some minutes and
writes the tables of docs/VERDICT.md.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from statistics import median

from core.balance import PRIOR_CV, deficit, judge, log_ratio, verdicts
from core.sequential import USUAL, Evidence, Rule

PEOPLE = 2000
YEARS = (52, 104, 156)
"""Workouts in a year: one, two and three a week."""
CVS = (2.5, 4.2, 6.0, 10.0)
GAPS = (5.0, 10.0, 15.0)

Pair = tuple[float, float]
Says = Callable[[Sequence[Pair]], list[bool]]
"""For each workout of a person: does the rule say "real"?"""


@dataclass(frozen=True)
class World:
    """How the numbers of a person come about."""

    name: str
    alike: float = 0.0
    """Correlation of one day's noise with the next."""
    step_kg: float = 0.0
    """Weights come in these steps."""
    whole_reps: bool = False
    """The weight is fixed and only whole repetitions are counted."""
    heavy: bool = False
    """Now and then a very bad or very good day (Student's t with four degrees of freedom)."""


WORLDS = (
    World("independent days"),
    World("days alike (0.3)", alike=0.3),
    World("1 kg steps", step_kg=1.0),
    World("2.5 kg steps", step_kg=2.5),
    World("whole repetitions", whole_reps=True),
    World("bad days", heavy=True),
)


def _noise(random: Random, count: int, world: World) -> list[float]:
    """Give one side's noise from day to day, of variance 1."""
    made: list[float] = []
    for _ in range(count):
        new = random.gauss()
        if world.heavy:
            new *= math.sqrt(0.5 * 4.0 / (2.0 * random.gammavariate(2.0, 1.0)))
        fresh = math.sqrt(1.0 - world.alike**2)
        made.append(world.alike * made[-1] + fresh * new if made else new)
    return made


def person(random: Random, cv: float, gaps: Sequence[float], world: World) -> list[Pair]:
    """Make up a person's workouts: left and right, the left behind by `gaps` percent."""
    start = math.exp(random.uniform(math.log(10.0), math.log(30.0)))
    reps = random.uniform(6.0, 11.0)
    weight = start / (1.0 + reps / 30.0)

    def seen(strength: float) -> float:
        if world.step_kg:
            return max(1, round(strength / world.step_kg)) * world.step_kg
        if world.whole_reps:
            return weight * (1.0 + max(1, round(30.0 * (strength / weight - 1.0))) / 30.0)
        return strength

    left, right = (_noise(random, len(gaps), world) for _ in range(2))
    return [
        (seen(start * (1.0 - gap / 100.0) * math.exp(cv * x / 100.0)),
         seen(start * math.exp(cv * y / 100.0)))
        for gap, x, y in zip(gaps, left, right, strict=True)
    ]  # fmt: skip


def last_workout(pairs: Sequence[Pair]) -> list[bool]:
    """Other apps: the last workout differs by more than 10 %."""
    return [(deficit(left, right) or 0.0) > 10.0 for left, right in pairs]


def mean_of_three(pairs: Sequence[Pair]) -> list[bool]:
    """Other apps: the mean of the last three workouts differs by more than 10 %."""
    signed = [math.copysign(deficit(a, b) or 0.0, b - a) for a, b in pairs]
    return [i >= 2 and abs(sum(signed[i - 2 : i + 1])) > 30.0 for i in range(len(pairs))]


def single_look(pairs: Sequence[Pair]) -> list[bool]:
    """Rule R1, asked after every workout."""
    made = []
    for end in range(1, len(pairs) + 1):
        lefts, rights = zip(*pairs[max(0, end - 6) : end], strict=True)
        made.append(judge(lefts, rights).real)
    return made


def said(pairs: Sequence[Pair]) -> list[bool]:
    """What the app says."""
    lefts, rights = zip(*pairs, strict=True)
    return [found.real for found in verdicts(lefts, rights)]


def by(rule: Rule) -> Says:
    """What the app would say by another rule."""

    def says(pairs: Sequence[Pair]) -> list[bool]:
        evidence = Evidence(math.sqrt(2.0) * PRIOR_CV, rule)
        made = []
        for left, right in pairs:
            evidence.add(log_ratio(left, right) or 0.0)
            view = evidence.view()
            made.append(view is not None and view.away)
        return made

    return says


RULES: dict[str, Says] = {
    "last workout over 10 %": last_workout,
    "mean of the last three over 10 %": mean_of_three,
    "`judge` (R1, a single look)": single_look,
    "**`verdict`**": said,
}
_NEVER = 10**9
DESIGNS: dict[str, Rule] = {
    "A: all workouts, for ever": replace(
        USUAL, level=0.05, window=_NEVER, recent=_NEVER, likeness_weight=0.0
    ),
    "B: the latest 20, days taken as independent": replace(
        USUAL, level=0.02, window=20, recent=20, likeness_weight=0.0
    ),
    "C: the latest 20, with likeness of days": replace(USUAL, level=0.0115, window=20, recent=20),
    "**D: the latest 40 that the latest 10 agree with** (chosen)": USUAL,
    "E: as D, held to 5 % for independent days only": replace(USUAL, level=0.05),
}


def people(
    cv: float, gaps: Sequence[float], world: World, *, count: int = PEOPLE, seed: int = 1
) -> Iterator[list[Pair]]:
    """Make up people; the same arguments give the same ones."""
    random = Random(f"{seed} {cv} {world.name} {len(gaps)}")
    for _ in range(count):
        yield person(random, cv, gaps, world)


def ever(says: Says, crowd: Iterable[Sequence[Pair]]) -> tuple[float, ...]:
    """Give the share of people in percent who were ever told "real", for each kind of year."""
    firsts = [_first(says(pairs)) for pairs in crowd]
    return tuple(100.0 * sum(f <= year for f in firsts) / len(firsts) for year in YEARS)


def found(says: Says, crowd: Iterable[Sequence[Pair]]) -> tuple[float, float]:
    """Give the median number of workouts until "real", and the percent who never heard it."""
    firsts = [_first(says(pairs)) for pairs in crowd]
    return median(firsts), 100.0 * sum(f == math.inf for f in firsts) / len(firsts)


def _first(real: list[bool]) -> float:
    return real.index(True) + 1 if True in real else math.inf


def closing(per_week: int) -> list[float]:
    """A gap of 10 % for eight weeks that then closes by half a point a week, for 70 weeks."""
    weeks = [i / per_week for i in range(70 * per_week)]
    return [max(0.0, 10.0 - 0.5 * max(0.0, week - 8.0)) for week in weeks]


def share_real(says: Says, crowd: Iterable[Sequence[Pair]], places: Sequence[int]) -> list[float]:
    """Give the percent of people who are told "real" at these workouts."""
    seen = [says(pairs) for pairs in crowd]
    return [100.0 * sum(real[place] for real in seen) / len(seen) for place in places]


def _row(*cells: object) -> None:
    sys.stdout.write("| " + " | ".join(str(cell) for cell in cells) + " |\n")
    sys.stdout.flush()


def _head(title: str, *cells: object) -> None:
    sys.stdout.write(f"\n### {title}\n\n")
    _row(*cells)
    _row(*("---" for _ in cells))


def _median(told: tuple[float, float]) -> str:
    middle, missed = told
    text = "never" if middle == math.inf else f"{middle:.0f}"
    return f"{text} ({missed:.0f} %)" if missed >= 0.5 else text


def main() -> None:
    """Write all tables."""
    even, year = World("independent days"), [0.0] * YEARS[-1]
    _head("Ever real when the sides are equal, percent of people (52 / 104 / 156 workouts)",
          "rule", *(f"CV {cv} %" for cv in CVS))  # fmt: skip
    for name, says in RULES.items():
        _row(name, *(" / ".join(f"{v:.1f}" for v in ever(says, people(cv, year, even)))
                     for cv in CVS))  # fmt: skip
    _head("The same for `verdict` where noise is not as tidy (52 / 104 / 156 workouts)",
          "noise", *(f"CV {cv} %" for cv in CVS))  # fmt: skip
    for world in WORLDS:
        _row(world.name, *(" / ".join(f"{v:.1f}" for v in ever(said, people(cv, year, world)))
                           for cv in CVS))  # fmt: skip
    _head("Workouts until a true gap is called real: median (never within 156)",
          "rule", *(f"{gap:.0f} %, CV {cv} %" for cv in (4.2,) for gap in GAPS),
          *(f"10 %, CV {cv} %" for cv in CVS if cv != 4.2))  # fmt: skip
    cells = [(4.2, gap) for gap in GAPS] + [(cv, 10.0) for cv in CVS if cv != 4.2]
    for name, says in RULES.items():
        _row(name, *(_median(found(says, people(cv, [gap] * YEARS[-1], even)))
                     for cv, gap in cells))  # fmt: skip
    _head("A gap of 10 % that closes by half a point a week: percent told real (CV 4.2 %)",
          "workouts a week", "5 % left", "2.5 % left", "just closed", "4 weeks later",
          "8 weeks later", "12 weeks later")  # fmt: skip
    for often in (1, 2, 3):
        places = [week * often for week in (18, 23, 28, 32, 36, 40)]
        shares = share_real(said, people(4.2, closing(often), even), places)
        _row(often, *(f"{share:.0f}" for share in shares))
    streak = [20.0] * 5 + [0.0] * 60
    _head("A gap of 20 % in the first five workouts only: percent told real (CV 4.2 %)",
          "after 5", *(f"{n} later" for n in (5, 10, 20, 40)))  # fmt: skip
    _row(*(f"{v:.0f}" for v in share_real(said, people(4.2, streak, even), (4, 9, 14, 24, 44))))
    _head("Designs compared: ever real in 156 workouts, median until found, and a closed gap",
          "design", "equal, CV 4.2 %", "equal, CV 10 %", "equal, CV 10 %, days alike",
          "finds 5 %", "finds 10 %", "finds 15 %", "real 4 weeks after it closed")  # fmt: skip
    for name, rule in DESIGNS.items():
        says = by(rule)
        _row(name, f"{ever(says, people(4.2, year, even))[-1]:.1f}",
             f"{ever(says, people(10.0, year, even))[-1]:.1f}",
             f"{ever(says, people(10.0, year, WORLDS[1]))[-1]:.1f}",
             *(_median(found(says, people(4.2, [gap] * 156, even))) for gap in GAPS),
             f"{share_real(says, people(4.2, closing(1), even), (32,))[0]:.0f}")  # fmt: skip


if __name__ == "__main__":
    main()
