"""Is the progress page fluid with 200,000 sets over ten years, next to bare pyqtgraph?

Run from the repository's folder: `python -m tests.benchmarks.progress_draw`. It writes a log of
200,000 sets to a throw-away folder, asks the coach for everything the page shows, and draws it at
the size it has in a window of 1,280 x 800.

The yardstick draws the same points with pyqtgraph and nothing else, in the same run and by turns:
one `plot` call a line with a symbol for every point, antialiased, pens of one pixel. It has no
bands, words, events or legends, and no dashes. Another exercise paints the whole widget, another
range what that changes: the graphs and the strip of events. Drawing is timed by what its thread
computes, and the least of many runs counts: what it takes when nothing disturbs.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from pathlib import Path
from random import Random
from statistics import median
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from core.body import Side
from core.catalog import Catalog, Count, Load, load_catalog
from core.exercise_report import Report
from core.journal import Band, SetEntry
from core.opening import Opener
from core.safety import Safety
from gui import theme as themes
from gui.progress.story import Span, days_of, lines_of
from gui.progress.strength_plot import StrengthPlot

TODAY = date(2026, 3, 12)
SETS = 200_000
YEARS = 10
EXERCISES = 20
RUNS = 25
SIZE = (1140, 560)


def made_up(catalog: Catalog) -> list[SetEntry]:
    """Twenty exercises, three workouts a week for ten years, as many sets a side as that takes."""
    random = Random(7)
    chosen = [e for e in catalog.exercises if e.mode.sided and e.kind.strengthens][:EXERCISES]
    workouts = 52 * 3 * YEARS
    each = SETS / (workouts * len(chosen) * 2)
    first = TODAY - timedelta(weeks=52 * YEARS)
    made: list[SetEntry] = []
    owed = 0.0
    for n in range(workouts):
        day = first + timedelta(days=round(n * 7 / 3))
        workout = str(UUID(int=random.getrandbits(128), version=4))
        at = datetime(day.year, day.month, day.day, 17, tzinfo=UTC)
        owed += each
        count, owed = int(owed), owed - int(owed)
        for exercise in chosen:
            for index in range(1, count + 1):
                for side in Side:
                    at += timedelta(seconds=40)
                    reps = exercise.count is Count.REPS
                    made.append(
                        SetEntry(
                            id=str(UUID(int=random.getrandbits(128), version=4)),
                            workout_id=workout,
                            exercise_id=exercise.id,
                            day=day,
                            at=at,
                            index=index,
                            side=side,
                            reps=random.randint(6, 10) if reps else None,
                            seconds=None if reps else random.randint(30, 50),
                            load_kg=10.0 if exercise.load in (Load.KG, Load.SYSTEM) else None,
                            band=Band.MEDIUM if exercise.load is Load.BAND else None,
                            reserve=random.randint(0, 2) if reps else None,
                            pain=0 if random.random() < 0.98 else 4,
                        )
                    )
    return made


class Bare(QWidget):
    """Three plots over each other with pyqtgraph's own defaults."""

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        self.plots = [pg.PlotWidget() for _ in range(3)]
        for plot, share in zip(self.plots, (9, 6, 4), strict=True):
            layout.addWidget(plot, share)

    def show_report(self, report: Report) -> None:
        """Draw the points, lines, gaps and shares."""
        lines, gaps, bests = self.plots
        for plot in self.plots:
            plot.clear()
        for side, line in lines_of(report.curve):
            xs = np.array([p.day.toordinal() for p in line.points], float)
            colour = "c" if side is Side.LEFT else "y"
            values = [p.value for p in line.points]
            mark = {"symbol": "o", "symbolSize": 8, "symbolBrush": colour}
            lines.plot(xs, values, pen=None, antialias=True, **mark)
            lines.plot(xs, line.drawn, pen=colour, antialias=True)
            shares = [np.nan if s is None else s for s in report.sides[side].shares]
            bests.plot(xs, shares, pen=colour, antialias=True, connect="finite")
        every = (*report.curve.before, *report.curve.gaps)
        xs = np.repeat([float(g.day.toordinal()) for g in every], 2)
        ys = np.array([end for g in every for end in (0.0, g.value)])
        gaps.plot(xs, ys, pen="w", antialias=True, connect="pairs")

    def show_range(self, low: float, high: float) -> None:
        """Show other days."""
        for plot in self.plots:
            plot.setXRange(low, high, padding=0)


def milliseconds(
    work: Callable[[], object], clock: Callable[[], float] = time.perf_counter
) -> float:
    """Time one run."""
    start = clock()
    work()
    return 1000.0 * (clock() - start)


def of_thread(work: Callable[[], object]) -> float:
    """Time one run by what this thread computes: other programs don't count."""
    return milliseconds(work, time.thread_time)


