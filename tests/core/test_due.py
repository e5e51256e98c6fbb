"""Today says what is due, moves what was missed where it fits, and lets the rest go."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.body import Side
from core.due import State, Today, away, due
from core.journal import History
from core.weeks import DAYS, WeekPlan, strengthened
from tests.core.test_weeks import REGIONS, plan
from tests.factories import TODAY, ago, catalog, history, mirrored_words, workout

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
LONG_AGO = date(2026, 1, 1)


def told(week: WeekPlan, log: History | None = None, *, today: date = TODAY) -> Today:
    """What Thursday 12 March says, unless another day is given."""
    plans = [plan(name) for name in sorted(REGIONS)]
    return due(week, log or History(), plans, catalog(), today=today)


def week(**days: tuple[int, ...]) -> WeekPlan:
    """A week that was chosen long ago."""
    made = WeekPlan(since=LONG_AGO)
    for name, weekdays in days.items():
        made = made.put(name, weekdays)
    return made


def states(today: Today) -> dict[str, State]:
    """Every plan of today with its state."""
    return {p.plan.name: p.state for p in today.plans}


def test_what_is_planned_for_today_is_due() -> None:
    said = told(week(Row=(THU,)))
    assert states(said) == {"Row": State.DUE}
    assert said.says == "“Row” is for today."


def test_a_day_without_plans_is_a_rest_day_and_says_what_comes() -> None:
    said = told(week(Row=(SAT,)))
    assert said.plans == ()
    assert said.says.startswith("A rest day")
    assert "“Row” on Saturday" in said.says
    assert said.next is not None
    assert said.next.day == TODAY + timedelta(days=2)


def test_what_was_done_is_done() -> None:
    said = told(week(Row=(THU, MON)), history(workout("single_arm_row", TODAY)))
    assert states(said) == {"Row": State.DONE}
    assert said.says == "Done for today. Next: “Row” on Monday."


def test_another_exercise_for_the_same_muscle_is_done_too() -> None:
    said = told(week(Row=(THU,)), history(workout("banded_row", TODAY)))
    assert states(said) == {"Row": State.DONE}


def test_muscles_that_worked_yesterday_rest_although_it_is_their_day() -> None:
    said = told(week(Row=(THU,)), history(workout("single_arm_row", ago(1))))
    assert states(said) == {"Row": State.RESTS}
    assert "yesterday" in said.plans[0].says
    assert "open again from Friday" in said.plans[0].says
    assert said.says.startswith("Today your muscles still rest")


def test_a_missed_day_is_offered_when_nothing_stands_in_the_way() -> None:
    said = told(week(Row=(WED, SAT)))
    assert states(said) == {"Row": State.MOVED}
    assert said.plans[0].says == "Planned for Wednesday; it fits today just as well."
    assert said.let_go == ()


def test_a_missed_day_is_let_go_when_it_would_meet_the_next_one() -> None:
    said = told(week(Row=(WED, FRI)))
    assert said.plans == ()
    assert said.let_go == ("“Row” of Wednesday is let go: it comes again on Friday.",)


def test_a_missed_day_is_let_go_when_another_plan_works_its_muscles_today_or_tomorrow() -> None:
    for day in (THU, FRI):
        said = told(week(Glutes=(WED,), Squats=(day,)))
        assert "Glutes" not in states(said)
        assert said.let_go == ("“Glutes” of Wednesday is let go: it comes again on Wednesday.",)


def test_a_missed_day_is_not_offered_while_its_muscles_rest() -> None:
    said = told(week(Glutes=(WED,)), history(workout("bodyweight_squats", ago(1))))
    assert said.plans == ()


def test_a_day_done_late_or_a_day_early_was_not_missed() -> None:
    for ago_days in (1, 3):
        log = history(workout("single_arm_row", ago(ago_days)))
        said = told(week(Row=(TUE, SAT)), log)
        assert said.plans == ()
        assert said.let_go == ()


def test_what_is_moved_and_done_is_done() -> None:
    said = told(week(Row=(WED, SAT)), history(workout("single_arm_row", TODAY)))
    assert states(said) == {"Row": State.DONE}


def test_missed_days_never_pile_up() -> None:
    said = told(week(Row=(TUE,), Hips=(WED,), Stretch=(MON,)))
    moved = [p.plan.name for p in said.plans if p.state is State.MOVED]
    assert moved == ["Hips"]
    assert len(said.let_go) == 2


def test_days_before_the_week_was_chosen_were_not_missed() -> None:
    said = told(WeekPlan(since=TODAY).put("Row", (WED, SAT)))
    assert said.plans == ()
    assert said.let_go == ()


def test_a_plan_that_is_gone_is_no_news() -> None:
    said = told(week(Gone=(THU,), Row=(FRI,)))
    assert said.plans == ()
    assert said.ahead[0].names == ()


def test_without_plans_or_days_it_says_so() -> None:
    assert due(WeekPlan(), History(), [], catalog(), today=TODAY).says == "Nothing is planned yet."
    assert told(WeekPlan()).says == "No days are chosen for your plans yet."


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (10, None),
        (11, "Welcome back after 11 days: the same weights as before, with one more to spare"),
        (21, "Welcome back after 3 weeks: the same weights"),
        (22, "about 10 % lower"),
        (42, "about 10 % lower"),
        (43, "about 20 % lower"),
        (84, "about 20 % lower"),
        (85, "about 40 % lower. What was there once comes back faster. A new baseline begins"),
    ],
)
def test_a_break_is_welcomed_back_by_its_length(days: int, said: str | None) -> None:
    found = away(history(workout("single_arm_row", ago(days))), catalog(), today=TODAY)
    if said is None:
        assert found is None
    else:
        assert found is not None
        assert said in found.says


def test_after_a_break_nothing_is_called_missed_and_any_day_is_good() -> None:
    log = history(workout("single_arm_row", ago(30)))
    said = told(week(Row=(WED, SAT)), log)
    assert said.let_go == ()
    assert states(said) == {"Row": State.MOVED}
    said = told(week(Row=(SUN,)), log)
    assert states(said) == {"Row": State.MOVED}
    assert "any day is a good one" in said.plans[0].says


def test_stretching_alone_ends_no_break() -> None:
    log = history(workout("single_arm_row", ago(30)), workout("hip_flexor_stretch", ago(1)))
    assert away(log, catalog(), today=TODAY) is not None


days = st.frozensets(st.integers(0, DAYS - 1), max_size=3)
weeks = st.dictionaries(st.sampled_from(sorted(REGIONS)), days)
logs = st.lists(
    st.tuples(st.sampled_from([i for _, ids in REGIONS.values() for i in ids]), st.integers(0, 40)),
    max_size=8,
)


@given(chosen=weeks, done=logs)
def test_nothing_offered_today_takes_a_muscle_its_rest(
    chosen: dict[str, frozenset[int]], done: list[tuple[str, int]]
) -> None:
    made = week(**{name: tuple(d) for name, d in chosen.items()})
    log = history(*(workout(i, ago(d)) for i, d in done))
    said = told(made, log)
    worked = {
        m
        for i, d in done
        if d < 2 and catalog().get(i).kind.strengthens
        for m in catalog().get(i).prime
    }
    opened = [p for p in said.plans if p.open]
    assert sum(1 for p in opened if p.state is State.MOVED) <= 1
    for one in opened:
        assert not strengthened(one.plan, catalog()) & worked
        if one.state is State.MOVED:
            for other in (*said.ahead[0].names, *said.ahead[1].names):
                if other != one.plan.name:
                    assert not strengthened(one.plan, catalog()) & strengthened(
                        plan(other), catalog()
                    )


@given(chosen=weeks, done=logs)
def test_left_and_right_are_told_alike(
    chosen: dict[str, frozenset[int]], done: list[tuple[str, int]]
) -> None:
    made = week(**{name: tuple(d) for name, d in chosen.items()})
    log = history(*(workout(i, ago(d))[:1] for i, d in done))
    one, other = told(made, log), told(made, log.mirrored())
    assert mirrored_words(one.says) == other.says
    assert [p.says for p in one.plans] == [mirrored_words(p.says) for p in other.plans]
    assert one.let_go == other.let_go


def test_the_side_of_a_plan_changes_nothing_about_its_day() -> None:
    for side in Side:
        said = due(week(Row=(THU,)), History(), [plan("Row", side)], catalog(), today=TODAY)
        assert states(said) == {"Row": State.DUE}
