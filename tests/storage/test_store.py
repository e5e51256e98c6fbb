"""Does everything that was saved come back as it was?"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError, StatementError

from core.body import Side
from core.errors import Problem
from core.journal import AfterNote, Band, History, Morning, MorningNote, SetEntry
from core.storage.database import open_database
from core.storage.errors import NotInLog
from core.storage.store import Store
from tests.storage.making import DAY, NOON, a_set, opened, sql


def test_a_new_log_holds_nothing(store: Store) -> None:
    assert store.history() == History()
    assert store.plans() == ()
    assert store.excluded() == {}
    assert store.setting("theme") is None
    assert store.last_screening() is None


def test_a_set_comes_back_after_closing(log_path: Path) -> None:
    entry = a_set(reserve=2, pain=1, load_kg=12.5, setup="box 40 cm", note="größer ✓")
    with opened(log_path, create=True) as store:
        store.add_set(entry)
    with opened(log_path) as store:
        assert store.history().sets == (entry,)


def test_saving_the_same_set_twice_counts_once_with_what_was_typed_last(store: Store) -> None:
    entry = a_set(reps=8)
    store.add_set(entry)
    store.add_set(entry)
    assert store.history().sets == (entry,)
    corrected = replace(entry, reps=6)
    store.add_set(corrected)
    assert store.history().sets == (corrected,)


def test_all_sets_of_a_workout_share_its_row(store: Store, log_path: Path) -> None:
    store.add_set(a_set())
    store.add_set(a_set(index=2, at=NOON + timedelta(minutes=3)))
    assert sql(log_path, "SELECT id, day, started_at FROM workout") == [
        ("workout-1", "2026-03-01", "2026-03-01T12:00:00.000000Z")
    ]


def test_a_set_can_be_changed(store: Store) -> None:
    entry = a_set()
    store.add_set(entry)
    changed = replace(entry, reps=9, side=Side.RIGHT, workout_id="workout-2")
    store.update_set(changed)
    assert store.history().sets == (changed,)


def test_changing_an_unknown_set_says_so_and_leaves_nothing(store: Store, log_path: Path) -> None:
    with pytest.raises(NotInLog, match="not in the log any more"):
        store.update_set(a_set())
    assert sql(log_path, "SELECT * FROM workout") == []


def test_a_removed_set_comes_back_as_it_was(store: Store) -> None:
    kept, removed = a_set(), a_set(index=2, note="back again")
    store.add_set(kept)
    store.add_set(removed)
    store.remove_set(removed.id)
    assert store.history().sets == (kept,)
    with pytest.raises(NotInLog):
        store.remove_set(removed.id)
    with pytest.raises(NotInLog):
        store.update_set(removed)
    store.add_set(removed)
    assert store.history().sets == (kept,)
    store.restore_set(removed.id)
    store.restore_set(removed.id)
    assert set(store.history().sets) == {kept, removed}
    with pytest.raises(NotInLog):
        store.restore_set("never logged")


def test_history_is_oldest_first_whatever_the_order_of_saving(store: Store) -> None:
    earlier_day = a_set(day=DAY - timedelta(days=1), at=NOON + timedelta(hours=9))
    early = a_set(at=NOON - timedelta(microseconds=1), index=3)
    first, second = a_set(index=1), a_set(index=2)
    one, other = sorted((a_set(index=4), a_set(index=4)), key=lambda entry: entry.id)
    for entry in (other, second, early, one, first, earlier_day):
        store.add_set(entry)
    assert store.history().sets == (earlier_day, early, first, second, one, other)


def test_history_of_some_exercises_since_a_day(store: Store) -> None:
    old = a_set(day=DAY - timedelta(days=1))
    new = a_set()
    other = a_set(exercise_id="bird_dog")
    for entry in (old, new, other):
        store.add_set(entry)
    for exercise_id in ("split_squat", "bird_dog"):
        store.add_morning(
            MorningNote("workout-1", exercise_id, Side.LEFT, DAY, Morning.USUAL),
        )
    assert store.history(since=DAY).sets in ((new, other), (other, new))
    assert store.history({"split_squat"}, since=DAY).sets == (new,)
    assert {note.exercise_id for note in store.history({"bird_dog"}).mornings} == {"bird_dog"}
    assert store.history(since=DAY + timedelta(days=1)) == History()
    assert store.history(()) == History()


def test_the_last_answer_of_a_morning_counts(store: Store) -> None:
    store.add_set(a_set())
    morning = DAY + timedelta(days=1)
    for side in (None, Side.LEFT):
        for answer in (Morning.USUAL, Morning.WORSE):
            store.add_morning(MorningNote("workout-1", "split_squat", side, morning, answer))
    assert store.history().mornings == (
        MorningNote("workout-1", "split_squat", None, morning, Morning.WORSE),
        MorningNote("workout-1", "split_squat", Side.LEFT, morning, Morning.WORSE),
    )


def test_a_morning_needs_its_workout(store: Store) -> None:
    with pytest.raises(IntegrityError):
        store.add_morning(MorningNote("nowhere", "bird_dog", None, DAY, Morning.USUAL))


def test_plans_keep_their_place(store: Store) -> None:
    store.save_plan("Legs", '{"v": 1}')
    store.save_plan("Back", "{}")
    store.save_plan("Legs", '{"v": 2}')
    assert store.plans() == (("Legs", '{"v": 2}'), ("Back", "{}"))
    store.rename_plan("Legs", "Hips")
    store.rename_plan("Hips", "Hips")
    assert [name for name, _ in store.plans()] == ["Hips", "Back"]
    store.delete_plan("Hips")
    store.delete_plan("Hips")
    assert store.plans() == (("Back", "{}"),)


def test_plan_names_are_checked(store: Store) -> None:
    store.save_plan("Legs", "{}")
    store.save_plan("Back", "{}")
    with pytest.raises(Problem, match="a name"):
        store.save_plan("  ", "{}")
    with pytest.raises(Problem, match="already"):
        store.rename_plan("Back", "Legs")
    with pytest.raises(NotInLog):
        store.rename_plan("Arms", "Hips")


def test_exercises_are_excluded_and_included(store: Store) -> None:
    store.exclude("bird_dog", DAY)
    store.exclude("bird_dog", DAY + timedelta(days=3))
    store.exclude("split_squat", DAY - timedelta(days=3))
    assert store.excluded() == {"split_squat": DAY - timedelta(days=3), "bird_dog": DAY}
    store.include("bird_dog")
    store.include("bird_dog")
    assert list(store.excluded()) == ["split_squat"]


def test_settings_and_screenings(store: Store) -> None:
    store.put_setting("theme", '"dark"')
    store.put_setting("theme", '"light"')
    assert store.setting("theme") == '"light"'
    store.add_screening(date(2062, 3, 1), '{"typed": "wrong year"}')
    store.add_screening(DAY, "{}")
    assert store.last_screening() == (DAY, "{}")


def test_instants_come_back_aware_and_in_utc(store: Store, log_path: Path) -> None:
    summer = timezone(timedelta(hours=2))
    store.add_set(a_set(at=datetime(2026, 7, 1, 0, 30, 0, 5, tzinfo=summer), day=date(2026, 7, 1)))
    (entry,) = store.history().sets
    assert entry.at == datetime(2026, 6, 30, 22, 30, 0, 5, tzinfo=UTC)
    assert entry.at.utcoffset() == timedelta(0)
    assert entry.day == date(2026, 7, 1)
    assert sql(log_path, "SELECT at_utc FROM set_entry") == [("2026-06-30T22:30:00.000005Z",)]


def test_naive_instants_and_datetimes_as_days_are_refused(store: Store) -> None:
    with pytest.raises(StatementError, match="aware"):
        store.add_set(a_set(at=datetime(2026, 3, 1, 12)))  # noqa: DTZ001 - the point
    with pytest.raises(StatementError, match="not a datetime"):
        store.add_set(a_set(day=NOON))
    assert store.history() == History()


def test_characters_that_no_file_can_hold_are_a_problem(store: Store) -> None:
    with pytest.raises(Problem, match="character") as caught:
        store.add_set(a_set(note="secret \udc80"))
    assert "secret" not in str(caught.value)
    assert "secret" not in repr(caught.value.__context__)
    store.add_set(a_set(note="fine"))


def test_another_thread_is_refused(store: Store) -> None:
    caught: list[BaseException] = []

    def use() -> None:
        try:
            store.history()
        except BaseException as error:  # noqa: BLE001 - handed to the test
            caught.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert "thread" in str(caught[0])


def test_a_log_can_be_made_and_used_in_a_worker(log_path: Path) -> None:
    seen: list[History] = []

    def work() -> None:
        with opened(log_path, create=True) as store:
            store.add_set(a_set())
            seen.append(store.history())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert len(seen[0].sets) == 1


@pytest.fixture(scope="module")
def lasting_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("round") / "evenside.db"
    store = Store(open_database(path, create=True))
    yield store
    store.close()


_words = st.text(max_size=40)
_measure = st.one_of(
    st.tuples(st.integers(0, 200), st.none()), st.tuples(st.none(), st.integers(0, 1800))
)
_load = st.one_of(
    st.tuples(st.none(), st.none()),
    st.tuples(st.floats(0, 500), st.none()),
    st.tuples(st.none(), st.sampled_from(Band)),
)
_zones = st.timezones() | st.just(UTC)


@st.composite
def _entries(draw: st.DrawFn) -> SetEntry:
    reps, seconds = draw(_measure)
    load_kg, band = draw(_load)
    return SetEntry(
        id="new each time",
        workout_id=str(draw(st.uuids())),
        exercise_id=draw(st.text("abcdefghij_", min_size=1, max_size=20)),
        day=draw(st.dates(date(1970, 1, 1))),
        at=draw(
            st.datetimes(datetime(1970, 1, 2), datetime(9000, 1, 1), timezones=_zones)  # noqa: DTZ001
        ),
        index=draw(st.integers(1, 50)),
        side=draw(st.sampled_from([None, *Side])),
        reps=reps,
        seconds=seconds,
        load_kg=load_kg,
        band=band,
        reserve=draw(st.none() | st.integers(0, 30)),
        pain=draw(st.none() | st.integers(0, 10)),
        setup=draw(_words),
        note=draw(_words),
    )


@settings(max_examples=60, deadline=None)
@given(entry=_entries())
def test_every_set_comes_back_the_same(lasting_store: Store, entry: SetEntry) -> None:
    entry = replace(entry, id=str(uuid4()))
    lasting_store.add_set(entry)
    found = [s for s in lasting_store.history({entry.exercise_id}).sets if s.id == entry.id]
    assert found == [replace(entry, at=entry.at.astimezone(UTC))]
    assert type(found[0].band) is type(entry.band)


def test_many_sets_are_saved_all_or_none(store: Store) -> None:
    good = [a_set(index=n) for n in (1, 2, 3)]
    store.add_sets(good)
    store.add_sets(good)
    assert len(store.history().sets) == 3
    with pytest.raises(IntegrityError):
        store.add_sets([a_set(index=4), a_set(index=5, pain=11)])
    assert store.history().sets == tuple(good)


def test_pain_right_after_is_kept_and_can_be_corrected(log_path: Path) -> None:
    entry = a_set()
    with opened(log_path, create=True) as store:
        store.add_set(entry)
        note = AfterNote(entry.workout_id, entry.exercise_id, Side.LEFT, DAY, 6)
        store.add_after([note, replace(note, side=None, pain=0)])
        store.add_after([replace(note, pain=3)])
    with opened(log_path) as store:
        assert set(store.history().after) == {
            replace(note, pain=3),
            replace(note, side=None, pain=0),
        }
        assert store.history(["another"]).after == ()
        assert store.history(since=DAY + timedelta(days=1)).after == ()


def test_a_lighter_week_can_be_taken_back(log_path: Path) -> None:
    with opened(log_path, create=True) as store:
        store.add_lighter_week(DAY)
        store.add_lighter_week(DAY)
        store.add_lighter_week(DAY + timedelta(days=60))
    with opened(log_path) as store:
        assert store.history(["any"]).lighter == (DAY, DAY + timedelta(days=60))
        store.remove_lighter_week(DAY)
        store.remove_lighter_week(DAY)
        assert store.history().lighter == (DAY + timedelta(days=60),)
