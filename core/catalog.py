"""Which exercises are there, and how is each measured? Whose muscles does "left" mean in it?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import Self

from core.body import Body, Side
from core.errors import DataError
from core.tables import Table, read_entries

CATALOG_FOLDER = Path(__file__).resolve().parent.parent / "resources" / "catalog"


class Kind(Enum):
    """What sort of exercise it is."""

    STRETCH = "stretch"
    MOBILITY = "mobility"
    BODYWEIGHT = "bodyweight"
    BANDED = "banded"
    WEIGHTED = "weighted"

    @property
    def strengthens(self) -> bool:
        """True for everything that loads a muscle."""
        return self not in (Kind.STRETCH, Kind.MOBILITY)


class Group(Enum):
    """The list of the article that names the exercise; the companions are our own additions."""

    STRETCHES = "stretches"
    BODYWEIGHT_BANDED = "bodyweight and bands"
    ISOLATED = "isolated"
    COMPANION = "companion"


class Mode(Enum):
    """How the two sides take part."""

    SINGLE = "one side at a time"
    ALTERNATING = "alternating"
    TOGETHER = "both together"
    MIDLINE = "midline"

    @property
    def sided(self) -> bool:
        """True when a set belongs to one side."""
        return self in (Mode.SINGLE, Mode.ALTERNATING)


class SideRule(Enum):
    """Whose muscles "left" means."""

    WORKING_ARM = "working arm"
    ARM_ON_FRAME = "arm on the frame"
    MOVING_LEG = "moving leg"
    LIFTED_LEG = "lifted leg"
    EXTENDED_LEG = "extended leg"
    LOWERED_LEG = "lowered leg"
    LEAD_LEG = "lead leg"
    PLANTED_LEG = "planted leg"
    STANCE_LEG = "stance leg"
    FRONT_LEG = "front leg"
    REAR_LEG = "rear leg"
    DOWN_SIDE = "down side"
    TURNED_TO = "turned to"
    PULLED_TO = "pulled to"
    CRUNCHED_TO = "crunched to"
    STRETCHED_SIDE = "stretched side"
    OPPOSITE_WEIGHT = "opposite the weight"
    NONE = "none"


class Count(Enum):
    """What is counted in a set."""

    REPS = "reps"
    SECONDS = "seconds"


class Load(Enum):
    """What makes a set heavier."""

    NONE = "none"
    KG = "kg"
    """External kilograms only."""
    SYSTEM = "system"
    """A share of the body's weight plus external kilograms."""
    BAND = "band"
    """An ordinal band level, never kilograms."""


class Equipment(Enum):
    """What a person may have."""

    MAT = "mat"
    DOORWAY = "doorway"
    CHAIR = "chair"
    BENCH = "bench"
    LOOP_BAND = "loop band"
    LONG_BAND = "long band"
    DUMBBELLS = "dumbbells"
    ANKLE_WEIGHT = "ankle weight"
    CABLE = "cable machine"

    @property
    def words(self) -> str:
        """The thing in a sentence: "a cable machine"."""
        return (
            self.value if self is Equipment.DUMBBELLS else f"{_ARTICLE.get(self, 'a')} {self.value}"
        )


_ARTICLE = {Equipment.ANKLE_WEIGHT: "an"}


@dataclass(frozen=True, slots=True)
class Dose:
    """The starting dose: low and high ends of each range."""

    sets: tuple[int, int]
    amount: tuple[int, int]
    """Reps, or seconds, of one set (and one side)."""
    hold_s: int
    """Seconds each repetition is held; 0 when it is not."""
    rep_s: float
    """Seconds one repetition takes, hold included."""
    rest_s: int


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise that can be prescribed and logged."""

    id: str
    number: int
    """Place in the domain notes' list of 38; 0 for a companion."""
    name: str
    other_names: tuple[str, ...]
    variant_of: str
    """Id of the exercise this is a variant of, or empty."""
    kind: Kind
    groups: tuple[Group, ...]
    prime: tuple[str, ...]
    secondary: tuple[str, ...]
    other_side: tuple[str, ...]
    """Muscles that work on the opposite side (a stance hip, an opposite oblique)."""
    stretched: tuple[str, ...]
    stretched_secondary: tuple[str, ...]
    braces: tuple[str, ...]
    """Muscles that only hold or bear weight: what must be well, not what is trained."""
    mode: Mode
    side_rule: SideRule
    side_words: str
    """Whose muscles "left" means, in words, for the form."""
    count: Count
    load: Load
    load_optional: bool
    """True when the exercise is whole without any weight."""
    bodyweight_share: float
    """Share of the body's weight that is moved (Load.SYSTEM), else 0."""
    needs: tuple[Equipment, ...]
    helps: tuple[Equipment, ...]
    dose: Dose
    setup: tuple[str, ...]
    cues: tuple[str, ...]
    mistakes: tuple[str, ...]
    cautions: tuple[str, ...]
    avoid_if: tuple[str, ...]
    easier: tuple[str, ...]
    harder: tuple[str, ...]
    reading: str
    """How an ambiguous name is read here, or empty."""
    source: str

    @property
    def main(self) -> tuple[str, ...]:
        """The muscles the exercise is for."""
        return self.stretched if self.kind is Kind.STRETCH else self.prime or self.stretched

    @property
    def minor(self) -> tuple[str, ...]:
        """The muscles that take part."""
        return self.stretched_secondary if self.kind is Kind.STRETCH else self.secondary

    @property
    def isolated(self) -> bool:
        """True for the article's third list, which waits until nothing hurts."""
        return Group.ISOLATED in self.groups

    def label_side(self, side: Side) -> str:
        """Say which side a set is for in the exercise's terms: "left: the leg you stand on"."""
        return f"{side.value}: {self.side_words.format(side=side.value, other=side.other.value)}"


