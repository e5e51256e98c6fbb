"""Does a migration keep every row, or else change nothing at all?"""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from core.body import Side
from core.journal import Morning, MorningNote
from core.storage import migrate as migrate_module
from core.storage.database import bare_connection, open_database
from core.storage.errors import LogBusy, LogFull, LogNotUpdated
from core.storage.migrations import KNOWN, Form
from tests.storage.making import (
    DAY,
    NOON,
    backups_of,
    fingerprints,
    form_with,
    log_with,
    opened,
    sets_of,
    sql,
)

SETS = sets_of(50)

CASCADES = """
with op.batch_alter_table("set_entry", recreate="always") as batch:
    batch.drop_constraint("fk_set_entry_workout_id", type_="foreignkey")
    batch.create_foreign_key(
        "fk_set_entry_workout_id", "workout", ["workout_id"], ["id"], ondelete="CASCADE"
    )
"""
REBUILDS_PARENT = """
with op.batch_alter_table("workout", recreate="always") as batch:
    batch.add_column(sa.Column("place", sa.Text(), nullable=False, server_default=""))
"""
ADDS = """
op.add_column("set_entry", sa.Column("mood", sa.Integer()))
op.create_table("place", sa.Column("id", sa.Text(), primary_key=True), sqlite_strict=True)
op.execute("INSERT INTO place VALUES ('home')")
"""


def _assert_nothing_changed(log_path: Path, before: dict[str, str]) -> None:
    after = fingerprints(log_path.parent)
    backups = [name for name in after if "before" in name]
    assert {name: after[name] for name in after if name not in backups} == before
    assert sql(log_path, "PRAGMA user_version") == [(KNOWN.version,)]
    assert sql(log_path, "SELECT version_num FROM alembic_version") == [(KNOWN.head,)]
    with opened(log_path) as store:
        assert store.history().sets == SETS


@pytest.mark.parametrize(
    "bug",
    [
        "raise ZeroDivisionError",
        'op.execute("INSERT INTO nowhere VALUES (1)")',
        "op.execute(\"UPDATE set_entry SET pain = 11, note = 'my secret'\")",
    ],
)
def test_a_step_that_fails_changes_nothing_and_can_be_tried_again(
    tmp_path: Path, log_path: Path, bug: str
) -> None:
    log_with(log_path, SETS)
    before = fingerprints(log_path.parent)
    with pytest.raises(LogNotUpdated, match="Everything was undone"):
        open_database(log_path, create=False, form=form_with(tmp_path / "s", ADDS + bug))
    _assert_nothing_changed(log_path, before)
    with opened(log_path, form=form_with(tmp_path / "s", ADDS)) as store:
        assert store.history().sets == SETS
    assert sql(log_path, "SELECT * FROM place") == [("home",)]
    assert sql(log_path, "PRAGMA user_version") == [(KNOWN.version + 1000,)]


def test_rebuilding_a_parent_keeps_all_its_sets(tmp_path: Path, log_path: Path) -> None:
    log_with(log_path, SETS)
    form = form_with(tmp_path / "s", CASCADES, REBUILDS_PARENT)
    with opened(log_path, form=form) as store:
        assert store.history().sets == SETS
        store.check()
    assert sql(log_path, "PRAGMA foreign_key_list(set_entry)")[0][6] == "CASCADE"
    strict = {name: s for _, name, _, _, _, s in sql(log_path, "PRAGMA table_list")}
    assert strict["workout"] == strict["set_entry"] == 1
    (made,) = sql(log_path, "SELECT sql FROM sqlite_master WHERE name = 'set_entry'")[0]
    assert made.count("CHECK (") == 17
    assert sql(log_path, "SELECT version_num FROM alembic_version") == [
        (f"{int(KNOWN.head) + 2:04}",)
    ]


