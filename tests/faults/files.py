"""F4, F9, F10, F11, F19 and F20: what if the file is older, newer, foreign, damaged or hostile?"""

from __future__ import annotations

import gzip
import json
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import asdict
from pathlib import Path

from core.catalog import Catalog
from core.demo import demo_sets
from core.errors import Problem
from core.inventory import Batch
from core.opening import LOG_NAME, Opener
from core.safety import Safety
from core.storage.database import open_database
from core.storage.errors import LogNewer, LogNotUpdated
from core.storage.identity import side_file
from core.storage.migrations import KNOWN, Form
from core.storage.store import Store
from tests.factories import TODAY, catalog, safety
from tests.faults.bench import Bench, hold
from tests.faults.logs import (
    fill,
    look_through,
    made_sets,
    opened,
    rows_of,
    sound_backups,
)
from tests.storage.making import fingerprints, form_with
from tests.storage.test_migrations import CASCADES, REBUILDS_PARENT

GOLDEN = Path(__file__).parent / "golden"


def _parts() -> tuple[Catalog, Safety]:
    return catalog(), safety()


# -- F4 ------------------------------------------------------------------------------------------


def f4(bench: Bench) -> None:
    """Migrate a log whose sets hang on their workouts by ON DELETE CASCADE."""
    count = bench.size(500, 20_000)
    folder = bench.place("data")
    path = folder / LOG_NAME
    with opened(path, create=True, journal=False) as kept:
        fill(kept.store, bench.chance("f4"), count)
    steps = bench.folder / "steps"
    cascading = form_with(steps, CASCADES)
    _to(path, cascading)
    before = _rows(path)
    for name, step in (
        ("deletes", "op.execute('DELETE FROM set_entry WHERE rowid % 2')"),
        ("drops", "op.drop_table('after_note')"),
        ("orphans", "op.execute('DELETE FROM workout')"),
    ):
        marks = fingerprints(folder)
        try:
            _to(path, form_with(bench.folder / f"bad {name}", CASCADES, step))
        except LogNotUpdated:
            now = fingerprints(folder)
            hold(now[LOG_NAME] == marks[LOG_NAME], "a refused migration changed the log")
        else:
            hold(False, f"a migration that {name} was taken")
        bench.runs += 1
    _to(path, form_with(steps, CASCADES, REBUILDS_PARENT))
    hold(_rows(path) == before, f"rows were lost: {_rows(path)} instead of {before}")
    bench.runs += 1
    hold(sound_backups(path) >= 1, "no backup from before")
    bench.note(f"{count} sets under a cascade, 0 lost; 3 destructive steps undone")


def _to(path: Path, form: Form) -> None:
    database = open_database(path, create=False, form=form)
    try:
        with database.bare() as connection:
            on = connection.execute("PRAGMA foreign_keys").fetchone()
            hold(on == (1,), "foreign keys stay off")
    finally:
        database.close()


