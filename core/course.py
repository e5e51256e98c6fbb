"""Where does a workout stand: which sets are done, which one comes now, and what comes after it?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from core.body import Side
from core.catalog import Catalog, Count
from core.journal import SetEntry
from core.pace import CHANGE_SIDES_S, Phase
from core.routine import SET_UP_S, Prescription, Routine
from core.unfinished import Unfinished


@dataclass(frozen=True, slots=True)
class Step:
    """One set to do."""

    item: int
    number: int
    side: Side | None


@dataclass(slots=True)
class Course:
    """The order of a workout, and how far it got. Changed by what the person does."""

    routine: Routine
    workout_id: str
    started: datetime
    item: int = 0
    """The exercise that is on."""
    logged: list[SetEntry] = field(default_factory=list)
    extra: dict[int, int] = field(default_factory=dict)
    stopped: frozenset[int] = frozenset()

    # -- reading ----------------------------------------------------------------------------------

    @property
    def prescription(self) -> Prescription:
        """The exercise that is on."""
        return self.routine.items[self.item]

    def steps(self, item: int) -> list[Step]:
        """Give the sets of an item in their order, with those the person added."""
        wanted = self.routine.items[item]
        steps = [Step(item, number, side) for number, side in wanted.order()]
        planned = max(step.number for step in steps)
        sides = (None,) if wanted.first is None else (wanted.first, wanted.first.other)
        for n in range(1, self.extra.get(item, 0) + 1):
            steps.extend(Step(item, planned + n, side) for side in sides)
        return steps

    def done_of(self, item: int) -> list[SetEntry]:
        """Give the sets of an item that are in the log."""
        wanted = self.routine.items[item].exercise_id
        return [entry for entry in self.logged if entry.exercise_id == wanted]

    def left_of(self, item: int) -> list[Step]:
        """Give the sets of an item that are still to do; none when pain ended it."""
        if item in self.stopped:
            return []
        done = [entry.side for entry in self.done_of(item)]
        left = []
        for step in self.steps(item):
            if step.side in done:
                done.remove(step.side)
            else:
                left.append(step)
        return left

    def step(self) -> Step | None:
        """Give the next set of the exercise that is on."""
        return next(iter(self.left_of(self.item)), None)

    def after(self, step: Step | None) -> Step | None:
        """Give the set that comes after one, in this exercise or a later one."""
        own = self.left_of(self.item)
        if step in own:
            own = own[own.index(step) + 1 :]
        later = (s for i in range(self.item + 1, len(self.routine.items)) for s in self.left_of(i))
        return next(iter([*own, *later]), None)

    def counts(self) -> list[tuple[int, int]]:
        """Give the sets done and planned of each item."""
        made = []
        for i in range(len(self.routine.items)):
            done = len(self.done_of(i))
            made.append((done, done if i in self.stopped else max(done, len(self.steps(i)))))
        return made

    def minutes_left(self) -> int:
        """Estimate the whole minutes that are left."""
        seconds = sum(
            item.seconds * (1 - min(done, total) / total) if total else 0.0
            for item, (done, total) in zip(self.routine.items, self.counts(), strict=True)
        )
        return round(seconds / 60)

    def next_item(self) -> int | None:
        """Give the next exercise with something left to do; earlier ones come last."""
        count = len(self.routine.items)
        order = [*range(self.item + 1, count), *range(self.item)]
        return next((i for i in order if self.left_of(i)), None)

    def lead(self, last: SetEntry | None, step: Step | None, catalog: Catalog) -> tuple[Phase, int]:
        """Tell what comes before a set, and how many seconds it takes: 0 for nothing.

        Args:
            last: The set that was just done; None at the start, or when the person jumped.
            step: The set that comes.
            catalog: Knows the rests.

        """
        if last is None or step is None:
            return Phase.REST, 0
        before = catalog.get(last.exercise_id)
        item = self.routine.items[step.item]
        if item.exercise_id != last.exercise_id:
            rest = before.dose.rest_s if before.kind.strengthens else 0
            return Phase.REST, max(SET_UP_S, rest)
        if step.side is not None and step.side is not last.side and step.side is not item.first:
            return Phase.SWITCH, CHANGE_SIDES_S
        return Phase.REST, before.dose.rest_s

    def hold_of(self, step: Step | None, catalog: Catalog) -> int | None:
        """Give the seconds to hold; None for a set that is counted, or when nothing is left.

        The second side holds as long as the first one did, no longer.
        """
        if step is None:
            return None
        item = self.routine.items[step.item]
        if catalog.get(item.exercise_id).count is not Count.SECONDS:
            return None
        if step.side is not None and item.first is not None and step.side is not item.first:
            turn = 1 + sum(1 for e in self.done_of(step.item) if e.side is step.side)
            for entry in self.done_of(step.item):
                if entry.side is item.first and entry.index == turn and entry.seconds:
                    return entry.seconds
        return item.target.amount

    # -- what happens -----------------------------------------------------------------------------

    def take(self, entry: SetEntry) -> None:
        """Take in a set that is in the log now, or its changed form."""
        if any(e.id == entry.id for e in self.logged):
            self.logged = [entry if e.id == entry.id else e for e in self.logged]
        else:
            self.logged = sorted([*self.logged, entry], key=lambda e: e.at)

    def drop(self, entry: SetEntry) -> None:
        """Let go of a set that is out of the log."""
        self.logged = [e for e in self.logged if e.id != entry.id]

    def add_set(self) -> None:
        """Add a set of each side to the exercise that is on."""
        self.extra[self.item] = self.extra.get(self.item, 0) + 1

    def stop(self, items: Iterable[int]) -> None:
        """End exercises for today."""
        self.stopped |= frozenset(items)

    # -- keeping ----------------------------------------------------------------------------------

    def unfinished(self, seen: datetime) -> Unfinished:
        """Give what has to be kept to go on from here."""
        return Unfinished(
            workout_id=self.workout_id,
            started=self.started,
            seen=seen,
            routine=self.routine,
            item=self.item,
            extra=dict(self.extra),
            stopped=tuple(sorted(self.stopped)),
        )


def course_of(unfinished: Unfinished, logged: Iterable[SetEntry]) -> Course:
    """Go on with a workout at the very set, with what is in the log of it."""
    own = sorted(
        (entry for entry in logged if entry.workout_id == unfinished.workout_id),
        key=lambda entry: entry.at,
    )
    made = Course(
        routine=unfinished.routine,
        workout_id=unfinished.workout_id,
        started=unfinished.started,
        item=unfinished.item,
        logged=own,
        extra=dict(unfinished.extra),
        stopped=frozenset(unfinished.stopped),
    )
    if made.step() is None:
        following = made.next_item()
        made.item = made.item if following is None else following
    return made
