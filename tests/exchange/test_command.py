"""What does the command line say, and does it need a window?"""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

import main as program
from core.errors import Problem
from core.exchange.console import IN_PART, WHOLE, HereZone, export_file, import_file, read_answers
from core.exchange.proposal import NO_ANSWERS, Answers
from core.exchange.values import Unreadable
from core.keeper import keeper_of
from core.opening import Opener
from tests import factories as make
from tests.exchange.keeping import HERE, TODAY, MemoryKeeper, full_log, written
from tests.exchange.test_import import FILE, LEFT_ROW, RIGHT_ROW, ROW, hevy

ROOT = Path(__file__).resolve().parents[2]


def run(keeper: MemoryKeeper, path: Path, answers: Answers = NO_ANSWERS) -> tuple[int, str]:
    said: list[str] = []
    code = import_file(
        path, keeper, make.catalog(), answers=answers, today=TODAY, zone=HERE, say=said.append
    )
    return code, "\n".join(said)


def test_it_prints_counts_problems_and_open_questions(keeper: MemoryKeeper, tmp_path: Path) -> None:
    text = FILE.replace(',20,8,,,\n"W"', ',2O,8,,,\n"W"', 1)
    code, said = run(keeper, written(tmp_path, text, "hevy.csv"))
    assert code == IN_PART
    for line in (
        "hevy.csv: a file of Hevy, 4 sets.",
        "  Single Arm Row (R): 1 set, Single Arm Row (the same name)",
        "  Bench Press (Barbell): 1 set, no match",
        "3 new sets in the log.",
        "  Sides: 0 left, 1 right, 2 not known (these stay out of the gap).",
        "Problems (1):",
        "  hevy.csv, line 2: the weight “2O” is not a number",
        "  Which exercise is “Bench Press (Barbell)”? (1 set held back)",
        "    name:bench press (barbell) = skip | unknown (now: unknown)",
        "    side:single arm row:not said = left | right | each | unknown (now: unknown)",
        "What your history says about left and right:",
        "  Single Arm Row: ",
    ):
        assert line in said, line


def test_unknown_stays_unknown(keeper: MemoryKeeper, tmp_path: Path) -> None:
    code, _ = run(keeper, written(tmp_path, hevy(ROW, ROW)))
    assert code == WHOLE
    assert [s.side for s in keeper.history().sets] == [None, None]


def test_answers_on_the_command_line_count(keeper: MemoryKeeper, tmp_path: Path) -> None:
    answers = read_answers(["name:bench press (barbell)=skip", "side:single arm row:not said=left"])
    code, said = run(keeper, written(tmp_path, FILE), answers)
    assert code == WHOLE
    assert "Open questions" not in said
    sides = [s.side.value for s in keeper.history().sets if s.side]
    assert sorted(sides) == ["left", "left", "left", "right"]


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("unit=kg", "no open question"),
        ("name:single arm row=banana", "is no answer"),
        ("side:single arm row:not said=up", "left, right, each, unknown"),
    ],
)
def test_an_answer_that_fits_nothing_is_refused_before_anything_is_done(
    keeper: MemoryKeeper, tmp_path: Path, answer: str, says: str
) -> None:
    with pytest.raises(Problem, match=says):
        run(keeper, written(tmp_path, FILE), read_answers([answer]))
    assert not keeper.history().sets


@pytest.mark.parametrize("text", ["unit", "=kg", "unit="])
def test_an_answer_needs_two_halves(text: str) -> None:
    with pytest.raises(Problem, match="unit=lb"):
        read_answers([text])


def test_any_exercise_of_the_catalog_may_be_named(keeper: MemoryKeeper, tmp_path: Path) -> None:
    path = written(tmp_path, hevy(("Cold Plunge", "", "", "8")))
    code, _ = run(keeper, path, read_answers(["name:cold plunge=bodyweight_squats"]))
    assert code == WHOLE
    assert keeper.history().sets[0].exercise_id == "bodyweight_squats"


