"""Was rule R2 kept? Written from the table of domain notes 5.1, without the code that it checks.

| during or right after | next morning | next time |
| --- | --- | --- |
| 3 to 5 | usual | the same dose at most, no more weight |
| 3 to 5 | worse | a fifth less weight or repetitions, and fewer sets; or the easier exercise |
| over 5 | any | stop for the day; as in the line above |
| any | worse twice running, or the weekly mean up by 2 to more than 2 | pause |

The pause lasts three weeks; after more than three weeks without the exercise only "no more weight"
holds, because coming back has its own, lower dose.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.body import Side
from tests.benchmarks.trainee import SETS
from tests.benchmarks.workout import Orders, Workout

LONG_AGO = 21


def broken_today(workout: Workout) -> list[str]:
    """Name what was broken within a workout: nothing more that day after pain over 5."""
    went_on = [side for side in Side if any(one.pain > 5 for one in workout.done[side][:-1])]
    return ["went on after pain over 5"] * len(went_on)


def broken_next(workouts: Sequence[Workout], orders: Orders | None, day: int) -> list[str]:
    """Name what the orders for a day break, after these workouts; None is a pause."""
    if not workouts or orders is None:
        return []
    last = workouts[-1]
    if all(order.easier for order in orders.sides.values()):
        return ["no pause"] if day - last.day <= LONG_AGO and must_pause(workouts) else []
    if day - last.day > LONG_AGO:
        return [
            "more weight after pain"
            for side in Side
            if last.pain_of(side) > 2 and _heavier(last, orders, side)
        ]
    if must_pause(workouts):
        return ["no pause"]
    found = []
    for side in Side:
        pain = last.pain_of(side)
        if pain > 5:
            if not _less(last, orders, side):
                found.append("not less after pain over 5")
        elif pain > 2 and last.worse[side]:
            if not _less(last, orders, side):
                found.append("not less after pain and a worse morning")
        elif pain > 2 and (_heavier(last, orders, side) or _longer(last, orders, side)):
            found.append("more after pain of 3 to 5")
    return sorted(found)


def must_pause(workouts: Sequence[Workout]) -> bool:
    """Tell whether the exercise has to be paused after the last of these workouts."""
    if len(workouts) > 1 and all(any(w.worse.values()) for w in workouts[-2:]):
        return True
    end = workouts[-1].day
    new = [w.pain for w in workouts if end - 7 < w.day <= end]
    old = [w.pain for w in workouts if end - 14 < w.day <= end - 7]
    if len(new) < 2 or len(old) < 2:
        return False
    mean = sum(new) / len(new)
    return mean > 2 and mean - sum(old) / len(old) >= 2


def _last_load(workout: Workout, side: Side) -> float:
    return max((one.load_kg or 0.0 for one in workout.done[side]), default=0.0)


def _heavier(last: Workout, orders: Orders, side: Side) -> bool:
    return (orders.sides[side].load_kg or 0.0) > _last_load(last, side) + 1e-9


def _longer(last: Workout, orders: Orders, side: Side) -> bool:
    return orders.sides[side].amount > max(one.asked for one in last.done[side])


def _less(last: Workout, orders: Orders, side: Side) -> bool:
    """A fifth less weight, or at the same weight a fifth fewer repetitions; and fewer sets."""
    order = orders.sides[side]
    if order.easier:
        return True
    before, load = _last_load(last, side), order.load_kg or 0.0
    lighter = load <= 0.8 * before + 1e-9 and before > 0
    most = max(one.asked for one in last.done[side])
    shorter = load <= before + 1e-9 and order.amount <= max(1.0, 0.8 * most)
    return (lighter or shorter) and order.sets < SETS
