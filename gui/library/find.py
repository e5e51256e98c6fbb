"""Which exercises does a typed word mean: by name, other names or muscles?"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from core.body import Body
from core.catalog import Catalog, Exercise

_SMALL_WORDS = frozenset({"my", "your", "the", "a", "of", "in", "on", "for", "and", "exercise"})


def search(catalog: Catalog, text: str) -> tuple[Exercise, ...]:
    """Find exercises: every typed word has to begin a word of one of these groups of names.

    Names come first, then the muscles it is for, then muscles that help or work on the other
    side. An empty text finds everything, in the catalog's order.
    """
    said = [w[:-1] if len(w) > 3 and w.endswith("s") else w for w in _plain(text).split()]
    said = [w for w in said if w not in _SMALL_WORDS]
    if not said:
        return catalog.exercises
    ranked = []
    for order, exercise in enumerate(catalog.exercises):
        groups = _groups(exercise, catalog.body)
        known: list[str] = []
        for rank, names in enumerate(groups):
            known += [word for name in names for word in _plain(name).split()]
            if all(any(word.startswith(each) for word in known) for each in said):
                ranked.append((rank, order, exercise))
                break
    return tuple(exercise for _, _, exercise in sorted(ranked, key=lambda row: row[:2]))


def _groups(exercise: Exercise, body: Body) -> tuple[Iterable[str], ...]:
    name = (exercise.name,)
    others = (*exercise.other_names, exercise.kind.value)
    main = _muscle_names(exercise.main, body, places=True)
    rest = (*exercise.minor, *exercise.prime, *exercise.stretched, *exercise.other_side)
    return name, others, main, _muscle_names(rest, body, places=False)


def _muscle_names(ids: tuple[str, ...], body: Body, *, places: bool) -> list[str]:
    """Plain and anatomical names, and the names of the places they belong to."""
    found = []
    for muscle_id in ids:
        muscle = body.muscle(muscle_id)
        found += [muscle.name, muscle.anatomical]
    if places:
        for region in body.regions_of(ids):
            found += [region.name, *region.words]
    return found


def _plain(text: str) -> str:
    """Lower case, no accents, no punctuation."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c if c.isalnum() or c.isspace() else " " for c in bare if c.isascii())
