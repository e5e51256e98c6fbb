from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.safety import PainReport, Permission, Readiness, Tier
from gui.clock import Clock
from gui.safety.dialogs import AdviceCard, PainDialog, ReadinessDialog
from gui.safety.pieces import AskDialog
from tests import factories as make

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

CLOCK = Clock(datetime(2026, 3, 12, 18, tzinfo=UTC))
LEFT = Qt.MouseButton.LeftButton


def shown(qtbot: QtBot, dialog: AskDialog) -> None:
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()


def readiness(qtbot: QtBot, known: Readiness | None = None) -> ReadinessDialog:
    dialog = ReadinessDialog(make.safety(), known, CLOCK)
    shown(qtbot, dialog)
    return dialog


def pain(qtbot: QtBot, *, level: int = 4, constant: bool = False) -> PainDialog:
    dialog = PainDialog(make.safety(), "left glutes", level, constant)
    shown(qtbot, dialog)
    return dialog


def press(qtbot: QtBot, dialog: AskDialog, name: str) -> None:
    found = dialog.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    QTest.mouseClick(found, LEFT)


def say(qtbot: QtBot, dialog: ReadinessDialog, question: str, *, yes: bool) -> None:
    answers = {q.id: choice for q, choice in dialog._asked}
    QTest.mouseClick(answers[question].chip(yes), LEFT)


def test_nothing_is_answered_for_the_person(qtbot: QtBot) -> None:
    known = Readiness(make.ago(400), frozenset({"heart"}), cleared=True)
    dialog = readiness(qtbot, known)
    assert all(choice.answer is None for _, choice in dialog._asked)
    assert not dialog.agreed.isChecked()
    assert not dialog.go_on.isEnabled()


def test_continue_waits_for_the_last_answer(qtbot: QtBot) -> None:
    dialog = readiness(qtbot)
    for question in make.safety().questions:
        assert not dialog.go_on.isEnabled()
        say(qtbot, dialog, question.id, yes=False)
    assert dialog.go_on.isEnabled()
    with qtbot.waitSignal(dialog.answered) as caught:
        QTest.mouseClick(dialog.go_on, LEFT)
    assert caught.args == [Readiness(make.TODAY)]
    assert not dialog.isVisible()


def test_a_serious_yes_asks_whether_a_professional_agreed(qtbot: QtBot) -> None:
    dialog = readiness(qtbot)
    for question in make.safety().questions:
        say(qtbot, dialog, question.id, yes=question.id == "heart")
    assert dialog.agreed.isVisible()
    QTest.mouseClick(dialog.agreed, LEFT)
    with qtbot.waitSignal(dialog.answered) as caught:
        QTest.mouseClick(dialog.go_on, LEFT)
    assert caught.args == [Readiness(make.TODAY, frozenset({"heart"}), cleared=True)]


def test_without_the_agreement_the_yes_counts(qtbot: QtBot) -> None:
    dialog = readiness(qtbot)
    for question in make.safety().questions:
        say(qtbot, dialog, question.id, yes=question.id == "heart")
    with qtbot.waitSignal(dialog.answered) as caught:
        QTest.mouseClick(dialog.go_on, LEFT)
    assert caught.args is not None
    advice = make.safety().readiness_advice(caught.args[0], today=make.TODAY)
    assert advice is not None


def test_an_agreement_is_forgotten_with_the_yes_it_was_for(qtbot: QtBot) -> None:
    dialog = readiness(qtbot)
    for question in make.safety().questions:
        say(qtbot, dialog, question.id, yes=question.id == "heart")
    QTest.mouseClick(dialog.agreed, LEFT)
    say(qtbot, dialog, "heart", yes=False)
    assert not dialog.agreed.isVisible()
    with qtbot.waitSignal(dialog.answered) as caught:
        QTest.mouseClick(dialog.go_on, LEFT)
    assert caught.args == [Readiness(make.TODAY)]


def test_a_joint_problem_leads_to_the_pain_questions_instead(qtbot: QtBot) -> None:
    dialog = readiness(qtbot)
    say(qtbot, dialog, "joint", yes=True)
    assert not dialog.agreed.isVisible()


def test_the_health_questions_need_only_the_keyboard(qtbot: QtBot) -> None:
    dialog = readiness(qtbot)
    for _, choice in dialog._asked:
        assert focused(dialog) is choice.chip(value=True), "Tab goes from question to question"
        QTest.keyClick(focused(dialog), Qt.Key.Key_Right)
        QTest.keyClick(focused(dialog), Qt.Key.Key_Space)
        assert choice.answer is False
        QTest.keyClick(focused(dialog), Qt.Key.Key_Tab)
    assert focused(dialog) is dialog.cancel
    QTest.keyClick(dialog.cancel, Qt.Key.Key_Tab)
    with qtbot.waitSignal(dialog.answered):
        QTest.keyClick(focused(dialog), Qt.Key.Key_Return)


