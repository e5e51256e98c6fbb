"""Has a side stopped getting stronger, or does it only look so?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.lines import Line, Point, last_piece
from core.trend import slope

LEAST_SPAN = timedelta(weeks=6)
LEAST_WORKOUTS = 10
USUAL_SPAN = timedelta(weeks=8)
"""How far back it looks; further while that holds fewer than ten workouts."""
LONGEST_SPAN = timedelta(weeks=26)
FLAT = 0.25
"""Percent a week: a slope below may be a plateau ..."""
NO_MORE = 1.0
"""... when the upper end of its 90 % interval lies below this (domain notes 3.4)."""


@dataclass(frozen=True, slots=True)
class Plateau:
    """A side that does not get stronger; percent a week."""

    first: date
    last: date
    workouts: int
    per_week: float
    most: float
    """Upper end of the 90 % interval."""

    @property
    def weeks(self) -> int:
        """Weeks it rests on."""
        return round((self.last - self.first).days / 7)

    @property
    def says(self) -> str:
        """One sentence, and what to look at first: a plateau is often something else."""
        return (
            f"No clear gain in {self.weeks} weeks ({self.workouts} workouts; at most "
            f"{max(0.0, self.most):.1f} % a week). Sleep, pain, missed workouts or more in reserve "
            "than before often explain it."
        )


def plateau_of(line: Line) -> Plateau | None:
    """Find a plateau at the end of a line; None when there is none or it can't be told.

    "No new best in some workouts" is no sign: somebody who gains 1 % a week goes three workouts
    without one more often than not (domain notes 3.4).
    """
    own = _window(last_piece(line.points))
    if len(own) < LEAST_WORKOUTS or own[-1].day - own[0].day < LEAST_SPAN:
        return None
    found = slope([p.day.toordinal() for p in own], [math.log(p.value) for p in own], level=0.90)
    if found is None:
        return None
    middle, most = (100.0 * math.expm1(7.0 * s) for s in (found.per_day, found.high))
    if middle >= FLAT or most >= NO_MORE:
        return None
    return Plateau(own[0].day, own[-1].day, len(own), middle, most)


def _window(points: Sequence[Point]) -> Sequence[Point]:
    """The last eight weeks, or as far back as ten workouts reach."""
    if not points:
        return points
    end = points[-1].day
    usual = [p for p in points if end - p.day <= USUAL_SPAN]
    if len(usual) < LEAST_WORKOUTS or end - usual[0].day < LEAST_SPAN:
        usual = list(points[-max(LEAST_WORKOUTS, len(usual) + 1) :])
    return [p for p in usual if end - p.day <= LONGEST_SPAN]
