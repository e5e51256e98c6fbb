"""Does the weaker side still decide alone, or are both sides challenged by the same dose?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from core.body import Side
from core.catalog import Count, Exercise
from core.journal import History, SetEntry
from core.pain import stopped_by_pain
from core.sessions import by_workout

CHALLENGED_RESERVE = 4
"""Both sides ending with this much or less in reserve at one dose means that the weaker one has
about 95 % of the stronger one's strength (domain notes 3.1; Epley, 1985)."""
WORKOUTS_RUNNING = 2
"""One workout may be a good or a bad day of either side."""


class Stage(Enum):
    """Who decides the next dose."""

    WEAKER = "weaker"
    """The weaker side; the stronger one is kept as it is."""
    BOTH = "both"
    """Both: the dose is work for either side, and normal double progression goes on."""


@dataclass(frozen=True, slots=True)
class Governor:
    """The stage an exercise is in, and what it rests on."""

    stage: Stage
    since: date | None
    """The day of the workout that brought it here; None while it has never been another."""
    left: int | None
    """What the left had in reserve at the end of the last workout that tells; None unknown."""
    right: int | None
    last: date | None
    """The day of that workout."""

    @property
    def just_changed(self) -> bool:
        """True when the latest workout that tells brought the change."""
        return self.since is not None and self.since == self.last

    def reserve(self, side: Side) -> int | None:
        """Give what a side had in reserve at the end of the last workout that tells."""
        return self.left if side is Side.LEFT else self.right


UNKNOWN = Governor(Stage.WEAKER, None, None, None, None)


def governor_of(history: History, exercise: Exercise) -> Governor:
    """Read from the log who decides the next dose of an exercise.

    Both sides have to end with four or fewer in reserve, two workouts running, to be called
    challenged; when two workouts running show one side with more than four again while the other
    has not, the weaker side decides again. Workouts in which either side's reserve is not known,
    and those of a lighter week, tell nothing. Holds have no reserve: there the weaker side decides.

    Args:
        history: What was logged; other exercises are ignored.
        exercise: Which one.

    """
    if not exercise.mode.sided or exercise.count is not Count.REPS:
        return UNKNOWN
    found = UNKNOWN
    running: list[bool] = []
    for _, entries in by_workout(history.of(exercise.id).sets):
        day = entries[0].day
        if history.is_lighter(day):
            continue
        spare = _spare(entries)
        if spare is None:
            running.clear()
            continue
        left, right = spare
        running.append(max(left, right) <= CHALLENGED_RESERVE)
        stage, since = found.stage, found.since
        lately = running[-WORKOUTS_RUNNING:]
        if len(lately) == WORKOUTS_RUNNING and stage is Stage.WEAKER and all(lately):
            stage, since = Stage.BOTH, day
            running.clear()
        elif min(left, right) > CHALLENGED_RESERVE:
            # Too light for either side: that says nothing about the gap.
            running.pop()
        elif len(lately) == WORKOUTS_RUNNING and stage is Stage.BOTH and not any(lately):
            stage, since = Stage.WEAKER, day
            running.clear()
        found = Governor(stage, since, left, right, day)
    return found


def _spare(entries: Sequence[SetEntry]) -> tuple[int, int] | None:
    """Give what left and right had in reserve in their last sets, at the dose of the lesser one.

    Whoever did more than the other at the same weight would have had that much more in reserve.
    None where the weights differ, a reserve is not known, or pain ended a set before it began.
    """
    left, right = _end(entries, Side.LEFT), _end(entries, Side.RIGHT)
    if left is None or right is None or stopped_by_pain(left) or stopped_by_pain(right):
        return None
    if (left.load_kg or 0.0, left.band) != (right.load_kg or 0.0, right.band):
        return None
    possible = (_possible(left), _possible(right))
    if possible[0] is None or possible[1] is None:
        return None
    least = min(left.reps or 0, right.reps or 0)
    return possible[0] - least, possible[1] - least


def _possible(entry: SetEntry) -> int | None:
    """Repetitions that were possible; a side that could not do one could do none."""
    if entry.reps == 0:
        return 0
    return None if entry.reps is None or entry.reserve is None else entry.reps + entry.reserve


def _end(entries: Sequence[SetEntry], side: Side) -> SetEntry | None:
    own = [entry for entry in entries if entry.side is side]
    return max(own, key=lambda entry: (entry.index, entry.at), default=None)
