"""Which logged sets stand in the table, in which words and in which order?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from core import words
from core.body import Side
from core.catalog import Catalog, Count, Exercise
from core.journal import History, SetEntry
from gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Column(IntEnum):
    """The columns, from the left."""

    DATE = 0
    EXERCISE = 1
    SIDE = 2
    SET = 3
    WHAT = 4
    RESERVE = 5
    PAIN = 6
    NOTE = 7


TITLES = ("Date", "Exercise", "Side", "Set", "What", "In reserve", "Pain", "Note")
SORT_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 2
_CENTRED = (Column.SET, Column.RESERVE, Column.PAIN)
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class Sides(Enum):
    """Which sides are shown."""

    ALL = "all"
    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    def fits(self, side: Side | None) -> bool:
        """Tell whether a set of this side is shown."""
        return self is Sides.ALL or self.value == ("both" if side is None else side.value)


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the log is shown."""

    text: str = ""
    """Words that all have to be in the exercise's name or in the note."""
    exercise_id: str = ""
    sides: Sides = Sides.ALL
    region: str = ""
    """Id of a place that the exercise is for."""
    since: date | None = None
    until: date | None = None
    """Last day that is shown."""


def side_words(entry: SetEntry, exercise: Exercise | None) -> str:
    """Say which side a set was of; of an imported one nobody may know."""
    if exercise is not None and entry.side_open(exercise):
        return "Unknown"
    return "Both" if entry.side is None else entry.side.value.capitalize()


def day_words(day: date, today: date) -> str:
    """Say a day in little space: "Today", "Thu 12 Mar", "12 Mar 2025"."""
    ago = (today - day).days
    if ago in (0, 1):
        return "Yesterday" if ago else "Today"
    month = words.date_words(day, today=day).split(" ")[1][:3]
    if day.year == today.year:
        return f"{words.weekday(day)[:3]} {day.day} {month}"
    return f"{day.day} {month} {day.year}"


