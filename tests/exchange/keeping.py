"""A log in memory that keeps the promises of `core.exchange.needs.Keeper`, and short ways in."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

from core.body import Side
from core.catalog import Catalog
from core.errors import Problem
from core.exchange.doors import bring, export, preview, settle_file
from core.exchange.matching import Matcher
from core.exchange.needs import Batch, Contents, Undo
from core.exchange.proposal import NO_ANSWERS, Answers, Proposal
from core.exchange.reading import FileText, decode
from core.exchange.settling import Existing, Settled
from core.journal import History, SetEntry
from core.selftests import TestResult
from tests import factories as make

HERE = timezone(timedelta(hours=1))
TODAY = make.TODAY
NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
MATCHER = Matcher(make.catalog())


class MemoryKeeper:
    """Keeps everything in tuples; a planted fault shows that nothing is kept by halves."""

    def __init__(self, contents: Contents | None = None, *, tables: Collection[str] = ()) -> None:
        self.kept = contents or Contents()
        self.removed: set[str] = set()
        self.known_tables = frozenset(tables)
        self.fails = False

    def history(self) -> History:
        return self.kept.history

    def set_ids(self) -> Collection[str]:
        return {entry.id for entry in self.kept.history.sets} | self.removed

    def contents(self) -> Contents:
        return self.kept

    def tables(self) -> Collection[str]:
        return self.known_tables

    def batches(self) -> tuple[Batch, ...]:
        return self.kept.batches

    def remove_set(self, set_id: str) -> None:
        self.removed.add(set_id)
        sets = tuple(s for s in self.kept.history.sets if s.id != set_id)
        self.kept = replace(self.kept, history=replace(self.kept.history, sets=sets))

    def add_batch(self, batch: Batch, contents: Contents) -> Batch:
        if batch.id in {b.id for b in self.kept.batches}:
            return batch
        assert all(entry.batch == batch.id for entry in contents.history.sets)
        here, came = self.kept.history, contents.history
        sets = [*here.sets, *(s for s in came.sets if s.id not in self.set_ids())]
        sets.sort(key=lambda s: (s.day, s.at, s.index, s.id))
        mornings = sorted(
            {*here.mornings, *came.mornings},
            key=lambda m: (m.day, m.workout_id, m.exercise_id, m.side.value if m.side else "both"),
        )
        after = sorted(
            {*here.after, *came.after},
            key=lambda a: (a.day, a.workout_id, a.exercise_id, a.side.value if a.side else "both"),
        )
        history = History(
            tuple(sets),
            tuple(mornings),
            tuple(after),
            tuple(sorted({*here.lighter, *came.lighter})),
        )
        settings = dict(self.kept.settings) | dict(contents.settings)
        more = {table: list(rows) for table, rows in self.kept.more}
        for table, rows in contents.more:
            assert table in self.known_tables
            more.setdefault(table, []).extend(rows)
        made = Contents(
            history=history,
            plans=(*self.kept.plans, *contents.plans),
            excluded=(*self.kept.excluded, *contents.excluded),
            settings=tuple(sorted(settings.items())),
            screenings=(*self.kept.screenings, *contents.screenings),
            tests=(*self.kept.tests, *contents.tests),
            batches=(*self.kept.batches, batch),
            more=tuple((table, tuple(rows)) for table, rows in more.items()),
        )
        if self.fails:
            raise Problem("The disk is full.")
        self.kept = made
        return batch

    def remove_batch(self, batch_id: str, also: Undo) -> tuple[SetEntry, ...]:
        kept, gone = self.kept, {batch_id}
        out = tuple(s for s in kept.history.sets if s.batch in gone)
        sets = tuple(s for s in kept.history.sets if s.batch not in gone)
        came = also.contents
        lonely = {s.workout_id for s in out} - {s.workout_id for s in sets}
        settings = dict(kept.settings)
        came_settings = dict(came.settings)
        for key, before in also.before:
            if settings.get(key) == came_settings.get(key):
                settings.pop(key, None)
                settings |= {} if before is None else {key: before}
        history = History(
            sets,
            tuple(
                m
                for m in kept.history.mornings
                if m not in came.history.mornings and m.workout_id not in lonely
            ),
            tuple(
                a
                for a in kept.history.after
                if a not in came.history.after and a.workout_id not in lonely
            ),
            tuple(d for d in kept.history.lighter if d not in came.history.lighter),
        )
        rows = dict(came.more)
        more = tuple(
            (table, tuple(r for r in own if r not in rows.get(table, ())))
            for table, own in kept.more
        )
        self.kept = Contents(
            history=history,
            plans=tuple(p for p in kept.plans if p not in came.plans),
            excluded=tuple(e for e in kept.excluded if e not in came.excluded),
            settings=tuple(sorted(settings.items())),
            screenings=tuple(s for s in kept.screenings if s not in came.screenings),
            tests=tuple(test for test in kept.tests if test not in came.tests),
            batches=tuple(b for b in kept.batches if b.id not in gone),
            more=tuple((table, own) for table, own in more if own),
        )
        return out


def written(folder: Path, text: str | bytes, name: str = "export.csv") -> Path:
    """Write a file to import."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def looked_at(text: str, name: str = "export.csv") -> Proposal:
    """Preview a text without a file."""
    from core.exchange.doors import preview_text

    file = FileText(name, decode(text.encode("utf-8"), name), f"{hash(text) & (2**64 - 1):064x}")
    return preview_text(file, make.catalog(), matcher=MATCHER)


