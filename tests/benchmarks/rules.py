"""What does each rule ask of a virtual trainee next? Ours is the shipped code and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from core.body import Side
from core.doses import Change, NextDose
from core.journal import History
from core.progression import next_dose
from core.sessions import weaker_side
from core.strength import floor_to_step
from tests.benchmarks.person import Person
from tests.benchmarks.trainee import SETS
from tests.benchmarks.workout import Order, Orders

ALIKE = 10
"""Repetitions of the fixed rule."""
WEEKLY_KG = 2.5
EXTRA_SETS = 2

Rule = Callable[[Person], Orders | None]
"""Asks for the next workout; None while the exercise is paused."""


def _order(dose: NextDose, sets: int = SETS) -> Order:
    return Order(
        amount=dose.target.amount,
        load_kg=dose.target.load_kg,
        sets=max(1, sets - 1) if dose.fewer_sets else sets,
        easier=dose.change is Change.EASIER and bool(dose.instead),
        find=dose.change is Change.START,
    )


def evenside(person: Person) -> Orders | None:
    """Ours: the weaker side's record sets the dose, both sides do it, pain decides first."""
    return _evenside(person, person.log.of(person.trainee.exercise.id))


def _evenside(person: Person, log: History) -> Orders | None:
    trainee = person.trainee
    dose = next_dose(
        trainee.exercise,
        log,
        trainee.gear,
        today=person.today,
        declared=trainee.believed,
    )
    if dose.change is Change.PAUSE:
        return None
    order = _order(dose)
    first = dose.first or trainee.believed
    return Orders(dict.fromkeys(Side, order), first, locked=True, minds_pain=True)


def evenside_one_more(person: Person) -> Orders | None:
    """Ours with one more set for the side that goes first; not what the app does.

    The set more decides nothing, but its pain counts.
    """
    hurt: dict[tuple[str, Side | None], int] = {}
    for entry in person.sets:
        key = (entry.workout_id, entry.side)
        hurt[key] = max(hurt.get(key, 0), entry.pain or 0)
    sets = tuple(
        replace(s, pain=hurt[s.workout_id, s.side]) for s in person.sets if s.index <= SETS
    )
    orders = _evenside(person, replace(person.log, sets=sets))
    if orders is None:
        return None
    order = orders.sides[orders.first]
    if order.easier or order.sets < SETS:
        return orders
    more = replace(order, sets=order.sets + 1)
    return replace(orders, sides={orders.first: more, orders.first.other: order})


def _alone(person: Person, side: Side) -> Order:
    """The same double progression for one side, which sees neither the other side nor pain."""
    trainee = person.trainee
    dose = next_dose(
        trainee.exercise,
        History(tuple(person.silent[side])),
        trainee.gear,
        today=person.today,
        declared=side,
    )
    return replace(_order(dose), easier=False)


def on_their_own(person: Person) -> Orders:
    """Each side by itself, by the same double progression, as apps do that know no sides."""
    sides = {side: _alone(person, side) for side in Side}
    return Orders(sides, person.trainee.believed, locked=False, minds_pain=False)


def extra_sets(person: Person) -> Orders:
    """Each side by itself, and two more sets for the weaker one, as the log has it."""
    trainee = person.trainee
    log = History(tuple(person.sets))
    weaker = weaker_side(log, trainee.exercise) or trainee.believed
    sides = {side: _alone(person, side) for side in Side}
    sides[weaker] = replace(sides[weaker], sets=SETS + EXTRA_SETS)
    return Orders(sides, weaker, locked=False, minds_pain=False)


def _weeks_trained(person: Person) -> int:
    """Weeks of the calendar in which the exercise was done before this one."""
    this = person.now // 7
    return len({workout.day // 7 for workout in person.workouts} - {this})


def _fixed(person: Person, nominal: float | None) -> Orders:
    """Three sets of ten on both sides with what the rack has of a weight."""
    first = person.trainee.believed
    if nominal is None:
        find = Order(ALIKE, None, find=True)
        return Orders(dict.fromkeys(Side, find), first, locked=True, minds_pain=False)
    load = floor_to_step(nominal, person.trainee.weights)
    order = Order(ALIKE, load)
    return Orders(dict.fromkeys(Side, order), first, locked=False, minds_pain=False)


def fixed(person: Person) -> Orders:
    """Three sets of ten and 2.5 kg more every week, whatever happened."""
    if not person.workouts:
        return _fixed(person, None)
    return _fixed(person, _first_load(person) + WEEKLY_KG * _weeks_trained(person))


def fixed_with_brake(person: Person) -> Orders:
    """The same, but only after a week in which every set of ten was done; a tenth off after three.

    This is how novices' programmes with a fixed weekly step are usually meant.
    """
    if not person.workouts:
        return _fixed(person, None)
    nominal, missed, week = _first_load(person), 0, person.workouts[0].day // 7
    full = True
    for workout in [*person.workouts[1:], None]:
        day = person.now if workout is None else workout.day
        if day // 7 != week:
            missed = 0 if full else missed + 1
            if full:
                nominal += WEEKLY_KG
            elif missed == 3:
                nominal, missed = 0.9 * nominal, 0
            week, full = day // 7, True
        if workout is not None:
            full = full and all(
                len(done) == SETS and all(one.reps >= ALIKE for one in done)
                for done in workout.done.values()
            )
    return _fixed(person, nominal)


def _first_load(person: Person) -> float:
    return person.workouts[0].done[person.trainee.believed][0].load_kg or 0.0


@dataclass(frozen=True, slots=True)
class Named:
    """A rule with its name in the tables."""

    name: str
    rule: Rule


RULES = (
    Named("**Evenside**", evenside),
    Named("each side on its own", on_their_own),
    Named("extra sets for the weaker side", extra_sets),
    Named("fixed 3×10, +2.5 kg a week", fixed),
)
EXTRAS = (
    Named("fixed 3×10, +2.5 kg after a full week", fixed_with_brake),
    Named("Evenside and one more set for the weaker side", evenside_one_more),
)
"""Not asked for, but telling."""
