"""How does a row of cells become a set, or a line of trouble?"""

from __future__ import annotations

from collections import Counter
from typing import TypedDict, Unpack

from core.body import Side
from core.exchange import numbers
from core.exchange.reading import clean, shown
from core.exchange.values import App, RawSet, Reading, SetKind, Trouble, Unit

LEAST_TELLING_RPE = 5.0
"""Below, the scale says "light effort" and no longer how many were left (Zourdos et al., 2016)."""

REST = "rest timers and notes between sets"
EMPTY = "rows without repetitions or time, such as distances and sets not done"


class Cells(TypedDict, total=False):
    """The cells of one set by their meaning, as text."""

    workout: str
    session: str
    equipment: str
    load: str
    unit: Unit | None
    reps: str
    seconds: str
    rpe: str
    rir: str
    kind: SetKind
    side: Side | None
    right_only: bool
    note: str


class Maker:
    """Collects the sets, the troubles and what is left out of one file."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._raws: list[RawSet] = []
        self._troubles: list[Trouble] = []
        self._left: Counter[str] = Counter()
        self._turns: Counter[tuple[str, str, Side | None]] = Counter()
        self._places: Counter[str] = Counter()

    def trouble(self, trouble: Trouble) -> None:
        """Note a line that can't be read."""
        self._troubles.append(trouble)

    def leave(self, why: str) -> None:
        """Note a row that is left out on purpose."""
        self._left[why] += 1

    def add(self, line: int, when: str, exercise: str, **cells: Unpack[Cells]) -> None:
        """Make a set of a row's cells; what can't be one becomes trouble."""
        # counted before anything can go wrong: a row that is mended later must not shift the others
        when, name = " ".join(when.split()), clean(exercise)
        session = cells.get("session") or when
        key = (when, name.casefold(), cells.get("side"))
        self._turns[key] += 1
        self._places[session] += 1
        try:
            made = self._made(line, when, name, self._turns[key], self._places[session], cells)
        except ValueError as error:
            self._troubles.append(Trouble(line, str(error)))
            return
        if made is None:
            self.leave(EMPTY)
        else:
            self._raws.append(made)

    def _made(
        self, line: int, when: str, name: str, turn: int, place: int, cells: Cells
    ) -> RawSet | None:
        if not name:
            raise ValueError("no exercise is named")
        if len(name) > 200:
            raise ValueError("the exercise's name is longer than 200 characters")
        kind = cells.get("kind", SetKind.NORMAL)
        # "0" is how most apps write "does not apply"
        reps = numbers.whole(cells.get("reps", ""), "number of repetitions") or None
        seconds = numbers.seconds(cells.get("seconds", "")) or None
        load = numbers.decimal(cells.get("load", ""), "weight") or None
        if load is not None and load < 0:
            raise ValueError(f"the weight “{load:g}” is below zero, as for help by a machine")
        note = clean(cells.get("note", ""))
        moment = numbers.moment(when)
        reserve = _reserve(cells.get("rpe", ""), cells.get("rir", ""))
        if reps is None and seconds is None:
            return None
        if kind is SetKind.FAILURE and reserve is None:
            reserve = 0
        side = cells.get("side")
        return RawSet(
            line=line,
            when=moment,
            written=when,
            session=cells.get("session") or when,
            exercise=name,
            equipment=clean(cells.get("equipment", "")),
            load=load,
            unit=cells.get("unit"),
            reps=reps,
            seconds=seconds,
            reserve=reserve,
            kind=kind,
            side=side,
            right_only=cells.get("right_only", False),
            note=note,
            turn=turn,
            place=place - 1,
            part=side.value if side else "",
        )

    def reading(self) -> Reading:
        """Give everything that was found."""
        troubles = sorted(self._troubles, key=lambda t: t.line)
        return Reading(self._app, tuple(self._raws), tuple(troubles), tuple(self._left.items()))


def _reserve(rpe: str, rir: str) -> int | None:
    """Give whole repetitions in reserve from either scale; None where neither was given.

    RPE 8.5 is "one, maybe two left" (Zourdos et al., 2016): the lower is taken.

    Raises:
        ValueError: The number is outside its scale.

    """
    left = numbers.decimal(rir, "reps in reserve")
    if left is not None:
        if not 0 <= left <= 30:
            raise ValueError(f"“{shown(rir)}” repetitions in reserve can't be")
        return int(left)
    effort = numbers.decimal(rpe, "RPE")
    if not effort:
        return None
    if not 0 < effort <= 10:
        raise ValueError(f"an RPE of “{shown(rpe)}” can't be: the scale goes from 1 to 10")
    return int(10 - effort) if effort >= LEAST_TELLING_RPE else None
