"""F14 and F15 on a real log: files of strangers, and there and back again."""

from __future__ import annotations

import json
import random
import shutil
import time
from dataclasses import replace
from pathlib import Path

from core.errors import Problem
from core.exchange.doors import bring, export, preview, preview_text, settle_file, take_back
from core.exchange.proposal import NO_ANSWERS, Answers
from core.exchange.questions import questions
from core.exchange.reading import FileText, decode
from core.exchange.settling import Existing
from core.journal import (
    AfterNote,
    History,
    Morning,
    MorningNote,
    SetEntry,
    check_entry,
    fits,
)
from core.keeper import Contents
from core.opening import LOG_NAME
from tests import factories as make
from tests.exchange.keeping import HERE, MATCHER, TODAY
from tests.exchange.test_fuzz import SEEDS, mutated
from tests.faults.bench import Bench, hold
from tests.faults.logs import (
    Kept,
    a_batch,
    fill,
    look_through,
    made_sets,
    opened,
    take_in,
    uuid_of,
)

SLOWEST = 2.0
"""Seconds of the processor; how long the disk takes depends on who else uses it."""
PATIENCE = 60.0
"""Seconds on the clock: longer is a hang."""
A_LOG = 250
"""So many files are tried on one log: each import makes a backup, and none of today's goes."""


def fuzzed_imports(bench: Bench) -> None:
    """Throw mutated files at the importer: refused in words, or taken in whole and taken back."""
    chance = bench.chance("f14")
    count = bench.size(150, 10_000)
    refused = brought = 0
    for first in range(0, count, A_LOG):
        folder = bench.place(f"data{first}")
        more = _fuzz(bench, folder / LOG_NAME, chance, min(A_LOG, count - first))
        refused, brought = refused + more[0], brought + more[1]
        shutil.rmtree(folder)
    hold(brought, "not one file came in: nothing was tried")
    bench.note(f"{refused} refused in words with the log untouched, {brought} brought in whole, "
               "checked set by set and taken back")  # fmt: skip


def _fuzz(bench: Bench, path: Path, chance: random.Random, count: int) -> tuple[int, int]:
    """Do it with so many files on one log; give how many were refused, and how many came in."""
    names = sorted(SEEDS)
    refused = brought = 0
    with opened(path, create=True) as kept:
        fill(kept.store, chance, 60)
        before = kept.care.keeper().contents()
        for _ in range(count):
            name = names[chance.randrange(len(names))]
            mark, began, worked = kept.mark(), time.monotonic(), time.process_time()
            try:
                came = _one(kept, name, mutated(chance, SEEDS[name]), chance)
            except Problem as problem:
                hold(problem.message, "a refusal without words")
                hold(kept.mark() == mark, f"{name}: refused, but the log is another")
                refused += 1
            else:
                brought += came
                if came and kept.care.keeper().batches():
                    _back(kept, before)
            spent, waited = time.process_time() - worked, time.monotonic() - began
            hold(spent < SLOWEST, f"{name}: took {spent:.1f} s of work")
            hold(waited < PATIENCE, f"{name}: took {waited:.0f} s")
            bench.runs += 1
    look_through(path)
    return refused, brought


def _one(kept: Kept, name: str, data: bytes, chance: random.Random) -> bool:
    sha = f"{chance.getrandbits(256):064x}"
    file = FileText(name, decode(data, name), sha)
    proposal = preview_text(file, make.catalog(), matcher=MATCHER)
    said = NO_ANSWERS
    for question in questions(proposal):
        choices = question.choices
        said = said.having(question.id, choices[chance.randrange(len(choices))].id)
    keeper = kept.care.keeper()
    settled = settle_file(proposal, said, Existing.of(keeper), today=TODAY, zone=HERE)
    for entry in settled.sets:
        exercise = make.catalog().find(entry.exercise_id)
        if exercise is not None and (fits(entry, exercise) or not settled.odd):
            check_entry(entry, exercise, today=TODAY)  # what does not fit is named as odd
    ids = set(keeper.set_ids())
    if bring(keeper, settled) is None:
        return False
    new = set(keeper.set_ids()) - ids
    hold({entry.id for entry in settled.sets} <= new, f"{name}: a set was swallowed")
    return True


def _back(kept: Kept, before: Contents) -> None:
    keeper = kept.care.keeper()
    for batch in keeper.all_batches():
        if not batch.removed:
            take_back(keeper, batch.id)
    now = keeper.contents()
    hold(_plain(now) == _plain(before), "taking an import back left something behind")


def _plain(contents: Contents) -> Contents:
    """Leave out which import a set came with, and the imports themselves."""
    history = contents.history
    sets = tuple(replace(entry, batch="") for entry in history.sets)
    kept = History(sets, history.mornings, history.after, history.lighter)
    return replace(contents, history=kept, batches=())


def round_trips(bench: Bench) -> None:
    """Export a log and take it in again, into a new folder: equal logs, and twice adds nothing."""
    chance = bench.chance("f15")
    for number in range(bench.size(3, 60)):
        here, there = (bench.place(f"{name}{number}") for name in ("here", "there"))
        out = here / "log.json"
        with opened(here / LOG_NAME, create=True) as kept:
            _lived(kept, chance, bench.size(80, 2000))
            kept.store.put_setting(uuid_of(chance), json.dumps({"=1+1": "ä ✓ 😀 \u202e"}))
            contents = kept.care.keeper().contents()
            export(out, contents, make.catalog(), today=TODAY, written_by="Evenside")
        with opened(there / LOG_NAME, create=True) as kept:
            hold(_brought(kept, out, NO_ANSWERS), "nothing came in")
            now = kept.care.keeper().contents()
            hold(_plain(now) == _plain(contents), "the log is another on the other side")
            hold(not _brought(kept, out, NO_ANSWERS), "twice added something")
        look_through(there / LOG_NAME)
        bench.runs += 1
    bench.note("equal on the other side, removed sets, notes, plans and settings among it")


def _lived(kept: Kept, chance: random.Random, count: int) -> None:
    """Fill a log with what the coach would have let in, some of it from another app."""
    made = tuple(entry for entry in made_sets(count, chance) if _fits(entry))
    store, first = kept.store, made[0]
    store.add_sets(made)
    store.remove_set(made[-1].id)
    side = first.side
    store.add_morning(
        MorningNote(first.workout_id, first.exercise_id, side, first.day, Morning.SORE)
    )
    store.add_after([AfterNote(first.workout_id, first.exercise_id, side, first.day, 2)])
    store.add_lighter_week(first.day)
    store.save_plan("Tuesday hips", "{ no json")
    store.exclude("dead_bug", first.day)
    store.add_screening(first.day, '{"yes": []}')
    came = tuple(entry for entry in made_sets(40, chance) if _fits(entry))
    take_in(kept.care, a_batch(chance), came)


def _fits(entry: SetEntry) -> bool:
    exercise = make.catalog().find(entry.exercise_id)
    try:
        if exercise is not None:  # one that the catalog does not know any more has to move, too
            check_entry(entry, exercise, today=TODAY)
    except Problem:
        return False
    return True


def _brought(kept: Kept, path: Path, said: Answers) -> bool:
    keeper = kept.care.keeper()
    proposal = preview(path, make.catalog(), matcher=MATCHER)
    settled = settle_file(proposal, said, Existing.of(keeper), today=TODAY, zone=HERE)
    hold(not settled.troubles, f"{settled.troubles[:1]}")
    return bring(keeper, settled) is not None
