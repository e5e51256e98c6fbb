"""How is a test done? Its picture, its steps, and when to stop."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.body import Side
from core.catalog import Catalog
from core.selftests import HomeTest
from gui.figure.player import FigurePlayer
from gui.figure.studio import Studio
from gui.hometests.sketch import Sketch
from gui.theme import Theme
from gui.widgets import Scroll, clear, column, label, row


class Guide(QWidget):
    """The protocol beside the test: a figure where there is one, a drawing where there is none."""

    def __init__(self, catalog: Catalog, studio: Studio, theme: Theme) -> None:
        super().__init__()
        self._catalog = catalog
        self.figure = FigurePlayer(studio, theme)
        self.sketch = Sketch(theme)
        self._pictures = QStackedWidget()
        self._pictures.addWidget(self.figure)
        self._pictures.addWidget(self.sketch)
        self._pictures.setMinimumHeight(220)
        self._note = label("", "small")
        self._lines = column(gap=6)
        words = QWidget()
        words.setObjectName("scrolled")
        content = column(self._note, self._lines, None, gap=10)
        content.setContentsMargins(0, 0, 10, 0)
        words.setLayout(content)
        whole = column(self._pictures, Scroll(words), gap=10)
        whole.setStretch(0, 5)
        whole.setStretch(1, 4)
        self.setLayout(whole)

    def show_test(self, test: HomeTest, side: Side) -> None:
        """Show how a test is done on a side."""
        exercise = self._catalog.find(test.picture)
        if exercise is not None:
            self.figure.show_exercise(exercise, side)
            self._pictures.setCurrentWidget(self.figure)
        else:
            self.sketch.show_test(test.id, side)
            self._pictures.setCurrentWidget(self.sketch)
        self._pictures.setVisible(exercise is not None or self.sketch.known)
        self._note.setText(test.picture_note)
        self._note.setVisible(bool(test.picture_note))
        clear(self._lines)
        for i, step in enumerate(test.steps, start=1):
            self._add(str(i), step)
        for title, texts in (("Stop when", test.stop), ("Not today with", test.avoid_if)):
            self._lines.addWidget(label(title, "caps"))
            for text in texts:
                self._add("–", text)

    def _add(self, mark: str, text: str) -> None:
        number = label(mark, "strong", wrap=False)
        number.setFixedWidth(18)
        line = row(number, label(text), gap=8)
        line.setStretch(1, 1)
        line.setAlignment(number, Qt.AlignmentFlag.AlignTop)
        self._lines.addLayout(line)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self.figure.set_theme(theme)
        self.sketch.set_theme(theme)
