"""How does a test get an app as a start makes it: everything late, painted, and nothing more?"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.opening import Opener, late_data
from gui.app import App, Parts
from gui.clock import Clock
from gui.main_window import Facts


def late_parts(folder: Path, clock: Clock) -> Parts:
    """Give what an app is made of, read when it is needed, as the main program does."""
    data = late_data()
    opener = Opener(folder, data.catalog, data.safety)
    return Parts(
        open_coach=opener.open,
        close_log=opener.close,
        catalog=data.catalog,
        safety=data.safety,
        body=data.body,
        clock=clock,
        folder=folder,
        facts=Facts("0", str(folder)),
        rescue=opener.rescue,
    )


def painted(qapp: QApplication, qtbot: QtBot, folder: Path, clock: Clock) -> App:
    """Give an app that was painted; whether it goes on from there is the test's business."""
    app = App(qapp, late_parts(folder, clock))
    app.faults.quiet = True
    qtbot.addWidget(app.window)
    app.window.resize(1280, 800)
    app.start()
    qapp.processEvents()
    return app
