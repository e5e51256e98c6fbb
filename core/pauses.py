"""Which places wait until a professional has looked at them?"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.body import Side, Spot
from core.safety import Advice, Safety, Tier


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


def pauses_from_json(text: str | None) -> tuple[Pause, ...]:
    """Read what `pauses_to_json` wrote."""
    return tuple(
        Pause(
            Spot(row["region"], Side(row["side"])),
            date.fromisoformat(row["day"]),
            tuple(row["because"]),
        )
        for row in json.loads(text or "[]")
    )


def urgent_texts(safety: Safety) -> frozenset[str]:
    """The flags that are about the person, not about one place."""
    return frozenset(flag.text for flag in safety.flags if flag.tier is Tier.NOW)


def pause_of(spot: Spot, pauses: Iterable[Pause], safety: Safety) -> Pause | None:
    """Find what stops a place: its own pause, or an emergency noted anywhere."""
    urgent = urgent_texts(safety)
    return next((p for p in pauses if p.spot == spot or urgent & set(p.because)), None)


def lifted(spot: Spot, pauses: Iterable[Pause], safety: Safety) -> tuple[Pause, ...]:
    """Give what is left when a professional has looked at a place and at anything urgent."""
    urgent = urgent_texts(safety)
    return tuple(p for p in pauses if p.spot != spot and not urgent & set(p.because))


def advice_of(pause: Pause, safety: Safety) -> Advice:
    """Say again what was said when the place was paused."""
    tiers = {flag.text: flag.tier for flag in safety.flags}
    order = list(Tier)
    found = [tiers[text] for text in pause.because if text in tiers]
    worst = min(found, key=order.index) if found else Tier.VISIT
    _, title, says = next(row for row in safety.tiers if row[0] is worst)
    return Advice(worst, title, says, pause.because)
