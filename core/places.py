"""What does the log say about each place of the body? Never more than one exercise's verdict."""

from __future__ import annotations

from dataclasses import dataclass

from core.balance import Judgement
from core.body import Side, Spot
from core.catalog import Catalog
from core.curve import Curve, Standing, curve_of_log
from core.journal import History
from core.memo import Memo


@dataclass(frozen=True, slots=True)
class PlaceState:
    """What the map says about a place: never more than one exercise's verdict."""

    spot: Spot
    standing: Standing
    weaker_here: bool
    """The verdict is real and this is the weaker side."""
    exercise_name: str
    percent: float | None
    says: str
    left: float | None = None
    right: float | None = None
    unit: str = ""
    half_width: float | None = None


def place_states(
    catalog: Catalog,
    history: History,
    *,
    bodyweight: float | None,
    known: Memo[Curve] | None = None,
) -> dict[Spot, PlaceState]:
    """Judge every place by the exercises that are about it.

    Args:
        catalog: The exercises and the body.
        history: What was logged.
        bodyweight: In kilograms, or None when unknown.
        known: Keeps curves that were worked out before.

    """
    logs = history.by_exercise()
    known = known or Memo(curve_of_log)
    curves = {
        e.id: known.of(e, logs[e.id], bodyweight)
        for e in catalog.exercises
        if e.mode.sided and e.kind.strengthens and e.id in logs
    }
    states: dict[Spot, PlaceState] = {}
    for region in catalog.body.regions:
        own = [
            curves[e.id]
            for e in catalog.exercises
            if e.id in curves and set(e.prime) & set(region.muscles)
        ]
        for side in Side:
            spot = Spot(region.id, side)
            states[spot] = _state(catalog, spot, own)
    return states


def _state(catalog: Catalog, spot: Spot, curves: list[Curve]) -> PlaceState:
    """Choose the exercise that tells most; exercises that disagree tell nothing sure."""
    order = [Standing.REAL, Standing.NOISE, Standing.TOO_FEW, Standing.NO_DATA]
    told = [c for c in curves if c.standing is not Standing.NO_DATA]
    if not told:
        return PlaceState(spot, Standing.NO_DATA, weaker_here=False, exercise_name="",
                          percent=None, says="No data yet.")  # fmt: skip
    told.sort(key=lambda c: (order.index(c.standing), -c.judgement.sets_used))
    best = told[0]
    name = catalog.get(best.exercise_id).name
    real = {c.judgement.weaker for c in told if c.standing is Standing.REAL}
    says, standing = f"{name}: {best.verdict}", best.standing
    if len(real) > 1:
        standing = Standing.TOO_FEW
        says = "The exercises disagree about the weaker side: nothing sure to say yet."
    judgement = best.judgement
    return PlaceState(
        spot=spot,
        standing=standing,
        weaker_here=standing is Standing.REAL and judgement.weaker is spot.side,
        exercise_name=name,
        percent=judgement.percent if isinstance(judgement, Judgement) and len(real) < 2 else None,
        says=says,
        left=best.lines[Side.LEFT].latest,
        right=best.lines[Side.RIGHT].latest,
        unit=best.unit,
        half_width=judgement.half_width,
    )
