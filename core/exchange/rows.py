"""How is one set, or one note, written as a row of named values, and read back?"""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime
from typing import Any

from core.body import Side
from core.catalog import Catalog
from core.exchange.reading import shown
from core.journal import (
    LONGEST_NOTE,
    MOST_KG,
    MOST_REPS,
    MOST_RESERVE,
    MOST_SECONDS,
    AfterNote,
    Band,
    Morning,
    MorningNote,
    SetEntry,
)

BOTH, UNKNOWN = "both", "unknown"
LONGEST_ID = 100

SET_FIELDS = (
    "id", "workout", "exercise", "name", "day", "at", "set", "side", "reps", "seconds", "kg",
    "band", "reserve", "pain", "setup", "note", "import",
)  # fmt: skip
NOTE_FIELDS = ("workout", "exercise", "side", "day")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BANDS = {band.name.lower().replace("_", " "): band for band in Band}


def instant_words(at: datetime) -> str:
    """Write an aware instant in UTC: "2026-03-01T17:05:00.000000Z"."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def side_words(side: Side | None, *, sided: bool) -> str:
    """Write a side: left, right, both for an exercise without sides, unknown for one with."""
    if side is not None:
        return side.value
    return UNKNOWN if sided else BOTH


def set_row(entry: SetEntry, catalog: Catalog | None) -> dict[str, object]:
    """Write a set; what it does not have is left out, without a catalog its name, too."""
    exercise = None if catalog is None else catalog.find(entry.exercise_id)
    row: dict[str, object] = {
        "id": entry.id,
        "workout": entry.workout_id,
        "exercise": entry.exercise_id,
        "name": exercise.name if exercise else None,
        "day": entry.day.isoformat(),
        "at": instant_words(entry.at),
        "set": entry.index,
        "side": side_words(entry.side, sided=exercise is not None and exercise.mode.sided),
        "reps": entry.reps,
        "seconds": entry.seconds,
        "kg": entry.load_kg,
        "band": None if entry.band is None else entry.band.name.lower().replace("_", " "),
        "reserve": entry.reserve,
        "pain": entry.pain,
        "setup": entry.setup or None,
        "note": entry.note or None,
        "import": entry.batch or None,
    }
    return {key: value for key, value in row.items() if value is not None}


def morning_row(note: MorningNote) -> dict[str, object]:
    """Write the answer of a morning after."""
    return {
        "workout": note.workout_id,
        "exercise": note.exercise_id,
        "side": note.side.value if note.side else BOTH,
        "day": note.day.isoformat(),
        "answer": note.answer.value,
    }


def after_row(note: AfterNote) -> dict[str, object]:
    """Write the pain right after a workout."""
    return {
        "workout": note.workout_id,
        "exercise": note.exercise_id,
        "side": note.side.value if note.side else BOTH,
        "day": note.day.isoformat(),
        "pain": note.pain,
    }


def set_of(row: dict[str, Any]) -> SetEntry:
    """Read a set. Whether it fits its exercise is for `core.journal.check_entry` to say.

    Raises:
        ValueError: A value is missing, of the wrong kind or out of range.

    """
    _object(row)
    reps, seconds = row.get("reps"), row.get("seconds")
    if (reps is None) == (seconds is None):
        raise ValueError("there have to be repetitions or seconds, one of them")
    kg = row.get("kg")
    if kg is not None:
        if isinstance(kg, bool) or not isinstance(kg, int | float):
            raise ValueError("“kg” has to be a number")
        if not math.isfinite(kg) or not 0 <= kg <= MOST_KG:
            raise ValueError(f"“kg” has to be from 0 to {MOST_KG:g}")
    band = row.get("band")
    if band is not None and band not in _BANDS:
        raise ValueError(f"“band” has to be one of: {', '.join(_BANDS)}")
    if band is not None and kg is not None:
        raise ValueError("there can be “kg” or “band”, not both")
    return SetEntry(
        id=_id(row, "id"),
        workout_id=_id(row, "workout"),
        exercise_id=_id(row, "exercise"),
        day=_day(row),
        at=instant_of(row),
        index=_whole(row.get("set"), "set", 1, 50),
        side=_side(row),
        reps=None if reps is None else _whole(reps, "reps", 0, MOST_REPS),
        seconds=None if seconds is None else _whole(seconds, "seconds", 0, MOST_SECONDS),
        load_kg=None if kg is None else float(kg),
        band=None if band is None else _BANDS[band],
        reserve=_maybe(row, "reserve", MOST_RESERVE),
        pain=_maybe(row, "pain", 10),
        setup=_text(row, "setup"),
        note=_text(row, "note"),
        batch=_text(row, "import", LONGEST_ID),
    )


def morning_of(row: dict[str, Any]) -> MorningNote:
    """Read the answer of a morning after.

    Raises:
        ValueError: A value is missing or wrong.

    """
    _object(row)
    answers = {answer.value: answer for answer in Morning}
    said = row.get("answer")
    if not isinstance(said, str) or said not in answers:
        raise ValueError(f"“answer” has to be one of: {', '.join(answers)}")
    return MorningNote(
        _id(row, "workout"), _id(row, "exercise"), _side(row), _day(row), answers[said]
    )


def after_of(row: dict[str, Any]) -> AfterNote:
    """Read the pain right after a workout.

    Raises:
        ValueError: A value is missing or wrong.

    """
    _object(row)
    pain = _maybe(row, "pain", 10)
    if pain is None:
        raise ValueError("“pain” is missing")
    return AfterNote(_id(row, "workout"), _id(row, "exercise"), _side(row), _day(row), pain)


def _object(row: object) -> None:
    if not isinstance(row, dict):
        raise ValueError("it has to be an object with names")


def _id(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value.strip() or "\x00" in value:
        raise ValueError(f"“{name}” is missing")
    if len(value) > LONGEST_ID:
        raise ValueError(f"“{name}” is longer than {LONGEST_ID} signs")
    return value


def _day(row: dict[str, Any]) -> date:
    value = row.get("day")
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("“day” has to be written like 2026-03-01")
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"the day “{value}” never was") from None
    if day.year < 1970:
        raise ValueError("“day” lies before 1970")
    return day


def instant_of(row: dict[str, Any], name: str = "at") -> datetime:
    """Read an instant, in UTC.

    Raises:
        ValueError: It is missing, is none, or does not say its offset.

    """
    value = row.get(name)
    if not isinstance(value, str) or not value.isascii() or len(value) > 40:
        raise ValueError(f"“{name}” has to be written like 2026-03-01T17:05:00Z")
    try:
        at = datetime.fromisoformat(value)
        made = None if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"the instant “{shown(value)}” never was") from None
    if made is None:
        raise ValueError(f"“{name}” has to say its offset from UTC, or end in Z")
    return made


def _side(row: dict[str, Any]) -> Side | None:
    value = row.get("side")
    if value in (BOTH, UNKNOWN):
        return None
    for side in Side:
        if value == side.value:
            return side
    raise ValueError(f"“side” has to be left, right, {BOTH} or {UNKNOWN}")


def _whole(value: object, name: str, low: int, high: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise ValueError(f"“{name}” has to be a whole number from {low} to {high}")
    return value


def _maybe(row: dict[str, Any], name: str, high: int) -> int | None:
    value = row.get(name)
    return None if value is None else _whole(value, name, 0, high)


def _text(row: dict[str, Any], name: str, longest: int = LONGEST_NOTE) -> str:
    value = row.get(name, "")
    if not isinstance(value, str) or len(value) > longest:
        raise ValueError(f"“{name}” has to be a text of up to {longest} signs")
    if "\x00" in value:
        raise ValueError(f"“{name}” holds a sign that can't be kept")
    return value