def focused(dialog: AskDialog) -> QWidget:
    return QApplication.focusWidget() or dialog


def test_escape_cancels_and_tells_nobody(qtbot: QtBot) -> None:
    dialog = pain(qtbot)
    told = QSignalSpy(dialog.reported)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert told.count() == 0


def test_none_of_these_has_to_be_said(qtbot: QtBot) -> None:
    dialog = pain(qtbot)
    assert not dialog.go_on.isEnabled()
    QTest.mouseClick(dialog.none, LEFT)
    with qtbot.waitSignal(dialog.reported) as caught:
        QTest.mouseClick(dialog.go_on, LEFT)
    assert caught.args == [PainReport(pain=4, flags_asked=True)]


def test_none_of_these_and_a_sign_exclude_each_other(qtbot: QtBot) -> None:
    dialog = pain(qtbot)
    QTest.mouseClick(dialog.ticks["night"], LEFT)
    QTest.mouseClick(dialog.ticks["fever"], LEFT)
    QTest.mouseClick(dialog.none, LEFT)
    assert not dialog.ticks["night"].isChecked()
    assert not dialog.ticks["fever"].isChecked()
    QTest.mouseClick(dialog.ticks["night"], LEFT)
    assert not dialog.none.isChecked()
    assert dialog.go_on.isEnabled()
    QTest.mouseClick(dialog.ticks["night"], LEFT)
    assert not dialog.go_on.isEnabled()


def test_a_sign_is_reported_and_stops_the_place(qtbot: QtBot) -> None:
    dialog = pain(qtbot)
    QTest.mouseClick(dialog.ticks["cauda_equina"], LEFT)
    with qtbot.waitSignal(dialog.reported) as caught:
        QTest.mouseClick(dialog.go_on, LEFT)
    assert caught.args is not None
    report = caught.args[0]
    assert report.flags == {"cauda_equina"}
    clearance = make.safety().clear(report)
    assert clearance.permission is Permission.STOP
    assert clearance.advice is not None
    assert clearance.advice.tier is Tier.NOW


@pytest.mark.parametrize("changes", [True, False])
def test_constant_pain_is_asked_whether_it_changes(qtbot: QtBot, changes: bool) -> None:
    dialog = pain(qtbot, constant=True)
    QTest.mouseClick(dialog.none, LEFT)
    assert not dialog.go_on.isEnabled()
    assert dialog.changes is not None
    QTest.mouseClick(dialog.changes.chip(changes), LEFT)
    with qtbot.waitSignal(dialog.reported) as caught:
        QTest.mouseClick(dialog.go_on, LEFT)
    assert caught.args is not None
    assert caught.args[0].changes is changes
    assert make.safety().clear(caught.args[0]).permission is (
        Permission.GENTLE if changes else Permission.STOP
    )


def test_every_asked_sign_is_there_the_most_urgent_first(qtbot: QtBot) -> None:
    dialog = pain(qtbot)
    asked = [flag for flag in make.safety().flags if flag.asked]
    assert list(dialog.ticks) == [f.id for tier in Tier for f in asked if f.tier is tier]
    assert set(dialog.ticks) == {flag.id for flag in asked}


def test_the_signs_need_only_the_keyboard(qtbot: QtBot) -> None:
    dialog = pain(qtbot)
    for tick in dialog.ticks.values():
        assert QApplication.focusWidget() is tick.box
        QTest.keyClick(tick.box, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.none.box
    QTest.keyClick(dialog.none.box, Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.reported):
        QTest.keyClick(dialog.none.box, Qt.Key.Key_Return)


def test_on_a_low_screen_the_questions_scroll(qtbot: QtBot) -> None:
    dialog = pain(qtbot, constant=True)
    dialog.fit(640)
    assert dialog.height() <= 640
    bar = dialog.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    dialog.none.box.setFocus(Qt.FocusReason.TabFocusReason)
    dialog.area.ensureWidgetVisible(dialog.none.box)
    assert bar.value() > 0


def test_every_question_has_a_name_for_a_screen_reader(qtbot: QtBot) -> None:
    asked, signs = readiness(qtbot), pain(qtbot)
    for _, choice in asked._asked:
        assert choice.chip(value=True).accessibleName().startswith("Yes: ")
    for name, tick in signs.ticks.items():
        text = next(flag.text for flag in make.safety().flags if flag.id == name)
        assert tick.box.accessibleName() == text


def test_advice_says_why_and_can_be_cleared_only_where_asked(qtbot: QtBot) -> None:
    advice = make.safety().clear(make.report(4, flags=frozenset({"night"}))).advice
    assert advice is not None
    plain, clearable = AdviceCard(advice), AdviceCard(advice, can_clear=True)
    qtbot.addWidget(plain)
    qtbot.addWidget(clearable)
    assert plain.findChild(QPushButton, "clear_advice") is None
    with qtbot.waitSignal(clearable.cleared):
        QTest.mouseClick(clearable.clear_button, LEFT)
