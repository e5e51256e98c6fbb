"""What has been logged over the years, and how is a mistake in it mended?"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QComboBox, QLabel, QLayout, QLineEdit, QStackedWidget, QWidget

from core.answers import Logged
from core.journal import History, SetEntry
from gui.coach_model import CoachModel, Failure
from gui.history.set_form import SetForm
from gui.history.set_view import SetView
from gui.history.table_model import Filter, SetTable, Sides, what_words
from gui.theme import Theme
from gui.widgets import Banner, Choice, Page, button, column, label, row

SIDES = (
    ("All", Sides.ALL),
    ("Left", Sides.LEFT),
    ("Right", Sides.RIGHT),
    ("Both", Sides.BOTH),
)


class HistoryPage(Page):
    """Every set, newest first: to find, to mend, to delete and to bring back."""

    def __init__(self, model: CoachModel, theme: Theme) -> None:
        super().__init__("History", theme)
        self.model = model
        self.table_model = SetTable(model.catalog, theme)
        self._known = False
        self._chosen = ""
        """Id of the set to choose after the rows changed."""
        self._deleted: list[SetEntry] = []
        self._taking_out = ""
        self._bringing_back = ""
        self._make_head()
        self._make_table()
        self.form = SetForm()
        self.form.hide()
        self.banner = Banner("info")
        self.banner.setObjectName("undo_banner")
        self.trouble = Banner("warn")
        content = row(self.stack, self.form, gap=16)
        content.setStretch(0, 1)
        whole = column(
            row(self._title, None, self.count),
            self.finder,
            self.trouble,
            self.banner,
            content,
            gap=12,
        )
        whole.setStretch(4, 1)
        whole.setContentsMargins(28, 24, 28, 24)
        self.setLayout(whole)
        self._listen()

    # -- parts ------------------------------------------------------------------------------------

    def _make_head(self) -> None:
        self._title = label("History", "title", wrap=False)
        self.count = label("", "muted", wrap=False)
        self.count.setObjectName("count")
        self.search = QLineEdit()
        self.search.setObjectName("search")
        self.search.setPlaceholderText("Find an exercise or a note")
        self.search.setAccessibleName("Find an exercise or a note")
        self.search.setClearButtonEnabled(True)
        self.exercises = QComboBox()
        self.exercises.setObjectName("exercises")
        self.exercises.setAccessibleName("Exercise")
        self.exercises.addItem("All exercises", "")
        self.exercises.setMinimumWidth(210)
        self.exercises.setMaximumWidth(280)
        self.sides = Choice(SIDES, name="sides", gap=6)
        self.sides.choose(Sides.ALL)
        self.sides.setFixedWidth(self.sides.sizeHint().width())
        self.finder = QWidget()
        self.finder.setLayout(row(self.search, self.exercises, self.sides, gap=12))

    def _make_table(self) -> None:
        self.table = SetView(self.table_model)
        self.show_all = button("Show all sets", name="show_all")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(
            _middle(
                label("Nothing logged yet", "heading"),
                label(
                    "Choose a place on the Body page and train it. Every set you finish stands "
                    "here, to look back on, to correct or to take out.",
                    "muted",
                ),
            )
        )
        self.stack.addWidget(
            _middle(
                label("No set fits", "heading"),
                label("Try another word, exercise or side.", "muted"),
                row(None, self.show_all, None),
            )
        )

    def _listen(self) -> None:
        self.search.textChanged.connect(self._on_narrowed)
        self.exercises.currentIndexChanged.connect(self._on_narrowed)
        self.sides.chosen.connect(self._on_narrowed)
        self.show_all.clicked.connect(self._on_show_all)
        self.table_model.modelAboutToBeReset.connect(self._on_rows_going)
        self.table_model.modelReset.connect(self._on_rows_changed)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.table.activated.connect(self._on_activated)
        self.form.submitted.connect(self._on_submitted)
        self.form.delete_wanted.connect(self._delete)
        self.form.closed.connect(self._on_form_closed)
        self.banner.acted.connect(self.undo_delete)
        self.trouble.acted.connect(self._on_trouble_read)
        self.table.delete_pressed.connect(self._on_delete_key)
        self._undo_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        self._undo_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._undo_key.activated.connect(self.undo_delete)
        self._find_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        self._find_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._find_key.activated.connect(self._on_find)
        self.model.history_ready.connect(self._on_history)
        self.model.log_changed.connect(self._on_log_changed)
        self.model.set_edited.connect(self._on_set_edited)
        self.model.set_undone.connect(self._on_set_undone)
        self.model.set_redone.connect(self._on_set_redone)
        self.model.failed.connect(self._on_failed)

    # -- the log ----------------------------------------------------------------------------------

    def shown(self) -> None:
        """Ask for the log; what was deleted on an earlier visit is not offered any more."""
        self._deleted.clear()
        self.banner.say("")
        self.trouble.say("")
        self.model.load_history()

    def _on_log_changed(self) -> None:
        if self.isVisible():
            self.model.load_history()

    def _on_history(self, history: History) -> None:
        self._known = True
        self.table_model.show(history, self.model.clock.today())
        self._list_exercises()

    def _list_exercises(self) -> None:
        rows = [("All exercises", ""), *self.table_model.exercises()]
        box = self.exercises
        if rows == [(box.itemText(i), box.itemData(i)) for i in range(box.count())]:
            return
        chosen = box.currentData()
        box.blockSignals(True)  # noqa: FBT003 - Qt's own
        box.clear()
        for name, exercise_id in rows:
            box.addItem(name, exercise_id)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.blockSignals(False)  # noqa: FBT003 - Qt's own
        if box.currentData() != chosen:
            self._on_narrowed()

    # -- finding ----------------------------------------------------------------------------------

    def _on_narrowed(self) -> None:
        wanted = Filter(self.search.text(), self.exercises.currentData(), self.sides.value())
        self.table_model.narrow(wanted)

    def _on_show_all(self) -> None:
        self.search.clear()
        self.exercises.setCurrentIndex(0)
        self.sides.choose(Sides.ALL)
        self._on_narrowed()
        self.search.setFocus()

    def _on_find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _on_rows_going(self) -> None:
        entry = self.table.chosen()
        if entry is not None:
            self._chosen = entry.id

    def _on_rows_changed(self) -> None:
        total, shown = self.table_model.total, self.table_model.rowCount()
        self.stack.setCurrentIndex(0 if shown or not self._known else 1 if total == 0 else 2)
        self.finder.setVisible(total > 0)
        self.count.setText(self.table_model.summary() if total else "")
        found = self.table_model.row_of(self._chosen) if self._chosen else -1
        if found >= 0:
            self.table.choose(found)
            self._on_row(self.table.currentIndex(), QModelIndex())
        elif not self.form.dirty:
            self._hide_form()

    # -- choosing and mending ---------------------------------------------------------------------

    def _on_row(self, current: QModelIndex, _: QModelIndex) -> None:
        entry = self.table_model.entry(current.row())
        if entry is None:
            return
        self._chosen = entry.id
        held = self.form.entry
        if held is not None and self.form.dirty:
            if held.id != entry.id:
                self.form.say("Save or discard this change first.")
            return
        self._show_form(entry)

    def _show_form(self, entry: SetEntry) -> None:
        if entry != self.form.entry or self.form.isHidden():
            exercise = self.model.catalog.find(entry.exercise_id)
            self.form.edit(entry, exercise, self.table_model.name_of(entry))
        if self.form.isHidden():
            self.form.show()
            self._fit_columns()

    def _hide_form(self) -> None:
        self._chosen = ""
        self.form.entry = None
        if not self.form.isHidden():
            self.form.hide()
            self._fit_columns()

    def _on_activated(self, _: QModelIndex) -> None:
        entry = self.table.chosen()
        if entry is not None:
            if not self.form.dirty:
                self._show_form(entry)
            self.form.focus()

    def _on_form_closed(self) -> None:
        self._hide_form()
        self.table.clearSelection()
        self.table.setFocus()

    def _on_submitted(self, entry: SetEntry) -> None:
        self.model.edit(entry)

    def _on_set_edited(self, logged: Logged) -> None:
        entry = logged.entry
        if self.form.entry is not None and entry.id == self.form.entry.id:
            exercise = self.model.catalog.find(entry.exercise_id)
            self.form.edit(entry, exercise, self.form.name.text())
            self.form.say("Saved", "good")

    def _on_failed(self, failure: Failure) -> None:
        if failure.request == "edit" and self.form.entry is not None:
            self.form.refuse(failure.problem)
        elif failure.request == "undo" and (self._taking_out or self._bringing_back):
            self._taking_out = self._bringing_back = ""
            self.trouble.say(failure.problem.message, "Close")
            self.model.load_history()

    def _on_trouble_read(self) -> None:
        self.trouble.say("")

    # -- deleting and bringing back ---------------------------------------------------------------

    def _on_delete_key(self) -> None:
        entry = self.table.chosen()
        if entry is not None:
            self._delete(entry)

    def _delete(self, entry: SetEntry) -> None:
        if self._taking_out:
            return
        self._taking_out = entry.id
        self.trouble.say("")
        self.model.undo(entry)

    def _on_set_undone(self, entry: SetEntry) -> None:
        if entry.id != self._taking_out:
            return
        self._taking_out = ""
        self._deleted.append(entry)
        at = self.table_model.row_of(entry.id)
        neighbour = self.table_model.entry(at + 1) or self.table_model.entry(at - 1)
        if self.form.entry is not None and self.form.entry.id == entry.id:
            self.form.reset()
        self.table.setCurrentIndex(QModelIndex())
        self._chosen = neighbour.id if neighbour is not None else ""
        self._say_deleted()

    def undo_delete(self) -> None:
        """Bring back the set that was deleted last."""
        if self._deleted and not self._bringing_back:
            self._bringing_back = self._deleted[-1].id
            self.model.redo(self._deleted[-1])

    def _on_set_redone(self, entry: SetEntry) -> None:
        if entry.id != self._bringing_back:
            return
        self._bringing_back = ""
        self._deleted = [e for e in self._deleted if e.id != entry.id]
        self.table.setCurrentIndex(QModelIndex())
        self._chosen = entry.id
        self._say_deleted()

    def _say_deleted(self) -> None:
        if not self._deleted:
            self.banner.say("")
            return
        entry = self._deleted[-1]
        side = f", {entry.side.value}" if entry.side else ""
        name = self.table_model.name_of(entry)
        self.banner.say(f"Deleted: {name}{side}, {what_words(entry)}.", "Undo")

    # -- looks ------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        super().set_theme(theme)
        self.table_model.set_theme(theme)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for the smallest window."""
        return QSize(700, 420)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out columns that would not fit."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        width = self.width() - 56 - (0 if self.form.isHidden() else self.form.width() + 16)
        self.table.fit(width)


def _middle(*parts: QWidget | QLayout) -> QWidget:
    """Put a few words in the middle of an empty place."""
    made = QWidget()
    for part in parts:
        if isinstance(part, QLabel):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            part.setMinimumWidth(440)
    made.setLayout(column(None, row(None, column(*parts, gap=8), None), None))
    return made
