"""How does the app walk through itself: for the smoke test, and for the pictures?"""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QObject,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QAbstractButton

from core.body import Side, Spot
from core.errors import Problem
from core.routine import Feeling
from core.safety import Readiness
from gui.app import App
from gui.coach_values import Failure
from gui.figure.view import FigureView
from gui.main_window import PAGES, USUAL
from gui.widgets import Page

LOOK_EVERY_MS = 25
PATIENCE_MS = 90_000
CALM_MS = 300
_HARMLESS = "This plugin does not support "


@dataclass(frozen=True, slots=True)
class Step:
    """Wait until something is so, then do something."""

    name: str
    ready: Callable[[], bool]
    do: Callable[[], None]
    calm_ms: int = 0
    """How long to let it settle first."""


class Tour(QObject):
    """Takes one step after the other in the real window; a step that never comes ends it."""

    def __init__(self, app: App, steps: Sequence[Step]) -> None:
        super().__init__()
        self._app = app
        self._steps = list(steps)
        self._waited = 0
        self.problem = ""
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        app.faults.quiet = True
        app.model.failed.connect(self._on_failed)
        app.model.refused.connect(self._on_refused)
        app.faults.happened.connect(self._on_fault)

    def start(self) -> None:
        """Begin; the application ends after the last step."""
        self._timer.start()

    def _look(self) -> None:
        self._waited += LOOK_EVERY_MS
        if self.problem or not self._steps:
            self._end()
        elif self._waited >= self._steps[0].calm_ms and self._steps[0].ready():
            step = self._steps.pop(0)
            self._waited = 0
            step.do()
        elif self._waited > PATIENCE_MS:
            self.problem = f"waited in vain for: {self._steps[0].name}"
            self._end()

    def _end(self) -> None:
        self._timer.stop()
        self._app.window.close()
        QCoreApplication.exit(0)

    def _on_failed(self, failure: Failure) -> None:
        self.problem = f"{failure.request}: {failure.problem.message}"

    def _on_refused(self, problem: Problem) -> None:
        self.problem = problem.message

    def hear_qt(self, kind: QtMsgType, where: QMessageLogContext, text: str) -> None:
        """Anything Qt complains about is a problem, but for what its own offscreen screen says."""
        if not text.startswith(_HARMLESS):
            self.problem = f"Qt says: {text}"

    def _on_fault(self, text: str) -> None:
        self.problem = text


def smoke_steps(app: App) -> list[Step]:
    """Plan a routine, log one set on each side, visit every page."""
    window = app.window
    training, panel = window.training, window.body.panel

    def idle() -> bool:
        return not app.model.jobs.busy

    def answer() -> None:
        app.model.save_readiness(Readiness(app.model.clock.today()))

    def point() -> None:
        window.body.map.chosen.emit(Spot("glutes", Side.LEFT))
        panel.feeling.chip(Feeling.WEAK).click()

    def log_side() -> None:
        clock = training.panel.countdown
        if training.panel.shows_clock:
            (clock.by_hand if clock.by_hand.isVisible() else clock.go).click()
        if training.pace.holding:
            clock.go.click()
            return
        if training.panel.load.isVisible() and not training.panel.load.text():
            training.panel.load.set_value(8)
        if training.panel.reserve.isVisible():
            training.panel.reserve.chip(2).click()
        training.panel.finish.click()

    def logged(count: int) -> Callable[[], bool]:
        return lambda: idle() and len(training.logged) == count and training.panel.isVisible()

    steps = [
        Step("the log", window.rail.isEnabled, answer),
        Step("the answers", idle, point),
        Step("the place", panel.build.isEnabled, panel.build.click),
        Step("a routine", lambda: idle() and window.page is window.routine, _nothing),
        Step("the start", window.routine.start.isVisible, window.routine.start.click),
        Step("the form", logged(0), log_side),
        Step("the first side", logged(1), log_side),
        Step("the second side", logged(2), _nothing),
    ]
    for i, (_, name) in enumerate(PAGES):
        steps.append(Step(name, idle, _click(_rail_button(app, i))))
    steps.append(Step("the last page", idle, _nothing))
    return steps


