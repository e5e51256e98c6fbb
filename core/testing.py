"""What can a person ask about tests at home: what fits today, what was kept, what it says?"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from core import words
from core.body import Side, Spot
from core.catalog import Catalog, Equipment, Exercise, Load
from core.errors import Problem
from core.journal import History, SetEntry
from core.log import Log
from core.pauses import pause_of, pauses_from_json
from core.profile import Profile
from core.recommender import all_muscles
from core.safety import Readiness, Safety
from core.selftests import (
    MAX_REPS,
    HomeTest,
    TestResult,
    Thing,
    can_be_tested,
    check_result,
    exercise_of,
    find_test,
    load_tests,
    with_exercise,
)
from core.sessions import weaker_side
from core.testdays import (
    DueTest,
    TestVerdict,
    coming_tests,
    due_tests,
    first_side,
    judge_test,
    look_again,
    next_day,
)
from core.testweek import Coming, Soreness

RECENT = timedelta(weeks=8)
"""What was trained in these weeks is worth testing."""
_THINGS = "test_things"
_USUAL_THINGS = frozenset({Thing.TAPE, Thing.PHONE})


@dataclass(frozen=True, slots=True)
class Offer:
    """One test on a test day."""

    test: HomeTest
    verdict: TestVerdict
    due: DueTest | None
    """When it is due again; None before the first day."""
    missing: tuple[Thing, ...]
    """What the person does not have."""
    trained: bool
    """It is about a place that was trained in the last weeks."""
    first: Side
    setup: str = ""
    """The set-up of the last time, such as the weight."""
    paused: bool = False
    """It asks something of a place that waits for a professional."""
    waits: str = ""
    """What hurt lately at the tested place, in words; empty when nothing did."""

    @property
    def possible(self) -> bool:
        """True when it can be done today."""
        return not self.missing and not self.paused


@dataclass(frozen=True, slots=True)
class TestDay:
    """What can be tested today."""

    __test__ = False

    day: date
    offers: tuple[Offer, ...]
    """What is due first, then what fits the places trained."""
    things: frozenset[Thing]
    again: str
    """When to look again, in words; empty before the first test."""
    results: tuple[TestResult, ...] = ()
    """Every try that is kept, oldest first."""
    stop: str = ""
    """Why nothing may be tested; empty when something may."""
    asks: bool = False
    """True when the health questions have to be answered first."""

    def due(self) -> tuple[Offer, ...]:
        """Keep what is due today."""
        return tuple(o for o in self.offers if o.due is not None and o.due.due <= self.day)


@dataclass(frozen=True, slots=True)
class Tested:
    """A try that is on disk, and what the test says now."""

    __test__ = False

    result: TestResult
    verdict: TestVerdict
    again: str


@dataclass(slots=True)
class Testing:
    """The part of the coach's door for tests at home; every method may raise `Problem`."""

    __test__ = False

    log: Log
    catalog: Catalog
    safety: Safety
    readiness: Callable[[], Readiness | None]
    """Reads the last answers to the health questions."""
    _tests: tuple[HomeTest, ...] = field(default=())

    def tests(self) -> tuple[HomeTest, ...]:
        """Give the tests as they are written down, without exercises."""
        if not self._tests:
            self._tests = load_tests(self.catalog.body)
        return self._tests

    def test(self, test_id: str) -> HomeTest | None:
        """Give a test by its id, also one that is done with an exercise; None when unknown."""
        exercise = self.catalog.find(exercise_of(test_id))
        if exercise is None:
            return find_test(self.tests(), test_id)
        template = find_test(self.tests(), MAX_REPS)
        if template is None or not can_be_tested(exercise):
            return None
        return with_exercise(template, exercise, self.catalog.body)

    def day(self, *, today: date) -> TestDay:
        """Tell what can be tested today."""
        results = self.log.results()
        history = self.log.history()
        things = self.things()
        recent = [s for s in history.sets if s.day > today - RECENT]
        regions = self._regions(recent)
        closed = self._closed()
        sore = Soreness(history, self.catalog, today=today)
        offers = [
            self._offer(test, results, history, things, regions, closed, sore, today)
            for test in self._offered(recent, results)
        ]
        due = {d.test_id for d in due_tests(results, today)}
        offers.sort(
            key=lambda o: (
                o.test.id not in due,
                o.test.opt_in and o.due is None,
                not o.possible,
                not o.test.of_exercise,
                not o.trained,
                o.test.grade.value,
            )
        )
        stop, asks = self._gate(today)
        again = look_again(results, today)
        return TestDay(today, tuple(offers), things, again, results, stop, asks)

    def _gate(self, today: date) -> tuple[str, bool]:
        """Tell why nothing may be tested, and whether the health questions come first."""
        try:
            advice = self.safety.readiness_advice(self.readiness(), today=today)
        except Problem:
            return "", True
        return (f"{advice.title}. {advice.says}" if advice else ""), False

    def _closed(self) -> frozenset[str]:
        """Give the muscles of every place that waits for a professional."""
        body = self.catalog.body
        pauses = pauses_from_json(self.log.setting("pauses"), self.safety, body)
        return frozenset(
            muscle
            for region in body.regions
            if pause_of(Spot(region.id, Side.LEFT), pauses, self.safety) is not None
            for muscle in region.muscles
        )

    def _asked(self, test: HomeTest) -> frozenset[str]:
        """Give the muscles that a test asks something of."""
        body = self.catalog.body
        made = {m for region in test.regions for m in body.region(region).muscles}
        exercise = self.catalog.find(test.picture)
        return frozenset(made) | (all_muscles(exercise) if exercise else frozenset())

    def due(self, *, today: date) -> tuple[DueTest, ...]:
        """List the tests that are due, for whoever plans the day."""
        return due_tests(self.log.results(), today)

    def coming(self, *, today: date) -> tuple[Coming, ...]:
        """List every test that was begun with its next day; none while no test may be done."""
        if self._gate(today)[0]:
            return ()
        closed = self._closed()
        found = [(due, self.test(due.test_id)) for due in coming_tests(self.log.results())]
        return tuple(
            Coming(test, due, bool(closed & self._asked(test)))
            for due, test in found
            if test is not None
        )

    def verdicts(self) -> tuple[tuple[HomeTest, TestVerdict], ...]:
        """Give every test that was ever done with what it says."""
        results = self.log.results()
        ids = dict.fromkeys(r.test_id for r in results)
        known = [test for test_id in ids if (test := self.test(test_id)) is not None]
        return tuple((test, judge_test(test, results)) for test in known)

    def _offered(
        self, recent: Iterable[SetEntry], results: Collection[TestResult]
    ) -> list[HomeTest]:
        wanted = {s.exercise_id for s in recent} | {exercise_of(r.test_id) for r in results}
        with_exercises = [
            self.test(f"{MAX_REPS}.{exercise.id}")
            for exercise in self.catalog.exercises
            if exercise.id in wanted and can_be_tested(exercise)
        ]
        plain = [test for test in self.tests() if test.id != MAX_REPS]
        return [*(test for test in with_exercises if test is not None), *plain]

    def _regions(self, recent: Iterable[SetEntry]) -> frozenset[str]:
        exercises = {s.exercise_id for s in recent}
        return frozenset(
            region.id
            for exercise in self.catalog.exercises
            if exercise.id in exercises
            for region in self.catalog.body.regions_of(exercise.main)
        )

    def _offer(
        self,
        test: HomeTest,
        results: Collection[TestResult],
        history: History,
        things: frozenset[Thing],
        regions: frozenset[str],
        closed: frozenset[str],
        sore: Soreness,
        today: date,
    ) -> Offer:
        before = [r for r in results if r.test_id == test.id]
        free, why = sore.free_from(test)
        exercise = self.catalog.find(test.picture)
        weaker = None if exercise is None else weaker_side(history, exercise)
        setup = before[-1].setup if before else ""
        if test.of_exercise and exercise is not None and not setup:
            setup = _last_load(exercise, history)
        return Offer(
            test=test,
            verdict=judge_test(test, before),
            due=next_day(before, test.id),
            missing=tuple(thing for thing in test.needs if thing not in things),
            trained=bool(regions & set(test.regions)),
            first=first_side(test, before, weaker=weaker),
            setup=setup,
            paused=bool(closed & self._asked(test)),
            waits=why if free > today else "",
        )

    def log_result(self, result: TestResult, *, today: date) -> Tested:
        """Keep a try. When this returns, it is on disk; calling again changes nothing."""
        test = self.test(result.test_id)
        if test is None:
            raise Problem("Evenside does not know this test any more.")
        check_result(result, test, today=today)
        self.log.add_result(result)
        results = self.log.results()
        return Tested(result, judge_test(test, results), look_again(results, today))

    def undo_result(self, result: TestResult) -> TestResult:
        """Take a try out; `redo_result` brings it back."""
        self.log.remove_result(result.id)
        return result

    def redo_result(self, result: TestResult) -> TestResult:
        """Bring back a try that was taken out."""
        self.log.restore_result(result.id)
        return result

    def things(self) -> frozenset[Thing]:
        """Tell what the person has for testing."""
        try:
            kept = json.loads(self.log.setting(_THINGS) or "null")
            if kept is not None:
                return frozenset(Thing(thing) for thing in kept)
        except (ValueError, TypeError):
            pass  # what can't be read is as if it had never been said
        profile = Profile.from_json(self.log.setting("profile"))
        has_chair = profile.equipment & {Equipment.CHAIR, Equipment.BENCH}
        return _USUAL_THINGS | ({Thing.CHAIR} if has_chair else frozenset())

    def keep_things(self, things: Collection[Thing], *, today: date) -> TestDay:
        """Keep what the person has for testing, and tell what fits now."""
        self.log.put_setting(_THINGS, json.dumps(sorted(thing.value for thing in things)))
        return self.day(today=today)


def _last_load(exercise: Exercise, history: History) -> str:
    """Say the weight or band of the latest set."""
    own = [s for s in history.sets if s.exercise_id == exercise.id]
    if not own:
        return ""
    last = own[-1]
    if exercise.load is Load.BAND:
        return f"{last.band.words} band" if last.band else ""
    return words.kg(last.load_kg) if last.load_kg else ""
