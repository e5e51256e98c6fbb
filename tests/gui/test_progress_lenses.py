"""Muscle and place, the whole body through time, and pictures, driven by clicks and keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from core.body import Side, Spot
from core.demo import demo_sets
from core.journal import Band, History
from core.together import Place
from gui import messages
from gui import theme as themes
from gui.body.looks import Look
from gui.clock import Clock
from gui.coach_model import CoachModel
from gui.progress.body_table import Shown
from gui.progress.overview_view import OverviewView
from gui.progress.page import ProgressPage
from gui.progress.picture import PictureButton, Sheet
from gui.progress.plot import Stripe
from gui.progress.story import Span, trimmed
from gui.progress.strength_plot import StrengthPlot
from gui.progress.strip import EventStrip
from tests import factories as f

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
LIFT, THRUST = "single_leg_deadlift", "single_leg_hip_thrusts"


class Hands:
    """A progress page on a log in memory."""

    def __init__(self, qtbot: QtBot, log: f.MemoryLog, theme: themes.Theme) -> None:
        self.qtbot, self.log = qtbot, log
        clock = Clock(datetime.combine(f.TODAY, time(12), UTC))
        coach = f.coach(log)
        self.model = CoachModel(lambda: coach, f.catalog(), f.safety(), clock)
        self.crashes: list[object] = []
        self.model.jobs.crashed.connect(self.crashes.append)
        self.page = ProgressPage(self.model, theme)
        self.page.resize(1196, 800)
        qtbot.addWidget(self.page)
        self.model.open()
        self.page.show()
        self.page.shown()
        self.idle()

    def idle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.model.jobs.busy)
        assert self.crashes == []
        QApplication.processEvents()

    def tab(self, name: str) -> None:
        QTest.mouseClick(self.page.tabs.chip(name), Qt.MouseButton.LeftButton)
        self.idle()

    @property
    def plot(self) -> StrengthPlot:
        found = self.page.findChild(StrengthPlot, "strength_plot")
        assert found is not None
        return found

    def text(self, part: QWidget) -> str:
        return " ".join(x.text() for x in part.findChildren(QLabel) if x.isVisibleTo(part))


MakeHands = Callable[..., Hands]


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[MakeHands]:
    made: list[Hands] = []

    def build(*parts: History, theme: themes.Theme = themes.LIGHT) -> Hands:
        log = f.MemoryLog()
        for part in parts:
            log.add_sets(part.sets)
        made.append(Hands(qtbot, log, theme))
        return made[-1]

    yield build
    for hands in made:
        hands.model.close(_nothing)


def _nothing() -> None:
    pass


def demo() -> History:
    return History(demo_sets(f.catalog(), today=f.TODAY))


def glutes(lift: tuple[int, int], thrust: tuple[int, int]) -> tuple[History, History]:
    return (
        f.series(LIFT, [lift] * 10, load_kg=20.0),
        f.series(THRUST, [thrust] * 10, load_kg=20.0),
    )


# -- three lenses ---------------------------------------------------------------------------------


def test_strength_gap_and_own_best_stand_on_one_page(make: MakeHands) -> None:
    hands = make(demo())
    hands.page.show_exercise(LIFT)
    hands.idle()
    plot = hands.plot
    assert all(graph.isVisible() for graph in plot.graphs)
    assert len({graph.getViewBox().viewRange()[0][0] for graph in plot.graphs}) == 1
    said = hands.text(hands.page)
    assert "left 4 % weaker, 40 workouts, plus or minus 2: real" in said
    assert "95 %" not in said
    assert "of its own best" in said
    assert "Smaller since 6 April 2025, from 7 % to 3 %" in said


def test_an_event_stands_on_the_axis_and_in_words(make: MakeHands) -> None:
    days = [f.workout("banded_abduction", f.ago(40 - 3 * i), left=10, right=12,
                      band=Band.LIGHT if i < 5 else Band.MEDIUM) for i in range(10)]  # fmt: skip
    painful = f.workout("banded_abduction", f.ago(3), left=10, right=12, band=Band.MEDIUM, pain=4)
    hands = make(f.history(*days, painful))
    hands.page.show_exercise("banded_abduction")
    hands.idle()
    strip = hands.plot.findChild(EventStrip)
    assert strip is not None
    assert strip.isVisible()
    assert [e.says for e in strip.events] == [
        "medium (green) band", "pain 4 of 10 on your left", "pain 4 of 10 on your right"
    ]  # fmt: skip
    described = hands.plot.accessibleDescription()
    assert "On the way: 15 February 2026, medium (green) band; " in described
    assert "pain 4 of 10" in strip.accessibleDescription()
    hands.plot.setFocus()
    QTest.keyClick(hands.plot, Qt.Key.Key_End)
    assert "pain 4 of 10" in hands.plot.bubble.text()


def test_a_log_without_events_needs_no_strip(make: MakeHands) -> None:
    hands = make(f.series("single_arm_row", [(6, 9)] * 6))
    strip = hands.plot.findChild(EventStrip)
    assert strip is not None
    assert not strip.isVisible()


def test_noise_and_events_reach_over_every_range(make: MakeHands) -> None:
    hands = make(demo())
    hands.page.show_exercise(LIFT)
    hands.idle()
    for span in (Span.WEEKS_4, Span.ALL):
        QTest.mouseClick(hands.page._spans.chip(span), Qt.MouseButton.LeftButton)
        hands.idle()
        low, high = hands.plot.in_view()
        stripe = next(i for i in hands.plot.gaps.items_shown if isinstance(i, Stripe))
        for item in (stripe, hands.plot.gaps.uprights, hands.plot.lines.uprights):
            box = item.boundingRect()
            assert (box.left(), box.right()) == pytest.approx((low, high))


# -- muscle and place -----------------------------------------------------------------------------


def test_all_exercises_for_a_place_stand_side_by_side(make: MakeHands) -> None:
    hands = make(*glutes((6, 9), (9, 6)))
    hands.tab("group")
    group = hands.page.group
    group.choose(Place.REGION, "glutes")
    group.shown()
    hands.idle()
    said = hands.text(group)
    assert "They disagree" in said
    for exercise_id in (LIFT, THRUST):
        card = group.findChild(QWidget, f"member_{exercise_id}")
        assert card is not None
        assert "weaker" in card.accessibleName()


def test_a_name_leads_to_its_graphs(make: MakeHands) -> None:
    hands = make(*glutes((6, 9), (6, 9)))
    hands.tab("group")
    name = hands.page.group.findChild(QWidget, f"open_{THRUST}")
    assert name is not None
    QTest.keyClick(name, Qt.Key.Key_Return)
    hands.idle()
    assert hands.page.curve is not None
    assert hands.page.curve.exercise_id == THRUST
    assert hands.plot.isVisible()


def test_a_muscle_can_be_chosen_by_typing(make: MakeHands) -> None:
    hands = make(*glutes((6, 9), (6, 9)))
    hands.tab("group")
    picker = hands.page.group._picker
    field = picker.lineEdit()
    assert field is not None
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "gluteus max")
    QTest.keyClick(field, Qt.Key.Key_Return)
    hands.idle()
    assert hands.page.group.group is not None
    assert hands.page.group.group.place is Place.MUSCLE


def test_an_empty_log_teaches_in_every_tab(make: MakeHands) -> None:
    hands = make()
    hands.tab("group")
    assert "Nothing to compare yet" in hands.text(hands.page.group)
    hands.tab("body")
    assert "once something is logged" in hands.text(hands.page.overview)


# -- the whole body -------------------------------------------------------------------------------


def opened(hands: Hands) -> OverviewView:
    hands.tab("body")
    return hands.page.overview


def test_the_body_wears_the_verdicts_and_the_table_says_them(make: MakeHands) -> None:
    hands = make(demo())
    view = opened(hands)
    assert view.map.look(Spot("glutes", Side.LEFT)) is Look.WEAKER
    assert view.map.look(Spot("glutes", Side.RIGHT)) is Look.STRONGER
    assert view.map.look(Spot("calf", Side.LEFT)) is Look.PLAIN
    row = view.table.row_of("glutes")
    line = view.table.line(row)
    assert line is not None
    assert line.cells[1] == "left 4 % weaker"
    assert "Glutes: left 4 % weaker" in view.map.accessibleDescription()
    assert "As it stood today" in hands.text(view)


def test_the_slider_goes_back_in_time(make: MakeHands) -> None:
    hands = make(demo())
    view = opened(hands)
    assert view.slider.value() == view.slider.maximum() > 50
    view.slider.setFocus()
    QTest.keyClick(view.slider, Qt.Key.Key_Home)
    assert view.map.look(Spot("glutes", Side.LEFT)) is Look.MAYBE
    assert "As it stood on 14 March 2025" in hands.text(view)
    assert view.table.line(view.table.row_of("biceps")).cells[1] == "no data"  # type: ignore[union-attr]
    QTest.keyClick(view.slider, Qt.Key.Key_End)
    assert view.map.look(Spot("glutes", Side.LEFT)) is Look.WEAKER


def test_a_place_leads_to_its_exercises(make: MakeHands) -> None:
    hands = make(demo())
    view = opened(hands)
    rows = view.findChild(QTableView, "body_rows")
    assert rows is not None
    rows.selectRow(view.table.row_of("glutes"))
    assert "Single Leg Deadlift" in hands.text(view)
    QTest.mouseClick(view.open, Qt.MouseButton.LeftButton)
    hands.idle()
    assert hands.page.group.isVisible()
    assert hands.page.group.group is not None
    assert hands.page.group.group.id == "glutes"


def test_a_click_on_the_body_chooses_the_row(make: MakeHands) -> None:
    hands = make(demo())
    view = opened(hands)
    spots = {
        (x, y): view.map.spot_at(QPoint(x, y).toPointF())
        for x in range(0, view.map.width(), 6)
        for y in range(0, view.map.height(), 6)
    }
    at = next(at for at, spot in spots.items() if spot == Spot("back_thigh", Side.LEFT))
    QTest.mouseClick(view.map, Qt.MouseButton.LeftButton, pos=QPoint(*at))
    assert view.table.line(view.rows.currentIndex().row()).key == "back_thigh"  # type: ignore[union-attr]
    # Seen from behind, the person's left is on the left.
    assert at[0] < view.map.width() * 0.75


def test_a_mirrored_log_mirrors_the_table(make: MakeHands) -> None:
    one, other = opened(make(demo())), opened(make(demo().mirrored()))
    for shown in Shown:
        for view in (one, other):
            QTest.mouseClick(view.tables.chip(shown), Qt.MouseButton.LeftButton)
        assert one.table.rowCount() == other.table.rowCount() > 0
        for i in range(one.table.rowCount()):
            a, b = one.table.line(i), other.table.line(i)
            assert a is not None
            assert b is not None
            cells = [f.mirrored_words(" | ".join(c.split(" | ")[::-1])) for c in a.cells]
            if shown is Shown.PAIRS:
                cells[1:] = cells[:0:-1]
            minutes = [c.replace(" min", "") for c in cells]
            assert [c.replace(" min", "") for c in b.cells] == minutes


def test_opposing_pairs_are_told_against_the_own_usual_ratio(make: MakeHands) -> None:
    hands = make(demo())
    view = opened(hands)
    QTest.mouseClick(view.tables.chip(Shown.PAIRS), Qt.MouseButton.LeftButton)
    line = view.table.line(0)
    assert line is not None
    assert line.cells[0] == "Chest and upper back"
    assert line.cells[1].endswith("as usual")
    assert "no right ratio" in hands.text(view)
    assert view.ratios.isVisible()
    assert "against usual" in view.ratios.accessibleDescription()
    rest = [view.table.line(i) for i in range(2, view.table.rowCount())]
    assert all(r is not None and r.cells[1] == "no data" for r in rest)


def test_sets_and_stretching_of_the_week_are_listed_for_each_muscle(make: MakeHands) -> None:
    week = f.history(
        f.workout("single_arm_row", f.ago(2), sets=3),
        f.workout("hip_flexor_stretch", f.ago(2), left=30, right=30, sets=2),
    )
    hands = make(week)
    view = opened(hands)
    QTest.mouseClick(view.tables.chip(Shown.MUSCLES), Qt.MouseButton.LeftButton)
    cells = {line.key: line.cells for i in range(view.table.rowCount())
             if (line := view.table.line(i))}  # fmt: skip
    assert cells["lats"][1] == "3 | 3"
    assert cells["biceps"][1] == "1.5 | 1.5"
    assert cells["iliopsoas"][2] == "1.0 | 1.0 min"


def test_a_new_set_changes_the_body_while_it_is_seen(make: MakeHands) -> None:
    hands = make(*glutes((8, 8), (8, 8)))
    view = opened(hands)
    before = view.table.line(view.table.row_of("biceps"))
    hands.model.log(f.entry("single_arm_bicep_curl", Side.LEFT, day=f.ago(1)))
    hands.idle()
    hands.idle()
    after = view.table.line(view.table.row_of("biceps"))
    assert before is not None
    assert after is not None
    assert (before.cells[2], after.cells[2]) == ("0 | 0", "1 | 0")


@pytest.mark.parametrize("size", [(1196, 800), (940, 700), (926, 640)])
def test_every_tab_fits(make: MakeHands, size: tuple[int, int]) -> None:
    hands = make(demo())
    hands.page.resize(*size)
    for tab in ("exercise", "group", "body"):
        hands.tab(tab)
        least = hands.page.minimumSizeHint()
        assert least.width() <= size[0], tab
        assert least.height() <= size[1], tab


def test_another_theme_dresses_every_tab(make: MakeHands) -> None:
    hands = make(demo())
    for tab in ("group", "body", "exercise"):
        hands.tab(tab)
    hands.page.set_theme(themes.DARK)
    for graph in hands.plot.graphs:
        assert graph.backgroundBrush().color().name() == themes.DARK.card
    assert hands.page.overview.map.theme is themes.DARK


# -- pictures -------------------------------------------------------------------------------------


def pictures(hands: Hands) -> dict[str, PictureButton]:
    for tab in ("group", "body", "exercise"):
        hands.tab(tab)
    return {
        **{name: hands.plot.pictures[name] for name in ("strength", "gap", "own best")},
        "comparison": hands.page.group.picture,
        "body": hands.page.overview.picture,
        "ratio": hands.page.overview.ratio_picture,
    }


def test_every_graph_can_be_saved_as_png_and_svg(
    make: MakeHands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = make(demo(), theme=themes.DARK)
    hands.page.show_exercise(LIFT)
    hands.idle()
    for name, button in pictures(hands).items():
        for action, ending in ((button.png, "png"), (button.svg, "svg")):
            path = tmp_path / f"{name}.{ending}"
            monkeypatch.setattr(messages, "choose_save_path", lambda *_, p=path: p)
            action.trigger()
            assert path.stat().st_size > 3000, name
    image = QImage(str(tmp_path / "strength.png"))
    assert image.text("Title") == "Single Leg Deadlift"
    assert "Left 4 % weaker" in image.text("Description")
    assert image.pixelColor(2, 2).name() == "#ffffff"  # for paper, also from the dark theme
    drawing = ElementTree.parse(tmp_path / "gap.svg").getroot()
    texts = " ".join(drawing.itertext())
    assert "Left 4 % weaker" in texts
    assert drawing.find("{http://www.w3.org/2000/svg}desc") is not None
    assert QSvgRenderer(str(tmp_path / "gap.svg")).isValid()


def test_a_picture_can_be_copied(make: MakeHands) -> None:
    hands = make(demo())
    hands.page.show_exercise(LIFT)
    hands.idle()
    hands.plot.pictures["gap"].copy.trigger()
    image = QApplication.clipboard().image()
    assert image.width() > 1000


def test_what_cannot_be_written_is_told(
    make: MakeHands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = make(demo())
    hands.page.show_exercise(LIFT)
    hands.idle()
    told: list[str] = []
    monkeypatch.setattr(messages, "choose_save_path", lambda *_: tmp_path / "gone" / "a.png")
    monkeypatch.setattr(messages, "tell", lambda _, title, text: told.append(f"{title}: {text}"))
    hands.plot.pictures["strength"].png.trigger()
    assert told == ["Not saved: a.png was not saved: No such file or directory."]
    monkeypatch.setattr(messages, "choose_save_path", lambda *_: None)
    hands.plot.pictures["strength"].png.trigger()
    assert len(told) == 1


def test_a_drawing_leaves_out_what_lies_beside_its_range(make: MakeHands) -> None:
    """An SVG cuts nothing off: what is outside would lie over the axis."""
    hands = make(demo())
    hands.page.show_exercise(LIFT)
    hands.idle()
    report = hands.page._report
    assert report is not None
    low, high = f.ago(90).toordinal(), f.ago(10).toordinal()
    kept = trimmed(report, low, high)
    days = [p.day.toordinal() for line in kept.curve.lines.values() for p in line.points]
    days += [g.day.toordinal() for g in (*kept.curve.gaps, *kept.curve.before)]
    assert days
    assert all(low <= day <= high for day in days)
    assert kept.short == report.short
    assert len(kept.real_then) == len(kept.curve.gaps) + len(kept.curve.before)
    sheet = Sheet(hands.plot.picture("gap"), f.TODAY)
    image = QImage(1000, 470, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    QSvgRenderer(sheet.svg()).render(painter, QRectF(image.rect()))
    painter.end()
    sheet.deleteLater()
    left = [image.pixelColor(x, y).name() for x in range(4, 22) for y in range(120, 400, 2)]
    assert set(left) == {"#ffffff"}


def test_a_bar_is_as_wide_on_a_sharp_screen(make: MakeHands) -> None:
    """Twice the pixels for everything: a bar of three must not become one of one and a half."""
    hands = make(demo())
    hands.page.show_exercise(LIFT)
    hands.idle()
    graph = hands.plot.gaps

    def widths(ratio: int) -> set[int]:
        image = QImage(graph.size() * ratio, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        QWidget.render(graph, painter, QPoint())
        painter.end()
        middle = graph.getViewBox().sceneBoundingRect()
        y = round((middle.center().y() - 4) * ratio)
        row = [
            image.pixelColor(x, y).name() == themes.LIGHT.left
            for x in range(round(middle.left() * ratio) + 2, image.width())
        ]
        runs = "".join("#" if one else " " for one in row).split()
        return {len(run) for run in runs}

    assert len(widths(1)) == 1
    assert widths(2) == {2 * width for width in widths(1)}
