"""Is every app's file read in each shape it has had? The files are written by hand here."""

# ruff: noqa: E501 - a header line of another app is as long as it is

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple

import pytest

from core.body import Side
from core.exchange.questions import questions
from core.exchange.values import App
from tests.exchange.keeping import answers, looked_at, settled


class Got(NamedTuple):
    """What a test cares about of a set."""

    exercise: str
    day: str
    side: Side | None
    amount: int | None
    kg: float | None
    reserve: int | None


def read(text: str, **said: str) -> list[Got]:
    """Import a text with answers."""
    made = settled(looked_at(text), answers(**said))
    assert not made.troubles, made.troubles
    return [
        Got(e.exercise_id, e.day.isoformat(), e.side, e.reps or e.seconds, e.load_kg, e.reserve)
        for e in made.sets
    ]


CURL = "Single Arm Curl (Dumbbell)"
STRONG_A = f"""Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE
2020-12-30 18:51:52,"Evening",1h 2m,"{CURL}",1,10.0,8,0,0,"","",
2020-12-30 18:51:52,"Evening",1h 2m,"{CURL}",2,12.5,6,0,0,"","",8.5
"""
STRONG_A2 = f"""Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE
2020-12-30 18:51:52,"Evening",1h 2m,"{CURL}",1,10.0,8,0,0,
2020-12-30 18:51:52,"Evening",1h 2m,"{CURL}",2,12.5,6.0,0,0,8.5
"""
STRONG_B = f""""Workout #";"Date";"Workout Name";"Duration (sec)";"Exercise Name";"Set Order";"Weight (kg)";"Reps";"RPE";"Distance (meters)";"Seconds";"Notes";"Workout Notes"
"1";"2020-12-30 18:51:52";"Evening";"3720";"{CURL}";"1";"10.0";"8";"";"";"";"";""
"1";"2020-12-30 18:51:52";"Evening";"3720";"{CURL}";"Rest Timer";"";"";"";"";"90";"";""
"1";"2020-12-30 18:51:52";"Evening";"3720";"{CURL}";"Note";"";"";"";"";"";"slow";""
"1";"2020-12-30 18:51:52";"Evening";"3720";"{CURL}";"2";"12.5";"6";"8.5";"";"";"";""
"""
STRONG_C = f"""Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;Notes;Workout Notes;Workout Duration
2020-12-30 18:51:52;"Evening";"{CURL}";1;10;kg;8;;;;0;"";"";1h
2020-12-30 18:51:52;"Evening";"{CURL}";2;12,5;kg;6;8,5;;;0;"";"";1h
"""
STRONG_DE = f"""Datum;Workout-Name;Dauer;Name der Übung;Reihenfolge festlegen;Gewicht;Wiederh.;Entfernung;Sekunden;Notizen;Workout-Notizen;RPE
2020-12-30 18:51:52;"Abend";1h;"{CURL}";1;10,0;8;0;0;"";"";
2020-12-30 18:51:52;"Abend";1h;"{CURL}";Ruhezeit;0;0;0;90;"";"";
2020-12-30 18:51:52;"Abend";1h;"{CURL}";2;12,5;6;0;0;"";"";8,5
"""
TWO = [
    Got("single_arm_bicep_curl", "2020-12-30", None, 8, 10.0, None),
    Got("single_arm_bicep_curl", "2020-12-30", None, 6, 12.5, 1),
]


@pytest.mark.parametrize(
    "text",
    [STRONG_A, STRONG_A2, STRONG_B, STRONG_C, STRONG_DE],
    ids=["A", "A2", "B", "C", "German"],
)
def test_strong_in_every_shape(text: str) -> None:
    proposal = looked_at(text)
    assert proposal.app is App.STRONG
    asks_unit = any(question.id == "unit" for question in questions(proposal))
    assert asks_unit == (text in (STRONG_A, STRONG_A2, STRONG_DE))
    assert read(text, unit="kg") == TWO


def test_strong_shapes_mean_the_same_sets() -> None:
    ids = [
        {e.id for e in settled(looked_at(text), answers(unit="kg")).sets}
        for text in (STRONG_A, STRONG_A2, STRONG_B, STRONG_C, STRONG_DE)
    ]
    assert all(found == ids[0] for found in ids)


def test_strong_in_pounds_by_its_heading() -> None:
    text = STRONG_B.replace("Weight (kg)", "Weight (lbs)").replace("12.5", "27.5")
    assert [got.kg for got in read(text)] == [4.54, 12.47]


def test_strong_on_an_iphone_writes_a_thin_space_before_pm() -> None:
    text = STRONG_A.replace("18:51:52", "6:51:52\u202fPM")
    assert read(text, unit="kg") == TWO
    at = settled(looked_at(text), answers(unit="kg")).sets[0].at
    assert at == datetime(2020, 12, 30, 17, 51, 52, tzinfo=UTC)


