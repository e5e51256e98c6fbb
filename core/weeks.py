"""Which kept plans are done on which days of the week, and does every muscle get its rest?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations, pairwise
from typing import Any

from core import words
from core.catalog import Catalog
from core.errors import Problem
from core.plans import Plan

DAYS = 7
REST_DAYS = 2
"""Days from one strengthening of a muscle to the next: 48 hours (domain notes 6.1)."""
MOST_A_WEEK = 3
"""With two days in between there is no room for more."""
_TRIES = 4000
"""How many arrangements are looked at; the best one so far is taken then."""


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """The kept plans of each weekday, Monday first, by their names."""

    days: tuple[tuple[str, ...], ...] = ((),) * DAYS
    since: date | None = None
    """When the days were last chosen: earlier days can't have been missed."""
    declined: date | None = None
    """When a lighter week was last declined."""
    extra: dict[str, Any] = field(default_factory=dict)
    """What a newer Evenside keeps here."""
    tests_on: tuple[int, ...] = tuple(range(DAYS))
    """Weekdays on which a test day may be, Monday is 0; none takes test days out of the plan."""

    @property
    def empty(self) -> bool:
        """True when no day has anything on it."""
        return not any(self.days)

    def on(self, day: date) -> tuple[str, ...]:
        """Give the plans of a date."""
        return self.days[day.weekday()]

    def of(self, name: str) -> tuple[int, ...]:
        """Give the weekdays of a plan, Monday is 0."""
        return tuple(i for i, names in enumerate(self.days) if name in names)

    def put(self, name: str, weekdays: Iterable[int]) -> WeekPlan:
        """Give the same week with a plan on other days; none takes it out."""
        wanted = set(weekdays)
        days = [
            (*(n for n in names if n != name), *([name] if i in wanted else []))
            for i, names in enumerate(self.days)
        ]
        return replace(self, days=tuple(days))


@dataclass(frozen=True, slots=True)
class Clash:
    """A muscle group that would get less than 48 hours of rest."""

    one: str
    """Name of a plan."""
    other: str
    """Name of a plan; the same one when it is on two neighbouring days."""
    weekdays: tuple[int, int]
    muscles: frozenset[str]
    says: str


def strengthened(plan: Plan, catalog: Catalog) -> frozenset[str]:
    """Give the muscles that a plan strengthens; taking part is not enough, as everywhere."""
    found = [catalog.find(item.exercise_id) for item in plan.items]
    return frozenset(m for e in found if e is not None and e.kind.strengthens for m in e.prime)


def check_week(week: WeekPlan, plans: Sequence[Plan], catalog: Catalog) -> tuple[Clash, ...]:
    """List where a strengthened muscle would get less than 48 hours, in the order of the week.

    Two plans for one muscle on the same day clash, too: the second would meet it tired. The week
    goes round: Sunday is the day before Monday.
    """
    work = {plan.name: strengthened(plan, catalog) for plan in plans}
    found: list[Clash] = []
    for day in range(DAYS):
        today = [n for n in week.days[day] if n in work]
        for one, other in combinations(today, 2):
            found.extend(_clash(one, other, (day, day), work, catalog))
        after = (day + 1) % DAYS
        tomorrow = [n for n in week.days[after] if n in work]
        for one in today:
            for other in tomorrow:
                found.extend(_clash(one, other, (day, after), work, catalog))
    return tuple(found)


def _clash(
    one: str,
    other: str,
    weekdays: tuple[int, int],
    work: Mapping[str, frozenset[str]],
    catalog: Catalog,
) -> list[Clash]:
    muscles = work[one] & work[other]
    if not muscles:
        return []
    names = places_of(muscles, catalog)
    whose = f"your {words.listing(names)}"
    first, second = (words.WEEKDAYS[day] for day in weekdays)
    if weekdays[0] == weekdays[1]:
        says = f"“{one}” and “{other}” both work {whose} on {first}: once is enough for a day."
    elif one == other:
        says = f"“{one}” works {whose} on {first} and again on {second}: less than 48 hours apart."
    else:
        says = (
            f"“{one}” on {first} and “{other}” on {second} both work {whose}: less than 48 hours "
            "apart."
        )
    return [Clash(one, other, weekdays, muscles, says)]


def places_of(muscles: Iterable[str], catalog: Catalog) -> list[str]:
    """Name muscles by as few places as it takes; a muscle without a place by its own name."""
    left: set[str] = set(muscles)
    names: list[str] = []
    while left:
        region = max(catalog.body.regions, key=lambda r: len(left & set(r.muscles)))
        held = left & set(region.muscles)
        if not held:
            return names + sorted(catalog.body.muscle(m).name for m in left)
        names.append(region.name)
        left -= held
    return names


def check_save(week: WeekPlan, plans: Sequence[Plan], catalog: Catalog) -> None:
    """Refuse a week without the rest that muscles need.

    Raises:
        Problem: Says which muscles, on which days.

    """
    clashes = check_week(week, plans, catalog)
    if clashes:
        raise Problem(clashes[0].says, field="week")


# -- proposing -----------------------------------------------------------------------------------


