"""How is a log made anew from the journal's text files alone?

python -m core.storage.rebuild JOURNAL_FOLDER NEW_LOG.db
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.care import Contents
from core.errors import Problem
from core.storage.database import open_database, utc_now
from core.storage.errors import LogForeign
from core.storage.health import contents
from core.storage.identity import quoted
from core.storage.journal import Folded, Journal
from core.storage.sums import Value, summed_tables


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came back."""

    holds: Contents
    rows: int
    spoilt: int
    """Lines that could not be read, and rows that the log does not take."""


def rebuild_from_journal(
    folder: Path, target: Path, *, clock: Callable[[], datetime] = utc_now
) -> Rebuilt:
    """Make a new log of what the journal says; nothing may lie at `target`.

    A set whose workout's line is spoilt gets its workout back from its own day and instant.

    Raises:
        LogForeign: Something is at `target` already; it is left alone.
        Problem: There is no journal in the folder.
        LogProblem: The disk is full or the folder may not be written.

    """
    journal = Journal(folder)
    if not journal.files():
        raise Problem("There is no journal of Evenside in this folder; nothing was made.")
    if target.exists():
        raise LogForeign(target, "is there already, so nothing was made in its place")
    folded = journal.fold()
    database = open_database(target, create=True, clock=clock)
    try:
        with database.bare() as connection:
            refused = _put_all(connection, folded)
            held = contents(connection)
            rows = len(folded.rows) - refused
    finally:
        database.close()
    return Rebuilt(held, rows, folded.spoilt + refused)


def _put_all(connection: sqlite3.Connection, folded: Folded) -> int:
    tables = summed_tables(connection)
    refused = 0
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for (table, _), row in folded.rows.items():
        known = {name: value for name, value in row.items() if name in tables.get(table, ())}
        if not known or not _put(connection, table, known):
            refused += 1
    for table in ("set_entry", "morning_note", "after_note"):
        instant = "at_utc" if table == "set_entry" else "day || 'T12:00:00.000000Z'"
        connection.execute(
            f"INSERT OR IGNORE INTO workout (id, day, started_at) SELECT workout_id, day, {instant}"
            f" FROM {table} WHERE workout_id NOT IN (SELECT id FROM workout)"
        )
    connection.execute(
        "UPDATE set_entry SET batch_id = NULL WHERE batch_id NOT IN (SELECT id FROM import_batch)"
    )
    connection.execute("COMMIT")
    return refused


def _put(connection: sqlite3.Connection, table: str, row: dict[str, Value]) -> bool:
    names = ", ".join(map(quoted, row))
    marks = ", ".join("?" * len(row))
    try:
        connection.execute(
            f"INSERT INTO {quoted(table)} ({names}) VALUES ({marks})", tuple(row.values())
        )
    except sqlite3.IntegrityError:
        return False
    return True


def main(given: Iterable[str]) -> int:
    """Rebuild on the command line."""
    paths = [Path(text) for text in given]
    if len(paths) != 2:
        sys.stderr.write("usage: python -m core.storage.rebuild JOURNAL_FOLDER NEW_LOG.db\n")
        return 2
    try:
        made = rebuild_from_journal(*paths)
    except Problem as problem:
        sys.stderr.write(f"{problem.message}\n")
        return 1
    sys.stdout.write(f"{made.holds.words}; {made.spoilt} lines could not be used\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
