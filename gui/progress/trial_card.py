"""How does a test at home look beside the exercises for the same place?"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core import words
from core.body import Side
from core.testdays import TestSession, pair_words
from core.together import Trial
from gui.progress.markers import look_of
from gui.theme import Theme
from gui.widgets import Card, column, label, row

_SIZE = QSize(190, 56)
_EDGE = 11


class TrialGraph(QWidget):
    """Both sides' test days, without an axis: the numbers stand beside it."""

    def __init__(self, sessions: tuple[TestSession, ...], theme: Theme) -> None:
        super().__init__()
        self._sessions, self._theme = sessions, theme
        self.setFixedSize(_SIZE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Both sides on each test day")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw each side's line with its marks; a side that pain ended leaves a gap."""
        del event
        points = {
            side: [
                None if (v := s.value(side)) is None else (s.day.toordinal(), v)
                for s in self._sessions
            ]
            for side in Side
        }
        known = [p for own in points.values() for p in own if p is not None]
        if not known:
            return
        first, last = min(day for day, _ in known), max(day for day, _ in known)
        low, high = min(value for _, value in known), max(value for _, value in known)
        across = (self.width() - 2 * _EDGE) / max(1, last - first)
        up = (self.height() - 2 * _EDGE) / max(high - low, 1e-9)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for side in Side:
            look = look_of(side, self._theme)
            path, spots, joined = QPainterPath(), [], False
            for point in points[side]:
                if point is None:
                    joined = False
                    continue
                x = _EDGE + (point[0] - first) * across
                at = QPointF(x, self.height() - _EDGE - (point[1] - low) * up)
                (path.lineTo if joined else path.moveTo)(at)
                joined = True
                spots.append(at)
            painter.setPen(look.line_pen())
            painter.setBrush(QColor(0, 0, 0, 0))
            painter.drawPath(path)
            for at in spots:
                painter.save()
                painter.translate(at)
                painter.scale(13, 13)
                painter.setPen(look.point_pen())
                painter.setBrush(look.test_brush())
                painter.drawPath(look.test_path)
                painter.restore()
        painter.end()


class TrialCard(Card):
    """One test at home: what was done last, what it says, each side over time."""

    def __init__(self, trial: Trial, theme: Theme) -> None:
        verdict = trial.verdict
        last = verdict.sessions[-1]
        pair = pair_words(trial.test, last)
        latest = f"Latest on {words.date_words(last.day)}: {pair}."
        told = verdict.says.casefold().startswith(pair)  # with few days it begins so
        small = " ".join(s for s in ("" if told else latest, verdict.change) if s)
        said = [label(trial.test.name, "strong"), label(verdict.says)]
        if small:
            said.append(label(small, "small"))
        middle = row(column(*said, gap=2), TrialGraph(verdict.sessions, theme), gap=16)
        middle.setStretch(0, 1)
        super().__init__(middle, margin=12)
        self.setObjectName(f"trial_{trial.test.id}")
        self.setAccessibleName(f"{trial.test.name}. {verdict.says}")
        self.setAccessibleDescription(f"{latest} {verdict.change}".strip())
