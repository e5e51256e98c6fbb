"""What has to be asked about a file? Each answer may bring up the next question."""

from __future__ import annotations

from collections.abc import Iterator

from core import words
from core.body import Side
from core.catalog import Exercise, Load, SideRule
from core.exchange.proposal import (
    LINES_SHOWN,
    NO_ANSWERS,
    UNKNOWN,
    Answers,
    Choice,
    Hint,
    Item,
    Named,
    Proposal,
    Question,
    Topic,
    is_warm_up,
    needs_unit,
)
from core.exchange.reading import shown
from core.exchange.values import Order, Unit
from core.journal import Band

SKIP = "skip"
EACH = "each"
KEEP = "keep"
LEAVE = "leave"
FIRST_LEFT, FIRST_RIGHT = "first-left", "first-right"
SPLIT = "split"

_PLAIN = frozenset(
    {
        SideRule.WORKING_ARM,
        SideRule.ARM_ON_FRAME,
        SideRule.MOVING_LEG,
        SideRule.LIFTED_LEG,
        SideRule.FRONT_LEG,
        SideRule.STANCE_LEG,
        SideRule.PLANTED_LEG,
        SideRule.DOWN_SIDE,
    }
)
"""Rules under which everybody means the same by "left". With others, "side bend, left" may be the
side that works or the side of the weight: then the person is asked."""


def exercise_of(proposal: Proposal, named: Named, answers: Answers) -> Exercise | None:
    """Give the exercise that a name stands for: the person's choice, or a sure match."""
    said = answers.get(f"name:{named.key}") or named.match.exercise_id
    return proposal.catalog.find(said)


def questions(proposal: Proposal, answers: Answers = NO_ANSWERS) -> tuple[Question, ...]:
    """List what is open, in the order to ask it; ask again after each answer.

    Those about names come for every name, also the sure ones: they are the review table.
    """
    return tuple(_all(proposal, answers))


def _all(proposal: Proposal, answers: Answers) -> Iterator[Question]:
    units = [item for item in proposal.items if needs_unit(item)]
    if units:
        yield Question(
            id="unit",
            topic=Topic.UNIT,
            says="The file does not say what its weights are in. Kilograms or pounds?",
            choices=(Choice(Unit.KG.value, "Kilograms"), Choice(Unit.LB.value, "Pounds"), _OPEN),
            default=UNKNOWN,
            needed=True,
            count=len(units),
            lines=_lines(units),
        )
    unsure = [item for item in proposal.items if not item.raw.when.sure]
    if unsure and proposal.order is None:
        example = unsure[0].raw.written
        yield Question(
            id="dates",
            topic=Topic.DATES,
            says=f"Does “{shown(example)}” begin with the day or with the month?",
            choices=(
                Choice(Order.DAY_FIRST.value, "With the day"),
                Choice(Order.MONTH_FIRST.value, "With the month"),
                _OPEN,
            ),
            default=UNKNOWN,
            needed=True,
            count=len(unsure),
            lines=_lines(unsure),
        )
    warm_ups = [item for item in proposal.items if is_warm_up(item)]
    if warm_ups:
        yield Question(
            id="warm-ups",
            topic=Topic.WARM_UPS,
            says=f"Shall {words.plural(len(warm_ups), 'warm-up set')} come in, too?",
            choices=(
                Choice(LEAVE, "No: they say nothing about strength"),
                Choice(KEEP, "Yes, as sets with the note “warm-up”"),
            ),
            default=LEAVE,
            count=len(warm_ups),
            lines=_lines(warm_ups),
        )
    for named in proposal.names:
        yield _name(proposal, named)
    for named in proposal.names:
        exercise = exercise_of(proposal, named, answers)
        if exercise is None:
            continue
        if exercise.load is Load.BAND:
            yield _band(named, exercise)
        if exercise.mode.sided:
            yield from _sides(named, exercise)
    yield from _settings(proposal)


_OPEN = Choice(UNKNOWN, "I don't know")


def _lines(items: list[Item]) -> tuple[int, ...]:
    return tuple(item.raw.line for item in items[:LINES_SHOWN])


