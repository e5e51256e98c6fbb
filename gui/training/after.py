"""How does it feel now, right after the workout? A number for each exercise and side."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.body import Side
from core.lights import Colour
from core.safety import MOST_PAIN_FOR_LOADING
from core.summary import ExerciseSummary, SideDid, WorkoutSummary
from gui.training.pain_scale import PainScale
from gui.widgets import Card, button, clear, column, label, row, set_look, side_label

MARKS = {Side.LEFT: "●", Side.RIGHT: "▲"}
"""Round for the left, a triangle for the right, as in the graphs."""


def who(side: Side | None) -> QWidget:
    """Name a side with its mark and its colour."""
    if side is None:
        return label("Both sides", "strong", wrap=False)
    return side_label(side, f"{MARKS[side]} {side.value.capitalize()}")


class AfterRow(QWidget):
    """The question for one exercise and side."""

    chosen = Signal(object)
    """Itself: `value` is what was chosen."""
    signs_wanted = Signal(object)
    """Itself: the person wants the questions about warning signs."""

    def __init__(self, exercise: ExerciseSummary, side: SideDid) -> None:
        super().__init__()
        self.exercise_id = exercise.exercise_id
        self.name = exercise.name
        self.did = side
        self.saving = False
        where = f"{exercise.name}, {side.side.value} side" if side.side else exercise.name
        key = f"after_{exercise.exercise_id}_{side.side.value if side.side else 'both'}"
        self.scale = PainScale(f"now, {where}", name=key)
        self.scale.chosen.connect(self._on_chosen)
        self._during = label("", "small", wrap=False)
        self._says = label("", "small")
        self._says.hide()
        self._signs = button("Any warning signs?", "link", name=f"{key}_signs")
        self._signs.setMinimumHeight(44)
        self._signs.clicked.connect(self._on_signs)
        self._signs.hide()
        title = row(label(exercise.name, "strong", wrap=False), who(side.side), self._during, None)
        foot = row(self._says, self._signs, gap=10)
        foot.setStretch(0, 1)
        self.setLayout(column(title, self.scale, foot, gap=5))
        self.show_side(side)

    @property
    def value(self) -> int | None:
        """What is chosen."""
        return self.scale.value()

    def show_side(self, side: SideDid) -> None:
        """Show what is known; a number that is on its way to the disk stays."""
        self.did = side
        during = side.during
        self._during.setText(f"hurt {during} of 10 during" if during else "")
        if self.saving:
            return
        self.scale.choose(side.after)
        self._signs.setVisible(bool(side.after))
        if side.after is None:
            self._say("")
        elif side.light.colour in (Colour.AMBER, Colour.RED):
            self._say(f"Kept. {side.light.reaction_says}", "warn")
        else:
            self._say("Kept.")

    def wait(self) -> None:
        """Say that the number is being saved."""
        self.saving = True
        self._say("Saving …")

    def settle(self) -> None:
        """The number is on disk."""
        self.saving = False

    def refuse(self, why: str) -> None:
        """Say why the number was not kept, and go back to what is."""
        self.saving = False
        self.scale.choose(self.did.after)
        self._say(why, "warn")

    def says(self) -> str:
        """What it says under the numbers."""
        return self._says.text()

    def _say(self, text: str, look: str = "small") -> None:
        self._says.setText(text)
        self._says.setVisible(bool(text))
        set_look(self._says, "look", look)

    def _on_chosen(self) -> None:
        self.chosen.emit(self)

    def _on_signs(self) -> None:
        self.signs_wanted.emit(self)


class AfterCard(Card):
    """All rows: open for what hurt during the workout, folded for the rest."""

    chosen = Signal(object)
    """AfterRow."""
    signs_wanted = Signal(object)
    """AfterRow."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[AfterRow] = []
        self._heading = label("", "heading")
        self._hint = label(
            f"0 is none, 10 the worst you can imagine. Up to {MOST_PAIN_FOR_LOADING} is acceptable "
            "when it is gone by the next morning.",
            "small",
        )
        self._open = column(gap=14)
        self._folded_inner = column(gap=14)
        self.folded = QWidget()
        self.folded.setLayout(self._folded_inner)
        self.unfold = button("", "quiet", name="something_hurts")
        self.unfold.setMinimumHeight(44)
        self.unfold.setCheckable(True)
        self.unfold.toggled.connect(self._on_unfold)
        self.inner.setSpacing(10)
        top = row(self._heading, self.unfold)
        top.setStretch(0, 1)
        self.inner.addLayout(top)
        self.inner.addWidget(self._hint)
        self.inner.addLayout(self._open)
        self.inner.addWidget(self.folded)

    def show_workout(self, summary: WorkoutSummary) -> None:
        """Ask anew."""
        clear(self._open)
        clear(self._folded_inner)
        self.rows = []
        asked = [(exercise, side) for exercise in summary.exercises for side in exercise.sides]
        # What hurt comes first, for the Tab key as for the eye.
        for exercise, side in sorted(asked, key=lambda both: not both[1].during):
            made = AfterRow(exercise, side)
            made.chosen.connect(self.chosen)
            made.signs_wanted.connect(self.signs_wanted)
            self.rows.append(made)
            (self._open if side.during else self._folded_inner).addWidget(made)
        hurt = summary.hurt
        self._heading.setText(
            "How does it feel now?" if hurt else "Nothing hurt during the workout."
        )
        set_look(self._heading, "look", "heading" if hurt else "strong")
        self.unfold.setText("Something else hurts now" if hurt else "Something hurts now")
        folded = [r for r in self.rows if not r.did.during]
        self.unfold.setVisible(bool(folded))
        told = any(r.did.after for r in folded)
        self.unfold.setChecked(told)
        self._fold(told)

    def update_workout(self, summary: WorkoutSummary) -> None:
        """Show new numbers in the rows that are there."""
        sides = {
            (exercise.exercise_id, side.side): side
            for exercise in summary.exercises
            for side in exercise.sides
        }
        for shown in self.rows:
            shown.show_side(sides[shown.exercise_id, shown.did.side])

    def _on_unfold(self, on: bool) -> None:  # noqa: FBT001 - a slot
        self._fold(on)

    def _fold(self, on: bool) -> None:  # noqa: FBT001 - set from a slot
        self.folded.setVisible(on)
        self._hint.setVisible(on or any(r.did.during for r in self.rows))

    def first(self) -> QWidget | None:
        """Where the keyboard begins when something hurt."""
        return next((r.scale.number(0) for r in self.rows if r.did.during), None)
