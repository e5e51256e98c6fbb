"""Do the clocks of a workout keep their word, through pauses, sleep and a lid that was closed?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.pace import (
    ASLEEP_AFTER_S,
    CHANGE_SIDES_S,
    GET_READY_S,
    LAST_SECONDS,
    MORE_REST_S,
    Cue,
    Pace,
    Phase,
)

T0 = 5_000.0


def run(pace: Pace, now: float, seconds: float, step: float = 0.1) -> tuple[float, list[Cue]]:
    """Look at the clock as the window does, and collect what is heard."""
    heard: list[Cue] = []
    end = now + seconds
    while now < end - 1e-9:
        now = min(end, now + step)
        heard += pace.tick(now)
    return now, heard


def test_a_counted_set_waits_for_the_person() -> None:
    pace = Pace()
    pace.begin(T0, hold=None)
    assert pace.phase is Phase.WORK
    assert not pace.counts_down
    assert run(pace, T0, 600)[1] == []


def test_rest_counts_down_is_heard_at_the_end_and_gives_way_to_the_set() -> None:
    pace = Pace()
    pace.begin(T0, hold=None, lead=Phase.REST, lead_s=60)
    assert pace.left(T0) == 60
    now, heard = run(pace, T0, 56.9)
    assert (pace.left(now), heard) == (4, [])
    now, heard = run(pace, now, 3.2)
    assert heard == [Cue.TICK] * LAST_SECONDS + [Cue.GO]
    assert pace.phase is Phase.WORK


def test_space_ends_a_rest_at_once() -> None:
    pace = Pace()
    pace.begin(T0, hold=None, lead=Phase.REST, lead_s=60)
    pace.start(T0 + 5)
    assert pace.phase is Phase.WORK


def test_a_hold_waits_gets_ready_and_ends_by_itself() -> None:
    pace = Pace()
    pace.begin(T0, hold=30)
    assert pace.phase is Phase.READY
    assert run(pace, T0, 300)[1] == []
    now = T0 + 300
    pace.start(now)
    assert (pace.phase, pace.left(now)) == (Phase.COUNT_IN, GET_READY_S)
    now, heard = run(pace, now, GET_READY_S)
    assert heard[-1] is Cue.GO
    assert pace.holding
    now, heard = run(pace, now, 29.5)
    assert (pace.held(now), pace.left(now), heard) == (29, 1, [])
    now, heard = run(pace, now, 0.6)
    assert heard[0] is Cue.END
    assert pace.held(now) == 30


def test_the_other_side_of_a_hold_follows_after_the_change_without_a_key() -> None:
    pace = Pace()
    pace.begin(T0, hold=30, lead=Phase.SWITCH, lead_s=CHANGE_SIDES_S)
    now, heard = run(pace, T0, CHANGE_SIDES_S)
    assert heard == [Cue.TICK] * LAST_SECONDS + [Cue.GO]
    assert pace.holding
    assert pace.held(now + 12.4) == 12


def test_a_pause_stops_the_rest_where_it_is() -> None:
    pace = Pace()
    pace.begin(T0, hold=None, lead=Phase.REST, lead_s=60)
    now, _ = run(pace, T0, 20)
    pace.pause(now)
    assert run(pace, now, 3600)[1] == []
    assert pace.left(now + 3600) == 40
    pace.resume(now + 3600)
    assert pace.left(now + 3600) == 40
    assert pace.phase is Phase.REST


def test_nobody_holds_through_a_pause() -> None:
    pace = Pace()
    pace.begin(T0, hold=30)
    pace.start(T0)
    pace.start(T0)
    now, _ = run(pace, T0, 12)
    pace.pause(now)
    pace.resume(now + 5)
    assert pace.phase is Phase.READY


def test_a_hold_that_the_computer_slept_through_does_not_count() -> None:
    pace = Pace()
    pace.begin(T0, hold=30)
    pace.start(T0)
    pace.start(T0)
    now, _ = run(pace, T0, 5)
    assert pace.tick(now + 1800) == (Cue.SLEPT,)
    assert pace.paused
    pace.resume(now + 1801)
    assert pace.phase is Phase.READY


def test_a_rest_slept_through_is_over_but_starts_no_hold_by_itself() -> None:
    counted, held = Pace(), Pace()
    for pace, hold in ((counted, None), (held, 30)):
        pace.begin(T0, hold=hold, lead=Phase.REST, lead_s=60)
        run(pace, T0, 5)
    assert counted.tick(T0 + 7200) == (Cue.GO,)
    assert held.tick(T0 + 7200) == ()
    assert held.phase is Phase.READY


def test_a_short_hiccup_is_no_sleep() -> None:
    pace = Pace()
    pace.begin(T0, hold=30)
    pace.start(T0)
    pace.start(T0)
    pace.tick(T0 + ASLEEP_AFTER_S - 0.5)
    assert pace.holding
    assert not pace.paused


def test_more_rest_is_more_rest_and_a_hold_grows_only_before_it_began() -> None:
    pace = Pace()
    pace.begin(T0, hold=20, lead=Phase.REST, lead_s=30)
    pace.more_rest()
    assert pace.left(T0) == 30 + MORE_REST_S
    pace.set_hold(25)
    pace.start(T0)
    assert pace.length == 25
    pace.set_hold(60)
    assert pace.length == 25


@pytest.mark.parametrize("hold", [None, 30])
def test_a_lead_of_nothing_is_no_lead(hold: int | None) -> None:
    pace = Pace()
    pace.begin(T0, hold=hold, lead=Phase.REST, lead_s=0)
    assert pace.phase is (Phase.WORK if hold is None else Phase.READY)


@given(
    st.integers(1, 180),
    st.lists(st.tuples(st.floats(0.01, 4.0), st.booleans()), max_size=120),
)
def test_what_is_left_never_grows_and_pauses_cost_nothing(
    lead: int, looks: list[tuple[float, bool]]
) -> None:
    pace = Pace()
    pace.begin(T0, hold=None, lead=Phase.REST, lead_s=lead)
    now, gone, left = T0, 0.0, lead
    for step, paused in looks:
        if paused:
            pace.pause(now)
            now += 100 * step
            pace.resume(now)
        else:
            now += step
            gone += step
        pace.tick(now)
        if pace.phase is not Phase.REST:
            assert gone >= lead - 1e-6
            return
        assert pace.left(now) <= left
        left = pace.left(now)
        assert abs((lead - gone) - left) <= 1.0 + 1e-6