def propose_days(
    plans: Sequence[Plan],
    per_week: int | Mapping[str, int],
    catalog: Catalog,
    *,
    near: WeekPlan | None = None,
) -> WeekPlan:
    """Find days for plans so that every strengthened muscle gets 48 hours.

    Where the wished number of times does not fit, the plan that comes most often comes once less,
    until it does.

    Args:
        plans: The plans to find days for; others are left out of the week.
        per_week: How often each plan is wished, up to 3; one number for all, or by name.
        catalog: What the plans strengthen.
        near: Days to stay near to, if it can be.

    """
    per = {p.name: per_week if isinstance(per_week, int) else per_week[p.name] for p in plans}
    counts = [max(0, min(MOST_A_WEEK, per[plan.name])) for plan in plans]
    work = [strengthened(plan, catalog) for plan in plans]
    kept = near or WeekPlan()
    near_by = [frozenset(kept.of(plan.name)) for plan in plans]
    wished = list(counts)
    while (days := _arrange(counts, work, near_by)) is None:
        most = max(counts)
        counts[max(i for i, count in enumerate(counts) if count == most)] -= 1
    for i, wish in enumerate(wished):  # nobody goes without for the sake of others in vain
        while counts[i] < wish:
            more = [count + (j == i) for j, count in enumerate(counts)]
            found = _arrange(more, work, near_by)
            if found is None:
                break
            counts, days = more, found
    made = replace(kept, days=((),) * DAYS)
    for plan, chosen in zip(plans, days, strict=True):
        made = made.put(plan.name, chosen)
    return made


def _arrange(
    counts: Sequence[int], work: Sequence[frozenset[str]], near: Sequence[frozenset[int]]
) -> list[frozenset[int]] | None:
    """Search the cheapest days for all plans; None when they do not fit into a week."""
    best: list[frozenset[int]] | None = None
    least = float("inf")
    tries = 0

    def walk(chosen: list[frozenset[int]], cost: float) -> None:
        nonlocal best, least, tries
        if cost >= least or tries > _TRIES:
            return
        i = len(chosen)
        if i == len(counts):
            best, least = list(chosen), cost
            return
        options = []
        for days in combinations(range(DAYS), counts[i]):
            own = frozenset(days)
            if work[i] and _close(own, own):
                continue
            if any(work[i] & work[j] and _touch(own, other) for j, other in enumerate(chosen)):
                continue
            options.append((_cost(own, chosen, near[i]), days, own))
        for extra, _, own in sorted(options, key=lambda row: row[:2]):
            tries += 1
            walk([*chosen, own], cost + extra)

    walk([], 0.0)
    return best


def _gap(one: int, other: int) -> int:
    apart = abs(one - other)
    return min(apart, DAYS - apart)


def _close(one: Iterable[int], other: Iterable[int]) -> bool:
    """Tell whether two different days are less than 48 hours apart."""
    return any(0 < _gap(a, b) < REST_DAYS for a in one for b in other)


def _touch(one: Iterable[int], other: Iterable[int]) -> bool:
    """Tell whether days are the same or less than 48 hours apart."""
    return any(_gap(a, b) < REST_DAYS for a in one for b in other)


def _cost(own: frozenset[int], chosen: Sequence[frozenset[int]], near: frozenset[int]) -> float:
    """How much a choice of days differs from what one would like."""
    cost = 10.0 * len(near - own) if near else 0.0
    cost += 3.0 * sum(1 for other in chosen for day in own if day in other)
    # Spread over the week: with n times, 7 / n days lie between two of them.
    ordered = sorted(own)
    if len(ordered) > 1:
        gaps = [_gap(a, b) for a, b in pairwise(ordered)]
        cost += 2.0 * sum(DAYS // len(ordered) - gap for gap in gaps if gap < DAYS // len(ordered))
    return cost + 0.4 * sum(1 for day in own if day > 4) + 0.01 * sum(own)


# -- keeping -------------------------------------------------------------------------------------


def week_to_json(week: WeekPlan) -> str:
    """Write a week as JSON text."""
    return json.dumps(
        {
            **week.extra,
            "days": [list(names) for names in week.days],
            "since": week.since.isoformat() if week.since else None,
            "declined": week.declined.isoformat() if week.declined else None,
            "tests_on": list(week.tests_on),
        },
        sort_keys=True,
    )


def week_from_json(text: str | None) -> WeekPlan:
    """Read what `week_to_json` wrote; an empty week when it can't be read.

    The plans themselves are kept elsewhere: a lost week costs choosing the days again.
    """
    try:
        data = json.loads(text) if text else {}
        days = tuple(
            tuple(dict.fromkeys(str(name) for name in names)) for names in data.get("days", [])
        )
        if len(days) != DAYS:
            days = ((),) * DAYS
        known = {"days", "since", "declined", "tests_on"}
        return WeekPlan(
            days,
            _day(data.get("since")),
            _day(data.get("declined")),
            {k: v for k, v in data.items() if k not in known},
            _weekdays(data.get("tests_on")),
        )
    except (ValueError, TypeError, AttributeError):
        return WeekPlan()


def _day(text: object) -> date | None:
    return date.fromisoformat(text) if isinstance(text, str) else None


def _weekdays(kept: object) -> tuple[int, ...]:
    """Read weekdays; all of them where nothing, or nothing that makes sense, was kept."""
    if not isinstance(kept, list):
        return tuple(range(DAYS))
    return tuple(day for day in range(DAYS) if day in kept)
