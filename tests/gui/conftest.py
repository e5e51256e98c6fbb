"""What do the tests of the window share? A real app on a real log in a folder of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from core.opening import Opener
from gui.app import App, Parts
from gui.beside import Beside, Came, Work
from gui.clock import Clock
from gui.jobs import Job
from gui.main_window import Facts
from gui.tray import Tray
from tests.factories import catalog, safety
from tests.gui.holding import held_of_qt

EVENING = datetime(2026, 3, 12, 18, 0, tzinfo=UTC)


class Hands:
    """A person at the window: clicks and keys only."""

    def __init__(self, app: App, qtbot: QtBot, seconds: list[float]) -> None:
        self.app = app
        self.qtbot = qtbot
        self._seconds = seconds

    def let_pass(self, seconds: float) -> None:
        """Let the countdowns of a workout run, without anybody waiting for it."""
        tempo = self.app.window.training.workout.tempo
        end = self._seconds[0] + seconds
        while self._seconds[0] < end:
            self._seconds[0] = min(end, self._seconds[0] + 0.5)
            if tempo.pace.counts_down and not tempo.pace.paused:
                tempo.look()

    def sleep(self, seconds: float) -> None:
        """Close the lid: time goes by, and nobody looks at the clock."""
        self._seconds[0] += seconds
        self.app.window.training.workout.tempo.look()

    def wait(self, ready: Callable[[], bool]) -> None:
        """Wait until something is so."""
        self.qtbot.waitUntil(ready, timeout=15_000)

    def settle(self) -> None:
        """Wait until the worker has nothing left to do."""
        self.wait(lambda: not self.app.model.jobs.busy)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the worker: what is asked meanwhile is answered afterwards, and only then."""
        free = threading.Event()
        self.app.model.jobs.submit(Job(lambda: free.wait(30), lambda _: None, lambda _: None))
        try:
            yield
        finally:
            free.set()

    def find(self, name: str, kind: type[QWidget] = QWidget) -> QWidget:
        """Find a visible widget by its name."""
        found = [
            w
            for top in QApplication.topLevelWidgets()
            for w in top.findChildren(kind, name)
            if isinstance(w, QWidget) and w.isVisible()
        ]
        assert found, f"no visible {name}"
        return found[0]

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click with the left button."""
        where = at or widget.rect().center()
        self.qtbot.mouseClick(  # type: ignore[no-untyped-call]
            widget, Qt.MouseButton.LeftButton, pos=where
        )

    def key(
        self,
        widget: QWidget,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press a key."""
        self.qtbot.keyClick(widget, key, modifier)  # type: ignore[no-untyped-call]

    def type(self, widget: QWidget, text: str) -> None:
        """Type a text."""
        self.qtbot.keyClicks(widget, text)  # type: ignore[no-untyped-call]

    def press(self, name: str) -> None:
        """Click a visible widget by its name."""
        self.click(self.find(name))

    def dialog(self) -> QDialog:
        """Wait for a dialog and give it."""

        def opened() -> list[QDialog]:
            return [
                w
                for w in QApplication.topLevelWidgets()
                if isinstance(w, QDialog) and w.isVisible()
            ]

        self.wait(lambda: bool(opened()))
        return opened()[0]


@pytest.fixture(autouse=True)
def _work_holds_nothing_of_qts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No work for another thread holds anything of Qt's, in no test (gui/beside.py says why)."""
    found: list[str] = []
    do = Beside.do

    def looked_at(self: Beside, work: Work, told: Callable[[Came], None]) -> None:
        found.extend(f"{work!r} holds a {name}" for name in held_of_qt(work))
        do(self, work, told)

    monkeypatch.setattr(Beside, "do", looked_at)
    yield
    assert not found


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Callable[..., Hands]]:
    """Start the app; a second call starts it again on the same folder, as on the next day."""
    running: list[App] = []
    seconds = [10_000.0]

    def ticks() -> float:
        return seconds[0]

    def begin(
        when: datetime = EVENING, *, refused: bool = False, tray: type[Tray] | None = None
    ) -> Hands:
        for app in running:
            app.stop()
        opener = Opener(tmp_path, catalog(), safety(), now=Clock(when).now)
        parts = Parts(
            open_coach=opener.open,
            close_log=opener.close,
            catalog=catalog(),
            safety=safety(),
            clock=Clock(when, ticks),
            folder=tmp_path,
            facts=Facts("0", str(tmp_path)),
            rescue=opener.rescue,
            tray=tray,
        )
        app = App(qapp, parts)
        app.faults.quiet = True
        running.append(app)
        qtbot.addWidget(app.window)
        app.window.resize(1280, 800)
        app.start()
        hands = Hands(app, qtbot, seconds)
        if refused:
            hands.wait(lambda: app.window.page is app.window.refused)
        else:
            hands.wait(app.window.rail.isEnabled)
        hands.settle()
        return hands

    yield begin
    for app in running:
        app.stop()
