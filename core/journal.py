"""What was done: sets, workouts and pain, checked before they are kept."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum, IntEnum

from core.body import Side
from core.catalog import Catalog, Count, Exercise, Load
from core.errors import Problem

MOST_REPS = 200
MOST_SECONDS = 1800
MOST_KG = 500.0
MOST_RESERVE = 30
LONGEST_NOTE = 2000


class Band(IntEnum):
    """Band levels, ordinal only: the pull of one colour differs between makers."""

    EXTRA_LIGHT = 1
    LIGHT = 2
    MEDIUM = 3
    STRONG = 4
    EXTRA_STRONG = 5
    HEAVY = 6
    EXTRA_HEAVY = 7

    @property
    def words(self) -> str:
        """The level with a usual colour: "medium (green)"."""
        return f"{self.name.replace('_', ' ').lower()} ({_COLOURS[self]})"


_COLOURS = {
    Band.EXTRA_LIGHT: "yellow",
    Band.LIGHT: "red",
    Band.MEDIUM: "green",
    Band.STRONG: "blue",
    Band.EXTRA_STRONG: "black",
    Band.HEAVY: "silver",
    Band.EXTRA_HEAVY: "gold",
}


@dataclass(frozen=True, slots=True)
class SetEntry:
    """One set of one exercise, of one side where the exercise has sides.

    Exactly one of `reps` and `seconds` is given. `reserve` is how many more repetitions the person
    thought possible; None means "not sure" or not asked, never 0. `load_kg` is the weight the
    person held, None where there was none to speak of. `at` is aware.
    """

    id: str
    """UUID made when the set was typed, so that saving twice can't count twice."""
    workout_id: str
    exercise_id: str
    day: date
    """The person's local day."""
    at: datetime
    """The instant, aware."""
    index: int
    """1, 2, 3 ... within exercise and side of the workout."""
    side: Side | None
    reps: int | None = None
    seconds: int | None = None
    load_kg: float | None = None
    band: Band | None = None
    reserve: int | None = None
    pain: int | None = None
    setup: str = ""
    """Machine, hand or box height, where it matters for comparing."""
    note: str = ""
    batch: str = ""
    """Id of the import the set came with; empty when it was logged here."""

    @property
    def unfelt(self) -> bool:
        """True for an imported set nobody was asked about: that is not the same as no pain."""
        return bool(self.batch) and self.pain is None

    def side_open(self, exercise: Exercise) -> bool:
        """Tell whether the exercise has sides but nobody knows which one this set was of."""
        return self.side is None and exercise.mode.sided


@dataclass(frozen=True, slots=True)
class Removed:
    """A set that was taken out of the log; it can come back."""

    entry: SetEntry
    at: datetime
    """The instant it was taken out, aware."""
    aside: bool = False
    """True while the import it came with is taken back: it can only come back with that."""


class Morning(Enum):
    """How the place felt on the morning after, against what is usual."""

    USUAL = "usual"
    SORE = "sore"
    """Muscle ache that comes a day or two after work and fades: no reason to do less."""
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class MorningNote:
    """The answer to "how is it this morning?" for one exercise and side of an earlier workout."""

    workout_id: str
    exercise_id: str
    side: Side | None
    day: date
    """The morning's local day."""
    answer: Morning


@dataclass(frozen=True, slots=True)
class AfterNote:
    """How much an exercise hurt right after the workout, on one side."""

    workout_id: str
    exercise_id: str
    side: Side | None
    day: date
    """The workout's local day."""
    pain: int
    """0 to 10."""


LIGHTER_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class History:
    """All that was logged, oldest first."""

    sets: tuple[SetEntry, ...] = ()
    mornings: tuple[MorningNote, ...] = ()
    after: tuple[AfterNote, ...] = ()
    lighter: tuple[date, ...] = ()
    """First days of the weeks that were taken lighter on purpose."""

    def is_lighter(self, day: date) -> bool:
        """Tell whether a day lies in a lighter week."""
        return any(start <= day < start + LIGHTER_WEEK for start in self.lighter)

    def of(self, exercise_id: str) -> History:
        """Keep one exercise."""
        return History(
            tuple(s for s in self.sets if s.exercise_id == exercise_id),
            tuple(m for m in self.mornings if m.exercise_id == exercise_id),
            tuple(a for a in self.after if a.exercise_id == exercise_id),
            self.lighter,
        )

    def by_exercise(self) -> dict[str, History]:
        """Split by exercise."""
        sets: dict[str, list[SetEntry]] = {}
        mornings: dict[str, list[MorningNote]] = {}
        after: dict[str, list[AfterNote]] = {}
        for entry in self.sets:
            sets.setdefault(entry.exercise_id, []).append(entry)
        for note in self.mornings:
            mornings.setdefault(note.exercise_id, []).append(note)
        for told in self.after:
            after.setdefault(told.exercise_id, []).append(told)
        return {
            exercise_id: History(
                tuple(entries),
                tuple(mornings.get(exercise_id, ())),
                tuple(after.get(exercise_id, ())),
                self.lighter,
            )
            for exercise_id, entries in sets.items()
        }

    def mirrored(self) -> History:
        """Swap left and right everywhere."""
        return History(
            tuple(replace(s, side=s.side and s.side.other) for s in self.sets),
            tuple(replace(m, side=m.side and m.side.other) for m in self.mornings),
            tuple(replace(a, side=a.side and a.side.other) for a in self.after),
            self.lighter,
        )


