"""How is an exercise done? A figure that moves, and that can be turned, stopped and stepped."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.body import Side
from core.catalog import Exercise
from gui.figure.studio import Studio
from gui.figure.timing import Timing, timing_of
from gui.figure.wishes import Shot, Wish
from gui.theme import Theme

FRAME_MS = 33
TURN_BY = 15.0
"""Degrees a key press turns the figure."""
_PER_PIXEL = 0.6
_LOWEST, _HIGHEST = -10.0, 80.0
_STEP = 0.125
"""Part of the way that one step goes."""
_KEYS = {
    Qt.Key.Key_Left: (-TURN_BY, 0.0),
    Qt.Key.Key_Right: (TURN_BY, 0.0),
    Qt.Key.Key_Up: (0.0, TURN_BY),
    Qt.Key.Key_Down: (0.0, -TURN_BY),
}


class FigureView(QWidget):
    """One exercise on one side, alive. Start and end side by side when pictures shall rest."""

    playing_changed = Signal(bool)
    """It moves now, or it rests."""

    def __init__(self, studio: Studio, theme: Theme) -> None:
        super().__init__()
        self._studio = studio
        self._theme = theme
        self._exercise: Exercise | None = None
        self._timing: Timing | None = None
        self._side: Side | None = None
        self._wants_to_play = True
        self._other = False
        self._turned: tuple[float, float] | None = None
        self._share = 0.0
        self._seconds = 0.0
        self._shown: dict[int, QImage] = {}
        self._wanted: dict[int, Shot] = {}
        self._broken = False
        self._drag: QPoint | None = None
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._on_tick)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 140)
        self.setObjectName("figure")
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        studio.drawn.connect(self._on_drawn)
        studio.failed.connect(self._on_failed)
        studio.preferred.connect(self._on_preferred)

    def sizeHint(self) -> QSize:
        """Large enough to copy a movement from."""
        return QSize(420, 360)

    # -- what is shown ----------------------------------------------------------------------------

    def show_exercise(self, exercise: Exercise, side: Side | None) -> None:
        """Show an exercise on a side; None when it belongs to neither."""
        if (exercise, side) == (self._exercise, self._side):
            return
        fresh = exercise != self._exercise
        self._exercise, self._side = exercise, side
        if fresh:
            self._timing = timing_of(exercise.id)
            self._rewind()
        self._other = self._other and bool(self._timing and self._timing.has_other)
        self._turned = None
        self._broken = self._timing is None
        self._shown.clear()
        self._refresh()
        self._describe()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme; the picture on show stays until the new one is there."""
        self._theme = theme
        self._refresh()

    @property
    def exercise(self) -> Exercise | None:
        """The exercise on show."""
        return self._exercise

    @property
    def side(self) -> Side | None:
        """Whose limb works."""
        return self._side

    @property
    def ready(self) -> bool:
        """True when there is something to see, and it is what was asked for."""
        return bool(self._shown) and not self._wanted

    @property
    def playing(self) -> bool:
        """True while it moves."""
        return self._timer.isActive()

    @property
    def pair(self) -> bool:
        """True when start and end are shown side by side instead of a movement."""
        return not self._studio.moving

    @property
    def share(self) -> float:
        """How far along the way the figure is, 0 to 1."""
        return self._share

    @property
    def look(self) -> tuple[float, float] | None:
        """Where it was turned to, azimuth and elevation in degrees; None for its own view."""
        return self._turned

    @property
    def has_other(self) -> bool:
        """True when the exercise has a second view."""
        return bool(self._timing and self._timing.has_other)

    def _rewind(self) -> None:
        """Begin with the first moment."""
        self._seconds = self._share = 0.0

    def _describe(self) -> None:
        exercise = self._exercise
        if exercise is None:
            return
        whose = f"your {self._side.value} side" if self._side else "both sides"
        moves = "moving" if self.playing else "resting"
        self.setAccessibleName(f"Picture of {exercise.name}, {whose}, {moves}")
        self.setAccessibleDescription(
            " ".join(exercise.cues)
            + " Arrow keys turn the figure, Space plays and stops it, comma "
            "and full stop step through the movement, Home returns to its first view."
        )

    # -- playing ----------------------------------------------------------------------------------

    def play(self) -> None:
        """Let it move."""
        self._wants_to_play = True
        self._run()

    def stop(self) -> None:
        """Let it rest where it is, drawn finely."""
        self._wants_to_play = False
        self._run()

    def toggle(self) -> None:
        """Play or stop."""
        if self.playing:
            self.stop()
        else:
            self.play()

    def step(self, by: int) -> None:
        """Stop and go a step along the way, or back."""
        self.stop()
        self._share = min(1.0, max(0.0, self._share + by * _STEP))
        if self._timing:
            self._seconds = self._timing.tempo.moment(self._share)
        self._refresh()

    def show_other(self, other: bool) -> None:  # noqa: FBT001 - a toggle's state
        """Show the second view, or the first again."""
        self._other = other and self.has_other
        self._turned = None
        self._refresh()

    def _run(self) -> None:
        active = self._wants_to_play and self.isVisible() and not self.pair and not self._broken
        active = active and self._exercise is not None
        if active == self._timer.isActive():
            return
        if active:
            self._clock.start()
            self._timer.start()
        else:
            self._timer.stop()
            self._refresh()
        self._describe()
        self.playing_changed.emit(active)

    def _on_tick(self) -> None:
        self._seconds += self._clock.restart() / 1000.0
        if self._timing and not self._wanted:
            # The next moment is asked for when the last is there: a slow machine shows fewer
            # frames at the right tempo, and nothing queues up.
            self._share = self._timing.tempo.share(self._seconds)
            self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Move only while somebody can see it."""
        super().showEvent(event)
        self._refresh()
        self._run()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody can see it."""
        super().hideEvent(event)
        self._run()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw for the new size."""
        super().resizeEvent(event)
        self._refresh()

    # -- pictures ---------------------------------------------------------------------------------

    def _boxes(self) -> list[QRect]:
        """Where the one picture goes, or start and end."""
        area = self.rect().adjusted(2, 2, -2, -2)
        if not self.pair:
            return [area]
        half = area.width() // 2
        left = QRect(area.x(), area.y(), half, area.height())
        return [left, left.translated(area.width() - half, 0)]

    def _shot(self, index: int, box: QRect) -> Shot:
        assert self._exercise is not None
        ratio = self.devicePixelRatioF()
        rests = not self._timer.isActive() and self._drag is None
        breath = 0.0
        if self._timing and not self.pair:
            breath = self._timing.tempo.breath(self._seconds) if self._timer.isActive() else 0.0
        shot = Shot(
            exercise_id=self._exercise.id,
            side=self._side or Side.LEFT,
            figure=self._studio.figure,
            theme=self._theme.name,
            width=max(16, round(box.width() * ratio)),
            height=max(16, round(box.height() * ratio)),
            share=float(index) if self.pair else self._share,
            breath=breath,
            other=self._other,
            fine=rests,
        )
        if self._turned is not None:
            shot = replace(shot, azimuth=self._turned[0], elevation=self._turned[1])
        return shot.rounded()

    def _refresh(self) -> None:
        """Ask for what belongs here now; what is shown stays until it is there."""
        if self._exercise is None or self._broken or not self.isVisible():
            return
        boxes = self._boxes()
        for gone in [index for index in self._wanted if index >= len(boxes)]:
            self._studio.drop(self._wanted.pop(gone))
        self._shown = {i: image for i, image in self._shown.items() if i < len(boxes)}
        for index, box in enumerate(boxes):
            shot = self._shot(index, box)
            before = self._wanted.get(index)
            if before == shot or (self._drag is not None and before is not None):
                continue  # while it is dragged, one view after the other is drawn and shown
            if before is not None:
                self._studio.drop(before)
            found = self._studio.picture(shot)
            if found is None:
                self._wanted[index] = shot
            else:
                self._wanted.pop(index, None)
                self._shown[index] = found
        self.update()

    def _on_drawn(self, wish: Wish) -> None:
        for index, wanted in list(self._wanted.items()):
            found = self._studio.picture(wanted) if wanted == wish else None
            if found is not None:
                del self._wanted[index]
                self._shown[index] = found
                self.update()
                if self._drag is not None:
                    self._refresh()

    def _on_failed(self, wish: Wish) -> None:
        if wish in self._wanted.values():
            self._broken = True
            self._wanted.clear()
            self._run()
            self.update()

    def _on_preferred(self) -> None:
        self._shown.clear()
        self._run()
        self._refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is there; a resting picture is drawn to the pixel."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._broken:
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(
                self.rect().adjusted(12, 12, -12, -12),
                Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap,
                "This picture can't be drawn. The words below say how it is done.",
            )
        else:
            for index, box in enumerate(self._boxes()):
                if index in self._shown:
                    painter.drawImage(box, self._shown[index])
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.accent), 2))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 8, 8)

    # -- turning ----------------------------------------------------------------------------------

    def turn(self, around: float, up: float) -> None:
        """Turn the figure by degrees from where it is."""
        if self._timing is None:
            return
        azimuth, elevation = self._turned or self._timing.look(self._side, other=self._other)
        self._turned = (
            (azimuth + around + 180.0) % 360.0 - 180.0,
            min(_HIGHEST, max(_LOWEST, elevation + up)),
        )
        self._refresh()

    def return_to_first_view(self) -> None:
        """Turn it back to where it shows best."""
        self._turned = None
        self._refresh()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the figure."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._drag = event.position().toPoint()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Turn it with the mouse."""
        if self._drag is not None:
            here = event.position().toPoint()
            moved, self._drag = here - self._drag, here
            self.turn(-moved.x() * _PER_PIXEL, moved.y() * _PER_PIXEL)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go; it is drawn finely again."""
        if self._drag is not None:
            self._drag = None
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self._refresh()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Return to the first view."""
        self.return_to_first_view()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows turn, Space plays and stops, comma and full stop step, Home returns."""
        key = Qt.Key(event.key())
        if key in _KEYS:
            self.turn(*_KEYS[key])
        elif key == Qt.Key.Key_Space and not self.pair:
            self.toggle()
        elif key == Qt.Key.Key_Comma:
            self.step(-1)
        elif key == Qt.Key.Key_Period:
            self.step(1)
        elif key == Qt.Key.Key_Home:
            self.return_to_first_view()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QEvent) -> None:
        """Show the ring."""
        self.update()

    def focusOutEvent(self, event: QEvent) -> None:
        """Take the ring away."""
        self.update()
