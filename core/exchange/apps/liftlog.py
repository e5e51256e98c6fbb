"""What does a plain text export of LiftLog say?"""

from __future__ import annotations

from core.exchange.apps.strong import UNITS
from core.exchange.maker import Maker
from core.exchange.reading import FileText, shown
from core.exchange.table import first_line, table_of
from core.exchange.values import App, Reading, Trouble, Watch

NEEDS = frozenset({"sessionid", "timestamp", "exercise", "weight", "reps"})


def read(file: FileText, lines: list[str], watch: Watch) -> Reading:
    """Read the sets; each has a time stamp of its own."""
    maker = Maker(App.LIFTLOG)
    for line in table_of(lines, first_line(file, lines), maker, watch):
        said = line("weightunit").strip().casefold()
        if said and said not in UNITS and said != "nil":
            maker.trouble(Trouble(line.number, f"the unit “{shown(said)}” is not known"))
            continue
        maker.add(
            line.number,
            line("timestamp"),
            line("exercise"),
            session=line("sessionid"),
            load=line("weight"),
            unit=UNITS.get(said),
            reps=line("reps"),
            note=line("notes"),
        )
    return maker.reading()
