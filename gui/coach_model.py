"""How does the window ask the coach without waiting? Methods are requests, signals are answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from core.errors import Problem
from core.late import Late, now
from gui.clock import Clock
from gui.jobs import Job, Jobs
from gui.open_log import OpenLog

# Only names of types: nothing of the domain is imported before the window is painted.
if TYPE_CHECKING:
    from datetime import date

    from core.answers import Ask
    from core.body import Body, Side, Spot
    from core.catalog import Catalog
    from core.coach import Coach
    from core.journal import AfterNote, Morning, SetEntry
    from core.mornings import Line, MorningDue
    from core.profile import Profile
    from core.routine import Prescription, Routine
    from core.safety import PainReport, Readiness, Safety
    from core.together import Place
    from core.unfinished import Unfinished


class CoachModel(QObject):
    """The coach behind the worker thread. Every answer carries one frozen value."""

    opened = Signal()
    refused = Signal(object)
    """Problem: the log can't be opened."""
    failed = Signal(object)
    """Failure."""
    profile_changed = Signal(object)
    """Profile."""
    readiness_known = Signal(object)
    """Readiness or None."""
    readiness_judged = Signal(object)
    """Advice or None."""
    pauses_changed = Signal(object)
    """tuple[Pause, ...]."""
    routine_ready = Signal(object)
    """Routine: newly planned."""
    routine_edited = Signal(object)
    """Edited."""
    options_ready = Signal(object)
    """Options."""
    plans_changed = Signal(object)
    """tuple[Plan, ...]."""
    excluded_changed = Signal(object)
    """frozenset[str]."""
    filled = Signal(object)
    """Filled."""
    set_logged = Signal(object)
    """Logged: the set is on disk now."""
    set_edited = Signal(object)
    """Logged."""
    set_undone = Signal(object)
    """SetEntry."""
    set_redone = Signal(object)
    """SetEntry."""
    log_changed = Signal()
    """Anything in the log is different: pages that show it ask again."""
    history_ready = Signal(object)
    """History."""
    curve_ready = Signal(object)
    """Curve."""
    logged_exercises_ready = Signal(object)
    """tuple[Exercise, ...]."""
    places_ready = Signal(object)
    """dict[Spot, PlaceState]."""
    summary_ready = Signal(object)
    """WorkoutSummary."""
    after_kept = Signal(object)
    """tuple[AfterNote, ...]: on disk now."""
    pain_judged = Signal(object)
    """Judged."""
    mornings_ready = Signal(object)
    """tuple[MorningDue, ...], newest first."""
    unfinished_ready = Signal(object)
    """Course or None: a workout to go on with."""
    mornings_answered = Signal(object)
    """tuple[str, ...]: what follows from the answers, a sentence each; often none."""
    report_ready = Signal(object)
    """Report."""
    group_ready = Signal(object)
    """Group."""
    group_names_ready = Signal(object)
    """tuple[GroupName, ...]."""
    overview_ready = Signal(object)
    """Overview."""

    def __init__(
        self,
        open_coach: Callable[[], Coach],
        catalog: Catalog | Late[Catalog],
        safety: Safety | Late[Safety],
        clock: Clock,
        parent: QObject | None = None,
        *,
        body: Late[Body] | None = None,
    ) -> None:
        super().__init__(parent)
        self._catalog = catalog
        self._safety = safety
        self._body = body
        self.clock = clock
        self.jobs = Jobs(self)
        self._log = OpenLog(open_coach)

    # -- what is read from files, when it is needed -----------------------------------------------

    @property
    def catalog(self) -> Catalog:
        """Every exercise."""
        return now(self._catalog)

    @property
    def safety(self) -> Safety:
        """The questions that come first."""
        return now(self._safety)

    @property
    def body(self) -> Body:
        """The catalog's body, which is there sooner than the catalog."""
        return self._body.get() if self._body is not None else self.catalog.body

    # -- plumbing ---------------------------------------------------------------------------------

    def open(self) -> None:
        """Open the log in the worker thread."""
        self.jobs.submit(Job(self._log.open, self._on_opened, self.refused.emit))

    def _on_opened(self, _: None) -> None:
        self.opened.emit()

    def close(self, close_log: Callable[[], None]) -> None:
        """Finish what is under way, close the log where it was opened, end the thread."""
        self.jobs.finish(close_log)

    def ask(self, name: str, work: Callable[[Coach], Any], done: Callable[[Any], None]) -> None:
        """Ask in the worker thread; `failed` says the request's name when nothing comes of it."""
        self.jobs.submit(Job(partial(self._log.ask, work), done, partial(self._on_failed, name)))

    def _on_failed(self, name: str, problem: Problem) -> None:
        from gui.coach_values import Failure

        self.failed.emit(Failure(name, problem))

    def _today(self) -> date:
        return self.clock.today()

    # -- what the person has ----------------------------------------------------------------------

    def load_profile(self) -> None:
        """Ask for `profile_changed`."""
        self.ask("profile", lambda coach: coach.profile(), self.profile_changed.emit)

    def save_profile(self, profile: Profile) -> None:
        """Keep the profile, then `profile_changed`."""
        self.ask("profile", lambda coach: coach.save_profile(profile), self.profile_changed.emit)

    # -- safety -----------------------------------------------------------------------------------

    def load_readiness(self) -> None:
        """Ask for `readiness_known`."""
        self.ask("readiness", lambda coach: coach.readiness(), self.readiness_known.emit)

    def save_readiness(self, readiness: Readiness) -> None:
        """Keep the health answers, then `readiness_judged` and `readiness_known`."""
        today = self._today()
        self.ask(
            "readiness",
            lambda coach: coach.save_readiness(readiness, today=today),
            self.readiness_judged.emit,
        )
        self.load_readiness()

    def load_pauses(self) -> None:
        """Ask for `pauses_changed`."""
        self.ask("pauses", lambda coach: coach.pauses(), self.pauses_changed.emit)

    def lift_pause(self, spot: Spot) -> None:
        """Open a paused place again, then `pauses_changed`."""
        self.ask("pauses", lambda coach: coach.lift_pause(spot), self.pauses_changed.emit)

    def load_mornings(self) -> None:
        """Ask for `mornings_ready`."""
        today = self._today()
        self.ask("morning", lambda c: c.mornings_due(today=today), self.mornings_ready.emit)

    def answer_mornings(self, due: MorningDue, answers: Mapping[Line, Morning]) -> None:
        """Keep answers, then `mornings_answered`, `log_changed` and `mornings_ready`."""
        today = self._today()
        self.ask(
            "morning",
            lambda coach: coach.answer_mornings(due, answers, today=today),
            self._on_answered,
        )
        self.load_mornings()

    def put_away_morning(self, due: MorningDue) -> None:
        """Ask no more about the morning after a painless workout, then `mornings_ready`."""
        self.ask("morning", lambda c: c.put_away_morning(due.workout_id), _nothing)
        self.load_mornings()

    def _on_answered(self, follows: object) -> None:
        self.mornings_answered.emit(follows)
        self.log_changed.emit()

    # -- after a workout --------------------------------------------------------------------------

    def load_summary(self, workout_id: str) -> None:
        """Ask for `summary_ready`."""
        today = self._today()
        self.ask("summary", lambda c: c.summary(workout_id, today=today), self.summary_ready.emit)

    def add_after(self, notes: tuple[AfterNote, ...]) -> None:
        """Keep pain right after, then `after_kept` and `log_changed`."""
        today = self._today()
        self.ask("after", lambda c: c.add_after(notes, today=today), self._on_after)

    def _on_after(self, notes: object) -> None:
        self.after_kept.emit(notes)
        self.log_changed.emit()

    def report_pain(self, spots: tuple[Spot, ...], report: PainReport) -> None:
        """Judge pain or sudden signs outside of planning, then `pain_judged`, `pauses_changed`."""
        from gui.coach_values import Judged

        today = self._today()
        self.ask(
            "pain",
            lambda c: Judged(spots, c.report_pain(spots, report, today=today)),
            self.pain_judged.emit,
        )
        self.load_pauses()

    # -- routines ---------------------------------------------------------------------------------

    def plan(self, ask: Ask) -> None:
        """Plan, then `routine_ready` and `pauses_changed`."""
        today = self._today()
        self.ask("plan", lambda coach: coach.plan(ask, today=today), self.routine_ready.emit)
        self.load_pauses()
        self.load_profile()  # a tight place is remembered there

    def load_options(self, routine: Routine, index: int | None) -> None:
        """Ask for `options_ready`."""
        from gui.coach_values import Options

        today = self._today()
        self.ask(
            "options",
            lambda coach: Options(index, coach.options(routine, index, today=today)),
            self.options_ready.emit,
        )

    def swap(self, routine: Routine, index: int, exercise_id: str) -> None:
        """Swap an item, then `routine_edited`."""
        today = self._today()
        self.ask(
            "swap",
            lambda coach: coach.swap(routine, index, exercise_id, today=today),
            self.routine_edited.emit,
        )

    def add(self, routine: Routine, exercise_id: str) -> None:
        """Add an exercise, then `routine_edited`."""
        today = self._today()
        self.ask(
            "add",
            lambda coach: coach.add(routine, exercise_id, today=today),
            self.routine_edited.emit,
        )

    def remove(self, routine: Routine, index: int) -> None:
        """Take an item out, then `routine_edited`."""
        today = self._today()
        self.ask(
            "remove",
            lambda coach: coach.remove(routine, index, today=today),
            self.routine_edited.emit,
        )

    def move(self, routine: Routine, index: int, to: int) -> None:
        """Move an item, then `routine_edited`."""
        today = self._today()
        self.ask(
            "move",
            lambda coach: coach.move(routine, index, to, today=today),
            self.routine_edited.emit,
        )

    def exclude(self, exercise_id: str) -> None:
        """Exclude an exercise for good, then `excluded_changed`."""
        today = self._today()
        self.ask(
            "exclude",
            lambda coach: coach.exclude(exercise_id, today=today),
            self.excluded_changed.emit,
        )

    def include(self, exercise_id: str) -> None:
        """Bring an exercise back, then `excluded_changed`."""
        self.ask("exclude", lambda c: c.include(exercise_id), self.excluded_changed.emit)

    def load_excluded(self) -> None:
        """Ask for `excluded_changed`."""
        self.ask("exclude", lambda coach: coach.excluded(), self.excluded_changed.emit)

    def load_plans(self) -> None:
        """Ask for `plans_changed`."""
        self.ask("plans", lambda coach: coach.plans(), self.plans_changed.emit)

    def save_plan(self, name: str, routine: Routine) -> None:
        """Keep a routine, then `plans_changed`."""
        self.ask("plans", lambda coach: coach.save_plan(name, routine), self.plans_changed.emit)

    def delete_plan(self, name: str) -> None:
        """Forget a plan, then `plans_changed`."""
        self.ask("plans", lambda coach: coach.delete_plan(name), self.plans_changed.emit)

    def open_plan(self, name: str, report: PainReport) -> None:
        """Take out a plan, then `routine_edited`."""
        today = self._today()
        self.ask(
            "plan",
            lambda coach: coach.open_plan(name, report, today=today),
            self.routine_edited.emit,
        )
        self.load_pauses()

    # -- logging ----------------------------------------------------------------------------------

    def fill(self, item: Prescription, side: Side | None, done: tuple[SetEntry, ...]) -> None:
        """Ask for `filled`."""
        from gui.coach_values import Filled

        today = self._today()
        self.ask(
            "fill",
            lambda coach: Filled(item, side, coach.prefill(item, side, done, today=today)),
            self.filled.emit,
        )

    def log(self, entry: SetEntry) -> None:
        """Keep a set, then `set_logged` and `log_changed`: only now it counts as logged."""
        today = self._today()
        self.ask("log", lambda c: c.log(entry, today=today), self._on_logged)

    def keep_unfinished(self, unfinished: Unfinished) -> None:
        """Keep where the workout stands; a failure costs only the way back to the very set."""
        self.ask("unfinished", lambda c: c.keep_unfinished(unfinished), _nothing)

    def end_unfinished(self) -> None:
        """Note that no workout is under way."""
        self.ask("unfinished", lambda coach: coach.end_unfinished(), _nothing)

    def load_unfinished(self) -> None:
        """Ask for `unfinished_ready`."""
        now = self.clock.now()
        self.ask("unfinished", lambda c: c.unfinished(now=now), self.unfinished_ready.emit)

    def edit(self, entry: SetEntry) -> None:
        """Change a set so that it can be taken back, then `set_edited` and `log_changed`."""
        today, now = self._today(), self.clock.now()
        self.ask("edit", lambda c: c.edit(entry, today=today, now=now), self._on_edited)

    def undo(self, entry: SetEntry) -> None:
        """Take a set out, then `set_undone` and `log_changed`."""
        self.ask("undo", lambda coach: coach.undo(entry), self._on_undone)

    def redo(self, entry: SetEntry) -> None:
        """Bring a set back, then `set_redone` and `log_changed`."""
        self.ask("undo", lambda coach: coach.redo(entry), self._on_redone)

    def _on_logged(self, logged: object) -> None:
        self.set_logged.emit(logged)
        self.log_changed.emit()

    def _on_edited(self, logged: object) -> None:
        self.set_edited.emit(logged)
        self.log_changed.emit()

    def _on_undone(self, entry: object) -> None:
        self.set_undone.emit(entry)
        self.log_changed.emit()

    def _on_redone(self, entry: object) -> None:
        self.set_redone.emit(entry)
        self.log_changed.emit()

    # -- what the log says ------------------------------------------------------------------------

    def load_history(self) -> None:
        """Ask for `history_ready`."""
        self.ask("history", lambda coach: coach.history(), self.history_ready.emit)

    def load_curve(self, exercise_id: str) -> None:
        """Ask for `curve_ready`."""
        self.ask("curve", lambda coach: coach.curve(exercise_id), self.curve_ready.emit)

    def load_report(self, exercise_id: str) -> None:
        """Ask for `report_ready`."""
        today = self._today()
        self.ask("curve", lambda c: c.report(exercise_id, today=today), self.report_ready.emit)

    def load_group(self, place: Place, place_id: str) -> None:
        """Ask for `group_ready`."""
        today = self._today()
        self.ask("group", lambda c: c.group(place, place_id, today=today), self.group_ready.emit)

    def load_group_names(self) -> None:
        """Ask for `group_names_ready`."""
        self.ask("group", lambda coach: coach.group_names(), self.group_names_ready.emit)

    def load_overview(self) -> None:
        """Ask for `overview_ready`."""
        today = self._today()
        self.ask("overview", lambda c: c.overview(today=today), self.overview_ready.emit)

    def load_logged_exercises(self) -> None:
        """Ask for `logged_exercises_ready`."""
        self.ask(
            "exercises", lambda coach: coach.logged_exercises(), self.logged_exercises_ready.emit
        )

    def load_places(self) -> None:
        """Ask for `places_ready`."""
        self.ask("places", lambda coach: coach.places(), self.places_ready.emit)


def _nothing(_: object) -> None:
    """Nothing on screen waits for this."""