def _name(proposal: Proposal, named: Named) -> Question:
    match = named.match
    choices = [
        Choice(option.exercise_id, proposal.catalog.get(option.exercise_id).name, option.score)
        for option in match.options
    ]
    if match.exercise_id:
        name = proposal.catalog.get(match.exercise_id).name
        says = f"“{shown(named.text)}” is taken as {name} ({match.sureness.value})."
    else:
        says = f"Which exercise is “{shown(named.text)}”?"
    return Question(
        id=f"name:{named.key}",
        topic=Topic.NAME,
        says=says,
        choices=(*choices, Choice(SKIP, "None of Evenside's: leave it out"), _OPEN),
        default=match.exercise_id or UNKNOWN,
        suggested=match.exercise_id,
        needed=True,
        count=named.count,
        lines=named.lines,
        example=named.text,
    )


def _band(named: Named, exercise: Exercise) -> Question:
    return Question(
        id=f"band:{named.key}",
        topic=Topic.BAND,
        says=f"Which band was used for {exercise.name}? The file can't say.",
        choices=(*(Choice(b.name.lower(), b.words.capitalize()) for b in Band), _OPEN),
        default=UNKNOWN,
        needed=True,
        count=named.count,
        lines=named.lines,
        example=named.text,
    )


def _sides(named: Named, exercise: Exercise) -> Iterator[Question]:
    for hint, count, lines, note in named.hints:
        says, default, suggested, choices = _side(named, exercise, hint, count, note)
        yield Question(
            id=f"side:{named.key}:{hint.value}",
            topic=Topic.SIDE,
            says=says,
            choices=choices,
            default=default,
            suggested=suggested,
            count=count,
            lines=lines,
            example=note or named.text,
        )


def _side(
    named: Named, exercise: Exercise, hint: Hint, count: int, note: str
) -> tuple[str, str, str, tuple[Choice, ...]]:
    sets, name = words.plural(count, "set"), f"“{shown(named.text)}”"
    plain = tuple(Choice(side.value, exercise.label_side(side).capitalize()) for side in Side)
    usual = (*plain, Choice(EACH, "Each side did this"), Choice(UNKNOWN, "Not known: keep it open"))
    if hint in (Hint.LEFT, Hint.RIGHT):
        side = Side.LEFT if hint is Hint.LEFT else Side.RIGHT
        says = f"{sets} of {name}: “{side.value}” is written. Is that {exercise.label_side(side)}?"
        sure = exercise.side_rule in _PLAIN
        return says, side.value if sure else UNKNOWN, side.value, usual
    if hint in (Hint.NOTE_LEFT, Hint.NOTE_RIGHT):
        side = Side.LEFT if hint is Hint.NOTE_LEFT else Side.RIGHT
        says = f"{sets} of {name}: the note mentions {side.value}. Which side is meant?"
        return says, UNKNOWN, side.value, usual
    if hint is Hint.COUNTS:
        says = f"{sets} of {name}: the note counts both sides (“{shown(note, 30)}”). Take it so?"
        split = Choice(SPLIT, "Yes: a set for each side, with its own count")
        return says, UNKNOWN, SPLIT, (split, *usual)
    if hint is Hint.EITHER:
        says = f"{sets} of {name}: the note has two numbers (“{shown(note, 30)}”). What are they?"
        first = (
            Choice(FIRST_LEFT, "Left, then right"),
            Choice(FIRST_RIGHT, "Right, then left"),
        )
        return says, UNKNOWN, "", (*first, *usual)
    if hint is Hint.TABLE:
        says = (
            f"Which side did {sets} of {name} belong to? Where Liftosaur counts sides apart, its "
            "table keeps the right one only; its text form keeps both."
        )
        return says, UNKNOWN, Side.RIGHT.value, usual
    return f"Which side did {sets} of {name} belong to?", UNKNOWN, "", usual


def setting_question(key: str) -> str:
    """Give the id of the question about a setting."""
    return f"setting:{key}"


def _settings(proposal: Proposal) -> Iterator[Question]:
    if proposal.ours is None:
        return
    for key, _ in proposal.ours.settings:
        if key == "pauses":
            continue  # waiting places are never lost: both lists are kept
        yield Question(
            id=setting_question(key),
            topic=Topic.SETTING,
            says=f"If your settings (“{shown(key)}”) differ from the file's, which ones count?",
            choices=(Choice(KEEP, "Mine, as they are now"), Choice("file", "The file's")),
            default=KEEP,
        )
