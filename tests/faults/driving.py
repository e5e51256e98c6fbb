"""A child that drives the real app for F16, F17 and F21; nobody looks at the screen.

python -m tests.faults.driving slots|settings|visit FOLDER SEED COUNT
"""

from __future__ import annotations

import functools
import importlib
import json
import pkgutil
import random
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog

import gui
from core.demo import demo_sets
from core.journal import SetEntry
from core.opening import Opener
from core.safety import Readiness
from gui import messages
from gui.app import App, Parts, make_qt
from gui.clock import Clock
from gui.coach_model import CoachModel
from gui.guard import guarded
from gui.main_window import Facts
from tests import factories as make
from tests.faults.planted import plant

CANARY = "canary-of-a-private-note"
LONG_S = 90.0
_CATCHERS = {
    "gui.jobs",
    "gui.faults",
    "gui.app",
    "gui.messages",
    "gui.garbage",
    "gui.tour",
    "gui.guard",
}
"""Modules that catch faults themselves; a fault in them has nobody to catch it."""
_SLOW_TO_UNDO = {"_on_theme"}


@dataclass
class Told:
    """What would have been shown in a box."""

    boxes: list[tuple[str, str, str]] = field(default_factory=list)

    def tell(self, _: object, title: str, text: str, detail: str = "") -> None:
        self.boxes.append((title, text, detail))

    def listen(self) -> None:
        """Take the place of the boxes."""
        self._put("tell", self.tell)
        self._put("confirm", lambda *_, **__: True)
        for name in ("ask_name", "ask_folder", "ask_log", "ask_import", "choose_save_path"):
            self._put(name, lambda *_, **__: None)

    def refuse(self, question: str) -> None:
        """Say no to one of the questions, by its title."""
        self._put("confirm", lambda _, title, *__, **___: title != question)

    @staticmethod
    def _put(name: str, instead: object) -> None:
        setattr(messages, name, instead)


class Driver:
    """The app on a folder, and hands."""

    def __init__(self, qt: QApplication, folder: Path, *, told: Told) -> None:
        self.qt = qt
        self.told = told
        opener = Opener(folder, make.catalog(), make.safety())
        clock = Clock()
        parts = Parts(
            open_coach=opener.open,
            close_log=opener.close,
            catalog=make.catalog(),
            safety=make.safety(),
            clock=clock,
            folder=folder,
            facts=Facts("0", str(folder)),
            rescue=opener.rescue,
        )
        self.app = App(qt, parts)
        self.app.faults.install()
        self.app.start()

    @property
    def model(self) -> CoachModel:
        return self.app.model

    def wait(self, ready: Callable[[], bool], seconds: float = LONG_S) -> bool:
        """Let the app work until something is so."""
        end = time.monotonic() + seconds
        while not ready():
            if time.monotonic() > end:
                return False
            self.work(5)
        return True

    def work(self, milliseconds: int) -> None:
        """Let the app work for a moment."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def settle(self) -> bool:
        return self.wait(lambda: not self.model.jobs.busy)

    def shut_dialogs(self) -> None:
        for top in self.qt.topLevelWidgets():
            if isinstance(top, QDialog) and top.isVisible():
                top.reject()

    def press_everything(self, chance: random.Random) -> None:
        """Come to every page and press what there is to press."""
        rail = [b for b in self.app.window.findChildren(QAbstractButton)
                if b.objectName().startswith("rail_")]  # fmt: skip
        for tab in rail:
            tab.click()
            self.settle()
            self.work(30)
            names = [b for b in self._buttons() if b not in rail]
            chance.shuffle(names)
            for button in names[:25]:
                with suppress(RuntimeError):  # gone meanwhile
                    if button.isVisible() and button.isEnabled():
                        button.click()
                        self.work(5)
                        self.shut_dialogs()
            self.settle()

    def _buttons(self) -> list[QAbstractButton]:
        return [b for b in self.app.window.findChildren(QAbstractButton) if b.isVisible()]

    def log(self, entry: SetEntry) -> float | None:
        """Log a set through the window's model; give the seconds until it was on the disk."""
        done: list[object] = []
        start = time.monotonic()
        today = self.model.clock.today()
        self.model.ask("test", lambda coach: coach.log(entry, today=today), done.append)
        return time.monotonic() - start if self.wait(lambda: bool(done), 20) else None

    def end(self) -> None:
        self.app.stop()
        self.work(10)


