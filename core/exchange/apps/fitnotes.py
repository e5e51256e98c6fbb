"""What does a file of FitNotes say? Android, older Android, and FitNotes 2 on iOS."""

from __future__ import annotations

from core.exchange.apps.strong import UNITS
from core.exchange.maker import Maker
from core.exchange.reading import FileText, shown
from core.exchange.table import first_line, table_of
from core.exchange.values import App, Reading, Trouble, Unit, Watch

NEEDS = frozenset({"date", "exercise", "category", "reps"})

_KG = ("weight (kgs)", "weight (kg)")
_LB = ("weight (lbs)", "weight (lb)")


def read(file: FileText, lines: list[str], watch: Watch) -> Reading:
    """Read the unit of each row, of the heading, or kilograms where iOS writes both."""
    maker = Maker(App.FITNOTES)
    for line in table_of(lines, first_line(file, lines), maker, watch):
        column = line.has(*_KG, *_LB, "weight")
        unit: Unit | None = Unit.KG if column in _KG else Unit.LB
        if column == "weight":
            said = line("weight unit").strip().casefold()
            unit = UNITS.get(said)
            if said and unit is None:
                maker.trouble(Trouble(line.number, f"the unit “{shown(said)}” is not known"))
                continue
        maker.add(
            line.number,
            line("date"),
            line("exercise"),
            load=line(column),
            unit=unit,
            reps=line("reps"),
            seconds=line("time"),
            note=line("comment", "notes"),
        )
    return maker.reading()
