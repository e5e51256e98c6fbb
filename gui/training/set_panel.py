"""What is the set that is done now? Side, name and numbers in large type, and the form below."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedWidget, QWidget

from core.answers import Prefill
from core.body import Side
from core.catalog import Count, Equipment, Exercise, Load
from core.errors import Problem
from core.journal import (
    LONGEST_NOTE,
    MOST_REPS,
    MOST_SECONDS,
    Band,
    SetEntry,
    read_kg,
    read_whole,
)
from core.safety import Safety
from gui.theme import Theme
from gui.training.countdown import Countdown
from gui.training.pain_card import PainCard, pain_words
from gui.training.reserve_box import NOT_SURE, ReserveBox
from gui.training.stepper import Stepper
from gui.widgets import button, column, label, row, set_look


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a set carries besides what was done."""

    entry_id: str
    workout_id: str
    day: date
    at: datetime
    index: int


class SetPanel(QWidget):
    """The form of a set; `read` gives the entry or refuses at the field.

    Below the numbers stands one of three: the form, a clock that runs, or the question about pain.
    """

    done = Signal()
    """The person finished the set, or wants to start now."""
    pain_wanted = Signal()
    pain_reported = Signal(int)
    hold_edited = Signal(int)
    """Seconds the person wants to hold."""

    def __init__(self, safety: Safety, theme: Theme) -> None:
        super().__init__()
        self._exercise: Exercise | None = None
        self._side: Side | None = None
        self._copied: Prefill | None = None
        self._pain: int | None = 0
        self.setObjectName("set_panel")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._side_line = label("", "side", wrap=False)
        self._name = label("", "now")
        self._meaning = label("", "muted")
        self._says = label("")
        self.amount = Stepper("Reps", "amount")
        self.load = Stepper("Weight", "load", "kg")
        self.band = QComboBox()
        self.band.setObjectName("band")
        self.band.setAccessibleName("Band")
        self.band.setMinimumHeight(44)
        for level in Band:
            self.band.addItem(level.words.capitalize(), int(level))
        self._band_box = QWidget()
        self._band_box.setLayout(column(label("Band", "caps"), self.band))
        self.reserve = ReserveBox()
        self.reserve.chosen.connect(self._on_reserve)
        self.hurts = button("Hurts?", name="hurts")
        self.hurts.setToolTip("P")
        self.hurts.setMinimumHeight(44)
        self.hurts.clicked.connect(self.pain_wanted)
        self._pain_says = label("", "warn")
        self.note = QLineEdit()
        self.note.setObjectName("note")
        self.note.setPlaceholderText("A note, if you like")
        self.note.setAccessibleName("Note")
        self.note.setMaxLength(LONGEST_NOTE)
        self.setup_text = QLineEdit()
        self.setup_text.setObjectName("setup")
        self.setup_text.setPlaceholderText("Machine or box height, if it changes")
        self.setup_text.setAccessibleName("Machine or box height")
        self.setup_text.setMaxLength(120)
        self.finish = button("Done", "big", name="done")
        self.finish.setToolTip("Space or Enter")
        self.finish.clicked.connect(self.done)
        self.amount.entered.connect(self.done)
        self.load.entered.connect(self.done)
        self._next = label("", "muted")
        self._problem = label("", "warn")
        self._problem.hide()
        self._edited: set[QWidget] = set()
        self.amount.edited.connect(self._on_amount_edited)
        self.load.edited.connect(self._on_load_edited)
        self.band.activated.connect(self._on_band_chosen)
        self.countdown = Countdown(theme)
        self.countdown.pressed.connect(self.done)
        self.pain_card = PainCard(safety)
        self.pain_card.reported.connect(self.pain_reported)
        self._lay_out()

    def _lay_out(self) -> None:
        self._form = QWidget()
        foot = row(self._next, self.hurts, gap=12)
        foot.setStretch(0, 1)
        form = column(
            self.reserve,
            self._pain_says,
            self.finish,
            self._problem,
            foot,
            row(self.note, self.setup_text),
            None,
            gap=8,
        )
        self._form.setLayout(form)
        clock = QWidget()
        clock.setLayout(column(self.countdown, None))
        asked = QWidget()
        asked.setLayout(column(self.pain_card, None))
        self.stack = QStackedWidget()
        for page in (self._form, clock, asked):
            self.stack.addWidget(page)
        self._clock, self._asked = clock, asked
        self._numbers = QWidget()
        self._numbers.setLayout(
            column(row(self.amount, self.load, gap=14), self._band_box, self._says, gap=6)
        )
        content = column(
            self._side_line, self._name, self._meaning, 2, self._numbers, 2, self.stack, gap=6
        )
        content.setStretch(content.count() - 1, 1)
        self.setLayout(content)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self.countdown.set_theme(theme)

    # -- which of the three -----------------------------------------------------------------------

    def show_form(self) -> None:
        """Show what is asked after a set."""
        self._numbers.show()
        self.stack.setCurrentWidget(self._form)
        self.finish.setFocus()

    def show_clock(self) -> None:
        """Show the clock that runs."""
        self._numbers.show()
        self.stack.setCurrentWidget(self._clock)
        self.countdown.go.setFocus()

    def show_pain(self, about: str, pain: int | None) -> None:
        """Ask about pain; the numbers make room for the question."""
        self._numbers.hide()
        self.stack.setCurrentWidget(self._asked)
        self.pain_card.ask(about, pain)

    @property
    def asks_about_pain(self) -> bool:
        """True while the question about pain is open."""
        return self.stack.currentWidget() is self._asked

    @property
    def shows_clock(self) -> bool:
        """True while the clock is shown."""
        return self.stack.currentWidget() is self._clock

    # -- filling ----------------------------------------------------------------------------------

    def show_exercise(
        self,
        exercise: Exercise,
        side: Side | None,
        number: int,
        of: int,
        weights: tuple[float, ...],
    ) -> None:
        """Show which set of which side comes now, with an empty form."""
        self._exercise, self._side, self._copied = exercise, side, None
        self._edited.clear()
        self.amount.set_value(None)
        self.load.set_value(None)
        self.amount.set_most(None)
        self.load.set_locked(False)
        self.band.setEnabled(True)
        self._says.clear()
        if side is None:
            self._side_line.setText(f"Both sides · set {number} of {of}")
            self._meaning.setText("Both sides work at once.")
        else:
            self._side_line.setText(f"{side.value.capitalize()} side · set {number} of {of}")
            words_ = exercise.side_words.format(side=side.value, other=side.other.value)
            self._meaning.setText(f"{side.value.capitalize()} means {words_}.")
        set_look(self._side_line, "side", side.value if side else "")
        self._name.setText(exercise.name)
        counts = exercise.count is Count.REPS
        self.amount.set_caption("Reps" if counts else "Seconds")
        self.amount.set_range(step=1 if counts else 5, low=0)
        self.load.setVisible(exercise.load in (Load.KG, Load.SYSTEM))
        self.load.set_range(step=1, low=0, steps=weights)
        self.load.set_optional(exercise.load_optional)
        self._band_box.setVisible(exercise.load is Load.BAND)
        self.reserve.setVisible(self.wants_reserve)
        self.setup_text.setVisible(Equipment.CABLE in exercise.needs)
        self.reserve.choose(None)
        self.set_pain(0)
        self.note.clear()
        self.show_next("")
        self._refuse(None)

    @property
    def wants_reserve(self) -> bool:
        """True where it is asked how many more were possible."""
        exercise = self._exercise
        return exercise is not None and exercise.count is Count.REPS and exercise.kind.strengthens

    def rest(self, name: str) -> None:
        """Say that nothing is left to do of an exercise."""
        self._side_line.setText("Nothing left to do here")
        set_look(self._side_line, "side", "")
        self._meaning.setText(f"{name} is done for today. Go on to the next exercise.")

    def fill(self, prefill: Prefill) -> None:
        """Fill in the numbers and say where they come from; what the person entered stays.

        A side that copies the other one is held to it: nothing above, and the same weight.
        """
        if self.amount not in self._edited:
            self.amount.set_value(prefill.amount)
        if self.load not in self._edited:
            self.load.set_value(prefill.load_kg)
        if prefill.band is not None and self.band not in self._edited:
            self.band.setCurrentIndex(self.band.findData(int(prefill.band)))
        self._says.setText(prefill.says)
        set_look(self._says, "look", "strong" if prefill.copied else "muted")
        if prefill.copied:
            self._copied = prefill
            why = "The same as the other side"
            self.amount.set_most(prefill.amount, why)
            if self.load not in self._edited:
                self.load.set_locked(True, why)  # noqa: FBT003 - a setter
            self.band.setEnabled(self.band in self._edited)

    def fill_from(self, entry: SetEntry) -> None:
        """Fill in a set that is to be changed; what really happened may be anything."""
        self._copied = None
        self.amount.set_most(None)
        self.load.set_locked(False)
        self.band.setEnabled(True)
        self.amount.set_value(entry.reps if entry.reps is not None else entry.seconds)
        self.load.set_value(entry.load_kg)
        if entry.band is not None:
            self.band.setCurrentIndex(self.band.findData(int(entry.band)))
        self.reserve.choose(NOT_SURE if entry.reserve is None else entry.reserve)
        self.set_pain(entry.pain)
        self.note.setText(entry.note)
        self.setup_text.setText(entry.setup)
        self._says.setText("Changing a set you logged.")
        set_look(self._says, "look", "strong")
        self.show_form()

    def show_next(self, text: str) -> None:
        """Say what comes after this set."""
        self._next.setText(text)

    def set_pain(self, pain: int | None) -> None:
        """Take in what was said about pain; None in a set of which it is not known."""
        self._pain = pain
        self.hurts.setText(f"Pain {pain} of 10" if pain else "Hurts?")
        self._pain_says.setText(pain_words(pain or 0))
        self._pain_says.setVisible(bool(pain_words(pain or 0)))

    @property
    def pain(self) -> int | None:
        """What was said about pain in this set; 0 while nothing was said."""
        return self._pain

    def seconds(self) -> int | None:
        """The seconds that stand in the form; None when it is no number of seconds."""
        text = self.amount.text().strip()
        return int(text) if text.isascii() and text.isdigit() and int(text) > 0 else None

    def says(self) -> str:
        """The sentence about where the numbers come from."""
        return self._says.text()

    def name(self) -> str:
        """The exercise's name, as it stands there."""
        return self._name.text()

    def heading(self) -> str:
        """The line that names side and set."""
        return self._side_line.text()

    def next_words(self) -> str:
        """What is said about the set after this one."""
        return self._next.text()

    # -- reading ----------------------------------------------------------------------------------

    def read(self, stamp: Stamp) -> SetEntry | None:
        """Give the set, or refuse at the field and give None."""
        exercise = self._exercise
        if exercise is None:
            return None
        self._refuse(None)
        try:
            return self._read(exercise, stamp)
        except Problem as problem:
            self._refuse(problem)
            return None

    def _read(self, exercise: Exercise, stamp: Stamp) -> SetEntry:
        counts = exercise.count is Count.REPS
        field = "reps" if counts else "seconds"
        amount = read_whole(
            self.amount.text(),
            low=0,
            high=MOST_REPS if counts else MOST_SECONDS,
            field=field,
            name="Repetitions" if counts else "Seconds",
        )
        if self._copied is not None and self._side is not None and amount > self._copied.amount:
            spare = ", and say below how many more were possible" if self.wants_reserve else ""
            raise Problem(
                f"Your {self._side.other.value} side did {self._copied.amount}: "
                f"stop there too{spare}.",
                field=field,
            )
        load: float | None = None
        if exercise.load in (Load.KG, Load.SYSTEM):
            empty = not self.load.text().strip()
            if not (empty and exercise.load_optional):
                load = read_kg(self.load.text(), low=0 if exercise.load_optional else 0.25)
        reserve: int | None = None
        if self.wants_reserve:
            if self.reserve.value() is None:
                raise Problem(
                    "Choose how many more were possible, or “Not sure”. Your rest runs already.",
                    field="reserve",
                )
            reserve = None if self.reserve.value() == NOT_SURE else self.reserve.value()
        return SetEntry(
            id=stamp.entry_id,
            workout_id=stamp.workout_id,
            exercise_id=exercise.id,
            day=stamp.day,
            at=stamp.at,
            index=stamp.index,
            side=self._side,
            reps=amount if counts else None,
            seconds=None if counts else amount,
            load_kg=load or None if exercise.load_optional else load,
            band=Band(self.band.currentData()) if exercise.load is Load.BAND else None,
            reserve=reserve,
            pain=self._pain,
            setup=self.setup_text.text().strip() if self.setup_text.isVisibleTo(self) else "",
            note=self.note.text().strip(),
        )

    def problem(self) -> str:
        """The refusal that is about no single field, or empty."""
        return self._problem.text()

    def refuse(self, problem: Problem) -> None:
        """Show a refusal that came from the log."""
        self._refuse(problem)

    def _refuse(self, problem: Problem | None) -> None:
        field = problem.field if problem else None
        text = problem.message if problem else ""
        self.amount.refuse(text if field in {"reps", "seconds"} else "")
        self.load.refuse(text if field == "load" else "")
        self.reserve.refuse(text if field == "reserve" else "")
        other = bool(problem) and field not in {"reps", "seconds", "load", "reserve"}
        self._problem.setText(text if other else "")
        self._problem.setVisible(other)

    def set_saving(self, saving: bool, text: str) -> None:  # noqa: FBT001 - Qt's own setters look so
        """Show that a set is on its way to the disk; a second click can't log it twice."""
        if saving:
            # Otherwise the keys would go to whatever button comes next, and Space would press it.
            self.setFocus()
        for one in (self.finish, self.countdown.go):
            one.setEnabled(not saving)
        self.finish.setText("Saving …" if saving else f"{text}  ·  Space")

    def _on_amount_edited(self) -> None:
        self._edited.add(self.amount)
        seconds = self.seconds()
        if seconds is not None:
            self.hold_edited.emit(seconds)

    def _on_load_edited(self) -> None:
        self._edited.add(self.load)

    def _on_band_chosen(self) -> None:
        self._edited.add(self.band)

    def _on_reserve(self) -> None:
        self.reserve.refuse("")
        self.finish.setFocus()


def stamped(stamp: Stamp, entry: SetEntry) -> Stamp:
    """Keep a set's own identity while it is changed."""
    return replace(
        stamp,
        entry_id=entry.id,
        workout_id=entry.workout_id,
        day=entry.day,
        at=entry.at,
        index=entry.index,
    )
