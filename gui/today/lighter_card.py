"""Is a lighter week offered, or is one on?"""

from __future__ import annotations

from PySide6.QtCore import Signal

from core.lighter import LighterNow, LighterOffer
from gui.widgets import Card, button, label, row


class LighterCard(Card):
    """The offer of a lighter week, or the one that is on; hidden without either."""

    taken = Signal(object)
    """LighterOffer."""
    declined = Signal()
    given_back = Signal(object)
    """date: its first day."""

    def __init__(self) -> None:
        super().__init__(margin=18)
        self.setObjectName("lighter")
        self._offer: LighterOffer | None = None
        self._on: LighterNow | None = None
        self._head = label("", "heading")
        self._says = label("", "muted")
        self._take = button("Take a lighter week", name="take_lighter")
        self._take.clicked.connect(self._on_take)
        self._decline = button("Not now", "quiet", name="decline_lighter")
        self._decline.clicked.connect(self._on_decline)
        self._back = button("Take it back", "quiet", name="give_back_lighter")
        self._back.clicked.connect(self._on_back)
        self.inner.addWidget(self._head)
        self.inner.addWidget(self._says)
        self.inner.addLayout(row(self._take, self._decline, self._back, None))
        self.hide()

    def show_week(self, now: LighterNow | None, offer: LighterOffer | None) -> None:
        """Show what there is."""
        self._on, self._offer = now, offer
        self.setVisible(now is not None or offer is not None)
        self._take.setVisible(offer is not None)
        self._decline.setVisible(offer is not None)
        self._back.setVisible(now is not None)
        if now is not None:
            self._head.setText("A lighter week")
            used = " Taken back, what you did in it counts as usual." if now.used else ""
            self._says.setText(now.says + used)
        elif offer is not None:
            self._head.setText("Time for a lighter week?")
            self._says.setText(offer.says)
        self.setAccessibleName(f"{self._head.text()} {self._says.text()}")

    def _on_take(self) -> None:
        if self._offer is not None:
            self.taken.emit(self._offer)

    def _on_decline(self) -> None:
        self.declined.emit()

    def _on_back(self) -> None:
        if self._on is not None:
            self.given_back.emit(self._on.start)
