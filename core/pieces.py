"""Which workouts of an exercise can be compared, and what was the best of each?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from core import words
from core.body import Side
from core.catalog import Count
from core.journal import Band, SetEntry
from core.lens import Lens, Measure
from core.lines import Point

BREAK_DAYS = 28
"""A longer gap starts a new piece of line (domain notes 3.4)."""


class Start(Enum):
    """What starts a new piece of line: from here the numbers before don't compare."""

    FIRST = "first workout"
    BREAK = "break"
    BAND = "another band"
    WEIGHT = "another weight"
    SETUP = "another set-up"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of time in which the numbers compare."""

    number: int
    first: date
    start: Start
    says: str
    """What started it, in a few words: "35 days without", "medium (green) band"."""


@dataclass(frozen=True, slots=True)
class Part:
    """The piece that a workout belongs to."""

    number: int
    day: date
    band: Band | None
    load_kg: float
    setup: str
    start: Start | None
    """What started the piece, in its first workout only."""
    rest: int
    """Days since the workout before."""

    @property
    def key(self) -> tuple[object, ...]:
        """What has to be the same for repetitions to compare."""
        return (self.band, self.load_kg, self.setup)


@dataclass(frozen=True, slots=True)
class Best:
    """The best comparable set of one side in one workout."""

    point: Point
    possible: float
    """Reps with reserve, or seconds."""


def _key(entry: SetEntry) -> tuple[Band | None, float, str]:
    return (entry.band, entry.load_kg or 0.0, entry.setup.strip().casefold())


def next_part(last: Part | None, entries: Sequence[SetEntry], lens: Lens) -> Part:
    """Place a workout: a long break, and (for reps) another band or weight start a new piece."""
    keys = [_key(e) for e in entries]
    band, load, setup = max(keys, key=lambda k: (keys.count(k), str(k)))
    day = max(entry.day for entry in entries)  # a workout past midnight is one workout
    if last is None:
        return Part(0, day, band, load, setup, Start.FIRST, 0)
    start, rest = None, (day - last.day).days
    if last.setup != setup:
        start = Start.SETUP
    elif lens is not Lens.STRENGTH and (last.band, last.load_kg) != (band, load):
        start = Start.BAND if last.band != band else Start.WEIGHT
    elif rest > BREAK_DAYS:
        start = Start.BREAK
    return Part(last.number + (start is not None), day, band, load, setup, start, rest)


def best_of(
    entries: Sequence[SetEntry], part: Part, lens: Lens, measured: Measure
) -> tuple[dict[Side | None, Best], int]:
    """Find the best comparable set of each side of a workout, and how many sets don't compare."""
    best: dict[Side | None, Best] = {}
    left_out = 0
    for entry in entries:
        number = measured(entry)
        if number is None or (lens is not Lens.STRENGTH and _key(entry) != part.key):
            left_out += 1
            continue
        if entry.side not in best or number > best[entry.side].point.value:
            best[entry.side] = Best(
                Point(
                    day=part.day,
                    value=number,
                    at_least=entry.seconds is None and entry.reserve is None,
                    piece=part.number,
                    says=_says(entry),
                ),
                float(entry.seconds or ((entry.reps or 0) + (entry.reserve or 0))),
            )
    return best, left_out


def pieces_of(parts: Sequence[Part]) -> tuple[Piece, ...]:
    """Keep the workouts that start a piece."""
    return tuple(Piece(p.number, p.day, p.start, _start_words(p)) for p in parts if p.start)


def _start_words(part: Part) -> str:
    if part.start is Start.BREAK:
        return f"{part.rest} days without"
    if part.start is Start.BAND:
        return f"{part.band.words} band" if part.band else "no band"
    if part.start is Start.WEIGHT:
        return words.kg(part.load_kg) if part.load_kg else "no weight"
    if part.start is Start.SETUP:
        return f"new set-up: {part.setup}" if part.setup else "set-up not noted"
    return "first workout"


def _says(entry: SetEntry) -> str:
    count = Count.SECONDS if entry.seconds is not None else Count.REPS
    did = words.dose(count, entry.seconds or entry.reps or 0, entry.load_kg, entry.band)
    if entry.seconds is None:
        did += ", reserve not noted" if entry.reserve is None else f", {entry.reserve} in reserve"
    if entry.pain:
        did += f", pain {entry.pain} of 10"
    return did
