"""What does a routine lose when a person changes it? No rule is broken silently."""

from __future__ import annotations

from core import words
from core.catalog import Exercise, Kind
from core.recommender import LONGEST_HOLD_BEFORE_STRENGTH, Recommender, all_muscles
from core.routine import Feeling, Purpose, Routine
from core.safety import Permission


def review(recommender: Recommender, routine: Routine) -> tuple[str, ...]:
    """Say what a changed routine loses, so that no rule is broken silently."""
    said: list[str] = []
    place = f"your {recommender.region.label(recommender.request.spot.side)}"
    exercises = [recommender.catalog.get(item.exercise_id) for item in routine.items]
    wanted = set(recommender.region.muscles)
    rest = recommender.clearance.permission is Permission.REST
    works = any(e.kind.strengthens and set(e.prime) & wanted for e in exercises)
    stretches = any(
        {*e.stretched, *e.stretched_secondary, *(() if e.kind.strengthens else e.prime)} & wanted
        for e in exercises
    )
    offered = recommender.options(Purpose.STRENGTHEN, recommender.region.id, ())
    could_work = any(set(e.prime) & wanted for e in offered)
    could_stretch = recommender.options(Purpose.STRETCH, recommender.region.id, ())
    if recommender.request.feeling is not Feeling.TIGHT and not rest and could_work and not works:
        said.append(f"Nothing strengthens {place} any more.")
    if (
        recommender.request.feeling is Feeling.TIGHT
        and not rest
        and (could_stretch or could_work)
        and not (stretches or works)
    ):
        said.append(f"Nothing stretches {place} any more.")
    if recommender.opposites() and not _touches_opposite(recommender, exercises):
        said.append("The opposing muscles are left out: the other half of the pair.")
    elif _lost_balance(recommender, exercises):
        said.append("Nothing strengthens the other half of the pair any more.")
    said.extend(todays_warnings(recommender, routine))
    if routine.minutes > recommender.request.minutes:
        said.append(
            f"This takes about {routine.minutes} minutes, more than your "
            f"{recommender.request.minutes}."
        )
    strength = [i for i, e in enumerate(exercises) if e.kind.strengthens]
    stretch = [i for i, e in enumerate(exercises) if e.kind is Kind.STRETCH]
    if strength and any(
        routine.items[i].target.amount > LONGEST_HOLD_BEFORE_STRENGTH and i < max(strength)
        for i in stretch
    ):
        said.append("A hold of more than 30 seconds before strength work costs strength.")
    return tuple(dict.fromkeys(said))


def todays_warnings(recommender: Recommender, routine: Routine) -> tuple[str, ...]:
    """Say what speaks against single exercises today: rest, pain, a waiting place, equipment."""
    place = f"your {recommender.region.label(recommender.request.spot.side)}"
    exercises = [recommender.catalog.get(item.exercise_id) for item in routine.items]
    said = [text for e in exercises for text in _warnings(recommender, e, place)]
    return tuple(dict.fromkeys(said))


def _lost_balance(recommender: Recommender, exercises: list[Exercise]) -> bool:
    """Tell whether the planned routine strengthened the opposing muscles, and this one does not."""
    muscles = {m for region in recommender.opposites() for m in region.muscles}
    planned = recommender.recommend().items
    had = any(item.purpose is Purpose.BALANCE for item in planned)
    return had and not any(e.kind.strengthens and set(e.prime) & muscles for e in exercises)


def _touches_opposite(recommender: Recommender, exercises: list[Exercise]) -> bool:
    muscles = {m for region in recommender.opposites() for m in region.muscles}
    possible = [
        e
        for e in recommender.catalog.exercises
        if recommender.has(e) and {*e.prime, *e.stretched, *e.stretched_secondary} & muscles
    ]
    return not possible or any(
        {*e.prime, *e.secondary, *e.stretched, *e.stretched_secondary} & muscles for e in exercises
    )


def _warnings(recommender: Recommender, exercise: Exercise, place: str) -> list[str]:
    said = []
    regions = recommender.catalog.body.regions_of(exercise.prime)
    touched = all_muscles(exercise)
    here = bool(touched & set(recommender.region.muscles))
    if exercise.kind.strengthens:
        braces = bool(set(exercise.other_side) & set(recommender.region.muscles))
        if recommender.clearance.permission is Permission.REST and (here or braces):
            said.append(f"{exercise.name} loads {place}, which should rest today.")
        elif here and not recommender.opens(exercise, recommender.region):
            why = (
                "it hurts" if recommender.hurts else "small muscles start with bodyweight and bands"
            )
            said.append(f"{exercise.name} is isolated work for {place}, although {why}.")
        elif not here and regions and not recommender.opens(exercise, regions[0]):
            said.append(
                f"{exercise.name} is isolated work for a small muscle group: two good weeks with "
                "bodyweight and bands come first."
            )
        if recommender.recent(exercise):
            said.append(
                f"{exercise.name} works muscles you trained in the last 48 hours: let them rest."
            )
    if all_muscles(exercise) & recommender.closed:
        said.append(f"{exercise.name} asks something of a place that waits for a professional.")
    lacking = [e.words for e in exercise.needs if e not in recommender.request.equipment]
    if lacking:
        said.append(f"{exercise.name} needs: {words.listing(lacking)}.")
    return said
