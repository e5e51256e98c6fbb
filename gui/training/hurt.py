"""What does a set that hurt more than 5 of 10 end in the workout that is under way?"""

from __future__ import annotations

from core.body import Spot
from core.catalog import Catalog
from core.journal import SetEntry
from core.routine import Routine
from core.safety import MOST_PAIN_FOR_LOADING


def hurts(entry: SetEntry) -> bool:
    """Tell whether a set ends its exercise for today (rule R2)."""
    return (entry.pain or 0) > MOST_PAIN_FOR_LOADING


def stopped_items(routine: Routine, catalog: Catalog, entry: SetEntry) -> frozenset[int]:
    """Give the items of the routine that a painful set ends: its own, and what loads the same."""
    exercise = catalog.get(entry.exercise_id)
    sore = set(exercise.main)
    return frozenset(
        i
        for i, item in enumerate(routine.items)
        if item.exercise_id == exercise.id
        or ((other := catalog.get(item.exercise_id)).kind.strengthens and sore & set(other.prime))
    )


def stop_words(catalog: Catalog, entry: SetEntry) -> str:
    """Say what ends and what comes next."""
    name = catalog.get(entry.exercise_id).name
    return (
        f"Pain {entry.pain} of 10: {name} ends here for today, and so does what loads the same "
        "place. Your other side stops too."
    )


def sore_spot(routine: Routine, entry: SetEntry) -> Spot:
    """Give the place to ask about: the item's region on the side that hurt."""
    region = next(i.region for i in routine.items if i.exercise_id == entry.exercise_id)
    return Spot(region, entry.side or routine.request.spot.side)
