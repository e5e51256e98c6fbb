"""What did each side do today, and what changes next time?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core import words
from core.body import Side
from core.catalog import Catalog, Exercise
from core.doses import NextDose
from core.journal import SetEntry
from gui.widgets import Card, Scroll, button, clear, column, label, row, side_label


def _said(exercise: Exercise, entry: SetEntry) -> str:
    """Say one set with what was left and what it hurt."""
    amount = entry.reps if entry.reps is not None else entry.seconds or 0
    left = "" if entry.reserve is None else f"{entry.reserve} in reserve"
    pain = f"pain {entry.pain}" if entry.pain else ""
    more = ", ".join(part for part in (left, pain) if part)
    said = words.dose(exercise.count, amount, entry.load_kg, entry.band)
    return f"{said} ({more})" if more else said


class _ExerciseSummary(Card):
    progress_wanted = Signal(str)

    def __init__(
        self, exercise: Exercise, entries: Sequence[SetEntry], following: NextDose | None
    ) -> None:
        super().__init__()
        self._exercise_id = exercise.id
        graph = button("Show the graph", "quiet", name=f"graph_{exercise.id}")
        graph.clicked.connect(self._on_graph)
        self.inner.addLayout(row(label(exercise.name, "heading"), None, graph))
        for side in (*Side, None):
            own = [e for e in entries if e.side is side]
            if not own:
                continue
            did = ", ".join(_said(exercise, entry) for entry in own)
            who = side_label(side, side.value.capitalize()) if side else label("Both", "strong")
            line = row(who, label(did), gap=10)
            line.setStretch(1, 1)
            self.inner.addLayout(line)
        if following is not None:
            self.inner.addWidget(label(f"Next time: {following.says}", "muted"))

    def _on_graph(self) -> None:
        self.progress_wanted.emit(self._exercise_id)


class Summary(QWidget):
    """The last page of a workout."""

    closed = Signal()
    progress_wanted = Signal(str)

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self._catalog = catalog
        self._column = column(gap=12)
        inner = QWidget()
        inner.setObjectName("scrolled")
        content = column(self._column, None)
        content.setContentsMargins(0, 0, 8, 8)
        inner.setLayout(content)
        self._subtitle = label("", "muted")
        close = button("Close", "primary", name="close_summary")
        close.clicked.connect(self.closed)
        heading = column(label("Done for today", "title"), self._subtitle, gap=2)
        top = row(heading, close)
        top.setStretch(0, 1)
        outer = column(top, Scroll(inner), gap=16)
        outer.setContentsMargins(28, 22, 22, 12)
        self.setLayout(outer)

    def show_workout(self, entries: Sequence[SetEntry], following: dict[str, NextDose]) -> None:
        """Sum up a workout."""
        clear(self._column)
        ids = list(dict.fromkeys(e.exercise_id for e in entries))
        self._subtitle.setText(
            f"{words.plural(len(entries), 'set')} of {words.plural(len(ids), 'exercise')} in your "
            "log."
        )
        for exercise_id in ids:
            own = [e for e in entries if e.exercise_id == exercise_id]
            card = _ExerciseSummary(self._catalog.get(exercise_id), own, following.get(exercise_id))
            card.progress_wanted.connect(self.progress_wanted)
            self._column.addWidget(card)
