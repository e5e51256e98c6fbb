"""How strong was a set? Estimated one-repetition maximum, and the load or reps it allows."""

from __future__ import annotations

import math

MOST_REPS_FOR_STRENGTH = 12
"""Beyond this many reps (with reserve) the published formulas disagree up to tenfold on the
difference between two sides (domain notes, trap B), so no strength is shown."""

_EPLEY = 30.0
_ROUNDING = 1e-9
"""A bridge of exactly 30 reps must not become 31 through binary rounding."""


def _positive(value: float, name: str) -> float:
    if not math.isfinite(value) or value <= 0:
        raise ValueError(f"{name} has to be a positive number, not {value!r}")
    return float(value)


def _possible_reps(reps: float, reserve: float) -> float:
    """Repetitions to failure: what was done plus what was left (Zourdos et al., 2016)."""
    if not math.isfinite(reserve) or reserve < 0:
        raise ValueError(f"reserve has to be zero or more, not {reserve!r}")
    possible = _positive(reps, "reps") + reserve
    if possible < 1:
        raise ValueError(f"reps and reserve have to make at least one repetition, not {possible!r}")
    return possible


def relative_strength(reps: float, reserve: float = 0.0) -> float:
    """Estimated 1RM as a multiple of the load (Epley, 1985), with one repetition as exactly 1.

    Two sides at the same load compare by the ratio of these numbers; no kilograms are needed.

    Args:
        reps: Repetitions done, 1 or more.
        reserve: Repetitions that were left, 0 or more.

    Raises:
        ValueError: A number is not finite or out of range.

    """
    possible = _possible_reps(reps, reserve)
    return 1.0 if possible == 1 else 1.0 + possible / _EPLEY


def estimate_1rm(load: float, reps: float, reserve: float = 0.0) -> float:
    """Estimate the one-repetition maximum, in the unit of the load (Epley, 1985).

    This is the bare formula. It is not trustworthy above `MOST_REPS_FOR_STRENGTH` repetitions
    including reserve; `counts_as_strength` tells.

    Args:
        load: Weight of the set, more than 0.
        reps: Repetitions done, 1 or more.
        reserve: Repetitions that were left, 0 or more.

    Raises:
        ValueError: A number is not finite or out of range.

    """
    return _positive(load, "load") * relative_strength(reps, reserve)


def load_for(one_rm: float, reps: float, reserve: float = 0.0) -> float:
    """Give the load at which `reps` leave `reserve`: the inverse of `estimate_1rm`.

    Raises:
        ValueError: A number is not finite or out of range.

    """
    return _positive(one_rm, "one_rm") / relative_strength(reps, reserve)


def reps_at(one_rm: float, load: float, reserve: float = 0.0) -> int:
    """Give the whole repetitions that leave `reserve` at a load; 0 when not even one does.

    Raises:
        ValueError: A number is not finite or out of range.

    """
    possible = _EPLEY * (_positive(one_rm, "one_rm") / _positive(load, "load") - 1.0)
    return max(0, math.floor(possible - reserve + _ROUNDING))


def bridge_reps(load: float, next_load: float, low_reps: int) -> int:
    """Give the reps to reach at `load` before `next_load` can be done for `low_reps`.

    Dumbbell steps are too big for small muscles: from 8 to 10 kg is a quarter more. Reaching this
    many reps first carries a person across the step (domain notes 3.1).

    Raises:
        ValueError: A number is out of range, or the next load is not heavier.

    """
    if _positive(next_load, "next_load") <= _positive(load, "load"):
        raise ValueError("next_load has to be heavier than load")
    needed = _EPLEY * (next_load / load * relative_strength(low_reps) - 1.0)
    return max(low_reps, math.ceil(needed - _ROUNDING))


def counts_as_strength(reps: float, reserve: float = 0.0) -> bool:
    """Tell whether a set says something about strength rather than endurance."""
    return reps >= 1 and reps + reserve <= MOST_REPS_FOR_STRENGTH


def system_load(bodyweight: float, share: float, added: float = 0.0) -> float:
    """Give the weight that is moved in a bodyweight exercise, in kilograms.

    Args:
        bodyweight: The person's weight in kilograms.
        share: The part of it that moves, 0 to 1 (0.939 on one leg: Winter's segment masses).
        added: External kilograms.

    Raises:
        ValueError: A number is out of range.

    """
    if not 0 < share <= 1 or not math.isfinite(added) or added < 0:
        raise ValueError("share has to lie between 0 and 1, and added can't be negative")
    return _positive(bodyweight, "bodyweight") * share + added


def floor_to_step(load: float, steps: tuple[float, ...]) -> float | None:
    """Give the heaviest available weight that is no heavier than `load`; None when there is none.

    Args:
        load: Wished weight in kilograms.
        steps: Available weights in kilograms, in any order.

    """
    fitting = [step for step in steps if step <= load + _ROUNDING]
    return max(fitting) if fitting else None


def next_step(load: float, steps: tuple[float, ...]) -> float | None:
    """Give the lightest available weight that is heavier than `load`; None when there is none."""
    heavier = [step for step in steps if step > load + _ROUNDING]
    return min(heavier) if heavier else None
