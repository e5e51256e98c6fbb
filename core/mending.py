"""How is what was logged mended so that it can be taken back, also after a restart?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import uuid4

from core import words
from core.body import Side
from core.catalog import Catalog, Exercise
from core.errors import Problem
from core.journal import AfterNote, Band, Morning, MorningNote, Removed, SetEntry, check_entry
from core.log import WholeLog

_KEY = "changes"
MOST_EDITS = 200
"""Older edits can't be taken back; merges always can."""
Note = MorningNote | AfterNote


class ChangeKind(Enum):
    """What was changed."""

    EDIT = "edit"
    MERGE = "merge"


@dataclass(frozen=True, slots=True)
class Change:
    """A change that can be taken back."""

    id: str
    kind: ChangeKind
    at: datetime
    before: SetEntry | None = None
    """An edited set as it was."""
    after: SetEntry | None = None
    old: str = ""
    """A merge: the exercise that was given up."""
    new: str = ""
    set_ids: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    """The notes that went along, as they were."""


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would do, or why it can't be."""

    old: str
    new: str
    refusal: str
    """Empty when it can be done."""
    says: str
    warnings: tuple[str, ...]
    sets: int


@dataclass(frozen=True, slots=True)
class Mended:
    """What can be brought back or taken back, the latest first."""

    removed: tuple[Removed, ...]
    changes: tuple[Change, ...]


