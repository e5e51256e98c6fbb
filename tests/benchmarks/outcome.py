"""What became of a virtual trainee under a rule?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import fmean

from core.body import Side
from tests.benchmarks.pain_rule import broken_next, broken_today
from tests.benchmarks.person import Person
from tests.benchmarks.rules import Rule
from tests.benchmarks.trainee import BASE, Both, Trainee, World
from tests.benchmarks.workout import Order

EVEN = 5.0
"""Percent: the sides are called even within it."""
LATE = 4
"""Last workouts that are averaged."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rule made of one trainee."""

    weeks: float | None
    """Until the true strengths were within 5 %; None when never."""
    gap: float
    """At the end, in percent of the stronger."""
    strength: Both[float]
    """True gain in percent."""
    load: Both[float]
    """Gain of the weight that is lifted, the body's share included, in percent."""
    dose: Both[float]
    """The same with the repetitions counted in (weight × (1 + reps / 30), Epley, 1985)."""
    left: Both[float]
    """Repetitions that were truly left in a set, on average."""
    asked: int
    """Sets asked of the truly weaker side."""
    over: int
    """Of these: more than it could do on that day."""
    far_over: int
    """Of these: by two repetitions or more."""
    broken: tuple[str, ...]
    """Each time that rule R2 was broken."""
    painful: int
    """Workouts with pain of 3 or more."""
    trained: int
    unlike: int
    """Workouts in which the two sides were asked for different doses."""

    def mirrored(self) -> Outcome:
        """The same with left and right swapped."""
        return replace(
            self,
            strength={side: self.strength[side.other] for side in Side},
            load={side: self.load[side.other] for side in Side},
            dose={side: self.dose[side.other] for side in Side},
            left={side: self.left[side.other] for side in Side},
        )


def follow(trainee: Trainee, rule: Rule, world: World = BASE) -> Outcome:
    """Let one trainee live by one rule."""
    person = Person(trainee, world)
    weeks: float | None = None
    asked = over = far = trained = unlike = 0
    broken: list[str] = []
    for slot in trainee.slots:
        person.live(slot)
        if slot.missed:
            continue
        orders = rule(person)
        broken += broken_next(person.workouts, orders, person.now)
        if orders is None:
            continue
        before = len(person.workouts)
        person.work(slot, orders)
        trained += 1
        if len(person.workouts) > before:
            workout = person.workouts[-1]
            broken += broken_today(workout)
            unlike += not _alike(*orders.sides.values())
            for one in workout.done[trainee.weaker]:
                asked += 1
                over += one.asked > one.able
                far += one.asked >= one.able + 2
        if weeks is None and person.gap <= EVEN:
            weeks = person.now / 7
    return Outcome(
        weeks=weeks,
        gap=person.gap,
        strength={
            side: 100.0 * (person.strength[side] / trainee.strength[side] - 1.0) for side in Side
        },
        load={side: _load_gain(person, side, reps=0) for side in Side},
        dose={side: _load_gain(person, side, reps=1) for side in Side},
        left={side: _left(person, side) for side in Side},
        asked=asked,
        over=over,
        far_over=far,
        broken=tuple(broken),
        painful=sum(workout.pain > 2 for workout in person.workouts),
        trained=trained,
        unlike=unlike,
    )


def _alike(left: Order, right: Order) -> bool:
    return (left.amount, left.load_kg) == (right.amount, right.load_kg)


def _load_gain(person: Person, side: Side, *, reps: int) -> float:
    """How much more a side lifts in its last workouts than in its first one, in percent."""
    loads = [
        max(person.moved(one.load_kg) * (1.0 + reps * one.reps / 30.0) for one in done)
        for workout in person.workouts
        if (done := workout.done[side])
    ]
    return 100.0 * (fmean(loads[-LATE:]) / loads[0] - 1.0) if loads else 0.0


def _left(person: Person, side: Side) -> float:
    """Repetitions truly left in the sets of a side, on average."""
    left = [one.able - one.reps for workout in person.workouts for one in workout.done[side]]
    return fmean(left) if left else 0.0
