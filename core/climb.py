"""When does a weight take the place of bodyweight or a band in a kept plan?"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from core import words
from core.body import Region
from core.catalog import Exercise
from core.ladder import is_up, last_felt
from core.recommender import Recommender, all_muscles
from core.routine import Prescription, Purpose
from core.safety import MOST_PAIN_FOR_PROGRESS

_CLIMBS = (Purpose.STRENGTHEN, Purpose.BALANCE)
"""What a person put in by hand is never exchanged."""


@dataclass(frozen=True, slots=True)
class Rung:
    """The exercise that is done today in the place of a kept one, and what to say about it."""

    exercise: Exercise
    note: str = ""
    took_place_of: str = ""
    """Id of the kept exercise, when another one took its place."""


def rung(
    recommender: Recommender,
    exercise: Exercise,
    purpose: Purpose,
    region: Region,
    *,
    stays: Collection[str] = (),
    taken: Collection[str] = (),
) -> Rung:
    """Decide on which rung of the ladder a kept exercise is done today (domain notes 5.1).

    After two green weeks an isolated or weighted exercise for the same muscle takes its place. It
    stays there when a single week is missed; pain above 2 of 10 takes it back down.

    Args:
        recommender: What is allowed today, and what was logged.
        exercise: The kept exercise.
        purpose: What it is in the plan for.
        region: The region it is for.
        stays: Exercises that the person wants to keep as they are.
        taken: Exercises that are in the routine already.

    """
    gentle = exercise.kind.strengthens and not is_up(exercise)
    if purpose not in _CLIMBS or not gentle or exercise.id in stays:
        return Rung(exercise)
    fitting = _fitting(recommender, exercise, region, taken)
    open_now = [
        e for e in fitting if recommender.climbed(region) and _opens(recommender, e, region)
    ]
    if open_now:
        chosen = open_now[0]
        new = last_felt(recommender.history, chosen.id, today=recommender.today) is None
        note = f"Two green weeks: {chosen.name} takes the place of {exercise.name}." if new else ""
        return Rung(chosen, note, exercise.id)
    return Rung(exercise, _why_down(recommender, exercise, fitting))


def _fitting(
    recommender: Recommender, exercise: Exercise, region: Region, taken: Collection[str]
) -> list[Exercise]:
    """List what is higher up for the same muscle, with what the person has; the nearest first."""
    wanted = set(region.muscles)
    families = {_family(recommender.catalog.get(t)) for t in taken}
    found = [
        other
        for other in recommender.catalog.exercises
        if is_up(other)
        and other.id not in recommender.request.excluded
        and recommender.has(other)
        and wanted & set(other.prime)
        and (exercise.prime[0] in other.prime or other.id in exercise.harder)
        and not all_muscles(other) & recommender.closed
        and _family(other) not in families
    ]
    order = {e.id: n for n, e in enumerate(recommender.catalog.exercises)}

    def near(other: Exercise) -> tuple[bool, int, float, int]:
        done = last_felt(recommender.history, other.id, today=recommender.today) is not None
        step = exercise.harder.index(other.id) if other.id in exercise.harder else 99
        shared = len(set(exercise.prime) & set(other.prime)) / len(other.prime)
        return (not done, step, -shared, order[other.id])

    return sorted(found, key=near)


def _family(exercise: Exercise) -> str:
    return exercise.variant_of or exercise.id


def _opens(recommender: Recommender, exercise: Exercise, region: Region) -> bool:
    eased, _ = recommender.eased(exercise)
    regions = [region]
    if set(exercise.prime) & set(recommender.region.muscles):
        regions.append(recommender.region)
    return eased is exercise and all(recommender.opens(exercise, each) for each in regions)


def _why_down(recommender: Recommender, exercise: Exercise, fitting: Iterable[Exercise]) -> str:
    """Say why a weight that was done lately is not done today; empty when there was none."""
    today, pain = recommender.today, recommender.request.report.pain
    for other in fitting:
        felt = last_felt(recommender.history, other.id, today=today)
        if felt is None:
            continue
        if felt.pain > MOST_PAIN_FOR_PROGRESS:
            why = f"{other.name} hurt {felt.pain} of 10 {words.when(felt.day, today)}"
        elif felt.worse:
            why = f"the morning after {other.name} was worse than usual"
        elif pain > MOST_PAIN_FOR_PROGRESS:
            why = f"with pain of {pain} of 10 today, {other.name} waits"
        else:
            continue
        return f"{exercise.name} again: {why}."
    return ""


# -- what the person wants to keep -------------------------------------------------------------


def after_swap(stays: Iterable[str], old: Prescription, chosen: Exercise) -> frozenset[str]:
    """Remember what a swap says: back to the kept exercise means that it stays.

    Putting an upper one in its place again by hand takes that back.
    """
    kept = set(stays)
    if old.took_place_of == chosen.id:
        kept.add(chosen.id)
    elif is_up(chosen):
        kept.discard(old.exercise_id)
    return frozenset(kept)


def stays_to_json(stays: Iterable[str]) -> str:
    """Write the exercises that stay as JSON text."""
    return json.dumps(sorted(stays))


def stays_from_json(text: str | None) -> frozenset[str]:
    """Read what `stays_to_json` wrote; nothing when it can't be read."""
    try:
        return frozenset(str(i) for i in json.loads(text or "[]"))
    except (ValueError, TypeError):
        return frozenset()
