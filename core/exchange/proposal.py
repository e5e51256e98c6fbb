"""What would an import bring, and what has to be asked before? Nothing is changed here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from core.catalog import Catalog
from core.exchange.matching import Match, Matcher
from core.exchange.needs import Contents
from core.exchange.reading import EVERY
from core.exchange.sides import NOTHING, Told, told
from core.exchange.values import App, Order, RawSet, Reading, SetKind, Trouble, Watch

UNKNOWN = "unknown"
"""The answer that leaves something open; no answer means the same."""
LINES_SHOWN = 5


class Topic(Enum):
    """What a question is about."""

    UNIT = "unit"
    DATES = "dates"
    NAME = "name"
    SIDE = "side"
    BAND = "band"
    WARM_UPS = "warm-ups"
    SETTING = "setting"


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer."""

    id: str
    says: str
    score: int | None = None
    """0 to 100, how well a name fits; None for other answers."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something only the person knows. Answered or not, nothing is guessed."""

    id: str
    """The same for the same file and name, so that answers can be kept."""
    topic: Topic
    says: str
    """One sentence."""
    choices: tuple[Choice, ...]
    default: str
    """The choice that counts without an answer; often "unknown"."""
    suggested: str = ""
    """A choice that something speaks for; it counts only when the person takes it."""
    needed: bool = False
    """While this is unknown, its sets can't come in and wait for a later import."""
    count: int = 0
    """How many sets it is about."""
    lines: tuple[int, ...] = ()
    """The first few lines of the file it is about."""
    example: str = ""
    """What stands there, for a table of questions."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the person answered, by question; anything missing takes the question's default."""

    given: tuple[tuple[str, str], ...] = ()

    def get(self, question_id: str) -> str:
        """Give the answer, or an empty text."""
        return next((said for asked, said in reversed(self.given) if asked == question_id), "")

    def having(self, question_id: str, choice_id: str) -> Answers:
        """Give the answers with one more, or another."""
        kept = tuple(pair for pair in self.given if pair[0] != question_id)
        return Answers((*kept, (question_id, choice_id)))


NO_ANSWERS = Answers()


class Hint(Enum):
    """Why a set's side is asked for in the way it is."""

    LEFT = "says left"
    RIGHT = "says right"
    NOTE_LEFT = "mentions left"
    NOTE_RIGHT = "mentions right"
    COUNTS = "counts both"
    EITHER = "two numbers"
    TABLE = "right side only"
    OPEN = "not said"

    @property
    def other(self) -> Hint:
        """The same hint for the opposite side."""
        return _OTHER.get(self, self)


_OTHER = {
    Hint.LEFT: Hint.RIGHT,
    Hint.RIGHT: Hint.LEFT,
    Hint.NOTE_LEFT: Hint.NOTE_RIGHT,
    Hint.NOTE_RIGHT: Hint.NOTE_LEFT,
}


@dataclass(frozen=True, slots=True)
class Item:
    """A set of the file with what its name and note say."""

    raw: RawSet
    key: str
    told: Told
    hint: Hint


@dataclass(frozen=True, slots=True)
class Named:
    """One name in the file: a row of the review table."""

    key: str
    text: str
    """As it is written, with its equipment."""
    count: int
    lines: tuple[int, ...]
    match: Match
    hints: tuple[tuple[Hint, int, tuple[int, ...], str], ...]
    """Each with how many sets, the first lines and the note of the first."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a file holds, recognised and matched, with everything that is open."""

    file: str
    sha256: str
    app: App
    catalog: Catalog = field(compare=False, repr=False)
    items: tuple[Item, ...] = ()
    names: tuple[Named, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    left: tuple[tuple[str, int], ...] = ()
    """What was left out on purpose while reading."""
    ours: Contents | None = None
    """What an Evenside file holds; then there are no items."""
    set_lines: tuple[int, ...] = ()
    """The lines of an Evenside file's sets, in their order."""
    lost: tuple[str, ...] = ()
    """What of a newer Evenside's file can't be kept, in sentences."""
    doubt: str = ""
    """A sentence about accents that may have been read wrongly; empty when there is no doubt."""

    @property
    def total(self) -> int:
        """How many sets the file holds, those in trouble not counted."""
        return len(self.items) if self.ours is None else len(self.ours.history.sets)

    @property
    def empty(self) -> bool:
        """True when there is nothing in it at all, not even settings or rows left out."""
        return not self.total and not self.left and not (self.ours and self.ours.besides)

    @property
    def orders(self) -> frozenset[Order]:
        """The orders of day and month that some of the file's dates can only be read in."""
        return frozenset(said for item in self.items if (said := item.raw.when.tells) is not None)

    @property
    def order(self) -> Order | None:
        """How the file's dates are to be read; None when it does not say, or says both."""
        said = self.orders
        return next(iter(said)) if len(said) == 1 else None


def propose(
    file: str, sha256: str, reading: Reading, catalog: Catalog, matcher: Matcher, watch: Watch
) -> Proposal:
    """Match the names and read the sides of a file's sets.

    Raises:
        Cancelled: The person stopped it.

    """
    items: list[Item] = []
    seen: dict[tuple[str, str], Told] = {}
    for at, raw in enumerate(reading.raws):
        if at % EVERY == 0:
            watch.at(at / len(reading.raws))
        said = (raw.exercise, raw.note)
        if said not in seen:
            seen[said] = told(*said)
        found = Told(raw.side, sure=True) if raw.side else seen[said]
        items.append(Item(raw, _key(raw), found, _hint(raw, found)))
    return Proposal(
        file=file,
        sha256=sha256,
        app=reading.app,
        catalog=catalog,
        items=tuple(items),
        names=tuple(_names(items, matcher)),
        troubles=reading.troubles,
        left=reading.left,
    )


def _key(raw: RawSet) -> str:
    return " ".join(f"{raw.exercise} {raw.equipment}".casefold().split())


def _hint(raw: RawSet, found: Told) -> Hint:
    if found.side is not None:
        left = found.side.value == "left"
        if found.sure:
            return Hint.LEFT if left else Hint.RIGHT
        return Hint.NOTE_LEFT if left else Hint.NOTE_RIGHT
    if found.counts is not None:
        return Hint.COUNTS
    if found.either is not None:
        return Hint.EITHER
    return Hint.TABLE if raw.right_only and found == NOTHING else Hint.OPEN


def _names(items: Iterable[Item], matcher: Matcher) -> Iterable[Named]:
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(item.key, []).append(item)
    for key, own in groups.items():
        raw = own[0].raw
        text = f"{raw.exercise} ({raw.equipment})" if raw.equipment else raw.exercise
        hints: dict[Hint, list[Item]] = {}
        for item in own:
            if not is_warm_up(item):  # when warm-ups come in, they follow the others' answers
                hints.setdefault(item.hint, []).append(item)
        yield Named(
            key=key,
            text=text,
            count=len(own),
            lines=_lines(own),
            match=matcher.match(raw.exercise, raw.equipment),
            hints=tuple(
                (hint, len(part), _lines(part), part[0].raw.note) for hint, part in hints.items()
            ),
        )


def _lines(items: list[Item]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(item.raw.line for item in items[: LINES_SHOWN * 4]))[:LINES_SHOWN]


def needs_unit(item: Item) -> bool:
    """Tell whether a set's weight waits for its unit."""
    return item.raw.load is not None and item.raw.unit is None


def is_warm_up(item: Item) -> bool:
    """Tell whether the app calls the set a warm-up."""
    return item.raw.kind is SetKind.WARM_UP
