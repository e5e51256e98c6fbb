"""How does the list of sets look, and which keys does it know?"""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from core.journal import SetEntry
from gui.history.table_model import Column, SetTable

ROW_HEIGHT = 38
WIDTHS = {
    Column.DATE: 108,
    Column.SIDE: 66,
    Column.SET: 54,
    Column.WHAT: 180,
    Column.RESERVE: 100,
    Column.PAIN: 64,
}
LOADS_WIDTH = 118
"""Pixels for "112.5 kg × 12": without a band in it the column needs no more."""
LEAST_NAME, LEAST_NOTE, NO_NOTE = 150, 150, 62
"""Pixels below which a name or a note says nothing; without any note its title is enough."""
_AROUND = 26
"""Pixels around a cell's text."""
LEAST_WIDTH = {Column.NOTE: 860, Column.SET: 860, Column.RESERVE: 700, Column.PAIN: 700}
"""Pixels that a table needs to show a detail; the form beside it has them all."""
LOOK = """
QTableView::item { padding: 0 5px; }
QHeaderView { background: transparent; }
QHeaderView::section:first { border-top-left-radius: 9px; }
QHeaderView::section:last { border-top-right-radius: 9px; }
"""


class SetView(QTableView):
    """A table of sets: one row is chosen, Enter edits it, Delete takes it out."""

    delete_pressed = Signal()

    def __init__(self, model: SetTable) -> None:
        super().__init__()
        self.setObjectName("sets")
        self.setAccessibleName("Logged sets")
        self.sets = model
        self.setModel(model)
        self.setStyleSheet(LOOK)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMinimumWidth(320)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        titles = self.horizontalHeader()
        titles.setHighlightSections(False)
        titles.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        titles.setSectionResizeMode(Column.NOTE, QHeaderView.ResizeMode.Stretch)
        for place, width in WIDTHS.items():
            self.setColumnWidth(place, width)
        titles.setSortIndicator(Column.DATE, Qt.SortOrder.DescendingOrder)
        self.setSortingEnabled(True)
        self._delete_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self)
        self._delete_key.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._delete_key.activated.connect(self.delete_pressed)
        model.modelReset.connect(self._share)

    def chosen(self) -> SetEntry | None:
        """Give the set of the current row."""
        return self.sets.entry(self.currentIndex().row())

    def choose(self, at: int) -> None:
        """Make a row the current one."""
        flags = QItemSelectionModel.SelectionFlag
        index = self.sets.index(at, 0)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def fit(self, width: int) -> None:
        """Leave out the details in a narrow table."""
        for place, least in LEAST_WIDTH.items():
            self.setColumnHidden(place, width < least)
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Give names and notes what they need of the width; the longer one gets what is over."""
        titles = self.horizontalHeader()
        how = QHeaderView.ResizeMode
        if self.isColumnHidden(Column.NOTE):
            self.setColumnWidth(Column.WHAT, WIDTHS[Column.WHAT])
            titles.setSectionResizeMode(Column.EXERCISE, how.Stretch)
            return
        titles.setSectionResizeMode(Column.EXERCISE, how.Fixed)
        self.setColumnWidth(
            Column.WHAT, WIDTHS[Column.WHAT] if self.sets.has_bands else LOADS_WIDTH
        )
        taken = sum(self.columnWidth(c) for c in Column if c not in (Column.EXERCISE, Column.NOTE))
        room = self.viewport().width() - taken
        metrics = QFontMetrics(self.font())
        names = [metrics.horizontalAdvance(name) for name in self.sets.names_shown()]
        wanted = max(names, default=0) + _AROUND
        # Half of it, as ever; a long name takes more where the notes leave it.
        share = max(room // 2, min(wanted, room - (LEAST_NOTE if self.sets.has_notes else NO_NOTE)))
        self.setColumnWidth(Column.EXERCISE, max(LEAST_NAME, share))
