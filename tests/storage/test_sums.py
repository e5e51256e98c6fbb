"""Does every row carry a checksum that says whether it is what was saved?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.body import Side
from core.journal import AfterNote, Band, Morning, MorningNote
from core.storage.database import Database
from core.storage.health import contents, findings
from core.storage.migrations import Form
from core.storage.store import Store
from core.storage.sums import row_sum, state_mark, state_of, summed_tables
from tests.storage.making import DAY, NOON, a_batch, a_set, log_with, opened, sets_of, sql

VALUES = st.none() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | st.text()


def _looked_through(path: Path) -> list[tuple[str, int]]:
    with closing(sqlite3.connect(path)) as connection:
        return [(found.table, found.rows) for found in findings(connection)]


def fill(store: Store) -> None:
    """Use every way of writing that the store has."""
    first, second, third = sets_of(3)
    store.add_set(first)
    store.add_sets([second, third])
    store.update_set(a_set(id=second.id, side=Side.RIGHT, load_kg=10, note="heavy\n✓"))
    store.remove_set(third.id)
    store.remove_set(first.id)
    store.restore_set(first.id)
    store.add_set(a_set(band=Band.LIGHT, side=None, reps=None, seconds=30, workout_id="w2"))
    store.add_morning(MorningNote("workout-1", "split_squat", Side.LEFT, DAY, Morning.SORE))
    store.add_morning(MorningNote("workout-1", "split_squat", Side.LEFT, DAY, Morning.USUAL))
    store.add_after([AfterNote("workout-1", "split_squat", None, DAY, 3)])
    store.add_lighter_week(DAY)
    store.add_lighter_week(DAY + timedelta(days=7))
    store.remove_lighter_week(DAY)
    store.save_plan("a", "{}")
    store.save_plan("b", "{}")
    store.rename_plan("a", "c")
    store.delete_plan("b")
    store.exclude("bird_dog", DAY)
    store.include("bird_dog")
    store.exclude("dead_bug", DAY)
    store.put_setting("profile", "{}")
    store.put_setting("profile", '{"minutes": 20}')
    store.add_screening(DAY, "{}")
    batch = a_batch()
    assert store.add_batch(batch, sets_of(4)) == 4
    store.remove_batch(batch.id)
    store.restore_batch(batch.id)


def test_every_way_of_writing_leaves_a_right_checksum(log_path: Path) -> None:
    with opened(log_path, create=True) as store:
        fill(store)
    assert _looked_through(log_path) == []
    with closing(sqlite3.connect(log_path)) as connection:
        tables = summed_tables(connection)
        assert len(tables) == 11
        for table in tables.keys() - {"test_result"}:
            (rows,) = connection.execute(f"SELECT min(checksum) FROM {table}").fetchone()
            assert rows > 0, table


@pytest.mark.parametrize(
    ("change", "table"),
    [
        ("UPDATE set_entry SET reps = 9 WHERE rowid = 1", "set_entry"),
        ("UPDATE set_entry SET note = 'other' WHERE rowid = 1", "set_entry"),
        ("UPDATE set_entry SET side = 'right' WHERE rowid = 1", "set_entry"),
        ("UPDATE set_entry SET deleted_at_utc = at_utc WHERE rowid = 1", "set_entry"),
        ("UPDATE set_entry SET reps = NULL, seconds = 8 WHERE rowid = 1", "set_entry"),
        ("UPDATE workout SET day = '2026-03-02'", "workout"),
        ("INSERT INTO setting (key, value) VALUES ('profile', '{}')", "setting"),
    ],
)
def test_a_row_that_is_not_what_was_saved_is_found(log_path: Path, change: str, table: str) -> None:
    log_with(log_path, sets_of(3))
    sql(log_path, change)
    assert _looked_through(log_path) == [(table, 1)]


def test_a_log_from_before_the_checksums_gets_them(log_path: Path) -> None:
    with opened(log_path, create=True, form=Form("0002", 2000)):
        pass
    instant = "2026-03-01T12:00:00.000000Z"
    sql(
        log_path,
        f"INSERT INTO workout VALUES ('w', '2026-03-01', '{instant}')",
        "INSERT INTO set_entry SELECT 's' || value, 'w', 'split_squat', '2026-03-01',"
        f" '{instant}', 1, 'left', 8, NULL, 'kg', 10, NULL, 2, 0, '', 'ä', NULL"
        " FROM json_each('[1, 2, 3]')",
        "INSERT INTO setting VALUES ('profile', '{}')",
    )
    with opened(log_path) as store:
        assert [entry.load_kg for entry in store.history().sets] == [10.0] * 3
        assert {entry.batch for entry in store.history().sets} == {""}
        store.add_set(a_set())
    assert _looked_through(log_path) == []
    assert sql(log_path, "SELECT count(*) FROM set_entry WHERE checksum = 0") == [(0,)]


@given(st.lists(VALUES, min_size=3, max_size=3), st.lists(VALUES, min_size=3, max_size=3))
def test_different_rows_have_different_checksums(left: list[object], right: list[object]) -> None:
    same = list(map(repr, left)) == list(map(repr, right))
    sums = [row_sum("set_entry", "a b c", *values) for values in (left, right)]  # type: ignore[arg-type]
    assert (sums[0] == sums[1]) == same


def test_the_checksum_is_the_documented_one() -> None:
    """The numbers are for ever: a log from today is checked with them in ten years."""
    assert row_sum("lighter_week", "start", "2026-03-01") == 73385545435924
    assert row_sum("x", "a b c d", 1, None, 2.5, "é") == 236370403518455
    assert row_sum("x", "a c d", 1, 2.5, "é") == row_sum("x", "a b c d", 1, None, 2.5, "é")


def test_a_state_has_a_mark_of_its_own(store: Store, database: Database) -> None:
    def mark() -> str:
        with database.bare() as connection:
            return state_mark(state_of(connection))

    marks = [mark()]
    entry = a_set()
    store.add_set(entry)
    marks.append(mark())
    store.remove_set(entry.id)
    marks.append(mark())
    assert len(set(marks)) == 3
    store.restore_set(entry.id)
    assert mark() == marks[1]


def test_what_a_log_holds(store: Store, database: Database) -> None:
    with database.bare() as connection:
        assert contents(connection).words == "no sets yet"
    for entry in sets_of(3):
        store.add_set(entry)
    store.add_set(a_set(workout_id="later", day=DAY + timedelta(days=2)))
    with database.bare() as connection:
        held = contents(connection)
    assert held.words == "4 sets in 2 workouts"
    assert (held.first_day, held.last_day) == (NOON.date(), DAY + timedelta(days=2))