def _rows(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        return rows_of(connection)


# -- F9 ------------------------------------------------------------------------------------------


def f9(bench: Bench) -> None:
    """Open a log that a newer Evenside wrote, at rest and as a crash leaves it."""
    newer = KNOWN.version + 1001
    for pending in (False, True):
        folder = bench.place(f"newer-{pending}")
        path = folder / LOG_NAME
        with opened(path, create=True) as kept:
            fill(kept.store, bench.chance("f9"), 50)
            kept.care.back_up()
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA user_version = {newer}")
            if pending:
                for ending in ("", "-wal"):
                    shutil.copyfile(f"{path}{ending}", folder / f"kept{ending}")
        if pending:
            for ending in ("", "-wal"):
                shutil.move(folder / f"kept{ending}", f"{path}{ending}")
            hold(side_file(path, "-wal").exists(), "the case itself is wrong")
        before = fingerprints(folder)
        opener = Opener(folder, *_parts())
        try:
            opener.open()
        except LogNewer as problem:
            words = [f"{version // 1000}.{version % 1000}" for version in (newer, KNOWN.version)]
            hold(all(word in problem.message for word in words), problem.message)
        else:
            hold(False, "a newer log was opened")
        hold(fingerprints(folder) == before, "a refused log was touched")
        hold(len(opener.rescue().backups()) == 1, "no backup is offered")
        opener.rescue().restore(opener.rescue().backups()[0])
        hold(len(opener.open().history().sets) == 49, "the backup does not come back")
        opener.close()
        kept_bytes = list(folder.glob("evenside.put-aside-*"))
        hold(len(kept_bytes) == (2 if pending else 1), "the newer log was not kept")
        bench.runs += 1
    bench.note("refused, bytes unchanged, both versions named, backup offered and restored")


# -- F10 -----------------------------------------------------------------------------------------


def _another_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id = 7")
        connection.execute("CREATE TABLE notes (x)")


FOREIGN: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "one byte": lambda path: path.write_bytes(b"S"),
    "JSON": lambda path: path.write_text('{"sets": []}' * 100),
    "a picture": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(5000)),
    "another app's database": _another_database,
    "a folder": Path.mkdir,
    "a dangling link": lambda path: path.symlink_to(path.parent / "nowhere.db"),
    "nothing": lambda path: None,
}


def f10(bench: Bench) -> None:
    """Find something else, or nothing, where a log is expected."""
    for name, make in FOREIGN.items():
        for choice in ("restore", "choose", "rebuild", "new"):
            folder = bench.place(f"{name} {choice}")
            path = folder / LOG_NAME
            opener = Opener(folder, *_parts())
            coach = opener.open()
            coach.save_profile(coach.profile())
            coach.care.back_up()
            opener.close()
            path.replace(folder / "moved.db")
            make(path)
            before = sorted((f.name, f.is_dir()) for f in folder.iterdir())
            try:
                opener.open()
            except Problem as problem:
                hold(problem.replaceable, f"{name}: nothing is offered: {problem.message}")
            else:
                hold(False, f"{name}: an empty log was put in its place")
            after = sorted((f.name, f.is_dir()) for f in folder.iterdir())
            hold(after == before, f"{name}: something was made or removed")
            _choose(opener, choice, folder)
            opened_again = opener.open()
            hold(opened_again.history().sets == (), "a strange log")
            opener.close()
            bench.runs += 1
    bench.note(f"{len(FOREIGN)} kinds: never a new log unasked; all four choices work, the file "
               "that lay there is kept")  # fmt: skip


def _choose(opener: Opener, choice: str, folder: Path) -> None:
    rescue = opener.rescue()
    lay_there = (folder / LOG_NAME).exists() or (folder / LOG_NAME).is_symlink()
    if choice == "restore":
        rescue.restore(rescue.backups()[0])
    elif choice == "choose":
        rescue.choose(folder / "moved.db")
    elif choice == "rebuild":
        rescue.rebuild()
    else:
        rescue.start_new()
    kept = [*folder.glob("evenside.damaged-*"), *folder.glob("evenside.put-aside-*")]
    hold(len(kept) == int(lay_there), "what lay there was not kept")


# -- F11 -----------------------------------------------------------------------------------------


def _bits(data: bytearray, chance: random.Random, count: int) -> None:
    for _ in range(count):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _bytes(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data) - 16)
    data[at : at + 16] = chance.randbytes(16)


def _zeros(data: bytearray, chance: random.Random, size: int) -> None:
    at = chance.randrange(len(data) // size) * size
    data[at : at + size] = bytes(size)


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(1, len(data)) :]


DAMAGES: dict[str, tuple[Callable[[bytearray, random.Random], None], int]] = {
    "1 bit": (lambda data, chance: _bits(data, chance, 1), 30),
    "8 bits": (lambda data, chance: _bits(data, chance, 8), 15),
    "16 bytes": (_bytes, 15),
    "sector": (lambda data, chance: _zeros(data, chance, 512), 15),
    "page": (lambda data, chance: _zeros(data, chance, 4096), 10),
    "cut off": (_cut, 15),
}
"""How, and what share of the trials in percent."""


