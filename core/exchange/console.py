"""What is printed about an import or an export without a window?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path

from core import words
from core.body import Side
from core.catalog import Catalog
from core.errors import Problem
from core.exchange.doors import bring, export, format_of, left_out, preview, settle_file
from core.exchange.proposal import NO_ANSWERS, UNKNOWN, Answers, Proposal, Question, Topic
from core.exchange.questions import exercise_of, questions
from core.exchange.settling import Existing, Settled
from core.exchange.telling import tell
from core.keeper import Contents, Keeper
from core.profile import Profile

WHOLE, IN_PART, REFUSED = 0, 1, 2
"""Exit codes: everything was read; something was not, or waits; the file was refused."""

Say = Callable[[str], object]


class HereZone(tzinfo):
    """The machine's own time zone, with the summer time that held on each day."""

    def utcoffset(self, at: datetime | None) -> timedelta:
        """Ask the system; UTC where it does not reach (before 1970 on Windows)."""
        if at is None:
            return timedelta(0)
        try:
            offset = at.replace(tzinfo=None).astimezone().utcoffset()
        except (OSError, OverflowError, ValueError):
            offset = None
        return offset or timedelta(0)

    def dst(self, at: datetime | None) -> timedelta:
        """Say nothing about summer time apart from the offset."""
        del at
        return timedelta(0)

    def tzname(self, at: datetime | None) -> str:
        """Name it."""
        del at
        return "here"

    def fromutc(self, at: datetime) -> datetime:
        """Turn UTC into the wall clock here."""
        try:
            from datetime import UTC

            wall = at.replace(tzinfo=UTC).astimezone().replace(tzinfo=None)
        except (OSError, OverflowError, ValueError):
            wall = at.replace(tzinfo=None)
        return wall.replace(tzinfo=self)


def read_answers(given: Sequence[str]) -> Answers:
    """Read "unit=lb" and the like.

    Raises:
        Problem: A part has no "=".

    """
    answers = NO_ANSWERS
    for part in given:
        question, sign, choice = part.rpartition("=")
        if not sign or not question or not choice:
            raise Problem(f"“{part}” is no answer: write it like unit=lb")
        answers = answers.having(question.strip(), choice.strip())
    return answers


def import_file(
    path: Path,
    keeper: Keeper,
    catalog: Catalog,
    *,
    answers: Answers,
    today: date,
    zone: tzinfo,
    say: Say,
) -> int:
    """Bring a file into the log and print counts, problems and open questions.

    Returns:
        0 only if everything of the file was read: nothing is wrong, waits or was lost.

    Raises:
        Problem: The file was refused, or the log could not be written; nothing was changed.

    """
    proposal = preview(path, catalog)
    asked = questions(proposal, answers)
    _check_answers(asked, answers, catalog)
    existing = Existing.of(keeper)
    settled = settle_file(proposal, answers, existing, today=today, zone=zone)
    batch = bring(keeper, settled)
    say(f"{proposal.file}: a file of {proposal.app.value}, {words.plural(proposal.total, 'set')}.")
    if proposal.doubt:
        say(proposal.doubt)
    _names(proposal, answers, say)
    _counts(settled, say)
    if settled.troubles:
        say(f"\nProblems ({len(settled.troubles)}):")
        for trouble in settled.troubles:
            say(f"  {trouble.words(proposal.file)}")
    _open_questions(asked, answers, settled, say)
    if batch is not None:
        _left_and_right(keeper, catalog, {entry.exercise_id for entry in settled.sets}, say)
    return WHOLE if settled.complete else IN_PART


def export_file(
    path: Path, contents: Contents, catalog: Catalog, *, today: date, written_by: str, say: Say
) -> int:
    """Write the log to a file, JSON or CSV by its ending.

    Raises:
        Problem: The ending is another one, or the file can't be written.

    """
    app = format_of(path)
    count = export(path, contents, catalog, today=today, written_by=written_by)
    say(f"{path.name}: {words.plural(count, 'set')} written as {app.value}.")
    for sentence in left_out(contents, app):
        say(f"  {sentence}")
    return WHOLE


def _check_answers(asked: tuple[Question, ...], answers: Answers, catalog: Catalog) -> None:
    known = {question.id: question for question in asked}
    for question_id, choice in answers.given:
        question = known.get(question_id)
        if question is None:
            raise Problem(f"There is no open question “{question_id}” about this file.")
        choices = {c.id for c in question.choices}
        free = question.topic is Topic.NAME and catalog.find(choice) is not None
        if choice not in choices and not free:
            raise Problem(
                f"“{choice}” is no answer to “{question_id}”. Choose one of: "
                + ", ".join(c.id for c in question.choices)
            )


def _names(proposal: Proposal, answers: Answers, say: Say) -> None:
    if not proposal.names:
        return
    say("\nExercises:")
    for named in proposal.names:
        exercise = exercise_of(proposal, named, answers)
        said = answers.get(f"name:{named.key}")
        how = "as you said" if said else named.match.sureness.value
        meant = f"{exercise.name} ({how})" if exercise else "no match"
        if said == "skip":
            meant = "left out, as you said"
        say(f"  {named.text}: {words.plural(named.count, 'set')}, {meant}")


def _counts(settled: Settled, say: Say) -> None:
    say(f"\n{words.plural(len(settled.sets), 'new set')} in the log.")
    sides = {side: sum(s.side is side for s in settled.sets) for side in Side}
    if any(sides.values()) or settled.open_sides:
        say(
            f"  Sides: {sides[Side.LEFT]} left, {sides[Side.RIGHT]} right, "
            f"{settled.open_sides} not known (these stay out of the gap)."
        )
    besides = settled.contents.besides - len(settled.contents.batches)
    if besides:
        say(f"  {besides} notes, plans and settings came along.")
    if settled.already:
        say(f"  {words.plural(settled.already, 'set')} had been imported before.")
    for why, count in settled.left:
        say(f"  Left out: {why} ({count}).")
    for sentence in (*settled.odd, *settled.lost):
        say(f"  {sentence}")


def _open_questions(
    asked: tuple[Question, ...], answers: Answers, settled: Settled, say: Say
) -> None:
    waiting = {wait.question_id: wait.count for wait in settled.waiting}
    still = [
        question
        for question in asked
        if not answers.get(question.id)
        and (
            question.id in waiting or (question.topic is Topic.SIDE and question.default == UNKNOWN)
        )
    ]
    if not still:
        return
    say(f"\nOpen questions ({len(still)}), answered with --answer 'ID=CHOICE':")
    for question in still:
        choices = " | ".join(choice.id for choice in question.choices)
        held = (
            f" ({words.plural(waiting[question.id], 'set')} held back)"
            if question.id in waiting
            else ""
        )
        say(f"  {question.says}{held}")
        say(f"    {question.id} = {choices} (now: {question.default})")


def _left_and_right(keeper: Keeper, catalog: Catalog, ids: set[str], say: Say) -> None:
    contents: Contents = keeper.contents()
    profile = Profile.from_json(dict(contents.settings).get("profile"))
    told = tell(catalog, contents.history, bodyweight=profile.bodyweight, exercise_ids=ids)
    if not told:
        return
    say("\nWhat your history says about left and right:")
    for one in told:
        say(f"  {one.name}: {one.says}")
