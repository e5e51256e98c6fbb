"""Tests at home on the progress page: marks of their own, words for everybody, nothing merged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from core.body import Side
from core.exercise_report import report_of
from core.journal import History
from core.report import report_of as paper_of
from core.selftests import TestResult, with_exercise
from core.strength import estimate_1rm
from core.testdays import judge_test
from core.together import Place
from gui import theme as themes
from gui.hometests.model import TestsModel
from gui.progress.markers import TestSample, look_of
from gui.progress.story import summary
from gui.progress.trial_card import TrialCard
from gui.report.letter import draw_report
from gui.report.sheet import Format, PdfSheet
from tests import factories as f
from tests.core.test_kappa import concord, story
from tests.core.test_selftests import TESTS
from tests.core.test_tested import pair
from tests.gui.test_paper import words_of
from tests.gui.test_progress_lenses import Hands

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
ROW = f.exercise("single_arm_row")
TEST = {test.id: test for test in TESTS}
MOST = with_exercise(TEST["max_reps"], ROW, f.body())


def rows() -> History:
    return f.series(ROW.id, [(6 + i % 2, 9 + i % 2) for i in range(8)], load_kg=12.0)


MakeHands = Callable[..., Hands]


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[MakeHands]:
    made: list[Hands] = []

    def build(
        history: History, results: list[TestResult], *, theme: themes.Theme = themes.LIGHT
    ) -> Hands:
        log = f.MemoryLog()
        log.add_sets(history.sets)
        for one in results:
            log.add_result(one)
        made.append(Hands(qtbot, log, theme))
        return made[-1]

    yield build
    for hands in made:
        hands.model.close(lambda: None)


def test_a_test_stands_on_the_graph_with_a_mark_of_its_own(make: MakeHands) -> None:
    hands = make(rows(), pair(MOST, 7, 12, ago=4, setup="14 kg"))
    plot = hands.plot
    sample = plot.findChild(TestSample)
    assert sample is not None
    assert sample.isVisible()
    assert "test" in hands.text(plot.lines_card)
    left, right = (look_of(side, themes.LIGHT) for side in Side)
    shapes = {id(look.path) for look in (left, right)}
    assert left.test_path != left.path
    assert left.test_path != right.test_path
    assert len(shapes) == 2
    at = plot.lines.pixel(f.ago(4).toordinal(), estimate_1rm(14.0, 12)).toPoint()
    assert plot.lines.rect().contains(at)  # the heights leave room for it
    box = plot.lines.grab().toImage()
    wanted = QColor(themes.LIGHT.right)
    near = [box.pixelColor(at.x() + x, at.y() + y) for x in range(-9, 10) for y in range(-9, 10)]
    assert any(abs(c.red() - wanted.red()) < 24 and abs(c.blue() - wanted.blue()) < 24
               for c in near)  # fmt: skip


def test_the_keys_reach_a_test_and_say_that_it_is_not_part_of_the_line(make: MakeHands) -> None:
    hands = make(rows(), pair(MOST, 7, 11, ago=0, setup="14 kg"))
    plot = hands.plot
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_End)
    assert plot.accessibleDescription() == (
        "Your right, Thursday 12 March 2026. test at home: 11 reps (14 kg). "
        f"about {estimate_1rm(14.0, 11):.1f} kg for one repetition. "
        "not part of the line or the gap"
    )
    QTest.keyClick(plot, Qt.Key.Key_Left)
    assert plot.accessibleDescription().startswith("Your left, Thursday 12 March 2026. test at")
    QTest.keyClick(plot, Qt.Key.Key_Escape)
    assert "Tests at home, beside the lines: 12 March 2026: left 7 reps (14 kg), about" in (
        plot.accessibleDescription()
    )


def test_what_has_another_scale_is_told_below_with_its_numbers(make: MakeHands) -> None:
    hands = make(rows(), pair(MOST, 7, 11, ago=4))
    assert hands.plot.findChild(TestSample) is None
    said = hands.text(hands.page)
    assert "1 test day not drawn here (no weight was noted)" in said
    assert "left 7 reps, right 11 reps" in said


def test_a_new_result_appears_although_the_page_was_seen_before(make: MakeHands) -> None:
    hands = make(rows(), [])
    assert hands.plot.findChild(TestSample) is None
    tests = TestsModel(hands.model)
    for one in pair(MOST, 7, 11, ago=0, setup="14 kg"):
        tests.save(one)
    hands.qtbot.waitUntil(lambda: hands.plot.findChild(TestSample) is not None)
    hands.idle()
    tests.undo(pair(MOST, 7, 11, ago=0, setup="14 kg")[0])
    hands.idle()
    hands.idle()
    assert [m.side for m in hands.page._report.tested.marks] == [Side.RIGHT]  # type: ignore[union-attr]


def test_swapped_sides_swap_the_words(qtbot: QtBot) -> None:
    def said(log: History, results: list[TestResult]) -> str:
        tests = [(MOST, judge_test(MOST, results))]
        made = report_of(ROW, log, bodyweight=None, today=f.TODAY, tests=tests)
        found = summary(made, ROW)
        return found[found.index("Tests at home") :]

    results = pair(MOST, 7, 11, ago=4, setup="14 kg")
    one = said(rows(), results)
    other = said(rows().mirrored(), [r.mirrored() for r in results])
    assert "left 7 reps (14 kg)" in one
    assert "right 7 reps (14 kg)" in other


@pytest.mark.parametrize("size", [(926, 640), (1196, 800)])
def test_all_legends_fit_into_the_smallest_window(make: MakeHands, size: tuple[int, int]) -> None:
    unsure = f.series(ROW.id, [(9, 9)] * 2, load_kg=12.0, last=f.ago(40), reserve=None)
    log = f.history(unsure.sets, rows().sets)
    hands = make(log, pair(MOST, 7, 11, ago=4, setup="14 kg"))
    hands.page.resize(*size)
    hands.idle()
    assert "at least" in hands.text(hands.plot.lines_card)
    assert hands.page.minimumSizeHint().width() <= size[0]


def test_a_test_without_an_exercise_is_found_under_its_place(make: MakeHands) -> None:
    knee = TEST["knee_to_wall"]
    results = [r for n in (60, 50, 20) for r in pair(knee, 8.0, 11.0, ago=n)]
    hands = make(rows(), results)
    hands.tab("group")
    hands.page.group.choose(Place.REGION, "calf")
    hands.page.group.shown()
    hands.idle()
    card = hands.page.group.findChild(TrialCard)
    assert card is not None
    assert card.isVisible()
    assert card.accessibleName() == (
        "Knee to the wall. Left 3.0 cm less: more than this test's error (up to 1.3 cm can be "
        "chance; 3 days)."
    )
    assert "left 8 cm, right 11 cm" in card.accessibleDescription()
    mirrored = make(rows().mirrored(), [r.mirrored() for r in results])
    mirrored.tab("group")
    mirrored.page.group.choose(Place.REGION, "calf")
    mirrored.page.group.shown()
    mirrored.idle()
    other = mirrored.page.group.findChild(TrialCard)
    assert other is not None
    assert other.accessibleName() == f.mirrored_words(card.accessibleName())


def test_whether_tests_and_training_agree_is_said_with_the_whole_body(make: MakeHands) -> None:
    results, log = story("lrlrlrlrlrlr")
    hands = make(log, results)
    hands.tab("body")
    label = hands.page.overview.findChild(QLabel, "concord")
    assert label is not None
    hands.qtbot.waitUntil(label.isVisible)
    assert label.text() == (
        "Tests at home and training name the same weaker side in 12 of 12 comparisons; chance "
        "alone would make about 6. They point the same way."
    )
    few = make(*reversed(story("lrl")))
    few.tab("body")
    silent = few.page.overview.findChild(QWidget, "concord")
    assert silent is not None
    assert not silent.isVisible()


def report_words(path: Path, letters: str) -> str:
    results, log = story(letters)
    made = paper_of(
        f.catalog(),
        log,
        [(MOST, judge_test(MOST, results))],
        today=f.TODAY,
        weeks=26,
        concord=concord((ROW, letters, None)),
    )
    sheet = PdfSheet(path, Format.A4, "Report")
    draw_report(sheet, made, "")
    sheet.finish()
    return " ".join(words_of(path).split())


def test_the_physiotherapist_reads_the_number_and_what_it_means(
    qtbot: QtBot, tmp_path: Path
) -> None:
    said = report_words(tmp_path / "a.pdf", "lrlrlrlrlrlr")
    assert "Cohen’s kappa 1.00 (about 0." in said
    assert "0 is no more than chance and 1 is complete" in said
    one_sided = report_words(tmp_path / "b.pdf", "llllllllllll")
    assert "kappa" not in one_sided
    assert "both named the left as behind in all 12 comparisons" in one_sided
    assert "comparisons" not in report_words(tmp_path / "c.pdf", "lrl")
