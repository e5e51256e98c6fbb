"""Which backups have served their time?"""

from __future__ import annotations

from collections.abc import Collection, Hashable
from datetime import UTC, datetime, timedelta

ALL_OF = timedelta(days=2)
DAYS, WEEKS, MONTHS = 12, 10, 9


def served(made: Collection[datetime], *, now: datetime) -> frozenset[datetime]:
    """Give the instants of backups that may go.

    All of the last two days stay; then the newest of each of 12 days, 10 weeks and 9 months that
    have any, so that who trains seldom keeps as many (after Anki's thinning, Damien Elmes). Days
    are UTC's: they know no summer time. What lies in the future stays, for the clock may be wrong,
    and so does the newest of all, and the newest that the clock does not call future.
    """
    newest_first = sorted(set(made), reverse=True)
    gone: set[datetime] = set()
    counted: list[tuple[int, set[Hashable]]] = [(DAYS, set()), (WEEKS, set()), (MONTHS, set())]
    past = [at for at in newest_first if at <= now]
    for at in newest_first:
        if at > now - ALL_OF or at in (newest_first[0], past[0]):
            continue
        day = at.astimezone(UTC).date()
        names: tuple[Hashable, ...] = (day, day.isocalendar()[:2], (day.year, day.month))
        for (most, seen), name in zip(counted, names, strict=True):
            if name in seen:
                gone.add(at)  # a newer one of this day, week or month stays
                break
            if len(seen) < most:
                seen.add(name)
                break
        else:
            gone.add(at)
    return frozenset(gone)
