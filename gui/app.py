"""How is the app put together and started?"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QApplication

from core.care import Rescue
from core.catalog import Catalog
from core.coach import Coach
from core.safety import Safety
from gui import theme as themes
from gui.care_model import RescueModel
from gui.clock import Clock
from gui.coach_model import CoachModel
from gui.faults import Faults
from gui.figure.studio import Studio
from gui.icons import app_icon
from gui.main_window import Facts, MainWindow


@dataclass(frozen=True, slots=True)
class Parts:
    """What the window is given; nothing in here is looked up elsewhere."""

    open_coach: Callable[[], Coach]
    """Called in the worker thread, which owns the database from then on."""
    close_log: Callable[[], None]
    """Called in the worker thread when the window is gone."""
    catalog: Catalog
    safety: Safety
    clock: Clock
    folder: Path
    facts: Facts
    rescue: Callable[[], Rescue] | None = None
    """Called in the worker thread when the log was refused."""


class App(QObject):
    """The window with everything behind it, from start to end."""

    def __init__(self, qt: QApplication, parts: Parts) -> None:
        super().__init__()
        self._qt = qt
        self._parts = parts
        self.faults = Faults(parts.folder / "faults.txt")
        themes.prepare(qt)
        self.theme = themes.theme_named("system")
        themes.apply(qt, self.theme)
        qt.setWindowIcon(app_icon())
        self.model = CoachModel(parts.open_coach, parts.catalog, parts.safety, parts.clock)
        self.model.jobs.crashed.connect(self.faults.report)
        state = QSettings(str(parts.folder / "window.ini"), QSettings.Format.IniFormat)
        self.studio = Studio(parts.catalog)
        self.studio.crashed.connect(self.faults.report)
        rescue = None if parts.rescue is None else RescueModel(self.model, parts.rescue, self)
        self.window = MainWindow(self.model, self.studio, self.theme, parts.facts, state, rescue)
        self.window.theme_chosen.connect(self.wear)

    def wear(self, name: str) -> None:
        """Change the theme: "system", "light" or "dark"."""
        theme = themes.theme_named(name)
        if theme != self.theme:
            self.theme = theme
            themes.apply(self._qt, theme)
            self.window.set_theme(theme)

    def start(self) -> None:
        """Show the window and open the log behind it."""
        self.window.show()
        self.model.open()

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
        self.model.close(self._parts.close_log)
        self.faults.remove()
        self.window.close()


def make_qt() -> QApplication:
    """Make the one QApplication, under our name."""
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("Evenside")
    qt.setApplicationDisplayName("Evenside")
    qt.setDesktopFileName("evenside")
    return qt
