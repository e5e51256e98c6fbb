"""Today: two clicks from the start to the workout, the week, stretching and quiet reminders."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import time, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSlider, QWidget

from core.body import Side, Spot
from core.catalog import Equipment, Kind
from core.coach import Coach
from core.opening import Opener
from core.plans import Plan, PlanItem, plan_to_json
from core.profile import Profile
from core.routine import Feeling, Purpose
from core.safety import Readiness
from core.weeks import WeekPlan
from gui.first import greeting
from gui.main_window import PAGES, MainWindow
from gui.routine.card import ExerciseCard
from gui.routine.opening import OpenPlanDialog
from gui.safety.dialogs import PainDialog, ReadinessDialog
from gui.today.due_card import DueCard
from gui.today.page import TodayPage
from gui.today.strip import DayCell
from gui.today.week_dialog import WeekDialog
from gui.widgets import Page
from tests.core.test_selftests import both
from tests.factories import ask, catalog, exercise, safety, workout
from tests.gui.conftest import EVENING, Hands
from tests.gui.test_click_to_graph import answer_health

Start = Callable[..., Hands]
TODAY = EVENING.date()
"""A Thursday."""
THURSDAY = 3
ROW = Plan(
    "Row",
    Spot("upper_back", Side.RIGHT),
    Feeling.WEAK,
    25,
    (PlanItem("prone_arm_raise", Purpose.STRENGTHEN, "upper_back", 2),),
)
HIPS = Plan(
    "Hips",
    Spot("outer_hip", Side.LEFT),
    Feeling.WEAK,
    25,
    (PlanItem("banded_abduction", Purpose.STRENGTHEN, "outer_hip", 2),),
)
HIP = Spot("hip_flexors", Side.LEFT)


@contextmanager
def log_of(folder: Path, *, healthy: bool = True) -> Iterator[Coach]:
    """The person's log, before the app starts."""
    opener = Opener(folder, catalog(), safety())
    made = opener.open()
    if healthy:
        made.save_readiness(Readiness(TODAY), today=TODAY)
    yield made
    opener.close()


def keep(made: Coach, *plans: Plan, **days: tuple[int, ...]) -> None:
    """Keep plans and their days, as a month ago."""
    for plan in plans:
        made._log.save_plan(plan.name, plan_to_json(plan))
    week = WeekPlan()
    for name, weekdays in days.items():
        week = week.put(name, weekdays)
    made.weeks.save(week, today=TODAY - timedelta(days=30))


def today_of(hands: Hands) -> TodayPage:
    page = hands.app.window.today
    hands.wait(lambda: hands.app.window.page is page and page.home is not None)
    hands.settle()
    return page


def cards(page: TodayPage) -> list[DueCard]:
    return [c for c in page.findChildren(DueCard) if c.isVisible()]


def is_shown(window: MainWindow, page: Page) -> bool:
    return window.page is page


def keyboard(hands: Hands, window: QWidget, key: Qt.Key) -> None:
    """Press a key where the keyboard of a window is."""
    where = window.focusWidget()
    assert where is not None
    hands.key(where, key)


def test_the_pages_stand_in_their_order_and_answer_to_their_numbers(
    start: Start, tmp_path: Path
) -> None:
    assert [text for _, text in PAGES] == [
        "Today",
        "Body",
        "Routine",
        "Progress",
        "Exercises",
        "History",
        "Settings",
    ]
    with log_of(tmp_path) as made:
        keep(made, ROW)
    hands = start()
    window = hands.app.window
    for i in range(len(PAGES)):
        page = window.pages[i]
        key = Qt.Key(Qt.Key.Key_1.value + i)
        hands.key(window, key, Qt.KeyboardModifier.ControlModifier)
        hands.wait(partial(is_shown, window, page))


def test_the_very_first_start_shows_the_body_and_today_leads_there(start: Start) -> None:
    hands = start()
    window = hands.app.window
    assert window.page is window.body
    hands.press("rail_today")
    page = today_of(hands)
    assert page.says() == "Nothing is planned yet."
    hands.press("today_body")
    assert window.page is window.body


