"""How does a coach come to its log, in whichever thread will own it?"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

from core.body import Side, Spot
from core.catalog import Catalog, Equipment
from core.coach import Coach
from core.demo import WEIGHTS, demo_sets, demo_week
from core.profile import Profile
from core.safety import Safety

LOG_NAME = "evenside.db"
MARK_NAME = "log-was-here.txt"
_MARK = (
    "Evenside keeps your log in evenside.db beside this file. This file tells it that the log has "
    "existed. To start over with an empty log, move both files away.\n"
)


class Opener:
    """Opens the log and closes it again, both in the thread that calls."""

    def __init__(self, folder: Path, catalog: Catalog, safety: Safety) -> None:
        self._folder, self._catalog, self._safety = folder, catalog, safety
        self._close: Callable[[], None] = _nothing

    def open(self) -> Coach:
        """Open the log, or make the first one.

        Raises:
            Problem: The log is missing, newer, foreign, damaged or in use; it is left as it is.

        """
        # SQLAlchemy costs a third of a second: it is imported here, beside the window.
        from core.storage.database import open_database
        from core.storage.store import Store

        path, mark = self._folder / LOG_NAME, self._folder / MARK_NAME
        # Where a log has been, a missing one is an error to talk about, never a new start.
        store = Store(open_database(path, create=not (mark.exists() or path.exists())))
        self._close = store.close
        if not mark.exists():
            with contextlib.suppress(OSError):  # the log is open; the mark can wait for next time
                mark.write_text(_MARK, encoding="utf-8")
        return Coach(store, self._catalog, self._safety)

    def open_demo(self, today: date) -> Coach:
        """Open a throwaway log with a made-up year in it."""
        coach = self.open()
        coach.save_profile(demo_profile())
        coach.log_many(demo_sets(self._catalog, today=today), today=today)
        plans, week = demo_week(today)
        for plan in plans:
            coach.weeks.keep_plan(plan)
        coach.weeks.save(week, today=today)
        return coach

    def close(self) -> None:
        """Close the log, if it was opened."""
        self._close()


def demo_profile() -> Profile:
    """What the made-up person has: everything."""
    return Profile(
        equipment=frozenset(Equipment),
        weights=WEIGHTS,
        bodyweight=70.0,
        tight=(Spot("hip_flexors", Side.LEFT),),
    )


def _nothing() -> None:
    return None
