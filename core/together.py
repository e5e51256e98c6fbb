"""What do all exercises for one place say, side by side? Never one number made of many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from core import words
from core.balance import percent_of_points
from core.body import Side
from core.catalog import Catalog, Exercise
from core.curve import Curve, Standing
from core.exercise_report import Report
from core.selftests import HomeTest
from core.testdays import Reading, TestVerdict


class Place(Enum):
    """What a group is about."""

    REGION = "place"
    MUSCLE = "muscle"


class Agreement(Enum):
    """How the exercises of a group go together."""

    NONE = "no data"
    ONE = "one exercise"
    EARLY = "too early"
    EVEN = "even"
    AGREE = "agree"
    PARTLY = "partly"
    DISAGREE = "disagree"


@dataclass(frozen=True, slots=True)
class Member:
    """One exercise of a group."""

    exercise: Exercise
    direct: bool
    """It is for this place; otherwise the place takes part."""
    report: Report

    @property
    def curve(self) -> Curve:
        """The exercise's curve."""
        return self.report.curve

    @property
    def span(self) -> tuple[float, float, float] | None:
        """Low end, middle and high end of the gap in percent, positive for left; None unknown."""
        judgement = self.curve.judgement
        if self.curve.gap_unit != "%" or judgement.mean is None or judgement.half_width is None:
            return None
        middle, half = judgement.mean, judgement.half_width
        low, mid, high = (_percent(end) for end in (middle - half, middle, middle + half))
        return low, mid, high


@dataclass(frozen=True, slots=True)
class Trial:
    """A test at home of a group, with what it says."""

    test: HomeTest
    verdict: TestVerdict


@dataclass(frozen=True, slots=True)
class Group:
    """A muscle or a place with every exercise that was logged for it."""

    place: Place
    id: str
    name: str
    members: tuple[Member, ...]
    """Direct ones first, the surest first among them."""
    agreement: Agreement
    says: str
    tests: tuple[Trial, ...] = ()
    """Tests at home for the place, those with a finding first. They are never merged either."""


@dataclass(frozen=True, slots=True)
class GroupName:
    """A muscle or place to choose, and how many logged exercises and done tests it has."""

    place: Place
    id: str
    name: str
    exercises: int
    tests: int = 0


def group_names(
    catalog: Catalog, logged: Sequence[str], tested: Sequence[HomeTest] = ()
) -> tuple[GroupName, ...]:
    """List the places, then the muscles, that a logged exercise or a done test is for."""
    done = [e for i in dict.fromkeys(logged) if (e := catalog.find(i)) and _counts(e)]
    found = []
    for region in catalog.body.regions:
        count = sum(1 for e in done if set(e.prime) & set(region.muscles))
        tests = sum(1 for test in tested if region.id in test.regions)
        found.append(GroupName(Place.REGION, region.id, region.name, count, tests))
    for muscle in catalog.body.muscles:
        count = sum(1 for e in done if muscle.id in e.prime)
        name = f"{muscle.name} ({muscle.anatomical})"
        found.append(GroupName(Place.MUSCLE, muscle.id, name, count))
    return tuple(name for name in found if name.exercises or name.tests)


def _counts(exercise: Exercise) -> bool:
    return exercise.mode.sided and exercise.kind.strengthens


def exercises_for(catalog: Catalog, place: Place, place_id: str) -> tuple[str, ...]:
    """List the ids of exercises that work a muscle or place, mainly or along the way.

    Raises:
        KeyError: There is no such muscle or place.

    """
    body = catalog.body
    region = place is Place.REGION
    muscles = set(body.region(place_id).muscles if region else (body.muscle(place_id).id,))
    return tuple(
        e.id for e in catalog.exercises if _counts(e) and muscles & {*e.prime, *e.secondary}
    )