def f11(bench: Bench) -> None:
    """Damage a log in every way; whatever reads differently has to be found."""
    golden = bench.place("golden") / LOG_NAME
    with opened(golden, create=True, journal=False) as kept:
        fill(kept.store, bench.chance("f11"), 2000)
    whole = golden.read_bytes()
    truth = _read(golden)
    trials = bench.size(120, 2000)
    changed = found = at_start = 0
    for name, (harm, share) in DAMAGES.items():
        chance = bench.chance(name)
        for number in range(trials * share // 100):
            data = bytearray(whole)
            harm(data, chance)
            path = bench.folder / "damaged" / LOG_NAME
            shutil.rmtree(path.parent, ignore_errors=True)
            path.parent.mkdir()
            path.write_bytes(data)
            differs = data != whole and _read(path) != truth
            start, check = _noticed(path)
            bench.runs += 1
            if differs:
                changed += 1
                at_start += start
                found += start or check
                hold(start or check, f"{name} {number}: reads differently, and nobody notices")
            lost = name == "cut off" or (name == "page" and data != whole and differs)
            hold(not lost or start, f"{name} {number}: not noticed at the start")
    bench.note(
        f"{bench.runs} damages, {changed} logs read differently: {at_start} refused at the start, "
        f"{found - at_start} more found by the check, 0 unnoticed"
    )
    _damaged_is_kept(bench)


def _read(path: Path) -> object:
    """Read all rows with SQLite alone; None when that is not possible."""
    found = {}
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
        connection.text_factory = bytes
        try:
            tables = [row[0].decode() for row in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]  # fmt: skip
            for table in tables:
                quoted = table.replace('"', '""')
                found[table] = sorted(map(repr, connection.execute(f'SELECT * FROM "{quoted}"')))
        except (sqlite3.Error, UnicodeDecodeError):
            return None
    return found


def _noticed(path: Path) -> tuple[bool, bool]:
    """Open and check as the app does; every refusal has to be a Problem."""
    try:
        with opened(path, journal=False) as kept:
            kept.care.start_check(thorough=True)
            while (progress := kept.care.check_step()).result is None:
                pass
            return False, not progress.result.sound
    except Problem:
        return True, False


def _damaged_is_kept(bench: Bench) -> None:
    """Open a damaged log: it is kept, the newest good backup is offered, none is thinned."""
    folder = bench.place("kept")
    opener = Opener(folder, *_parts())
    coach = opener.open()
    coach.log_many(list(demo_sets(catalog(), today=TODAY))[:40], today=TODAY)
    good = coach.care.back_up()
    opener.close()
    path = folder / LOG_NAME
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 20_000] = bytes(20_000)
    path.write_bytes(data)
    with suppress(Problem):
        opener.open()
        hold(False, "a damaged log was opened")
    rescue = opener.rescue()
    hold(rescue.backups()[0].name == good.name, "the newest good backup is not offered")
    done = rescue.restore(rescue.backups()[0])
    hold((folder / done.kept).read_bytes() == bytes(data), "the damaged log was not kept")
    hold(done.kept.startswith("evenside.damaged-"), done.kept)
    hold(len(opener.open().history().sets) == 40, "the backup does not come back")
    opener.close()


# -- F19 -----------------------------------------------------------------------------------------


def f19(bench: Bench) -> None:
    """Open a log of every form there has been, and compare it with what it held."""
    names = sorted(path.name.removesuffix(".db.gz") for path in GOLDEN.glob("*.db.gz"))
    hold(len(names) >= 3, "golden files are missing")
    hold(KNOWN.head in {name.split("-")[0] for name in names}, "this form has no golden file")
    for name in names:
        path = bench.place(name) / LOG_NAME
        path.write_bytes(gzip.decompress((GOLDEN / f"{name}.db.gz").read_bytes()))
        with opened(path) as kept:
            found = dump(kept.store)
        look_through(path)
        wanted = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
        hold(json.loads(json.dumps(found)) == wanted, f"{name} reads differently")
        with opened(path) as kept:
            kept.store.add_sets(tuple(made_sets(3, bench.chance(name))))
        look_through(path)
        bench.runs += 1
    bench.note(f"{', '.join(names)}: each opens, is brought up and equals its recorded dump")


