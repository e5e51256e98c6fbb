"""May this place be trained today? Asked before the recommender, and never answered by it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from pathlib import Path
from typing import Self

from core.errors import Problem
from core.tables import Table, read_entries

SAFETY_FILE = Path(__file__).resolve().parent.parent / "resources" / "safety" / "safety.toml"

MOST_PAIN_FOR_LOADING = 5
"""Trials of training with pain allowed at most 5 of 10 (Silbernagel et al., 2007)."""
MOST_PAIN_FOR_PROGRESS = 2
READINESS_LASTS = timedelta(days=365)


class Tier(Enum):
    """How soon a professional should look, most urgent first."""

    NOW = "now"
    SOON = "soon"
    VISIT = "visit"


@dataclass(frozen=True, slots=True)
class Flag:
    """A red flag: a reason to see someone before any exercise for the place."""

    id: str
    tier: Tier
    text: str
    asked: bool


@dataclass(frozen=True, slots=True)
class Sign:
    """A sudden sign during a workout that ends it (rule R2, last line)."""

    id: str
    tier: Tier
    text: str
    says: str
    """What to do about this very sign, after what its tier says."""


@dataclass(frozen=True, slots=True)
class Question:
    """A readiness question, answered with yes or no."""

    id: str
    text: str
    to_pain_rules: bool
    """A yes is what this app is for: it leads to the pain questions, not to a dead end."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What to tell a person instead of a routine."""

    tier: Tier
    title: str
    says: str
    because: tuple[str, ...]
    about_place: bool = True
    """It pauses one place; otherwise it is about the person's health as a whole."""


class Permission(Enum):
    """What a place may do today."""

    FULL = "full"
    GENTLE = "gentle"
    """Bodyweight and bands."""
    REST = "rest"
    """No loading of this place."""
    STOP = "stop"
    """No routine for this place; see a professional."""


@dataclass(frozen=True, slots=True)
class PainReport:
    """What a person says about a place now."""

    pain: int = 0
    """0 to 10."""
    constant: bool = False
    changes: bool | None = None
    """Whether rest or position changes it; asked when it is constant."""
    flags: frozenset[str] = frozenset()
    """Ids of red flags, and of sudden signs."""
    flags_asked: bool = False

    @property
    def needs_flags(self) -> bool:
        """True when the red flags have to be asked before anything else."""
        return (self.pain > 0 or self.constant) and not self.flags_asked

    @property
    def needs_change_question(self) -> bool:
        """True when it has to be asked whether constant pain changes."""
        return self.constant and self.changes is None


@dataclass(frozen=True, slots=True)
class Clearance:
    """The answer: what is allowed, and why."""

    permission: Permission
    says: str
    advice: Advice | None = None


@dataclass(frozen=True, slots=True)
class Readiness:
    """Answers to the readiness questions."""

    day: date
    yes: frozenset[str] = field(default_factory=frozenset)
    cleared: bool = False
    """The person says that a professional agreed."""


