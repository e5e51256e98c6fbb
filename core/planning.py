"""What may a person ask of Evenside about themselves, their safety, routines and plans?"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from datetime import date

from core.answers import Ask, Edited, Option
from core.asking import plans_of, readiness_of, recommender_of, request_of, take_out
from core.body import Body, Spot
from core.care import Care
from core.catalog import Catalog
from core.curve import curve_of_log
from core.errors import Problem
from core.forgetting import forgetting
from core.journal import SetEntry, fits
from core.keeper import Keeper
from core.lighter import lighten, lightened
from core.log import Log
from core.memo import Memo
from core.mending import Mending
from core.pauses import (
    Pause,
    advice_of,
    lifted,
    pause_of,
    pauses_from_json,
    pauses_to_json,
)
from core.plans import Plan, plan_of, plan_to_json
from core.profile import Profile
from core.recommender import Recommender
from core.remembering import Remembering
from core.review import review
from core.routine import Prescription, Purpose, Request, Routine
from core.safety import Advice, PainReport, Permission, Readiness, Safety
from core.stood import stood_of_log
from core.testing import Testing
from core.week_coach import Weeks


class Planning:
    """The half of the coach's door that looks ahead; `core.coach` adds what was done."""

    def __init__(
        self,
        log: Log,
        catalog: Catalog,
        safety: Safety,
        care: Callable[[], Care] | None = None,
    ) -> None:
        self._care = care
        # One memory for all who write: whatever any of them changes is read anew by all.
        log = self._log = Remembering(log, self._counts)
        self._curves, self._stood = Memo(curve_of_log), Memo(stood_of_log)
        self.catalog = catalog
        self.safety = safety
        self.testing = Testing(log, catalog, safety, self.readiness)
        self.weeks = Weeks(log, catalog, safety, self.testing)
        self.mending = Mending(log, catalog)

    def _counts(self, entry: SetEntry) -> bool:
        exercise = self.catalog.find(entry.exercise_id)
        return exercise is None or fits(entry, exercise)

    @property
    def care(self) -> Care:
        """Backups and checks of the log.

        Raises:
            Problem: This log is kept by something that has none.

        """
        if self._care is None:
            raise Problem("This log has no backups.")
        return forgetting(self._care(), ("restore",), self._log.forget)

    @property
    def keeper(self) -> Keeper:
        """What imports and exports need of the log.

        Raises:
            Problem: This log is kept by something that can't do it.

        """
        changes = ("add_batch", "remove_batch", "restore_batch")
        return forgetting(self.care.keeper(), changes, self._log.forget)

    @property
    def body(self) -> Body:
        """The body's regions and words."""
        return self.catalog.body

    # -- what the person has ----------------------------------------------------------------------

    def profile(self) -> Profile:
        """Read the person's things and preferences."""
        return Profile.from_json(self._log.setting("profile"))

    def save_profile(self, profile: Profile) -> Profile:
        """Keep the person's things and preferences."""
        profile.check()
        self._log.put_setting("profile", profile.to_json())
        return profile

    # -- safety -----------------------------------------------------------------------------------

    def readiness(self) -> Readiness | None:
        """Read the last answers to the health questions; None when never answered."""
        return readiness_of(self._log)

    def save_readiness(self, readiness: Readiness, *, today: date) -> Advice | None:
        """Keep the answers and tell what they lead to; None when the person may start."""
        answers = {"yes": sorted(readiness.yes), "cleared": readiness.cleared}
        self._log.add_screening(readiness.day, json.dumps(answers))
        return self.safety.readiness_advice(readiness, today=today)

    def pauses(self) -> tuple[Pause, ...]:
        """List the places that wait for a professional."""
        return pauses_from_json(self._log.setting("pauses"), self.safety, self.body)

    def lift_pause(self, spot: Spot) -> tuple[Pause, ...]:
        """Open a place again: a professional has looked at it, and at anything urgent."""
        self._keep_pauses(lifted(spot, self.pauses(), self.safety))
        return self.pauses()

    def _keep_pauses(self, pauses: Iterable[Pause]) -> None:
        self._log.put_setting("pauses", pauses_to_json(pauses))

    # -- routines ---------------------------------------------------------------------------------

    def plan(self, ask: Ask, *, today: date) -> Routine:
        """Plan a routine; a red flag gives advice instead and pauses the place.

        Raises:
            Problem: The health questions or the pain questions are not answered yet.

        """
        routine = self._planned(ask, today)
        self.weeks.remember_tight(ask, routine)
        if self._log.history(()).is_lighter(today):
            return lightened(routine, self.catalog)
        return routine

    def _planned(self, ask: Ask, today: date) -> Routine:
        request = request_of(ask, self._log)
        advice = self.safety.readiness_advice(self.readiness(), today=today)
        if advice is not None:
            return Routine(request, today, Permission.STOP, (), (), advice)
        paused = pause_of(ask.spot, self.pauses(), self.safety)
        if paused is not None:
            advice = advice_of(paused, self.safety)
            return Routine(request, today, Permission.STOP, (), (), advice)
        routine = self._recommender(request, today).recommend()
        if routine.advice is not None:
            pause = Pause(ask.spot, today, routine.advice.because)
            self._keep_pauses([*self.pauses(), pause])
        return routine

    def _recommender(self, request: Request, today: date) -> Recommender:
        return recommender_of(request, self._log, self.catalog, self.safety, today=today)

    def options(self, routine: Routine, index: int | None, *, today: date) -> tuple[Option, ...]:
        """List fitting alternatives for an item, best first; with None, whatever may be added."""
        recommender = self._recommender(routine.request, today)
        taken = [item.exercise_id for i, item in enumerate(routine.items) if i != index]
        if index is None:
            found = [e for e in self.catalog.exercises if e.id not in taken]
            purpose, region_id = Purpose.EXTRA, routine.request.spot.region
        else:
            item = routine.items[index]
            purpose, region_id = item.purpose, item.region
            if purpose is Purpose.EXTRA:
                purpose = Purpose.STRENGTHEN
            found = [
                e
                for e in recommender.options(purpose, region_id, taken)
                if e.id != item.exercise_id
            ]
        region = self.body.region(region_id)
        return tuple(
            Option(e.id, e.name, recommender.prescribe(e, purpose, region).dose_why) for e in found
        )

    def swap(self, routine: Routine, index: int, exercise_id: str, *, today: date) -> Edited:
        """Put another exercise in an item's place."""
        old = routine.items[index]
        made = self._prescribed(routine, exercise_id, old.purpose, old.region, today)
        self.weeks.remember_swap(old, self.catalog.get(exercise_id))
        items = [made if i == index else item for i, item in enumerate(routine.items)]
        return self._edited(routine.with_items(items), today)

    def add(self, routine: Routine, exercise_id: str, *, today: date) -> Edited:
        """Add an exercise at the end."""
        if exercise_id in routine.ids():
            raise Problem("This exercise is in the routine already.")
        exercise = self.catalog.get(exercise_id)
        regions = self.body.regions_of(exercise.main)
        asked = routine.request.spot.region
        region = asked if any(r.id == asked for r in regions) else regions[0].id
        made = self._prescribed(routine, exercise_id, Purpose.EXTRA, region, today)
        return self._edited(routine.with_items([*routine.items, made]), today)

    def remove(self, routine: Routine, index: int, *, today: date) -> Edited:
        """Take an item out."""
        items = [item for i, item in enumerate(routine.items) if i != index]
        return self._edited(routine.with_items(items), today)

    def move(self, routine: Routine, index: int, to: int, *, today: date) -> Edited:
        """Move an item to another place."""
        items = list(routine.items)
        items.insert(max(0, min(to, len(items) - 1)), items.pop(index))
        return self._edited(routine.with_items(items), today)

    def _prescribed(
        self, routine: Routine, exercise_id: str, purpose: Purpose, region: str, today: date
    ) -> Prescription:
        recommender = self._recommender(routine.request, today)
        exercise = self.catalog.get(exercise_id)
        made = recommender.prescribe(exercise, purpose, self.body.region(region))
        eased = recommender.history.is_lighter(today)
        return lighten(made, exercise) if eased else made

    def _edited(self, routine: Routine, today: date) -> Edited:
        return Edited(routine, review(self._recommender(routine.request, today), routine))

    def exclude(self, exercise_id: str, *, today: date) -> frozenset[str]:
        """Leave an exercise out of every future routine."""
        self._log.exclude(exercise_id, today)
        return frozenset(self._log.excluded())

    def include(self, exercise_id: str) -> frozenset[str]:
        """Bring an excluded exercise back."""
        self._log.include(exercise_id)
        return frozenset(self._log.excluded())

    def excluded(self) -> frozenset[str]:
        """List the excluded exercises."""
        return frozenset(self._log.excluded())

    # -- kept plans -------------------------------------------------------------------------------

    def save_plan(self, name: str, routine: Routine) -> tuple[Plan, ...]:
        """Keep a routine under a name; the same name replaces the plan."""
        name = " ".join(name.split())
        if not 1 <= len(name) <= 80:
            raise Problem("Give the plan a name of up to 80 characters.", field="name")
        if not routine.items:
            raise Problem("There is nothing in this routine to keep.")
        self._log.save_plan(name, plan_to_json(plan_of(name, routine)))
        return self.plans()

    def plans(self) -> tuple[Plan, ...]:
        """List the kept plans."""
        return plans_of(self._log)

    def delete_plan(self, name: str) -> tuple[Plan, ...]:
        """Forget a plan; the log stays."""
        self._log.delete_plan(name)
        self.weeks.drop(name)
        return self.plans()

    def open_plan(self, name: str, report: PainReport, *, today: date) -> Edited:
        """Take out a kept plan with today's doses and warnings."""
        plan = next((p for p in self.plans() if p.name == name), None)
        if plan is None:
            raise Problem(f"There is no plan called “{name}” any more.")
        places = {region.id for region in self.body.regions}
        if plan.spot.region not in places:
            raise Problem(f"The plan “{name}” is for a place that is gone; build it again.")
        ask = Ask(plan.spot, report, plan.feeling.value, plan.minutes)
        planned = self._planned(ask, today)
        if planned.advice is not None or planned.permission is Permission.REST:
            return Edited(planned, ())
        recommender = self._recommender(planned.request, today)
        routine = take_out(plan, planned, recommender, self._log)
        return Edited(routine, review(recommender, routine))

    def stretch_routine(self, *, today: date, hurting: Collection[Spot] = ()) -> Routine:
        """Give a short stretch routine for what is tight; see `Weeks.stretch_routine`."""
        return self.weeks.stretch_routine(today=today, hurting=hurting)