@dataclass(slots=True)
class Mending:
    """The part of the coach's door for mending; every method may raise `Problem`."""

    log: WholeLog
    catalog: Catalog

    def mended(self) -> Mended:
        """List what was taken out and changed."""
        removed = tuple(one for one in self.log.removed_sets() if not one.aside)
        return Mended(removed, tuple(reversed(self._changes())))

    def edit(self, entry: SetEntry, *, today: date, now: datetime) -> Change:
        """Change a set, also to its other side, and remember how it was."""
        exercise = self.catalog.find(entry.exercise_id)
        if exercise is None:
            raise Problem("This exercise is not in the catalog any more.", field="exercise")
        check_entry(entry, exercise, today=today)
        before = self._find(entry)
        change = Change(str(uuid4()), ChangeKind.EDIT, now, before=before, after=entry)
        self.log.rewrite([entry], [], _KEY, _to_json([*self._changes(), change]))
        return change

    def _find(self, entry: SetEntry) -> SetEntry:
        for found in self.log.whole([entry.exercise_id]).sets:
            if found.id == entry.id:
                return found
        raise Problem("This set is not in the log any more, so nothing was changed.")

    def preview(self, old: str, new: str, *, today: date) -> MergePreview:
        """Tell what would become of all sets of `old` when they were sets of `new`."""
        target = self.catalog.find(new)
        name = self.name_of(old)
        sets = self._sets(old)
        live = self.log.whole([old])
        if target is None or old == new:
            return MergePreview(old, new, "Choose two different exercises.", "", (), 0)
        if not sets:
            return MergePreview(old, new, f"{name} has no sets in the log.", "", (), 0)
        refusal = _refusal(self.catalog.find(old), name, target, sets, today)
        days = [s.day for s in live.sets]
        workouts = words.plural(len({s.workout_id for s in live.sets}), "workout")
        span = ""
        if days:
            span = f", {words.date_words(min(days))} to {words.date_words(max(days))}"
        says = (
            f"{words.plural(len(live.sets), 'set')} of {name} in {workouts}{span}, become sets of "
            f"{target.name}. Nothing else about them changes, and it can be taken back at any time."
        )
        warnings = [] if refusal else self._warnings(old, target)
        return MergePreview(old, new, refusal, says, tuple(warnings), len(sets))

    def _warnings(self, old: str, target: Exercise) -> list[str]:
        said = []
        source = self.catalog.find(old)
        if source is not None and source.side_rule is not target.side_rule:
            said.append(
                f"“Left” meant: {_meaning(source)}. From now on it means: {_meaning(target)}."
            )
        if source is not None and source.bodyweight_share != target.bodyweight_share:
            said.append("The two move different shares of your body, so their strength differs.")
        _, kept = self._notes(old, target.id)
        if kept:
            said.append(
                f"{words.plural(len(kept), 'pain note')} of {self.name_of(old)} stay where they "
                f"are: {target.name} has its own of the same workout."
            )
        return said

    def merge(self, old: str, new: str, *, today: date, now: datetime) -> Change:
        """Make every set of `old` a set of `new`, the removed ones too.

        Raises:
            Problem: The two can't be compared; says why.

        """
        preview = self.preview(old, new, today=today)
        if preview.refusal:
            raise Problem(preview.refusal)
        sets = self._sets(old)
        moved, _ = self._notes(old, new)
        change = Change(
            str(uuid4()),
            ChangeKind.MERGE,
            now,
            old=old,
            new=new,
            set_ids=tuple(s.id for s in sets),
            notes=moved,
        )
        self.log.rewrite(
            [replace(s, exercise_id=new) for s in sets],
            [(note, replace(note, exercise_id=new)) for note in moved],
            _KEY,
            _to_json([*self._changes(), change]),
        )
        return change

    def _sets(self, exercise_id: str) -> list[SetEntry]:
        """Every set of an exercise, also those taken out: they may come back."""
        removed = [r.entry for r in self.log.removed_sets() if r.entry.exercise_id == exercise_id]
        return [*self.log.whole([exercise_id]).sets, *removed]

    def _notes(self, old: str, new: str) -> tuple[tuple[Note, ...], tuple[Note, ...]]:
        """Split the notes of `old`: those that can go along, and those that `new` has already."""
        own, other = self.log.whole([old]), self.log.whole([new])
        mornings = {(m.workout_id, m.side, m.day) for m in other.mornings}
        afters = {(a.workout_id, a.side) for a in other.after}
        notes: list[tuple[Note, bool]] = [
            (m, (m.workout_id, m.side, m.day) in mornings) for m in own.mornings
        ]
        notes += [(a, (a.workout_id, a.side) in afters) for a in own.after]
        return tuple(n for n, kept in notes if not kept), tuple(n for n, kept in notes if kept)

    def take_back(self, change_id: str) -> Change:
        """Undo an edit or a merge.

        Raises:
            Problem: It was taken back already, or what it changed was changed again since.

        """
        changes = self._changes()
        change = next((c for c in changes if c.id == change_id), None)
        if change is None:
            raise Problem("This change was taken back already.")
        rest = _to_json([c for c in changes if c.id != change_id])
        if change.kind is ChangeKind.MERGE:
            wanted = set(change.set_ids)
            sets = [s for s in self._sets(change.new) if s.id in wanted]
            if len(sets) < len(wanted):
                raise Problem(
                    f"Some of these sets were moved on from {self.name_of(change.new)} since: take "
                    "that back first."
                )
            self.log.rewrite(
                [replace(s, exercise_id=change.old) for s in sets],
                [(replace(n, exercise_id=change.new), n) for n in change.notes],
                _KEY,
                rest,
            )
        elif change.before is not None and change.after is not None:
            now = self._find(change.after)
            # which import a set came with is the log's to know, and no part of a change
            if now != replace(change.after, batch=now.batch):
                raise Problem("This set was changed again since: take the later change back first.")
            self.log.rewrite([replace(change.before, batch=now.batch)], [], _KEY, rest)
        return change

    def name_of(self, exercise_id: str) -> str:
        """Name an exercise, also one that is gone."""
        exercise = self.catalog.find(exercise_id)
        if exercise is not None:
            return exercise.name
        return exercise_id.replace("_", " ").capitalize()

    def _changes(self) -> list[Change]:
        return _from_json(self.log.setting(_KEY))


def _meaning(exercise: Exercise) -> str:
    return exercise.side_words.format(side="left", other="right")


def _refusal(
    source: Exercise | None,
    name: str,
    target: Exercise,
    sets: Iterable[SetEntry],
    today: date,
) -> str:
    """Say why two exercises can't be one; empty when they can."""
    if source is not None:
        if source.mode.sided != target.mode.sided:
            one, two = (name, target.name) if source.mode.sided else (target.name, name)
            return f"{one} is done one side at a time and {two} is not: these can't be one curve."
        if source.count is not target.count:
            return (
                f"{name} is counted in {_counted(source)} and {target.name} in {_counted(target)}: "
                "these can't be compared."
            )
        if source.load is not target.load:
            return (
                f"{name} is measured {_LOADS[source.load.value]} and {target.name} "
                f"{_LOADS[target.load.value]}: these can't be compared."
            )
    for entry in sets:
        try:
            check_entry(replace(entry, exercise_id=target.id), target, today=max(today, entry.day))
        except Problem as problem:
            return (
                f"The set of {words.date_words(entry.day)} does not fit {target.name}: "
                f"{problem.message}"
            )
    return ""


