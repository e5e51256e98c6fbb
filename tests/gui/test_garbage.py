"""Qt's objects die in the window's thread, whatever the log's thread is doing."""

from __future__ import annotations

import gc
import threading
import weakref

from pytestqt.qtbot import QtBot

from gui.jobs import Job, Jobs


class Litter:
    """Something in a cycle that notes the thread it dies in."""

    def __init__(self, died_in: list[str]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: died_in.append(threading.current_thread().name))


def test_cycles_are_collected_in_the_windows_thread_only(qtbot: QtBot) -> None:
    died_in: list[str] = []
    gc.enable()  # whatever ran before: the app's own main module turns it off
    jobs = Jobs()
    try:

        def make_much() -> int:
            for _ in range(2_000):
                Litter(died_in)
            return len([[n] for n in range(200_000)])

        done: list[int] = []
        jobs.submit(Job(make_much, done.append, lambda _: None))
        qtbot.waitUntil(lambda: bool(done), timeout=10_000)
        assert not gc.isenabled()
        qtbot.waitUntil(lambda: len(died_in) == 2_000, timeout=10_000)
        assert set(died_in) == {threading.main_thread().name}
    finally:
        jobs.finish(lambda: None)
    assert gc.isenabled()
