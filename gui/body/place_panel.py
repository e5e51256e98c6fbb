"""How does the chosen place feel, what is at hand, and how long may it take?"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QWidget

from core.body import Body, Side, Spot
from core.catalog import Equipment
from core.curve import Standing
from core.pauses import Pause
from core.places import PlaceState
from core.profile import Profile
from core.routine import LEAST_MINUTES, MOST_MINUTES, Feeling
from gui.body.front import CAPS, HINT, LEAST_WIDTH, MOST_WIDTH, TITLE
from gui.body.gap_bar import GapBar
from gui.fields import NumberEdit, PainSlider
from gui.theme import Theme
from gui.widgets import Chips, Choice, Scroll, button, column, label, row, rule, side_label

_EQUIPMENT = [(e.value.capitalize(), e) for e in Equipment]


@dataclass(frozen=True, slots=True)
class Said:
    """What the panel was told."""

    spot: Spot
    feeling: Feeling
    pain: int
    constant: bool
    minutes: int


class PlacePanel(QFrame):
    """The right-hand panel of the body page."""

    build_wanted = Signal(object)
    """Said."""
    profile_wanted = Signal(object)
    """Profile with other equipment or minutes."""
    felt = Signal(object, object, bool)
    """Spot, Feeling or None, and whether it hurts: as just said."""
    lift_wanted = Signal(object)
    """Spot whose pause is over."""

    def __init__(self, body: Body, theme: Theme) -> None:
        super().__init__()
        self._body = body
        self._spot: Spot | None = None
        self._profile = Profile()
        self._state: PlaceState | None = None
        self._pause: Pause | None = None
        self.setObjectName("side_panel")
        self.setMinimumWidth(LEAST_WIDTH)
        self.setMaximumWidth(MOST_WIDTH)
        self._hint = label(HINT, "muted")
        self._caps = label("Your place", "caps")
        self._title = label("", "title")
        self._bar = GapBar(theme)
        self._left = side_label(Side.LEFT, "")
        self._right = side_label(Side.RIGHT, "")
        self._says = label("", "muted")
        self._paused = label("", "warn")
        self._lift = button("A professional has looked at it", name="lift_pause")
        self._lift.clicked.connect(self._on_lift)
        self.feeling = Choice(
            [(f.value.capitalize(), f) for f in (Feeling.WEAK, Feeling.TIGHT, Feeling.NEITHER)],
            name="feeling",
        )
        self.feeling.chosen.connect(self._on_changed)
        self.pain = PainSlider(name="pain")
        self.pain.valueChanged.connect(self._on_changed)
        self._pain_value = label("0 / 10", "strong", wrap=False)
        self._pain_says = label("", "small")
        self.constant = QCheckBox("The pain is there all the time")
        self.constant.setObjectName("constant")
        self.constant.toggled.connect(self._on_changed)
        self.equipment = Chips(_EQUIPMENT, name="equipment")
        self.equipment.changed.connect(self._on_profile)
        self.minutes = NumberEdit(LEAST_MINUTES, MOST_MINUTES, name="minutes")
        self.minutes.setSingleStep(5)
        self.minutes.setSuffix(" min")
        self.minutes.setAccessibleName("Minutes you have")
        self.minutes.editingFinished.connect(self._on_profile)
        self._missing = label("Say how it feels first.", "small")
        self.build = button("Build my routine", "big", name="build")
        self.build.clicked.connect(self._on_build)
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        self._questions = QWidget()
        self._questions.setLayout(
            column(
                label("How does it feel?", "strong"),
                self.feeling,
                6,
                row(label("Pain now", "strong", wrap=False), None, self._pain_value),
                self.pain,
                self._pain_says,
                self.constant,
                4,
                rule(),
                4,
                label("What do you have?", "strong"),
                self.equipment,
                6,
                row(label("How long?", "strong", wrap=False), None, self.minutes),
                gap=8,
            )
        )
        inner = QWidget()
        content = column(
            self._caps,
            self._title,
            row(self._left, None, self._right),
            self._bar,
            self._says,
            self._paused,
            self._lift,
            self._hint,
            4,
            rule(),
            4,
            self._questions,
            None,
            gap=6,
        )
        content.setContentsMargins(22, 22, 16, 8)
        inner.setLayout(content)
        foot = column(self._missing, self.build, gap=4)
        foot.setContentsMargins(22, 8, 16, 22)  # as wide as the content above
        outer = column(Scroll(inner), foot, gap=0)
        outer.setContentsMargins(1, 0, 0, 0)  # room for the line on the left
        self.setLayout(outer)

    # -- what it is told --------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._bar.set_theme(theme)

    def select(self, spot: Spot, state: PlaceState | None, pause: Pause | None) -> None:
        """Show another place; what was said about the last one is forgotten."""
        fresh = spot != self._spot
        self._spot, self._state, self._pause = spot, state, pause
        if fresh:
            self.feeling.choose(None)
            self.pain.setValue(0)
            self.constant.setChecked(False)
        self._show()

    def feel(self, feeling: str) -> None:
        """Take over a feeling that a search suggested."""
        if feeling:
            self.feeling.choose(Feeling(feeling))
        self._show()

    def show_profile(self, profile: Profile) -> None:
        """Show what the person has."""
        self._profile = profile
        self.equipment.choose(profile.equipment)
        self.minutes.setValue(profile.minutes)

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - Qt's own setters look so
        """Show that the routine is being built."""
        self.build.setText("Building …" if busy else "Build my routine")
        self.build.setEnabled(not busy and self._ready())

    # -- what it shows ----------------------------------------------------------------------------

    def _ready(self) -> bool:
        return self._spot is not None and self._pause is None and self.feeling.value() is not None

    def _show(self) -> None:
        spot, state = self._spot, self._state
        chosen = spot is not None
        self._hint.setVisible(not chosen)
        self._caps.setText("Your place" if chosen else CAPS)
        self._questions.setVisible(chosen and self._pause is None)
        self.build.setVisible(chosen)
        if spot is None:
            self._title.setText(TITLE)
        else:
            self._title.setText(self._body.region(spot.region).label(spot.side).capitalize())
        measured = state is not None and state.left is not None and state.right is not None
        for part in (self._left, self._right, self._bar):
            part.setVisible(chosen and measured)
        if measured and state is not None:
            self._left.setText(f"Left {state.left:.1f} {state.unit}")
            self._right.setText(f"Right {state.right:.1f} {state.unit}")
        self._bar.show_state(state)
        self._says.setVisible(chosen)
        no_data = state is None or state.standing is Standing.NO_DATA
        self._says.setText(
            "No data yet: train it once or twice and both sides appear here."
            if no_data
            else state.says
            if state
            else ""
        )
        self._show_pause()
        self._show_pain()
        self.build.setEnabled(self._ready())
        unsaid = chosen and self._pause is None and self.feeling.value() is None
        self._missing.setVisible(unsaid)

    def _show_pause(self) -> None:
        paused = self._pause
        self._paused.setVisible(paused is not None)
        self._lift.setVisible(paused is not None)
        if paused is not None:
            reasons = "; ".join(paused.because)
            self._paused.setText(
                "This place waits until a doctor or a physiotherapist has looked at it. "
                f"You noted: {reasons}."
            )

    def _show_pain(self) -> None:
        pain = self.pain.value()
        self._pain_value.setText(f"{pain} / 10")
        self.constant.setVisible(pain > 0)
        if pain == 0:
            says = "No pain: every exercise is open."
        elif pain <= 5:
            says = "Bodyweight and bands only. A few questions come first."
        else:
            says = "Over 5: this place is not loaded today. A few questions come first."
        self._pain_says.setText(says)

    # -- what the person does ---------------------------------------------------------------------

    def _on_changed(self) -> None:
        if self.pain.value() == 0:
            self.constant.setChecked(False)
        self._show()
        if self._spot is not None:
            self.felt.emit(self._spot, self.feeling.value(), self.pain.value() > 0)

    def _on_profile(self) -> None:
        profile = replace(
            self._profile,
            equipment=frozenset(self.equipment.values()),
            minutes=self.minutes.value(),
        )
        if profile != self._profile:
            self._profile = profile
            self.profile_wanted.emit(profile)

    def _on_lift(self) -> None:
        if self._spot is not None:
            self.lift_wanted.emit(self._spot)

    def _on_build(self) -> None:
        if not self._ready() or self._spot is None:
            return
        self._on_profile()
        self.build_wanted.emit(
            Said(
                spot=self._spot,
                feeling=self.feeling.value(),
                pain=self.pain.value(),
                constant=self.constant.isChecked(),
                minutes=self.minutes.value(),
            )
        )
