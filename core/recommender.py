"""Which exercises fit this place, this feeling and this person today, and why?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from core import words
from core.body import Region, Side, Size
from core.catalog import Catalog, Exercise, Group, Kind
from core.doses import Change, NextDose, Target
from core.journal import History
from core.ladder import climbed
from core.lights import warnings_of
from core.progression import next_dose
from core.reasons import Place, reason
from core.routine import Feeling, Prescription, Purpose, Request, Routine, duration
from core.safety import MOST_PAIN_FOR_PROGRESS, Clearance, Permission

LONGEST_HOLD_BEFORE_STRENGTH = 30
"""Seconds; longer holds cost strength right after (Kay & Blazevich, 2012)."""
RECOVERY = timedelta(days=2)
FAMILIAR_FOR = timedelta(days=42)

_LIMBERING_PURPOSES = (Purpose.LOOSEN, Purpose.STRETCH)
_GENTLE = frozenset({Kind.BODYWEIGHT, Kind.BANDED})
_LIMBERING = frozenset({Kind.STRETCH, Kind.MOBILITY})


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place in the routine that wants an exercise."""

    purpose: Purpose
    regions: tuple[Region, ...]
    """In the order in which they are tried."""


_ORDER = (Purpose.LOOSEN, Purpose.STRETCH, Purpose.STRENGTHEN, Purpose.BALANCE, Purpose.EXTRA)


