"""Which try of which test comes next, and how long is the rest before it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from core.body import Side
from core.selftests import HomeTest, TestResult
from core.testing import Offer


@dataclass(frozen=True, slots=True)
class Try:
    """One try of one test on one side."""

    test: HomeTest
    side: Side
    attempt: int
    setup: str
    """The set-up of the last time, as a proposal."""


class TestRun:
    """The tries of a test day in their order: one side, then the other, then again."""

    __test__ = False

    def __init__(self, offers: Sequence[Offer]) -> None:
        self.tries = [
            Try(offer.test, side, attempt, offer.setup)
            for offer in offers
            for attempt in range(1, offer.test.attempts + 1)
            for side in (offer.first, offer.first.other)
        ]
        self._sessions = {offer.test.id: str(uuid4()) for offer in offers}
        self._at = 0
        self._hurt: set[str] = set()
        """Tests that pain ended."""
        self.results: list[TestResult] = []

    @property
    def current(self) -> Try | None:
        """The try that is due; None at the end."""
        return self.tries[self._at] if self._at < len(self.tries) else None

    @property
    def number(self) -> int:
        """How many tries are behind, the skipped ones too."""
        return self._at

    def session(self, test: HomeTest) -> str:
        """Give the id that all of today's tries of a test share."""
        return self._sessions[test.id]

    def setup(self) -> str:
        """Give the set-up for the next try: today's own, or that of the last time."""
        current = self.current
        if current is None:
            return ""
        own = [r.setup for r in self.results if r.test_id == current.test.id]
        return own[-1] if own else current.setup

    def done(self, result: TestResult) -> None:
        """Go on after a try; pain ends its test."""
        self.results.append(result)
        if result.hurt:
            self._hurt.add(result.test_id)
        self._at += 1
        self._skip()

    def _skip(self) -> None:
        while (now := self.current) is not None and now.test.id in self._hurt:
            self._at += 1

    def skip_test(self) -> None:
        """Leave out what is left of this test."""
        if self.current is not None:
            test_id = self.current.test.id
            while (now := self.current) is not None and now.test.id == test_id:
                self._at += 1

    def back(self, result: TestResult) -> None:
        """Return to a try that was taken out again."""
        self.results = [r for r in self.results if r.id != result.id]
        if not any(r.hurt and r.test_id == result.test_id for r in self.results):
            self._hurt.discard(result.test_id)
        for at, one in enumerate(self.tries):
            if (one.test.id, one.side, one.attempt) == (
                result.test_id,
                result.side,
                result.attempt,
            ):
                self._at = at

    def rest_s(self) -> int:
        """Give the seconds to rest before the current try; 0 before the first."""
        if self._at == 0 or self.current is None or not self.results:
            return 0
        return self.tries[self._at - 1].test.rest_s

    def minutes(self) -> int:
        """Estimate how long the whole day takes."""
        seconds = sum(one.test.rest_s + 45 for one in self.tries)
        return max(1, round(seconds / 60))
