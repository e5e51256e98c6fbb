"""The verdict as it stood on a day is what the curve said on that day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.balance import Difference, Judgement
from core.curve import curve_of
from core.journal import Band, History, SetEntry
from core.stood import stood
from tests.factories import TODAY, exercise, history, workout

days = st.lists(
    st.tuples(
        st.sampled_from([1, 2, 3, 4, 7, 30, 45]),  # days since the last
        st.integers(0, 14), st.integers(0, 14),  # reps or seconds, 0 is "could not"
        st.sampled_from([None, 0, 1, 2, 4]), st.sampled_from([None, 0, 2, 3]),  # reserves
        st.sampled_from([8.0, 10.0, 12.0]),
        st.sampled_from([Band.LIGHT, Band.MEDIUM]),
        st.sampled_from(["", "", "bench"]),
        st.sampled_from(["both", "both", "both", "left", "right"]),
    ),
    min_size=1, max_size=14,
)  # fmt: skip


def log_of(exercise_id: str, rows: list[tuple]) -> History:  # type: ignore[type-arg]
    """A log of workouts that may be of any kind."""
    day = TODAY - timedelta(days=sum(row[0] for row in rows))
    of = exercise(exercise_id)
    made: list[SetEntry] = []
    for rest, left, right, spare, other, load, band, setup, which in rows:
        day += timedelta(days=rest)
        loaded = load if exercise_id in ("single_arm_row", "single_leg_deadlift") else None
        banded = band if of.load.value == "band" else None
        seconds = of.count.value == "seconds"
        sets = workout(
            exercise_id, day,
            left=left + 10 * seconds, right=right + 10 * seconds,
            left_reserve=spare, right_reserve=other,
            load_kg=loaded, band=banded, setup=setup,
        )  # fmt: skip
        made += [s for s in sets if which == "both" or (s.side and s.side.value == which)]
    return history(made)


@pytest.mark.parametrize(
    "exercise_id", ["single_arm_row", "banded_abduction", "side_plank", "single_leg_deadlift"]
)
@given(rows=days)
def test_it_agrees_with_the_curve_of_that_day(
    exercise_id: str,
    rows: list[tuple],  # type: ignore[type-arg]
) -> None:
    log, of = log_of(exercise_id, rows), exercise(exercise_id)
    for then in stood(of, log, bodyweight=70.0):
        known = replace(log, sets=tuple(s for s in log.sets if s.day <= then.day))
        curve = curve_of(of, known, bodyweight=70.0)
        assert (then.standing, then.unit) == (curve.standing, curve.gap_unit)
        assert then.lens is curve.lens
        assert then.judgement == curve.judgement


@given(rows=days)
def test_a_mirrored_log_mirrors_every_day(rows: list[tuple]) -> None:  # type: ignore[type-arg]
    log, of = log_of("single_arm_row", rows), exercise("single_arm_row")
    for one, other in zip(stood(of, log), stood(of, log.mirrored()), strict=True):
        assert one.standing is other.standing
        assert one.values == other.values[::-1]
        assert one.noise == other.noise
        assert isinstance(one.judgement, Judgement | Difference)
        if one.judgement.mean is not None:
            assert other.judgement.mean == -one.judgement.mean
            assert (one.judgement.weaker is None) == (other.judgement.weaker is None)
            assert one.judgement.weaker is not other.judgement.weaker or not one.judgement.weaker


def test_a_stretch_tells_nothing() -> None:
    log = history(workout("hip_flexor_stretch", TODAY))
    assert stood(exercise("hip_flexor_stretch"), log) == ()
