"""What is a fault case, how large is it run, and what came of it?"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Red(AssertionError):
    """A promise was broken; says which."""


class Skip(Exception):
    """The case can't be run here; says why."""


def hold(promise: object, says: str) -> None:
    """Go red unless a promise holds; asserts may be switched off, this may not."""
    if not promise:
        raise Red(says)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A line of the table."""

    case: str
    fault: str
    runs: int
    says: str
    state: str
    """"green", "red" or "skipped"."""
    seconds: float = 0.0


@dataclass(slots=True)
class Bench:
    """What a case gets: a folder, a size, a seed, and a place to count."""

    folder: Path
    large: bool = False
    seed: int = 1
    runs: int = 0
    notes: list[str] = field(default_factory=list)

    def size(self, small: int, large: int) -> int:
        """Give how often something is done."""
        return large if self.large else small

    def chance(self, what: str) -> random.Random:
        """Give numbers that are the same for the same seed."""
        return random.Random(f"{self.seed} {what}")

    def place(self, name: str) -> Path:
        """Make a folder of its own inside."""
        made = self.folder / name
        made.mkdir(parents=True)
        return made

    def note(self, text: str) -> None:
        """Add to what the table says."""
        self.notes.append(text)


Work = Callable[[Bench], None]


@dataclass(frozen=True, slots=True)
class Case:
    """A fault and how it is injected."""

    name: str
    fault: str
    work: Work


def run_case(case: Case, *, large: bool = False, seed: int = 1) -> Outcome:
    """Run a case in a folder that is thrown away."""
    with tempfile.TemporaryDirectory(prefix=f"evenside-{case.name}-") as folder:
        bench = Bench(Path(folder), large=large, seed=seed)
        start = time.perf_counter()
        try:
            case.work(bench)
            state, says = "green", "; ".join(bench.notes)
        except Skip as why:
            state, says = "skipped", str(why)
        except Exception as why:  # noqa: BLE001 - whatever went wrong is what the table says
            state, says = "red", f"{type(why).__name__}: {why} (seed {seed})"
        spent = time.perf_counter() - start
    return Outcome(case.name, case.fault, bench.runs, " ".join(says.split())[:400], state, spent)


def need_linux() -> None:
    """Skip where there is no fork, no SIGKILL and no /proc."""
    if sys.platform != "linux":
        raise Skip("needs Linux")


def need_root() -> None:
    """Skip where nothing may be mounted."""
    need_linux()
    if os.geteuid() != 0:
        raise Skip("needs root, to mount a small disk")


def need_program(name: str) -> str:
    """Skip where a program is missing."""
    found = shutil.which(name)
    if found is None:
        raise Skip(f"needs the program {name}")
    return found


def python(*arguments: str, planted: str = "") -> subprocess.CompletedProcess[str]:
    """Run a module of ours in a process of its own, with the same planted fault."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    if planted:
        environment["EVENSIDE_PLANT"] = planted
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=3600,
        check=False,
    )


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """Mount a small disk in memory; needs root."""
    need_root()
    folder.mkdir(parents=True, exist_ok=True)
    options = f"size={megabytes}m,mode=0700"
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "evenside", str(folder)],
        check=False,
        capture_output=True,
    )
    if done.returncode:
        raise Skip("may not mount here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=False, capture_output=True)
