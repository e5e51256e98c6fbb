"""How do imports get into the person's own log, and out again?

Sets come and go in one transaction of the log. What else an Evenside file holds goes through the
log's own doors, one after the other; a note of what is under way is kept in the log first, so that
whatever stops it in the middle is put right the next time. The log keeps what was taken out, so a
set or an import that comes again after that has another id there.
"""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Protocol, cast

from core.exchange.needs import Batch, Contents, Undo
from core.exchange.undoing import undo_from_json
from core.inventory import Everything, ImportBatch
from core.journal import AfterNote, History, MorningNote, SetEntry
from core.selftests import TestResult

UNDO, PENDING = "import-undo:", "import-pending"
"""Settings of ours: what came besides sets with an import; the import that is under way."""
_SPACE = uuid.UUID("8d2f0f5e-8f0a-4c1e-9a53-6c1f2b7a4d10")
_NOTHING = {"pauses": "[]"}


class Shelf(Protocol):
    """What is needed of the storage."""

    def history(self) -> History: ...  # noqa: D102
    def everything(self) -> Everything: ...  # noqa: D102
    def add_batch(self, batch: ImportBatch, entries: Sequence[SetEntry]) -> int: ...  # noqa: D102
    def remove_batch(self, batch_id: str) -> None: ...  # noqa: D102
    def batches(self) -> tuple[ImportBatch, ...]: ...  # noqa: D102
    def add_morning(self, note: MorningNote) -> None: ...  # noqa: D102
    def add_after(self, notes: Sequence[AfterNote]) -> None: ...  # noqa: D102
    def add_lighter_week(self, start: date) -> None: ...  # noqa: D102
    def remove_lighter_week(self, start: date) -> None: ...  # noqa: D102
    def plans(self) -> tuple[tuple[str, str], ...]: ...  # noqa: D102
    def save_plan(self, name: str, body: str) -> None: ...  # noqa: D102
    def delete_plan(self, name: str) -> None: ...  # noqa: D102
    def exclude(self, exercise_id: str, day: date) -> None: ...  # noqa: D102
    def include(self, exercise_id: str) -> None: ...  # noqa: D102
    def setting(self, key: str) -> str | None: ...  # noqa: D102
    def put_setting(self, key: str, value: str) -> None: ...  # noqa: D102
    def add_screening(self, day: date, answers: str) -> None: ...  # noqa: D102
    def add_result(self, result: TestResult) -> None: ...  # noqa: D102
    def remove_result(self, result_id: str) -> None: ...  # noqa: D102
    def restore_result(self, result_id: str) -> None: ...  # noqa: D102


def shelf_of(store: object) -> Shelf:
    """Take the storage for what is needed here; its tests say that it can do it all."""
    return cast(Shelf, store)