def test_a_cascade_that_gets_through_is_undone(
    tmp_path: Path, log_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same steps with foreign keys left on delete every set; the count notices."""
    log_with(log_path, SETS)
    with opened(log_path, form=form_with(tmp_path / "s", CASCADES)):
        pass
    sql(log_path, "PRAGMA wal_checkpoint(TRUNCATE)")
    before = fingerprints(log_path.parent)["evenside.db"]
    monkeypatch.setattr(migrate_module, "_foreign_keys", lambda *_: None)
    form = form_with(tmp_path / "s", CASCADES, REBUILDS_PARENT)
    with pytest.raises(LogNotUpdated, match="set_entry would have had 0 rows instead of 50"):
        open_database(log_path, create=False, form=form)
    assert fingerprints(log_path.parent)["evenside.db"] == before
    monkeypatch.undo()
    with opened(log_path, form=form) as store:
        assert store.history().sets == SETS


@pytest.mark.parametrize(
    ("loss", "words"),
    [
        ('op.execute("DELETE FROM set_entry WHERE reps = 8")', "0 rows instead of 50"),
        ('op.drop_table("set_entry")', "0 rows instead of 50"),
        ('op.execute("DELETE FROM workout")', "lost their workout"),
        (
            "op.execute(\"INSERT INTO setting (key, value) VALUES ('extra', '1')\")",
            "setting would have had 1 rows instead of 0",
        ),
        (ADDS + 'op.execute("COMMIT")', "a step failed"),
    ],
)
def test_undeclared_changes_of_rows_are_undone(
    tmp_path: Path, log_path: Path, loss: str, words: str
) -> None:
    log_with(log_path, SETS)
    before = fingerprints(log_path.parent)
    with pytest.raises(LogNotUpdated, match=words):
        open_database(log_path, create=False, form=form_with(tmp_path / "s", loss))
    _assert_nothing_changed(log_path, before)


def test_a_declared_change_of_rows_is_taken(tmp_path: Path, log_path: Path) -> None:
    log_with(log_path, SETS)
    step = """
op.execute("INSERT INTO setting (key, value) VALUES ('extra', '1')")
op.get_context().config.attributes["row_changes"]["setting"] = 1
"""
    with opened(log_path, form=form_with(tmp_path / "s", step)) as store:
        assert store.setting("extra") == "1"


def test_steps_that_end_elsewhere_are_undone(tmp_path: Path, log_path: Path) -> None:
    log_with(log_path, SETS)
    before = fingerprints(log_path.parent)
    form = form_with(tmp_path / "s", ADDS)
    with pytest.raises(LogNotUpdated):
        open_database(log_path, create=False, form=Form("9999", KNOWN.version + 1000, form.folders))
    _assert_nothing_changed(log_path, before)


def test_a_whole_backup_is_made_first(tmp_path: Path, log_path: Path) -> None:
    log_with(log_path, SETS)
    with opened(log_path, form=form_with(tmp_path / "s", ADDS)):
        pass
    (backup,) = backups_of(log_path)
    assert backup.name.startswith("evenside.20260301-120000.before-an-update.50.")
    assert backup.stat().st_mode & 0o777 == 0o600
    with opened(backup) as store:
        assert store.history().sets == SETS


def test_a_new_log_has_no_backup(tmp_path: Path, log_path: Path) -> None:
    with opened(log_path, create=True, form=form_with(tmp_path / "s", ADDS)):
        pass
    assert [found.name for found in log_path.parent.iterdir()] == ["evenside.db"]


def test_no_migration_without_a_backup(
    tmp_path: Path, log_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    log_with(log_path, SETS)
    before = fingerprints(log_path.parent)
    monkeypatch.setattr("core.storage.backup.move_in", fails)
    with pytest.raises(LogFull):
        open_database(log_path, create=False, form=form_with(tmp_path / "s", ADDS))
    _assert_nothing_changed(log_path, before)


def test_a_full_disk_during_a_step_is_told_as_that(tmp_path: Path, log_path: Path) -> None:
    log_with(log_path, SETS)
    before = fingerprints(log_path.parent)
    step = """
op.get_bind().exec_driver_sql("PRAGMA max_page_count = 1")
op.create_table("place", sa.Column("id", sa.Text(), primary_key=True))
"""
    with pytest.raises(LogFull):
        open_database(log_path, create=False, form=form_with(tmp_path / "s", step))
    _assert_nothing_changed(log_path, before)


def test_a_locked_log_is_not_migrated(tmp_path: Path, log_path: Path) -> None:
    log_with(log_path, SETS)
    other = sqlite3.connect(log_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    form = form_with(tmp_path / "s", ADDS)
    with pytest.raises(LogBusy):
        open_database(log_path, create=False, form=form, patience_ms=50)
    other.execute("ROLLBACK")
    other.close()


def test_a_failed_first_creation_leaves_nothing(tmp_path: Path, log_path: Path) -> None:
    with pytest.raises(LogNotUpdated):
        open_database(log_path, create=True, form=form_with(tmp_path / "s", "raise ValueError"))
    assert list(log_path.parent.iterdir()) == []


def test_foreign_keys_are_on_after_a_migration(tmp_path: Path, log_path: Path) -> None:
    log_with(log_path, SETS)
    form = form_with(tmp_path / "s", ADDS)
    database = open_database(log_path, create=False, form=form, clock=lambda: NOON)
    with bare_connection(database.engine) as connection:
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
    database.close()


def test_a_log_of_the_first_form_keeps_its_mornings_and_can_be_sore(log_path: Path) -> None:
    first = Form("0001", 1000)
    open_database(log_path, create=True, clock=lambda: NOON, form=first).close()
    instant = "2026-03-01T12:00:00.000000Z"
    sql(
        log_path,
        f"INSERT INTO workout VALUES ('w', '2026-03-01', '{instant}')",
        "INSERT INTO morning_note VALUES ('w', 'bird_dog', 'left', '2026-03-02', 'worse')",
        "INSERT INTO morning_note VALUES ('w', 'bird_dog', 'both', '2026-03-02', 'usual')",
    )
    with opened(log_path) as store:
        assert {(m.side, m.answer) for m in store.history().mornings} == {
            (Side.LEFT, Morning.WORSE),
            (None, Morning.USUAL),
        }
        store.add_morning(MorningNote("w", "bird_dog", Side.RIGHT, DAY, Morning.SORE))
        assert Morning.SORE in {m.answer for m in store.history().mornings}
