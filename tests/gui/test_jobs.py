"""Whatever becomes of a job, whoever asked hears of it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from core.errors import Problem
from gui.jobs import Job, Jobs


def test_a_bug_is_reported_and_whoever_asked_is_told_too(qtbot: QtBot) -> None:
    jobs = Jobs()
    heard: list[object] = []
    bugs: list[object] = []
    jobs.crashed.connect(bugs.append)

    def broken() -> None:
        raise ZeroDivisionError

    jobs.submit(Job(broken, heard.append, heard.append))
    qtbot.waitUntil(lambda: not jobs.busy)
    jobs.finish(lambda: None)
    assert [type(bug) for bug in bugs] == [ZeroDivisionError]
    (problem,) = heard
    assert isinstance(problem, Problem)
    assert "What was saved is safe" in problem.message


def test_a_bug_is_reported_even_when_telling_fails(qtbot: QtBot) -> None:
    jobs = Jobs()
    bugs: list[object] = []
    jobs.crashed.connect(bugs.append)

    def broken() -> None:
        raise ZeroDivisionError

    def deaf(_: Problem) -> None:
        raise KeyError

    with qtbot.capture_exceptions() as raised:
        jobs.submit(Job(broken, lambda _: None, deaf))
        qtbot.waitUntil(lambda: not jobs.busy)
    jobs.finish(lambda: None)
    assert [type(bug) for bug in bugs] == [ZeroDivisionError]
    assert [kind for kind, *_ in raised] == [KeyError]


def test_nothing_is_under_way_any_more_after_the_end(qtbot: QtBot) -> None:
    jobs = Jobs()
    jobs.submit(Job(lambda: 1, lambda _: None, lambda _: None))
    assert jobs.busy
    jobs.finish(lambda: None)
    assert not jobs.busy
