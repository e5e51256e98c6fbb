"""What did each workout of an exercise come to, for the side that decides?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.balance import judge
from core.body import Side
from core.catalog import Exercise
from core.journal import AfterNote, Band, History, Morning, SetEntry
from core.pain import pain_of, stopped_by_pain
from core.safety import MOST_PAIN_FOR_PROGRESS
from core.strength import estimate_1rm, relative_strength


@dataclass(frozen=True, slots=True)
class Session:
    """What the deciding side did of one exercise in one workout."""

    day: date
    amounts: tuple[int, ...]
    load_kg: float | None
    band: Band | None
    reserve: int | None
    """The least that was left in any set; None when it is not known for every set."""
    pain: int
    """The most on either side, during the sets or right after."""
    worse_next_morning: bool
    decides: bool = True
    """The deciding side took part, and it was no lighter week."""
    lighter: bool = False
    """It was taken lighter on purpose: its pain counts, its dose does not."""
    stopped: bool = False
    """Pain ended every set of a side before its first repetition: no dose was done on both."""

    @property
    def green(self) -> bool:
        """No more pain than 2 of 10 and a usual next morning."""
        return self.pain <= MOST_PAIN_FOR_PROGRESS and not self.worse_next_morning

    def same_load(self, other: Session) -> bool:
        """Tell whether both used the same weight and band."""
        return (self.load_kg or 0.0, self.band) == (other.load_kg or 0.0, other.band)


def capacity(entry: SetEntry) -> float | None:
    """Give a number that orders the sets of one exercise by what the side could do; None unknown.

    Loaded sets: estimated 1RM. Others: reps with reserve, as strength relative to the body; or
    seconds. Only for telling sides apart, not for showing.
    """
    if entry.seconds is not None:
        return float(entry.seconds)
    if stopped_by_pain(entry):
        return None
    if entry.reps is None or entry.reps < 1:
        return 0.0 if entry.reps == 0 else None
    if entry.load_kg:
        return estimate_1rm(entry.load_kg, entry.reps, entry.reserve or 0)
    return relative_strength(entry.reps, entry.reserve or 0)


def weaker_side(history: History, exercise: Exercise) -> Side | None:
    """Tell which side has been doing less of an exercise lately; None when even or unknown.

    The signed mean of the last six workouts decides, real or not: someone has to go first.
    """
    if not exercise.mode.sided:
        return None
    pairs = [_pair(entries) for _, entries in by_workout(history.of(exercise.id).sets)]
    lefts, rights = [left for left, _ in pairs], [right for _, right in pairs]
    for left, right in list(zip(lefts, rights, strict=True))[-1:]:
        if left is not None and right is not None and (left == 0) != (right == 0):
            return Side.LEFT if left == 0 else Side.RIGHT
    return judge(lefts, rights).weaker


def _pair(entries: Sequence[SetEntry]) -> tuple[float | None, float | None]:
    """Compare the sides of one workout by sets that can be compared, or not at all.

    Sets with a known reserve come first: kilograms with kilograms, a band with the same band.
    Without any reserve, bare repetitions at the very same load still tell something.
    """
    for known in (True, False):
        best: dict[Side, dict[object, float]] = {Side.LEFT: {}, Side.RIGHT: {}}
        for entry in entries:
            tells = entry.seconds is not None or entry.reserve is not None or entry.reps == 0
            value = capacity(entry)
            if entry.side is None or value is None or tells is not known:
                continue
            loaded = "kg" if known and entry.load_kg else (entry.load_kg or 0.0)
            key = (loaded, entry.band)
            best[entry.side][key] = max(value, best[entry.side].get(key, 0.0))
        shared = [key for key in best[Side.LEFT] if key in best[Side.RIGHT]]
        if shared:
            return best[Side.LEFT][shared[-1]], best[Side.RIGHT][shared[-1]]
    return None, None


def by_workout(sets: Sequence[SetEntry]) -> list[tuple[str, list[SetEntry]]]:
    """Group sets by workout, oldest first."""
    workouts: dict[str, list[SetEntry]] = {}
    for entry in sorted(sets, key=lambda s: (s.day, s.at, s.index)):
        workouts.setdefault(entry.workout_id, []).append(entry)
    return sorted(workouts.items(), key=lambda row: max(s.day for s in row[1]))


def sessions(history: History, exercise: Exercise, side: Side | None) -> list[Session]:
    """Sum up each workout of an exercise for the side that decides, oldest first.

    A workout without that side is kept for its pain, but it decides nothing; only while that side
    has no log at all does the other one decide. Sets whose side nobody knows count for their pain
    alone.
    """
    own = history.of(exercise.id)
    worse = {m.workout_id for m in own.mornings if m.answer is Morning.WORSE}
    after: dict[str, list[AfterNote]] = {}
    for note in own.after:
        after.setdefault(note.workout_id, []).append(note)
    made: list[Session] = []
    known_side = any(e.side is side for e in own.sets if not e.side_open(exercise))
    for workout, entries in by_workout(own.sets):
        told = [e for e in entries if not e.side_open(exercise)]
        hurt = pain_of(entries, after.get(workout, ())) or 0
        if not told and not hurt and workout not in worse:
            continue
        lighter = history.is_lighter(entries[0].day)
        decides = not lighter and (not known_side or any(e.side is side for e in told))
        chosen = [e for e in told if e.side is side] or told or entries
        chosen = [e for e in chosen if not stopped_by_pain(e)] or chosen
        heaviest = max((e.load_kg or 0.0) for e in chosen)
        top = [e for e in chosen if (e.load_kg or 0.0) == heaviest]
        band = max((e.band for e in top if e.band is not None), default=None)
        top = [e for e in top if e.band is band]
        reserves = [e.reserve for e in top]
        known = [r for r in reserves if r is not None]
        made.append(
            Session(
                day=entries[0].day,
                amounts=tuple(e.reps if e.reps is not None else e.seconds or 0 for e in top),
                load_kg=top[0].load_kg,
                band=band,
                reserve=min(known) if len(known) == len(reserves) else None,
                pain=hurt,
                worse_next_morning=workout in worse,
                decides=decides and bool(told),
                lighter=lighter,
                stopped=_stopped(told or entries),
            )
        )
    return made


def _stopped(entries: Sequence[SetEntry]) -> bool:
    ended: dict[Side | None, bool] = {}
    for entry in entries:
        ended[entry.side] = ended.get(entry.side, True) and stopped_by_pain(entry)
    return any(ended.values())


def sessions_of_both(history: History, exercise: Exercise) -> list[Session]:
    """Sum up each workout by what both sides managed, oldest first: the lower of the two decides.

    A workout that only one side took part in decides nothing.
    """
    lefts = sessions(history, exercise, Side.LEFT)
    rights = sessions(history, exercise, Side.RIGHT)
    return [_both(left, right) for left, right in zip(lefts, rights, strict=True)]


def _both(left: Session, right: Session) -> Session:
    decides = left.decides and right.decides
    stopped = left.stopped or right.stopped
    if not left.same_load(right):
        low = min(left, right, key=lambda s: (s.load_kg or 0.0, s.band or 0))
        return replace(low, decides=decides, stopped=stopped)
    # A set more on one side has nothing to be compared with.
    amounts = tuple(map(min, left.amounts, right.amounts))
    # Whoever did more would have had that much more in reserve at the lesser amount.
    spare = [
        side.reserve + min(side.amounts[: len(amounts)]) - min(amounts)
        for side in (left, right)
        if side.reserve is not None
    ]
    return replace(
        left,
        amounts=amounts,
        reserve=min(spare) if len(spare) == 2 else None,
        decides=decides,
        stopped=stopped,
    )


def green_weeks(
    history: History, exercise_ids: frozenset[str], *, today: date, least_days: int = 1
) -> int:
    """Count the weeks in a row, back from today, that were trained and green.

    A week is seven days; it is green when at least `least_days` days were trained with these
    exercises, pain was noted and never above 2 of 10, neither during nor right after, and no
    morning after was worse.
    """
    chosen = [s for s in history.sets if s.exercise_id in exercise_ids and s.day < today]
    worse = {
        m.workout_id
        for m in history.mornings
        if m.exercise_id in exercise_ids and m.answer is Morning.WORSE
    }
    worse |= {
        a.workout_id
        for a in history.after
        if a.exercise_id in exercise_ids and a.pain > MOST_PAIN_FOR_PROGRESS
    }
    weeks = 0
    while True:
        end = today - timedelta(days=7 * weeks)
        week = [s for s in chosen if end - timedelta(days=7) <= s.day < end]
        green = all(
            s.pain is not None and s.pain <= MOST_PAIN_FOR_PROGRESS and s.workout_id not in worse
            for s in week
        )
        if len({s.day for s in week}) < least_days or not green:
            return weeks
        weeks += 1
