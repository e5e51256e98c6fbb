"""F12 and F13: do backups hold what they promise, and does a restore come back to it?"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from core.opening import LOG_NAME, Opener
from core.storage.backup import Backups
from core.storage.database import utc_now
from core.storage.migrations import KNOWN
from core.storage.rotation import served
from tests.factories import catalog, safety
from tests.faults.bench import ROOT, Bench, hold
from tests.faults.killed import kills_of_f12, kills_of_f13, steps_of_f12
from tests.faults.logs import fill, look_through, made_sets, opened, sound_backups

# -- F12 -----------------------------------------------------------------------------------------


def _good(path: Path) -> None:
    """Leave the log as it is."""


def _damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 3 : len(data) // 3 + 12_000] = bytes(12_000)
    path.write_bytes(data)


def _crashed(path: Path) -> None:
    """Leave what a crash leaves: the file, and the last commits beside it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        connection.execute("UPDATE workout SET day = day")
        for ending in ("", "-wal"):
            shutil.copyfile(f"{path}{ending}", f"{path}.kept{ending}")
    for ending in ("", "-wal"):
        shutil.move(f"{path}.kept{ending}", f"{path}{ending}")


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA user_version = {KNOWN.version + 1000}")


OVER: dict[str, tuple[Callable[[Path], None], bool]] = {
    "good": (_good, True),
    "crashed": (_crashed, True),
    "damaged": (_damaged, False),
    "newer": (_newer, False),
}
"""What the restore goes over, and whether that log opens."""


def f12(bench: Bench) -> None:
    """Restore over every kind of log, then die in the middle of it."""
    rounds = bench.size(2, 25)
    for name, (harm, opens) in OVER.items():
        for number in range(rounds):
            _restore_over(bench, f"{name} {number}", harm, opens=opens)
            bench.runs += 1
    bench.note(
        f"over {', '.join(OVER)}: {len(OVER) * rounds} times the backup, the state before kept"
    )
    kills_of_f12(bench)
    steps_of_f12(bench)


def _restore_over(bench: Bench, name: str, harm: Callable[[Path], None], *, opens: bool) -> None:
    path = bench.place(name) / LOG_NAME
    with opened(path, create=True) as kept:
        fill(kept.store, bench.chance(name), 80)
        backup, mark = kept.care.back_up(), kept.mark()
        kept.store.add_sets(tuple(made_sets(40, bench.chance(f"{name} more"))))
        later = kept.mark()
    harm(path)
    lay_there = path.read_bytes()
    if opens:
        with opened(path) as kept:
            hold(kept.mark() == later, f"{name}: the log lost something before")
            done = kept.care.restore(backup)
            hold(kept.mark() == mark, f"{name}: not what the backup is")
            assert done.undo is not None
            kept.care.restore(done.undo)
            hold(kept.mark() == later, f"{name}: the undo is something else")
            kept.care.restore(backup)
    else:
        rescue = Opener(path.parent, catalog(), safety()).rescue()
        offered = next(info for info in rescue.backups() if info.name == backup.name)
        done = rescue.restore(offered)
        hold((path.parent / done.kept).read_bytes() == lay_there, f"{name}: not kept")
    hold(look_through(path) == mark, f"{name}: not what the backup is")
    with opened(path) as kept:
        hold(kept.mark() == mark, f"{name}: not what the backup is, opened")
    sound_backups(path)


# -- F13 -----------------------------------------------------------------------------------------

WRITER = """
import random, sys, time
from pathlib import Path
from tests.faults.logs import made_sets, opened
with opened(Path(sys.argv[1])) as kept:
    print("ready", flush=True)
    for entry in made_sets(100_000, random.Random(7)):
        kept.store.add_set(entry)
        time.sleep(0.02)
"""


def f13(bench: Bench) -> None:
    """Back up while another process logs; then with a wrong clock; then die in the middle."""
    path = bench.place("data") / LOG_NAME
    with opened(path, create=True) as kept:
        fill(kept.store, bench.chance("f13"), bench.size(2000, 50_000))
    times = _under_load(bench, path)
    bench.note(f"{len(times)} backups while logging, slowest {max(times):.2f} s with its check")
    sound_backups(path)
    _wrong_clocks(bench)
    kills_of_f13(bench)


def _under_load(bench: Bench, path: Path) -> list[float]:
    backups, times = Backups(path, clock=utc_now), []
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        for _ in range(bench.size(5, 20)):
            start = time.perf_counter()
            made = backups.make("by hand")
            times.append(time.perf_counter() - start)
            backups.path_of(made)
            bench.runs += 1
        hold(writer.poll() is None, "the writer failed")
        writer.kill()
    hold(len({info.sets for info in backups.found()}) > 1, "nothing was logged meanwhile")
    return times


class _Wrong:
    """A clock that is set at will."""

    def __init__(self) -> None:
        self.now = datetime.fromisoformat("2026-10-24T22:00:00+00:00")

    def __call__(self) -> datetime:
        return self.now


def _wrong_clocks(bench: Bench) -> None:
    """Through the end of summer time, a year back, and a year ahead: the newest good one stays."""
    path = bench.place("clock") / LOG_NAME
    clock = _Wrong()
    with opened(path, create=True) as kept:
        backups = Backups(path, clock=clock)
        entries = made_sets(200, bench.chance("clock"))
        for step in [timedelta(minutes=40)] * 8 + [
            timedelta(days=-365),
            timedelta(hours=3),
            timedelta(days=730),
            timedelta(days=1),
            timedelta(days=-365),
        ]:
            clock.now += step
            kept.store.add_set(next(entries))
            made = backups.make("daily")
            listed = {info.name for info in backups.found()}
            hold(made.name in listed, "the backup just made was thinned")
            hold(backups.holds(kept.mark()), "no backup of the log as it is")
            bench.runs += 1
        hold(len(listed) >= 5, "a wrong clock thinned the newest of a day")
    sound_backups(path)
    days = [clock.now - timedelta(days=n) for n in range(800)]
    hold(len(days) - len(served(days, now=clock.now)) == 33, "not 2 days, 12, 10 and 9")
