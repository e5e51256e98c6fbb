"""What does a short stretch routine for the tight places look like today?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core import words
from core.body import Region, Side, Spot
from core.catalog import Catalog, Exercise, Group, Kind
from core.journal import History
from core.recommender import Recommender
from core.routine import Prescription, Purpose, Routine, duration
from core.safety import Permission
from core.stretching import StretchRow, stretch_meter, stretch_minutes

LEAST_S, MOST_S = 5 * 60, 8 * 60
"""Long enough to count for the week, short enough for twice a day."""
HOLDS = 2
"""Of 30 seconds a side; the tight side gets one more (domain notes 4)."""
MOST_ROWS = 6
_DEFAULT_WHY = "A common one to begin with: both sides alike."
_DEFAULT_SOURCE = "The article, stretches; 60 seconds a muscle: ACSM (Garber et al., 2011)"


@dataclass(frozen=True, slots=True)
class TightPlace:
    """A tight place and the muscles in it that a stretch reaches."""

    spot: Spot
    minutes: float
    """Of the least stretched of them in the last seven days."""


def stretchable(region: Region, catalog: Catalog) -> tuple[str, ...]:
    """Give the muscles of a region that a stretch of the catalog is for."""
    reached = {m for e in catalog.exercises if e.kind is Kind.STRETCH for m in e.stretched}
    return tuple(m for m in region.muscles if m in reached)


def needs_most(
    tight: Sequence[Spot], history: History, catalog: Catalog, *, today: date
) -> tuple[TightPlace, ...]:
    """Put the tight places that a stretch can reach in order, the least stretched first."""
    minutes = stretch_minutes(history, catalog, until=today)
    made = []
    for spot in dict.fromkeys(tight):
        muscles = stretchable(catalog.body.region(spot.region), catalog)
        if muscles:
            least = min(minutes.get((m, spot.side), 0.0) for m in muscles)
            made.append(TightPlace(spot, least))
    return tuple(sorted(made, key=lambda place: place.minutes))


def stretch_routine(
    tight: Sequence[Spot],
    recommender_for: Callable[[Spot], Recommender],
    *,
    hurting: Collection[Spot] = (),
    strength_today: bool = False,
) -> Routine:
    """Build five to eight minutes of stretching for what is tight.

    Two holds of 30 seconds a side and one more on the tight side; never longer holds, so that
    strength work on the same day loses nothing. What was stretched least this week comes first,
    what does not fit comes next time. Where no place is known to be tight, the common stretches
    stand in, and the routine says so.

    Args:
        tight: The tight places; a place on both sides counts once, with one hold more on both.
        recommender_for: Makes the recommender of a place, without pain.
        hurting: Places that hurt today: they are left alone.
        strength_today: True when strength work is due on the same day.

    """
    sore = {spot.region for spot in hurting}
    anywhere = tight[0] if tight else Spot("hip_flexors", Side.LEFT)
    base = recommender_for(anywhere)
    catalog = base.catalog
    ordered = needs_most(tight, base.history, catalog, today=base.today)
    places = [p.spot for p in ordered if p.spot.region not in sore]
    notes: list[str] = []
    items, later = _for_places(places, recommender_for, sore)
    if not items:
        items = _usual(base, sore)
        notes.append(_why_usual(tight, sore, bool(items)))
    elif sum(i.seconds for i in items) < LEAST_S:
        items = _filled(items, places, recommender_for, sore)
    if sore & {spot.region for spot in tight}:
        names = words.listing([r.name for r in catalog.body.regions if r.id in sore])
        notes.append(f"Left out today because it hurts: {names}.")
    if later:
        names = words.listing([catalog.body.region(s.region).label(s.side) for s in later])
        notes.append(f"Next time: your {names}.")
    if strength_today and items:
        notes.append(
            "Holds of 30 seconds at most: strength work later today loses next to nothing."
        )
    first = places[0] if places and items else anywhere
    return Routine(
        request=replace(recommender_for(first).request, minutes=max(5, MOST_S // 60)),
        day=base.today,
        permission=Permission.FULL,
        items=tuple(items),
        notes=tuple(notes),
    )


def _for_places(
    places: Sequence[Spot],
    recommender_for: Callable[[Spot], Recommender],
    sore: Collection[str],
) -> tuple[list[Prescription], list[Spot]]:
    """Give the best stretch of each place while there is time, and the places that wait."""
    items: list[Prescription] = []
    later: list[Spot] = []
    regions: dict[str, list[Spot]] = {}
    for spot in places:
        regions.setdefault(spot.region, []).append(spot)
    for spots in regions.values():
        taken = [item.exercise_id for item in items]
        found = _best(recommender_for(spots[0]), spots, taken, sore)
        if found is None:
            continue
        if items and sum(i.seconds for i in items) + found.seconds > MOST_S:
            later.extend(spots)
        else:
            items.append(found)
    return items, later


def _best(
    recommender: Recommender, spots: Sequence[Spot], taken: Sequence[str], sore: Collection[str]
) -> Prescription | None:
    region = recommender.region
    wanted = set(region.muscles)
    options = [
        e
        for e in recommender.options(Purpose.STRETCH, region.id, taken)
        if e.kind is Kind.STRETCH and wanted & set(e.stretched) and _leaves(e, recommender, sore)
    ]
    if not options:
        return None
    exercise = options[0]
    made = recommender.prescribe(exercise, Purpose.STRETCH, region, HOLDS)
    if len(spots) > 1 and exercise.mode.sided:  # tight on both sides: one hold more on both
        seconds = duration(exercise, made.target, made.sets + 1, None)
        why = f"Your {region.name} {'feel' if region.plural else 'feels'} tight on both sides."
        made = replace(made, sets=made.sets + 1, extra=None, seconds=seconds, why=why)
    return made


def _leaves(exercise: Exercise, recommender: Recommender, sore: Collection[str]) -> bool:
    """Tell whether an exercise leaves the hurting places alone."""
    hurt = {m for r in sore for m in recommender.catalog.body.region(r).muscles}
    return not hurt & {*exercise.stretched, *exercise.stretched_secondary, *exercise.prime}


def _filled(
    items: list[Prescription],
    places: Sequence[Spot],
    recommender_for: Callable[[Spot], Recommender],
    sore: Collection[str],
) -> list[Prescription]:
    """Add a second stretch for the tightest places, or a usual one, up to five minutes."""
    made = list(items)
    tried = [_best(recommender_for(s), [s], [i.exercise_id for i in made], sore) for s in places]
    usual = _usual(recommender_for(places[0]), sore)
    for extra in (*tried, *usual):
        total = sum(i.seconds for i in made)
        known = {i.exercise_id for i in made}
        if total >= LEAST_S:
            break
        if extra is not None and extra.exercise_id not in known and total + extra.seconds <= MOST_S:
            made.append(extra)
    return made


def _usual(recommender: Recommender, sore: Collection[str]) -> list[Prescription]:
    """Take the article's stretch for one half of each pair, while there is time.

    The body's pairs name first the half that is called tight most often (domain notes 7.1). A
    stretch for one side at a time is taken before one for both at once; among equals the article's
    order decides. The side that was stretched less this week begins.
    """
    catalog, body = recommender.catalog, recommender.catalog.body
    made: list[Prescription] = []
    minutes = stretch_minutes(recommender.history, catalog, until=recommender.today)
    pairs = sorted(body.pairs, key=lambda pair: _COMMON.get(pair.id, len(_COMMON)))
    for pair in pairs:
        found = [
            e
            for e in catalog.exercises
            if e.kind is Kind.STRETCH
            and Group.STRETCHES in e.groups
            and set(e.stretched[:2]) & set(pair.one)
            and recommender.has(e)
            and e.id not in recommender.request.excluded
            and not {*e.stretched, *e.stretched_secondary} & recommender.closed
            and _leaves(e, recommender, sore)
            and all(i.exercise_id != e.id for i in made)
        ]
        if not found:
            continue
        best = min(found, key=lambda e: (not e.mode.sided, bool(e.variant_of), e.number))
        region = body.regions_of(best.stretched)[0]
        item = recommender.prescribe(best, Purpose.STRETCH, region, HOLDS)
        seconds = duration(best, item.target, item.sets, None)
        left, right = (minutes.get((best.stretched[0], side), 0.0) for side in Side)
        first = Side.RIGHT if right < left else Side.LEFT
        item = replace(
            item,
            extra=None,
            first=first if best.mode.sided else None,
            why=_DEFAULT_WHY,
            source=_DEFAULT_SOURCE,
            seconds=seconds,
        )
        if sum(i.seconds for i in made) + seconds <= MOST_S:
            made.append(item)
    return made


_COMMON: Mapping[str, int] = {"hip_front_back": 0, "chest_back": 1, "thigh": 2, "lower_leg": 3}
"""The pairs of the crossed patterns, in the order in which people name them (domain notes 7.1)."""


def _why_usual(tight: Sequence[Spot], sore: Collection[str], found: bool) -> str:  # noqa: FBT001
    if not found:
        return "No stretch is left with what you have, what you left out and what hurts today."
    if tight and all(spot.region in sore for spot in tight):
        return "What is tight hurts today, so here are stretches for other places."
    if tight:
        return "No stretch here reaches what you marked tight: here are common ones instead."
    return "Nothing is marked tight yet: here are common stretches to begin with."


# -- the meter -----------------------------------------------------------------------------------


def meter(
    tight: Sequence[Spot], history: History, catalog: Catalog, *, today: date
) -> tuple[StretchRow, ...]:
    """Give a line for every tight muscle, stretched or not, then the others of this week.

    Muscles of one place with the same minutes stand together under the place's name.
    """
    by_muscle = {row.muscle_id: row for row in stretch_meter(history, catalog, until=today)}
    rows: list[StretchRow] = []
    wanted = dict.fromkeys(spot.region for spot in tight)
    places = [catalog.body.region(r) for r in wanted]
    others = [r for r in catalog.body.regions if r.id not in wanted]
    used: set[str] = set()
    for region in (*places, *others):
        alike: dict[tuple[float, float], list[str]] = {}
        for muscle in stretchable(region, catalog):
            row = by_muscle.get(muscle)
            if muscle in used or (row is None and region not in places):
                continue
            key = (row.left, row.right) if row is not None else (0.0, 0.0)
            alike.setdefault(key, []).append(muscle)
            used.add(muscle)
        for (left, right), muscles in alike.items():
            name = region.name if len(alike) == 1 else catalog.body.muscle(muscles[0]).name
            rows.append(StretchRow(muscles[0], name, left, right))
    split = sum(1 for row in rows if any(row.muscle_id in r.muscles for r in places))
    return (*rows[:split], *sorted(rows[split:], key=lambda r: -max(r.left, r.right)))[:MOST_ROWS]
