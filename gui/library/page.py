"""Which exercises are there, and how does a person find, read, leave out or follow one?"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QWidget

from core.catalog import Exercise, Kind
from gui.coach_model import CoachModel
from gui.coach_values import Failure
from gui.figure.studio import Studio
from gui.library.detail import Detail
from gui.library.find import search
from gui.library.listing import ExerciseList, Role, RowPainter
from gui.library.words import KINDS
from gui.theme import Theme
from gui.widgets import Banner, Choice, Page, column, label, row

LEFT_OUT = "left out"


class SearchField(QLineEdit):
    """A search field from which Down and Return lead into the list."""

    went_on = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on into the list, or clear."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.went_on.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class LibraryPage(Page):
    """All exercises on the left, one of them in full on the right."""

    progress_wanted = Signal(str)
    """An exercise id: show its graph."""

    def __init__(self, model: CoachModel, studio: Studio, theme: Theme) -> None:
        super().__init__("Exercises", theme)
        self._model = model
        self._catalog = model.catalog
        self._left_out: frozenset[str] = frozenset()
        self._chosen: str | None = None
        self._search = SearchField()
        self._search.setObjectName("search")
        self._search.setPlaceholderText("Name or muscle: glutes, row …")
        self._search.setAccessibleName("Find an exercise by name or muscle")
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._on_filter)
        self._search.went_on.connect(self._on_went_on)
        kinds: list[tuple[str, Kind | str | None]] = [("All", None)]
        kinds += [(KINDS[kind], kind) for kind in Kind]
        self._kinds = Choice([*kinds, ("Left out", LEFT_OUT)], name="kinds", gap=6)
        self._kinds.setAccessibleName("Kind of exercise")
        self._kinds.choose(None)
        self._kinds.chosen.connect(self._on_filter)
        self._list = ExerciseList(model.catalog.body, self)
        self._painter = RowPainter(theme, self)
        self._view = QListView()
        self._view.setObjectName("exercises")
        self._view.setAccessibleName("Exercises")
        self._view.setModel(self._list)
        self._view.setItemDelegate(self._painter)
        self._view.setUniformItemSizes(True)
        self._view.setMouseTracking(True)
        self._view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.selectionModel().currentChanged.connect(self._on_current)
        self._count = label(look="small")
        self._banner = Banner("warn")
        self._detail = Detail(model.catalog, studio, theme)
        self._detail.link_clicked.connect(self.show_exercise)
        self._detail.graph_wanted.connect(self.progress_wanted)
        self._detail.left_out.connect(model.exclude)
        self._detail.brought_back.connect(model.include)
        self._build()
        model.excluded_changed.connect(self._on_excluded)
        model.failed.connect(self._on_failed)
        self._on_filter()

    def _build(self) -> None:
        title = label("Exercises", "title", wrap=False)
        side = QWidget()
        side.setLayout(column(title, 2, self._search, self._kinds, self._count, self._view, gap=8))
        side.setFixedWidth(324)
        body = row(side, self._detail, gap=18)
        body.setStretch(1, 1)
        layout = column(self._banner, body, gap=12)
        layout.setStretch(1, 1)
        layout.setContentsMargins(28, 22, 28, 22)
        self.setLayout(layout)

    # -- coming and going ------------------------------------------------------------------------

    def shown(self) -> None:
        """Ask which exercises are left out."""
        self._model.load_excluded()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        super().set_theme(theme)
        self._painter.theme = theme
        self._view.viewport().update()
        self._detail.set_theme(theme)

    def show_exercise(self, exercise_id: str) -> None:
        """Show an exercise; a search that hides it is cleared."""
        if self._catalog.find(exercise_id) is None:
            return
        if self._list.row_of(exercise_id) < 0:
            self._kinds.choose(None)
            self._search.blockSignals(True)  # noqa: FBT003 - Qt takes no keyword here
            self._search.clear()
            self._search.blockSignals(False)  # noqa: FBT003
            self._chosen = exercise_id
            self._on_filter()
        self._view.setCurrentIndex(self._list.index(self._list.row_of(exercise_id)))
        self._view.scrollTo(self._view.currentIndex())

    # -- finding ---------------------------------------------------------------------------------

    def _on_filter(self, _: object = None) -> None:
        kind = self._kinds.value()
        found = [e for e in search(self._catalog, self._search.text()) if self._fits(e, kind)]
        self._list.fill(found, self._left_out)
        self._count.setText(self._found_words(len(found), kind))
        if not found:
            return
        row_now = max(0, self._list.row_of(self._chosen))
        self._view.setCurrentIndex(self._list.index(row_now))
        self._view.scrollTo(self._view.currentIndex())

    def _fits(self, exercise: Exercise, kind: Kind | str | None) -> bool:
        if kind == LEFT_OUT:
            return exercise.id in self._left_out
        return kind is None or exercise.kind is kind

    def _found_words(self, count: int, kind: Kind | str | None) -> str:
        if count:
            return f"{count} exercise{'' if count == 1 else 's'}"
        if kind == LEFT_OUT and not self._search.text().strip():
            return "You have left nothing out."
        more = " Or choose “All” above." if kind is not None else ""
        return f"Nothing found. Try a muscle, such as “glutes” or “calf”.{more}"

    def _on_went_on(self) -> None:
        self._view.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_current(self, current: QModelIndex, _: QModelIndex) -> None:
        chosen = current.data(Role.ID) if current.isValid() else None
        if chosen is not None:
            self._chosen = chosen
            self._detail.show_exercise(self._catalog.get(chosen))
            self._detail.show_left_out(chosen in self._left_out)

    # -- leaving out -----------------------------------------------------------------------------

    def _on_excluded(self, excluded: frozenset[str]) -> None:
        self._left_out = excluded
        self._banner.say("")
        self._on_filter()
        if self._detail.exercise is not None:
            self._detail.show_left_out(self._detail.exercise.id in excluded)

    def _on_failed(self, failure: Failure) -> None:
        if failure.request == "exclude" and self.isVisible():
            self._banner.say(failure.problem.message)
            if self._detail.exercise is not None:
                self._detail.show_left_out(self._detail.exercise.id in self._left_out)
