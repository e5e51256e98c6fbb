"""Which logs do the fault cases start from, and how is a log looked through?"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from core.body import Side
from core.inventory import ImportBatch
from core.journal import AfterNote, Band, Morning, MorningNote, SetEntry
from core.storage.backup import Backups
from core.storage.care import LogCare
from core.storage.database import Database, open_database, utc_now
from core.storage.health import findings
from core.storage.journal import FOLDER, Journal
from core.storage.migrations import Form
from core.storage.store import Store
from core.storage.sums import state_mark, state_of
from tests.faults.bench import hold

START = date(2017, 1, 2)
OLD = Form("0002", 2000)
EXERCISES = ("single_arm_row", "split_squat", "bird_dog", "side_plank", "calf_raise")


def uuid_of(chance: random.Random) -> str:
    """Make a UUID from seeded numbers."""
    return str(UUID(int=chance.getrandbits(128), version=4))


def made_sets(count: int, chance: random.Random, *, a_day: int = 20) -> Iterator[SetEntry]:
    """Make sets of years of training, with every kind of value in them."""
    for n in range(count):
        day = START + timedelta(days=n // a_day)
        at = datetime(day.year, day.month, day.day, 17, tzinfo=UTC) + timedelta(minutes=n % a_day)
        kind = n % 3
        yield SetEntry(
            id=uuid_of(chance),
            workout_id=f"workout-{day.isoformat()}",
            exercise_id=EXERCISES[n % len(EXERCISES)],
            day=day,
            at=at,
            index=n % a_day + 1,
            side=(Side.LEFT, Side.RIGHT, None)[n % 3] if kind else Side.LEFT,
            reps=None if kind == 2 else chance.randint(1, 20),
            seconds=chance.randint(5, 90) if kind == 2 else None,
            load_kg=chance.choice([2.5, 10.0, 12.5]) if kind == 0 else None,
            band=Band.MEDIUM if kind == 1 else None,
            reserve=chance.choice([None, 0, 2, 4]),
            pain=chance.choice([None, 0, 0, 3]),
            setup="" if n % 7 else "box 40 cm",
            note="" if n % 5 else f"note {n} – grün ✓",
        )


@dataclass(slots=True)
class Kept:
    """An open log with everything the app puts around it."""

    database: Database
    store: Store
    care: LogCare
    backups: Backups

    def mark(self) -> str:
        with self.database.bare() as connection:
            return state_mark(state_of(connection))


@contextmanager
def opened(path: Path, *, create: bool = False, journal: bool = True) -> Iterator[Kept]:
    """Open a log as the app does."""
    kept = open_kept(path, create=create, journal=journal)
    try:
        yield kept
    finally:
        kept.store.close()


def open_kept(path: Path, *, create: bool = False, journal: bool = True) -> Kept:
    """Open a log as the app does; the caller closes it."""
    database = open_database(
        path,
        create=create,
        journal=Journal(path.parent / FOLDER) if journal else None,
        patience_ms=20_000,
    )
    backups = Backups(path, clock=utc_now)
    return Kept(database, Store(database), LogCare(database, backups), backups)


def fill(store: Store, chance: random.Random, count: int) -> tuple[SetEntry, ...]:
    """Fill a log with a bit of everything."""
    entries = tuple(made_sets(count, chance))
    store.add_sets(entries)
    first = entries[0]
    store.remove_set(entries[-1].id)
    store.add_morning(
        MorningNote(first.workout_id, first.exercise_id, Side.LEFT, first.day, Morning.SORE)
    )
    store.add_after([AfterNote(first.workout_id, first.exercise_id, None, first.day, 2)])
    store.add_lighter_week(first.day)
    store.save_plan("Tuesday hips", '{"items": []}')
    store.exclude("dead_bug", first.day)
    store.put_setting("profile", '{"minutes": 25}')
    store.add_screening(first.day, '{"yes": []}')
    return entries


def a_batch(chance: random.Random) -> ImportBatch:
    """Make a batch."""
    at = datetime(2026, 3, 1, 12, tzinfo=UTC)
    return ImportBatch(uuid_of(chance), at, "Strong", "strong.csv", "", {"sets": 1})


def old_log(path: Path, chance: random.Random, count: int) -> dict[str, int]:
    """Make a log of the form before this one; give the rows of each table."""
    open_database(path, create=True, form=OLD).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        for entry in made_sets(count, chance):
            instant = entry.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
            connection.execute(
                "INSERT OR IGNORE INTO workout VALUES (?, ?, ?)",
                (entry.workout_id, entry.day.isoformat(), instant),
            )
            load = "kg" if entry.load_kg is not None else "band" if entry.band else "none"
            connection.execute(
                f"INSERT INTO set_entry VALUES ({', '.join('?' * 17)})",
                (
                    entry.id,
                    entry.workout_id,
                    entry.exercise_id,
                    entry.day.isoformat(),
                    instant,
                    entry.index,
                    entry.side.value if entry.side else None,
                    entry.reps,
                    entry.seconds,
                    load,
                    entry.load_kg,
                    entry.band,
                    entry.reserve,
                    entry.pain,
                    entry.setup,
                    entry.note,
                    None,
                ),
            )
        connection.execute("INSERT INTO setting VALUES ('profile', '{}')")
        connection.execute(
            "INSERT INTO plan VALUES (1, 'hips', '2026-03-01T12:00:00.000000Z', '{}', 1)"
        )
        connection.execute(
            "INSERT INTO morning_note SELECT id, 'bird_dog', 'left', day, 'worse' FROM workout"
        )
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return rows_of(connection)


def rows_of(connection: sqlite3.Connection) -> dict[str, int]:
    """Count the rows of each table."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        " AND name <> 'alembic_version'"
    ).fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for (name,) in names
    }


def look_through(path: Path) -> str:
    """Look through a log at rest or after a crash, with SQLite alone; give its state's mark."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        found = findings(connection)
        hold(not found, f"the check finds {found[:3]}")
        orphans = connection.execute(
            "SELECT count(*) FROM set_entry WHERE workout_id NOT IN (SELECT id FROM workout)"
        ).fetchone()
        hold(orphans == (0,), "sets without their workout")
        return state_mark(state_of(connection))


def sound_backups(path: Path) -> int:
    """Look through every backup that is listed; give how many there are."""
    backups = Backups(path, clock=utc_now)
    found = backups.found()
    for info in found:
        named = backups.path_of(info)
        with closing(sqlite3.connect(f"file:{named}?mode=ro", uri=True)) as connection:
            wrong = findings(connection)
            hold(not wrong, f"a listed backup is not whole: {wrong[:2]}")
    return len(found)
