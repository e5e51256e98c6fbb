"""What did each side do of one exercise, and what changes next time?"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from core.body import Side
from core.summary import ExerciseSummary, SideDid
from gui.training.after import who
from gui.training.light import LightChip
from gui.widgets import Card, button, clear, column, label, row, rule, tag


class _SideColumn(QWidget):
    def __init__(self, side: SideDid) -> None:
        super().__init__()
        self.side = side.side
        self.light = LightChip(side.light)
        self._did = label("")
        self._why = label("", "small")
        top = row(who(side.side), self.light, None, gap=10)
        self.setLayout(column(top, self._did, self._why, None, gap=5))
        self.show_side(side)

    def show_side(self, side: SideDid) -> None:
        self.light.show_light(side.light)
        self._did.setText(side.did)
        self._why.setText(side.light.says)


class ExerciseCard(Card):
    """A card of the summary: left, right, records, next time."""

    progress_wanted = Signal(str)

    def __init__(self, summary: ExerciseSummary) -> None:
        super().__init__()
        self._exercise_id = summary.exercise_id
        graph = button("Show the graph", "quiet", name=f"graph_{summary.exercise_id}")
        graph.setAccessibleName(f"Show the graph of {summary.name}")
        graph.setMinimumHeight(44)
        graph.clicked.connect(self._on_graph)
        top = row(label(summary.name, "heading"), graph)
        top.setStretch(0, 1)
        top.setAlignment(graph, Qt.AlignmentFlag.AlignTop)
        self.sides = [_SideColumn(side) for side in summary.sides]
        both = row(gap=20)
        for side in (*Side, None):
            shown = next((c for c in self.sides if c.side is side), None)
            if shown is not None:
                both.addWidget(shown, 1)
            elif side is not None and side is summary.not_done:
                both.addLayout(column(who(side), label("Not done.", "muted"), None, gap=5), 1)
        self._records = column(gap=4)
        self._next = label("", "strong")
        self._why = label("", "muted")
        self.inner.setSpacing(10)
        self.inner.addLayout(top)
        self.inner.addLayout(both)
        self.inner.addLayout(self._records)
        self.inner.addWidget(rule())
        self.inner.addLayout(column(self._next, self._why, gap=3))
        self.show_summary(summary)

    def show_summary(self, summary: ExerciseSummary) -> None:
        """Show new numbers of the same exercise and sides."""
        for shown, side in zip(self.sides, summary.sides, strict=True):
            shown.show_side(side)
        clear(self._records)
        for record in summary.records:
            line = row(tag("Record"), label(record.says), gap=8)
            line.setStretch(1, 1)
            self._records.addLayout(line)
        if summary.next is not None and summary.next.challenged:
            line = row(tag("Both sides challenged"), None)
            self._records.addLayout(line)
        instead = f": {summary.instead}" if summary.instead else ""
        self._next.setText(f"Next time: {summary.next_says}{instead}")
        self._next.setVisible(bool(summary.next_says))
        self._why.setText(summary.next.says if summary.next else "")
        self._why.setVisible(summary.next is not None)

    def texts(self) -> tuple[str, ...]:
        """Everything it says, top to bottom."""
        return tuple(w.text() for w in self.findChildren(QLabel) if not w.isHidden())

    def _on_graph(self) -> None:
        self.progress_wanted.emit(self._exercise_id)
