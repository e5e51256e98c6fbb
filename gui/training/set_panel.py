"""What is the set that is done now? The form of one set of one side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from core.answers import Prefill
from core.body import Side
from core.catalog import Count, Exercise, Load
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
from gui.training.stepper import Stepper
from gui.widgets import Choice, button, column, label, row, set_look

RESERVES: tuple[tuple[str, int], ...] = (
    *((str(n), n) for n in range(7)),
    ("8", 8),
    ("10+", 10),
    ("Not sure", -1),
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a set carries besides what was done."""

    entry_id: str
    workout_id: str
    day: date
    at: datetime
    index: int


class SetPanel(QWidget):
    """The form of a set; `read` gives the entry or refuses at the field."""

    done = Signal()
    """The person finished the set."""

    def __init__(self) -> None:
        super().__init__()
        self._exercise: Exercise | None = None
        self._side: Side | None = None
        self.setObjectName("set_panel")
        self._side_line = label("", "heading", wrap=False)
        self._name = label("", "title")
        self._meaning = label("", "muted")
        self._says = label("")
        self.amount = Stepper("Reps", "amount")
        self.load = Stepper("Weight", "load", "kg")
        self.band = QComboBox()
        self.band.setObjectName("band")
        self.band.setAccessibleName("Band")
        for level in Band:
            self.band.addItem(level.words.capitalize(), int(level))
        self._band_box = QWidget()
        self._band_box.setLayout(column(label("Band", "caps"), self.band))
        self.reserve = Choice(RESERVES, name="reserve", gap=6)
        self._reserve_wrong = label("", "warn")
        self._reserve_wrong.hide()
        self._reserve_box = QWidget()
        self._reserve_box.setLayout(
            column(
                label("How many more could you have done?", "strong"),
                self.reserve,
                self._reserve_wrong,
                gap=6,
            )
        )
        self.reserve.chosen.connect(self._on_reserve)
        self.pain = Choice([(str(n), n) for n in range(11)], name="set_pain", gap=4)
        self._pain_says = label("", "warn")
        self.pain.chosen.connect(self._on_pain)
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
        self._problem = label("", "warn")
        self._problem.hide()
        self._edited: set[QWidget] = set()
        self.amount.edited.connect(self._on_amount_edited)
        self.load.edited.connect(self._on_load_edited)
        self.band.activated.connect(self._on_band_chosen)
        self._lay_out()

    def _lay_out(self) -> None:
        numbers = row(self.amount, self.load, gap=14)
        content = column(
            self._side_line,
            self._name,
            self._meaning,
            6,
            numbers,
            self._band_box,
            self._says,
            4,
            self._reserve_box,
            4,
            label("Pain during the set, 0 to 10", "strong"),
            self.pain,
            self._pain_says,
            row(self.note, self.setup_text),
            4,
            self.finish,
            self._problem,
            gap=7,
        )
        self.setLayout(content)

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
        self._exercise, self._side = exercise, side
        self._edited.clear()
        self.amount.set_value(None)
        self.load.set_value(None)
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
        self._reserve_box.setVisible(counts and exercise.kind.strengthens)
        self.setup_text.setVisible("cable machine" in {e.value for e in exercise.needs})
        self.reserve.choose(None)
        self.pain.choose(0)
        self.note.clear()
        self._pain_says.hide()
        self._refuse(None)

    def rest(self, name: str) -> None:
        """Say that nothing is left to do of an exercise."""
        self._side_line.setText("Nothing left to do here")
        set_look(self._side_line, "side", "")
        self._meaning.setText(f"{name} is done for today. Go on to the next exercise.")

    def fill(self, prefill: Prefill) -> None:
        """Fill in the numbers and say where they come from; what the person entered stays."""
        if self.amount not in self._edited:
            self.amount.set_value(prefill.amount)
        if self.load not in self._edited:
            self.load.set_value(prefill.load_kg)
        if prefill.band is not None and self.band not in self._edited:
            self.band.setCurrentIndex(self.band.findData(int(prefill.band)))
        self._says.setText(prefill.says)
        set_look(self._says, "look", "strong" if prefill.copied else "muted")

    def fill_from(self, entry: SetEntry) -> None:
        """Fill in a set that is to be changed."""
        self.amount.set_value(entry.reps if entry.reps is not None else entry.seconds)
        self.load.set_value(entry.load_kg)
        if entry.band is not None:
            self.band.setCurrentIndex(self.band.findData(int(entry.band)))
        known = {value for _, value in RESERVES}
        shown = -1 if entry.reserve is None else entry.reserve
        self.reserve.choose(shown if shown in known else None)
        self.pain.choose(entry.pain)
        self.note.setText(entry.note)
        self.setup_text.setText(entry.setup)
        self._says.setText("Changing a set you logged.")
        set_look(self._says, "look", "strong")

    def says(self) -> str:
        """The sentence about where the numbers come from."""
        return self._says.text()

    def name(self) -> str:
        """The exercise's name, as it stands there."""
        return self._name.text()

    def heading(self) -> str:
        """The line that names side and set."""
        return self._side_line.text()

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
        amount = read_whole(
            self.amount.text(),
            low=0,
            high=MOST_REPS if counts else MOST_SECONDS,
            field="reps" if counts else "seconds",
            name="Repetitions" if counts else "Seconds",
        )
        load: float | None = None
        if exercise.load in (Load.KG, Load.SYSTEM):
            empty = not self.load.text().strip()
            if not (empty and exercise.load_optional):
                load = read_kg(self.load.text(), low=0 if exercise.load_optional else 0.25)
        reserve: int | None = None
        if counts and exercise.kind.strengthens:
            if self.reserve.value() is None:
                raise Problem("Choose how many more were possible, or “Not sure”.", field="reserve")
            reserve = None if self.reserve.value() < 0 else int(self.reserve.value())
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
            pain=self.pain.value(),
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
        reserve = field == "reserve"
        self._reserve_wrong.setText(text if reserve else "")
        self._reserve_wrong.setVisible(reserve)
        other = bool(problem) and field not in {"reps", "seconds", "load", "reserve"}
        self._problem.setText(text if other else "")
        self._problem.setVisible(other)

    def set_saving(self, saving: bool, text: str) -> None:  # noqa: FBT001 - Qt's own setters look so
        """Show that a set is on its way to the disk; a second click can't log it twice."""
        self.finish.setEnabled(not saving)
        self.finish.setText("Saving …" if saving else text)

    def _on_amount_edited(self) -> None:
        self._edited.add(self.amount)

    def _on_load_edited(self) -> None:
        self._edited.add(self.load)

    def _on_band_chosen(self) -> None:
        self._edited.add(self.band)

    def _on_reserve(self) -> None:
        self._reserve_wrong.hide()
        self.finish.setFocus()

    def _on_pain(self, pain: int) -> None:
        if pain > 5:
            says = "Over 5: stop this exercise for today. Sharp pain, giving way or numbness: stop."
        elif pain > 2:
            says = "3 to 5: the same dose next time, no increase."
        else:
            says = ""
        self._pain_says.setText(says)
        self._pain_says.setVisible(bool(says))


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
