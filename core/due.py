"""What is due today, what was missed, and what comes next? Kindly, and never piled up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from core import words
from core.catalog import Catalog
from core.journal import History
from core.plans import Plan
from core.progression import BREAKS, EASE_AFTER, NEW_BASELINE_AFTER
from core.testweek import TestPlan, TestsOn
from core.weeks import DAYS, REST_DAYS, WeekPlan, places_of, strengthened

OFFERED_FOR = 3
"""Days for which a missed day is offered; then its week has gone on without it."""
_DAY = timedelta(days=1)
_UNPLANNED = "Nothing is planned yet."
_RESTING = "A rest day: what you trained gets stronger now."


class State(Enum):
    """How a plan stands today."""

    DUE = "due"
    MOVED = "moved"
    """It was planned for an earlier day and fits today."""
    DONE = "done"
    RESTS = "rests"
    """It is planned for today, but its muscles worked less than 48 hours ago."""


@dataclass(frozen=True, slots=True)
class DuePlan:
    """A plan of today."""

    plan: Plan
    state: State
    says: str

    @property
    def open(self) -> bool:
        """True when it may be started."""
        return self.state in (State.DUE, State.MOVED)


@dataclass(frozen=True, slots=True)
class DayAhead:
    """A day of the coming week; without names it is a rest day."""

    day: date
    names: tuple[str, ...]
    tests: TestsOn | None = None
    """What is tested at home, where it is a test day."""

    @property
    def says(self) -> str:
        """Say what is on: "test day (Knee to the wall), then “Row”", "Row and Hips", "rest day"."""
        if self.tests is None:
            return words.listing(self.names) or "rest day"
        done = [name for name in self.names if name not in self.tests.before]
        return f"{self.tests.says}, and {words.listing(done)}" if done else self.tests.says

    @property
    def empty(self) -> bool:
        """True when nothing is on it."""
        return not self.names and self.tests is None


@dataclass(frozen=True, slots=True)
class Away:
    """A break from strength work, and how it goes on."""

    days: int
    says: str


@dataclass(frozen=True, slots=True)
class Today:
    """The home page's news about the plans."""

    day: date
    says: str
    plans: tuple[DuePlan, ...]
    let_go: tuple[str, ...]
    """A sentence for each missed day that is not made up for."""
    away: Away | None
    ahead: tuple[DayAhead, ...]
    """Seven days from today on."""

    @property
    def next(self) -> DayAhead | None:
        """The next day after today with something on it."""
        return next((d for d in self.ahead[1:] if d.names), None)

    def with_tests(self, plan: TestPlan) -> Today:
        """Give the same news with the test days among the days ahead."""
        ahead = tuple(replace(d, tests=plan.on(d.day)) for d in self.ahead)
        says = self.says
        if plan.now is not None and not any(p.open for p in self.plans):
            for quiet in (_RESTING, _UNPLANNED):
                says = says.removeprefix(quiet).strip()
            says = f"{plan.says} {says}".strip()
        return replace(self, says=says, ahead=ahead)


def due(
    week: WeekPlan, history: History, plans: Sequence[Plan], catalog: Catalog, *, today: date
) -> Today:
    """Tell what a week plan asks of today.

    A missed day is offered when no muscle that it strengthens worked in the last 48 hours and it
    takes nothing away from today's and tomorrow's plans; at most one, the latest, and only for
    three days. Otherwise it is let go.

    Args:
        week: Which plan on which weekday; names without a plan are left out.
        history: What was logged; days after today are not looked at.
        plans: The kept plans.
        catalog: What the plans' exercises strengthen.
        today: The person's day.

    """
    return _Due(week, history, plans, catalog, today).tell()


