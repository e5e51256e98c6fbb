"""Small builders with sensible defaults, for every test folder; they need no window."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from core.answers import Ask
from core.body import Body, Side, Spot
from core.catalog import Catalog, Count, Equipment, Exercise, Load, load_catalog
from core.coach import Coach
from core.doses import Gear
from core.errors import Problem
from core.journal import AfterNote, Band, History, Morning, MorningNote, Removed, SetEntry
from core.recommender import Recommender
from core.routine import Feeling, Request, Routine
from core.safety import PainReport, Readiness, Safety
from core.selftests import TestResult

TODAY = date(2026, 3, 12)
"""A Thursday."""
USUAL_GEAR = Gear(
    (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 12.0, 14.0, 16.0, 18.0, 20.0, 22.5, 25.0),
    (Band.LIGHT, Band.MEDIUM, Band.STRONG),
)
EVERYTHING = frozenset(Equipment)
_IDS = uuid.UUID("6f0d3c1e-9d0b-4f59-8d0b-0c6a1f1f6f10")


@cache
def catalog() -> Catalog:
    """The shipped catalog, read once."""
    return load_catalog()


@cache
def safety() -> Safety:
    """The shipped safety questions, read once."""
    return Safety.load()


def body() -> Body:
    """The shipped body."""
    return catalog().body


def exercise(exercise_id: str) -> Exercise:
    """An exercise of the shipped catalog."""
    return catalog().get(exercise_id)


def ago(days: int) -> date:
    """The day this many days before TODAY."""
    return TODAY - timedelta(days=days)


# -- the log -----------------------------------------------------------------------------------


def entry(
    exercise_id: str = "single_arm_row",
    side: Side | None = Side.LEFT,
    *,
    day: date = TODAY,
    workout_id: str = "",
    index: int = 1,
    reps: int | None = None,
    seconds: int | None = None,
    load_kg: float | None = None,
    band: Band | None = None,
    reserve: int | None = 2,
    pain: int | None = 0,
    setup: str = "",
    note: str = "",
    entry_id: str = "",
) -> SetEntry:
    """One set. What is left out becomes the low end of the exercise's dose at a usual load.

    The side is dropped where the exercise has none. The same arguments give the same id.
    """
    of = exercise(exercise_id)
    side = side if of.mode.sided else None
    if reps is None and seconds is None:
        if of.count is Count.REPS:
            reps = of.dose.amount[0]
        else:
            seconds = of.dose.amount[0]
    if load_kg is None and of.load in (Load.KG, Load.SYSTEM) and not of.load_optional:
        load_kg = 10.0
    if band is None and of.load is Load.BAND:
        band = Band.MEDIUM
    if of.count is Count.SECONDS:
        reserve = None
    workout_id = workout_id or f"workout-{day.isoformat()}"
    made = SetEntry(
        id=entry_id,
        workout_id=workout_id,
        exercise_id=exercise_id,
        day=day,
        at=datetime.combine(day, time(18, 0), UTC) + timedelta(minutes=index),
        index=index,
        side=side,
        reps=reps,
        seconds=seconds,
        load_kg=load_kg,
        band=band,
        reserve=reserve,
        pain=pain,
        setup=setup,
        note=note,
    )
    return made if entry_id else replace(made, id=str(uuid.uuid5(_IDS, repr(made))))


def workout(
    exercise_id: str = "single_arm_row",
    day: date = TODAY,
    *,
    left: int | None = None,
    right: int | None = None,
    sets: int = 1,
    load_kg: float | None = None,
    band: Band | None = None,
    reserve: int | None = 2,
    left_reserve: int | None = -1,
    right_reserve: int | None = -1,
    pain: int | None = 0,
    setup: str = "",
    workout_id: str = "",
) -> tuple[SetEntry, ...]:
    """One workout of one exercise: both sides, or sets without a side where it has none.

    `left` and `right` are reps or seconds; None takes the low end of the dose, 0 reps is "could
    not". `left_reserve` and `right_reserve` of -1 take `reserve`.
    """
    of = exercise(exercise_id)
    sides: tuple[Side | None, ...] = tuple(Side) if of.mode.sided else (None,)
    made: list[SetEntry] = []
    for index in range(1, sets + 1):
        for side in sides:
            amount = right if side is Side.RIGHT else left
            own = right_reserve if side is Side.RIGHT else left_reserve
            made.append(
                entry(
                    exercise_id,
                    side,
                    day=day,
                    workout_id=workout_id,
                    index=index,
                    reps=amount if of.count is Count.REPS else None,
                    seconds=amount if of.count is Count.SECONDS else None,
                    load_kg=load_kg,
                    band=band,
                    reserve=reserve if own == -1 else own,
                    pain=pain,
                    setup=setup,
                )
            )
    return tuple(made)


def history(*parts: Iterable[SetEntry] | SetEntry, mornings: Iterable[MorningNote] = ()) -> History:
    """A log of sets and workouts, sorted by day."""
    sets: list[SetEntry] = []
    for part in parts:
        if isinstance(part, SetEntry):
            sets.append(part)
        else:
            sets.extend(part)
    return History(tuple(sorted(sets, key=lambda s: s.day)), tuple(mornings))


def series(
    exercise_id: str,
    pairs: Iterable[tuple[int, int]],
    *,
    last: date = TODAY,
    every: int = 3,
    load_kg: float | None = None,
    reserve: int | None = 2,
) -> History:
    """Workouts at one load, oldest first: each pair is (left, right) in reps or seconds."""
    pairs = list(pairs)
    days = [last - timedelta(days=every * (len(pairs) - 1 - i)) for i in range(len(pairs))]
    return history(
        *(
            workout(exercise_id, day, left=left, right=right, load_kg=load_kg, reserve=reserve)
            for day, (left, right) in zip(days, pairs, strict=True)
        )
    )


def morning(of: SetEntry, answer: Morning = Morning.WORSE) -> MorningNote:
    """The note of the morning after a set."""
    return MorningNote(of.workout_id, of.exercise_id, of.side, of.day + timedelta(days=1), answer)


# -- asking ------------------------------------------------------------------------------------


def report(pain: int = 0, **changes: object) -> PainReport:
    """What a person says about a place, with the red flags asked and none raised."""
    return replace(PainReport(pain=pain, flags_asked=True), **changes)  # type: ignore[arg-type]


def request(
    region: str = "glutes",
    side: Side = Side.LEFT,
    *,
    feeling: Feeling = Feeling.WEAK,
    pain: int = 0,
    equipment: Iterable[Equipment] = EVERYTHING,
    minutes: int = 25,
    gear: Gear = USUAL_GEAR,
    excluded: Iterable[str] = (),
) -> Request:
    """What a person asks for."""
    return Request(
        spot=Spot(region, side),
        feeling=feeling,
        report=report(pain),
        equipment=frozenset(equipment),
        minutes=minutes,
        gear=gear,
        excluded=frozenset(excluded),
    )


def recommender(
    asked: Request | None = None,
    log: History | None = None,
    *,
    today: date = TODAY,
    of: Catalog | None = None,
) -> Recommender:
    """A recommender for a request and a log."""
    asked = asked or request()
    return Recommender(
        catalog=of or catalog(),
        request=asked,
        clearance=safety().clear(asked.report),
        history=log or History(),
        today=today,
    )


def routine(
    asked: Request | None = None, log: History | None = None, *, today: date = TODAY
) -> Routine:
    """The routine for a request and a log."""
    return recommender(asked, log, today=today).recommend()


# -- the coach ---------------------------------------------------------------------------------


class MemoryLog:
    """A log that forgets everything at the end of the test; it keeps core.coach.Log's promises."""

    def __init__(self) -> None:
        self.sets: dict[str, SetEntry] = {}
        self.removed: set[str] = set()
        self.notes: dict[tuple[str, str, Side | None], MorningNote] = {}
        self.afters: dict[tuple[str, str, Side | None], AfterNote] = {}
        self.lighter: set[date] = set()
        self.tests: dict[str, TestResult] = {}
        self.kept_plans: dict[str, str] = {}
        self.left_out: dict[str, date] = {}
        self.settings: dict[str, str] = {}
        self.screenings: list[tuple[date, str]] = []

    def add_sets(self, entries: Sequence[SetEntry]) -> None:
        for entry in entries:
            self.add_set(entry)

    def add_set(self, entry: SetEntry) -> None:
        self.sets[entry.id] = entry

    def update_set(self, entry: SetEntry) -> None:
        self._present(entry.id)
        self.sets[entry.id] = entry

    def remove_set(self, entry_id: str) -> None:
        self._present(entry_id)
        self.removed.add(entry_id)

    def restore_set(self, entry_id: str) -> None:
        if entry_id not in self.sets:
            raise Problem("This set is not in the log any more.")
        self.removed.discard(entry_id)

    def _present(self, entry_id: str) -> None:
        if entry_id not in self.sets or entry_id in self.removed:
            raise Problem("This set is not in the log any more.")

    def history(
        self, exercise_ids: Collection[str] | None = None, since: date | None = None
    ) -> History:
        def wanted(row: SetEntry | MorningNote | AfterNote) -> bool:
            return (exercise_ids is None or row.exercise_id in exercise_ids) and (
                since is None or row.day >= since
            )

        sets = [s for s in self.sets.values() if s.id not in self.removed and wanted(s)]
        sets.sort(key=lambda s: (s.day, s.at, s.workout_id, s.index))
        return History(
            tuple(sets),
            tuple(n for n in self.notes.values() if wanted(n)),
            tuple(a for a in self.afters.values() if wanted(a)),
            tuple(sorted(self.lighter)),
        )

    def add_morning(self, note: MorningNote) -> None:
        self.notes[note.workout_id, note.exercise_id, note.side] = note

    def add_after(self, notes: Sequence[AfterNote]) -> None:
        for note in notes:
            self.afters[note.workout_id, note.exercise_id, note.side] = note

    def add_lighter_week(self, start: date) -> None:
        self.lighter.add(start)

    def remove_lighter_week(self, start: date) -> None:
        self.lighter.discard(start)

    def results(self) -> tuple[TestResult, ...]:
        kept = [r for r in self.tests.values() if r.id not in self.removed]
        return tuple(sorted(kept, key=lambda r: (r.day, r.at, r.id)))

    def add_result(self, result: TestResult) -> None:
        self.tests[result.id] = result

    def remove_result(self, result_id: str) -> None:
        self.tests[result_id]
        self.removed.add(result_id)

    def restore_result(self, result_id: str) -> None:
        self.tests[result_id]
        self.removed.discard(result_id)

    def removed_sets(self) -> tuple[Removed, ...]:
        gone = [s for s in self.sets.values() if s.id in self.removed]
        return tuple(Removed(s, s.at) for s in reversed(gone))

    def rewrite(
        self,
        sets: Sequence[SetEntry],
        notes: Sequence[tuple[MorningNote | AfterNote, MorningNote | AfterNote]],
        key: str,
        value: str,
    ) -> None:
        for entry in sets:
            self.sets[entry.id] = entry
        for old, new in notes:
            if isinstance(new, MorningNote):
                self.notes.pop((old.workout_id, old.exercise_id, old.side), None)
                self.add_morning(new)
            else:
                self.afters.pop((old.workout_id, old.exercise_id, old.side), None)
                self.add_after([new])
        self.settings[key] = value

    def save_plan(self, name: str, body: str) -> None:
        self.kept_plans[name] = body

    def plans(self) -> tuple[tuple[str, str], ...]:
        return tuple(sorted(self.kept_plans.items()))

    def delete_plan(self, name: str) -> None:
        self.kept_plans.pop(name, None)

    def excluded(self) -> frozenset[str]:
        return frozenset(self.left_out)

    def exclude(self, exercise_id: str, day: date) -> None:
        self.left_out[exercise_id] = day

    def include(self, exercise_id: str) -> None:
        self.left_out.pop(exercise_id, None)

    def setting(self, key: str) -> str | None:
        return self.settings.get(key)

    def put_setting(self, key: str, value: str) -> None:
        self.settings[key] = value

    def add_screening(self, day: date, answers: str) -> None:
        self.screenings.append((day, answers))

    def last_screening(self) -> tuple[date, str] | None:
        return max(reversed(self.screenings), key=lambda row: row[0], default=None)


def coach(log: MemoryLog | None = None, *, ready: bool = True, day: date = TODAY) -> Coach:
    """A coach on a log in memory; `ready` has the health questions answered with no."""
    made = Coach(log or MemoryLog(), catalog(), safety())
    if ready:
        made.save_readiness(Readiness(day), today=day)
    return made


def ask(
    region: str = "glutes",
    side: Side = Side.LEFT,
    *,
    feeling: Feeling = Feeling.WEAK,
    pain: int = 0,
    minutes: int = 25,
) -> Ask:
    """What a person asks the coach for."""
    return Ask(Spot(region, side), report(pain), feeling.value, minutes)


# -- words -------------------------------------------------------------------------------------

_SWAPPED = {"left": "right", "right": "left", "Left": "Right", "Right": "Left"}


def mirrored_words(text: str) -> str:
    """The sentence with left and right swapped; "nothing is left" stays."""
    side = r"(?<!\bis )(?<!\bare )\b(?:left|right|Left|Right)\b"
    return re.sub(side, lambda m: _SWAPPED[m.group()], text)
