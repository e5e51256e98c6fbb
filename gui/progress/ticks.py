"""Which days get a label below a graph?"""

from __future__ import annotations

import math
from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)


def day_ticks(first: float, last: float, most: int) -> list[tuple[int, str]]:
    """Choose at most about `most` days between two day ordinals and name them.

    Days are the person's local days: there is no clock time and no time zone in here.
    """
    low, high = max(1, math.ceil(first)), min(date.max.toordinal(), math.floor(last))
    if high < low or most < 1:
        return []
    days = _days(low, high, most)
    named = [(day, date.fromordinal(day)) for day in days]
    monthly = len(days) > 1 and all(d.day == 1 for _, d in named)
    yearly = monthly and all(d.month == 1 for _, d in named)
    ticks: list[tuple[int, str]] = []
    year = None
    for day, when in named:
        text = _MONTHS[when.month - 1] if monthly else f"{when.day} {_MONTHS[when.month - 1]}"
        if yearly:
            text = str(when.year)
        elif when.year != year:
            text += f" {when.year}"
        year = when.year
        ticks.append((day, text))
    return ticks


def _days(low: int, high: int, most: int) -> list[int]:
    for step in _DAY_STEPS:
        if (high - low) / step <= most:
            # Weeks begin on Monday: ordinal 1 was one.
            start = low + (1 - low) % step
            return list(range(start, high + 1, step))
    months: list[int] = []
    for step in _MONTH_STEPS:
        if (high - low) / (31 * step) > most + 1 and step != _MONTH_STEPS[-1]:
            continue  # far too many, without counting them
        months = _first_days(low, high, step)
        if len(months) <= most:
            break
    return months


def _first_days(low: int, high: int, step: int) -> list[int]:
    """The first days of every `step`-th month, counted from January of year 1."""
    day = date.fromordinal(low)
    index = (day.year * 12 + day.month - 1) + (0 if day.day == 1 else 1)
    index += -index % step
    found = []
    while index < 9999 * 12:
        ordinal = date(index // 12, index % 12 + 1, 1).toordinal()
        if ordinal > high:
            break
        found.append(ordinal)
        index += step
    return found
