"""Does a log come through when the process, or the power, goes at any moment?

    python -m tests.faults.dying JOB FOLDER RUNS SEED [--cut IMAGE]

One process that imports everything once and forks for every run; a log is never open during a
fork. Without `--cut` the child is killed. With it, the folder lies on an ext4 disk in a file, whose
power is cut under the child (EXT4_IOC_SHUTDOWN without flushing, the method of xfstests). After
every run the log is looked through here. Prints one JSON line at the end.
"""

from __future__ import annotations

import fcntl
import importlib
import importlib.util
import json
import os
import random
import shutil
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.storage.database import open_database
from core.storage.files import write_whole
from core.storage.journal import FOLDER, Journal
from tests.faults.bench import Red, hold
from tests.faults.logs import (
    OLD,
    a_batch,
    fill,
    look_through,
    made_sets,
    old_log,
    open_kept,
    opened,
    rows_of,
    sound_backups,
)
from tests.faults.planted import plant

SHUTDOWN, NO_LOG_FLUSH = 0x8004587D, 2
Tell = Callable[[str], None]


class Job:
    """What the child does, and what has to hold after it died."""

    endless = False

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.path = folder / "evenside.db"
        self.chance = chance
        self.finished = 0

    def prepare(self) -> None:
        """Before every run."""

    def do(self, tell: Tell) -> None:
        """In the child; `tell` is the acknowledgement."""
        raise NotImplementedError

    def verify(self, told: list[str]) -> None:
        """After the child died."""
        raise NotImplementedError


class Logging(Job):
    """One set after the other."""

    endless = True

    def __init__(self, folder: Path, chance: random.Random) -> None:
        super().__init__(folder, chance)
        self.all: set[str] = set()
        with opened(self.path, create=True) as kept:
            fill(kept.store, chance, 50)
            self.before = len(kept.store.history().sets)

    def do(self, tell: Tell) -> None:
        kept = open_kept(self.path)
        chance = random.Random(os.urandom(8))
        for entry in made_sets(100_000, chance):
            kept.store.add_set(entry)
            tell(entry.id)

    def verify(self, told: list[str]) -> None:
        self.all.update(told)
        with opened(self.path) as kept:
            there = [entry.id for entry in kept.store.history().sets]
            kept.care.keep_journal()
        hold(len(there) == len(set(there)), "a set is there twice")
        lost = self.all - set(there)
        hold(not lost, f"{len(lost)} acknowledged sets are lost")
        look_through(self.path)
        folded = Journal(self.path.parent / FOLDER).fold()
        in_journal = {key[1][0] for key in folded.rows if key[0] == "set_entry"}
        hold(self.all <= in_journal, "the journal lacks acknowledged sets")
        self.finished = len(self.all)


class JournalOnly(Logging):
    """The journal alone, as it lies after the death, without catching up."""

    def verify(self, told: list[str]) -> None:
        self.all.update(told)
        folded = Journal(self.path.parent / FOLDER).fold()
        in_journal = {key[1][0] for key in folded.rows if key[0] == "set_entry"}
        hold(self.all <= in_journal, "the journal lacks acknowledged sets")
        self.finished = len(self.all)


class Importing(Job):
    """A file's worth of sets in one go."""

    def __init__(self, folder: Path, chance: random.Random, count: int = 800) -> None:
        super().__init__(folder, chance)
        self.count = count
        with opened(self.path, create=True) as kept:
            fill(kept.store, chance, 50)
            self.before = len(kept.store.history().sets)
        self.added = 0

    def prepare(self) -> None:
        self.batch = a_batch(self.chance)
        self.entries = tuple(made_sets(self.count, self.chance))

    def do(self, tell: Tell) -> None:
        kept = open_kept(self.path)
        tell(str(kept.care.add_batch(self.batch, self.entries)))

    def verify(self, told: list[str]) -> None:
        with opened(self.path) as kept:
            ids = {entry.id for entry in kept.store.history().sets}
            there = sum(entry.id in ids for entry in self.entries)
            hold(there in (0, self.count), f"{there} of {self.count} sets were taken in")
            hold(there == self.count or not told, "an acknowledged import is not there")
            added = kept.care.add_batch(self.batch, self.entries)
            hold(added == self.count - there, f"importing again added {added} sets")
            hold(kept.care.add_batch(self.batch, self.entries) == 0, "sets were doubled")
            self.added += self.count
            now = len(kept.store.history().sets)
            hold(now == self.before + self.added, "the log grew by something else")
            self.finished += bool(there)
            kept.care.remove_batch(self.batch.id)  # keeps the log small to look at
            self.added -= self.count
        look_through(self.path)