def test_a_refused_file_changes_nothing(keeper: MemoryKeeper, tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        run(keeper, written(tmp_path, "apples,pears\n"))
    assert not keeper.history().sets


def test_it_says_what_the_history_says_about_left_and_right(
    keeper: MemoryKeeper, tmp_path: Path
) -> None:
    text, days = (
        "",
        ("5 Jan 2026, 12:17", "8 Jan 2026, 12:17", "11 Jan 2026, 12:17", "14 Jan 2026, 12:17"),
    )
    for n, day in enumerate(days):
        weaker = (LEFT_ROW[0], "", "20", "8")
        stronger = (RIGHT_ROW[0], "", "26", "8")
        rows = hevy(weaker, stronger, day=day).replace(",8,,,", ",8,,,10")
        text += rows if not n else rows.split("\n", 1)[1]
    code, said = run(keeper, written(tmp_path, text))
    assert code == WHOLE
    assert "  Single Arm Row: Left 23 % weaker: real" in said


def test_export_says_what_was_written(tmp_path: Path) -> None:
    said: list[str] = []
    held = MemoryKeeper(full_log()).contents()
    for name in ("log.json", "log.csv"):
        code = export_file(
            tmp_path / name, held, make.catalog(), today=TODAY, written_by="x", say=said.append
        )
        assert code == WHOLE
        assert (tmp_path / name).stat().st_size > 500
    assert said == [
        "log.json: 7 sets written as Evenside (JSON).",
        "log.csv: 7 sets written as Evenside (CSV).",
        "  A table can't hold: 2 plans, 1 left-out exercise, 2 settings, 1 answer to the health "
        "questions. The JSON file holds them.",
    ]
    with pytest.raises(Problem, match=r"\.json .* or \.csv"):
        export_file(tmp_path / "x", held, make.catalog(), today=TODAY, written_by="", say=print)


def test_the_machine_s_zone_knows_summer_and_winter(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    if not hasattr(time, "tzset"):
        pytest.skip("this system's zone can't be set")
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    try:
        winter = datetime(2026, 1, 5, 12, tzinfo=HereZone())
        summer = datetime(2026, 7, 5, 12, tzinfo=HereZone())
        assert (winter.astimezone(UTC).hour, summer.astimezone(UTC).hour) == (11, 10)
        assert datetime(2026, 7, 5, 23, tzinfo=UTC).astimezone(HereZone()).day == 6
    finally:
        monkeypatch.undo()
        time.tzset()


# -- the program ----------------------------------------------------------------------------------


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> MemoryKeeper:
    """The log that the program opens."""
    keeper = MemoryKeeper()
    monkeypatch.setattr(Opener, "open_keeper", lambda _: keeper)
    return keeper


def test_the_program_imports_exports_and_ends_with_the_right_code(
    kept: MemoryKeeper, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ["--data-dir", str(tmp_path / "data")]
    path = str(written(tmp_path, FILE))
    assert program.main([*folder, "--import", path]) == 1
    skip = ["--answer", "name:bench press (barbell)=skip"]
    assert program.main([*folder, "--import", path, *skip]) == 0
    assert len(kept.history().sets) == 4
    assert program.main([*folder, "--export", str(tmp_path / "log.json")]) == 0
    assert program.main([*folder, "--import", str(tmp_path / "log.json")]) == 0
    assert program.main([*folder, "--import", str(tmp_path / "gone.csv")]) == 2
    assert program.main([*folder, "--export", str(tmp_path / "log.doc")]) == 2
    out, err = capsys.readouterr()
    assert "4 sets had been imported before" in out
    assert "evenside: gone.csv, line 1: is not there" in err


def test_import_and_export_exclude_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        program.main(["--import", "a.csv", "--export", "b.csv"])
    assert "not allowed with" in capsys.readouterr().err


def test_a_log_that_can_not_keep_imports_is_refused_in_words() -> None:
    with pytest.raises(Problem, match="can't keep imports"):
        keeper_of(object())
    assert keeper_of(MemoryKeeper())


def test_neither_needs_qt(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "sys.modules['PySide6'] = None\n"  # an import of it now raises
        "import main\n"
        f"given = ['--data-dir', {str(tmp_path)!r}, '--import', {str(tmp_path / 'x')!r}]\n"
        "code = main.main(given)\n"
        "assert code == 2, code\n"
        "assert not [name for name in sys.modules if name.startswith('PySide6.')]\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
