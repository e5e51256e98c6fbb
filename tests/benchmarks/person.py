"""How does a virtual trainee do a workout, and what does the workout do to the trainee?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from core.body import Side
from core.journal import AfterNote, History, Morning, MorningNote, SetEntry
from core.strength import floor_to_step
from tests.benchmarks.trainee import SETS, Slot, Trainee, World
from tests.benchmarks.workout import Done, Order, Orders, Workout

FIRST_DAY = date(2026, 1, 5)
EASY = 0.35
"""Stimulus of the easier exercise, and half the strain: a guess."""
FORGETS_AFTER = 14
"""Days without training that cost nothing (domain notes 3.4)."""
CALMS_IN = 7.0
"""Days in which soreness falls to a third."""
STOPS_AT = 8
"""Pain at which people stop by themselves when no rule tells them to."""


@dataclass
class Person:
    """A trainee on the way."""

    trainee: Trainee
    world: World
    strength: dict[Side, float] = field(init=False)
    once: dict[Side, float] = field(init=False)
    """The most that a side could ever do, or would be able to without disuse."""
    sore: dict[Side, float] = field(init=False)
    usual: dict[Side, float | None] = field(init=False)
    """What a side is used to: a running mean of its doses as one-repetition load."""
    sets: list[SetEntry] = field(default_factory=list)
    silent: dict[Side, list[SetEntry]] = field(init=False)
    """The first sets of each side without what was felt: what a rule sees that asks for no pain."""
    mornings: list[MorningNote] = field(default_factory=list)
    after: list[AfterNote] = field(default_factory=list)
    workouts: list[Workout] = field(default_factory=list)
    """Workouts of the exercise itself; those with the easier one instead are not among them."""
    trained: int | None = None
    """The last day on which anything was done."""
    now: int = 0

    def __post_init__(self) -> None:
        self.strength = dict(self.trainee.strength)
        self.once = dict(self.trainee.once)
        self.sore = dict.fromkeys(Side, 0.0)
        self.usual = dict.fromkeys(Side)
        self.silent = {side: [] for side in Side}

    @property
    def today(self) -> date:
        """The date in the log."""
        return FIRST_DAY + timedelta(days=self.now)

    @property
    def gap(self) -> float:
        """How far the lower side truly is behind, in percent of the higher."""
        low, high = sorted(self.strength.values())
        return 100.0 * (1.0 - low / high)

    @property
    def log(self) -> History:
        """All that was logged."""
        return History(tuple(self.sets), tuple(self.mornings), tuple(self.after))

    def moved(self, load_kg: float | None) -> float:
        """What is truly lifted with a weight in the hand, in kilograms."""
        return self.trainee.body_share + (load_kg or 0.0)

    def live(self, slot: Slot) -> None:
        """Let the days pass until a planned workout."""
        days = slot.day - self.now
        rested = slot.day - (slot.day if self.trained is None else self.trained)
        lost = _forgotten(rested) - _forgotten(max(0, rested - days))
        self.now = slot.day
        for side in Side:
            self.strength[side] *= math.exp(-lost)
            flare = slot.flare[side] if self.world.pain else 0.0
            self.sore[side] = min(10.0, self.sore[side] * math.exp(-days / CALMS_IN) + flare)

    # -- one workout ------------------------------------------------------------------------------

    def work(self, slot: Slot, orders: Orders) -> None:
        """Do a workout, log it, and become stronger or more sore from it."""
        order = orders.sides[orders.first]
        if order.easier:
            self._grow(dict.fromkeys(Side, EASY))
            self._strain(dict.fromkeys(Side, 0.0))
            self.trained = self.now
            return
        form = {side: self._form(slot, side) for side in Side}
        done: dict[Side, list[Done]] = {side: [] for side in Side}
        at = datetime.combine(self.today, time(18, 0), UTC)
        workout = f"day {self.now}"
        entries: list[SetEntry] = []
        stopped = False
        for index in range(1, max(o.sets for o in orders.sides.values()) + 1):
            for side in (orders.first, orders.first.other):
                asked = orders.sides[side]
                if stopped or index > asked.sets:
                    continue
                lead = done[orders.first]
                # Zero is a finding about that side and no dose for the other (Coach.prefill).
                copies = orders.locked and side is not orders.first and len(lead) >= index
                if copies and lead[-1].reps:
                    asked = replace(
                        asked, amount=lead[-1].reps, load_kg=lead[-1].load_kg, find=False
                    )
                elif asked.find and done[side]:
                    asked = replace(asked, load_kg=done[side][0].load_kg)
                made, reserve = self._set(slot, side, index, asked, form[side])
                done[side].append(made)
                at += timedelta(minutes=2)
                entries.append(
                    SetEntry(
                        id=f"{workout} {side.value} {index}",
                        workout_id=workout,
                        exercise_id=self.trainee.exercise.id,
                        day=self.today,
                        at=at,
                        index=index,
                        side=side,
                        reps=made.reps,
                        load_kg=made.load_kg,
                        reserve=reserve,
                        pain=made.pain,
                    )
                )
                stopped = made.pain > 5 if orders.minds_pain else made.pain >= STOPS_AT
        self.sets += entries
        for entry in entries:
            if entry.side is not None and entry.index <= SETS:
                self.silent[entry.side].append(replace(entry, pain=None))
        kept = {side: tuple(done[side]) for side in Side}
        after = {side: _after(slot, side, kept[side]) for side in Side}
        worse = {side: self._morning(slot, side, kept[side]) for side in Side}
        exercise_id = self.trainee.exercise.id
        for side in Side:
            if after[side]:
                self.after.append(AfterNote(workout, exercise_id, side, self.today, after[side]))
            if worse[side]:
                day = self.today + timedelta(days=1)
                self.mornings.append(MorningNote(workout, exercise_id, side, day, Morning.WORSE))
        self.workouts.append(Workout(self.now, orders, kept, after, worse))
        self._grow({side: self._stimulus(side, kept[side]) for side in Side})
        self._strain({side: self._load_on(side, kept[side]) for side in Side})
        self.trained = self.now

    def _form(self, slot: Slot, side: Side) -> float:
        """Strength on that day: true strength, the day's noise, and what pain takes."""
        felt = max(0.0, self.sore[side] - 2.0)
        noise = math.exp(self.trainee.cv * slot.noise[side] / 100.0)
        return self.strength[side] * noise * (1.0 - 0.02 * felt)

    def _set(
        self, slot: Slot, side: Side, index: int, asked: Order, form: float
    ) -> tuple[Done, int | None]:
        """Do one set: as many as asked, or as many as there are."""
        tired = form * (1.0 - 0.015 * (index - 1))
        load, amount = asked.load_kg, asked.amount
        if asked.find and load is None and self.trainee.move.held:
            load = self._found(form, amount)
        able = possible(tired, self.moved(load))
        if asked.find:
            low, high = self.trainee.exercise.dose.amount
            felt = self.felt(slot, side, index, max(0, able - amount))
            amount = min(high, max(low, amount + felt - 2))
        reps = min(amount, able)
        if reps < amount or able == 0:
            reserve: int | None = 0
        elif slot.unsure[side][index - 1]:
            reserve = None
        else:
            reserve = self.felt(slot, side, index, able - reps)
        return Done(reps, load, able, amount, self._pain(slot, side, index, load, reps)), reserve

    def _found(self, form: float, amount: int) -> float:
        """Find the first weight: `amount` and one more, with two or three to spare, or so."""
        guess = form * math.exp(self.trainee.finding)
        wished = guess / (1.0 + (amount + 1 + 2.5) / 30.0) - self.trainee.body_share
        return floor_to_step(wished, self.trainee.weights) or min(self.trainee.weights)

    def felt(self, slot: Slot, side: Side, index: int, left: int) -> int:
        """Guess the repetitions left: about one wrong near failure, more than two far from it.

        People think that fewer are left than there are, 0.95 on average (Halperin et al., 2022;
        Hackett et al., 2017, for how the error grows).
        """
        bias = self.trainee.bias * min(left, 10) / 5.0
        spread = 0.5 + 0.2 * min(left, 12)
        error = self.world.misjudged * (spread * slot.guess[side][index - 1] - bias)
        return max(0, round(left + error))

    # -- what it does -----------------------------------------------------------------------------

    def _stimulus(self, side: Side, done: Sequence[Done]) -> float:
        """How much a side was made to grow; 1 is three sets near failure with a fair weight."""
        if not done:
            return 0.0
        world = self.world
        total = 0.0
        for one in done:
            effort = max(world.least_effort, 1.0 - world.effort * max(0, one.able - one.reps - 3))
            share = self.moved(one.load_kg) / self.strength[side]
            heavy = min(1.1, max(0.4, share / 0.70)) ** world.heaviness
            total += effort * heavy * min(1.0, one.reps / 5.0)
        enough: float = (len(done) / SETS) ** world.volume
        return total / len(done) * enough

    def _grow(self, own: dict[Side, float]) -> None:
        """Move each side toward its ceiling; a side that does less borrows from the other."""
        for side in Side:
            spill = max(0.0, own[side.other] - own[side])
            stimulus = own[side] + self.world.cross * spill
            ends = self.trainee.ceiling if self.world.shared_ceiling else self.trainee.own_ceiling
            now = math.log(self.strength[side])
            room = max(0.0, math.log(ends[side]) - now)
            room += self.world.regain * max(0.0, math.log(self.once[side]) - now)
            self.strength[side] *= math.exp(self.trainee.rate * stimulus * room)
            self.once[side] = max(self.once[side], self.strength[side])

    def _load_on(self, side: Side, done: Sequence[Done]) -> float:
        """Soreness that a workout adds: by jumps, by failing, and by very heavy weights."""
        if not done:
            return 0.0
        dose = max(self.moved(d.load_kg) * (1.0 + d.reps / 30.0) for d in done)
        usual = self.usual[side]
        self.usual[side] = dose if usual is None else 0.7 * usual + 0.3 * dose
        jump = 0.0 if usual is None else max(0.0, dose / usual - 1.10)
        share = max(self.moved(d.load_kg) for d in done) / self.strength[side]
        failed = sum(d.reps < d.asked for d in done) / SETS
        return 12.0 * jump + 1.5 * failed + 6.0 * max(0.0, share - 0.80)

    def _strain(self, added: dict[Side, float]) -> None:
        for side in Side:
            if self.world.pain:
                more = self.trainee.prone[side] * added[side]
                self.sore[side] = min(10.0, self.sore[side] + more)

    def _pain(self, slot: Slot, side: Side, index: int, load: float | None, reps: int) -> int:
        """Pain while doing a set: soreness by how hard the set is, 0 to 10."""
        if not self.world.pain:
            return 0
        hard = min(1.1, self.moved(load) * (1.0 + reps / 30.0) / self.strength[side])
        ache = 0.5 * slot.ache[side] * (0.3 + self.trainee.prone[side])
        return max(0, min(10, round((self.sore[side] + 0.2 * (index - 1)) * hard**2 + ache - 0.3)))

    def _morning(self, slot: Slot, side: Side, done: Sequence[Done]) -> bool:
        """Tell whether the next morning is worse than usual; more so after pain."""
        pain = max((d.pain for d in done), default=0)
        worse = slot.morning[side] < 0.01 + 0.09 * max(0, pain - 2)
        if worse and self.world.pain:
            self.sore[side] = min(10.0, self.sore[side] + 0.5)
        return worse and self.world.pain


def _after(slot: Slot, side: Side, done: Sequence[Done]) -> int:
    """Pain right after: that of the last set, or one more or less; only where something hurt."""
    if not done or not done[-1].pain:
        return 0
    chance = slot.after[side]
    return max(0, min(10, done[-1].pain - (chance < 0.4) + (chance > 0.8)))


def possible(strength: float, moved: float) -> int:
    """Give the repetitions to failure (Epley, 1985, turned around); at most 60."""
    return max(0, min(60, math.floor(30.0 * (strength / moved - 1.0) + 1e-9)))


def _forgotten(days: int) -> float:
    """Log strength lost after days without training: little in two weeks, more after four."""
    over = max(0, days - FORGETS_AFTER)
    return 0.0008 * over + 0.0012 * max(0, days - 28)
