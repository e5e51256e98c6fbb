"""How is an exercise said in plain words: dose, measure, muscles, lists?"""

from __future__ import annotations

from core import words
from core.body import Body
from core.catalog import Count, Equipment, Exercise, Group, Kind, Load
from gui.figure.notes import deep_muscles

KINDS: dict[Kind, str] = {
    Kind.STRETCH: "Stretch",
    Kind.MOBILITY: "Mobility",
    Kind.BODYWEIGHT: "Bodyweight",
    Kind.BANDED: "Banded",
    Kind.WEIGHTED: "Weighted",
}
_GROUPS: dict[Group, str] = {
    Group.STRETCHES: "the article's stretches",
    Group.BODYWEIGHT_BANDED: "the article's bodyweight and band exercises",
    Group.ISOLATED: "the article's exercises for one side alone",
    Group.COMPANION: "not in the article: added to fill a gap",
}


def group_words(exercise: Exercise) -> str:
    """Say where the exercise is listed: "Listed in: the article's stretches"."""
    own = [_GROUPS[g] for g in exercise.groups if g is not Group.COMPANION]
    if not own:
        return _GROUPS[Group.COMPANION].capitalize() + "."
    return f"Listed in {words.listing(own)}."


def muscle_words(ids: tuple[str, ...], body: Body) -> str:
    """Say muscles plainly, with the anatomical name: "calf (gastrocnemius), ..."."""
    muscles = [body.muscle(m) for m in ids]
    said = [
        m.name if m.anatomical.casefold() == m.name.casefold() else f"{m.name} ({m.anatomical})"
        for m in muscles
    ]
    text = "; ".join(said)
    return text[:1].upper() + text[1:]


def muscle_lines(exercise: Exercise, body: Body) -> tuple[tuple[str, str], ...]:
    """Say what each muscle has to do with it; empty groups are left out."""
    groups = (
        ("Does the work", exercise.prime),
        ("Helps", exercise.secondary),
        ("Is stretched", exercise.stretched),
        ("Is stretched a little", exercise.stretched_secondary),
        ("Works on the other side", exercise.other_side),
    )
    return tuple((name, muscle_words(ids, body)) for name, ids in groups if ids)


def deep_words(exercise: Exercise, body: Body) -> str:
    """Say which of its muscles the picture can only show at the nearest visible place."""
    notes = deep_muscles()
    taking_part = (
        *exercise.prime,
        *exercise.secondary,
        *exercise.stretched,
        *exercise.stretched_secondary,
        *exercise.other_side,
    )
    said = [
        f"The {body.muscle(muscle).name} {notes[muscle]}."
        for muscle in dict.fromkeys(taking_part)
        if muscle in notes
    ]
    return " ".join(said)


def place_words(exercise: Exercise, body: Body) -> str:
    """Name the places it is for, short enough for a list: "glutes, hamstrings"."""
    return ", ".join(region.name for region in body.regions_of(exercise.main)[:3])


def _span(low_high: tuple[int, int]) -> str:
    low, high = low_high
    return str(low) if low == high else f"{low} to {high}"


def dose_words(exercise: Exercise) -> str:
    """Say the starting dose: "2 to 3 sets of 8 to 12 repetitions on each side. Rest ..."."""
    dose = exercise.dose
    sets = "1 set" if dose.sets == (1, 1) else f"{_span(dose.sets)} sets"
    unit = "repetitions" if exercise.count is Count.REPS else "seconds"
    each = " on each side" if exercise.mode.sided else ""
    said = f"{sets} of {_span(dose.amount)} {unit}{each}"
    if dose.hold_s:
        said += f", each held for {words.amount(Count.SECONDS, dose.hold_s)}"
    if dose.rest_s:
        said += f". Rest {words.amount(Count.SECONDS, dose.rest_s)} between sets"
    return said + "."


def measure_words(exercise: Exercise) -> str:
    """Say what is counted and what makes it heavier."""
    counted = "Repetitions" if exercise.count is Count.REPS else "Seconds"
    said = f"{counted} are counted. "
    if exercise.load is Load.NONE:
        more = "more repetitions" if exercise.count is Count.REPS else "more seconds"
        return said + f"There is no weight: {more} or a harder exercise is the next step."
    if exercise.load is Load.BAND:
        return said + "A stronger band makes it heavier; bands have levels, not kilograms."
    if exercise.load is Load.SYSTEM:
        share = f"{100 * exercise.bodyweight_share:.0f} %"
        return said + (
            f"You move about {share} of your body weight; a weight in your hands makes it heavier."
        )
    if exercise.load_optional:
        return said + "It works without a weight; kilograms make it heavier."
    return said + "The kilograms you hold make it heavier."


def equipment_words(needed: tuple[Equipment, ...]) -> str:
    """List equipment: "Mat and chair"."""
    text = words.listing([one.value for one in needed])
    return text[:1].upper() + text[1:]
