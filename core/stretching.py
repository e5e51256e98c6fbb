"""How many minutes was each muscle stretched, on each side, and is that enough?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from core.body import Side
from core.catalog import Catalog, Exercise
from core.journal import History, SetEntry

WEEK_DAYS = 7
FLOOR_MINUTES = 2.0
"""Minutes a week and side below which little changes: a minute for each muscle on at least two
days (ACSM; Garber et al., 2011)."""
TARGET_MINUTES = 10.0
"""Minutes a week and side beyond which range gains no more (Ingram et al., 2025)."""
SECONDARY_SHARE = 0.5
"""What a stretch counts for a muscle that is only lengthened along with others. It is our own
convention, after the half that an indirect set counts for strength (Pelland et al., 2024)."""
_A_SECOND = 1 / 120
"""Half a second in minutes: sums of seconds must not miss a mark through binary rounding."""


class Enough(Enum):
    """Where a week's minutes stand; the value is said beside the meter."""

    NONE = "none"
    UNDER = "under the floor"
    ON_THE_WAY = "on the way"
    ENOUGH = "enough"


def enough(minutes: float) -> Enough:
    """Say where a week's minutes stand between the floor and the target."""
    if minutes <= 0:
        return Enough.NONE
    if minutes < FLOOR_MINUTES - _A_SECOND:
        return Enough.UNDER
    return Enough.ENOUGH if minutes >= TARGET_MINUTES - _A_SECOND else Enough.ON_THE_WAY


@dataclass(frozen=True, slots=True)
class StretchRow:
    """A line of the meter: one muscle, both sides, one week."""

    muscle_id: str
    name: str
    """In plain words: "front of the hip"."""
    left: float
    """Minutes."""
    right: float
    """Minutes."""

    def minutes(self, side: Side) -> float:
        """Give the minutes of one side."""
        return self.left if side is Side.LEFT else self.right

    def standing(self, side: Side) -> Enough:
        """Say where one side stands."""
        return enough(self.minutes(side))


def stretch_minutes(
    history: History, catalog: Catalog, *, until: date, days: int = WEEK_DAYS
) -> dict[tuple[str, Side], float]:
    """Add up the minutes that each muscle was held in a stretch; muscles without any are left out.

    Seconds count in full for the muscles an exercise stretches, and half for those it stretches
    along with them. The side of a set is the side that is stretched, as the catalog's side rule
    says ("rear leg: the one you kneel on"); an exercise without sides counts for both. Moving in
    and out of a stretch in repetitions is no hold and does not count, unless the catalog says that
    each repetition is held.

    Args:
        history: What was logged.
        catalog: What each exercise stretches; a set of an exercise that is gone counts nothing.
        until: The last day that counts.
        days: How many days count, `until` included.

    Returns:
        Minutes by muscle id and side.

    Raises:
        ValueError: There are no days to count.

    """
    if days < 1:
        raise ValueError(f"days has to be 1 or more, not {days!r}")
    seconds: dict[tuple[str, Side], float] = {}
    for entry in history.sets:
        exercise = catalog.find(entry.exercise_id)
        if exercise is None or not until - timedelta(days=days) < entry.day <= until:
            continue
        if entry.side_open(exercise):
            continue
        held = _held(entry, exercise)
        if held <= 0:
            continue
        for muscle, share in _shares(exercise):
            for side in (entry.side,) if entry.side is not None else tuple(Side):
                seconds[muscle, side] = seconds.get((muscle, side), 0.0) + share * held
    return {key: total / 60 for key, total in seconds.items()}


def stretch_meter(
    history: History, catalog: Catalog, *, until: date, days: int = WEEK_DAYS
) -> tuple[StretchRow, ...]:
    """Give a line for every muscle that was stretched, the most stretched first."""
    minutes = stretch_minutes(history, catalog, until=until, days=days)
    rows = [
        StretchRow(
            muscle.id,
            muscle.name,
            minutes.get((muscle.id, Side.LEFT), 0.0),
            minutes.get((muscle.id, Side.RIGHT), 0.0),
        )
        for muscle in catalog.body.muscles
        if any((muscle.id, side) in minutes for side in Side)
    ]
    return tuple(sorted(rows, key=lambda row: -max(row.left, row.right)))


def _held(entry: SetEntry, exercise: Exercise) -> int:
    """Give the seconds of a set in which the muscle was held long."""
    if entry.seconds is not None:
        return entry.seconds
    return (entry.reps or 0) * exercise.dose.hold_s


def _shares(exercise: Exercise) -> Iterator[tuple[str, float]]:
    yield from ((muscle, 1.0) for muscle in exercise.stretched)
    for muscle in exercise.stretched_secondary:
        if muscle not in exercise.stretched:
            yield muscle, SECONDARY_SHARE
