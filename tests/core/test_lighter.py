"""A lighter week is offered after six, halves the sets, and is never held against anybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.catalog import Count
from core.journal import LIGHTER_WEEK, History
from core.lighter import MORE_SPARE, NOTE, lightened, lighter_now, lighter_offer
from core.routine import Routine
from core.safety import PainReport
from tests.factories import TODAY, MemoryLog, ago, ask, catalog, coach, exercise, history, workout

MONDAY = date(2026, 3, 9)


def trained(weeks: int, *, until: date = TODAY, a_week: int = 2) -> History:
    """Weeks of rows before this one, two days each unless said otherwise."""
    monday = until - timedelta(days=until.weekday())
    return history(
        *(
            workout("single_arm_row", monday - timedelta(days=7 * week + 7 - 3 * n))
            for week in range(weeks)
            for n in range(a_week)
        ),
        workout("single_arm_row", monday),
    )


def offered(log: History, *, today: date = TODAY, declined: date | None = None) -> bool:
    return lighter_offer(log, catalog(), today=today, declined=declined) is not None


def test_six_trained_weeks_are_followed_by_an_offer_and_five_are_not() -> None:
    assert not offered(trained(5))
    offer = lighter_offer(trained(6), catalog(), today=TODAY)
    assert offer is not None
    assert offer.weeks == 6
    assert offer.start == TODAY
    assert "You decide." in offer.says


def test_a_day_that_was_trained_already_is_not_made_lighter_afterwards() -> None:
    log = trained(6)
    log = replace(log, sets=(*log.sets, *workout("single_arm_row", TODAY)))
    offer = lighter_offer(log, catalog(), today=TODAY)
    assert offer is not None
    assert offer.start == TODAY + timedelta(days=1)


def test_a_week_without_training_starts_the_count_again() -> None:
    log = trained(9)
    kept = tuple(s for s in log.sets if not ago(24) <= s.day <= ago(10))
    assert not offered(History(kept))


def test_once_a_week_needs_no_lighter_one() -> None:
    assert not offered(trained(8, a_week=1))


def test_a_declined_offer_comes_again_after_two_weeks() -> None:
    assert not offered(trained(9), declined=ago(13))
    assert offered(trained(9), declined=ago(14))


def test_a_lighter_week_starts_the_count_again() -> None:
    log = trained(9)
    assert not offered(replace(log, lighter=(MONDAY - timedelta(days=14),)))
    assert offered(replace(log, lighter=(MONDAY - timedelta(days=70),)))


def test_there_is_no_offer_during_one() -> None:
    assert not offered(replace(trained(9), lighter=(TODAY,)))
    assert not offered(replace(trained(9), lighter=(TODAY + timedelta(days=1),)))


def test_the_week_that_is_on_is_told_with_its_end() -> None:
    assert lighter_now(History(), catalog(), today=TODAY) is None
    on = lighter_now(History(lighter=(ago(2),)), catalog(), today=TODAY)
    assert on is not None
    assert on.last == TODAY + timedelta(days=4)
    assert "until Monday" in on.says
    assert not on.used
    used = lighter_now(
        replace(history(workout("single_arm_row", ago(1))), lighter=(ago(2),)),
        catalog(),
        today=TODAY,
    )
    assert used is not None
    assert used.used
    tomorrow = lighter_now(History(lighter=(ago(-1),)), catalog(), today=TODAY)
    assert tomorrow is not None
    assert "tomorrow" in tomorrow.says
    assert lighter_now(History(lighter=(TODAY - LIGHTER_WEEK,)), catalog(), today=TODAY) is None


def strength_sets(routine: Routine) -> int:
    return sum(i.sets for i in routine.items if exercise(i.exercise_id).kind.strengthens)


@given(sets=st.lists(st.integers(2, 5), min_size=2, max_size=6))
def test_the_sum_of_sets_is_50_to_60_percent(sets: list[int]) -> None:
    usual = coach().plan(ask("back_thigh"), today=TODAY)
    item = next(i for i in usual.items if exercise(i.exercise_id).kind.strengthens)
    routine = usual.with_items(replace(item, sets=n) for n in sets)
    made = lightened(routine, catalog())
    assert all(new.sets >= 1 for new in made.items)
    assert all(new.sets <= old.sets for new, old in zip(made.items, routine.items, strict=True))
    assert abs(strength_sets(made) - 0.55 * sum(sets)) <= 1
    if sum(sets) >= 10:
        assert 0.45 * sum(sets) <= strength_sets(made) <= 0.65 * sum(sets)


def test_a_lighter_week_keeps_the_weight_and_leaves_two_more_in_reserve() -> None:
    log = MemoryLog()
    made = coach(log)
    for day in (14, 11, 8, 5):
        made.log_many(workout("single_arm_row", ago(day), left=10, right=10), today=TODAY)
    usual = made.plan(ask("upper_back", minutes=60), today=TODAY)
    made.save_plan("Row", usual)
    made._log.add_lighter_week(ago(1))
    for lighter in (
        made.plan(ask("upper_back", minutes=60), today=TODAY),
        made.open_plan("Row", PainReport(), today=TODAY).routine,
    ):
        assert lighter.notes[0] == NOTE
        assert lighter.notes.count(NOTE) == 1
        for old, new in zip(usual.items, lighter.items, strict=True):
            of = exercise(old.exercise_id)
            assert new.target.load_kg == old.target.load_kg
            assert new.target.band == old.target.band
            if not of.kind.strengthens:
                assert new == old
            elif of.count is Count.REPS:
                assert new.target.reserve == old.target.reserve + MORE_SPARE
                assert new.target.amount == max(1, old.target.amount - MORE_SPARE)
                assert "Lighter week" in new.dose_why
                assert new.seconds < old.seconds
    swapped = made.add(made.plan(ask(), today=TODAY), "dead_bug", today=TODAY).routine
    assert "Lighter week" in swapped.items[-1].dose_why


def test_what_is_done_in_a_lighter_week_is_no_step_back_and_no_progress() -> None:
    log = MemoryLog()
    made = coach(log)
    for day in (13, 10):
        made.log_many(workout("single_arm_row", ago(day), left=9, right=9), today=TODAY)
    before = made.next_time("single_arm_row", today=ago(7))
    offer_start = ago(7)
    made._log.add_lighter_week(offer_start)
    for day in (6, 3):
        made.log_many(workout("single_arm_row", ago(day), left=6, right=6, reserve=5), today=TODAY)
    after = made.next_time("single_arm_row", today=TODAY)
    assert after.target == before.target
    assert after.change is before.change


def test_pain_in_a_lighter_week_counts() -> None:
    log = MemoryLog()
    made = coach(log)
    made.log_many(workout("single_arm_row", ago(10), left=9, right=9), today=TODAY)
    made._log.add_lighter_week(ago(5))
    made.log_many(workout("single_arm_row", ago(3), left=6, right=6, pain=6), today=TODAY)
    assert "Pain was 6 of 10" in made.next_time("single_arm_row", today=TODAY).says


def test_a_lighter_week_is_taken_declined_and_taken_back() -> None:
    log = MemoryLog()
    made = coach(log)
    made.log_many(trained(7).sets, today=TODAY)
    home = made.weeks.home(today=TODAY)
    assert home.offer is not None
    made.weeks.take_lighter(home.offer)
    home = made.weeks.home(today=TODAY)
    assert home.offer is None
    assert home.lighter is not None
    made.weeks.give_back(home.lighter.start)
    home = made.weeks.home(today=TODAY)
    assert home.lighter is None
    assert home.offer is not None
    made.weeks.decline_lighter(today=TODAY)
    assert made.weeks.home(today=TODAY).offer is None
