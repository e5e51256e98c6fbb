"""What is everything that a log holds, as of one moment?"""

from __future__ import annotations

from sqlalchemy import select

from core.inventory import Everything, PlanRecord, TestRecord, Workout
from core.storage.batches import batches
from core.storage.database import Database
from core.storage.rows import (
    AfterRow,
    ExcludedRow,
    LighterWeekRow,
    MorningRow,
    PlanRow,
    ScreeningRow,
    SetRow,
    SettingRow,
    TestResultRow,
    WorkoutRow,
)
from core.storage.values import (
    AFTER_COLUMNS,
    MORNING_COLUMNS,
    RESULT_COLUMNS,
    SET_COLUMNS,
    after_of,
    morning_of,
    result_of,
    set_of,
)


def everything(database: Database) -> Everything:
    """Read the whole log, removed sets and tries among it; nothing is left out.

    One transaction: all of it is of one moment, but for the batches, which only imports change.
    """
    listed = batches(database)
    sets = select(*SET_COLUMNS, SetRow.deleted_at_utc).order_by(
        SetRow.day, SetRow.at_utc, SetRow.idx, SetRow.id
    )
    with database.reading() as session:
        rows = session.execute(sets).all()
        return Everything(
            workouts=tuple(
                Workout(row.id, row.day, row.started_at)
                for row in session.scalars(
                    select(WorkoutRow).order_by(WorkoutRow.started_at, WorkoutRow.id)
                )
            ),
            sets=tuple(set_of(row[:-1]) for row in rows),
            removed={row[0]: row[-1] for row in rows if row[-1] is not None},
            mornings=tuple(
                map(
                    morning_of,
                    session.execute(
                        select(*MORNING_COLUMNS).order_by(
                            MorningRow.day,
                            MorningRow.workout_id,
                            MorningRow.exercise_id,
                            MorningRow.side,
                        )
                    ),
                )
            ),
            after=tuple(
                map(
                    after_of,
                    session.execute(
                        select(*AFTER_COLUMNS).order_by(
                            AfterRow.day, AfterRow.workout_id, AfterRow.exercise_id, AfterRow.side
                        )
                    ),
                )
            ),
            lighter=tuple(session.scalars(select(LighterWeekRow.start).order_by("start"))),
            tests=tuple(
                TestRecord(result_of(tuple(own)), removed_at)
                for *own, removed_at in session.execute(
                    select(*RESULT_COLUMNS, TestResultRow.deleted_at_utc).order_by(
                        TestResultRow.at_utc, TestResultRow.id
                    )
                )
            ),
            plans=tuple(
                PlanRecord(row.name, row.saved_at, row.body, row.position)
                for row in session.scalars(select(PlanRow).order_by(PlanRow.position, PlanRow.id))
            ),
            excluded=tuple(
                (row.exercise_id, row.since)
                for row in session.scalars(select(ExcludedRow).order_by(ExcludedRow.exercise_id))
            ),
            settings=tuple(
                (row.key, row.value)
                for row in session.scalars(select(SettingRow).order_by(SettingRow.key))
            ),
            screenings=tuple(
                (row.day, row.answers)
                for row in session.scalars(select(ScreeningRow).order_by(ScreeningRow.id))
            ),
            batches=listed,
        )
