"""How is a set found among many: by word, exercise, place, side and time?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from gui.fields import DayEdit
from gui.history.table_model import Filter, Sides
from gui.widgets import Choice, column, label, row

SIDES = (
    ("All", Sides.ALL),
    ("Left", Sides.LEFT),
    ("Right", Sides.RIGHT),
    ("Both", Sides.BOTH),
)


class Period(Enum):
    """How far back is shown: days, or something else."""

    ALL = 0
    WEEKS_4 = 28
    MONTHS_3 = 91
    YEAR = 365
    BETWEEN = -1


_PERIODS = (
    ("Any time", Period.ALL),
    ("Last 4 weeks", Period.WEEKS_4),
    ("Last 3 months", Period.MONTHS_3),
    ("Last year", Period.YEAR),
    ("From … to …", Period.BETWEEN),
)


class Finder(QWidget):
    """The fields that narrow the history."""

    narrowed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self.search = QLineEdit()
        self.search.setObjectName("search")
        self.search.setPlaceholderText("Find an exercise or a note")
        self.search.setAccessibleName("Find an exercise or a note")
        self.search.setClearButtonEnabled(True)
        self.exercises = _box("exercises", "Exercise", "All exercises")
        self.regions = _box("regions", "Place", "All places")
        self.periods = QComboBox()
        self.periods.setObjectName("periods")
        self.periods.setAccessibleName("Time")
        for text, period in _PERIODS:
            self.periods.addItem(text, period)
        self.since = DayEdit(name="since")
        self.since.setAccessibleName("First day")
        self.until = DayEdit(name="until")
        self.until.setAccessibleName("Last day")
        for edit, day in ((self.since, today - timedelta(days=91)), (self.until, today)):
            edit.setDate(QDate(day.year, day.month, day.day))
        self._between = QWidget()
        self._between.setLayout(row(self.since, label("to", wrap=False), self.until))
        self._between.hide()
        self.sides = Choice(SIDES, name="sides", gap=6)
        self.sides.choose(Sides.ALL)
        self.sides.setFixedWidth(self.sides.sizeHint().width())
        first = row(self.search, self.sides, gap=12)
        second = row(self.exercises, self.regions, self.periods, self._between, None, gap=12)
        self.setLayout(column(first, second, gap=10))
        self.search.textChanged.connect(self.narrowed)
        self.sides.chosen.connect(self.narrowed)
        self.periods.currentIndexChanged.connect(self._on_period)
        for edit in (self.since, self.until):
            edit.dateChanged.connect(self.narrowed)
        for box in (self.exercises, self.regions):
            box.currentIndexChanged.connect(self.narrowed)

    def wanted(self) -> Filter:
        """Give what is to be shown."""
        period = self.periods.currentData()
        since = until = None
        if period is Period.BETWEEN:
            ends = sorted((_day(self.since), _day(self.until)))
            since, until = ends[0], ends[1]
        elif period is not Period.ALL:
            since = self._today - timedelta(days=period.value)
        return Filter(
            self.search.text(),
            self.exercises.currentData(),
            self.sides.value(),
            self.regions.currentData(),
            since,
            until,
        )

    def set_today(self, today: date) -> None:
        """Count the periods back from another day."""
        self._today = today

    def list_choices(
        self, exercises: Sequence[tuple[str, str]], regions: Sequence[tuple[str, str]]
    ) -> None:
        """Offer what is in the log; what was chosen stays chosen while it is there."""
        before = (self.exercises.currentData(), self.regions.currentData())
        _offer(self.exercises, exercises)
        _offer(self.regions, regions)
        if before != (self.exercises.currentData(), self.regions.currentData()):
            self.narrowed.emit()

    def clear(self) -> None:
        """Show everything again."""
        for box in (self.exercises, self.regions, self.periods):
            box.setCurrentIndex(0)
        self.sides.choose(Sides.ALL)
        self.search.clear()
        self.narrowed.emit()
        self.focus()

    def focus(self) -> None:
        """Begin to type."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.selectAll()

    def _on_period(self) -> None:
        self._between.setVisible(self.periods.currentData() is Period.BETWEEN)
        self.narrowed.emit()


def _box(name: str, title: str, every: str) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(title)
    made.addItem(every, "")
    made.setMinimumWidth(150)
    made.setMaximumWidth(260)
    return made


def _offer(box: QComboBox, choices: Sequence[tuple[str, str]]) -> None:
    every = (box.itemText(0), "")
    rows = [every, *choices]
    if rows == [(box.itemText(i), box.itemData(i)) for i in range(box.count())]:
        return
    chosen = box.currentData()
    box.blockSignals(True)  # noqa: FBT003 - Qt's own
    box.clear()
    for name, key in rows:
        box.addItem(name, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)  # noqa: FBT003 - Qt's own


def _day(edit: DayEdit) -> date:
    chosen = edit.date()
    return date(chosen.year(), chosen.month(), chosen.day())
