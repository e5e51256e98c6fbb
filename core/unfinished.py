"""How is a workout kept while it is under way, so that a crash or a quit loses nothing of it?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from core.routine import Routine

GO_ON_WITHIN = timedelta(hours=20)
"""Later than this it is another workout: the body has long cooled down."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Where a workout stands. Its sets are in the log already; this is the rest."""

    workout_id: str
    started: datetime
    """Aware."""
    seen: datetime
    """Aware; when it last moved."""
    routine: Routine
    item: int = 0
    """The exercise that is on, counted from 0."""
    extra: dict[int, int] = field(default_factory=dict)
    """Sets the person added, by item."""
    stopped: tuple[int, ...] = ()
    """Items that pain ended."""

    @property
    def day(self) -> date:
        """The local day the routine was planned for."""
        return self.routine.day


def unfinished_to_json(unfinished: Unfinished) -> str:
    """Write as JSON text."""
    import msgspec  # late: only the worker comes here

    return msgspec.json.encode(unfinished).decode()


def unfinished_from_json(text: str | None, *, now: datetime) -> Unfinished | None:
    """Read what `unfinished_to_json` wrote; None when there is none, it is old, or unreadable.

    The sets themselves are in the log, so a state that can't be read costs nothing but the way
    back to the very set.
    """
    import msgspec

    if not text:
        return None
    try:
        found = msgspec.json.decode(text, type=Unfinished)
        item_ok = 0 <= found.item < len(found.routine.items)
        age = now - found.seen
    except (msgspec.MsgspecError, TypeError, ValueError):
        return None
    # Either way: a clock that was set back meanwhile must not cost anybody their workout.
    return found if item_ok and abs(age) <= GO_ON_WITHIN else None