def test_strong_marks_warm_ups_drops_and_failure() -> None:
    head = STRONG_B.splitlines()[0]
    row = '"1";"2020-12-30 18:51:52";"E";"1";"' + CURL + '";"{}";"10";"8";"";"";"";"";""'
    text = "\n".join([head, *(row.format(kind) for kind in "W1DF")])
    made = settled(looked_at(text))
    assert [(e.reserve, e.note) for e in made.sets] == [(None, ""), (None, "drop set"), (0, "")]
    assert made.left == (("warm-up sets", 1),)
    kept = settled(looked_at(text), answers(warm_ups="keep"))
    assert (kept.sets[0].reserve, kept.sets[0].note) == (None, "warm-up")


HEVY = """"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index","set_type","weight_kg","reps","distance_km","duration_seconds","rpe"
"2","12 Jan 2026, 12:17","12 Jan 2026, 13:07","","Lateral Raise (Dumbbell)",,"",0,"warmup",4,12,,,
"2","12 Jan 2026, 12:17","12 Jan 2026, 13:07","","Lateral Raise (Dumbbell)",,"",1,"normal",8,10,,,9
"2","12 Jan 2026, 12:17","12 Jan 2026, 13:07","","Lateral Raise (Dumbbell)",,"",2,"failure",8,7,,,
"2","12 Jan 2026, 12:17","12 Jan 2026, 13:07","","Lateral Raise (Dumbbell)",,"",3,"dropset",6,7,,,
"2","12 Jan 2026, 12:17","12 Jan 2026, 13:07","","Side Plank",,"",0,"normal",,,,45,
"""


def test_hevy() -> None:
    assert looked_at(HEVY).app is App.HEVY
    raise_ = "lateral_raises"
    assert read(HEVY) == [
        Got(raise_, "2026-01-12", None, 10, 8.0, 1),
        Got(raise_, "2026-01-12", None, 7, 8.0, 0),
        Got(raise_, "2026-01-12", None, 7, 6.0, None),
        Got("side_plank", "2026-01-12", None, 45, None, None),
    ]


def test_hevy_in_pounds_and_in_other_languages() -> None:
    text = HEVY.replace("weight_kg", "weight_lbs").replace("distance_km", "distance_miles")
    assert [got.kg for got in read(text)] == [3.63, 3.63, 2.72, None]
    for date_ in ("12 janv. 2026, 12:17", "12. Jan. 2026, 12:17", "12 ene 2026, 12:17",
                  "12 de jan. de 2026, 12:17", "Jan 12, 2026, 12:17 PM"):  # fmt: skip
        assert {got.day for got in read(HEVY.replace("12 Jan 2026, 12:17", date_))} == {
            "2026-01-12"
        }


FITNOTES = """Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment
2026-02-04,Lateral Dumbbell Raise,Shoulders,8.0,kgs,10,,,,"slow"
2026-02-04,Lateral Dumbbell Raise,Shoulders,20.0,lbs,10,,,,
2026-02-04,Side Plank,Abs,,,,,,0:00:45,
2026-02-04,Running,Cardio,,,,5,km,,
"""


def test_fitnotes_mixes_units_row_by_row() -> None:
    assert looked_at(FITNOTES).app is App.FITNOTES
    assert read(FITNOTES) == [
        Got("lateral_raises", "2026-02-04", None, 10, 8.0, None),
        Got("lateral_raises", "2026-02-04", None, 10, 9.07, None),
        Got("side_plank", "2026-02-04", None, 45, None, None),
    ]
    assert settled(looked_at(FITNOTES)).left[0][1] == 1


@pytest.mark.parametrize(("unit", "kg"), [("kgs", 8.0), ("lbs", 3.63)])
@pytest.mark.parametrize("comment", [True, False])
def test_fitnotes_older_android(unit: str, kg: float, *, comment: bool) -> None:
    last = (",Comment", ',""') if comment else ("", "")
    text = (
        f"Date,Exercise,Category,Weight ({unit}),Reps,Distance,Distance Unit,Time{last[0]}\n"
        f"2026-02-04,Lateral Dumbbell Raise,Shoulders,8.0,10,,,{last[1]}\n"
    )
    assert read(text) == [Got("lateral_raises", "2026-02-04", None, 10, kg, None)]


def test_fitnotes_on_ios_writes_both_units() -> None:
    text = (
        "Date,Exercise,Category,Weight (kg),Weight (lbs),Reps,Distance,Distance Unit,Time,Notes,Kind\n"
        "2021-05-20,Bulgarian Split Squat,Legs,40.00,88.18,8,,,,,wr\n"
    )
    assert read(text) == [Got("elevated_split_squat", "2021-05-20", None, 8, 40.0, None)]


