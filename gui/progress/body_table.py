"""What stands in the table beside the figure: places, muscles or opposing pairs of one day?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from core import words
from core.body import Side, Spot
from core.curve import Standing
from core.overview import Load, Overview, PairStory, PlaceThen, RatioThen
from core.stretching import FLOOR_MINUTES, TARGET_MINUTES

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
KEY_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class Shown(Enum):
    """What the table lists."""

    PLACES = "places"
    MUSCLES = "muscles"
    PAIRS = "pairs"


TITLES = {
    Shown.PLACES: ("Place", "Verdict", "Sets", "Stretch"),
    Shown.MUSCLES: ("Muscle", "Sets", "Stretch"),
    Shown.PAIRS: ("Opposing pair", "Your left", "Your right"),
}
_TIPS = {
    "Sets": "Working sets of the last seven days, left | right; taking part counts half",
    "Stretch": f"Minutes of the last seven days, left | right; {FLOOR_MINUTES:.0f} is the least, "
    f"{TARGET_MINUTES:.0f} enough",
    "Your left": "Against your own usual ratio of the two exercises; there is no norm for it",
    "Your right": "Against your own usual ratio of the two exercises; there is no norm for it",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its key, its cells and a sentence."""

    key: str
    cells: tuple[str, ...]
    says: str


def place_lines(
    overview: Overview, places: dict[Spot, PlaceThen], loads: dict[Spot, Load]
) -> list[Line]:
    """Write a row for each place of the map."""
    made = []
    for region in overview.catalog.body.regions:
        spots = {side: Spot(region.id, side) for side in Side}
        told = places[spots[Side.LEFT]]
        name = region.name[:1].upper() + region.name[1:]
        own = {side: loads[spot] for side, spot in spots.items()}
        cells = (name, verdict_cell(places, region.id), *_cells(own))
        made.append(Line(region.id, cells, told.says))
    return made


def verdict_cell(places: dict[Spot, PlaceThen], region: str) -> str:
    """Say a place's verdict in a few words."""
    left, right = (places[Spot(region, side)] for side in Side)
    for side, place in ((Side.LEFT, left), (Side.RIGHT, right)):
        if place.weaker_here:
            size = f" {place.percent:.0f} %" if place.percent is not None else ""
            return f"{side.value}{size} weaker"
    return {
        Standing.NO_DATA: "no data",
        Standing.TOO_FEW: "maybe, too early",
        Standing.NOISE: "even",
        Standing.REAL: "even",
    }[left.standing]


def _cells(own: dict[Side, Load]) -> tuple[str, str]:
    sets = " | ".join(words.number(own[side].sets) for side in Side)
    if not any(load.minutes for load in own.values()):
        return sets, "–"
    return sets, " | ".join(f"{own[side].minutes:.1f}" for side in Side) + " min"


def muscle_lines(overview: Overview, loads: dict[tuple[str, Side], Load]) -> list[Line]:
    """Write a row for each muscle that got something in the week."""
    made = []
    for muscle in overview.catalog.body.muscles:
        own = {side: loads.get((muscle.id, side), Load(0.0, 0.0)) for side in Side}
        if not any(load.sets or load.minutes for load in own.values()):
            continue
        cells = (muscle.name[:1].upper() + muscle.name[1:], *_cells(own))
        made.append(Line(muscle.id, cells, muscle.anatomical))
    return made


def pair_lines(
    stories: Sequence[PairStory], then: dict[str, dict[Side, RatioThen | None]]
) -> list[Line]:
    """Write a row for each opposing pair; those without two weighted exercises say what lacks."""
    made = []
    for story in stories:
        ratios = then[story.pair.id]
        name = story.pair.name[:1].upper() + story.pair.name[1:]
        says = f"{story.one} against {story.other}"
        if not (story.one and story.other):
            says = "Needs an exercise with a weight, one side at a time, for each half."
        cells = (name, *(ratio_cell(ratios[side]) for side in Side))
        made.append(Line(story.pair.id, cells, says))
    order = {line.key: all(c == "no data" for c in line.cells[1:]) for line in made}
    return sorted(made, key=lambda line: order[line.key])


def ratio_cell(ratio: RatioThen | None) -> str:
    """Say a ratio against the usual one."""
    if ratio is None:
        return "no data"
    value = f"{ratio.ratio:.2f}"
    if not ratio.unusual:
        return f"{value}, as usual"
    way = "above" if ratio.change > 0 else "below"
    return f"{value}, {abs(ratio.change):.0f} % {way} usual"


class BodyTable(QAbstractTableModel):
    """The rows for a view; it knows no window."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = Shown.PLACES
        self._lines: list[Line] = []

    def show_lines(self, shown: Shown, lines: list[Line]) -> None:
        """Take other rows; the same rows with other words keep the selection."""
        same = shown is self._shown and [x.key for x in lines] == [x.key for x in self._lines]
        if same:
            self._lines = lines
            if lines:
                last = self.index(len(lines) - 1, self.columnCount() - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._shown, self._lines = shown, lines
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """Give a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, key: str) -> int:
        """Give the row of a place, muscle or pair; -1 when it is not there."""
        return next((i for i, line in enumerate(self._lines) if line.key == key), -1)

    def words(self) -> str:
        """All rows in words, for those who don't see the figure."""
        return ". ".join(": ".join(line.cells[:2]) for line in self._lines)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(TITLES[self._shown])

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401 - Qt's
        """Give a cell."""
        line = self.line(index.row())
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return line.cells[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole and " | " in line.cells[index.column()]:
            left, right = line.cells[index.column()].split(" | ")
            return f"{left} left, {right} right"
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return line.says
        if role == KEY_ROLE:
            return line.key
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:  # noqa: ANN401 - Qt's
        """Name a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        title = TITLES[self._shown][section]
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        if role == Qt.ItemDataRole.ToolTipRole:
            return _TIPS.get(title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None
