"""How does the window look at a file, bring it in and write one, without waiting for it?"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from core.coach import Coach
from core.exchange.console import HereZone
from core.exchange.doors import (
    bring,
    export,
    format_of,
    left_out,
    preview,
    settle_file,
    take_back,
)
from core.exchange.proposal import NO_ANSWERS, Answers, Proposal, Question, Topic
from core.exchange.questions import questions
from core.exchange.settling import Existing, Settled
from core.exchange.telling import Telling, tell
from core.exchange.values import Watch
from core.inventory import Batch
from gui.coach_model import CoachModel
from gui.coach_values import Failure

NAME = "exchange"
"""How requests of this model begin in `CoachModel.failed`."""
LOOK, SETTLE, BRING, BACK, EXPORT = "look", "settle", "bring", "back", "export"
LOOK_EVERY_MS = 40
_STEP = 0.01


class _Way:
    """How far a job is: told in the log's thread, read in the window's."""

    def __init__(self) -> None:
        self.share = 0.0
        self.stop = threading.Event()

    def tell(self, share: float) -> None:
        self.share = share


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a file would bring with these answers, and what is still open."""

    proposal: Proposal
    answers: Answers
    questions: tuple[Question, ...]
    settled: Settled


@dataclass(frozen=True, slots=True)
class Brought:
    """What came in, and what the log says about left and right now."""

    settled: Settled
    batch: Batch | None
    told: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    path: Path
    sets: int
    left: tuple[str, ...]
    """What is not in the file, a sentence each."""


