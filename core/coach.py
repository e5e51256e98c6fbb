"""The one door: what can a person ask of Evenside, and what comes back?"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from core import words
from core.answers import Ask, Edited, Logged, Option, Prefill
from core.asking import plans_of, readiness_of, recommender_of, request_of, take_out
from core.body import Body, Side, Spot
from core.catalog import Catalog, Count, Exercise
from core.course import Course, course_of
from core.curve import Curve, curve_of
from core.doses import NextDose
from core.errors import Problem
from core.journal import AfterNote, History, Morning, SetEntry, check_entry
from core.lighter import lighten, lightened
from core.lights import what_follows
from core.log import Log
from core.mornings import (
    MORNINGS_ASKED,
    Line,
    MorningDue,
    mornings_due,
    put_away_from_json,
    put_away_to_json,
)
from core.pain import check_after
from core.pauses import Pause, advice_of, lifted, pause_of, pauses_from_json, pauses_to_json
from core.places import PlaceState, place_states
from core.plans import Plan, plan_of, plan_to_json
from core.profile import Profile
from core.progression import next_dose
from core.recommender import Recommender
from core.review import review
from core.routine import Prescription, Purpose, Request, Routine
from core.safety import Advice, Clearance, PainReport, Permission, Readiness, Safety
from core.summary import WorkoutSummary, summary_of
from core.unfinished import Unfinished, unfinished_from_json, unfinished_to_json
from core.week_coach import Weeks


class Coach:
    """Everything the window may ask. No clock: `today` is always an argument.

    Every method may raise `Problem`, with a sentence for the person.
    """

    def __init__(self, log: Log, catalog: Catalog, safety: Safety) -> None:
        self._log = log
        self.catalog = catalog
        self.safety = safety
        self.weeks = Weeks(log, catalog, safety)

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

    def stop_place(self, spot: Spot, advice: Advice, *, today: date) -> tuple[Pause, ...]:
        """Let a place wait: something happened in a workout that a professional has to see."""
        self._keep_pauses([*self.pauses(), Pause(spot, today, advice.because)])
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

    # -- logging ----------------------------------------------------------------------------------

    def prefill(
        self, item: Prescription, side: Side | None, done: Iterable[SetEntry], *, today: date
    ) -> Prefill:
        """Fill in the next set: the first side's target, or what the first side just did."""
        exercise = self.catalog.get(item.exercise_id)
        # A workout may go past midnight; yesterday's is another one.
        entries = [e for e in done if today - e.day <= timedelta(days=1)]
        workout = entries[-1].workout_id if entries else ""
        own = [e for e in entries if e.exercise_id == exercise.id and e.workout_id == workout]
        if side is not None and item.first is not None and side is not item.first:
            turn = 1 + sum(1 for e in own if e.side is side)
            copied = next((e for e in own if e.side is item.first and e.index == turn), None)
            # Zero is "could not do it": a finding about that side, not a dose for the other.
            if copied is not None and (copied.reps or copied.seconds):
                amount = copied.reps or copied.seconds or 0
                return Prefill(
                    amount,
                    copied.load_kg,
                    copied.band,
                    f"The same as your {item.first.value} side: "
                    f"{words.dose(exercise.count, amount, copied.load_kg, copied.band)}. "
                    + (
                        "If it could do more, say so below; doing more would widen the gap."
                        if exercise.kind.strengthens and exercise.count is Count.REPS
                        else "Both sides do the same."
                    ),
                    copied=True,
                )
        last = [e for e in own if e.side is side]
        if not last:
            target = item.target
            return Prefill(target.amount, target.load_kg, target.band, item.dose_why, copied=False)
        entry = last[-1]
        found = item.target.load_kg is None and entry.load_kg is not None
        done_before = (entry.reps or entry.seconds) if found else None
        return Prefill(
            done_before or item.target.amount,
            entry.load_kg,
            entry.band,
            "As in your last set." if found else item.dose_why,
            copied=False,
        )

    def log(self, entry: SetEntry, *, today: date) -> Logged:
        """Keep a set. When this returns, it is on disk; calling again changes nothing."""
        exercise = self._known(entry.exercise_id)
        check_entry(entry, exercise, today=today)
        self._log.add_set(entry)
        return self._logged(entry, exercise, today)

    def log_many(self, entries: Sequence[SetEntry], *, today: date) -> None:
        """Keep many sets at once: all of them, or none when one can't have happened."""
        for entry in entries:
            check_entry(entry, self._known(entry.exercise_id), today=today)
        self._log.add_sets(entries)

    def edit(self, entry: SetEntry, *, today: date) -> Logged:
        """Change a set that was logged."""
        exercise = self._known(entry.exercise_id)
        check_entry(entry, exercise, today=today)
        self._log.update_set(entry)
        return self._logged(entry, exercise, today)

    def undo(self, entry: SetEntry) -> SetEntry:
        """Take a set out of the log; `redo` brings it back."""
        self._log.remove_set(entry.id)
        return entry

    def redo(self, entry: SetEntry) -> SetEntry:
        """Bring back a set that was taken out."""
        self._log.restore_set(entry.id)
        return entry

    # -- a workout that is under way --------------------------------------------------------------

    def keep_unfinished(self, unfinished: Unfinished) -> None:
        """Keep where a workout stands, so that a crash or a quit loses nothing of it."""
        self._log.put_setting("workout", unfinished_to_json(unfinished))

    def end_unfinished(self) -> None:
        """Note that no workout is under way."""
        self._log.put_setting("workout", "null")

    def unfinished(self, *, now: datetime) -> Course | None:
        """Give the workout to go on with, at the very set; None when there is none.

        Args:
            now: The instant, aware.

        """
        found = unfinished_from_json(self._log.setting("workout"), now=now)
        if found is None or any(
            self.catalog.find(i.exercise_id) is None for i in found.routine.items
        ):
            return None
        since = min(found.day, found.started.date()) - timedelta(days=1)
        course = course_of(found, self._log.history(since=since).sets)
        return None if course.step() is None else course

    def _known(self, exercise_id: str) -> Exercise:
        exercise = self.catalog.find(exercise_id)
        if exercise is None:
            raise Problem("This exercise is not in the catalog any more.", field="exercise")
        return exercise

    def _logged(self, entry: SetEntry, exercise: Exercise, today: date) -> Logged:
        try:
            return Logged(entry, self.next_time(exercise.id, today=today))
        except Problem:
            return Logged(entry, None)  # the set is on disk, and that is what counts

    def next_time(self, exercise_id: str, *, today: date, declared: Side | None = None) -> NextDose:
        """Tell the dose of an exercise if it were done today."""
        return next_dose(
            self.catalog.get(exercise_id),
            self._log.history([exercise_id]),
            self.profile().gear,
            today=today,
            declared=declared,
        )

    def history(self, *, since: date | None = None) -> History:
        """Read the log, oldest first."""
        return self._log.history(since=since)

    # -- after a workout --------------------------------------------------------------------------

    def summary(self, workout_id: str, *, today: date) -> WorkoutSummary:
        """Sum up a workout."""
        profile = self.profile()
        return summary_of(
            workout_id,
            self._log.history(),
            self.catalog,
            profile.gear,
            today=today,
            bodyweight=profile.bodyweight,
        )

    def add_after(self, notes: Sequence[AfterNote], *, today: date) -> tuple[AfterNote, ...]:
        """Keep how much it hurt right after a workout; a second answer replaces the first."""
        for note in notes:
            check_after(note, self._known(note.exercise_id), today=today)
        self._log.add_after(notes)
        return tuple(notes)

    def report_pain(self, spots: Sequence[Spot], report: PainReport, *, today: date) -> Clearance:
        """Judge pain or a sudden sign outside of planning; a flag or sign pauses the places."""
        clearance = self.safety.clear(report)
        if clearance.advice is not None:
            new = [Pause(spot, today, clearance.advice.because) for spot in spots]
            self._keep_pauses([*self.pauses(), *new])
        return clearance

    # -- the morning after ------------------------------------------------------------------------

    def mornings_due(self, *, today: date) -> tuple[MorningDue, ...]:
        """List the workouts of the last days whose morning after is not noted, newest first."""
        recent = self._log.history(since=today - MORNINGS_ASKED - timedelta(days=1))
        kept = put_away_from_json(self._log.setting("mornings_put_away"))
        return mornings_due(recent, self.catalog, today=today, put_away=kept)

    def answer_mornings(
        self, due: MorningDue, answers: Mapping[Line, Morning], *, today: date
    ) -> tuple[str, ...]:
        """Keep answers about a morning after, and say what follows from those that were worse."""
        for note in due.notes(answers, today=today):
            self._log.add_morning(note)
        worse = dict.fromkeys(
            line.exercise_id for line in due.lines if answers.get(line.key) is Morning.WORSE
        )
        exercises = [e for e in map(self.catalog.find, worse) if e is not None]
        return what_follows(exercises, self._log.history(list(worse)), today=today)

    def put_away_morning(self, workout_id: str) -> None:
        """Don't ask about the morning after this workout again, unless something hurt."""
        kept = put_away_from_json(self._log.setting("mornings_put_away"))
        self._log.put_setting("mornings_put_away", put_away_to_json(kept, workout_id))

    # -- what the log says ------------------------------------------------------------------------

    def curve(self, exercise_id: str) -> Curve:
        """Show both sides of an exercise over time."""
        exercise = self._known(exercise_id)
        history = self._log.history([exercise_id])
        return curve_of(exercise, history, bodyweight=self.profile().bodyweight)

    def logged_exercises(self) -> tuple[Exercise, ...]:
        """List the exercises with sets in the log, strength and the most recent first."""
        latest: dict[str, date] = {}
        counts: dict[str, int] = {}
        for entry in self._log.history().sets:
            latest[entry.exercise_id] = entry.day
            counts[entry.exercise_id] = counts.get(entry.exercise_id, 0) + 1
        known = [(day, e) for i, day in latest.items() if (e := self.catalog.find(i)) is not None]
        order = {e.id: n for n, e in enumerate(self.catalog.exercises)}
        known.sort(
            key=lambda row: (
                not row[1].kind.strengthens,
                -row[0].toordinal(),
                -counts[row[1].id],
                order[row[1].id],
            )
        )
        return tuple(e for _, e in known)

    def places(self) -> dict[Spot, PlaceState]:
        """Say for every place of the map what the log says about it."""
        return place_states(self.catalog, self._log.history(), bodyweight=self.profile().bodyweight)
