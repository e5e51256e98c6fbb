"""Where in a JSON file does each row stand? Read row by row, strictly, with line numbers."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from core.exchange.reading import EVERY, FileText
from core.exchange.values import Unreadable, Watch

_SPACE = re.compile(r"[ \t\r\n]*")
_LINE = re.compile(r"\r\n|\r|\n")
_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Element:
    """A value of the top level, or one row of a list there."""

    key: str
    line: int
    value: Any
    in_list: bool


class _Wrong(ValueError):
    """What Python's reader would take and JSON does not allow."""


def _no_constant(name: str) -> NoReturn:
    raise _Wrong(f"{name} is not a number")


def _number(text: str) -> int:
    if len(text) > _DIGITS:
        raise _Wrong("a number has too many digits")
    return int(text)


def _decimal(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise _Wrong("a number is too big")
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _Wrong("a name stands twice in one object")
    for key, value in pairs:
        _check_text(key)
        if isinstance(value, str):
            _check_text(value)
    return made


def _check_text(text: str) -> None:
    """Refuse half of a sign (a lone surrogate): no file and no database can hold it."""
    if not text.isascii():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            raise _Wrong("a text has half a sign in it") from None


_DECODER = json.JSONDecoder(
    parse_constant=_no_constant,
    parse_int=_number,
    parse_float=_decimal,
    object_pairs_hook=_object,
    strict=True,
)


def read_value(text: str) -> Any:  # noqa: ANN401 - JSON is anything
    """Read one JSON text as strictly as a file; ValueError or RecursionError when it can't be."""
    value = _DECODER.decode(text)
    if isinstance(value, str):
        _check_text(value)
    return value


def walk(file: FileText, lists: Collection[str], watch: Watch) -> Iterator[Element]:
    """Give the values of a JSON object, and the rows of its lists of these names, one by one.

    Raises:
        Unreadable: It is no JSON, or something in it can't be trusted; the line is named.
        Cancelled: The person stopped it.

    """
    walker = _Walker(file)
    yield from walker.walk(lists, watch)


class _Walker:
    def __init__(self, file: FileText) -> None:
        self._file = file
        self._text = file.text
        self._starts = [0, *(found.end() for found in _LINE.finditer(file.text))]
        self._at = 0
        self._count = 0

    def walk(self, lists: Collection[str], watch: Watch) -> Iterator[Element]:
        self._skip("{")
        seen: set[str] = set()
        first = True
        while not self._peek("}"):
            if not first:
                self._skip(",")
            first = False
            line = self._line()
            key = self._value()
            if not isinstance(key, str):
                self._refuse("a name in quotes is missing")
            if key in seen:
                self._refuse(f"“{key[:40]}” stands twice in the file")
            seen.add(key)
            self._skip(":")
            if key in lists and self._peek("["):
                yield from self._rows(key, watch)
            else:
                yield Element(key, line, self._value(), in_list=False)
        self._skip("}")
        if self._at != len(self._text):
            self._refuse("there is more after the end")

    def _rows(self, key: str, watch: Watch) -> Iterator[Element]:
        self._skip("[")
        first = True
        while not self._peek("]"):
            if not first:
                self._skip(",")
            first = False
            self._count += 1
            if self._count % EVERY == 0:
                watch.at(self._at / len(self._text))
            line = self._line()
            yield Element(key, line, self._value(), in_list=True)
        self._skip("]")

    def _spaces(self) -> None:
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _peek(self, sign: str) -> bool:
        self._spaces()
        if self._at >= len(self._text):
            self._refuse("the file ends too early")
        return self._text[self._at] == sign

    def _skip(self, sign: str) -> None:
        if not self._peek(sign):
            self._refuse(f"“{sign}” is missing")
        self._at += 1
        self._spaces()

    def _value(self) -> Any:  # noqa: ANN401 - JSON is anything
        self._spaces()
        try:
            value, self._at = _DECODER.raw_decode(self._text, self._at)
            if isinstance(value, str):
                _check_text(value)
        except _Wrong as error:
            self._refuse(str(error))
        except json.JSONDecodeError as error:
            self._at = error.pos
            self._refuse("is not JSON from here on")
        except RecursionError:
            self._refuse("is nested too deeply")
        return value

    def _line(self) -> int:
        self._spaces()
        return bisect_right(self._starts, self._at)

    def _refuse(self, reason: str) -> NoReturn:
        raise Unreadable(
            self._file.name, reason, line=bisect_right(self._starts, min(self._at, len(self._text)))
        )
