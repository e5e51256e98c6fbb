"""How does a set become a row, and a row a set?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.body import Side
from core.inventory import TestRecord
from core.journal import AfterNote, Band, Morning, MorningNote, SetEntry
from core.selftests import TestResult
from core.storage.rows import AfterRow, MorningRow, SetRow, TestResultRow

_BOTH = "both"
_SIDES: dict[str | None, Side | None] = {None: None, **{side.value: side for side in Side}}
_BANDS: dict[int | None, Band | None] = {None: None, **{band.value: band for band in Band}}

SET_COLUMNS: Sequence[Any] = (
    SetRow.id,
    SetRow.workout_id,
    SetRow.exercise_id,
    SetRow.day,
    SetRow.at_utc,
    SetRow.idx,
    SetRow.side,
    SetRow.reps,
    SetRow.seconds,
    SetRow.load_kg,
    SetRow.band,
    SetRow.reserve,
    SetRow.pain,
    SetRow.setup,
    SetRow.note,
    SetRow.batch_id,
)
"""In the order of SetEntry's fields."""

MORNING_COLUMNS: Sequence[Any] = (
    MorningRow.workout_id,
    MorningRow.exercise_id,
    MorningRow.side,
    MorningRow.day,
    MorningRow.answer,
)

AFTER_COLUMNS: Sequence[Any] = (
    AfterRow.workout_id,
    AfterRow.exercise_id,
    AfterRow.side,
    AfterRow.day,
    AfterRow.pain,
)


def set_columns(entry: SetEntry) -> dict[str, Any]:
    """Give the row of a set."""
    return {
        "id": entry.id,
        "workout_id": entry.workout_id,
        "exercise_id": entry.exercise_id,
        "day": entry.day,
        "at_utc": entry.at,
        "idx": entry.index,
        "side": entry.side.value if entry.side else None,
        "reps": entry.reps,
        "seconds": entry.seconds,
        "load": _load_kind(entry),
        "load_kg": entry.load_kg,
        "band": None if entry.band is None else int(entry.band),
        "reserve": entry.reserve,
        "pain": entry.pain,
        "setup": entry.setup,
        "note": entry.note,
        "batch_id": entry.batch or None,
    }


def _load_kind(entry: SetEntry) -> str:
    if entry.load_kg is not None:
        return "kg"
    return "none" if entry.band is None else "band"


def set_of(row: Sequence[Any]) -> SetEntry:
    """Give the set of a row of SET_COLUMNS."""
    values = list(row)
    # ten years are 200,000 rows: a table is faster than calling the Enum
    values[6] = _SIDES[values[6]]
    values[10] = _BANDS[values[10]]
    values[15] = values[15] or ""
    return SetEntry(*values)


def morning_of(row: Sequence[Any]) -> MorningNote:
    """Give the answer of a row of MORNING_COLUMNS."""
    workout_id, exercise_id, side, day, answer = row
    return MorningNote(
        workout_id, exercise_id, None if side == _BOTH else Side(side), day, Morning(answer)
    )


def morning_columns(note: MorningNote) -> dict[str, Any]:
    """Give the row of a morning's answer."""
    return {
        "workout_id": note.workout_id,
        "exercise_id": note.exercise_id,
        "side": note.side.value if note.side else _BOTH,
        "day": note.day,
        "answer": note.answer.value,
    }


def after_of(row: Sequence[Any]) -> AfterNote:
    """Give the note of a row of AFTER_COLUMNS."""
    workout_id, exercise_id, side, day, pain = row
    return AfterNote(workout_id, exercise_id, None if side == _BOTH else Side(side), day, pain)


def after_columns(note: AfterNote) -> dict[str, Any]:
    """Give the row of a note about the pain right after."""
    return {
        "workout_id": note.workout_id,
        "exercise_id": note.exercise_id,
        "side": note.side.value if note.side else _BOTH,
        "day": note.day,
        "pain": note.pain,
    }


# --- tests at home ---

RESULT_COLUMNS: Sequence[Any] = (
    TestResultRow.id,
    TestResultRow.session_id,
    TestResultRow.test_id,
    TestResultRow.day,
    TestResultRow.at_utc,
    TestResultRow.side,
    TestResultRow.attempt,
    TestResultRow.value,
    TestResultRow.pain,
    TestResultRow.setup,
    TestResultRow.note,
)
"""In the order of TestResult's fields."""


def result_of(row: Sequence[Any]) -> TestResult:
    """Give the result of a row of RESULT_COLUMNS."""
    values = list(row)
    values[5] = Side(values[5])
    return TestResult(*values)


def result_columns(result: TestResult) -> dict[str, Any]:
    """Give the row of a test's result."""
    return {
        "id": result.id,
        "session_id": result.session_id,
        "test_id": result.test_id,
        "day": result.day,
        "at_utc": result.at,
        "side": result.side.value,
        "attempt": result.attempt,
        "value": result.value,
        "pain": result.pain,
        "setup": result.setup,
        "note": result.note,
    }


def record_columns(record: TestRecord) -> dict[str, Any]:
    """Give the row of a try, with when it was taken out."""
    return {**result_columns(record.result), "deleted_at_utc": record.removed_at}
