"""F16, F17 and F18: bugs in the window, damaged settings, and a second window.

The real app runs in a child process without a screen.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from core.opening import LOG_NAME
from tests.faults.bench import ROOT, Bench, Skip, hold, python
from tests.faults.killed import step_through
from tests.faults.logs import look_through

A_CHILD = 100
"""So many damaged starts in one process."""


def drive(bench: Bench, what: str, folder: Path, count: int) -> dict[str, Any]:
    """Run a child of tests.faults.driving and give what it found."""
    done = python("-m", "tests.faults.driving", what, str(folder), str(bench.seed), str(count))
    hold(done.returncode == 0, f"the app ended with {done.returncode}: {done.stderr[-300:]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def f16(bench: Bench) -> None:
    """Let every slot that a person can reach raise once."""
    folder = bench.place("data")
    found = drive(bench, "slots", folder, bench.size(2, 8))
    bench.runs = found["raised"]
    hold(found["raised"] > 30, f"only {found['raised']} slots were reached")
    hold(found["told"] >= found["raised"], f"{found['raised'] - found['told']} were not told")
    hold(found["twice"] == 0, f"{found['twice']} faults were told twice")
    hold(found["lost"] == 0, f"{found['lost']} saves did not come through")
    hold(found["slowest"] < 2, f"a save took {found['slowest']:.1f} s: something held the log")
    hold("is safe" in found["words"], f"not said that the data is safe: {found['words']!r}")
    path = folder / LOG_NAME
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        (sets,) = connection.execute("SELECT count(*) FROM set_entry").fetchone()
        connection.execute("ROLLBACK")
    hold(sets >= found["logged"], "acknowledged sets are lost")
    look_through(path)
    written = (folder / "faults.txt").read_text(encoding="utf-8")
    hold("canary" not in written, "the fault's own words were written down")
    bench.note(
        f"{found['raised']} of {found['armed']} slots, paintings and models reached, each raised "
        f"once: told once, no lock held, slowest save {found['slowest'] * 1000:.0f} ms"
    )
    _shaken(bench)


def _shaken(bench: Bench) -> None:
    """Let everything raise once that Qt calls by itself, from the start to the closing."""
    rounds = bench.size(1, 4)
    most = {"raised": 0, "armed": 0}
    for number in range(rounds):
        folder = bench.place(f"shaken-{number}")
        done = python("-m", "tests.faults.shaking", str(folder), str(bench.seed + number))
        hold(done.returncode == 0, f"the app ended with {done.returncode}: {done.stderr[-300:]}")
        found = json.loads(done.stdout.splitlines()[-1])
        hold(found["came up"], "the app did not come up")
        hold(found["raised"] > 40, f"only {found['raised']} methods were reached")
        hold(not found["untold"], f"not told: {found['untold'][:3]}")
        hold(found["twice"] == 0, f"{found['twice']} faults were told twice")
        hold(found["lost"] == 0, f"{found['lost']} saves did not come through")
        hold(found["slowest"] < 2, f"a save took {found['slowest']:.1f} s: something held the log")
        hold(found["closed"], "the window did not close")
        hold(found["at rest"], "the log was not closed properly")
        with closing(sqlite3.connect(folder / LOG_NAME)) as connection:
            (sets,) = connection.execute("SELECT count(*) FROM set_entry").fetchone()
        hold(sets >= found["logged"], "acknowledged sets are lost")
        bench.runs += found["raised"]
        most = {key: max(value, found[key]) for key, value in most.items()}
    bench.note(
        f"{most['raised']} of {most['armed']} methods that Qt calls by itself, closing among them, "
        f"each raised once: told once, up from the start, the window closed and the log at rest"
    )


def f17(bench: Bench) -> None:
    """Start on damaged settings, and die while they are saved."""
    starts = bench.size(3, 40)
    found = drive(bench, "settings", bench.place("homes"), starts)
    bench.runs = found["starts"]
    hold(not found["bad"], f"{found['bad'][:2]}")
    hold(not found["faults"], f"a damaged setting became a bug: {found['faults'][:1]}")
    bench.note(f"{starts} whole starts on damaged settings of window, log and second folder")
    blobs = bench.size(20, 10_000)
    for first in range(0, blobs, A_CHILD):
        folder = bench.place(f"blobs-{first}")
        count, begin = min(A_CHILD, blobs - first), bench.seed * 1_000_000 + first
        done = python("-m", "tests.faults.blobs", str(folder), str(begin), str(count))
        hold(done.returncode == 0, f"from {begin} on the app ended: {done.stderr[-300:]}")
        bad = json.loads(done.stdout.splitlines()[-1])["bad"]
        hold(not bad, f"{bad[:1]}")
        bench.runs += count
        shutil.rmtree(folder)
    bench.note(f"{blobs} damaged sets of files and settings: window up on the screen, all read")
    if sys.platform == "linux":
        kills = step_through(bench, "state")["kills"]
        bench.note(f"{kills} kills, one at each file operation of a save: the old or the new")


def f18(bench: Bench) -> None:
    """Start a second time; start after kill -9; start on every kind of stale lock."""
    if importlib.util.find_spec("gui.single") is None:
        raise Skip("one Evenside a folder is not built in here yet (gui.single)")
    folder = bench.place("data")
    first = _start(folder)
    try:
        second = _start(folder)
        code = second.wait(timeout=60)
        hold(code == 0, f"the second start ended with {code}")
        hold(first.poll() is None, "the first window is gone")
        bench.runs += 1
    finally:
        first.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
        first.wait()
    for stale in (None, b"", b"\x00garbage\xff" * 9, b"12345\nevenside\nanother-host\n"):
        if stale is not None:
            (folder / "evenside.lock").write_bytes(stale)
        again = _start(folder)
        try:
            hold(again.poll() is None, f"a dead lock ({stale!r}) keeps people out")
        finally:
            again.kill()
            again.wait()
        bench.runs += 1
    look_through(folder / LOG_NAME)
    bench.note("the second start hands over and ends with 0; no dead lock needs a person")


def _start(folder: Path) -> subprocess.Popen[bytes]:
    """Start the app and wait until its log is there, or it has ended."""
    app = subprocess.Popen(
        [sys.executable, "main.py", "--data-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    end = time.monotonic() + 60
    while time.monotonic() < end and app.poll() is None:
        if (folder / f"{LOG_NAME}-wal").exists():
            time.sleep(0.5)
            break
        time.sleep(0.05)
    return app