@dataclass(frozen=True)
class Safety:
    """All questions and the rules that read their answers."""

    flags: tuple[Flag, ...]
    questions: tuple[Question, ...]
    tiers: tuple[tuple[Tier, str, str], ...]
    signs: tuple[Sign, ...] = ()
    """Sudden signs that end a workout, in the order they are offered."""

    @property
    def warnings(self) -> tuple[Flag | Sign, ...]:
        """Everything that sends a person to a professional: red flags, then sudden signs."""
        return (*self.flags, *self.signs)

    @classmethod
    def load(cls, path: Path = SAFETY_FILE) -> Self:
        """Read and check the questions.

        Raises:
            DataError: A field is missing or wrong; file, entry and field are named.

        """
        return cls(
            flags=read_entries(path, _flag, "flag"),
            questions=read_entries(path, _question, "readiness"),
            tiers=read_entries(path, _tier, "tier"),
            signs=read_entries(path, _sign, "sign"),
        )

    def clear(self, report: PainReport) -> Clearance:
        """Decide what the place may do today.

        Raises:
            Problem: Pain is not 0 to 10, or a question that has to be asked was not.

        """
        if not 0 <= report.pain <= 10:
            raise Problem("Pain: a whole number from 0 to 10.", field="pain")
        if report.needs_change_question:
            raise Problem("Say whether the pain changes with rest or position.", field="changes")
        if report.needs_flags:
            raise Problem("Answer the questions about your pain first.", field="flags")
        raised = [one for one in self.warnings if one.id in report.flags]
        if report.constant and report.changes is False:
            raised += [one for one in self.flags if one.id == "constant"]
        if raised:
            return Clearance(Permission.STOP, "See a professional first.", self._advise(raised))
        if report.pain > MOST_PAIN_FOR_LOADING:
            return Clearance(
                Permission.REST,
                "Pain over 5 of 10: this place is not loaded today. If it stays like this for a "
                "few days, see a doctor or a physiotherapist.",
            )
        if report.pain > 0 or report.constant:
            return Clearance(
                Permission.GENTLE,
                "With pain we start with bodyweight and bands, and stay at 5 of 10 or less.",
            )
        return Clearance(Permission.FULL, "No pain: every exercise is open.")

    def advise_sign(self, sign_ids: Collection[str]) -> Advice:
        """Say what to do about sudden signs during a workout; the most urgent one decides.

        Raises:
            ValueError: No sign was given, or one that is not known.

        """
        raised: list[Flag | Sign] = [sign for sign in self.signs if sign.id in set(sign_ids)]
        if not raised or len(raised) != len(set(sign_ids)):
            raise ValueError(f"not all of these are signs: {sorted(sign_ids)!r}")
        return self._advise(raised)

    def readiness_advice(self, readiness: Readiness | None, *, today: date) -> Advice | None:
        """Tell what the readiness answers lead to; None when the person may start.

        Raises:
            Problem: The questions were not answered, or longer than twelve months ago.

        """
        if readiness is None or today - readiness.day > READINESS_LASTS:
            raise Problem("Answer the short health questions first.", field="readiness")
        serious = [q for q in self.questions if q.id in readiness.yes and not q.to_pain_rules]
        if not serious or readiness.cleared:
            return None
        return Advice(
            Tier.VISIT,
            "Please talk with a doctor or a physiotherapist first",
            "You answered yes to a question that somebody who knows you should hear about before "
            "you start. When they agree, answer the health questions again in the settings: "
            "nothing you entered is lost.",
            tuple(q.text for q in serious),
            about_place=False,
        )

    def advise_again(self, because: Sequence[str]) -> Advice:
        """Say again what was said for these texts; unknown ones ask for a visit."""
        known = [one for one in self.warnings if one.text in because]
        worst = min((one.tier for one in known), key=list(Tier).index, default=Tier.VISIT)
        return Advice(worst, *self._tier_says(worst, known), tuple(because))

    def _advise(self, raised: Sequence[Flag | Sign]) -> Advice:
        worst = min((one.tier for one in raised), key=list(Tier).index)
        return Advice(worst, *self._tier_says(worst, raised), tuple(one.text for one in raised))

    def _tier_says(self, worst: Tier, raised: Sequence[Flag | Sign]) -> tuple[str, str]:
        """Give title and words of a tier; signs add what to watch for."""
        _, title, says = next(row for row in self.tiers if row[0] is worst)
        more = [one.says for one in raised if isinstance(one, Sign)]
        return title, " ".join([says, *more])


def _flag(table: Table) -> Flag:
    return Flag(
        id=table.entry,
        tier=table.choice("tier", Tier),
        text=table.text("text"),
        asked=table.flag("asked", default=True),
    )


def _sign(table: Table) -> Sign:
    return Sign(
        id=table.entry,
        tier=table.choice("tier", Tier),
        text=table.text("text"),
        says=table.text("says"),
    )


def _question(table: Table) -> Question:
    return Question(
        id=table.entry,
        text=table.text("text"),
        to_pain_rules=table.flag("to_pain_rules", default=False),
    )


def _tier(table: Table) -> tuple[Tier, str, str]:
    try:
        tier = Tier(table.entry)
    except ValueError:
        raise table.wrong("tier", "has to be now, soon or visit") from None
    return tier, table.text("title"), table.text("says")
