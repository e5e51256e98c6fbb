"""What is the next dose? The weaker side's record sets it, and both sides do it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from core import words
from core.body import Side
from core.catalog import Count, Exercise, Kind, Load
from core.doses import RESERVE, Change, Gear, NextDose, Target
from core.governor import Stage, governor_of
from core.journal import Band, History
from core.record import Record
from core.safety import MOST_PAIN_FOR_LOADING, MOST_PAIN_FOR_PROGRESS
from core.sessions import Session, sessions, sessions_of_both, weaker_side
from core.strength import floor_to_step, next_step

SECONDS_STEP = 5
EASE_AFTER = timedelta(days=10)
BREAKS = ((84, 0.60), (42, 0.80), (21, 0.90))
"""Days away above which the load is multiplied (domain notes 3.4)."""
NEW_BASELINE_AFTER = timedelta(days=84)


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
    # A clock that was wrong for a while must not leave sets of the future in charge.
    history = replace(history, sets=tuple(s for s in history.sets if s.day <= today))
    first = weaker_side(history, exercise) or (declared if exercise.mode.sided else None)
    governor = governor_of(history, exercise)
    if governor.stage is Stage.BOTH:
        done = sessions_of_both(history, exercise)
    else:
        done = sessions(history, exercise, first)
    if not any(s.decides for s in done):
        return _start(exercise, gear, first)
    plan = _Plan(exercise, gear, first, done, today, governor)
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


def _break_factor(days: int) -> float:
    """Give what is left of the load after so many days away (domain notes 3.4)."""
    return next((factor for limit, factor in BREAKS if days > limit), 1.0)


def _start(exercise: Exercise, gear: Gear, first: Side | None) -> NextDose:
    low, high = exercise.dose.amount
    band = min(gear.bands, default=Band.EXTRA_LIGHT) if exercise.load is Load.BAND else None
    side = words.your(first)
    span = f"{low}" if low == high else f"{low} to {high}"
    if exercise.kind is Kind.STRETCH:
        says = f"{low if low == high else f'{low} to {high}'} seconds: a pull, not a pain."
    elif exercise.kind is Kind.MOBILITY:
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
class _Plan(Record):
    """The rules of the next dose, asked in turn; each answers or passes."""

    # -- rules, most urgent first -----------------------------------------------------------------

    def pain(self) -> NextDose | None:
        """Rule R2: pain and the next morning decide before anything but a long break."""
        last = self.felt[-1]
        # From the last workout of any kind: pain that ended one early is not forgotten as a break.
        if _break_factor((self.today - last.day).days) < 1:
            return None
        easier = self.exercise.easier[0] if self.exercise.easier else ""
        when = words.when(last.day, self.today)
        two_worse = len(self.felt) > 1 and all(s.worse_next_morning for s in self.felt[-2:])
        if two_worse or self._pain_rises():
            return self.answer(
                Change.PAUSE,
                self.target(self.kept()),
                "The pain has been growing: leave this exercise out for three weeks and see a "
                "physiotherapist or a doctor.",
            )
        if last.pain > MOST_PAIN_FOR_LOADING:
            return self.answer(
                Change.EASIER if easier else Change.LESS,
                self.lighter(0.8),
                f"Pain was {last.pain} of 10 {when}: "
                + ("take the easier exercise instead." if easier else "much lighter this time."),
                fewer_sets=True,
                instead=easier,
            )
        if last.pain > MOST_PAIN_FOR_PROGRESS and last.worse_next_morning:
            target = self.lighter(0.8)
            return self.answer(
                Change.LESS,
                target,
                f"Pain was {last.pain} of 10 {when} and worse the next morning: "
                f"{self.less(target)}, and fewer sets.",
                fewer_sets=True,
            )
        if last.stopped and last.decides:
            return self._stopped(last, when)
        if not last.green:
            why = (
                f"Pain was {last.pain} of 10 {when}"
                if last.pain > MOST_PAIN_FOR_PROGRESS
                else "The next morning felt worse than usual"
            )
            return self.answer(
                Change.SAME,
                self.target(self.kept()),
                f"{why}: the same dose again, no increase.",
            )
        return None

    def _stopped(self, last: Session, when: str) -> NextDose:
        """Zero is no dose: back to the last one that was done, or lighter where none ever was."""
        said = f"Pain was {last.pain} of 10 {when}, before the first rep"
        if self.last.stopped:
            target = self.lighter(0.8)
            return self.answer(
                Change.LESS,
                target,
                f"{said}: {self.less(target)}, and fewer sets.",
                fewer_sets=True,
            )
        target = self.target(self.kept())
        dose = words.dose(self.exercise.count, target.amount, target.load_kg, target.band)
        again = f"{dose} again, the last dose that was done, no increase."
        if self.stopped_lighter:
            again = f"{dose}, no heavier than that, no increase."
        return self.answer(Change.SAME, target, f"{said}: {again}")

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

    def away(self) -> NextDose | None:
        """Ease back in after a break."""
        gap = timedelta(days=self.away_days)
        factor = _break_factor(self.away_days)
        weeks = words.plural(gap.days // 7, "week")
        if factor < 1:
            target = replace(self.eased_back(factor), reserve=RESERVE + 1)
            new = " We start a new baseline." if gap > NEW_BASELINE_AFTER else ""
            return self.answer(
                Change.RETURN,
                target,
                f"Welcome back after {weeks}: {self.less(target)}, so that it comes back without "
                f"a strain.{new}",
            )
        if gap > EASE_AFTER:
            return self.answer(
                Change.SAME,
                self.target(self.kept(), reserve=RESERVE + 1),
                f"{gap.days} days since the last time: the same dose, with {RESERVE + 1} to spare.",
            )
        return None

    def missed(self) -> NextDose | None:
        """Step back when the bottom of the range was missed twice running at one load."""
        before = self.before
        if before is None or not self.last.same_load(before):
            return None
        if not all(min(s.amounts) < self.low for s in (before, self.last)):
            return None
        unit = "reps" if self.exercise.count is Count.REPS else "seconds"
        easier = self.exercise.easier[0] if self.exercise.easier else ""
        load = floor_to_step(0.95 * (self.last.load_kg or 0.0), self.weights)
        if self.last.load_kg and load is not None:
            able = self.reps_at(load, RESERVE)
            # Back across a big step it goes on where the bridge had got to, not at its foot.
            crossed = able > self.exercise.dose.amount[1]
            amount = min(self.top_at(load)[0], able) if crossed else self.low
            return self.answer(
                Change.LESS,
                Target(amount, load, None),
                f"{self.who} stayed under {self.low} {unit} twice: "
                f"one step lighter{self.for_both}.",
            )
        lower = [b for b in self.gear.bands if self.last.band is not None and b < self.last.band]
        if lower:
            return self.answer(
                Change.LESS,
                Target(self.low, None, max(lower)),
                f"{self.who} stayed under {self.low} {unit} twice: "
                f"the {max(lower).words} band{self.for_both}.",
            )
        return self.answer(
            Change.EASIER if easier else Change.LESS,
            self.target(max(1, self.least)),
            f"{self.who} stayed under {self.low} {unit} twice: "
            + ("the easier exercise first." if easier else "stay with what goes well."),
            instead=easier,
        )

    def _at_top(self, session: Session) -> bool:
        """The deciding side reached the top in all sets with at least one in reserve."""
        reserve_ok = self.exercise.count is Count.SECONDS or (session.reserve or 0) >= 1
        return session.green and reserve_ok and min(session.amounts) >= self.top()[0]

    def raised(self) -> NextDose | None:
        """Raise when the weaker side was at the top twice running: the two-sided gate.

        Where both sides are challenged nobody has to be waited for: once, on both, is enough.
        """
        if not self._at_top(self.last):
            return None
        top, heavier = self.top()
        unit = "reps" if self.exercise.count is Count.REPS else "seconds"
        before = self.before
        twice = self.both or (
            before is not None and self.last.same_load(before) and self._at_top(before)
        )
        if not twice:
            return self.answer(
                Change.SAME,
                self.target(top),
                f"{self.who} reached {top} {unit}: once more, then it gets harder.",
            )
        reached = f"{self.who} reached {top} {unit}" + ("" if self.both else " twice")
        if heavier is not None:
            # A small step need not begin at the bottom again.
            able = 0 if self.exercise.load_optional else self.reps_at(heavier, RESERVE)
            amount = max(self.low, min(able, self.exercise.dose.amount[1]))
            return self.answer(
                Change.HEAVIER,
                Target(amount, heavier, None),
                f"{reached} with some to spare: {words.kg(heavier)}{self.for_both}.",
            )
        stronger = [b for b in self.gear.bands if self.last.band is not None and b > self.last.band]
        if stronger:
            return self.answer(
                Change.HEAVIER,
                Target(self.low, None, min(stronger)),
                f"{reached}: the {min(stronger).words} band{self.for_both}.",
            )
        if self.exercise.load_optional and not self.last.load_kg and self.weights:
            lightest = self.next_weight(0.0) or min(self.weights)
            return self.answer(
                Change.HEAVIER,
                Target(self.low, lightest, None),
                f"{reached}: time to hold {words.kg(lightest)}{self.for_both}.",
            )
        harder = self.exercise.harder[0] if self.exercise.harder else ""
        if harder:
            return self.answer(
                Change.HARDER,
                self.target(top),
                f"{reached}: ready for the harder exercise.",
                instead=harder,
            )
        advice = "make it slower instead of longer."
        if self.last.load_kg and next_step(self.last.load_kg, self.weights) is not None:
            advice = "your next weight is too big a step. Go slower, or find one in between."
        elif self.last.load_kg:
            advice = "go slower, or list a heavier weight in the settings."
        return self.answer(Change.SAME, self.target(top), f"{reached}: {advice}")

    def within(self) -> NextDose:
        """Move up inside the range, one small step at a time."""
        last, least = self.last, self.least
        top, heavier = self.top()
        if last.load_kg and self.weights and last.load_kg not in self.weights:
            refitted = self._refit()
            if refitted is not None:
                return refitted
        if self.exercise.load_optional and not last.load_kg and least >= top:
            return self.answer(Change.SAME, self.target(top), f"{self.said()}: the same again.")
        if least < self.low:
            return self.answer(
                Change.SAME,
                self.target(self.low if last.load_kg or last.band else max(1, least)),
                f"{self.said()}, under the range of {self.low} to "
                f"{self.exercise.dose.amount[1]}: the same again, "
                + (f"aim for {self.low}." if last.load_kg or last.band else "as it comes."),
            )
        if self.exercise.count is Count.SECONDS:
            more = min(top, least + SECONDS_STEP)
            if more > least:
                return self.answer(
                    Change.MORE, self.target(more), f"{self.said()}: now {more} seconds."
                )
            return self.answer(Change.SAME, self.target(top), f"{self.said()}: the same again.")
        if last.reserve is None:
            return self.answer(
                Change.SAME,
                self.target(min(least, top)),
                f"{self.said()}. Say how many more were possible, and the dose can rise safely.",
            )
        if last.reserve >= RESERVE and least < top:
            bridge = (
                f" {words.kg(heavier)} is a big step from here, so first go to {top} reps."
                if heavier is not None and least >= self.exercise.dose.amount[1]
                else ""
            )
            step = min(self._step(), top - least)
            rise = "one more"
            if step > 1:
                rise = f"{step} more, since twice there was much to spare"
            return self.answer(
                Change.MORE, self.target(least + step), f"{self.said()}: {rise}.{bridge}"
            )
        return self.answer(
            Change.SAME, self.target(min(least, top)), f"{self.said()}: the same again."
        )

    def _step(self) -> int:
        """Give the repetitions to add: one, and more where two workouts running left much over.

        "Make sure it's challenging enough for that weaker leg", the article says; one repetition a
        workout leaves a dose that was found too light behind for months (docs/SIMULATION.md).
        """
        before = self.before
        if before is None or not self.last.same_load(before):
            return 1
        known = [s.reserve for s in (before, self.last) if s.reserve is not None]
        return max(1, (min(known) - RESERVE) // 2) if len(known) == 2 else 1

    def _refit(self) -> NextDose | None:
        """Move to a weight the person really has, where its reps stay in the range."""
        last = self.last
        load = floor_to_step(last.load_kg or 0.0, self.weights)
        if not last.load_kg or load is None or self.least < 1:
            return None
        reps = self.reps_at(load, RESERVE)
        if not self.low <= reps <= self.top_at(load)[0]:
            return None  # it would ask for much less, or for more than the range: keep the weight
        return self.answer(
            Change.SAME,
            Target(reps, load, None),
            f"{words.kg(last.load_kg)} is not among your weights: {words.kg(load)} × {reps} asks "
            "about the same.",
        )
