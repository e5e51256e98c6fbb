"""What of an Evenside file is new to this log? What is here already always stays as it is."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from core import words
from core.errors import Problem
from core.exchange.others import check_row, row_key
from core.exchange.proposal import Answers, Proposal
from core.exchange.questions import KEEP, setting_question
from core.exchange.settling import Existing, Settled, batch_id
from core.exchange.undoing import undo_to_json
from core.exchange.values import App, Trouble
from core.inventory import Batch
from core.journal import History, SetEntry, check_entry, fits
from core.keeper import REMOVED_SETS, Contents, Undo

T = TypeVar("T")

PAUSES = "pauses"
ORPHANS = "notes about workouts without sets"
OTHER_PLANS = "plans with a name that another plan of yours has"
OTHER_SETTINGS = "settings that differ from yours"
OTHER_ROWS = "tests and removed sets that differ from yours"
OLD_ANSWERS = "answers to the health questions: yours count"


@dataclass
class _Merge:
    """The sums of one merge."""

    left: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    already: int = 0
    odd: Counter[str] = field(default_factory=Counter)
    """Sets that don't fit their exercise, by its name."""
    unknown: set[str] = field(default_factory=set)
    """Exercises that the catalog does not know."""


def settle_ours(
    proposal: Proposal, answers: Answers, existing: Existing, *, today: date
) -> Settled:
    """Decide what of an Evenside file comes in.

    Args:
        proposal: What the file holds.
        answers: Which settings count where they differ.
        existing: What is in the log.
        today: The person's day.

    """
    ours, here = proposal.ours or Contents(), existing.contents
    merge = _Merge(lost=list(proposal.lost), troubles=list(proposal.troubles))
    new = _sets(proposal, ours, existing, merge, today)
    more = _more(ours, here, existing, new, merge)
    workouts = {entry.workout_id for entry in (*here.history.sets, *new)}
    workouts |= _workouts_of_removed(here.more) | _workouts_of_removed(more)
    history = _notes(ours.history, here.history, workouts, merge)
    settings, before = _settings(ours, here, answers, merge)
    plans = dict(here.plans)
    merge.left[OTHER_PLANS] += sum(plans.get(name, text) != text for name, text in ours.plans)
    if here.screenings and ours.screenings != here.screenings:
        merge.left[OLD_ANSWERS] += len(ours.screenings)
    came = Contents(
        history=history,
        plans=_new(ours.plans, plans, lambda row: row[0]),
        excluded=_new(ours.excluded, dict(here.excluded), lambda row: row[0]),
        settings=settings,
        screenings=() if here.screenings else ours.screenings,
        more=more,
    )
    batch, contents = _batch(proposal, new, came, before, existing, today)
    catalog = proposal.catalog
    return Settled(
        file=proposal.file,
        source=proposal.app.value,
        total=proposal.total,
        batch=batch,
        contents=contents,
        undo=Undo(came, before),
        troubles=tuple(sorted(merge.troubles, key=lambda t: t.line)),
        left=tuple((+merge.left).items()),
        waiting=(),
        already=merge.already,
        open_sides=sum(
            exercise is not None and entry.side_open(exercise)
            for entry in new
            for exercise in (catalog.find(entry.exercise_id),)
        ),
        lost=tuple(merge.lost),
        odd=_oddities(merge, new),
    )


def _new(
    rows: Iterable[T], there: Iterable[Hashable], key: Callable[[T], Hashable]
) -> tuple[T, ...]:
    """Keep the rows whose key is not there yet, and of two with one key the first."""
    seen = set(there)
    made = []
    for row in rows:
        if key(row) not in seen:
            seen.add(key(row))
            made.append(row)
    return tuple(made)


def _sets(
    proposal: Proposal, ours: Contents, existing: Existing, merge: _Merge, today: date
) -> list[SetEntry]:
    new: list[SetEntry] = []
    seen: set[str] = set()
    # a table may have been typed by hand, so what does not fit is told by its line; what Evenside
    # wrote as JSON was right when it was logged, and the catalog has changed since
    typed = proposal.app is App.OUR_CSV
    for line, entry in zip(proposal.set_lines, ours.history.sets, strict=True):
        if entry.id in seen:
            merge.troubles.append(Trouble(line, "a set with this id stands in the file before"))
            continue
        seen.add(entry.id)
        if entry.id in existing.ids:
            merge.already += 1
            continue
        exercise = proposal.catalog.find(entry.exercise_id)
        try:
            if entry.day > today:
                raise Problem("The date lies in the future: choose today or an earlier day.")
            if exercise is None:
                merge.unknown.add(entry.exercise_id)
            elif typed:
                check_entry(entry, exercise, today=today)
            elif not fits(entry, exercise):
                merge.odd[exercise.name] += 1
        except Problem as problem:
            merge.troubles.append(Trouble(line, problem.message))
        else:
            new.append(entry)
    return new