@dataclass
class Trap:
    """Which methods have raised; none does before the window stands."""

    seen: set[str] = field(default_factory=set)
    open: bool = False


def _fail_once(owner: type, name: str, trap: Trap) -> bool:
    """Let a method raise the first time it is called; False for one that can't be replaced."""
    kept = owner.__dict__[name]
    original = getattr(kept, "guards", kept)  # the fault is put inside of its guard
    code = getattr(original, "__code__", None)
    if code is None or code.co_kwonlyargcount or code.co_flags & 0x0C:
        return False
    key = f"{owner.__module__}.{owner.__name__}.{name}"

    def once() -> None:
        if trap.open and key not in trap.seen:
            trap.seen.add(key)
            raise RuntimeError(f"planted in {key} with {CANARY}")

    # Qt counts the parameters, and the report names places in the code: each is one of its own
    names = code.co_varnames[: code.co_argcount]
    arguments = ", ".join(names)
    made = f"{owner.__name__}_{name}"
    scope: dict[str, Any] = {"once": once, "original": original}
    exec(f"def {made}({arguments}):\n    once()\n    return original({arguments})\n", scope)
    scope[made].__defaults__ = original.__defaults__
    planted = functools.wraps(original)(scope[made])
    setattr(owner, name, planted if kept is original else guarded(owner, name, planted))
    return True


def is_slot(name: str) -> bool:
    """Tell whether a method is a slot, a painting, a model's or a timer's."""
    return name.startswith("_on_") or name in ("paintEvent", "data", "shown", "timerEvent")


def arm(trap: Trap, wanted: Callable[[str], bool]) -> int:
    """Let every method of the window's objects with a wanted name raise once."""
    armed = 0
    for found in pkgutil.walk_packages(gui.__path__, "gui."):
        module = importlib.import_module(found.name)
        if found.name in _CATCHERS:
            continue
        for owner in list(vars(module).values()):
            if not (isinstance(owner, type) and issubclass(owner, QObject)):
                continue
            if owner.__module__ != found.name:
                continue
            for name in list(vars(owner)):
                if wanted(name) and callable(owner.__dict__[name]) and name not in _SLOW_TO_UNDO:
                    armed += _fail_once(owner, name, trap)
    return armed


def slots(folder: Path, seed: int, rounds: int) -> dict[str, object]:
    """F16: every slot that is reached raises once."""
    told, trap = Told(), Trap()
    told.listen()
    armed = arm(trap, is_slot)
    stderr, sys.stderr = sys.stderr, None  # as in a windowed build
    qt = make_qt()
    driver = Driver(qt, folder, told=told)
    trap.open = True
    driver.settle()
    driver.work(200)
    chance = random.Random(seed)
    entries = [replace(e, id=f"f16-{n}", note=CANARY) for n, e in enumerate(some_sets())]
    slowest, lost = 0.0, 0
    for number in range(rounds):
        driver.model.opened.emit()
        driver.model.save_readiness(Readiness(driver.model.clock.today()))
        driver.settle()
        driver.press_everything(chance)
        took = driver.log(entries[number])
        if took is None:
            lost += 1
        else:
            slowest = max(slowest, took)
    bad_jobs(driver)
    took = driver.log(entries[rounds])
    lost += took is None
    faults = [detail for title, _, detail in told.boxes if title == "Evenside made a mistake"]
    driver.end()
    sys.stderr = stderr
    return {
        "armed": armed,
        "raised": len(trap.seen),
        "told": len(faults),
        "twice": len(faults) - len(set(faults)),
        "slowest": slowest,
        "lost": lost,
        "logged": rounds + 1,
        "words": next((text for title, text, _ in told.boxes if "mistake" in title), ""),
    }


def some_sets() -> list[SetEntry]:
    return list(demo_sets(make.catalog(), today=Clock().today()))


