"""How does a file become text, and text rows, without trusting either?"""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from core.exchange.values import Trouble, Unreadable, Watch

MOST_BYTES = 50_000_000
LONGEST_LINE = 100_000
"""Characters; a row of sets has a few hundred."""
MOST_LINES_OF_A_CELL = 400
EVERY = 2000
"""Rows between two looks at the watch."""

_CHUNK = 1 << 20
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class FileText:
    """A file as text."""

    name: str
    """Without its folder."""
    text: str
    sha256: str
    doubt: str = ""
    """A sentence when it is not sure how its bytes are meant."""


def read_file(path: Path, watch: Watch) -> FileText:
    """Read a text file of up to 50 MB in UTF-8, UTF-16 or Windows' western encoding.

    Raises:
        Unreadable: It is missing, too big, empty, or no text.
        Cancelled: The person stopped it.

    """
    name = shown(path.name)
    data = bytearray()
    try:
        if not path.is_file():
            found = "is a folder" if path.is_dir() else "is not there, or is not a file"
            raise Unreadable(name, found)
        size = max(1, path.stat().st_size)
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                data += chunk
                if len(data) > MOST_BYTES:
                    raise Unreadable(name, f"is bigger than {MOST_BYTES // 1_000_000} MB")
                watch.at(len(data) / size)
    except OSError as error:
        raise Unreadable(name, f"can't be read ({error.strerror or 'the disk failed'})") from error
    text = decode(bytes(data), name)
    return FileText(name, text, hashlib.sha256(data).hexdigest(), doubt_of(bytes(data)))


def decode(data: bytes, name: str) -> str:
    """Turn bytes into text.

    Raises:
        Unreadable: There is nothing in it, or it is no text.

    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Unreadable(name, "is empty")
    if data.startswith(b"SQLite format 3\x00"):
        raise Unreadable(
            name, "is a database (FitNotes' full backup is one): export a CSV file instead"
        )
    if data.startswith(b"PK\x03\x04"):
        raise Unreadable(name, "is an archive: unpack it and choose the file inside")
    text = ""
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding).removeprefix("\ufeff")
            break
        except (UnicodeDecodeError, UnicodeError):
            continue
    at = text.find("\x00")
    if at >= 0:
        raise Unreadable(name, "is not a text file", line=line_at(text, at))
    if not text.strip():
        raise Unreadable(name, "is not a text file, or is empty")
    return text


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    head = data[:400]
    if len(head) > 3 and head[1::2].count(0) > len(head) // 4:
        return ("utf-16-le",)
    if len(head) > 3 and head[::2].count(0) > len(head) // 4:
        return ("utf-16-be",)
    return ("utf-8", "cp1252", "latin-1")


def doubt_of(data: bytes) -> str:
    """Say so when a file is neither UTF-8 nor UTF-16: its accents may have been meant otherwise."""
    if _encodings(data)[0] != "utf-8":
        return ""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return (
            "The file is not in UTF-8, so it was read as Windows' western text: look whether names "
            "with accents are right."
        )
    return ""


def line_at(text: str, offset: int) -> int:
    """Give the number of the line that an offset lies in, from 1."""
    return len(_BREAK.findall(text, 0, offset)) + 1


@lru_cache(maxsize=2048)  # names and notes come in crowds
def clean(text: str) -> str:
    """Take out what can't be seen (control and direction marks) and spare spaces; compose accents.

    Only for names and notes of other apps: they could fake another name.
    """
    text = unicodedata.normalize("NFC", text)
    lines = (_SPACES.sub(" ", line).strip() for line in _BREAK.split(_HIDDEN.sub("", text)))
    return "\n".join(lines).strip()


def shown(text: str, longest: int = 60) -> str:
    """Give a text of unknown origin on one short line, for messages."""
    text = " ".join(clean(text).split())
    text = text.encode("utf-8", "replace").decode("utf-8")
    return text if len(text) <= longest else text[: longest - 1] + "…"


# -- rows ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    line: int
    """Where it starts in the file, from 1."""
    cells: tuple[str, ...]


def lines_of(file: FileText) -> list[str]:
    """Split into lines.

    Raises:
        Unreadable: A line is too long for a table of sets.

    """
    lines = _BREAK.split(file.text)
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            raise Unreadable(
                file.name, f"the line has more than {LONGEST_LINE} characters", line=number
            )
    return lines


def sniff(header: str) -> str:
    """Tell which sign separates the cells of a header: comma, semicolon or tab."""
    bare = re.sub(r'"[^"]*"', "", header)
    counts = {sign: bare.count(sign) for sign in (",", ";", "\t")}
    return max(counts, key=lambda sign: counts[sign]) if any(counts.values()) else ","


def rows_of(
    lines: list[str],
    separator: str,
    trouble: Callable[[Trouble], None],
    watch: Watch,
    *,
    first: int = 0,
) -> Iterator[Row]:
    """Give the rows of a table; a quote that is never closed costs its own line only.

    Args:
        lines: The file's lines.
        separator: Between cells.
        trouble: Told about lines that are no rows.
        watch: Told how far it is.
        first: Where to start in `lines`.

    """
    at, count = first, 0
    while at < len(lines):
        count += 1
        if count % EVERY == 0:
            watch.at(at / len(lines))
        start, record = at, lines[at]
        at += 1
        if not record.strip():
            continue
        if _left_open(record, separator, inside=False):
            parts = [record]
            is_open = True
            while is_open and at < len(lines) and len(parts) < MOST_LINES_OF_A_CELL:
                parts.append(lines[at])
                is_open = _left_open(lines[at], separator, inside=True)
                at += 1
            if is_open:
                trouble(Trouble(start + 1, "a quotation mark is opened here and never closed"))
                at = start + 1
                continue
            record = "\n".join(parts)
        try:
            cells = next(csv.reader([record], delimiter=separator), [])
        except csv.Error:
            trouble(Trouble(start + 1, "the row can't be taken apart into cells"))
            continue
        yield Row(start + 1, tuple(cells))


def _left_open(line: str, separator: str, *, inside: bool) -> bool:
    """Tell whether a quoted cell is still open at the end of a line.

    A quotation mark opens a cell only at its start: elsewhere it is an inch mark.
    """
    if line.count('"') % 2 == 0:
        return inside
    state = "quoted" if inside else "start"
    for sign in line:
        if state == "quoted":
            state = "ending" if sign == '"' else state
        elif sign == '"' and state in ("start", "ending"):
            state = "quoted"
        else:
            state = "start" if sign == separator else "plain"
    return state == "quoted"
