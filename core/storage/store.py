"""What can be saved and read back, one short transaction each?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from core.errors import Problem
from core.inventory import Everything
from core.journal import AfterNote, History, MorningNote, SetEntry
from core.storage.changed import note_changed
from core.storage.database import Database
from core.storage.errors import NotInLog, SetIsAside
from core.storage.keeping import Keeping
from core.storage.rows import (
    AfterRow,
    ExcludedRow,
    ImportBatchRow,
    LighterWeekRow,
    MorningRow,
    PlanRow,
    ScreeningRow,
    SetRow,
    SettingRow,
    WorkoutRow,
)
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


class Store(Keeping):
    """The log's values; rows never leave it.

    Every method is one transaction: when it returns, the change is on the disk; when it raises,
    nothing was changed. Besides what its docstring names, every method raises `LogProblem` for a
    full disk, a lock, missing permission or damage. Values are checked by `core.journal` first;
    what is refused here (a naive instant, an `IntegrityError` of the database) is a bug.

    Used from the one thread that opened the database.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def close(self) -> None:
        """Close the log; closing twice is fine."""
        self._database.close()

    def check(self) -> None:
        """Look through the whole file.

        Raises:
            LogDamaged: Something can't be read.

        """
        self._database.check()

    def checkpoint(self) -> None:
        """Bring everything into the one file; worth a call when idle."""
        self._database.checkpoint()

    # --- sets ---

    def add_set(self, entry: SetEntry) -> None:
        """Save a set and, with its first one, the workout.

        Saving the same id again can't count twice. A save that seemed to fail may be on disk
        already; what the person has changed since then is what the retry keeps.
        """
        values = set_columns(entry)
        with self._database.writing() as session:
            _make_workout(session, entry)
            added = insert(SetRow).values(values)
            session.execute(added.on_conflict_do_update(index_elements=["id"], set_=values))

    def add_sets(self, entries: Sequence[SetEntry]) -> None:
        """Save many sets at once: all of them, or none when anything goes wrong."""
        workouts = {entry.workout_id: entry for entry in reversed(entries)}
        with self._database.writing() as session:
            for entry in workouts.values():
                _make_workout(session, entry)
            if entries:
                rows = [set_columns(entry) for entry in entries]
                session.execute(insert(SetRow).on_conflict_do_nothing(), rows)

    def update_set(self, entry: SetEntry) -> None:
        """Replace the set with this id.

        Raises:
            NotInLog: There is none, or it was removed.

        """
        with self._database.writing() as session:
            _make_workout(session, entry)
            self._change(session, entry.id, set_columns(entry), SetRow.deleted_at_utc.is_(None))
            note_changed(session, [entry.id])

    def remove_set(self, set_id: str) -> None:
        """Take a set out of the history; `restore_set` brings it back.

        Raises:
            NotInLog: There is none, or it was removed before.

        """
        with self._database.writing() as session:
            removed = {"deleted_at_utc": self._database.clock()}
            self._change(session, set_id, removed, SetRow.deleted_at_utc.is_(None))

    def restore_set(self, set_id: str) -> None:
        """Bring a removed set back; one that is there stays.

        Raises:
            NotInLog: There never was one.
            SetIsAside: It came with an import that was taken back, and can come back with it only.

        """
        aside = (
            select(SetRow.id)
            .join(ImportBatchRow, ImportBatchRow.id == SetRow.batch_id)
            .where(SetRow.id == set_id, ImportBatchRow.removed_at_utc.is_not(None))
        )
        with self._database.writing() as session:
            if session.scalar(aside) is not None:
                raise SetIsAside
            self._change(session, set_id, {"deleted_at_utc": None})

    @staticmethod
    def _change(
        session: Session, set_id: str, values: dict[str, Any], *conditions: ColumnElement[bool]
    ) -> None:
        changed = session.scalars(
            update(SetRow)
            .where(SetRow.id == set_id, *conditions)
            .values(values)
            .returning(SetRow.id)
        ).all()
        if not changed:
            raise NotInLog("set")

    def history(
        self, exercise_ids: Collection[str] | None = None, since: date | None = None
    ) -> History:
        """Give sets, mornings and notes, oldest first; removed sets are left out.

        Lighter weeks are about every exercise and always given.

        Args:
            exercise_ids: Only these exercises; None means all.
            since: Only from this local day on; None means all.

        """
        sets = select(*SET_COLUMNS).where(SetRow.deleted_at_utc.is_(None))
        mornings = select(*MORNING_COLUMNS)
        after = select(*AFTER_COLUMNS)
        lighter = select(LighterWeekRow.start).order_by(LighterWeekRow.start)
        if exercise_ids is not None:
            wanted = sorted(exercise_ids)
            after = after.where(AfterRow.exercise_id.in_(wanted))
            sets = sets.where(SetRow.exercise_id.in_(wanted))
            mornings = mornings.where(MorningRow.exercise_id.in_(wanted))
        if since is not None:
            sets = sets.where(SetRow.day >= since)
            mornings = mornings.where(MorningRow.day >= since)
            after = after.where(AfterRow.day >= since)
        sets = sets.order_by(SetRow.day, SetRow.at_utc, SetRow.idx, SetRow.id)
        mornings = mornings.order_by(
            MorningRow.day, MorningRow.workout_id, MorningRow.exercise_id, MorningRow.side
        )
        after = after.order_by(
            AfterRow.day, AfterRow.workout_id, AfterRow.exercise_id, AfterRow.side
        )
        with self._database.reading() as session:
            return History(
                tuple(map(set_of, session.execute(sets))),
                tuple(map(morning_of, session.execute(mornings))),
                tuple(map(after_of, session.execute(after))),
                tuple(session.scalars(lighter)),
            )

    def add_morning(self, note: MorningNote) -> None:
        """Save the answer of a morning after; a second answer that morning replaces the first.

        The workout has to be in the log.
        """
        row = insert(MorningRow).values(morning_columns(note))
        with self._database.writing() as session:
            session.execute(
                row.on_conflict_do_update(
                    index_elements=["workout_id", "exercise_id", "side", "day"],
                    set_={"answer": row.excluded.answer},
                )
            )

    def add_after(self, notes: Sequence[AfterNote]) -> None:
        """Save how much it hurt right after; a second answer replaces the first.

        The workouts have to be in the log.
        """
        with self._database.writing() as session:
            for note in notes:
                row = insert(AfterRow).values(after_columns(note))
                session.execute(
                    row.on_conflict_do_update(
                        index_elements=["workout_id", "exercise_id", "side"],
                        set_={"pain": row.excluded.pain, "day": row.excluded.day},
                    )
                )

    # --- lighter weeks ---

    def add_lighter_week(self, start: date) -> None:
        """Note that the seven days from `start` on are taken lighter."""
        with self._database.writing() as session:
            session.execute(insert(LighterWeekRow).values(start=start).on_conflict_do_nothing())

    def remove_lighter_week(self, start: date) -> None:
        """Take a lighter week back; one that is not noted stays so."""
        with self._database.writing() as session:
            session.execute(delete(LighterWeekRow).where(LighterWeekRow.start == start))

    # --- plans ---

    def plans(self) -> tuple[tuple[str, str], ...]:
        """Give (name, body) of every plan, in the order they were first saved."""
        chosen = select(PlanRow.name, PlanRow.body).order_by(PlanRow.position, PlanRow.id)
        with self._database.reading() as session:
            return tuple((name, body) for name, body in session.execute(chosen))

    def save_plan(self, name: str, body: str) -> None:
        """Save a plan's JSON text; the plan with this name is replaced in its place.

        Raises:
            Problem: The name is blank.

        """
        _check_plan_name(name)
        with self._database.writing() as session:
            last = session.scalar(select(func.max(PlanRow.position))) or 0
            row = insert(PlanRow).values(
                name=name, body=body, saved_at=self._database.clock(), position=last + 1
            )
            session.execute(
                row.on_conflict_do_update(
                    index_elements=["name"],
                    set_={"body": row.excluded.body, "saved_at": row.excluded.saved_at},
                )
            )

    def rename_plan(self, old: str, new: str) -> None:
        """Give a plan another name.

        Raises:
            NotInLog: There is no plan with the old name.
            Problem: The new name is blank or taken.

        """
        _check_plan_name(new)
        with self._database.writing() as session:
            names = set(session.scalars(select(PlanRow.name).where(PlanRow.name.in_([old, new]))))
            if old not in names:
                raise NotInLog("plan")
            if new != old and new in names:
                raise Problem(
                    "There is a plan with this name already: choose another.", field="name"
                )
            session.execute(update(PlanRow).where(PlanRow.name == old).values(name=new))

    def delete_plan(self, name: str) -> None:
        """Delete a plan; without one of this name nothing happens."""
        with self._database.writing() as session:
            session.execute(delete(PlanRow).where(PlanRow.name == name))

    # --- exercises the person does not want ---

    def excluded(self) -> dict[str, date]:
        """Give the excluded exercises, each with the day since when."""
        chosen = select(ExcludedRow.exercise_id, ExcludedRow.since).order_by(
            ExcludedRow.since, ExcludedRow.exercise_id
        )
        with self._database.reading() as session:
            return {row[0]: row[1] for row in session.execute(chosen)}

    def exclude(self, exercise_id: str, day: date) -> None:
        """Stop offering an exercise; one excluded before keeps its day."""
        row = insert(ExcludedRow).values(exercise_id=exercise_id, since=day)
        with self._database.writing() as session:
            session.execute(row.on_conflict_do_nothing())

    def include(self, exercise_id: str) -> None:
        """Offer an exercise again; one that is offered stays so."""
        with self._database.writing() as session:
            session.execute(delete(ExcludedRow).where(ExcludedRow.exercise_id == exercise_id))

    # --- settings and screenings: JSON text that the caller writes and reads ---

    def setting(self, key: str) -> str | None:
        """Give a setting's JSON text; None when it was never set."""
        with self._database.reading() as session:
            return session.scalar(select(SettingRow.value).where(SettingRow.key == key))

    def put_setting(self, key: str, value: str) -> None:
        """Set a setting to a JSON text."""
        row = insert(SettingRow).values(key=key, value=value)
        with self._database.writing() as session:
            session.execute(
                row.on_conflict_do_update(
                    index_elements=["key"], set_={"value": row.excluded.value}
                )
            )

    def add_screening(self, day: date, answers: str) -> None:
        """Save the answers to the safety questions as JSON text."""
        with self._database.writing() as session:
            session.execute(insert(ScreeningRow).values(day=day, answers=answers))

    def last_screening(self) -> tuple[date, str] | None:
        """Give day and answers of the screening saved last; None before the first."""
        # by the order of saving: a day typed wrong once must not hide every later answer
        chosen = select(ScreeningRow.day, ScreeningRow.answers).order_by(ScreeningRow.id.desc())
        with self._database.reading() as session:
            row = session.execute(chosen.limit(1)).first()
        return None if row is None else (row[0], row[1])

    # --- all of it: needed seldom, so the start does not wait for its module ---

    def everything(self) -> Everything:
        """Read the whole log, removed sets and tries among it."""
        from core.storage.bulk import everything

        return everything(self._database)


def _make_workout(session: Session, entry: SetEntry) -> None:
    workout = insert(WorkoutRow).values(id=entry.workout_id, day=entry.day, started_at=entry.at)
    session.execute(workout.on_conflict_do_nothing())


def _check_plan_name(name: str) -> None:
    if not name.strip():
        raise Problem("Give the plan a name.", field="name")