def test_two_clicks_from_the_start_of_the_app_to_the_running_workout(
    start: Start, tmp_path: Path
) -> None:
    with log_of(tmp_path) as made:
        keep(made, ROW, Row=(THURSDAY,))
    hands = start()
    page = today_of(hands)
    assert page.says() == "“Row” is for today."
    hands.press("start_Row")
    assert isinstance(hands.dialog(), OpenPlanDialog)
    hands.press("open_plan")
    window = hands.app.window
    hands.wait(lambda: window.page is window.training)
    hands.settle()
    assert window.training.exercise_id == "prone_arm_raise"


def test_the_same_by_keyboard_alone(start: Start, tmp_path: Path) -> None:
    with log_of(tmp_path) as made:
        keep(made, ROW, Row=(THURSDAY,))
    hands = start()
    today_of(hands)
    window = hands.app.window

    def at_start() -> bool:
        focus = window.focusWidget()
        return focus is not None and focus.objectName() == "start_Row"

    hands.wait(at_start)
    keyboard(hands, window, Qt.Key.Key_Return)
    keyboard(hands, hands.dialog(), Qt.Key.Key_Return)
    hands.wait(lambda: window.page is window.training)


def test_pain_is_asked_before_a_due_plan_and_looked_at_before_it_starts(
    start: Start, tmp_path: Path
) -> None:
    with log_of(tmp_path) as made:
        keep(made, ROW, Row=(THURSDAY,))
    hands = start()
    today_of(hands)
    hands.press("start_Row")
    dialog = hands.dialog()
    slider = dialog.findChild(QSlider)
    assert slider is not None
    slider.setValue(3)
    hands.press("open_plan")
    hands.wait(lambda: isinstance(hands.dialog(), PainDialog))
    pain = hands.dialog()
    assert isinstance(pain, PainDialog)
    hands.click(pain.none.box)
    hands.click(pain.go_on)
    window = hands.app.window
    hands.wait(lambda: window.page is window.routine)
    hands.settle()
    assert window.routine.routine is not None
    assert window.routine.routine.request.report.pain == 3


def test_the_health_questions_come_first_and_then_it_starts(start: Start, tmp_path: Path) -> None:
    with log_of(tmp_path, healthy=False) as made:
        keep(made, ROW, Row=(THURSDAY,))
    hands = start()
    today_of(hands)
    hands.press("start_Row")
    hands.press("open_plan")
    hands.wait(lambda: isinstance(hands.dialog(), ReadinessDialog))
    answer_health(hands)
    hands.wait(lambda: hands.app.window.page is hands.app.window.training)


def test_the_week_is_chosen_checked_and_kept(start: Start, tmp_path: Path) -> None:
    with log_of(tmp_path) as made:
        keep(made, ROW, HIPS)
    hands = start()
    page = today_of(hands)
    hands.press("today_week")
    dialog = hands.dialog()
    assert isinstance(dialog, WeekDialog)
    for day in ("Thursday", "Friday"):
        hands.press(f"Row_{day}")
    assert not dialog.save.isEnabled()
    assert "less than 48 hours apart" in dialog.says.text()
    hands.press("move_days")
    assert dialog.save.isEnabled()
    assert dialog.says.text() == "Every muscle gets its 48 hours."
    assert len(dialog.week.of("Row")) == 2
    hands.click(dialog.findChildren(QPushButton)[0])  # Mondays of the first plan, by hand
    per = next(b for b in dialog.findChildren(QPushButton) if b.text() == "3 × a week")
    hands.click(per)
    assert len(dialog.week.of("Row")) == len(dialog.week.of("Hips")) == 3
    for n in range(7):
        dialog._buttons["Row", n].setChecked(n == THURSDAY)
    hands.press("keep_week")
    hands.settle()
    hands.wait(lambda: page.says() == "“Row” is for today." or "“Hips”" in page.says())
    hands.wait(lambda: any(card.due.plan.name == "Row" for card in cards(page)))
    cells = [c for c in page.findChildren(DayCell) if c.isVisible()]
    assert len(cells) == 7
    assert cells[0].accessibleName().startswith("Today, 12 March: ")
    assert "Row" in cells[0].accessibleName()
    hands = start()
    page = today_of(hands)
    hands.wait(lambda: any(card.due.plan.name == "Row" for card in cards(page)))


