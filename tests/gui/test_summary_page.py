"""After a workout: what each side did, how it feels now, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QWidget

from core.body import Side, Spot
from core.coach import Coach
from core.errors import Problem
from core.journal import AfterNote, SetEntry
from core.lights import Colour, Light, Reaction
from core.stretching import StretchRow
from gui.safety.dialogs import AdviceCard, PainDialog
from gui.theme import DARK, LIGHT
from gui.training.after import AfterRow
from gui.training.light import LightChip, colour_of
from gui.training.pain_scale import PainScale
from gui.training.stretch_bars import MOST_ROWS, StretchCard
from gui.training.summary import Summary
from tests.factories import TODAY, ago, workout
from tests.gui.conftest import Hands

Start = Callable[..., Hands]
ROW, LUNGE, STRETCH = "single_arm_row", "reverse_lunge", "hip_flexor_stretch"
NOW = "now"


def sets(of: str, day: date = TODAY, *, minute: int = 0, **more: object) -> list[SetEntry]:
    """A workout of an exercise, beginning at a minute."""
    made = workout(of, day, **more)  # type: ignore[arg-type]
    return [replace(e, at=e.at + timedelta(minutes=minute + n)) for n, e in enumerate(made)]


def opened(hands: Hands, entries: list[SetEntry]) -> Summary:
    """Log sets and show the summary of the workout called "now"."""
    for entry in entries:
        hands.app.model.log(entry)
    hands.settle()
    window = hands.app.window
    page = window.training
    window.go(page)
    page.summary.open_workout(NOW)
    page._stack.setCurrentWidget(page.summary)
    hands.settle()
    hands.wait(lambda: all(card.isVisible() for card in page.summary._cards))
    return page.summary


def texts(widget: QWidget) -> list[str]:
    """What can be read."""
    return [w.text() for w in widget.findChildren(QLabel) if w.isVisible() and w.text()]


def row_of(page: Summary, side: Side | None) -> AfterRow:
    """The question about a side."""
    return next(r for r in page.after.rows if r.did.side is side)


def kept(hands: Hands) -> list[AfterNote]:
    """The notes that are on disk."""
    found: list[AfterNote] = []

    def take(history: object) -> None:
        found.extend(history.after)  # type: ignore[attr-defined]

    hands.app.model.history_ready.connect(take)
    hands.app.model.load_history()
    hands.settle()
    hands.app.model.history_ready.disconnect(take)
    return found


def test_the_summary_says_what_each_side_did_and_what_comes_next(start: Start) -> None:
    hands = start()
    page = opened(
        hands,
        [
            *sets(ROW, ago(3), left=9, right=9, load_kg=12.0),
            *sets(ROW, left=10, right=10, load_kg=12.0, sets=2, workout_id=NOW),
            *sets(STRETCH, minute=9, left=60, right=60, sets=2, workout_id=NOW),
        ],
    )
    said = texts(page)
    assert "Done for today" in said
    assert "8 sets of 2 exercises in 14 minutes, all in your log." in said
    assert said.count("Twice 12 kg × 10, 2 in reserve") == 2
    assert "Left: 12 kg × 10 with 2 in reserve, the strongest set so far." in said
    assert "Next time: 12 kg × 11" in said
    assert any(text.startswith("12 kg × 10 is what") for text in said)
    assert "Front of the hip" in said
    assert [chip.word for chip in page.findChildren(LightChip)] == ["Fine"] * 4
    assert hands.app.window.focusWidget() is page.close_button


def test_pain_right_after_is_asked_where_it_hurt_and_folded_elsewhere(start: Start) -> None:
    hands = start()
    entries = sets(LUNGE, left=8, right=8, workout_id=NOW)
    hurt = [replace(e, pain=4) if e.side is Side.RIGHT else e for e in entries]
    page = opened(hands, hurt)
    left, right = row_of(page, Side.LEFT), row_of(page, Side.RIGHT)
    assert right.isVisible()
    assert not left.isVisible()
    assert hands.app.window.focusWidget() is right.scale.number(0)
    hands.press("something_hurts")
    assert left.isVisible()


def test_a_number_is_kept_at_once_and_the_light_follows(start: Start) -> None:
    hands = start()
    page = opened(hands, sets(LUNGE, left=8, right=8, pain=1, workout_id=NOW))
    left = row_of(page, Side.LEFT)
    with hands.held():
        hands.click(left.scale.number(4))
        assert left.says() == "Saving …"
    hands.settle()
    assert kept(hands) == [AfterNote(NOW, LUNGE, Side.LEFT, TODAY, 4)]
    assert left.says() == "Kept. The same dose again, no increase."
    assert [chip.word for chip in page.findChildren(LightChip)] == ["Careful", "Fine"]
    assert left.scale.number(4).hasFocus(), "the page must not be built anew under the keyboard"
    hands.click(left.scale.number(0))
    hands.settle()
    assert [note.pain for note in kept(hands)] == [0]
    assert left.says() == "Kept."


def test_a_number_that_could_not_be_kept_is_taken_back(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = start()
    page = opened(hands, sets(LUNGE, left=8, right=8, pain=1, workout_id=NOW))

    def full(*_: object, **__: object) -> None:
        raise Problem("The disk is full.")

    monkeypatch.setattr(Coach, "add_after", full)
    left = row_of(page, Side.LEFT)
    hands.click(left.scale.number(3))
    hands.settle()
    assert left.says() == "The disk is full."
    assert left.value is None


def test_by_keyboard_walking_over_numbers_keeps_none_of_them(start: Start) -> None:
    hands = start()
    page = opened(hands, sets(LUNGE, left=8, right=8, pain=1, workout_id=NOW))
    left = row_of(page, Side.LEFT)
    for _ in range(3):
        hands.key(hands.app.window.focusWidget() or page, Qt.Key.Key_Right)
    hands.settle()
    assert kept(hands) == []
    hands.key(left.scale.number(3), Qt.Key.Key_Space)
    hands.settle()
    assert [note.pain for note in kept(hands)] == [3]


def test_over_five_asks_about_red_flags_and_a_flag_pauses_the_place(start: Start) -> None:
    hands = start()
    page = opened(hands, sets(LUNGE, left=8, right=8, pain=2, workout_id=NOW))
    hands.click(row_of(page, Side.RIGHT).scale.number(7))
    dialog = hands.dialog()
    assert isinstance(dialog, PainDialog)
    hands.click(hands.find("flag_locking", QCheckBox))
    hands.click(next(b for b in dialog.findChildren(QPushButton) if "Continue" in b.text()))
    hands.settle()
    (card,) = page.findChildren(AdviceCard)
    assert card.advice.title == "Please have this looked at first"
    body = hands.app.window.body
    assert [spot.side for spot in body._pauses] == [Side.RIGHT]


def test_over_five_without_a_flag_says_what_it_means(start: Start) -> None:
    hands = start()
    page = opened(hands, sets(LUNGE, left=8, right=8, pain=2, workout_id=NOW))
    hands.click(row_of(page, Side.RIGHT).scale.number(8))
    dialog = hands.dialog()
    hands.click(hands.find("none_of_these", QCheckBox))
    hands.click(next(b for b in dialog.findChildren(QPushButton) if "Continue" in b.text()))
    hands.settle()
    assert any(text.startswith("Pain over 5 of 10") for text in texts(page))
    assert not page.findChildren(AdviceCard)
    assert [chip.word for chip in page.findChildren(LightChip)] == ["Fine", "Stop"]


def test_both_sides_of_an_exercise_without_sides_are_paused(start: Start) -> None:
    hands = start()
    page = opened(hands, sets("glute_bridge", pain=2, workout_id=NOW))
    hands.click(row_of(page, None).scale.number(3))
    hands.settle()
    hands.click(hands.find("after_glute_bridge_both_signs"))
    dialog = hands.dialog()
    hands.click(hands.find("flag_night", QCheckBox))
    hands.click(next(b for b in dialog.findChildren(QPushButton) if "Continue" in b.text()))
    hands.settle()
    paused = set(hands.app.window.body._pauses)
    assert paused == {Spot("glutes", side) for side in Side}


def test_a_sharp_eye_for_another_workout_answers_of_old_ones_are_left_out(start: Start) -> None:
    hands = start()
    page = opened(hands, sets(LUNGE, left=8, right=8, workout_id=NOW))
    hands.app.model.log(sets(ROW, ago(1), workout_id="other")[0])
    hands.app.model.load_summary("other")
    hands.settle()
    assert page.workout_id == NOW
    assert "Reverse Lunge" in texts(page)


def test_a_side_that_was_left_out_is_named(start: Start) -> None:
    hands = start()
    left_only = [e for e in sets(LUNGE, left=8, workout_id=NOW) if e.side is Side.LEFT]
    page = opened(hands, left_only)
    assert "Not done." in texts(page)
    assert "▲ Right" in texts(page)


def test_a_workout_that_is_taken_out_says_so(start: Start) -> None:
    hands = start()
    entries = sets("glute_bridge", workout_id=NOW)
    page = opened(hands, entries)
    hands.app.model.undo(entries[0])
    hands.settle()
    assert texts(page) == [
        "Done for today",
        "Nothing of this workout is in your log any more.",
    ]
    hands.app.model.redo(entries[0])
    hands.wait(lambda: "Glute Bridge" in texts(page))


def test_the_tab_key_comes_to_what_hurt_before_the_graphs(start: Start) -> None:
    hands = start()
    entries = sets(LUNGE, left=8, right=8, workout_id=NOW)
    page = opened(hands, [replace(e, pain=4) if e.side is Side.RIGHT else e for e in entries])
    order: list[QWidget] = [page.close_button]
    while len(order) < 200 and order[-1].objectName() != f"graph_{LUNGE}":
        following = order[-1].nextInFocusChain()
        assert following is not None
        order.append(following)
    stops = [w for w in order if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible()]
    assert [w for w in stops if isinstance(w, QPushButton)] == [
        page.close_button,
        page.after.unfold,
        row_of(page, Side.RIGHT).scale.number(0),
        hands.find(f"graph_{LUNGE}"),
    ]


def test_close_and_graph_lead_away(start: Start) -> None:
    hands = start()
    page = opened(hands, sets(LUNGE, left=8, right=8, workout_id=NOW))
    asked: list[str] = []
    page.progress_wanted.connect(asked.append)
    hands.press(f"graph_{LUNGE}")
    assert asked == [LUNGE]
    hands.app.window.go(hands.app.window.training)
    closed: list[bool] = []
    page.closed.connect(lambda: closed.append(True))
    hands.key(page.close_button, Qt.Key.Key_Return)
    assert closed == [True]


# -- the pieces ------------------------------------------------------------------------------------


def test_every_light_has_a_shape_of_its_own_without_its_colour(qapp: QApplication) -> None:
    del qapp
    drawn = set()
    for colour in Colour:
        chip = LightChip(Light(ROW, Side.LEFT, colour, "Why.", Reaction.NORMAL, ""))
        chip.resize(chip.sizeHint())
        picture = chip.grab().toImage()
        mark = picture.copy(9, 5, 16, 16)
        light = mark.pixelColor(0, 0).lightnessF()
        shape = tuple(
            abs(mark.pixelColor(x, y).lightnessF() - light) > 0.2
            for x in range(16)
            for y in range(16)
        )
        drawn.add(shape)
        assert chip.accessibleName().startswith(colour.value)
    assert len(drawn) == len(Colour)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("colour", list(Colour))
def test_lights_can_be_read_on_a_card(theme: object, colour: Colour) -> None:
    from PySide6.QtGui import QColor

    assert theme in (LIGHT, DARK)
    worn = LIGHT if theme is LIGHT else DARK

    def luminance(c: QColor) -> float:
        parts = [
            v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4
            for v in (c.redF(), c.greenF(), c.blueF())
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    one, two = luminance(colour_of(colour, worn)), luminance(QColor(worn.card))
    assert (max(one, two) + 0.05) / (min(one, two) + 0.05) >= 4.5


def test_the_scale_is_one_stop_of_the_tab_key(qapp: QApplication) -> None:
    del qapp
    scale = PainScale("now", name="x")
    scale.choose(6)
    stops = [n for n in range(11) if scale.number(n).focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert stops == [6]


def test_a_week_without_stretches_says_what_a_week_needs(qapp: QApplication) -> None:
    del qapp
    card = StretchCard()
    card.show_rows(())
    said = [w.text() for w in card.findChildren(QLabel)]
    assert any(text.startswith("No stretch was held") for text in said)
    rows = [StretchRow(str(n), f"muscle {n}", 1.0, 2.0) for n in range(MOST_ROWS + 3)]
    card.show_rows(rows)
    said = [w.text() for w in card.findChildren(QLabel)]
    assert any("3 muscles more with less" in text for text in said)


def test_the_bars_say_both_sides_in_words(qapp: QApplication) -> None:
    del qapp
    card = StretchCard()
    card.show_rows([StretchRow("calf", "calf", 1.5, 10.0)])
    bars = card.findChild(QWidget, "stretch_calf")
    assert isinstance(bars, QWidget)
    assert bars.accessibleName() == ("calf: left 1.5 min, under the floor, right 10 min, enough")


@pytest.mark.parametrize("width", [1280, 1024])
def test_everything_to_press_suits_a_thumb_and_no_number_is_cut_off(
    start: Start, width: int
) -> None:
    hands = start()
    hands.app.window.resize(width, 700)
    page = opened(hands, sets(LUNGE, left=8, right=8, pain=3, workout_id=NOW))
    small = [
        (one.text(), one.width(), one.height())
        for one in page.findChildren(QPushButton)
        if one.isVisible() and min(one.width(), one.height()) < 44
    ]
    assert small == []
    scale = row_of(page, Side.LEFT).scale
    for value in range(11):
        number = scale.number(value)
        assert number.visibleRegion().boundingRect() == number.rect(), f"{value} is cut off"
