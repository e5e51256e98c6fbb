"""Which rows did a transaction change, and does each carry its checksum?

Triggers of the connection's own (TEMP) see every change, whoever wrote the statement; they are not
in the file, so a log holds none. A row gets its checksum and its line for the journal here.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from core.storage.identity import quoted
from core.storage.sums import COLUMN, Value, row_sum, sum_sql, summed_tables


@dataclass(frozen=True, slots=True)
class Put:
    """A row as it was saved; what is empty is left out."""

    table: str
    row: dict[str, Value]
    checksum: int
    key: tuple[str, ...]
    """The names of the key's columns, in order."""


@dataclass(frozen=True, slots=True)
class Gone:
    """A row that was deleted, by its key."""

    table: str
    key: dict[str, Value]


Change = Put | Gone


class Watch:
    """What the transaction under way has changed so far."""

    def __init__(self) -> None:
        self._changes: list[Change] = []
        self._keys: dict[str, tuple[str, ...]] = {}

    def forget(self) -> None:
        """Start anew, as a transaction does."""
        self._changes = []

    def taken(self) -> tuple[Change, ...]:
        """Give the changes in order, and start anew."""
        changes, self._changes = self._changes, []
        return tuple(changes)

    def attach(self, connection: sqlite3.Connection) -> None:
        """Watch every table that carries checksums, with the columns it has."""
        connection.create_function("evenside_put", -1, self._put)
        connection.create_function("evenside_gone", -1, self._gone)
        for table, columns in summed_tables(connection).items():
            name = quoted(table)
            seal = (
                f"UPDATE {name} SET {COLUMN} = {sum_sql(table, columns, 'NEW.', 'evenside_put')}"
                " WHERE rowid = NEW.rowid"
            )
            listed = ", ".join(map(quoted, columns))
            keys = self._keys[table] = key_columns(connection, table)
            for when, work in {
                "INSERT": seal,
                f"UPDATE OF {listed}": seal,
                "DELETE": f"SELECT {sum_sql(table, keys, 'OLD.', 'evenside_gone')}",
            }.items():
                trigger = quoted(f"watch_{when.split()[0].lower()}_{table}")
                connection.execute(
                    f"CREATE TEMP TRIGGER {trigger} AFTER {when} ON main.{name} BEGIN {work}; END"
                )

    def _put(self, table: str, names: str, *values: Value) -> int:
        checksum = row_sum(table, names, *values)
        filled = zip(names.split(" "), values, strict=True)
        row: dict[str, Value] = {name: value for name, value in filled if value is not None}
        self._changes.append(Put(table, row, checksum, self._keys[table]))
        return checksum

    def _gone(self, table: str, names: str, *values: Value) -> None:
        self._changes.append(Gone(table, dict(zip(names.split(" "), values, strict=True))))


def key_columns(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    """Give the columns of a table's key, by name."""
    rows = connection.execute(f"PRAGMA main.table_info({quoted(table)})").fetchall()
    return tuple(sorted(str(row[1]) for row in rows if row[5]))
