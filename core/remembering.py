"""How is the log read only once, although every page asks for it after every set?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from core.journal import AfterNote, History, MorningNote, Removed, SetEntry
from core.log import Log
from core.selftests import TestResult


class Remembering:
    """A log that keeps what it has read, by exercise, and forgets what a change may touch.

    Reading 200,000 sets takes seconds, adding one takes none. What is not known here passes
    through and forgets everything: being slow is better than being wrong.
    """

    def __init__(self, log: Log, counts: Callable[[SetEntry], bool] | None = None) -> None:
        """Take a log.

        Args:
            log: What is read and written.
            counts: Says of a set whether anything may be concluded from it; None lets all count.

        """
        self._log = log
        self._counts = counts or _always
        self._odd: dict[str, tuple[SetEntry, ...]] = {}
        """The sets that don't count, by exercise."""
        self._kept: dict[str, History] = {}
        self._all: frozenset[str] | None = None
        """Every exercise of the log, once all of it was read."""
        self._whole: History | None = None
        self._lighter: tuple[date, ...] | None = None
        self._owners: dict[str, str] = {}
        """The exercise of each set that is kept, by the set's id."""

    # -- reading ----------------------------------------------------------------------------------

    def history(
        self, exercise_ids: Collection[str] | None = None, since: date | None = None
    ) -> History:
        """Give what was logged and counts, oldest first, as `core.log.Log` does."""
        if since is not None and self._all is None:
            read = self._log.history(exercise_ids, since)
            return replace(read, sets=tuple(filter(self._counts, read.sets)))
        if exercise_ids is None:
            found = self._everything()
        else:
            wanted = sorted(set(exercise_ids))
            self._read([i for i in wanted if i not in self._kept])
            found = _joined([self._kept[i] for i in wanted], self._lighter_weeks())
        if since is None:
            return found
        return History(
            tuple(s for s in found.sets if s.day >= since),
            tuple(m for m in found.mornings if m.day >= since),
            tuple(a for a in found.after if a.day >= since),
            found.lighter,
        )

    def whole(
        self, exercise_ids: Collection[str] | None = None, since: date | None = None
    ) -> History:
        """Give what was logged, also what does not count."""
        if since is not None and self._all is None:
            return self._log.history(exercise_ids, since)
        found = self.history(exercise_ids, since)
        asked = self._odd if exercise_ids is None else set(exercise_ids)
        odd = [s for i in asked for s in self._odd.get(i, ()) if since is None or s.day >= since]
        if not odd:
            return found
        sets = sorted([*found.sets, *odd], key=lambda s: (s.day, s.at, s.index, s.id))
        return replace(found, sets=tuple(sets))

    def _everything(self) -> History:
        if self._all is None:
            whole = self._log.history()
            ids = {s.exercise_id for s in whole.sets} | {m.exercise_id for m in whole.mornings}
            ids |= {a.exercise_id for a in whole.after}
            self._take(whole, ids)
            self._all = frozenset(ids)
            if not any(self._odd.values()):
                self._whole = whole
        if self._whole is None:
            self._read([i for i in self._all if i not in self._kept])
            kept = [self._kept[i] for i in sorted(self._all)]
            self._whole = _joined(kept, self._lighter_weeks())
        return self._whole

    def _read(self, ids: Collection[str]) -> None:
        if ids:
            self._take(self._log.history(ids), ids)

    def _take(self, read: History, ids: Iterable[str]) -> None:
        sets: dict[str, list[SetEntry]] = {i: [] for i in ids}
        mornings: dict[str, list[MorningNote]] = {i: [] for i in sets}
        after: dict[str, list[AfterNote]] = {i: [] for i in sets}
        for entry in read.sets:
            sets[entry.exercise_id].append(entry)
            self._owners[entry.id] = entry.exercise_id
        for note in read.mornings:
            mornings[note.exercise_id].append(note)
        for told in read.after:
            after[told.exercise_id].append(told)
        self._lighter = read.lighter
        for i, own in sets.items():
            good = tuple(filter(self._counts, own))
            self._odd[i] = (
                () if len(good) == len(own) else tuple(s for s in own if not self._counts(s))
            )
            self._kept[i] = History(good, tuple(mornings[i]), tuple(after[i]))

    def _lighter_weeks(self) -> tuple[date, ...]:
        """Give the lighter weeks, which are about every exercise."""
        if self._lighter is None:
            self._lighter = self._log.history(()).lighter
        return self._lighter

    # -- writing ----------------------------------------------------------------------------------

    def _forget(self, *exercise_ids: str) -> None:
        for i in exercise_ids:
            self._kept.pop(i, None)
            self._odd.pop(i, None)
        if self._all is not None:
            self._all |= set(exercise_ids)
        self._whole = None

    def _forget_all(self) -> None:
        self._kept, self._all, self._whole, self._owners = {}, None, None, {}
        self._lighter, self._odd = None, {}

    def forget(self) -> None:
        """Read everything anew: somebody else has changed the log."""
        self._forget_all()

    def _forget_set(self, entry_id: str) -> None:
        owner = self._owners.get(entry_id)
        if owner is None:
            self._forget_all()
        else:
            self._forget(owner)

    def add_set(self, entry: SetEntry) -> None:
        """Keep a set."""
        self.add_sets((entry,))

    def add_sets(self, entries: Sequence[SetEntry]) -> None:
        """Keep many sets at once; a set that is there already may have been of another exercise."""
        try:
            if len(entries) == 1:
                self._log.add_set(entries[0])
            else:
                self._log.add_sets(entries)
        finally:
            for entry in entries:
                if entry.id in self._owners:
                    self._forget(self._owners[entry.id])
            self._forget(*{entry.exercise_id for entry in entries})

    def update_set(self, entry: SetEntry) -> None:
        """Change a set, maybe to another exercise."""
        try:
            self._log.update_set(entry)
        finally:
            self._forget_set(entry.id)
            self._forget(entry.exercise_id)

    def remove_set(self, entry_id: str) -> None:
        """Take a set out."""
        try:
            self._log.remove_set(entry_id)
        finally:
            self._forget_set(entry_id)

    def restore_set(self, entry_id: str) -> None:
        """Bring a set back."""
        try:
            self._log.restore_set(entry_id)
        finally:
            self._forget_set(entry_id)

    def add_morning(self, note: MorningNote) -> None:
        """Keep a morning after."""
        try:
            self._log.add_morning(note)
        finally:
            self._forget(note.exercise_id)

    def add_after(self, notes: Sequence[AfterNote]) -> None:
        """Keep how much it hurt right after."""
        try:
            self._log.add_after(notes)
        finally:
            self._forget(*{note.exercise_id for note in notes})

    def add_lighter_week(self, start: date) -> None:
        """Note a lighter week."""
        try:
            self._log.add_lighter_week(start)
        finally:
            self._forget_all()

    def remove_lighter_week(self, start: date) -> None:
        """Take a lighter week back."""
        try:
            self._log.remove_lighter_week(start)
        finally:
            self._forget_all()

    def results(self) -> tuple[TestResult, ...]:
        """Read the tests at home; nobody reads them twice in a row."""
        return self._log.results()

    def removed_sets(self) -> tuple[Removed, ...]:
        """Read what was taken out."""
        return self._log.removed_sets()

    # -- what is no history -----------------------------------------------------------------------

    def save_plan(self, name: str, body: str) -> None:
        """Keep a plan."""
        self._log.save_plan(name, body)

    def plans(self) -> tuple[tuple[str, str], ...]:
        """List the plans."""
        return self._log.plans()

    def delete_plan(self, name: str) -> None:
        """Forget a plan."""
        self._log.delete_plan(name)

    def excluded(self) -> Collection[str]:
        """List the excluded exercises."""
        return self._log.excluded()

    def exclude(self, exercise_id: str, day: date) -> None:
        """Exclude an exercise."""
        self._log.exclude(exercise_id, day)

    def include(self, exercise_id: str) -> None:
        """Bring an exercise back."""
        self._log.include(exercise_id)

    def setting(self, key: str) -> str | None:
        """Read a setting."""
        return self._log.setting(key)

    def put_setting(self, key: str, value: str) -> None:
        """Keep a setting."""
        self._log.put_setting(key, value)

    def add_screening(self, day: date, answers: str) -> None:
        """Keep the answers to the health questions."""
        self._log.add_screening(day, answers)

    def last_screening(self) -> tuple[date, str] | None:
        """Read the last answers to the health questions."""
        return self._log.last_screening()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the log has more of
        """Pass on what a log can do besides, and trust nothing that was read before."""
        if name.startswith("_"):
            raise AttributeError(name)
        self._forget_all()
        return getattr(self._log, name)


def _always(_: SetEntry) -> bool:
    return True


def _joined(parts: Sequence[History], lighter: tuple[date, ...]) -> History:
    """Put the logs of several exercises into one, in the log's own order."""
    if len(parts) == 1:
        return replace(parts[0], lighter=lighter)
    sets = sorted(
        (s for part in parts for s in part.sets), key=lambda s: (s.day, s.at, s.index, s.id)
    )
    return History(
        tuple(sets),
        tuple(sorted((m for part in parts for m in part.mornings), key=_order)),
        tuple(sorted((a for part in parts for a in part.after), key=_order)),
        lighter,
    )


def _order(note: MorningNote | AfterNote) -> tuple[date, str, str, str]:
    # "both" is what the log keeps for an exercise without sides, and what it sorts by
    return (note.day, note.workout_id, note.exercise_id, note.side.value if note.side else "both")
