"""What do the storage tests log, and how do they look at files?"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from core.body import Side
from core.inventory import ImportBatch
from core.journal import SetEntry
from core.storage.database import open_database
from core.storage.migrations import KNOWN, Form
from core.storage.store import Store

DAY = date(2026, 3, 1)
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

STEP = '''
"""A step that only a test knows."""

import os
import signal

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"


def upgrade() -> None:
{body}
'''


def a_set(**changes: Any) -> SetEntry:  # noqa: ANN401 - SetEntry's fields
    plain = SetEntry(
        id=str(uuid4()),
        workout_id="workout-1",
        exercise_id="split_squat",
        day=DAY,
        at=NOON,
        index=1,
        side=Side.LEFT,
        reps=8,
    )
    return replace(plain, **changes)


def sets_of(count: int) -> tuple[SetEntry, ...]:
    return tuple(a_set(at=NOON + timedelta(minutes=n)) for n in range(count))


@contextmanager
def opened(path: Path, *, create: bool = False, form: Form = KNOWN) -> Iterator[Store]:
    store = Store(open_database(path, create=create, clock=lambda: NOON, form=form))
    try:
        yield store
    finally:
        store.close()


def log_with(path: Path, sets: tuple[SetEntry, ...]) -> Path:
    with opened(path, create=True) as store:
        for entry in sets:
            store.add_set(entry)
    return path


def sql(path: Path, *statements: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        rows: list[tuple[Any, ...]] = []
        for statement in statements:
            rows = connection.execute(statement).fetchall()
        return rows


def fingerprints(folder: Path) -> dict[str, str]:
    return {
        found.name: hashlib.sha256(found.read_bytes()).hexdigest()
        for found in sorted(folder.iterdir())
        if found.is_file()
    }


def backups_of(path: Path) -> list[Path]:
    return sorted((path.parent / "backups").glob("*.db"))


def form_with(folder: Path, *bodies: str) -> Form:
    """Write steps after the newest and give the form they lead to."""
    folder.mkdir(exist_ok=True)
    revision = KNOWN.head
    for number, body in enumerate(bodies, start=int(KNOWN.head) + 1):
        before, revision = revision, f"{number:04}"
        indented = "\n".join(f"    {line}" for line in body.strip().splitlines())
        text = STEP.format(revision=revision, before=before, body=indented)
        (folder / f"step_{revision}.py").write_text(text, encoding="utf-8")
    return Form(revision, KNOWN.version + 1000 * len(bodies), (*KNOWN.folders, folder))


def a_batch(**changes: Any) -> ImportBatch:  # noqa: ANN401 - ImportBatch's fields
    plain = ImportBatch(str(uuid4()), NOON, "Strong", "strong.csv", "ab" * 32, {"sets": 4})
    return replace(plain, **changes)
