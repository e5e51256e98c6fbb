"""What does the log of one exercise say about each side over time?"""

from __future__ import annotations

import math
from collections.abc import Sequence
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
from core.catalog import Exercise, Load
from core.journal import History, SetEntry
from core.lens import Lens as Lens
from core.lens import lens_of, measure_of
from core.lines import LEAST_POINTS_FOR_TREND as LEAST_POINTS_FOR_TREND
from core.lines import USUAL_CV, line_of
from core.lines import Line as Line
from core.lines import Point as Point
from core.pieces import BREAK_DAYS as BREAK_DAYS
from core.pieces import Best, Part, best_of, next_part, pieces_of
from core.pieces import Piece as Piece
from core.pieces import Start as Start
from core.sessions import by_workout
from core.strength import MOST_REPS_FOR_STRENGTH, relative_strength

HOLD_CV = 30.8
"""Day-to-day noise of a hold, in percent (side plank: Juan-Recio, 2022; domain notes 8)."""


_SILENT = "How long a stretch or a slow movement lasts says nothing about which side is stronger."


class Standing(Enum):
    """What may be said about the gap."""

    NO_DATA = "no data"
    TOO_FEW = "too few"
    NOISE = "within noise"
    REAL = "real"


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
    before: tuple[GapPoint, ...] = ()
    """Gaps of earlier pieces, in the unit of the verdict: shown, and not part of it."""
    pieces: tuple[Piece, ...] = ()
    """Every piece, oldest first."""

    @property
    def fresh(self) -> frozenset[int]:
        """The pieces that start a new scale; after a break the numbers still compare."""
        kept = (Start.FIRST, Start.BREAK)
        return frozenset(p.number for p in self.pieces if p.start not in kept)


def curve_of(exercise: Exercise, history: History, *, bodyweight: float | None = None) -> Curve:
    """Turn the log of an exercise into lines, gaps and a verdict.

    Args:
        exercise: Which one.
        history: What was logged; other exercises are ignored.
        bodyweight: In kilograms, for exercises that move a share of it; None when unknown.

    """
    logged = history.of(exercise.id).sets
    sided = [entry for entry in logged if not entry.side_open(exercise)]
    workouts = by_workout(sided)
    sets = [entry for _, entries in workouts for entry in entries]
    lens = lens_of(exercise, sets, bodyweight)
    measured = measure_of(exercise, lens, bodyweight)
    noise = HOLD_CV if lens is Lens.SECONDS else USUAL_CV
    best: dict[Side | None, list[Best]] = {None: [], Side.LEFT: [], Side.RIGHT: []}
    pairs: list[tuple[Best, Best]] = []
    parts: list[Part] = []
    left_out = 0
    for _, entries in workouts:
        parts.append(next_part(parts[-1] if parts else None, entries, lens))
        found, out = best_of(entries, parts[-1], lens, measured)
        left_out += out
        for side, one in found.items():
            best[side].append(one)
        if Side.LEFT in found and Side.RIGHT in found:
            pairs.append((found[Side.LEFT], found[Side.RIGHT]))
    lines = {side: line_of([b.point for b in best[side]], cv=noise) for side in Side}
    told = [
        (left, right)
        for left, right in pairs
        if not left.point.at_least and not right.point.at_least
    ]
    known = [
        (left, right)
        for left, right in told
        if left.point.piece == pairs[-1][0].point.piece == right.point.piece
    ]
    # How long a stretch was held says nothing about which side is stronger.
    tells = exercise.mode.sided and exercise.kind.strengthens
    gaps, unit, judgement = _gap(lens, known if tells else [])
    earlier = [pair for pair in told if pair[0].point.piece != pairs[-1][0].point.piece]
    standing = standing_of(judgement)
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
        both=line_of([b.point for b in best[None]], cv=noise),
        gaps=gaps,
        gap_unit=unit,
        judgement=judgement,
        standing=standing,
        verdict=said if exercise.mode.sided else "",
        notes=(
            *_notes(lens, left_out, len(pairs) - len(known), exercise, bodyweight),
            *_open_sides(len(logged) - len(sided)),
        ),
        before=_gap_points(lens, earlier, unit) if tells else (),
        pieces=pieces_of(parts),
    )


def curve_of_log(exercise: Exercise, history: History, bodyweight: float | None) -> Curve:
    """As `curve_of`, for whoever keeps the answers (`core.memo`)."""
    return curve_of(exercise, history, bodyweight=bodyweight)


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


def _gap(
    lens: Lens, pairs: Sequence[tuple[Best, Best]]
) -> tuple[tuple[GapPoint, ...], str, Judgement | Difference]:
    """Compare the sides pair by pair: percent where that is honest, repetitions where not."""
    if endurance(lens, pairs):
        lefts = [left.possible for left, _ in pairs]
        rights = [right.possible for _, right in pairs]
        return _gap_points(lens, pairs, "reps"), "reps", verdict_difference(lefts, rights)
    cv = HOLD_CV if lens is Lens.SECONDS else PRIOR_CV
    judgement = verdict(
        [comparable(lens, left) for left, _ in pairs],
        [comparable(lens, right) for _, right in pairs],
        prior_cv=cv,
    )
    return _gap_points(lens, pairs, "%"), "%", judgement


def endurance(lens: Lens, pairs: Sequence[tuple[Best, Best]]) -> bool:
    """Tell whether the latest pairs are about endurance: repetitions beyond what tells strength."""
    return lens is Lens.REPS and any(
        max(left.possible, right.possible) > MOST_REPS_FOR_STRENGTH for left, right in pairs[-6:]
    )


def comparable(lens: Lens, best: Best) -> float:
    """Give the number that sides are compared by.

    Reps at one load compare as strength by Epley's ratio; no kilograms are needed.
    """
    return relative_strength(best.possible) if lens is Lens.REPS else best.point.value


def _gap_points(lens: Lens, pairs: Sequence[tuple[Best, Best]], unit: str) -> tuple[GapPoint, ...]:
    gaps = []
    for left, right in pairs:
        day, piece = left.point.day, left.point.piece
        if unit == "reps":
            gaps.append(GapPoint(day, right.possible - left.possible, piece))
            continue
        ratio = log_ratio(comparable(lens, left), comparable(lens, right))
        if ratio is not None:
            gaps.append(GapPoint(day, math.copysign(percent_of_points(ratio), ratio), piece))
    return tuple(gaps)


def standing_of(judgement: Judgement | Difference) -> Standing:
    """Say what a judgement allows to be said."""
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
