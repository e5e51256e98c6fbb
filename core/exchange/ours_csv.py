"""How are sets written for a spreadsheet, and read back? docs/EXCHANGE.md says it by column."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from core.catalog import Catalog
from core.errors import Problem
from core.exchange import numbers
from core.exchange.needs import Contents
from core.exchange.ours_json import Found
from core.exchange.reading import EVERY, FileText, shown, sniff
from core.exchange.rows import (
    SET_FIELDS,
    after_of,
    after_row,
    morning_of,
    morning_row,
    set_of,
    set_row,
)
from core.exchange.table import heading
from core.exchange.values import Trouble, Unreadable, Watch
from core.journal import History

COLUMNS = ("record", *SET_FIELDS, "answer")
NEEDS = frozenset({"record", "day", "side"})
SET, MORNING, AFTER, LIGHTER = "set", "morning", "after", "lighter week"

_LIVE = tuple("=+-@\t\r\n＝＋－＠")
"""A cell that begins so can be run as a formula by a spreadsheet (OWASP ASVS 1.2.10)."""
_QUOTE = "'"
_NUMBERS = ("set", "reps", "seconds", "reserve", "pain")
_SPACE = uuid.UUID("8d2f0f5e-8f0a-4c1e-9a53-6c1f2b7a4d10")


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet might run, and before an apostrophe."""
    return _QUOTE + text if text.startswith((*_LIVE, _QUOTE)) else text


def unguarded(text: str) -> str:
    """Undo `guarded`."""
    return text[1:] if text.startswith(_QUOTE) else text


def to_csv(contents: Contents, catalog: Catalog) -> Iterator[bytes]:
    """Write sets and notes, a row each; settings, plans and answers are in the JSON file only.

    Raises:
        Problem: A note holds a sign that no CSV file can hold.

    """
    yield "\ufeff".encode()  # Excel takes a file without it for another encoding
    yield _row(dict(zip(COLUMNS, COLUMNS, strict=True)))
    history = contents.history
    for entry in history.sets:
        yield _row({"record": SET, **set_row(entry, catalog)})
    for morning in history.mornings:
        yield _row({"record": MORNING, **morning_row(morning)})
    for after in history.after:
        yield _row({"record": AFTER, **after_row(after)})
    for start in history.lighter:
        yield _row({"record": LIGHTER, "day": start.isoformat(), "side": "both"})