class ExchangeModel(QObject):
    """One file at a time, in the worker thread that owns the log."""

    went_on = Signal(float)
    """0 to 1: how far the file is."""
    reviewed = Signal(object)
    """Reviewed."""
    brought = Signal(object)
    """Brought: on disk now."""
    taken_back = Signal(int)
    """How many sets are out of the log again."""
    exported = Signal(object)
    """Exported."""
    failed = Signal(object)
    """Failure: `request` is one of LOOK, SETTLE, BRING, BACK, EXPORT."""

    def __init__(self, model: CoachModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self._way = _Way()
        self._shown = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look_on)
        self._existing: Existing | None = None
        self._waiting: tuple[Proposal, Answers] | None = None
        self._settling = False
        self._outdated = threading.Event()
        """Set when there are newer answers than those that are being settled."""
        self._run = 0
        """Counts the files: answers about an earlier one are not told any more."""
        model.failed.connect(self._on_failed)

    def _ask(self, name: str, work: Callable[[Coach], Any], done: Callable[[Any], None]) -> None:
        run = self._run

        def told(value: object) -> None:
            self._arrive(name, run)
            if run == self._run or name not in (LOOK, SETTLE):
                done(value)

        self.model.ask(f"{NAME} {name} {run}", work, told)

    def _on_failed(self, failure: Failure) -> None:
        kind, _, rest = failure.request.partition(" ")
        if kind != NAME:
            return
        name, _, run = rest.partition(" ")
        self._arrive(name, int(run))
        if name in (LOOK, SETTLE) and run != str(self._run):
            return
        if name == SETTLE:
            self._settling = False
            if self._waiting is not None:
                self._settle_next()  # stopped, for there are newer answers
                return
        self.failed.emit(Failure(name, failure.problem))

    def _watch(self) -> Watch:
        """Make the watch of a new job; an older one stays stopped."""
        self._way, self._shown = _Way(), 0.0
        self._timer.start()
        return Watch(self._way.tell, self._way.stop.is_set)

    def _look_on(self) -> None:
        share = self._way.share
        if share - self._shown >= _STEP or share >= 1.0 > self._shown:
            self._shown = share
            self.went_on.emit(share)

    def _arrive(self, name: str, run: int) -> None:
        """A job is done: if it is the watched one, say where it got to, and look no more."""
        if name != SETTLE and run == self._run:
            self._look_on()
            self._timer.stop()

    def stop(self) -> None:
        """Stop what is under way, if it can be stopped still; `failed` says that it was."""
        self._way.stop.set()

    # -- coming in --------------------------------------------------------------------------------

    def look(self, path: Path) -> None:
        """Read a file and say what is in it: `reviewed`."""
        self._run += 1
        self._waiting, self._settling = None, False
        today, catalog, watch = self.model.clock.today(), self.model.catalog, self._watch()

        def work(coach: Coach) -> tuple[Reviewed, Existing]:
            proposal = preview(path, catalog, watch=watch.part(0.0, 0.8))
            existing = Existing.of(coach.keeper)
            found = _review(proposal, NO_ANSWERS, existing, today, watch.part(0.8, 1.0))
            return found, existing

        self._ask(LOOK, work, self._on_looked)

    def _on_looked(self, found: tuple[Reviewed, Existing]) -> None:
        reviewed, self._existing = found
        self.reviewed.emit(reviewed)

    def settle(self, proposal: Proposal, answers: Answers) -> None:
        """Say what these answers come to: `reviewed`, of the newest answers only."""
        self._waiting = (proposal, answers)
        if self._settling:
            self._outdated.set()
        else:
            self._settle_next()

    def _settle_next(self) -> None:
        if self._waiting is None:
            return
        (proposal, answers), self._waiting = self._waiting, None
        self._settling = True
        self._outdated = outdated = threading.Event()
        today, watch = self.model.clock.today(), Watch(cancelled=outdated.is_set)
        known = self._existing

        def work(coach: Coach) -> Reviewed:
            existing = known or Existing.of(coach.keeper)
            return _review(proposal, answers, existing, today, watch)

        self._ask(SETTLE, work, self._on_settled)

    def _on_settled(self, found: Reviewed) -> None:
        self._settling = False
        if self._waiting is None:
            self.reviewed.emit(found)
        else:
            self._settle_next()

    def bring(self, proposal: Proposal, answers: Answers) -> None:
        """Bring it in, all or nothing, then `brought` and the log's news."""
        today, catalog, watch = self.model.clock.today(), self.model.catalog, self._watch()

        def work(coach: Coach) -> Brought:
            # anew: a set may have been logged since the file was looked at
            keeper = coach.keeper
            found = _review(proposal, answers, Existing.of(keeper), today, watch.part(0.0, 0.6))
            watch.at(0.6)  # the last moment to stop: what follows is all or nothing
            batch = bring(keeper, found.settled)
            told = tell(
                catalog,
                coach.history(),
                bodyweight=coach.profile().bodyweight,
                exercise_ids={entry.exercise_id for entry in found.settled.sets},
            )
            return Brought(found.settled, batch, told)

        self._ask(BRING, work, self._on_brought)

    def _on_brought(self, made: Brought) -> None:
        self._existing = None
        self.brought.emit(made)
        self._say_news()

    def take_back(self, batch: Batch) -> None:
        """Take an import back, then `taken_back` and the log's news."""
        self._ask(BACK, lambda coach: len(take_back(coach.keeper, batch.id)), self._on_taken_back)

    def _on_taken_back(self, sets: int) -> None:
        self.taken_back.emit(sets)
        self._say_news()

    def _say_news(self) -> None:
        self.model.load_profile()
        self.model.load_pauses()
        self.model.log_changed.emit()

    # -- going out --------------------------------------------------------------------------------

    def export(self, path: Path, *, written_by: str) -> None:
        """Write the log by the file's ending, then `exported`."""
        today, catalog, watch = self.model.clock.today(), self.model.catalog, self._watch()

        def work(coach: Coach) -> Exported:
            contents = coach.keeper.contents()
            sets = export(path, contents, catalog, today=today, written_by=written_by, watch=watch)
            return Exported(path, sets, left_out(contents, format_of(path)))

        self._ask(EXPORT, work, self.exported.emit)


def _review(
    proposal: Proposal, answers: Answers, existing: Existing, today: date, watch: Watch
) -> Reviewed:
    settled = settle_file(proposal, answers, existing, today=today, zone=HereZone(), watch=watch)
    asked = tuple(q for q in questions(proposal, answers) if _is_open(q, existing))
    return Reviewed(proposal, answers, asked, settled)


def _is_open(question: Question, existing: Existing) -> bool:
    """Leave out questions about settings that the log does not have: nothing is to be decided."""
    if question.topic is not Topic.SETTING:
        return True
    return question.id.partition(":")[2] in dict(existing.contents.settings)
