"""The one door: what can a person ask of Evenside, and what comes back?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from core import words
from core.answers import Logged, Prefill
from core.body import Side, Spot
from core.catalog import Count, Exercise
from core.concord import Concord, concord_of, nearness
from core.course import Course, course_of
from core.curve import Curve
from core.doses import NextDose
from core.errors import Problem
from core.exercise_report import Report, report_of
from core.journal import AfterNote, History, Morning, SetEntry, check_entry
from core.kappa import Kappa
from core.lights import what_follows
from core.mornings import (
    MORNINGS_ASKED,
    Line,
    MorningDue,
    mornings_due,
    put_away_from_json,
    put_away_to_json,
)
from core.overview import Overview, overview_of
from core.pain import check_after
from core.pauses import (
    Pause,
    waiting_muscles,
)
from core.places import PlaceState, place_states
from core.planning import Planning
from core.progression import next_dose
from core.routine import Prescription
from core.safety import Clearance, PainReport
from core.summary import WorkoutSummary, summary_of
from core.tested import is_of
from core.together import Group, GroupName, Place, exercises_for, group_names, group_of
from core.unfinished import Unfinished, unfinished_from_json, unfinished_to_json


class Coach(Planning):
    """Everything the window may ask. No clock: `today` is always an argument.

    Every method may raise `Problem`, with a sentence for the person.
    """

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

    def edit(self, entry: SetEntry, *, today: date, now: datetime | None = None) -> Logged:
        """Change a set that was logged; with the instant `now` it can be taken back later."""
        exercise = self._known(entry.exercise_id)
        check_entry(entry, exercise, today=today)
        if now is None:
            self._log.update_set(entry)
        else:
            self.mending.edit(entry, today=today, now=now)
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
        """Read the log, oldest first, also sets that fit the catalog no more."""
        return self._log.whole(since=since)

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
            waiting=waiting_muscles(self.pauses(), self.safety, self.body),
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
        return self._curves.of(
            exercise, self._log.history([exercise_id]), self.profile().bodyweight
        )

    def report(self, exercise_id: str, *, today: date) -> Report:
        """Tell what the progress page shows of an exercise."""
        curve, exercise = self.curve(exercise_id), self._known(exercise_id)
        history, weight = self._log.history([exercise_id]), self.profile().bodyweight
        then = self._stood.of(exercise, history, weight)
        tests = self.testing.verdicts()
        tested = {s.day for test, told in tests if is_of(test, exercise) for s in told.sessions}
        return report_of(
            exercise,
            history,
            bodyweight=weight,
            today=today,
            curve=curve,
            then=then,
            lighter_weeks=history.lighter,
            test_days=sorted(tested),
            tests=tests,
        )

    def group(self, place: Place, place_id: str, *, today: date) -> Group:
        """Put all exercises for a muscle or a place beside each other."""
        found = exercises_for(self.catalog, place, place_id)
        done = {s.exercise_id for s in self._log.history(found).sets}
        reports = {i: self.report(i, today=today) for i in found if i in done}
        return group_of(self.catalog, reports, place, place_id, self.testing.verdicts())

    def group_names(self) -> tuple[GroupName, ...]:
        """List the muscles and places that a logged exercise or a done test is for."""
        tests = [test for test, _ in self.testing.verdicts()]
        return group_names(self.catalog, [e.id for e in self.logged_exercises()], tests)

    def overview(self, *, today: date) -> Overview:
        """Go through the whole log, so that any day of it can be shown."""
        made = overview_of(
            self.catalog,
            self._log.history(),
            bodyweight=self.profile().bodyweight,
            today=today,
            known=self._stood,
        )
        return replace(made, concord=self.concord())

    def concord(self) -> Concord:
        """Tell how far tests at home and training name the same side as behind."""
        tests = self.testing.verdicts()
        if not tests:
            return Concord(Kappa(((0, 0), (0, 0))))
        logs, weight = self._log.history().by_exercise(), self.profile().bodyweight
        near = [
            e
            for e in self.catalog.exercises
            if e.id in logs and any(nearness(t, e, self.catalog) is not None for t, _ in tests)
        ]
        curves = {e.id: self._curves.of(e, logs[e.id], weight) for e in near}
        return concord_of(tests, curves, self.catalog)

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
        return place_states(
            self.catalog,
            self._log.history(),
            bodyweight=self.profile().bodyweight,
            known=self._curves,
        )
