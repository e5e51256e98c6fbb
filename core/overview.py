"""How did the whole body stand on any day: verdicts, opposing pairs, sets and stretching?"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from core.balance import Judgement
from core.body import Pair, Region, Side, Spot
from core.catalog import Catalog
from core.concord import Concord
from core.curve import Standing, verdict_words
from core.journal import History
from core.lens import Lens
from core.memo import Memo
from core.stood import Stood, stood_of_log
from core.stretching import stretch_minutes
from core.trend import smooth
from core.volume import weekly_sets

FRESH = timedelta(days=28)
"""A ratio of two exercises needs both within so many days."""
LEAST_WEEKS = 6
"""A ratio has to be known for so many weeks before one is called unusual."""
_SPREAD = 1.4826
"""Median deviation to standard deviation, for normal noise."""
_LEAST_SPREAD = 0.02


@dataclass(frozen=True, slots=True)
class PlaceThen:
    """What was known of one side of a place on a day: never more than one exercise's verdict."""

    spot: Spot
    standing: Standing
    weaker_here: bool
    percent: float | None
    exercise_name: str
    compared: date | None
    """The latest workout with a verdict by then."""
    says: str


@dataclass(frozen=True, slots=True)
class Load:
    """What a place was given in the seven days up to a day, its most worked muscle counting."""

    sets: float
    minutes: float


@dataclass(frozen=True, slots=True)
class RatioThen:
    """An opposing pair on one side against the person's own usual ratio."""

    ratio: float
    usual: float
    weeks: int
    change: float
    """Against the usual ratio, in percent."""
    unusual: bool
    """Further away than the ratio's own usual scatter."""


