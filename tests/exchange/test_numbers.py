"""Are numbers and dates read as meant, and refused where they could mean two things?"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exchange import numbers
from core.exchange.values import KG_PER_POUND, Order, Unit
from tests.exchange.keeping import answers, looked_at, settled


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12.0),
        ("12.5", 12.5),
        ("12,5", 12.5),
        (" 0 ", 0.0),
        ("", None),
        ("-20", -20.0),
        ("61.234969945", 61.234969945),
        ("88,18", 88.18),
    ],
)
def test_a_decimal_comma_is_fine(text: str, value: float | None) -> None:
    assert numbers.decimal(text, "weight") == value


@pytest.mark.parametrize(
    "text",
    [
        "1,000",
        "-2,500",
        "1.234,5",
        "1_000",
        "１２",
        "٣",
        "nan",
        "inf",
        "1e3",
        "0x10",
        "12kg",
        "--1",
        "1.",
        ".5",
        "99999999",
    ],
)
def test_what_is_no_number_or_two_numbers_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="weight"):
        numbers.decimal(text, "weight")


@pytest.mark.parametrize(
    ("text", "value"),
    [("8", 8), ("8.0", 8), ("8,0", 8), ("", None)],
)
def test_whole_numbers(text: str, value: int | None) -> None:
    assert numbers.whole(text, "reps") == value


@pytest.mark.parametrize("text", ["8.5", "-1", "８", "8 reps", "1" * 5000])
def test_halves_of_a_repetition_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="reps"):
        numbers.whole(text, "reps")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("45", 45),
        ("45.0", 45),
        ("0:45", 45),
        ("1:05", 65),
        ("0:01:05", 65),
        ("1:00:00", 3600),
        ("", None),
    ],
)
def test_lengths_of_time(text: str, value: int | None) -> None:
    assert numbers.seconds(text) == value


@pytest.mark.parametrize("text", ["0:75", "1:75:00", "a:30", "1:2:3:4"])
def test_what_is_no_length_of_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        numbers.seconds(text)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("2026-03-09", None),
        ("2026/03/09", None),
        ("2026-03-09 18:51:52", time(18, 51, 52)),
        ("2026-03-09T18:51:52", time(18, 51, 52)),
        ("2026-03-09T18:51:52.123", time(18, 51, 52)),
        ("2026-03-09 6:51:52\u202fPM", time(18, 51, 52)),
        ("2026-03-09 12:05:00 a.m.", time(0, 5)),
        ("9 Mar 2026, 18:51", time(18, 51)),
        ("9. März 2026, 18:51", time(18, 51)),
        ("9 mars 2026 à 18:51", time(18, 51)),
        ("9 de mar. de 2026, 18:51", time(18, 51)),
        ("Mar 9, 2026", None),
        ("March 9, 2026 at 6:51 PM", time(18, 51)),
        ("9.3.2026", None),
        ("09.03.2026 18:51", time(18, 51)),
    ],
)
def test_dates_as_the_apps_write_them(text: str, clock: time | None) -> None:
    found = numbers.moment(text)
    assert found.sure
    assert (found.read(None), found.clock, found.offset) == (date(2026, 3, 9), clock, None)


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("2026-03-09T18:51:52Z", 0),
        ("2026-03-09 18:51:52 +0000", 0),
        ("2026-03-09T18:51:52-05:30", -330),
    ],
)
def test_an_offset_is_kept(text: str, offset: int) -> None:
    assert numbers.moment(text).offset == timedelta(minutes=offset)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2026-02-30",
        "2026-13-01",
        "30/02/2026",
        "2026-03-09 25:00",
        "9 Foo 2026",
        "2026-03-09 13:00 PM",
        "２０２６-03-09",
        "03/09/26",
        "2026-03-09T18:51:52+99:00",
        "1741500000",
        "2026-03-09; DROP",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        numbers.moment(text)


def test_slashes_can_be_read_in_two_ways() -> None:
    found = numbers.moment("03/09/2026")
    assert not found.sure
    assert found.read(None) is None
    assert found.read(Order.DAY_FIRST) == date(2026, 9, 3)
    assert found.read(Order.MONTH_FIRST) == date(2026, 3, 9)
    assert numbers.moment("25/12/2026").tells is Order.DAY_FIRST
    assert numbers.moment("12/25/2026").tells is Order.MONTH_FIRST
    assert numbers.moment("09/09/2026").sure


HEAD = "Date,Exercise,Category,Weight,Weight Unit,Reps\n"
ROW = "{},Lateral Dumbbell Raise,Shoulders,8.0,kgs,10\n"


def days(*dates: str, **said: str) -> tuple[list[str], list[str], list[str]]:
    made = settled(looked_at(HEAD + "".join(map(ROW.format, dates))), answers(**said))
    return (
        [e.day.isoformat() for e in made.sets],
        [t.reason for t in made.troubles],
        [w.question_id for w in made.waiting],
    )


def test_one_date_that_can_only_be_read_one_way_decides_for_the_file() -> None:
    assert days("03/02/2026", "25/02/2026")[0] == ["2026-02-03", "2026-02-25"]
    assert days("02/03/2026", "02/25/2026")[0] == ["2026-02-03", "2026-02-25"]


def test_without_such_a_date_the_person_is_asked() -> None:
    assert days("03/02/2026", "01/02/2026") == ([], [], ["dates"])
    assert days("03/02/2026", dates="day first")[0] == ["2026-02-03"]
    assert days("03/02/2026", dates="month first")[0] == ["2026-03-02"]


def test_dates_that_contradict_each_other_are_trouble_line_by_line() -> None:
    found, troubles, _ = days("25/02/2026", "02/25/2026", "03/02/2026", "05/05/2025")
    assert found == ["2025-05-05"]
    assert len(troubles) == 3


def test_the_future_and_the_far_past_are_refused() -> None:
    assert len(days("2026-03-13", "1969-12-31", "9999-12-31", "0001-01-01")[1]) == 4


def test_a_pound_is_exactly_what_was_agreed() -> None:
    assert KG_PER_POUND == 0.45359237
    assert Unit.LB.to_kg(100) == 45.36
    assert Unit.KG.to_kg(61.2349) == 61.23


@given(st.floats(0, 1000))
def test_pounds_never_lose_more_than_five_grams(load: float) -> None:
    assert abs(Unit.LB.to_kg(load) - load * KG_PER_POUND) <= 0.005 + 1e-9


READERS: dict[str, Callable[[str], object]] = {
    "date": numbers.moment,
    "time": numbers.seconds,
    "decimal": lambda text: numbers.decimal(text, "x"),
    "whole": lambda text: numbers.whole(text, "x"),
}


@pytest.mark.parametrize("kind", READERS)
@given(text=st.text(max_size=30))
def test_nothing_but_a_reason_comes_of_nonsense(kind: str, text: str) -> None:
    with contextlib.suppress(ValueError):
        READERS[kind](text)
