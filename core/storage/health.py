"""Is a log whole, row by row, and what does it hold?"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from datetime import date

from core.care import Contents, Finding
from core.storage.sums import summed_tables, teach, wrong_rows

CHUNK = 20_000
"""Rows looked through in one step: a tenth of a second."""
MOST_SAID = 20
_UNREADABLE = (sqlite3.Error, UnicodeDecodeError)
"""What the driver raises about a damaged file; a text that is none is the second."""


def look_through(
    connection: sqlite3.Connection, chunk: int = CHUNK, *, thorough: bool = True
) -> Generator[float, None, tuple[Finding, ...]]:
    """Look through a whole log in steps; yields the share done, gives what was found.

    Between two steps the log may be written: every step sees whole rows. Not `thorough`, indexes
    are not held against their tables, which takes most of the time.
    """
    found: list[Finding] = []
    try:
        check = "integrity_check" if thorough else "quick_check"
        rows = [str(row[0]) for row in connection.execute(f"PRAGMA {check}({MOST_SAID})")]
        found += [Finding("", what=_plain(said)) for said in rows if said != "ok"]
        yield 0.3
        orphans: dict[str, int] = {}
        for table, *_ in connection.execute("PRAGMA foreign_key_check"):
            orphans[table] = orphans.get(table, 0) + 1
        found += [Finding(table, rows, "without parent") for table, rows in orphans.items()]
        yield 0.35
    except _UNREADABLE as error:
        return (*found, Finding("", what=_code(error)))
    teach(connection)
    try:
        tables = summed_tables(connection)
        total = sum(_count(connection, table) for table in tables) or 1
    except _UNREADABLE as error:
        return (*found, Finding("", what=_code(error)))
    done = 0
    for table, columns in tables.items():
        wrong, after = 0, -(2**63)
        try:
            while True:
                some, last = wrong_rows(connection, table, columns, after=after, most=chunk)
                wrong += some
                if last is None:
                    break
                after = last
                done += chunk
                yield 0.35 + 0.65 * min(1.0, done / total)
        except _UNREADABLE as error:
            found.append(Finding(table, wrong, _code(error)))
            continue
        if wrong:
            found.append(Finding(table, wrong, "checksum"))
    return tuple(found)


def findings(connection: sqlite3.Connection) -> tuple[Finding, ...]:
    """Look through a whole log at once."""
    steps = look_through(connection, chunk=2**31)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: tuple[Finding, ...] = end.value
            return found


def contents(connection: sqlite3.Connection) -> Contents:
    """Count what a log of any version holds."""
    sets, workouts, first, last = connection.execute(
        "SELECT count(*), count(DISTINCT workout_id), CAST(min(day) AS BLOB),"
        " CAST(max(day) AS BLOB) FROM set_entry WHERE deleted_at_utc IS NULL"
    ).fetchone()
    return Contents(sets, workouts, _day(first), _day(last))


def _day(text: bytes | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text.decode("ascii"))
    except ValueError:
        return None  # damage is found and told elsewhere


def _count(connection: sqlite3.Connection, table: str) -> int:
    (rows,) = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()
    return int(rows)


def _plain(said: str) -> str:
    """Keep what SQLite says about pages and tables, which is never content."""
    return said.splitlines()[-1][:200]


def _code(error: Exception) -> str:
    return str(getattr(error, "sqlite_errorname", type(error).__name__))
