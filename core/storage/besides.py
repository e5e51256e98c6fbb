"""How does what an import brings besides sets get into the log, and out again?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from core.exchange.others import result_of
from core.journal import History, SetEntry
from core.keeper import TEST_RESULTS, Contents, Undo
from core.storage.rows import (
    AfterRow,
    Base,
    ExcludedRow,
    LighterWeekRow,
    MorningRow,
    PlanRow,
    ScreeningRow,
    SettingRow,
    TestResultRow,
    WorkoutRow,
)
from core.storage.values import after_columns, morning_columns, record_columns


def added(session: Session, table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Add rows; those whose key is there already stay as they are."""
    if rows:
        session.execute(insert(table).on_conflict_do_nothing(), rows)


def add_workouts(session: Session, entries: Iterable[SetEntry]) -> None:
    """Add the workouts of sets, each as its first set says."""
    workouts: dict[str, SetEntry] = {}
    for entry in entries:
        workouts.setdefault(entry.workout_id, entry)
    added(
        session,
        WorkoutRow,
        [{"id": i, "day": e.day, "started_at": e.at} for i, e in workouts.items()],
    )


def add_notes(session: Session, history: History) -> None:
    """Add morning and after notes; an answer that is there stays."""
    added(session, MorningRow, [morning_columns(note) for note in history.mornings])
    added(session, AfterRow, [after_columns(note) for note in history.after])


def add_besides(
    session: Session,
    contents: Contents,
    at: datetime,
    *,
    before: Mapping[str, str | None] | None = None,
) -> None:
    """Add everything but sets.

    Args:
        session: The transaction.
        contents: What comes.
        at: The instant to note for plans.
        before: A setting is only set while it is what it was before the import; None sets all.

    """
    add_notes(session, contents.history)
    added(session, LighterWeekRow, [{"start": start} for start in contents.history.lighter])
    last = session.scalar(select(func.max(PlanRow.position))) or 0
    added(
        session,
        PlanRow,
        [
            {"name": name, "body": body, "saved_at": at, "position": last + n}
            for n, (name, body) in enumerate(contents.plans, start=1)
        ],
    )
    added(
        session, ExcludedRow, [{"exercise_id": i, "since": since} for i, since in contents.excluded]
    )
    for key, value in contents.settings:
        row = session.get(SettingRow, key)
        if before is not None and (row.value if row else None) != before.get(key):
            continue
        _set(session, key, value)
    for day, answers in contents.screenings:
        session.add(ScreeningRow(day=day, answers=answers))
        session.flush()  # their order is the order of saving
    results = dict(contents.more).get(TEST_RESULTS, ())
    added(session, TestResultRow, [record_columns(result_of(row)) for row in results])


def take_besides(session: Session, undo: Undo) -> None:
    """Take out everything but sets, as far as it is still what came."""
    came = undo.contents
    for morning in came.history.mornings:
        session.execute(delete(MorningRow).filter_by(**morning_columns(morning)))
    for after in came.history.after:
        session.execute(delete(AfterRow).filter_by(**after_columns(after)))
    for start in came.history.lighter:
        session.execute(delete(LighterWeekRow).where(LighterWeekRow.start == start))
    for name, body in came.plans:
        session.execute(delete(PlanRow).where(PlanRow.name == name, PlanRow.body == body))
    for exercise_id, since in came.excluded:
        session.execute(delete(ExcludedRow).filter_by(exercise_id=exercise_id, since=since))
    settings = dict(came.settings)
    for key, value in undo.before:
        row = session.get(SettingRow, key)
        if row is None or row.value != settings.get(key):
            continue
        if value is None:
            session.execute(delete(SettingRow).where(SettingRow.key == key))
        else:
            _set(session, key, value)
    for day, answers in came.screenings:
        last = select(func.max(ScreeningRow.id)).filter_by(day=day, answers=answers)
        session.execute(delete(ScreeningRow).where(ScreeningRow.id == last.scalar_subquery()))
    for text in dict(came.more).get(TEST_RESULTS, ()):
        columns = record_columns(result_of(text))
        session.execute(delete(TestResultRow).filter_by(**columns))
    session.flush()


def _set(session: Session, key: str, value: str) -> None:
    row = insert(SettingRow).values(key=key, value=value)
    session.execute(
        row.on_conflict_do_update(index_elements=["key"], set_={"value": row.excluded.value})
    )
    session.expire_all()
