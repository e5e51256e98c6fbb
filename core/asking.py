"""How is the recommender asked, and how is a kept plan taken out of the drawer?"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from core.answers import Ask
from core.catalog import Catalog
from core.climb import rung, stays_from_json
from core.errors import Problem
from core.journal import History
from core.lighter import lightened
from core.log import Log
from core.pauses import pauses_from_json
from core.plans import Plan, plan_from_json
from core.profile import Profile
from core.recommender import Recommender
from core.routine import Feeling, Prescription, Request, Routine
from core.safety import Readiness, Safety

STAYS = "stays_gentle"
"""The setting with the exercises whose place no weight takes any more."""


def request_of(ask: Ask, log: Log) -> Request:
    """Put what a person asks for together with what they have."""
    profile = Profile.from_json(log.setting("profile"))
    return Request(
        spot=ask.spot,
        feeling=Feeling(ask.feeling),
        report=ask.report,
        equipment=profile.equipment,
        minutes=ask.minutes,
        gear=profile.gear,
        excluded=frozenset(log.excluded()),
    )


def readiness_of(log: Log) -> Readiness | None:
    """Read the last answers to the health questions; None when never answered."""
    kept = log.last_screening()
    if kept is None:
        return None
    day, text = kept
    try:
        data = json.loads(text)
        return Readiness(day, frozenset(map(str, data["yes"])), bool(data["cleared"]))
    except (ValueError, KeyError, TypeError):
        return None  # what can't be read is asked again


def plans_of(log: Log) -> tuple[Plan, ...]:
    """List the kept plans."""
    made = []
    for name, text in log.plans():
        try:
            made.append(plan_from_json(name, text))
        except Problem:
            continue  # one spoilt plan must not hide the others
    return tuple(made)


def recommender_of(
    request: Request,
    log: Log,
    catalog: Catalog,
    safety: Safety,
    *,
    today: date,
    history: History | None = None,
) -> Recommender:
    """Make a recommender that knows the places that wait and the log, read anew unless given.

    Raises:
        Problem: A question about the pain was not answered.

    """
    pauses = pauses_from_json(log.setting("pauses"), safety, catalog.body)
    return Recommender(
        catalog=catalog,
        request=request,
        clearance=safety.clear(request.report),
        history=log.history() if history is None else history,
        today=today,
        closed=frozenset(
            muscle for p in pauses for muscle in catalog.body.region(p.spot.region).muscles
        ),
    )


def take_out(plan: Plan, planned: Routine, recommender: Recommender, log: Log) -> Routine:
    """Give a kept plan today's exercises, doses and notes.

    Args:
        plan: The plan; exercises that are gone from the catalog are left out.
        planned: The routine that would be planned for the same place today: its notes are kept.
        recommender: For the plan's place.
        log: What the person swapped back before.

    """
    catalog = recommender.catalog
    places = {region.id for region in catalog.body.regions}
    stays = stays_from_json(log.setting(STAYS))
    items: list[Prescription] = []
    notes = list(planned.notes)
    for item in plan.items:
        exercise = catalog.find(item.exercise_id)
        if exercise is None or item.region not in places:
            continue
        region = catalog.body.region(item.region)
        chosen, note = recommender.eased(exercise)
        instead = ""
        if chosen is exercise:
            others = [i.exercise_id for i in plan.items if i is not item]
            taken = [i.exercise_id for i in items] + [i for i in others if catalog.find(i)]
            up = rung(recommender, exercise, item.purpose, region, stays=stays, taken=taken)
            chosen, note, instead = up.exercise, up.note, up.took_place_of
        notes.extend([note] if note else [])
        if chosen is not None and all(i.exercise_id != chosen.id for i in items):
            made = recommender.prescribe(chosen, item.purpose, region, item.sets)
            items.append(replace(made, took_place_of=instead))
    routine = replace(planned, items=tuple(items), notes=tuple(dict.fromkeys(notes)))
    if recommender.history.is_lighter(recommender.today):
        routine = lightened(routine, catalog)
    return routine
