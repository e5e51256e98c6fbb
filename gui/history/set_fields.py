"""Which fields does a set have, and what do they say when what was typed can't be?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from core.body import Side
from core.catalog import Exercise, Load
from core.errors import Problem
from core.journal import (
    LONGEST_NOTE,
    MOST_REPS,
    MOST_RESERVE,
    MOST_SECONDS,
    Band,
    SetEntry,
    read_kg,
    read_whole,
)
from core.words import number
from gui.fields import DayEdit, Field
from gui.widgets import Choice, button, column, row


class SetFields(QWidget):
    """Amount, load, reserve, pain, day and note of one set."""

    typed = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._exercise: Exercise | None = None
        self._make_controls()
        measured = row(self.amount, self.load, gap=12)
        felt = row(self.reserve, self.pain, gap=12)
        felt.setStretch(0, 3)
        felt.setStretch(1, 2)
        for field in (self.amount, self.load):
            measured.setAlignment(field, Qt.AlignmentFlag.AlignTop)
        for field in (self.reserve, self.pain):
            felt.setAlignment(field, Qt.AlignmentFlag.AlignTop)
        layout = column(self.side, measured, self.band, felt, self.day, self.note, None, gap=12)
        layout.setContentsMargins(18, 12, 12, 12)
        self.setLayout(layout)
        self._places = {
            "side": self.side,
            "reps": self.amount,
            "seconds": self.amount,
            "load": self.load,
            "band": self.band,
            "reserve": self.reserve,
            "pain": self.pain,
            "day": self.day,
            "note": self.note,
        }
        self._listen()

    def _make_controls(self) -> None:
        self.side_choice = Choice(
            [(side.value.capitalize(), side) for side in Side], name="set_side", gap=6
        )
        self.amount_text = _line("amount")
        self.load_text = _line("load")
        self.band_box = QComboBox()
        self.band_box.setObjectName("band")
        for band in Band:
            self.band_box.addItem(f"{band.words.capitalize()} band", band)
        self.reserve_text = _line("reserve")
        self.not_sure = button("Not sure", "chip", name="not_sure")
        self.not_sure.setCheckable(True)
        self.pain_text = _line("pain")
        self.day_edit = DayEdit(name="day")
        self.note_text = QPlainTextEdit()
        self.note_text.setObjectName("note")
        self.note_text.setTabChangesFocus(True)
        self.note_text.setFixedHeight(74)
        self.side = Field("Side", self.side_choice)
        self.amount = Field("Repetitions", self.amount_text)
        self.load = Field("Weight, kg", self.load_text)
        self.band = Field("Band", self.band_box)
        beside = row(self.reserve_text, self.not_sure)
        self.reserve = Field("Reps in reserve", self.reserve_text, beside=beside)
        self.pain = Field("Pain, 0–10", self.pain_text)
        self.day = Field("Date", self.day_edit)
        self.note = Field("Note", self.note_text)

    def _listen(self) -> None:
        for line in (self.amount_text, self.load_text, self.reserve_text, self.pain_text):
            line.textChanged.connect(self._on_typed)
            line.returnPressed.connect(self._on_entered)
        self.reserve_text.textEdited.connect(self._on_reserve)
        self.not_sure.clicked.connect(self._on_not_sure)
        self.band_box.currentIndexChanged.connect(self._on_typed)
        self.day_edit.dateChanged.connect(self._on_typed)
        self.note_text.textChanged.connect(self._on_typed)
        self.side_choice.chosen.connect(self._on_typed)

    def fill(self, entry: SetEntry, exercise: Exercise | None) -> None:
        """Show a set; what its exercise does not have is left out."""
        self._exercise = exercise
        self.side.setVisible(entry.side is not None)
        self.side_choice.choose(entry.side)
        by_time = entry.seconds is not None
        title = "Seconds" if by_time else "Repetitions"
        self.amount.title.setText(title)
        self.amount_text.setAccessibleName(title)
        self.amount_text.setText(str(entry.seconds if by_time else entry.reps))
        self.load_text.setText("" if entry.load_kg is None else number(entry.load_kg))
        self.band_box.setCurrentIndex(self.band_box.findData(entry.band or Band.MEDIUM))
        self.reserve_text.setText("" if entry.reserve is None else str(entry.reserve))
        self.not_sure.setChecked(entry.reserve is None)
        self.pain_text.setText("" if entry.pain is None else str(entry.pain))
        self.day_edit.setDate(QDate(entry.day.year, entry.day.month, entry.day.day))
        self.note_text.setPlainText(entry.note)
        self.load.setVisible(self._weighted)
        self.band.setVisible(self._banded)
        strengthens = exercise is not None and exercise.kind.strengthens and not by_time
        self.reserve.setVisible(strengthens or entry.reserve is not None)
        optional = exercise is not None and exercise.load_optional
        self.load_text.setPlaceholderText("none" if optional else "")
        self.setEnabled(exercise is not None)

    @property
    def _weighted(self) -> bool:
        return self._exercise is not None and self._exercise.load in (Load.KG, Load.SYSTEM)

    @property
    def _banded(self) -> bool:
        return self._exercise is not None and self._exercise.load is Load.BAND

    def texts(self) -> tuple[object, ...]:
        """Give everything as it is typed, to tell whether something was changed."""
        return (
            self.side_choice.value(),
            self.amount_text.text(),
            self.load_text.text(),
            self.band_box.currentData(),
            self.reserve_text.text(),
            self.not_sure.isChecked(),
            self.pain_text.text(),
            self.day_edit.date(),
            self.note_text.toPlainText(),
        )

    def read(self, entry: SetEntry) -> SetEntry | None:
        """Read a changed set, or refuse at the fields and give None."""
        problems: list[Problem] = []
        by_time = entry.seconds is not None
        amount = self._whole(
            self.amount_text,
            problems,
            MOST_SECONDS if by_time else MOST_REPS,
            "seconds" if by_time else "reps",
            "Seconds" if by_time else "Repetitions",
        )
        load_kg = self._read_load(problems) if self._weighted else None
        reserve = entry.reserve
        if not self.reserve.isHidden():
            reserve = None
            if not self.not_sure.isChecked():
                reserve = self._whole(
                    self.reserve_text, problems, MOST_RESERVE, "reserve", "Repetitions left"
                )
        pain = None
        if self.pain_text.text().strip():
            pain = self._whole(self.pain_text, problems, 10, "pain", "Pain")
        note = self.note_text.toPlainText().strip()
        if len(note) > LONGEST_NOTE:
            text = f"A note can have up to {LONGEST_NOTE} characters."
            problems.append(Problem(text, field="note"))
        for found in reversed(problems):
            self.refuse(found)
        if problems:
            return None
        chosen = self.day_edit.date()
        day = date(chosen.year(), chosen.month(), chosen.day())
        return replace(
            entry,
            side=None if entry.side is None else self.side_choice.value() or entry.side,
            reps=None if by_time else amount,
            seconds=amount if by_time else None,
            load_kg=load_kg,
            band=self.band_box.currentData() if self._banded else None,
            reserve=reserve,
            pain=pain,
            note=note,
            day=day,
            at=entry.at + (day - entry.day),
        )

    def _read_load(self, problems: list[Problem]) -> float | None:
        text = self.load_text.text().strip()
        if not text:
            return None
        optional = self._exercise is not None and self._exercise.load_optional
        try:
            return read_kg(text, low=0.0 if optional else 0.25)
        except Problem as problem:
            problems.append(problem)
            return None

    def _whole(
        self, line: QLineEdit, problems: list[Problem], high: int, field: str, name: str
    ) -> int | None:
        try:
            return read_whole(line.text(), low=0, high=high, field=field, name=name)
        except Problem as problem:
            problems.append(problem)
            return None

    def refuse(self, problem: Problem) -> Field | None:
        """Say at its field what is wrong; None when it is about no field here."""
        field = self._places.get(problem.field or "")
        if field is not None:
            field.refuse(problem.message)
            field.control.setFocus(Qt.FocusReason.OtherFocusReason)
        return field

    def clear_refusals(self) -> None:
        """Say nothing any more."""
        for field in self._places.values():
            field.refuse("")

    def focus(self) -> None:
        """Begin at the first field."""
        self.amount_text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.amount_text.selectAll()

    def _on_typed(self) -> None:
        self.typed.emit()

    def _on_entered(self) -> None:
        self.entered.emit()

    def _on_reserve(self, text: str) -> None:
        self.not_sure.setChecked(not text.strip())
        self._on_typed()

    def _on_not_sure(self) -> None:
        if self.not_sure.isChecked():
            self.reserve_text.clear()
        else:
            self.reserve_text.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_typed()


def _line(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(name)
    made.setMaxLength(12)
    return made
