"""Which number, date or length of time does a text of another app mean?"""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from functools import lru_cache

from core.exchange.reading import shown
from core.exchange.values import Moment

_DECIMAL = re.compile(r"-?[0-9]{1,7}(?:[.,][0-9]{1,17})?", re.ASCII)
_THOUSANDS = re.compile(r"-?[0-9]{1,3},[0-9]{3}", re.ASCII)
_WHOLE = re.compile(r"[0-9]{1,7}(?:[.,]0{1,6})?", re.ASCII)
_LENGTH = re.compile(r"(?:([0-9]{1,2}):)?([0-9]{1,3}):([0-9]{2})(?:[.,]0{1,6})?", re.ASCII)

_TIME = (
    r"(?:(?:,|\s|T|\s+at|\s+um|,?\s+à)\s*"
    r"([0-9]{1,2})[:.h]([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]{1,9})?)?\s*"
    r"([AaPp]\.?\s?[Mm]\.?)?\s*(Z|UTC|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})" + _TIME, re.ASCII)
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})" + _TIME, re.ASCII)
_DAY_MONTH = re.compile(
    r"([0-9]{1,2})(?:\.|st|nd|rd|th)?\s+(?:de\s+)?([^\W\d_]{3,12})\.?,?\s+(?:de\s+)?([0-9]{4})"
    + _TIME
)
_MONTH_DAY = re.compile(
    r"([^\W\d_]{3,12})\.?\s+([0-9]{1,2})(?:st|nd|rd|th)?,?\s+([0-9]{4})" + _TIME
)

_MONTHS = (
    "jan ene gen sty jän",
    "feb fév fev lut fév",
    "mar mär mrz maa mrt",
    "apr avr abr kwi avril",
    "may mai mag mei maj",
    "jun juin giu cze",
    "jul juil lug lip",
    "aug aoû aou ago sie",
    "sep set wrz",
    "oct okt out ott paź",
    "nov lis",
    "dec dez dic déc gru",
)
_MONTH_OF = {word: n for n, words in enumerate(_MONTHS, 1) for word in words.split()}


def decimal(text: str, name: str) -> float | None:
    """Read a number with a decimal point or comma; None when the cell is empty.

    Raises:
        ValueError: The text is something else, or could be read in two ways.

    """
    text = text.strip()
    if not text:
        return None
    if _THOUSANDS.fullmatch(text):
        raise ValueError(f"the {name} “{shown(text)}” could be thousands or a decimal comma")
    if not _DECIMAL.fullmatch(text):
        raise ValueError(f"the {name} “{shown(text)}” is not a number")
    return float(text.replace(",", "."))


def whole(text: str, name: str) -> int | None:
    """Read a whole number, also written as 8.0; None when the cell is empty.

    Raises:
        ValueError: The text is something else.

    """
    text = text.strip()
    if not text:
        return None
    if not _WHOLE.fullmatch(text):
        raise ValueError(f"the {name} “{shown(text)}” is not a whole number")
    return int(re.split(r"[.,]", text)[0])


def seconds(text: str) -> int | None:
    """Read seconds: 45, 45.0, 0:45 or 0:00:45; None when the cell is empty.

    Raises:
        ValueError: The text is something else.

    """
    found = _LENGTH.fullmatch(text.strip())
    if found is None:
        return whole(text, "time")
    hours, minutes, rest = int(found[1] or 0), int(found[2]), int(found[3])
    if rest > 59 or (found[1] and minutes > 59):
        raise ValueError(f"the time “{shown(text)}” is not a length of time")
    return hours * 3600 + minutes * 60 + rest


@lru_cache(maxsize=2048)  # every set of a workout has the same date
def moment(text: str) -> Moment:
    """Read a date, with or without a time of day, in the ways the apps write it.

    Raises:
        ValueError: It is no date, or one that never was.

    """
    text = " ".join(text.split())
    if found := _YEAR_FIRST.fullmatch(text):
        day = _day(int(found[1]), int(found[3]), int(found[4]))
        first, second = day, day
    elif found := _YEAR_LAST.fullmatch(text):
        one, two, year = int(found[1]), int(found[3]), int(found[4])
        first = _day(year, two, one)
        second = first if found[2] == "." else _day(year, one, two)
    elif found := _DAY_MONTH.fullmatch(text):
        first = second = _day(int(found[3]), _month(found[2]), int(found[1]))
        found = re.fullmatch(r"()()()()" + _TIME, text[found.end(3) :])
    elif found := _MONTH_DAY.fullmatch(text):
        first = second = _day(int(found[3]), _month(found[1]), int(found[2]))
        found = re.fullmatch(r"()()()()" + _TIME, text[found.end(3) :])
    else:
        raise ValueError(f"the date “{shown(text)}” can't be read")
    if found is None or (first is None and second is None):
        raise ValueError(f"the date “{shown(text)}” never was")
    return Moment(first, second, _clock(found, text), _offset(found[9]))


def _month(word: str) -> int:
    word = word.casefold()
    for length in (5, 4, 3):
        if word[:length] in _MONTH_OF:
            return _MONTH_OF[word[:length]]
    return 0


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock(found: re.Match[str], text: str) -> time | None:
    if found[5] is None:
        return None
    hour, minute, second = int(found[5]), int(found[6]), int(found[7] or 0)
    half = (found[8] or "").casefold()[:1]
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(f"the time in “{shown(text)}” never was")
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, minute, second)
    except ValueError:
        raise ValueError(f"the time in “{shown(text)}” never was") from None


def _offset(text: str | None) -> timedelta | None:
    if text is None:
        return None
    if text in ("Z", "UTC"):
        return timedelta(0)
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 14 or minutes > 59:
        raise ValueError(f"the offset “{shown(text)}” from UTC never was")
    made = timedelta(hours=hours, minutes=minutes)
    return -made if text[0] == "-" else made
