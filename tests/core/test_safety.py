from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from core.errors import DataError, Problem
from core.safety import (
    SAFETY_FILE,
    Flag,
    PainReport,
    Permission,
    Question,
    Readiness,
    Safety,
    Tier,
)
from tests.factories import TODAY, report, safety

FLAGS = safety().flags
QUESTIONS = safety().questions
YEAR = timedelta(days=365)


# -- pain ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pain", "permission"),
    [
        (0, Permission.FULL),
        (1, Permission.GENTLE),
        (2, Permission.GENTLE),
        (3, Permission.GENTLE),
        (5, Permission.GENTLE),
        (6, Permission.REST),
        (10, Permission.REST),
    ],
)
def test_pain_decides_what_a_place_may_do(pain: int, permission: Permission) -> None:
    found = safety().clear(report(pain))
    assert found.permission is permission
    assert found.advice is None
    assert found.says.endswith(".")


def test_without_pain_no_question_has_to_be_answered() -> None:
    assert safety().clear(PainReport()).permission is Permission.FULL


@pytest.mark.parametrize("pain", [-1, 11, 100])
def test_pain_outside_the_scale_is_refused(pain: int) -> None:
    with pytest.raises(Problem) as caught:
        safety().clear(report(pain))
    assert caught.value.field == "pain"


@pytest.mark.parametrize("pain", [1, 5, 9])
def test_with_pain_the_red_flags_have_to_be_asked_first(pain: int) -> None:
    asked = PainReport(pain=pain)
    assert asked.needs_flags
    with pytest.raises(Problem) as caught:
        safety().clear(asked)
    assert caught.value.field == "flags"


def test_constant_pain_has_to_say_whether_it_changes() -> None:
    asked = report(0, constant=True)
    assert asked.needs_change_question
    with pytest.raises(Problem) as caught:
        safety().clear(asked)
    assert caught.value.field == "changes"


def test_constant_pain_has_the_red_flags_asked_even_at_zero() -> None:
    with pytest.raises(Problem) as caught:
        safety().clear(PainReport(constant=True, changes=True))
    assert caught.value.field == "flags"


def test_constant_pain_that_changes_with_rest_starts_gently() -> None:
    assert safety().clear(report(0, constant=True, changes=True)).permission is Permission.GENTLE


@pytest.mark.parametrize("pain", [0, 2, 5, 9])
def test_constant_pain_that_never_changes_needs_a_professional(pain: int) -> None:
    found = safety().clear(report(pain, constant=True, changes=False))
    assert found.permission is Permission.STOP
    assert found.advice is not None
    assert found.advice.tier is Tier.VISIT
    assert "constant" in found.advice.because[0]


# -- red flags -----------------------------------------------------------------------------------


@pytest.mark.parametrize("flag", FLAGS, ids=lambda flag: flag.id)
@pytest.mark.parametrize("pain", [0, 1, 5, 6, 10])
def test_every_red_flag_stops_whatever_the_pain(flag: Flag, pain: int) -> None:
    found = safety().clear(report(pain, flags=frozenset({flag.id})))
    assert found.permission is Permission.STOP
    assert found.advice is not None
    assert found.advice.tier is flag.tier
    assert found.advice.because == (flag.text,)
    assert found.advice.title
    assert found.advice.says.endswith(".")


def test_a_red_flag_without_pain_stops_even_before_anything_was_asked() -> None:
    found = safety().clear(PainReport(flags=frozenset({FLAGS[0].id})))
    assert found.permission is Permission.STOP


def test_of_several_red_flags_the_most_urgent_one_speaks() -> None:
    by_tier = {tier: next(f for f in FLAGS if f.tier is tier) for tier in Tier}
    raised = frozenset(flag.id for flag in by_tier.values())
    found = safety().clear(report(3, flags=raised))
    assert found.advice is not None
    assert found.advice.tier is Tier.NOW
    assert set(found.advice.because) == {flag.text for flag in by_tier.values()}
    later = safety().clear(report(3, flags=raised - {by_tier[Tier.NOW].id}))
    assert later.advice is not None
    assert later.advice.tier is Tier.SOON


def test_each_tier_has_flags_and_words_of_its_own() -> None:
    assert [tier for tier, _, _ in safety().tiers] == list(Tier)
    assert {flag.tier for flag in FLAGS} == set(Tier)
    assert len({title for _, title, _ in safety().tiers}) == len(Tier)