class SetTable(QAbstractTableModel):
    """The sets of a log; it filters and sorts itself, so many years stay quick."""

    def __init__(self, catalog: Catalog, theme: Theme) -> None:
        super().__init__()
        self._catalog = catalog
        self._theme = theme
        self._today = date.min
        self._all: tuple[SetEntry, ...] = ()
        self._rows: list[SetEntry] = []
        self._names: dict[str, str] = {}
        self._regions: dict[str, frozenset[str]] = {}
        self._places: dict[str, int] | None = None
        """Row by id; made when it is asked for."""
        self._filter = Filter()
        self._order = (Column.DATE, Qt.SortOrder.DescendingOrder)
        self.has_notes = False
        """Whether a set that is shown has a note."""
        self.has_bands = False
        """Whether a set that is shown was done with a band."""

    # -- what is shown ----------------------------------------------------------------------------

    def show(self, history: History, today: date) -> None:
        """Show a log."""
        self._all = history.sets
        self._today = today
        ids = {entry.exercise_id for entry in self._all}
        self._names = {i: self._name(i) for i in ids}
        self._regions = {i: self._regions_of(i) for i in ids}
        self._arrange()

    def put(self, entry: SetEntry) -> None:
        """Show a changed set at once; reading ten years again takes a moment."""
        if any(known.id == entry.id and known != entry for known in self._all):
            self._all = tuple(entry if known.id == entry.id else known for known in self._all)
            self._arrange()

    def take(self, entry_id: str) -> None:
        """Leave out a deleted set at once."""
        self._all = tuple(known for known in self._all if known.id != entry_id)
        self._arrange()

    def narrow(self, wanted: Filter) -> None:
        """Show only the sets that fit."""
        if wanted != self._filter:
            self._filter = wanted
            self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; within it, the newest come first."""
        if 0 <= column < len(Column) and self._order != (Column(column), order):
            self._order = (Column(column), order)
            self._arrange()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours for the sides."""
        self._theme = theme
        if self._rows:
            last = self.index(len(self._rows) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _arrange(self) -> None:
        wanted = self._filter
        open_words = self._open_words(wanted)
        since, until = wanted.since or date.min, wanted.until or date.max
        self.beginResetModel()
        rows = [
            entry
            for entry in self._all
            if entry.exercise_id in open_words
            and since <= entry.day <= until
            and wanted.sides.fits(entry.side)
            and (not open_words[entry.exercise_id] or self._has(entry, open_words))
        ]
        rows.reverse()
        column, order = self._order
        down = order == Qt.SortOrder.DescendingOrder
        if column is not Column.DATE:
            rows.sort(key=lambda entry: self._key(entry, column), reverse=down)
        elif not down:
            rows.reverse()
        self._rows = rows
        self._places = None
        self.has_notes = any(entry.note for entry in rows)
        self.has_bands = any(entry.band is not None for entry in rows)
        self.endResetModel()

    def _open_words(self, wanted: Filter) -> dict[str, tuple[str, ...]]:
        """Give for each exercise that fits the typed words which its name does not have."""
        needles = wanted.text.casefold().split()
        fitting = [
            i
            for i in self._names
            if (not wanted.exercise_id or i == wanted.exercise_id)
            and (not wanted.region or wanted.region in self._regions[i])
        ]
        return {
            i: tuple(word for word in needles if word not in self._names[i].casefold())
            for i in fitting
        }

    def _has(self, entry: SetEntry, open_words: Mapping[str, Iterable[str]]) -> bool:
        """Tell whether the note has the words that the exercise's name does not have."""
        if not entry.note:
            return False
        note = entry.note.casefold()
        return all(word in note for word in open_words[entry.exercise_id])

    def _name(self, exercise_id: str) -> str:
        exercise = self._catalog.find(exercise_id)
        if exercise is not None:
            return exercise.name
        return f"{exercise_id.replace('_', ' ').capitalize()} (not in the catalog any more)"

    # -- what the page asks -----------------------------------------------------------------------

    @property
    def entries(self) -> list[SetEntry]:
        """The sets that are shown, in their order."""
        return list(self._rows)

    @property
    def total(self) -> int:
        """How many sets the log has."""
        return len(self._all)

    def entry(self, row: int) -> SetEntry | None:
        """Give the set of a row, or None."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, entry_id: str) -> int:
        """Give the row of a set, or -1."""
        if self._places is None:
            self._places = {entry.id: i for i, entry in enumerate(self._rows)}
        return self._places.get(entry_id, -1)

    def name_of(self, entry: SetEntry) -> str:
        """Name the exercise of a set."""
        return self._names.get(entry.exercise_id) or self._name(entry.exercise_id)

    def exercises(self) -> list[tuple[str, str]]:
        """List name and id of the exercises in the log, by name."""
        return sorted((name, exercise_id) for exercise_id, name in self._names.items())

    def names_shown(self) -> set[str]:
        """Give the names of the exercises that are shown, without an order."""
        return {self._names[i] for i in {entry.exercise_id for entry in self._rows}}

    def regions(self) -> list[tuple[str, str]]:
        """List name and id of the places that the exercises in the log are for."""
        known = frozenset[str]().union(*self._regions.values())
        return [
            (region.name.capitalize(), region.id)
            for region in self._catalog.body.regions
            if region.id in known
        ]

    def _regions_of(self, exercise_id: str) -> frozenset[str]:
        exercise = self._catalog.find(exercise_id)
        if exercise is None:
            return frozenset()
        return frozenset(region.id for region in self._catalog.body.regions_of(exercise.main))

    def workout(self, workout_id: str) -> list[SetEntry]:
        """Give every set of a workout, shown or not."""
        return [entry for entry in self._all if entry.workout_id == workout_id]

    def summary(self) -> str:
        """Count what is shown: "12 of 340 sets in 3 workouts"."""
        shown, total = len(self._rows), len(self._all)
        workouts = len({entry.workout_id for entry in self._rows})
        sets = words.plural(total, "set")
        if shown != total:
            sets = f"{shown:,} of {total:,} {'set' if total == 1 else 'sets'}"
        elif total >= 1000:
            sets = f"{total:,} sets"
        return f"{sets} in {words.plural(workouts, 'workout')}" if shown else sets

    # -- what Qt asks -----------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many sets are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's own
        """Name the columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(TITLES):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return TITLES[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _CENTRE if section in _CENTRED else _MIDDLE
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Say a cell in words, as a key to sort by, or with the whole set behind it."""
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return None
        column = Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(entry, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(entry, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _CENTRE if column in _CENTRED else _MIDDLE
        if role == Qt.ItemDataRole.ForegroundRole:
            if column is Column.SIDE and entry.side is not None:
                return QColor(self._theme.side(entry.side))
            quiet = column is Column.RESERVE and entry.reserve is None
            return QColor(self._theme.muted) if quiet or column is Column.NOTE else None
        if role == SORT_ROLE:
            return self._key(entry, column)
        return entry if role == ROW_ROLE else None

    def _text(self, entry: SetEntry, column: Column) -> str:
        match column:
            case Column.DATE:
                return day_words(entry.day, self._today)
            case Column.EXERCISE:
                return self._names[entry.exercise_id]
            case Column.SIDE:
                return side_words(entry, self._catalog.find(entry.exercise_id))
            case Column.SET:
                return str(entry.index)
            case Column.WHAT:
                return what_words(entry)
            case Column.RESERVE:
                return self._reserve(entry)
            case Column.PAIN:
                return "–" if entry.pain is None else str(entry.pain)
            case Column.NOTE:
                return " ".join(entry.note.split())

    def _reserve(self, entry: SetEntry) -> str:
        if entry.reserve is not None:
            return str(entry.reserve)
        exercise = self._catalog.find(entry.exercise_id)
        asked = entry.reps is not None and (exercise is None or exercise.kind.strengthens)
        return "not sure" if asked else "–"

    def _tip(self, entry: SetEntry, column: Column) -> str | None:
        if column is Column.DATE:
            return f"{words.weekday(entry.day)}, {words.date_words(entry.day)}"
        if column is Column.NOTE:
            return entry.note or None
        if column is Column.WHAT and entry.band is not None:
            return words.dose(Count.REPS, entry.reps or 0, band=entry.band)
        return self._text(entry, column) if column is Column.EXERCISE else None

    def _key(self, entry: SetEntry, column: Column) -> Any:  # noqa: ANN401 - any that compares
        match column:
            case Column.DATE:
                return entry.day.toordinal()
            case Column.EXERCISE:
                return self._names[entry.exercise_id].casefold()
            case Column.SIDE:
                return {Side.LEFT: 0, Side.RIGHT: 1, None: 2}[entry.side]
            case Column.SET:
                return entry.index
            case Column.WHAT:
                by_time = entry.seconds is not None
                amount = entry.seconds if by_time else entry.reps
                return (by_time, int(entry.band or 0), entry.load_kg or 0.0, amount or 0)
            case Column.RESERVE:
                return -1 if entry.reserve is None else entry.reserve
            case Column.PAIN:
                return -1 if entry.pain is None else entry.pain
            case Column.NOTE:
                return entry.note.casefold()


def what_words(entry: SetEntry) -> str:
    """Say in little space what was done: "12 kg × 9", "30 s", "medium (green) × 10"."""
    if entry.seconds is not None:
        return words.dose(Count.SECONDS, entry.seconds)
    if entry.band is not None:
        return f"{entry.band.words} × {entry.reps}"
    return words.dose(Count.REPS, entry.reps or 0, entry.load_kg)
