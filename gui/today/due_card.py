"""What does a plan of today look like, and how does it begin with one click?"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from core import words
from core.answers import Edited
from core.catalog import Catalog
from core.due import DuePlan, State
from core.routine import Prescription
from gui.figure.card_picture import CardPicture
from gui.figure.studio import Studio
from gui.routine.dose_text import side_of_picture
from gui.theme import Theme, theme_now
from gui.today.dose_row import DoseRow
from gui.widgets import Card, button, column, label, row, tag

PICTURE = 208
MOST_LINES = 6
_TAGS = {State.MOVED: "from another day", State.RESTS: "rests today"}


class Check(QWidget):
    """A round tick: done."""

    SIDE = 30

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(self.SIDE, self.SIDE)
        self.setAccessibleName("Done")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tick on its disc."""
        del event
        theme = theme_now()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.good))
        painter.drawEllipse(QRectF(0, 0, self.SIDE, self.SIDE))
        pen = QPen(QColor(theme.card), 2.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline([_at(9, 15.6), _at(13.4, 20), _at(21.4, 11)])
        painter.end()


def _at(x: float, y: float) -> QPointF:
    return QPointF(x, y)


class DueCard(Card):
    """A plan: its picture, its place, what is done, how long it takes, and Start.

    `main` is the one thing to do; what was moved here from another day steps back behind it.
    """

    start_wanted = Signal(str)
    """Name of the plan."""
    look_wanted = Signal(str)
    """Name of the plan: show it before it starts."""

    def __init__(
        self,
        catalog: Catalog,
        studio: Studio,
        due: DuePlan,
        preview: Edited | None,
        theme: Theme,
        *,
        main: bool = True,
    ) -> None:
        super().__init__(margin=18)
        self._main = main
        self.due = due
        self._catalog = catalog
        self.picture: CardPicture | None = None
        self.setObjectName(f"due_{due.plan.name}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        items = preview.routine.items if preview is not None else ()
        if due.state is State.DONE:
            self._show_done()
            return
        told = column(*self._head(), gap=3)
        lines = column(gap=0)
        for item in items[:MOST_LINES]:
            lines.addWidget(DoseRow(self._catalog.get(item.exercise_id), item))
        if len(items) > MOST_LINES:
            lines.addWidget(label(f"and {len(items) - MOST_LINES} more", "small"))
        said = self._said(preview)
        foot = self._foot(preview)
        text = column(told, 4, lines, 2, said, None, 6, foot, gap=6)
        if items:
            self.picture = self._picture(studio, items, theme)
            whole = row(column(self.picture, None, gap=0), text, gap=20)
            whole.setStretch(0, 2)
            whole.setStretch(1, 5)
            self.inner.addLayout(whole)
        else:
            self.inner.addLayout(text)

    def _show_done(self) -> None:
        plan = self.due.plan
        words_ = column(label(plan.name, "strong"), label(self.due.says, "muted"), gap=1)
        line = row(Check(), words_, gap=14)
        line.setStretch(1, 1)
        self.inner.setContentsMargins(18, 12, 18, 12)
        self.inner.addLayout(line)
        self.setProperty("state", "done")
        self.setAccessibleName(f"{plan.name}. {self.due.says}")

    def _head(self) -> list[QWidget | QVBoxLayout]:
        plan = self.due.plan
        region = self._catalog.body.region(plan.spot.region)
        place = region.label(plan.spot.side)
        caps = label(place.upper(), "caps", wrap=False)
        caps.setProperty("side", plan.spot.side.value)
        caps.setStyleSheet("font-size: 12px;")
        name = label(plan.name, "title")
        top = row(name, gap=10)
        top.setStretch(0, 1)
        if self.due.state in _TAGS:
            top.addWidget(tag(_TAGS[self.due.state]))
        holder = QWidget()
        holder.setLayout(top)
        parts: list[QWidget | QVBoxLayout] = [holder]
        if place.casefold() != plan.name.casefold():
            parts.insert(0, caps)
        if self.due.state is not State.DUE:
            parts.append(label(self.due.says, "muted"))
        return parts

    def _said(self, preview: Edited | None) -> QVBoxLayout:
        said = column(gap=4)
        if preview is None or self.due.state is State.RESTS:
            return said
        for note in preview.routine.notes:
            said.addWidget(label(note, "small"))
        for warning in preview.warnings:
            said.addWidget(label(warning, "warn"))
        return said

    def _foot(self, preview: Edited | None) -> QVBoxLayout:
        plan = self.due.plan
        items = preview.routine.items if preview is not None else ()
        minutes = preview.routine.minutes if preview is not None else 0
        amount = (
            f"{words.plural(len(items), 'exercise')} · {minutes} min"
            if items
            else "Nothing of it fits today."
        )
        look = button("Look at it", "quiet", name=f"look_{plan.name}")
        look.setAccessibleName(f"Look at {plan.name}")
        look.clicked.connect(self._on_look)
        foot = row(label(amount, "muted", wrap=False), look, gap=8)
        foot.setStretch(0, 1)
        self.start = button("Start", "big" if self._main else "", name=f"start_{plan.name}")
        self.start.setMinimumSize(132, 44)
        self.start.setAccessibleName(f"Start {plan.name}, about {minutes} minutes")
        self.start.clicked.connect(self._on_start)
        self.start.setVisible(self.due.open and bool(items))
        foot.addWidget(self.start)
        self.setAccessibleName(f"{plan.name}. {self.due.says} {amount}")
        return column(foot, gap=0)

    def _picture(
        self, studio: Studio, items: tuple[Prescription, ...], theme: Theme
    ) -> CardPicture:
        work = [i for i in items if self._catalog.get(i.exercise_id).kind.strengthens]
        item = (work or list(items))[0]
        picture = CardPicture(studio, theme)
        picture.setMinimumSize(130, 190)
        picture.setMaximumSize(PICTURE, 216)
        picture.show_exercise(self._catalog.get(item.exercise_id), side_of_picture(item))
        return picture

    def set_theme(self, theme: Theme) -> None:
        """Dress the picture."""
        if self.picture is not None:
            self.picture.set_theme(theme)

    def _on_start(self) -> None:
        self.start_wanted.emit(self.due.plan.name)

    def _on_look(self) -> None:
        self.look_wanted.emit(self.due.plan.name)
