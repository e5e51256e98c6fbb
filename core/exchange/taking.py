"""What does one written set come to in the log, with these answers?"""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from core.body import Side
from core.catalog import Count, Exercise, Load
from core.exchange.proposal import UNKNOWN, Item, Proposal, is_warm_up
from core.exchange.questions import EACH, FIRST_LEFT, FIRST_RIGHT, KEEP, SKIP, SPLIT
from core.exchange.reading import shown
from core.exchange.values import Order, RawSet, SetKind, Trouble, Unit
from core.journal import Band, SetEntry, check_entry

SPACE = uuid.UUID("8d2f0f5e-8f0a-4c1e-9a53-6c1f2b7a4d10")
"""Names all ids that are made from a file's content."""
WARM_UPS = "warm-up sets"
SKIPPED = "sets of exercises you left out"
NOON = time(12, 0)
_UNITS = {unit.value: unit for unit in Unit}


@dataclass
class Work:
    """The sums of one settling."""

    indexes: Counter[tuple[str, str, Side | None]]
    entries: list[SetEntry] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    waiting: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    already: int = 0


@dataclass(frozen=True, slots=True)
class _Part:
    """One set of one side."""

    id: str
    side: Side | None
    reps: int | None
    shared: bool = False
    """One of two sides of one written set: how many were left was not said for each of them."""


class Refused(Exception):
    """A set that can't come in: the reason in words."""


class Waits(Exception):
    """A set that an open question holds back: the question's id."""


def set_id(raw: RawSet) -> str:
    """Make the id of a set from what is written: the same file gives the same ids for ever.

    Neither the answers nor the app count, so that another answer, a newer version of the file or a
    move from one app to another does not bring the same set twice.
    """
    when = raw.written
    if raw.when.sure:
        day = raw.when.day_first or raw.when.month_first
        when = f"{day}T{raw.when.clock or ''}"
    load = "" if raw.load is None else f"{raw.load:.4f}"
    name = " ".join(f"{raw.exercise} {raw.equipment}".casefold().split())
    said = (when, name, raw.turn, load, raw.reps, raw.seconds, raw.part)
    return str(uuid.uuid5(SPACE, "\x1f".join(map(str, said))))


def of_side(base: str, side: Side) -> str:
    """Make the id of one side of a written set that tells of both."""
    return str(uuid.uuid5(SPACE, f"{base}/{side.value}"))


