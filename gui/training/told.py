"""How is what comes next said in a workout?"""

from __future__ import annotations

from core import words
from core.body import Side
from core.catalog import Catalog, Count
from core.course import Course, Step
from core.pace import Pace, Phase


def set_words(name: str, side: Side | None, number: int) -> str:
    """Name a set: "Single Arm Row, left side, set 2"."""
    where = "" if side is None else f", {side.value} side"
    return f"{name}{where}, set {number}"


def after_words(course: Course, step: Step | None, catalog: Catalog) -> str:
    """Say what comes after a set: the other side, the next set, the next exercise, or the end."""
    if step is None:
        return ""
    following = course.after(step)
    if following is None:
        return "This is the last set."
    item = course.routine.items[following.item]
    exercise = catalog.get(item.exercise_id)
    if following.item != step.item:
        return f"Next: {exercise.name}."
    if following.side is None or following.side is step.side:
        return f"Next: set {following.number}."
    if following.side is item.first:
        return f"Next: your {following.side.value} side again, set {following.number}."
    unit = "the same reps" if exercise.count is Count.REPS else "just as long"
    return f"Next: your {following.side.value} side, {unit}."


def phase_words(course: Course, step: Step, pace: Pace, catalog: Catalog) -> str:
    """Say beside the clock what to do now, or what the waiting is for."""
    item = course.routine.items[step.item]
    exercise = catalog.get(item.exercise_id)
    side = "" if step.side is None else f"your {step.side.value} side"
    if pace.phase is Phase.READY:
        return f"Get into position{f' for {side}' if side else ''}, then press Space."
    if pace.phase is Phase.COUNT_IN:
        return f"{side.capitalize() or exercise.name}: get into position."
    if pace.phase is Phase.WORK:
        return "Breathe. A pull, not a pain." if not exercise.kind.strengthens else "Stay steady."
    if pace.phase is Phase.SWITCH:
        return f"Now {side}."
    fresh = not course.done_of(step.item)
    what = exercise.name if fresh else f"set {step.number}"
    joined = ", ".join(part for part in (what, side) if part)
    return f"Then {joined}."


def stopped_words(kept: int) -> str:
    """Say that nothing is lost when a workout stops."""
    if kept == 0:
        return "Nothing was logged in this workout."
    return f"{words.plural(kept, 'set')} of this workout {'is' if kept == 1 else 'are'} saved."
