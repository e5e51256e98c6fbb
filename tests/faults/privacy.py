"""F21: does anything private get out of the log, its backups and its journal, or onto a network?"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from core.opening import LOG_NAME
from core.storage.journal import FOLDER as JOURNAL
from tests.faults.bench import ROOT, Bench, hold, need_linux, need_program, python
from tests.faults.driving import CANARY
from tests.faults.window import drive

MAY_HOLD = ("backups", JOURNAL, LOG_NAME)
"""What the person's own data lies in."""


def f21(bench: Bench) -> None:
    """Log notes, make faults, visit everything; then look for the notes, and at the network."""
    folder = bench.place("data")
    temporary = bench.place("temporary")
    before = os.environ.get("TMPDIR")
    os.environ["TMPDIR"] = str(temporary)
    try:
        found = drive(bench, "visit", folder, 0)
    finally:
        if before is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = before
    hold(not found["canary in boxes"], "a box about a fault quotes a note")
    hold(found["faults"] >= 3, "the faults were not made")
    looked = _look_for_notes(folder) + _look_for_notes(temporary)
    hold((folder / "faults.txt").exists(), "the faults were not written down")
    text = (folder / "faults.txt").read_text(encoding="utf-8")
    for name in (str(folder), str(ROOT), str(Path.home())):
        hold(name not in text, "a folder's name is written down")
    bench.runs += looked
    bench.note(f"{looked} files looked into: no note, plan name, pain or folder outside the data")
    if sys.platform != "win32":
        _only_for_the_owner(folder)
    _no_network(bench)


def _look_for_notes(folder: Path) -> int:
    looked = 0
    for path in folder.rglob("*"):
        inside = path.relative_to(folder).parts[0]
        if not path.is_file() or inside.startswith(MAY_HOLD):
            continue
        hold(CANARY.encode() not in path.read_bytes(), f"{path.name} holds a note")
        looked += 1
    return looked


def _only_for_the_owner(folder: Path) -> None:
    for path in folder.rglob("*"):
        private = path.relative_to(folder).parts[0].startswith(MAY_HOLD)
        rights = stat.S_IMODE(path.stat().st_mode)
        hold(not private or not rights & 0o077, f"{path.name} may be read by others")


def _no_network(bench: Bench) -> None:
    """Run the app under strace and look for any address of the internet."""
    need_linux()
    strace = need_program("strace")
    seen = bench.folder / "network.txt"
    folder = bench.place("offline")
    done = python(
        "-c",
        "import subprocess, sys; sys.exit(subprocess.call(sys.argv[1:]))",
        *[strace, "-f", "--seccomp-bpf", "-qq", "-e", "trace=network", "-o", str(seen)],
        *[sys.executable, "-m", "tests.faults.driving", "visit", str(folder), "2", "0"],
    )
    hold(done.returncode == 0, f"did not run under strace: {done.stderr[-200:]}")
    calls = seen.read_text(errors="replace").splitlines()
    probe = bench.folder / "probe.txt"
    using = "import socket; socket.socket(socket.AF_INET).close()"
    python(
        "-c",
        "import subprocess, sys; sys.exit(subprocess.call(sys.argv[1:]))",
        *[strace, "-f", "--seccomp-bpf", "-qq", "-e", "trace=network", "-o", str(probe)],
        *[sys.executable, "-c", using],
    )
    hold("AF_INET" in probe.read_text(errors="replace"), "strace would not see a socket")
    bad = [line for line in calls if "AF_INET" in line]
    hold(not bad, f"the app uses the network: {bad[:1]}")
    bench.note(f"{len(calls)} network calls in a whole run, none to the internet")
    bench.runs += 1