def answers(**given: str) -> Answers:
    """Answer questions whose ids are words."""
    return Answers(tuple((key.replace("_", "-"), value) for key, value in given.items()))


def settled(
    proposal: Proposal, said: Answers = NO_ANSWERS, keeper: MemoryKeeper | None = None
) -> Settled:
    """Settle with a log, or with an empty one."""
    existing = Existing.of(keeper) if keeper else Existing()
    return settle_file(proposal, said, existing, today=TODAY, zone=HERE)


def brought(
    keeper: MemoryKeeper, path: Path, said: Answers = NO_ANSWERS, catalog: Catalog | None = None
) -> Settled:
    """Import a file."""
    proposal = preview(path, catalog or make.catalog(), matcher=MATCHER)
    made = settle_file(proposal, said, Existing.of(keeper), today=TODAY, zone=HERE)
    bring(keeper, made)
    return made


def exported(keeper: MemoryKeeper, path: Path) -> Path:
    """Write the log to a file."""
    export(path, keeper.contents(), make.catalog(), today=TODAY, written_by="Evenside test")
    return path


def same_sets(one: History, other: History) -> bool:
    """Tell whether two logs have the same sets, apart from the import they came with."""
    plain = [[replace(s, batch="") for s in log.sets] for log in (one, other)]
    return plain[0] == plain[1]


def full_log() -> Contents:
    """A log with something of everything."""
    weeks = [make.workout("single_arm_row", make.ago(d)) for d in (9, 6, 3)]
    sets = [s for week in weeks for s in week]
    odd = replace(sets[0], side=None, batch="outside", id="odd-one", index=7, pain=None)
    sets = sorted([*sets, odd], key=lambda s: (s.day, s.at, s.index, s.id))
    plan = json.dumps({"region": "glutes", "side": "left", "items": []}, sort_keys=True)
    return Contents(
        history=History(
            tuple(sets),
            (make.morning(sets[0]),),
            (),
            (date(2026, 2, 2),),
        ),
        plans=(("Legs", plan), ("Odd", "{ not json")),
        excluded=(("dead_bug", date(2026, 1, 2)),),
        settings=(("pauses", "[]"), ("profile", json.dumps({"minutes": 25, "newer": [1.5]}))),
        screenings=((date(2026, 1, 1), json.dumps({"yes": [], "cleared": False})),),
        batches=(Batch("outside", "Strong", "strong.csv", "0" * 64, date(2026, 3, 1), 1),),
        tests=(TestResult("t1", "s1", "balance", make.ago(3), NOON, Side.LEFT, 1, 12.5, 0),),
        more=(("dreams", (json.dumps({"id": "a", "side": "left", "cm": 12.5}),)),),
    )
