"""F22: what if another program holds a file on Windows, as virus scanners and sync tools do?"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from core.errors import Problem
from core.exchange.atomic import write_file
from core.opening import LOG_NAME
from core.storage.files import write_whole
from tests.faults.bench import Bench, Skip, hold
from tests.faults.logs import fill, look_through, made_sets, open_kept, opened, sound_backups

HOLDER = """
import ctypes, sys, time
kernel = ctypes.windll.kernel32
kernel.CreateFileW.restype = ctypes.c_void_p
handle = kernel.CreateFileW(sys.argv[1], 0x80000000, 0, None, 3, 0, None)
print("held" if handle not in (None, ctypes.c_void_p(-1).value) else "refused", flush=True)
time.sleep(float(sys.argv[2]))
"""
"""Opens a file so that nobody else may read, write, rename or delete it."""


def f22(bench: Bench) -> None:
    """Hold the log, a backup and a settings file for a moment and for long."""
    if os.name != "nt":
        raise Skip("needs Windows; run by its CI job")
    home = bench.folder / "Jörg 测试" / ("deep " * 30).strip()
    home.mkdir(parents=True)
    path = home / LOG_NAME
    with opened(path, create=True) as kept:
        fill(kept.store, bench.chance("f22"), 50)
        backup = kept.care.back_up()
        entries = made_sets(20, bench.chance("more"))
        for what in (path, path.with_name(f"{LOG_NAME}-wal"), home / "backups" / backup.name):
            for seconds in (0.05, 2.0):
                _hold_and_work(bench, kept, what, seconds, entries)
        kept.care.keep_journal()
    look_through(path)
    sound_backups(path)
    _hold_before_opening(bench, path)
    _hold_an_export(bench, home)
    small = home / "small.json"
    write_whole(small, b"old")
    with _held(small, 0.1):
        try:
            write_whole(small, b"new")
        except OSError:
            hold(small.read_bytes() == b"old", "half a file")
    bench.note("held for a moment: works; held for long: told, and nothing lost or half written")


def _hold_before_opening(bench: Bench, path: Path) -> None:
    """Held for a moment, the log opens; held for long, it is told, and opens once it is free."""
    for seconds, has_to_open in ((0.05, True), (8.0, False)):
        told = ""
        with _held(path, seconds):
            try:
                open_kept(path).store.close()
            except Problem as problem:
                told = problem.message
        hold(not (told and has_to_open), f"held for a moment, and the log did not open: {told}")
        open_kept(path).store.close()
        look_through(path)
        bench.runs += 1


def _hold_an_export(bench: Bench, home: Path) -> None:
    """An export over a file that a spreadsheet has open: wholly written, or told and untouched."""
    target = home / "log.csv"
    for seconds in (0.05, 4.0):
        target.write_bytes(b"old")
        with _held(target, seconds):
            try:
                write_file(target, [b"new"])
            except Problem as problem:
                hold("unchanged" in problem.message, problem.message)
        hold(target.read_bytes() in (b"old", b"new"), "half an export")
        hold(not list(home.glob("*.part")), "a part of an export stays")
        bench.runs += 1
    try:
        write_file(home / "CON.csv", [b"new"])
    except Problem as problem:
        hold(problem.message, "an empty message")
    hold(not list(home.glob("*.part")), "a part of an export stays")


def _held(path: Path, seconds: float) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path), str(seconds)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    return holder


def _hold_and_work(bench: Bench, kept, what, seconds, entries) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    with _held(what, seconds):
        saved = []
        for _ in range(3):
            entry = next(entries)
            try:
                kept.store.add_set(entry)
                saved.append(entry.id)
            except Problem:
                kept.store.add_set(entry)  # the form keeps it, and the person tries again
                saved.append(entry.id)
        for job in (kept.care.back_up, kept.care.overview):
            try:
                job()
            except Problem as problem:
                hold(problem.message, "an empty message")
    there = {entry.id for entry in kept.store.history().sets}
    hold(set(saved) <= there, "an acknowledged set is lost")
    bench.runs += 1