@dataclass(frozen=True)
class Recommender:
    """The article's rules as a pure function of the catalog, the request and the log."""

    catalog: Catalog
    request: Request
    clearance: Clearance
    history: History
    today: date
    closed: frozenset[str] = frozenset()
    """Muscles of places that wait for a professional."""

    # -- the routine ------------------------------------------------------------------------------

    def recommend(self) -> Routine:
        """Build the routine; the same input always gives the same routine.

        Raises:
            Problem: The request itself is impossible.

        """
        self.request.check()
        empty = Routine(
            request=self.request,
            day=self.today,
            permission=self.clearance.permission,
            items=(),
            notes=(self.clearance.says,) if self.hurts else (),
            advice=self.clearance.advice,
        )
        if self.clearance.permission is Permission.STOP:
            return empty
        notes = list(empty.notes)
        chosen: list[Prescription] = []
        budget = 60 * self.request.minutes
        for slot in self._slots():
            item = self._fill(slot, chosen, budget - sum(i.seconds for i in chosen))
            if item is not None:
                chosen.append(item)
        chosen = self._grow(chosen, budget)
        notes.extend(self._recovery_notes())
        notes.extend(self._gap_notes(chosen))
        if not chosen:
            notes.append(self._nothing())
        ordered = sorted(chosen, key=lambda item: _ORDER.index(item.purpose))
        return replace(empty, items=tuple(ordered), notes=tuple(dict.fromkeys(notes)))

    @cached_property
    def region(self) -> Region:
        """The place asked for."""
        return self.catalog.body.region(self.request.spot.region)

    @property
    def hurts(self) -> bool:
        """True when the place may not be trained as if it were well."""
        return self.clearance.permission is not Permission.FULL

    def opposites(self) -> tuple[Region, ...]:
        """Give the regions on the other half of the pair, nearest first."""
        return tuple(self.catalog.body.region(r) for r in self.region.opposite)

    def _slots(self) -> tuple[_Slot, ...]:
        """The places to fill, most important first."""
        here, there = (self.region,), self.opposites()
        work = _Slot(Purpose.STRENGTHEN, here)
        loosen = _Slot(Purpose.LOOSEN, there)
        balance = _Slot(Purpose.BALANCE, there)
        if self.clearance.permission is Permission.REST:
            return (loosen, balance)
        if self.request.feeling is Feeling.TIGHT:
            stretch = _Slot(Purpose.STRETCH, here)
            if not any(self._ranked(stretch, here[0], ())):
                return (work, balance, work)
            return (stretch, balance, stretch, balance)
        if self.request.feeling is Feeling.WEAK:
            return (work, loosen, work, work, balance)
        return (work, balance, loosen, work)

    def _fill(self, slot: _Slot, chosen: list[Prescription], seconds: int) -> Prescription | None:
        """Take the best exercise that fits the time; fewer sets before another exercise."""
        for region in slot.regions:
            for exercise in self._ranked(slot, region, tuple(i.exercise_id for i in chosen)):
                item = self.prescribe(exercise, slot.purpose, region)
                for sets in range(item.sets, 0, -1):
                    if sets < item.sets and chosen:
                        break
                    fitted = self._with_sets(item, sets)
                    if fitted.seconds <= seconds:
                        return fitted
        return None

    def _grow(self, chosen: list[Prescription], budget: int) -> list[Prescription]:
        """Use the time that is left for more sets, the most important exercise first."""
        grown = list(chosen)
        for i, item in enumerate(grown):
            high = self.catalog.get(item.exercise_id).dose.sets[1]
            for sets in range(item.sets + 1, high + 1):
                bigger = self._with_sets(item, sets)
                spent = sum(other.seconds for j, other in enumerate(grown) if j != i)
                if spent + bigger.seconds <= budget and not self._fewer_sets(item):
                    grown[i] = bigger
        return grown

    def _fewer_sets(self, item: Prescription) -> bool:
        return self._dose(self.catalog.get(item.exercise_id)).fewer_sets

    def _with_sets(self, item: Prescription, sets: int) -> Prescription:
        exercise = self.catalog.get(item.exercise_id)
        return replace(item, sets=sets, seconds=duration(exercise, item.target, sets, item.extra))

    # -- choosing ---------------------------------------------------------------------------------

    def options(self, purpose: Purpose, region_id: str, taken: Iterable[str]) -> list[Exercise]:
        """List what else would fit the same place in the routine, best first."""
        region = self.catalog.body.region(region_id)
        return list(self._ranked(_Slot(purpose, (region,)), region, tuple(taken)))

    def _ranked(self, slot: _Slot, region: Region, taken: tuple[str, ...]) -> Iterable[Exercise]:
        allowed = [e for e in self.catalog.exercises if self._allowed(e, slot.purpose, region)]
        # Where an exercise is about the place, one that only asks it to help is no substitute,
        # not even while the place rests from the last time.
        about = [e for e in allowed if self._hits(e, slot.purpose, region)]
        limbering = slot.purpose in _LIMBERING_PURPOSES
        if slot.purpose is Purpose.BALANCE:
            allowed = []  # the other half of a pair is worked itself or not at all
        rested = [e for e in about or allowed if limbering or not self.recent(e)]
        families = {self._family(self.catalog.get(t)) for t in taken}
        scored = [
            (score, order, exercise)
            for order, exercise in enumerate(rested)
            if self._family(exercise) not in families
            and (score := self._score(exercise, slot.purpose, region, taken)) is not None
        ]
        return [exercise for _, _, exercise in sorted(scored, key=lambda row: (-row[0], row[1]))]

    def _allowed(self, exercise: Exercise, purpose: Purpose, region: Region) -> bool:
        """The hard rules: none of them is ever traded against a better fit."""
        if exercise.id in self.request.excluded or not self.has(exercise):
            return False
        if purpose in _LIMBERING_PURPOSES:
            if exercise.kind not in _LIMBERING or self._dose(exercise).change is Change.PAUSE:
                return False
        elif not self._may_load(exercise, region):
            return False
        touched = all_muscles(exercise)
        if touched & self.closed:
            return False
        return self.clearance.permission is not Permission.REST or not (
            touched & set(self.region.muscles)
        )

    def _may_load(self, exercise: Exercise, region: Region) -> bool:
        stopped = self._dose(exercise).change in (Change.PAUSE, Change.EASIER)
        # What works the place itself has to fit the place, whatever it is in the routine for.
        regions = [region]
        if set(exercise.prime) & set(self.region.muscles):
            regions.append(self.region)
        opened = all(self.opens(exercise, each) for each in regions)
        return opened and not stopped

    def opens(self, exercise: Exercise, region: Region) -> bool:
        """Tell whether the article's ladder opens this strength exercise for a region.

        Pain and small muscles start on its second list, with bodyweight and bands.
        """
        gentle = exercise.kind in _GENTLE and not exercise.isolated
        return exercise.kind.strengthens and (gentle or self.weights_open(region))

    def weights_open(self, region: Region) -> bool:
        """Tell whether a region is ready for isolated work."""
        if self.hurts and self.request.report.pain > MOST_PAIN_FOR_PROGRESS:
            return False
        return self.climbed(region) or not (self.hurts or region.size is Size.SMALL)

    def climbed(self, region: Region) -> bool:
        """Tell whether two green weeks open a region for weights, or did lately."""
        if region.id not in self._climbed:
            self._climbed[region.id] = climbed(self.history, self.catalog, region, today=self.today)
        return self._climbed[region.id]

    @cached_property
    def _climbed(self) -> dict[str, bool]:
        return {}

    def has(self, exercise: Exercise) -> bool:
        """Tell whether the person has what the exercise needs."""
        return set(exercise.needs) <= self.request.equipment

    def _family(self, exercise: Exercise) -> str:
        return exercise.variant_of or exercise.id

    def _hits(self, exercise: Exercise, purpose: Purpose, region: Region) -> bool:
        """Tell whether the region is what the exercise is for."""
        return bool(set(_muscles(exercise, purpose)[0]) & set(region.muscles))

    def _score(
        self, exercise: Exercise, purpose: Purpose, region: Region, taken: tuple[str, ...]
    ) -> float | None:
        """How well an exercise fits; None when it does not work the region at all."""
        wanted = set(region.muscles)
        limbering = purpose in _LIMBERING_PURPOSES
        main, minor = _muscles(exercise, purpose)
        hits, touches = wanted & set(main), wanted & set(minor)
        if not hits and not touches:
            return None
        score = 100.0 * len(hits) / len(wanted) + 10.0 * len(touches) / len(wanted)
        if hits:
            score += 80.0 * len(hits) / len(main) + (30.0 if main[0] in wanted else 0.0)
        if region.size is Size.SMALL:
            score -= 4.0 * len(minor)
        score += 30.0 if exercise.mode.sided else 0.0
        score -= 8.0 if Group.COMPANION in exercise.groups else 0.0
        if exercise.kind is Kind.STRETCH and purpose is Purpose.STRETCH:
            score += 30.0
        if not limbering:
            score += self._rung(exercise, region)
        score += 20.0 if self._familiar(exercise) else 0.0
        near = {
            n for t in taken for n in (*self.catalog.get(t).easier, *self.catalog.get(t).harder)
        }
        score -= 60.0 if exercise.id in near else 0.0
        shared = {m for t in taken for m in self.catalog.get(t).prime[:1]} & set(exercise.prime[:1])
        score -= 15.0 if shared else 0.0
        return score

    def _rung(self, exercise: Exercise, region: Region) -> float:
        """The article's preference between the kinds of strength work."""
        score = 0.0
        if self.weights_open(region):
            score += 45.0 if exercise.kind is Kind.WEIGHTED else 0.0
            score += 35.0 if exercise.isolated else 0.0
            score -= 40.0 if exercise.kind is Kind.BANDED else 0.0
        family = {e.id for e in self.catalog.exercises if self._family(e) == self._family(exercise)}
        if set(exercise.easier) & family and not any(self._done(e) for e in exercise.easier):
            score -= 80.0
        if self._mastered(exercise) and any(
            self.opens(self.catalog.get(h), region) and self.has(self.catalog.get(h))
            for h in exercise.harder
        ):
            score -= 80.0
        return score

    def _done(self, exercise_id: str) -> bool:
        return exercise_id in self._logs

    def _familiar(self, exercise: Exercise) -> bool:
        log = self._logs.get(exercise.id)
        return log is not None and self.today - log.sets[-1].day <= FAMILIAR_FOR

    def _mastered(self, exercise: Exercise) -> bool:
        return self._dose(exercise).change is Change.HARDER

    # -- the last two days ------------------------------------------------------------------------

    @cached_property
    def _trained(self) -> dict[str, date]:
        """The muscles that were strengthened less than 48 hours ago, with the last day."""
        found: dict[str, date] = {}
        for entry in self.history.sets:
            exercise = self.catalog.find(entry.exercise_id)
            if exercise is None or not exercise.kind.strengthens:
                continue
            if timedelta(0) <= self.today - entry.day < RECOVERY:
                for muscle in exercise.prime:
                    found[muscle] = max(entry.day, found.get(muscle, entry.day))
        return found

    def recent(self, exercise: Exercise) -> bool:
        """Tell whether its main muscles were strengthened less than 48 hours ago."""
        return bool(set(exercise.prime) & self._trained.keys())

    def _recovery_notes(self) -> list[str]:
        trained = self._trained
        days = [trained[m] for m in self.region.muscles if m in trained]
        if not days or self.clearance.permission is Permission.REST:
            return []
        last = max(days)
        again = words.when(last, self.today)
        return [
            f"You strengthened this place {again}: it rests for 48 hours, so the next strength "
            f"work is open from {words.weekday(last + RECOVERY)}."
        ]

    def _gap_notes(self, chosen: list[Prescription]) -> list[str]:
        """Say when nothing in the routine works the place itself, and what would."""
        main = self.request.feeling is not Feeling.TIGHT
        wanted = set(self.region.muscles)
        works = any(
            wanted & all_muscles(self.catalog.get(item.exercise_id))
            for item in chosen
            if item.purpose in (Purpose.STRENGTHEN, Purpose.STRETCH)
        )
        if works or self.clearance.permission is Permission.REST or self._recovery_notes():
            return []
        needs: dict[str, None] = {}
        for exercise in self.catalog.exercises:
            lacking = [e for e in exercise.needs if e not in self.request.equipment]
            if lacking and wanted & set(exercise.prime) and exercise.kind.strengthens:
                needs[words.listing([e.words for e in lacking])] = None
        name = self.region.label(self.request.spot.side)
        verb = "strengthens" if main else "reaches"
        more = f" With {words.listing(list(needs), 'or')} there would be." if needs else ""
        return [f"Nothing here {verb} your {name} with what you have.{more}"]

    def _nothing(self) -> str:
        if self.clearance.permission is Permission.REST:
            return "Nothing here leaves the sore place alone: rest it today."
        if self._trained:
            return "Nothing is due here today. Choose another place, or come back tomorrow."
        return (
            "With this equipment and without the exercises you excluded nothing is left. Add "
            "equipment, or bring an excluded exercise back in the settings."
        )

    # -- the dose and the reason ------------------------------------------------------------------

    @cached_property
    def _logs(self) -> dict[str, History]:
        """The log of each exercise, so that a long one is walked through once."""
        return self.history.by_exercise()

    @cached_property
    def _doses(self) -> dict[str, NextDose]:
        return {}

    def _dose(self, exercise: Exercise) -> NextDose:
        if exercise.id not in self._doses:
            self._doses[exercise.id] = next_dose(
                exercise,
                self._logs.get(exercise.id, History()),
                self.request.gear,
                today=self.today,
                declared=self.request.spot.side,
            )
        return self._doses[exercise.id]

    def prescribe(
        self, exercise: Exercise, purpose: Purpose, region: Region, sets: int = 0
    ) -> Prescription:
        """Give an exercise its dose, its side and its reason.

        Args:
            exercise: The exercise.
            purpose: What it is in the routine for.
            region: The region it is for.
            sets: Wished sets, within the exercise's range; 0 for the fewest.

        """
        dose = self._dose(exercise)
        low, high = exercise.dose.sets
        target, sets = dose.target, min(max(low, sets), high)
        extra: Side | None = None
        dose_why = dose.says
        if exercise.kind is Kind.STRETCH:
            hold = min(exercise.dose.amount[1], LONGEST_HOLD_BEFORE_STRENGTH)
            target = Target(hold)
            dose_why = "A pull, not a pain: at most 3 of 10."
            if purpose is Purpose.STRETCH and exercise.mode.sided:
                extra = self.request.spot.side
        if exercise.kind is Kind.BODYWEIGHT and target.load_kg and not self.weights_open(region):
            top = min(target.amount, exercise.dose.amount[1])
            target = replace(target, amount=top, load_kg=None)
            dose_why = "Without a weight while it hurts or is new: bodyweight and bands first."
        if dose.fewer_sets:
            sets = max(1, sets - 1)
        # A stretch has no weaker side to find: the place that was pointed at goes first.
        first = dose.first if exercise.kind.strengthens else self.request.spot.side
        why, source = reason(self._place(region), exercise, purpose, region)
        return Prescription(
            exercise_id=exercise.id,
            purpose=purpose,
            region=region.id,
            sets=sets,
            extra=extra,
            target=target,
            first=first if exercise.mode.sided else None,
            why=why,
            dose_why=dose_why,
            source=source,
            seconds=duration(exercise, target, sets, extra),
            lights=warnings_of(exercise, self._logs.get(exercise.id, History()), today=self.today),
        )

    def eased(self, exercise: Exercise) -> tuple[Exercise | None, str]:
        """Give the exercise that pain leaves of a wished one, or None, and what to say about it."""
        dose = self._dose(exercise)
        if dose.change is Change.PAUSE:
            return None, f"{exercise.name} is left out: {dose.says}"
        if dose.change is Change.EASIER and dose.instead:
            easier = self.catalog.get(dose.instead)
            if self.has(easier):
                return easier, f"{easier.name} instead of {exercise.name}: it hurt last time."
            return None, f"{exercise.name} is left out today: it hurt last time."
        return exercise, ""

    def _place(self, region: Region) -> Place:
        return Place(
            region=self.region,
            side=self.request.spot.side,
            feeling=self.request.feeling,
            permission=self.clearance.permission,
            missing=self._missing(region),
        )

    def _missing(self, region: Region) -> tuple[str, ...]:
        """Name the equipment without which the region's weighted exercises are out of reach."""
        wanted = set(region.muscles)
        for other in self.catalog.exercises:
            lacking = [e.words for e in other.needs if e not in self.request.equipment]
            if lacking and other.kind is Kind.WEIGHTED and set(other.prime[:1]) & wanted:
                return tuple(lacking)
        return ()


def _muscles(exercise: Exercise, purpose: Purpose) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the muscles an exercise is for and those that take part, for a purpose."""
    if purpose in _LIMBERING_PURPOSES:
        return exercise.stretched or exercise.prime, exercise.stretched_secondary
    return exercise.prime, exercise.secondary


def all_muscles(exercise: Exercise) -> frozenset[str]:
    """Give every muscle that an exercise asks anything of, on either side."""
    return frozenset(
        (
            *exercise.prime,
            *exercise.secondary,
            *exercise.other_side,
            *exercise.stretched,
            *exercise.stretched_secondary,
            *exercise.braces,
        )
    )
