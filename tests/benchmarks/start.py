"""How soon is the window up, painted and answering a click, next to a bare PySide6 window?

    python tests/benchmarks/start.py [--runs 15] [--bundles EVENSIDE BARE]

Both programs are started in turn, on the same screen (Xvfb where there is none), with compiled
modules and a warm disk cache. Each says "up" on stdout when it has painted itself, was clicked, and
has painted its answer; the clock is this program's. Prints medians and the median of the ratios of
neighbouring runs, and ends with 1 when that ratio is over 1.3. On Linux also how long the main
thread was on a processor until then: on a machine that is busy with other things only that tells
something. The bare window is `bare_window.py`, or its bundle.
"""

from __future__ import annotations

import argparse
import compileall
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import nan
from pathlib import Path
from statistics import median
from threading import Timer

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

from screen import screen  # noqa: E402

MOST = 1.3
PATIENCE_S = 30


@dataclass(frozen=True, slots=True)
class Took:
    """How long a start took, in milliseconds."""

    waited: float
    worked: float
    """On a processor; nan where the system does not tell."""


def start(command: list[str], surroundings: dict[str, str]) -> Took:
    """Start a program; gives what passed until it was up.

    Raises:
        RuntimeError: It ended without a word.

    """
    begun = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=surroundings, text=True
    ) as running:
        assert running.stdout is not None
        alarm = Timer(PATIENCE_S, running.kill)  # one that hangs must not hang this
        alarm.start()
        up, worked = None, nan
        for line in running.stdout:
            if line == "up\n":
                up, worked = time.perf_counter(), on_processor(running.pid)
        running.communicate()
        alarm.cancel()
    if up is None or running.returncode:
        raise RuntimeError(f"{command[0]} ended with {running.returncode}")
    return Took((up - begun) * 1000.0, worked)


def on_processor(process: int) -> float:
    """Give the milliseconds that a process's main thread has run."""
    try:
        return int(Path(f"/proc/{process}/schedstat").read_text(encoding="ascii").split()[0]) / 1e6
    except (OSError, ValueError, IndexError):
        return nan


@contextmanager
def place() -> Iterator[dict[str, str]]:
    """Give the surroundings of a person who starts the program, with a home that is thrown away."""
    with screen() as shown, tempfile.TemporaryDirectory() as home:
        told = {**os.environ, **shown, "HOME": home, "XDG_DATA_HOME": f"{home}/data"}
        told["EVENSIDE_SAY_WHEN_UP"] = "1"
        told.pop("PYTHONDONTWRITEBYTECODE", None)
        told.pop("PYTHONUNBUFFERED", None)
        if shown:
            told["QT_QPA_PLATFORM"] = "xcb"
        yield told


def main() -> int:
    """Measure and tell; gives 1 when ours takes too long."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--bundles", nargs=2, metavar=("EVENSIDE", "BARE"))
    parser.add_argument("--offscreen", action="store_true", help="without any screen")
    asked = parser.parse_args()
    bare_script = Path(__file__).with_name("bare_window.py")
    ours = [sys.executable, str(ROOT / "main.py")]
    bare = [sys.executable, str(bare_script)]
    if asked.bundles:
        ours, bare = [asked.bundles[0]], [asked.bundles[1]]
    else:
        for folder in (ROOT / "core", ROOT / "gui"):
            compileall.compile_dir(folder, quiet=1)
    with place() as surroundings:
        if asked.offscreen:
            surroundings["QT_QPA_PLATFORM"] = "offscreen"
        for command in (ours, bare):
            start(command, surroundings)  # warms the disk's cache
        pairs = [(start(ours, surroundings), start(bare, surroundings)) for _ in range(asked.runs)]
    ratio = median(one.waited / other.waited for one, other in pairs)
    work = median(one.worked / other.worked for one, other in pairs)
    for name, runs in (("Evenside", [p[0] for p in pairs]), ("bare window", [p[1] for p in pairs])):
        waited, worked = median(t.waited for t in runs), median(t.worked for t in runs)
        print(f"{name:12} {waited:6.1f} ms, of these {worked:6.1f} on a processor")
    print(f"{ratio:.3f} times as long (median of {len(pairs)} neighbours; at most {MOST})")
    print(f"{work:.3f} times as long on a processor")
    return 0 if ratio <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
