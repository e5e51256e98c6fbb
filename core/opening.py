"""How does a coach come to its log, in whichever thread will own it?"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

from core.catalog import Catalog, Equipment
from core.coach import Coach
from core.demo import WEIGHTS, demo_sets
from core.demo_tests import demo_results
from core.exchange.needs import Keeper, keeper_of
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
        self._store: object = None

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
        self._store = store
        if not mark.exists():
            with contextlib.suppress(OSError):  # the log is open; the mark can wait for next time
                mark.write_text(_MARK, encoding="utf-8")
        return Coach(store, self._catalog, self._safety)

    def open_keeper(self) -> Keeper:
        """Open the log for an import or an export.

        Raises:
            Problem: As in `open`.

        """
        self.open()
        return keeper_of(self._store)

    def open_demo(self, today: date) -> Coach:
        """Open a throwaway log with a made-up year in it."""
        coach = self.open()
        coach.save_profile(demo_profile())
        coach.log_many(demo_sets(self._catalog, today=today), today=today)
        for result in demo_results(coach.testing, today=today):
            coach.testing.log_result(result, today=today)
        return coach

    def close(self) -> None:
        """Close the log, if it was opened."""
        self._close()


def demo_profile() -> Profile:
    """What the made-up person has: everything."""
    return Profile(equipment=frozenset(Equipment), weights=WEIGHTS, bodyweight=70.0)


def _nothing() -> None:
    return None