def test_only_the_constant_flag_is_raised_by_the_app_itself() -> None:
    assert [flag.id for flag in FLAGS if not flag.asked] == ["constant"]


# -- readiness -----------------------------------------------------------------------------------


def test_nobody_starts_before_the_health_questions() -> None:
    with pytest.raises(Problem) as caught:
        safety().readiness_advice(None, today=TODAY)
    assert caught.value.field == "readiness"


@pytest.mark.parametrize("days", [0, 1, 365])
def test_answers_count_for_twelve_months(days: int) -> None:
    kept = Readiness(TODAY - timedelta(days=days))
    assert safety().readiness_advice(kept, today=TODAY) is None


def test_after_twelve_months_the_questions_come_again() -> None:
    kept = Readiness(TODAY - YEAR - timedelta(days=1))
    with pytest.raises(Problem) as caught:
        safety().readiness_advice(kept, today=TODAY)
    assert caught.value.field == "readiness"


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_a_yes_leads_to_a_professional_unless_it_is_about_the_joints(question: Question) -> None:
    advice = safety().readiness_advice(Readiness(TODAY, frozenset({question.id})), today=TODAY)
    if question.to_pain_rules:
        assert question.id == "joint"
        assert advice is None
    else:
        assert advice is not None
        assert advice.tier is Tier.VISIT
        assert advice.because == (question.text,)


def test_a_yes_may_start_once_a_professional_agreed() -> None:
    kept = Readiness(TODAY, frozenset({"heart", "joint"}), cleared=True)
    assert safety().readiness_advice(kept, today=TODAY) is None


def test_agreement_runs_out_with_the_answers() -> None:
    kept = Readiness(date(2025, 1, 1), frozenset({"heart"}), cleared=True)
    with pytest.raises(Problem):
        safety().readiness_advice(kept, today=TODAY)


def test_seven_questions_are_asked_and_exactly_one_leads_to_the_pain_rules() -> None:
    assert len(QUESTIONS) == 7
    assert [q.id for q in QUESTIONS if q.to_pain_rules] == ["joint"]


# -- the file ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('tier = "now"\ntext = "Pain or', 'tier = "never"\ntext = "Pain or', "tier"),
        ('tier = "now"\ntext = "Pain or', 'text = "Pain or', "tier"),
        ("asked = false", 'asked = "no"', "asked"),
        ("to_pain_rules = true", "to_pain_rule = true", "to_pain_rules"),
        ("[tier.soon]", "[tier.later]", "tier"),
    ],
)
def test_a_wrong_field_is_named(tmp_path: Path, old: str, new: str, field: str) -> None:
    text = SAFETY_FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "safety.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        Safety.load(path)
    assert caught.value.file == "safety.toml"
    assert caught.value.field in (field, "to_pain_rule")


# -- sudden signs ----------------------------------------------------------------------------------


def test_the_three_sudden_signs_each_end_in_advice() -> None:
    tiers = {sign.id: sign.tier for sign in safety().signs}
    assert tiers == {"sharp": Tier.VISIT, "gives_way": Tier.VISIT, "nerve": Tier.SOON}
    for sign in safety().signs:
        advice = safety().advise_sign({sign.id})
        assert advice.tier is sign.tier
        assert advice.because == (sign.text,)
        assert advice.says.endswith(sign.says)
        assert "Stop for today" in advice.says


def test_the_most_urgent_sign_decides_and_all_are_said() -> None:
    advice = safety().advise_sign({"sharp", "nerve"})
    assert advice.tier is Tier.SOON
    assert len(advice.because) == 2
    assert "emergency help at once if your face droops" in advice.says


@pytest.mark.parametrize("signs", [set(), {"hiccups"}, {"sharp", "hiccups"}])
def test_no_sign_or_an_unknown_one_is_a_mistake(signs: set[str]) -> None:
    with pytest.raises(ValueError):
        safety().advise_sign(signs)


def test_signs_and_flags_never_share_a_name() -> None:
    ids = [one.id for one in safety().warnings]
    assert len(ids) == len(set(ids))


def test_a_sign_in_a_report_stops_the_place() -> None:
    found = safety().clear(PainReport(flags=frozenset({"gives_way"}), flags_asked=True))
    assert found.permission is Permission.STOP
    assert found.advice == safety().advise_sign({"gives_way"})
