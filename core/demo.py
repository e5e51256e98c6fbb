"""What would a year of a person look like whose left side catches up? Made up, and always alike."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID

from core.body import Side, Spot
from core.catalog import Catalog, Count, Exercise, Load
from core.journal import Band, SetEntry
from core.plans import Plan, PlanItem
from core.routine import Feeling, Purpose
from core.strength import floor_to_step, load_for, reps_at
from core.weeks import WeekPlan

WEEKS = 52
WEIGHTS = tuple(n / 2 for n in range(2, 61))
"""Adjustable dumbbells, 1 to 30 kg in steps of half a kilogram."""
_SEED = 20260


@dataclass(frozen=True, slots=True)
class _Story:
    """One exercise of the year: the right side's start, its gain, and how far left is behind."""

    exercise_id: str
    start: float
    """Right side's one-repetition strength in kg, or possible reps, or seconds."""
    gain: float
    """Right side's gain over the year, as a share."""
    behind: float
    """Left side's deficit at the start."""
    still: float
    """Left side's deficit at the end."""
    from_week: int = 0
    until_week: int = WEEKS
    own_luck: bool = False
    """It has a random series of its own, so that the older stories stay as they are."""


_STORIES = (
    _Story("single_leg_deadlift", 19.0, 0.30, 0.115, 0.03),
    _Story("single_leg_hip_thrusts", 24.0, 0.34, 0.055, 0.015),
    _Story("single_arm_row", 23.0, 0.22, 0.02, 0.01, from_week=4),
    _Story("single_arm_bicep_curl", 13.0, 0.20, 0.035, 0.03, from_week=30),
    _Story("banded_abduction", 15.0, 0.25, 0.18, 0.05, until_week=26),
    _Story("side_plank", 42.0, 0.45, 0.16, 0.06, from_week=10),
    _Story("hip_flexor_stretch", 30.0, 0.0, 0.0, 0.0),
    _Story("floor_press", 15.0, 0.24, 0.01, 0.0, from_week=8, own_luck=True),
)


def demo_sets(catalog: Catalog, *, today: date) -> tuple[SetEntry, ...]:
    """Make up the sets of a year that ends a few days ago.

    The same catalog and day always give the same sets. Every set obeys the rules that a person's
    own sets obey.
    """
    random, own = Random(_SEED), Random(_SEED + 1)
    first = today - timedelta(weeks=WEEKS)
    made: list[SetEntry] = []
    for week in range(WEEKS):
        if week in (21, 22, 38):
            continue  # a holiday, and a cold
        for weekday in (0, 3):
            day = first + timedelta(weeks=week, days=weekday + random.choice((0, 0, 0, 1)))
            if random.random() < 0.08 or day >= today - timedelta(days=1):
                continue
            workout = str(UUID(int=random.getrandbits(128), version=4))
            for story in _STORIES:
                if story.from_week <= week < story.until_week:
                    exercise = catalog.get(story.exercise_id)
                    start = made[-1].at if made and made[-1].day == day else _evening(day)
                    luck = own if story.own_luck else random
                    made += _workout(luck, exercise, story, week / WEEKS, start, workout)
    return tuple(made)


_PLANS = (
    (
        Plan("Left glutes", Spot("glutes", Side.LEFT), Feeling.WEAK, 25, (
            PlanItem("hip_flexor_stretch", Purpose.LOOSEN, "hip_flexors", 2),
            PlanItem("single_leg_hip_thrusts", Purpose.STRENGTHEN, "glutes", 3),
            PlanItem("single_leg_deadlift", Purpose.STRENGTHEN, "glutes", 3),
            PlanItem("banded_knee_raise", Purpose.BALANCE, "hip_flexors", 2),
        )),
        (0, 3),
    ),
    (
        Plan("Back and arm", Spot("upper_back", Side.LEFT), Feeling.WEAK, 25, (
            PlanItem("single_arm_row", Purpose.STRENGTHEN, "upper_back", 3),
            PlanItem("single_arm_bicep_curl", Purpose.EXTRA, "biceps", 2),
        )),
        (1, 4),
    ),
    (
        Plan("Waist", Spot("waist", Side.LEFT), Feeling.WEAK, 15, (
            PlanItem("side_plank", Purpose.STRENGTHEN, "waist", 3),
        )),
        (2,),
    ),
)  # fmt: skip
"""What the made-up person keeps, and how many days from today each is due."""


def demo_week(today: date) -> tuple[tuple[Plan, ...], WeekPlan]:
    """Give the made-up person's plans and their days; the first is always due today."""
    week = WeekPlan()
    for plan, days in _PLANS:
        week = week.put(plan.name, [(today.weekday() + n) % 7 for n in days])
    return tuple(plan for plan, _ in _PLANS), week


def _evening(day: date) -> datetime:
    return datetime.combine(day, time(17, 30), tzinfo=UTC)


def _workout(
    random: Random, exercise: Exercise, story: _Story, t: float, at: datetime, workout: str
) -> list[SetEntry]:
    """Do one exercise on one day: the left sets the dose, the right copies it."""
    right = story.start * (1 + story.gain * math.sqrt(t) if t else 1.0)
    # Closing is quick at first and slow later, as gaps do.
    deficit = story.still + (story.behind - story.still) * math.exp(-3.0 * t)
    true = {Side.LEFT: right * (1 - deficit), Side.RIGHT: right}
    able = {side: value * math.exp(random.gauss(0, 0.018)) for side, value in true.items()}
    day = at.date()
    entries: list[SetEntry] = []
    for index in (1, 2):
        for side in Side:
            at += timedelta(minutes=2)
            blank = SetEntry(
                id=str(UUID(int=random.getrandbits(128), version=4)),
                workout_id=workout,
                exercise_id=exercise.id,
                day=day,
                at=at,
                index=index,
                side=side,
                pain=0,
            )
            tired = 1.0 - 0.012 * (index - 1)
            entries.append(_done(blank, exercise, story, true[Side.LEFT], able[side] * tired, t))
    return entries


def _done(
    blank: SetEntry, exercise: Exercise, story: _Story, weaker: float, able: float, t: float
) -> SetEntry:
    """Fill in what was done: what the weaker side can, with what this side has left."""
    if exercise.count is Count.SECONDS:
        held = able if exercise.kind.strengthens else story.start
        return replace(blank, seconds=max(5, round(held)))
    if exercise.load is Load.BAND:
        band, harder = (Band.LIGHT, 0) if t < 0.22 else (Band.MEDIUM, 3)
        reps = max(6, round(weaker * 0.8) - harder)
        possible = max(reps, round(able) - harder)
        return replace(blank, reps=reps, band=band, reserve=possible - reps)
    low = exercise.dose.amount[0]
    load = floor_to_step(load_for(weaker, low, 2.2), WEIGHTS) or WEIGHTS[0]
    reps = low if reps_at(weaker, load, 2) < low + 1 else low + 1
    possible = math.floor(30 * (able / load - 1))
    return replace(blank, reps=reps, load_kg=load, reserve=max(0, possible - reps))
