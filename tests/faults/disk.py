"""F6, F7 and F8: what if the disk fails, is full, or may not be written?"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from core.errors import Problem
from core.opening import LOG_NAME
from core.storage.database import open_database
from core.storage.errors import LogFull, LogReadOnly
from tests.faults.bench import (
    ROOT,
    Bench,
    Skip,
    hold,
    need_linux,
    need_program,
    need_root,
    small_disk,
)
from tests.faults.logs import (
    OLD,
    Kept,
    a_batch,
    fill,
    look_through,
    made_sets,
    old_log,
    opened,
    sound_backups,
)
from tests.storage.making import fingerprints

CALLS = ("pwrite64", "fdatasync", "ftruncate", "unlink")


# -- F6: one system call fails -------------------------------------------------------------------


class Sweep:
    """A server of runs, and strace around one of them."""

    def __init__(self, folder: Path, strace: str) -> None:
        self.folder = folder
        self.path = folder / LOG_NAME
        self.strace = strace
        self.server = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.sweeping", str(folder)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def end(self) -> None:
        self.server.communicate()

    def run(self, seed: int, inject: str) -> tuple[dict[str, object], int]:
        """Give what came of one run, and how many calls were made to fail."""
        assert self.server.stdin is not None
        assert self.server.stdout is not None
        self.server.stdin.write(f"{seed}\n")
        self.server.stdin.flush()
        child = json.loads(self.server.stdout.readline())["ready"]
        seen = self.folder.parent / "strace.txt"
        files = [f"-P{self.path}{ending}" for ending in ("", "-wal", "-shm", "-journal")]
        tracer = subprocess.Popen(
            [self.strace, "-f", "-qq", "-o", str(seen), *files, "-e", inject, "-p", str(child)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        _wait_for_tracer(child, tracer)
        self.server.stdin.write("go\n")
        self.server.stdin.flush()
        answer = self.server.stdout.readline()
        _, said = tracer.communicate()
        hold(answer, f"the child died: {said[-200:]}")
        return json.loads(answer), seen.read_text(errors="replace").count("(INJECTED)")


def _wait_for_tracer(child: int, tracer: subprocess.Popen[str]) -> None:
    while tracer.poll() is None:
        status = Path(f"/proc/{child}/status").read_text()
        if f"TracerPid:\t{tracer.pid}" in status:
            return
        os.sched_yield()
    _, said = tracer.communicate()
    raise Skip(f"strace may not look here: {said[-100:].strip()}")


def f6(bench: Bench) -> None:
    """Let the Nth write, sync, truncation or removal fail, once and for ever."""
    need_linux()
    strace = need_program("strace")
    folder = bench.place("data")
    with opened(folder / LOG_NAME, create=True) as kept:
        fill(kept.store, bench.chance("f6"), 50)
    sweep, points, told = Sweep(folder, strace), 0, 0
    most = bench.size(3, 40)
    try:
        for call in CALLS:
            for error in ("EIO", "ENOSPC"):
                for ever in ("", "+"):
                    for nth in range(1, most + 1):
                        inject = f"inject={call}:error={error}:when={nth}{ever}"
                        hit, problems = _one_point(sweep, bench, points, inject, bool(ever))
                        if not hit:
                            break
                        points += 1
                        told += problems
                        bench.runs += 1
    finally:
        sweep.end()
    hold(points >= 6, "hardly any call could be made to fail")
    bench.note(f"{points} failing calls, {told} Problems told, 0 acknowledged lost, 0 sets twice")


def _one_point(sweep: Sweep, bench: Bench, number: int, inject: str, ever: bool) -> tuple[int, int]:
    seed = bench.seed * 100_000 + number
    found, hits = sweep.run(seed, inject)
    hold(not found["strange"], f"{inject}: {found['strange']}")
    saved, told = list(found["saved"]), list(found["told"])  # type: ignore[call-overload]
    if not hits:
        return 0, 0
    wanted = [entry.id for entry in made_sets(4, random.Random(seed))]
    if not ever:
        hold(saved == wanted, f"{inject}: trying again did not help")
    with opened(sweep.path) as kept:
        there = [entry.id for entry in kept.store.everything().sets]
        hold(len(there) == len(set(there)), f"{inject}: a set is there twice")
        hold(set(saved) <= set(there), f"{inject}: an acknowledged set is lost")
        kept.store.add_sets(tuple(made_sets(4, random.Random(seed))))
        hold(set(wanted) <= {e.id for e in kept.store.everything().sets}, f"{inject}: retry")
    look_through(sweep.path)
    return hits, len(told)


# -- F7: the disk is full ------------------------------------------------------------------------


def f7(bench: Bench) -> None:
    """Fill the disk at every job, then make room and go on without a new start."""
    with small_disk(bench.folder / "disk", 6) as disk:
        folder = disk / "data"
        folder.mkdir()
        path = folder / LOG_NAME
        filler = disk / "filler"
        with opened(path, create=True) as kept:
            fill(kept.store, bench.chance("f7"), 200)
            kept.care.back_up()
            rounds = bench.size(2, 12)
            for number in range(rounds):
                _fill_up(filler, leave=60_000 + 20_000 * number)
                _until_full(bench, kept, number)
                _jobs_on_a_full_disk(bench, kept, disk)
                filler.unlink()
                kept.store.add_set(next(made_sets(1, bench.chance(f"after {number}"))))
                hold(kept.care.back_up().sets > 0, "no backup after room was made")
            kept.care.keep_journal()
            journal = kept.database.journal
            hold(journal is not None and not journal.behind, "the journal stays behind")
        look_through(path)
        sound_backups(path)
        _migration_on_a_full_disk(bench, disk)
    bench.note(f"{rounds} times full: told as that, reading goes on, everything works once there "
               "is room; no half file left")  # fmt: skip


def _fill_up(filler: Path, *, leave: int) -> None:
    room = os.statvfs(filler.parent)
    size = room.f_bavail * room.f_frsize - leave
    with filler.open("wb") as file:
        file.write(bytes(max(size, 0)))


def _until_full(bench: Bench, kept: Kept, number: int) -> None:
    saved: list[str] = []
    message = ""
    for entry in made_sets(20_000, bench.chance(f"until full {number}")):
        try:
            kept.store.add_set(entry)
        except LogFull as problem:
            message = problem.message
            break
        saved.append(entry.id)
        bench.runs += 1
    hold("disk is full" in message and "is safe" in message, f"not told as full: {message!r}")
    there = {entry.id for entry in kept.store.history().sets}
    hold(set(saved) <= there, "an acknowledged set is lost")
    hold(len(kept.store.plans()) == 1, "reading does not go on")


def _jobs_on_a_full_disk(bench: Bench, kept: Kept, disk: Path) -> None:
    before = sorted(str(found) for found in disk.rglob("*"))
    for job in (
        kept.care.back_up,
        lambda: kept.care.add_batch(a_batch(bench.chance("b")), tuple(
            made_sets(300, bench.chance("batch")))),
    ):  # fmt: skip
        with suppress(Problem):
            job()
    after = sorted(str(found) for found in disk.rglob("*"))
    hold(before == after, f"left behind: {sorted(set(after) - set(before))}")
    hold(all(f.stat().st_size for f in disk.rglob("*.db")), "an empty file is left")
    hold(kept.care.batches() == (), "half an import")


def _migration_on_a_full_disk(bench: Bench, disk: Path) -> None:
    folder = disk / "old"
    folder.mkdir()
    path = folder / LOG_NAME
    rows = old_log(path, bench.chance("old"), 1500)
    before = fingerprints(folder)
    for leave in (20_000, 400_000, 700_000):
        filler = disk / "filler"
        _fill_up(filler, leave=leave)
        try:
            open_database(path, create=False).close()
        except LogFull:
            now = fingerprints(folder)
            now.pop(f"{LOG_NAME}-shm", None)
            if now.get(f"{LOG_NAME}-wal") == fingerprint_of_nothing():
                now.pop(f"{LOG_NAME}-wal")
            hold(now[LOG_NAME] == before[LOG_NAME], "a failed migration changed the log")
        else:
            hold(leave > 20_000, "a full disk was not noticed")
        filler.unlink()
        bench.runs += 1
    with opened(path) as kept:
        hold(len(kept.store.history().sets) == rows["set_entry"], "the migration lost sets")


def fingerprint_of_nothing() -> str:
    """Give the fingerprint of an empty file."""
    import hashlib

    return hashlib.sha256(b"").hexdigest()


# -- F8: it may not be written -------------------------------------------------------------------


def f8(bench: Bench) -> None:
    """Take the right to write from the file, the folder, or the disk."""
    if sys.platform == "win32":
        raise Skip("needs POSIX rights")
    if os.geteuid() == 0:
        _read_only_disk(bench)
    else:
        _no_rights(bench)


def _read_only_disk(bench: Bench) -> None:
    need_root()
    with small_disk(bench.folder / "disk", 8) as disk:
        for number, form in enumerate(("new", "old")):
            folder = disk / form
            folder.mkdir()
            path = folder / LOG_NAME
            if form == "old":
                old_log(path, bench.chance("f8"), 50)
            else:
                with opened(path, create=True) as kept:
                    fill(kept.store, bench.chance("f8"), 50)
            before = fingerprints(folder)
            _remount(disk, "ro")
            try:
                _refused(path)
            finally:
                _remount(disk, "rw")
            hold(fingerprints(folder) == before, "a log that may not be written was changed")
            with opened(path) as kept:
                hold(len(kept.store.everything().sets) == 50, "does not open once it may")
            bench.runs += 1 + number
    bench.note(f"refused plainly, nothing changed, opens once it may be written ({OLD.head} too)")


def _remount(disk: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(disk)], check=True, capture_output=True)


def _refused(path: Path) -> None:
    try:
        open_database(path, create=False).close()
    except LogReadOnly as problem:
        hold("may not write" in problem.message, problem.message)
        hold(str(path.parent) not in problem.message, "the message names the folder")
    else:
        hold(False, "a log that may not be written was opened for writing")


def _no_rights(bench: Bench) -> None:
    folder = bench.place("data")
    path = folder / LOG_NAME
    with opened(path, create=True) as kept:
        fill(kept.store, bench.chance("f8"), 50)
    for what, mode in ((path, 0o400), (folder, 0o500)):
        what.chmod(mode)
        try:
            _refused(path)
        finally:
            what.chmod(0o700)
        bench.runs += 1
    with opened(path) as kept:
        hold(len(kept.store.everything().sets) == 50, "does not open once it may")
    bench.note("refused plainly, nothing changed, opens once it may be written")
