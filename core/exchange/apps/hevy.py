"""What does a file of Hevy say?"""

from __future__ import annotations

from core.exchange.maker import Maker
from core.exchange.reading import FileText, shown
from core.exchange.table import first_line, table_of
from core.exchange.values import App, Reading, SetKind, Trouble, Unit, Watch

NEEDS = frozenset({"title", "start_time", "exercise_title", "set_index", "set_type", "reps"})

_KINDS = {
    "normal": SetKind.NORMAL,
    "": SetKind.NORMAL,
    "warmup": SetKind.WARM_UP,
    "failure": SetKind.FAILURE,
    "dropset": SetKind.DROP,
}


def read(file: FileText, lines: list[str], watch: Watch) -> Reading:
    """Read kilograms or pounds; dates are in the app's language."""
    maker = Maker(App.HEVY)
    for line in table_of(lines, first_line(file, lines), maker, watch):
        said = line("set_type").strip().casefold()
        if said not in _KINDS:
            maker.trouble(Trouble(line.number, f"the set type “{shown(said)}” is not known"))
            continue
        pounds = line.has("weight_kg", "weight_lbs") == "weight_lbs"
        maker.add(
            line.number,
            line("start_time"),
            line("exercise_title"),
            workout=line("title"),
            session=f"{line('start_time')}|{line('title')}",
            load=line("weight_kg", "weight_lbs"),
            unit=Unit.LB if pounds else Unit.KG,
            reps=line("reps"),
            seconds=line("duration_seconds"),
            rpe=line("rpe"),
            kind=_KINDS[said],
            note=line("exercise_notes"),
        )
    return maker.reading()
