"""How is the whole log written as JSON, and read back? docs/EXCHANGE.md says it field by field."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from core.catalog import Catalog
from core.exchange.needs import Batch, Contents
from core.exchange.reading import FileText, shown
from core.exchange.rows import (
    NOTE_FIELDS,
    SET_FIELDS,
    TEST_FIELDS,
    after_of,
    after_row,
    morning_of,
    morning_row,
    set_of,
    set_row,
    test_of,
    test_row,
)
from core.exchange.values import Trouble, Unreadable, Watch
from core.exchange.walking import Element, read_value, walk
from core.journal import History

FORMAT = "evenside-log"
MAJOR, MINOR = 1, 0
"""A change of MAJOR is one that an older Evenside would misread; MINOR adds fields."""

_KNOWN = frozenset(
    {
        "format",
        "version",
        "written_by",
        "written_on",
        "sets",
        "mornings",
        "after",
        "lighter_weeks",
        "plans",
        "excluded",
        "settings",
        "screenings",
        "tests",
        "imports",
        "more",
    }
)
_LISTS = _KNOWN - {"format", "version", "written_by", "written_on", "settings", "more"}
_ROW_KEYS = {
    "sets": set(SET_FIELDS),
    "mornings": {*NOTE_FIELDS, "answer"},
    "after": {*NOTE_FIELDS, "pain"},
    "plans": {"name", "body"},
    "excluded": {"exercise", "since"},
    "screenings": {"day", "answers"},
    "tests": set(TEST_FIELDS),
    "imports": {"id", "source", "file", "sha256", "day", "sets"},
}


# -- out -----------------------------------------------------------------------------------------


def to_json(
    contents: Contents, catalog: Catalog, *, today: date, written_by: str
) -> Iterator[bytes]:
    """Write everything, one row a line, so that two files can be compared line by line."""
    head = {"format": FORMAT, "version": f"{MAJOR}.{MINOR}"}
    head |= {"written_by": written_by, "written_on": today.isoformat()}
    history = contents.history
    parts: tuple[tuple[str, Iterator[object]], ...] = (
        ("sets", (set_row(s, catalog) for s in history.sets)),
        ("mornings", (morning_row(m) for m in history.mornings)),
        ("after", (after_row(a) for a in history.after)),
        ("lighter_weeks", (start.isoformat() for start in history.lighter)),
        ("plans", ({"name": name, "body": _open(text)} for name, text in contents.plans)),
        (
            "excluded",
            ({"exercise": i, "since": since.isoformat()} for i, since in contents.excluded),
        ),
        (
            "screenings",
            ({"day": d.isoformat(), "answers": _open(text)} for d, text in contents.screenings),
        ),
        ("tests", (test_row(test) for test in contents.tests)),
        ("imports", (_batch_row(batch) for batch in contents.batches)),
    )
    yield b"{\n"
    for key, value in head.items():
        yield f"{_text(key)}: {_text(value)},\n".encode()
    for key, rows in parts:
        yield from _list(key, rows)
        yield b",\n"
    settings = ",\n".join(f"  {_text(k)}: {_text(_open(v))}" for k, v in contents.settings)
    yield f'"settings": {{{_around(settings)}}},\n'.encode()
    more = ",\n".join(
        f"  {_text(table)}: [{_around(','.join(_lines(rows)))}]" for table, rows in contents.more
    )
    yield f'"more": {{{_around(more)}}}\n}}\n'.encode()


def _lines(rows: tuple[str, ...]) -> Iterator[str]:
    return (f"\n    {_text(json.loads(row))}" for row in rows)


def _around(text: str) -> str:
    return f"\n{text.removeprefix(chr(10))}\n" if text else ""


def _list(key: str, rows: Iterator[object]) -> Iterator[bytes]:
    yield f"{_text(key)}: [".encode()
    sign = "\n"
    for row in rows:
        yield f"{sign}  {_text(row)}".encode()
        sign = ",\n"
    yield b"]" if sign == "\n" else b"\n]"


def _text(value: object) -> str:
    # ASCII alone: whatever carries the file, every sign comes back as it was
    return json.dumps(value, ensure_ascii=True, allow_nan=False)


def _open(text: str) -> object:
    """Give a kept JSON text as JSON, where writing it again gives the very same text.

    Otherwise the text itself, marked: what Evenside can't read it must not change either.
    """
    try:
        value = read_value(text)
        if json.dumps(value) == text and not (isinstance(value, dict) and set(value) == {"text"}):
            return value
    except (ValueError, RecursionError):
        pass
    return {"text": text}


def _closed(value: object) -> str:
    if isinstance(value, dict) and set(value) == {"text"} and isinstance(value["text"], str):
        return value["text"]
    return json.dumps(value)


def _batch_row(batch: Batch) -> dict[str, object]:
    return {
        "id": batch.id,
        "source": batch.source,
        "file": batch.file,
        "sha256": batch.sha256,
        "day": batch.day.isoformat(),
        "sets": batch.sets,
    }


# -- in ------------------------------------------------------------------------------------------


class Found:
    """What a JSON file holds, with what is wrong or too new in it."""

    def __init__(self) -> None:
        self.contents = Contents()
        self.set_lines: tuple[int, ...] = ()
        self.troubles: list[Trouble] = []
        self.lost: list[str] = []


def read_json(file: FileText, watch: Watch) -> Found:
    """Read what `to_json` wrote, in any layout; a row that is wrong costs only itself.

    Raises:
        Unreadable: It is no JSON, not Evenside's, or of a newer format.
        Cancelled: The person stopped it.

    """
    reader = _Reader(file)
    for element in walk(file, _LISTS, watch):
        reader.take(element)
    return reader.finish()


class _Reader:
    def __init__(self, file: FileText) -> None:
        self._file = file
        self._found = Found()
        self._rows: dict[str, list[Any]] = {key: [] for key in _LISTS}
        self._set_lines: list[int] = []
        self._whole: dict[str, Any] = {}
        self._newer: dict[str, int] = {}

    def take(self, element: Element) -> None:
        """Take a value of the file's top level, or one row of its lists."""
        key, line, value = element.key, element.line, element.value
        if not element.in_list:
            if key == "version":
                self._check_version(value, line)
            if key in _LISTS:
                self._found.troubles.append(Trouble(line, f"“{key}” has to be a list"))
            elif key in _KNOWN:
                self._whole[key] = value
            else:
                self._newer[f"the part “{shown(key, 40)}”"] = 1
            return
        try:
            self._rows[key].append(_ROWS[key](self._known_part(key, value)))
        except (ValueError, KeyError, TypeError, OverflowError, AttributeError) as error:
            reason = str(error) if type(error) is ValueError else "something is missing or wrong"
            where = "a set" if key == "sets" else f"a row of “{key}”"
            self._found.troubles.append(Trouble(line, f"{where} can't be read: {reason}"))
        else:
            if key == "sets":
                self._set_lines.append(line)

    def _known_part(self, key: str, value: Any) -> Any:  # noqa: ANN401 - JSON is anything
        """Take out the fields of a newer Evenside, and note that they are lost."""
        known = _ROW_KEYS.get(key)
        if known and isinstance(value, dict):
            for name in set(value) - known:
                self._newer[f"the field “{shown(name, 40)}” of “{key}”"] = 1
            return {name: said for name, said in value.items() if name in known}
        return value

    def _check_version(self, value: object, line: int) -> None:
        major = str(value).partition(".")[0] if isinstance(value, str) else ""
        if not major.isascii() or not major.isdigit() or len(major) > 4:
            raise Unreadable(self._file.name, "the version of the format can't be read", line=line)
        if int(major) > MAJOR:
            raise Unreadable(
                self._file.name,
                f"was written by a newer Evenside (format {str(value)[:12]}; this one reads up to "
                f"{MAJOR}). Install the newest Evenside to read it",
                line=line,
            )

    def finish(self) -> Found:
        """Put everything together."""
        if self._whole.get("format") != FORMAT or "version" not in self._whole:
            raise Unreadable(self._file.name, "is JSON, but not a log that Evenside wrote")
        rows, found = self._rows, self._found
        found.contents = Contents(
            history=History(
                tuple(rows["sets"]),
                tuple(rows["mornings"]),
                tuple(rows["after"]),
                tuple(rows["lighter_weeks"]),
            ),
            plans=tuple(rows["plans"]),
            excluded=tuple(rows["excluded"]),
            settings=self._settings(),
            screenings=tuple(rows["screenings"]),
            tests=tuple(rows["tests"]),
            batches=tuple(rows["imports"]),
            more=self._more(),
        )
        found.set_lines = tuple(self._set_lines)
        found.lost += [
            f"{what[:1].upper()}{what[1:]} is not known to this Evenside and was left out."
            for what in self._newer
        ]
        return found

    def _settings(self) -> tuple[tuple[str, str], ...]:
        value = self._whole.get("settings", {})
        if not isinstance(value, dict):
            self._found.troubles.append(Trouble(1, "“settings” has to be an object"))
            return ()
        return tuple(sorted((key, _closed(said)) for key, said in value.items() if key))

    def _more(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        value = self._whole.get("more", {})
        if not isinstance(value, dict) or not all(
            isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
            for rows in value.values()
        ):
            self._found.troubles.append(Trouble(1, "“more” has to hold lists of objects"))
            return ()
        return tuple((table, tuple(map(json.dumps, rows))) for table, rows in value.items())


def _day(value: object) -> date:
    if not isinstance(value, str) or len(value) != 10:
        raise ValueError("a day has to be written like 2026-03-01")
    return date.fromisoformat(value)


def _word(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("a text is missing")
    return value


def _batch(row: dict[str, Any]) -> Batch:
    return Batch(
        id=_word(row["id"]),
        source=_word(row["source"]),
        file=str(row["file"]),
        sha256=str(row["sha256"]),
        day=_day(row["day"]),
        sets=int(row["sets"]),
    )


_ROWS: dict[str, Callable[[Any], Any]] = {
    "sets": set_of,
    "mornings": morning_of,
    "after": after_of,
    "lighter_weeks": _day,
    "plans": lambda row: (_word(row["name"]), _closed(row["body"])),
    "excluded": lambda row: (_word(row["exercise"]), _day(row["since"])),
    "screenings": lambda row: (_day(row["day"]), _closed(row["answers"])),
    "tests": test_of,
    "imports": _batch,
}
