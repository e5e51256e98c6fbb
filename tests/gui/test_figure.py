"""Can a person see how an exercise goes, turn it, stop it and step through it?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QCursor, QEnterEvent, QImage
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.body import Side
from gui import theme as themes
from gui.figure.card_picture import CardPicture
from gui.figure.person import Figure
from gui.figure.player import FigurePlayer
from gui.figure.studio import Studio
from gui.figure.timing import timing_of
from gui.figure.view import FigureView
from gui.figure.wishes import Shot
from tests.factories import catalog

ROW = "bird_dog"


@pytest.fixture
def studio(qtbot: QtBot) -> Iterator[Studio]:
    made = Studio(catalog())
    yield made
    made.close()


@pytest.fixture
def player(qtbot: QtBot, studio: Studio) -> FigurePlayer:
    made = FigurePlayer(studio, themes.LIGHT)
    qtbot.addWidget(made)
    made.resize(420, 420)
    made.show_exercise(catalog().get(ROW), Side.LEFT)
    made.show()
    qtbot.waitUntil(lambda: bool(made.view.grab()) and made.view.share > 0.0, timeout=15_000)
    return made


def press(qtbot: QtBot, player: FigurePlayer, name: str) -> None:
    found = player.findChild(QPushButton, name)
    assert found is not None
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)  # type: ignore[no-untyped-call]


def rest(qtbot: QtBot, view: FigureView) -> QImage:
    """Stop, wait for the fine picture and give what is on the screen."""
    view.stop()
    qtbot.waitUntil(lambda: view.ready, timeout=15_000)
    return view.grab().toImage()


def is_playing(view: FigureView) -> bool:
    """Ask anew each time: a key changes it behind the type checker's back."""
    return view.playing


def look_of(view: FigureView) -> tuple[float, float] | None:
    """Where it is turned to now."""
    return view.look


def drawn_share(image: QImage) -> float:
    """How much of a picture is not ground, seen every third pixel."""
    ground = image.pixelColor(6, 6)
    many = [
        image.pixelColor(x, y) != ground
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    ]
    return sum(many) / len(many)


def test_it_moves_by_itself_and_stops_with_space(qtbot: QtBot, player: FigurePlayer) -> None:
    view = player.view
    assert is_playing(view)
    assert "moving" in view.accessibleName()
    qtbot.keyClick(view, Qt.Key.Key_Space)  # type: ignore[no-untyped-call]
    assert not is_playing(view)
    assert "resting" in view.accessibleName()
    assert drawn_share(rest(qtbot, view)) > 0.02
    qtbot.keyClick(view, Qt.Key.Key_Space)  # type: ignore[no-untyped-call]
    assert is_playing(view)


def test_the_button_says_what_it_will_do(qtbot: QtBot, player: FigurePlayer) -> None:
    found = player.findChild(QPushButton, "figure_play")
    assert found is not None
    assert found.text() == "Pause"
    press(qtbot, player, "figure_play")
    assert found.text() == "Play"


def test_steps_go_along_the_way_and_back(qtbot: QtBot, player: FigurePlayer) -> None:
    view = player.view
    view.stop()
    for _ in range(12):
        press(qtbot, player, "figure_on")
    assert view.share == 1.0
    end = rest(qtbot, view)
    for _ in range(12):
        qtbot.keyClick(view, Qt.Key.Key_Comma)  # type: ignore[no-untyped-call]
    assert view.share == 0.0
    assert rest(qtbot, view) != end


def test_arrow_keys_and_the_mouse_turn_it_and_a_double_click_returns(
    qtbot: QtBot, player: FigurePlayer
) -> None:
    view = player.view
    first = rest(qtbot, view)
    timing = timing_of(ROW)
    assert timing is not None
    azimuth, elevation = timing.look(Side.LEFT, other=False)
    qtbot.keyClick(view, Qt.Key.Key_Right)  # type: ignore[no-untyped-call]
    assert view.look == (azimuth + 15, elevation)
    assert rest(qtbot, view) != first
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))  # type: ignore[no-untyped-call]
    qtbot.mouseMove(view, QPoint(160, 100))  # type: ignore[no-untyped-call]
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(160, 100))  # type: ignore[no-untyped-call]
    assert look_of(view) is not None
    assert view.look != (azimuth + 15, elevation)
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))  # type: ignore[no-untyped-call]
    assert look_of(view) is None
    assert rest(qtbot, view) == first


