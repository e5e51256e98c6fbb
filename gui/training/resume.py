"""Was a workout broken off? Then it can go on at the very set."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from core import words
from core.catalog import Catalog
from core.course import Course
from core.routine import places_words
from gui.training.told import set_words
from gui.widgets import button, column, label, row


def resume_words(course: Course, catalog: Catalog) -> str:
    """Say where the workout stood: how much is done, and which set comes now."""
    done = len(course.logged)
    step = course.step()
    place = places_words(course.routine, catalog.body)
    begun = (
        f"{words.plural(done, 'set')} {'is' if done == 1 else 'are'} saved"
        if done
        else ("nothing was logged yet")
    )
    if step is None:
        return f"A workout for your {place}: {begun}."
    name = catalog.get(course.routine.items[step.item].exercise_id).name
    return (
        f"A workout for your {place} was not finished: {begun}. "
        f"Now would come {set_words(name, step.side, step.number)}."
    )


class ResumeDialog(QDialog):
    """Offers to go on; whatever is answered, the sets stay in the log."""

    going_on = Signal(object)
    """Course."""
    over = Signal()
    """The person is done with it."""

    def __init__(self, course: Course, catalog: Catalog, parent: QWidget) -> None:
        super().__init__(parent)
        self._course = course
        self.setWindowTitle("Go on where you were?")
        self.setMinimumWidth(460)
        go = button("Go on", "primary", name="resume")
        go.clicked.connect(self._on_go)
        over = button("It is over", name="resume_over")
        over.clicked.connect(self._on_over)
        later = button("Not now", "quiet", name="resume_later")
        later.clicked.connect(self.reject)
        for one in (go, over, later):
            one.setMinimumHeight(44)
        content = column(
            label("Go on where you were?", "title"),
            label(resume_words(course, catalog)),
            8,
            row(later, None, over, go),
            gap=12,
        )
        content.setContentsMargins(24, 22, 24, 20)
        self.setLayout(content)
        go.setFocus()

    def _on_go(self) -> None:
        self.accept()
        self.going_on.emit(self._course)

    def _on_over(self) -> None:
        self.accept()
        self.over.emit()
