"""How does the ratio of two opposing exercises run on each side, against what is usual for it?"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from core import words
from core.body import Side
from core.overview import PairStory
from gui.progress.markers import look_of
from gui.theme import FONT, Theme

_HEIGHT = 120
_LEFT = 92.0
_GAP = 35
"""Days between two weeks that are not joined."""


class RatioGraph(QWidget):
    """Both sides in percent of their own usual ratio, with the day that is shown."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._story: PairStory | None = None
        self._day: date | None = None
        self.setObjectName("ratio_graph")
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A strip."""
        return QSize(360, _HEIGHT)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self.theme = theme
        self.update()

    def show_story(self, story: PairStory | None, day: date) -> None:
        """Show a pair up to now, and mark a day."""
        self._story, self._day = story, day
        self.setAccessibleName("Ratio of the pair over time")
        said = "No ratio yet"
        if story is not None and any(story.ratios.values()):
            parts = []
            for side in Side:
                then = story.at(side, day)
                if then is not None:
                    change = f"{then.change:+.0f} % against usual".replace("-", "−")
                    parts.append(f"your {side.value} {change}")
            said = f"{story.one} against {story.other}: {', '.join(parts) or 'not known then'}"
        self.setAccessibleDescription(said)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both lines around "as usual"."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, story = self.theme, self._story
        font = QFont(FONT)
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(QColor(theme.muted))
        days = [d.toordinal() for side in Side for d in (story.weeks[side] if story else ())]
        if story is None or not days:
            painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, "No ratio yet")
            return
        offs = {side: self._offs(story, side) for side in Side}
        top = max(5.0, *(abs(v) for values in offs.values() for v in values)) * 1.15
        first, last = min(days), max(days)
        area = QRectF(_LEFT, 6, self.width() - _LEFT - 8, self.height() - 26)

        def at(day: int, off: float) -> QPointF:
            x = area.left() + area.width() * (day - first) / max(1, last - first)
            return QPointF(x, area.center().y() - off / top * area.height() / 2)

        for off, text in ((0.0, "as usual"), (top / 1.15, ""), (-top / 1.15, "")):
            y = at(first, off).y()
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(theme.muted))
            said = text or f"{off:+.0f} %".replace("-", "−")
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, y - 8, _LEFT - 8, 16), flags, said)
        ends = QRectF(area.left(), self.height() - 18, area.width(), 16)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        painter.drawText(ends, left, words.date_words(date.fromordinal(first)))
        painter.drawText(ends, right, words.date_words(date.fromordinal(last)))
        if self._day is not None and first <= self._day.toordinal() <= last:
            x = at(self._day.toordinal(), 0).x()
            painter.setPen(QPen(QColor(theme.muted), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        for side in Side:
            painter.setPen(look_of(side, theme).line_pen())
            part: list[QPointF] = []
            before = None
            for day, off in zip(story.weeks[side], offs[side], strict=True):
                if before is not None and (day - before).days > _GAP:
                    painter.drawPolyline(QPolygonF(part))
                    part = []
                part.append(at(day.toordinal(), off))
                before = day
            painter.drawPolyline(QPolygonF(part))

    def _offs(self, story: PairStory, side: Side) -> list[float]:
        """Percent against the usual ratio of all weeks."""
        last = story.weeks[side][-1] if story.weeks[side] else None
        then = story.at(side, last) if last else None
        if then is None:
            return []
        return [100.0 * (r / then.usual - 1.0) for r in story.ratios[side]]