def test_a_time_that_is_none_is_refused_where_it_was_typed(start: Start, tmp_path: Path) -> None:
    with log_of(tmp_path) as made:
        keep(made, ROW, Row=(THURSDAY,))
    hands = start()
    page = today_of(hands)
    hands.press("plan_week")
    dialog = hands.dialog()
    field = dialog.findChild(QLineEdit, "stretch_first")
    assert field is not None
    hands.type(field, "noon")
    hands.press("keep_week")
    assert dialog.isVisible()
    assert dialog.focusWidget() is field
    field.clear()
    hands.type(field, "19:30")
    hands.press("keep_week")
    hands.settle()
    assert page.home is not None
    hands.wait(lambda: page.home is not None and page.home.profile.stretch_at == (time(19, 30),))


def test_a_reminder_is_a_quiet_line_elsewhere_and_gone_when_it_is_done(
    start: Start, tmp_path: Path
) -> None:
    with log_of(tmp_path) as made:
        keep(made, ROW, Row=(THURSDAY,))
        made.save_profile(replace(made.profile(), train_at=time(17)))
    hands = start()
    page, window = today_of(hands), hands.app.window
    assert not window.reminder.isVisible()
    hands.press("rail_body")
    hands.wait(window.reminder.isVisible)
    assert window.reminder.text() == "Time for “Row”."
    hands.click(window.reminder._action)
    assert window.page is page
    hands.press("rail_history")
    assert not window.reminder.isVisible()


def test_a_reminder_goes_when_its_thing_is_done_and_waits_in_a_workout(
    start: Start, tmp_path: Path
) -> None:
    with log_of(tmp_path) as made:
        keep(made, ROW, Row=(THURSDAY,))
        made.save_profile(replace(made.profile(), train_at=time(17)))
    hands = start()
    page, window = today_of(hands), hands.app.window
    hands.press("start_Row")
    hands.press("open_plan")
    hands.wait(lambda: window.page is window.training)
    assert not window.reminder.isVisible()
    window.go(window.body)
    hands.wait(window.reminder.isVisible)
    for entry in workout("prone_arm_raise", TODAY):
        hands.app.model.log(entry)
    hands.settle()
    hands.wait(lambda: not window.reminder.isVisible())
    window.go(page)
    hands.settle()
    hands.wait(lambda: page.says().startswith("Done for today"))
    hands.find("resume_banner")
    page.resume_wanted.emit()
    assert window.page is window.training


def test_two_clicks_to_stretching_without_what_hurts(start: Start, tmp_path: Path) -> None:
    with log_of(tmp_path) as made:
        made.weeks.keep_tight([HIP, Spot("chest", Side.RIGHT)])
        keep(made, ROW)
    hands = start()
    page, window = today_of(hands), hands.app.window
    hands.press("stretch_now")
    hands.dialog()
    hands.press("hurts_hip_flexors_left")
    hands.press("start_stretching")
    hands.wait(lambda: window.page is window.training)
    hands.settle()
    routine = window.training.workout.course.routine  # type: ignore[union-attr]
    muscles = set(catalog().body.region("hip_flexors").muscles)
    for item in routine.items:
        of = exercise(item.exercise_id)
        assert of.kind is Kind.STRETCH
        assert not muscles & set(of.stretched)
    window.training.ended.emit()
    assert window.page is page


def test_a_stretch_workout_names_its_places_and_says_all_of_them(
    start: Start, tmp_path: Path
) -> None:
    with log_of(tmp_path) as made:
        keep(made, ROW)
        made.weeks.keep_tight((Spot("chest", Side.RIGHT), Spot("calf", Side.LEFT)))
    hands = start()
    today_of(hands)
    hands.press("stretch_now")
    hands.dialog()
    hands.press("start_stretching")
    window = hands.app.window
    hands.wait(lambda: window.page is window.training)
    hands.settle()
    place = window.training.workout.stage._place
    assert place.text() == "Right chest and left calf · exercise 1 of 2"
    assert place.accessibleName() == "For your right chest and left calf, exercise 1 of 2"
    window.training.ended.emit()


def test_what_is_tight_is_chosen_and_stays_chosen(start: Start, tmp_path: Path) -> None:
    with log_of(tmp_path) as made:
        keep(made, ROW)
    hands = start()
    page = today_of(hands)
    hands.press("choose_tight")
    hands.dialog()
    hands.press("tight_calf_right")
    hands.press("keep_tight")
    hands.settle()
    hands.wait(
        lambda: page.home is not None and page.home.stretching.tight == (Spot("calf", Side.RIGHT),)
    )
    page = today_of(start())
    assert page.home is not None
    assert page.home.profile.tight == (Spot("calf", Side.RIGHT),)


