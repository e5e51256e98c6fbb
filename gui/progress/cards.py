"""How do the latest numbers stand above the graphs?"""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from core.body import Side
from core.curve import Line, Standing
from core.exercise_report import Report, best_sentence
from gui.progress.markers import Sample, look_of
from gui.progress.story import (
    BOTH_AT_ONCE,
    gap_words,
    headline,
    side_words,
    trend_words,
    value_words,
)
from gui.theme import Theme
from gui.widgets import Card, clear, label, row, set_look, tag

_TAGS = {
    Standing.REAL: "real",
    Standing.NOISE: "within your noise",
    Standing.TOO_FEW: "too early",
    Standing.NO_DATA: "no data",
}


class _NumberCard(Card):
    """Small capitals, a large line and a small one; dashed where there is no data."""

    def __init__(self, name: str) -> None:
        super().__init__(margin=12)
        self.setObjectName(name)
        self.inner.setSpacing(1)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.caps = label(look="caps", wrap=False)
        self.figure = label(look="figure", wrap=False)
        self.detail = label(look="small")
        self.inner.addLayout(row(self.caps, None, self.head))
        self.inner.addWidget(self.figure)
        self.inner.addWidget(self.detail)
        self.inner.addStretch(1)

    def _dash(self, theme: Theme, *, empty: bool) -> None:
        ring = f"border: 1px dashed {theme.muted}; background: transparent;"
        self.setStyleSheet(f"#{self.objectName()} {{ {ring} }}" if empty else "")
        set_look(self.figure, "look", "figure")
        self.figure.setStyleSheet(f"color: {theme.muted}; font-weight: 600;" if empty else "")

    def _describe(self) -> None:
        said = (self.caps.text().capitalize(), self.figure.text(), self.detail.text())
        self.setAccessibleName(", ".join(part for part in said if part))


class SideCard(_NumberCard):
    """One side now: its smoothed value and trend, or that there is no data."""

    def __init__(self, side: Side) -> None:
        super().__init__(f"{side.value}_card")
        self.side = side

    def show_line(self, line: Line, report: Report, theme: Theme) -> None:
        """Show a side, or both together when the exercise has none."""
        curve = report.curve
        sided = bool(curve.lines)
        self.caps.setText(f"YOUR {self.side.value.upper()}" if sided else "BOTH SIDES TOGETHER")
        clear(self.head)
        self.head.addWidget(Sample(look_of(self.side if sided else None, theme), theme.card))
        empty = line.latest is None
        self._dash(theme, empty=empty)
        set_look(self.figure, "side", self.side.value if sided and not empty else "")
        if line.latest is None:
            self.figure.setText("No data yet")
            self.detail.setText(f"Log a set of your {self.side.value} side to see it here.")
        else:
            self.figure.setText(value_words(line.latest, curve.unit))
            own = side_words(report, self.side if sided else None)
            self.detail.setText("\n".join([trend_words(line), *own]))
            story = report.sides[self.side if sided else None]
            more = [best_sentence(story.best, curve.unit)]
            more += [story.plateau.says] if story.plateau else []
            self.setToolTip(" ".join(m for m in more if m))
        self._describe()


class GapCard(_NumberCard):
    """What may be said about left against right."""

    def __init__(self) -> None:
        super().__init__("gap_card")
        self.caps.setText("GAP")

    def show_verdict(self, report: Report, theme: Theme) -> None:
        """Show the verdict; a real one in the colour of the weaker side, which it names."""
        curve = report.curve
        clear(self.head)
        sided = bool(curve.lines)
        empty = curve.standing is Standing.NO_DATA or not sided
        self._dash(theme, empty=empty)
        self.setProperty("standing", curve.standing.value if sided else "without sides")
        real = curve.standing is Standing.REAL and curve.judgement.weaker is not None
        weaker = curve.judgement.weaker
        set_look(self.figure, "side", weaker.value if real and weaker else "")
        if not sided:
            self.figure.setText("Can't be told here")
            self.detail.setText(BOTH_AT_ONCE)
        else:
            large, small = headline(curve)
            self.figure.setText(large)
            self.detail.setText(" ".join([small, *gap_words(report)]))
            made = tag(_TAGS[curve.standing])
            made.setMinimumHeight(22)
            self.head.addWidget(made)
        if curve.standing in (Standing.NOISE, Standing.TOO_FEW) and sided:
            self.figure.setStyleSheet(f"color: {theme.muted};")
        self._describe()
