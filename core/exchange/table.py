"""Which cell of a row stands under which heading?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.exchange.maker import Maker
from core.exchange.reading import FileText, Row, rows_of, sniff
from core.exchange.values import Trouble, Watch

_HEADINGS = {
    # German exports of Strong, as they have been seen
    "datum": "date",
    "workout-name": "workout name",
    "name der übung": "exercise name",
    "reihenfolge festlegen": "set order",
    "gewicht": "weight",
    "gewicht (kg)": "weight (kg)",
    "gewicht (lbs)": "weight (lbs)",
    "gewichtseinheit": "weight unit",
    "wiederh.": "reps",
    "wiederholungen": "reps",
    "sekunden": "seconds",
    "entfernung": "distance",
    "notizen": "notes",
    "workout-notizen": "workout notes",
    "dauer": "duration",
    # French and Spanish, by the same words
    "nom de l'entraînement": "workout name",
    "nom de l'exercice": "exercise name",
    "ordre de la série": "set order",
    "poids": "weight",
    "poids (kg)": "weight (kg)",
    "répétitions": "reps",
    "secondes": "seconds",
    "fecha": "date",
    "nombre del entrenamiento": "workout name",
    "nombre del ejercicio": "exercise name",
    "orden de la serie": "set order",
    "peso": "weight",
    "peso (kg)": "weight (kg)",
    "repeticiones": "reps",
    "segundos": "seconds",
    "notas": "notes",
}


def heading(cell: str) -> str:
    """Give a heading in the one way it is asked for here."""
    plain = " ".join(cell.replace("×", "x").replace("\u2019", "'").casefold().split())
    return _HEADINGS.get(plain, plain)


def headings(line: str) -> tuple[str, ...]:
    """Give the headings of a header line."""
    sign = sniff(line)
    row = next(rows_of([line], sign, _ignore, Watch()), Row(1, ()))
    return tuple(heading(cell) for cell in row.cells)


def _ignore(trouble: Trouble) -> None:
    del trouble


@dataclass(frozen=True, slots=True)
class Line:
    """One row, asked by heading."""

    number: int
    cells: dict[str, str]

    def __call__(self, *names: str) -> str:
        """Give the cell under the first of these headings that the file has; else an empty text."""
        return next((self.cells[name] for name in names if name in self.cells), "")

    def has(self, *names: str) -> str:
        """Give the first of these headings that the file has, or an empty text."""
        return next((name for name in names if name in self.cells), "")


def table_of(
    lines: list[str], first: int, maker: Maker, watch: Watch, *, until: int | None = None
) -> Iterator[Line]:
    """Give the rows below a header; a row with too few or too many cells is trouble.

    Args:
        lines: The file's lines.
        first: Index of the header.
        maker: Told about trouble.
        watch: Told how far it is.
        until: Index after the last line; None for the end.

    """
    part = lines[:until]
    names: list[str] = []
    for row in rows_of(part, sniff(lines[first]), maker.trouble, watch, first=first):
        if not names:
            names = [heading(cell) for cell in row.cells]
            continue
        cells = list(row.cells)
        while len(cells) > len(names) and not cells[-1].strip():
            cells.pop()
        if len(cells) != len(names):
            maker.trouble(
                Trouble(row.line, f"the row has {len(cells)} cells where {len(names)} are expected")
            )
            continue
        # of two columns with one heading the first counts
        yield Line(row.line, dict(reversed(list(zip(names, cells, strict=True)))))


def first_line(file: FileText, lines: list[str]) -> int:
    """Give the index of the first line that says something; Excel's "sep=;" does not."""
    del file
    for at, line in enumerate(lines):
        if line.strip() and not line.strip().casefold().startswith("sep="):
            return at
    return 0
