"""Which muscles and regions does a body have, on which side, and what works against what?"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import Self

from core.errors import DataError
from core.sides import Side as Side
from core.sides import Spot as Spot
from core.sides import View as View
from core.tables import Table, read_entries

BODY_FILE = Path(__file__).resolve().parent.parent / "resources" / "body" / "body.toml"


class Size(Enum):
    """The article's two classes: small muscle groups start with bodyweight and bands."""

    SMALL = "small"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Muscle:
    """A muscle, or a group that acts as one."""

    id: str
    name: str
    """Plain name, as in "upper back, between the shoulder blades"."""
    anatomical: str


@dataclass(frozen=True, slots=True)
class Region:
    """A place on the body that a person can point at; it exists on both sides."""

    id: str
    name: str
    """Plain name in lower case that follows "your left": "glutes"."""
    muscles: tuple[str, ...]
    size: Size
    views: tuple[View, ...]
    words: tuple[str, ...]
    """Other words people type for it."""
    opposite: tuple[str, ...]
    """Region ids that do the opposite movement, nearest first."""
    plural: bool

    def label(self, side: Side) -> str:
        """Give the words on the map and in sentences: "left glutes"."""
        return f"{side.value} {self.name}"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two groups of muscles that do opposite movements (domain notes, decision 7)."""

    id: str
    name: str
    one: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Complaint:
    """A common way to say it ("hunched back"), led to a region and a feeling, never a diagnosis."""

    id: str
    words: tuple[str, ...]
    region: str
    feeling: str
    """"tight", "weak" or "neither"."""
    says: str
    """What the app answers, in one sentence."""


@dataclass(frozen=True, slots=True)
class Found:
    """An answer to what a person typed; the side is None when it was not said."""

    region: str
    side: Side | None
    feeling: str | None
    says: str


@dataclass(frozen=True)
class Body:
    """All muscles, regions, pairs and the words for them."""

    muscles: tuple[Muscle, ...]
    regions: tuple[Region, ...]
    pairs: tuple[Pair, ...]
    complaints: tuple[Complaint, ...]
    elsewhere: tuple[Complaint, ...]
    """Places people ask for that Evenside has no exercise for; `says` explains."""

    @classmethod
    def load(cls, path: Path = BODY_FILE) -> Self:
        """Read and check the body's data.

        Raises:
            DataError: A field is missing or wrong; file, entry and field are named.

        """
        muscles = read_entries(path, _muscle, "muscle")
        muscle_ids = {muscle.id for muscle in muscles}
        regions = read_entries(path, lambda table: _region(table, muscle_ids), "region")
        region_ids = {region.id for region in regions}
        for region in regions:
            for other in region.opposite:
                if other not in region_ids:
                    raise DataError(
                        file=path.name,
                        entry=region.id,
                        field="opposite",
                        reason=f"“{other}” is not known",
                    )
        return cls(
            muscles=muscles,
            regions=regions,
            pairs=read_entries(path, lambda table: _pair(table, muscle_ids), "pair"),
            complaints=read_entries(path, lambda t: _complaint(t, region_ids), "complaint"),
            elsewhere=read_entries(path, lambda t: _complaint(t, region_ids), "elsewhere"),
        )

    @cached_property
    def _muscle_by_id(self) -> dict[str, Muscle]:
        return {muscle.id: muscle for muscle in self.muscles}

    @cached_property
    def _region_by_id(self) -> dict[str, Region]:
        return {region.id: region for region in self.regions}

    def muscle(self, muscle_id: str) -> Muscle:
        """Give a muscle by its id; KeyError when there is none."""
        return self._muscle_by_id[muscle_id]

    def region(self, region_id: str) -> Region:
        """Give a region by its id; KeyError when there is none."""
        return self._region_by_id[region_id]

    def regions_of(self, muscle_ids: tuple[str, ...]) -> tuple[Region, ...]:
        """Give the regions that hold any of the muscles, in the map's order."""
        wanted = set(muscle_ids)
        return tuple(region for region in self.regions if wanted & set(region.muscles))

    def opposing(self, muscle_ids: tuple[str, ...]) -> tuple[str, ...]:
        """Give the muscles on the other half of every pair that holds one of these."""
        wanted = set(muscle_ids)
        found: list[str] = []
        for pair in self.pairs:
            if wanted & set(pair.one):
                found.extend(pair.other)
            if wanted & set(pair.other):
                found.extend(pair.one)
        return tuple(m for m in dict.fromkeys(found) if m not in wanted)

    def search(self, text: str) -> tuple[Found, ...]:
        """Find what a person typed: "left glute", "knee", "hunched back".

        Every typed word has to start a word of the place's name or of its other words. Whole
        matches come first. An empty text finds nothing.
        """
        said = _plain(text).split()
        side = next((s for s in Side if s.value in said or s.value[0] in said), None)
        feeling = next((f for f in ("tight", "weak") if f in said), None)
        said = [w for w in said if w not in _SMALL_WORDS and w not in _SIDE_WORDS]
        # "left side" names a side, "side of the back" a place: the place is tried first.
        for tried in (
            said,
            [w for w in said if w not in _FEELING_WORDS],
            [w for w in said if w not in _FEELING_WORDS and w != "side"],
        ):
            found = self._places(tried, side)
            if found:
                return tuple(replace(f, feeling=f.feeling or feeling) for f in found)
        return ()

    def _places(self, said: list[str], side: Side | None) -> tuple[Found, ...]:
        if not set(said) - {"side"}:
            return ()
        ranked: list[tuple[int, int, Found]] = []
        for order, region in enumerate(self.regions):
            names = (region.name, region.id.replace("_", " "), *region.words)
            names += tuple(self.muscle(m).anatomical for m in region.muscles)
            names += tuple(self.muscle(m).name for m in region.muscles)
            rank = _rank(said, names)
            if rank is not None:
                own = 0 if _rank(said, (region.name,)) == 0 else 1
                ranked.append((rank + own, order, Found(region.id, side, None, "")))
        for order, complaint in enumerate((*self.complaints, *self.elsewhere)):
            rank = _rank(said, complaint.words)
            if rank is not None:
                found = Found(complaint.region, side, complaint.feeling, complaint.says)
                ranked.append((rank, order - 100, found))
        return tuple(found for _, _, found in sorted(ranked, key=lambda row: row[:2]))


