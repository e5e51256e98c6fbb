from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import which

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.body import Side, Spot
from core.journal import AfterNote, History
from core.report import Report, report_of
from core.routine import Routine
from core.safety import Readiness
from core.selftests import load_tests
from core.testdays import judge_test
from gui import messages
from gui.figure.person import Figure
from gui.report import dialog as paper
from gui.report.cards import draw_routine, shots_of, title_of
from gui.report.dialog import PaperDialog
from gui.report.letter import draw_report
from gui.report.lines import Mark, Sides, draw_sides, ticks
from gui.report.lines import paper as ink_of
from gui.report.sheet import Format, ImageSheet, PdfSheet
from tests import factories as make
from tests.core.test_selftests import days_of
from tests.gui.conftest import Hands

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def full_report() -> Report:
    """The longest report: everything there is, and much of it."""
    sided = [e.id for e in make.catalog().exercises if e.mode.sided and e.kind.strengthens]
    parts = [
        make.workout(i, make.ago(back), sets=2, pain=back % 7)
        for i in sided[:20]
        for back in range(2, 80, 9)
    ]
    log = make.history(*parts)
    notes = tuple(
        AfterNote(s.workout_id, s.exercise_id, s.side, s.day, 4) for s in log.sets if s.pain
    )
    mornings = tuple(make.morning(s) for s in log.sets if s.pain)
    log = replace(log, after=notes, mornings=mornings, lighter=(make.ago(30),))
    tests = load_tests(make.body())
    verdicts = [
        (t, judge_test(t, days_of(t, *[(max(t.low, 5), max(t.low, 5) + 1)] * 5))) for t in tests
    ]
    return report_of(make.catalog(), log, verdicts, today=make.TODAY, weeks=26, bodyweight=70.0)


def short_report() -> Report:
    log = make.series("single_arm_row", [(5, 9)] * 12, load_kg=12.0)
    return report_of(make.catalog(), log, [], today=make.TODAY, weeks=13)


def words_of(path: Path) -> str:
    made = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    )
    return made.stdout


def routine() -> Routine:
    return make.routine(make.request("glutes", Side.LEFT))


@pytest.mark.parametrize("form", list(Format))
def test_the_longest_report_has_two_pages(qtbot: QtBot, tmp_path: Path, form: Format) -> None:
    sheet = PdfSheet(tmp_path / "report.pdf", form, "Report")
    draw_report(sheet, full_report(), "Ada Example")
    sheet.finish()
    assert sheet.pages <= 2
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("form", list(Format))
def test_an_empty_report_is_one_page(qtbot: QtBot, form: Format) -> None:
    sheet = ImageSheet(form, 1.0)
    report = report_of(make.catalog(), History(), [], today=make.TODAY, weeks=6)
    draw_report(sheet, report, "")
    sheet.finish()
    assert len(sheet.images) == 1


