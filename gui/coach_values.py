"""What do the coach's answers carry? Imported when there is one, not before the first painting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from core.answers import Prefill
    from core.body import Side, Spot
    from core.errors import Problem
    from core.routine import Prescription
    from core.safety import Clearance


@dataclass(frozen=True, slots=True)
class Failure:
    """A request that came to nothing, and the sentence for the person."""

    request: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Options:
    """Alternatives for an item of the routine; `index` None means exercises to add."""

    index: int | None
    found: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """What the form of the next set starts with."""

    item: Prescription
    side: Side | None
    prefill: Prefill


@dataclass(frozen=True, slots=True)
class Judged:
    """What was said about pain in these places, and what follows."""

    spots: tuple[Spot, ...]
    clearance: Clearance
