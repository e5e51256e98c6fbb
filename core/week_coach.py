"""What does the home page ask of the coach: the week, today, lighter weeks and stretching?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, time

from core.answers import Ask, Edited
from core.asking import (
    STAYS,
    plans_of,
    readiness_of,
    recommender_of,
    request_of,
    take_out,
)
from core.body import Spot
from core.catalog import Catalog, Exercise, Kind
from core.climb import after_swap, stays_from_json, stays_to_json
from core.due import State, Today, due
from core.journal import History
from core.lighter import LighterNow, LighterOffer, lighter_now, lighter_offer
from core.log import Log
from core.pauses import advice_of, pauses_from_json, urgent_texts
from core.plans import Plan, plan_to_json
from core.profile import Profile
from core.recommender import Recommender
from core.reminders import Reminder, due_reminders
from core.review import todays_warnings
from core.routine import Feeling, Prescription, Routine
from core.safety import PainReport, Permission, Safety
from core.stretch_routine import meter, stretch_routine
from core.stretching import StretchRow
from core.testing import Testing
from core.testweek import TestPlan, plan_tests
from core.weeks import WeekPlan, check_save, week_from_json, week_to_json

WEEKS = "weeks"
"""The setting with the week plan."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a plan of today consists of, as long as nothing hurts.

    Its warnings are those about today; what the plan leaves out was said when it was kept.
    """

    name: str
    opened: Edited


@dataclass(frozen=True, slots=True)
class Stretching:
    """How stretching stands today and this week."""

    tight: tuple[Spot, ...]
    rows: tuple[StretchRow, ...]
    done: int
    """How often was stretched today."""
    minutes: int
    """How long the short routine takes."""


@dataclass(frozen=True, slots=True)
class Home:
    """All that the home page shows."""

    today: Today
    previews: tuple[Preview, ...]
    week: WeekPlan
    plans: tuple[Plan, ...]
    profile: Profile
    stretching: Stretching
    lighter: LighterNow | None
    offer: LighterOffer | None
    tests: TestPlan
    """The test days of the coming week."""
    begun: bool
    """Something was kept or logged before: the home page has something to say."""

    def preview(self, name: str) -> Edited | None:
        """Give the preview of a plan of today."""
        return next((p.opened for p in self.previews if p.name == name), None)

    def reminders(self, now: time) -> tuple[Reminder, ...]:
        """List the reminders that are due at a local time of day."""
        opened = tuple(p.plan.name for p in self.today.plans if p.open)
        return due_reminders(
            self.profile.stretch_at,
            self.profile.train_at,
            now=now,
            stretched=self.stretching.done,
            plans=opened,
        )


class Weeks:
    """The coach's questions about weeks. No clock: `today` is always an argument."""

    def __init__(self, log: Log, catalog: Catalog, safety: Safety, testing: Testing) -> None:
        self._log = log
        self._catalog = catalog
        self._safety = safety
        self._testing = testing

    # -- today ------------------------------------------------------------------------------------

    def home(self, *, today: date) -> Home:
        """Gather everything that the home page shows."""
        history, week, plans = self._log.history(), self.week(), plans_of(self._log)
        told = due(week, history, plans, self._catalog, today=today)
        profile = self._profile()
        tight = self._tight(profile)
        stretches = self._stretch(history, profile, tight, told, today=today)
        lighter = lighter_now(history, self._catalog, today=today)
        coming = self._testing.coming(today=today)
        tests = plan_tests(coming, week, plans, history, self._catalog, today=today)
        tests = tests.before_plans([d.plan.name for d in told.plans if d.open])
        return Home(
            today=told.with_tests(tests),
            previews=tuple(
                Preview(d.plan.name, made)
                for d in told.plans
                if d.state is not State.DONE
                and (made := self._preview(d.plan, history, today)) is not None
            ),
            week=week,
            plans=plans,
            profile=profile,
            stretching=stretches,
            lighter=lighter,
            offer=None
            if lighter is not None
            else lighter_offer(history, self._catalog, today=today, declined=week.declined),
            tests=tests,
            begun=bool(plans or history.sets or coming or not week.empty),
        )

    def _preview(self, plan: Plan, history: History, today: date) -> Edited | None:
        """Open a plan as if nothing hurt; the pain is asked when it is started."""
        if plan.spot.region not in {r.id for r in self._catalog.body.regions}:
            return None
        asked = Ask(plan.spot, PainReport(), plan.feeling.value, plan.minutes)
        recommender = self._recommender(asked, history, today)
        # What a whole new routine would be is not asked: with a long log that takes seconds.
        empty = Routine(recommender.request, today, recommender.clearance.permission, (), ())
        routine = take_out(plan, empty, recommender, self._log)
        return Edited(routine, todays_warnings(recommender, routine))

    def warnings(self, routine: Routine, *, today: date) -> tuple[str, ...]:
        """Say what speaks against single exercises of a routine today."""
        recommender = recommender_of(
            routine.request, self._log, self._catalog, self._safety, today=today
        )
        return todays_warnings(recommender, routine)

    def _recommender(self, asked: Ask, history: History, today: date) -> Recommender:
        return recommender_of(
            request_of(asked, self._log),
            self._log,
            self._catalog,
            self._safety,
            today=today,
            history=history,
        )

    def _profile(self) -> Profile:
        return Profile.from_json(self._log.setting("profile"))

    # -- the week ---------------------------------------------------------------------------------

    def week(self) -> WeekPlan:
        """Read the week plan."""
        return week_from_json(self._log.setting(WEEKS))

    def save(self, week: WeekPlan, *, today: date) -> WeekPlan:
        """Keep which plan is done on which day; days before today can't have been missed then.

        Raises:
            Problem: A strengthened muscle would get less than 48 hours.

        """
        plans = plans_of(self._log)
        check_save(week, plans, self._catalog)
        names = {plan.name for plan in plans}
        days = tuple(tuple(n for n in day if n in names) for day in week.days)
        kept = self.week()
        since = kept.since if days == kept.days else today
        made = replace(kept, days=days, since=since, tests_on=week.tests_on)
        self._log.put_setting(WEEKS, week_to_json(made))
        return made

    def keep_plan(self, plan: Plan) -> None:
        """Keep a plan that was put together elsewhere; the same name replaces the plan."""
        self._log.save_plan(plan.name, plan_to_json(plan))

    def drop(self, name: str) -> None:
        """Take a plan that is gone out of the week."""
        week = self.week()
        if week.of(name):
            self._log.put_setting(WEEKS, week_to_json(week.put(name, ())))

    # -- lighter weeks ----------------------------------------------------------------------------

    def take_lighter(self, offer: LighterOffer) -> None:
        """Begin a lighter week; `give_back` takes it back."""
        self._log.add_lighter_week(offer.start)

    def give_back(self, start: date) -> None:
        """Take a lighter week back; what was done in it counts as usual then."""
        self._log.remove_lighter_week(start)

    def decline_lighter(self, *, today: date) -> None:
        """Decline the offer; it is made again in two weeks."""
        week = replace(self.week(), declined=today)
        self._log.put_setting(WEEKS, week_to_json(week))

    # -- stretching -------------------------------------------------------------------------------

    def stretch_routine(self, *, today: date, hurting: Collection[Spot] = ()) -> Routine:
        """Give five to eight minutes of stretching for what is tight.

        Args:
            today: The person's day.
            hurting: Places that hurt today; they are left alone.

        Raises:
            Problem: The health questions are not answered yet.

        """
        history, profile = self._log.history(), self._profile()
        told = due(self.week(), history, plans_of(self._log), self._catalog, today=today)
        routine = self._stretch_routine(history, profile, told, today=today, hurting=hurting)
        advice = self._safety.readiness_advice(readiness_of(self._log), today=today)
        pauses = pauses_from_json(self._log.setting("pauses"), self._safety, self._catalog.body)
        urgent = urgent_texts(self._safety)
        stop = next((p for p in pauses if urgent & set(p.because)), None)
        if advice is None and stop is not None:
            advice = advice_of(stop, self._safety)
        if advice is not None:
            return replace(routine, items=(), notes=(), advice=advice, permission=Permission.STOP)
        return routine

    def _stretch_routine(
        self,
        history: History,
        profile: Profile,
        told: Today,
        *,
        today: date,
        hurting: Collection[Spot] = (),
    ) -> Routine:
        made: dict[Spot, Recommender] = {}

        def recommender_for(spot: Spot) -> Recommender:
            if spot not in made:
                asked = Ask(spot, PainReport(), Feeling.TIGHT.value, profile.minutes)
                made[spot] = self._recommender(asked, history, today)
            return made[spot]

        return stretch_routine(
            self._tight(profile),
            recommender_for,
            hurting=hurting,
            strength_today=any(plan.open for plan in told.plans),
        )

    def _stretch(
        self,
        history: History,
        profile: Profile,
        tight: tuple[Spot, ...],
        told: Today,
        *,
        today: date,
    ) -> Stretching:
        stretches = {e.id for e in self._catalog.exercises if e.kind is Kind.STRETCH}
        done = {s.workout_id for s in history.sets if s.day == today and s.exercise_id in stretches}
        return Stretching(
            tight=tight,
            rows=meter(tight, history, self._catalog, today=today),
            done=len(done),
            minutes=self._stretch_routine(history, profile, told, today=today).minutes,
        )

    def _tight(self, profile: Profile) -> tuple[Spot, ...]:
        known = {region.id for region in self._catalog.body.regions}
        return tuple(spot for spot in profile.tight if spot.region in known)

    def keep_tight(self, tight: Iterable[Spot]) -> None:
        """Keep which places feel tight."""
        made = replace(self._profile(), tight=tuple(dict.fromkeys(tight)))
        self._log.put_setting("profile", made.to_json())

    # -- what a routine tells about the person ----------------------------------------------------

    def remember_tight(self, ask: Ask, routine: Routine) -> None:
        """Keep a place that a tight routine was built for among the tight ones."""
        profile = self._profile()
        if ask.feeling == Feeling.TIGHT.value and routine.items and ask.spot not in profile.tight:
            self.keep_tight((*profile.tight, ask.spot))

    def remember_swap(self, old: Prescription, chosen: Exercise) -> None:
        """Keep it when somebody goes back to the exercise whose place a weight took."""
        before = stays_from_json(self._log.setting(STAYS))
        after = after_swap(before, old, chosen)
        if after != before:
            self._log.put_setting(STAYS, stays_to_json(after))