def test_the_body_tracker_of_fitnotes_is_refused_by_name() -> None:
    with pytest.raises(Exception, match="body measurements"):
        looked_at("Date,Time,Measurement,Value,Unit,Comment\n2026-01-01,10:00,Weight,70,kg,\n")


JEFIT = """### SETTING ##############################
USERID,mass,length
1,kg,cm

### WORKOUT SESSIONS ##############################
_id,starttimie,day_id
1000,1767225600,1

### EXERCISE LOGS ####################################
USERID,TIMESTAMP,belongSys,logs,_id,record,mydate,eid,ename,day_item_id,belongsession,logTime,interval_logs,auto_generated
1,"2026-01-01 00:00:00",1,"10x10,12.5x8,12.5x8",1,86.67,2026-01-01,21,"Dumbbell Lateral Raise",1,1000,1,,
1,"2026-01-01 00:00:00",1,"60x10",1,86.67,2026-01-01,21,"Barbell Bench Press",1,1000,1,,

### NOTES ##############################
_id,note
1,"fine"
"""


def test_jefit_reads_one_table_of_many() -> None:
    proposal = looked_at(JEFIT)
    assert proposal.app is App.JEFIT
    made = settled(proposal)
    assert [(e.reps, e.load_kg, e.index) for e in made.sets] == [
        (10, 10.0, 1), (8, 12.5, 2), (8, 12.5, 3),
    ]  # fmt: skip
    assert [(w.question_id, w.count) for w in made.waiting] == [("name:barbell bench press", 1)]


def test_jefit_asks_for_the_unit_where_its_settings_do_not_say() -> None:
    text = JEFIT.replace("mass", "mess")
    assert questions(looked_at(text))[0].id == "unit"
    assert [got.kg for got in read(text, unit="lb")] == [4.54, 5.67, 5.67]


def test_fitbod_leaves_the_weight_of_two_dumbbells_as_it_is() -> None:
    text = """Date,Exercise,Reps,Weight(kg),Duration(s),Distance(m),Incline,Resistance,isWarmup,Note,multiplier
2026-01-22 06:54:26 +0000,Dumbbell Lateral Raise,8,8.0,0.0,0.0,0.0,0.0,true,,2.0
2026-01-22 23:54:26 +0000,Dumbbell Lateral Raise,8,8.0,0.0,0.0,0.0,0.0,false,,2.0
"""
    assert looked_at(text).app is App.FITBOD
    # half past midnight where the person is
    assert read(text) == [Got("lateral_raises", "2026-01-23", None, 8, 8.0, None)]


STRONGLIFTS = (
    "\ufeffDate (yyyy/mm/dd),Workout,Workout Name,Program Name,Body Weight (KG),Exercise,Sets×Reps,"
    "Sets×Time,Top Set (Reps×KG),e1RM (KG),Reps,Volume (KG),Workout Volume (KG),Duration (hours),"
    "Start Time (h:mm),End Time (h:mm),Notes,Set 1 (Reps),Set 1 (KG),Set 2 (Reps),Set 2 (KG),"
    "Set 3 (Reps),Set 3 (KG)\n"
    "2026/02/01,12,A,5×5,70,Bulgarian Split Squat,3×8,,8×10,12,21,100,200,0:40,18:05,18:45,,"
    "8,10,7,10,0,10\n"
)


def test_stronglifts_reads_sets_side_by_side() -> None:
    assert looked_at(STRONGLIFTS).app is App.STRONGLIFTS
    split = "elevated_split_squat"
    assert read(STRONGLIFTS) == [
        Got(split, "2026-02-01", None, 8, 10.0, None),
        Got(split, "2026-02-01", None, 7, 10.0, None),
    ]
    made = settled(looked_at(STRONGLIFTS))
    assert made.sets[0].at == datetime(2026, 2, 1, 17, 5, tzinfo=UTC)
    assert made.left[0][1] == 1
    pounds = STRONGLIFTS.replace("(KG)", "(LB)")
    assert [got.kg for got in read(pounds)] == [4.54, 4.54]


LIFTOSAUR_HEAD = (
    "Workout DateTime,Program,Day Name,Exercise,Is Warmup Set?,Required Reps,Completed Reps,"
    "Is AMRAP?,Required RPE,Completed RPE,Log RPE?,Required Weight Value,Required Weight Unit,"
    "Completed Weight Value,Completed Weight Unit,Ask Weight?,Completed Reps Time,Target Muscles,"
    "Synergist Muscles,Notes\n"
)
LIFTOSAUR = (
    LIFTOSAUR_HEAD
    + "2026-02-28T10:45:30.000Z,P,Day 1,Bulgarian Split Squat,1,8,8,0,,,0,5,kg,5,kg,0,,,,\n"
    + "2026-02-28T10:45:30.000Z,P,Day 1,Bulgarian Split Squat,0,8,8,0,,8,0,20,lb,20,lb,0,,,,\n"
    + "2026-02-28T10:45:30.000Z,P,Day 1,Bulgarian Split Squat,0,8,,0,,,0,20,lb,,,0,,,,\n"
)