def _row(values: dict[str, object]) -> bytes:
    cells = [_cell(values.get(column)) for column in COLUMNS]
    made = io.StringIO(newline="")
    csv.writer(made, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerow(cells)
    try:
        data = made.getvalue().encode("utf-8")
    except UnicodeEncodeError:
        data = b"\x00"
    if b"\x00" in data:
        raise Problem(
            f"A note of {values.get('day')} holds a sign that a CSV file can't hold. Export JSON "
            "instead, or change the note."
        )
    return data


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return repr(value)
    return guarded(str(value))


# -- in ------------------------------------------------------------------------------------------


def read_csv(file: FileText, catalog: Catalog, watch: Watch) -> Found:
    """Read what `to_csv` wrote, also after a spreadsheet has saved it again.

    A row added by hand needs no id, workout, time or set number: they are made from what it says.

    Raises:
        Unreadable: The table can't be taken apart.
        Cancelled: The person stopped it.

    """
    return _Reader(file, catalog).read(watch)


class _Reader:
    def __init__(self, file: FileText, catalog: Catalog) -> None:
        self._file = file
        self._found = Found()
        self._names = {e.name.casefold(): e.id for e in catalog.exercises}
        self._kept: dict[str, list[Any]] = {SET: [], MORNING: [], AFTER: [], LIGHTER: []}
        self._lines: list[int] = []
        self._turns: dict[tuple[str, ...], int] = {}

    def read(self, watch: Watch) -> Found:
        """Read every row."""
        found = self._found
        for line, row in self._rows(watch):
            record = row.get("record", "").casefold()
            try:
                made = self._taken(record, row, line)
            except ValueError as error:
                found.troubles.append(Trouble(line, str(error)))
                continue
            self._kept[record].append(made)
            if record == SET:
                self._lines.append(line)
        kept = self._kept
        found.contents = Contents(
            History(
                tuple(kept[SET]), tuple(kept[MORNING]), tuple(kept[AFTER]), tuple(kept[LIGHTER])
            ),
        )
        found.set_lines = tuple(self._lines)
        return found

    def _rows(self, watch: Watch) -> Iterator[tuple[int, dict[str, str]]]:
        text = self._file.text
        first = text.split("\n", 1)[0]
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=sniff(first), strict=True)
        columns: list[str] = []
        line = 1
        try:
            for count, cells in enumerate(reader):
                start, line = line, reader.line_num + 1
                if count % EVERY == 0:
                    watch.at(min(1.0, count / (text.count("\n") + 1)))
                if not any(cell.strip() for cell in cells):
                    continue
                if not columns:
                    columns = [heading(cell) for cell in cells]
                    self._unknown(columns)
                elif len(cells) != len(columns):
                    reason = f"the row has {len(cells)} cells where {len(columns)} are expected"
                    self._found.troubles.append(Trouble(start, reason))
                else:
                    yield (
                        start,
                        {name: unguarded(cell) for name, cell in zip(columns, cells, strict=True)},
                    )
        except csv.Error as error:
            reason = f"the table can't be taken apart here ({error})"
            raise Unreadable(self._file.name, reason, line=line) from None

    def _unknown(self, columns: list[str]) -> None:
        for name in columns:
            if name not in COLUMNS and name:
                self._found.lost.append(
                    f"The column “{shown(name, 40)}” is not known here and was left out."
                )
        if len(set(columns)) != len(columns):
            raise Unreadable(self._file.name, "a column stands twice in the table")

    def _taken(self, record: str, row: dict[str, str], line: int) -> object:
        readers: dict[str, Callable[[dict[str, Any]], Any]] = {
            SET: set_of, MORNING: morning_of, AFTER: after_of,
        }  # fmt: skip
        said: dict[str, Any] = {k: v for k, v in row.items() if v != "" and k in COLUMNS}
        if "day" in said:
            said["day"] = _day(said["day"])
        if "side" in said:
            said["side"] = said["side"].strip().casefold()
        if record == LIGHTER:
            return date.fromisoformat(said.get("day", ""))
        if record not in readers:
            raise ValueError(f"“{shown(record, 30)}” is not a kind of row that Evenside knows")
        if "exercise" not in said and "name" in said:
            said["exercise"] = self._named(said["name"])
        for name in _NUMBERS:
            if name in said:
                said[name] = numbers.whole(said[name], name)
        if "kg" in said:
            said["kg"] = _kg(said["kg"])
        if "band" in said:
            said["band"] = said["band"].strip().casefold()
        if record == SET:
            self._complete(said, line)
        return readers[record](said)

    def _named(self, name: str) -> str:
        found = self._names.get(" ".join(name.split()).casefold())
        if found is None:
            raise ValueError(f"“{shown(name, 60)}” is not the name of an exercise in Evenside")
        return found

    def _complete(self, said: dict[str, Any], line: int) -> None:
        """Make what a row typed by hand does not say."""
        day = said.get("day", "")
        if "workout" not in said:
            said["workout"] = str(uuid.uuid5(_SPACE, f"by hand|{day}"))
        key = (said["workout"], str(said.get("exercise")), str(said.get("side")))
        self._turns[key] = self._turns.get(key, 0) + 1
        said.setdefault("set", min(50, self._turns[key]))
        if "at" not in said and day:
            noon = datetime.combine(date.fromisoformat(day), time(12), UTC)
            said["at"] = (noon + timedelta(seconds=min(line, 40_000))).isoformat()
        if "id" not in said:
            parts = [str(said.get(name, "")) for name in (*SET_FIELDS[1:3], *SET_FIELDS[4:13])]
            said["id"] = str(uuid.uuid5(_SPACE, "\x1f".join(["by hand", *parts])))


def _day(text: str) -> str:
    """Read a day, also as a spreadsheet may have rewritten it, if it can be read in one way."""
    found = numbers.moment(text)
    if not found.sure:
        raise ValueError(
            f"the day “{shown(text)}” could begin with the day or the month: write it like "
            "2026-03-01"
        )
    day = found.day_first or found.month_first
    return "" if day is None else day.isoformat()


def _kg(text: str) -> float | None:
    try:
        return float(text) if text.isascii() and "_" not in text else None
    except ValueError:
        return numbers.decimal(text, "weight")
