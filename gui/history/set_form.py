"""How is one logged set mended?"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from core.catalog import Exercise
from core.errors import Problem
from core.journal import SetEntry, fits
from gui.history.set_fields import SetFields
from gui.history.table_model import side_words
from gui.widgets import Card, Scroll, button, column, label, row, rule, set_look

WIDTH = 312
ODD = (
    "This set was noted in another way than Evenside asks for now. It is kept as it is and does "
    "not count; here it can only be deleted."
)


class SetForm(Card):
    """Shows one set in fields; it asks for changes and makes none itself."""

    submitted = Signal(object)
    """SetEntry: as it should be."""
    delete_wanted = Signal(object)
    """SetEntry."""
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(margin=0)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName("Edit a set")
        self.entry: SetEntry | None = None
        self._exercise: Exercise | None = None
        self._filled: tuple[object, ...] = ()
        self._saving = False
        self.name = label("", "heading")
        self.which = label("", "muted")
        self.close_button = button("Close", "quiet", name="close_form")
        self.close_button.clicked.connect(self._on_close)
        top = row(column(self.name, self.which, gap=2), self.close_button)
        top.setStretch(0, 1)
        top.setAlignment(self.close_button, Qt.AlignmentFlag.AlignTop)
        top.setContentsMargins(18, 14, 10, 10)
        self.fields = SetFields()
        self.fields.typed.connect(self._on_typed)
        self.fields.entered.connect(self.submit)
        self._area = Scroll(self.fields)
        self.fields.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)
        self.news = label("", "good")
        self.news.setObjectName("news")
        self.news.hide()
        self.save = button("Save change", "primary", name="save_set")
        self.save.clicked.connect(self.submit)
        self.discard = button("Discard", name="discard_set")
        self.discard.clicked.connect(self.reset)
        self.delete = button("Delete this set", "quiet", name="delete_set")
        self.delete.clicked.connect(self._on_delete)
        foot = column(self.news, row(self.save, self.discard, None), row(self.delete, None))
        foot.setContentsMargins(18, 12, 12, 12)
        self.inner.setSpacing(0)
        self.inner.addLayout(top)
        self.inner.addWidget(rule())
        self.inner.addWidget(self._area, 1)
        self.inner.addWidget(rule())
        self.inner.addLayout(foot)

    def edit(self, entry: SetEntry, exercise: Exercise | None, name: str) -> None:
        """Fill the form with a set; one that its exercise does not fit can only be deleted.

        The form has no fields for what the exercise does not ask for, so saving would lose it.
        """
        odd = exercise is not None and not fits(entry, exercise)
        self.entry, self._exercise = entry, exercise
        self.name.setText(name)
        self.which.setText(f"{side_words(entry, exercise)} · set {entry.index}")
        set_look(self.which, "side", entry.side.value if entry.side else "")
        self.fields.fill(entry, None if odd else exercise)
        self._filled = self.fields.texts()
        self._set_saving(saving=False)
        self._clear()
        if exercise is None:
            self.say("This exercise is not in the catalog any more: its sets can only be deleted.")
        elif odd:
            self.say(ODD)

    def reset(self) -> None:
        """Take back what was typed."""
        if self.entry is not None:
            self.edit(self.entry, self._exercise, self.name.text())

    def focus(self) -> None:
        """Begin at the first field."""
        self.fields.focus()

    @property
    def dirty(self) -> bool:
        """True when something differs from the log."""
        return self.entry is not None and self.fields.texts() != self._filled

    def submit(self) -> None:
        """Read the fields and ask for the change; each field refuses for itself."""
        if self.entry is None or self._saving or not self.dirty:
            return
        self._clear()
        made = self.fields.read(self.entry)
        if made is not None:
            self._set_saving(saving=True)
            self.submitted.emit(made)

    def _set_saving(self, *, saving: bool) -> None:
        """While a change is on its way to the disk, nothing can be saved twice."""
        self._saving = saving
        self.save.setText("Saving…" if saving else "Save change")
        open_to_change = self.dirty and not saving
        self.save.setEnabled(open_to_change)
        self.discard.setEnabled(open_to_change)
        self.delete.setEnabled(not saving)

    def refuse(self, problem: Problem) -> bool:
        """Say at its field what is wrong, and nothing was changed; False when it was not asked."""
        if not self._saving:
            return False
        self._set_saving(saving=False)
        field = self.fields.refuse(problem)
        if field is None:
            self.say(problem.message)
        else:
            self._area.ensureWidgetVisible(field)
        return True

    def say(self, text: str, look: str = "warn") -> None:
        """Say something above the buttons."""
        set_look(self.news, "look", look)
        self.news.setText(text)
        self.news.setVisible(bool(text))

    def _clear(self) -> None:
        self.fields.clear_refusals()
        self.say("")

    def _on_typed(self) -> None:
        self._set_saving(saving=self._saving)
        if self.dirty:
            self.say("")

    def _on_delete(self) -> None:
        if self.entry is not None:
            self.delete_wanted.emit(self.entry)

    def _on_close(self) -> None:
        self.reset()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take back what was typed and close, on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_close()
        else:
            super().keyPressEvent(event)
