"""What does a file of Strong say? All four shapes it has had, and its German headings."""

from __future__ import annotations

from core.exchange.maker import REST, Maker
from core.exchange.reading import FileText, shown
from core.exchange.table import first_line, table_of
from core.exchange.values import App, Reading, SetKind, Trouble, Unit, Watch

NEEDS = frozenset({"date", "workout name", "exercise name", "set order", "reps"})

_KINDS = {"w": SetKind.WARM_UP, "d": SetKind.DROP, "f": SetKind.FAILURE}
_NO_SETS = frozenset({"rest timer", "note", "ruhezeit", "notiz"})
UNITS = {
    "kg": Unit.KG, "kgs": Unit.KG, "kilograms": Unit.KG,
    "lb": Unit.LB, "lbs": Unit.LB, "pounds": Unit.LB,
}  # fmt: skip


def read(file: FileText, lines: list[str], watch: Watch) -> Reading:
    """Read comma or semicolon, with the unit in a column, in the heading or nowhere."""
    maker = Maker(App.STRONG)
    for line in table_of(lines, first_line(file, lines), maker, watch):
        order = line("set order").strip().casefold()
        if order in _NO_SETS:
            maker.leave(REST)
            continue
        kind = _KINDS.get(order)
        if kind is None and order and not order.isdigit():
            maker.trouble(Trouble(line.number, f"the set order “{shown(order)}” is not known"))
            continue
        column = line.has("weight (kg)", "weight (lbs)", "weight (lb)", "weight")
        unit = {"weight (kg)": Unit.KG, "weight": UNITS.get(line("weight unit").strip().casefold())}
        maker.add(
            line.number,
            line("date"),
            line("exercise name"),
            workout=line("workout name"),
            session=f"{line('date')}|{line('workout name')}",
            load=line(column),
            unit=unit.get(column, Unit.LB),
            reps=line("reps"),
            seconds=line("seconds"),
            rpe=line("rpe"),
            kind=kind or SetKind.NORMAL,
            note=line("notes"),
        )
    return maker.reading()