_SMALL_WORDS = frozenset({"my", "your", "the", "a", "of", "in", "on", "is", "and", "i"})
_FEELING_WORDS = frozenset(
    {"tight", "weak", "stiff", "sore", "pain", "painful", "hurts", "hurt", "aches", "ache"}
)
_SIDE_WORDS = frozenset({"left", "right", "l", "r"})


def _plain(text: str) -> str:
    """Lower case, no accents, no punctuation."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(c if c.isalnum() or c.isspace() else " " for c in bare if c.isascii())


def _rank(said: list[str], names: tuple[str, ...]) -> int | None:
    """0 for a whole name, 1 for a name that begins so, 2 for any other match, None for no match."""
    best: int | None = None
    for name in names:
        words = [w for w in _plain(name).split() if w not in _SMALL_WORDS]
        stems = [w[:-1] if len(w) > 3 and w.endswith("s") else w for w in said]
        if all(any(w.startswith(s) for w in words) for s in stems):
            whole = len(words) == len(said)
            rank = 0 if whole else 1 if words[0].startswith(stems[0]) else 2
            best = rank if best is None else min(best, rank)
    return best


def _muscle(table: Table) -> Muscle:
    return Muscle(table.entry, table.text("name"), table.text("anatomical"))


def _region(table: Table, muscle_ids: set[str]) -> Region:
    return Region(
        id=table.entry,
        name=table.text("name"),
        muscles=table.words("muscles", muscle_ids, least=1),
        size=table.choice("size", Size),
        views=table.choices("views", View, least=1),
        words=table.texts("words"),
        opposite=table.texts("opposite", least=1),
        plural=table.flag("plural", default=True),
    )


def _pair(table: Table, muscle_ids: set[str]) -> Pair:
    return Pair(
        id=table.entry,
        name=table.text("name"),
        one=table.words("one", muscle_ids, least=1),
        other=table.words("other", muscle_ids, least=1),
    )


def _complaint(table: Table, region_ids: set[str]) -> Complaint:
    region = table.text("region", "")
    if region and region not in region_ids:
        raise table.wrong("region", f"“{region}” is not known")
    feeling = table.text("feeling", "neither")
    if feeling not in {"tight", "weak", "neither"}:
        raise table.wrong("feeling", "has to be tight, weak or neither")
    return Complaint(
        id=table.entry,
        words=table.texts("words", least=1),
        region=region,
        feeling=feeling,
        says=table.text("says"),
    )
