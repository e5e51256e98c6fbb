"""What did a workout come to: what each side did, what changes next time, and what is new?"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core import words
from core.body import Side, Spot
from core.catalog import Catalog, Exercise
from core.doses import Change, Gear, NextDose
from core.errors import Problem
from core.journal import History, SetEntry
from core.lights import Colour, Light, Reaction, lights_of
from core.pain import felt_in
from core.progression import next_dose
from core.recommender import all_muscles
from core.records import Record, records_of, worth_telling
from core.stretching import StretchRow, stretch_meter

LONGEST_WORKOUT = timedelta(hours=4)
"""Sets further apart were typed in later or imported; their times tell no length."""

WAITS = "not before a professional has looked at this place"


@dataclass(frozen=True, slots=True)
class SideDid:
    """What one side did of an exercise."""

    side: Side | None
    sets: tuple[str, ...]
    """One set each, in words: "12 kg × 9, 2 in reserve"."""
    during: int | None
    """The most pain of any set, 0 to 10; None when none was noted."""
    after: int | None
    """Pain right after, 0 to 10; None when not asked yet."""
    light: Light
    spots: tuple[Spot, ...]
    """The places to ask about when it hurts: the exercise's own region on this side, or on both."""

    @property
    def did(self) -> str:
        """All sets in one line, alike ones counted: "Twice 12 kg × 9, 2 in reserve"."""
        said = " · ".join(_counted(self.sets))
        return said[:1].upper() + said[1:]


@dataclass(frozen=True, slots=True)
class ExerciseSummary:
    """One exercise of the workout."""

    exercise_id: str
    name: str
    sides: tuple[SideDid, ...]
    next: NextDose | None
    """None when its place waits for a professional, or it is not in the catalog any more."""
    next_says: str
    """What is done next time: "12 kg × 10", "Leave it out"; the reason is `next.says`."""
    instead: str
    """Name of the exercise to take instead, or empty."""
    records: tuple[Record, ...]
    not_done: Side | None = None
    """The side that took no part, where the other one did."""

    @property
    def hurt(self) -> bool:
        """It hurt during the workout on some side."""
        return any(side.during for side in self.sides)


@dataclass(frozen=True, slots=True)
class WorkoutSummary:
    """Everything the page after a workout shows."""

    workout_id: str
    day: date
    exercises: tuple[ExerciseSummary, ...]
    stretch: tuple[StretchRow, ...]
    """Muscles that were stretched in the seven days up to the workout."""
    sets: int
    minutes: int | None
    """How long it took, or None where the times don't tell."""

    @property
    def hurt(self) -> bool:
        """Something hurt during it."""
        return any(exercise.hurt for exercise in self.exercises)

    @property
    def says(self) -> str:
        """How much it was: "8 sets of 3 exercises in 24 minutes"."""
        count = words.plural(self.sets, "set")
        of = words.plural(len(self.exercises), "exercise")
        took = f" in {words.plural(self.minutes, 'minute')}" if self.minutes else ""
        return f"{count} of {of}{took}, all in your log."


def summary_of(
    workout_id: str,
    history: History,
    catalog: Catalog,
    gear: Gear,
    *,
    today: date,
    bodyweight: float | None = None,
    waiting: frozenset[str] = frozenset(),
) -> WorkoutSummary:
    """Sum up a workout.

    Args:
        workout_id: Which one.
        history: The whole log: doses and records look far back.
        catalog: The exercises; one that is gone is still shown, without what comes next.
        gear: Weights and bands the person has.
        today: The person's day.
        bodyweight: In kilograms, for records of exercises that move a share of it.
        waiting: Ids of the muscles that wait for a professional: nothing comes next for them.

    Raises:
        Problem: Nothing of this workout is in the log.

    """
    entries = sorted(
        (e for e in history.sets if e.workout_id == workout_id), key=lambda e: (e.at, e.index)
    )
    if not entries:
        raise Problem("Nothing of this workout is in your log any more.")
    records = worth_telling(records_of(workout_id, history, catalog, bodyweight=bodyweight))
    logs = history.by_exercise()
    made: list[ExerciseSummary] = []
    for exercise_id in dict.fromkeys(e.exercise_id for e in entries):
        own = [e for e in entries if e.exercise_id == exercise_id]
        exercise = catalog.find(exercise_id)
        waits = exercise is not None and bool(waiting & all_muscles(exercise))
        following = (
            next_dose(exercise, logs[exercise_id], gear, today=today)
            if exercise is not None and not waits
            else None
        )
        made.append(
            ExerciseSummary(
                exercise_id,
                exercise.name if exercise else exercise_id.replace("_", " ").capitalize(),
                tuple(_sides(catalog, exercise, own, logs[exercise_id], today)),
                following,
                WAITS if waits else _next_says(exercise, following),
                _instead(catalog, following),
                tuple(r for r in records if r.exercise_id == exercise_id),
                _not_done(own),
            )
        )
    day = entries[0].day
    return WorkoutSummary(
        workout_id,
        day,
        tuple(made),
        stretch_meter(history, catalog, until=max(e.day for e in entries)),
        len(entries),
        _minutes(entries, catalog),
    )


