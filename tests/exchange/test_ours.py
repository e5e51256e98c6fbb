"""Does everything that goes out come back the same, whatever a person has written?"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.body import Side
from core.catalog import Count, Load
from core.errors import Problem
from core.exchange.doors import export, preview_text, take_back
from core.exchange.ours_csv import COLUMNS, guarded, unguarded
from core.exchange.proposal import Answers
from core.exchange.questions import questions
from core.exchange.reading import FileText, decode
from core.exchange.values import App, Unreadable
from core.journal import AfterNote, Band, History, Morning, MorningNote, SetEntry
from core.keeper import Contents
from tests import factories as make
from tests.exchange.keeping import (
    TODAY,
    MemoryKeeper,
    brought,
    exported,
    full_log,
    looked_at,
    same_sets,
    settled,
    written,
)

TABLES = ["tests"]


def moved(contents: Contents, path: Path) -> MemoryKeeper:
    """Export a log and import the file into an empty one."""
    exported(MemoryKeeper(contents), path)
    there = MemoryKeeper(tables=TABLES)
    made = brought(there, path)
    assert made.complete, (made.troubles, made.lost)
    return there


def without_batches(contents: Contents) -> Contents:
    sets = tuple(replace(s, batch="") for s in contents.history.sets)
    return replace(contents, history=replace(contents.history, sets=sets), batches=())


def cells_of(path: Path) -> io.StringIO:
    """Open a table as a spreadsheet would."""
    return io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")


# -- examples -------------------------------------------------------------------------------------


def test_a_log_with_everything_comes_back_the_same(tmp_path: Path) -> None:
    there = moved(full_log(), tmp_path / "log.json")
    assert without_batches(there.kept) == without_batches(full_log())


def test_sets_from_another_app_keep_where_they_came_from(tmp_path: Path) -> None:
    there = moved(full_log(), tmp_path / "log.json")
    by_id = {batch.id: batch for batch in there.batches()}
    odd = next(s for s in there.history().sets if s.id == "odd-one")
    assert by_id[odd.batch].source == "Strong"
    whole = next(b for b in there.batches() if b.source == App.OUR_JSON.value)
    assert by_id[odd.batch].parent == whole.id
    assert {s.batch for s in there.history().sets} == {odd.batch, whole.id}


@pytest.mark.parametrize("name", ["log.json", "log.csv"])
def test_twice_adds_nothing_and_one_undo_removes_it(name: str, tmp_path: Path) -> None:
    path = exported(MemoryKeeper(full_log()), tmp_path / name)
    there = MemoryKeeper(tables=TABLES)
    made = brought(there, path)
    kept = there.kept
    again = brought(there, path)
    assert (again.batch, again.already) == (None, len(full_log().history.sets))
    assert there.kept == kept
    assert made.batch is not None
    take_back(there, made.batch.id)
    assert there.kept == Contents()


def test_exporting_what_was_imported_and_importing_that_changes_nothing(tmp_path: Path) -> None:
    there = moved(full_log(), tmp_path / "one.json")
    back = MemoryKeeper(full_log(), tables=TABLES)
    made = brought(back, exported(there, tmp_path / "two.json"))
    assert made.already == len(full_log().history.sets)
    assert not made.sets
    assert back.history() == full_log().history


def test_the_table_holds_sets_and_notes(tmp_path: Path) -> None:
    there = moved(full_log(), tmp_path / "log.csv")
    assert same_sets(there.history(), full_log().history)
    assert there.history().mornings == full_log().history.mornings
    assert there.history().lighter == full_log().history.lighter
    assert there.kept.plans == ()


def test_the_table_has_a_side_column_in_words(tmp_path: Path) -> None:
    log = full_log()
    sets = (*log.history.sets, make.entry("glute_bridge", None))
    path = exported(
        MemoryKeeper(replace(log, history=replace(log.history, sets=sets))), tmp_path / "log.csv"
    )
    rows = list(csv.DictReader(cells_of(path)))
    assert set(rows[0]) == set(COLUMNS)
    assert {row["side"] for row in rows if row["record"] == "set"} == {
        "left",
        "right",
        "both",
        "unknown",
    }


# -- merging with a log that has something ---------------------------------------------------------


def test_what_is_here_stays_as_it_is(tmp_path: Path) -> None:
    path = exported(MemoryKeeper(full_log()), tmp_path / "log.json")
    mine = replace(
        full_log(),
        plans=(("Legs", '{"mine": true}'),),
        settings=(("profile", '{"minutes": 40}'),),
        screenings=((date(2026, 3, 1), '{"yes": ["heart"], "cleared": true}'),),
        history=replace(full_log().history, sets=full_log().history.sets[:2]),
    )
    there = MemoryKeeper(mine, tables=TABLES)
    made = brought(there, path)
    assert there.kept.plans == (*mine.plans, ("Odd", "{ not json"))
    assert dict(there.kept.settings) == {"profile": '{"minutes": 40}', "pauses": "[]"}
    assert there.kept.screenings == mine.screenings
    assert dict(made.left) == {
        "plans with a name that another plan of yours has": 1,
        "settings that differ from yours": 1,
        "answers to the health questions: yours count": 1,
    }
    assert made.batch is not None
    take_back(there, made.batch.id)
    assert there.kept == mine


def test_the_file_s_settings_count_when_the_person_says_so(tmp_path: Path) -> None:
    path = exported(MemoryKeeper(full_log()), tmp_path / "log.json")
    mine = Contents(settings=(("profile", '{"minutes": 40}'),))
    there = MemoryKeeper(mine, tables=TABLES)
    made = brought(there, path, Answers((("setting:profile", "file"),)))
    assert dict(there.kept.settings)["profile"] == dict(full_log().settings)["profile"]
    assert made.batch is not None
    take_back(there, made.batch.id)
    assert there.kept == mine
    asked = [q.id for q in questions(preview_of(path))]
    assert asked == ["setting:profile"]


def preview_of(path: Path):  # type: ignore[no-untyped-def]  # noqa: ANN201
    from core.exchange.doors import preview

    return preview(path, make.catalog())


def test_no_waiting_place_is_lost(tmp_path: Path) -> None:
    theirs, mine = [{"region": "knee", "n": 1}], [{"region": "back", "n": 2}]
    path = exported(
        MemoryKeeper(Contents(settings=(("pauses", json.dumps(theirs)),))), tmp_path / "log.json"
    )
    there = MemoryKeeper(Contents(settings=(("pauses", json.dumps(mine)),)))
    brought(there, path)
    assert json.loads(dict(there.kept.settings)["pauses"]) == [*mine, *theirs]


# -- versions -------------------------------------------------------------------------------------


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


@pytest.fixture
def log_text(tmp_path: Path) -> str:
    return exported(MemoryKeeper(full_log()), tmp_path / "log.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("version", ['"2.0"', '"17.3"'])
def test_a_newer_major_version_is_refused(log_text: str, version: str) -> None:
    with pytest.raises(Unreadable, match="newer Evenside") as refused:
        looked_at(changed(log_text, '"1.0"', version), "log.json")
    assert refused.value.line == 3


@pytest.mark.parametrize("version", ['"x"', "1", "null", '""', '"１.0"', "{}"])
def test_a_version_that_can_not_be_read_is_refused(log_text: str, version: str) -> None:
    with pytest.raises(Unreadable, match="version"):
        looked_at(changed(log_text, '"1.0"', version), "log.json")


def test_what_a_newer_minor_version_adds_is_told_and_the_rest_is_read(log_text: str) -> None:
    text = changed(log_text, '"1.0"', '"1.7"')
    text = changed(text, '"reps": 8', '"tempo": "3-1-3", "reps": 8')
    text = changed(text, '"more": {', '"photos": [1], "more": {\n  "dreams": [{"a": 1}],')
    made = settled(looked_at(text, "log.json"))
    assert len(made.sets) == len(full_log().history.sets)
    assert [sentence.split("”")[0] for sentence in made.lost] == [
        "The field “tempo",
        "The part “photos",
        "The table “dreams",
        "The table “tests",
    ]
    assert not made.complete


# -- what is wrong --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('"reps": 8', '"reps": 201', "from 0 to 200"),
        ('"reps": 8', '"reps": 8.5', "whole number"),
        ('"reps": 8', '"reps": true', "whole number"),
        ('"reps": 8', '"reps": "8"', "whole number"),
        ('"reps": 8', '"reps": 8, "seconds": 8', "one of them"),
        ('"pain": 0', '"pain": 11', "from 0 to 10"),
        ('"pain": 0', '"pain": "none"', "whole number"),
        ('"kg": 10.0', '"kg": 1e3', "from 0 to 500"),
        ('"kg": 10.0', '"kg": "10"', "has to be a number"),
        ('"kg": 10.0', '"kg": 10, "band": "light"', "not both"),
        ('"side": "left"', '"side": "port"', "has to be left, right"),
        ('"day": "2026-03-03"', '"day": "2026-02-30"', "never was"),
        ('"day": "2026-03-03"', '"day": "2026-W09-2"', "like 2026-03-01"),
        ('"day": "2026-03-03"', '"day": "2027-03-03"', "future"),
        ('"set": 1', '"set": 0', "from 1 to 50"),
        ('T18:01:00.000000Z"', 'T18:01:00"', "offset"),
        ('"exercise": "single_arm_row"', '"exercise": ""', "“exercise” is missing"),
    ],
)
def test_a_set_that_can_not_be_is_trouble_with_its_line(
    log_text: str, old: str, new: str, reason: str
) -> None:
    made = settled(looked_at(changed(log_text, old, new), "log.json"))
    assert [t.line for t in made.troubles] == [7]
    assert reason in made.troubles[0].reason
    assert len(made.sets) == len(full_log().history.sets) - 1


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('"kg": 10.0', '"kg": NaN', "NaN"),
        ('"kg": 10.0', '"kg": 1e400', "too big"),
        ('"kg": 10.0', '"kg": ' + "9" * 5000, "too many digits"),
        ('"reps": 8', '"reps": 8, "reps": 9', "twice"),
        ('"name": "Single Arm Row"', '"name": "\\ud800"', "half a sign"),
        ('"reps": 8', '"reps": ' + "[" * 100_000, "nested"),
        ('"reps": 8', '"reps": 8,,', "not JSON"),
        ('"mornings"', '"sets"', "twice"),
    ],
)
def test_json_that_can_not_be_trusted_is_refused_with_its_line(
    log_text: str, old: str, new: str, reason: str
) -> None:
    with pytest.raises(Unreadable, match=reason) as refused:
        looked_at(changed(log_text, old, new), "log.json")
    assert refused.value.line >= 7


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "{",
        '{"format": "evenside-log"}',
        '{"a": 1} {"b": 2}',
        "{" * 200_000,
        '{"format": "other", "version": "1.0"}',
        '{"version": "1.0", "format": ["evenside-log"]}',
    ],
)
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        looked_at(text, "log.json")


def test_a_file_in_another_layout_is_read_all_the_same(log_text: str) -> None:
    plain = settled(looked_at(log_text, "log.json"))
    for text in (
        json.dumps(json.loads(log_text)),
        json.dumps(json.loads(log_text), indent=8, sort_keys=True),
        json.dumps(json.loads(log_text), ensure_ascii=False).replace(",", " ,\r\n"),
    ):
        made = settled(looked_at(text, "log.json"))
        assert {s.id for s in made.sets} == {s.id for s in plain.sets}


def test_sets_of_an_exercise_that_is_gone_from_the_catalog_come_along(tmp_path: Path) -> None:
    gone = replace(make.entry(), exercise_id="gone_exercise", id="gone")
    there = moved(Contents(History((gone,))), tmp_path / "log.json")
    assert same_sets(there.history(), History((gone,)))


def test_notes_about_workouts_that_are_not_there_are_left_out_and_told(tmp_path: Path) -> None:
    note = MorningNote("nowhere", "single_arm_row", Side.LEFT, TODAY, Morning.WORSE)
    path = exported(MemoryKeeper(Contents(History((make.entry(),), (note,)))), tmp_path / "l.json")
    made = brought(MemoryKeeper(), path)
    assert made.left == (("notes about workouts without sets", 1),)


# -- the table, by hand ---------------------------------------------------------------------------


def test_a_row_typed_by_hand_needs_little() -> None:
    text = (
        "record;day;name;side;reps;kg;note\n"
        "set;2026-03-01;Single Arm Row;left;8;12,5;=1+1\n"
        "set;1.3.2026;single arm row;Right;8;12,5;'-2\n"
        "set;2026-03-01;Nothing Known;left;8;12;\n"
        "set;2026-03-01;Single Arm Row;unknown;8;12;\n"
        "set;3/2/2026;Single Arm Row;left;8;12;\n"
    )
    made = settled(looked_at(text))
    assert [(s.side, s.reps, s.load_kg, s.index, s.note) for s in made.sets] == [
        (Side.LEFT, 8, 12.5, 1, "=1+1"),
        (Side.RIGHT, 8, 12.5, 1, "-2"),
    ]
    assert [t.line for t in made.troubles] == [4, 5, 6]
    assert {s.id for s in settled(looked_at(text)).sets} == {s.id for s in made.sets}


def test_a_table_with_an_open_quote_is_refused(tmp_path: Path) -> None:
    path = exported(MemoryKeeper(full_log()), tmp_path / "log.csv")
    with pytest.raises(Unreadable, match="taken apart"):
        brought(MemoryKeeper(), written(tmp_path, path.read_bytes() + b'"set","x', "cut.csv"))


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "'=1", "''", "'", "\n=1", "＝1", "plain"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_live_formula_and_each_comes_back(text: str, tmp_path: Path) -> None:
    assert unguarded(guarded(text)) == text
    entry = replace(make.entry(), note=text, setup=text, id=f"{text}id".strip(), workout_id="=w")
    path = exported(MemoryKeeper(Contents(History((entry,)))), tmp_path / "log.csv")
    rows = list(csv.reader(cells_of(path)))
    live = tuple("=+-@\t\r＝＋－＠")
    assert not [cell for row in rows for cell in row if cell.startswith(live)]
    assert moved(Contents(History((entry,))), path).history().sets[0].note == text


def test_a_sign_that_no_table_can_hold_is_said_before_anything_is_written(tmp_path: Path) -> None:
    old = written(tmp_path, b"old", "log.csv")
    for note in ("a\x00b", "\ud800"):
        with pytest.raises(Problem, match="Export JSON"):
            exported(MemoryKeeper(Contents(History((replace(make.entry(), note=note),)))), old)
    assert old.read_bytes() == b"old"


# -- anything a person may have --------------------------------------------------------------------

_TEXT = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_characters="\x00"),
        st.sampled_from("=+-@'\"\t\r\n,;\u202e\u200f\ufeff🏋️אب\u2028\x85\x0b\x1c"),
    ),
    max_size=40,
)
_FORMULA = st.builds(str.__add__, st.sampled_from(list("=+-@'\t\r")), _TEXT)
_NOTE = st.one_of(st.just(""), _TEXT, _FORMULA, st.just("x" * 2000))
_ID = st.one_of(st.uuids().map(str), st.sampled_from(["=id", "-1", 'id with ; and "', "é"]))
_DAY = st.dates(date(1970, 1, 1), TODAY)
_AT = st.integers(86_400 * 10**6, 2 * 10**15).map(
    lambda micro: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=micro)
)


@st.composite
def _sets(draw: st.DrawFn) -> SetEntry:
    exercise = make.catalog().exercises[draw(st.integers(0, len(make.catalog().exercises) - 1))]
    reps = exercise.count is Count.REPS
    kg = None
    if exercise.load in (Load.KG, Load.SYSTEM):
        low = 0.0 if exercise.load_optional else 0.25
        kg = draw(st.floats(low, 500, allow_subnormal=False))
        if exercise.load_optional:
            kg = draw(st.sampled_from([kg, None]))
    batch = draw(st.sampled_from(["", "outside"]))
    sides = [*Side, None] if batch else list(Side)
    return SetEntry(
        id=draw(_ID),
        workout_id=draw(st.sampled_from(["w1", "=w2", "w 3"])),
        exercise_id=exercise.id,
        day=draw(_DAY),
        at=draw(_AT),
        index=draw(st.integers(1, 50)),
        side=draw(st.sampled_from(sides)) if exercise.mode.sided else None,
        reps=draw(st.integers(0, 200)) if reps else None,
        seconds=None if reps else draw(st.integers(1, 1800)),
        load_kg=kg,
        band=draw(st.sampled_from(list(Band))) if exercise.load is Load.BAND else None,
        reserve=draw(st.one_of(st.none(), st.integers(0, 30))),
        pain=draw(st.one_of(st.none(), st.integers(0, 10))),
        setup=draw(_NOTE),
        note=draw(_NOTE),
        batch=batch,
    )


@st.composite
def logs(draw: st.DrawFn) -> Contents:
    sets = draw(st.lists(_sets(), max_size=6, unique_by=lambda s: s.id))
    sets.sort(key=lambda s: (s.day, s.at, s.index, s.id))
    notes = [(s, draw(st.sampled_from(list(Morning))), draw(st.integers(0, 10))) for s in sets[:2]]
    mornings = {
        (s.workout_id, s.exercise_id, s.side, s.day): MorningNote(
            s.workout_id, s.exercise_id, s.side, s.day, answer
        )
        for s, answer, _ in notes
    }
    after = {
        (s.workout_id, s.exercise_id, s.side): AfterNote(
            s.workout_id, s.exercise_id, s.side, s.day, pain
        )
        for s, _, pain in notes
    }

    def key(note: MorningNote | AfterNote) -> tuple[object, ...]:
        side = note.side.value if note.side else "both"
        return (note.day, note.workout_id, note.exercise_id, side)

    jsons = st.recursive(
        st.one_of(
            st.none(),
            st.booleans(),
            st.integers(-(10**15), 10**15),
            _TEXT,
            st.floats(allow_nan=False, allow_infinity=False),
        ),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3), st.dictionaries(_TEXT, inner, max_size=3)
        ),
        max_leaves=6,
    )
    texts = st.one_of(
        jsons.map(json.dumps),
        jsons.map(lambda v: json.dumps(v, sort_keys=True)),
        jsons.map(lambda v: json.dumps(v, indent=1)),
        st.sampled_from(
            ["NaN", "{", "[1e400]", '{"a":1,"a":2}', "1" * 40, '{"text": "x"}', '"\\ud800"']
        ),
    )
    rows = jsons.map(lambda v: json.dumps({"v": v}))
    names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
    batches = full_log().batches if any(s.batch for s in sets) else ()
    return Contents(
        history=History(
            tuple(sets),
            tuple(sorted(mornings.values(), key=key)),
            tuple(sorted(after.values(), key=key)),
            tuple(sorted(draw(st.sets(_DAY, max_size=2)))),
        ),
        plans=tuple(draw(st.dictionaries(names, texts, max_size=2)).items()),
        excluded=tuple(draw(st.dictionaries(names, _DAY, max_size=2)).items()),
        settings=tuple(sorted(draw(st.dictionaries(names, texts, max_size=2)).items())),
        screenings=tuple(draw(st.lists(st.tuples(_DAY, texts), max_size=2))),
        batches=batches,
        more=(("tests", tuple(draw(st.lists(rows, min_size=1, max_size=2, unique=True)))),),
    )


@given(logs())
@settings(max_examples=80)
def test_any_log_comes_back_from_json(contents: Contents) -> None:
    there = through(contents, "log.json")
    assert without_batches(there.kept) == without_batches(contents)


@given(logs())
@settings(max_examples=80)
def test_any_log_s_sets_and_notes_come_back_from_the_table(contents: Contents) -> None:
    assume(contents.history.sets)
    there = through(contents, "log.csv")
    plain = [
        replace(h, sets=tuple(replace(s, batch="") for s in h.sets))
        for h in (there.history(), contents.history)
    ]
    assert plain[0] == plain[1]


def through(contents: Contents, name: str) -> MemoryKeeper:
    """Export and import in memory."""
    from core.exchange.doors import bring, settle_file
    from core.exchange.ours_csv import to_csv
    from core.exchange.ours_json import to_json
    from core.exchange.settling import Existing

    catalog = make.catalog()
    if name.endswith("json"):
        data = b"".join(to_json(contents, catalog, today=TODAY, written_by="test"))
        assert data.isascii()
    else:
        data = b"".join(to_csv(contents, catalog))
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
            assert not any(cell.startswith(tuple("=+-@\t\r")) for cell in row)
    keeper = MemoryKeeper(tables=TABLES)
    proposal = preview_text(FileText(name, decode(data, name), "0" * 64), catalog)
    made = settle_file(proposal, Answers(), Existing.of(keeper), today=TODAY, zone=UTC)
    assert made.complete, (made.troubles, made.lost)
    bring(keeper, made)
    return keeper


def test_an_empty_log_goes_out_and_says_so_when_it_comes_in(tmp_path: Path) -> None:
    path = exported(MemoryKeeper(), tmp_path / "log.json")
    with pytest.raises(Unreadable, match="no sets"):
        brought(MemoryKeeper(), path)


def test_the_ending_says_the_format(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"\.json"):
        export(tmp_path / "log.xlsx", Contents(), make.catalog(), today=TODAY, written_by="x")
