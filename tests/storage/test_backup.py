"""Is there always a whole backup, and can the log be brought back from it?"""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from core.care import BackupInfo, Checked
from core.errors import Problem
from core.keeper import Undo
from core.storage.backup import Backups
from core.storage.care import LogCare
from core.storage.database import Database, open_database
from core.storage.errors import (
    BackupSpoilt,
    LogDamaged,
    LogForeign,
    LogFull,
    LogNewer,
    LogProblem,
    NoBackup,
    NotInLog,
    SecondFolder,
)
from core.storage.health import findings
from core.storage.journal import Journal
from core.storage.migrations import Form
from core.storage.rescue import LogRescue
from core.storage.store import Store
from core.storage.sums import state_mark, state_of
from tests.storage.making import (
    NOON,
    a_batch,
    a_set,
    backups_of,
    fingerprints,
    opened,
    sets_of,
    sql,
    take_in,
)
from tests.storage.test_sums import fill


class Desk:
    """An open log with its care, and a clock that can be set."""

    def __init__(self, path: Path) -> None:
        self.path, self.now = path, NOON
        self.backups = Backups(path, clock=self.clock)
        self.database: Database
        self.store: Store
        self.care: LogCare
        self.open()

    def clock(self) -> datetime:
        return self.now

    def open(self) -> None:
        journal = Journal(self.path.parent / "journal")
        self.database = open_database(self.path, create=True, clock=self.clock, journal=journal)
        self.store = Store(self.database)
        self.care = LogCare(self.database, self.backups)

    def later(self, **how_long: float) -> None:
        self.now += timedelta(**how_long)

    def mark(self) -> str:
        with self.database.bare() as connection:
            return state_mark(state_of(connection))

    def checked(self) -> Checked:
        self.care.start_check(thorough=True)
        while True:
            progress = self.care.check_step()
            if progress.result is not None:
                return progress.result

    def do_chores(self) -> None:
        while self.care.chore():
            pass

    def damage(self) -> None:
        """Flip a bit of a note in a way that SQLite's own check passes."""
        self.store.checkpoint()
        self.database.close()
        data = self.path.read_bytes()
        at = data.index(b"nothing special")
        self.path.write_bytes(data[:at] + b"N" + data[at + 1 :])
        self.open()


@pytest.fixture
def desk(log_path: Path) -> Iterator[Desk]:
    desk = Desk(log_path)
    yield desk
    desk.store.close()


