"""How is the app put together and started?"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from gui import guard as guard  # before every class of ours
from gui import theme as themes
from gui.coach_model import CoachModel
from gui.faults import CrashFile, Faults
from gui.figure.person import Figure
from gui.figure.studio import Studio
from gui.main_window import Facts as Facts
from gui.main_window import MainWindow
from gui.single import Answer, Calls, Lock
from gui.state import State

if TYPE_CHECKING:
    from core.body import Body
    from core.care import Rescue
    from core.catalog import Catalog
    from core.coach import Coach
    from core.late import Late
    from core.safety import Safety
    from gui.clock import Clock
    from gui.outside import Outside
    from gui.tray import Tray

SAY_WHEN_UP = "EVENSIDE_SAY_WHEN_UP"
"""Set for a benchmark: a place is clicked, its answer told on stdout, and the window closed."""
_REST_MS = 80
"""After the first painting the window belongs to the person for so long: a click comes first."""
_PATIENCE_MS = 1500
"""A window that nobody can see yet is never painted; its log is opened all the same."""
_MOST_FAILED = 2
"""After so many starts that came to nothing, the next one remembers nothing of the window."""


@dataclass(frozen=True, slots=True, eq=False)
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
    rescue: Callable[[], Rescue] | None = None
    """Called in the worker thread when the log was refused."""
    body: Late[Body] | None = None
    """The catalog's body, where that comes sooner than the whole catalog."""
    tray: type[Tray] | None = None
    """What stands in for the system's tray; None for the real one."""


class App(QObject):
    """The window with everything behind it, from start to end."""

    def __init__(self, qt: QApplication, parts: Parts) -> None:
        super().__init__()
        self._qt = qt
        self._parts = parts
        self._begun = False
        self._calls: Calls | None = None
        self.outside: Outside | None = None
        """Who reminds outside the window; made when everything else is."""
        self.faults = Faults(parts.folder / "faults.txt")
        self.crash = CrashFile(parts.folder)
        self.state = State(parts.folder / "window.ini")
        self.plain = self._count_start()
        """True when nothing of the window's past is trusted, because the last starts failed."""
        worn = self.state.word("theme", ("system", "light", "dark"), "system")
        self.theme = themes.theme_named(worn)
        themes.prepare(qt)
        themes.apply(qt, self.theme)
        self.model = CoachModel(
            parts.open_coach, parts.catalog, parts.safety, parts.clock, body=parts.body
        )
        self.model.jobs.crashed.connect(self.faults.report)
        self.model.opened.connect(self._on_came_up)
        self.model.refused.connect(self._on_came_up)
        self.studio = Studio(parts.catalog, waits=True)
        self.studio.crashed.connect(self.faults.report)
        figure = self.state.word("figure", [f.value for f in Figure], Figure.FEMALE.value)
        self.studio.prefer(Figure(figure), moving=True)
        self.studio.preferred.connect(self._on_preferred)
        self.window = MainWindow(
            self.model, self.studio, self.theme, parts.facts, self.state, parts.rescue
        )
        self.window.theme_chosen.connect(self.wear)
        self.window.pages.complete.connect(self.studio.begin)
        self.window.pages.complete.connect(self._on_whole)

    def wear(self, name: str) -> None:
        """Change the theme: "system", "light" or "dark"."""
        self.state.keep("theme", name)
        theme = themes.theme_named(name)
        if theme != self.theme:
            self.theme = theme
            themes.apply(self._qt, theme)
            self.window.set_theme(theme)

    def _on_preferred(self) -> None:
        self.state.keep("figure", self.studio.figure.value)

    # -- from the start to the first answer -------------------------------------------------------

    def start(self) -> None:
        """Show the window, and once it is painted open the log behind it."""
        self.window.beginning.picture.installEventFilter(self)
        QTimer.singleShot(_PATIENCE_MS, self._on_painted)
        self.window.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the first painting begin; what makes the window whole follows when it is done."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(_REST_MS, self._on_painted)
        return False

    def _on_painted(self) -> None:
        if self._begun:
            return
        self._begun = True
        import signal

        from gui.icons import app_icon

        # Ctrl-C in a terminal ends the app at once; whatever counts as logged is on disk.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        self.model.open()
        self._qt.setWindowIcon(app_icon())
        self._calls = Calls(self._parts.folder, self)
        self._calls.called.connect(self.window.come_forward)
        self._calls.look()
        self.window.finish()

    def _on_whole(self) -> None:
        """Say how to be reminded outside, and do it where that was chosen."""
        if self.outside is not None or not {"today", "settings"} <= self.window.pages.names:
            return
        from gui.outside import Outside
        from gui.tray import SystemTray

        tray = self._parts.tray or SystemTray
        self.outside = Outside(self.window, self.model, self.state, tray, self)
        if isinstance(self._qt, Application):
            self._qt.leaving.connect(self.outside.leave)

    def _count_start(self) -> bool:
        """Count this start as failed until it is not; say whether to start plainly."""
        failed = self.state.number("failed_starts", 0)
        plain = failed >= _MOST_FAILED
        if plain:
            self.state.forget()
        self.state.keep("failed_starts", min(failed + 1, _MOST_FAILED))
        self.state.save()
        return plain

    def _on_came_up(self) -> None:
        """The window answers and the log was opened, or refused in plain words."""
        self.state.keep("failed_starts", 0)
        self.state.save()
        told = self.crash.left_behind()
        if told and not self.faults.quiet:
            from gui import messages
            from gui.crash_dialog import CrashDialog

            dialog = CrashDialog(told, self._parts.facts.version, self.window)
            dialog.finished.connect(self.crash.forget)
            messages.open_dialog(dialog)

    def run(self) -> int:
        """Run until the window is closed."""
        self.faults.install()
        self.crash.install()
        try:
            self.start()
            return self._qt.exec()
        finally:
            self.stop()
            self.faults.tell()  # also what went wrong on the way out

    def watch(self, watcher: QObject) -> None:
        """Keep something alive that watches, as long as the app is."""
        watcher.setParent(self)

    def stop(self) -> None:
        """Close the log in its own thread, then end it."""
        self._begun = True
        if self.outside is not None:
            self.outside.stop()
        self.window.pages.rest()
        self.studio.close()
        self.model.close(self._parts.close_log)
        self.window.close()
        self.state.keep("failed_starts", 0)
        self.state.save()
        self.faults.remove()
        self.crash.remove()
        if self._calls is not None:
            self._calls.stop()


