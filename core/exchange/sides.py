"""Which side does a name or a note say? What is not said stays unknown.

Never from the order of sets: left and right in turn is a habit, not a record. Whoever swaps the
words for left and right gets the sides swapped, and nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.body import Side

PAIRS = (
    ("left", "right"),
    ("links", "rechts"),
    ("linke", "rechte"),
    ("linker", "rechter"),
    ("linkes", "rechtes"),
    ("linken", "rechten"),
    ("linkem", "rechtem"),
    ("gauche", "droite"),
    ("gauche", "droit"),
    ("izquierda", "derecha"),
    ("izquierdo", "derecho"),
    ("sinistra", "destra"),
    ("sinistro", "destro"),
    ("esquerda", "direita"),
    ("esquerdo", "direito"),
    ("vänster", "höger"),
    ("venstre", "højre"),
    ("venstre", "høyre"),
    ("lewa", "prawa"),
    ("lewy", "prawy"),
    ("lewą", "prawą"),
    ("vasen", "oikea"),
)
"""Whole words for left and right: English, German, Dutch, French, Spanish, Italian, Portuguese,
Swedish, Danish, Norwegian, Polish, Finnish."""
MARKS = (
    ("l", "r"),
    ("lt", "rt"),
    ("li", "re"),
    ("izq", "der"),
    ("sx", "dx"),
    ("esq", "dir"),
)
"""Short marks, which only count where nothing else can be meant: in brackets or at the end."""

_WORDS = {word: side for pair in PAIRS for word, side in zip(pair, Side, strict=True)}
_SHORT = {word: side for pair in MARKS for word, side in zip(pair, Side, strict=True)}
_ALL = {**_WORDS, **_SHORT}
_SIDE = "|".join(sorted(map(re.escape, _ALL), key=len, reverse=True))
_LIMB = (
    r"arm|leg|side|hand|foot|only|bein|seite|fuß|fuss|nur|bras|jambe|côté|main|pied|seulement|"
    r"brazo|pierna|lado|mano|pie|solo|braccio|gamba|lato|piede|braço|perna|mão|pé|been|zijde|kant"
)
_EACH = re.compile(
    r"\b(alternat\w*|alternier\w*|abwechselnd|altern[éao]\w*|afwisselend|each|both|per (?:side|arm"
    r"|leg)|beid\w+|je (?:seite|arm|bein)|chaque|les deux|cada|ambos|ambas|entramb\w+)\b"
)
_BRACKETS = re.compile(rf"[(\[{{]\s*(?:(?:{_LIMB})\s+)?({_SIDE})\.?(?:\s+(?:{_LIMB}))?\s*[)\]}}]")
_ENDS = re.compile(rf"(?:^|[\s,;:/–—-])({_SIDE})\.?\s*$")
_TWO_ENDS = re.compile(rf"(?:^|[\s,;:(\[–—-])({_SIDE})\s*[/&+|]\s*({_SIDE})\s*[)\]]?\s*$")
_BARE = re.compile(rf"\W*(?:(?:{_LIMB})\W+)?({_SIDE})\W*(?:(?:{_LIMB})\W*){{0,2}}")
_BEGINS = re.compile(rf"\s*({_SIDE})(?:\s+(?:{_LIMB}))?\s*[:=]")
_BOTH_COUNTS = (
    re.compile(rf"\b({_SIDE})\.?\s*[:=x]?\s*([0-9]{{1,3}})\b\D{{0,20}}?"
               rf"\b({_SIDE})\.?\s*[:=x]?\s*([0-9]{{1,3}})\b"),
    re.compile(rf"\b([0-9]{{1,3}})\s*x?\s*({_SIDE})\b\D{{0,20}}?\b([0-9]{{1,3}})\s*x?\s*({_SIDE})\b"),
)  # fmt: skip
_SLASHED = re.compile(r"\s*([0-9]{1,3})\s*[/|]\s*([0-9]{1,3})\s*")


@dataclass(frozen=True, slots=True)
class Told:
    """What a name and a note say about the side."""

    side: Side | None = None
    sure: bool = False
    """The side was written down in so many words; else it is only a hint to ask about."""
    counts: tuple[int, int] | None = None
    """Repetitions of left and right in one note: "L 8 R 10"."""
    either: tuple[int, int] | None = None
    """Two numbers without sides, "8/10": the first may be either side's."""

    def mirrored(self) -> Told:
        """Swap left and right."""
        counts = self.counts and (self.counts[1], self.counts[0])
        return Told(self.side and self.side.other, self.sure, counts, self.either)


NOTHING = Told()


def told(name: str, note: str) -> Told:
    """Read the side from an exercise's name and from a set's note.

    A side in the name, or a note that is nothing but a side, is written down in so many words. A
    note that mentions a side otherwise ("left arm was tired") is a hint. Both sides, or a word for
    "each" or "alternating", leave it unknown.
    """
    name, note = name.casefold(), note.casefold()
    if _EACH.search(name):
        return NOTHING
    split = _counts(note)
    named = _in_name(name)
    noted, sure = _in_note(note)
    if len(named) > 1 or (named and noted and named != noted):
        return NOTHING
    if named:
        return Told(next(iter(named)), sure=True)
    if split is not None or _EACH.search(note):
        return split or NOTHING
    if len(noted) == 1:
        return Told(next(iter(noted)), sure=sure)
    return NOTHING


def without_side(name: str) -> str:
    """Give a name without what it says about the side, for finding the exercise."""
    name = _BRACKETS.sub(" ", name.casefold())
    name = re.sub(r"[^\W\d_]+", lambda m: " " if m[0] in _WORDS else m[0], name)
    ending = _ENDS.search(name)
    return (name[: ending.start()] if ending else name).strip()


def _in_name(name: str) -> set[Side]:
    found = {_WORDS[word] for word in re.findall(r"[^\W\d_]+", name) if word in _WORDS}
    found |= {_ALL[mark] for mark in _BRACKETS.findall(name)}
    found |= {_ALL[mark] for pair in _TWO_ENDS.findall(name) for mark in pair}
    ending = _ENDS.search(name)
    return found | {_ALL[ending[1]]} if ending else found


def _in_note(note: str) -> tuple[set[Side], bool]:
    bare = _BARE.fullmatch(note)
    if bare is not None:
        return {_ALL[bare[1]]}, True
    found = {_WORDS[w] for w in _WORDS if re.search(rf"\b{w}\s+(?:{_LIMB})\b", note)}
    found |= {_WORDS[w] for w in _WORDS if re.search(rf"\b(?:{_LIMB})\s+{w}\b", note)}
    begins = _BEGINS.match(note)
    if begins is not None:
        found.add(_ALL[begins[1]])
    mentioned = {_WORDS[word] for word in re.findall(r"[^\W\d_]+", note) if word in _WORDS}
    return (set() if len(mentioned | found) > 1 else found), False


def _counts(note: str) -> Told | None:
    """Find the repetitions of both sides in one note."""
    for n, pattern in enumerate(_BOTH_COUNTS):
        found = pattern.search(note)
        if found is None:
            continue
        one, other = (found[1], found[3]) if n == 0 else (found[2], found[4])
        amounts = (found[2], found[4]) if n == 0 else (found[1], found[3])
        first, second = _ALL[one], _ALL[other]
        if first is second:
            return None
        left, right = amounts if first is Side.LEFT else amounts[::-1]
        return Told(counts=(int(left), int(right)))
    found = _SLASHED.fullmatch(note)
    return Told(either=(int(found[1]), int(found[2]))) if found else None
