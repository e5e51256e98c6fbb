"""Does our rule of progression even people out, what does it cost, and are other rules better?

Run from the repository's folder: `python -m tests.benchmarks.trainees --trainees 1000 --markdown`.
It writes the tables of docs/SIMULATION.md; the same seed gives the same tables.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from random import Random
from statistics import fmean, median

from core.body import Side
from tests.benchmarks.pain_rule import broken_next, broken_today
from tests.benchmarks.person import Order, Person
from tests.benchmarks.rules import EXTRAS, RULES, Named, Rule
from tests.benchmarks.trainee import BASE, CVS, MOVES, WORLDS, Both, Trainee, World, trainees

EVEN = 5.0
"""Percent: the sides are called even within it."""
LATE = 4
"""Workouts over which the first and the last loads are averaged."""
LOOKS = 2000
"""Bootstrap samples."""


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
        load={side: _load_gain(person, side) for side in Side},
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


def _load_gain(person: Person, side: Side) -> float:
    """How much more a side lifts in its last workouts than in its first ones, in percent."""
    loads = [
        person.moved(max((one.load_kg or 0.0) for one in workout.done[side]))
        for workout in person.workouts
        if workout.done[side]
    ]
    if not loads:
        return 0.0
    return 100.0 * (fmean(loads[-LATE:]) / loads[0] - 1.0)


# -- numbers -----------------------------------------------------------------------------------


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


def run(
    people: Sequence[Trainee], named: Named, world: World, *, weeks: int, processes: int = 1
) -> Crowd:
    """Let all trainees live by one rule."""
    job = partial(follow, rule=named.rule, world=world)
    if processes == 1:
        return Crowd(people, [job(trainee) for trainee in people], weeks)
    with ProcessPoolExecutor(processes) as pool:
        return Crowd(people, list(pool.map(job, people, chunksize=10)), weeks)


def interval(
    values: Sequence[float], of: Callable[[Sequence[float]], float] = median, *, seed: int = 1
) -> tuple[float, float, float]:
    """Give a number with its 95 % interval, by resampling trainees.

    Differences within trainees go in as one value each, so the resampling is paired.
    """
    random = Random(f"bootstrap {seed}")
    count = len(values)
    looks = sorted(of(random.choices(values, k=count)) for _ in range(LOOKS))
    return of(values), looks[int(0.025 * LOOKS)], looks[int(0.975 * LOOKS)]


def share(values: Sequence[bool]) -> float:
    """Percent that are true."""
    return 100.0 * sum(values) / len(values)


# -- tables ------------------------------------------------------------------------------------


def _row(*cells: object) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |\n"


def _head(title: str, *cells: object) -> str:
    return f"\n### {title}\n\n" + _row(*cells) + _row(*("---" for _ in cells))


def _told(values: Sequence[float], form: str = ".1f") -> str:
    """A median with its interval: "12.3 (11.8 to 12.9)"."""
    middle, low, high = (_number(v, form) for v in interval(values))
    return f"{middle} ({low} to {high})"


def _number(value: float, form: str) -> str:
    return "never" if value == float("inf") else format(value, form).replace("-", "−")


def evening_table(crowds: dict[str, Crowd]) -> str:
    """How soon and how far each rule evens people out."""
    out = _head("How soon the sides are within 5 %: median (95 % interval)", "rule",
                "weeks until within 5 %", "never, % of people", "gap at the end, %",
                "strength of the weaker side, +%", "of the stronger side, +%")  # fmt: skip
    for name, crowd in crowds.items():
        out += _row(
            name,
            _told(crowd.weeks_to_even()),
            f"{share([o.weeks is None for o in crowd.outcomes]):.0f}",
            _told([o.gap for o in crowd.outcomes]),
            _told(crowd.of_weaker(lambda o: o.strength)),
            _told(crowd.of_stronger(lambda o: o.strength)),
        )
    return out


def safety_table(crowds: dict[str, Crowd]) -> str:
    """What each rule asks, and what it does about pain."""
    out = _head("Loads, doses that were too much, and pain", "rule",
                "load of the weaker side, +%", "load of the stronger side, +%",
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
                "(95 % interval)", "rule", "weeks until even (never counts as the end)",
                "even sooner / later than with Evenside, % of people", "gap at the end, points",
                "weaker side, points", "stronger side, points")  # fmt: skip
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
            _told([a - b for a, b in late]),
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
        ("gap of 6 to 12 %", partial(_gap_within, low=0.0, high=12.0)),
        ("gap of 12 to 18 %", partial(_gap_within, low=12.0, high=18.0)),
        ("gap of 18 to 25 %", partial(_gap_within, low=18.0, high=100.0)),
        ("responders", _responds),
        ("non-responders", lambda t: not t.responder),
    ]
    out = _head("Weeks until within 5 %, by group: median (never, % of people)", "people",
                *crowds)  # fmt: skip
    for name, keep in groups:
        cells = []
        for crowd in crowds.values():
            some = crowd.chosen(keep)
            if some.outcomes:
                never = share([o.weeks is None for o in some.outcomes])
                cells.append(f"{_number(median(some.weeks_to_even()), '.1f')} ({never:.0f} %)")
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


def _responds(trainee: Trainee) -> bool:
    return trainee.responder


def worlds_table(rows: Sequence[tuple[World, dict[str, Crowd]]]) -> str:
    """The same comparison when other things are true about bodies."""
    names = list(rows[0][1])
    out = _head("When something else is true about bodies: weeks until within 5 % (never, %); "
                "below it the strength of weaker / stronger side, +%", "assumption",
                *names)  # fmt: skip
    for world, crowds in rows:
        cells = []
        for crowd in crowds.values():
            weeks = _number(median(crowd.weeks_to_even()), ".1f")
            never = share([o.weeks is None for o in crowd.outcomes])
            weak = median(crowd.of_weaker(lambda o: o.strength))
            strong = median(crowd.of_stronger(lambda o: o.strength))
            cells.append(f"{weeks} ({never:.0f} %)<br>{weak:.1f} / {strong:.1f}")
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


def tables(
    count: int, weeks: int, seed: int, *, processes: int = 1, sensitivity: int = 0
) -> str:
    """Write the tables as Markdown; `sensitivity` is how many trainees each other world gets."""
    people = trainees(count, weeks=weeks, seed=seed)
    go = partial(run, weeks=weeks, processes=processes)
    main = {named.name: go(people, named, BASE) for named in RULES}
    every = main | {named.name: go(people, named, BASE) for named in EXTRAS}
    out = (
        evening_table(every) + safety_table(every) + paired_table(every) + broken_table(every)
        + groups_table(main)
    )  # fmt: skip
    if sensitivity:
        some = people[:sensitivity]
        rows = [(w, {n.name: go(some, n, w) for n in RULES}) for w in WORLDS]
        out += worlds_table(rows)
    return out


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trainees", type=int, default=1000)
    parser.add_argument("--weeks", type=int, default=26)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument(
        "--sensitivity", type=int, default=0, help="trainees in each other world; 0 leaves it out"
    )
    parser.add_argument("--markdown", action="store_true", help="as it goes into the docs")
    asked = parser.parse_args(arguments)
    text = tables(
        asked.trainees, asked.weeks, asked.seed,
        processes=asked.processes, sensitivity=asked.sensitivity,
    )  # fmt: skip
    if not asked.markdown:
        text = text.replace("**", "").replace("<br>", "; ").replace("### ", "")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
