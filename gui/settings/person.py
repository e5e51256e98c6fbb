"""What does the person have, weigh, take time for and like to look at?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from core.catalog import Equipment
from core.errors import Problem
from core.journal import Band, read_kg, read_whole
from core.profile import LEAST_BODYWEIGHT, MOST_BODYWEIGHT, Profile, read_weights
from core.routine import LEAST_MINUTES, MOST_MINUTES
from core.words import number
from gui.fields import Field
from gui.settings.sections import Section
from gui.widgets import Chips, Choice, label, row

MINUTES = (10, 15, 20, 25, 30, 45, 60)
FIGURES = (("Woman", "female"), ("Man", "male"))
MOTIONS = (("Moving", "moving"), ("Still: start and end", "still"))
LOOKS = (("Like the system", "system"), ("Light", "light"), ("Dark", "dark"))


def weights_text(weights: Sequence[float]) -> str:
    """Write weights as a person would: "1-6 8 10 22.5"; `read_weights` reads it back."""
    parts: list[str] = []
    ordered = sorted(set(weights))
    at = 0
    while at < len(ordered):
        end = at
        while (
            end + 1 < len(ordered)
            and ordered[end].is_integer()
            and ordered[end + 1] == ordered[end] + 1
        ):
            end += 1
        if end - at >= 2:
            parts.append(f"{number(ordered[at])}-{number(ordered[end])}")
        else:
            parts += [number(weight) for weight in ordered[at : end + 1]]
        at = end + 1
    return " ".join(parts)


class ProfileSection(Section):
    """A card whose fields are a part of the profile."""

    changed = Signal(object)
    """Profile: as the person wants it, not yet checked as a whole."""

    def __init__(self, heading: str, says: str = "") -> None:
        super().__init__(heading, says)
        self.profile: Profile | None = None
        self.fields: dict[str, Field] = {}

    def add_field(self, name: str, field: Field) -> None:
        """Put a field below the others; `name` is what its refusals are about."""
        self.fields[name] = field
        self.inner.addWidget(field)

    def show_profile(self, profile: Profile) -> None:
        """Show what is kept; a refused field stays as it was typed."""
        self.profile = profile
        self.fill(profile)

    def forget_refusals(self) -> None:
        """Begin anew: what was refused earlier gives way to what is kept."""
        for field in self.fields.values():
            field.refuse("")

    def fill(self, profile: Profile) -> None:
        """Put the profile into the fields."""
        raise NotImplementedError

    def want(self, profile: Profile) -> None:
        """Ask to keep a changed profile."""
        if profile != self.profile:
            self.profile = profile
            self.changed.emit(profile)

    def refuse(self, problem: Problem) -> bool:
        """Say at its field what is wrong; False when it is about no field here."""
        field = self.fields.get(problem.field or "")
        if field is not None:
            field.refuse(problem.message)
        return field is not None


class GearSection(ProfileSection):
    """What the person has."""

    def __init__(self) -> None:
        super().__init__("What I have", "Routines use only what you have.")
        self.equipment = Chips(
            [(thing.value.capitalize(), thing) for thing in Equipment], name="equipment"
        )
        self.weights = QLineEdit()
        self.weights.setObjectName("weights")
        self.weights.setPlaceholderText("1 2 2.5 4-10")
        self.bands = Chips([(band.words.capitalize(), band) for band in Band], name="bands")
        self.add_field("equipment", Field("Equipment", self.equipment))
        self.add_field(
            "weights",
            Field(
                "Weights in kg",
                self.weights,
                why="Everything you can hold in one hand, for example: 1 2 2.5 4-10",
            ),
        )
        self.add_field(
            "bands",
            Field("Bands", self.bands, why="Colours differ between makers: go by the strength."),
        )
        self.equipment.changed.connect(self._on_equipment)
        self.weights.editingFinished.connect(self._on_weights)
        self.bands.changed.connect(self._on_bands)

    def fill(self, profile: Profile) -> None:
        """Put the profile into the fields."""
        self.equipment.choose(profile.equipment)
        if not self.fields["weights"].refusal:
            self.weights.setText(weights_text(profile.weights))
            if not self.weights.hasFocus():
                self.weights.setCursorPosition(0)  # a long list is read from its start
        if not self.fields["bands"].refusal:
            self.bands.choose(profile.bands)

    def _on_equipment(self, chosen: frozenset[Equipment]) -> None:
        if self.profile is not None:
            self.want(replace(self.profile, equipment=chosen))

    def _on_weights(self) -> None:
        if self.profile is None:
            return
        try:
            weights = read_weights(self.weights.text())
        except Problem as problem:
            self.refuse(problem)
            return
        self.fields["weights"].refuse("")
        self.want(replace(self.profile, weights=weights))

    def _on_bands(self, chosen: frozenset[Band]) -> None:
        if self.profile is not None:
            self.fields["bands"].refuse("")
            self.want(replace(self.profile, bands=tuple(sorted(chosen))))


class MeSection(ProfileSection):
    """About the person: the body's weight and the usual time."""

    def __init__(self) -> None:
        super().__init__("About me")
        self.bodyweight = QLineEdit()
        self.bodyweight.setObjectName("bodyweight")
        self.bodyweight.setPlaceholderText("not given")
        self.bodyweight.setFixedWidth(110)
        self.minutes = Choice([(str(m), m) for m in MINUTES], name="minutes_usual", gap=6)
        self.other = QLineEdit()
        self.other.setObjectName("minutes")
        self.other.setFixedWidth(64)
        self.other.setAccessibleName("Minutes, any number")
        self.add_field(
            "bodyweight",
            Field(
                "Body weight in kg",
                self.bodyweight,
                beside=row(self.bodyweight, None),
                why="If you like. Lunges and squats move a share of your body: with it, their "
                "strength can be compared in kilograms.",
            ),
        )
        beside = row(self.minutes, label("or", "muted", wrap=False), self.other, gap=10)
        beside.setStretch(0, 1)
        beside.setAlignment(self.other, Qt.AlignmentFlag.AlignTop)
        self.add_field("minutes", Field("Minutes I usually have", self.other, beside=beside))
        self.bodyweight.editingFinished.connect(self._on_bodyweight)
        self.minutes.chosen.connect(self._on_minutes)
        self.other.editingFinished.connect(self._on_other)

    def fill(self, profile: Profile) -> None:
        """Put the profile into the fields."""
        weight = profile.bodyweight
        if not self.fields["bodyweight"].refusal:
            self.bodyweight.setText("" if weight is None else number(weight))
        if not self.fields["minutes"].refusal:
            self.other.setText(str(profile.minutes))
            self.minutes.choose(profile.minutes if profile.minutes in MINUTES else None)

    def _on_bodyweight(self) -> None:
        if self.profile is None:
            return
        text = self.bodyweight.text().strip()
        weight = None
        if text:
            try:
                weight = read_kg(text, low=LEAST_BODYWEIGHT, high=MOST_BODYWEIGHT)
            except Problem:
                low, high = number(LEAST_BODYWEIGHT), number(MOST_BODYWEIGHT)
                says = f"Body weight: a number from {low} to {high} kg, or empty."
                self.fields["bodyweight"].refuse(says)
                return
        self.fields["bodyweight"].refuse("")
        self.want(replace(self.profile, bodyweight=weight))

    def _on_minutes(self, minutes: int) -> None:
        if self.profile is not None:
            self.fields["minutes"].refuse("")
            self.other.setText(str(minutes))
            self.want(replace(self.profile, minutes=minutes))

    def _on_other(self) -> None:
        if self.profile is None:
            return
        try:
            minutes = read_whole(
                self.other.text(),
                low=LEAST_MINUTES,
                high=MOST_MINUTES,
                field="minutes",
                name="Minutes",
            )
        except Problem as problem:
            self.refuse(problem)
            return
        self._on_minutes(minutes)


class LookSection(ProfileSection):
    """Light or dark, and how the exercise pictures look."""

    def __init__(self) -> None:
        super().__init__("Look")
        self.looks = Choice(LOOKS, name="look", gap=6)
        self.figures = Choice(FIGURES, name="figure_choice", gap=6)
        self.motions = Choice(MOTIONS, name="motion", gap=6)
        self.add_field("theme", Field("Colours", self.looks))
        self.add_field("figure", Field("Figure in the pictures", self.figures))
        self.add_field("motion", Field("Exercise pictures", self.motions))
        self.looks.chosen.connect(self._on_look)
        self.figures.chosen.connect(self._on_figure)
        self.motions.chosen.connect(self._on_motion)

    def fill(self, profile: Profile) -> None:
        """Put the profile into the fields."""
        self.looks.choose(profile.theme)
        self.figures.choose(profile.figure)
        self.motions.choose(profile.motion)

    def _on_look(self, name: str) -> None:
        if self.profile is not None:
            self.want(replace(self.profile, theme=name))

    def _on_figure(self, name: str) -> None:
        if self.profile is not None:
            self.want(replace(self.profile, figure=name))

    def _on_motion(self, name: str) -> None:
        if self.profile is not None:
            self.want(replace(self.profile, motion=name))
