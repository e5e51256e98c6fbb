"""What does the window remember from last time, and what if that file is damaged?

Plain numbers and a few known words, each checked before it is used; no blob of Qt's, which can end
the app when it is damaged. Whatever can't be read is as if it had never been written.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection
from pathlib import Path

MOST_BYTES = 4096
MOST_LINES = 64
_LARGEST = 1_000_000


class State:
    """Words and whole numbers by name, in a file that nothing depends on."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._values = _read(file)
        self._written = dict(self._values)

    def number(self, name: str, usual: int) -> int:
        """Give a number, or the usual one when there is none."""
        text = self._values.get(name, "")
        digits = text.removeprefix("-")
        # isdecimal() alone would let the digits of other scripts through
        if not (digits.isascii() and digits.isdecimal() and len(digits) <= len(str(_LARGEST))):
            return usual
        return int(text)

    def word(self, name: str, known: Collection[str], usual: str) -> str:
        """Give a word if it is a known one, or the usual one."""
        text = self._values.get(name, usual)
        return text if text in known else usual

    def keep(self, name: str, value: int | str) -> None:
        """Remember something until `save`."""
        self._values[name] = str(value)

    def forget(self) -> None:
        """Start anew."""
        self._values.clear()

    def save(self) -> bool:
        """Write what changed; False when it can't be, which is no reason to stop anybody."""
        if self._values == self._written:
            return True
        text = "".join(f"{name}={value}\n" for name, value in sorted(self._values.items()))
        fresh = self._file.with_name(f"{self._file.name}.new")
        try:
            with contextlib.suppress(FileNotFoundError):
                fresh.unlink()
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                out.write(text)
            fresh.replace(self._file)
        except OSError:
            return False
        self._written = dict(self._values)
        return True


def _read(file: Path) -> dict[str, str]:
    """Read what can be read: lines `name=value`, both short and printable."""
    try:
        with file.open("rb") as source:
            text = source.read(MOST_BYTES).decode("utf-8", errors="replace")
    except (OSError, ValueError):
        return {}
    found = {}
    for line in text.split("\n")[:MOST_LINES]:
        name, equals, value = line.strip().partition("=")
        if equals and name.isascii() and name.isidentifier() and value.isprintable():
            found[name] = value
    return found
