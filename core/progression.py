"""What is the next dose? The weaker side's record sets it, and both sides do it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from functools import cached_property

from core import words
from core.body import Side
from core.catalog import Count, Exercise, Kind, Load
from core.journal import Band, History
from core.safety import MOST_PAIN_FOR_LOADING, MOST_PAIN_FOR_PROGRESS
from core.sessions import Session, sessions, weaker_side
from core.strength import bridge_reps, estimate_1rm, floor_to_step, next_step, reps_at

RESERVE = 2
"""Repetitions to leave in every set."""
SECONDS_STEP = 5
EASE_AFTER = timedelta(days=10)
BREAKS = ((84, 0.60), (42, 0.80), (21, 0.90))
"""Days away above which the load is multiplied (domain notes 3.4)."""
NEW_BASELINE_AFTER = timedelta(days=84)
LONGEST_BRIDGE = 30


class Change(Enum):
    """What the next dose does against the last one."""

    START = "start"
    SAME = "same"
    MORE = "more"
    HEAVIER = "heavier"
    LESS = "less"
    RETURN = "return"
    EASIER = "easier exercise"
    HARDER = "harder exercise"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class Target:
    """One set to do, the same on both sides."""

    amount: int
    """Reps, or seconds."""
    load_kg: float | None = None
    """None when there is no weight, or when it still has to be found."""
    band: Band | None = None
    reserve: int = RESERVE


@dataclass(frozen=True, slots=True)
class NextDose:
    """The next dose of an exercise and the one sentence that says what changed and why."""

    change: Change
    target: Target
    fewer_sets: bool
    says: str
    first: Side | None
    """The weaker side, which goes first; None without sides or when nothing is known."""
    instead: str = ""
    """Id of the easier or harder exercise to take instead, or empty."""


@dataclass(frozen=True, slots=True)
class Gear:
    """What the person can set: weights in kilograms and bands, in any order."""

    weights: tuple[float, ...]
    bands: tuple[Band, ...]


def next_dose(
    exercise: Exercise,
    history: History,
    gear: Gear,
    *,
    today: date,
    declared: Side | None = None,
) -> NextDose:
    """Decide the next dose of one exercise (domain notes 3.1, 3.4 and rule R2).

    Args:
        exercise: Which one.
        history: What was logged; other exercises are ignored.
        gear: Weights and bands the person has.
        today: The person's day.
        declared: The side the person calls the weaker one, used while the log says nothing.

    """
    first = weaker_side(history, exercise) or (declared if exercise.mode.sided else None)
    done = [s for s in sessions(history, exercise, first) if s.day <= today]
    if not any(s.decides for s in done):
        return _start(exercise, gear, first)
    plan = _Plan(exercise, gear, first, done, today)
    if not exercise.kind.strengthens:
        # A stretch has nothing to raise, but growing pain stops it like anything else.
        stopped = plan.pain()
        if stopped is not None and stopped.change is Change.PAUSE:
            return stopped
        return _start(exercise, gear, first)
    for rule in (plan.pain, plan.away, plan.missed, plan.raised, plan.within):
        decided = rule()
        if decided is not None:
            return decided
    raise AssertionError("the last rule always decides")


def _start(exercise: Exercise, gear: Gear, first: Side | None) -> NextDose:
    low, high = exercise.dose.amount
    band = min(gear.bands, default=Band.EXTRA_LIGHT) if exercise.load is Load.BAND else None
    side = words.your(first)
    span = f"{low}" if low == high else f"{low} to {high}"
    if exercise.kind is Kind.MOBILITY:
        says = "Slowly, as far as it is comfortable."
    elif exercise.count is Count.SECONDS:
        says = f"First time: hold for {span} seconds, as long as it stays steady."
    elif exercise.load is Load.BAND and band is not None:
        says = (
            f"First time: start with the {band.words} band and stop with {RESERVE} or 3 to spare."
        )
    elif exercise.load is Load.KG and not exercise.load_optional:
        says = (
            f"First time: find a weight that {side} can lift {span} times "
            f"with {RESERVE} or 3 to spare."
        )
    else:
        says = f"First time: {span} with good form, {RESERVE} or 3 to spare."
    return NextDose(Change.START, Target(low, None, band), fewer_sets=False, says=says, first=first)


@dataclass
class _Plan:
    """The rules of the next dose, asked in turn; each answers or passes."""

    exercise: Exercise
    gear: Gear
    first: Side | None
    felt: list[Session]
    """Every workout of the exercise: pain counts, whichever side it came from."""
    today: date

    @cached_property
    def done(self) -> list[Session]:
        """The workouts in which the deciding side took part."""
        return [session for session in self.felt if session.decides]

    @property
    def last(self) -> Session:
        return self.done[-1]

    @property
    def low(self) -> int:
        return self.exercise.dose.amount[0]

    @property
    def least(self) -> int:
        """What the deciding side managed in every set of the last session."""
        return min(self.last.amounts)

    def _said(self) -> str:
        """What the last session was: "12 kg × 9 is what your left side did with 2 in reserve"."""
        did = words.dose(self.exercise.count, self.least, self.last.load_kg, self.last.band)
        spare = "" if self.last.reserve is None else f" with {self.last.reserve} in reserve"
        who = "you did" if self.first is None else f"{words.your(self.first)} did"
        return f"{did} is what {who}{spare} {words.when(self.last.day, self.today)}"

    def _target(self, amount: int, *, reserve: int = RESERVE) -> Target:
        return Target(amount, self.last.load_kg, self.last.band, reserve)

    def _answer(
        self,
        change: Change,
        target: Target,
        says: str,
        *,
        fewer_sets: bool = False,
        instead: str = "",
    ) -> NextDose:
        return NextDose(change, target, fewer_sets, says, self.first, instead)

    def _kept(self) -> int:
        """The last amount, inside the range the exercise is done in."""
        return max(1, min(self.least, self._top()[0]))

    def _lighter(self, factor: float) -> Target:
        """Reduce by a factor, in the person's real steps; reps when there is no weight."""
        last = self.last
        if last.load_kg:
            load = floor_to_step(last.load_kg * factor, self.gear.weights)
            if load is None:
                load = min((*self.gear.weights, last.load_kg))
            return Target(self.low, load, last.band)
        if last.band is not None:
            lower = [band for band in self.gear.bands if band < last.band]
            if factor <= 0.8 and lower:
                return Target(self.low, None, max(lower))
        return Target(max(1, int(self._kept() * factor)), last.load_kg, last.band)

    # -- rules, most urgent first -----------------------------------------------------------------

    def pain(self) -> NextDose | None:
        """Rule R2: pain and the next morning decide before anything but a long break."""
        if self._break_factor() < 1:
            return None
        last = self.felt[-1]
        easier = self.exercise.easier[0] if self.exercise.easier else ""
        when = words.when(last.day, self.today)
        two_worse = len(self.felt) > 1 and all(s.worse_next_morning for s in self.felt[-2:])
        if two_worse or self._pain_rises():
            return self._answer(
                Change.PAUSE,
                self._target(self._kept()),
                "The pain has been growing: leave this exercise out for three weeks and see a "
                "physiotherapist or a doctor.",
            )
        if last.pain > MOST_PAIN_FOR_LOADING:
            return self._answer(
                Change.EASIER if easier else Change.LESS,
                self._lighter(0.8),
                f"Pain was {last.pain} of 10 {when}: "
                + ("take the easier exercise instead." if easier else "much lighter this time."),
                fewer_sets=True,
                instead=easier,
            )
        if last.pain > MOST_PAIN_FOR_PROGRESS and last.worse_next_morning:
            return self._answer(
                Change.LESS,
                self._lighter(0.8),
                f"Pain was {last.pain} of 10 {when} and worse the next morning: a fifth less and "
                "fewer sets.",
                fewer_sets=True,
            )
        if not last.green:
            why = (
                f"Pain was {last.pain} of 10 {when}"
                if last.pain > MOST_PAIN_FOR_PROGRESS
                else "The next morning felt worse than usual"
            )
            return self._answer(
                Change.SAME,
                self._target(self._kept()),
                f"{why}: the same dose again, no increase.",
            )
        return None

    def _pain_rises(self) -> bool:
        """The mean of the last seven days is two points or more above the seven before.

        One bad day is no trend: both weeks need two workouts, and a mean that is still in the
        green is left to the rules for the day.
        """
        week = timedelta(days=7)
        end = self.felt[-1].day
        new = [s.pain for s in self.felt if end - week < s.day <= end]
        old = [s.pain for s in self.felt if end - 2 * week < s.day <= end - week]
        if min(len(new), len(old)) < 2:
            return False
        mean = sum(new) / len(new)
        return mean > MOST_PAIN_FOR_PROGRESS and mean - sum(old) / len(old) >= 2

    def _break_factor(self) -> float:
        days = (self.today - self.last.day).days
        return next((factor for limit, factor in BREAKS if days > limit), 1.0)

    def away(self) -> NextDose | None:
        """Ease back in after a break."""
        gap = self.today - self.last.day
        factor = self._break_factor()
        weeks = words.plural(gap.days // 7, "week")
        if factor < 1:
            target = replace(self._lighter(factor), reserve=RESERVE + 1)
            new = " We start a new baseline." if gap > NEW_BASELINE_AFTER else ""
            return self._answer(
                Change.RETURN,
                target,
                f"Welcome back after {weeks}: about {round(100 * (1 - factor))} % less, so that it "
                f"comes back without a strain.{new}",
            )
        if gap > EASE_AFTER:
            return self._answer(
                Change.SAME,
                self._target(self._kept(), reserve=RESERVE + 1),
                f"{gap.days} days since the last time: the same dose, with {RESERVE + 1} to spare.",
            )
        return None

    def missed(self) -> NextDose | None:
        """Step back when the bottom of the range was missed twice running at one load."""
        if len(self.done) < 2 or not self.last.same_load(self.done[-2]):
            return None
        if not all(min(s.amounts) < self.low for s in self.done[-2:]):
            return None
        who = "You" if self.first is None else f"Your {self.first.value} side"
        unit = "reps" if self.exercise.count is Count.REPS else "seconds"
        easier = self.exercise.easier[0] if self.exercise.easier else ""
        if self.last.load_kg and self.gear.weights:
            target = self._lighter(0.95)
            if target.load_kg is not None and target.load_kg < self.last.load_kg:
                return self._answer(
                    Change.LESS,
                    target,
                    f"{who} stayed under {self.low} {unit} twice: one step lighter for both sides."
                    if self.exercise.mode.sided
                    else f"{who} stayed under {self.low} {unit} twice: one step lighter.",
                )
        lower = [b for b in self.gear.bands if self.last.band is not None and b < self.last.band]
        if lower:
            both = " for both sides" if self.exercise.mode.sided else ""
            return self._answer(
                Change.LESS,
                Target(self.low, None, max(lower)),
                f"{who} stayed under {self.low} {unit} twice: the {max(lower).words} band{both}.",
            )
        return self._answer(
            Change.EASIER if easier else Change.LESS,
            self._target(max(1, self.least)),
            f"{who} stayed under {self.low} {unit} twice: "
            + ("the easier exercise first." if easier else "stay with what goes well."),
            instead=easier,
        )

    def _top(self) -> tuple[int, float | None]:
        """The amount to reach before the next step, and that step in kilograms if there is one."""
        high = self.exercise.dose.amount[1]
        if not self.last.load_kg:
            return high, None
        heavier = next_step(self.last.load_kg, self.gear.weights)
        if heavier is None or self.exercise.load_optional:
            return high, heavier  # the body is most of the weight: a few kilograms are a small step
        bridge = bridge_reps(self.last.load_kg, heavier, self.low)
        return min(max(high, bridge), max(high, LONGEST_BRIDGE)), heavier

    def _at_top(self, session: Session) -> bool:
        """The deciding side reached the top in all sets with at least one in reserve."""
        reserve_ok = self.exercise.count is Count.SECONDS or (session.reserve or 0) >= 1
        return session.green and reserve_ok and min(session.amounts) >= self._top()[0]

    def raised(self) -> NextDose | None:
        """Raise only when the weaker side was at the top twice running: the two-sided gate."""
        if not self._at_top(self.last):
            return None
        top, heavier = self._top()
        unit = "reps" if self.exercise.count is Count.REPS else "seconds"
        who = "You" if self.first is None else f"Your {self.first.value} side"
        twice = (
            len(self.done) > 1
            and self.last.same_load(self.done[-2])
            and self._at_top(self.done[-2])
        )
        if not twice:
            return self._answer(
                Change.SAME,
                self._target(top),
                f"{who} reached {top} {unit}: once more, then it gets harder.",
            )
        both = " for both sides" if self.exercise.mode.sided else ""
        if heavier is not None:
            return self._answer(
                Change.HEAVIER,
                Target(self.low, heavier, None),
                f"{who} reached {top} {unit} twice with some to spare: {words.kg(heavier)}{both}.",
            )
        stronger = [b for b in self.gear.bands if self.last.band is not None and b > self.last.band]
        if stronger:
            return self._answer(
                Change.HEAVIER,
                Target(self.low, None, min(stronger)),
                f"{who} reached {top} {unit} twice: the {min(stronger).words} band{both}.",
            )
        if self.exercise.load_optional and not self.last.load_kg and self.gear.weights:
            lightest = min(self.gear.weights)
            return self._answer(
                Change.HEAVIER,
                Target(self.low, lightest, None),
                f"{who} reached {top} {unit} twice: time to hold {words.kg(lightest)}{both}.",
            )
        harder = self.exercise.harder[0] if self.exercise.harder else ""
        if harder:
            return self._answer(
                Change.HARDER,
                self._target(top),
                f"{who} reached {top} {unit} twice: ready for the harder exercise.",
                instead=harder,
            )
        return self._answer(
            Change.SAME,
            self._target(top),
            f"{who} reached the top twice: make it slower instead of longer.",
        )

    def within(self) -> NextDose:
        """Move up inside the range, one small step at a time."""
        last, least = self.last, self.least
        top, heavier = self._top()
        if last.load_kg and self.gear.weights and last.load_kg not in self.gear.weights:
            refitted = self._refit()
            if refitted is not None:
                return refitted
        if self.exercise.load_optional and not last.load_kg and least >= top:
            return self._answer(Change.SAME, self._target(top), f"{self._said()}: the same again.")
        if least < self.low:
            return self._answer(
                Change.SAME,
                self._target(self.low if last.load_kg or last.band else max(1, least)),
                f"{self._said()}, under the range of {self.low} to "
                f"{self.exercise.dose.amount[1]}: the same again.",
            )
        if self.exercise.count is Count.SECONDS:
            more = min(top, least + SECONDS_STEP)
            if more > least:
                return self._answer(
                    Change.MORE, self._target(more), f"{self._said()}: {more} seconds this time."
                )
            return self._answer(Change.SAME, self._target(top), f"{self._said()}: the same again.")
        if last.reserve is None:
            return self._answer(
                Change.SAME,
                self._target(min(least, top)),
                f"{self._said()}. Say how many more were possible, and the dose can rise safely.",
            )
        if last.reserve >= RESERVE and least < top:
            bridge = (
                f" {words.kg(heavier)} is a big step from here, so first go to {top} reps."
                if heavier is not None and least >= self.exercise.dose.amount[1]
                else ""
            )
            return self._answer(
                Change.MORE, self._target(least + 1), f"{self._said()}: one more this time.{bridge}"
            )
        return self._answer(
            Change.SAME, self._target(min(least, top)), f"{self._said()}: the same again."
        )

    def _refit(self) -> NextDose | None:
        """Move to a weight the person really has, with the reps it allows."""
        last = self.last
        load = floor_to_step(last.load_kg or 0.0, self.gear.weights)
        if not last.load_kg or load is None or self.least < 1:
            return None
        one_rm = estimate_1rm(last.load_kg, self.least, last.reserve or 0)
        reps = min(max(self.low, reps_at(one_rm, load, RESERVE)), self._top()[0])
        return self._answer(
            Change.SAME,
            Target(reps, load, None),
            f"{words.kg(last.load_kg)} is not among your weights any more: {words.kg(load)} × "
            f"{reps} asks about the same.",
        )
