"""How long has it been? A stopwatch that no change of the system's clock can disturb."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic


class Watch:
    """Seconds since `start`, by a clock that only goes forward."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        """Start at zero.

        Args:
            now: Seconds since any fixed moment; never goes back.

        """
        self._now = now
        self._since = now()

    def start(self) -> None:
        """Begin anew."""
        self._since = self._now()

    @property
    def seconds(self) -> float:
        """Seconds since the start."""
        return self._now() - self._since
