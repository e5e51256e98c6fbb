"""How is a file's worth of sets taken in, taken back, and brought back again?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from core.inventory import ImportBatch
from core.journal import SetEntry
from core.storage.database import Database
from core.storage.errors import NotInLog
from core.storage.rows import ImportBatchRow, SetRow, WorkoutRow
from core.storage.values import set_columns

_LONGEST_NAME = 400


def add_batch(database: Database, batch: ImportBatch, entries: Sequence[SetEntry]) -> int:
    """Save a batch with its sets: all of them or none; give how many were new.

    A set that is in the log already stays as it is, with every change made since, removed ones
    among them.
    """
    workouts = {entry.workout_id: entry for entry in reversed(entries)}
    with database.writing() as session:
        row = insert(ImportBatchRow).values(
            id=batch.id,
            at_utc=batch.at,
            source=batch.source,
            file_name=batch.file_name[-_LONGEST_NAME:],
            file_hash=batch.file_hash,
            counts=json.dumps(dict(batch.counts)),
        )
        session.execute(row.on_conflict_do_nothing())
        if not entries:
            return 0
        session.execute(
            insert(WorkoutRow).on_conflict_do_nothing(),
            [{"id": e.workout_id, "day": e.day, "started_at": e.at} for e in workouts.values()],
        )
        before = session.scalar(select(func.count()).select_from(SetRow)) or 0
        session.execute(
            insert(SetRow).on_conflict_do_nothing(),
            [set_columns(replace(entry, batch=batch.id)) for entry in entries],
        )
        return (session.scalar(select(func.count()).select_from(SetRow)) or 0) - before


def remove_batch(database: Database, batch_id: str) -> None:
    """Take a batch's sets out of the history; `restore_batch` brings back those and no others.

    Raises:
        NotInLog: There is no such batch, or it was taken back before.

    """
    with database.writing() as session:
        row = _batch(session, batch_id)
        if row.removed_at_utc is not None:
            raise NotInLog("import")
        taken = select(SetRow.deleted_at_utc).where(SetRow.batch_id == batch_id)
        instants = set(session.scalars(taken))
        at: datetime = database.clock()
        while at in instants:  # the instant marks whose removal it was
            at += timedelta(microseconds=1)
        row.removed_at_utc = at
        session.execute(
            update(SetRow)
            .where(SetRow.batch_id == batch_id, SetRow.deleted_at_utc.is_(None))
            .values(deleted_at_utc=at)
            .execution_options(synchronize_session=False)
        )


def restore_batch(database: Database, batch_id: str) -> None:
    """Bring back what `remove_batch` took; a batch that is there stays.

    Raises:
        NotInLog: There never was one.

    """
    with database.writing() as session:
        row = _batch(session, batch_id)
        if row.removed_at_utc is None:
            return
        session.execute(
            update(SetRow)
            .where(SetRow.batch_id == batch_id, SetRow.deleted_at_utc == row.removed_at_utc)
            .values(deleted_at_utc=None)
            .execution_options(synchronize_session=False)
        )
        row.removed_at_utc = None


def batches(database: Database) -> tuple[ImportBatch, ...]:
    """List the batches, newest first, those that were taken back among them."""
    counted = (
        select(SetRow.batch_id, func.count().label("sets"))
        .where(SetRow.deleted_at_utc.is_(None), SetRow.batch_id.is_not(None))
        .group_by(SetRow.batch_id)
        .subquery()
    )
    chosen = (
        select(ImportBatchRow, counted.c.sets)
        .outerjoin(counted, counted.c.batch_id == ImportBatchRow.id)
        .order_by(ImportBatchRow.at_utc.desc(), ImportBatchRow.id)
    )
    with database.reading() as session:
        return tuple(_value(row, sets or 0) for row, sets in session.execute(chosen))


def _batch(session: Session, batch_id: str) -> ImportBatchRow:
    row = session.get(ImportBatchRow, batch_id)
    if row is None:
        raise NotInLog("import")
    return row


def _value(row: ImportBatchRow, sets: int) -> ImportBatch:
    return ImportBatch(
        id=row.id,
        at=row.at_utc,
        source=row.source,
        file_name=row.file_name,
        file_hash=row.file_hash,
        counts={str(key): int(value) for key, value in json.loads(row.counts).items()},
        sets=sets,
        removed=row.removed_at_utc is not None,
    )