def dump(store: Store) -> dict[str, object]:
    """Write everything in a log as plain values, in fields that are there for ever."""

    def plain(value: object) -> object:
        if isinstance(value, dict):
            return {str(key): plain(inner) for key, inner in value.items()}
        if isinstance(value, list | tuple):
            return [plain(inner) for inner in value]
        if hasattr(value, "value"):
            return plain(value.value)
        return value if isinstance(value, int | float | str | None) else str(value)

    everything = store.everything()
    found = plain(asdict(everything))
    assert isinstance(found, dict)
    found["batches"] = [_batch(batch) for batch in everything.batches]
    # recorded when a try of a test and what became of it stood side by side
    found["tests"] = [
        plain(asdict(t.result) | {"removed_at": t.removed_at}) for t in everything.tests
    ]
    return found


def _batch(batch: Batch) -> dict[str, object]:
    """Write an import with the names it was recorded under first."""
    said: dict[str, object] = {
        "id": batch.id,
        "at": str(batch.at),
        "source": batch.source,
        "file_name": batch.file,
        "file_hash": batch.sha256,
        "counts": {"sets": batch.sets},
        "sets": batch.here,
        "removed": batch.removed,
    }
    later = {"day": str(batch.day), "parent": batch.parent, "undo": batch.undo}
    return said | (later if batch.undo or batch.parent else {})


# -- F20 -----------------------------------------------------------------------------------------

HOSTILE: dict[str, tuple[str, ...]] = {
    "trigger": ("CREATE TRIGGER evil AFTER INSERT ON set_entry BEGIN DELETE FROM set_entry; END",),
    "view": ("CREATE VIEW evil AS SELECT 1",),
    "unknown table": ("CREATE TABLE evil (x)",),
    "generated column": (
        "ALTER TABLE plan ADD COLUMN evil TEXT GENERATED ALWAYS AS (name) VIRTUAL",
    ),
    "other types": (
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = replace(sql, 'STRICT', '') WHERE name = 'plan'",
    ),
    "no checks": (
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = replace(sql, 'BETWEEN 0 AND 10', 'BETWEEN 0 AND 99')"
        " WHERE name = 'set_entry'",
    ),
    "huge value": ("UPDATE setting SET value = hex(zeroblob(8000000))",),
    "changed rows": ("UPDATE set_entry SET reps = reps + 1 WHERE reps < 100",),
    "orphans": ("PRAGMA foreign_keys = OFF", "DELETE FROM workout"),
}


def f20(bench: Bench) -> None:
    """Offer a hostile file as a log to choose: nothing in it may be run or taken over."""
    for name, statements in HOSTILE.items():
        folder = bench.place(name)
        with opened(folder / LOG_NAME, create=True) as kept:
            fill(kept.store, bench.chance("f20"), 60)
            mark = kept.mark()
        hostile = folder / "hostile.db"
        shutil.copyfile(folder / LOG_NAME, hostile)
        with closing(sqlite3.connect(hostile, isolation_level=None)) as connection:
            for statement in statements:
                connection.execute(statement)
        before = fingerprints(folder)
        opener = Opener(folder, *_parts())
        try:
            opener.rescue().choose(hostile)
        except Problem as problem:
            hold("hostile.db" in problem.message, problem.message)
        else:
            hold(False, f"{name}: was taken over")
        now = fingerprints(folder)
        hold(now == before, f"{name}: something was changed")
        hold(look_through(folder / LOG_NAME) == mark, f"{name}: the log is another one")
        bench.runs += 1
    bench.note(f"{len(HOSTILE)} hostile files refused by name, the log untouched")