def test_the_table_of_liftosaur_never_becomes_both_sides() -> None:
    proposal = looked_at(LIFTOSAUR)
    assert proposal.app is App.LIFTOSAUR
    assert read(LIFTOSAUR) == [Got("elevated_split_squat", "2026-02-28", None, 8, 9.07, 2)]
    side = next(q for q in questions(proposal) if q.topic.value == "side")
    assert (side.default, side.suggested) == ("unknown", "right")


LIFTOHISTORY = """// a good day
2026-02-28T10:45:30Z / program: "5/3/1" / dayName: "Push" / week: 1 / duration: 1235s / exercises: {
  // heavy / today
  Bulgarian Split Squat, Dumbbell / 1x8|7 20lb, 2x6 20lb @9 / warmup: 1x10 10lb / target: 3x8 20lb 90s
  Side Plank / 1x1|1 40s|35s, 1x1|1 ?|30s / target: 3x1 0kg 60s|45s
  Glute Bridge / 1x12+ 0kg @8+ / target: 1x12
}

2026-03-02 / exercises: {
  Pistol Squat / 1x5
}
"""


def test_the_text_of_liftosaur_keeps_both_sides_right_first() -> None:
    proposal = looked_at(LIFTOHISTORY, "history.txt")
    assert proposal.app is App.LIFTOSAUR_TEXT
    split, plank = "elevated_split_squat", "side_plank"
    assert read(LIFTOHISTORY) == [
        Got(split, "2026-02-28", Side.RIGHT, 8, 9.07, None),
        Got(split, "2026-02-28", Side.LEFT, 7, 9.07, None),
        Got(split, "2026-02-28", None, 6, 9.07, 1),
        Got(split, "2026-02-28", None, 6, 9.07, 1),
        Got(plank, "2026-02-28", Side.RIGHT, 40, None, None),
        Got(plank, "2026-02-28", Side.LEFT, 35, None, None),
        Got(plank, "2026-02-28", Side.LEFT, 30, None, None),
        Got("glute_bridge", "2026-02-28", None, 12, None, 2),
        Got("pistol_squats", "2026-03-02", None, 5, None, None),
    ]


def test_liftlog() -> None:
    text = """SessionId,Timestamp,Exercise,Weight,WeightUnit,Reps,TargetReps,Notes
a-1,2024-10-16T10:45:06,One Arm Dumbbell Row,20,kg,8,8,
a-1,2024-10-16T10:45:06,One Arm Dumbbell Row,20,kg,8,8,
a-1,2024-10-16T10:47:06,One Arm Dumbbell Row,44,lb,7,8,left
"""
    assert looked_at(text).app is App.LIFTLOG
    row = "single_arm_row"
    assert read(text) == [
        Got(row, "2024-10-16", None, 8, 20.0, None),
        Got(row, "2024-10-16", None, 8, 20.0, None),
        Got(row, "2024-10-16", Side.LEFT, 7, 19.96, None),
    ]
    assert len({e.workout_id for e in settled(looked_at(text)).sets}) == 1


@pytest.mark.parametrize(
    "text",
    [STRONG_A, STRONG_B, HEVY, FITNOTES, JEFIT, STRONGLIFTS.removeprefix("\ufeff"), LIFTOSAUR],
)
def test_the_way_a_file_is_encoded_does_not_matter(text: str) -> None:
    from core.exchange.doors import preview_text
    from core.exchange.reading import FileText, decode
    from tests import factories as make

    plain = settled(looked_at(text), answers(unit="kg"))
    for data in (
        text.encode("utf-8-sig"),
        text.encode("utf-16"),
        text.encode("utf-16-le"),
        text.replace("\n", "\r\n").encode(),
        ("sep=,\n" + text).encode() if text is HEVY else text.encode(),
    ):
        file = FileText("x.csv", decode(data, "x.csv"), "0" * 64)
        made = settled(preview_text(file, make.catalog()), answers(unit="kg"))
        assert [e.id for e in made.sets] == [e.id for e in plain.sets]


def test_an_unknown_table_is_refused_with_what_was_seen() -> None:
    with pytest.raises(Exception, match=r"Strong, Hevy, FitNotes.*“apples,pears”"):
        looked_at("apples,pears\n1,2\n")


def test_days_are_the_days_written() -> None:
    assert {got.day for got in read(HEVY)} == {date(2026, 1, 12).isoformat()}
