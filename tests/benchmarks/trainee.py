"""What is a virtual trainee: how strong on each side, how noisy, how sore, and how does it change?

Everything here is made up from published numbers where there are any and from guesses where there
are none; docs/SIMULATION.md lists which is which. A trainee holds every draw of chance in advance,
so that each rule meets the same person with the same days.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import TypeVar

from core.body import Side
from core.catalog import Catalog, Equipment, Exercise, load_catalog
from core.doses import Gear
from core.journal import Band

T = TypeVar("T")
Both = Mapping[Side, T]
"""A value for each side."""

CVS = (2.5, 4.2, 6.0, 10.0)
"""Day-to-day noise of a side in percent: from steady to very noisy (Grgic et al., 2020)."""
SETS = 3
MOST_SETS = 5
HEADROOM = 0.36
"""Log of what a usual person can reach over what is there: 43 percent more."""
RATE = 0.020
NON_RESPONDERS = 0.1
BANDS = (Band.LIGHT, Band.MEDIUM, Band.STRONG)
COARSE = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 12.0, 14.0, 16.0, 18.0, 20.0, 22.5, 25.0)
"""A usual rack of dumbbells."""
STACK = tuple(2.5 * n for n in range(1, 81))
"""A cable machine."""
FINE = tuple(n / 2 for n in range(2, 81))
"""Adjustable dumbbells in steps of half a kilogram."""


@dataclass(frozen=True, slots=True)
class World:
    """What is taken to be true about bodies; the comparison is repeated in several."""

    name: str
    effort: float = 0.06
    """Share of the stimulus that each repetition left beyond three costs."""
    least_effort: float = 0.4
    """What is left of the stimulus very far from failure."""
    heaviness: float = 1.0
    """Power of weight over strength: how much a light weight costs."""
    cross: float = 0.35
    """Share of what the other side does more that carries over to this one."""
    volume: float = 0.2
    """Power of the number of sets."""
    regain: float = 1.0
    """How much faster a side comes back to what it once could, or to what disuse keeps from it."""
    shared_ceiling: bool = True
    """The weaker side can reach most of what the stronger can; else each has its own headroom."""
    pain: bool = True
    misjudged: float = 1.0
    """Factor on the error of guessing how many repetitions were left."""


BASE = World("our base case")
WORLDS = (
    BASE,
    World("no cross-education", cross=0.0),
    World("much cross-education (half)", cross=0.5),
    World("reserve and weight do not matter at all", effort=0.0, heaviness=0.0),
    World("reserve does not matter, weight does", effort=0.0),
    World("reserve matters twice as much", effort=0.12, least_effort=0.1),
    World("sets matter more (power 0.45)", volume=0.45),
    World("the weaker side does not catch up faster", regain=0.0),
    World("equal training closes nothing by itself", regain=0.0, shared_ceiling=False),
    World("nobody has pain", pain=False),
    World("reserve guessed twice as badly", misjudged=2.0),
)


@dataclass(frozen=True, slots=True)
class Move:
    """An exercise of the shipped catalog and how strong the weaker side of people is in it."""

    exercise_id: str
    moved: float
    """Share of the body's weight that is lifted besides the weight in the hand."""
    weak: tuple[float, float]
    """From, to: kilograms, or possible repetitions with the body alone where it is lifted, too."""
    held: bool
    """Starts with a weight; otherwise with the body alone."""


MOVES = (
    Move("single_arm_bicep_curl", 0.0, (7.0, 20.0), held=True),
    Move("single_leg_deadlift", 0.5, (16.0, 28.0), held=True),
    Move("elevated_split_squat", 0.8, (9.0, 15.0), held=False),
    Move("single_arm_row_cable", 0.0, (17.0, 55.0), held=True),
)


@cache
def catalog() -> Catalog:
    """The shipped catalog, read once."""
    return load_catalog()