def next_index(
    entries: Iterable[SetEntry], *, workout_id: str, exercise_id: str, side: Side | None
) -> int:
    """Give the number of the next set of an exercise and side within a workout."""
    key = (workout_id, exercise_id, side)
    taken = [e.index for e in entries if (e.workout_id, e.exercise_id, e.side) == key]
    return max(taken, default=0) + 1


def check_entry(entry: SetEntry, exercise: Exercise, *, today: date) -> None:
    """Refuse what can't have happened.

    Only an imported set may leave its side open: no other app writes it down, and a guess would be
    worse than a gap. Such a set stays out of every comparison and every dose.

    Raises:
        Problem: Names the field and says what would be right.

    """
    if entry.side_open(exercise) and not entry.batch:
        raise Problem(f"Say which side: {exercise.name} is done one side at a time.", field="side")
    if not exercise.mode.sided and entry.side is not None:
        raise Problem(
            f"{exercise.name} works both sides at once, so a set can't belong to one side.",
            field="side",
        )
    if entry.day > today:
        raise Problem("The date lies in the future: choose today or an earlier day.", field="day")
    if entry.day.year < 1970:
        raise Problem("The date lies before 1970: choose a later day.", field="day")
    if entry.at.tzinfo is None:
        raise ValueError("SetEntry.at has to be aware")
    if exercise.count is Count.REPS:
        if entry.reps is None or entry.seconds is not None:
            raise Problem(f"{exercise.name} is counted in repetitions.", field="reps")
        _whole(entry.reps, 0, MOST_REPS, "reps", "Repetitions")
    else:
        if entry.seconds is None or entry.reps is not None:
            raise Problem(f"{exercise.name} is counted in seconds.", field="seconds")
        _whole(entry.seconds, 1, MOST_SECONDS, "seconds", "Seconds")
    _check_load(entry, exercise)
    if entry.reserve is not None:
        _whole(entry.reserve, 0, MOST_RESERVE, "reserve", "Repetitions left")
    if entry.pain is not None:
        _whole(entry.pain, 0, 10, "pain", "Pain")
    if len(entry.note) > LONGEST_NOTE or len(entry.setup) > LONGEST_NOTE:
        raise Problem(f"A note can have up to {LONGEST_NOTE} characters.", field="note")
    if not 1 <= entry.index <= 50:
        raise Problem("An exercise has at most 50 sets a day.", field="index")


def fits(entry: SetEntry, exercise: Exercise) -> bool:
    """Tell whether a set is one of this exercise as the catalog knows it now.

    A catalog changes and a log stays: an exercise that was held may be counted today, or have lost
    its sides. Such a set is kept and shown, and nothing is concluded from it.
    """
    if entry.side is None and not entry.batch:
        entry = replace(entry, batch="-")  # an open side is known to every conclusion
    try:
        check_entry(entry, exercise, today=entry.day)
    except Problem:
        return False
    return True


def fitting(history: History, catalog: Catalog) -> History:
    """Leave out the sets that their exercise does not fit any more; the log keeps them."""

    def counts(entry: SetEntry) -> bool:
        exercise = catalog.find(entry.exercise_id)
        return exercise is None or fits(entry, exercise)

    return replace(history, sets=tuple(filter(counts, history.sets)))


def _check_load(entry: SetEntry, exercise: Exercise) -> None:
    if exercise.load is Load.BAND:
        if entry.load_kg is not None:
            raise Problem("A band has a level, not kilograms.", field="load")
        if entry.band is None:
            raise Problem("Say which band you used.", field="band")
    elif entry.band is not None:
        raise Problem(f"{exercise.name} is done without a band.", field="band")
    if exercise.load is Load.NONE and entry.load_kg is not None:
        raise Problem(f"{exercise.name} has no weight to note.", field="load")
    if exercise.load in (Load.KG, Load.SYSTEM):
        if entry.load_kg is None:
            if not exercise.load_optional:
                raise Problem("Say how heavy the weight was, in kilograms.", field="load")
            return
        low = 0.0 if exercise.load_optional else 0.25
        if not math.isfinite(entry.load_kg) or not low <= entry.load_kg <= MOST_KG:
            raise Problem(f"Weight has to be between {low:g} and {MOST_KG:g} kg.", field="load")


def _whole(value: int, low: int, high: int, field: str, name: str) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise Problem(f"{name}: a whole number from {low} to {high}.", field=field)


_WHOLE = re.compile(r"[0-9]{1,4}", re.ASCII)
_DECIMAL = re.compile(r"[0-9]{1,4}([.,][0-9]{1,3})?", re.ASCII)


def read_whole(text: str, *, low: int, high: int, field: str, name: str) -> int:
    """Read what a person typed as a whole number.

    Raises:
        Problem: The text is something else, or lies outside low to high.

    """
    text = text.strip()
    if not _WHOLE.fullmatch(text) or not low <= int(text) <= high:
        raise Problem(f"{name}: a whole number from {low} to {high}.", field=field)
    return int(text)


def read_kg(text: str, *, low: float, high: float = MOST_KG) -> float:
    """Read what a person typed as kilograms; a decimal comma is fine.

    Raises:
        Problem: The text is something else, or lies outside low to high.

    """
    text = text.strip().removesuffix("kg").strip()
    if _DECIMAL.fullmatch(text):
        value = float(text.replace(",", "."))
        if low <= value <= high:
            return value
    raise Problem(f"Weight: a number from {low:g} to {high:g} kg.", field="load")
