"""How does the home page ask the coach about the week, today, lighter weeks and stretching?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, time

from PySide6.QtCore import QObject, Signal

from core.answers import Edited
from core.body import Spot
from core.coach import Coach
from core.lighter import LighterOffer
from core.profile import Profile
from core.routine import Routine
from core.safety import PainReport
from core.week_coach import Home
from core.weeks import WeekPlan
from gui.coach_model import CoachModel


@dataclass(frozen=True, slots=True)
class Told:
    """What the home page shows."""

    home: Home


@dataclass(frozen=True, slots=True)
class Opened:
    """A plan of today, and what speaks against single exercises of it today."""

    edited: Edited
    warnings: tuple[str, ...]


class WeekModel(QObject):
    """Requests and answers about weeks; what fails comes by `CoachModel.failed`.

    The names of the requests are "home", "week", "start", "stretch", "tight" and "lighter".
    """

    home_ready = Signal(object)
    """Told."""
    week_saved = Signal(object)
    """WeekPlan: on disk now."""
    opened = Signal(object)
    """Opened: a plan of today, with its doses."""
    stretch_ready = Signal(object)
    """Routine."""

    def __init__(self, model: CoachModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.coach = model

    def load(self) -> None:
        """Ask for `home_ready`."""
        today = self.coach.clock.today()

        def work(coach: Coach) -> Told:
            return Told(coach.weeks.home(today=today))

        self.coach.ask("home", work, self.home_ready.emit)

    def open(self, name: str, report: PainReport) -> None:
        """Take out a plan, then `opened`; the routine page shows it as well."""
        today = self.coach.clock.today()

        def work(coach: Coach) -> Opened:
            edited = coach.open_plan(name, report, today=today)
            return Opened(edited, coach.weeks.warnings(edited.routine, today=today))

        self.coach.ask("start", work, self._on_opened)
        self.coach.load_pauses()

    def _on_opened(self, opened: Opened) -> None:
        self.coach.routine_edited.emit(opened.edited)
        self.opened.emit(opened)

    def stretch(self, hurting: Collection[Spot]) -> None:
        """Build the stretch routine without what hurts, then `stretch_ready`."""
        today = self.coach.clock.today()
        self.coach.ask(
            "stretch",
            lambda c: c.stretch_routine(today=today, hurting=hurting),
            self._on_stretch,
        )

    def _on_stretch(self, routine: Routine) -> None:
        if routine.advice is not None:
            self.coach.routine_ready.emit(routine)
        self.stretch_ready.emit(routine)

    def save(self, week: WeekPlan, stretch_at: tuple[time, ...], train_at: time | None) -> None:
        """Keep the week and the reminders, then `week_saved`, `profile_changed`, `home_ready`."""
        today = self.coach.clock.today()

        def work(coach: Coach) -> WeekPlan:
            made = coach.weeks.save(week, today=today)
            kept = coach.profile()
            coach.save_profile(replace(kept, stretch_at=stretch_at, train_at=train_at))
            return made

        self.coach.ask("week", work, self.week_saved.emit)
        self.coach.load_profile()
        self.load()

    def keep_tight(self, tight: Collection[Spot]) -> None:
        """Keep the tight places, then `profile_changed` and `home_ready`."""

        def work(coach: Coach) -> Profile:
            coach.weeks.keep_tight(tight)
            return coach.profile()

        self.coach.ask("tight", work, self.coach.profile_changed.emit)
        self.load()

    def take_lighter(self, offer: LighterOffer) -> None:
        """Begin a lighter week, then `home_ready`."""
        self.coach.ask("lighter", lambda c: c.weeks.take_lighter(offer), _nothing)
        self.load()

    def give_back(self, start: date) -> None:
        """Take a lighter week back, then `home_ready`."""
        self.coach.ask("lighter", lambda c: c.weeks.give_back(start), _nothing)
        self.load()

    def decline_lighter(self) -> None:
        """Decline the offer of a lighter week, then `home_ready`."""
        today = self.coach.clock.today()
        self.coach.ask("lighter", lambda c: c.weeks.decline_lighter(today=today), _nothing)
        self.load()


def _nothing(_: object) -> None:
    return None
