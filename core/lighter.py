"""When is a lighter week offered, and what is less in it?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from core import words
from core.catalog import Catalog, Count, Exercise
from core.journal import LIGHTER_WEEK, History
from core.routine import Prescription, Routine, duration

TRAINED_WEEKS = 6
"""Weeks in a row after which a lighter one is offered; 4 to 8 are usual, each for about a week
(Bell et al., 2023; domain notes 3.4)."""
LEAST_DAYS = 9
"""Days of strength work in those weeks: with one a week there is nothing to rest from."""
LONGEST_GAP = timedelta(days=10)
"""Days without strength work that are a break already (domain notes 3.4)."""
ASK_AGAIN = timedelta(days=14)
SHARE = 0.55
"""Of the usual sets; 50 to 60 % (domain notes 3.4)."""
MORE_SPARE = 2
NOTE = "Lighter week: about half the sets at the same weight, with two more to spare."
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class LighterOffer:
    """A lighter week that may be taken."""

    weeks: int
    """Trained weeks in a row that lie behind."""
    start: date
    """Its first day: today, or tomorrow when today was trained already."""
    says: str


@dataclass(frozen=True, slots=True)
class LighterNow:
    """The lighter week that is on, or begins tomorrow."""

    start: date
    last: date
    used: bool
    """Strength work was done in it: taken back, it counts as usual."""
    says: str


def strength_days(history: History, catalog: Catalog, *, until: date) -> list[date]:
    """List the days with strength work up to a day, oldest first."""
    strengthens = {e.id for e in catalog.exercises if e.kind.strengthens}
    return sorted({s.day for s in history.sets if s.exercise_id in strengthens and s.day <= until})


def trained_weeks(days: list[date], lighter: tuple[date, ...], *, today: date) -> int:
    """Count the calendar weeks in a row before this one with strength work and without a break.

    Args:
        days: Days with strength work, oldest first.
        lighter: First days of lighter weeks; a week that one reaches into ends the row.
        today: The person's day.

    """
    if not days or today - days[-1] > LONGEST_GAP:
        return 0
    since = days[-1]
    for before in reversed(days[:-1]):
        if since - before > LONGEST_GAP:
            break
        since = before
    weeks = 0
    end = today - timedelta(days=today.weekday())
    while True:
        start = end - _WEEK
        eased = any(first < end and start < first + LIGHTER_WEEK for first in lighter)
        if eased or not any(since <= day and start <= day < end for day in days):
            return weeks
        weeks += 1
        end = start


def lighter_offer(
    history: History, catalog: Catalog, *, today: date, declined: date | None = None
) -> LighterOffer | None:
    """Offer a lighter week after about six trained weeks in a row; None when there is no reason.

    Args:
        history: What was logged.
        catalog: Which exercises are strength work.
        today: The person's day.
        declined: When the last offer was declined; it is made again two weeks later.

    """
    if declined is not None and today - declined < ASK_AGAIN:
        return None
    if any(today < start + LIGHTER_WEEK for start in history.lighter):
        return None
    days = strength_days(history, catalog, until=today)
    weeks = trained_weeks(days, history.lighter, today=today)
    lately = [d for d in days if d >= today - TRAINED_WEEKS * _WEEK]
    if weeks < TRAINED_WEEKS or len(lately) < LEAST_DAYS:
        return None
    start = today + timedelta(days=1) if days[-1] == today else today
    when = "from tomorrow" if start > today else "from today"
    return LighterOffer(
        weeks,
        start,
        f"{weeks} weeks of training in a row. Many people now take one lighter week: about half "
        f"the sets at the same weight, {when} on for seven days. You decide.",
    )


def lighter_now(history: History, catalog: Catalog, *, today: date) -> LighterNow | None:
    """Tell about the lighter week that is on, or that begins tomorrow."""
    tomorrow = today + timedelta(days=1)
    start = next((s for s in history.lighter if s <= tomorrow and today < s + LIGHTER_WEEK), None)
    if start is None:
        return None
    last = start + LIGHTER_WEEK - timedelta(days=1)
    used = any(d >= start for d in strength_days(history, catalog, until=today))
    says = (
        "Your lighter week begins tomorrow."
        if start > today
        else f"Lighter week until {words.weekday(last)}: about half the sets at the same weight, "
        f"with two more to spare. Nothing of it counts as a step back."
    )
    return LighterNow(start, last, used, says)


def lightened(routine: Routine, catalog: Catalog) -> Routine:
    """Take a routine down to 50 to 60 % of its strength sets, and say so; stretches stay."""
    items: list[Prescription] = []
    usual = done = 0
    for item in routine.items:
        exercise = catalog.get(item.exercise_id)
        if not exercise.kind.strengthens:
            items.append(item)
            continue
        # What one exercise loses too much of, the next one gets back: the sum is what counts.
        usual += item.sets
        sets = max(1, round(SHARE * usual) - done)
        done += sets
        items.append(lighten(item, exercise, min(sets, item.sets)))
    notes = (NOTE, *routine.notes) if usual else routine.notes
    return replace(routine, items=tuple(items), notes=notes)


def lighten(item: Prescription, exercise: Exercise, sets: int = 0) -> Prescription:
    """Give one exercise fewer sets at the same weight, with two more repetitions to spare.

    Args:
        item: The exercise as it would be.
        exercise: The same exercise in the catalog; a stretch stays as it is.
        sets: Sets; 0 for the share that one exercise alone gets.

    """
    if not exercise.kind.strengthens:
        return item
    sets = sets or max(1, round(SHARE * item.sets))
    target = item.target
    why = "Lighter week: fewer sets, each as long as usual."
    if exercise.count is Count.REPS:
        spare = target.reserve + MORE_SPARE
        amount = max(1, target.amount - MORE_SPARE)
        target = replace(target, amount=amount, reserve=spare)
        why = f"Lighter week: fewer sets, {'the same weight, ' if target.load_kg else ''}"
        why += f"stop with {spare} to spare."
    return replace(
        item,
        sets=sets,
        target=target,
        dose_why=why,
        seconds=duration(exercise, target, sets, item.extra),
    )
