"""Is the window up before anything heavy is loaded, and does nothing get lost on the way?"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.body import Side, Spot, View
from gui import app as gui_app
from gui import theme as themes
from gui.app import App
from gui.body.looks import Marks, paint_body
from gui.body.stills import load_front, load_still
from gui.clock import Clock
from gui.figure.person import Figure
from gui.theme import RESOURCES
from gui.week_model import Told
from tests.gui.conftest import EVENING
from tests.gui.young import painted

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {
    "numpy",
    "pyqtgraph",
    "sqlalchemy",
    "sqlite3",
    "alembic",
    "tomllib",
    "json",
    "core.body",
    "core.care",
    "core.catalog",
    "core.coach",
    "core.exchange",
    "core.exchanging",
    "core.journal",
    "core.storage",
    "gui.body.place_panel",
    "gui.outside",
    "gui.progress.page",
    "gui.reminders",
    "gui.report",
    "gui.settings.page",
    "gui.hometests.page",
    "gui.today",
    "gui.training.page",
    "gui.tray",
    "PySide6.QtSvg",
}
LOOK = """
import sys
from pathlib import Path
import main
from gui import app as gui_app
gui_app._REST_MS = 0

def painted(app):
    print(" ".join(sys.modules))
    app._begun = True
    app._qt.quit()

gui_app.App._on_painted = painted
sys.exit(main.main(["--data-dir", sys.argv[1]]))
"""


@pytest.fixture
def young(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[App]:
    """Give an app that was painted and has not gone on from there."""
    monkeypatch.setattr(gui_app, "_REST_MS", 10**8)
    monkeypatch.setattr(gui_app, "_PATIENCE_MS", 10**8)
    app = painted(qapp, qtbot, tmp_path, Clock(EVENING))
    yield app
    app.stop()


def test_nothing_heavy_is_loaded_before_the_window_is_painted(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOOK, str(tmp_path)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
        timeout=60,
    )
    loaded = set(done.stdout.split())
    assert "gui.body.page" in loaded
    assert not loaded & HEAVY


def test_the_other_pages_are_made_when_there_is_time(young: App, qtbot: QtBot) -> None:
    window = young.window
    assert list(window.pages) == [window.body]
    assert not window.rail.isEnabled()
    young._on_painted()
    qtbot.waitUntil(window.rail.isEnabled, timeout=15_000)
    assert window.pages.whole
    assert window.page is window.body


class Opened(QObject):
    """Sees every window that opens."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(repr(watched))
        return False


def test_no_piece_of_a_page_opens_as_a_window_of_its_own(
    young: App, qtbot: QtBot, qapp: QApplication
) -> None:
    opened = Opened()
    qapp.installEventFilter(opened)
    young._on_painted()
    qtbot.waitUntil(young.window.rail.isEnabled, timeout=15_000)
    young.window.open_tests()
    qapp.removeEventFilter(opened)
    assert not opened.seen


def test_a_page_that_is_needed_sooner_is_made_once(young: App, qtbot: QtBot) -> None:
    early = young.window.training
    young._on_painted()
    qtbot.waitUntil(young.window.rail.isEnabled, timeout=15_000)
    assert young.window.training is early


def test_a_click_on_the_young_window_is_answered_and_not_forgotten(
    young: App, qtbot: QtBot
) -> None:
    body, spot = young.window.body, Spot("glutes", Side.LEFT)
    where = body.map.centre_of(spot).toPoint()
    qtbot.mouseClick(body.map, Qt.MouseButton.LeftButton, pos=where)  # type: ignore[no-untyped-call]
    assert body.map.selected == spot
    young._on_painted()
    assert body.panel._title.text() == "Left glutes"
    assert body.panel.feeling.isVisible()


@pytest.mark.parametrize("pointed", [False, True])
def test_today_comes_first_unless_somebody_is_at_the_body_already(
    young: App, qtbot: QtBot, *, pointed: bool
) -> None:
    window = young.window
    if pointed:
        where = window.body.map.centre_of(Spot("glutes", Side.LEFT)).toPoint()
        qtbot.mouseClick(window.body.map, Qt.MouseButton.LeftButton, pos=where)  # type: ignore[no-untyped-call]
    young._on_painted()
    qtbot.waitUntil(window.rail.isEnabled, timeout=15_000)
    told: list[Told] = []
    window.today.weeks.home_ready.connect(told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=15_000)
    assert window.page is window.body  # an empty log has nothing to say yet
    begun = Told(replace(told[0].home, begun=True))
    window.beginning.wait_for(window.today.weeks)
    window.today.weeks.home_ready.emit(begun)
    assert window.page is (window.body if pointed else window.today)


def test_nothing_jumps_when_the_window_becomes_whole(young: App, qapp: QApplication) -> None:
    body = young.window.body
    before = body.map.geometry(), body.search.geometry(), body.views.geometry()
    panel = body._front.geometry()
    seen: list[int] = []
    for _ in range(2):
        young.window.finish()
        seen.append(body.map.width())
        qapp.processEvents()
    assert (body.map.geometry(), body.search.geometry(), body.views.geometry()) == before
    assert body.panel.geometry() == panel
    assert set(seen) == {before[0].width()}


