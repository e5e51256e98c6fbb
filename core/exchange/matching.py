"""Which exercise of the catalog does another app's name mean? Better none than a wrong one.

A name is taken without asking only when it says the same in every respect: the movement, one limb
or both, and what is held. Everything else is offered, with a score, and left to the person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from pathlib import Path

from core.catalog import Catalog, Equipment, Exercise, Kind, Load
from core.exchange.sides import without_side
from core.tables import read_entries

NAMES_FILE = Path(__file__).resolve().parents[2] / "resources" / "exchange" / "names.toml"
MOST_OPTIONS = 5
LEAST_SCORE = 55
_TYPO = 80
"""Score from which two words may be one word and its misspelling."""

_PHRASES = (
    (r"\b(?:single|one|1)[ -]?(?:arm|hand)(?:ed)?\b|\bunilateral arm\b", " 1arm "),
    (r"\beinarmige?[rsn]?\b|\b(?:a|con) (?:un|1) brazo\b|\b(?:a )?un bras\b", " 1arm "),
    (r"\b(?:single|one|1)[ -]?(?:leg|foot)(?:ged|ed)?\b", " 1leg "),
    (r"\beinbeinige?[rsn]?\b|\b(?:a|con) (?:una|1) pierna\b|\b(?:a )?une jambe\b", " 1leg "),
    (r"\brdl\b", " romanian deadlift "),
    (r"\bohp\b", " overhead press "),
    (r"\bpush[ -]?ups?\b|\bpress[ -]?ups?\b", " push up "),
    (r"\bbody[ -]?weight\b|\bbw\b|\bkorpergewicht\b|\bohne gewicht\b", " bodyweight "),
    (r"\bkettle[ -]?bells?\b|\bkb\b|\bkugelhantel\b", " kettlebell "),
    (r"\bdumb[ -]?bells?\b|\bdumbell\b|\bdb\b|\bkurzhanteln?\b|\bhalteres?\b|\bmancuernas?\b",
     " dumbbell "),
    (r"\bbar[ -]?bells?\b|\bbb\b|\blanghantel\b|\bbarre\b|\bbarra\b", " barbell "),
    (r"\bresistance bands?\b|\bbanded\b|\bmini ?bands?\b|\bloop bands?\b|\bbands\b", " band "),
    (r"\bcables?(?: machine)?\b|\bkabelzug\b|\bkabel\b|\bpoulie\b|\bpolea\b", " cable "),
    (r"\bsmith(?: machine)?\b|\bmultipresse\b", " smith "),
    (r"\bmaschine\b|\bmaquina\b|\blever(?:age)?\b|\bplate loaded\b", " machine "),
    (r"\bez[ -]?bar\b|\bcurl bar\b|\bsz\b", " ez "),
    (r"\b(?:trap|hex)[ -]?bar\b", " trap "),
)  # fmt: skip
_PATTERNS = tuple((re.compile(pattern), said) for pattern, said in _PHRASES)
_EQUIPMENT = frozenset(
    {
        "barbell",
        "dumbbell",
        "kettlebell",
        "band",
        "cable",
        "smith",
        "machine",
        "ez",
        "trap",
        "landmine",
        "plate",
        "bodyweight",
        "trx",
        "suspension",
        "sled",
        "weighted",
        "bosu",
        "medicine",
    }
)
_LIMBS = frozenset({"1arm", "1leg"})
_SMALL = frozenset(
    {
        "the",
        "a",
        "an",
        "with",
        "and",
        "on",
        "of",
        "to",
        "at",
        "from",
        "in",
        "mit",
        "am",
        "de",
        "con",
        "la",
        "el",
        "au",
    }
)


class Sureness(Enum):
    """How sure a match is."""

    SAME = "the same name"
    TYPO = "the same but for spelling"
    OPEN = "not sure"


@dataclass(frozen=True, slots=True)
class Option:
    """An exercise a name could mean."""

    exercise_id: str
    score: int
    """0 to 100."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a name means, as far as that is sure, and what else it could mean."""

    exercise_id: str
    """Empty when nothing is sure."""
    sureness: Sureness
    options: tuple[Option, ...]
    """Best first, at most five."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A name taken apart."""

    movement: frozenset[str]
    limb: frozenset[str]
    held: frozenset[str]
    text: str
    """All of it in one order, for scoring."""


def _plain(name: str) -> str:
    text = unicodedata.normalize("NFKD", name.casefold())
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", " ", text.replace("'s", "s").replace("\u2019s", "s")).strip()


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _take_apart(name: str, equipment: str = "") -> _Said:
    text = f" {_plain(f'{name} {equipment}')} "
    for pattern, said in _PATTERNS:
        text = pattern.sub(said, text)
    found = [_singular(word) for word in text.split() if word not in _SMALL]
    tokens = frozenset(found)
    movement = tokens - _EQUIPMENT - _LIMBS
    return _Said(movement, tokens & _LIMBS, tokens & _EQUIPMENT, " ".join(sorted(tokens)))


