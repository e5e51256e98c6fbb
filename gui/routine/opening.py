"""How does the place of a kept plan feel today?"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QWidget

from gui.fields import PainSlider
from gui.widgets import button, column, label, row


class OpenPlanDialog(QDialog):
    """Asks for pain before a kept plan opens: yesterday's answer is not today's."""

    answered = Signal(int, bool)
    """Pain 0 to 10, and whether it is constant."""

    def __init__(
        self,
        plan: str,
        place: str,
        do: str,
        parent: QWidget,
        *,
        question: str = "",
        go_on: str = "Open the plan",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(plan)
        self.setMinimumWidth(380)
        self._pain = PainSlider(name="plan_pain")
        self._pain.valueChanged.connect(self._on_pain)
        self._value = label("0 / 10", "strong", wrap=False)
        self._constant = QCheckBox("The pain is there all the time")
        self._constant.hide()
        go = button(go_on, "primary", name="open_plan")
        go.clicked.connect(self._on_open)
        cancel = button("Cancel")
        cancel.clicked.connect(self.reject)
        content = column(
            label(plan, "heading"),
            label(question or f"{do} your {place} hurt today?"),
            row(label("Pain now", wrap=False), None, self._value),
            self._pain,
            self._constant,
            row(None, cancel, go),
            gap=12,
        )
        content.setContentsMargins(20, 18, 20, 18)
        self.setLayout(content)
        go.setFocus()

    def _on_pain(self, pain: int) -> None:
        self._value.setText(f"{pain} / 10")
        self._constant.setVisible(pain > 0)
        if pain == 0:
            self._constant.setChecked(False)

    def _on_open(self) -> None:
        self.answered.emit(self._pain.value(), self._constant.isChecked())
        self.accept()