@pytest.mark.skipif(which("pdftotext") is None, reason="needs pdftotext")
def test_every_word_can_be_found_and_copied(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    sheet = PdfSheet(path, Format.A4, "Report")
    draw_report(sheet, short_report(), "Ada Example")
    sheet.finish()
    text = " ".join(words_of(path).split())
    assert "Ada Example" in text
    assert "Single Arm Row (12)" in text
    assert re.search(r"Left \d+ % weaker: real", text)
    assert "it is no diagnosis" in text


def test_a_report_looks_as_it_is_printed(qtbot: QtBot) -> None:
    """Left and right are told apart without colour: the same lines swapped look different."""
    days = [make.ago(30 - n) for n in range(20)]
    one = tuple(Mark(d, 10.0 + n % 3, joined=n > 0) for n, d in enumerate(days))
    two = tuple(Mark(d, 14.0 + n % 4, joined=n > 0) for n, d in enumerate(days))

    def drawn(left: tuple[Mark, ...], right: tuple[Mark, ...]) -> QImage:
        sheet = ImageSheet(Format.A4, 1.0)
        sides = Sides({Side.LEFT: left, Side.RIGHT: right}, "kg")
        ink = ink_of(1.0)
        grey = replace(ink, theme=replace(ink.theme, left="#333333", right="#333333"))
        draw_sides(sheet.painter, sheet.box(40, 40, 400, 200), sides, grey)
        sheet.painter.end()
        return sheet.images[0].convertToFormat(QImage.Format.Format_Grayscale8)

    assert drawn(one, two) != drawn(two, one)


@given(
    st.floats(-1e4, 1e4, allow_nan=False, allow_infinity=False),
    st.floats(0, 1e4, allow_nan=False, allow_infinity=False),
)
@settings(max_examples=60, deadline=None)
def test_round_numbers_reach_around_every_value(low: float, span: float) -> None:
    found = ticks(low, low + span)
    assert found[0] <= low + 1e-6 * max(1, abs(low))
    assert found[-1] >= low + span - 1e-6 * max(1, abs(low + span))
    assert 2 <= len(found) <= 8
    assert found == sorted(found)


def test_one_value_on_one_day_can_be_drawn(qtbot: QtBot) -> None:
    sheet = ImageSheet(Format.A4, 1.0)
    sides = Sides({Side.LEFT: (Mark(date(2026, 3, 1), 5.0, joined=False),), Side.RIGHT: ()}, "kg")
    draw_sides(sheet.painter, sheet.box(40, 40, 200, 100), sides, ink_of(1.0))
    draw_sides(sheet.painter, sheet.box(40, 200, 200, 100), Sides({}, "kg"), ink_of(1.0))
    sheet.painter.end()


# -- the routine -----------------------------------------------------------------------------------


def test_a_routine_has_two_figures_of_every_exercise_on_its_side(qtbot: QtBot) -> None:
    made = routine()
    shots = shots_of(made, Figure.MALE)
    assert len(shots) == 2 * len(made.items)
    for item in made.items:
        assert shots[item.exercise_id, 0].share == 0.0
        assert shots[item.exercise_id, 1].share == 1.0
        assert shots[item.exercise_id, 0].side is (item.first or Side.LEFT)
        assert shots[item.exercise_id, 0].figure is Figure.MALE


@pytest.mark.skipif(which("pdftotext") is None, reason="needs pdftotext")
@pytest.mark.parametrize("side", list(Side))
def test_a_routine_says_dose_and_side_and_fits(qtbot: QtBot, tmp_path: Path, side: Side) -> None:
    made = make.routine(make.request("glutes", side))
    path = tmp_path / "routine.pdf"
    sheet = PdfSheet(path, Format.LETTER, "Routine")
    draw_routine(sheet, make.catalog(), made, title_of(make.catalog(), made), {})
    sheet.finish()
    text = " ".join(words_of(path).split())
    assert f"Routine for your {side.value} glutes" in text
    for item in made.items:
        exercise = make.exercise(item.exercise_id)
        assert exercise.name in text
        if item.first is not None:
            assert f"{item.first.value.capitalize()} first" in text
    assert text.count("Day ______") == 4 * len(made.items)


# -- the dialog ------------------------------------------------------------------------------------


@pytest.fixture
def hands(start: Callable[..., Hands]) -> Hands:
    made = start()
    coach_sets = make.series("single_arm_row", [(5, 9)] * 6, load_kg=12.0)
    for entry in coach_sets.sets:
        made.app.model.log(entry)
    made.settle()
    return made


def opened(hands: Hands) -> PaperDialog:
    hands.app.window.paper.open_report()
    found = hands.dialog()
    assert isinstance(found, PaperDialog)
    hands.wait(found.save.isEnabled)
    return found


def test_a_report_is_looked_at_and_saved(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = opened(hands)
    hands.type(found.name, "Ada")
    path = tmp_path / "for Kim"
    asked: list[str] = []

    def choose(parent: object, title: str, suggested: str, *_: str) -> Path:
        asked.append(suggested)
        return path

    monkeypatch.setattr(messages, "choose_save_path", choose)
    QTest.mouseClick(found.save, Qt.MouseButton.LeftButton)
    assert asked[0].endswith("evenside-report-2026-03-12.pdf")
    assert (tmp_path / "for Kim.pdf").exists()
    assert found.banner.text() == "Saved as for Kim.pdf."
    for kept in tmp_path.glob("*.db"):
        assert b"Ada" not in kept.read_bytes()
    found.accept()


@pytest.mark.parametrize(
    ("page", "name"), [("progress", "progress_report"), ("history", "open_report")]
)
def test_the_report_is_reached_by_keys_from_where_one_looks_for_it(
    hands: Hands, page: str, name: str
) -> None:
    window = hands.app.window
    window.go(window.pages.get(page))
    hands.settle()
    found = hands.find(name)
    assert "eport" in (found.accessibleName() or found.property("text"))
    found.setFocus()
    hands.key(found, Qt.Key.Key_Return)
    dialog = hands.dialog()
    assert isinstance(dialog, PaperDialog)
    assert dialog.what.value() == "report"
    dialog.accept()


def test_the_report_is_there_whatever_progress_shows(hands: Hands) -> None:
    window = hands.app.window
    window.go(window.progress)
    for tab in ("exercise", "group", "body"):
        window.progress.show_tab(tab)
        hands.settle()
        assert hands.find("progress_report").isEnabled()


def test_a_routine_is_printed_from_its_own_page(hands: Hands) -> None:
    window = hands.app.window
    window.go(window.routine)
    hidden = window.routine.findChild(QWidget, "print_routine")
    assert hidden is not None
    assert not hidden.isVisible()
    hands.app.model.save_readiness(Readiness(make.TODAY))
    hands.app.model.plan(make.ask("glutes", Side.LEFT))
    hands.settle()
    button = hands.find("print_routine")
    assert button.accessibleName() == "Print this routine"
    button.setFocus()
    hands.key(button, Qt.Key.Key_Return)
    dialog = hands.dialog()
    assert isinstance(dialog, PaperDialog)
    assert dialog.what.value() == "routine"
    assert dialog.plans.currentText() == "The routine you have open"
    hands.wait(dialog.save.isEnabled)
    dialog.accept()


def test_a_folder_that_is_not_there_is_told_and_nothing_written(
    hands: Hands, tmp_path: Path
) -> None:
    found = opened(hands)
    found.save_to(tmp_path / "nowhere" / "report.pdf")
    assert "can't be written" in found.banner.text()
    found.accept()


def test_giving_up_the_choice_of_a_file_saves_nothing(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = opened(hands)
    monkeypatch.setattr(messages, "choose_save_path", lambda *_: None)
    QTest.mouseClick(found.save, Qt.MouseButton.LeftButton)
    assert not list(tmp_path.glob("*.pdf"))
    found.accept()


def test_a_kept_plan_is_drawn_with_its_figures(hands: Hands, tmp_path: Path) -> None:
    window = hands.app.window
    found = opened(hands)
    found.what.chip("routine").click()
    assert not found.save.isEnabled()  # there is no routine yet
    found.accept()
    dialog = PaperDialog(hands.app.model, hands.app.studio, window, routine=routine(), report=False)
    messages.open_dialog(dialog)
    hands.qtbot.waitUntil(dialog.save.isEnabled, timeout=60_000)
    assert len(dialog._stills.pictures) == 2 * len(routine().items)
    dialog.save_to(tmp_path / "routine.pdf")
    assert (tmp_path / "routine.pdf").stat().st_size > 50_000
    dialog.accept()


def test_letter_is_the_usual_paper_where_people_measure_in_inches(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, form in (("en_US", Format.LETTER), ("de_DE", Format.A4)):
        locale = QLocale(name)
        monkeypatch.setattr(QLocale, "system", staticmethod(lambda locale=locale: locale))
        assert paper.usual_format() is form


def test_the_spot_of_the_title_is_the_persons_own() -> None:
    made = routine()
    assert made.request.spot == Spot("glutes", Side.LEFT)
    assert title_of(make.catalog(), made) == "Routine for your left glutes"
