"""Which places wait until a professional has looked at them?"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.body import Body, Side, Spot
from core.safety import Advice, Safety, Tier

_UNREADABLE = "The list of waiting places could not be read, so all of them wait"


@dataclass(frozen=True, slots=True)
class Pause:
    """A place that waits for a professional."""

    spot: Spot
    day: date
    because: tuple[str, ...]


def pauses_to_json(pauses: Iterable[Pause]) -> str:
    """Write pauses as JSON text."""
    rows = [
        {
            "region": p.spot.region,
            "side": p.spot.side.value,
            "day": p.day.isoformat(),
            "because": list(p.because),
        }
        for p in pauses
    ]
    return json.dumps(rows)


def pauses_from_json(text: str | None, safety: Safety, body: Body) -> tuple[Pause, ...]:
    """Read what `pauses_to_json` wrote.

    What can't be read any more is taken as an emergency: everything waits until the person says
    that a professional has looked at it. A pause is never lost in silence.
    """
    try:
        return tuple(
            Pause(
                Spot(body.region(row["region"]).id, Side(row["side"])),
                date.fromisoformat(row["day"]),
                tuple(str(reason) for reason in row["because"]),
            )
            for row in json.loads(text or "[]")
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        urgent = next(flag for flag in safety.flags if flag.tier is Tier.NOW)
        spot = Spot(body.regions[0].id, Side.LEFT)
        return (Pause(spot, date(1970, 1, 1), (urgent.text, _UNREADABLE)),)


def urgent_texts(safety: Safety) -> frozenset[str]:
    """The flags and signs that are about the person, not about one place."""
    return frozenset(one.text for one in safety.warnings if one.tier is Tier.NOW)


def pause_of(spot: Spot, pauses: Iterable[Pause], safety: Safety) -> Pause | None:
    """Find what stops a place: a pause of its region, or an emergency noted anywhere.

    Both sides of a region wait together, since every exercise is done on both.
    """
    urgent = urgent_texts(safety)
    return next(
        (p for p in pauses if p.spot.region == spot.region or urgent & set(p.because)), None
    )


def lifted(spot: Spot, pauses: Iterable[Pause], safety: Safety) -> tuple[Pause, ...]:
    """Give what is left when a professional has looked at a place and at anything urgent."""
    urgent = urgent_texts(safety)
    return tuple(p for p in pauses if p.spot.region != spot.region and not urgent & set(p.because))


def advice_of(pause: Pause, safety: Safety) -> Advice:
    """Say again what was said when the place was paused."""
    return safety.advise_again(pause.because)


def waiting_muscles(pauses: Iterable[Pause], safety: Safety, body: Body) -> frozenset[str]:
    """Give the muscles that wait for a professional: all of them after an emergency sign."""
    urgent, kept = urgent_texts(safety), tuple(pauses)
    if any(urgent & set(pause.because) for pause in kept):
        return frozenset(muscle.id for muscle in body.muscles)
    return frozenset(m for pause in kept for m in body.region(pause.spot.region).muscles)
