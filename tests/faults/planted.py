"""Which mistakes are put in on purpose, so that the harness proves that it would see them?

`EVENSIDE_PLANT` names one; only this harness ever reads it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from core.keeper import Contents
from core.storage import batches, database, halfway, health, migrate
from core.storage.watch import Watch

VARIABLE = "EVENSIDE_PLANT"


def _put(owner: object, name: str, mistake: object) -> None:
    setattr(owner, name, mistake)


def _wal_normal() -> None:
    _put(database, "_FULL", 1)


def _no_begin() -> None:
    _put(database, "_on_begin", lambda _: None)


def _foreign_keys_on() -> None:
    _put(migrate, "_foreign_keys", lambda *_: None)


def _no_fsync() -> None:
    _put(os, "fsync", lambda _: None)


def _swallowing_importer() -> None:
    whole = batches.add_batch

    def swallows(log: Any, batch: Any, contents: Contents) -> None:  # noqa: ANN401
        fewer = replace(contents.history, sets=contents.history.sets[:-1])
        whole(log, batch, replace(contents, history=fewer))

    _put(batches, "add_batch", swallows)


def _no_checksums() -> None:
    _put(health, "wrong_rows", lambda *_, **__: (0, None))


def _no_count() -> None:
    _put(migrate, "_check_rows", lambda *_, **__: None)


def _journal_forgets() -> None:
    Watch.taken = lambda self: ()  # type: ignore[method-assign]


def _no_note_of_a_move() -> None:
    _put(halfway, "write_whole", lambda *_: None)


def _unguarded() -> None:
    from tests.faults import driving

    _put(driving, "guarded", lambda _owner, _name, method: method)


def _telling_errors() -> None:
    from gui.faults import Faults

    report, write, bugs = Faults.report, Faults._write, list[BaseException]()

    def remembering(self: Faults, bug: BaseException) -> None:
        bugs.append(bug)
        report(self, bug)

    def telling(self: Faults, text: str) -> None:
        write(self, f"{text} {bugs[-1:]}")

    _put(Faults, "report", remembering)
    _put(Faults, "_write", telling)


PLANTS: dict[str, tuple[Callable[[], None], str]] = {
    "wal-normal": (_wal_normal, "F5"),
    "no-begin": (_no_begin, "F3"),
    "foreign-keys-on": (_foreign_keys_on, "F4"),
    "no-row-count": (_no_count, "F4"),
    "no-fsync": (_no_fsync, "F5"),
    "swallowing-importer": (_swallowing_importer, "F2"),
    "no-checksums": (_no_checksums, "F11"),
    "journal-forgets": (_journal_forgets, "F1"),
    "no-note-of-a-move": (_no_note_of_a_move, "F12"),
    "unguarded": (_unguarded, "F16"),
    "telling-errors": (_telling_errors, "F21"),
}
"""A planted fault, and the case that has to go red with it."""


def plant() -> None:
    """Plant what the environment asks for."""
    name = os.environ.get(VARIABLE, "")
    if name:
        PLANTS[name][0]()