def picture_steps(app: App, folder: Path) -> list[Step]:
    """Show every page in both themes and keep a picture of each."""
    window = app.window
    panel = window.body.panel

    def idle() -> bool:
        return not app.model.jobs.busy

    def answer() -> None:
        app.model.save_readiness(Readiness(app.model.clock.today()))

    def point() -> None:
        window.body.map.chosen.emit(Spot("glutes", Side.LEFT))
        panel.feeling.chip(Feeling.WEAK).click()

    def drawn() -> bool:
        return idle() and app.studio.idle

    def take(name: str) -> Callable[[], None]:
        def picture() -> None:
            window.grab().save(str(folder / f"{name}-{app.theme.name}.png"))

        return picture

    def show() -> None:
        window.library.show_exercise("single_leg_deadlift")

    def train() -> None:
        window.go(window.routine)
        window.routine.start.click()

    def lift() -> None:
        """Go on to a set with a weight: that is what most of a workout looks like."""
        training = window.training
        while not training.panel.load.isVisibleTo(training):
            training.stage.after.click()

    def look(page: Page, title: str) -> Iterator[Step]:
        yield Step(title, idle, _go(app, page))
        yield Step(f"{title} rests", idle, _rest(page))
        yield Step(f"{title} settled", drawn, take(title), CALM_MS)

    steps = [
        Step("the log", window.rail.isEnabled, answer),
        Step("the answers", idle, point),
        Step("the place", panel.build.isEnabled, panel.build.click),
        Step("a routine", lambda: idle() and window.page is window.routine, show),
    ]
    pages: list[tuple[str, Page]] = [
        ("today", window.today),
        ("body", window.body),
        ("routine", window.routine),
        ("progress", window.progress),
        ("exercises", window.library),
        ("history", window.history),
        ("settings", window.settings),
    ]
    for name in ("light", "dark"):
        steps.append(Step(name, idle, _wear(app, name)))
        for title, page in pages:
            steps.extend(look(page, title))
    # A workout comes last: while one is under way, other pages say so.
    steps.append(Step("the start", idle, train))
    steps.append(Step("the workout", lambda: idle() and window.page is window.training, lift))
    for name in ("light", "dark"):
        steps.append(Step(name, idle, _wear(app, name)))
        steps.extend(look(window.training, "training"))
    return steps


def tour(app: App, pictures: Path | None) -> int:
    """Walk through the app and tell how it went: 0 and "smoke ok", or 1 and what was wrong."""
    steps = smoke_steps(app) if pictures is None else picture_steps(app, pictures)
    walk = Tour(app, steps)
    qInstallMessageHandler(walk.hear_qt)
    app.window.resize(USUAL)  # pictures are alike, however small the screen is
    walk.start()
    with contextlib.redirect_stderr(io.StringIO()) as said:
        code = app.run()
    qInstallMessageHandler(None)
    if said.getvalue() and not walk.problem:
        walk.problem = f"unexpected words on stderr: {said.getvalue()}"
    if walk.problem or code:
        print(walk.problem or f"ended with {code}", file=sys.stderr)  # noqa: T201 - its purpose
        return 1
    if pictures is None:
        print("smoke ok", flush=True)  # noqa: T201 - its purpose
    return 0


def _nothing() -> None:
    return None


def _click(button: QAbstractButton) -> Callable[[], None]:
    return button.click


def _rail_button(app: App, index: int) -> QAbstractButton:
    found = app.window.rail.findChild(QAbstractButton, f"rail_{PAGES[index][0]}")
    assert found is not None
    return found


def _go(app: App, page: Page) -> Callable[[], None]:
    def go() -> None:
        app.window.go(page)

    return go


def _rest(page: Page) -> Callable[[], None]:
    """Let all figures rest in the pose that tells most, so that pictures are alike."""

    def rest() -> None:
        for view in page.findChildren(FigureView):
            view.stop()
            view.step(8)

    return rest


def _wear(app: App, name: str) -> Callable[[], None]:
    def wear() -> None:
        app.wear(name)

    return wear
