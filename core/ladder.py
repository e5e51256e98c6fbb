"""Has a place climbed from bodyweight and bands to weights, and is it still up there?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.body import Region
from core.catalog import Catalog, Exercise, Kind
from core.journal import History, Morning, SetEntry
from core.pain import pain_of
from core.safety import MOST_PAIN_FOR_PROGRESS
from core.sessions import by_workout, green_weeks

GREEN_WEEKS_TO_CLIMB = 2
STAYS_FOR = timedelta(days=42)
"""How long a weight that was climbed to stays without two green weeks running: one missed week is
no reason to begin with bands again, and for six weeks strength is mostly kept (Bosquet et al.,
2013)."""


@dataclass(frozen=True, slots=True)
class Felt:
    """How the latest workout of an exercise felt."""

    exercise_id: str
    day: date
    pain: int
    """The most of 0 to 10, during or right after; 0 when none was noted."""
    worse: bool
    """The next morning was worse than usual."""

    @property
    def green(self) -> bool:
        """No more pain than 2 of 10, and no worse next morning."""
        return self.pain <= MOST_PAIN_FOR_PROGRESS and not self.worse


def is_up(exercise: Exercise) -> bool:
    """Tell whether an exercise belongs to the upper rungs: isolated or with a weight to hold."""
    return exercise.kind.strengthens and (exercise.isolated or exercise.kind is Kind.WEIGHTED)


def last_felt(history: History, exercise_id: str, *, today: date) -> Felt | None:
    """Give how the latest workout of an exercise felt in the last six weeks; None without one.

    Workouts of today are not looked at: they are still under way.
    """
    own = history.of(exercise_id)
    lately = [s for s in own.sets if today - STAYS_FOR <= s.day < today and not s.unfelt]
    if not lately:
        return None
    workout, entries = by_workout(lately)[-1]
    worse = any(m.workout_id == workout and m.answer is Morning.WORSE for m in own.mornings)
    notes = [a for a in own.after if a.workout_id == workout]
    pain = pain_of(entries, notes) or 0
    return Felt(exercise_id, max(s.day for s in entries), pain, worse)


def climbed(history: History, catalog: Catalog, region: Region, *, today: date) -> bool:
    """Tell whether a region may be worked with weights by what lies behind it.

    Two green weeks of strength work open it (domain notes 5.1). What was climbed to that way stays
    open for six weeks after it was last done, as long as its latest workout was without pain.

    Args:
        history: What was logged.
        catalog: Which exercises work the region.
        region: The place.
        today: The person's day.

    """
    own = [
        e for e in catalog.exercises if e.kind.strengthens and set(e.prime) & set(region.muscles)
    ]
    ids = frozenset(e.id for e in own)
    # Only the last weeks tell; a long log is walked through once.
    since = today - STAYS_FOR - timedelta(days=7 * GREEN_WEEKS_TO_CLIMB)
    history = replace(history, sets=tuple(s for s in history.sets if s.day >= since))
    if green_weeks(history, ids, today=today) >= GREEN_WEEKS_TO_CLIMB:
        return True
    return _stays(history, ids, frozenset(e.id for e in own if is_up(e)), today)


def _stays(history: History, ids: frozenset[str], upper: frozenset[str], today: date) -> bool:
    lately: list[SetEntry] = [
        s
        for s in history.sets
        if s.exercise_id in upper and today - STAYS_FOR <= s.day < today and not s.unfelt
    ]
    if not lately:
        return False
    last_day = max(s.day for s in lately)
    last = [last_felt(history, i, today=today) for i in {s.exercise_id for s in lately}]
    if not all(felt.green for felt in last if felt is not None and felt.day == last_day):
        return False
    # Somebody who put a weight in by hand, without the two weeks, has not climbed to it.
    return any(
        green_weeks(history, ids, today=day) >= GREEN_WEEKS_TO_CLIMB
        for day in sorted({s.day for s in lately})
    )
