"""Which tries of a test are kept, and how is a wrong one taken out?"""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from core import words
from core.selftests import HomeTest, TestResult
from core.testdays import value_words
from core.testing import Offer
from gui.hometests.model import TestsModel
from gui.hometests.summary import TestCard
from gui.theme import Theme
from gui.widgets import Scroll, button, clear, column, label, row, side_label


class ResultRow(QWidget):
    """One try, with its button."""

    def __init__(self, test: HomeTest, result: TestResult, tests: TestsModel) -> None:
        super().__init__()
        self.result = result
        self._tests = tests
        self._gone = False
        said = value_words(test, result.value)
        if result.pain is not None:
            said += f", pain {result.pain} of 10"
        if result.setup:
            said += f", {result.setup}"
        self._said = label(said)
        self._change = button("Delete", "link", name="delete_result")
        self._change.setAccessibleName(f"Delete {result.side.value}, {said}")
        self._change.clicked.connect(self._on_clicked)
        day = label(words.date_words(result.day), "muted", wrap=False)
        day.setFixedWidth(150)
        who = side_label(result.side, result.side.value.capitalize())
        who.setFixedWidth(50)
        line = row(day, who, self._said, self._change, gap=8)
        line.setStretch(2, 1)
        self.setLayout(line)
        tests.undone.connect(self._on_undone)
        tests.redone.connect(self._on_redone)

    def _on_clicked(self) -> None:
        if self._gone:
            self._tests.redo(self.result)
        else:
            self._tests.undo(self.result)

    def _on_undone(self, result: TestResult) -> None:
        self._show(result, gone=True)

    def _on_redone(self, result: TestResult) -> None:
        self._show(result, gone=False)

    def _show(self, result: TestResult, *, gone: bool) -> None:
        if result.id == self.result.id:
            self._gone = gone
            self._said.setEnabled(not gone)
            self._change.setText("Bring back" if gone else "Delete")


class ResultsDialog(QDialog):
    """Every try of one test, the newest first."""

    def __init__(
        self,
        offer: Offer,
        results: tuple[TestResult, ...],
        tests: TestsModel,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Results of {offer.test.name}")
        self.resize(620, 620)
        lines = column(gap=4)
        clear(lines)
        self.rows = [ResultRow(offer.test, result, tests) for result in reversed(results)]
        for line in self.rows:
            lines.addWidget(line)
        inner = QWidget()
        inner.setObjectName("scrolled")
        content = column(TestCard(offer.test, offer.verdict, theme), 8, lines, None)
        content.setContentsMargins(0, 0, 10, 0)
        inner.setLayout(content)
        close = button("Close", "primary", name="close_results")
        close.clicked.connect(self.accept)
        whole = column(Scroll(inner), row(None, close), gap=14)
        whole.setStretch(0, 1)
        whole.setContentsMargins(20, 18, 16, 16)
        self.setLayout(whole)