@dataclass(frozen=True, slots=True)
class Slot:
    """One planned workout with everything that chance will do on that day."""

    day: int
    """Days since the first one."""
    missed: bool
    noise: Both[float]
    """The day's form of each side, standard normal."""
    guess: Both[tuple[float, ...]]
    """For each set: how wrong the guess of the reserve is, standard normal."""
    unsure: Both[tuple[bool, ...]]
    """For each set: the person does not know how many were left."""
    flare: Both[float]
    """Pain points that come by themselves."""
    morning: Both[float]
    """Uniform: how the next morning falls."""
    after: Both[float]
    """Uniform: how pain right after differs from pain in the last set."""
    ache: Both[float]
    """Half-normal: how pain is felt on that day."""

    def mirrored(self) -> Slot:
        """Swap the sides."""
        return replace(
            self, noise=_swap(self.noise), guess=_swap(self.guess), unsure=_swap(self.unsure),
            flare=_swap(self.flare), morning=_swap(self.morning), after=_swap(self.after),
            ache=_swap(self.ache),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trainee:
    """A person before the first workout."""

    number: int
    move: Move
    body_kg: float
    gear: Gear
    cv: float
    weaker: Side
    """The truly weaker side at the start."""
    believed: Side
    """The side the person calls the weaker one."""
    strength: Both[float]
    """True one-repetition strength in kilograms, the body's share included."""
    once: Both[float]
    """What each side would be able to without disuse; it comes back faster up to there."""
    ceiling: Both[float]
    own_ceiling: Both[float]
    """Where each side ends when the weaker one has no more headroom than the stronger."""
    rate: float
    """Share of the way to the ceiling that one good workout covers."""
    responder: bool
    bias: float
    """Repetitions by which this person guesses too few, at five left."""
    prone: Both[float]
    """How easily a side gets sore, 0 to 1."""
    finding: float
    """Share by which the first weight is misjudged."""
    slots: tuple[Slot, ...]

    @property
    def exercise(self) -> Exercise:
        """The exercise of the shipped catalog."""
        return catalog().get(self.move.exercise_id)

    @property
    def weights(self) -> tuple[float, ...]:
        """The weights there are."""
        return STACK if Equipment.CABLE in self.exercise.needs else self.gear.weights

    @property
    def body_share(self) -> float:
        """Kilograms of the body that are lifted each time."""
        return self.move.moved * self.body_kg

    def mirrored(self) -> Trainee:
        """The same person with left and right swapped."""
        return replace(
            self, weaker=self.weaker.other, believed=self.believed.other,
            strength=_swap(self.strength), once=_swap(self.once), ceiling=_swap(self.ceiling),
            own_ceiling=_swap(self.own_ceiling), prone=_swap(self.prone),
            slots=tuple(slot.mirrored() for slot in self.slots),
        )  # fmt: skip


def _swap(both: Both[T]) -> Both[T]:
    return {side: both[side.other] for side in Side}


def _both(weaker: Side, make: Callable[[], T]) -> Both[T]:
    """Draw for the weaker side first, so that no draw depends on whether it is left or right."""
    first, second = make(), make()
    return {weaker: first, weaker.other: second}


def trainees(count: int, *, weeks: int, seed: int) -> list[Trainee]:
    """Make up people; the same arguments give the same ones."""
    return [_trainee(number, weeks, seed) for number in range(count)]


def _trainee(number: int, weeks: int, seed: int) -> Trainee:
    random = Random(f"{seed} {number}")
    move = MOVES[number % len(MOVES)]
    weaker = random.choice(tuple(Side))
    body_kg = random.uniform(52.0, 98.0)
    low, high = move.weak
    if move.moved:
        weak = move.moved * body_kg * (1.0 + random.uniform(low, high) / 30.0)
    else:
        weak = math.exp(random.uniform(math.log(low), math.log(high)))
    gap = random.uniform(0.06, 0.18)
    strong = weak / (1.0 - gap)
    headroom = math.exp(random.gauss(math.log(HEADROOM), 0.25))
    lasting = gap * random.uniform(0.0, 0.4)
    ceiling = strong * math.exp(headroom)
    responder = random.random() >= NON_RESPONDERS
    rate = math.exp(random.gauss(math.log(RATE), 0.45)) * (1.0 if responder else 0.08)
    sore = weaker if random.random() < 0.6 else weaker.other
    much = random.uniform(0.3, 1.0) if random.random() < 0.4 else 0.05
    prone = {sore: much, sore.other: max(0.05, 0.3 * much)}
    return Trainee(
        number=number,
        move=move,
        body_kg=body_kg,
        gear=Gear(FINE if random.random() < 0.5 else COARSE, BANDS),
        cv=CVS[number // len(MOVES) % len(CVS)],
        weaker=weaker,
        believed=weaker if random.random() < 0.85 else weaker.other,
        strength={weaker: weak, weaker.other: strong},
        once={weaker: strong * (1.0 - lasting), weaker.other: strong},
        ceiling={weaker: ceiling * (1.0 - lasting), weaker.other: ceiling},
        own_ceiling={weaker: weak * math.exp(headroom), weaker.other: ceiling},
        rate=rate,
        responder=responder,
        bias=max(0.0, random.gauss(0.95, 0.4)),
        prone=prone,
        finding=random.gauss(0.0, 0.06),
        slots=_slots(random, weeks, weaker, prone),
    )


def _slots(random: Random, weeks: int, weaker: Side, prone: Both[float]) -> tuple[Slot, ...]:
    """Plan two workouts a week, with missed days, a holiday, and pain that comes by itself."""
    missing = random.uniform(0.02, 0.22)
    away = random.randrange(3, max(4, weeks - 3)) if random.random() < 0.35 else weeks
    back = away + random.choice((2, 2, 3, 3, 4, 6))
    made: list[Slot] = []
    for week in range(weeks):
        for weekday in (0, 3):
            day = 7 * week + weekday + random.choice((0, 0, 0, 1))
            missed = random.random() < missing or away <= week < back
            flares = _both(weaker, lambda: (random.random(), random.uniform(2.0, 8.0)))
            made.append(
                Slot(
                    day=day,
                    missed=missed and bool(made),
                    noise=_both(weaker, random.gauss),
                    guess=_both(weaker, lambda: tuple(random.gauss() for _ in range(MOST_SETS))),
                    unsure=_both(
                        weaker, lambda: tuple(random.random() < 0.02 for _ in range(MOST_SETS))
                    ),
                    flare={
                        side: size if chance < 0.003 + 0.05 * prone[side] else 0.0
                        for side, (chance, size) in flares.items()
                    },
                    morning=_both(weaker, random.random),
                    after=_both(weaker, random.random),
                    ache=_both(weaker, lambda: abs(random.gauss())),
                )
            )
    return tuple(made)