def bad_jobs(driver: Driver) -> None:
    """A bug in the worker, and one while a transaction is open."""

    def bug(_: object) -> None:
        raise ZeroDivisionError(CANARY)

    def half_way(coach: Any) -> None:  # noqa: ANN401 - a coach, looked into
        with coach._log._log._database.writing() as session:
            session.connection().exec_driver_sql(
                "INSERT INTO setting (key, value) VALUES ('half', '1')"
            )
            raise ZeroDivisionError(CANARY)

    def refused(coach: Any) -> None:  # noqa: ANN401
        with coach._log._log._database.writing() as session:
            session.connection().exec_driver_sql(
                "INSERT INTO setting (key, value) VALUES (?, NULL)", (CANARY,)
            )

    for work in (bug, half_way, refused):
        driver.model.ask("test", work, lambda _: None)
        driver.settle()
        driver.work(20)


def settings(folder: Path, seed: int, count: int) -> dict[str, object]:
    """F17: start on damaged settings files, and on damaged settings in the log."""
    told = Told()
    told.listen()
    qt = make_qt()
    chance = random.Random(seed)
    bad: list[str] = []
    for number in range(count):
        home = folder / str(number)
        home.mkdir()
        (home / "window.ini").write_bytes(_garbage(chance, number))
        (home / "backups").mkdir()
        (home / "backups" / "second-folder.json").write_bytes(_garbage(chance, number + 1))
        _garbage_in_log(home, chance)
        driver = Driver(qt, home, told=told)
        if not driver.wait(driver.app.window.rail.isEnabled, 40):
            bad.append(f"{number}: did not start")
        driver.settle()
        window = driver.app.window
        screen = qt.primaryScreen().availableGeometry()
        if not window.isVisible() or not screen.intersects(window.frameGeometry()):
            bad.append(f"{number}: the window is not on the screen")
        driver.end()
    faults = [detail for title, _, detail in told.boxes if "mistake" in title]
    return {"starts": count, "bad": bad, "faults": faults[:3]}


def _garbage(chance: random.Random, number: int) -> bytes:
    kinds = [
        chance.randbytes(chance.randrange(1, 3000)),
        b"",
        b"[window]\nwidth=-5\nheight=99999999999999999999\n",
        b"[window]\nwidth=@ByteArray(" + chance.randbytes(200) + b")\nheight=nan\n",
        b"[window\nwidth=\x00\x00\n" * 400,
        b'{"folder": 5}',
        b'{"folder": "' + b"x" * 100_000 + b'"}',
        b"window/width=4\nwidth=70000\nleft=-90000\ntop=90000\ntheme=evil\nfailed=9999\n",
    ]
    return kinds[number % len(kinds)]


def _garbage_in_log(home: Path, chance: random.Random) -> None:
    opener = Opener(home, make.catalog(), make.safety())
    coach = opener.open()
    log: Any = coach._log
    for key in ("profile", "pauses"):
        text = chance.choice(["{", "[]", "null", '{"theme": 5}', '{"minutes": -1, "gear": "x"}'])
        log.put_setting(key, text)
    log.save_plan("spoilt", chance.choice(["{", "[]", '{"items": 5}']))
    opener.close()


def visit(folder: Path, seed: int, _: int) -> dict[str, object]:
    """F21: log notes, make faults, look at every page, all with a note that must not get out."""
    told = Told()
    told.listen()
    qt = make_qt()
    driver = Driver(qt, folder, told=told)
    driver.wait(driver.app.window.rail.isEnabled)
    entries = [
        replace(e, id=f"f21-{n}", note=f"{CANARY} {n}", setup=f"{CANARY} setup")
        for n, e in enumerate(some_sets()[:30])
    ]
    today = driver.model.clock.today()
    driver.model.ask("t", lambda c: c.log_many(entries, today=today), lambda _: None)
    driver.model.ask("t", lambda c: c.save_plan(f"{CANARY} plan", make.routine()), lambda _: None)
    driver.model.ask("t", lambda c: c.care.back_up(), lambda _: None)
    driver.settle()
    bad_jobs(driver)
    driver.press_everything(random.Random(seed))
    boxes = "".join("".join(box) for box in told.boxes if "mistake" in box[0])
    driver.end()
    return {"canary in boxes": CANARY in boxes, "faults": boxes.count("made a mistake")}


def main(given: list[str]) -> int:
    """Run one of them and print what came of it."""
    plant()
    work = {"slots": slots, "settings": settings, "visit": visit}[given[0]]
    found = work(Path(given[1]), int(given[2]), int(given[3]))
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
