"""Does the window come back where it was, on a screen that is there, whatever its file says?"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from gui import window_place
from gui.app import App
from gui.state import State
from gui.window_place import fitted
from tests.gui.conftest import Hands

ROOT = Path(__file__).resolve().parents[2]
DAMAGES = int(os.environ.get("EVENSIDE_DAMAGES", "300"))
"""How many damaged files are started on; 10,000 before a release."""
A_CHILD = 100
LEAST = QSize(400, 300)

screens = st.lists(
    st.builds(
        QRect,
        st.integers(-4000, 4000),
        st.integers(-3000, 3000),
        st.integers(800, 3840),
        st.integers(600, 2160),
    ),
    min_size=1,
    max_size=4,
)
far = st.integers(-9_999_999, 9_999_999)
places = st.builds(QRect, far, far, st.integers(-10, 9_999_999), st.integers(-10, 9_999_999))


@given(wanted=places, there=screens)
def test_every_window_is_on_a_screen_with_its_title(wanted: QRect, there: list[QRect]) -> None:
    found = fitted(wanted, LEAST, there)
    title = QRect(found.x(), found.y() - 30, found.width(), 30)
    assert any(screen.contains(found) and screen.contains(title) for screen in there)
    assert found.width() >= LEAST.width()
    assert found.height() >= LEAST.height()


@given(there=screens, data=st.data())
def test_a_window_that_fits_stays_where_it_is(there: list[QRect], data: st.DataObject) -> None:
    screen = data.draw(st.sampled_from(there))
    width = data.draw(st.integers(400, screen.width() - 8))
    height = data.draw(st.integers(300, screen.height() - 40))
    x = data.draw(st.integers(0, screen.width() - 8 - width)) + screen.x() + 4
    y = data.draw(st.integers(0, screen.height() - 40 - height)) + screen.y() + 36
    wanted = QRect(x, y, width, height)
    alone = [screen]
    assert fitted(wanted, LEAST, alone) == wanted
    assert fitted(fitted(wanted, LEAST, there), LEAST, there) == fitted(wanted, LEAST, there)


def test_a_window_returns_to_its_place(qtbot: QtBot, tmp_path: Path) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    state = State(tmp_path / "window.ini")
    window.setGeometry(60, 70, 500, 400)
    window_place.keep(window, state)
    state.save()
    again = QMainWindow()
    qtbot.addWidget(again)
    window_place.restore(again, State(tmp_path / "window.ini"), QSize(450, 350), LEAST)
    assert again.geometry() == QRect(QPoint(60, 70), QSize(500, 400))


def test_a_maximized_window_returns_maximized_and_knows_its_other_size(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setGeometry(60, 70, 500, 400)
    window.showMaximized()
    state = State(tmp_path / "window.ini")
    window_place.keep(window, state)
    assert state.number("width", 0) == 500
    again = QMainWindow()
    qtbot.addWidget(again)
    window_place.restore(again, state, QSize(450, 350), LEAST)
    assert again.isMaximized()


@given(
    st.dictionaries(st.from_regex(r"[a-z_]{1,12}", fullmatch=True), st.integers(-(10**6), 10**6))
)
def test_numbers_come_back(values: dict[str, int]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        state = State(Path(folder) / "window.ini")
        for name, value in list(values.items())[:60]:
            state.keep(name, value)
        state.save()
        again = State(Path(folder) / "window.ini")
        for name, value in list(values.items())[:60]:
            assert again.number(name, 7) == value


@given(st.binary(max_size=3000))
def test_any_file_is_read_without_a_complaint(data: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "window.ini"
        file.write_bytes(data)
        state = State(file)
        assert isinstance(state.number("x", 5), int)
        assert state.word("theme", ("light", "dark"), "light") in ("light", "dark")


@pytest.mark.parametrize(
    "text", ["٣", "1e5", " 5", "0x10", "1_000", "99999999", "--5", "", "5\x00"]
)
def test_only_plain_numbers_count(tmp_path: Path, text: str) -> None:
    (tmp_path / "window.ini").write_text(f"x={text}\n", encoding="utf-8")
    assert State(tmp_path / "window.ini").number("x", 7) in (7, 5 if text == " 5" else 7)


@pytest.mark.skipif(os.name == "nt", reason="rights are another matter there")
def test_only_the_person_may_read_it_and_a_failed_save_leaves_the_old(tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    state = State(file)
    state.keep("x", 5)
    state.save()
    assert file.stat().st_mode & 0o777 == 0o600
    (tmp_path / "window.ini.new").mkdir()  # the new one can't be written
    state.keep("x", 6)
    state.save()
    assert State(file).number("x", 0) == 5


def test_a_thousand_damaged_files_never_stop_a_start(tmp_path: Path) -> None:
    """300 as a rule; EVENSIDE_DAMAGES=10000 for the whole lot."""
    for first in range(0, DAMAGES, A_CHILD):
        count = min(A_CHILD, DAMAGES - first)
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "tests.gui.start_damaged",
                str(tmp_path),
                str(first),
                str(count),
            ],
            capture_output=True,
            text=True,
            cwd=ROOT,
            timeout=600,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        lines = done.stdout.splitlines()
        assert lines == [f"{seed} up" for seed in range(first, first + count)]


def test_after_two_failed_starts_nothing_of_the_past_is_trusted(
    start: Callable[..., Hands], tmp_path: Path
) -> None:
    file = tmp_path / "window.ini"
    file.write_text("failed_starts=2\ntheme=dark\nwidth=1500\n", encoding="utf-8")
    app: App = start().app
    assert app.plain
    assert app.theme.name == "light"
    assert State(file).number("failed_starts", 9) == 0


def test_one_failed_start_changes_nothing(start: Callable[..., Hands], tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    file.write_text("failed_starts=1\nfigure=male\n", encoding="utf-8")
    app: App = start().app
    assert not app.plain
    assert State(file).number("failed_starts", 9) == 0


def test_a_start_counts_as_failed_until_the_window_has_answered(
    start: Callable[..., Hands], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[int] = []
    plain_start = App.start

    def look(app: App) -> None:
        kept.append(State(tmp_path / "window.ini").number("failed_starts", 0))
        plain_start(app)

    monkeypatch.setattr(App, "start", look)
    start()
    assert kept == [1]
    assert State(tmp_path / "window.ini").number("failed_starts", 9) == 0
