"""Does the database itself refuse what can't have happened?"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from core.journal import LONGEST_NOTE, MOST_KG, MOST_REPS, MOST_RESERVE, MOST_SECONDS
from tests.storage.making import log_with

GOOD: dict[str, Any] = {
    "id": "s1",
    "workout_id": "w1",
    "exercise_id": "split_squat",
    "day": "2026-03-01",
    "at_utc": "2026-03-01T12:00:00.000000Z",
    "idx": 1,
    "side": "left",
    "reps": 8,
    "seconds": None,
    "load": "kg",
    "load_kg": 12.5,
    "band": None,
    "reserve": 2,
    "pain": 0,
    "setup": "",
    "note": "",
}


@pytest.fixture
def raw(log_path: Path) -> Iterator[sqlite3.Connection]:
    log_with(log_path, ())
    with closing(sqlite3.connect(log_path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(
            "INSERT INTO workout (id, day, started_at) VALUES ('w1', '2026-03-01', ?)",
            (GOOD["at_utc"],),
        )
        yield connection


def _insert(raw: sqlite3.Connection, table: str, values: dict[str, Any]) -> None:
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    raw.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)


def test_a_good_set_is_taken(raw: sqlite3.Connection) -> None:
    limits = {"reps": MOST_REPS, "load_kg": MOST_KG, "reserve": MOST_RESERVE, "idx": 50}
    _insert(raw, "set_entry", GOOD)
    _insert(raw, "set_entry", GOOD | limits | {"id": "s2", "note": "x" * LONGEST_NOTE})
    _insert(raw, "set_entry", GOOD | {"id": "s3", "reps": None, "seconds": MOST_SECONDS})
    _insert(raw, "set_entry", GOOD | {"id": "s4", "load": "band", "load_kg": None, "band": 7})
    assert raw.execute("SELECT count(*) FROM set_entry").fetchone() == (4,)


@pytest.mark.parametrize(
    "change",
    [
        {"id": ""},
        {"id": None},
        {"workout_id": "nowhere"},
        {"workout_id": None},
        {"exercise_id": ""},
        {"exercise_id": None},
        {"day": "2026-02-30"},
        {"day": "yesterday"},
        {"day": "1969-12-31"},
        {"day": 20260301},
        {"day": None},
        {"at_utc": "2026-03-01 12:00:00"},
        {"at_utc": "2026-03-01T12:00:00.000000+02:00"},
        {"at_utc": None},
        {"idx": 0},
        {"idx": 51},
        {"idx": None},
        {"side": "both"},
        {"side": "left right"},
        {"side": ""},
        {"reps": -1},
        {"reps": MOST_REPS + 1},
        {"reps": "eight"},
        {"reps": 8.5},
        {"reps": math.nan},
        {"reps": math.inf},
        {"reps": None},
        {"seconds": 30},
        {"reps": None, "seconds": -1},
        {"reps": None, "seconds": MOST_SECONDS + 1},
        {"load_kg": math.nan},
        {"load_kg": math.inf},
        {"load_kg": -math.inf},
        {"load_kg": -1},
        {"load_kg": MOST_KG + 0.1},
        {"load_kg": "heavy"},
        {"load_kg": None},
        {"load": "none"},
        {"load": "stone"},
        {"load": None},
        {"band": 3},
        {"load": "band", "load_kg": None, "band": 0},
        {"load": "band", "load_kg": None, "band": 8},
        {"load": "band", "load_kg": None, "band": None},
        {"reserve": -1},
        {"reserve": MOST_RESERVE + 1},
        {"pain": -1},
        {"pain": 11},
        {"pain": "bad"},
        {"setup": None},
        {"note": None},
        {"note": "x" * (LONGEST_NOTE + 1)},
        {"note": b"bytes"},
        {"deleted_at_utc": "today"},
    ],
    ids=str,
)
def test_a_bad_set_is_refused(raw: sqlite3.Connection, change: dict[str, Any]) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        _insert(raw, "set_entry", GOOD | change)


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("workout", {"id": "", "day": "2026-03-01", "started_at": GOOD["at_utc"]}),
        ("workout", {"id": "w2", "day": "", "started_at": GOOD["at_utc"]}),
        ("workout", {"id": "w2", "day": "2026-03-01", "started_at": "12:00"}),
        ("plan", {"name": " ", "saved_at": GOOD["at_utc"], "body": "{}", "position": 1}),
        ("plan", {"name": "a", "saved_at": GOOD["at_utc"], "body": "", "position": 1}),
        ("plan", {"name": "a", "saved_at": GOOD["at_utc"], "body": "{}", "position": 0}),
        ("excluded_exercise", {"exercise_id": "", "since": "2026-03-01"}),
        ("excluded_exercise", {"exercise_id": "bird_dog", "since": None}),
        ("setting", {"key": "", "value": "1"}),
        ("setting", {"key": "theme", "value": None}),
        ("screening", {"day": "2026-13-01", "answers": "{}"}),
        ("screening", {"day": "2026-03-01", "answers": ""}),
    ],
    ids=str,
)
def test_bad_rows_of_other_tables_are_refused(
    raw: sqlite3.Connection, table: str, values: dict[str, Any]
) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        _insert(raw, table, values)


@pytest.mark.parametrize(
    "change",
    [{"workout_id": "nowhere"}, {"side": None}, {"side": "up"}, {"answer": "fine"}, {"day": ""}],
    ids=str,
)
def test_a_bad_morning_is_refused(raw: sqlite3.Connection, change: dict[str, Any]) -> None:
    good = {
        "workout_id": "w1",
        "exercise_id": "bird_dog",
        "side": "both",
        "day": "2026-03-02",
        "answer": "worse",
    }
    _insert(raw, "morning_note", good | {"side": "left"})
    with pytest.raises(sqlite3.IntegrityError):
        _insert(raw, "morning_note", good | change)


def test_a_workout_with_sets_stays(raw: sqlite3.Connection) -> None:
    _insert(raw, "set_entry", GOOD)
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute("DELETE FROM workout")
