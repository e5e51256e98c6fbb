"""Does all of it hold on a real log: a file, its backups, a restart, another folder?"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given, settings

import main as program
from core.body import Side
from core.coach import Coach
from core.errors import Problem
from core.exchange.doors import bring, bring_back, export, preview, settle_file, take_back
from core.exchange.proposal import NO_ANSWERS, Answers
from core.exchange.settling import Existing, Settled
from core.inventory import Batch
from core.journal import AfterNote, Morning, MorningNote, SetEntry
from core.keeper import Contents, Keeper
from core.opening import LOG_NAME, Opener
from core.selftests import TestResult
from tests import factories as make
from tests.exchange.keeping import HERE, MATCHER, TODAY, written
from tests.exchange.test_import import FILE, LEFT_ROW, RIGHT_ROW, ROW, hevy
from tests.exchange.test_ours import logs, without_batches
from tests.storage.test_sums import _looked_through

NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)
BOTH = hevy(LEFT_ROW, RIGHT_ROW, ROW)


class Home:
    """A folder with a log in it, as a person's computer has one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.opener: Opener | None = None
        self.coach: Coach
        self.open()

    def open(self) -> None:
        self.close()
        self.opener = Opener(self.folder, make.catalog(), make.safety(), now=lambda: NOON)
        self.coach = self.opener.open()

    def close(self) -> None:
        if self.opener is not None:
            self.opener.close()
        self.opener = None

    @property
    def keeper(self) -> Keeper:
        return self.coach.keeper

    def bring(self, path: Path, said: Answers = NO_ANSWERS) -> Settled:
        proposal = preview(path, make.catalog(), matcher=MATCHER)
        made = settle_file(proposal, said, Existing.of(self.keeper), today=TODAY, zone=HERE)
        bring(self.keeper, made)
        return made

    def export(self, path: Path) -> Path:
        export(path, self.keeper.contents(), make.catalog(), today=TODAY, written_by="Evenside")
        return path

    def backups(self) -> list[str]:
        return [b.why for b in self.coach.care.overview().backups]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    home = Home(tmp_path / "here")
    yield home
    home.close()
    assert _looked_through(home.folder / LOG_NAME) == []


@pytest.fixture
def away(tmp_path: Path) -> Iterator[Home]:
    home = Home(tmp_path / "there")
    yield home
    home.close()
    assert _looked_through(home.folder / LOG_NAME) == []


def live(coach: Coach) -> list[SetEntry]:
    """Keep something of everything; give the sets."""
    sets = [s for d in (9, 6, 3) for s in make.workout("single_arm_row", make.ago(d))]
    coach.log_many(sets, today=TODAY)
    coach.undo(sets[0])
    last = sets[-1]
    due = coach.mornings_due(today=TODAY)
    coach.answer_mornings(
        due[0], {line.key: Morning.SORE for line in due[0].lines[:1]}, today=TODAY
    )
    coach.add_after([AfterNote(last.workout_id, last.exercise_id, last.side, last.day, 2)],
                    today=TODAY)  # fmt: skip
    coach.save_profile(replace(coach.profile(), bodyweight=71.5))
    coach.exclude("dead_bug", today=TODAY)
    log = coach._log
    log.add_lighter_week(date(2026, 2, 2))
    log.save_plan("Zebra", '{"items": []}')
    log.save_plan("Ape", "{ not json")
    log.add_screening(date(2026, 1, 1), '{"yes": [], "cleared": false}')
    for n, side in enumerate(Side):
        at = NOON - timedelta(hours=n)
        log.add_result(
            TestResult(f"t{n}", "s", "knee_to_wall", TODAY, at, side, 1, 9.5, 1, "wall", "ä")
        )
    log.remove_result("t1")
    return sets


def test_an_import_is_kept_backed_up_and_adds_nothing_twice(home: Home, tmp_path: Path) -> None:
    live(home.coach)
    before = home.coach.history()
    path = written(tmp_path, BOTH)
    made = home.bring(path)
    assert len(made.sets) == 3
    assert home.backups() == ["before an import"]
    assert len(home.coach.history().sets) == len(before.sets) + 3  # nothing stale
    home.open()
    again = home.bring(path)
    assert (again.batch, again.already) == (None, 3)
    assert len(home.coach.history().sets) == len(before.sets) + 3


