"""What is left when a process dies between any two of its file operations?

    python -m tests.faults.stepping rescue|state FOLDER

Every piece of work is done in a fork again and again; the first one is killed at its first file
operation, the next one at its second, until one comes to its end. Python itself says what is done
to files (its audit events), so no operation can be forgotten. Prints one JSON line at the end.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import struct
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from core.errors import Problem
from core.opening import LOG_NAME, Opener
from core.storage.backup import Backups
from core.storage.database import utc_now
from gui.state import State
from tests.factories import catalog, safety
from tests.faults.bench import hold
from tests.faults.logs import made_sets, opened
from tests.faults.planted import plant
from tests.storage.making import sets_of

OPERATIONS = frozenset(
    {
        "open",
        "os.chmod",
        "os.link",
        "os.mkdir",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.symlink",
        "os.truncate",
        "shutil.copyfile",
        "sqlite3.connect",
    }
)
"""Audit events of everything that changes a folder, or comes before a change of a file."""
_MOST = 400


def dies_at(nth: int, work: Callable[[], object], folder: Path) -> bool:
    """Do something in a fork that is killed at its nth file operation inside a folder.

    Returns:
        True when it died, False when it came to its end before.

    """
    child = os.fork()
    if child == 0:
        done = 0

        def look(event: str, given: tuple[object, ...]) -> None:
            nonlocal done
            if event not in OPERATIONS or not any(str(folder) in str(part) for part in given):
                return
            done += 1
            if done == nth:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(look)
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - told by the exit code
            sys.stderr.write(f"{type(error).__name__}: {error}\n")
            sys.stderr.flush()
            os._exit(3)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    hold(os.WEXITSTATUS(status) == 0, f"the work failed, {nth} operations in")
    return False


# -- putting another log in the place of one that can't be opened ----------------------------------


@dataclass(frozen=True, slots=True)
class Way:
    """One of the ways out, and whose sets are in the log after it."""

    name: str
    do: Callable[[Opener, Path], object]
    sets: int


def _restore(opener: Opener, _: Path) -> object:
    rescue = opener.rescue()
    return rescue.restore(rescue.backups()[0])


def _rebuild(opener: Opener, _: Path) -> object:
    return opener.rescue().rebuild()


def _choose(opener: Opener, other: Path) -> object:
    return opener.rescue().choose(other)


def _start_new(opener: Opener, _: Path) -> object:
    return opener.rescue().start_new()


WAYS = (
    Way("restore", _restore, 30),
    Way("rebuild", _rebuild, 50),
    Way("choose", _choose, 7),
    Way("new", _start_new, 0),
)


def a_log_that_is_refused(folder: Path) -> None:
    """Make a log of a newer Evenside whose last 20 sets are still in its "-wal"; and another log.

    What lies there can be read by the newer Evenside, as long as both files stay together.
    """
    path, other = folder / "data" / LOG_NAME, folder / "other" / "chosen.db"
    with opened(other, create=True) as kept:
        kept.store.add_sets(sets_of(7))
    with opened(path, create=True) as kept:
        entries = sets_of(50)
        kept.store.add_sets(entries[:30])
        kept.care.back_up()
        kept.store.checkpoint()
        with closing(sqlite3.connect(path, isolation_level=None)) as newer:
            newer.execute("PRAGMA user_version = 99000")
            newer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        kept.store.add_sets(entries[30:])
        for ending in ("", "-wal"):
            shutil.copyfile(f"{path}{ending}", folder / f"kept{ending}")
    for ending in ("", "-wal"):
        shutil.copyfile(folder / f"kept{ending}", f"{path}{ending}")
    Path(f"{path}-shm").unlink(missing_ok=True)


def _sets_in(path: Path, scratch: Path) -> int:
    """Count the sets in a log and what is in its "-wal", in a copy, whatever its version."""
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    for ending in ("", "-wal"):
        if Path(f"{path}{ending}").exists():
            shutil.copyfile(f"{path}{ending}", scratch / f"copy.db{ending}")
    data = bytearray((scratch / "copy.db").read_bytes())
    hold(struct.unpack_from(">I", data, 68)[0] == int.from_bytes(b"EVSD", "big"), "no log")
    with closing(sqlite3.connect(scratch / "copy.db")) as connection:
        (count,) = connection.execute("SELECT count(*) FROM set_entry").fetchone()
        return int(count)


def rescues(folder: Path) -> dict[str, object]:
    """Die between any two file operations of each way out; then start again."""
    kills, back, forth = 0, 0, 0
    like = folder / "like"
    a_log_that_is_refused(like)
    for way in WAYS:
        for nth in range(1, _MOST):
            home = folder / f"{way.name}-{nth}"
            shutil.copytree(like, home)
            path, other = home / "data" / LOG_NAME, home / "other" / "chosen.db"
            opener = Opener(path.parent, catalog(), safety())

            def work(opener: Opener = opener, other: Path = other, way: Way = way) -> object:
                return way.do(opener, other)

            died = dies_at(nth, work, home)
            where = f"{way.name}, killed at operation {nth}"
            # the next start
            try:
                sets = len(opener.open().history().sets)
                opener.close()
            except Problem as problem:
                hold("newer" in problem.message, f"{where}: {problem.message}")
                hold(_sets_in(path, home / "look") == 50, f"{where}: the old log lost sets")
                back += 1
                way.do(opener, other)  # the person chooses the same again
                sets = len(opener.open().history().sets)
                opener.close()
            else:
                forth += died
            hold(sets == way.sets, f"{where}: {sets} sets, not {way.sets}")
            aside = list(path.parent.glob("evenside.put-aside-*.db"))
            hold(len(aside) == 1, f"{where}: {len(aside)} logs were put aside")
            hold(_sets_in(aside[0], home / "look") == 50, f"{where}: what lay there lost sets")
            left = [p.name for p in path.parent.iterdir() if p.name.endswith(".moving")]
            hold(not left, f"{where}: {left} stays")
            hold(not Path(f"{path}-wal").exists(), f"{where}: a strange -wal lies beside the log")
            shutil.rmtree(home)
            kills += died
            if not died:
                break
    return {"kills": kills, "back": back, "forth": forth}


# -- settings of the window ------------------------------------------------------------------------


def states(folder: Path) -> dict[str, object]:
    """Die between any two file operations of saving the window's state and the second folder."""
    kills = 0
    for nth in range(1, _MOST):
        home = folder / f"state-{nth}"
        for folder_of in ("data", "first", "second"):
            (home / folder_of).mkdir(parents=True)
        path = home / "data" / LOG_NAME
        with opened(path, create=True) as kept:
            kept.store.add_sets(tuple(made_sets(5, random.Random(1))))
        old = State(home / "window.ini")
        old.keep("width", 1100)
        old.keep("theme", "dark")
        old.save()
        Backups(path, clock=utc_now).use_second_folder(home / "first")

        def work(home: Path = home, path: Path = path) -> None:
            state = State(home / "window.ini")
            state.keep("width", 1200)
            state.keep("theme", "light")
            state.save()
            Backups(path, clock=utc_now).use_second_folder(home / "second")

        died = dies_at(nth, work, home)
        found = State(home / "window.ini")
        both = found.number("width", 0), found.word("theme", ("dark", "light"), "")
        hold(both in ((1100, "dark"), (1200, "light")), f"killed at {nth}: {both}")
        second = Backups(path, clock=utc_now).second_folder()
        hold(second in (home / "first", home / "second"), f"killed at {nth}: {second}")
        again = State(home / "window.ini")
        again.keep("width", 1300)
        again.save()
        hold(State(home / "window.ini").number("width", 0) == 1300, f"killed at {nth}: stuck")
        shutil.rmtree(home)
        kills += died
        if not died:
            break
    return {"kills": kills}


def main(given: list[str]) -> int:
    """Run one of them and print what came of it."""
    plant()
    work = {"rescue": rescues, "state": states}[given[0]]
    sys.stdout.write(json.dumps(work(Path(given[1]))) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
