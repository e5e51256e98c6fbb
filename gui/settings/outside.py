"""May Evenside remind outside its window, and stay when the window is closed?"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent

from gui.safety.pieces import Tick
from gui.settings.sections import Section
from gui.widgets import label

NOWHERE = (
    "This system has no tray for such an icon, or shows no messages beside it. Reminders stay "
    "inside the window."
)
BELOW_WORDS = 38
"""Pixels from a box's edge to its words."""
NOT_KEPT = "This could not be saved. It is so until Evenside is closed."


class OutsideSection(Section):
    """Two boxes, both empty until somebody wants them."""

    changed = Signal(bool, bool)
    """Whether to remind outside the window, and whether to stay when it is closed."""

    def __init__(self, can_speak: Callable[[], bool]) -> None:
        super().__init__(
            "Reminders outside the window",
            "When to be reminded is chosen on the page Today, under “Plan your week”.",
        )
        self.setObjectName("outside")
        self._can_speak = can_speak
        self.remind = Tick("Remind me outside the window too", name="remind_outside")
        self.stay = Tick("Keep Evenside open when its window is closed", name="stay_in_tray")
        self.nowhere = label(NOWHERE)
        self.nowhere.setObjectName("no_tray")
        self.nowhere.hide()
        self.not_kept = label(NOT_KEPT, "warn")
        self.not_kept.hide()
        self.inner.setSpacing(2)
        self.inner.addWidget(self.nowhere)
        self.inner.addSpacing(4)
        self.inner.addWidget(self.remind)
        self._explain(
            "While you are doing something else, your system says that it is time to stretch or "
            "to train: no plan, no place and no pain, because others may see it. Evenside has to "
            "be open; an icon in the tray shows that it is.",
            self.remind,
        )
        self.inner.addWidget(self.stay)
        self._explain(
            "Closing the window then hides it. The icon, or another start of Evenside, brings it "
            "back; “Quit” in the icon’s menu ends it.",
            self.stay,
        )
        self.inner.addWidget(self.not_kept)
        self.remind.toggled.connect(self._on_toggled)
        self.stay.toggled.connect(self._on_toggled)

    def _explain(self, text: str, tick: Tick) -> None:
        """Put a small text below the words of a box."""
        said = label(text, "small")
        said.setContentsMargins(BELOW_WORDS, 0, 0, 4)
        tick.box.setAccessibleDescription(text)
        self.inner.addWidget(said)

    def choose(self, *, remind: bool, stay: bool) -> None:
        """Show what is kept, without a signal."""
        self.blockSignals(True)  # noqa: FBT003 - by position only
        self.remind.box.setChecked(remind)
        self.stay.box.setChecked(stay)
        self.blockSignals(False)  # noqa: FBT003 - by position only
        self._refresh()

    def say_kept(self, *, kept: bool) -> None:
        """Say "Saved" for a moment, or that it will not last."""
        self.not_kept.setVisible(not kept)
        if kept:
            self.say_saved()

    def showEvent(self, event: QShowEvent) -> None:
        """A tray may have come or gone since the last look."""
        super().showEvent(event)
        self._refresh()

    def _on_toggled(self) -> None:
        self._refresh()
        self.changed.emit(self.remind.isChecked(), self.stay.isChecked())

    def _refresh(self) -> None:
        """What can't be had can't be chosen; what was chosen can always be taken back."""
        able = self._can_speak()
        self.nowhere.setVisible(not able)
        self.remind.setEnabled(able or self.remind.isChecked())
        self.stay.setEnabled(self.remind.isChecked() and (able or self.stay.isChecked()))