@dataclass(frozen=True, slots=True)
class PairStory:
    """Two exercises for opposing muscles, on both sides, week by week."""

    pair: Pair
    one: str
    """Name of the exercise for the pair's first half; empty when there is none."""
    other: str
    weeks: dict[Side, tuple[date, ...]]
    ratios: dict[Side, tuple[float, ...]]
    """Strength of the first exercise over that of the second, smoothed."""

    def at(self, side: Side, day: date) -> RatioThen | None:
        """Give the ratio on a day; None while it is not known.

        It is only ever compared with the person's own: a ratio of two home exercises has no norm.
        """
        count = bisect_right(self.weeks[side], day)
        if not count or day - self.weeks[side][count - 1] > FRESH:
            return None
        logs = [math.log(r) for r in self.ratios[side][:count]]
        usual = median(logs)
        spread = max(_LEAST_SPREAD, _SPREAD * median(abs(v - usual) for v in logs))
        off = logs[-1] - usual
        return RatioThen(
            ratio=math.exp(logs[-1]),
            usual=math.exp(usual),
            weeks=count,
            change=100.0 * math.expm1(off),
            unusual=count >= LEAST_WEEKS and abs(off) > 2.0 * spread,
        )


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole body through time; asking for a day is quick."""

    catalog: Catalog
    first: date | None
    """The first workout; None without any."""
    last: date
    """Today."""
    verdicts: Mapping[str, tuple[Stood, ...]]
    pairs: tuple[PairStory, ...]
    history: History
    days: tuple[date, ...]
    """The day of each set of the history."""
    concord: Concord | None = None
    """How far tests at home and training name the same side."""

    def at(self, day: date) -> dict[Spot, PlaceThen]:
        """Say for every place what was known on a day."""
        then: dict[str, Stood] = {}
        for exercise_id, told in self.verdicts.items():
            count = bisect_right(told, day, key=_day_of)
            if count:
                then[exercise_id] = told[count - 1]
        return {
            Spot(region.id, side): self._place(region, side, then)
            for region in self.catalog.body.regions
            for side in Side
        }

    def _place(self, region: Region, side: Side, then: Mapping[str, Stood]) -> PlaceThen:
        spot = Spot(region.id, side)
        own = [
            (e, then[e.id])
            for e in self.catalog.exercises
            if e.id in then
            and set(e.prime) & set(region.muscles)
            and then[e.id].standing is not Standing.NO_DATA
        ]
        if not own:
            return PlaceThen(spot, Standing.NO_DATA, weaker_here=False, percent=None,
                             exercise_name="", compared=None, says="No data yet.")  # fmt: skip
        order = [Standing.REAL, Standing.NOISE, Standing.TOO_FEW, Standing.NO_DATA]
        own.sort(key=lambda row: (order.index(row[1].standing), -row[1].judgement.sets_used))
        exercise, best = own[0]
        real = {s.judgement.weaker for _, s in own if s.standing is Standing.REAL}
        standing, judgement = best.standing, best.judgement
        says = f"{exercise.name}: {verdict_words(standing, judgement, best.unit)}"
        if len(real) > 1:
            standing = Standing.TOO_FEW
            says = "The exercises disagree about the weaker side: nothing sure to say yet."
        percent = judgement.percent if isinstance(judgement, Judgement) else None
        return PlaceThen(
            spot=spot,
            standing=standing,
            weaker_here=standing is Standing.REAL and judgement.weaker is side,
            percent=percent if len(real) < 2 else None,
            exercise_name=exercise.name,
            compared=best.day,
            says=says,
        )

    def loads(self, day: date) -> dict[Spot, Load]:
        """Count sets and minutes of stretching of the seven days up to a day."""
        start = bisect_right(self.days, day - timedelta(days=7))
        week = History(self.history.sets[start : bisect_right(self.days, day)])
        sets = weekly_sets(week, self.catalog, until=day)
        minutes = stretch_minutes(week, self.catalog, until=day)
        return {
            Spot(region.id, side): Load(
                max(sets.get((m, side), 0.0) for m in region.muscles),
                max(minutes.get((m, side), 0.0) for m in region.muscles),
            )
            for region in self.catalog.body.regions
            for side in Side
        }

    def muscles(self, day: date) -> dict[tuple[str, Side], Load]:
        """The same for each muscle that got anything."""
        start = bisect_right(self.days, day - timedelta(days=7))
        week = History(self.history.sets[start : bisect_right(self.days, day)])
        sets = weekly_sets(week, self.catalog, until=day)
        minutes = stretch_minutes(week, self.catalog, until=day)
        return {key: Load(sets.get(key, 0.0), minutes.get(key, 0.0)) for key in sets | minutes}


def _day_of(then: Stood) -> date:
    return then.day


def overview_of(
    catalog: Catalog,
    history: History,
    *,
    bodyweight: float | None,
    today: date,
    known: Memo[tuple[Stood, ...]] | None = None,
) -> Overview:
    """Go through the whole log once, so that any day can be asked for.

    Args:
        catalog: The exercises and the body.
        history: Everything that was logged.
        bodyweight: In kilograms, or None when unknown.
        today: The last day that can be asked for.
        known: Keeps verdicts that were worked out before.

    """
    logs = history.by_exercise()
    known = known or Memo(stood_of_log)
    verdicts = {
        e.id: known.of(e, logs[e.id], bodyweight)
        for e in catalog.exercises
        if e.id in logs and e.mode.sided and e.kind.strengthens
    }
    sets = tuple(sorted(history.sets, key=lambda s: s.day))
    return Overview(
        catalog=catalog,
        first=sets[0].day if sets else None,
        last=max(today, sets[-1].day) if sets else today,
        verdicts=verdicts,
        pairs=tuple(_pair_story(catalog, pair, verdicts) for pair in catalog.body.pairs),
        history=History(sets),
        days=tuple(s.day for s in sets),
    )


def _pair_story(
    catalog: Catalog, pair: Pair, verdicts: Mapping[str, tuple[Stood, ...]]
) -> PairStory:
    """Choose one exercise for each half, the most done, and divide week by week."""
    one = _most_done(catalog, pair.one, verdicts, without="")
    other = _most_done(catalog, pair.other, verdicts, without=one)
    names = [catalog.get(i).name if i else "" for i in (one, other)]
    weeks: dict[Side, tuple[date, ...]] = dict.fromkeys(Side, ())
    ratios: dict[Side, tuple[float, ...]] = dict.fromkeys(Side, ())
    if one and other:
        for i, side in enumerate(Side):
            found = _ratios(_strengths(verdicts[one], i), _strengths(verdicts[other], i))
            weeks[side] = tuple(day for day, _ in found)
            ratios[side] = tuple(ratio for _, ratio in found)
    return PairStory(pair, names[0], names[1], weeks, ratios)


def _most_done(
    catalog: Catalog,
    muscles: Sequence[str],
    verdicts: Mapping[str, tuple[Stood, ...]],
    *,
    without: str,
) -> str:
    counts = {
        e.id: sum(1 for s in verdicts[e.id] if s.lens is Lens.STRENGTH and any(s.values))
        for e in catalog.exercises
        if e.id in verdicts and e.id != without and set(e.prime) & set(muscles)
    }
    best = max(counts, key=lambda i: counts[i], default="")
    return best if counts.get(best) else ""


def _strengths(told: Sequence[Stood], side: int) -> list[tuple[date, float]]:
    own = [
        (s.day, value)
        for s in told
        if s.lens is Lens.STRENGTH and (value := s.values[side]) is not None
    ]
    line = smooth([day.toordinal() for day, _ in own], [value for _, value in own])
    return [(day, drawn) for (day, _), drawn in zip(own, line, strict=True)]


def _ratios(
    ones: Sequence[tuple[date, float]], others: Sequence[tuple[date, float]]
) -> list[tuple[date, float]]:
    """One ratio a week, where both exercises were done within the last four weeks."""
    if not ones or not others:
        return []
    day = max(ones[0][0], others[0][0])
    end = max(ones[-1][0], others[-1][0]) + timedelta(days=6)
    found = []
    while day <= end:
        pair = [_latest(rows, day) for rows in (ones, others)]
        if pair[0] is not None and pair[1] is not None:
            found.append((day, pair[0] / pair[1]))
        day += timedelta(days=7)
    return found


def _latest(rows: Sequence[tuple[date, float]], day: date) -> float | None:
    count = bisect_right(rows, day, key=_first_of)
    if not count or day - rows[count - 1][0] > FRESH:
        return None
    return rows[count - 1][1]


def _first_of(row: tuple[date, float]) -> date:
    return row[0]
