"""How does a workout fill the window: the figure, what to do now, and the way through it?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from core import words
from core.body import Side
from core.catalog import Catalog, Exercise
from core.course import Course
from core.journal import SetEntry
from core.routine import places_of, places_words
from core.safety import Safety
from gui.figure.player import FigurePlayer
from gui.figure.studio import Studio
from gui.theme import Theme
from gui.training.set_list import SetList
from gui.training.set_panel import SetPanel
from gui.widgets import Banner, Scroll, button, column, label, row

FORM = 552
"""Room for eleven numbers in one line, each large enough for a finger."""
TOUCH = 44
"""Pixels a finger needs."""


class Stage(QWidget):
    """The figure on the left, the set on the right, the course of the workout on top."""

    def __init__(self, safety: Safety, studio: Studio, theme: Theme) -> None:
        super().__init__()
        self._place = label("", "muted", wrap=False)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName("Sets done")
        self._left = label("", "muted", wrap=False)
        self.mute = button("Sound on", "quiet", name="mute")
        self.mute.setToolTip("M")
        self.pause = button("Pause", name="pause")
        self.pause.setToolTip("Escape")
        self.end = button("End", name="end")
        self.before = button("‹ Previous exercise", "quiet", name="previous")
        self.after = button("Next exercise ›", "quiet", name="next")
        self.more = button("One more set", "quiet", name="one_more")
        self.panel = SetPanel(safety, theme)
        self.picture = FigurePlayer(studio, theme, height=300, hint=False)
        self._setup = label("", "muted")
        self._cues = label("", "strong")
        self.sets = SetList()
        self.banner = Banner()
        self._lay_out()
        for one in self.findChildren(QPushButton):
            # A click must not take the keys away from the set; Tab still reaches everything.
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            one.setMinimumHeight(TOUCH)
        for field in (self.panel.note, self.panel.setup_text):
            field.setMinimumHeight(TOUCH)

    def _lay_out(self) -> None:
        top = row(self._place, self._progress, self._left, self.mute, self.pause, self.end, gap=14)
        top.setStretch(1, 1)
        notes = QWidget()
        notes.setObjectName("scrolled")
        notes.setLayout(
            column(self.banner, label("Done so far", "caps"), self.sets, self._setup, None, gap=8)
        )
        how = column(self.picture, self._cues, Scroll(notes), gap=10)
        how.setStretch(0, 5)
        how.setStretch(2, 2)
        form = QWidget()
        form.setObjectName("scrolled")
        form_content = column(self.panel)
        form_content.setContentsMargins(4, 0, 8, 4)
        form.setMinimumWidth(FORM)
        form.setLayout(form_content)
        right = column(Scroll(form), row(self.before, None, self.more, None, self.after), gap=6)
        right.setStretch(0, 1)
        both = row(gap=26)
        both.addLayout(how, 9)
        both.addLayout(right, 11)
        content = column(top, both, gap=10)
        content.setStretch(1, 1)
        content.setContentsMargins(28, 14, 22, 12)
        self.setLayout(content)

    def set_theme(self, theme: Theme) -> None:
        """Dress the picture and the clock."""
        self.picture.set_theme(theme)
        self.panel.set_theme(theme)

    def show_exercise(
        self, exercise: Exercise, side: Side | None, done: Sequence[SetEntry]
    ) -> None:
        """Show how it is done on the person's side, and what is done of it."""
        self.picture.show_exercise(exercise, side)
        self._cues.setText(" · ".join(c.rstrip(".") for c in exercise.cues[:3]) + ".")
        self._setup.setText(" ".join(exercise.setup))
        self.sets.show_sets(done, exercise)

    def show_place(self, course: Course, catalog: Catalog) -> None:
        """Show how far the workout is."""
        count = len(course.routine.items)
        place = places_words(course.routine, catalog.body)
        at = f"exercise {course.item + 1} of {count}"
        self._place.setText(f"{place[:1].upper()}{place[1:]} · {at}")
        whole = words.listing(places_of(course.routine, catalog.body))
        self._place.setToolTip(f"For your {whole}")
        self._place.setAccessibleName(f"For your {whole}, {at}")
        counts = course.counts()
        self._progress.setRange(0, max(1, sum(total for _, total in counts)))
        self._progress.setValue(sum(done for done, _ in counts))
        self._left.setText(f"about {course.minutes_left()} min left")
        last = course.item == count - 1
        self.after.setText("Finish ›" if last else "Next exercise ›")

    def show_sound(self, on: bool) -> None:  # noqa: FBT001 - a setter
        """Say whether there is sound."""
        self.mute.setText("Sound on" if on else "Sound off")

    def free(self, free: bool, *, before: bool, over: bool, stopped: bool) -> None:  # noqa: FBT001
        """Hold or let go what would leave the step.

        Args:
            free: The log has nothing to do.
            before: There is an exercise before this one.
            over: Nothing is left to do of this exercise.
            stopped: Pain ended it.

        """
        for held in (self.after, self.more, self.end, self.pause, self.sets):
            held.setEnabled(free)
        self.before.setEnabled(free and before)
        self.more.setVisible(over and not stopped)