class Migrating(Job):
    """Bringing an older log to this version."""

    def __init__(self, folder: Path, chance: random.Random, count: int = 1500) -> None:
        super().__init__(folder, chance)
        self.golden = folder.parent / "golden.db"
        self.rows = old_log(self.golden, chance, count)

    def prepare(self) -> None:
        for found in self.path.parent.iterdir():
            shutil.rmtree(found) if found.is_dir() else found.unlink()
        shutil.copyfile(self.golden, self.path)
        os.sync()

    def do(self, tell: Tell) -> None:
        open_database(self.path, create=False).close()
        tell("done")

    def verify(self, told: list[str]) -> None:
        import sqlite3
        from contextlib import closing

        with closing(sqlite3.connect(self.path)) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            rows = rows_of(connection)
            whole = connection.execute("PRAGMA integrity_check").fetchone()
        hold(whole == ("ok",), f"integrity_check: {whole}")
        hold(version in (OLD.version, 3000) or version > 3000, f"version {version}")
        is_new = version != OLD.version
        hold(is_new == ("import_batch" in rows), "a form between the old and the new one")
        hold(not told or is_new, "an acknowledged migration is gone")
        hold({t: rows.get(t) for t in self.rows} == self.rows, "rows were lost")
        if is_new:
            hold(sound_backups(self.path) >= 1, "no backup from before the migration")
            self.finished += 1
        with opened(self.path) as kept:
            there = len(kept.store.history().sets)
        hold(there == self.rows["set_entry"], "the retry lost sets")
        look_through(self.path)
        sound_backups(self.path)


class BackingUp(Job):
    """Logging and making backups, without pause."""

    endless = True

    def __init__(self, folder: Path, chance: random.Random) -> None:
        super().__init__(folder, chance)
        self.told: set[str] = set()
        with opened(self.path, create=True) as kept:
            fill(kept.store, chance, 1500)

    def do(self, tell: Tell) -> None:
        kept = open_kept(self.path)
        for entry in made_sets(10_000, random.Random(os.urandom(8))):
            kept.store.add_set(entry)
            tell(kept.care.back_up().name)

    def verify(self, told: list[str]) -> None:
        self.told.update(told)
        self.finished = len(self.told)
        from core.storage.backup import Backups
        from core.storage.database import utc_now

        listed = {info.name for info in Backups(self.path, clock=utc_now).found()}
        hold(set(told) <= listed, "an acknowledged backup is not listed")
        sound_backups(self.path)
        for info in sorted(listed)[:-3]:
            (self.path.parent / "backups" / info).unlink()
        look_through(self.path)


