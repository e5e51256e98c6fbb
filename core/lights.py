"""Which traffic light does an exercise have on each side, and what follows from it?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from core import words
from core.body import Side
from core.catalog import Exercise
from core.journal import History, Morning
from core.pain import Felt, felt_in
from core.safety import MOST_PAIN_FOR_LOADING, MOST_PAIN_FOR_PROGRESS
from core.sessions import by_workout

STALE_AFTER = timedelta(days=21)
"""After a break this long the dose starts gently anyway, and what hurt then says little."""
WEEK = timedelta(days=7)
RISE = 2
"""Points on the 0 to 10 scale by which a weekly mean has to grow (Salaffi et al., 2004)."""


class Colour(Enum):
    """The light; the value is the word that stands beside it."""

    GREEN = "Fine"
    AMBER = "Careful"
    RED = "Stop"
    UNKNOWN = "Not noted"


class Reaction(Enum):
    """What the plan does next time, mildest first."""

    NORMAL = "normal"
    HOLD = "hold"
    EASE = "ease"
    EASIER = "easier exercise"
    PAUSE = "pause and see someone"


@dataclass(frozen=True, slots=True)
class Light:
    """How a side fared with an exercise the last time, and what the plan does about it.

    The colour is the side's own. The reaction is the exercise's: both sides do the same, so the
    side that fared worse decides for both.
    """

    exercise_id: str
    side: Side | None
    colour: Colour
    says: str
    """One sentence: why the light has this colour."""
    reaction: Reaction
    reaction_says: str
    """One sentence: what the plan does; empty where it goes on as usual."""


@dataclass(frozen=True, slots=True)
class _Day:
    """One workout of the exercise."""

    day: date
    felt: dict[Side | None, Felt]

    @property
    def most(self) -> int:
        return max((f.most or 0 for f in self.felt.values()), default=0)

    @property
    def worse(self) -> bool:
        return any(f.worse for f in self.felt.values())


def lights_of(exercise: Exercise, history: History, *, today: date) -> dict[Side | None, Light]:
    """Give the light of each side of an exercise: left and right, or None without sides.

    Rule R2 (domain notes 5.1; Silbernagel et al., 2007): 0 to 2 of 10 goes on; 3 to 5 holds, and
    eases when the next morning was worse; over 5 stops; two worse mornings running, or a week that
    hurts two points more than the one before, pauses the exercise. It looks at the exercise's last
    workout, as `next_dose` does, so light and dose never contradict each other.

    Args:
        exercise: Which one.
        history: What was logged; other exercises are ignored.
        today: The person's day; sets of the future are left out.

    """
    sides: tuple[Side | None, ...] = tuple(Side) if exercise.mode.sided else (None,)
    days = _days(exercise, history, today)
    if not days:
        return {side: _unknown(exercise, side, "Not done yet.") for side in sides}
    last = days[-1]
    if today - last.day > STALE_AFTER:
        weeks = words.plural((today - last.day).days // 7, "week")
        says = f"Not done for {weeks}: how it felt then says little about now."
        return {side: _unknown(exercise, side, says) for side in sides}
    reaction = _reaction(exercise, days)
    to_blame = _to_blame(days, sides) if reaction is Reaction.PAUSE else frozenset()
    return {side: _light(exercise, side, last, reaction, to_blame, today=today) for side in sides}


def warnings_of(exercise: Exercise, history: History, *, today: date) -> tuple[Light, ...]:
    """Give the lights of an exercise that are not simply fine, left before right."""
    lights = lights_of(exercise, history, today=today).values()
    return tuple(light for light in lights if light.colour in (Colour.AMBER, Colour.RED))


def light_of(exercise: Exercise, history: History, side: Side | None, *, today: date) -> Light:
    """Give the light of one side; see `lights_of`. KeyError for a side the exercise has not."""
    return lights_of(exercise, history, today=today)[side]


def what_follows(
    exercises: Iterable[Exercise], history: History, *, today: date
) -> tuple[str, ...]:
    """Say what the plan does about each exercise: "Single-arm row: the same dose again"."""
    said = []
    for exercise in exercises:
        light = next(iter(lights_of(exercise, history, today=today).values()))
        what = reaction_words(exercise, light.reaction)
        said += [f"{exercise.name}: {what[:1].lower()}{what[1:]}"] if what else []
    return tuple(said)


def _days(exercise: Exercise, history: History, today: date) -> list[_Day]:
    """Give the workouts that the rules look at, oldest first: two weeks, and two at the least."""
    own = history.of(exercise.id)
    workouts = by_workout([s for s in own.sets if s.day <= today])
    if not workouts:
        return []
    since = workouts[-1][1][0].day - 2 * WEEK
    recent = [row for row in workouts[:-2] if row[1][0].day > since] + workouts[-2:]
    ids = {workout for workout, _ in recent}
    told = History(
        tuple(entry for _, entries in recent for entry in entries),
        tuple(m for m in own.mornings if m.workout_id in ids),
        tuple(a for a in own.after if a.workout_id in ids),
    )
    return [_Day(rows[0].day, _felt(told, workout, exercise.id)) for workout, rows in recent]


def _felt(history: History, workout: str, exercise_id: str) -> dict[Side | None, Felt]:
    """Collect what was said; a set from when the exercise had no sides counts too."""
    found = {
        side: felt_in(history, workout_id=workout, exercise_id=exercise_id, side=side)
        for side in (*Side, None)
    }
    return {side: felt for side, felt in found.items() if felt is not None}


def _reaction(exercise: Exercise, days: Sequence[_Day]) -> Reaction:
    last = days[-1]
    if (len(days) > 1 and all(d.worse for d in days[-2:])) or _rises(days):
        return Reaction.PAUSE
    if last.most > MOST_PAIN_FOR_LOADING:
        # A stretch has no ladder: it is done less far instead.
        laddered = exercise.easier and exercise.kind.strengthens
        return Reaction.EASIER if laddered else Reaction.EASE
    if last.most > MOST_PAIN_FOR_PROGRESS and last.worse:
        return Reaction.EASE
    if last.most > MOST_PAIN_FOR_PROGRESS or last.worse:
        return Reaction.HOLD
    return Reaction.NORMAL


def _rises(days: Sequence[_Day]) -> bool:
    """The mean of the last seven days is two points above the seven before, and not green."""
    end = days[-1].day
    new = [d.most for d in days if end - WEEK < d.day <= end]
    old = [d.most for d in days if end - 2 * WEEK < d.day <= end - WEEK]
    if min(len(new), len(old)) < 2:
        return False
    mean = sum(new) / len(new)
    return mean > MOST_PAIN_FOR_PROGRESS and mean - sum(old) / len(old) >= RISE


def _to_blame(days: Sequence[_Day], sides: Sequence[Side | None]) -> frozenset[Side | None]:
    """Name the sides whose pain or mornings paused the exercise."""
    recent = [d for d in days if days[-1].day - WEEK < d.day] + list(days[-2:])
    return frozenset(
        side for side in sides if any(side in d.felt and d.felt[side].troubled for d in recent)
    )


def _light(
    exercise: Exercise,
    side: Side | None,
    last: _Day,
    reaction: Reaction,
    to_blame: frozenset[Side | None],
    *,
    today: date,
) -> Light:
    when = words.when(last.day, today)
    felt = last.felt.get(side)
    if side in to_blame:
        colour, says = Colour.RED, "The pain has been growing."
    elif felt is None:
        colour, says = Colour.UNKNOWN, f"{_who(side)} did not take part {when}."
    elif not felt.known:
        colour, says = Colour.UNKNOWN, f"No pain was noted {when}, nor that there was none."
    else:
        colour, says = _colour(felt), _says(felt, when)
    others = [f for s, f in last.felt.items() if s is not side and f.troubled]
    own = colour in (Colour.AMBER, Colour.RED)
    said = reaction_words(exercise, reaction)
    if said and side is not None and (others or to_blame) and not own:
        said = f"Your {side.other.value} side decides for both. {said}"
    return Light(exercise.id, side, colour, says, reaction, said)


def _colour(felt: Felt) -> Colour:
    if (felt.most or 0) > MOST_PAIN_FOR_LOADING:
        return Colour.RED
    return Colour.AMBER if felt.troubled else Colour.GREEN


def _says(felt: Felt, when: str) -> str:
    """Say the numbers: "It hurt 4 of 10 during and 3 right after today, next morning as usual"."""
    if felt.most is None:
        said = f"No number was noted {when}"
    elif felt.most == 0:
        said = f"No pain {when}"
    elif felt.during and felt.after:
        said = f"It hurt {felt.during} of 10 during and {felt.after} just after it {when}"
    elif felt.during:
        said = f"It hurt {felt.during} of 10 {when}"
    else:
        said = f"It hurt {felt.after} of 10 just after it {when}"
    morning = {
        Morning.USUAL: "the next morning was as usual",
        Morning.SORE: "the next morning was sore, which fades",
        Morning.WORSE: "the next morning was worse than usual",
        None: "",
    }[felt.morning]
    joiner = " but " if felt.worse and not felt.most else ", and "
    return f"{said}{joiner if morning else ''}{morning}."


def reaction_words(exercise: Exercise, reaction: Reaction) -> str:
    """Say what the plan does, for both sides; empty where it goes on as usual."""
    gentle = not exercise.kind.strengthens
    return {
        Reaction.NORMAL: "",
        Reaction.HOLD: "Only as far as it pulls, not until it hurts."
        if gentle
        else "The same dose again, no increase.",
        Reaction.EASE: "Less far next time: a pull, not a pain."
        if gentle
        else "Less next time, and fewer sets.",
        Reaction.EASIER: "The easier exercise next time.",
        Reaction.PAUSE: "Leave it out for three weeks and see a physiotherapist or a doctor.",
    }[reaction]


def _who(side: Side | None) -> str:
    return words.your(side)[:1].upper() + words.your(side)[1:]


def _unknown(exercise: Exercise, side: Side | None, says: str) -> Light:
    return Light(exercise.id, side, Colour.UNKNOWN, says, Reaction.NORMAL, "")
