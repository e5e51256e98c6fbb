"""Is a row still what was saved? Which checksum does it carry?

SQLite can't see every damage: of 285 logs with one flipped bit, 61 read differently and passed its
own check. So every row carries a checksum over what it holds, and this is the one place that says
how it is reckoned. The rule is kept simple enough to be written again in another language:

    the table's name and a line feed; then, for each column that is not NULL, in the order of the
    columns' names (the checksum itself left out): name, "=", a letter for the kind, ":", the
    value, a line feed. Kinds: i (whole number, decimal), r (real number, as Python's float.hex),
    t (text, its length in characters, ":" and the text), b (bytes, in hex). BLAKE2b over that in
    UTF-8, of 6 bytes, read as one big-endian number.

NULLs are left out, so that a new column without a value changes no checksum.
"""

from __future__ import annotations

import sqlite3
from hashlib import blake2b

from core.storage.identity import quoted

COLUMN = "checksum"
FUNCTION = "evenside_sum"

Value = str | int | float | bytes | None
Found = dict[str, tuple[int, int, int]]
"""For each table: how many rows, and two sums over their checksums."""


def row_sum(table: str, names: str, *values: Value) -> int:
    """Reckon the checksum of a row; `names` are its columns in order, with spaces between."""
    parts = [table, "\n"]
    for name, value in zip(names.split(" "), values, strict=True):
        if value is None:
            continue
        if isinstance(value, str):
            parts.append(f"{name}=t:{len(value)}:{value}\n")
        elif isinstance(value, int):
            parts.append(f"{name}=i:{value}\n")
        elif isinstance(value, float):
            parts.append(f"{name}=r:{value.hex()}\n")
        else:
            parts.append(f"{name}=b:{value.hex()}\n")
    digest = blake2b("".join(parts).encode(), digest_size=6).digest()
    return int.from_bytes(digest, "big")


def teach(connection: sqlite3.Connection) -> None:
    """Let this connection reckon checksums in SQL."""
    connection.create_function(FUNCTION, -1, row_sum, deterministic=True)


def summed_tables(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Give the tables that carry checksums, each with its other columns in order."""
    names = connection.execute(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' ORDER BY name"
    ).fetchall()
    found: dict[str, tuple[str, ...]] = {}
    for (table,) in names:
        rows = connection.execute(f"PRAGMA main.table_info({quoted(table)})").fetchall()
        columns = {str(row[1]) for row in rows}
        if COLUMN in columns:
            found[str(table)] = tuple(sorted(columns - {COLUMN}))
    return found


def sum_sql(table: str, columns: tuple[str, ...], row: str = "", function: str = FUNCTION) -> str:
    """Write the call that reckons a row's checksum; `row` is "NEW." inside a trigger."""
    values = ", ".join(f"{row}{quoted(name)}" for name in columns)
    return f"{function}('{table}', '{' '.join(columns)}', {values})"


def fill(connection: sqlite3.Connection) -> None:
    """Give every row the checksum of what it holds now; for migrations only."""
    teach(connection)
    for table, columns in summed_tables(connection).items():
        connection.execute(f"UPDATE {quoted(table)} SET {COLUMN} = {sum_sql(table, columns)}")


def wrong_rows(
    connection: sqlite3.Connection,
    table: str,
    columns: tuple[str, ...],
    *,
    after: int = -(2**63),
    most: int = 2**31,
) -> tuple[int, int | None]:
    """Count rows that are not what was saved, from a row number on.

    Returns:
        How many are wrong, and the row number to go on after; None at the end of the table.

    Raises:
        sqlite3.Error: The table can't be read at all.

    """
    rows = connection.execute(
        f"SELECT rowid, {COLUMN} IS {sum_sql(table, columns)} FROM {quoted(table)}"
        " WHERE rowid > ? ORDER BY rowid LIMIT ?",
        (after, most),
    ).fetchall()
    wrong = sum(1 for _, right in rows if not right)
    return wrong, rows[-1][0] if len(rows) == most else None


def state_of(connection: sqlite3.Connection) -> Found:
    """Give what tells two states of a log apart without comparing every row.

    It reads the checksums as they are; `wrong_rows` says whether they are right.
    """
    found: Found = {}
    for table in summed_tables(connection):
        found[table] = connection.execute(
            f"SELECT count(*), ifnull(sum({COLUMN} >> 24), 0),"
            f" ifnull(sum({COLUMN} & 16777215), 0) FROM {quoted(table)}"
        ).fetchone()
    return found


def state_mark(found: Found) -> str:
    """Write a state as 12 letters and digits; equal states have equal marks."""
    text = "\n".join(f"{table} {counts}" for table, counts in sorted(found.items()) if counts[0])
    return blake2b(text.encode(), digest_size=6).hexdigest()
