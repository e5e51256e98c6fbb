"""What does a file of Fitbod say?"""

from __future__ import annotations

from core.exchange.maker import Maker
from core.exchange.reading import FileText
from core.exchange.table import first_line, table_of
from core.exchange.values import App, Reading, SetKind, Unit, Watch

NEEDS = frozenset({"date", "exercise", "reps", "iswarmup", "multiplier"})

TRUE = frozenset({"true", "1", "yes"})


def read(file: FileText, lines: list[str], watch: Watch) -> Reading:
    """Read sets; a multiplier of 2 means two dumbbells, and the weight is that of one."""
    maker = Maker(App.FITBOD)
    for line in table_of(lines, first_line(file, lines), maker, watch):
        column = line.has("weight(kg)", "weight(lbs)", "weight(lb)", "weight")
        unit = {"weight(kg)": Unit.KG, "weight": None}.get(column, Unit.LB)
        warm_up = line("iswarmup").strip().casefold() in TRUE
        maker.add(
            line.number,
            line("date"),
            line("exercise"),
            session=line("date")[:10],
            load=line(column),
            unit=unit,
            reps=line("reps"),
            seconds=line("duration(s)"),
            kind=SetKind.WARM_UP if warm_up else SetKind.NORMAL,
            note=line("note"),
        )
    return maker.reading()