def group_of(
    catalog: Catalog,
    reports: Mapping[str, Report],
    place: Place,
    place_id: str,
    tests: Iterable[tuple[HomeTest, TestVerdict]] = (),
) -> Group:
    """Put the exercises for a muscle or place beside each other.

    Asymmetry belongs to a task: exercises are never merged into one number, and only those that
    agree in sign say something about the place (Bishop et al., 2019; Afonso et al., 2022).

    Args:
        catalog: The exercises and the body.
        reports: What is known of each logged exercise, by its id.
        place: Whether it is about a place of the map or a single muscle.
        place_id: Which one.
        tests: Every test at home that was done with what it says.

    Raises:
        KeyError: There is no such muscle or place.

    """
    body = catalog.body
    if place is Place.REGION:
        region = body.region(place_id)
        name, muscles = region.name, frozenset(region.muscles)
    else:
        muscle = body.muscle(place_id)
        name, muscles = muscle.name, frozenset({muscle.id})
    members = []
    for exercise in catalog.exercises:
        direct = bool(muscles & set(exercise.prime))
        works = direct or bool(muscles & set(exercise.secondary))
        if works and exercise.id in reports and _counts(exercise):
            members.append(Member(exercise, direct, reports[exercise.id]))
    order = [Standing.REAL, Standing.NOISE, Standing.TOO_FEW, Standing.NO_DATA]
    members.sort(key=lambda m: (not m.direct, order.index(m.curve.standing)))
    direct_ones = [m for m in members if m.direct]
    agreement, says = _agreement(direct_ones, name)
    regions = {r.id for r in body.regions if muscles & set(r.muscles)}
    if place is Place.REGION:
        regions = {place_id}
    trials = [Trial(test, told) for test, told in tests if regions & set(test.regions)]
    trials.sort(key=lambda t: (t.verdict.reading is not Reading.WEAKER, t.test.name))
    return Group(place, place_id, name, tuple(members), agreement, says, tuple(trials))


def _agreement(members: Sequence[Member], name: str) -> tuple[Agreement, str]:
    """Say whether the exercises that are for the place tell the same."""
    told = [m for m in members if m.curve.standing in (Standing.REAL, Standing.NOISE)]
    if not told:
        if any(m.curve.standing is Standing.TOO_FEW for m in members):
            return Agreement.EARLY, f"Too early to say anything about your {name}."
        return Agreement.NONE, f"No exercise for your {name} compares both sides yet."
    if len(told) == 1:
        only = told[0]
        return Agreement.ONE, (
            f"Only {only.exercise.name} tells so far: {only.report.short}. Another exercise for "
            f"your {name} would show whether the gap is the muscle's or the movement's."
        )
    real = {
        side: [
            m
            for m in told
            if m.curve.standing is Standing.REAL and m.curve.judgement.weaker is side
        ]
        for side in Side
    }
    behind = [side for side in Side if real[side]]
    if len(behind) == 2:
        ends = [f"{_names(real[side])} {_say(real[side])} your {side.value}" for side in Side]
        return Agreement.DISAGREE, (
            f"They disagree: {ends[0]}, {ends[1]}. A gap can belong to a movement instead of a "
            "muscle, so nothing is said about the place."
        )
    if not behind:
        return Agreement.EVEN, (
            f"They agree: none of {words.plural(len(told), 'exercise')} shows a gap larger than "
            "day-to-day noise."
        )
    side = behind[0]
    if len(real[side]) == len(told):
        every = "both" if len(told) == 2 else f"all {len(told)}"
        return Agreement.AGREE, (
            f"They agree: {every} exercises say that your {side.value} is weaker."
        )
    others = [m for m in told if m not in real[side]]
    against = [m for m in others if m.curve.judgement.weaker is side.other]
    lean = (
        f"; {_names(against)} {'leans' if len(against) == 1 else 'lean'} the other way"
        if against
        else ", and the others lean the same way"
    )
    return Agreement.PARTLY, (
        f"{len(real[side])} of {len(told)} exercises say that your {side.value} is weaker "
        f"({_names(real[side])}){lean}."
    )


def _names(members: Sequence[Member]) -> str:
    return words.listing([m.exercise.name for m in members])


def _say(members: Sequence[Member]) -> str:
    return "says" if len(members) == 1 else "say"


def _percent(points: float) -> float:
    return percent_of_points(points) * (1.0 if points > 0 else -1.0)