def test_a_right_set_is_seen_mirrored_and_named(qtbot: QtBot, player: FigurePlayer) -> None:
    left = rest(qtbot, player.view)
    player.show_exercise(catalog().get(ROW), Side.RIGHT)
    assert "your right side" in player.view.accessibleName()
    right = rest(qtbot, player.view)
    assert left != right
    turned = right.flipped(Qt.Orientation.Horizontal)
    same = [
        (left.pixelColor(x, y).lightness() > 200) == (turned.pixelColor(x, y).lightness() > 200)
        for x in range(20, left.width() - 20, 5)
        for y in range(20, left.height() - 20, 5)
    ]
    assert sum(same) / len(same) > 0.93, "the silhouette is the mirror image"


def test_pictures_that_rest_show_start_and_end(qtbot: QtBot, studio: Studio) -> None:
    studio.prefer(Figure.MALE, moving=False)
    player = FigurePlayer(studio, themes.DARK)
    qtbot.addWidget(player)
    player.resize(500, 400)
    player.show_exercise(catalog().get(ROW), Side.LEFT)
    player.show()
    qtbot.waitUntil(lambda: player.view.ready, timeout=15_000)
    assert player.view.pair
    assert not player.view.playing
    whole = player.view.grab().toImage()
    half = whole.width() // 2
    start, end = whole.copy(0, 0, half, whole.height()), whole.copy(half, 0, half, whole.height())
    assert drawn_share(start) > 0.02
    assert drawn_share(end) > 0.02
    assert start != end
    button = player.findChild(QPushButton, "figure_play")
    assert button is not None
    assert not button.isVisible()
    studio.prefer(Figure.MALE, moving=True)
    qtbot.waitUntil(lambda: player.view.playing, timeout=15_000)
    assert button.isVisible()


def test_the_other_body_and_the_other_theme_are_drawn_at_once(
    qtbot: QtBot, player: FigurePlayer, studio: Studio
) -> None:
    player.view.stop()
    before = rest(qtbot, player.view)
    studio.prefer(Figure.MALE, moving=True)
    man = rest(qtbot, player.view)
    assert man != before
    player.set_theme(themes.DARK)
    assert rest(qtbot, player.view) != man


def test_a_card_shows_the_end_and_moves_under_the_pointer(qtbot: QtBot, studio: Studio) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(700, 500)
    card = CardPicture(studio, themes.LIGHT)
    card.setParent(window)
    card.setGeometry(380, 300, 300, 180)
    QCursor.setPos(window.mapToGlobal(QPoint(5, 5)))
    card.show_exercise(catalog().get(ROW), Side.LEFT)
    window.show()
    qtbot.waitUntil(lambda: card.ready, timeout=15_000)
    assert not is_playing(card)
    assert card.share == 1.0
    here = QPointF(20, 20)
    QApplication.sendEvent(card, QEnterEvent(here, here, QPointF(card.mapToGlobal(here))))
    assert is_playing(card)
    QApplication.sendEvent(card, QEvent(QEvent.Type.Leave))
    assert not is_playing(card)
    assert card.share == 1.0


def test_the_same_picture_is_drawn_once(qtbot: QtBot, studio: Studio) -> None:
    shot = Shot(ROW, Side.LEFT, Figure.FEMALE, "light", 200, 160, share=0.5)
    assert studio.picture(shot) is None
    qtbot.waitUntil(lambda: studio.idle, timeout=15_000)
    found = studio.picture(shot)
    assert found is not None
    assert studio.idle
    assert (found.width(), found.height()) == (200, 160)
    assert found.pixelColor(0, 0) == QColor(0, 0, 0, 0)


def test_a_picture_that_nobody_waits_for_is_not_drawn(qtbot: QtBot, studio: Studio) -> None:
    shots = [Shot(ROW, Side.LEFT, Figure.FEMALE, "light", 300, 200, share=s / 60) for s in range(9)]
    for shot in shots:
        studio.picture(shot)
    for shot in shots[1:]:
        studio.drop(shot)
    qtbot.waitUntil(lambda: studio.idle, timeout=15_000)
    assert studio.picture(shots[0]) is not None


def test_a_picture_that_fails_is_told_once_and_said_in_words(
    qtbot: QtBot, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    studio.crashed.connect(told.append)

    def fail(*_: object) -> None:
        raise RuntimeError("no picture")

    monkeypatch.setattr(studio._desk, "draw", fail)
    player = FigurePlayer(studio, themes.LIGHT)
    qtbot.addWidget(player)
    player.resize(420, 420)
    player.show_exercise(catalog().get(ROW), Side.LEFT)
    player.show()
    qtbot.waitUntil(lambda: bool(told), timeout=15_000)
    qtbot.waitUntil(lambda: not player.view.playing, timeout=15_000)
    assert len(told) == 1
