"""How are days, weights and amounts said in a sentence?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from core.body import Side
from core.catalog import Count
from core.journal import Band

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def date_words(day: date, *, today: date | None = None) -> str:
    """Say a date: "12 November 2026", without the year when it is this year's."""
    words = f"{day.day} {_MONTHS[day.month - 1]}"
    return words if today is not None and day.year == today.year else f"{words} {day.year}"


def when(day: date, today: date) -> str:
    """Say when it was, to go into a sentence: "today", "on Thursday", "on 12 November"."""
    ago = (today - day).days
    if ago == 0:
        return "today"
    if ago == 1:
        return "yesterday"
    if 1 < ago < 7:
        return f"on {WEEKDAYS[day.weekday()]}"
    return f"on {date_words(day, today=today)}"


def weekday(day: date) -> str:
    """Name the day of the week: "Thursday"."""
    return WEEKDAYS[day.weekday()]


def number(value: float) -> str:
    """Say a number without needless zeros: "12", "12.5"."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def kg(value: float) -> str:
    """Say a weight: "12.5 kg"."""
    return f"{number(value)} kg"


def amount(count: Count, value: int) -> str:
    """Say how many: "9 reps", "30 seconds"."""
    if count is Count.REPS:
        return "1 rep" if value == 1 else f"{value} reps"
    return "1 second" if value == 1 else f"{value} seconds"


def dose(count: Count, value: int, load_kg: float | None = None, band: Band | None = None) -> str:
    """Say one set: "9 × 12 kg", "9 reps", "10 reps, green band", "30 s"."""
    if load_kg is not None and load_kg > 0:
        return f"{kg(load_kg)} × {value}"
    if band is not None:
        return f"{amount(count, value)}, {band.words} band"
    return amount(count, value) if count is Count.REPS else f"{value} s"


def listing(words: Sequence[str], joiner: str = "and") -> str:
    """Join words: "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joiner} {words[-1]}"


def your(side: Side | None, name: str = "side") -> str:
    """Say whose: "your left side", "your glutes"."""
    return f"your {name}" if side is None else f"your {side.value} {name}"


def plural(count: int, word: str, many: str | None = None) -> str:
    """Say a count: "1 set", "2 sets"."""
    return f"{count} {word if count == 1 else many or word + 's'}"