def _mark_of(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        assert findings(connection) == ()
        return state_mark(state_of(connection))


def _names(desk: Desk) -> list[str]:
    return [info.name for info in desk.backups.found()]


# -- making ------------------------------------------------------------------------------------


def test_a_backup_holds_the_log_as_it_was(desk: Desk) -> None:
    fill(desk.store)
    mark = desk.mark()
    info = desk.care.back_up()
    desk.store.add_set(a_set())
    (path,) = backups_of(desk.path)
    assert _mark_of(path) == mark
    assert info.name == path.name
    assert (info.why, info.at, info.size) == ("by hand", NOON, path.stat().st_size)
    assert info.sets == len(desk.store.history().sets) - 1
    assert [p.name for p in path.parent.iterdir()] == [path.name]


@pytest.mark.skipif(sys.platform == "win32", reason="rights are POSIX's")
def test_only_the_owner_may_read_a_backup(desk: Desk) -> None:
    desk.care.back_up()
    (path,) = backups_of(desk.path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_sets_can_be_saved_while_a_backup_is_made(desk: Desk) -> None:
    desk.store.add_sets(sets_of(4))
    assert desk.care.back_up_step() is None
    late = a_set()
    desk.store.add_set(late)
    info = None
    while info is None:
        info = desk.care.back_up_step()
    assert info.sets == 4
    assert desk.care.preview(info).would is not None
    assert len(desk.store.history().sets) == 5


def test_a_state_is_not_kept_twice(desk: Desk) -> None:
    desk.store.add_set(a_set())
    first = desk.care.back_up()
    desk.later(hours=5)
    assert desk.care.back_up().name == first.name
    desk.store.put_setting("profile", "{}")
    assert desk.care.back_up().name != first.name


def test_chores_make_one_when_something_changed_and_not_too_often(desk: Desk) -> None:
    desk.do_chores()
    assert len(_names(desk)) == 1
    desk.store.add_set(a_set())
    desk.later(minutes=29)
    desk.do_chores()
    assert len(_names(desk)) == 1
    desk.later(minutes=2)
    desk.do_chores()
    assert len(_names(desk)) == 2
    desk.later(hours=3)
    desk.do_chores()
    desk.care.before_closing()
    assert len(_names(desk)) == 2
    desk.store.add_set(a_set())
    desk.care.before_closing()
    assert len(_names(desk)) == 3


def test_a_clock_set_back_still_gets_its_backups_and_loses_none(desk: Desk) -> None:
    desk.store.add_set(a_set())
    desk.do_chores()
    desk.later(days=-365)
    for _ in range(4):
        desk.store.add_set(a_set())
        desk.later(hours=1)
        desk.do_chores()
        desk.do_chores()
    assert len(_names(desk)) == 5
    assert desk.backups.holds(desk.mark())


def test_thinning_keeps_the_newest_and_months(desk: Desk) -> None:
    for _ in range(40):
        desk.store.add_set(a_set())
        desk.do_chores()
        desk.later(days=1)
    made = [info.at for info in desk.backups.found()]
    assert made[0] == desk.now - timedelta(days=1)
    assert len(made) < 25
    assert made[-1] <= NOON + timedelta(days=7)


def test_a_damaged_log_gets_no_backup_and_none_is_thinned(desk: Desk) -> None:
    desk.store.add_set(a_set(note="nothing special"))
    for _ in range(6):
        desk.store.add_set(a_set())
        desk.care.back_up()
        desk.later(hours=1)
    before = _names(desk)
    desk.damage()
    desk.later(days=100)
    with pytest.raises(LogDamaged, match="is damaged"):
        desk.care.back_up()
    desk.do_chores()
    desk.care.before_closing()
    assert _names(desk) == before


def test_a_full_disk_leaves_no_half_backup(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.store.add_set(a_set())

    def full(*_: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    with monkeypatch.context() as patch:
        patch.setattr("core.storage.backup.copied", full)
        with pytest.raises(LogFull, match=r"disk is full.*safe in “evenside\.db”"):
            desk.care.back_up()
        desk.do_chores()
    assert list(desk.backups.folder.iterdir()) == []
    assert desk.care.back_up().sets == 1


def test_other_files_in_the_folder_are_left_alone(desk: Desk) -> None:
    desk.care.back_up()
    for name in ("notes.txt", "evenside.db", "other.20260301-120000.daily.1.db"):
        (desk.backups.folder / name).write_bytes(b"mine")
    desk.later(days=400)
    desk.store.add_set(a_set())
    desk.care.back_up()
    assert len(_names(desk)) == 2
    assert len(list(desk.backups.folder.iterdir())) == 5


# -- the second folder ---------------------------------------------------------------------------


def test_a_second_folder_gets_every_backup(desk: Desk, tmp_path: Path) -> None:
    desk.store.add_set(a_set())
    first = desk.care.back_up()
    second = tmp_path / "other disk"
    second.mkdir()
    desk.care.use_second_folder(second)
    assert [path.name for path in second.iterdir()] == [first.name]
    desk.store.add_set(a_set())
    newer = desk.care.back_up()
    assert {path.name for path in second.iterdir()} == {first.name, newer.name}
    assert len(_names(desk)) == 2
    shutil.rmtree(desk.backups.folder / newer.name, ignore_errors=True)
    (desk.backups.folder / newer.name).unlink()
    assert [(i.name, i.second) for i in desk.backups.found()] == [
        (newer.name, True),
        (first.name, False),
    ]
    desk.care.use_second_folder(None)
    assert desk.care.overview().second_folder == ""


def test_a_second_disk_that_is_away_is_told_and_fails_nothing(desk: Desk, tmp_path: Path) -> None:
    second = tmp_path / "stick"
    second.mkdir()
    desk.care.use_second_folder(second)
    second.rmdir()
    desk.store.add_set(a_set())
    assert desk.care.back_up().sets == 1
    assert "second folder" in desk.care.overview().second_trouble
    second.mkdir()
    desk.later(hours=1)
    desk.store.add_set(a_set())
    desk.care.back_up()
    assert desk.care.overview().second_trouble == ""


def test_a_second_folder_that_is_none_is_refused(desk: Desk, tmp_path: Path) -> None:
    for folder in (desk.backups.folder, desk.path.parent, tmp_path / "nowhere"):
        with pytest.raises(SecondFolder, match="choose another"):
            desk.care.use_second_folder(folder)
    assert desk.care.overview().second_folder == ""


# -- looking in and restoring --------------------------------------------------------------------


def test_a_preview_says_what_would_change(desk: Desk) -> None:
    kept, changed, removed = sets_of(3)
    for entry in (kept, changed, removed):
        desk.store.add_set(entry)
    desk.store.save_plan("a", "{}")
    backup = desk.care.back_up()
    before = desk.care.preview(backup)
    assert before.would is not None
    assert before.would.nothing
    desk.store.update_set(replace(changed, reps=12))
    desk.store.remove_set(removed.id)
    desk.store.add_sets(sets_of(2))
    desk.store.delete_plan("a")
    preview = desk.care.preview(backup)
    assert preview.holds.words == "3 sets in 1 workout"
    assert preview.would is not None
    assert preview.would.words == (
        "2 sets logged since would leave the log.",
        "1 set would come back.",
        "1 set would be as before the last change.",
        "1 other entry (plans, notes, answers, settings) would change.",
    )


def test_restoring_and_taking_it_back(desk: Desk) -> None:
    fill(desk.store)
    backup, old = desk.care.back_up(), desk.mark()
    desk.store.add_sets(sets_of(3))
    new = desk.mark()
    done = desk.care.restore(backup)
    assert desk.mark() == old
    assert done.undo is not None
    assert done.undo.why == "before a restore"
    desk.store.add_set(a_set(note="goes on"))
    desk.later(seconds=1)
    desk.care.restore(done.undo)
    assert desk.mark() == new
    assert desk.checked().sound
    desk.store.close()
    assert _mark_of(desk.path) == new
    folded = Journal(desk.path.parent / "journal").fold()
    assert (
        len([key for key in folded.rows if key[0] == "set_entry"])
        == sql(desk.path, "SELECT count(*) FROM set_entry")[0][0]
    )


def test_restoring_an_older_form_brings_it_up(tmp_path: Path, log_path: Path) -> None:
    with opened(log_path, create=True, form=Form("0002", 2000)):
        pass
    sql(log_path, "INSERT INTO setting VALUES ('profile', '{\"a\": 1}')")
    desk = Desk(log_path)
    (backup,) = desk.backups.found()
    assert backup.why == "before an update"
    desk.store.put_setting("profile", "{}")
    desk.care.restore(backup)
    assert desk.store.setting("profile") == '{"a": 1}'
    assert desk.checked().sound
    desk.store.close()


def test_a_damaged_log_is_found_kept_and_replaced(desk: Desk) -> None:
    desk.store.add_set(a_set(note="nothing special"))
    desk.store.add_sets(sets_of(3))
    backup, good = desk.care.back_up(), desk.mark()
    assert desk.checked().sound
    desk.damage()
    checked = desk.checked()
    assert [(f.table, f.rows, f.what) for f in checked.findings] == [("set_entry", 1, "checksum")]
    assert "1 set can no longer be trusted" in checked.words
    assert "restore" in checked.words
    done = desk.care.restore(backup)
    assert done.undo is None
    assert desk.mark() == good
    assert desk.checked().sound
    assert done.kept == "evenside.damaged-20260301-120000.db"
    assert b"Nothing special" in (desk.path.parent / done.kept).read_bytes()


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(bytes(data))


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


@pytest.mark.parametrize("harm", [_flip, _cut])
def test_a_backup_that_spoilt_is_not_used(desk: Desk, harm: Callable[[Path], None]) -> None:
    desk.store.add_set(a_set())
    backup, mark = desk.care.back_up(), desk.mark()
    harm(desk.backups.folder / backup.name)
    with pytest.raises(BackupSpoilt, match="damaged after it was made"):
        desk.care.preview(backup)
    with pytest.raises(BackupSpoilt):
        desk.care.restore(backup)
    assert desk.mark() == mark
    again = desk.care.back_up()
    assert again.sets == 1


def test_a_backup_that_is_gone(desk: Desk) -> None:
    backup = desk.care.back_up()
    (desk.backups.folder / backup.name).unlink()
    with pytest.raises(NoBackup):
        desk.care.restore(backup)


def _as_backup(desk: Desk, *statements: str) -> BackupInfo:
    """Make a backup, change it as a stranger would, and give it a name that fits its bytes."""
    import hashlib

    info = desk.care.back_up()
    path = desk.backups.folder / info.name
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.create_function("evenside_sum", -1, lambda *_: 0)
        for statement in statements:
            connection.execute(statement)
    sha = hashlib.sha256(path.read_bytes()).hexdigest()[:32]
    stem = path.name.rsplit(".", 2)[0]
    path.rename(path.with_name(f"{stem}.{sha}.db"))
    return next(i for i in desk.backups.found() if sha in i.name)


@pytest.mark.parametrize(
    ("statements", "kind", "words"),
    [
        (
            ["CREATE TRIGGER evil AFTER INSERT ON set_entry BEGIN DELETE FROM set_entry; END"],
            LogForeign,
            "never puts into a log",
        ),
        (["CREATE VIEW evil AS SELECT 1"], LogForeign, "never puts into a log"),
        (["CREATE TABLE evil (x)"], LogForeign, "“evil”"),
        (["CREATE INDEX evil ON set_entry (note)"], LogForeign, "“evil”"),
        (["ALTER TABLE plan ADD COLUMN evil TEXT"], LogForeign, "“plan”"),
        (
            ["ALTER TABLE plan ADD COLUMN evil TEXT GENERATED ALWAYS AS (name) VIRTUAL"],
            LogForeign,
            "“plan”",
        ),
        (["DROP INDEX ix_set_entry_day"], LogForeign, "“ix_set_entry_day”"),
        (
            ["PRAGMA ignore_check_constraints = ON", "UPDATE set_entry SET pain = 99"],
            LogDamaged,
            "damaged",
        ),
        (["UPDATE set_entry SET reps = 9"], LogDamaged, "damaged"),
        (["PRAGMA user_version = 9000"], LogNewer, "newer"),
    ],
)
def test_a_hostile_backup_is_refused_by_name(
    desk: Desk, statements: list[str], kind: type[Exception], words: str
) -> None:
    desk.store.add_sets(sets_of(5))
    backup, mark = _as_backup(desk, *statements), desk.mark()
    with pytest.raises(kind, match=words):
        desk.care.restore(backup)
    assert desk.mark() == mark
    assert len(desk.store.history().sets) == 5


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.write_bytes(b""), "“mine.db” is empty"),
        (lambda path: path.write_text("a shopping list" * 50), "“mine.db” is not a log"),
        (Path.mkdir, "“mine.db” is not a log"),
        (lambda _: None, "“mine.db” is not where"),
    ],
)
def test_a_chosen_file_that_is_no_log_is_named_and_changes_nothing(
    desk: Desk, tmp_path: Path, make: Callable[[Path], object], words: str
) -> None:
    desk.store.add_set(a_set())
    desk.store.close()
    chosen = tmp_path / "mine.db"
    make(chosen)
    rescue = LogRescue(
        desk.path, desk.backups, Journal(desk.path.parent / "journal"), clock=desk.clock
    )
    before = fingerprints(desk.path.parent)
    with pytest.raises(LogProblem, match=words) as caught:
        rescue.choose(chosen)
    assert str(tmp_path) not in caught.value.message
    with pytest.raises(Problem, match="choose another file"):
        rescue.choose(desk.path)
    assert fingerprints(desk.path.parent) == before


def test_a_rescue_that_finds_a_full_disk_changes_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.store.add_set(a_set())
    backup = desk.care.back_up()
    desk.store.close()
    rescue = LogRescue(
        desk.path, desk.backups, Journal(desk.path.parent / "journal"), clock=desk.clock
    )
    before = fingerprints(desk.path.parent)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    restore = partial(rescue.restore, backup)
    for place, works in (
        ("core.storage.restore.shutil.copyfile", (restore,)),
        ("core.storage.database.move_in", (rescue.start_new, rescue.rebuild)),
        ("core.storage.restore.move_in", (restore, rescue.start_new, rescue.rebuild)),
    ):
        monkeypatch.setattr(place, full)
        for work in works:
            with pytest.raises(LogFull):
                work()
            assert fingerprints(desk.path.parent) == before
        monkeypatch.undo()


# -- imports -------------------------------------------------------------------------------------


def test_an_import_is_all_or_nothing_and_can_be_taken_back(desk: Desk) -> None:
    mine = a_set(note="mine")
    desk.store.add_set(mine)
    batch, entries = a_batch(), sets_of(4)
    assert take_in(desk.care.keeper(), batch, entries) == 4
    assert desk.backups.found()[0].why == "before an import"
    corrected = replace(entries[0], reps=12, batch=batch.id)
    desk.store.update_set(corrected)
    desk.store.remove_set(entries[1].id)
    # the same file again adds nothing and undoes nothing
    assert take_in(desk.care.keeper(), replace(batch, id="again"), entries) == 0
    (first, second) = sorted(desk.care.keeper().all_batches(), key=lambda b: -b.here)
    assert (first.id, first.here, second.here) == (batch.id, 3, 0)
    desk.care.keeper().remove_batch(batch.id, Undo())
    assert desk.store.history().sets == (mine,)
    desk.store.close()
    desk.open()
    keeper = desk.care.keeper()
    assert next(b for b in keeper.all_batches() if b.id == batch.id).removed
    assert keeper.remove_batch(batch.id, Undo()) == ()
    keeper.restore_batch(batch.id, Undo())
    keeper.restore_batch(batch.id, Undo())
    back = {entry.id: entry for entry in desk.store.history().sets}
    assert back[entries[0].id] == corrected
    assert entries[1].id not in back
    assert len(back) == 4
    with pytest.raises(NotInLog):
        keeper.restore_batch("nowhere", Undo())
    assert desk.checked().sound


def test_an_import_that_fails_adds_nothing(desk: Desk) -> None:
    bad = [*sets_of(3), a_set(pain=11)]
    with pytest.raises(Problem, match="nothing was changed"):
        take_in(desk.care.keeper(), a_batch(), bad)
    assert desk.care.keeper().all_batches() == ()
    assert desk.store.history().sets == ()
    assert desk.store.everything().workouts == ()


def test_everything_is_read_for_an_export(desk: Desk) -> None:
    fill(desk.store)
    sql_row = (
        "INSERT INTO test_result (id, session_id, test_id, day, at_utc, side, attempt, value,"
        " setup, note, deleted_at_utc) VALUES ('t1', 's', 'knee_to_wall', '2026-03-01',"
        " '2026-03-01T12:00:00.000000Z', 'left', 1, 9.5, '', '', '2026-03-01T12:00:00.000000Z')"
    )
    with desk.database.bare() as connection:
        connection.execute(sql_row)
    found = desk.store.everything()
    assert found.removed is not None
    assert len(found.removed) == 1
    assert set(found.removed) <= {entry.id for entry in found.sets}
    assert len(found.sets) == len(desk.store.history().sets) + 1
    assert found.tests[0].result.value == 9.5
    assert found.tests[0].removed_at == NOON
    assert [plan.name for plan in found.plans] == ["c"]
    assert found.settings == (("profile", '{"minutes": 20}'),)
    assert len(found.mornings) == len(found.after) == len(found.lighter) == 1
    assert len(found.excluded) == len(found.screenings) == len(found.batches) == 1
    assert {w.id for w in found.workouts} == {entry.workout_id for entry in found.sets}


def test_the_overview(desk: Desk) -> None:
    desk.store.add_sets(sets_of(2))
    desk.care.back_up()
    seen = desk.care.overview()
    assert seen.file == str(desk.path)
    assert seen.holds.words == "2 sets in 1 workout"
    assert len(seen.backups) == 1
    assert seen.size > 40_000
    assert (seen.second_folder, seen.second_trouble, seen.journal_trouble) == ("", "", "")


def test_closing_in_the_middle_of_a_chore_or_a_check_leaves_nothing(desk: Desk) -> None:
    desk.store.add_sets(sets_of(50))
    assert all(desk.care.chore() for _ in range(3))
    desk.care.start_check(thorough=True)
    assert desk.care.check_step().result is None
    assert desk.care.back_up_step() is None
    desk.care.before_closing()
    desk.store.close()
    assert [path.suffix for path in desk.backups.folder.iterdir()] == [".db"]
