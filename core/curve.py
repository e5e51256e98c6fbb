"""What does the log of one exercise say about each side over time?"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from core import words
from core.balance import (
    PRIOR_CV,
    Difference,
    Judgement,
    log_ratio,
    percent_of_points,
    verdict,
    verdict_difference,
)
from core.body import Side
from core.catalog import Count, Exercise, Load
from core.journal import History, SetEntry
from core.sessions import by_workout
from core.strength import (
    MOST_REPS_FOR_STRENGTH,
    counts_as_strength,
    estimate_1rm,
    relative_strength,
    system_load,
)
from core.trend import Slope, slope, smooth

BREAK_DAYS = 28
"""A longer gap starts a new piece of line (domain notes 3.4)."""
HOLD_CV = 30.8
"""Day-to-day noise of a hold, in percent (side plank: Juan-Recio, 2022; domain notes 8)."""
LEAST_POINTS_FOR_TREND = 6
MOST_POINTS_FOR_TREND = 80


_SILENT = "How long a stretch or a slow movement lasts says nothing about which side is stronger."


class Lens(Enum):
    """What the numbers of a curve are."""

    STRENGTH = "strength"
    """Estimated 1RM in kilograms."""
    REPS = "reps"
    """Repetitions that were possible: done plus in reserve."""
    SECONDS = "seconds"


class Standing(Enum):
    """What may be said about the gap."""

    NO_DATA = "no data"
    TOO_FEW = "too few"
    NOISE = "within noise"
    REAL = "real"


@dataclass(frozen=True, slots=True)
class Point:
    """The best comparable set of one side in one workout."""

    day: date
    value: float
    at_least: bool
    """The reserve is not known, so the side could do this much or more."""
    piece: int
    """Points of different pieces are not joined and not compared: band, weight or break."""
    says: str
    """The set in words, for hovering."""


@dataclass(frozen=True, slots=True)
class Line:
    """One side over time."""

    points: tuple[Point, ...]
    drawn: tuple[float, ...]
    """A smoothed value for each point, starting anew with each piece."""
    trend: Slope | None
    """Of ln(value) in the last piece; None with fewer than six points."""

    @property
    def latest(self) -> float | None:
        """The smoothed value today; None without data."""
        return self.drawn[-1] if self.drawn else None


@dataclass(frozen=True, slots=True)
class GapPoint:
    """Left against right in one workout: positive when the left is weaker."""

    day: date
    value: float
    piece: int


@dataclass(frozen=True, slots=True)
class Curve:
    """Everything the graph of one exercise shows."""

    exercise_id: str
    lens: Lens
    title: str
    """What the numbers are, in words."""
    unit: str
    lines: dict[Side, Line]
    """Empty for an exercise without sides."""
    both: Line
    """Sets without a side."""
    gaps: tuple[GapPoint, ...]
    gap_unit: str
    """"%" of the stronger side, or "reps"."""
    judgement: Judgement | Difference
    standing: Standing
    verdict: str
    notes: tuple[str, ...]
    """What was left out and why."""


@dataclass(frozen=True, slots=True)
class _Best:
    point: Point
    possible: float
    """Reps with reserve, or seconds."""


def curve_of(exercise: Exercise, history: History, *, bodyweight: float | None = None) -> Curve:
    """Turn the log of an exercise into lines, gaps and a verdict.

    Args:
        exercise: Which one.
        history: What was logged; other exercises are ignored.
        bodyweight: In kilograms, for exercises that move a share of it; None when unknown.

    """
    logged = history.of(exercise.id).sets
    told = [entry for entry in logged if not entry.side_open(exercise)]
    workouts = by_workout(told)
    sets = [entry for _, entries in workouts for entry in entries]
    lens, value = _lens(exercise, sets, bodyweight)
    pieces = _pieces(workouts, lens)
    best: dict[Side | None, dict[str, _Best]] = {None: {}, Side.LEFT: {}, Side.RIGHT: {}}
    left_out = 0
    for (workout, entries), piece in zip(workouts, pieces, strict=True):
        day = max(entry.day for entry in entries)  # a workout past midnight is one workout
        for entry in entries:
            number = value(entry)
            if number is None or (lens is not Lens.STRENGTH and _key(entry) != piece[1]):
                left_out += 1
                continue
            column = best[entry.side]
            if workout not in column or number > column[workout].point.value:
                column[workout] = _Best(
                    Point(
                        day=day,
                        value=number,
                        at_least=entry.seconds is None and entry.reserve is None,
                        piece=piece[0],
                        says=_says(entry),
                    ),
                    float(entry.seconds or ((entry.reps or 0) + (entry.reserve or 0))),
                )
    lines = {side: _line([b.point for b in best[side].values()]) for side in Side}
    pairs = [
        (best[Side.LEFT][workout], best[Side.RIGHT][workout])
        for workout, _ in workouts
        if workout in best[Side.LEFT] and workout in best[Side.RIGHT]
    ]
    known = [
        (left, right)
        for left, right in pairs
        if not left.point.at_least
        and not right.point.at_least
        and left.point.piece == pairs[-1][0].point.piece == right.point.piece
    ]
    # How long a stretch was held says nothing about which side is stronger.
    tells = exercise.mode.sided and exercise.kind.strengthens
    gaps, unit, judgement = _gap(lens, known if tells else [])
    standing = _standing(judgement)
    said = verdict_words(standing, judgement, unit) if tells else _SILENT
    if tells and standing is Standing.NO_DATA and sets:
        said = _nothing_to_compare(exercise, sets)
    elif tells and not sets and logged:
        said = "Nothing to compare yet: which side the sets were of is not known."
    return Curve(
        exercise_id=exercise.id,
        lens=lens,
        title=_title(lens, exercise, bodyweight),
        unit={Lens.STRENGTH: "kg", Lens.REPS: "reps", Lens.SECONDS: "s"}[lens],
        lines=lines if exercise.mode.sided else {},
        both=_line([b.point for b in best[None].values()]),
        gaps=gaps,
        gap_unit=unit,
        judgement=judgement,
        standing=standing,
        verdict=said if exercise.mode.sided else "",
        notes=(
            *_notes(lens, left_out, len(pairs) - len(known), exercise, bodyweight),
            *_open_sides(len(logged) - len(told)),
        ),
    )


def _nothing_to_compare(exercise: Exercise, sets: Sequence[SetEntry]) -> str:
    """Say what keeps the sides from being compared although something was logged."""
    missing = [side for side in Side if all(entry.side is not side for entry in sets)]
    if len(missing) == 1:
        return f"Nothing to compare yet: your {missing[0].value} side has no sets."
    reps = [entry for entry in sets if entry.reps]
    if reps and all(entry.reserve is None for entry in reps):
        return (
            "Nothing to compare yet: after each set, say how many more you could have done. The "
            "sides do the same, so only that tells them apart."
        )
    if any((entry.reps or 0) + (entry.reserve or 0) > MOST_REPS_FOR_STRENGTH for entry in reps):
        return (
            f"Nothing to compare yet: beyond {MOST_REPS_FOR_STRENGTH} possible repetitions a set "
            "tells more about endurance than strength. Now and then do one set a side with a "
            f"weight that neither side could lift more than {MOST_REPS_FOR_STRENGTH} times."
        )
    return f"Nothing to compare yet: log both sides of {exercise.name} in one workout."


def _lens(
    exercise: Exercise, sets: Sequence[SetEntry], bodyweight: float | None
) -> tuple[Lens, Callable[[SetEntry], float | None]]:
    """Choose what the numbers are: strength wherever the latest sets allow it honestly."""

    def reps(entry: SetEntry) -> float | None:
        return float(entry.reps + (entry.reserve or 0)) if entry.reps else None

    def seconds(entry: SetEntry) -> float | None:
        return float(entry.seconds) if entry.seconds else None

    def moved(entry: SetEntry) -> float | None:
        added = entry.load_kg or 0.0
        if exercise.load is Load.SYSTEM:
            share = exercise.bodyweight_share
            return system_load(bodyweight, share, added) if bodyweight else None
        return added or None

    def strength(entry: SetEntry) -> float | None:
        load = moved(entry)
        if load is None or not entry.reps:
            return None
        if not counts_as_strength(entry.reps, entry.reserve or 0):
            return None
        return estimate_1rm(load, entry.reps, entry.reserve or 0)

    if exercise.count is Count.SECONDS:
        return Lens.SECONDS, seconds
    recent = sets[-12:]
    if exercise.load in (Load.KG, Load.SYSTEM) and any(strength(s) is not None for s in recent):
        return Lens.STRENGTH, strength
    return Lens.REPS, reps


def _key(entry: SetEntry) -> tuple[object, ...]:
    return (entry.band, entry.load_kg or 0.0, entry.setup.strip().casefold())


def _pieces(
    workouts: Sequence[tuple[str, list[SetEntry]]], lens: Lens
) -> list[tuple[int, tuple[object, ...]]]:
    """Number the pieces: a long break, and (for reps) another band, weight or set-up start one."""
    made: list[tuple[int, tuple[object, ...]]] = []
    last_day: date | None = None
    for _, entries in workouts:
        keys = [_key(e) for e in entries]
        key = max(keys, key=lambda k: (keys.count(k), str(k)))
        piece = made[-1][0] if made else 0
        day = max(entry.day for entry in entries)
        rested = last_day is not None and (day - last_day).days > BREAK_DAYS
        changed = bool(made) and made[-1][1] != key and lens is not Lens.STRENGTH
        moved = bool(made) and made[-1][1][2] != key[2]
        made.append((piece + (1 if rested or changed or moved else 0), key))
        last_day = day
    return made


def _line(points: list[Point]) -> Line:
    drawn: list[float] = []
    for piece in dict.fromkeys(point.piece for point in points):
        own = [p for p in points if p.piece == piece]
        drawn += smooth([p.day.toordinal() for p in own], [p.value for p in own])
    trend = None
    if points:
        last = [p for p in points if p.piece == points[-1].piece][-MOST_POINTS_FOR_TREND:]
        if len(last) >= LEAST_POINTS_FOR_TREND:
            trend = slope([p.day.toordinal() for p in last], [math.log(p.value) for p in last])
    return Line(tuple(points), tuple(drawn), trend)


def _gap(
    lens: Lens, pairs: Sequence[tuple[_Best, _Best]]
) -> tuple[tuple[GapPoint, ...], str, Judgement | Difference]:
    """Compare the sides pair by pair: percent where that is honest, repetitions where not."""
    endurance = lens is Lens.REPS and any(
        max(left.possible, right.possible) > MOST_REPS_FOR_STRENGTH for left, right in pairs[-6:]
    )
    if endurance:
        lefts = [left.possible for left, _ in pairs]
        rights = [right.possible for _, right in pairs]
        gaps = [
            GapPoint(left.point.day, right.possible - left.possible, left.point.piece)
            for left, right in pairs
        ]
        return tuple(gaps), "reps", verdict_difference(lefts, rights)

    def number(best: _Best) -> float:
        # Reps at one load compare as strength by Epley's ratio; no kilograms are needed.
        return relative_strength(best.possible) if lens is Lens.REPS else best.point.value

    gaps = []
    for left, right in pairs:
        ratio = log_ratio(number(left), number(right))
        if ratio is not None:
            percent = math.copysign(percent_of_points(ratio), ratio)
            gaps.append(GapPoint(left.point.day, percent, left.point.piece))
    cv = HOLD_CV if lens is Lens.SECONDS else PRIOR_CV
    judgement = verdict(
        [number(left) for left, _ in pairs], [number(right) for _, right in pairs], prior_cv=cv
    )
    return tuple(gaps), "%", judgement


def _standing(judgement: Judgement | Difference) -> Standing:
    if judgement.mean is None:
        return Standing.NO_DATA
    if not judgement.enough:
        return Standing.TOO_FEW
    return Standing.REAL if judgement.real else Standing.NOISE


def verdict_words(standing: Standing, judgement: Judgement | Difference, unit: str) -> str:
    """Say the verdict in one sentence; swapping the sides swaps only their names."""
    count = words.plural(judgement.sets_used, "workout")
    if standing is Standing.NO_DATA:
        return (
            "No data yet. Log both sides and say how many more you could have done: that is what "
            "tells the sides apart."
        )
    if standing is Standing.TOO_FEW:
        need = 3 if unit == "%" else 4
        return f"Too early to say: {count} with both sides, {need} are needed."
    low, high = _bounds(judgement)
    if standing is Standing.NOISE:
        return f"No real difference: within day-to-day noise ({_span(low, high, unit)}; {count})."
    side = judgement.weaker.value.capitalize() if judgement.weaker else ""
    near, far = sorted((_size(low, unit), _size(high, unit)))
    if unit == "%":
        middle = f"{_size(judgement.mean or 0.0, unit):.0f} % weaker"
    else:
        middle = f"{abs(judgement.mean or 0.0):.1f} reps behind (endurance)"
    digits = 0 if unit == "%" and near >= 0.5 else 1  # an interval of a real gap never starts at 0
    between = f"between {near:.{digits}f} and {far:.{digits}f}"
    return f"{side} {middle}: real, larger than day-to-day noise ({between}; {count})."


def _bounds(judgement: Judgement | Difference) -> tuple[float, float]:
    mean, half = judgement.mean or 0.0, judgement.half_width or 0.0
    return mean - half, mean + half


def _size(value: float, unit: str) -> float:
    return percent_of_points(value) if unit == "%" else abs(value)


def _span(low: float, high: float, unit: str) -> str:
    """Say an interval around zero by its two ends, the larger one first."""
    mark = " %" if unit == "%" else " reps"

    def size(value: float) -> str:
        return f"{_size(max(0.0, value), unit):.{0 if unit == '%' else 1}f}{mark}"

    if _size(high, unit) < 0.05 and _size(low, unit) < 0.05:
        return "the sides did the same"
    if size(high) == size(-low):
        return f"either side up to {size(high)} weaker"
    ends = sorted(((high, "left"), (-low, "right")), reverse=True)
    return " or ".join(f"{side} up to {size(value)} weaker" for value, side in ends)


def _says(entry: SetEntry) -> str:
    count = Count.SECONDS if entry.seconds is not None else Count.REPS
    did = words.dose(count, entry.seconds or entry.reps or 0, entry.load_kg, entry.band)
    if entry.seconds is None:
        did += ", reserve not noted" if entry.reserve is None else f", {entry.reserve} in reserve"
    if entry.pain:
        did += f", pain {entry.pain} of 10"
    return did


def _title(lens: Lens, exercise: Exercise, bodyweight: float | None) -> str:
    if lens is Lens.STRENGTH:
        whole = " with your body's share" if exercise.load is Load.SYSTEM and bodyweight else ""
        return f"Estimated one-repetition strength{whole}, kg"
    if lens is Lens.SECONDS:
        return "Seconds held"
    band = " with the same band" if exercise.load is Load.BAND else ""
    return f"Repetitions you could do{band}"


def _open_sides(count: int) -> tuple[str, ...]:
    """Say how many imported sets are kept out of the lines."""
    if not count:
        return ()
    return (f"{words.plural(count, 'set')} not shown: which side they were of is not known.",)


def _notes(
    lens: Lens, left_out: int, unknown: int, exercise: Exercise, bodyweight: float | None
) -> tuple[str, ...]:
    said = []
    if left_out and lens is Lens.STRENGTH:
        said.append(
            f"{words.plural(left_out, 'set')} left out: without a weight, or more than "
            f"{MOST_REPS_FOR_STRENGTH} possible repetitions, which tell more about endurance than "
            "strength."
        )
    elif left_out:
        said.append(
            f"{words.plural(left_out, 'set')} left out: not done, or not comparable with the "
            "other sets of that day."
        )
    if unknown and exercise.mode.sided:
        said.append(
            f"{words.plural(unknown, 'workout')} not compared: the reserve of a side is not "
            "noted, or they lie before a long break or a change of band, weight or set-up."
        )
    if exercise.load is Load.SYSTEM and not bodyweight:
        said.append(
            "Add your body weight in the settings to see strength: this exercise lifts most of you."
        )
    return tuple(said)
