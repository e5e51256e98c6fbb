"""The progress page, driven by clicks and keys, on a real coach with a log in memory."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from core.body import Side
from core.catalog import Exercise
from core.coach import Coach
from core.curve import Curve, curve_of
from core.errors import Problem
from core.exercise_report import Report, report_of
from core.journal import History, SetEntry
from gui import theme as themes
from gui.clock import Clock
from gui.coach_model import CoachModel
from gui.progress.markers import DASH, look_of
from gui.progress.page import ProgressPage
from gui.progress.story import (
    Span,
    bars,
    broken,
    days_of,
    headline,
    interval,
    marks,
    summary,
    trend_words,
    usual_span,
)
from gui.progress.strength_plot import StrengthPlot
from gui.progress.ticks import day_ticks
from tests import factories as f

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
ROOT = Path(__file__).resolve().parents[2]
ROW = "single_arm_row"


def filled(*parts: History) -> f.MemoryLog:
    log = f.MemoryLog()
    for part in parts:
        for entry in part.sets:
            log.add_set(entry)
    return log


def rows(count: int = 8, *, left: int = 6, right: int = 9, every: int = 3) -> History:
    return f.series(ROW, [(left + i % 2, right + i % 2) for i in range(count)], every=every)


class Page:
    """The page with its model, as tests speak of it."""

    def __init__(self, qtbot: QtBot, log: f.MemoryLog) -> None:
        self.qtbot = qtbot
        self.log = log
        clock = Clock(datetime.combine(f.TODAY, time(12), UTC))
        self.coach: Coach = f.coach(log)
        self.model = CoachModel(self._open, f.catalog(), f.safety(), clock)
        self.crashes: list[object] = []
        self.model.jobs.crashed.connect(self.crashes.append)
        self.page = ProgressPage(self.model, themes.LIGHT)
        self.page.resize(940, 700)
        qtbot.addWidget(self.page)
        self.model.open()

    def _open(self) -> Coach:
        return self.coach

    def idle(self) -> None:
        self.qtbot.waitUntil(self._is_idle)
        assert self.crashes == []

    def _is_idle(self) -> bool:
        return not self.model.jobs.busy

    def open(self, exercise_id: str | None = None) -> ProgressPage:
        self.page.show()
        if exercise_id is not None:
            self.page.show_exercise(exercise_id)
        self.page.shown()
        self.idle()
        QApplication.processEvents()
        return self.page

    @property
    def plot(self) -> StrengthPlot:
        found = self.page.findChild(StrengthPlot, "strength_plot")
        assert found is not None
        return found

    def card(self, name: str) -> str:
        found = self.page.findChild(QWidget, f"{name}_card")
        assert found is not None
        return found.accessibleName()

    @property
    def picker(self) -> QComboBox:
        found = self.page.findChild(QComboBox, "exercise_picker")
        assert found is not None
        return found

    def visible_text(self) -> str:
        labels = self.page.findChildren(QLabel)
        return " ".join(x.text() for x in labels if x.isVisibleTo(self.page))


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Callable[[f.MemoryLog], Page]]:
    made: list[Page] = []

    def build(log: f.MemoryLog) -> Page:
        made.append(Page(qtbot, log))
        return made[-1]

    yield build
    for page in made:
        page.model.close(_nothing)


def _nothing() -> None:
    pass


MakePage = Callable[[f.MemoryLog], Page]


# -- cards ---------------------------------------------------------------------------------------


def test_the_cards_tell_the_value_the_trend_and_the_weaker_side(make: MakePage) -> None:
    page = make(filled(rows()))
    page.open(ROW)
    assert page.card("left").startswith("Your left, 1")
    assert "% a week (" in page.card("left")
    assert page.card("gap").startswith("Gap, Left ")
    assert "weaker, Real, larger than day-to-day noise" in page.card("gap")


def test_a_mirrored_log_mirrors_the_page(make: MakePage) -> None:
    page, mirrored = make(filled(rows())), make(filled(rows().mirrored()))
    page.open(ROW)
    mirrored.open(ROW)
    assert mirrored.card("left") == f.mirrored_words(page.card("right"))
    assert mirrored.card("right") == f.mirrored_words(page.card("left"))
    assert mirrored.card("gap") == f.mirrored_words(page.card("gap"))
    swapped = f.mirrored_words(page.plot.accessibleDescription())
    both = sorted(swapped.split(". ")), sorted(mirrored.plot.accessibleDescription().split(". "))
    assert both[0] == both[1]


def test_a_missing_side_is_no_data_and_no_point(make: MakePage) -> None:
    only_left = f.history(*(f.entry(ROW, Side.LEFT, day=f.ago(3 * i)) for i in range(4)))
    page = make(filled(only_left))
    page.open(ROW)
    assert "No data yet" in page.card("right")
    assert "Your right side has no sets" in page.card("gap")
    assert "0.0" not in page.card("right")
    assert {m.side for m in page.plot._marks} == {Side.LEFT}
    assert "No workout yet that compares both sides" in page.visible_text()


def test_few_workouts_have_no_trend_and_no_verdict(make: MakePage) -> None:
    page = make(filled(rows(2)))
    page.open(ROW)
    assert "trend after 6 workouts (2 so far)" in page.card("left")
    assert "Too early to say" in page.card("gap")
    assert page.plot.gaps.interval is None


def test_an_exercise_without_sides_shows_one_line_and_says_why(make: MakePage) -> None:
    sets = [f.entry("glute_bridge", day=f.ago(3 * i), load_kg=10.0) for i in range(4)]
    page = make(filled(f.history(*sets)))
    page.open("glute_bridge")
    assert page.card("left").startswith("Both sides together")
    assert "tells nothing about the gap" in page.card("gap")
    assert not page.plot.gaps_card.isVisible()
    right = page.page.findChild(QWidget, "right_card")
    assert right is not None
    assert not right.isVisible()


# -- empty and changing --------------------------------------------------------------------------


def test_an_empty_log_says_what_to_do(make: MakePage) -> None:
    page = make(f.MemoryLog())
    page.open()
    assert "Click a place on the body" in page.visible_text()
    assert page.page.findChild(StrengthPlot) is None
    assert not page.picker.isVisible()


def test_an_exercise_that_was_never_logged_is_named(make: MakePage) -> None:
    page = make(filled(rows()))
    page.open("dead_bug")
    assert page.picker.currentText() == "Dead Bug"
    assert "No sets of this exercise yet" in page.visible_text()


def test_a_new_set_reloads_only_while_the_page_is_seen(make: MakePage) -> None:
    page = make(filled(rows()))
    page.open(ROW)
    before = len(page.plot._marks)
    page.page.hide()
    page.model.log(f.entry(ROW, Side.LEFT, day=f.ago(1), reps=9))
    page.idle()
    assert len(page.plot._marks) == before
    page.open()
    assert len(page.plot._marks) == before + 1
    page.model.log(f.entry(ROW, Side.RIGHT, day=f.ago(1), reps=9))
    page.qtbot.waitUntil(lambda: len(page.plot._marks) == before + 2)


def test_the_chosen_exercise_stays_when_another_is_logged(make: MakePage) -> None:
    page = make(filled(rows()))
    page.open(ROW)
    page.model.log(f.entry("side_plank", Side.LEFT))
    page.qtbot.waitUntil(lambda: page.picker.count() == 2)
    page.idle()
    assert page.picker.currentText() == "Single Arm Row"


def test_typing_a_part_of_a_name_finds_the_exercise(make: MakePage) -> None:
    page = make(filled(rows(), f.series("side_plank", [(30, 40)] * 3)))
    page.open(ROW)
    field = page.picker.lineEdit()
    assert field is not None
    field.setFocus()
    field.selectAll()
    with page.qtbot.waitSignal(page.model.report_ready) as answer:
        QTest.keyClicks(field, "plank")
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert answer.args is not None
    assert answer.args[0].curve.exercise_id == "side_plank"
    assert page.picker.currentText() == "Side Plank Hold"
    assert "Seconds held" in page.visible_text()


def test_nonsense_in_the_picker_brings_the_name_back(make: MakePage) -> None:
    page = make(filled(rows()))
    page.open(ROW)
    field = page.picker.lineEdit()
    assert field is not None
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "xyzzy")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert page.picker.currentText() == "Single Arm Row"


def test_an_answer_to_an_earlier_question_is_ignored(make: MakePage) -> None:
    page = make(filled(rows()))
    page.open(ROW)
    page.model.report_ready.emit(report(f.exercise("side_plank"), History()))
    assert page.picker.currentText() == "Single Arm Row"
    assert page.plot.isVisible()


def test_a_failure_is_said_and_can_be_tried_again(
    make: MakePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = make(filled(rows()))

    def refuse(exercise_id: str) -> Curve:
        raise Problem("The log is busy: wait a moment.")

    with monkeypatch.context() as patched:
        patched.setattr(page.coach, "curve", refuse)
        page.open(ROW)
        assert "The log is busy" in page.visible_text()
    again = next(
        b for b in page.page._banner.findChildren(QWidget) if b.isVisible() and b.property("kind")
    )
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    page.qtbot.waitUntil(lambda: page.page.findChild(StrengthPlot) is not None)
    page.qtbot.waitUntil(lambda: page.plot.isVisible())
    assert "The log is busy" not in page.visible_text()


# -- range ---------------------------------------------------------------------------------------


def test_the_range_buttons_change_what_is_seen(make: MakePage) -> None:
    page = make(filled(rows(60, every=7)))
    page.open(ROW)
    widths = []
    for span in (Span.WEEKS_4, Span.MONTHS_3, Span.MONTHS_6, Span.YEAR, Span.ALL):
        chip = page.page._spans.chip(span)
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
        low, high = page.plot.in_view()
        widths.append(high - low)
        assert low <= high - span.value
        assert high >= f.TODAY.toordinal()
        assert page.plot.gaps.getViewBox().viewRange()[0] == pytest.approx([low, high])
    assert widths == sorted(widths)
    assert widths[0] < 32
    assert page.plot.in_view()[0] <= days_of(page.page.curve)[0].toordinal()  # type: ignore[arg-type]


def test_a_range_without_a_workout_says_so(make: MakePage) -> None:
    page = make(filled(f.series(ROW, [(6, 9)] * 5, last=f.ago(60))))
    page.open(ROW)
    QTest.mouseClick(page.page._spans.chip(Span.WEEKS_4), Qt.MouseButton.LeftButton)
    assert "No workout in these days" in page.visible_text()


def test_wheel_and_keys_zoom_and_reset_returns(make: MakePage) -> None:
    page = make(filled(rows(20)))
    page.open(ROW)
    plot = page.plot
    home = plot.in_view()
    assert not plot.reset.isVisible()
    view = plot.lines.viewport()
    middle = QPointF(view.rect().center())
    wheel = QWheelEvent(
        middle, QPointF(view.mapToGlobal(middle.toPoint())), QPoint(0, 0), QPoint(0, 240),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, wheel)
    page.qtbot.waitUntil(plot.reset.isVisible)
    assert plot.in_view()[1] - plot.in_view()[0] < home[1] - home[0]
    QTest.mouseClick(plot.reset, Qt.MouseButton.LeftButton)
    assert plot.in_view() == pytest.approx(home)
    QTest.keyClick(plot, Qt.Key.Key_Plus)
    assert plot.in_view() != pytest.approx(home)
    QTest.mouseDClick(
        view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, view.rect().center()
    )
    assert plot.in_view() == pytest.approx(home)


def test_there_is_no_menu_of_pyqtgraph(make: MakePage) -> None:
    page = make(filled(rows()))
    page.open(ROW)
    for graph in (page.plot.lines, page.plot.gaps):
        assert not graph.getViewBox().menuEnabled()
        assert not graph.getPlotItem().menuEnabled()


# -- point by point ------------------------------------------------------------------------------


def test_arrow_keys_tell_set_after_set(make: MakePage) -> None:
    page = make(filled(rows(3)))
    page.open(ROW)
    plot = page.plot
    plot.setFocus()
    page.qtbot.waitUntil(plot.hasFocus)
    told: list[str] = []
    plot.told.connect(told.append)
    QTest.keyClick(plot, Qt.Key.Key_Left)
    assert plot.bubble.isVisible()
    assert plot.bubble.text().startswith(
        "Your right, Thursday 12 March 2026\n10 kg × 9, 2 in reserve"
    )
    assert plot.accessibleDescription().startswith("Your right, Thursday 12 March 2026. 10 kg")
    QTest.keyClick(plot, Qt.Key.Key_Left)
    assert plot.bubble.text().startswith("Your left, Thursday 12 March 2026")
    QTest.keyClick(plot, Qt.Key.Key_Home)
    assert plot.bubble.text().startswith("Your left, Friday 6 March 2026")
    QTest.keyClick(plot, Qt.Key.Key_Left)
    assert plot.bubble.text().startswith("Your left, Friday 6 March 2026")
    QTest.keyClick(plot, Qt.Key.Key_Escape)
    assert not plot.bubble.isVisible()
    assert plot.accessibleDescription().startswith("Single Arm Row. Estimated")
    assert told[-1] == ""


def test_keys_move_the_range_to_a_point_outside(make: MakePage) -> None:
    page = make(filled(rows(60, every=7)))
    page.open(ROW)
    QTest.mouseClick(page.page._spans.chip(Span.WEEKS_4), Qt.MouseButton.LeftButton)
    page.plot.setFocus()
    QTest.keyClick(page.plot, Qt.Key.Key_Home)
    low, high = page.plot.in_view()
    assert low <= page.plot._marks[0].point.day.toordinal() <= high


def test_hovering_tells_the_nearest_set(make: MakePage) -> None:
    page = make(filled(rows(3)))
    page.open(ROW)
    plot = page.plot
    mark = plot._marks[0]
    at = plot.lines.pixel(mark.point.day.toordinal(), mark.point.value)
    QTest.mouseMove(plot.lines.viewport(), (at + QPointF(2, 3)).toPoint())
    page.qtbot.waitUntil(plot.bubble.isVisible)
    assert plot.bubble.text() == mark.says
    plot.setFocus()  # having the keys does not make the words stick
    QTest.mouseMove(plot.lines.viewport(), QPoint(plot.lines.width() // 2, 4))
    page.qtbot.waitUntil(lambda: not plot.bubble.isVisible())
    QTest.keyClick(plot, Qt.Key.Key_End)
    QTest.mouseMove(plot.lines.viewport(), QPoint(plot.lines.width() // 2, 6))
    assert plot.bubble.isVisible()


def test_hovering_below_tells_the_gap_of_that_workout(make: MakePage) -> None:
    page = make(filled(rows(3)))
    page.open(ROW)
    plot = page.plot
    at = plot.gaps.pixel(plot.gaps.bars[0].day.toordinal(), 0.0)
    QTest.mouseMove(plot.gaps.viewport(), at.toPoint())
    page.qtbot.waitUntil(plot.bubble.isVisible)
    assert plot.bubble.text().startswith("Left ")
    assert "weaker on Friday 6 March 2026" in plot.bubble.text()


# -- looks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", [themes.LIGHT, themes.DARK], ids=lambda t: t.name)
def test_the_sides_differ_without_colour(theme: themes.Theme) -> None:
    left, right = look_of(Side.LEFT, theme), look_of(Side.RIGHT, theme)
    assert left.line_pen().style() is Qt.PenStyle.SolidLine
    assert right.line_pen().style() is Qt.PenStyle.CustomDashLine
    assert left.path.elementCount() != right.path.elementCount()
    assert left.filled is not right.filled
    assert left.least_path.elementCount() > left.path.elementCount()


def test_the_right_line_is_dashed_and_the_left_is_not(make: MakePage) -> None:
    page = make(filled(rows(30)))
    page.open(ROW)
    page.page.grab()  # drawn now, not whenever the screen comes to it
    left, right = page.plot.lines._strands
    drawn = {}
    for strand in (left, right):
        ends = strand._short.ndarray()
        lengths = np.hypot(ends[:, 2] - ends[:, 0], ends[:, 3] - ends[:, 1])
        first, last = ends[0, :2], ends[-1, 2:]
        drawn[strand] = lengths.sum() / math.dist(first, last)
    assert drawn[left] >= 0.99
    share = DASH[0] / sum(DASH)
    assert share - 0.1 < drawn[right] < share + 0.15


def test_no_line_is_drawn_over_a_missed_workout(make: MakePage) -> None:
    log = rows(9)
    missed = sorted({s.day for s in log.sets})[4]
    kept = [s for s in log.sets if (s.day, s.side) != (missed, Side.RIGHT)]
    page = make(filled(f.history(*kept)))
    page.open(ROW)
    page.page.grab()
    for strand, gap in zip(page.plot.lines._strands, (False, True), strict=True):
        ends = strand._short.ndarray()
        lines = page.plot.lines
        at = lines.pixel(missed.toordinal(), 20.0).x()
        near = ((ends[:, 0] < at + 9) & (ends[:, 2] > at - 9)).any()
        assert bool(near) is not gap


def test_unknown_reserve_is_explained_in_the_legend(make: MakePage) -> None:
    sure = make(filled(rows()))
    sure.open(ROW)
    assert "reserve not noted" not in sure.visible_text()
    page = make(filled(rows(), f.history(f.workout(ROW, f.ago(1), left_reserve=None))))
    page.open(ROW)
    assert "at least: reserve not noted" in page.visible_text()
    least = next(m for m in page.plot._marks if m.point.at_least)
    assert "at least" in least.says


def test_another_theme_recolours_and_keeps_the_view(make: MakePage) -> None:
    page = make(filled(rows(20)))
    page.open(ROW)
    QTest.keyClick(page.plot, Qt.Key.Key_Plus)
    seen = page.plot.in_view()
    page.page.set_theme(themes.DARK)
    assert page.plot.in_view() == pytest.approx(seen)
    assert page.plot.lines.backgroundBrush().color().name() == themes.DARK.card


@pytest.mark.parametrize("size", [(1196, 800), (940, 700)])
def test_the_page_fits(make: MakePage, size: tuple[int, int]) -> None:
    unsure = f.history(f.workout(ROW, f.ago(1), left_reserve=None))
    page = make(filled(rows(30), unsure))
    page.page.resize(*size)
    page.open(ROW)
    least = page.page.minimumSizeHint()
    assert least.width() <= size[0]
    assert least.height() <= size[1]


def test_starting_up_does_not_import_pyqtgraph() -> None:
    code = "import sys, gui.progress.page; sys.exit('pyqtgraph' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    assert done.returncode == 0


# -- words and numbers ---------------------------------------------------------------------------


def report(exercise: Exercise, log: History) -> Report:
    return report_of(exercise, log, bodyweight=None, today=f.TODAY)


def curve(log: History, exercise_id: str = ROW) -> Curve:
    return curve_of(f.exercise(exercise_id), log)


def test_a_line_is_cut_where_a_side_missed_a_workout() -> None:
    log = rows(5)
    third = sorted({s.day for s in log.sets})[2]
    kept: list[SetEntry] = [s for s in log.sets if (s.day, s.side) != (third, Side.RIGHT)]
    made = curve(f.history(*kept))
    days = days_of(made)
    assert broken(made.lines[Side.LEFT].points, days) == [True, False, False, False, False]
    assert broken(made.lines[Side.RIGHT].points, days) == [True, False, True, False]


def test_the_last_bar_agrees_with_the_verdict() -> None:
    for log in (rows(), rows(left=8, right=8), rows().mirrored(), rows(2)):
        made = report(f.exercise(ROW), log)
        assert bars(made)[-1].real is (made.curve.standing.value == "real")


def test_the_interval_is_in_percent_with_its_sign() -> None:
    found, mirrored = interval(curve(rows())), interval(curve(rows().mirrored()))
    assert found is not None
    assert mirrored is not None
    assert 0 < found.low < found.high < 100
    assert (mirrored.low, mirrored.high) == pytest.approx((-found.high, -found.low))
    assert (found.side, mirrored.side) == (Side.LEFT, Side.RIGHT)


def test_the_trend_is_percent_a_week() -> None:
    rising = f.series(ROW, [(5, 5), (6, 6), (7, 7), (8, 8), (9, 9), (10, 10)], every=7)
    said = trend_words(curve(rising).lines[Side.LEFT])
    assert said.startswith("+2.")
    assert said.endswith(")")
    falling = f.series(ROW, [(10, 5), (9, 6), (8, 7), (7, 8), (6, 9), (5, 10)], every=7)
    assert trend_words(curve(falling).lines[Side.LEFT]).startswith("−2.")


def test_the_verdict_is_split_into_headline_and_rest() -> None:
    large, small = headline(curve(History()))
    assert (large, small[:8]) == ("No data yet", "Log both")
    large, small = headline(curve(rows(left=8, right=8)))
    assert large == "No real difference"
    assert small.startswith("Within day-to-day noise (")


def test_the_summary_says_everything() -> None:
    said = summary(report(f.exercise(ROW), rows()), f.exercise(ROW))
    for part in ("Single Arm Row", "Left: ", "Right: ", "% a week", "Left ", "8 workouts drawn"):
        assert part in said


def test_marks_run_by_day_left_before_right() -> None:
    found = marks(curve(rows(2)))
    assert [m.side for m in found] == [Side.LEFT, Side.RIGHT, Side.LEFT, Side.RIGHT]


def test_what_is_seen_first_is_never_empty() -> None:
    today = f.TODAY
    assert usual_span((today,), today) is Span.WEEKS_4
    assert usual_span((f.ago(60), today), today) is Span.MONTHS_3
    assert usual_span((f.ago(900), today), today) is Span.MONTHS_6
    assert usual_span((f.ago(900), f.ago(300)), today) is Span.ALL


@pytest.mark.parametrize("days", [1, 10, 28, 91, 182, 365, 3000])
def test_days_are_labelled_without_clock_times(days: int) -> None:
    low, high = f.ago(days).toordinal(), f.TODAY.toordinal()
    ticks = day_ticks(low, high, 8)
    assert 1 <= len(ticks) <= 9
    assert all(low <= day <= high for day, _ in ticks)
    assert len({text for _, text in ticks}) == len(ticks)
    assert not any(":" in text for _, text in ticks)


def test_no_room_and_no_days_have_no_labels() -> None:
    assert day_ticks(10.2, 10.6, 8) == []
    assert day_ticks(10, 20, 0) == []
    assert day_ticks(-50, 3, 8) != []


def test_the_clock_change_moves_no_day() -> None:
    # Europe changed its clocks on 29 March 2026: every label still is that very day.
    low = (f.TODAY + timedelta(days=15)).toordinal()
    assert [t for _, t in day_ticks(low, low + 4, 8)] == [
        "27 Mar 2026", "28 Mar", "29 Mar", "30 Mar", "31 Mar"
    ]  # fmt: skip
