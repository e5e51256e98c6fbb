"""Why is an exercise in the routine? One plain sentence, and where the rule comes from."""

from __future__ import annotations

from dataclasses import dataclass

from core import words
from core.body import Region, Side, Size
from core.catalog import Exercise, Group, Kind
from core.routine import Feeling, Purpose
from core.safety import Permission

_STRETCH_SOURCE = "The article; 60 seconds a muscle: ACSM (Garber et al., 2011)"
_FULL_RANGE_SOURCE = "Afonso et al., 2021"
_OPPOSITE_SOURCE = "The article; strengthening does most: Warneke et al., 2024"


@dataclass(frozen=True, slots=True)
class Place:
    """The place that was asked for, as far as a reason needs to know it."""

    region: Region
    side: Side
    feeling: Feeling
    permission: Permission
    missing: tuple[str, ...]
    """Equipment without which a weighted exercise is out of reach."""

    @property
    def your(self) -> str:
        """The place at the start of a sentence."""
        return f"Your {self.region.label(self.side)}"

    def verb(self, plural: str) -> str:
        """Bend a regular verb to the place: "feel" or "feels"."""
        return plural if self.region.plural else f"{plural}s"


def reason(place: Place, exercise: Exercise, purpose: Purpose, region: Region) -> tuple[str, str]:
    """Say why an exercise is there and where the rule comes from.

    Args:
        place: What was asked for.
        exercise: The exercise.
        purpose: What it is in the routine for.
        region: The region it is for; the opposing one for the other half of a pair.

    Returns:
        One sentence, and its source.

    """
    lists = [group.value for group in exercise.groups if group is not Group.COMPANION]
    source = (
        f"The article, {words.listing(lists)}"
        if lists
        else "Not in the article: fills a gap in its lists"
    )
    if purpose is Purpose.EXTRA:
        return "You added this one.", source
    works = "work" if region.plural else "works"
    if purpose is Purpose.STRETCH:
        held = exercise.mode.sided and exercise.kind is Kind.STRETCH
        more = f", one more hold on the {place.side.value}" if held else ""
        said = f"{place.your} {place.verb('feel')} tight: stretch both sides{more}."
        return said, _STRETCH_SOURCE
    if purpose is Purpose.LOOSEN:
        if place.permission is Permission.REST:
            return (
                f"Keeps the {region.name} moving while your {place.region.name} "
                f"{place.verb('rest')}.",
                source,
            )
        return (
            f"The {region.name} {works} against your {place.region.name}: loosened first, the "
            "work has room.",
            source,
        )
    if purpose is Purpose.BALANCE:
        return (
            f"The other half of the pair: the {region.name} {works} against your "
            f"{place.region.name}.",
            _OPPOSITE_SOURCE,
        )
    return _strength(place, exercise, source)


def _strength(place: Place, exercise: Exercise, source: str) -> tuple[str, str]:
    hurts = place.permission is not Permission.FULL
    if place.feeling is Feeling.TIGHT:
        return (
            f"{place.your} {place.verb('feel')} tight and no stretch here reaches it: strength "
            "through the full range improves range about as well.",
            _FULL_RANGE_SOURCE,
        )
    if exercise.kind is Kind.WEIGHTED and (hurts or place.region.size is Size.SMALL):
        return (
            f"Two good weeks with bodyweight and bands: your {place.region.label(place.side)} can "
            "take a weight.",
            source,
        )
    weak = f" {place.verb('feel')} weak" if place.feeling is Feeling.WEAK else ""
    joint = " and" if weak else ""
    if hurts:
        said = f"{place.your}{weak}{joint} {place.verb('hurt')}: bodyweight and bands come first."
        return said, source
    if place.region.size is Size.SMALL:
        return (
            f"{place.your}{weak}: small muscle groups start with bodyweight and bands.",
            source,
        )
    does = "do" if place.region.plural else "does"
    if exercise.kind is Kind.WEIGHTED or exercise.isolated:
        trunk = {"obliques", "ql", "erectors", "rectus_abd"} & set(exercise.prime)
        single = "back and oblique work" if trunk else "single-limb work"
        return f"{place.your}{weak}{joint} {does} not hurt: large muscles get {single}.", source
    if place.missing:
        return f"{place.your}{weak}: without {words.listing(place.missing)} this fits best.", source
    how = (
        "one side at a time, so that each does its own share"
        if exercise.mode.sided
        else "both sides share the work"
    )
    return f"{place.your}{weak}: {how}.", source