def test_the_keyboard_reaches_the_map_between_search_and_views(young: App) -> None:
    young.window.finish()
    body = young.window.body
    chain: list[QWidget | None] = []
    widget = body.search.nextInFocusChain()
    while widget is not None and widget is not body.search:
        chain.append(widget)
        widget = widget.nextInFocusChain()
    first = body.map.button(Spot(body._body.regions[0].id, Side.LEFT))
    last = body.map.button(Spot(body._body.regions[-1].id, Side.RIGHT))
    where = [chain.index(w) for w in (first, last, body.views.chip(False), body.panel.build)]
    assert where == sorted(where)


@pytest.mark.parametrize("theme", [themes.LIGHT, themes.DARK])
@pytest.mark.parametrize("view", list(View))
@pytest.mark.parametrize("figure", list(Figure))
def test_the_first_picture_is_the_map_as_it_is_drawn(
    figure: Figure, view: View, theme: themes.Theme
) -> None:
    front, still = load_front(figure, view, theme.name), load_still(figure, view, theme.name)
    drawn = QImage(front.plain.size(), QImage.Format.Format_RGB32)
    drawn.fill(QColor(theme.paper))
    painter = QPainter(drawn)
    paint_body(painter, still, QRectF(drawn.rect()), theme, Marks({}), ratio=1.0)
    painter.end()
    points = [QPoint(x, y) for x in range(0, drawn.width(), 6) for y in range(0, drawn.height(), 6)]
    apart = [_apart(front.plain.pixelColor(p), drawn.pixelColor(p)) for p in points]
    assert sum(apart) / len(apart) < 2.5
    assert front.plain.pixelColor(0, 0) == QColor(theme.paper)
    assert front.places.keys() == still.places.keys()
    scale = front.plain.height() / still.plain.height()
    for spot, path in still.places.items():
        wanted, found = path.boundingRect(), front.places[spot].boundingRect()
        assert abs(found.center().x() - wanted.center().x() * scale) < 0.5
        assert abs(found.height() - wanted.height() * scale) < 0.5


def _apart(one: QColor, other: QColor) -> float:
    return (
        abs(one.red() - other.red())
        + abs(one.green() - other.green())
        + abs(one.blue() - other.blue())
    ) / 3.0


def test_theme_and_body_of_last_time_are_there_at_once(young: App) -> None:
    young.wear("dark")
    young.studio.prefer(Figure.MALE, moving=True)
    young.state.save()
    again = App(young._qt, young._parts)
    assert again.theme is themes.DARK
    assert again.studio.figure is Figure.MALE
    again.stop()


QUICK = """
import builtins, sys
sys.path.insert(0, "gui")
compiled = []
plain = builtins.compile
def counting(source, filename, *more, **words):
    compiled.append(filename)
    return plain(source, filename, *more, **words)
builtins.compile = counting
from pathlib import Path
import quick_qt
quick_qt.load_qt(Path(sys.argv[1]))
assert builtins.compile is counting
assert builtins.__import__.__name__ == "__import__"
from PySide6.QtCore import QObject
try:
    QObject().setObjectName(3, 4)
except TypeError as said:
    assert "setObjectName" in str(said)
print(len([name for name in compiled if "shibokensupport" in str(name)]))
"""


def _load(file: Path) -> int:
    done = subprocess.run(
        [sys.executable, "-c", QUICK, str(file)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
        timeout=60,
    )
    assert done.stderr == ""
    return int(done.stdout)


def test_what_qt_compiles_at_each_start_is_kept(tmp_path: Path) -> None:
    kept = tmp_path / "made" / "code.bin"
    assert _load(kept) > 5
    whole = kept.read_bytes()
    assert _load(kept) == 0
    assert kept.read_bytes() == whole
    for damaged in (b"", b"no code", whole[:-100], whole[:50] + b"?" + whole[51:]):
        kept.write_bytes(damaged)
        assert _load(kept) > 5
        assert kept.read_bytes() == whole


def test_the_rails_shapes_are_drawn_from_their_icons(tmp_path: Path) -> None:
    sys.path.append(str(ROOT / "packaging"))
    import icons

    icons.write_shapes(tmp_path)
    kept = RESOURCES / "icons" / "drawn"
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == sorted(path.name for path in kept.iterdir())
    for name in names:
        assert QImage(str(tmp_path / name)) == QImage(str(kept / name)), name


def test_a_page_that_can_not_be_made_does_not_hold_up_the_others(
    young: App, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(young.window.pages._makers, "history", broken)
    with qtbot.capture_exceptions() as raised:
        young._on_painted()
        qtbot.waitUntil(young.window.rail.isEnabled, timeout=15_000)
    assert [kind for kind, *_ in raised] == [ZeroDivisionError]
    assert young.window.pages.has("training")


def test_a_second_start_brings_the_window_back(young: App, qtbot: QtBot) -> None:
    young._on_painted()
    qtbot.waitUntil(young.window.rail.isEnabled, timeout=15_000)
    young.window.showMinimized()
    (young._parts.folder / "evenside.call").write_text("")
    qtbot.waitUntil(lambda: not young.window.isMinimized(), timeout=15_000)
    assert not (young._parts.folder / "evenside.call").exists()


def test_a_call_that_came_early_is_heard(young: App) -> None:
    (young._parts.folder / "evenside.call").write_text("")
    young._on_painted()
    assert not (young._parts.folder / "evenside.call").exists()