def away(history: History, catalog: Catalog, *, today: date) -> Away | None:
    """Welcome back after more than ten days without strength work (domain notes 3.4)."""
    strengthens = {e.id for e in catalog.exercises if e.kind.strengthens}
    days = [s.day for s in history.sets if s.exercise_id in strengthens and s.day <= today]
    if not days:
        return None
    gap = today - max(days)
    if gap <= EASE_AFTER:
        return None
    long = f"{gap.days} days" if gap.days < 21 else words.plural(gap.days // 7, "week")
    factor = next((factor for limit, factor in BREAKS if gap.days > limit), 1.0)
    if factor == 1.0:
        how = "the same weights as before, with one more to spare the first time."
    else:
        less = round(100 * (1 - factor))
        how = f"weights begin about {less} % lower. What was there once comes back faster."
    new = " A new baseline begins; the old numbers stay." if gap > NEW_BASELINE_AFTER else ""
    return Away(gap.days, f"Welcome back after {long}: {how}{new}")


class _Due:
    """The rules, one after the other."""

    def __init__(
        self,
        week: WeekPlan,
        history: History,
        plans: Sequence[Plan],
        catalog: Catalog,
        today: date,
    ) -> None:
        self.week = week
        self.catalog = catalog
        self.today = today
        self.plans: Mapping[str, Plan] = {plan.name: plan for plan in plans}
        self.work = {plan.name: strengthened(plan, catalog) for plan in plans}
        self.away = away(history, catalog, today=today)
        self.logged: dict[date, set[str]] = {}
        for entry in history.sets:
            if today - timedelta(days=DAYS + 1) <= entry.day <= today:
                self.logged.setdefault(entry.day, set()).add(entry.exercise_id)

    def tell(self) -> Today:
        ahead = tuple(
            DayAhead(day, self._on(day))
            for day in (self.today + timedelta(days=n) for n in range(DAYS))
        )
        found = [self._planned(name) for name in ahead[0].names]
        moved, let_go = self._missed(found)
        found += moved
        if self.away is not None and not any(plan.open for plan in found):
            found += self._ready()
        return Today(
            day=self.today,
            says=self._says(found, ahead),
            plans=tuple(found),
            let_go=() if self.away is not None else tuple(let_go),
            away=self.away,
            ahead=ahead,
        )

    def _on(self, day: date) -> tuple[str, ...]:
        return tuple(name for name in self.week.on(day) if name in self.plans)

    # -- what was done ----------------------------------------------------------------------------

    def _done(self, name: str, day: date) -> bool:
        """Tell whether a day's log holds at least half of a plan, by exercise or by muscle.

        Another exercise for the same main muscle counts: swapping is no missing.
        """
        logged = [e for i in self.logged.get(day, ()) if (e := self.catalog.find(i)) is not None]
        ids = {e.id for e in logged}
        worked = {m for e in logged if e.kind.strengthens for m in e.prime}
        items = [self.catalog.find(item.exercise_id) for item in self.plans[name].items]
        known = [e for e in items if e is not None]
        did = [e for e in known if e.id in ids or (e.kind.strengthens and e.prime[0] in worked)]
        return bool(known) and 2 * len(did) >= len(known)

    def _worked(self, name: str) -> tuple[frozenset[str], date | None]:
        """Give the plan's muscles that worked less than 48 hours ago, and the last day of it."""
        found: set[str] = set()
        last: date | None = None
        for back in range(REST_DAYS):
            day = self.today - timedelta(days=back)
            for exercise_id in self.logged.get(day, ()):
                exercise = self.catalog.find(exercise_id)
                if exercise is None or not exercise.kind.strengthens:
                    continue
                shared = set(exercise.prime) & self.work[name]
                found |= shared
                last = max(last or day, day) if shared else last
        return frozenset(found), last

    # -- today's own plans ------------------------------------------------------------------------

    def _planned(self, name: str) -> DuePlan:
        plan = self.plans[name]
        if self._done(name, self.today):
            return DuePlan(plan, State.DONE, "Done for today.")
        muscles, last = self._worked(name)
        if last is not None:
            places = words.listing(places_of(muscles, self.catalog))
            again = words.weekday(last + timedelta(days=REST_DAYS))
            return DuePlan(
                plan,
                State.RESTS,
                f"You worked your {places} {words.when(last, self.today)}: it is open again from "
                f"{again}.",
            )
        return DuePlan(plan, State.DUE, "Planned for today.")

    # -- what was missed --------------------------------------------------------------------------

    def _missed(self, todays: list[DuePlan]) -> tuple[list[DuePlan], list[str]]:
        """Move the latest missed plan to today if it fits; let the others go."""
        moved: list[DuePlan] = []
        let_go: list[str] = []
        names = [n for n in self.plans if self.week.of(n) and all(t.plan.name != n for t in todays)]
        missed = [(day, n) for n in names if (day := self._last_missed(n)) is not None]
        for day, name in sorted(missed, key=lambda row: row[0], reverse=True):
            if self._done(name, self.today):
                was = f"Done for today, in place of {words.weekday(day)}."
                moved.append(DuePlan(self.plans[name], State.DONE, was))
            elif not any(m.open for m in moved) and self._fits(name, todays):
                says = f"Planned for {words.weekday(day)}; it fits today just as well."
                moved.append(DuePlan(self.plans[name], State.MOVED, says))
            else:
                let_go.append(self._let_go(name, day))
        return moved, let_go

    def _last_missed(self, name: str) -> date | None:
        """Give the latest planned day that passed without the plan, if it is still worth a word."""
        for back in range(1, OFFERED_FOR + 1):
            day = self.today - timedelta(days=back)
            if name not in self.week.on(day) or (self.week.since and day < self.week.since):
                continue
            # A day early is no miss either.
            tried = [day - _DAY + timedelta(days=n) for n in range(back + 1)]
            return None if any(self._done(name, d) for d in tried) else day
        return None

    def _fits(self, name: str, todays: list[DuePlan]) -> bool:
        if self._worked(name)[1] is not None:
            return False
        others = [t.plan.name for t in todays] + list(self._on(self.today + _DAY))
        return not any(self.work[name] & self.work[other] for other in others)

    def _let_go(self, name: str, day: date) -> str:
        following = (self.today + timedelta(days=n) for n in range(DAYS + 1))
        again = next(d for d in following if name in self.week.on(d))
        return (
            f"“{name}” of {words.weekday(day)} is let go: it comes again on {words.weekday(again)}."
        )

    def _ready(self) -> list[DuePlan]:
        """After a break any day is a good one to begin again: offer the plan that comes next."""
        for n in range(1, DAYS + 1):
            for name in self._on(self.today + timedelta(days=n)):
                tomorrow = self._on(self.today + _DAY)
                meets = any(self.work[name] & self.work[o] for o in tomorrow if o != name)
                if n > 1 and meets:
                    continue
                says = "Not planned for today, but any day is a good one to begin again."
                return [DuePlan(self.plans[name], State.MOVED, says)]
        return []

    # -- the headline -----------------------------------------------------------------------------

    def _says(self, found: Sequence[DuePlan], ahead: Sequence[DayAhead]) -> str:
        if not self.plans:
            return _UNPLANNED
        if not any(self._on(day.day) for day in ahead):
            return "No days are chosen for your plans yet."
        after = next((d for d in ahead[1:] if d.names), None)
        coming = ""
        if after is not None:
            when = (
                "tomorrow" if after.day == self.today + _DAY else f"on {words.weekday(after.day)}"
            )
            names = words.listing([f"“{n}”" for n in after.names])
            coming = f" Next: {names} {when}."
        opened = [f"“{plan.plan.name}”" for plan in found if plan.open]
        if opened:
            return f"{words.listing(opened)} {'is' if len(opened) == 1 else 'are'} for today."
        if any(plan.state is State.DONE for plan in found):
            return f"Done for today.{coming}"
        if found:
            return f"Today your muscles still rest from the last time.{coming}"
        return f"{_RESTING}{coming}"
