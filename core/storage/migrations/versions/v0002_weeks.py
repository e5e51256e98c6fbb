"""What was added for plans over weeks, pain right after a workout, and tests at home?"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

INSTANT = (
    "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]."
    "[0-9][0-9][0-9][0-9][0-9][0-9]Z'"
)
_SIDES = "side IN ('left', 'right', 'both')"


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _filled(table: str, column: str) -> sa.CheckConstraint:
    return _check(table, column, f"{column} <> ''")


def _a_day(table: str, column: str) -> sa.CheckConstraint:
    return _check(
        table, column, f"date({column}, '+0 days') IS {column} AND {column} >= '1970-01-01'"
    )


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _workout(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workout_id"], ["workout.id"], name=op.f(f"fk_{table}_workout_id")
    )


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def upgrade() -> None:
    """Add three tables, and let a morning be sore without being worse."""
    op.create_table(
        "after_note",
        _text("workout_id"),
        _text("exercise_id"),
        _text("side"),
        _text("day"),
        sa.Column("pain", sa.Integer(), nullable=False),
        _key("after_note", "workout_id", "exercise_id", "side"),
        _filled("after_note", "exercise_id"),
        _check("after_note", "side", _SIDES),
        _a_day("after_note", "day"),
        _check("after_note", "pain", "pain BETWEEN 0 AND 10"),
        _workout("after_note"),
        sqlite_strict=True,
    )
    op.create_table(
        "lighter_week",
        _text("start"),
        _key("lighter_week", "start"),
        _a_day("lighter_week", "start"),
        sqlite_strict=True,
    )
    op.create_table(
        "test_result",
        _text("id"),
        _text("session_id"),
        _text("test_id"),
        _text("day"),
        _text("at_utc"),
        _text("side"),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("value", sa.REAL(), nullable=False),
        sa.Column("pain", sa.Integer(), nullable=True),
        _text("setup"),
        _text("note"),
        _text("deleted_at_utc", nullable=True),
        _key("test_result", "id"),
        _filled("test_result", "id"),
        _filled("test_result", "session_id"),
        _filled("test_result", "test_id"),
        _a_day("test_result", "day"),
        _check("test_result", "at_utc", f"at_utc {INSTANT}"),
        _check("test_result", "side", "side IN ('left', 'right')"),
        _check("test_result", "attempt", "attempt BETWEEN 1 AND 20"),
        _check("test_result", "value", "value BETWEEN -1000 AND 10000"),
        _check("test_result", "pain", "pain BETWEEN 0 AND 10"),
        _check("test_result", "setup", "length(setup) <= 2000"),
        _check("test_result", "note", "length(note) <= 2000"),
        _check("test_result", "deleted_at_utc", f"deleted_at_utc {INSTANT}"),
        sqlite_strict=True,
    )
    op.create_index("ix_test_result_test_day", "test_result", ["test_id", "day"])
    _let_mornings_be_sore()


def _let_mornings_be_sore() -> None:
    """Rebuild the table: SQLite can't change a check in place."""
    op.create_table(
        "morning_note_new",
        _text("workout_id"),
        _text("exercise_id"),
        _text("side"),
        _text("day"),
        _text("answer"),
        _key("morning_note", "workout_id", "exercise_id", "side", "day"),
        _filled("morning_note", "exercise_id"),
        _check("morning_note", "side", _SIDES),
        _a_day("morning_note", "day"),
        _check("morning_note", "answer", "answer IN ('usual', 'sore', 'worse')"),
        _workout("morning_note"),
        sqlite_strict=True,
    )
    columns = "workout_id, exercise_id, side, day, answer"
    op.execute(f"INSERT INTO morning_note_new ({columns}) SELECT {columns} FROM morning_note")
    op.drop_table("morning_note")
    op.rename_table("morning_note_new", "morning_note")
