"""What day is it for the person, what instant for the log, and how many seconds went by?"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime


def seconds_gone() -> float:
    """Give the seconds of a clock that only goes forward, and goes on while the computer sleeps.

    Only differences mean anything. Linux stops its usual one in a sleep; there the clock of the
    time since the start is taken.
    """
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


@dataclass(frozen=True, slots=True)
class Clock:
    """The system's clock; a fixed one takes its place in tests and in the demo."""

    fixed: datetime | None = None
    """An aware local instant, or None for the real time."""
    ticks: Callable[[], float] = seconds_gone
    """Seconds for countdowns: no change of the system's clock touches them."""

    def now(self) -> datetime:
        """Give the instant, in UTC."""
        return (self.fixed or datetime.now(tz=UTC)).astimezone(UTC)

    def today(self) -> date:
        """Give the person's local day."""
        if self.fixed is not None:
            return self.fixed.date()
        return datetime.now(tz=UTC).astimezone().date()

    def local(self) -> datetime:
        """Give the person's local instant, for the time of day on their wall."""
        return self.fixed or datetime.now(tz=UTC).astimezone()
