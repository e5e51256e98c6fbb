"""F1, F2, F3, F5, and the kills of F12 and F13: what is left when process or power went?"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.faults.bench import Bench, Red, Skip, hold, need_linux, need_program, need_root, python


def die(bench: Bench, job: str, runs: int, *, image: Path | None = None) -> tuple[int, int, int]:
    """Let a job die so often; give runs, acknowledgements, and runs that came to their end."""
    need_linux()
    folder = bench.place(f"{job}-{'cut' if image else 'kill'}")
    extra = ["--cut", str(image)] if image else []
    done = python("-m", "tests.faults.dying", job, str(folder), str(runs), str(bench.seed), *extra)
    hold(done.returncode == 0, f"{job}: {done.stderr[-300:]}")
    found = json.loads(done.stdout.splitlines()[-1])
    bench.runs += found["runs"]
    if found["problem"]:
        raise Red(f"{job}, run {found['runs'] + 1}: {found['problem']}")
    return found["runs"], found["told"], found["finished"]


def f1(bench: Bench) -> None:
    """kill -9 while logging."""
    kills, told, _ = die(bench, "log", bench.size(50, 500))
    hold(told > kills / 2, "hardly anything was logged")
    bench.note(f"{kills} kills, {told} acknowledged sets, 0 lost")
    kills, told, _ = die(bench, "journal", bench.size(10, 100))
    bench.note(f"journal alone: {kills} kills, at most the set under way missing")


def f2(bench: Bench) -> None:
    """kill -9 during an import."""
    kills, _, whole = die(bench, "import", bench.size(8, 100))
    bench.note(f"{kills} kills, {whole} imports whole, {kills - whole} absent, 0 partial")


def f3(bench: Bench) -> None:
    """kill -9 during a migration."""
    kills, _, new = die(bench, "migrate", bench.size(15, 150))
    bench.note(f"{kills} kills, {new} wholly new, {kills - new} wholly old, every retry succeeded")


def kills_of_f12(bench: Bench) -> None:
    """kill -9 during a restore."""
    kills, _, old = die(bench, "restore", bench.size(12, 150))
    bench.note(f"{kills} kills: {old} wholly the backup, {kills - old} wholly the log, 0 mixed")


def step_through(bench: Bench, what: str) -> dict[str, int]:
    """Let a piece of work die between any two of its file operations; give what was counted."""
    need_linux()
    folder = bench.place(f"{what}-steps")
    done = python("-m", "tests.faults.stepping", what, str(folder))
    hold(done.returncode == 0, f"{what}: {done.stderr[-300:]}")
    found: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    bench.runs += found["kills"]
    return found


def steps_of_f12(bench: Bench) -> None:
    """kill -9 at each file operation of putting another log in the place of a refused one."""
    found = step_through(bench, "rescue")
    bench.note(
        f"{found['kills']} kills, one at each file operation of the four ways out of a refused "
        f"log: {found['back']} times all as before, {found['forth']} times the other log"
    )


def kills_of_f13(bench: Bench) -> None:
    """kill -9 during backups."""
    kills, told, _ = die(bench, "backup", bench.size(10, 100))
    bench.note(f"{kills} kills, {told} acknowledged backups, all listed ones whole")


def f5(bench: Bench) -> None:
    """Cut the power."""
    need_root()
    need_program("mkfs.ext4")
    _try_cutting(bench)
    for job, small, large in (
        ("file", 3, 20),
        ("log", 5, 80),
        ("import", 1, 10),
        ("migrate", 1, 10),
        ("backup", 1, 10),
        ("restore", 1, 10),
    ):
        cuts, told, _ = die(bench, job, bench.size(small, large), image=_disk(bench, job))
        bench.note(f"{job}: {cuts} cuts, {told} acknowledged, 0 lost")


def _disk(bench: Bench, name: str) -> Path:
    image = bench.folder / f"{name}.img"
    with image.open("wb") as file:
        file.truncate(200_000_000)
    subprocess.run(["mkfs.ext4", "-q", "-E", "lazy_itable_init=0", str(image)], check=True)
    return image


def _try_cutting(bench: Bench) -> None:
    """Skip where a loop device can't be had."""
    image, folder = _disk(bench, "try"), bench.place("try")
    done = subprocess.run(
        ["mount", "-o", "loop", str(image), str(folder)], check=False, capture_output=True
    )
    if done.returncode:
        raise Skip("needs a loop device")
    subprocess.run(["umount", str(folder)], check=False)
    image.unlink()
