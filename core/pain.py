"""What did an exercise hurt: during, right after, and the next morning? Rule R2's three numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.body import Side
from core.catalog import Exercise
from core.errors import Problem
from core.journal import AfterNote, History, Morning, SetEntry
from core.safety import MOST_PAIN_FOR_PROGRESS

MOST_PAIN = 10
"""The top of the 0 to 10 scale."""


def pain_of(entries: Iterable[SetEntry], notes: Iterable[AfterNote] = ()) -> int | None:
    """Give the most pain during the sets and right after; None when none was noted.

    Both ends of a workout count alike: the pain-monitoring model allows the same pain after the
    exercise as during it (Silbernagel et al., 2007).

    Args:
        entries: The sets of one workout that count, of one side or of both.
        notes: What was said right after it, about the same exercise and sides.

    """
    told = [e.pain for e in entries if e.pain is not None]
    told += [note.pain for note in notes]
    return max(told, default=None)


def stopped_by_pain(entry: SetEntry) -> bool:
    """Tell whether pain ended a set before its first repetition.

    Zero without such pain is "could not do it", a finding about the side's strength. With more than
    2 of 10 it tells only of the pain: it is no dose to repeat, and no side is the weaker for it.
    """
    return entry.reps == 0 and (entry.pain or 0) > MOST_PAIN_FOR_PROGRESS


@dataclass(frozen=True, slots=True)
class Felt:
    """How one exercise felt on one side in one workout; None is "not noted", never 0."""

    during: int | None
    """The most of any set, 0 to 10."""
    after: int | None
    """Right after the workout, 0 to 10."""
    morning: Morning | None
    """Against what is usual; sore is not worse."""

    @property
    def most(self) -> int | None:
        """The most during and right after."""
        told = [n for n in (self.during, self.after) if n is not None]
        return max(told, default=None)

    @property
    def worse(self) -> bool:
        """The next morning was worse than usual."""
        return self.morning is Morning.WORSE

    @property
    def known(self) -> bool:
        """Something was noted."""
        return self.most is not None or self.morning is not None

    @property
    def troubled(self) -> bool:
        """More than 2 of 10, or a worse morning: no reason for more next time."""
        return self.worse or (self.most or 0) > MOST_PAIN_FOR_PROGRESS


def felt_in(
    history: History, *, workout_id: str, exercise_id: str, side: Side | None
) -> Felt | None:
    """Tell how a side felt in a workout; None when nothing is known about it.

    What was said about a side counts even when its sets were taken out of the log again. A morning
    that was answered twice counts as worse when any of the answers did.
    """
    key = (workout_id, exercise_id, side)
    sets = [e for e in history.sets if (e.workout_id, e.exercise_id, e.side) == key]
    after = [a for a in history.after if (a.workout_id, a.exercise_id, a.side) == key]
    mornings = [m.answer for m in history.mornings if (m.workout_id, m.exercise_id, m.side) == key]
    if not (sets or after or mornings):
        return None
    return Felt(
        during=pain_of(sets),
        after=pain_of((), after),
        morning=Morning.WORSE if Morning.WORSE in mornings else mornings[-1] if mornings else None,
    )


def check_after(note: AfterNote, exercise: Exercise, *, today: date) -> None:
    """Refuse a note about right after that can't be.

    Raises:
        Problem: Names the field and says what would be right.

    """
    whole = isinstance(note.pain, int) and not isinstance(note.pain, bool)
    if not whole or not 0 <= note.pain <= MOST_PAIN:
        raise Problem(f"Pain: a whole number from 0 to {MOST_PAIN}.", field="pain")
    if exercise.mode.sided and note.side is None:
        raise Problem(f"Say which side hurts after {exercise.name}.", field="side")
    if not exercise.mode.sided and note.side is not None:
        raise Problem(f"{exercise.name} works both sides at once.", field="side")
    if note.day > today:
        raise Problem("The date lies in the future: choose today or an earlier day.", field="day")