class Restoring(Job):
    """Bringing a backup back over a log that holds something else."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        super().__init__(folder, chance)
        with opened(self.path, create=True) as kept:
            fill(kept.store, chance, 1200)
            self.old = kept.mark()
            self.backup = kept.care.back_up()
            kept.store.add_sets(tuple(made_sets(800, random.Random(99))))
            self.new = kept.mark()
            self.forth = kept.care.back_up()

    def prepare(self) -> None:
        with opened(self.path) as kept:
            if kept.mark() != self.new:
                kept.care.restore(self.forth)
            hold(kept.mark() == self.new, "could not be brought back")

    def do(self, tell: Tell) -> None:
        kept = open_kept(self.path)
        kept.care.restore(self.backup)
        tell("done")

    def verify(self, told: list[str]) -> None:
        mark = look_through(self.path)
        hold(mark in (self.old, self.new), "neither the old log nor the new one")
        hold(not told or mark == self.old, "an acknowledged restore is gone")
        self.finished += mark == self.old
        hold(sound_backups(self.path) >= 2, "backups are missing")


class Replacing(Job):
    """Writing one file again and again, as settings and exports are written."""

    endless = True

    def __init__(self, folder: Path, chance: random.Random) -> None:
        super().__init__(folder, chance)
        self.file = folder / "export.json"
        self.last = 0
        write_whole(self.file, _numbered(0))

    def do(self, tell: Tell) -> None:
        write = _exports() if self.chance.random() < 0.5 else write_whole
        for number in range(self.last + 1, self.last + 10_000):
            write(self.file, _numbered(number))
            tell(str(number))

    def verify(self, told: list[str]) -> None:
        data = self.file.read_bytes()
        number = int(data[:12] or b"-1")
        hold(data == _numbered(number), "the file is neither the old nor the new one")
        last = max([self.last, *map(int, told)])
        hold(number >= last, "an acknowledged file is gone")
        self.last = number
        self.finished = number


def _exports() -> Callable[[Path, bytes], None]:
    """Give the way exports are written, once there are exports."""
    if importlib.util.find_spec("core.exchange") is None:
        return write_whole
    atomic = importlib.import_module("core.exchange.atomic")

    def write(path: Path, data: bytes) -> None:
        atomic.write_file(path, [data[:1000], data[1000:]])

    return write


def _numbered(number: int) -> bytes:
    return f"{number:012}\n".encode() * 10_000


JOBS: dict[str, type[Job]] = {
    "log": Logging,
    "journal": JournalOnly,
    "import": Importing,
    "migrate": Migrating,
    "backup": BackingUp,
    "restore": Restoring,
    "file": Replacing,
}


@dataclass(slots=True)
class Power:
    """An ext4 disk in a file, whose power can be cut."""

    image: Path
    folder: Path

    def on(self) -> None:
        subprocess.run(["mount", "-o", "loop", str(self.image), str(self.folder)], check=True)

    def cut(self) -> None:
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
        finally:
            os.close(handle)

    def off(self) -> None:
        subprocess.run(["umount", str(self.folder)], check=True)


def _fork(job: Job) -> tuple[int, int]:
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        return child, reader
    try:
        os.close(reader)
        os.write(writer, b"\n")
        job.do(lambda text: (os.write(writer, f"{text}\n".encode()), None)[1])
        os._exit(0)
    except BaseException as error:  # noqa: BLE001 - a child that fails says so
        os.write(writer, f"!{type(error).__name__}: {error}\n".encode()[:500])
        os._exit(1)


def one_run(job: Job, wait: float, power: Power | None) -> list[str]:
    """Let a child work, end it after a while, and give what it acknowledged."""
    child, reader = _fork(job)
    try:
        heard = os.read(reader, 1)
        time.sleep(wait)
        if power is not None:
            # what is said after the cut does not count: there would be nobody to say it
            os.set_blocking(reader, False)
            heard += _all_of(reader)
            power.cut()
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if power is None:
            heard += _all_of(reader)
    finally:
        os.close(reader)
    lines = heard.decode(errors="replace").split("\n")
    told = [line for line in lines[:-1] if line]  # without its end, a line was not said
    if power is not None:
        power.off()
        power.on()
    failed = [line for line in told if line.startswith("!")]
    # after the power is gone everything fails; the child may notice before it dies
    hold(not failed or power is not None, f"the child failed: {failed[:1]}")
    return [line for line in told if not line.startswith("!")]


def _all_of(reader: int) -> bytes:
    heard = b""
    try:
        while some := os.read(reader, 65536):
            heard += some
    except BlockingIOError:
        pass
    return heard


def _duration(job: Job, *, cut: bool) -> float:
    """How long the whole job takes, so that every moment of it gets its share."""
    if job.endless:
        return 0.6 if cut else 0.3
    job.prepare()
    start = time.perf_counter()
    child, reader = _fork(job)
    os.waitpid(child, 0)
    os.close(reader)
    spent = time.perf_counter() - start
    job.verify(["done"] if not isinstance(job, Importing) else ["1"])
    return spent


def main(given: list[str]) -> int:
    """Run one job; see above."""
    name, folder, runs, seed = given[:4]
    plant()
    chance = random.Random(f"{seed} {name}")
    power = Power(Path(given[5]), Path(folder)) if given[4:5] == ["--cut"] else None
    if power is not None:
        power.on()
    done, acknowledged, problem = 0, 0, ""
    try:
        home = Path(folder) / "data"
        home.mkdir()
        job = JOBS[name](home, chance)
        os.sync()
        most = min(_duration(job, cut=power is not None) for _ in range(2)) * 1.1
        for _ in range(int(runs)):
            job.prepare()
            os.sync()
            told = one_run(job, chance.uniform(0, most), power)
            acknowledged += len(told)
            job.verify(told)
            done += 1
        finished = job.finished
    except Red as red:
        problem, finished = str(red), 0
    finally:
        if power is not None:
            subprocess.run(["umount", folder], check=False)
    sys.stdout.write(
        json.dumps({"runs": done, "told": acknowledged, "finished": finished, "problem": problem})
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