@dataclass(frozen=True, slots=True)
class _Alias:
    exercise: Exercise
    said: _Said


class Matcher:
    """Finds exercises by name; asking twice costs nothing."""

    def __init__(self, catalog: Catalog, names: Path = NAMES_FILE) -> None:
        self._catalog = catalog
        self._names = names
        self._known: dict[tuple[str, str], Match] = {}

    @cached_property
    def _aliases(self) -> tuple[_Alias, ...]:
        made = [
            _Alias(exercise, _take_apart(name))
            for exercise in self._catalog.exercises
            for name in (exercise.name, *exercise.other_names)
        ]
        for exercise_id, names in _read_names(self._names):
            exercise = self._catalog.find(exercise_id)
            if exercise is not None:
                made += [_Alias(exercise, _take_apart(name)) for name in names]
        return tuple(made)

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(word for alias in self._aliases for word in alias.said.movement)

    def match(self, name: str, equipment: str = "") -> Match:
        """Find what a name means; what it says about the side does not matter here."""
        key = (name.casefold(), equipment.casefold())
        if key not in self._known:
            self._known[key] = self._match(_take_apart(without_side(name), equipment))
        return self._known[key]

    def _match(self, said: _Said) -> Match:
        from rapidfuzz import fuzz  # a library of its own: only who imports pays for it

        scores: dict[str, int] = {}
        for alias in self._aliases:
            score = fuzz.token_sort_ratio(said.text, alias.said.text)
            score -= 0 if said.limb == alias.said.limb else 10
            score -= 0 if said.held <= _can_be_held(alias.exercise) | alias.said.held else 25
            if score >= LEAST_SCORE:
                known = scores.get(alias.exercise.id, 0)
                scores[alias.exercise.id] = max(known, round(score))
        ranked = sorted(scores.items(), key=lambda row: -row[1])[:MOST_OPTIONS]
        options = tuple(Option(*row) for row in ranked)
        if not said.movement:
            return Match("", Sureness.OPEN, options)
        fitting = [a for a in self._aliases if _fits(said, a)]
        for sureness, found in (
            (Sureness.SAME, [a for a in fitting if a.said.movement == said.movement]),
            (Sureness.TYPO, [a for a in fitting if self._misspelt(said, a.said)]),
        ):
            sure = self._one_of(found, said)
            if sure:
                best = [Option(sure, 100 if sureness is Sureness.SAME else 90)]
                rest = [o for o in options if o.exercise_id != sure]
                return Match(sure, sureness, tuple([*best, *rest][:MOST_OPTIONS]))
        return Match("", Sureness.OPEN, options)

    @staticmethod
    def _one_of(found: Iterable[_Alias], said: _Said) -> str:
        """Choose among aliases; two different exercises that fit alike are no answer."""
        ids = {alias.exercise.id: len(alias.said.held & said.held) for alias in found}
        most = max(ids.values(), default=0)
        best = [exercise_id for exercise_id, held in ids.items() if held == most]
        return best[0] if len(best) == 1 else ""

    def _misspelt(self, said: _Said, known: _Said) -> bool:
        """Tell whether the words are the same but for spelling, each for each.

        A word of the catalog is never a misspelling of another: abduction is not adduction.
        """
        from rapidfuzz import fuzz

        odd, wanted = said.movement - known.movement, list(known.movement - said.movement)
        if not odd or len(odd) != len(wanted):
            return False
        for word in odd:
            if word in self._vocabulary or len(word) < 5:
                return False
            near = [w for w in wanted if len(w) > 4 and fuzz.ratio(word, w) >= _TYPO]
            if len(near) != 1:
                return False
            wanted.remove(near[0])
        return True


def _fits(said: _Said, alias: _Alias) -> bool:
    """Tell whether limb and equipment say nothing against an alias."""
    if said.limb != alias.said.limb or not alias.said.held <= said.held:
        return False
    return said.held <= _can_be_held(alias.exercise)


def _can_be_held(exercise: Exercise) -> frozenset[str]:
    """Give the equipment words under which an exercise is still the same one."""
    if exercise.load is Load.BAND:
        return frozenset({"band"})
    if Equipment.CABLE in exercise.needs:
        return frozenset({"cable"})
    if exercise.load is Load.NONE:
        return frozenset({"bodyweight"})
    if exercise.kind is Kind.WEIGHTED and not exercise.load_optional:
        return frozenset({"dumbbell", "kettlebell"})
    return frozenset({"dumbbell", "kettlebell", "bodyweight"})


def _read_names(path: Path) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return read_entries(path, lambda table: (table.entry, table.texts("names", least=1)), "names")
