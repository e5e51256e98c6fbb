"""How is a routine kept for another day, and read back?"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from core.body import Side, Spot
from core.errors import Problem
from core.routine import Feeling, Purpose, Routine


@dataclass(frozen=True, slots=True)
class PlanItem:
    """An exercise of a plan; its dose is decided anew on the day."""

    exercise_id: str
    purpose: Purpose
    region: str
    sets: int = 0
    """0 in plans that were kept before sets were."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A routine with a name."""

    name: str
    spot: Spot
    feeling: Feeling
    minutes: int
    items: tuple[PlanItem, ...]


def plan_of(name: str, routine: Routine) -> Plan:
    """Keep what a routine consists of; doses are not kept, they follow the log."""
    return Plan(
        name=name,
        spot=routine.request.spot,
        feeling=routine.request.feeling,
        minutes=routine.request.minutes,
        items=tuple(PlanItem(i.exercise_id, i.purpose, i.region, i.sets) for i in routine.items),
    )


def plan_to_json(plan: Plan) -> str:
    """Write a plan as JSON text."""
    return json.dumps(
        {
            "region": plan.spot.region,
            "side": plan.spot.side.value,
            "feeling": plan.feeling.value,
            "minutes": plan.minutes,
            "items": [
                {
                    "exercise": i.exercise_id,
                    "purpose": i.purpose.value,
                    "region": i.region,
                    "sets": i.sets,
                }
                for i in plan.items
            ],
        },
        sort_keys=True,
    )


def plan_from_json(name: str, text: str) -> Plan:
    """Read a plan.

    Raises:
        Problem: The text is not a plan.

    """
    try:
        data: dict[str, Any] = json.loads(text)
        return Plan(
            name=name,
            spot=Spot(str(data["region"]), Side(data["side"])),
            feeling=Feeling(data["feeling"]),
            minutes=int(data["minutes"]),
            items=tuple(
                PlanItem(
                    str(i["exercise"]),
                    Purpose(i["purpose"]),
                    str(i["region"]),
                    int(i.get("sets", 0)),
                )
                for i in data["items"]
            ),
        )
    except (ValueError, KeyError, TypeError, OverflowError, AttributeError) as error:
        raise Problem(f"The plan “{name}” can't be read any more; build it again.") from error
