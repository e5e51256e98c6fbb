"""What was asked for, and what is to be done?"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from core import words
from core.body import Body, Side, Spot
from core.catalog import Count, Equipment, Exercise
from core.doses import Gear, Target
from core.errors import Problem
from core.lights import Light
from core.pace import CHANGE_SIDES_S
from core.safety import Advice, PainReport, Permission

LEAST_MINUTES = 5
MOST_MINUTES = 120
SET_UP_S = 20
MOST_PLACES = 2
"""Names of places in a heading."""


class Feeling(Enum):
    """How a place feels."""

    TIGHT = "tight"
    WEAK = "weak"
    NEITHER = "neither"


class Purpose(Enum):
    """What an exercise is in the routine for."""

    STRETCH = "stretch"
    """Lengthen what feels tight."""
    LOOSEN = "loosen"
    """Move or stretch the opposing muscles before the work."""
    STRENGTHEN = "strengthen"
    """The main work."""
    BALANCE = "balance"
    """Strengthen the other half of the opposing pair."""
    EXTRA = "extra"
    """Added by the person."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asks for."""

    spot: Spot
    feeling: Feeling
    report: PainReport
    equipment: frozenset[Equipment]
    minutes: int
    gear: Gear
    excluded: frozenset[str] = frozenset()

    def check(self) -> None:
        """Refuse an impossible request.

        Raises:
            Problem: The minutes are out of range.

        """
        if not LEAST_MINUTES <= self.minutes <= MOST_MINUTES:
            raise Problem(
                f"Minutes: a whole number from {LEAST_MINUTES} to {MOST_MINUTES}.", field="minutes"
            )


@dataclass(frozen=True, slots=True)
class Prescription:
    """One exercise of a routine, with its dose and its reason."""

    exercise_id: str
    purpose: Purpose
    region: str
    """Id of the region it is for."""
    sets: int
    """Sets of each side, or sets in all when the exercise has no sides."""
    extra: Side | None
    """The tight side, which gets one hold more."""
    target: Target
    first: Side | None
    """The side that goes first; None without sides."""
    why: str
    dose_why: str
    source: str
    seconds: int
    """How long it takes, rests included."""
    lights: tuple[Light, ...] = ()
    """How it fared the last time where that was not simply fine, left before right."""
    took_place_of: str = ""
    """Id of the kept exercise whose place it took after two green weeks, or empty."""

    def sets_of(self, side: Side | None) -> int:
        """Give the sets of one side."""
        return self.sets + (1 if side is not None and side is self.extra else 0)

    def order(self) -> tuple[tuple[int, Side | None], ...]:
        """Give the sets in the order they are done: (1, left), (1, right), (2, left) ..."""
        if self.first is None:
            return tuple((n, None) for n in range(1, self.sets + 1))
        sides = (self.first, self.first.other)
        return tuple(
            (n, side) for n in range(1, self.sets + 2) for side in sides if n <= self.sets_of(side)
        )


@dataclass(frozen=True, slots=True)
class Routine:
    """What to do today for one place, or why to do nothing."""

    request: Request
    day: date
    permission: Permission
    items: tuple[Prescription, ...]
    notes: tuple[str, ...]
    advice: Advice | None = None
    """Set when a professional should look first; then there are no items."""

    @property
    def minutes(self) -> int:
        """How long it takes, in whole minutes, rounded up."""
        return math.ceil(sum(item.seconds for item in self.items) / 60)

    def ids(self) -> frozenset[str]:
        """The exercises in it."""
        return frozenset(item.exercise_id for item in self.items)

    def with_items(self, items: Iterable[Prescription]) -> Routine:
        """The same routine with other exercises."""
        return replace(self, items=tuple(items))


def duration(exercise: Exercise, target: Target, sets: int, extra: Side | None) -> int:
    """Estimate how long an exercise takes in seconds, with rests and changing sides."""
    work = (
        target.amount
        if exercise.count is Count.SECONDS
        else math.ceil(target.amount * exercise.dose.rep_s)
    )
    bouts = 2 * sets + (1 if extra else 0) if exercise.mode.sided else sets
    changes = sets if exercise.mode.sided else 0
    rests = max(0, sets - 1) + (1 if extra else 0)
    return SET_UP_S + bouts * work + changes * CHANGE_SIDES_S + rests * exercise.dose.rest_s


def places_of(routine: Routine, body: Body) -> tuple[str, ...]:
    """Name the places a routine is for: the one that was asked for, or all that are stretched.

    A routine of stretches goes through several places; the tight side is named where there is one.
    """
    spot = routine.request.spot
    stretches = bool(routine.items) and all(i.purpose is Purpose.STRETCH for i in routine.items)
    if not stretches or {item.region for item in routine.items} == {spot.region}:
        return (body.region(spot.region).label(spot.side),)
    named = []
    for item in routine.items:
        region = body.region(item.region)
        named.append(region.label(item.extra) if item.extra is not None else region.name)
    return tuple(dict.fromkeys(named))


def places_words(routine: Routine, body: Body, *, most: int = MOST_PLACES) -> str:
    """Say the places a routine is for: "left calf, chest and 2 more".

    Args:
        routine: Which one.
        body: Where the names are.
        most: How many names there is room for; one place more than that is named, too.

    """
    named = places_of(routine, body)
    if len(named) > most + 1:
        return f"{', '.join(named[:most])} and {len(named) - most} more"
    return words.listing(named)
