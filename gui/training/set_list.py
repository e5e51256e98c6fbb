"""Which sets of this exercise are on disk, and how is one mended?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from core import words
from core.catalog import Exercise
from core.journal import SetEntry
from gui.widgets import button, clear, column, label, row, side_label


class SetRow(QWidget):
    """One set with its two buttons."""

    edit_wanted = Signal(object)
    undo_wanted = Signal(object)

    def __init__(self, entry: SetEntry, exercise: Exercise) -> None:
        super().__init__()
        self.entry = entry
        amount = entry.reps if entry.reps is not None else entry.seconds or 0
        said = words.dose(exercise.count, amount, entry.load_kg, entry.band)
        if entry.reserve is not None:
            said += f" · {entry.reserve} in reserve"
        elif entry.seconds is None and exercise.kind.strengthens:
            said += " · reserve not sure"
        if entry.pain:
            said += f" · pain {entry.pain}"
        edit = button("Edit", "link", name="edit_set")
        edit.setAccessibleName(f"Edit set {entry.index}: {said}")
        edit.clicked.connect(self._on_edit)
        undo = button("Undo", "link", name="undo_set")
        undo.setAccessibleName(f"Undo set {entry.index}: {said}")
        undo.clicked.connect(self._on_undo)
        for one in (edit, undo):
            one.setMinimumSize(44, 44)
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        who = (
            side_label(entry.side, entry.side.value.capitalize())
            if entry.side
            else label("Both", "strong", wrap=False)
        )
        tick = label("✓", "good", wrap=False)
        tick.setAccessibleName("on disk")
        line = row(tick, who, label(said), edit, undo, gap=8)
        line.setStretch(2, 1)
        self.setLayout(line)

    def _on_edit(self) -> None:
        self.edit_wanted.emit(self.entry)

    def _on_undo(self) -> None:
        self.undo_wanted.emit(self.entry)


class SetList(QWidget):
    """The sets of the exercise in the order they were done."""

    edit_wanted = Signal(object)
    undo_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._column = column(gap=2)
        self.setLayout(self._column)

    def rows(self) -> list[SetRow]:
        """The sets that are shown, a line each."""
        return [line for line in self.findChildren(SetRow) if self._column.indexOf(line) >= 0]

    def show_sets(self, entries: Sequence[SetEntry], exercise: Exercise) -> None:
        """Show the sets; an empty list says what will stand here."""
        clear(self._column)
        for entry in entries:
            line = SetRow(entry, exercise)
            line.edit_wanted.connect(self.edit_wanted)
            line.undo_wanted.connect(self.undo_wanted)
            self._column.addWidget(line)
        if not entries:
            self._column.addWidget(label("Each set appears here once it is saved.", "small"))