@dataclass(frozen=True, slots=True)
class Taker:
    """Turns one written set into sets of the log."""

    proposal: Proposal
    chosen: dict[str, str]
    """Every question's answer, or its default."""
    today: date
    zone: tzinfo
    order: Order | None
    """How the file's dates are read; None while that is not known."""
    conflict: bool
    """Some of the file's dates can only be read one way, and some only the other."""

    def said(self, question_id: str) -> str:
        """Give the answer, or the default."""
        return self.chosen.get(question_id, UNKNOWN)

    def take(self, item: Item, base: str, work: Work) -> None:
        """Add what a written set comes to."""
        raw = item.raw
        if is_warm_up(item) and self.said("warm-ups") != KEEP:
            work.left[WARM_UPS] += 1
            return
        name = f"name:{item.key}"
        if self.said(name) == SKIP:
            work.left[SKIPPED] += 1
            return
        exercise = self.proposal.catalog.find(self.said(name))
        if exercise is None:
            raise Waits(name)
        day, at = self.when(raw)
        workout = str(uuid.uuid5(SPACE, f"{self.proposal.app.value}|{raw.session}"))
        made = []
        for part in self.parts(item, exercise, base):
            key = (workout, exercise.id, part.side)
            entry = SetEntry(
                id=part.id,
                workout_id=workout,
                exercise_id=exercise.id,
                day=day,
                at=at,
                index=work.indexes[key] + 1,
                side=part.side,
                reps=part.reps if exercise.count is Count.REPS else None,
                seconds=raw.seconds if exercise.count is Count.SECONDS else None,
                load_kg=self.load(item, exercise),
                band=self.band(item, exercise),
                reserve=None if part.shared else _reserve(raw, exercise),
                note=_note(raw, exercise, shared=part.shared),
                batch="-",
            )
            check_entry(entry, exercise, today=self.today)
            made.append(entry)
        for entry in made:
            work.indexes[(workout, exercise.id, entry.side)] += 1
        work.entries += made

    def when(self, raw: RawSet) -> tuple[date, datetime]:
        """Give the local day and the instant.

        Sets of a workout are a second apart, in the file's order; where only the day is written,
        they begin at noon.
        """
        order = self.order
        day = raw.when.read(order)
        if day is None:
            if order is None and not raw.when.sure and not self.conflict:
                raise Waits("dates")
            raise Refused(f"the date “{shown(raw.written)}” does not fit the others in the file")
        if not 1970 <= day.year <= 9000:
            raise Refused(f"the date “{shown(raw.written)}” is out of reach")
        wall = datetime.combine(day, raw.when.clock or NOON)
        try:
            if raw.when.offset is not None:
                at = wall.replace(tzinfo=timezone(raw.when.offset))
                day = at.astimezone(self.zone).date()
            else:
                at = wall.replace(tzinfo=self.zone)
            at = at.astimezone(UTC) + timedelta(seconds=raw.place)
        except (OverflowError, OSError, ValueError):
            raise Refused(f"the date “{shown(raw.written)}” is out of reach") from None
        return day, at

    def parts(self, item: Item, exercise: Exercise, base: str) -> tuple[_Part, ...]:
        """Give the sides of a written set, as far as they are known."""
        raw, told = item.raw, item.told
        if exercise.count is Count.REPS and raw.reps is None:
            raise Refused(f"{exercise.name} is counted in repetitions, and this set has a time")
        if exercise.count is Count.SECONDS and raw.seconds is None:
            raise Refused(
                f"{exercise.name} is counted in seconds, and this set has {raw.reps} repetitions"
            )
        if not exercise.mode.sided:
            side = told.side if told.sure else None
            return (_Part(base, side, raw.reps),)  # with a side, the journal says what is wrong
        shared = bool(raw.part)
        said = self.said(f"side:{item.key}:{item.hint.value}")
        for side in Side:
            if said == side.value:
                return (_Part(base, side, raw.reps, shared=shared),)
        left: int | None = raw.reps
        right: int | None = raw.reps
        if said == SPLIT and told.counts is not None:
            left, right = told.counts
        elif said in (FIRST_LEFT, FIRST_RIGHT) and told.either is not None:
            left, right = told.either if said == FIRST_LEFT else told.either[::-1]
        elif said != EACH:
            return (_Part(base, None, raw.reps, shared=shared),)
        pair = ((Side.LEFT, left), (Side.RIGHT, right))
        return tuple(_Part(of_side(base, side), side, reps, shared=True) for side, reps in pair)

    def load(self, item: Item, exercise: Exercise) -> float | None:
        """Give the weight in kilograms."""
        if item.raw.load is None or exercise.load is Load.BAND:
            return None
        unit = item.raw.unit or _UNITS.get(self.said("unit"))
        if unit is None:
            raise Waits("unit")
        return unit.to_kg(item.raw.load)

    def band(self, item: Item, exercise: Exercise) -> Band | None:
        """Give the band the person named."""
        if exercise.load is not Load.BAND:
            return None
        said = self.said(f"band:{item.key}")
        for band in Band:
            if band.name.lower() == said:
                return band
        raise Waits(f"band:{item.key}")


def _reserve(raw: RawSet, exercise: Exercise) -> int | None:
    if exercise.count is Count.SECONDS or raw.kind is SetKind.WARM_UP:
        return None
    return raw.reserve


def _note(raw: RawSet, exercise: Exercise, *, shared: bool) -> str:
    parts = [raw.note]
    if raw.kind in (SetKind.WARM_UP, SetKind.DROP):
        parts.append(raw.kind.value)
    if shared and raw.reserve is not None:
        parts.append(f"{raw.reserve} in reserve, said for both sides together")
    if exercise.load is Load.BAND and raw.load is not None:
        unit = f" {raw.unit.value}" if raw.unit else ""
        parts.append(f"written weight {raw.load:g}{unit}")
    return "\n".join(part for part in parts if part)
