"""What did the test day say, and when is the next?"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from core import words
from core.body import Side
from core.selftests import HomeTest
from core.testdays import TestVerdict, value_words
from core.testing import TestDay
from gui.report.lines import Ink, Mark, Sides, draw_sides
from gui.theme import Theme
from gui.widgets import Card, Scroll, button, clear, column, label, row, side_label


class TestLines(QWidget):
    """Both sides of a test over its days."""

    __test__ = False

    def __init__(self, test: HomeTest, verdict: TestVerdict, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sides = sides_of(test, verdict)
        self.setMinimumSize(200, 110)
        self.setAccessibleName(f"{test.name} over time. {verdict.says} {verdict.change}")

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(360, 130)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        painter = QPainter(self)
        ink = Ink(self._theme, 1.55)
        draw_sides(painter, QRectF(self.rect()), self._sides, ink, size=7.2)


def sides_of(test: HomeTest, verdict: TestVerdict) -> Sides:
    """Give the lines of a test; another set-up starts a new piece."""
    marks: dict[Side | None, tuple[Mark, ...]] = {}
    for side in Side:
        own = [s for s in verdict.sessions if s.value(side) is not None]
        marks[side] = tuple(
            Mark(s.day, s.value(side) or 0.0, joined=i > 0 and s.setup == own[i - 1].setup)
            for i, s in enumerate(own)
        )
    return Sides(marks, test.unit)


class TestCard(Card):
    """One test: both numbers of today, the verdict, the lines."""

    __test__ = False

    def __init__(self, test: HomeTest, verdict: TestVerdict, theme: Theme) -> None:
        super().__init__()
        self.lines = TestLines(test, verdict, theme)
        self.inner.addWidget(label(test.name, "heading"))
        if verdict.sessions:
            last = verdict.sessions[-1]
            numbers = row(gap=22)
            for side in Side:
                value = label(value_words(test, last.value(side)), "figure", wrap=False)
                if last.value(side) is None:
                    why = "stopped for pain" if side in last.hurt else "not done"
                    value = label(why, "muted", wrap=False)
                numbers.addLayout(column(side_label(side, side.value.capitalize()), value, gap=0))
            numbers.addStretch(1)
            self.inner.addLayout(numbers)
        self.inner.addWidget(label(verdict.says))
        if verdict.change:
            self.inner.addWidget(label(verdict.change, "muted"))
        self.lines.setVisible(len({s.day for s in verdict.sessions}) > 1)
        self.inner.addWidget(self.lines)
        if test.about:
            self.inner.addWidget(label(test.about, "small"))
        source = label(test.error_source, "small")
        source.setToolTip("Where the margin of error comes from")
        self.inner.addWidget(source)


class SummaryPane(QWidget):
    """The end of a test day."""

    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._cards: list[TestCard] = []
        self._title = label("Tested", "title", wrap=False)
        self._again = label("", "strong")
        self._column = column(gap=14)
        inner = QWidget()
        inner.setObjectName("scrolled")
        content = column(self._column, None)
        content.setContentsMargins(0, 0, 10, 10)
        inner.setLayout(content)
        close = button("Close", "primary", name="close_tests")
        close.clicked.connect(self.closed)
        top = row(column(self._title, self._again, gap=4), close)
        top.setStretch(0, 1)
        whole = column(top, Scroll(inner), gap=16)
        whole.setStretch(1, 1)
        whole.setContentsMargins(28, 22, 22, 12)
        self.setLayout(whole)

    def show_day(self, day: TestDay, test_ids: set[str]) -> None:
        """Sum up the tests that were done."""
        clear(self._column)
        shown = [o for o in day.offers if o.test.id in test_ids]
        self._title.setText("Tested today" if shown else "Nothing was tested")
        many = words.plural(len(shown), "test")
        kept = f"{many} in your log. " if shown else ""
        self._again.setText(f"{kept}{day.again}")
        self._cards = [TestCard(o.test, o.verdict, self._theme) for o in shown]
        for card in self._cards:
            self._column.addWidget(card)

    @property
    def cards(self) -> list[TestCard]:
        """What is shown."""
        return self._cards

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        for card in self._cards:
            card.lines.set_theme(theme)
