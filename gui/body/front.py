"""What is beside the map until the panel of places has been made?"""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from gui.widgets import column, label, rule

CAPS = "Where to start"
TITLE = "Point at your body"
HINT = (
    "Click the muscle or joint that feels tight, weak or behind. Evenside builds a routine for it."
)
LEAST_WIDTH, MOST_WIDTH = 336, 390


class FrontPanel(QFrame):
    """The first words of the panel, without its questions: they take longer to make."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side_panel")
        self.setMinimumWidth(LEAST_WIDTH)
        self.setMaximumWidth(MOST_WIDTH)
        words = label(CAPS, "caps"), label(TITLE, "title"), label(HINT, "muted")
        content = column(*words, 4, rule(), None, gap=6)
        content.setContentsMargins(23, 22, 16, 8)
        self.setLayout(content)
