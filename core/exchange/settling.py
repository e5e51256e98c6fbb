"""Which sets come in, with these answers? The same file and answers always give the same."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, tzinfo

from core.body import Side
from core.errors import Problem
from core.exchange.proposal import Answers, Proposal
from core.exchange.questions import questions
from core.exchange.reading import EVERY
from core.exchange.taking import SPACE, Refused, Taker, Waits, Work, of_side, set_id
from core.exchange.values import Order, Trouble, Watch
from core.inventory import Batch
from core.journal import History, SetEntry
from core.keeper import Contents, Keeper, Undo


@dataclass(frozen=True, slots=True)
class Existing:
    """What the log holds already."""

    ids: frozenset[str] = frozenset()
    """Of all sets, removed ones included."""
    contents: Contents = Contents()  # noqa: RUF009 - frozen, and nothing in it can change
    tables: frozenset[str] = frozenset()
    """The tables of `Contents.more` that it can keep."""

    @property
    def sets(self) -> tuple[SetEntry, ...]:
        """All sets that are not removed."""
        return self.contents.history.sets

    @classmethod
    def of(cls, keeper: Keeper) -> Existing:
        """Ask the log."""
        ids, tables = frozenset(keeper.set_ids()), frozenset(keeper.tables())
        return cls(ids, keeper.contents(), tables)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Sets that an unanswered question holds back."""

    question_id: str
    says: str
    count: int


@dataclass(frozen=True, slots=True)
class Settled:
    """What an import would do."""

    file: str
    source: str
    total: int
    """Sets in the file."""
    batch: Batch | None
    """None when there is nothing to add."""
    contents: Contents
    """What is new."""
    undo: Undo
    troubles: tuple[Trouble, ...]
    left: tuple[tuple[str, int], ...]
    """Left out on purpose, in words, with how many."""
    waiting: tuple[Waiting, ...]
    already: int
    """Sets that are in the log, or were and have been removed by the person."""
    open_sides: int
    """New sets whose side nobody knows."""
    lost: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()
    """What comes in although this catalog does not know it so, a sentence each; nothing is lost."""

    @property
    def sets(self) -> tuple[SetEntry, ...]:
        """The new sets."""
        return self.contents.history.sets

    @property
    def complete(self) -> bool:
        """True when nothing of the file was unreadable, waits or was lost."""
        return not (self.troubles or self.waiting or self.lost)


def settle(
    proposal: Proposal,
    answers: Answers,
    existing: Existing,
    *,
    today: date,
    zone: tzinfo,
    watch: Watch | None = None,
) -> Settled:
    """Decide set by set what comes in.

    Args:
        proposal: What another app's file holds.
        answers: What the person said.
        existing: What is in the log.
        today: The person's day.
        zone: Where the person is: files give the wall clock and no zone.
        watch: Told how far it is.

    Raises:
        Cancelled: The person stopped it.

    """
    watch = watch or Watch()
    work = Work(
        Counter()
        if not existing.sets
        else _indexes((s.workout_id, s.exercise_id, s.side, s.index) for s in existing.sets)
    )
    asked = {question.id: question for question in questions(proposal, answers)}
    chosen = {question_id: question.default for question_id, question in asked.items()}
    chosen |= dict(answers.given)
    settler = Taker(
        proposal=proposal,
        chosen=chosen,
        today=today,
        zone=zone,
        order=proposal.order
        or next((order for order in Order if order.value == chosen.get("dates")), None),
        conflict=len(proposal.orders) > 1,
    )
    for at, item in enumerate(proposal.items):
        if at % EVERY == 0:
            watch.at(at / len(proposal.items))
        base = set_id(item.raw)
        work.seen[base] += 1
        if work.seen[base] > 1:
            base = str(uuid.uuid5(SPACE, f"{base}#{work.seen[base]}"))
        if existing.ids and not existing.ids.isdisjoint(
            {base, of_side(base, Side.LEFT), of_side(base, Side.RIGHT)}
        ):
            work.already += 1
            continue
        try:
            settler.take(item, base, work)
        except Waits as waits:
            work.waiting[str(waits)] += 1
        except Refused as refused:
            work.troubles.append(Trouble(item.raw.line, str(refused)))
        except Problem as problem:
            work.troubles.append(Trouble(item.raw.line, problem.message))
    return _settled(proposal, work, {i: q.says for i, q in asked.items()}, today)


def _indexes(
    taken: Iterable[tuple[str, str, Side | None, int]],
) -> Counter[tuple[str, str, Side | None]]:
    found: Counter[tuple[str, str, Side | None]] = Counter()
    for workout, exercise, side, index in taken:
        key = (workout, exercise, side)
        found[key] = max(found[key], index)
    return found


def batch_id(sha256: str, ids: Iterable[str]) -> str:
    """Make the id of an import from the file and from what it adds."""
    return str(uuid.uuid5(SPACE, f"{sha256}|{'|'.join(sorted(ids))}"))


def _settled(proposal: Proposal, work: Work, says: dict[str, str], today: date) -> Settled:
    batch = None
    entries: list[SetEntry] = []
    if work.entries:
        made = batch_id(proposal.sha256, (entry.id for entry in work.entries))
        entries = [replace(entry, batch=made) for entry in work.entries]
        entries.sort(key=lambda entry: (entry.day, entry.at, entry.index, entry.id))
        batch = Batch(
            id=made,
            source=proposal.app.value,
            file=proposal.file,
            sha256=proposal.sha256,
            day=today,
            sets=len(entries),
        )
    left = Counter(dict(proposal.left)) + work.left
    return Settled(
        file=proposal.file,
        source=proposal.app.value,
        total=proposal.total,
        batch=batch,
        contents=Contents(History(tuple(entries))),
        undo=Undo(),
        troubles=tuple(sorted([*proposal.troubles, *work.troubles], key=lambda t: t.line)),
        left=tuple(left.items()),
        waiting=tuple(
            Waiting(question, says.get(question, ""), count)
            for question, count in work.waiting.items()
        ),
        already=work.already,
        open_sides=sum(
            entry.side_open(proposal.catalog.get(entry.exercise_id)) for entry in entries
        ),
    )
