"""What has been done of an exercise, and what can be done about it with the person's own gear?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from core import strength, words
from core.body import Side
from core.catalog import Count, Equipment, Exercise
from core.doses import RESERVE, Change, Gear, NextDose, Target
from core.governor import CHALLENGED_RESERVE, UNKNOWN, Governor, Stage
from core.sessions import Session
from core.strength import bridge_reps, estimate_1rm, floor_to_step, next_step

LONGEST_BRIDGE = 30
LEAST_ADDED = 2.0
"""Kilograms that are felt beside the body's own weight: of 60 kg they are 3 %, and 2 to 10 % is a
step (Ratamess et al., 2009)."""
STACK = tuple(2.5 * n for n in range(1, 81))
"""Kilograms on a cable machine; stacks differ, half a plate is usual."""


@dataclass
class Record:
    """The record of one exercise, and what can be done with the person's own gear."""

    exercise: Exercise
    gear: Gear
    first: Side | None
    felt: list[Session]
    """Every workout of the exercise: pain counts, whichever side it came from."""
    today: date
    governor: Governor = UNKNOWN

    @cached_property
    def done(self) -> list[Session]:
        """The workouts in which the deciding side took part, and did something if it ever did."""
        took_part = [session for session in self.felt if session.decides]
        return [session for session in took_part if not session.stopped] or took_part

    @cached_property
    def last(self) -> Session:
        """The last workout that decides.

        Where pain stopped a lighter try after it before the first repetition, it counts at what
        was tried: pain never leads to more weight (rule R2).
        """
        done = self.done[-1]
        tried = [s for s in self.felt[self.felt.index(done) + 1 :] if s.decides and s.stopped]
        lightest = min((done, *tried), key=lambda s: s.load_kg or 0.0)
        bands = [s.band for s in (done, *tried) if s.band is not None]
        return replace(done, load_kg=lightest.load_kg, band=min(bands, default=None))

    @property
    def stopped_lighter(self) -> bool:
        """True when pain stopped a lighter try than the last dose that was done."""
        last, done = self.last, self.done[-1]
        return (last.load_kg, last.band) != (done.load_kg, done.band)

    @property
    def before(self) -> Session | None:
        """The one right before it; None when there is none, or when pain came between them."""
        took_part = [session for session in self.felt if session.decides]
        if len(took_part) < 2:
            return None
        found = took_part[-2]
        return None if found.stopped or took_part[-1].stopped else found

    @property
    def both(self) -> bool:
        """True when both sides are challenged, so that both of them decide."""
        return self.governor.stage is Stage.BOTH

    @property
    def who(self) -> str:
        """Who decides, to begin a sentence with: "You", "Your left side", "Both sides"."""
        if self.both:
            return "Both sides"
        return "You" if self.first is None else f"Your {self.first.value} side"

    @property
    def for_both(self) -> str:
        """What to add to a new weight, where there are sides."""
        return " for both sides" if self.exercise.mode.sided and not self.both else ""

    @property
    def away_days(self) -> int:
        """Days since the exercise was last done at all; a lighter week is no break."""
        days = [s.day for s in self.felt if s.decides or s.lighter]
        return (self.today - max(days)).days

    @property
    def low(self) -> int:
        """The bottom of the range."""
        return self.exercise.dose.amount[0]

    @property
    def least(self) -> int:
        """What the deciding side managed in every set of the last session."""
        return min(self.last.amounts)

    def said(self) -> str:
        """What the last session was: "12 kg × 9 is what your left side did with 2 in reserve"."""
        did = words.dose(self.exercise.count, self.least, self.last.load_kg, self.last.band)
        spare = "" if self.last.reserve is None else f" with {self.last.reserve} in reserve"
        who = "you" if self.first is None else words.your(self.first)
        if self.both:
            who = "both sides"
            if self.last.reserve == 0:
                spare = " with none in reserve on one side"
            elif spare:
                spare = f" with at least {self.last.reserve} in reserve"
        return f"{did} is what {who} did{spare} {words.when(self.last.day, self.today)}"

    def target(self, amount: int, *, reserve: int = RESERVE) -> Target:
        """Give an amount at the last weight or band."""
        return Target(amount, self.last.load_kg, self.last.band, reserve)

    def answer(
        self,
        change: Change,
        target: Target,
        says: str,
        *,
        fewer_sets: bool = False,
        instead: str = "",
    ) -> NextDose:
        """Give a dose; the first one after a change of who decides says so."""
        says = f"{says}{self._news()}"
        return NextDose(change, target, fewer_sets, says, self.first, instead, challenged=self.both)

    def _news(self) -> str:
        if not self.governor.just_changed:
            return ""
        if self.both:
            return (
                f" Both sides are challenged now: {CHALLENGED_RESERVE} or fewer in reserve on "
                "either side, two workouts running. From here it rises when both reach the top."
            )
        side = "the weaker side" if self.first is None else words.your(self.first)
        return (
            f" One side has more than {CHALLENGED_RESERVE} in reserve again, two workouts "
            f"running: {side} decides again."
        )

    def kept(self) -> int:
        """The last amount, inside the range the exercise is done in.

        Where pain has ended every set there ever was, it is the bottom of the range.
        """
        return max(1, min(self.low if self.last.stopped else self.least, self.top()[0]))

    @cached_property
    def weights(self) -> tuple[float, ...]:
        """The steps there are: the stack of a machine, or the person's own weights."""
        return STACK if Equipment.CABLE in self.exercise.needs else self.gear.weights

    def reps_at(self, load: float, reserve: int) -> int:
        """What the last session says about another weight."""
        if not self.last.load_kg or self.least < 1:
            return self.low
        one_rm = estimate_1rm(self.last.load_kg, self.least, self.last.reserve or 0)
        return strength.reps_at(one_rm, load, reserve)

    def lighter(self, factor: float) -> Target:
        """Reduce by a factor, in the person's real steps; fewer reps where there is no step."""
        last = self.last
        if last.load_kg:
            load = floor_to_step(last.load_kg * factor, self.weights)
            if load is not None:
                amount = max(1, min(self.low, self.reps_at(load, RESERVE + 1)))
                return Target(amount, load, last.band)
        if last.band is not None:
            lower = [band for band in self.gear.bands if band < last.band]
            if factor <= 0.8 and lower:
                return Target(self.low, None, max(lower))
        return Target(max(1, int(self.kept() * factor)), last.load_kg, last.band)

    def eased_back(self, factor: float) -> Target:
        """Reduce by a factor for coming back; the reps make up for what the steps are too big for.

        From 15 kg × 11 to 10 kg × 8 would be half, not four fifths: the reps are solved anew at the
        weight there is (domain notes 3.1; Epley, 1985).
        """
        target = self.lighter(factor)
        last = self.last
        if not last.load_kg or not target.load_kg or target.load_kg >= last.load_kg:
            return target
        wanted = factor * estimate_1rm(last.load_kg, max(1, self.least))
        reps = strength.reps_at(wanted, target.load_kg)
        return replace(target, amount=max(1, min(self.top_at(target.load_kg)[0], reps)))

    def next_weight(self, load: float) -> float | None:
        """Give the next weight; where the body is most of it, steps under 2 kg change nothing."""
        if not self.exercise.load_optional:
            return next_step(load, self.weights)
        felt = [w for w in self.weights if w >= load + LEAST_ADDED - 1e-9]
        return min(felt) if felt else next_step(load, self.weights)

    def less(self, target: Target) -> str:
        """Say what is less: "18 kg instead of 20 kg", "8 reps instead of 10"."""
        last = self.last
        if last.load_kg and target.load_kg and target.load_kg < last.load_kg:
            return f"{words.kg(target.load_kg)} instead of {words.kg(last.load_kg)}"
        if target.band is not None and last.band is not None and target.band < last.band:
            return f"the {target.band.words} band instead of the {last.band.words} one"
        unit = "reps" if self.exercise.count is Count.REPS else "seconds"
        if target.amount < self.kept():
            return f"{target.amount} {unit} instead of {self.kept()}"
        return "the same, slowly and with more to spare"

    def top(self) -> tuple[int, float | None]:
        """The amount to reach before the next step, and that step in kilograms if there is one."""
        return self.top_at(self.last.load_kg)

    def top_at(self, load: float | None) -> tuple[int, float | None]:
        """The same at another weight."""
        high = self.exercise.dose.amount[1]
        if not load:
            return high, None
        heavier = self.next_weight(load)
        if heavier is None or self.exercise.load_optional:
            return high, heavier  # the body is most of the weight: a few kilograms are a small step
        bridge = bridge_reps(load, heavier, self.low)
        if bridge > max(high, LONGEST_BRIDGE):
            return high, None  # nobody gets across: a weight in between is needed
        return max(high, bridge), heavier
