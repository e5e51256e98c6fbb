"""How is the app put together and started?"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from gui import theme as themes
from gui.body.stills import Fetching
from gui.coach_model import CoachModel
from gui.faults import Faults
from gui.figure.person import Figure
from gui.figure.studio import Studio
from core.late import Late
from gui.main_window import Facts, MainWindow
from gui.state import State

if TYPE_CHECKING:
    from core.body import Body
    from core.catalog import Catalog
    from core.coach import Coach
    from core.safety import Safety
    from gui.clock import Clock

_REST_MS = 40
"""After the first painting the window belongs to the person for so long: a click comes first."""
_PATIENCE_MS = 1500
"""A window that nobody can see yet is never painted; its log is opened all the same."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the window is given; nothing in here is looked up elsewhere."""

    open_coach: Callable[[], Coach]
    """Called in the worker thread, which owns the database from then on."""
    close_log: Callable[[], None]
    """Called in the worker thread when the window is gone."""
    catalog: Catalog | Late[Catalog]
    safety: Safety | Late[Safety]
    clock: Clock
    folder: Path
    facts: Facts
    body: Late[Body] | None = None
    """The catalog's body, where that comes sooner than the whole catalog."""


class App(QObject):
    """The window with everything behind it, from start to end."""

    def __init__(self, qt: QApplication, parts: Parts) -> None:
        super().__init__()
        self._qt = qt
        self._parts = parts
        self.faults = Faults(parts.folder / "faults.txt")
        self.theme = themes.theme_named("system")
        Fetching(Figure.FEMALE, self.theme.name).start()
        themes.prepare(qt)
        themes.apply(qt, self.theme)
        self.model = CoachModel(
            parts.open_coach, parts.catalog, parts.safety, parts.clock, body=parts.body
        )
        self.model.jobs.crashed.connect(self.faults.report)
        self.state = State(parts.folder / "window.ini")
        self.studio = Studio(parts.catalog, waits=True)
        self.studio.crashed.connect(self.faults.report)
        self.window = MainWindow(self.model, self.studio, self.theme, parts.facts, self.state)
        self.window.theme_chosen.connect(self.wear)
        self.window.pages.complete.connect(self.studio.begin)
        self._begun = False

    def wear(self, name: str) -> None:
        """Change the theme: "system", "light" or "dark"."""
        theme = themes.theme_named(name)
        if theme != self.theme:
            self.theme = theme
            themes.apply(self._qt, theme)
            self.window.set_theme(theme)

    def start(self) -> None:
        """Show the window, and once it is painted open the log behind it."""
        self.window.body.map.installEventFilter(self)
        QTimer.singleShot(_PATIENCE_MS, self._on_painted)
        self.window.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the first painting begin: what comes after it in the queue waits for its end."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(_REST_MS, self._on_painted)
        return False

    def _on_painted(self) -> None:
        if self._begun:
            return
        self._begun = True
        from gui.icons import app_icon

        self.model.open()
        self._qt.setWindowIcon(app_icon())
        self.window.finish()

    def watch(self, watcher: QObject) -> None:
        """Keep something alive that watches, as long as the app is."""
        watcher.setParent(self)

    def run(self) -> int:
        """Run until the window is closed."""
        self.faults.install()
        # Ctrl-C in a terminal ends the app at once; whatever counts as logged is on disk.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        try:
            self.start()
            return self._qt.exec()
        finally:
            self.stop()

    def stop(self) -> None:
        """Close the log in its own thread, then end it."""
        self.studio.close()
        self._begun = True
        self.model.close(self._parts.close_log)
        self.faults.remove()
        self.window.close()
        self.state.save()


def make_qt() -> QApplication:
    """Make the one QApplication, under our name."""
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("Evenside")
    qt.setApplicationDisplayName("Evenside")
    qt.setDesktopFileName("evenside")
    return qt
