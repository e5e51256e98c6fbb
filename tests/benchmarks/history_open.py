"""How long until ten years of sets stand in the history, next to what is unavoidable?

    python tests/benchmarks/history_open.py [SETS]

The yardstick is the bare sqlite3 module reading the same columns of the same rows in the same run.
Prints medians of interleaved runs, as times and as ratios to the yardstick: what the log's thread
takes (nobody waits for it: the window stays alive), what the window's thread takes to show the
rows, and what a typed word and a click on a column title take.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from PySide6.QtCore import Qt  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from core.body import Side  # noqa: E402
from core.journal import History, SetEntry  # noqa: E402
from core.storage.database import open_database  # noqa: E402
from core.storage.store import Store  # noqa: E402
from gui.history.set_view import SetView  # noqa: E402
from gui.history.table_model import Column, Filter, SetTable  # noqa: E402
from gui.theme import LIGHT  # noqa: E402
from tests import factories as make  # noqa: E402

RUNS = 5
EXERCISES = ("single_arm_row", "single_leg_deadlift", "side_plank", "banded_abduction")


def years(count: int) -> list[SetEntry]:
    """Make up as many sets: about fifty a training day, both sides, ten years back."""
    made = []
    patterns = [make.entry(e, side) for e in EXERCISES for side in Side]
    for n in range(count):
        day = make.ago(n * 3650 // count)
        pattern = patterns[n % len(patterns)]
        made.append(
            replace(
                pattern,
                id=f"set-{n:07}",
                workout_id=f"workout-{day}",
                day=day,
                at=pattern.at - timedelta(days=(make.TODAY - day).days, seconds=-n % 50),
                index=1 + n % 9,
                note="felt easy" if n % 40 == 0 else "",
            )
        )
    return made


def seconds(work: Callable[[], object]) -> float:
    """Time one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def bare(path: Path) -> None:
    """Read the same columns of the same rows with nothing around."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "SELECT id, workout_id, exercise_id, day, at_utc, idx, side, reps, seconds, load_kg,"
            " band, reserve, pain, setup, note FROM set_entry WHERE deleted_at_utc IS NULL"
            " ORDER BY day, at_utc, idx, id"
        ).fetchall()


def main() -> int:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    app = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.db"
        store = Store(open_database(path, create=True))
        store.add_sets(years(count))
        store.checkpoint()
        table = SetTable(make.catalog(), LIGHT)
        view = SetView(table)
        view.resize(1100, 700)
        view.show()
        found = History()
        times: dict[str, list[float]] = {}

        def note(name: str, work: Callable[[], object]) -> None:
            times.setdefault(name, []).append(seconds(work))

        def read() -> None:
            nonlocal found
            found = store.history()

        def show() -> None:
            table.show(found, make.TODAY)
            app.processEvents()

        def recent() -> None:
            store.history(since=make.ago(92))

        def narrow(text: str) -> Callable[[], None]:
            def work() -> None:
                table.narrow(Filter(text=text))
                app.processEvents()

            return work

        def sort() -> None:
            table.sort(Column.WHAT, Qt.SortOrder.AscendingOrder)
            table.sort(Column.DATE, Qt.SortOrder.DescendingOrder)
            app.processEvents()

        for _ in range(RUNS):
            note("bare sqlite3 (yardstick)", lambda: bare(path))
            note("first sets (log's thread)", recent)
            note("all sets (log's thread)", read)
            note("show all (window)", show)
            note("type a word (window)", narrow("easy"))
            note("clear it (window)", narrow(""))
            note("sort by what and back (window)", sort)
        store.close()
        view.close()
    yard = median(times["bare sqlite3 (yardstick)"])
    print(f"{count:,} sets, medians of {RUNS} runs\n")
    print("| what | ms | ratio to the yardstick |")
    print("|---|---|---|")
    for name, own in times.items():
        print(f"| {name} | {median(own) * 1000:.0f} | {median(own) / yard:.2f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
