"""How are tests at home kept, and changes to the log so that they can be taken back?"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from core.journal import AfterNote, MorningNote, Removed, SetEntry
from core.selftests import TestResult
from core.storage.changed import note_changed
from core.storage.database import Database
from core.storage.errors import NotInLog
from core.storage.rows import (
    AfterRow,
    ImportBatchRow,
    MorningRow,
    SetRow,
    SettingRow,
    TestResultRow,
)
from core.storage.values import (
    RESULT_COLUMNS,
    SET_COLUMNS,
    after_columns,
    morning_columns,
    result_columns,
    result_of,
    set_columns,
    set_of,
)


class Keeping:
    """A part of the store; what its docstring promises holds here, too."""

    _database: Database

    # --- what was removed and rewritten ---

    def removed_sets(self) -> tuple[Removed, ...]:
        """Give the sets that were taken out, the latest removal first."""
        chosen = (
            select(*SET_COLUMNS, SetRow.deleted_at_utc, ImportBatchRow.removed_at_utc)
            .outerjoin(ImportBatchRow, ImportBatchRow.id == SetRow.batch_id)
            .where(SetRow.deleted_at_utc.is_not(None))
            .order_by(SetRow.deleted_at_utc.desc(), SetRow.id)
        )
        with self._database.reading() as session:
            return tuple(
                Removed(set_of(row[:-2]), row[-2], aside=row[-1] is not None)
                for row in session.execute(chosen)
            )

    def rewrite(
        self,
        sets: Sequence[SetEntry],
        notes: Sequence[tuple[MorningNote | AfterNote, MorningNote | AfterNote]],
        key: str,
        value: str,
    ) -> None:
        """Replace sets by their ids and notes by each other, and keep a setting that tells of it.

        All of it or nothing. Removed sets stay removed.

        Raises:
            NotInLog: One of the sets was never there.

        """
        with self._database.writing() as session:
            for entry in sets:
                _replace_set(session, entry)
            note_changed(session, [entry.id for entry in sets])
            for old, new in notes:
                _swap_note(session, old, new)
            row = insert(SettingRow).values(key=key, value=value)
            session.execute(
                row.on_conflict_do_update(
                    index_elements=["key"], set_={"value": row.excluded.value}
                )
            )

    # --- tests at home ---

    def results(self) -> tuple[TestResult, ...]:
        """Give every try of every test, oldest first; removed ones are left out."""
        chosen = select(*RESULT_COLUMNS).where(TestResultRow.deleted_at_utc.is_(None))
        chosen = chosen.order_by(TestResultRow.day, TestResultRow.at_utc, TestResultRow.id)
        with self._database.reading() as session:
            return tuple(map(result_of, session.execute(chosen)))

    def add_result(self, result: TestResult) -> None:
        """Save a try of a test; saving the same id again keeps what was typed last."""
        values = result_columns(result)
        added = insert(TestResultRow).values(values)
        with self._database.writing() as session:
            session.execute(added.on_conflict_do_update(index_elements=["id"], set_=values))

    def remove_result(self, result_id: str) -> None:
        """Take a try out; `restore_result` brings it back.

        Raises:
            NotInLog: There is none.

        """
        self._mark_result(result_id, removed=True)

    def restore_result(self, result_id: str) -> None:
        """Bring a removed try back.

        Raises:
            NotInLog: There never was one.

        """
        self._mark_result(result_id, removed=False)

    def _mark_result(self, result_id: str, *, removed: bool) -> None:
        mark = self._database.clock() if removed else None
        change = (
            update(TestResultRow)
            .where(TestResultRow.id == result_id)
            .values(deleted_at_utc=mark)
            .returning(TestResultRow.id)
        )
        with self._database.writing() as session:
            if not session.scalars(change).all():
                raise NotInLog("result")


def _replace_set(session: Session, entry: SetEntry) -> None:
    change = update(SetRow).where(SetRow.id == entry.id).values(set_columns(entry))
    if not session.scalars(change.returning(SetRow.id)).all():
        raise NotInLog("set")


def _swap_note(
    session: Session, old: MorningNote | AfterNote, new: MorningNote | AfterNote
) -> None:
    """Put a note under another exercise; where that has one of its own, both stay as they are."""
    if isinstance(new, MorningNote) and isinstance(old, MorningNote):
        row = insert(MorningRow).values(morning_columns(new)).on_conflict_do_nothing()
        if session.scalars(row.returning(MorningRow.workout_id)).all():
            session.execute(delete(MorningRow).filter_by(**morning_columns(old)))
    elif isinstance(new, AfterNote) and isinstance(old, AfterNote):
        told = insert(AfterRow).values(after_columns(new)).on_conflict_do_nothing()
        if session.scalars(told.returning(AfterRow.workout_id)).all():
            session.execute(delete(AfterRow).filter_by(**after_columns(old)))
