"""Does a file become rows without being trusted? Hostile ones are refused by line and reason."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exchange import reading
from core.exchange.doors import preview
from core.exchange.reading import clean, decode, read_file, rows_of, sniff
from core.exchange.values import Cancelled, Trouble, Unreadable, Watch
from tests import factories as make
from tests.exchange.keeping import looked_at, settled, written

HEAD = "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment\n"
GOOD = "2026-02-04,Lateral Dumbbell Raise,Shoulders,8.0,kgs,10,,,,\n"


def rows(text: str) -> tuple[list[tuple[int, tuple[str, ...]]], list[Trouble]]:
    troubles: list[Trouble] = []
    found = rows_of(text.split("\n"), ",", troubles.append, Watch())
    return [(row.line, row.cells) for row in found], troubles


def test_a_quoted_cell_may_hold_lines_quotes_and_commas() -> None:
    assert rows('a,"b ""x"", y\nz",c\nd,e,f') == (
        [(1, ("a", 'b "x", y\nz', "c")), (3, ("d", "e", "f"))],
        [],
    )


def test_an_inch_mark_opens_nothing() -> None:
    assert rows('a,12" box,c\nd,e,f')[0] == [(1, ("a", '12" box', "c")), (2, ("d", "e", "f"))]


def test_a_quote_that_is_never_closed_costs_its_own_line_only() -> None:
    found, troubles = rows('a,b,"c\nd,e,f\ng,h,i')
    assert [cells[0] for _, cells in found] == ["d", "g"]
    assert [(t.line, t.reason) for t in troubles] == [
        (1, "a quotation mark is opened here and never closed")
    ]


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\x00")), min_size=2),
        min_size=1,
        max_size=6,
    )
)
def test_what_a_spreadsheet_writes_is_read_cell_by_cell(table: list[list[str]]) -> None:
    import csv
    import io

    made = io.StringIO(newline="")
    csv.writer(made, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(table)
    found, troubles = rows(made.getvalue())
    assert not troubles
    assert [list(cells) for _, cells in found] == table


@pytest.mark.parametrize(
    ("header", "sign"),
    [("a,b;c,d", ","), ('"a,b,c";d', ";"), ("a\tb", "\t"), ("alone", ","), ('"x;y",z', ",")],
)
def test_the_separator_is_told_by_the_header(header: str, sign: str) -> None:
    assert sniff(header) == sign


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\n  \n", "is empty"),
        (b"\x00" * 50, "is empty"),
        (b"SQLite format 3\x00....", "database"),
        (b"PK\x03\x04....", "archive"),
        (b"Date,Exercise\n2026-01-01,\x00\x00\x00abcdefghijkl\n", "not a text file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not a text file"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason) as refused:
        decode(data, "x.csv")
    assert refused.value.message.startswith("x.csv, line ")


def test_a_nul_is_refused_with_its_line() -> None:
    with pytest.raises(Unreadable) as refused:
        looked_at(HEAD + GOOD + "2026-02-04,a\x00b,,,,,,,,\n")
    assert refused.value.line == 3


def test_files_that_are_no_files_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    for path in (tmp_path, tmp_path / "gone.csv", tmp_path / "pipe.csv", Path("/dev/zero")):
        with pytest.raises(Unreadable):
            read_file(path, Watch())


def test_a_file_that_is_too_big_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_BYTES", 2_000_000)
    path = written(tmp_path, HEAD + GOOD * 60_000)
    with pytest.raises(Unreadable, match="bigger than 2 MB"):
        preview(path, make.catalog())


def test_a_line_that_is_too_long_is_refused_with_its_number() -> None:
    with pytest.raises(Unreadable) as refused:
        looked_at(HEAD + GOOD + "x" * 100_001)
    assert refused.value.line == 3


def test_a_row_with_missing_or_extra_cells_is_named() -> None:
    made = settled(
        looked_at(HEAD + "2026-02-04,Lateral Dumbbell Raise\n" + GOOD + "," * 30 + "x\n")
    )
    assert [t.words("f.csv") for t in made.troubles] == [
        "f.csv, line 2: the row has 2 cells where 10 are expected",
        "f.csv, line 4: the row has 31 cells where 10 are expected",
    ]
    assert len(made.sets) == 1


def test_empty_cells_at_the_end_of_a_row_do_no_harm() -> None:
    assert len(settled(looked_at(HEAD + GOOD.strip() + ",,,\n")).sets) == 1


def test_marks_that_can_not_be_seen_are_taken_out_of_names() -> None:
    assert clean("\u202eRow\u202c\x07 \u00a0 (left)\u200b") == "Row (left)"
    assert clean("שלום") == "שלום"


def test_a_file_of_windows_is_read_and_doubted(tmp_path: Path) -> None:
    text = HEAD + GOOD.replace(",,,,", ",,,,für Anfänger")
    for encoding, doubted in (("cp1252", True), ("utf-8", False), ("utf-16", False)):
        proposal = preview(written(tmp_path, text.encode(encoding)), make.catalog())
        assert settled(proposal).sets[0].note == "für Anfänger"
        assert bool(proposal.doubt) == doubted


def test_a_long_file_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + GOOD * 7_000)
    seen: list[float] = []
    preview(path, make.catalog(), watch=Watch(seen.append))
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    assert len(seen) > 6
    for stop in range(1, len(seen), 2):
        told: list[float] = []
        with pytest.raises(Cancelled):
            preview(
                path,
                make.catalog(),
                watch=Watch(told.append, lambda told=told, stop=stop: len(told) >= stop),  # type: ignore[misc]
            )
