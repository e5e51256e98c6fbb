"""A child of F16: what if Qt calls one of our methods, and that has a fault?

    python -m tests.faults.shaking FOLDER SEED

Slots are tried by `tests.faults.driving`. Here it is what Qt calls by itself: resizing, showing,
hiding, keys, the mouse, the wheel, sizes, filters, and in the end closing. Such a fault goes on
into whatever made Qt call, so it could break off a page's making or the whole start. Prints a JSON
line.
"""

from __future__ import annotations

import json
import random
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from core.opening import LOG_NAME
from core.safety import Readiness
from gui.app import make_qt
from gui.main_window import MainWindow
from tests.faults.driving import CANARY, Driver, Told, Trap, arm, some_sets
from tests.faults.planted import plant

VIRTUAL = frozenset(
    {
        "changeEvent", "enterEvent", "event", "eventFilter", "focusInEvent", "focusOutEvent",
        "hasHeightForWidth", "heightForWidth", "hideEvent", "keyPressEvent", "leaveEvent",
        "minimumSizeHint", "mouseDoubleClickEvent", "mouseMoveEvent", "mousePressEvent",
        "mouseReleaseEvent", "paintEvent", "resizeEvent", "showEvent", "sizeHint", "timerEvent",
        "wheelEvent", "closeEvent", "dragEnterEvent", "dropEvent", "nextCheckState",
    }
)  # fmt: skip

CLOSING = "gui.main_window.MainWindow.closeEvent"


def is_virtual(name: str) -> bool:
    """Tell whether Qt calls a method of this name by itself."""
    return name in VIRTUAL


def touch(qt: QApplication, widget: QWidget) -> None:
    """Do to a widget what a hand could do: come, move, press, let go, turn, type, leave."""
    middle = QPoint(widget.width() // 2, widget.height() // 2)
    at, there = QPointF(middle), QPointF(widget.mapToGlobal(middle))
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    plain = Qt.KeyboardModifier.NoModifier
    for event in (
        QEnterEvent(at, at, there),
        QMouseEvent(QEvent.Type.MouseMove, at, there, none, none, plain),
        QMouseEvent(QEvent.Type.MouseButtonPress, at, there, left, left, plain),
        QMouseEvent(QEvent.Type.MouseMove, at, there, left, left, plain),
        QMouseEvent(QEvent.Type.MouseButtonRelease, at, there, left, none, plain),
        QMouseEvent(QEvent.Type.MouseButtonDblClick, at, there, left, left, plain),
        QWheelEvent(
            at, there, QPoint(), QPoint(0, 120), none, plain, Qt.ScrollPhase.NoScrollPhase, False
        ),
        QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, plain),
        QEvent(QEvent.Type.Leave),
    ):
        qt.postEvent(widget, event)


def shake(driver: Driver, chance: random.Random) -> None:
    """Come to every page, resize the window there, and touch what is on it."""
    window = driver.app.window
    refused = window.pages.made("refused")  # nobody comes there while the log is open
    for page in [one for one in window.pages if one is not refused]:
        with suppress(Exception):  # a fault that goes on into the harness's own call
            window.go(page)
        for size in ((1010, 640), (1500, 950), (1180, 700)):
            with suppress(Exception):
                window.resize(*size)
            driver.work(10)
        driver.settle()
        shown = [w for w in page.findChildren(QWidget) if w.isVisible()]
        chance.shuffle(shown)
        for widget in shown[:60]:
            with suppress(RuntimeError):  # gone meanwhile
                touch(driver.qt, widget)
                driver.work(1)
                driver.shut_dialogs()
        driver.settle()


def events(folder: Path, seed: int) -> dict[str, object]:
    """Let everything that Qt calls raise once, the close in the end; look whether all is well."""
    told, trap = Told(), Trap()
    told.listen()
    told.refuse("Restore a backup")  # an older log would lack what is logged here
    armed = arm(trap, is_virtual)
    qt = make_qt()
    driver = Driver(qt, folder, told=told)
    trap.open = True  # before the first painting: what comes up has faults from the first moment on
    trap.seen.add(CLOSING)  # its turn comes last
    came_up = driver.wait(driver.app.window.rail.isEnabled, 60)
    driver.settle()
    driver.model.save_readiness(Readiness(driver.model.clock.today()))
    entries = [replace(e, id=f"f16e-{n}", note=CANARY) for n, e in enumerate(some_sets()[:3])]
    chance, lost, slowest = random.Random(seed), 0, 0.0
    for entry in entries[:2]:
        shake(driver, chance)
        driver.press_everything(chance)
        took = driver.log(entry)
        lost, slowest = lost + (took is None), max(slowest, took or 0.0)
    took = driver.log(entries[2])
    lost += took is None
    trap.seen.discard(CLOSING)
    window: MainWindow = driver.app.window
    with suppress(Exception):
        window.close()
    driver.work(100)
    closed = not window.isVisible()
    driver.end()
    driver.app.faults.tell()
    faults = [detail for title, _, detail in told.boxes if title == "Evenside made a mistake"]
    return {
        "armed": armed,
        "raised": len(trap.seen),
        "names": sorted(trap.seen),
        "told": len(faults),
        "untold": sorted(
            name for name in trap.seen
            if not any("_".join(name.rsplit(".", 2)[1:]) in fault for fault in faults)
        ),
        "twice": len(faults) - len(set(faults)),
        "came up": came_up,
        "lost": lost,
        "slowest": slowest,
        "logged": len(entries),
        "closed": closed,
        "at rest": not (folder / f"{LOG_NAME}-wal").exists(),
    }  # fmt: skip


def main(given: list[str]) -> int:
    """Do it and print what came of it."""
    plant()
    sys.stdout.write(json.dumps(events(Path(given[0]), int(given[1]))) + "\n")
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
