"""Does all of it hold with the person's own log, a real file?"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import main as program
from core.errors import Problem
from core.exchange.doors import bring, preview, settle_file, take_back
from core.exchange.needs import Contents, Keeper
from core.exchange.proposal import NO_ANSWERS, Answers
from core.exchange.settling import Existing, Settled
from core.keeping import LogKeeper, shelf_of
from core.storage.database import open_database
from core.storage.store import Store
from tests import factories as make
from tests.exchange.keeping import (
    HERE,
    MATCHER,
    TODAY,
    MemoryKeeper,
    exported,
    full_log,
    same_sets,
    written,
)
from tests.exchange.test_import import FILE, ROW, hevy


class Clock:
    """Goes on by a second at each look."""

    def __init__(self) -> None:
        self._seconds = itertools.count()

    def __call__(self) -> datetime:
        return datetime(2026, 3, 12, 9, tzinfo=UTC) + timedelta(seconds=next(self._seconds))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    database = open_database(tmp_path / "log" / "evenside.db", create=True, clock=Clock())
    yield Store(database)
    database.close()


@pytest.fixture
def log(store: Store) -> LogKeeper:
    return LogKeeper(shelf_of(store), Clock())


def brought(keeper: Keeper, path: Path, said: Answers = NO_ANSWERS) -> tuple[Settled, str]:
    """Import a file; give what was settled and the id of the import."""
    proposal = preview(path, make.catalog(), matcher=MATCHER)
    made = settle_file(proposal, said, Existing.of(keeper), today=TODAY, zone=HERE)
    batch = bring(keeper, made)
    return made, batch.id if batch else ""


def test_sets_come_with_their_unknown_sides_and_twice_adds_nothing(
    log: LogKeeper, store: Store, tmp_path: Path
) -> None:
    path = written(tmp_path, FILE)
    made, batch = brought(log, path)
    kept = log.history()
    assert kept.sets == made.sets
    assert {s.batch for s in kept.sets} == {batch}
    assert [s.side for s in kept.sets].count(None) == 2
    again, nothing = brought(log, path)
    assert (len(again.sets), again.already, nothing) == (0, 4, "")
    assert log.history() == kept
    store.check()


def test_taking_it_back_and_bringing_it_again_with_better_answers(
    log: LogKeeper, tmp_path: Path
) -> None:
    path = written(tmp_path, hevy(ROW, ROW))
    for said in ("unknown", "left", "right", "each", "unknown"):
        answers = Answers((("side:single arm row:not said", said),))
        made, batch = brought(log, path, answers)
        assert len(made.sets) == (4 if said == "each" else 2)
        assert [b.id for b in log.batches()] == [batch]
        assert sorted(str(s.side) for s in log.history().sets) == sorted(
            str(s.side) for s in made.sets
        )
        again, _ = brought(log, path)
        assert not again.sets
        gone = take_back(log, batch)
        assert len(gone) == len(made.sets)
        assert log.history().sets == ()
        assert log.batches() == ()


def test_what_the_person_removed_does_not_come_again(
    log: LogKeeper, store: Store, tmp_path: Path
) -> None:
    path = written(tmp_path, hevy(ROW, ROW, ROW))
    _, batch = brought(log, path)
    store.remove_set(log.history().sets[1].id)
    assert not brought(log, path)[0].sets
    take_back(log, batch)
    made, _ = brought(log, path)
    assert (len(made.sets), made.already) == (2, 1)


def test_a_newer_export_after_all_that_adds_what_is_new(log: LogKeeper, tmp_path: Path) -> None:
    _, batch = brought(log, written(tmp_path, hevy(ROW, ROW)))
    take_back(log, batch)
    brought(log, written(tmp_path, hevy(ROW, ROW)))
    made, _ = brought(log, written(tmp_path, hevy(ROW, ROW, ROW)))
    assert (len(made.sets), made.already) == (1, 2)


SETS = full_log().history.sets


def filled() -> Contents:
    """What the log of today can keep of everything."""
    return replace(full_log(), more=())


def test_everything_goes_from_one_log_to_another(log: LogKeeper, tmp_path: Path) -> None:
    path = exported(MemoryKeeper(filled()), tmp_path / "log.json")
    made, _ = brought(log, path)
    assert made.complete
    kept, want = log.contents(), filled()
    assert same_sets(kept.history, want.history)
    assert replace(kept, history=want.history, batches=()) == replace(want, batches=())
    assert (kept.history.mornings, kept.history.lighter) == (
        want.history.mornings,
        want.history.lighter,
    )
    from core.exchange.doors import export

    for name in ("again.json", "again.csv"):
        export(tmp_path / name, kept, make.catalog(), today=TODAY, written_by="x")
        again, batch = brought(log, tmp_path / name)
        assert (len(again.sets), again.complete, batch) == (0, True, "")


def test_one_undo_takes_back_what_the_log_can_take_back(log: LogKeeper, tmp_path: Path) -> None:
    path = exported(MemoryKeeper(filled()), tmp_path / "log.json")
    _, batch = brought(log, path)
    take_back(log, batch)
    kept = log.contents()
    assert (kept.history.sets, kept.history.lighter) == ((), ())
    assert (kept.plans, kept.excluded, kept.tests, kept.batches) == ((), (), (), ())
    assert dict(kept.settings) == {"pauses": "[]", "profile": "{}"}


@pytest.mark.parametrize(
    "step",
    [
        "save_plan",
        "exclude",
        "add_lighter_week",
        "add_result",
        "add_batch",
        "add_morning",
        "add_screening",
    ],
)
@pytest.mark.parametrize("killed", [False, True])
def test_stopped_at_any_step_nothing_is_left(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, *, killed: bool
) -> None:
    path = exported(MemoryKeeper(filled()), tmp_path / "log.json")
    log = LogKeeper(shelf_of(store), Clock())

    def fail(*_: object) -> None:
        raise Problem("The disk is full.")

    with monkeypatch.context() as planted:
        planted.setattr(Store, step, fail)
        if killed:  # nobody is left to clean up
            planted.setattr(LogKeeper, "_recover", lambda _: None)
        with pytest.raises(Problem, match="full"):
            brought(log, path)
    there = LogKeeper(shelf_of(store), Clock())
    kept = there.contents()
    assert kept.history == replace(kept.history, sets=(), lighter=())
    assert (kept.plans, kept.excluded, kept.tests, kept.batches) == ((), (), (), ())
    made, _ = brought(there, path)
    assert made.complete
    # what was taken out stays in the log under its old id, so what comes again has a new one
    plain = [
        Counter(replace(s, id="", batch="") for s in sets) for sets in (there.history().sets, SETS)
    ]
    assert plain[0] == plain[1]
    assert there.contents().tests == filled().tests
    assert there.contents().plans == filled().plans


def test_the_program_does_it_all_on_a_real_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = (["--data-dir", str(tmp_path / name)] for name in ("one", "other"))
    path = str(written(tmp_path, FILE))
    skip = ["--answer", "name:bench press (barbell)=skip"]
    assert program.main([*one, "--import", path]) == 1
    assert program.main([*one, "--import", path, *skip]) == 0
    json_file, csv_file = str(tmp_path / "log.json"), str(tmp_path / "log.csv")
    assert program.main([*one, "--export", json_file]) == 0
    assert program.main([*one, "--export", csv_file]) == 0
    backups = tmp_path / "one" / "backups"
    assert any("import" in path.name for path in backups.rglob("*")), list(tmp_path.rglob("*"))
    assert program.main([*other, "--import", json_file]) == 0
    assert program.main([*other, "--import", csv_file]) == 0
    out = capsys.readouterr().out
    assert "4 new sets in the log." in out
    assert "log.csv: a file of Evenside (CSV), 4 sets.\n\n0 new sets in the log." in out
