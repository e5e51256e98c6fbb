"""What does the clock of a workout say: get ready, hold, change sides or rest, and how long still?

`now` is always the seconds of a clock that only goes forward and also counts while the computer
sleeps; no other clock is asked, so setting the system's clock changes nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

GET_READY_S = 10
"""Long enough to walk two metres and lie down."""
CHANGE_SIDES_S = 10
MORE_REST_S = 15
LAST_SECONDS = 3
"""These are heard one by one."""
ASLEEP_AFTER_S = 5.0
"""A clock that was not looked at for this long: the computer slept, or hung."""


class Phase(Enum):
    """What a person is doing now."""

    READY = "ready"
    """Waiting for them to start a hold."""
    COUNT_IN = "get ready"
    WORK = "work"
    """A set: counted by the person, or a hold that runs against the clock."""
    SWITCH = "change sides"
    REST = "rest"


class Cue(Enum):
    """What should be heard."""

    TICK = "tick"
    """One of the last seconds before something begins."""
    GO = "go"
    """Begin now."""
    END = "end"
    """The hold is over."""
    SLEPT = "slept"
    """The computer slept in a hold: nothing to hear, but the workout waits."""


_RUNNING = (Phase.COUNT_IN, Phase.SWITCH, Phase.REST)


@dataclass(slots=True)
class Pace:
    """The clockwork of one workout. Made for one set after the other with `begin`."""

    phase: Phase = Phase.WORK
    paused: bool = False
    _hold: int | None = None
    """Seconds to hold; None for a set that the person counts."""
    _length: float = 0.0
    _started: float = 0.0
    """When the running phase began, moved on by every pause."""
    _looked: float = 0.0
    """When the clock was looked at last."""
    _told: int = 0
    """The last second that was heard."""

    def begin(
        self, now: float, *, hold: int | None, lead: Phase | None = None, lead_s: float = 0.0
    ) -> None:
        """Prepare for a set.

        Args:
            now: Seconds of the clock.
            hold: Seconds to hold, or None for a set that the person counts.
            lead: What comes before it: REST, SWITCH, or None.
            lead_s: How long that takes.

        """
        self._hold = hold
        self.paused = False
        if lead is not None and lead_s > 0:
            self._run(now, lead, lead_s)
        else:
            self._run(now, Phase.WORK if hold is None else Phase.READY, 0.0)

    def _run(self, now: float, phase: Phase, length: float) -> None:
        self.phase, self._length = phase, length
        self._started = self._looked = now
        self._told = 0

    def set_hold(self, seconds: int) -> None:
        """Hold for another time; a hold that runs already is not changed any more."""
        if self._hold is not None and not self.holding:
            self._hold = seconds

    @property
    def counts_down(self) -> bool:
        """True while something runs against the clock."""
        return self.phase in _RUNNING or self.holding

    @property
    def holding(self) -> bool:
        """True in a hold."""
        return self.phase is Phase.WORK and self._hold is not None

    @property
    def length(self) -> float:
        """How long the running phase takes, in seconds; 0 without a clock."""
        return self._length

    def elapsed(self, now: float) -> float:
        """Give the seconds since the phase began, without pauses."""
        return max(0.0, (self._looked if self.paused else now) - self._started)

    def left(self, now: float) -> int:
        """Give the whole seconds left, as they are shown; 0 without a clock."""
        return max(0, math.ceil(self._length - self.elapsed(now) - 1e-6))

    def held(self, now: float) -> int:
        """Give the whole seconds held so far, at most what was to be held; 0 outside a hold."""
        if not self.holding:
            return 0
        return min(self._hold or 0, math.floor(self.elapsed(now) + 1e-6))

    # -- what the person does ---------------------------------------------------------------------

    def start(self, now: float) -> None:
        """Start what waits, or what still counts down, at once."""
        if self.paused:
            return
        if self.phase is Phase.READY:
            self._run(now, Phase.COUNT_IN, GET_READY_S)
        elif self.phase in _RUNNING:
            self._work(now)

    def more_rest(self) -> None:
        """Add to a rest or a change of sides."""
        if self.phase in (Phase.REST, Phase.SWITCH):
            self._length += MORE_REST_S
            self._told = 0

    def pause(self, now: float) -> None:
        """Stop every clock."""
        if not self.paused:
            self._looked, self.paused = now, True

    def resume(self, now: float) -> None:
        """Go on where it was; a hold is got ready for anew, since nobody holds through a pause."""
        if not self.paused:
            return
        self.paused = False
        if self.holding:
            self._run(now, Phase.READY, 0.0)
            return
        self._started += now - self._looked
        self._looked = now

    def wait(self, now: float) -> None:
        """Drop what counts down, and wait for the person to start."""
        self.begin(now, hold=self._hold)

    # -- what the clock does ----------------------------------------------------------------------

    def tick(self, now: float) -> tuple[Cue, ...]:
        """Look at the clock: move on when time is up, and tell what should be heard."""
        if self.paused or not self.counts_down:
            self._looked = now if not self.paused else self._looked
            return ()
        slept = now - self._looked > ASLEEP_AFTER_S
        if slept and self._hold is not None:
            # Nobody holds, or gets ready for a hold, while the computer sleeps.
            if self.holding:
                self.pause(self._looked)
                return (Cue.SLEPT,)
            if self.left(now) == 0 or self.phase is Phase.COUNT_IN:
                self.wait(now)
                return ()
        self._looked = now
        left = self.left(now)
        if left == 0:
            if self.holding:
                return (Cue.END,)
            self._work(now)
            return (Cue.GO,)
        if left <= LAST_SECONDS and left != self._told and not self.holding:
            self._told = left
            return (Cue.TICK,)
        return ()

    def _work(self, now: float) -> None:
        self._run(now, Phase.WORK, float(self._hold or 0))
