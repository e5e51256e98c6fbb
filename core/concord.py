"""Do the tests at home and the training name the same side as behind?

Two ways of measuring that know nothing of each other: what each side could do on a test day, and
what the workouts around that day came to. The count of workouts on one side (`core.direction`) says
whether one source is steady; only a second source says whether it is right. Kappa takes away what
chance makes alike, which is much when one side is behind nearly everywhere (domain notes 1.5).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean

from core.body import Side
from core.catalog import Catalog, Exercise
from core.curve import Curve, GapPoint
from core.kappa import LEAST_PAIRS, Kappa, count_directions
from core.selftests import HomeTest, How
from core.testdays import TestVerdict, gap_of

AROUND = timedelta(days=13)
"""Workouts so near a test are compared with it; tests are four weeks apart, so none counts twice.
Test days nearer to each other than this are one look: their workouts are the same."""
LEAST_WORKOUTS = 3
"""Workouts around a test that make a direction; one alone is mostly chance (domain notes, C)."""
Looks = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Concord:
    """How often test and training named the same side, over all tests."""

    kappa: Kappa

    @property
    def says(self) -> str:
        """The finding in plain words; empty when there is too little to say."""
        kappa = self.kappa
        expected, interval = kappa.expected, kappa.interval
        if not kappa.telling or expected is None or interval is None:
            return ""
        by_chance = round(expected * kappa.pairs)
        head = (
            f"Tests at home and training name the same weaker side in {kappa.alike} of "
            f"{kappa.pairs} comparisons; chance alone would make about {by_chance}."
        )
        return f"{head} {_meaning(interval)}"

    @property
    def explained(self) -> str:
        """The same for a physiotherapist, with the number and what it means; empty without any."""
        kappa = self.kappa
        if not self.says:
            return self._without()
        value, interval = kappa.value or 0.0, kappa.interval or (0.0, 0.0)
        low, high = (_signed(end) for end in interval)
        return (
            f"{self.says} Cohen’s kappa {_signed(value)} (about {low} to {high}): the agreement "
            "beyond chance, where 0 is no more than chance and 1 is complete. Compared are the "
            "side behind on each test day and in the workouts within two weeks of it, for the same "
            "movement or place; even days are left out."
        )

    def _without(self) -> str:
        """Say why there is no number although there is enough to compare."""
        kappa = self.kappa
        if kappa.pairs < LEAST_PAIRS or kappa.varies:
            return ""
        first, second = kappa.lefts
        if {first, second} <= {0.0, 1.0} and first == second:
            side = Side.LEFT if first == 1.0 else Side.RIGHT
            return (
                f"Tests at home and training both named the {side.value} as behind in all "
                f"{kappa.pairs} comparisons. How much of that is more than chance can't be told, "
                "because the other side never was."
            )
        return (
            f"Tests at home and training name the same weaker side in {kappa.alike} of "
            f"{kappa.pairs} comparisons. How much of that is more than chance can't be told, "
            "because one of the two always named the same side."
        )


def _meaning(interval: tuple[float, float]) -> str:
    low, high = interval
    if low > 0.0:
        return "They point the same way."
    return "They contradict each other." if high < 0.0 else "That may be chance."


def _signed(value: float) -> str:
    rounded = round(value, 2) + 0.0
    return f"−{-rounded:.2f}" if rounded < 0 else f"{rounded:.2f}"


def concord_of(
    verdicts: Iterable[tuple[HomeTest, TestVerdict]],
    curves: Mapping[str, Curve],
    catalog: Catalog,
) -> Concord:
    """Compare every test with the workouts around it.

    Args:
        verdicts: Every test that was done with its days.
        curves: The curve of each logged exercise, by its id.
        catalog: Whose muscles an exercise is for.

    """
    looks = [look for test, told in verdicts for look in looks_of(test, told, curves, catalog)]
    return Concord(count_directions(looks))


def looks_of(
    test: HomeTest, told: TestVerdict, curves: Mapping[str, Curve], catalog: Catalog
) -> Looks:
    """Give the gap of each look at a test, and the mean gap of the workouts around it.

    Positive when the left is behind. Only tests that ask for repetitions are compared: how far a
    joint goes is another quality than strength, and need not be behind on the same side (Afonso et
    al., 2022).
    Each look is compared with one exercise, the one nearest to the test, and never with a mean of
    several.
    """
    if not test.compares or test.how not in (How.COUNT, How.RACE):
        return ()
    days = [(s.day, gap) for s in told.sessions if (gap := gap_of(test, s)) is not None]
    found = []
    for group in _near(days):
        first, last = group[0][0], group[-1][0]
        around = _around(test, curves, catalog, first - AROUND, last + AROUND)
        if around is not None:
            found.append((fmean(gap for _, gap in group), around))
    return tuple(found)


def _near(days: Sequence[tuple[date, float]]) -> list[list[tuple[date, float]]]:
    """Put test days of one look together."""
    groups: list[list[tuple[date, float]]] = []
    for day, gap in days:
        if groups and day - groups[-1][0][0] <= AROUND:
            groups[-1].append((day, gap))
        else:
            groups.append([(day, gap)])
    return groups


def _around(
    test: HomeTest, curves: Mapping[str, Curve], catalog: Catalog, since: date, until: date
) -> float | None:
    """Give the mean gap of the nearest exercise's workouts; None with too few of them."""
    ranked = []
    for order, exercise in enumerate(catalog.exercises):
        rank = nearness(test, exercise, catalog)
        curve = curves.get(exercise.id)
        if rank is None or curve is None:
            continue
        gaps = [g.value for g in _gaps(curve) if since <= g.day <= until]
        if len(gaps) >= LEAST_WORKOUTS:
            ranked.append((rank, -len(gaps), order, gaps))
    return fmean(min(ranked, key=lambda row: row[:3])[3]) if ranked else None


def _gaps(curve: Curve) -> tuple[GapPoint, ...]:
    return (*curve.before, *curve.gaps)


def nearness(test: HomeTest, exercise: Exercise, catalog: Catalog) -> int | None:
    """Tell how near an exercise is to a test: 0 the movement, 1 the place, None neither."""
    if not exercise.mode.sided or not exercise.kind.strengthens:
        return None
    if test.of_exercise:
        return 0 if test.of_exercise == exercise.id else None
    if test.picture == exercise.id:
        return 0
    places = {region.id for region in catalog.body.regions_of(exercise.main)}
    return 1 if places & set(test.regions) else None