@dataclass(frozen=True)
class Catalog:
    """Every exercise, in the order of the files."""

    exercises: tuple[Exercise, ...]
    body: Body

    @cached_property
    def by_id(self) -> dict[str, Exercise]:
        """The exercises by id."""
        return {exercise.id: exercise for exercise in self.exercises}

    def get(self, exercise_id: str) -> Exercise:
        """Give an exercise by its id; KeyError when there is none."""
        return self.by_id[exercise_id]

    def find(self, exercise_id: str) -> Exercise | None:
        """Give an exercise by its id, or None: an old log may know one that is gone."""
        return self.by_id.get(exercise_id)

    @classmethod
    def load(cls, folder: Path = CATALOG_FOLDER, body: Body | None = None) -> Self:
        """Read and check every `*.toml` file of the folder.

        Raises:
            DataError: A field is missing, misspelt or wrong; file, entry and field are named.

        """
        body = body or Body.load()
        muscles = {muscle.id for muscle in body.muscles}
        exercises: list[Exercise] = []
        places: dict[str, str] = {}
        for path in sorted(folder.glob("*.toml")):
            for made in read_entries(path, lambda table: _exercise(table, muscles), "exercise"):
                if made.id in places:
                    raise DataError(
                        file=path.name,
                        entry=made.id,
                        field="id",
                        reason=f"is used already in {places[made.id]}",
                    )
                places[made.id] = path.name
                exercises.append(made)
        if not exercises:
            raise DataError(
                file=str(folder.name), entry="-", field="exercise", reason="no exercises found"
            )
        for made in exercises:
            neighbours = {
                "easier": made.easier,
                "harder": made.harder,
                "variant_of": (made.variant_of,) if made.variant_of else (),
            }
            for field, ids in neighbours.items():
                for other in ids:
                    if other not in places or other == made.id:
                        raise DataError(
                            file=places[made.id],
                            entry=made.id,
                            field=field,
                            reason=f"“{other}” is not another exercise",
                        )
        return cls(tuple(exercises), body)


def load_catalog(folder: Path = CATALOG_FOLDER) -> Catalog:
    """Read the catalog; see `Catalog.load`."""
    return Catalog.load(folder)


def _dose(table: Table, count: Count) -> Dose:
    part = table.table("dose")
    made = Dose(
        sets=part.span("sets", 1, 5),
        amount=part.span("amount", 1, 120),
        hold_s=part.whole("hold_s", 0, 60, 0),
        rep_s=part.number("rep_s", 1, 60, 1.0 if count is Count.SECONDS else 4.0),
        rest_s=part.whole("rest_s", 0, 300),
    )
    part.finish()
    return made


def _exercise(table: Table, muscles: set[str]) -> Exercise:
    kind = table.choice("kind", Kind)
    mode = table.choice("mode", Mode)
    load = table.choice("load", Load)
    count = table.choice("count", Count)
    made = Exercise(
        id=table.entry,
        number=table.whole("number", 0, 38),
        name=table.text("name"),
        other_names=table.texts("other_names"),
        variant_of=table.text("variant_of", ""),
        kind=kind,
        groups=table.choices("groups", Group, least=1),
        prime=table.words("prime", muscles, least=0 if kind is Kind.STRETCH else 1),
        secondary=table.words("secondary", muscles),
        other_side=table.words("other_side", muscles),
        stretched=table.words("stretched", muscles, least=1 if kind is Kind.STRETCH else 0),
        stretched_secondary=table.words("stretched_secondary", muscles),
        braces=table.words("braces", muscles),
        mode=mode,
        side_rule=table.choice("side_rule", SideRule),
        side_words=table.text("side_words", None if mode.sided else ""),
        count=count,
        load=load,
        load_optional=table.flag("load_optional", default=False),
        bodyweight_share=table.number(
            "bodyweight_share", 0.1, 1.0, None if load is Load.SYSTEM else 0.5
        )
        if load is Load.SYSTEM
        else 0.0,
        needs=table.choices("needs", Equipment),
        helps=table.choices("helps", Equipment),
        dose=_dose(table, count),
        setup=table.texts("setup", least=1),
        cues=table.texts("cues", least=2),
        mistakes=table.texts("mistakes", least=1),
        cautions=table.texts("cautions", least=1),
        avoid_if=table.texts("avoid_if", least=1),
        easier=table.texts("easier"),
        harder=table.texts("harder"),
        reading=table.text("reading", ""),
        source=table.text("source"),
    )
    if mode.sided == (made.side_rule is SideRule.NONE):
        raise table.wrong(
            "side_rule", "an exercise with sides needs a rule, one without sides needs “none”"
        )
    if not mode.sided and made.side_words:
        raise table.wrong("side_words", "an exercise without sides can't say whose side it is")
    if count is Count.SECONDS and load is not Load.NONE:
        raise table.wrong("load", "a hold in seconds has no load here")
    if kind is Kind.BANDED and load is not Load.BAND:
        raise table.wrong("load", "a banded exercise is measured in band levels")
    return made
