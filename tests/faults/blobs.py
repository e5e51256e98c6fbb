"""A child of F17: does a start read any damaged settings file, and any damaged setting in the log?

    python -m tests.faults.blobs FOLDER FIRST COUNT

Every number is one start on one set of damages: the window is built and shown on its damaged file
as `gui.app.App` does, then everything a start asks of the log is asked of one whose settings, plans
and answers were damaged. A real log and a real window, in one process for a hundred of them: the
whole start in a process of its own is tried by `tests.faults.driving settings`. Prints a JSON line.
"""

from __future__ import annotations

import json
import random
import sys
import traceback
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from core.body import Side, Spot
from core.coach import Coach
from core.demo import demo_sets, demo_week
from core.errors import Problem
from core.opening import Opener, demo_profile
from core.pauses import Pause, pauses_to_json
from core.safety import Readiness
from core.unfinished import Unfinished
from gui.app import App, Facts, Parts, make_qt
from gui.clock import Clock
from tests import factories as make
from tests.gui.start_damaged import damaged

KEYS = (
    "profile", "pauses", "workout", "weeks", "stays_gentle", "mornings_put_away", "changes",
    "test_things",
)  # fmt: skip
JUNK: tuple[Any, ...] = (
    None, True, 0, -1, 1e308, 10**30, "", "x", "\x00", "\u202e٣", "x" * 3000, [], {}, [[]],
    {"": None}, [None, 1, "a"], "2026-02-30", "left",
)  # fmt: skip
FILES = ("window.ini", "crash-last.txt", "evenside.call", "backups/second-folder.json")
"""What a start reads besides the log."""


def kept_texts(coach: Coach) -> dict[str, str]:
    """Let a log have every setting there is, as the app itself writes them; give their texts."""
    today, now = Clock().today(), Clock().now()
    coach.save_profile(replace(demo_profile(), train_at=None))
    recent = [e for e in demo_sets(make.catalog(), today=today) if (today - e.day).days < 21]
    coach.log_many(recent, today=today)
    plans, week = demo_week(today)
    for plan in plans:
        coach.weeks.keep_plan(plan)
    coach.weeks.save(week, today=today)
    coach.save_readiness(Readiness(today), today=today)
    coach.keep_unfinished(Unfinished("a-workout", now, now, replace(make.routine(), day=today)))
    coach.edit(replace(recent[0], note="mended"), today=today, now=now)
    coach.put_away_morning(recent[-1].workout_id)
    log: Any = coach._log
    log.put_setting("pauses", pauses_to_json([Pause(Spot("knee", Side.LEFT), today, ("why",))]))
    texts = {key: log.setting(key) or '["a", {"b": 1}]' for key in KEYS}
    texts |= {f"plan {name}": body for name, body in log.plans()}
    return texts | {"screening": log.last_screening()[1]}


def spoilt(text: str, chance: random.Random) -> str:
    """Damage a JSON text: its signs, or one of its values."""
    if chance.random() < 0.5:
        signs = list(text)
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(signs) + 1)
            kind = chance.randrange(4)
            if kind == 0:
                signs[at : at + chance.randrange(40)] = []
            elif kind == 1:
                signs[at:at] = chance.choice('{}[]",:\\-0eE\n\u202e٣')
            elif kind == 2:
                del signs[at:]
            elif signs:
                signs[at % len(signs)] = chr(chance.randrange(1, 0xD7FF))
        return "".join(signs) or " "
    made = json.loads(text)
    for _ in range(chance.randint(1, 3)):
        made = _with_junk(made, chance)
    return json.dumps(made) or " "


def _with_junk(value: object, chance: random.Random) -> object:
    """Put something else in the place of one of the values, however deep."""
    if chance.random() < 0.25 or not isinstance(value, dict | list) or not value:
        return chance.choice(JUNK)
    if isinstance(value, list):
        at = chance.randrange(len(value))
        return [*value[:at], _with_junk(value[at], chance), *value[at + 1 :]]
    key = chance.choice(sorted(map(str, value)))
    if chance.random() < 0.2:
        return {name: one for name, one in value.items() if name != key}
    return {**value, key: _with_junk(value.get(key), chance)}