_LOADS = {
    "none": "without a weight",
    "kg": "by its weight alone",
    "system": "by its weight and yours",
    "band": "by the band",
}


def _counted(exercise: Exercise) -> str:
    return "repetitions" if exercise.count.value == "reps" else "seconds"


# -- as text --------------------------------------------------------------------------------------


def _to_json(changes: Sequence[Change]) -> str:
    edits = [c.id for c in changes if c.kind is ChangeKind.EDIT]
    gone = set(edits[:-MOST_EDITS])
    return json.dumps([_change_out(c) for c in changes if c.id not in gone])


def _from_json(text: str | None) -> list[Change]:
    """Read the changes; one that can't be read is left alone and must not hide the others."""
    try:
        rows = json.loads(text) if text else []
    except ValueError:
        return []
    made = []
    for row in rows if isinstance(rows, list) else []:
        try:
            made.append(_change_in(row))
        except (ValueError, TypeError, KeyError):
            continue
    return made


def _change_out(change: Change) -> dict[str, Any]:
    made: dict[str, Any] = {"id": change.id, "kind": change.kind.value, "at": str(change.at)}
    if change.kind is ChangeKind.EDIT:
        made |= {"before": _set_out(change.before), "after": _set_out(change.after)}
    else:
        made |= {"old": change.old, "new": change.new, "sets": list(change.set_ids)}
        made["notes"] = [_note_out(note) for note in change.notes]
    return made


def _change_in(row: dict[str, Any]) -> Change:
    return Change(
        id=str(row["id"]),
        kind=ChangeKind(row["kind"]),
        at=datetime.fromisoformat(row["at"]),
        before=_set_in(row.get("before")),
        after=_set_in(row.get("after")),
        old=str(row.get("old", "")),
        new=str(row.get("new", "")),
        set_ids=tuple(row.get("sets", ())),
        notes=tuple(_note_in(note) for note in row.get("notes", ())),
    )


_FIELDS = ("id", "workout_id", "exercise_id", "index", "reps", "seconds", "load_kg", "reserve")
_MORE = ("pain", "setup", "note")


def _set_out(entry: SetEntry | None) -> dict[str, Any] | None:
    if entry is None:
        return None
    made = {name: getattr(entry, name) for name in (*_FIELDS, *_MORE)}
    made |= {"day": entry.day.isoformat(), "at": entry.at.isoformat()}
    made["side"] = entry.side.value if entry.side else None
    made["band"] = None if entry.band is None else int(entry.band)
    return made


def _set_in(row: dict[str, Any] | None) -> SetEntry | None:
    if row is None:
        return None
    return SetEntry(
        day=date.fromisoformat(row["day"]),
        at=datetime.fromisoformat(row["at"]),
        side=Side(row["side"]) if row["side"] else None,
        band=None if row["band"] is None else Band(row["band"]),
        **{name: row[name] for name in (*_FIELDS, *_MORE)},
    )


def _note_out(note: Note) -> dict[str, Any]:
    made: dict[str, Any] = {
        "workout_id": note.workout_id,
        "exercise_id": note.exercise_id,
        "side": note.side.value if note.side else None,
        "day": note.day.isoformat(),
    }
    if isinstance(note, MorningNote):
        return made | {"answer": note.answer.value}
    return made | {"pain": note.pain}


def _note_in(row: dict[str, Any]) -> Note:
    side = Side(row["side"]) if row["side"] else None
    day = date.fromisoformat(row["day"])
    if "answer" in row:
        answer = Morning(row["answer"])
        return MorningNote(row["workout_id"], row["exercise_id"], side, day, answer)
    return AfterNote(row["workout_id"], row["exercise_id"], side, day, int(row["pain"]))
