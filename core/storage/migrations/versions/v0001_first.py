"""What did the first log look like?"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

INSTANT = (
    "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]."
    "[0-9][0-9][0-9][0-9][0-9][0-9]Z'"
)


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _filled(table: str, column: str) -> sa.CheckConstraint:
    return _check(table, column, f"{column} <> ''")


def _a_day(table: str, column: str) -> sa.CheckConstraint:
    return _check(
        table, column, f"date({column}, '+0 days') IS {column} AND {column} >= '1970-01-01'"
    )


def _an_instant(table: str, column: str) -> sa.CheckConstraint:
    return _check(table, column, f"{column} {INSTANT}")


def _workout(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workout_id"], ["workout.id"], name=op.f(f"fk_{table}_workout_id")
    )


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def upgrade() -> None:
    """Make every table of version 1.0."""
    op.create_table(
        "workout",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("started_at", sa.Text(), nullable=False),
        _key("workout", "id"),
        _filled("workout", "id"),
        _a_day("workout", "day"),
        _an_instant("workout", "started_at"),
        sqlite_strict=True,
    )
    _make_set_entry()
    op.create_table(
        "morning_note",
        sa.Column("workout_id", sa.Text(), nullable=False),
        sa.Column("exercise_id", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        _key("morning_note", "workout_id", "exercise_id", "side", "day"),
        _filled("morning_note", "exercise_id"),
        _check("morning_note", "side", "side IN ('left', 'right', 'both')"),
        _a_day("morning_note", "day"),
        _check("morning_note", "answer", "answer IN ('usual', 'worse')"),
        _workout("morning_note"),
        sqlite_strict=True,
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        _key("plan", "id"),
        _check("plan", "name", "trim(name) <> ''"),
        _an_instant("plan", "saved_at"),
        _filled("plan", "body"),
        _check("plan", "position", "position >= 1"),
        sa.UniqueConstraint("name", name=op.f("uq_plan_name")),
        sqlite_strict=True,
    )
    op.create_table(
        "excluded_exercise",
        sa.Column("exercise_id", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        _key("excluded_exercise", "exercise_id"),
        _filled("excluded_exercise", "exercise_id"),
        _a_day("excluded_exercise", "since"),
        sqlite_strict=True,
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        _key("setting", "key"),
        _filled("setting", "key"),
        _filled("setting", "value"),
        sqlite_strict=True,
    )
    op.create_table(
        "screening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        _key("screening", "id"),
        _a_day("screening", "day"),
        _filled("screening", "answers"),
        sqlite_strict=True,
    )


def _make_set_entry() -> None:
    table = "set_entry"
    op.create_table(
        table,
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("workout_id", sa.Text(), nullable=False),
        sa.Column("exercise_id", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("at_utc", sa.Text(), nullable=False),
        sa.Column("idx", sa.Integer(), nullable=False),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("reps", sa.Integer(), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("load", sa.Text(), nullable=False),
        sa.Column("load_kg", sa.REAL(), nullable=True),
        sa.Column("band", sa.Integer(), nullable=True),
        sa.Column("reserve", sa.Integer(), nullable=True),
        sa.Column("pain", sa.Integer(), nullable=True),
        sa.Column("setup", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("deleted_at_utc", sa.Text(), nullable=True),
        _key(table, "id"),
        _filled(table, "id"),
        _filled(table, "exercise_id"),
        _a_day(table, "day"),
        _an_instant(table, "at_utc"),
        _check(table, "idx", "idx BETWEEN 1 AND 50"),
        _check(table, "side", "side IN ('left', 'right')"),
        _check(table, "reps_or_seconds", "(reps IS NULL) <> (seconds IS NULL)"),
        _check(table, "reps", "reps BETWEEN 0 AND 200"),
        _check(table, "seconds", "seconds BETWEEN 0 AND 1800"),
        _check(
            table,
            "load",
            "CASE load WHEN 'none' THEN load_kg IS NULL AND band IS NULL"
            " WHEN 'kg' THEN load_kg IS NOT NULL AND band IS NULL"
            " WHEN 'band' THEN load_kg IS NULL AND band IS NOT NULL ELSE 0 END",
        ),
        _check(table, "load_kg", "load_kg BETWEEN 0 AND 500"),
        _check(table, "band", "band BETWEEN 1 AND 7"),
        _check(table, "reserve", "reserve BETWEEN 0 AND 30"),
        _check(table, "pain", "pain BETWEEN 0 AND 10"),
        _check(table, "setup", "length(setup) <= 2000"),
        _check(table, "note", "length(note) <= 2000"),
        _an_instant(table, "deleted_at_utc"),
        _workout(table),
        sqlite_strict=True,
    )
    op.create_index("ix_set_entry_workout", table, ["workout_id"])
    op.create_index("ix_set_entry_exercise_day", table, ["exercise_id", "day"])
    op.create_index("ix_set_entry_day", table, ["day"])