class LogKeeper:
    """The person's log, as the exchange needs it (`core.exchange.needs.Keeper`)."""

    def __init__(
        self,
        shelf: Shelf,
        now: Callable[[], datetime],
        back_up: Callable[[str], object] | None = None,
    ) -> None:
        self._shelf = shelf
        self._now = now
        self._back_up = back_up
        self._recover()

    # -- reading ----------------------------------------------------------------------------------

    def history(self) -> History:
        """Give all sets and notes, oldest first."""
        return self._shelf.history()

    def set_ids(self) -> Collection[str]:
        """Give the ids that must not come again: of all sets but those of imports taken back.

        A set that came again after its import was taken back has another id in the log; it counts
        under the id that its file gives it.
        """
        whole = self._shelf.everything()
        gone = _taken_back(whole)
        kept = {entry.id for entry in whole.sets} - gone
        return kept | {i for i in gone if not kept.isdisjoint(_later_ids(i, gone))}

    def contents(self) -> Contents:
        """Give everything that is not removed."""
        whole = self._shelf.everything()
        tests = tuple(
            TestResult(
                id=t.id,
                session_id=t.session_id,
                test_id=t.test_id,
                day=t.day,
                at=t.at,
                side=t.side,
                attempt=t.attempt,
                value=t.value,
                pain=t.pain,
                setup=t.setup,
                note=t.note,
            )
            for t in whole.tests
            if t.removed_at is None
        )
        return Contents(
            history=self._shelf.history(),
            plans=tuple((plan.name, plan.body) for plan in whole.plans),
            excluded=whole.excluded,
            settings=tuple(row for row in whole.settings if not row[0].startswith("import-")),
            screenings=whole.screenings,
            tests=tests,
            batches=self.batches(),
        )

    def tables(self) -> Collection[str]:
        """Name the further tables it can keep: none yet."""
        return ()

    def batches(self) -> tuple[Batch, ...]:
        """Give the imports that have not been taken back, oldest first."""
        return tuple(
            Batch(
                id=batch.id,
                source=batch.source,
                file=batch.file_name,
                sha256=batch.file_hash,
                day=batch.at.date(),
                sets=batch.sets,
                undo=self._shelf.setting(UNDO + batch.id) or "",
            )
            for batch in reversed(self._shelf.batches())
            if not batch.removed
        )

    # -- writing ----------------------------------------------------------------------------------

    def add_batch(self, batch: Batch, contents: Contents) -> Batch:
        """Put an import into the log: all of it, or nothing when anything goes wrong."""
        if batch.id in {kept.id for kept in self.batches()}:
            return batch
        if self._back_up is not None:
            self._back_up("before an import")
        made = self._fresh(batch)
        entries = self._fresh_sets(made, contents.history.sets)
        if contents.besides:
            self._shelf.put_setting(UNDO + made.id, made.undo)
            self._shelf.put_setting(PENDING, json.dumps(made.id))
        try:
            self._add_settings(contents)
            self._shelf.add_batch(self._kept(made), entries)
            self._add_notes(contents)
        except BaseException:
            if contents.besides:
                self._recover()
            raise
        if contents.besides:
            self._shelf.put_setting(PENDING, json.dumps(""))
        return made

    def _fresh(self, batch: Batch) -> Batch:
        """Give the import an id of its own, where one like it was taken back before."""
        used = {kept.id for kept in self._shelf.batches()}
        return replace(batch, id=next(i for i in (batch.id, *_later(batch.id)) if i not in used))

    def _fresh_sets(self, batch: Batch, sets: Sequence[SetEntry]) -> list[SetEntry]:
        """Give new ids to sets that came before and were taken back: the log keeps the old ones."""
        whole = self._shelf.everything()
        used = {entry.id for entry in whole.sets}
        gone = _taken_back(whole)
        made = []
        for entry in sets:
            new = entry.id
            if new in gone:
                new = next(i for i in _later(entry.id) if i not in used)
            made.append(replace(entry, id=new, batch=batch.id))
        return made

    def _kept(self, batch: Batch) -> ImportBatch:
        return ImportBatch(
            id=batch.id,
            at=self._now(),
            source=batch.source,
            file_name=batch.file,
            file_hash=batch.sha256,
            counts={"sets": batch.sets},
        )

    def _add_settings(self, contents: Contents) -> None:
        for name, body in contents.plans:
            self._shelf.save_plan(name, body)
        for exercise_id, since in contents.excluded:
            self._shelf.exclude(exercise_id, since)
        for start in contents.history.lighter:
            self._shelf.add_lighter_week(start)
        for result in contents.tests:
            self._shelf.add_result(result)
            self._shelf.restore_result(result.id)  # it may have come before and been taken back
        for key, value in contents.settings:
            self._shelf.put_setting(key, value)

    def _add_notes(self, contents: Contents) -> None:
        for note in contents.history.mornings:
            self._shelf.add_morning(note)
        if contents.history.after:
            self._shelf.add_after(contents.history.after)
        for day, answers in contents.screenings:
            self._shelf.add_screening(day, answers)

    def remove_batch(self, batch_id: str, also: Undo) -> tuple[SetEntry, ...]:
        """Take an import out; give the sets that are gone.

        Notes about its workouts and answers to the health questions stay: the log has no way to
        take them back, and without their sets the notes say nothing.
        """
        if self._back_up is not None:
            self._back_up("before removing an import")
        return self._remove(batch_id, also)

    def _remove(self, batch_id: str, also: Undo) -> tuple[SetEntry, ...]:
        gone = tuple(s for s in self._shelf.history().sets if s.batch == batch_id)
        if batch_id in {kept.id for kept in self._shelf.batches() if not kept.removed}:
            self._shelf.remove_batch(batch_id)
        self._take_back(also)
        return gone

    def _take_back(self, also: Undo) -> None:
        """Take back what came besides sets, as far as nobody has changed it since."""
        came, whole = also.contents, self._shelf.everything()
        there = {plan.name: plan.body for plan in whole.plans}
        for name, body in came.plans:
            if there.get(name) == body:
                self._shelf.delete_plan(name)
        for row in came.excluded:
            if row in whole.excluded:
                self._shelf.include(row[0])
        for start in came.history.lighter:
            if start in whole.lighter:
                self._shelf.remove_lighter_week(start)
        left = {t.id for t in whole.tests if t.removed_at is None}
        for result in came.tests:
            if result.id in left:
                self._shelf.remove_result(result.id)
        before: Mapping[str, str | None] = dict(also.before)
        for key, value in came.settings:
            if self._shelf.setting(key) == value:
                self._shelf.put_setting(key, before.get(key) or _NOTHING.get(key, "{}"))

    def _recover(self) -> None:
        """Take back an import that was stopped in the middle."""
        pending = json.loads(self._shelf.setting(PENDING) or '""')
        if not isinstance(pending, str) or not pending:
            return
        self._remove(pending, undo_from_json(self._shelf.setting(UNDO + pending) or ""))
        self._shelf.put_setting(PENDING, json.dumps(""))


def _taken_back(whole: Everything) -> frozenset[str]:
    """Give the ids of the sets that went with an import that was taken back.

    Sets that the person had removed one by one before bear another instant and are not among them.
    """
    removed = whole.removed or {}
    undone = {batch.id for batch in whole.batches if batch.removed}
    instants: dict[str, Counter[datetime]] = {}
    for entry in whole.sets:
        if entry.batch in undone and entry.id in removed:
            instants.setdefault(entry.batch, Counter())[removed[entry.id]] += 1
    went = {batch: counted.most_common(1)[0][0] for batch, counted in instants.items()}
    return frozenset(
        entry.id
        for entry in whole.sets
        if entry.batch in went and removed.get(entry.id) == went[entry.batch]
    )


def _later(first: str) -> tuple[str, ...]:
    """Give the ids that a set or an import has when it comes again and again."""
    return tuple(str(uuid.uuid5(_SPACE, f"{first}/again/{n}")) for n in range(1, 100))


def _later_ids(first: str, gone: frozenset[str]) -> set[str]:
    """Give the ids under which a set may be there again, up to the first that is not used up."""
    made = set()
    for n in range(1, 100):
        later = str(uuid.uuid5(_SPACE, f"{first}/again/{n}"))
        made.add(later)
        if later not in gone:
            break
    return made
