"""How does the window ask the coach without waiting? Methods are requests, signals are answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from core.errors import Problem
from core.late import Late, now
from gui.clock import Clock
from gui.jobs import Job, Jobs

# Only names of types: nothing of the domain is imported before the window is painted.
if TYPE_CHECKING:
    from datetime import date

    from core.answers import Ask, Prefill
    from core.body import Body, Side, Spot
    from core.catalog import Catalog
    from core.coach import Coach
    from core.journal import Morning, SetEntry
    from core.mornings import MorningDue
    from core.profile import Profile
    from core.routine import Prescription, Routine
    from core.safety import PainReport, Readiness, Safety


@dataclass(frozen=True, slots=True)
class Failure:
    """A request that came to nothing, and the sentence for the person."""

    request: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Options:
    """Alternatives for an item of the routine; `index` None means exercises to add."""

    index: int | None
    found: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """What the form of the next set starts with."""

    item: Prescription
    side: Side | None
    prefill: Prefill


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
    mornings_ready = Signal(object)
    """tuple[MorningDue, ...]."""

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
        self._open_coach = open_coach
        self._coach: Coach | None = None

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
        self.jobs.submit(Job(self._open, self._on_opened, self.refused.emit))

    def _open(self) -> Coach:
        self._coach = self._open_coach()
        return self._coach

    def _on_opened(self, _: Coach) -> None:
        self.opened.emit()

    def close(self, close_log: Callable[[], None]) -> None:
        """Finish what is under way, close the log where it was opened, end the thread."""
        self.jobs.finish(close_log)

    def _ask(self, name: str, work: Callable[[Coach], Any], done: Callable[[Any], None]) -> None:
        def run() -> Any:  # noqa: ANN401 - whatever the coach answers
            if self._coach is None:
                raise Problem("The log is not open.")
            return work(self._coach)

        def failed(problem: Problem) -> None:
            self.failed.emit(Failure(name, problem))

        self.jobs.submit(Job(run, done, failed))

    def _today(self) -> date:
        return self.clock.today()

    # -- what the person has ----------------------------------------------------------------------

    def load_profile(self) -> None:
        """Ask for `profile_changed`."""
        self._ask("profile", lambda coach: coach.profile(), self.profile_changed.emit)

    def save_profile(self, profile: Profile) -> None:
        """Keep the profile, then `profile_changed`."""
        self._ask("profile", lambda coach: coach.save_profile(profile), self.profile_changed.emit)

    # -- safety -----------------------------------------------------------------------------------

    def load_readiness(self) -> None:
        """Ask for `readiness_known`."""
        self._ask("readiness", lambda coach: coach.readiness(), self.readiness_known.emit)

    def save_readiness(self, readiness: Readiness) -> None:
        """Keep the health answers, then `readiness_judged` and `readiness_known`."""
        today = self._today()
        self._ask(
            "readiness",
            lambda coach: coach.save_readiness(readiness, today=today),
            self.readiness_judged.emit,
        )
        self.load_readiness()

    def load_pauses(self) -> None:
        """Ask for `pauses_changed`."""
        self._ask("pauses", lambda coach: coach.pauses(), self.pauses_changed.emit)

    def lift_pause(self, spot: Spot) -> None:
        """Open a paused place again, then `pauses_changed`."""
        self._ask("pauses", lambda coach: coach.lift_pause(spot), self.pauses_changed.emit)

    def load_mornings(self) -> None:
        """Ask for `mornings_ready`."""
        today = self._today()
        self._ask("morning", lambda c: c.mornings_due(today=today), self.mornings_ready.emit)

    def answer_morning(self, due: MorningDue, answer: Morning) -> None:
        """Keep an answer, then `mornings_ready` with what is left."""
        today = self._today()

        def work(coach: Coach) -> tuple[MorningDue, ...]:
            coach.answer_morning(due, answer, today=today)
            return coach.mornings_due(today=today)

        self._ask("morning", work, self.mornings_ready.emit)

    # -- routines ---------------------------------------------------------------------------------

    def plan(self, ask: Ask) -> None:
        """Plan, then `routine_ready` and `pauses_changed`."""
        today = self._today()
        self._ask("plan", lambda coach: coach.plan(ask, today=today), self.routine_ready.emit)
        self.load_pauses()

    def load_options(self, routine: Routine, index: int | None) -> None:
        """Ask for `options_ready`."""
        today = self._today()
        self._ask(
            "options",
            lambda coach: Options(index, coach.options(routine, index, today=today)),
            self.options_ready.emit,
        )

    def swap(self, routine: Routine, index: int, exercise_id: str) -> None:
        """Swap an item, then `routine_edited`."""
        today = self._today()
        self._ask(
            "swap",
            lambda coach: coach.swap(routine, index, exercise_id, today=today),
            self.routine_edited.emit,
        )

    def add(self, routine: Routine, exercise_id: str) -> None:
        """Add an exercise, then `routine_edited`."""
        today = self._today()
        self._ask(
            "add",
            lambda coach: coach.add(routine, exercise_id, today=today),
            self.routine_edited.emit,
        )

    def remove(self, routine: Routine, index: int) -> None:
        """Take an item out, then `routine_edited`."""
        today = self._today()
        self._ask(
            "remove",
            lambda coach: coach.remove(routine, index, today=today),
            self.routine_edited.emit,
        )

    def move(self, routine: Routine, index: int, to: int) -> None:
        """Move an item, then `routine_edited`."""
        today = self._today()
        self._ask(
            "move",
            lambda coach: coach.move(routine, index, to, today=today),
            self.routine_edited.emit,
        )

    def exclude(self, exercise_id: str) -> None:
        """Exclude an exercise for good, then `excluded_changed`."""
        today = self._today()
        self._ask(
            "exclude",
            lambda coach: coach.exclude(exercise_id, today=today),
            self.excluded_changed.emit,
        )

    def include(self, exercise_id: str) -> None:
        """Bring an exercise back, then `excluded_changed`."""
        self._ask("exclude", lambda c: c.include(exercise_id), self.excluded_changed.emit)

    def load_excluded(self) -> None:
        """Ask for `excluded_changed`."""
        self._ask("exclude", lambda coach: coach.excluded(), self.excluded_changed.emit)

    def load_plans(self) -> None:
        """Ask for `plans_changed`."""
        self._ask("plans", lambda coach: coach.plans(), self.plans_changed.emit)

    def save_plan(self, name: str, routine: Routine) -> None:
        """Keep a routine, then `plans_changed`."""
        self._ask("plans", lambda coach: coach.save_plan(name, routine), self.plans_changed.emit)

    def delete_plan(self, name: str) -> None:
        """Forget a plan, then `plans_changed`."""
        self._ask("plans", lambda coach: coach.delete_plan(name), self.plans_changed.emit)

    def open_plan(self, name: str, report: PainReport) -> None:
        """Take out a plan, then `routine_edited`."""
        today = self._today()
        self._ask(
            "plan",
            lambda coach: coach.open_plan(name, report, today=today),
            self.routine_edited.emit,
        )
        self.load_pauses()

    # -- logging ----------------------------------------------------------------------------------

    def fill(self, item: Prescription, side: Side | None, done: tuple[SetEntry, ...]) -> None:
        """Ask for `filled`."""
        today = self._today()
        self._ask(
            "fill",
            lambda coach: Filled(item, side, coach.prefill(item, side, done, today=today)),
            self.filled.emit,
        )

    def log(self, entry: SetEntry) -> None:
        """Keep a set, then `set_logged` and `log_changed`: only now it counts as logged."""
        today = self._today()
        self._ask("log", lambda c: c.log(entry, today=today), self._on_logged)

    def edit(self, entry: SetEntry) -> None:
        """Change a set, then `set_edited` and `log_changed`."""
        today = self._today()
        self._ask("edit", lambda c: c.edit(entry, today=today), self._on_edited)

    def undo(self, entry: SetEntry) -> None:
        """Take a set out, then `set_undone` and `log_changed`."""
        self._ask("undo", lambda coach: coach.undo(entry), self._on_undone)

    def redo(self, entry: SetEntry) -> None:
        """Bring a set back, then `set_redone` and `log_changed`."""
        self._ask("undo", lambda coach: coach.redo(entry), self._on_redone)

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
        self._ask("history", lambda coach: coach.history(), self.history_ready.emit)

    def load_curve(self, exercise_id: str) -> None:
        """Ask for `curve_ready`."""
        self._ask("curve", lambda coach: coach.curve(exercise_id), self.curve_ready.emit)

    def load_logged_exercises(self) -> None:
        """Ask for `logged_exercises_ready`."""
        self._ask(
            "exercises", lambda coach: coach.logged_exercises(), self.logged_exercises_ready.emit
        )

    def load_places(self) -> None:
        """Ask for `places_ready`."""
        self._ask("places", lambda coach: coach.places(), self.places_ready.emit)
