"""How is a prescription said on a card?"""

from __future__ import annotations

from core import words
from core.body import Side
from core.catalog import Catalog, Count, Exercise, Load
from core.routine import Prescription


def one_set(exercise: Exercise, item: Prescription) -> str:
    """Say one set: "12 kg × 9", "10 with the light (red) band", "30 s"."""
    target = item.target
    if exercise.count is Count.SECONDS:
        return f"{target.amount} s"
    held = f", hold {exercise.dose.hold_s} s" if exercise.dose.hold_s else ""
    if target.load_kg:
        return f"{target.amount} at {words.kg(target.load_kg)}{held}"
    if target.band is not None:
        return f"{target.amount}, {target.band.words} band{held}"
    if exercise.load is Load.KG and not exercise.load_optional:
        return f"{target.amount}, find your weight{held}"
    return f"{target.amount}{held}"


def dose_line(exercise: Exercise, item: Prescription) -> str:
    """Say the whole dose: "3 × 9 at 12 kg, each side"."""
    said = one_set(exercise, item)
    if not exercise.mode.sided:
        return f"{item.sets} × {said}"
    if item.extra is not None:
        other = item.extra.other
        return (
            f"{item.sets_of(item.extra)} × {said} {item.extra.value} · "
            f"{item.sets_of(other)} × {said} {other.value}"
        )
    return f"{item.sets} × {said}, each side"


def order_line(exercise: Exercise, item: Prescription) -> str:
    """Say who goes first, and whose muscles that means."""
    if item.first is None:
        return "Both sides work at once."
    meaning = exercise.side_words.format(side=item.first.value, other=item.first.other.value)
    return f"{item.first.value.capitalize()} first: {meaning}."


def kind_word(exercise: Exercise) -> str:
    """Say the kind on a tag."""
    return exercise.kind.value.capitalize()


def name_of(catalog: Catalog, item: Prescription) -> str:
    """Give the exercise's name."""
    return catalog.get(item.exercise_id).name


def side_of_picture(item: Prescription) -> Side | None:
    """Give the side a picture shows: the one that goes first."""
    return item.first
