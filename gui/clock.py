"""What day is it for the person, and what instant for the log?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """The system's clock; a fixed one takes its place in tests and in the demo."""

    fixed: datetime | None = None
    """An aware local instant, or None for the real time."""

    def now(self) -> datetime:
        """Give the instant, in UTC."""
        return (self.fixed or datetime.now(tz=UTC)).astimezone(UTC)

    def today(self) -> date:
        """Give the person's local day."""
        if self.fixed is not None:
            return self.fixed.date()
        return datetime.now(tz=UTC).astimezone().date()
