"""How could the log be rebuilt without its database, by hand and in 20 years?

Beside the database lies a folder with one text file a month. Every saved change is a line of JSON
in it, written after the change is on the disk (docs/DATA.md says what the lines mean). Failing to
write here never fails a save: what is missing is found and written later, row by row.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from core.storage.files import own_folder, sync_folder
from core.storage.identity import quoted
from core.storage.sums import COLUMN, Value, row_sum, state_mark, state_of, summed_tables
from core.storage.watch import Change, Gone, Put, key_columns

FOLDER = "journal"
ABOUT = (
    "Evenside's journal: each line is one saved change. 'put' names a table and gives the whole "
    "row as it was saved (empty fields left out), 'gone' a row that was deleted. The last line "
    "about a row is what counts. See DATA.md of Evenside."
)
_SOME = 1000
_APPEND = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)

Key = tuple[str, tuple[Value, ...]]
"""A table, and the values of the row's key in the order of the columns' names."""


@dataclass(slots=True)
class Folded:
    """What the journal's lines come to, the last one of each row."""

    rows: dict[Key, dict[str, Value]] = field(default_factory=dict)
    spoilt: int = 0
    """Lines that can't be read or are not what was written."""
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)


class Journal:
    """The monthly files. Used from the thread that owns the log."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.behind = False
        """True when the last line could not be written."""
        self._in_step = False
        """True when every row is known to be in the files."""
        self._noted = True
        """True when changes came after the last mark."""

    # -- writing ----------------------------------------------------------------------------------

    def note(self, changes: Iterable[Change], *, at: datetime) -> None:
        """Write changes that are on the disk already; never raises for want of room or rights."""
        lines = [_line(change, at) for change in changes]
        if lines:
            self._noted = True
            self._append(lines, at)

    def note_state(self, mark: str, *, at: datetime) -> None:
        """Write that the files hold all of a state, if they do, to spare looking it up."""
        if self._in_step and self._noted and not self.behind:
            self._append([{"at": _instant(at), "state": mark}], at)
            self._noted = False

    def _append(self, lines: list[dict[str, Any]], at: datetime) -> None:
        try:
            self._write(lines, at)
        except OSError:
            self.behind = True
            self._in_step = False

    def _write(self, lines: list[dict[str, Any]], at: datetime) -> None:
        own_folder(self.folder)
        month = f"evenside-{at.astimezone(UTC):%Y-%m}.jsonl"
        files = self.files()
        # a clock set back must not put later changes before earlier ones
        path = self.folder / (max(month, files[-1].name) if files else month)
        is_new = not path.exists()
        handle = os.open(path, _APPEND, 0o600)
        try:
            size = os.fstat(handle).st_size
            if not size:
                lines = [{"evenside": "journal", "form": 1, "about": ABOUT}, *lines]
            elif not _ends_line(handle, size):
                os.write(handle, b"\n")  # a line that was cut off stays a line of its own
            data = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines).encode()
            while data:
                data = data[os.write(handle, data) :]
            os.fsync(handle)
        finally:
            os.close(handle)
        if is_new:
            sync_folder(self.folder)

    # -- staying complete -------------------------------------------------------------------------

    def is_in_step(self, mark: str) -> bool:
        """Tell whether the last line says that the files hold this state."""
        if self._in_step and not self.behind:
            return True
        files = self.files()
        with suppress(OSError, ValueError):
            if files and _last_line(files[-1]).get("state") == mark:
                self._in_step, self._noted, self.behind = True, False, False
                return True
        return False

    def catch_up(self, connection: sqlite3.Connection, *, at: datetime) -> bool:
        """Write every row that the files don't hold as it is; False when that fails.

        Raises:
            sqlite3.Error: The log can't be read.

        """
        folded = self.fold()
        found = {
            key: row_sum(key[0], " ".join(sorted(row)), *(row[name] for name in sorted(row)))
            for key, row in folded.rows.items()
        }
        folded.rows.clear()
        lines: list[dict[str, Any]] = []
        self.behind = False
        for table, columns in summed_tables(connection).items():
            keys = key_columns(connection, table)
            listed = ", ".join(map(quoted, columns))
            rows = connection.execute(f"SELECT {COLUMN}, {listed} FROM {quoted(table)}")
            for checksum, *values in rows:
                row = _filled(columns, values)
                key = (table, tuple(row.get(name) for name in keys))
                if found.pop(key, None) != checksum:
                    lines.append(_line(Put(table, row, checksum, keys), at))
                if len(lines) >= _SOME:
                    self._append(lines, at)
                    lines = []
        for table, key_values in found:
            gone_key = dict(zip(folded.keys.get(table, ()), key_values, strict=False))
            lines.append(_line(Gone(table, gone_key), at))
        if lines:
            self._append(lines, at)
        self._in_step, self._noted = not self.behind, True
        self.note_state(state_mark(state_of(connection)), at=at)
        return not self.behind

    # -- reading ----------------------------------------------------------------------------------

    def files(self) -> list[Path]:
        """Give the files, oldest first."""
        return sorted(self.folder.glob("evenside-????-??.jsonl"))

    def fold(self) -> Folded:
        """Read all lines; unreadable ones are counted and passed over.

        Raises:
            OSError: A file can't be read.

        """
        folded = Folded()
        for path in self.files():
            with path.open("rb") as file:
                for raw in file:
                    if raw.strip():
                        _take(folded, raw)
        return folded


def _take(folded: Folded, raw: bytes) -> None:
    try:
        line = json.loads(raw)
        if "put" in line:
            table, row, key_names = str(line["put"]), dict(line["row"]), tuple(line["key"])
            names = sorted(row)
            if row_sum(table, " ".join(names), *(row[name] for name in names)) != line["sum"]:
                raise ValueError("not what was written")
            folded.keys[table] = key_names
            folded.rows[table, tuple(row[name] for name in key_names)] = row
        elif "gone" in line:
            key = dict(line["key"])
            folded.rows.pop((str(line["gone"]), tuple(key[name] for name in sorted(key))), None)
        elif "state" not in line and "evenside" not in line:
            raise ValueError("an unknown line")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        folded.spoilt += 1


def _line(change: Change, at: datetime) -> dict[str, Any]:
    if isinstance(change, Gone):
        return {"at": _instant(at), "gone": change.table, "key": change.key}
    return {
        "at": _instant(at),
        "put": change.table,
        "key": list(change.key),
        "sum": change.checksum,
        "row": change.row,
    }


def _filled(columns: Iterable[str], values: Iterable[Value]) -> dict[str, Value]:
    return {name: value for name, value in zip(columns, values, strict=True) if value is not None}


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _ends_line(handle: int, size: int) -> bool:
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1) == b"\n"


def _last_line(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 300))
        last = file.read().rstrip(b"\n").rsplit(b"\n", 1)[-1]
    line = json.loads(last)
    return line if isinstance(line, dict) else {}
