"""What was added so that damage is noticed, and so that an import can be taken back?"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.storage.sums import fill

revision = "0003"
down_revision = "0002"

INSTANT = (
    "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]."
    "[0-9][0-9][0-9][0-9][0-9][0-9]Z'"
)
SUMMED = (
    "workout",
    "morning_note",
    "after_note",
    "lighter_week",
    "test_result",
    "plan",
    "excluded_exercise",
    "setting",
    "screening",
)
OLD_COLUMNS = (
    "id, workout_id, exercise_id, day, at_utc, idx, side, reps, seconds, load, load_kg, band,"
    " reserve, pain, setup, note, deleted_at_utc"
)


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _whole(name: str, *, nullable: bool = True) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _checksum() -> sa.Column[int]:
    return sa.Column("checksum", sa.Integer(), nullable=False, server_default=sa.text("0"))


def upgrade() -> None:
    """Add batches, say of each set where it came from, and give every row its checksum."""
    table = "import_batch"
    op.create_table(
        table,
        _text("id"),
        _text("at_utc"),
        _text("source"),
        _text("file_name"),
        _text("file_hash"),
        _text("counts"),
        _text("removed_at_utc", nullable=True),
        _checksum(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
        _check(table, "id", "id <> ''"),
        _check(table, "at_utc", f"at_utc {INSTANT}"),
        _check(table, "source", "source <> ''"),
        _check(table, "file_name", "length(file_name) <= 400"),
        _check(table, "counts", "counts <> ''"),
        _check(table, "removed_at_utc", f"removed_at_utc {INSTANT}"),
        sqlite_strict=True,
    )
    for name in SUMMED:
        op.add_column(name, _checksum())
    _rebuild_set_entry()
    driver = op.get_bind().connection.driver_connection
    assert driver is not None
    fill(driver)


def _rebuild_set_entry() -> None:
    """Rebuild the table: SQLite can't add a foreign key with a name in place."""
    table = "set_entry"
    op.create_table(
        "set_entry_new",
        _text("id"),
        _text("workout_id"),
        _text("exercise_id"),
        _text("day"),
        _text("at_utc"),
        _whole("idx", nullable=False),
        _text("side", nullable=True),
        _whole("reps"),
        _whole("seconds"),
        _text("load"),
        sa.Column("load_kg", sa.REAL(), nullable=True),
        _whole("band"),
        _whole("reserve"),
        _whole("pain"),
        _text("setup"),
        _text("note"),
        _text("deleted_at_utc", nullable=True),
        _text("batch_id", nullable=True),
        _checksum(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_set_entry")),
        _check(table, "id", "id <> ''"),
        _check(table, "exercise_id", "exercise_id <> ''"),
        _check(table, "day", "date(day, '+0 days') IS day AND day >= '1970-01-01'"),
        _check(table, "at_utc", f"at_utc {INSTANT}"),
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
        _check(table, "deleted_at_utc", f"deleted_at_utc {INSTANT}"),
        sa.ForeignKeyConstraint(
            ["workout_id"], ["workout.id"], name=op.f("fk_set_entry_workout_id")
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_set_entry_batch_id")
        ),
        sqlite_strict=True,
    )
    op.execute(f"INSERT INTO set_entry_new ({OLD_COLUMNS}) SELECT {OLD_COLUMNS} FROM set_entry")
    op.drop_table("set_entry")
    op.rename_table("set_entry_new", "set_entry")
    op.create_index("ix_set_entry_workout", "set_entry", ["workout_id"])
    op.create_index("ix_set_entry_exercise_day", "set_entry", ["exercise_id", "day"])
    op.create_index("ix_set_entry_day", "set_entry", ["day"])
    op.create_index("ix_set_entry_batch", "set_entry", ["batch_id"])
