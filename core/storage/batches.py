"""How is a file's worth of everything taken in, taken back, and brought back again?

Every function is one transaction. Sets of an import that was taken back are kept aside: marked as
removed at the very instant at which their import was, so that only those come back.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.orm import Session

from core.exchange.others import removed_of
from core.exchange.undoing import undo_from_json, undo_to_json
from core.inventory import Batch
from core.journal import AfterNote, History, MorningNote, SetEntry
from core.keeper import REMOVED_SETS, Contents, Undo
from core.storage.besides import add_besides, add_notes, add_workouts, added, take_besides
from core.storage.changed import changed_of, note_changed, parts
from core.storage.database import Database
from core.storage.errors import NotInLog
from core.storage.rows import AfterRow, ImportBatchRow, MorningRow, SetRow
from core.storage.values import (
    AFTER_COLUMNS,
    MORNING_COLUMNS,
    SET_COLUMNS,
    after_columns,
    after_of,
    morning_columns,
    morning_of,
    set_columns,
    set_of,
)

_LONGEST_NAME = 400


def add_batch(database: Database, batch: Batch, contents: Contents) -> None:
    """Save an import with all that it brings; what is there already stays as it is.

    Sets that are kept aside give way, for the person imports them anew; but what they have changed
    or removed by hand comes along as they left it.
    """
    removed = [removed_of(row) for row in dict(contents.more).get(REMOVED_SETS, ())]
    entries = [*contents.history.sets, *(one.entry for one in removed)]
    with database.writing() as session:
        own = session.get(ImportBatchRow, batch.id)
        if own is not None and own.removed_at_utc is None:
            return
        notes = History() if own is None else undo_from_json(own.undo or "").contents.history
        anew = {**{e.id: e.batch for e in entries}, **{one.entry.id: batch.id for one in removed}}
        aside = _aside(session, list(anew))
        for ids in parts(aside.given_up):
            session.execute(delete(SetRow).where(SetRow.id.in_(ids)))
        at = database.clock()
        for one in (batch, *contents.batches):
            _save(session, one, at)
        add_workouts(session, entries)
        rows = [set_columns(entry) for entry in contents.history.sets]
        rows += [
            {**set_columns(replace(one.entry, batch=batch.id)), "deleted_at_utc": one.at}
            for one in removed
        ]
        for set_id in (*aside.changed, *aside.removed):
            shown = {} if set_id in aside.removed else {"deleted_at_utc": None}
            session.execute(
                update(SetRow).where(SetRow.id == set_id).values(batch_id=anew[set_id], **shown)
            )
        added(session, SetRow, rows)
        note_changed(session, aside.changed)
        add_besides(session, contents, at)
        if entries:
            add_notes(session, notes)  # what the person has said about these workouts before


def remove_batch(database: Database, batch_id: str, also: Undo) -> tuple[SetEntry, ...]:
    """Take an import and its parts out of sight; give the sets that this took.

    What else is lost with its workouts is written to its `undo`, so that it can come back.
    """
    with database.writing() as session:
        own = session.get(ImportBatchRow, batch_id)
        if own is None or own.removed_at_utc is not None:
            return ()
        batches = [own, *_parts_of(session, batch_id, None)]
        gone = [row.id for row in batches]
        instants = set(
            session.scalars(select(SetRow.deleted_at_utc).where(SetRow.batch_id.in_(gone)))
        )
        at: datetime = database.clock()
        while at in instants:  # the instant marks whose removal it was
            at += timedelta(microseconds=1)
        seen = SetRow.batch_id.in_(gone), SetRow.deleted_at_utc.is_(None)
        chosen = select(*SET_COLUMNS).where(*seen)
        chosen = chosen.order_by(SetRow.day, SetRow.at_utc, SetRow.idx, SetRow.id)
        out = tuple(map(set_of, session.execute(chosen)))
        session.execute(
            update(SetRow)
            .where(*seen)
            .values(deleted_at_utc=at)
            .execution_options(synchronize_session=False)
        )
        take_besides(session, also)
        own.undo = _with_notes(also, _take_notes(session, {entry.workout_id for entry in out}))
        for row in batches:
            row.removed_at_utc = at
        return out


def restore_batch(database: Database, batch_id: str, also: Undo) -> None:
    """Bring back what `remove_batch` took; a batch that is there stays.

    Raises:
        NotInLog: There never was one.

    """
    with database.writing() as session:
        own = session.get(ImportBatchRow, batch_id)
        if own is None:
            raise NotInLog("import")
        at = own.removed_at_utc
        if at is None:
            return
        for row in [own, *_parts_of(session, batch_id, at)]:
            session.execute(
                update(SetRow)
                .where(SetRow.batch_id == row.id, SetRow.deleted_at_utc == at)
                .values(deleted_at_utc=None)
                .execution_options(synchronize_session=False)
            )
            row.removed_at_utc = None
        add_besides(session, also.contents, database.clock(), before=dict(also.before))


def batches(database: Database) -> tuple[Batch, ...]:
    """List the imports as they came, those that were taken back and parts of others among them."""
    counted = (
        select(SetRow.batch_id, func.count().label("sets"))
        .where(SetRow.deleted_at_utc.is_(None), SetRow.batch_id.is_not(None))
        .group_by(SetRow.batch_id)
        .subquery()
    )
    chosen = (
        select(ImportBatchRow, counted.c.sets)
        .outerjoin(counted, counted.c.batch_id == ImportBatchRow.id)
        .order_by(ImportBatchRow.at_utc, text("import_batch.rowid"))
    )
    with database.reading() as session:
        rows = [(row, int(sets or 0)) for row, sets in session.execute(chosen)]
        here = {row.id: sets for row, sets in rows}
        for row, sets in rows:
            if row.parent_id in here:
                here[row.parent_id] += sets
        changed = {row.id: _still_here(session, changed_of(row)) for row, _ in rows}
        for row, _ in rows:
            if row.parent_id in here:
                changed[row.parent_id] += changed[row.id]
        return tuple(_value(row, here[row.id], changed[row.id]) for row, _ in rows)


def _still_here(session: Session, ids: frozenset[str]) -> int:
    """Count those of these sets that are in the log."""
    count = 0
    for some in parts(sorted(ids)):
        chosen = select(func.count()).where(SetRow.id.in_(some), SetRow.deleted_at_utc.is_(None))
        count += session.scalar(chosen) or 0
    return count


def _value(row: ImportBatchRow, here: int, changed: int) -> Batch:
    counts: dict[str, Any] = json.loads(row.counts)
    return Batch(
        id=row.id,
        source=row.source,
        file=row.file_name,
        sha256=row.file_hash,
        day=row.day or row.at_utc.date(),
        sets=int(counts.get("sets", 0)),
        parent=row.parent_id or "",
        undo=row.undo or "",
        at=row.at_utc,
        here=here,
        removed=row.removed_at_utc is not None,
        changed=changed,
    )


def _save(session: Session, batch: Batch, at: datetime) -> None:
    """Save what is known of an import; one that is there is kept, one taken back is made anew."""
    row = session.get(ImportBatchRow, batch.id)
    if row is not None and row.removed_at_utc is None:
        return
    if row is None:
        row = ImportBatchRow(id=batch.id, removed_at_utc=None)
    row.at_utc, row.source = at, batch.source
    row.file_name, row.file_hash = batch.file[-_LONGEST_NAME:], batch.sha256
    row.counts = json.dumps({"sets": batch.sets})
    row.removed_at_utc = None
    row.day, row.parent_id, row.undo = batch.day, batch.parent or None, batch.undo or None
    session.add(row)
    session.flush()


def _parts_of(session: Session, batch_id: str, at: datetime | None) -> list[ImportBatchRow]:
    chosen = select(ImportBatchRow).where(ImportBatchRow.parent_id == batch_id)
    chosen = chosen.where(
        ImportBatchRow.removed_at_utc.is_(None)
        if at is None
        else ImportBatchRow.removed_at_utc == at
    )
    return list(session.scalars(chosen))


@dataclass(slots=True)
class _Aside:
    """Ids of sets that are kept aside, by what the person did with them before."""

    given_up: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


def _aside(session: Session, ids: list[str]) -> _Aside:
    """Find those of these sets that are kept aside."""
    found = _Aside()
    changed: dict[str, frozenset[str]] = {}
    for some in parts(ids):
        chosen = (
            select(SetRow.id, SetRow.deleted_at_utc, ImportBatchRow)
            .join(ImportBatchRow, ImportBatchRow.id == SetRow.batch_id)
            .where(SetRow.id.in_(some), ImportBatchRow.removed_at_utc.is_not(None))
        )
        for set_id, gone, row in session.execute(chosen):
            if row.id not in changed:
                changed[row.id] = changed_of(row)
            if gone != row.removed_at_utc:
                found.removed.append(set_id)
            elif set_id in changed[row.id]:
                found.changed.append(set_id)
            else:
                found.given_up.append(set_id)
    return found


def _take_notes(session: Session, workouts: set[str]) -> History:
    """Take out the notes about workouts that have no sets any more, and give them."""
    lonely = set(workouts)
    for some in parts(sorted(workouts)):
        chosen = select(SetRow.workout_id).where(SetRow.workout_id.in_(some))
        lonely -= set(session.scalars(chosen.where(SetRow.deleted_at_utc.is_(None))))
    mornings: list[MorningNote] = []
    after: list[AfterNote] = []
    for some in parts(sorted(lonely)):
        own = select(*MORNING_COLUMNS).where(MorningRow.workout_id.in_(some))
        mornings += map(morning_of, session.execute(own))
        told = select(*AFTER_COLUMNS).where(AfterRow.workout_id.in_(some))
        after += map(after_of, session.execute(told))
    for note in mornings:
        session.execute(delete(MorningRow).filter_by(**morning_columns(note)))
    for said in after:
        session.execute(delete(AfterRow).filter_by(**after_columns(said)))
    return History((), tuple(mornings), tuple(after))


def _with_notes(undo: Undo, notes: History) -> str | None:
    came = undo.contents.history
    history = History(
        (),
        tuple(dict.fromkeys((*came.mornings, *notes.mornings))),
        tuple(dict.fromkeys((*came.after, *notes.after))),
        came.lighter,
    )
    return undo_to_json(replace(undo, contents=replace(undo.contents, history=history))) or None
