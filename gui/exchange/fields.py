"""How does a person answer a question about a file?"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from core.catalog import Catalog
from core.exchange.proposal import Question

WIDTH = 300


class AnswerBox(QComboBox):
    """The possible answers to one question; the wheel leaves it alone."""

    answered = Signal(str, str)
    """The question's id and the answer's."""

    def __init__(self, question: Question, said: str) -> None:
        super().__init__()
        self.question = question
        self.setObjectName(question.id)
        self.setAccessibleName(question.says)
        self.setToolTip(question.says)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedWidth(WIDTH)
        for choice in question.choices:
            hint = " – suggested" if choice.id == question.suggested != question.default else ""
            self.addItem(f"{choice.says}{hint}", choice.id)
        self._choose(said or question.default)
        self.currentIndexChanged.connect(self._on_changed)

    def _choose(self, choice_id: str) -> None:
        self.setCurrentIndex(max(0, self.findData(choice_id)))

    def _on_changed(self) -> None:
        self.answered.emit(self.question.id, self.currentData())

    def take(self, choice_id: str) -> None:
        """Show another answer that was given elsewhere, without a signal."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's
        self._choose(choice_id)
        self.blockSignals(False)  # noqa: FBT003 - Qt's

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the list instead: an answer must not change in passing."""
        event.ignore()


class NameBox(AnswerBox):
    """Which exercise a name stands for; all of the catalog is there as soon as somebody looks."""

    def __init__(self, question: Question, said: str, catalog: Catalog) -> None:
        self._catalog = catalog
        self._whole = False
        super().__init__(question, said)
        self.setMaxVisibleItems(16)
        if said and self.findData(said) < 0:
            self._fill()
            self.take(said)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Offer the rest of the catalog below what fits."""
        self._fill()
        super().focusInEvent(event)

    def showPopup(self) -> None:
        """Offer it here, too."""
        self._fill()
        super().showPopup()

    def _fill(self) -> None:
        if self._whole:
            return
        self._whole = True
        there = {self.itemData(n) for n in range(self.count())}
        self.insertSeparator(self.count())
        for exercise in sorted(self._catalog.exercises, key=lambda e: e.name.casefold()):
            if exercise.id not in there:
                self.addItem(exercise.name, exercise.id)