def test_a_lighter_week_is_taken_back_and_declined(start: Start, tmp_path: Path) -> None:
    monday = TODAY - timedelta(days=TODAY.weekday())
    with log_of(tmp_path) as made:
        keep(made, ROW, Row=(THURSDAY,))
        for week in range(7):
            for day in (0, 3):
                when = monday - timedelta(days=7 * week + 7 - day)
                made.log_many(workout("prone_arm_raise", when), today=TODAY)
    hands = start()
    page = today_of(hands)
    card = page.lighter
    assert card.isVisible()
    hands.press("take_lighter")
    hands.settle()
    hands.wait(lambda: "Lighter week until" in card.accessibleName())
    assert any("Lighter week" in note for note in first_preview(page))
    hands.press("give_back_lighter")
    hands.settle()
    hands.wait(lambda: "You decide" in card.accessibleName())
    hands.press("decline_lighter")
    hands.settle()
    hands.wait(lambda: not card.isVisible())


def first_preview(page: TodayPage) -> tuple[str, ...]:
    assert page.home is not None
    return page.home.previews[0].opened.routine.notes


def test_a_climbed_exercise_goes_back_from_its_card_and_stays_back(
    start: Start, tmp_path: Path
) -> None:
    with log_of(tmp_path) as made:
        usual = Profile()
        made.save_profile(replace(usual, equipment=usual.equipment | {Equipment.CABLE}))
        keep(made, HIPS, Hips=(THURSDAY,))
        for day in (3, 6, 10, 13):
            when = TODAY - timedelta(days=day)
            made.log_many(workout("banded_abduction", when), today=TODAY)
    hands = start()
    page, window = today_of(hands), hands.app.window
    assert any("takes the place of Banded Abduction" in note for note in first_preview(page))
    hands.press("look_Hips")
    hands.press("open_plan")
    hands.wait(lambda: window.page is window.routine)
    hands.settle()
    shown = [c for c in window.routine.findChildren(ExerciseCard) if c.isVisible()]
    back: QAction = next(
        a for a in shown[0].menu().actions() if a.text() == "Back to Banded Abduction"
    )
    back.trigger()
    hands.settle()
    assert window.routine.routine is not None
    assert window.routine.routine.items[0].exercise_id == "banded_abduction"
    window.go(page)
    hands.settle()
    hands.wait(lambda: not any("takes the place" in note for note in first_preview(page)))


def test_a_tight_routine_is_remembered_although_the_settings_are_saved_afterwards(
    start: Start, tmp_path: Path
) -> None:
    with log_of(tmp_path) as made:
        keep(made, ROW)
    hands = start()
    hands.app.model.plan(ask("calf", Side.RIGHT, feeling=Feeling.TIGHT))
    hands.settle()
    settings = hands.app.window.settings
    hands.app.window.go(settings)
    hands.settle()
    settings.look.motions.chip("still").click()
    hands.settle()
    hands.app.window.go(hands.app.window.today)
    page = today_of(hands)
    assert page.home is not None
    assert page.home.profile.motion == "still"
    assert page.home.profile.tight == (Spot("calf", Side.RIGHT),)


def test_the_date_and_a_greeting_stand_above_everything(start: Start, tmp_path: Path) -> None:
    with log_of(tmp_path) as made:
        keep(made, ROW, Row=(4,))
    page = today_of(start())
    assert page._date.text() == "THURSDAY, 12 MARCH"
    assert page._title.text() == "Good evening"
    assert page.says().startswith("A rest day")


@pytest.mark.parametrize(
    ("hour", "said"), [(4, "evening"), (5, "morning"), (12, "afternoon"), (17, "evening")]
)
def test_the_greeting_goes_by_the_hour(hour: int, said: str) -> None:
    assert greeting(hour) == f"Good {said}"


def raise_heels(made: Coach, *ago_days: int) -> None:
    """Keep days of a test, so that it is due four weeks after the last."""
    test = made.testing.test("heel_raise")
    assert test is not None
    for n in ago_days:
        for one in both(test, 20.0, 24.0, TODAY - timedelta(days=n)):
            made._log.add_result(one)


