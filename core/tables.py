"""How is a TOML table read so that a wrong field is refused with its file, entry and name?"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

from core.errors import DataError

E = TypeVar("E", bound=Enum)
T = TypeVar("T")


def read_toml(path: Path) -> dict[str, Any]:
    """Read one TOML file.

    Raises:
        DataError: The file is missing, is not UTF-8 or is not TOML.

    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(
            file=path.name, entry="-", field="-", reason=f"cannot be read ({error.strerror})"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(file=path.name, entry="-", field="-", reason=str(error)) from error


@dataclass(slots=True)
class Table:
    """One entry of a TOML file, taken apart field by field; `finish` refuses what is left over."""

    file: str
    entry: str
    values: dict[str, Any]
    _taken: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, file: str, entry: str, values: object) -> Table:
        """Wrap an entry that has to be a table."""
        if not isinstance(values, dict):
            raise DataError(file=file, entry=entry, field="-", reason="has to be a table")
        return cls(file, entry, values)

    def wrong(self, name: str, reason: str) -> DataError:
        """Make the error that names this file, this entry and the field."""
        return DataError(file=self.file, entry=self.entry, field=name, reason=reason)

    def finish(self) -> None:
        """Refuse fields nobody asked for: most of them are misspelt."""
        for name in self.values:
            if name not in self._taken:
                raise self.wrong(name, "is not a field that Evenside knows")

    def _get(self, name: str, default: object = None) -> Any:  # noqa: ANN401 - checked by callers
        self._taken.add(name)
        if name in self.values:
            return self.values[name]
        if default is None:
            raise self.wrong(name, "is missing")
        return default

    def table(self, name: str) -> Table:
        """Read a table inside this one."""
        value = self._get(name)
        if not isinstance(value, dict):
            raise self.wrong(name, "has to be a table in { }")
        return Table(self.file, f"{self.entry}, {name}", value)

    def text(self, name: str, default: str | None = None) -> str:
        """Read a text; an empty one is allowed only where the default is empty."""
        value = self._get(name, default)
        if not isinstance(value, str):
            raise self.wrong(name, "has to be a text in quotes")
        if not value.strip() and default != "":
            raise self.wrong(name, "must not be empty")
        return value

    def texts(self, name: str, *, least: int = 0) -> tuple[str, ...]:
        """Read a list of texts with at least `least` of them."""
        value = self._get(name, [] if least == 0 else None)
        if not isinstance(value, list) or not all(isinstance(t, str) and t.strip() for t in value):
            raise self.wrong(name, "has to be a list of texts in quotes")
        if len(value) < least:
            raise self.wrong(name, f"needs at least {least}")
        return tuple(value)

    def words(self, name: str, known: Collection[str], *, least: int = 0) -> tuple[str, ...]:
        """Read a list of ids, each of which has to be known."""
        value = self.texts(name, least=least)
        for word in value:
            if word not in known:
                raise self.wrong(name, f"“{word}” is not known")
        return value

    def number(self, name: str, low: float, high: float, default: float | None = None) -> float:
        """Read a number from low to high."""
        value = self._get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.wrong(name, "has to be a number")
        if not low <= value <= high:
            raise self.wrong(name, f"has to be between {low:g} and {high:g}, not {value:g}")
        return float(value)

    def whole(self, name: str, low: int, high: int, default: int | None = None) -> int:
        """Read a whole number from low to high."""
        value = self.number(name, low, high, default)
        if not value.is_integer():
            raise self.wrong(name, "has to be a whole number")
        return int(value)

    def span(self, name: str, low: int, high: int) -> tuple[int, int]:
        """Read two whole numbers, the smaller one first."""
        value = self._get(name)
        if (
            not isinstance(value, list)
            or len(value) != 2
            or not all(isinstance(n, int) and not isinstance(n, bool) for n in value)
        ):
            raise self.wrong(name, "has to be two whole numbers, like [8, 12]")
        first, last = value
        if not low <= first <= last <= high:
            raise self.wrong(name, f"has to be two rising numbers between {low} and {high}")
        return first, last

    def flag(self, name: str, *, default: bool) -> bool:
        """Read true or false."""
        value = self._get(name, default)
        if not isinstance(value, bool):
            raise self.wrong(name, "has to be true or false")
        return value

    def choice(self, name: str, kind: type[E], default: E | None = None) -> E:
        """Read one value of an Enum."""
        value = self._get(name, None if default is None else default.value)
        return self._member(name, kind, value)

    def choices(self, name: str, kind: type[E], *, least: int = 0) -> tuple[E, ...]:
        """Read a list of values of an Enum."""
        value = self.texts(name, least=least)
        return tuple(self._member(name, kind, v) for v in value)

    def _member(self, name: str, kind: type[E], value: object) -> E:
        try:
            return kind(value)
        except ValueError:
            allowed = ", ".join(str(member.value) for member in kind)
            raise self.wrong(name, f"“{value}” is not one of: {allowed}") from None


def read_entries(path: Path, make: Callable[[Table], T], key: str) -> tuple[T, ...]:
    """Read every `[[key]]` entry of a file, or every `[key.id]` table, in the file's order."""
    data = read_toml(path)
    group = data.get(key)
    if not isinstance(group, dict) or not group:
        raise DataError(file=path.name, entry="-", field=key, reason="is missing or empty")
    made = []
    for entry, values in group.items():
        table = Table.of(path.name, entry, values)
        made.append(make(table))
        table.finish()
    return tuple(made)