def read_as_a_start(coach: Coach) -> None:
    """Ask the log what the window asks for until every page is there."""
    today, now = Clock().today(), Clock().now()
    coach.profile()
    coach.pauses()
    coach.readiness()
    coach.unfinished(now=now)
    home = coach.weeks.home(today=today)
    home.reminders(now.timetz().replace(tzinfo=None))
    coach.weeks.week()
    coach.mornings_due(today=today)
    coach.plans()
    coach.excluded()
    coach.mending.mended()
    coach.testing.day(today=today)
    coach.testing.due(today=today)
    coach.places()
    with suppress(Problem):  # without readable answers to the health questions there is no plan
        coach.plan(make.ask("glutes"), today=today)
    coach.care.overview()


def _put(log: Any, key: str, text: str) -> None:  # noqa: ANN401
    """Write a text where its key says that it lives."""
    kind, _, name = key.partition(" ")
    if kind == "plan":
        log.save_plan(name, text)
    elif kind == "screening":
        log.add_screening(Clock().today(), text)
    else:
        log.put_setting(key, text)


def damage_log(log: Any, texts: dict[str, str], chance: random.Random) -> str:  # noqa: ANN401
    """Put damaged texts in the place of some; give what was put where."""
    chosen = chance.sample(sorted(texts), chance.randint(1, 4))
    put = {key: spoilt(texts[key], chance) for key in chosen}
    for key, text in put.items():
        _put(log, key, text)
    return json.dumps(put)


def mend_log(log: Any, texts: dict[str, str]) -> None:  # noqa: ANN401
    """Put everything back as the app wrote it."""
    for key, text in texts.items():
        _put(log, key, text)


def damage_files(folder: Path, chance: random.Random, number: int) -> None:
    """Damage what a start reads besides the log."""
    for name in FILES:
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        if name == "window.ini":
            file.write_bytes(damaged(number))
        elif chance.random() < 0.5:
            good = b'{"folder": "/nowhere/at all"}' if name.endswith("json") else b"Fatal Python"
            cut = bytearray(good)
            cut[chance.randrange(len(cut)) :] = chance.randbytes(chance.randrange(300))
            file.write_bytes(bytes(cut))


def start_on(qt: QApplication, parts: Parts) -> str:
    """Build the window on what lies there and show it; give what is wrong with it."""
    app = App(qt, parts)
    app.window.show()
    qt.processEvents()
    app.crash.left_behind()
    shown = app.window.isVisible()
    screens = [screen.geometry() for screen in QGuiApplication.screens()]
    on = any(screen.contains(app.window.geometry().topLeft()) for screen in screens)
    app.stop()
    app.window.deleteLater()
    qt.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return "" if shown and on else f"the window is at {app.window.geometry()}"


def main(folder: Path, first: int, count: int) -> int:
    """Start so often, and tell what went wrong."""
    qt = make_qt()
    opener = Opener(folder, make.catalog(), make.safety())
    parts = Parts(
        open_coach=opener.open,
        close_log=lambda: None,
        catalog=make.catalog(),
        safety=make.safety(),
        clock=Clock(),
        folder=folder,
        facts=Facts("0", str(folder)),
    )
    coach = opener.open()
    log: Any = coach._log
    texts = kept_texts(coach)
    read_as_a_start(coach)
    bad: list[str] = []
    for number in range(first, first + count):
        chance = random.Random(f"blobs {number}")
        damage_files(folder, chance, number)
        put = damage_log(log, texts, chance)
        try:
            wrong = start_on(qt, parts)
            read_as_a_start(coach)
        except Exception as error:  # noqa: BLE001 - whatever escapes is what is looked for
            place = traceback.extract_tb(error.__traceback__)[-1]
            wrong = f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}: {error}"
        if wrong:
            bad.append(f"{number}: {wrong} with {put[:300]}")
        mend_log(log, texts)
    opener.close()
    sys.stdout.write(json.dumps({"starts": count, "bad": bad[:20]}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