def _oddities(merge: _Merge, new: list[SetEntry]) -> tuple[str, ...]:
    """Say what comes in although this catalog does not know it so."""
    said = []
    if merge.unknown:
        sets = sum(entry.exercise_id in merge.unknown for entry in new)
        said.append(
            f"{words.plural(sets, 'set')} of {words.plural(len(merge.unknown), 'exercise')} that "
            "this Evenside does not know: kept under its own name and shown in History, but not "
            "counted. Exercises can be merged there."
        )
    for name, count in merge.odd.items():
        was, kept = ("was", "It is") if count == 1 else ("were", "They are")
        said.append(
            f"{words.plural(count, 'set')} of {name} {was} noted in another way than this Evenside "
            f"asks for. {kept} kept and shown in History, but not counted."
        )
    return tuple(said)


def _notes(ours: History, here: History, workouts: set[str], merge: _Merge) -> History:
    mornings = _new(
        ours.mornings,
        {(m.workout_id, m.exercise_id, m.side, m.day) for m in here.mornings},
        lambda m: (m.workout_id, m.exercise_id, m.side, m.day),
    )
    after = _new(
        ours.after,
        {(a.workout_id, a.exercise_id, a.side) for a in here.after},
        lambda a: (a.workout_id, a.exercise_id, a.side),
    )
    merge.left[ORPHANS] += sum(m.workout_id not in workouts for m in mornings)
    merge.left[ORPHANS] += sum(a.workout_id not in workouts for a in after)
    return History(
        (),
        tuple(m for m in mornings if m.workout_id in workouts),
        tuple(a for a in after if a.workout_id in workouts),
        _new(ours.lighter, here.lighter, lambda start: start),
    )


def _settings(
    ours: Contents, here: Contents, answers: Answers, merge: _Merge
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str | None], ...]]:
    """Give the settings to set, and what they were before."""
    mine = dict(here.settings)
    chosen: dict[str, str] = {}
    for key, text in ours.settings:
        if mine.get(key) == text:
            continue
        if key == PAUSES and key in mine:
            chosen |= _both_pauses(mine[key], text, merge)
        elif key not in mine or answers.get(setting_question(key)) not in ("", KEEP):
            chosen[key] = text
        else:
            merge.left[OTHER_SETTINGS] += 1
    return tuple(chosen.items()), tuple((key, mine.get(key)) for key in chosen)


def _both_pauses(mine: str, theirs: str, merge: _Merge) -> dict[str, str]:
    """Keep both lists of waiting places: none may be lost in silence."""
    try:
        kept, came = json.loads(mine), json.loads(theirs)
        if not isinstance(kept, list) or not isinstance(came, list):
            raise ValueError("no lists")
    except (ValueError, RecursionError):
        merge.lost.append("The file's list of places that wait for a professional can't be read.")
        return {}
    more = [place for place in came if place not in kept]
    return {PAUSES: json.dumps([*kept, *more])} if more else {}


def _more(
    ours: Contents, here: Contents, existing: Existing, new: list[SetEntry], merge: _Merge
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    there = {table: {row_key(row): row for row in rows} for table, rows in here.more}
    sets = {*existing.ids, *(entry.id for entry in new)}
    made = []
    for table, rows in ours.more:
        if table not in existing.tables:
            if rows:
                merge.lost.append(
                    f"The table “{table[:40]}” is not known to this log and was left out."
                )
            continue
        good = [row for row in rows if _fits(table, row, merge)]
        own = there.get(table, {})
        known = {*own, *sets} if table == REMOVED_SETS else own.keys()
        found = _new(good, known, row_key)
        made += [(table, found)] if found else []
        merge.left[OTHER_ROWS] += sum(
            own.get(row_key(row), row) != row for row in good if row_key(row) in own
        )
    return tuple(made)


def _fits(table: str, row: str, merge: _Merge) -> bool:
    try:
        check_row(table, row)
    except ValueError as error:
        merge.lost.append(f"A row of “{table[:40]}” can't be read ({error}) and was left out.")
        return False
    return True


def _workouts_of_removed(more: tuple[tuple[str, tuple[str, ...]], ...]) -> set[str]:
    return {str(json.loads(row)["workout"]) for row in dict(more).get(REMOVED_SETS, ())}


def _batch(
    proposal: Proposal,
    new: list[SetEntry],
    came: Contents,
    before: tuple[tuple[str, str | None], ...],
    existing: Existing,
    today: date,
) -> tuple[Batch | None, Contents]:
    """Make the import, and give every new set the import it belongs to.

    A set that came to the other log from another app keeps that import, which comes along as a
    part of this one. All others become this one's, also those of an import that is here already:
    one undo has to take back all that came.
    """
    if not new and not came.besides:
        return None, came
    undo = undo_to_json(Undo(came, before))
    made = batch_id(proposal.sha256, [*(entry.id for entry in new), undo])
    known = {batch.id: batch for batch in (proposal.ours or Contents()).batches}
    here = {batch.id for batch in existing.contents.batches}
    used = {entry.batch for entry in new if entry.batch in known} - here
    sets = Counter(entry.batch for entry in new)
    parts = tuple(replace(known[i], parent=made, undo="", sets=sets[i]) for i in known if i in used)
    entries = tuple(entry if entry.batch in used else replace(entry, batch=made) for entry in new)
    batch = Batch(
        id=made,
        source=proposal.app.value,
        file=proposal.file,
        sha256=proposal.sha256,
        day=today,
        sets=len(new),
        undo=undo,
    )
    history = replace(came.history, sets=entries)
    return batch, replace(came, history=history, batches=parts)
