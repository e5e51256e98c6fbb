"""How does a coach come to its log, in whichever thread will own it?"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from core.late import Late, now

# Only names of types: the window is painted before any of the domain is imported.
if TYPE_CHECKING:
    from datetime import date, datetime

    from core.body import Body
    from core.care import Rescue
    from core.catalog import Catalog
    from core.coach import Coach
    from core.keeper import Contents, Keeper
    from core.profile import Profile
    from core.safety import Safety
    from core.storage.care import LogCare

LOG_NAME = "evenside.db"
MARK_NAME = "log-was-here.txt"
_MARK = (
    "Evenside keeps your log in evenside.db beside this file. This file tells it that the log has "
    "existed. To start over with an empty log, move both files away.\n"
)


@dataclass(frozen=True, slots=True, eq=False)
class Data:
    """What is read from our own files, each when it is first needed."""

    body: Late[Body]
    catalog: Late[Catalog]
    safety: Late[Safety]


def late_data() -> Data:
    """Promise our own files; nothing is read yet.

    Reading them may raise DataError: a field is missing or wrong, and is named.
    """

    def read_body() -> Body:
        from core.body import Body

        return Body.load()

    def read_catalog() -> Catalog:
        from core.catalog import Catalog

        return Catalog.load(body=body.get())

    def read_safety() -> Safety:
        from core.safety import Safety

        return Safety.load()

    body = Late(read_body)
    return Data(body, Late(read_catalog), Late(read_safety))


class Opener:
    """Opens the log and closes it again, both in the thread that calls."""

    def __init__(
        self,
        folder: Path,
        catalog: Catalog | Late[Catalog],
        safety: Safety | Late[Safety],
        now: Callable[[], datetime] | None = None,
    ) -> None:
        self._folder, self._catalog, self._safety = folder, catalog, safety
        self._now = now
        self._close: Callable[[], None] = _nothing

    def open(self) -> Coach:
        """Open the log, or make the first one.

        Raises:
            Problem: The log is missing, newer, foreign, damaged or in use; it is left as it is.

        """
        # SQLAlchemy costs a third of a second: it is imported here, beside the window.
        from core.coach import Coach
        from core.storage.database import open_database, utc_now
        from core.storage.journal import FOLDER, Journal
        from core.storage.store import Store

        self.close()  # there is one who writes, also when the log is opened anew
        path, mark = self._folder / LOG_NAME, self._folder / MARK_NAME
        clock = self._now or utc_now
        # Where a log has been, a missing one is an error to talk about, never a new start.
        database = open_database(
            path,
            create=not (mark.exists() or path.exists()),
            clock=clock,
            journal=Journal(self._folder / FOLDER),
        )
        store = Store(database)

        @cache
        def care() -> LogCare:
            # backups can wait until the first page is there, and so can what they need
            from core.storage.backup import Backups
            from core.storage.care import LogCare

            return LogCare(database, Backups(path, clock=clock))

        def close() -> None:
            care().before_closing()
            store.close()

        self._close = close
        if not mark.exists():
            with contextlib.suppress(OSError):  # the log is open; the mark can wait for next time
                mark.touch(mode=0o600)
                mark.write_text(_MARK, encoding="utf-8")
        return Coach(store, now(self._catalog), now(self._safety), care)

    def open_keeper(self) -> Keeper:
        """Open the log for an import or an export.

        Raises:
            Problem: As in `open`.

        """
        from core.keeper import keeper_of

        return keeper_of(self.open().keeper)

    def contents_beside(self) -> Contents:
        """Give what the log holds while another Evenside has it open; nothing is written to it.

        Raises:
            Problem: The log is missing, newer, foreign or damaged.

        """
        from core.storage.beside import contents_beside
        from core.storage.database import utc_now

        return contents_beside(self._folder / LOG_NAME, clock=self._now or utc_now)

    def open_demo(self, today: date) -> Coach:
        """Open a throwaway log with a made-up year in it."""
        from core.demo import demo_sets, demo_week
        from core.demo_tests import demo_results

        coach = self.open()
        coach.save_profile(demo_profile())
        coach.log_many(demo_sets(now(self._catalog), today=today), today=today)
        for result in demo_results(coach.testing, today=today):
            coach.testing.log_result(result, today=today)
        plans, week = demo_week(today)
        for plan in plans:
            coach.weeks.keep_plan(plan)
        coach.weeks.save(week, today=today)
        return coach

    def rescue(self) -> Rescue:
        """Give what can be done for a log that was refused; it is not open now."""
        from core.storage.backup import Backups
        from core.storage.database import utc_now
        from core.storage.journal import FOLDER, Journal
        from core.storage.rescue import LogRescue

        path = self._folder / LOG_NAME
        clock = self._now or utc_now
        journal = Journal(self._folder / FOLDER)
        return LogRescue(path, Backups(path, clock=clock), journal, clock=clock)

    def close(self) -> None:
        """Close the log, if it was opened."""
        self._close()
        self._close = _nothing


def demo_profile() -> Profile:
    """What the made-up person has: everything."""
    from core.body import Side, Spot
    from core.catalog import Equipment
    from core.demo import WEIGHTS
    from core.profile import Profile

    return Profile(
        equipment=frozenset(Equipment),
        weights=WEIGHTS,
        bodyweight=70.0,
        tight=(Spot("hip_flexors", Side.LEFT),),
    )


def _nothing() -> None:
    return None
