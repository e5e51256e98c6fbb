"""How do all sets of one exercise become sets of another?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from core.catalog import Catalog
from core.mending import Change, MergePreview
from gui.coach_values import Failure
from gui.fields import Field
from gui.history.mend_model import MendModel
from gui.widgets import Banner, Card, button, clear, column, label, row, set_look


class MergeDialog(QDialog):
    """Two exercises, what would happen, and one button."""

    def __init__(
        self,
        mend: MendModel,
        catalog: Catalog,
        logged: Sequence[tuple[str, str]],
        chosen: str,
        parent: QWidget,
    ) -> None:
        """Ask which two.

        Args:
            mend: Who is asked.
            catalog: The exercises that sets can be moved to.
            logged: Name and id of the exercises in the log.
            chosen: Id of the exercise that is filtered for, or empty.
            parent: The window.

        """
        super().__init__(parent)
        self.setWindowTitle("Merge two exercises")
        self.resize(620, 460)
        self._mend = mend
        self._asked = ("", "")
        self._done: Change | None = None
        self.old = QComboBox()
        self.old.setObjectName("merge_old")
        for name, exercise_id in logged:
            self.old.addItem(name, exercise_id)
        self.old.setCurrentIndex(max(0, self.old.findData(chosen)))
        self.new = QComboBox()
        self.new.setObjectName("merge_new")
        self.new.addItem("Choose an exercise", "")
        for exercise in sorted(catalog.exercises, key=lambda e: e.name.casefold()):
            self.new.addItem(exercise.name, exercise.id)
        self._says = label("", "muted")
        self._warnings = column(gap=6)
        self.banner = Banner("info")
        self.merge = button("Merge", "primary", name="merge")
        self.merge.setEnabled(False)
        close = button("Close", name="close_merge")
        close.clicked.connect(self.accept)
        why = label(
            "For one exercise that was logged under two names. The two have to be counted alike."
        )
        card = Card(self._says, self._warnings)
        whole = column(
            label("Merge two exercises", "title"),
            why,
            Field("All sets of", self.old),
            Field("become sets of", self.new),
            card,
            self.banner,
            None,
            row(None, close, self.merge),
            gap=12,
        )
        whole.setContentsMargins(22, 18, 22, 18)
        self.setLayout(whole)
        self.old.currentIndexChanged.connect(self._ask)
        self.new.currentIndexChanged.connect(self._ask)
        self.merge.clicked.connect(self._on_merge)
        self.banner.acted.connect(self._on_take_back)
        mend.preview_ready.connect(self._on_preview)
        mend.merged.connect(self._on_merged)
        mend.taken_back.connect(self._on_taken_back)
        mend.coach.failed.connect(self._on_failed)
        self._ask()

    def _ask(self) -> None:
        self.merge.setEnabled(False)
        clear(self._warnings)
        self._asked = (self.old.currentData() or "", self.new.currentData() or "")
        if all(self._asked):
            self._mend.preview(*self._asked)
        else:
            set_look(self._says, "look", "muted")
            self._says.setText("Choose both, and see here what would happen. Nothing changes yet.")

    def says(self) -> str:
        """What would happen, or why it can't be."""
        return self._says.text()

    def _on_preview(self, preview: MergePreview) -> None:
        if (preview.old, preview.new) != self._asked:
            return
        clear(self._warnings)
        set_look(self._says, "look", "warn" if preview.refusal else "")
        self._says.setText(preview.refusal or preview.says)
        for text in preview.warnings:
            self._warnings.addWidget(label(text, "warn"))
        self.merge.setEnabled(not preview.refusal)

    def _on_merge(self) -> None:
        self.merge.setEnabled(False)
        self._mend.merge(*self._asked)

    def _on_merged(self, change: Change) -> None:
        self._done = change
        self.banner.say("Merged.", "Take back")
        self._ask()

    def _on_take_back(self) -> None:
        if self._done is not None:
            self._mend.take_back(self._done)

    def _on_taken_back(self, change: Change) -> None:
        if self._done is not None and change.id == self._done.id:
            self._done = None
            self.banner.say("Taken back: everything is as it was.")
            self._ask()

    def _on_failed(self, failure: Failure) -> None:
        if failure.request == "mend":
            self.banner.say(failure.problem.message)
