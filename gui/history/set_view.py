"""How does the list of sets look, and which keys does it know?"""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
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
        for place in (Column.EXERCISE, Column.NOTE):
            titles.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        for place, width in WIDTHS.items():
            self.setColumnWidth(place, width)
        titles.setSortIndicator(Column.DATE, Qt.SortOrder.DescendingOrder)
        self.setSortingEnabled(True)
        self._delete_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self)
        self._delete_key.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._delete_key.activated.connect(self.delete_pressed)

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