def strip_of(page: TodayPage) -> list[str]:
    return [c.accessibleName() for c in page.findChildren(DayCell) if c.isVisible()]


def test_a_test_day_stands_in_the_week_and_on_its_day_a_line_leads_to_it(
    start: Start, tmp_path: Path
) -> None:
    with log_of(tmp_path) as made:
        keep(made, ROW, Row=(THURSDAY,))
        raise_heels(made, 60, 50, 28)
    hands = start()
    page, window = today_of(hands), hands.app.window
    said = "Today is test day: Heel raises on one leg. It comes before you train."
    assert page._tests.text() == said
    assert strip_of(page)[0] == ("Today, 12 March: test day (Heel raises on one leg), then “Row”")
    hands.click(page._tests._action)
    assert window.page is window.tests
    hands.settle()
    assert window.tests is not None
    chosen = [offer.test.id for offer in window.tests.choose.chosen()]
    assert chosen == ["heel_raise"]  # nothing is left but to press Start
    tests = window.tests.tests
    test = next(o.test for o in window.tests.choose.chosen())
    for one in both(test, 21.0, 24.0, TODAY):
        tests.save(one)
    hands.settle()
    window.go(page)
    hands.settle()
    assert page._tests.text() == ""
    assert not any("test day" in text for text in strip_of(page))


def test_a_test_day_without_training_has_the_card_of_the_day(start: Start, tmp_path: Path) -> None:
    with log_of(tmp_path) as made:
        keep(made, ROW, Row=(4,))
        raise_heels(made, 60, 50, 28)
    hands = start()
    page, window = today_of(hands), hands.app.window
    assert page._tests.text() == ""
    said = {label.text() for label in page.findChildren(QLabel) if label.isVisible()}
    assert "Test day" in said
    assert any("Heel raises on one leg. No training today" in text for text in said)
    assert window.focusWidget() is hands.find("today_tests")
    keyboard(hands, window, Qt.Key.Key_Return)
    hands.wait(lambda: window.page is window.tests)


def test_a_test_day_ahead_is_seen_in_the_strip_only(start: Start, tmp_path: Path) -> None:
    with log_of(tmp_path) as made:
        keep(made, ROW, Row=(THURSDAY,))
        raise_heels(made, 60, 50, 26)
    hands = start()
    page = today_of(hands)
    assert page._tests.text() == ""
    assert [("test day" in text) for text in strip_of(page)].index(True) == 2
    before = page.findChildren(DayCell)[2].grab().toImage()
    assert before != page.findChildren(DayCell)[3].grab().toImage()


def test_weekdays_are_kept_free_of_tests_by_keys_alone(start: Start, tmp_path: Path) -> None:
    with log_of(tmp_path) as made:
        keep(made, ROW, Row=(THURSDAY,))
        raise_heels(made, 60, 50, 28)
    hands = start()
    page = today_of(hands)
    hands.press("plan_week")
    dialog = hands.dialog()
    assert isinstance(dialog, WeekDialog)
    assert dialog.tests.says.text() == "Next: Thursday, 12 March (Heel raises on one leg)."
    chip = hands.find("tests_Thursday")
    assert chip.accessibleName() == "Test day may be on Thursday"
    chip.setFocus()
    hands.key(chip, Qt.Key.Key_Space)
    assert dialog.tests.says.text() == "The next one moves to an open day."
    hands.press("keep_week")
    hands.settle()
    hands.wait(lambda: any("test day" in text for text in strip_of(page)[1:]))
    assert page._tests.text() == ""
    assert "test day" in strip_of(page)[1]
    hands.press("plan_week")
    again = hands.dialog()
    assert isinstance(again, WeekDialog)
    assert THURSDAY not in again.tests.weekdays
    for name in ("Monday", "Tuesday", "Wednesday", "Friday", "Saturday", "Sunday"):
        hands.press(f"tests_{name}")
    assert "leaves tests out" in again.tests.says.text()
    hands.press("keep_week")
    hands.settle()
    hands.wait(lambda: page._tests.text() == "1 test at home is due.")
    assert not any("test day" in text for text in strip_of(page))
