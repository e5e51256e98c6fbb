"""Which tests at home would the made-up person of the demo have done? Always the same ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID

from core.body import Side
from core.selftests import HomeTest, TestResult
from core.testing import Testing

_SEED = 20261
_DAYS_AGO = (116, 113, 110, 82, 54, 26)
"""Three days at the start, then every four weeks; the next one is soon."""


@dataclass(frozen=True, slots=True)
class _Story:
    """One test: the right side at the start and the end, the left side's share of it, the noise."""

    test_id: str
    start: float
    end: float
    behind: float
    still: float
    noise: float
    setup: str = ""


_STORIES = (
    _Story("heel_raise", 27.0, 30.0, 0.27, 0.22, 1.2),
    _Story("knee_to_wall", 10.5, 11.0, 0.03, 0.02, 0.3),
    _Story("max_reps.single_leg_deadlift", 11.0, 12.0, 0.25, 0.12, 0.4, "18 kg"),
)


def demo_results(testing: Testing, *, today: date) -> tuple[TestResult, ...]:
    """Make up the results; the same day always gives the same ones."""
    random = Random(_SEED)
    made: list[TestResult] = []
    for story in _STORIES:
        test = testing.test(story.test_id)
        if test is not None:
            for n, ago in enumerate(_DAYS_AGO):
                share = n / (len(_DAYS_AGO) - 1)
                made += _session(random, test, story, share, n, today - timedelta(days=ago))
    return tuple(made)


def _session(
    random: Random, test: HomeTest, story: _Story, share: float, number: int, day: date
) -> Iterator[TestResult]:
    """Do one day: another side starts each time."""
    right = story.start + (story.end - story.start) * share
    left = right * (1 - story.behind - (story.still - story.behind) * share)
    sides = (Side.LEFT, Side.RIGHT) if number % 2 == 0 else (Side.RIGHT, Side.LEFT)
    session = str(UUID(int=random.getrandbits(128), version=4))
    at = datetime.combine(day, time(9), tzinfo=UTC)
    for attempt in range(1, test.attempts + 1):
        for side in sides:
            at += timedelta(minutes=3)
            value = (left if side is Side.LEFT else right) + random.gauss(0, story.noise)
            value = min(12.0, value) if test.of_exercise else value
            yield TestResult(
                id=str(UUID(int=random.getrandbits(128), version=4)),
                session_id=session,
                test_id=test.id,
                day=day,
                at=at,
                side=side,
                attempt=attempt,
                value=float(round(value)) if test.whole else round(value * 2) / 2,
                pain=0,
                setup=story.setup,
            )