def test_an_import_is_taken_back_and_brought_back_after_restarts(
    home: Home, tmp_path: Path
) -> None:
    live(home.coach)
    before = home.coach.history()
    made = home.bring(written(tmp_path, BOTH)).batch
    assert made is not None
    with_it = home.coach.history()
    workout = next(s for s in with_it.sets if s.batch == made.id)
    mine = MorningNote(
        workout.workout_id, workout.exercise_id, None, workout.day + timedelta(days=1), Morning.SORE
    )
    home.coach._log.add_morning(mine)
    home.open()
    assert len(take_back(home.keeper, made.id)) == 3
    assert home.coach.history() == before
    home.open()
    assert home.coach.history() == before
    (listed,) = home.keeper.all_batches()
    assert (listed.removed, listed.here) == (True, 0)
    bring_back(home.keeper, made.id)
    back = home.coach.history()
    assert back.sets == with_it.sets
    assert mine in back.mornings  # what the person said about it is not lost on the way


def test_after_taking_it_back_the_same_file_may_come_with_other_answers(
    home: Home, tmp_path: Path
) -> None:
    path = written(tmp_path, hevy(ROW))
    made = home.bring(path).batch
    assert made is not None
    assert home.coach.history().sets[0].side is None
    take_back(home.keeper, made.id)
    home.bring(path, Answers((("side:single arm row:not said", "left"),)))
    assert [s.side for s in home.coach.history().sets] == [Side.LEFT]
    assert [b.removed for b in home.keeper.all_batches()] == [False]


def test_a_set_that_was_removed_stays_removed(home: Home, tmp_path: Path) -> None:
    path = written(tmp_path, BOTH)
    home.bring(path)
    home.coach.undo(home.coach.history().sets[0])
    assert home.bring(path).already == 3
    assert len(home.coach.history().sets) == 2


