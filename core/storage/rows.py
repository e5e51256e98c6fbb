"""Which tables does the log have, and what does the database itself refuse?

The checks are the last line behind `core.journal.check_entry`: STRICT tables refuse text where
numbers belong, CHECKs refuse what can't have happened. NaN reaches SQLite as NULL, so `load` says
which kind of load a set has: a set with kilograms but without a number is refused. No CHECK asks
json_valid(): with trusted_schema=OFF, SQLite before 3.41 refuses it in a schema.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import (
    REAL,
    CheckConstraint,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class UtcInstant(TypeDecorator[datetime]):
    """An instant as UTC text that sorts: "2026-03-01T17:05:00.000000Z"."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Write UTC; ValueError for a naive datetime, whose instant nobody knows."""
        if value is None:
            return None
        if value.tzinfo is None or value.utcoffset() is None:
            raise ValueError("an instant has to be aware")
        text = value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")
        return text + "Z"

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Read UTC; always aware."""
        return None if value is None else datetime.fromisoformat(value)


class LocalDay(TypeDecorator[date]):
    """The person's local day as "2026-03-01"."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """Write the day; TypeError for a datetime, whose day depends on the place."""
        if isinstance(value, datetime):
            raise TypeError("a day is a date, not a datetime")
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """Read the day."""
        return None if value is None else date.fromisoformat(value)


