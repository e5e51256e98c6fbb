"""Fields of a form: what is typed stands clear of the frame."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.fields import NumberEdit
from gui.theme import DARK, LIGHT, Theme, apply
from gui.widgets import column

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def first_ink(field: QWidget, theme: Theme) -> int:
    """How many pixels from the frame the first letter begins, in the row of the text's middle."""
    image: QImage = field.grab().toImage()
    ground = QColor(theme.card)
    rows = range(field.height() // 2 - 5, field.height() // 2 + 6)
    for x in range(4, field.width()):
        for y in rows:
            seen = image.pixelColor(QPoint(x, y))
            if abs(seen.lightness() - ground.lightness()) > 60:
                return x
    raise AssertionError("nothing is written")


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_a_number_stands_where_the_text_of_other_fields_stands(
    qtbot: QtBot, qapp: QApplication, theme: Theme
) -> None:
    before = qapp.styleSheet()
    apply(qapp, theme)
    try:
        whole = QWidget()
        number, plain, other = NumberEdit(5, 90, name="n"), QLineEdit("30"), QPushButton("x")
        number.setSuffix(" min")
        number.setValue(30)
        whole.setLayout(column(number, plain, other))
        qtbot.addWidget(whole)
        whole.resize(240, 140)
        with qtbot.waitExposed(whole):
            whole.show()
        other.setFocus()
        wanted = first_ink(plain, theme)
        assert abs(first_ink(number, theme) - wanted) <= 1
        for width in (180, 320):
            whole.resize(width, 140)
            assert abs(first_ink(number, theme) - wanted) <= 1
    finally:
        qapp.setStyleSheet(before)
