"""On which day of the coming week does the plan put the tests at home, and why there?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import fmean

from core import words
from core.body import Body, Side
from core.catalog import Catalog
from core.journal import History
from core.lights import STALE_AFTER, Light, Reaction, warnings_of
from core.plans import Plan
from core.selftests import HomeTest
from core.testdays import DueTest
from core.weeks import DAYS, WeekPlan, strengthened

SLACK = 3
"""Days that a due test may wait for a better day, and that tests may lie apart to share one: a
tenth of the four weeks between two of them."""
SORE_FOR = timedelta(days=7)
"""How long pain keeps a place from being tested, unless a workout without pain comes before."""
_BUSY, _HARD, _TIRED = 1.0, 2.0, 3.0
"""What speaks against a day, in days of waiting: any training on it; training of the tested
muscles (they are tested before it); the same muscles worked the day before, and would test low."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Coming:
    """A test that was begun, and when it is due again."""

    test: HomeTest
    due: DueTest
    paused: bool = False
    """It asks something of a place that waits for a professional."""


@dataclass(frozen=True, slots=True)
class TestsOn:
    """A test day in the plan."""

    __test__ = False

    day: date
    names: tuple[str, ...]
    """What is tested."""
    before: tuple[str, ...] = ()
    """Plans of that day: the tests come first."""

    @property
    def says(self) -> str:
        """Say it in a few words: "test day (Knee to the wall), then “Row”"."""
        then = f", then {words.listing([f'“{n}”' for n in self.before])}" if self.before else ""
        return f"test day ({words.listing(self.names)}){then}"


@dataclass(frozen=True, slots=True)
class TestPlan:
    """Where the tests at home stand in the coming seven days."""

    __test__ = False

    today: date
    days: tuple[TestsOn, ...] = ()
    """In order; at most one a day, and none when nothing is due."""
    waits: tuple[str, ...] = ()
    """A sentence for each test that is due and can't be done now."""
    unplanned: int = 0
    """Tests that are due although no weekday is open for them."""

    def on(self, day: date) -> TestsOn | None:
        """Give the test day of a date."""
        return next((d for d in self.days if d.day == day), None)

    @property
    def now(self) -> TestsOn | None:
        """Give the test day, if it is today."""
        return self.on(self.today)

    def before_plans(self, names: Sequence[str]) -> TestPlan:
        """Give the same with the plans that are really open today, moved ones among them."""
        days = tuple(
            replace(d, before=tuple(names)) if d.day == self.today else d for d in self.days
        )
        return replace(self, days=days)

    @property
    def says(self) -> str:
        """Say what the plan has for today; empty when it has nothing to say."""
        now = self.now
        if now is not None:
            first = " They come before you train." if now.before else ""
            many = first if len(now.names) > 1 else first.replace("They come", "It comes")
            said = f"Today is test day: {words.listing(now.names)}.{many}"
            return " ".join((said, *self.waits))
        if self.unplanned:
            many = words.plural(self.unplanned, "test")
            return f"{many} at home {'is' if self.unplanned == 1 else 'are'} due."
        return " ".join(self.waits)


def plan_tests(
    coming: Sequence[Coming],
    week: WeekPlan,
    plans: Sequence[Plan],
    history: History,
    catalog: Catalog,
    *,
    today: date,
) -> TestPlan:
    """Put the tests that are due on the best days of the coming week.

    Tests that are due within three days of each other share a day. It is a rest day, or a day whose
    training comes after the tests; not the day after the tested muscles worked, because tired
    muscles test low; never a weekday that the person keeps free of tests. Within a week after a
    workout that hurt the tested place, the test waits, unless a workout without pain comes first.
    A missed test day moves on to the next good day and stays one: nothing piles up.

    Args:
        coming: Every test that was begun.
        week: Which plan on which weekday, and the weekdays open for tests.
        plans: The kept plans.
        history: What was logged; days after today are not looked at.
        catalog: What exercises strengthen.
        today: The person's day.

    """
    ready: list[tuple[date, Coming]] = []
    waits = []
    sore = Soreness(history, catalog, today=today)
    for one in sorted(coming, key=lambda c: (c.due.due, c.test.id)):
        is_due = one.due.due <= today
        if one.paused:
            if is_due:
                waits.append(f"{one.test.name} waits until a professional has looked at its place.")
            continue
        free, why = sore.free_from(one.test)
        if is_due and free > today:
            waits.append(f"{one.test.name} waits until {_until(free, today)}: {why}.")
        ready.append((max(one.due.due, free), one))
    if not week.tests_on:
        late = sum(1 for free, _ in ready if free <= today)
        return TestPlan(today, (), tuple(waits), late)
    calendar = _Calendar(week, plans, history, catalog, today)
    days = [calendar.place(start, group) for start, group in _groups(ready, today)]
    kept = tuple(d for d in days if d.day < today + DAYS * _DAY)
    return TestPlan(today, _merged(kept), tuple(waits))


def _groups(
    ready: Iterable[tuple[date, Coming]], today: date
) -> list[tuple[date, tuple[Coming, ...]]]:
    """Put together what is due within `SLACK` days; a group begins when its last test is due."""
    grouped: list[tuple[date, list[tuple[date, Coming]]]] = []
    for start, one in sorted(ready, key=lambda row: (row[0], row[1].test.id)):
        if grouped and start <= grouped[-1][0] + SLACK * _DAY:
            grouped[-1][1].append((start, one))
        else:
            grouped.append((start, [(start, one)]))
    begun: dict[date, list[Coming]] = {}
    for _, members in grouped:
        last = max(start for start, _ in members)
        begun.setdefault(max(last, today), []).extend(one for _, one in members)
    return [(start, tuple(members)) for start, members in sorted(begun.items())]


