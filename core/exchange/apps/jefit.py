"""What does a file of JEFIT say? It holds many tables; the sets are in one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.exchange.apps.strong import UNITS
from core.exchange.maker import Maker
from core.exchange.reading import FileText, shown
from core.exchange.table import heading, headings, table_of
from core.exchange.values import App, Reading, Trouble, Unit, Unreadable, Watch

MARK = re.compile(r'\s*"?#{2,}\s*([A-Za-z /_-]+?)\s*#*\s*"?\s*[,;]*\s*')
_SET = re.compile(r"\s*(-?[0-9]+(?:\.[0-9]+)?)\s*x\s*([0-9]+)\s*")


@dataclass(frozen=True, slots=True)
class _Section:
    header: int
    end: int


def read(file: FileText, lines: list[str], watch: Watch) -> Reading:
    """Read the exercise logs; "60x10,65x8" are two sets, weight first.

    Raises:
        Unreadable: There is no table of exercise logs.

    """
    maker = Maker(App.JEFIT)
    sections = _sections(lines)
    logs = sections.get("exercise logs")
    if logs is None or not {"logs", "mydate", "ename"} <= set(headings(lines[logs.header])):
        raise Unreadable(file.name, "has no table “EXERCISE LOGS” with sets in it")
    unit = _unit(lines, sections)
    for line in table_of(lines, logs.header, maker, watch, until=logs.end):
        if not line("logs").strip():
            maker.leave("exercises without sets")
            continue
        for part in line("logs").split(","):
            found = _SET.fullmatch(part)
            if found is None:
                reason = f"“{shown(part)}” is not a set like 60x10"
                maker.trouble(Trouble(line.number, reason))
                continue
            maker.add(
                line.number,
                line("mydate"),
                line("ename"),
                session=f"{line('mydate')}|{line('belongsession')}",
                load=found[1],
                unit=unit,
                reps=found[2],
            )
    return maker.reading()


def _sections(lines: list[str]) -> dict[str, _Section]:
    marks = [(at, found[1]) for at, line in enumerate(lines) if (found := MARK.fullmatch(line))]
    ends = [at for at, _ in marks[1:]] + [len(lines)]
    made: dict[str, _Section] = {}
    for (at, name), end in zip(marks, ends, strict=True):
        header = next((n for n in range(at + 1, end) if lines[n].strip()), None)
        if header is not None:
            made.setdefault(heading(name), _Section(header, end))
    return made


def _unit(lines: list[str], sections: dict[str, _Section]) -> Unit | None:
    for name in ("setting", "settings"):
        if name in sections:
            part, quiet = sections[name], Maker(App.JEFIT)
            for line in table_of(lines, part.header, quiet, Watch(), until=part.end):
                return UNITS.get(line("mass").strip().casefold())
    return None
