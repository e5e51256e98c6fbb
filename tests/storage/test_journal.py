"""Can the log be rebuilt from the text files beside it?"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.errors import Problem
from core.storage.database import Database, open_database
from core.storage.errors import LogForeign
from core.storage.health import findings
from core.storage.journal import Journal
from core.storage.rebuild import rebuild_from_journal
from core.storage.store import Store
from core.storage.sums import state_mark, state_of
from tests.storage.making import NOON, a_batch, a_set, opened, sets_of
from tests.storage.test_sums import fill


class Kept:
    """A log with a journal, whose clock can be set."""

    def __init__(self, path: Path) -> None:
        self.path, self.now = path, NOON
        self.journal = Journal(path.parent / "journal")
        self.database: Database
        self.store: Store

    def open(self) -> Kept:
        self.journal = Journal(self.journal.folder)
        self.database = open_database(
            self.path, create=True, clock=lambda: self.now, journal=self.journal
        )
        self.store = Store(self.database)
        return self

    def catch_up(self) -> bool:
        with self.database.bare() as connection:
            return self.journal.catch_up(connection, at=self.now)

    def is_behind(self) -> bool:
        return self.journal.behind

    def mark(self) -> str:
        with self.database.bare() as connection:
            return state_mark(state_of(connection))

    def lines(self) -> list[dict[str, object]]:
        return [
            json.loads(line)
            for path in self.journal.files()
            for line in path.read_text(encoding="utf-8").splitlines()
        ]


@pytest.fixture
def kept(log_path: Path) -> Kept:
    return Kept(log_path)


def _mark_of(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        assert findings(connection) == ()
        return state_mark(state_of(connection))


def _rebuilt(kept: Kept, tmp_path: Path) -> str:
    target = tmp_path / "rebuilt" / "evenside.db"
    made = rebuild_from_journal(kept.journal.folder, target, clock=lambda: NOON)
    assert made.spoilt == 0
    return _mark_of(target)


def test_everything_comes_back_from_the_text_files(kept: Kept, tmp_path: Path) -> None:
    kept.open()
    fill(kept.store)
    everything, mark = kept.store.everything(), kept.mark()
    kept.store.close()
    assert _rebuilt(kept, tmp_path) == mark
    with opened(tmp_path / "rebuilt" / "evenside.db") as store:
        assert store.everything() == everything


def test_a_line_is_readable_without_us(kept: Kept) -> None:
    kept.open().store.add_set(a_set(id="s1", load_kg=12.5, pain=1, note="größer ✓"))
    about, workout, entry = kept.lines()
    kept.store.close()
    assert about["evenside"] == "journal"
    assert workout["put"] == "workout"
    assert entry["put"] == "set_entry"
    assert entry["at"] == "2026-03-01T12:00:00Z"
    row = entry["row"]
    assert isinstance(row, dict)
    assert row["load_kg"] == 12.5
    assert row["note"] == "größer ✓"
    assert row["side"] == "left"
    assert "seconds" not in row


def test_what_was_undone_is_not_written(kept: Kept) -> None:
    kept.open()

    def fail_half_way() -> None:
        with kept.database.writing() as session:
            session.connection().exec_driver_sql(
                "INSERT INTO setting (key, value) VALUES ('half', '1')"
            )
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    kept.store.put_setting("whole", "1")
    assert [line["row"] for line in kept.lines()[1:]] == [{"key": "whole", "value": "1"}]
    kept.store.close()


def test_one_file_a_month_and_never_back(kept: Kept) -> None:
    kept.open()
    for month, back in ((3, 0), (4, 0), (4, 60), (5, 0)):
        kept.now = datetime(2026, month, 5, tzinfo=NOON.tzinfo) - timedelta(days=back)
        kept.store.put_setting("month", str(kept.now))
    assert [path.name for path in kept.journal.files()] == [
        "evenside-2026-03.jsonl",
        "evenside-2026-04.jsonl",
        "evenside-2026-05.jsonl",
    ]
    folded = kept.journal.fold()
    assert folded.rows["setting", ("month",)]["value"] == str(kept.now)
    kept.store.close()


def test_after_a_clean_end_nothing_has_to_be_compared(kept: Kept) -> None:
    kept.open().store.add_set(a_set())
    assert kept.catch_up()
    before = len(kept.lines())
    kept.store.close()
    kept.open()
    assert kept.journal.is_in_step(kept.mark())
    kept.store.close()
    assert len(kept.lines()) == before


def _nothing(kept: Kept) -> None:
    return None


def _cut_off(kept: Kept) -> None:
    (path,) = kept.journal.files()
    path.write_bytes(path.read_bytes()[:-25])


def _first_lines_gone(kept: Kept) -> None:
    (path,) = kept.journal.files()
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[3:]))


def _changed_by_hand(kept: Kept) -> None:
    (path,) = kept.journal.files()
    path.write_text(path.read_text(encoding="utf-8").replace('"reps": 8', '"reps": 9'))


def _all_gone(kept: Kept) -> None:
    for path in kept.journal.files():
        path.unlink()


@pytest.mark.parametrize(
    "harm", [_nothing, _cut_off, _first_lines_gone, _changed_by_hand, _all_gone]
)
def test_what_is_missing_is_written_later(
    kept: Kept, tmp_path: Path, harm: Callable[[Kept], None]
) -> None:
    kept.open()
    fill(kept.store)
    harm(kept)
    assert not kept.journal.is_in_step(kept.mark())
    assert kept.catch_up()
    kept.store.add_set(a_set(note="after"))
    mark = kept.mark()
    kept.store.close()
    target = tmp_path / "rebuilt" / "evenside.db"
    rebuild_from_journal(kept.journal.folder, target, clock=lambda: NOON)
    assert _mark_of(target) == mark


def test_a_change_made_past_the_journal_is_taken_up(kept: Kept, tmp_path: Path) -> None:
    with opened(kept.path, create=True) as store:
        for entry in sets_of(5):
            store.add_set(entry)
        store.save_plan("a", "{}")
    kept.open()
    assert kept.catch_up()
    kept.store.close()
    with opened(kept.path) as store:
        store.delete_plan("a")
        store.add_set(a_set())
    kept.open()
    assert not kept.journal.is_in_step(kept.mark())
    assert kept.catch_up()
    mark = kept.mark()
    kept.store.close()
    assert _rebuilt(kept, tmp_path) == mark


def test_a_journal_that_cannot_be_written_fails_no_save(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.open().store.add_set(a_set())
    assert kept.catch_up()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("core.storage.journal.os.fsync", full)
        kept.store.add_set(a_set(note="while full"))
        assert kept.is_behind()
        assert not kept.catch_up()
    assert len(kept.store.history().sets) == 2
    assert kept.catch_up()
    assert not kept.is_behind()
    mark = kept.mark()
    kept.store.close()
    assert _rebuilt(kept, tmp_path) == mark


def test_a_set_without_its_workouts_line_still_comes_back(kept: Kept, tmp_path: Path) -> None:
    kept.open().store.add_batch(a_batch(), sets_of(3))
    sets = kept.store.history().sets
    kept.store.close()
    (path,) = kept.journal.files()
    lines = path.read_bytes().splitlines(keepends=True)
    spoilt = [line if b'"put": "set_entry"' in line else b"\xff{spoilt\n" for line in lines]
    path.write_bytes(b"".join(spoilt))
    target = tmp_path / "new.db"
    made = rebuild_from_journal(kept.journal.folder, target)
    assert made.holds.words == "3 sets in 1 workout"
    assert made.spoilt == len(lines) - 3
    with opened(target) as store:
        assert [entry.id for entry in store.history().sets] == [entry.id for entry in sets]
        assert {entry.batch for entry in store.history().sets} == {""}


def test_rebuilding_takes_nothing_away(kept: Kept, tmp_path: Path) -> None:
    kept.open().store.add_set(a_set())
    kept.store.close()
    with pytest.raises(LogForeign, match="is there already"):
        rebuild_from_journal(kept.journal.folder, kept.path)
    with pytest.raises(Problem, match="no journal"):
        rebuild_from_journal(tmp_path, tmp_path / "new.db")


def test_the_command(kept: Kept, tmp_path: Path) -> None:
    kept.open().store.add_set(a_set())
    kept.store.close()
    command = [sys.executable, "-m", "core.storage.rebuild", str(kept.journal.folder)]
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [*command, str(tmp_path / "new.db")], cwd=root, check=True, text=True, capture_output=True
    )
    assert done.stdout == "1 set in 1 workout; 0 lines could not be used\n"
    again = subprocess.run(
        [*command, str(tmp_path / "new.db")], cwd=root, check=False, text=True, capture_output=True
    )
    assert again.returncode == 1
    assert "is there already" in again.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="rights are POSIX's")
def test_only_the_owner_may_read_it(kept: Kept) -> None:
    kept.open().store.add_set(a_set())
    kept.store.close()
    (path,) = kept.journal.files()
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
