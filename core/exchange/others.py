"""How are removed sets and tests at home written as rows of a lossless file, and read back?"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from datetime import datetime
from typing import Any

from core.exchange.rows import instant_of, instant_words, set_of, set_row
from core.inventory import TestRecord
from core.journal import LONGEST_NOTE, Removed
from core.keeper import REMOVED_SETS, TEST_RESULTS
from core.selftests import TestResult

LONGEST_ID = 100


def removed_row(removed: Removed) -> str:
    """Write a set that the person took out, and when.

    Which import it came with is left out: it becomes part of the import that brings this file.
    """
    row = set_row(removed.entry, None)
    row.pop("import", None)
    return json.dumps({**row, "removed": instant_words(removed.at)})


def removed_of(row: str) -> Removed:
    """Read a set that was taken out.

    Raises:
        ValueError: Something is missing or wrong.

    """
    said = _object(row)
    at = _removed(said)
    if at is None:
        raise ValueError("“removed” is missing")
    return Removed(set_of(said), at)


def result_row(record: TestRecord) -> str:
    """Write one try of a test at home; what it does not have is left out."""
    result = record.result
    row: dict[str, object] = {
        "id": result.id,
        "session": result.session_id,
        "test": result.test_id,
        "day": result.day.isoformat(),
        "at": instant_words(result.at),
        "side": result.side.value,
        "attempt": result.attempt,
        "value": result.value,
        "pain": result.pain,
        "setup": result.setup or None,
        "note": result.note or None,
        "removed": None if record.removed_at is None else instant_words(record.removed_at),
    }
    return json.dumps({key: value for key, value in row.items() if value is not None})


def result_of(row: str) -> TestRecord:
    """Read one try of a test at home. Whether the test can give it is not asked: tests change.

    Raises:
        ValueError: Something is missing or wrong.

    """
    said = _object(row)
    # day, instant, side and pain are read as those of a set
    plain = {"id": "x", "workout": "x", "exercise": "x", "set": 1, "reps": 1}
    like = set_of({**plain, **{k: said.get(k) for k in ("day", "at", "side", "pain")}})
    if like.side is None:
        raise ValueError("“side” has to be left or right")
    value, attempt = said.get("value"), said.get("attempt")
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError("“value” has to be a number")
    if not -1000 <= value <= 10_000:
        raise ValueError("“value” is out of reach")
    if isinstance(attempt, bool) or not isinstance(attempt, int) or not 1 <= attempt <= 20:
        raise ValueError("“attempt” has to be from 1 to 20")
    result = TestResult(
        id=_text(said, "id", LONGEST_ID, needed=True),
        session_id=_text(said, "session", LONGEST_ID, needed=True),
        test_id=_text(said, "test", LONGEST_ID, needed=True),
        day=like.day,
        at=like.at,
        side=like.side,
        attempt=attempt,
        value=float(value),
        pain=like.pain,
        setup=_text(said, "setup", LONGEST_NOTE),
        note=_text(said, "note", LONGEST_NOTE),
    )
    return TestRecord(result, _removed(said))


_READERS: dict[str, Callable[[str], object]] = {REMOVED_SETS: removed_of, TEST_RESULTS: result_of}


def check_row(table: str, row: str) -> None:
    """Refuse a row that this log's own tables can't hold.

    Raises:
        ValueError: Says what is wrong.

    """
    if table in _READERS:
        _READERS[table](row)


def row_key(row: str) -> str:
    """Tell rows apart: by their id where they have one, else by all that they say."""
    said = json.loads(row)
    own = said.get("id") if isinstance(said, dict) else None
    return own if isinstance(own, str) and own else json.dumps(said, sort_keys=True)


def _object(row: str) -> dict[str, Any]:
    said = json.loads(row)
    if not isinstance(said, dict):
        raise ValueError("it has to be an object with names")
    return said


def _removed(said: dict[str, Any]) -> datetime | None:
    return None if said.get("removed") is None else instant_of(said, "removed")


def _text(said: dict[str, Any], name: str, longest: int, *, needed: bool = False) -> str:
    value = said.get(name, "")
    if not isinstance(value, str) or len(value) > longest or "\x00" in value:
        raise ValueError(f"“{name}” has to be a text of up to {longest} signs")
    if needed and not value.strip():
        raise ValueError(f"“{name}” is missing")
    return value
