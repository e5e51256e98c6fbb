"""What do Liftosaur's two exports say? Only its text form keeps both sides."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.body import Side
from core.exchange.apps.fitbod import TRUE
from core.exchange.apps.strong import UNITS
from core.exchange.maker import EMPTY, Maker
from core.exchange.reading import EVERY, FileText, shown
from core.exchange.table import first_line, table_of
from core.exchange.values import App, Reading, SetKind, Trouble, Unit, Watch

NEEDS = frozenset({"workout datetime", "exercise", "completed reps", "is warmup set?"})
HEADER = re.compile(
    r"\s*([0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9:.]+\s*(?:Z|[+-][0-9:]+)?)?)\s*/.*exercises:\s*\{\s*"
)

_COUNT = re.compile(r"([0-9]{1,2})x([0-9]{1,4})\+?(?:\|([0-9]{1,4})\+?)?")
_WEIGHT = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)(kg|lb)")
_HELD = re.compile(r"(?:([0-9]+)s|\?)\+?(?:\|(?:([0-9]+)s|\?)\+?)?")
_EFFORT = re.compile(r"@([0-9]+(?:\.[0-9]+)?)\+?")
_NOT_DONE = ("target:", "warmup:")


def read_table(file: FileText, lines: list[str], watch: Watch) -> Reading:
    """Read the CSV: of an exercise with two sides it holds the right one's repetitions alone."""
    maker = Maker(App.LIFTOSAUR)
    for line in table_of(lines, first_line(file, lines), maker, watch):
        if not line("completed reps").strip():
            maker.leave(EMPTY)
            continue
        warm_up = line("is warmup set?").strip().casefold() in TRUE
        maker.add(
            line.number,
            line("workout datetime"),
            line("exercise"),
            workout=line("day name"),
            session=line("workout datetime"),
            load=line("completed weight value"),
            unit=UNITS.get(line("completed weight unit").strip().casefold()),
            reps=line("completed reps"),
            rpe=line("completed rpe"),
            kind=SetKind.WARM_UP if warm_up else SetKind.NORMAL,
            right_only=True,
            note=line("notes"),
        )
    return maker.reading()


def read_text(file: FileText, lines: list[str], watch: Watch) -> Reading:
    """Read Liftohistory: `3x8|7 20kg` are three sets of 8 on the right and 7 on the left."""
    del file
    maker = Maker(App.LIFTOSAUR_TEXT)
    when, note = "", ""
    for number, text in enumerate(lines, 1):
        if number % EVERY == 0:
            watch.at(number / len(lines))
        line = text.strip()
        if not line:
            continue
        if line.startswith("//"):
            note = f"{note}\n{line.removeprefix('//').strip()}" if note else line[2:].strip()
        elif found := HEADER.fullmatch(line):
            when, note = found[1], ""
        elif line == "}":
            when, note = "", ""
        elif not when:
            maker.trouble(Trouble(number, "the line belongs to no workout"))
        else:
            _exercise(maker, number, line, when, note)
            note = ""
    return maker.reading()


def _exercise(maker: Maker, number: int, line: str, when: str, note: str) -> None:
    name, *parts = (part.strip() for part in line.split(" / "))
    exercise, _, equipment = name.rpartition(", ") if ", " in name else (name, "", "")
    for part in parts:
        kind = SetKind.NORMAL
        if part.startswith("target:"):
            continue
        if part.startswith("warmup:"):
            part, kind = part.removeprefix("warmup:"), SetKind.WARM_UP
        for written in part.split(","):
            done = _done(written.strip())
            if done is None:
                reason = f"“{shown(written)}” is not a set like 3x8 20kg"
                maker.trouble(Trouble(number, reason))
                continue
            for _ in range(done.times):
                for side, reps, held in done.sides:
                    maker.add(
                        number,
                        when,
                        exercise,
                        equipment=equipment,
                        session=when,
                        load=done.load,
                        unit=done.unit,
                        reps="" if held else reps,
                        seconds=held,
                        rpe=done.effort,
                        kind=kind,
                        side=side,
                        note=note,
                    )


@dataclass(frozen=True, slots=True)
class _Done:
    times: int
    load: str
    unit: Unit | None
    effort: str
    sides: tuple[tuple[Side | None, str, str], ...]
    """Side, repetitions, seconds."""


def _done(written: str) -> _Done | None:
    """Take one item of a list of sets apart; None when it is something else."""
    first, *rest = written.split() or [""]
    count = _COUNT.fullmatch(first)
    if count is None:
        return None
    load, unit, effort, held = "", None, "", None
    for word in rest:
        if weight := _WEIGHT.fullmatch(word):
            load, unit = weight[1], UNITS[weight[2]]
        elif rated := _EFFORT.fullmatch(word):
            effort = rated[1]
        elif time := _HELD.fullmatch(word):
            held = time
        else:
            return None
    right, left = count[2], count[3]
    if held is not None and "|" in held[0]:
        sides = ((Side.RIGHT, "", held[1] or ""), (Side.LEFT, "", held[2] or ""))
        return _Done(int(count[1]), load, unit, effort, tuple(s for s in sides if s[2]))
    if left is not None:
        return _Done(
            int(count[1]), load, unit, effort, ((Side.RIGHT, right, ""), (Side.LEFT, left, ""))
        )
    return _Done(int(count[1]), load, unit, effort, ((None, right, (held and held[1]) or ""),))
