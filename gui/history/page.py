"""What has been logged over the years, and how is a mistake in it mended?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLabel, QLayout, QStackedWidget, QWidget

from core.answers import Logged
from core.journal import History, SetEntry, next_index
from gui import messages
from gui.coach_model import CoachModel
from gui.coach_values import Failure
from gui.history.changes import ChangesDialog
from gui.history.finder import Finder
from gui.history.mend_model import MendModel
from gui.history.merge import MergeDialog
from gui.history.set_form import SetForm
from gui.history.set_view import SetView
from gui.history.table_model import SetTable, what_words
from gui.theme import Theme
from gui.widgets import Banner, Page, button, column, label, row

FIRST_LOOK = timedelta(days=92)
"""What is shown while ten years are still being read."""


class HistoryPage(Page):
    """Every set, newest first: to find, to mend, to delete and to bring back."""

    tests_wanted = Signal()
    """The person wants to see the tests at home."""
    report_wanted = Signal()
    """The person wants something on paper."""

    def __init__(self, model: CoachModel, theme: Theme) -> None:
        super().__init__("History", theme)
        self.model = model
        self.mend = MendModel(model, self)
        self.table_model = SetTable(model.catalog, theme)
        self._known = False
        self._chosen = ""
        """Id of the set to choose after the rows changed."""
        self._deleted: list[SetEntry] = []
        self._before: SetEntry | None = None
        """A set as it was before the last change on this visit."""
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
            row(self._title, 4, self.count, None, *self.tools, gap=6),
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
        self.finder = Finder(self.model.clock.today())
        self.search, self.exercises = self.finder.search, self.finder.exercises
        self.sides = self.finder.sides
        self._changes = button("Deleted and changed", "quiet", name="changes")
        self._merge = button("Merge", "quiet", name="merge_exercises")
        self._merge.setToolTip("Make all sets of one exercise sets of another")
        self._tests = button("Tests at home", "quiet", name="open_tests")
        self._paper = button("Report", "quiet", name="open_report")
        self._paper.setToolTip("A report for a physiotherapist, or a routine to print")
        self.tools = (self._changes, self._merge, self._tests, self._paper)

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
        self.finder.narrowed.connect(self._on_narrowed)
        self._changes.clicked.connect(self._on_changes)
        self._merge.clicked.connect(self._on_merge)
        self._tests.clicked.connect(self.tests_wanted)
        self._paper.clicked.connect(self.report_wanted)
        self.show_all.clicked.connect(self._on_show_all)
        self.table_model.modelAboutToBeReset.connect(self._on_rows_going)
        self.table_model.modelReset.connect(self._on_rows_changed)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.table.activated.connect(self._on_activated)
        self.form.submitted.connect(self._on_submitted)
        self.form.delete_wanted.connect(self._delete)
        self.form.closed.connect(self._on_form_closed)
        self.banner.acted.connect(self.undo)
        self.trouble.acted.connect(self._on_trouble_read)
        self.table.delete_pressed.connect(self._on_delete_key)
        self._undo_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        self._undo_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._undo_key.activated.connect(self.undo)
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
        """Ask for the log: the last months first, so that ten years open at once."""
        self._deleted.clear()
        self._before = None
        self.banner.say("")
        self.trouble.say("")
        self.finder.set_today(self.model.clock.today())
        if not self._known:
            since = self.model.clock.today() - FIRST_LOOK
            self.model.ask("history", lambda coach: coach.history(since=since), self._on_first)
        self.model.load_history()

    def _on_first(self, history: History) -> None:
        """Show the last months while the rest is being read."""
        if not self._known and history.sets:
            self.table_model.show(history, self.model.clock.today())
            self.count.setText("Reading the years before …")

    def _on_log_changed(self) -> None:
        if self.isVisible():
            self.model.load_history()

    def _on_history(self, history: History) -> None:
        self._known = True
        self.table_model.show(history, self.model.clock.today())
        self.finder.list_choices(self.table_model.exercises(), self.table_model.regions())

    # -- finding ----------------------------------------------------------------------------------

    def _on_narrowed(self) -> None:
        self.table_model.narrow(self.finder.wanted())

    def _on_show_all(self) -> None:
        self.finder.clear()

    def _on_find(self) -> None:
        self.finder.focus()

    def _on_changes(self) -> None:
        messages.open_dialog(ChangesDialog(self.mend, self.model.catalog, self))

    def _on_merge(self) -> None:
        logged = self.table_model.exercises()
        chosen = self.exercises.currentData()
        messages.open_dialog(MergeDialog(self.mend, self.model.catalog, logged, chosen, self))

    def _on_rows_going(self) -> None:
        entry = self.table.chosen()
        if entry is not None:
            self._chosen = entry.id

    def _on_rows_changed(self) -> None:
        total, shown = self.table_model.total, self.table_model.rowCount()
        self.stack.setCurrentIndex(0 if shown or not self._known else 1 if total == 0 else 2)
        self.finder.setVisible(total > 0)
        self._merge.setEnabled(total > 0)
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
        held = self.form.entry
        if held is not None and entry.side is not held.side:
            # It joins the sets of the other side as the last of them.
            index = next_index(
                self.table_model.workout(entry.workout_id),
                workout_id=entry.workout_id,
                exercise_id=entry.exercise_id,
                side=entry.side,
            )
            entry = replace(entry, index=index)
        self.model.edit(entry)

    def _on_set_edited(self, logged: Logged) -> None:
        entry = logged.entry
        self._say_edited(entry)
        if self.form.entry is not None and entry.id == self.form.entry.id:
            exercise = self.model.catalog.find(entry.exercise_id)
            self.form.edit(entry, exercise, self.form.name.text())
            self.form.say("Saved", "good")
        self.table_model.put(entry)

    def _on_failed(self, failure: Failure) -> None:
        if failure.request == "edit" and self.isVisible():
            if not self.form.refuse(failure.problem):
                self._before = None
                self.trouble.say(failure.problem.message, "Close")
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
        self._before = None
        at = self.table_model.row_of(entry.id)
        neighbour = self.table_model.entry(at + 1) or self.table_model.entry(at - 1)
        if self.form.entry is not None and self.form.entry.id == entry.id:
            self.form.reset()
        self.table.setCurrentIndex(QModelIndex())
        self._chosen = neighbour.id if neighbour is not None else ""
        self._say_deleted()
        self.table_model.take(entry.id)

    def _say_edited(self, entry: SetEntry) -> None:
        """Offer to take a change back; older ones are under "Deleted and changed"."""
        held = self.form.entry
        if held is None or held.id != entry.id or held == entry:
            return
        undone = self._before == entry
        self._before = None if undone else held
        if undone:
            self._say_deleted()
        else:
            self.banner.say(f"Changed: {self.table_model.name_of(entry)}.", "Undo")

    def undo(self) -> None:
        """Take back the last change, or bring back the set that was deleted last."""
        if self._before is not None:
            self.model.edit(self._before)
            return
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