def _merged(days: Iterable[TestsOn]) -> tuple[TestsOn, ...]:
    """Make one of two groups that found the same day."""
    found: dict[date, TestsOn] = {}
    for one in days:
        before = found.get(one.day)
        names = (*before.names, *one.names) if before else one.names
        found[one.day] = TestsOn(one.day, names, one.before)
    return tuple(found[day] for day in sorted(found))


class _Calendar:
    """What each day of the coming two weeks asks of which muscles."""

    def __init__(
        self,
        week: WeekPlan,
        plans: Sequence[Plan],
        history: History,
        catalog: Catalog,
        today: date,
    ) -> None:
        self._week = week
        self._today = today
        self._body = catalog.body
        self._work: Mapping[str, frozenset[str]] = {p.name: strengthened(p, catalog) for p in plans}
        self._logged: dict[date, set[str]] = {}
        for entry in history.sets:
            if today - _DAY <= entry.day <= today:
                exercise = catalog.find(entry.exercise_id)
                if exercise is not None and exercise.kind.strengthens:
                    self._logged.setdefault(entry.day, set()).update(exercise.prime)

    def _plans(self, day: date) -> tuple[str, ...]:
        return tuple(name for name in self._week.on(day) if name in self._work)

    def _planned(self, day: date) -> frozenset[str]:
        return frozenset[str]().union(*(self._work[name] for name in self._plans(day)))

    def _against(self, day: date, muscles: frozenset[str]) -> float:
        """Say how much speaks against testing these muscles on a day."""
        cost = 0.0
        if self._plans(day):
            cost = _HARD if muscles & self._planned(day) else _BUSY
        before = self._logged.get(day - _DAY, set())
        if day - _DAY >= self._today:
            before = before | self._planned(day - _DAY)
        if day == self._today:
            before = before | self._logged.get(day, set())
        return cost + (_TIRED if muscles & before else 0.0)

    def place(self, start: date, group: Sequence[Coming]) -> TestsOn:
        """Find the best day from the first possible one on."""
        days = [start + n * _DAY for n in range(SLACK + DAYS + 1)]
        fitting = [day for day in days if day.weekday() in self._week.tests_on]
        # At least one weekday is open, so the first seven days hold one.
        near = [day for day in fitting if day <= start + SLACK * _DAY] or fitting[:1]
        muscles = [_muscles_of(one.test, self._body) for one in group]
        best = min(
            near,
            key=lambda day: fmean(self._against(day, m) for m in muscles) + (day - start).days,
        )
        done = self._logged.get(best, set()) if best == self._today else set()
        before = tuple(n for n in self._plans(best) if not (done and done & self._work[n]))
        return TestsOn(best, tuple(one.test.name for one in group), before)


def _muscles_of(test: HomeTest, body: Body) -> frozenset[str]:
    """Give the muscles of the places that a test is about."""
    return frozenset(m for region in test.regions for m in body.region(region).muscles)


class Soreness:
    """Which tests wait because the tested place hurt; the log is gone through once."""

    def __init__(self, history: History, catalog: Catalog, *, today: date) -> None:
        self._body = catalog.body
        self._found: list[tuple[frozenset[str], date, str]] = []
        hurting = _hurting(history, today)
        logs = history.by_exercise() if hurting else {}
        for exercise_id, last in _lately(history, today).items():
            exercise = catalog.find(exercise_id)
            if exercise is None or exercise_id not in hurting:
                continue
            lights = warnings_of(exercise, logs[exercise_id], today=today)
            if lights:
                paused = lights[0].reaction is Reaction.PAUSE
                until = last + (STALE_AFTER if paused else SORE_FOR)
                why = f"{exercise.name} hurt{_where(lights)} {words.when(last, today)}"
                self._found.append((frozenset(exercise.main), until, why))

    def free_from(self, test: HomeTest) -> tuple[date, str]:
        """Give the first day on which pain does not stand in the way, and what hurt in words.

        It is the light of the exercises for the tested places (`core.lights`): as long as one is
        not simply fine, the test waits a week, or three where the exercise itself is paused.
        """
        tested = _muscles_of(test, self._body)
        own = [(until, why) for muscles, until, why in self._found if tested & muscles]
        return max(own, default=(date.min, ""))


def _until(day: date, today: date) -> str:
    """Say a day ahead: "Thursday" within a week, else its date."""
    near = day < today + DAYS * _DAY
    return words.weekday(day) if near else words.date_words(day, today=today)


def _lately(history: History, today: date) -> dict[str, date]:
    """Give the exercises of the last three weeks with their last day."""
    found: dict[str, date] = {}
    for entry in history.sets:
        if today - STALE_AFTER <= entry.day <= today:
            found[entry.exercise_id] = max(entry.day, found.get(entry.exercise_id, date.min))
    return found


def _hurting(history: History, today: date) -> frozenset[str]:
    """Give the exercises of which anything bad was said lately: only they can have a light."""
    since = today - STALE_AFTER - 2 * SORE_FOR  # what the lights look back from a last workout
    told = (
        {s.exercise_id for s in history.sets if s.pain and s.day >= since},
        {a.exercise_id for a in history.after if a.pain and a.day >= since},
        {m.exercise_id for m in history.mornings if m.day >= since},
    )
    return frozenset[str]().union(*told)


def _where(lights: Sequence[Light]) -> str:
    """Say on which side it hurt: " on your left side", " on both sides"; empty without sides."""
    sides = {light.side for light in lights if light.side is not None}
    if not sides:
        return ""
    return " on both sides" if len(sides) == len(Side) else f" on your {next(iter(sides)).value}"
