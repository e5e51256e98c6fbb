"""What does a file of StrongLifts say? One row is an exercise, with its sets side by side."""

from __future__ import annotations

import re

from core.exchange.maker import EMPTY, Maker
from core.exchange.reading import FileText
from core.exchange.table import first_line, table_of
from core.exchange.values import App, Reading, Unit, Watch

NEEDS = frozenset({"exercise", "workout name", "program name", "set 1 (reps)"})

_DATE = re.compile(r"date \((.+)\)")


def read(file: FileText, lines: list[str], watch: Watch) -> Reading:
    """Read the sets of each row; 0 repetitions are a set that was not done."""
    maker = Maker(App.STRONGLIFTS)
    for line in table_of(lines, first_line(file, lines), maker, watch):
        date = next((name for name in line.cells if _DATE.fullmatch(name) or name == "date"), "")
        when = " ".join(part for part in (line(date), line("start time (h:mm)")) if part.strip())
        numbers = [n for n in range(1, 51) if line.has(f"set {n} (reps)")]
        for n in numbers:
            reps = line(f"set {n} (reps)")
            if not reps.strip():
                continue
            if reps.strip() == "0":
                maker.leave(EMPTY)
                continue
            kilograms = line.has(f"set {n} (kg)")
            maker.add(
                line.number,
                when,
                line("exercise"),
                workout=line("workout name"),
                session=f"{when}|{line('workout')}",
                load=line(f"set {n} (kg)", f"set {n} (lb)", f"set {n} (lbs)"),
                unit=Unit.KG if kilograms else Unit.LB,
                reps=reps,
                note=line("notes"),
            )
    return maker.reading()
