"""F23: does a log of ten years behave like one of ten days?"""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from core.journal import SetEntry
from core.opening import LOG_NAME
from core.storage.database import open_database
from core.storage.errors import LogNewer
from core.storage.migrations import KNOWN
from tests.faults.bench import ROOT, Bench, hold
from tests.faults.killed import die
from tests.faults.logs import Kept, look_through, made_sets, open_kept, opened

READER = """
import sqlite3, sys
connection = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
print("ready", flush=True)
while True:
    connection.execute("SELECT * FROM set_entry ORDER BY day").fetchall()
"""


def f23(bench: Bench) -> None:
    """Measure and break a log of 200,000 sets (10,000 in the small run)."""
    count = bench.size(10_000, 200_000)
    path = bench.place("data") / LOG_NAME
    with opened(path, create=True, journal=False) as kept:
        for part in _parts(count, bench.chance("f23")):
            kept.store.add_sets(part)
    start = time.perf_counter()
    kept = open_kept(path, journal=False)
    opening = time.perf_counter() - start
    try:
        slowest = _check(kept)
        start = time.perf_counter()
        backup = kept.care.back_up()
        backing = time.perf_counter() - start
        p95 = _commits(kept, path)
        mark = kept.mark()
        kept.care.restore(backup)
        hold(len(kept.store.everything().sets) == count, "the restore lost sets")
        hold(kept.mark() != mark, "nothing was restored")
    finally:
        kept.store.close()
    look_through(path)
    _newer(path)
    bench.runs += 4
    bench.note(
        f"{count} sets: opening with its check {opening:.2f} s, longest step of a quick check "
        f"{slowest:.2f} s, backup with its check {backing:.1f} s, commit p95 {p95 * 1000:.0f} ms "
        "while another process reads everything"
    )
    # the machine may be busy: these are far above what was measured, and still bearable
    hold(opening < 3, f"opening took {opening:.1f} s")
    hold(slowest < 2, f"a step of the check took {slowest:.1f} s")
    hold(p95 < 0.5, f"commits took {p95:.2f} s")
    die(bench, "log", bench.size(5, 40))


def _parts(count: int, chance: random.Random) -> list[tuple[SetEntry, ...]]:
    entries = list(made_sets(count, chance, a_day=60))
    return [
        tuple(replace(e, index=e.index % 50 + 1) for e in entries[n : n + 5000])
        for n in range(0, count, 5000)
    ]


def _check(kept: Kept) -> float:
    slowest = 0.0
    kept.care.start_check(thorough=False)
    while True:
        start = time.perf_counter()
        progress = kept.care.check_step()
        slowest = max(slowest, time.perf_counter() - start)
        if progress.result is not None:
            hold(progress.result.sound, "the check finds damage")
            return slowest


def _commits(kept: Kept, path: Path) -> float:
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout is not None
        reader.stdout.readline()
        times = []
        for entry in made_sets(200, random.Random(3)):
            start = time.perf_counter()
            kept.store.add_set(entry)
            times.append(time.perf_counter() - start)
        reader.kill()
    return sorted(times)[int(len(times) * 0.95)]


def _newer(path: Path) -> None:
    newer = path.with_name("newer.db")
    shutil.copyfile(path, newer)
    with closing(sqlite3.connect(newer, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA user_version = {KNOWN.version + 1000}")
    try:
        open_database(newer, create=False).close()
    except LogNewer:
        return
    hold(False, "a newer log was opened")
