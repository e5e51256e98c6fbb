"""Is there anything in a file that Evenside never puts into a log?

A backup or a file the person chose is a stranger's file: a trigger in it could undo every save.
So its tables have to be ours to the letter, and nothing else may be there.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import Any

from sqlalchemy import create_mock_engine
from sqlalchemy.schema import ExecutableDDLElement

from core.storage.identity import quoted
from core.storage.rows import Base

LONGEST_VALUE = 10_000_000
"""Bytes; the longest text of ours has far fewer."""


def described(connection: sqlite3.Connection) -> dict[str, Any]:
    """Describe every object in a database so that two of them can be compared."""
    found: dict[str, Any] = {}
    listed = connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name <> 'alembic_version'"
        " AND tbl_name <> 'alembic_version'"
    ).fetchall()
    strict = {
        name: (kind, without_rowid, is_strict)
        for schema, name, kind, _, without_rowid, is_strict in connection.execute(
            "PRAGMA table_list"
        )
        if schema == "main"
    }
    for kind, name, table, sql in listed:
        if kind == "table" and not name.startswith("sqlite_"):
            constraints = re.findall(r"CONSTRAINT [^\n]*", sql)
            found[name] = (
                kind,
                strict.get(name),
                connection.execute(f"PRAGMA table_xinfo({quoted(name)})").fetchall(),
                connection.execute(f"PRAGMA foreign_key_list({quoted(name)})").fetchall(),
                sorted(line.rstrip(", )") for line in constraints),
                sql.count("CHECK"),
            )
        elif kind == "index":
            columns = connection.execute(f"PRAGMA index_xinfo({quoted(name)})").fetchall()
            found[name] = (kind, table, columns, bool(sql and " WHERE " in sql.upper()))
        else:
            found[name] = (kind, table, sql)
    return found


def expected() -> dict[str, Any]:
    """Describe what `core.storage.rows` makes."""
    with closing(sqlite3.connect(":memory:")) as connection:

        def run(statement: ExecutableDDLElement, *_: object) -> None:
            connection.execute(str(statement.compile(dialect=engine.dialect)))

        engine = create_mock_engine("sqlite://", run)
        Base.metadata.create_all(engine, checkfirst=False)
        return described(connection)


def strangers(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Name the objects that are not ours, or not as ours are, or missing."""
    there, ours = described(connection), expected()
    return tuple(
        sorted(name for name in there.keys() | ours.keys() if there.get(name) != ours.get(name))
    )
