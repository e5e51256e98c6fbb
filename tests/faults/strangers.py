"""F14 and F15: files of other apps, and there and back again.

`core.exchange` brings its own tests for both; here they are run at the harness's size, in a process
of their own with a memory cap, so that a hang or a crash is seen, too.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys

from tests.faults.bench import ROOT, Bench, Skip, hold

MOST_MEMORY = 2_000_000_000
"""Bytes; Python, Qt's test plugin and hypothesis take a fifth of it."""


def f14(bench: Bench) -> None:
    """Throw mutated and hostile files at the importer."""
    files = bench.size(1000, 10_000)
    passed = _run("tests/exchange/test_fuzz.py", EVENSIDE_FUZZ=str(files))
    bench.runs = files
    bench.note(f"{files} mutated files, {passed} tests passed: nothing but refusals, line by line")


def f15(bench: Bench) -> None:
    """Export a log and take it in again; break the export."""
    passed = _run("tests/exchange/test_ours.py", "tests/exchange/test_atomic.py")
    bench.runs = passed
    bench.note(f"{passed} tests passed: JSON and CSV out and in are equal, a broken export leaves "
               "the old file")  # fmt: skip


def _run(*files: str, **more: str) -> int:
    if importlib.util.find_spec("core.exchange") is None:
        raise Skip("core.exchange is not here yet")
    missing = [name for name in files if not (ROOT / name).exists()]
    hold(not missing, f"core.exchange is here, but not {missing}")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *files],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **more},
        preexec_fn=_cap if sys.platform == "linux" else None,
        capture_output=True,
        text=True,
        timeout=1800,
        check=False,
    )
    last = done.stdout.strip().rsplit("\n", 1)[-1]
    hold(done.returncode == 0, f"{last} {done.stderr[-200:]}")
    words = last.split()
    hold("passed" in words, last)
    return int(words[words.index("passed") - 1])


def _cap() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
