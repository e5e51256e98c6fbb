"""How often is an unchanging gap called closing, and how soon is one that does close?

Run from the repository's folder: `python -m tests.benchmarks.closing`. It takes some minutes and
writes the tables of docs/CLOSING.md. A made-up person looks after every workout for a year.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from statistics import median

from core.balance import NO_DATA
from core.body import Side
from core.closing import BASELINE, LEVEL, PATIENCE, Closing, Move, closing_of
from core.curve import Curve, GapPoint, Lens, Standing
from core.lines import Line
from core.trend import slope

PEOPLE = 60
WEEKS = 52
FIRST = date(2025, 1, 6)
GAP = 12.0
"""Points at the start."""
EMPTY = Line((), (), None)


def gaps(random: Random, *, a_week: float, often: float, cv: float, alike: float) -> list[GapPoint]:
    """A year of gaps, in percent of the stronger side."""
    made: list[GapPoint] = []
    noise, spread = 0.0, math.sqrt(2.0) * cv
    for n in range(round(WEEKS * often)):
        week = n / often
        noise = alike * noise + math.sqrt(1 - alike * alike) * random.gauss(0, spread)
        points = max(0.0, GAP - a_week * week) + noise
        percent = math.copysign(100.0 * -math.expm1(-abs(points) / 100.0), points)
        made.append(GapPoint(FIRST + timedelta(days=round(7 * week)), percent, 0))
    return made


def seen(own: Sequence[GapPoint], *, cv: float) -> Closing:
    """What the app says about a gap that has been called real."""
    curve = Curve(
        exercise_id="", lens=Lens.STRENGTH, title="", unit="kg", lines=dict.fromkeys(Side, EMPTY),
        both=EMPTY, gaps=tuple(own), gap_unit="%", judgement=NO_DATA, standing=Standing.REAL,
        verdict="", notes=(),
    )  # fmt: skip
    return closing_of(
        curve, was_real=Side.LEFT, since=own[0].day, noise=math.sqrt(2.0) * cv, today=own[-1].day
    )


def usual(own: Sequence[GapPoint]) -> bool:
    """The textbook: a 95 % interval of everything so far leaves out zero."""
    found = slope([g.day.toordinal() for g in own], [g.value for g in own])
    return found is not None and len(own) >= 6 and found.high < 0


def first_time(
    random: Random, *, a_week: float, often: float, cv: float, alike: float
) -> tuple[float | None, float | None]:
    """The weeks until a person is told "closing", by the textbook and by the app; None never."""
    own = gaps(random, a_week=a_week, often=often, cv=cv, alike=alike)
    book = app = None
    for n in range(6, len(own) + 1, 2):  # every other workout, to spare time
        week = (own[n - 1].day - FIRST).days / 7
        if book is None and usual(own[:n][-80:]):
            book = week
        ready = n >= BASELINE + 6 and own[n - 1].day - FIRST >= PATIENCE
        if app is None and ready and seen(own[:n], cv=cv).move is Move.CLOSING:
            app = week
        if book is not None and app is not None:
            break
    return book, app


def main() -> int:
    """Print both tables."""
    print(f"Level {LEVEL}, {PEOPLE} people a row, {WEEKS} weeks.\n")
    print("### An unchanging gap: percent of people ever told that it closes\n")
    print("| noise | workouts a week | 95 %, from the first workout | the app |\n|---|---|---|---|")
    for cv, alike, name in (
        (4.2, 0.0, "CV 4.2 %"), (4.2, 0.3, "CV 4.2 %, days alike (0.3)"), (10.0, 0.0, "CV 10 %"),
    ):  # fmt: skip
        for often in (1.0, 2.0, 3.0):
            found = [
                first_time(Random(seed), a_week=0.0, often=often, cv=cv, alike=alike)
                for seed in range(PEOPLE)
            ]
            book, app = (100 * sum(f[i] is not None for f in found) / PEOPLE for i in (0, 1))
            print(f"| {name} | {often:.0f} | {book:.0f} | {app:.0f} |", flush=True)
    print(
        "\n### A closing gap: weeks until it is told (median), and percent never told in a year\n"
    )
    print("| points a week | workouts a week | 95 % | the app | never |\n|---|---|---|---|---|")
    for a_week in (1.0, 0.5, 0.25):
        for often in (1.0, 2.0):
            found = [
                first_time(Random(seed), a_week=a_week, often=often, cv=4.2, alike=0.0)
                for seed in range(PEOPLE)
            ]
            weeks = [
                median(math.inf if told is None else told for told in column)
                for column in zip(*found, strict=True)
            ]
            never = 100 * sum(f[1] is None for f in found) / PEOPLE
            told = [f"{w:.0f}" if math.isfinite(w) else "over 52" for w in weeks]
            print(f"| {a_week:g} | {often:.0f} | {told[0]} | {told[1]} | {never:.0f} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
