"""What does one exercise of the routine look like, and how is it changed?"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy

from core.catalog import Catalog
from core.routine import Prescription
from gui.figure.card_picture import CardPicture
from gui.figure.studio import Studio
from gui.routine.dose_text import dose_line, kind_word, order_line, side_of_picture
from gui.theme import Theme
from gui.training.light import LightChip
from gui.widgets import Card, button, label, row, side_label, tag


class ExerciseCard(Card):
    """Picture, name, dose, reason, and a menu of changes."""

    details_wanted = Signal(int)
    swap_wanted = Signal(int)
    remove_wanted = Signal(int)
    exclude_wanted = Signal(int)
    move_wanted = Signal(int, int)
    back_wanted = Signal(int)
    """The exercise whose place this one took shall come back, for good."""

    def __init__(
        self,
        catalog: Catalog,
        studio: Studio,
        item: Prescription,
        index: int,
        count: int,
        theme: Theme,
    ) -> None:
        super().__init__(margin=14)
        self._catalog = catalog
        self.index = index
        self.item = item
        exercise = catalog.get(item.exercise_id)
        self.setObjectName(f"card_{exercise.id}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.picture = CardPicture(studio, theme)
        self.picture.setFixedHeight(170)
        self.picture.show_exercise(exercise, side_of_picture(item))
        name = button(exercise.name, "link", name=f"details_{exercise.id}")
        name.setStyleSheet("font-size: 16px; font-weight: 600;")
        name.setToolTip("How it is done")
        name.clicked.connect(self._on_details)
        self._change = button("Change", "quiet", name=f"change_{exercise.id}")
        self._change.setAccessibleName(f"Change {exercise.name}")
        self._change.setMenu(self._menu(index, count))
        self.inner.setSpacing(6)
        self.inner.addWidget(self.picture)
        top = row(name, tag(kind_word(exercise)), gap=8)
        top.insertStretch(1, 1)
        self.inner.addLayout(top)
        self.inner.addWidget(label(dose_line(exercise, item), "strong"))
        self.inner.addWidget(label(order_line(exercise, item), "small"))
        self.inner.addWidget(label(item.why))
        for light in item.lights:
            who = (
                label("Both", "small", wrap=False)
                if light.side is None
                else side_label(light.side, light.side.value.capitalize())
            )
            line = row(LightChip(light), who, label(light.says, "small"), gap=8)
            line.setStretch(2, 1)
            self.inner.addLayout(line)
        if item.dose_why:
            self.inner.addWidget(label(item.dose_why, "muted"))
        self.inner.addStretch(1)
        source = label(f"Source: {item.source}", "small")
        foot = row(source, self._change, gap=6)
        foot.setStretch(0, 1)
        self.inner.addLayout(foot)
        self.setAccessibleName(f"{exercise.name}, {dose_line(exercise, item)}. {item.why}")

    def _menu(self, index: int, count: int) -> QMenu:
        menu = QMenu(self)
        kept = self._catalog.find(self.item.took_place_of)
        if kept is not None:
            back = QAction(f"Back to {kept.name}", menu)
            back.triggered.connect(self._on_back)
            menu.addAction(back)
        for text, slot, on in (
            ("Swap for another …", self._on_swap, True),
            ("Do it earlier", self._on_earlier, index > 0),
            ("Do it later", self._on_later, index < count - 1),
            ("Take it out today", self._on_remove, True),
            ("Leave it out for good …", self._on_exclude, True),
        ):
            action = QAction(text, menu)
            action.setEnabled(on)
            action.triggered.connect(slot)
            menu.addAction(action)
        return menu

    def menu(self) -> QMenu:
        """Give the menu of changes."""
        found = self._change.menu()
        assert found is not None
        return found

    def set_theme(self, theme: Theme) -> None:
        """Dress the picture."""
        self.picture.set_theme(theme)

    def _on_details(self) -> None:
        self.details_wanted.emit(self.index)

    def _on_swap(self) -> None:
        self.swap_wanted.emit(self.index)

    def _on_back(self) -> None:
        self.back_wanted.emit(self.index)

    def _on_remove(self) -> None:
        self.remove_wanted.emit(self.index)

    def _on_exclude(self) -> None:
        self.exclude_wanted.emit(self.index)

    def _on_earlier(self) -> None:
        self.move_wanted.emit(self.index, self.index - 1)

    def _on_later(self) -> None:
        self.move_wanted.emit(self.index, self.index + 1)