class Application(QApplication):
    """Qt's application; it says when Evenside is asked to end, whatever a window would do."""

    leaving = Signal()

    def event(self, event: QEvent) -> bool:
        """Hear of the end of the session, or of "Quit" on a Mac, before the windows are closed."""
        if event.type() == QEvent.Type.Quit:
            self.leaving.emit()
        return super().event(event)


def make_qt() -> QApplication:
    """Make the one QApplication, under our name."""
    # Said here and not by `setStyle`, which makes Python's side of QStyle with its 800 constants.
    qt = Application([*sys.argv[:1], "-style", "Fusion"])
    qt.setProperty(themes.IN_FUSION, True)  # noqa: FBT003 - by position only
    qt.setApplicationName("Evenside")
    qt.setApplicationDisplayName("Evenside")
    qt.setDesktopFileName("evenside")
    return qt


def run_app(parts: Parts, *, smoke: bool, pictures: Path | None) -> int:
    """Run the app, or let the one that is open already come forward; gives the exit code."""
    lock = Lock(parts.folder)
    if not lock.take():
        answer = lock.call()
        if answer is Answer.CAME:
            return 0
        if answer is Answer.SILENT:
            return _tell_silence()
    try:
        app = App(make_qt(), parts)
        if smoke or pictures:
            from gui.tour import tour

            return tour(app, pictures)
        if os.environ.get(SAY_WHEN_UP):
            from gui.started import Started

            app.watch(Started(app.window.beginning.picture))
        return app.run()
    finally:
        lock.release()  # Windows removes no folder with an open file in it


def _tell_silence() -> int:
    from gui import messages

    qt = make_qt()
    themes.prepare(qt)
    themes.apply(qt, themes.theme_named("system"))
    messages.tell(
        None,
        "Evenside is open already",
        "Evenside is open on this folder, or is bringing in a file, but does not answer. Wait a "
        "moment and start it again. "
        "If that does not help, end it and start it again; what was saved is safe.",
    )
    return 1