def test_a_backup_that_can_not_be_made_stops_the_import(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = preview(written(tmp_path, BOTH), make.catalog(), matcher=MATCHER)
    settled = settle_file(made, NO_ANSWERS, Existing(), today=TODAY, zone=HERE)

    def full(*_: object, **__: object) -> None:
        raise Problem("The disk is full.")

    monkeypatch.setattr("core.storage.backup.Backups.make", full)
    with pytest.raises(Problem, match="disk is full"):
        bring(home.keeper, settled)
    assert not home.coach.history().sets
    monkeypatch.undo()


def test_everything_moves_to_another_folder(home: Home, away: Home, tmp_path: Path) -> None:
    sets = live(home.coach)
    home.bring(written(tmp_path, BOTH))
    path = home.export(tmp_path / "log.json")
    made = away.bring(path)
    assert made.complete, (made.troubles, made.lost)
    assert not made.left
    there, here = away.keeper.contents(), home.keeper.contents()
    assert without_batches(there) == without_batches(here)
    assert away.coach._log.results() == home.coach._log.results()
    assert [one.entry.id for one in away.coach._log.removed_sets()] == [sets[0].id]
    assert {b.source for b in away.keeper.batches()} == {"Evenside (JSON)", "Hevy"}
    # one line in the settings, with all its sets
    (whole,) = away.keeper.all_batches()
    assert whole.here == len(here.history.sets)
    again = away.bring(path)
    assert again.batch is None
    assert away.keeper.contents() == there
    take_back(away.keeper, whole.id)
    assert away.keeper.contents().history == away.coach.history()
    assert away.keeper.contents().besides == 0
    bring_back(away.keeper, whole.id)
    assert without_batches(away.keeper.contents()) == without_batches(here)


def test_what_an_import_leaves_aside_is_told_by_the_export(home: Home, tmp_path: Path) -> None:
    made = home.bring(written(tmp_path, BOTH)).batch
    assert made is not None
    take_back(home.keeper, made.id)
    assert home.keeper.contents().aside == 3


def test_a_row_of_another_table_that_is_wrong_costs_itself_and_is_told(
    home: Home, away: Home, tmp_path: Path
) -> None:
    live(home.coach)
    path = home.export(tmp_path / "log.json")
    said = json.loads(path.read_text(encoding="utf-8"))
    said["more"]["test_results"][0]["side"] = "both"
    said["more"]["moods"] = [{"id": "m"}]
    path.write_text(json.dumps(said), encoding="utf-8")
    made = away.bring(path)
    assert any("“test_results” can't be read" in sentence for sentence in made.lost)
    assert any("“moods” is not known" in sentence for sentence in made.lost)
    assert len(away.keeper.contents().history.sets) == len(home.coach.history().sets)


@pytest.mark.parametrize(
    "change",
    [
        lambda said: said["plans"].append({"name": "  ", "body": "{}"}),
        lambda said: said["lighter_weeks"].append("1969-12-31"),
        lambda said: said["excluded"].append({"exercise": "dead_bug_2", "since": "1960-01-01"}),
    ],
)
def test_what_no_log_can_hold_is_refused_in_words_and_nothing_is_changed(
    home: Home, away: Home, tmp_path: Path, change: Callable[[dict[str, list[object]]], None]
) -> None:
    live(home.coach)
    path = home.export(tmp_path / "log.json")
    said = json.loads(path.read_text(encoding="utf-8"))
    change(said)
    path.write_text(json.dumps(said), encoding="utf-8")
    with pytest.raises(Problem, match="nothing was changed"):
        away.bring(path)
    assert away.keeper.contents() == Contents()


@settings(max_examples=12)
@given(log=logs())
def test_any_log_moves_to_a_new_folder_and_is_equal(
    tmp_path_factory: pytest.TempPathFactory, log: Contents
) -> None:
    assume(all(name.strip().strip("\x00") and "\x00" not in name for name, _ in log.plans))
    folder = tmp_path_factory.mktemp("moves")
    one, other = Home(folder / "one"), Home(folder / "other")
    try:
        # sets of no import at all, and of one from another app
        one.keeper.add_batch(Batch("start", "x", "", "", TODAY, 0), replace(log, more=()))
        held = one.keeper.contents()
        assert held.history == log.history
        made = other.bring(one.export(folder / "log.json"))
        assert made.complete, (made.troubles, made.lost)
        assert without_batches(other.keeper.contents()) == without_batches(held)
    finally:
        one.close()
        other.close()
        shutil.rmtree(folder)


def test_the_program_works_on_a_real_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, second = (["--data-dir", str(tmp_path / name)] for name in ("one", "two"))
    path = str(written(tmp_path, FILE))
    assert program.main([*folder, "--import", path]) == 1
    skip = ["--answer", "name:bench press (barbell)=skip"]
    assert program.main([*folder, "--import", path, *skip]) == 0
    assert "4 sets had been imported before" in capsys.readouterr().out
    assert program.main([*folder, "--export", str(tmp_path / "log.json")]) == 0
    assert program.main([*second, "--import", str(tmp_path / "log.json")]) == 0
    assert program.main([*second, "--export", str(tmp_path / "log.csv")]) == 0
    assert "4 sets written as Evenside (CSV)" in capsys.readouterr().out
    assert list((tmp_path / "one" / "backups").glob("*before-an-import*"))


def test_taking_it_back_and_bringing_it_again_with_better_answers_each_time(
    home: Home, tmp_path: Path
) -> None:
    path = written(tmp_path, hevy(ROW, ROW))
    for said in ("unknown", "left", "right", "each", "unknown"):
        made = home.bring(path, Answers((("side:single arm row:not said", said),)))
        assert made.batch is not None
        assert len(made.sets) == (4 if said == "each" else 2)
        assert [b.id for b in home.keeper.batches()] == [made.batch.id]
        assert home.coach.history().sets == made.sets
        assert not home.bring(path).sets
        assert len(take_back(home.keeper, made.batch.id)) == len(made.sets)
        assert home.coach.history().sets == ()


def test_a_newer_export_after_an_undo_adds_what_is_new(home: Home, tmp_path: Path) -> None:
    made = home.bring(written(tmp_path, hevy(ROW, ROW))).batch
    assert made is not None
    take_back(home.keeper, made.id)
    home.bring(written(tmp_path, hevy(ROW, ROW)))
    more = home.bring(written(tmp_path, hevy(ROW, ROW, ROW)))
    assert (len(more.sets), more.already) == (1, 2)
    assert len(home.coach.history().sets) == 3
