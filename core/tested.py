"""Which tests at home belong on an exercise's graph, and on its scale?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from core import words
from core.body import Side
from core.catalog import Exercise, Load
from core.curve import Curve
from core.journal import History, SetEntry
from core.lens import Lens
from core.lines import Point
from core.selftests import HomeTest
from core.strength import counts_as_strength, estimate_1rm, system_load
from core.testdays import TestSession, TestVerdict, pair_words, value_words

_KG = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*kg", re.IGNORECASE)
_NO_PIECE = -1
"""A test is no workout: it belongs to no piece of the line, and is never joined to it."""


@dataclass(frozen=True, slots=True)
class TestMark:
    """One side's result of a test, in the unit of the exercise's curve."""

    __test__ = False

    side: Side
    point: Point


@dataclass(frozen=True, slots=True)
class Tested:
    """What the tests of an exercise add to its graph."""

    __test__ = False

    marks: tuple[TestMark, ...] = ()
    """By day, the left before the right. Never part of a line, a gap or a verdict."""
    notes: tuple[str, ...] = ()
    """What can't be drawn on this scale, with its numbers and the reason."""


UNTESTED = Tested()


def is_of(test: HomeTest, exercise: Exercise) -> bool:
    """Tell whether a test is done with the movement of an exercise.

    The picture of a relative, which the test's own words call one, does not make it the same.
    """
    if test.of_exercise:
        return test.of_exercise == exercise.id
    return test.picture == exercise.id and not test.picture_note and test.unit in ("reps", "s")


def trials_of(
    verdicts: Iterable[tuple[HomeTest, TestVerdict]],
    exercise: Exercise,
    history: History,
    curve: Curve,
    *,
    bodyweight: float | None,
) -> Tested:
    """Put the tests of an exercise on the scale of its curve, where that is honest.

    Repetitions stand among repetitions when test and training used the same weight or band. They
    stand among kilograms of estimated strength when the test's weight is known, and there were at
    most twelve: then the formula is the one of the workouts. Seconds stand among seconds.

    Args:
        verdicts: Every test that was done with its days.
        exercise: Which one.
        history: What was logged of it, for the weights of the training.
        curve: The exercise's curve.
        bodyweight: In kilograms, for exercises that move a share of it; None when unknown.

    """
    marks: list[TestMark] = []
    notes: list[str] = []
    if not exercise.mode.sided:
        return Tested()
    own = history.of(exercise.id).sets
    for test, told in verdicts:
        if not is_of(test, exercise):
            continue
        out: dict[str, list[TestSession]] = {}
        for session in told.sessions:
            made, why = _marks(test, session, exercise, own, curve.lens, bodyweight)
            marks += made
            if why:
                out.setdefault(why, []).append(session)
        notes += [_note(test, sessions, why) for why, sessions in out.items()]
    marks.sort(key=lambda mark: mark.point.day)
    return Tested(tuple(marks), tuple(notes))


def _marks(
    test: HomeTest,
    session: TestSession,
    exercise: Exercise,
    own: Sequence[SetEntry],
    lens: Lens,
    bodyweight: float | None,
) -> tuple[list[TestMark], str]:
    """Give the marks of one day, or why it has none; both sides stand there, or neither."""
    values = {side: v for side in Side if (v := session.value(side)) is not None}
    if not values:
        return [], ""
    scaled: dict[Side, float] = {}
    why: list[str] = []
    for side, value in values.items():
        found = _on_scale(test, value, session, exercise, own, lens, bodyweight)
        if isinstance(found, str):
            why.append(found)
        else:
            scaled[side] = found
    if why:
        return [], min(why)  # the same reason whichever side has it
    set_up = f" ({session.setup})" if session.setup else ""
    return [
        TestMark(
            side,
            Point(
                session.day,
                value,
                at_least=False,
                piece=_NO_PIECE,
                says=f"test at home: {value_words(test, values[side])}{set_up}",
            ),
        )
        for side, value in scaled.items()
    ], ""


def _on_scale(
    test: HomeTest,
    value: float,
    session: TestSession,
    exercise: Exercise,
    own: Sequence[SetEntry],
    lens: Lens,
    bodyweight: float | None,
) -> float | str:
    """Give a value in the unit of a lens, or why it has none there."""
    if (test.unit == "s") != (lens is Lens.SECONDS):
        return "the graph is about something else"
    if lens is Lens.SECONDS:
        return value
    if lens is Lens.REPS:
        near = _nearest(own, session.day)
        if near is None or _same_load(session.setup, exercise, near):
            return value
        return "another weight or band than in training, or none noted"
    load = _moved(session.setup, exercise, bodyweight)
    if load is None:
        return "no weight was noted"
    if value < 1:
        return "a weight that one side could not lift"
    if not counts_as_strength(value):
        return "more repetitions than tell about strength"
    return estimate_1rm(load, value)


def weight_in(setup: str) -> float | None:
    """Read the kilograms of a set-up that says nothing else: "18 kg"; None where it does not."""
    found = _KG.fullmatch(setup.strip())
    return float(found[1].replace(",", ".")) if found else None


def _moved(setup: str, exercise: Exercise, bodyweight: float | None) -> float | None:
    added = weight_in(setup)
    if exercise.load is not Load.SYSTEM:
        return added or None
    if added is None or not bodyweight:
        return None
    return system_load(bodyweight, exercise.bodyweight_share, added)


def _nearest(own: Sequence[SetEntry], day: date) -> SetEntry | None:
    """Give the set nearest to a day; the earlier one of two that are as near."""
    return min(own, key=lambda s: (abs((s.day - day).days), s.day), default=None)


def _same_load(setup: str, exercise: Exercise, near: SetEntry) -> bool:
    if exercise.load is Load.NONE:
        return True
    if exercise.load is Load.BAND:
        return near.band is not None and setup.strip().casefold() == f"{near.band.words} band"
    return (weight_in(setup) or 0.0) == (near.load_kg or 0.0)


def _note(test: HomeTest, sessions: Sequence[TestSession], why: str) -> str:
    last = sessions[-1]
    days = words.plural(len(sessions), "test day")
    return (
        f"{test.name}: {days} not drawn here ({why}). "
        f"Latest on {words.date_words(last.day)}: {pair_words(test, last)}."
    )
