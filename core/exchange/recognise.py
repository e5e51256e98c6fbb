"""Which app wrote this file?"""

from __future__ import annotations

from collections.abc import Callable

from core.exchange.apps import (
    fitbod,
    fitnotes,
    hevy,
    jefit,
    liftlog,
    liftosaur,
    strong,
    stronglifts,
)
from core.exchange.ours_csv import NEEDS as OUR_COLUMNS
from core.exchange.reading import FileText, lines_of, shown
from core.exchange.table import first_line, headings
from core.exchange.values import App, Reading, Unreadable, Watch

Reader = Callable[[FileText, list[str], Watch], Reading]

_TABLES: tuple[tuple[App, frozenset[str], Reader], ...] = (
    # the ones with the most telling headings first
    (App.HEVY, hevy.NEEDS, hevy.read),
    (App.FITBOD, fitbod.NEEDS, fitbod.read),
    (App.STRONGLIFTS, stronglifts.NEEDS, stronglifts.read),
    (App.LIFTOSAUR, liftosaur.NEEDS, liftosaur.read_table),
    (App.LIFTLOG, liftlog.NEEDS, liftlog.read),
    (App.STRONG, strong.NEEDS, strong.read),
    (App.FITNOTES, fitnotes.NEEDS, fitnotes.read),
)
KNOWN = "Strong, Hevy, FitNotes, JEFIT, Fitbod, StrongLifts, Liftosaur, LiftLog and Evenside"


def recognise(file: FileText) -> App:
    """Tell by the first lines whose file it is.

    Raises:
        Unreadable: Nobody's that Evenside can read; says what was seen.

    """
    if file.text.lstrip().startswith("{"):
        return App.OUR_JSON
    return _by_lines(file, lines_of(file))[0]


def read_sets(file: FileText, watch: Watch) -> Reading:
    """Read the sets of another app's file.

    Raises:
        Unreadable: The file is refused as a whole.
        Cancelled: The person stopped it.

    """
    lines = lines_of(file)
    _, reader = _by_lines(file, lines)
    if reader is None:
        raise ValueError("an Evenside file is read elsewhere")
    return reader(file, lines, watch)


def _by_lines(file: FileText, lines: list[str]) -> tuple[App, Reader | None]:
    at = first_line(file, lines)
    said = [line for line in lines[at : at + 40] if line.strip()]
    if any(jefit.MARK.fullmatch(line) for line in said[:3]):
        return App.JEFIT, jefit.read
    if any(liftosaur.HEADER.fullmatch(line) for line in said):
        return App.LIFTOSAUR_TEXT, liftosaur.read_text
    found = set(headings(lines[at]))
    if found >= OUR_COLUMNS:
        return App.OUR_CSV, None
    for app, needs, reader in _TABLES:
        if needs <= found:
            return app, reader
    if {"measurement", "value"} <= found:
        reason = "holds body measurements and no sets: export the workouts instead"
    else:
        reason = (
            f"is in no format that Evenside knows. It reads {KNOWN}. "
            f"The first line is “{shown(lines[at])}”"
        )
    raise Unreadable(file.name, reason, line=at + 1)