def _sides(
    catalog: Catalog,
    exercise: Exercise | None,
    own: Sequence[SetEntry],
    log: History,
    today: date,
) -> Iterable[SideDid]:
    lights = lights_of(exercise, log, today=today) if exercise else {}
    for side in (*Side, None):
        mine = [e for e in own if e.side is side]
        if not mine:
            continue
        exercise_id, workout_id = mine[0].exercise_id, mine[0].workout_id
        felt = felt_in(log, workout_id=workout_id, exercise_id=exercise_id, side=side)
        light = lights.get(side) or Light(
            exercise_id, side, Colour.UNKNOWN, "Not in the catalog any more.", Reaction.NORMAL, ""
        )
        yield SideDid(
            side,
            tuple(_said(exercise, entry) for entry in mine),
            felt.during if felt else None,
            felt.after if felt else None,
            light,
            _spots(catalog, exercise, side),
        )


def _not_done(own: Sequence[SetEntry]) -> Side | None:
    sides = {e.side for e in own if e.side is not None}
    return next(iter(sides)).other if len(sides) == 1 else None


def _spots(catalog: Catalog, exercise: Exercise | None, side: Side | None) -> tuple[Spot, ...]:
    if exercise is None:
        return ()
    regions = catalog.body.regions_of(exercise.main[:1]) or catalog.body.regions_of(exercise.main)
    sides = (side,) if side is not None else tuple(Side)
    return tuple(Spot(regions[0].id, one) for one in sides) if regions else ()


def _said(exercise: Exercise | None, entry: SetEntry) -> str:
    """Say one set with what was in reserve."""
    if entry.seconds is not None:
        said = f"{entry.seconds} s"
    elif exercise is None:
        said = words.plural(entry.reps or 0, "rep")
        said = f"{words.kg(entry.load_kg)} × {entry.reps}" if entry.load_kg else said
    else:
        said = words.dose(exercise.count, entry.reps or 0, entry.load_kg, entry.band)
    return said if entry.reserve is None else f"{said}, {entry.reserve} in reserve"


def _counted(sets: Sequence[str]) -> list[str]:
    """Say sets that are alike once: "twice 12 kg × 9, 2 in reserve"."""
    made: list[tuple[str, int]] = []
    for said in sets:
        if made and made[-1][0] == said:
            made[-1] = (said, made[-1][1] + 1)
        else:
            made.append((said, 1))
    times = {1: "", 2: "twice "}
    return [f"{times.get(count, f'{count} times ')}{said}" for said, count in made]


def _next_says(exercise: Exercise | None, following: NextDose | None) -> str:
    """Say the next dose in a few words."""
    if exercise is None or following is None:
        return ""
    if following.change is Change.PAUSE:
        return "leave it out"
    if following.change in (Change.EASIER, Change.HARDER) and following.instead:
        return f"the {following.change.value}"
    target = following.target
    said = words.dose(exercise.count, target.amount, target.load_kg, target.band)
    return f"{said}, fewer sets" if following.fewer_sets else said


def _instead(catalog: Catalog, following: NextDose | None) -> str:
    exercise = catalog.find(following.instead) if following and following.instead else None
    return exercise.name if exercise else ""


def _minutes(entries: Sequence[SetEntry], catalog: Catalog) -> int | None:
    """Give the minutes from the start of the first set to the end of the last one."""
    first, last = entries[0], entries[-1]
    took = last.at - first.at
    if took > LONGEST_WORKOUT:
        return None
    exercise = catalog.find(first.exercise_id)
    rep_s = exercise.dose.rep_s if exercise else 4.0
    own = first.seconds if first.seconds is not None else (first.reps or 0) * rep_s
    return max(1, math.ceil((took.total_seconds() + own) / 60))