class Base(DeclarativeBase):
    """All tables; every constraint has a name, or a later migration could not drop it."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it once, nobody writes it
        str: Text,
        int: Integer,
        float: REAL,
        date: LocalDay,
        datetime: UtcInstant,
    }


_STRICT = {"sqlite_strict": True}


def _filled(column: str) -> CheckConstraint:
    return CheckConstraint(f"{column} <> ''", name=column)


def _a_day(column: str) -> CheckConstraint:
    # date() answers another day for "2026-02-30" (when it has to reckon), NULL for other texts
    return CheckConstraint(
        f"date({column}, '+0 days') IS {column} AND {column} >= '1970-01-01'", name=column
    )


def _an_instant(column: str) -> CheckConstraint:
    pattern = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]."
    return CheckConstraint(f"{column} GLOB '{pattern}{'[0-9]' * 6}Z'", name=column)


class Summed:
    """A row that carries a checksum of what it holds (`core.storage.sums`), written by triggers."""

    checksum: Mapped[int] = mapped_column(server_default=text("0"), sort_order=100)


class WorkoutRow(Summed, Base):
    """A workout; its sets say what was done."""

    __tablename__ = "workout"
    __table_args__ = (_filled("id"), _a_day("day"), _an_instant("started_at"), _STRICT)

    id: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date]
    started_at: Mapped[datetime]


class SetRow(Summed, Base):
    """A set; removing it only marks it, so that it can come back."""

    __tablename__ = "set_entry"
    __table_args__ = (
        _filled("id"),
        _filled("exercise_id"),
        _a_day("day"),
        _an_instant("at_utc"),
        CheckConstraint("idx BETWEEN 1 AND 50", name="idx"),
        CheckConstraint("side IN ('left', 'right')", name="side"),
        CheckConstraint("(reps IS NULL) <> (seconds IS NULL)", name="reps_or_seconds"),
        CheckConstraint("reps BETWEEN 0 AND 200", name="reps"),
        CheckConstraint("seconds BETWEEN 0 AND 1800", name="seconds"),
        CheckConstraint(
            "CASE load WHEN 'none' THEN load_kg IS NULL AND band IS NULL"
            " WHEN 'kg' THEN load_kg IS NOT NULL AND band IS NULL"
            " WHEN 'band' THEN load_kg IS NULL AND band IS NOT NULL ELSE 0 END",
            name="load",
        ),
        CheckConstraint("load_kg BETWEEN 0 AND 500", name="load_kg"),
        CheckConstraint("band BETWEEN 1 AND 7", name="band"),
        CheckConstraint("reserve BETWEEN 0 AND 30", name="reserve"),
        CheckConstraint("pain BETWEEN 0 AND 10", name="pain"),
        CheckConstraint("length(setup) <= 2000", name="setup"),
        CheckConstraint("length(note) <= 2000", name="note"),
        _an_instant("deleted_at_utc"),
        Index("ix_set_entry_workout", "workout_id"),
        Index("ix_set_entry_exercise_day", "exercise_id", "day"),
        Index("ix_set_entry_day", "day"),
        Index("ix_set_entry_batch", "batch_id"),
        _STRICT,
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    workout_id: Mapped[str] = mapped_column(ForeignKey("workout.id"))
    exercise_id: Mapped[str]
    day: Mapped[date]
    at_utc: Mapped[datetime]
    idx: Mapped[int]
    side: Mapped[str | None]
    reps: Mapped[int | None]
    seconds: Mapped[int | None]
    load: Mapped[str]
    load_kg: Mapped[float | None]
    band: Mapped[int | None]
    reserve: Mapped[int | None]
    pain: Mapped[int | None]
    setup: Mapped[str]
    note: Mapped[str]
    deleted_at_utc: Mapped[datetime | None]
    batch_id: Mapped[str | None] = mapped_column(ForeignKey("import_batch.id"))


class ImportBatchRow(Summed, Base):
    """A file that was taken in; removing it only marks it and its sets."""

    __tablename__ = "import_batch"
    __table_args__ = (
        _filled("id"),
        _an_instant("at_utc"),
        _filled("source"),
        CheckConstraint("length(file_name) <= 400", name="file_name"),
        _filled("counts"),
        _an_instant("removed_at_utc"),
        _STRICT,
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    at_utc: Mapped[datetime]
    source: Mapped[str]
    file_name: Mapped[str]
    file_hash: Mapped[str]
    counts: Mapped[str]
    removed_at_utc: Mapped[datetime | None]


class MorningRow(Summed, Base):
    """The answer of a morning after; "both" stands for an exercise without sides."""

    __tablename__ = "morning_note"
    __table_args__ = (
        _filled("exercise_id"),
        CheckConstraint("side IN ('left', 'right', 'both')", name="side"),
        _a_day("day"),
        CheckConstraint("answer IN ('usual', 'sore', 'worse')", name="answer"),
        _STRICT,
    )

    workout_id: Mapped[str] = mapped_column(ForeignKey("workout.id"), primary_key=True)
    exercise_id: Mapped[str] = mapped_column(primary_key=True)
    side: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    answer: Mapped[str]


class AfterRow(Summed, Base):
    """How much it hurt right after a workout; "both" stands for an exercise without sides."""

    __tablename__ = "after_note"
    __table_args__ = (
        _filled("exercise_id"),
        CheckConstraint("side IN ('left', 'right', 'both')", name="side"),
        _a_day("day"),
        CheckConstraint("pain BETWEEN 0 AND 10", name="pain"),
        _STRICT,
    )

    workout_id: Mapped[str] = mapped_column(ForeignKey("workout.id"), primary_key=True)
    exercise_id: Mapped[str] = mapped_column(primary_key=True)
    side: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date]
    pain: Mapped[int]


class LighterWeekRow(Summed, Base):
    """The first day of a week that was taken lighter on purpose."""

    __tablename__ = "lighter_week"
    __table_args__ = (_a_day("start"), _STRICT)

    start: Mapped[date] = mapped_column(primary_key=True)


class TestResultRow(Summed, Base):
    """One try of a home test on one side; removing it only marks it."""

    __test__ = False
    __tablename__ = "test_result"
    __table_args__ = (
        _filled("id"),
        _filled("session_id"),
        _filled("test_id"),
        _a_day("day"),
        _an_instant("at_utc"),
        CheckConstraint("side IN ('left', 'right')", name="side"),
        CheckConstraint("attempt BETWEEN 1 AND 20", name="attempt"),
        CheckConstraint("value BETWEEN -1000 AND 10000", name="value"),
        CheckConstraint("pain BETWEEN 0 AND 10", name="pain"),
        CheckConstraint("length(setup) <= 2000", name="setup"),
        CheckConstraint("length(note) <= 2000", name="note"),
        _an_instant("deleted_at_utc"),
        Index("ix_test_result_test_day", "test_id", "day"),
        _STRICT,
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    session_id: Mapped[str]
    test_id: Mapped[str]
    day: Mapped[date]
    at_utc: Mapped[datetime]
    side: Mapped[str]
    attempt: Mapped[int]
    value: Mapped[float]
    pain: Mapped[int | None]
    setup: Mapped[str]
    note: Mapped[str]
    deleted_at_utc: Mapped[datetime | None]


class PlanRow(Summed, Base):
    """A routine the person keeps under a name."""

    __tablename__ = "plan"
    __table_args__ = (
        CheckConstraint("trim(name) <> ''", name="name"),
        _an_instant("saved_at"),
        _filled("body"),
        CheckConstraint("position >= 1", name="position"),
        UniqueConstraint("name"),
        _STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    saved_at: Mapped[datetime]
    body: Mapped[str]
    position: Mapped[int]


class ExcludedRow(Summed, Base):
    """An exercise the person does not want to be offered."""

    __tablename__ = "excluded_exercise"
    __table_args__ = (_filled("exercise_id"), _a_day("since"), _STRICT)

    exercise_id: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[date]


class SettingRow(Summed, Base):
    """A setting that belongs to the person, not to the machine."""

    __tablename__ = "setting"
    __table_args__ = (_filled("key"), _filled("value"), _STRICT)

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class ScreeningRow(Summed, Base):
    """The answers to the safety questions of one day."""

    __tablename__ = "screening"
    __table_args__ = (_a_day("day"), _filled("answers"), _STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    answers: Mapped[str]