def ask(folder: Path) -> list[Report]:
    """Write the log, ask for everything, and give some reports to draw."""
    catalog = load_catalog()
    opener = Opener(folder, catalog, Safety.load())
    coach = opener.open()
    sets = made_up(catalog)
    for start in range(0, len(sets), 20_000):
        coach.log_many(sets[start : start + 20_000], today=TODAY)
    ids = list(dict.fromkeys(s.exercise_id for s in sets))
    print(f"{len(sets):,} sets of {len(ids)} exercises, {YEARS} years\n")
    print("| asked of the worker (the window stays free) | ms |\n|---|---|")
    times = [milliseconds(lambda i=i: coach.report(i, today=TODAY)) for i in ids[:6]]  # type: ignore[misc]
    print(f"| one exercise, first time | {median(times):.0f} |")
    times = [milliseconds(lambda i=i: coach.report(i, today=TODAY)) for i in ids[:6]]  # type: ignore[misc]
    print(f"| one exercise, again | {median(times):.0f} |")
    print(f"| list of exercises, first time | {milliseconds(coach.logged_exercises):.0f} |")
    print(f"| list of exercises, again | {milliseconds(coach.logged_exercises):.0f} |")
    region = catalog.body.regions_of(catalog.get(ids[0]).prime)[0].id
    from core.together import Place

    group = milliseconds(lambda: coach.group(Place.REGION, region, today=TODAY))
    print(f"| all exercises of a place | {group:.0f} |")
    whole = milliseconds(lambda: coach.overview(today=TODAY))
    print(f"| the whole body, first time | {whole:.0f} |")
    coach.log(replace(sets[-1], id=str(UUID(int=1)), index=50), today=TODAY)
    whole = milliseconds(lambda: coach.overview(today=TODAY))
    print(f"| the whole body, after one more set | {whole:.0f} |")
    overview = coach.overview(today=TODAY)
    day = TODAY - timedelta(days=1000)
    steps = [milliseconds(lambda: (overview.at(day), overview.loads(day))) for _ in range(RUNS)]
    print(f"| one step of the slider (in the window) | {median(steps):.1f} |\n")
    reports = [coach.report(i, today=TODAY) for i in ids[:4]]
    opener.close()
    return reports


def draw(reports: list[Report]) -> float:
    """Draw by turns; give the worst ratio."""
    ours, bare = StrengthPlot(themes.LIGHT, lambda: TODAY), Bare()
    for widget in (ours, bare):
        widget.resize(*SIZE)
        widget.show()
        widget.grab()
    spans = (Span.ALL, Span.YEAR, Span.MONTHS_6)
    worst = 0.0
    print("| drawn in the window | points | ms | ms bare | ratio |\n|---|---|---|---|---|")

    def tell(name: str, points: int, one: list[float], other: list[float]) -> None:
        nonlocal worst
        ratio = min(one) / min(other)
        worst = max(worst, ratio)
        print(f"| {name} | {points:,} | {min(one):.1f} | {min(other):.1f} | {ratio:.2f} |")

    turn = cycle(reports)
    for span in spans:
        since = span.since(TODAY)
        one, other = [], []
        for _ in range(RUNS):
            report = next(turn)  # always another one
            low = float((since or days_of(report.curve)[0]).toordinal())

            def switch(report: Report = report, since: date | None = since) -> None:
                ours.show_report(report, since=since, until=TODAY)
                ours.grab()

            def switch_bare(report: Report = report, low: float = low) -> None:
                bare.show_report(report)
                bare.show_range(low, float(TODAY.toordinal()))
                bare.grab()

            one.append(of_thread(switch))
            other.append(of_thread(switch_bare))
        count = sum(len(line.points) for _, line in lines_of(reports[0].curve))
        tell(f"another exercise, {span.name.lower()}", count, one, other)
    for span in spans:
        since = span.since(TODAY)
        one, other = [], []
        report = reports[0]
        ours.show_report(report, since=None, until=TODAY)
        bare.show_report(report)
        low = float((since or days_of(report.curve)[0]).toordinal())
        for run in range(RUNS):
            end = float(TODAY.toordinal()) - run

            def move(end: float = end, low: float = low) -> None:
                ours.lines.setXRange(low, end, padding=0)
                parts: tuple[QWidget, ...] = (*ours.graphs, ours.strip)
                for part in parts:
                    part.grab()

            def move_bare(end: float = end, low: float = low) -> None:
                bare.show_range(low, end)
                for plot in bare.plots:
                    plot.grab()

            one.append(of_thread(move))
            other.append(of_thread(move_bare))
        seen = sum(
            1 for _, line in lines_of(report.curve) for p in line.points
            if p.day.toordinal() >= low
        )  # fmt: skip
        tell(f"another range, {span.name.lower()}", seen, one, other)
    return worst


def main() -> int:
    """Print both tables; fail beyond 1.3 times the yardstick."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    themes.prepare(app)
    with tempfile.TemporaryDirectory() as folder:
        reports = ask(Path(folder))
    worst = draw(reports)
    print(f"\nworst ratio {worst:.2f}, at most 1.3 wanted")
    return 0 if worst <= 1.3 else 1


if __name__ == "__main__":
    sys.exit(main())
