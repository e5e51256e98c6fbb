"""Did a side do more than ever in this workout? Said plainly, and only when it is more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from core import words
from core.body import Side
from core.catalog import Catalog, Exercise, Load
from core.journal import Band, History, SetEntry
from core.safety import MOST_PAIN_FOR_PROGRESS
from core.strength import (
    MOST_REPS_FOR_STRENGTH,
    counts_as_strength,
    estimate_1rm,
    relative_strength,
    system_load,
)

HALF_A_REP = 0.5 / 30
"""What half a repetition changes in Epley's formula, as a share of the load. Reserve is guessed in
whole repetitions, so a gain up to here may be rounding."""
LEAST_SECONDS = 2
"""A hold is stopped by hand; one second more may be the way to the key."""
LEAST_KG = 0.25
"""Half of the smallest step of a dumbbell: less is pounds turned into kilograms."""


class RecordKind(Enum):
    """What there was more of."""

    STRENGTH = "strength"
    """Best estimated strength, from sets of at most 12 possible repetitions."""
    WEIGHT = "weight"
    """Heaviest weight."""
    REPS = "reps"
    """Most repetitions at a weight or band."""
    HOLD = "hold"
    """Longest hold."""


@dataclass(frozen=True, slots=True)
class Record:
    """More than ever before, by one side in one exercise."""

    exercise_id: str
    side: Side | None
    kind: RecordKind
    value: float
    """Kilograms (or a multiple of the body's share), reps or seconds."""
    before: float
    """The most until then, in the same unit."""
    entry: SetEntry
    says: str


def records_of(
    workout_id: str, history: History, catalog: Catalog, *, bodyweight: float | None = None
) -> tuple[Record, ...]:
    """List the records of a workout, by exercise in its order, left before right.

    Each side is compared with its own sets of all workouts before. The first time is no record,
    nor is a gain that may be rounding, nor a set that hurt more than 2 of 10: that one counts only
    as something to beat.

    Args:
        workout_id: Which workout; one that is not in the log has no records.
        history: What was logged; workouts that began later are left out.
        catalog: How each exercise is measured; one that is gone has no records.
        bodyweight: In kilograms, for exercises that move a share of it; None when unknown.

    """
    now = [e for e in history.sets if e.workout_id == workout_id]
    if not now:
        return ()
    start = min((e.day, e.at) for e in now)
    begun: dict[str, tuple[object, object]] = {}
    for e in history.sets:
        begun[e.workout_id] = min(begun.get(e.workout_id, (e.day, e.at)), (e.day, e.at))
    earlier = [e for e in history.sets if begun[e.workout_id] < start]
    made: list[Record] = []
    for exercise_id in dict.fromkeys(e.exercise_id for e in sorted(now, key=lambda e: e.at)):
        exercise = catalog.find(exercise_id)
        if exercise is None or not exercise.kind.strengthens:
            continue  # a stretch held longer is no achievement, only a longer stretch
        # a set whose side nobody knows is nobody's record
        for side in tuple(Side) if exercise.mode.sided else (None,):
            mine = [e for e in now if (e.exercise_id, e.side) == (exercise_id, side)]
            past = [e for e in earlier if (e.exercise_id, e.side) == (exercise_id, side)]
            made += _records(exercise, side, mine, past, bodyweight)
    return tuple(made)


def worth_telling(records: Iterable[Record]) -> tuple[Record, ...]:
    """Keep one record of each feat: what is strongest, heaviest and most is said once."""
    kept: dict[tuple[object, ...], Record] = {}
    for record in records:
        did = record.entry
        feat = (record.exercise_id, record.side, did.load_kg, did.band, did.reps, did.seconds)
        kept.setdefault(feat, record)
    return tuple(kept.values())


def _records(
    exercise: Exercise,
    side: Side | None,
    now: Sequence[SetEntry],
    past: Sequence[SetEntry],
    bodyweight: float | None,
) -> list[Record]:
    fine = [e for e in now if (e.pain or 0) <= MOST_PAIN_FOR_PROGRESS]
    rules: tuple[Callable[..., Record | None], ...] = (_strength, _weight, _reps, _hold)
    found = (rule(exercise, side, fine, past, bodyweight) for rule in rules)
    return [record for record in found if record is not None]


def _strength(
    exercise: Exercise,
    side: Side | None,
    now: Sequence[SetEntry],
    past: Sequence[SetEntry],
    bodyweight: float | None,
) -> Record | None:
    """Compare estimated strength; a reserve that nobody told is at least none."""

    def estimate(entry: SetEntry) -> float | None:
        return _estimate(exercise, entry, bodyweight)

    told = [(v, e) for e in now if e.reserve is not None and (v := estimate(e)) is not None]
    if not told or not any(e.reserve is not None and estimate(e) is not None for e in past):
        return None
    value, entry = max(told, key=lambda row: row[0])
    # A set of more repetitions says no strength, but that many at least were possible.
    before = max(v for e in past if (v := estimate(_capped(e))) is not None)
    load = value / relative_strength(entry.reps or 1, entry.reserve or 0)
    if value - before <= load * HALF_A_REP + 1e-9:
        return None
    did = _did(exercise, entry)
    left = "nothing" if not entry.reserve else str(entry.reserve)
    says = f"{_who(side)}: {did} with {left} in reserve, the strongest set so far."
    return Record(exercise.id, side, RecordKind.STRENGTH, value, before, entry, says)


def _capped(entry: SetEntry) -> SetEntry:
    """Cut a set of many repetitions to what still says something about strength."""
    reps = min(entry.reps or 0, MOST_REPS_FOR_STRENGTH)
    reserve = min(entry.reserve or 0, MOST_REPS_FOR_STRENGTH - reps)
    return replace(entry, reps=reps if entry.reps is not None else None, reserve=reserve)


def _estimate(exercise: Exercise, entry: SetEntry, bodyweight: float | None) -> float | None:
    """Estimate strength; None where the set or the exercise says nothing about it."""
    reps, reserve = entry.reps or 0, entry.reserve or 0
    if entry.seconds is not None or entry.band is not None or exercise.load is Load.BAND:
        return None
    if not counts_as_strength(reps, reserve):
        return None
    if exercise.load is Load.KG:
        return estimate_1rm(entry.load_kg, reps, reserve) if entry.load_kg else None
    if exercise.load is Load.SYSTEM:
        if not bodyweight:
            return None
        moved = system_load(bodyweight, exercise.bodyweight_share, entry.load_kg or 0.0)
        return estimate_1rm(moved, reps, reserve)
    return relative_strength(reps, reserve)


def _weight(
    exercise: Exercise,
    side: Side | None,
    now: Sequence[SetEntry],
    past: Sequence[SetEntry],
    _: float | None,
) -> Record | None:
    loads = [(e.load_kg, e) for e in now if e.load_kg and e.reps]
    before = max((e.load_kg for e in past if e.load_kg and e.reps), default=None)
    if not loads or before is None:
        return None
    value = max(load for load, _ in loads)
    entry = max((e for load, e in loads if load == value), key=lambda e: e.reps or 0)
    if value - before < LEAST_KG - 1e-9:
        return None
    says = (
        f"{_who(side)}: {_did(exercise, entry)}, the heaviest so far ({words.kg(before)} before)."
    )
    return Record(exercise.id, side, RecordKind.WEIGHT, value, before, entry, says)


def _reps(
    exercise: Exercise,
    side: Side | None,
    now: Sequence[SetEntry],
    past: Sequence[SetEntry],
    _: float | None,
) -> Record | None:
    """Compare repetitions at the same load; more of less than was done before is no record."""
    best: Record | None = None
    for entry in now:
        same = [e for e in past if e.reps is not None and _setting(e) == _setting(entry)]
        if not entry.reps or not same:
            continue
        before = max(e.reps or 0 for e in same)
        beaten = any(
            e.setup == entry.setup
            and e.band is entry.band
            and (e.load_kg or 0.0) > (entry.load_kg or 0.0)
            and (e.reps or 0) >= entry.reps
            for e in past
        )
        if beaten or before == 0 or entry.reps <= before:
            continue
        if best is None or ((entry.load_kg or 0.0), entry.reps) > (
            (best.entry.load_kg or 0.0),
            best.value,
        ):
            says = f"{_who(side)}: {_did(exercise, entry)}, the most so far ({before} before)."
            best = Record(exercise.id, side, RecordKind.REPS, entry.reps, before, entry, says)
    return best


def _setting(entry: SetEntry) -> tuple[float, Band | None, str]:
    """What has to be alike for repetitions to be compared."""
    return entry.load_kg or 0.0, entry.band, entry.setup


def _hold(
    exercise: Exercise,
    side: Side | None,
    now: Sequence[SetEntry],
    past: Sequence[SetEntry],
    _: float | None,
) -> Record | None:
    held = [(e.seconds, e) for e in now if e.seconds]
    before = max((e.seconds for e in past if e.seconds), default=None)
    if not held or before is None:
        return None
    value, entry = max(held, key=lambda row: row[0])
    if value - before < LEAST_SECONDS:
        return None
    says = f"{_who(side)}: {_did(exercise, entry)}, the longest so far ({before} s before)."
    return Record(exercise.id, side, RecordKind.HOLD, value, before, entry, says)


def _did(exercise: Exercise, entry: SetEntry) -> str:
    amount = entry.reps if entry.reps is not None else entry.seconds or 0
    return words.dose(exercise.count, amount, entry.load_kg, entry.band)


def _who(side: Side | None) -> str:
    return "Both sides" if side is None else side.value.capitalize()
