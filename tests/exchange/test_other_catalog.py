"""Does a log come back the same through an Evenside whose catalog is another one?"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.body import Side
from core.catalog import Catalog, Count, Exercise, Load, Mode
from core.coach import Coach
from core.errors import Problem
from core.exchange.doors import bring, export, preview, settle_file, take_back
from core.exchange.proposal import NO_ANSWERS
from core.exchange.settling import Existing, Settled
from core.exchange.telling import tell
from core.journal import AfterNote, Band, History, Morning, MorningNote, SetEntry, fits
from core.keeper import Contents
from core.opening import Opener
from core.report import report_of
from core.safety import Readiness
from tests import factories as make
from tests.exchange.keeping import HERE, TODAY, MemoryKeeper, full_log

ROW, PLANK, LUNGE, BAND = "single_arm_row", "side_plank", "reverse_lunge", "banded_row"


def another_catalog(exercise_id: str, change: Callable[[Exercise], Exercise] | None) -> Catalog:
    """The catalog with an exercise that is done in another way now, or (None) is gone."""
    plain = make.catalog()
    made = [change(e) if change and e.id == exercise_id else e for e in plain.exercises]
    kept = made if change else [e for e in made if e.id != exercise_id]
    return replace(plain, exercises=tuple(kept))


OTHERS = {
    "gone": another_catalog(ROW, None),
    "counted in seconds": another_catalog(ROW, lambda e: replace(e, count=Count.SECONDS)),
    "without a weight": another_catalog(ROW, lambda e: replace(e, load=Load.NONE)),
    "with a band": another_catalog(ROW, lambda e: replace(e, load=Load.BAND)),
    "without sides": another_catalog(ROW, lambda e: replace(e, mode=Mode.TOGETHER)),
    "held before, counted now": another_catalog(PLANK, lambda e: replace(e, count=Count.REPS)),
}


def lived() -> Contents:
    """A log with everything, and enough of the exercises that change to conclude something."""
    sets = []
    for days in range(2, 40, 3):
        for exercise in (ROW, PLANK, LUNGE, BAND):
            for side in Side:
                one = make.entry(exercise, side, day=make.ago(days), reserve=2)
                sets.append(replace(one, id=f"{exercise}-{days}-{side.value}", pain=1))
    log = full_log()
    first = sets[0]
    history = History(
        tuple(sorted([*log.history.sets, *sets], key=lambda s: (s.day, s.at, s.index, s.id))),
        (MorningNote(first.workout_id, ROW, Side.LEFT, first.day + timedelta(1), Morning.SORE),),
        (AfterNote(first.workout_id, ROW, Side.LEFT, first.day, 3),),
    )
    return replace(log, history=history)


def through(contents: Contents, catalog: Catalog, path: Path) -> tuple[MemoryKeeper, Settled]:
    """Export as it is, and import into an empty log of an Evenside with this catalog."""
    export(path, contents, make.catalog(), today=TODAY, written_by="one")
    return taken_in(path, catalog)


def taken_in(path: Path, catalog: Catalog) -> tuple[MemoryKeeper, Settled]:
    there = MemoryKeeper(tables=["tests"])
    settled = settle_file(
        preview(path, catalog), NO_ANSWERS, Existing.of(there), today=TODAY, zone=HERE
    )
    bring(there, settled)
    return there, settled


def plain(contents: Contents) -> Contents:
    """Leave out which import a set came with."""
    sets = tuple(replace(s, batch="") for s in contents.history.sets)
    return replace(contents, history=replace(contents.history, sets=sets), batches=())


@pytest.mark.parametrize("name", OTHERS)
def test_the_log_comes_back_the_same_through_another_catalog(name: str, tmp_path: Path) -> None:
    catalog = OTHERS[name]
    there, settled = through(lived(), catalog, tmp_path / "one.json")
    assert settled.complete, (settled.troubles, settled.lost)
    assert plain(there.kept) == plain(lived())
    export(tmp_path / "two.json", there.kept, catalog, today=TODAY, written_by="two")
    back, _ = taken_in(tmp_path / "two.json", make.catalog())
    assert plain(back.kept) == plain(lived())


@pytest.mark.parametrize("name", OTHERS)
def test_it_is_said_in_words(name: str, tmp_path: Path) -> None:
    _, settled = through(lived(), OTHERS[name], tmp_path / "one.json")
    assert len(settled.odd) == 1
    assert "not counted" in settled.odd[0]
    _, same = through(lived(), make.catalog(), tmp_path / "two.json")
    assert same.odd == ()


def test_one_undo_takes_them_back_and_twice_adds_nothing(tmp_path: Path) -> None:
    there, settled = through(lived(), OTHERS["counted in seconds"], tmp_path / "one.json")
    again = settle_file(
        preview(tmp_path / "one.json", OTHERS["gone"]),
        NO_ANSWERS,
        Existing.of(there),
        today=TODAY,
        zone=HERE,
    )
    assert again.batch is None
    assert settled.batch is not None
    take_back(there, settled.batch.id)
    assert there.kept == Contents()


@pytest.mark.parametrize("name", OTHERS)
def test_the_same_on_the_disk_and_after_a_restart(name: str, tmp_path: Path) -> None:
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    held = replace(lived(), more=())
    export(one, held, make.catalog(), today=TODAY, written_by="one")
    catalog = OTHERS[name]
    opener = Opener(tmp_path / "data", catalog, make.safety())
    keeper = opener.open().keeper
    settled = settle_file(
        preview(one, catalog), NO_ANSWERS, Existing.of(keeper), today=TODAY, zone=HERE
    )
    bring(keeper, settled)
    opener.close()
    keeper = opener.open().keeper
    export(two, keeper.contents(), catalog, today=TODAY, written_by="two")
    opener.close()
    back, _ = taken_in(two, make.catalog())
    assert plain(back.kept) == plain(held)


def coach_on(contents: Contents, catalog: Catalog) -> Coach:
    log = make.MemoryLog()
    log.add_sets(contents.history.sets)
    for note in contents.history.mornings:
        log.add_morning(note)
    log.add_after(contents.history.after)
    coach = Coach(log, catalog, make.safety())
    coach.save_readiness(Readiness(TODAY), today=TODAY)
    return coach


def ask_everything(coach: Coach) -> list[object]:
    """Ask what the pages ask."""
    said: list[object] = [
        coach.places(),
        coach.overview(today=TODAY),
        coach.logged_exercises(),
        coach.mornings_due(today=TODAY),
        coach.weeks.home(today=TODAY),
        coach.testing.day(today=TODAY),
        coach.plan(make.ask("upper_back"), today=TODAY),
        coach.plan(make.ask("glutes"), today=TODAY),
        tell(coach.catalog, coach.history(), bodyweight=70.0),
        report_of(coach.catalog, coach.history(), [], today=TODAY, weeks=8),
    ]
    for exercise in coach.logged_exercises():
        said += [
            coach.curve(exercise.id),
            coach.report(exercise.id, today=TODAY),
            coach.next_time(exercise.id, today=TODAY),
        ]
    for workout in {s.workout_id for s in coach.history().sets}:
        with suppress(Problem):  # nothing is summed up of a workout in which nothing counts
            said.append(coach.summary(workout, today=TODAY))
    return said


@pytest.mark.parametrize("name", OTHERS)
def test_nothing_is_concluded_from_what_does_not_fit(name: str) -> None:
    """The other pages say what they would say if these sets had never been logged."""
    catalog, contents = OTHERS[name], lived()
    odd = [
        s
        for s in contents.history.sets
        if (e := catalog.find(s.exercise_id)) is not None and not fits(s, e)
    ]
    with_them = coach_on(contents, catalog)
    assert {s.id for s in odd} <= {s.id for s in with_them.history().sets}
    gone = {s.id for s in odd}
    left = tuple(s for s in contents.history.sets if s.id not in gone)
    without = coach_on(replace(contents, history=replace(contents.history, sets=left)), catalog)
    assert ask_everything(with_them)[:10] == ask_everything(without)[:10]


def test_a_set_that_does_not_fit_can_be_mended(tmp_path: Path) -> None:
    catalog, contents = OTHERS["counted in seconds"], lived()
    coach = coach_on(contents, catalog)
    odd = next(s for s in coach.history().sets if s.exercise_id == ROW)
    before = coach.curve(ROW)
    mended = replace(odd, reps=None, seconds=40, reserve=None)
    change = coach.mending.edit(mended, today=TODAY, now=odd.at)
    assert mended in coach.history().sets
    assert coach.curve(ROW) != before
    coach.mending.take_back(change.id)
    assert odd in coach.history().sets


kinds = st.lists(
    st.tuples(st.none() | st.integers(0, 200), st.none() | st.sampled_from(Band)), max_size=8
)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_set_that_can_be_kept_comes_through_any_catalog(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("through")
    sets = [
        SetEntry(
            id=f"set-{n}",
            workout_id="one",
            exercise_id=data.draw(st.sampled_from([ROW, PLANK, LUNGE, BAND, "gone_for_good"])),
            day=make.ago(data.draw(st.integers(0, 900))),
            at=make.entry().at + timedelta(seconds=n),
            index=data.draw(st.integers(1, 50)),
            side=data.draw(st.sampled_from([None, *Side])),
            reps=reps,
            seconds=None if reps is not None else data.draw(st.integers(0, 1800)),
            load_kg=None if band else data.draw(st.none() | st.floats(0, 500)),
            band=band,
            reserve=data.draw(st.none() | st.integers(0, 30)),
            pain=data.draw(st.none() | st.integers(0, 10)),
        )
        for n, (reps, band) in enumerate(data.draw(kinds))
    ]
    contents = Contents(History(tuple(sorted(sets, key=lambda s: (s.day, s.at, s.index, s.id)))))
    if not sets:
        return
    catalog = OTHERS[data.draw(st.sampled_from(sorted(OTHERS)))]
    there, settled = through(contents, catalog, folder / "one.json")
    assert settled.complete, settled.troubles
    assert plain(there.kept) == plain(contents)
    ask_everything(coach_on(contents, catalog))
