"""Cases: answers of one community -> expected scores and class."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from resilience_cli.analysis import cases
from resilience_cli.analysis.cases import EXACT, case_responses, cases_file, check_cases, outcomes, run_cases
from resilience_cli.catalog.find import available
from resilience_cli.catalog.load import load
from resilience_cli.catalog.schema import bundled_dir
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.responses import Reason

TINY = Path(__file__).parent.parent / "instruments" / "good" / "tiny" / "1.0.0.json"
COVERAGE = {"RES-I064", "RES-I065", "RES-I066"}


@pytest.fixture(scope="module")
def instrument() -> Instrument:
    return load(TINY, allow_unreleased=True)


def case(**changes: Any) -> dict[str, Any]:
    """A case that holds: everybody answers in the middle."""
    respondents = [{"role": "resident", "count": 3, "every": 2, "answers": {"b2": 50}}]
    expect = {"scores": {"alpha": 50, "whole": 50}, "class": "good"}
    return {"name": "middle", "respondents": respondents, "expect": expect, "why": "2 of 1 to 3 is 50.", **changes}


def found(instrument: Instrument, *cases: Any) -> list[str]:
    """What is wrong with the cases, but for what they do not show."""
    findings = run_cases(instrument, {"format": 1, "cases": list(cases)}).findings
    assert all(str(finding) for finding in findings)
    return [f"{finding.code} {finding.where.pointer}" for finding in findings if finding.code not in COVERAGE]


def test_responses_of_a_case(instrument: Instrument) -> None:
    groups = [
        {"role": "owners", "every": 3, "answers": {"b2": None}},
        {"role": "resident", "count": 2, "answers": {"a2": 1, "b2": 40}},
    ]
    responses = case_responses(instrument, [case(respondents=groups)])
    nan = float("nan")
    expected = [[3, nan, nan, 3, 3, nan], *2 * [[nan, 1, nan, nan, nan, 40]]]
    assert list(responses.answers) == ["a1", "a2", "a3", "att", "b1", "b2"]
    np.testing.assert_array_equal(responses.answers.to_numpy(), expected)
    assert responses.people["role"].tolist() == ["owners", "resident", "resident"]
    answered, blank, not_asked = Reason.ANSWERED, Reason.BLANK, Reason.NOT_ASKED
    assert responses.reasons[0].tolist() == [answered, not_asked, not_asked, answered, answered, blank]
    assert responses.reasons[1].tolist() == [blank, answered, blank, blank, blank, answered]


def test_a_case_that_holds(instrument: Instrument) -> None:
    assert found(instrument, case()) == []


@pytest.mark.parametrize(
    ("expect", "fault"),
    [
        ({"scores": {"alpha": 50 + 2e-9}}, "RES-I061 /cases/0/expect/scores/alpha"),
        ({"scores": {"alpha": None}}, "RES-I061 /cases/0/expect/scores/alpha"),
        ({"class": "poor"}, "RES-I062 /cases/0/expect/class"),
        ({"class": None}, "RES-I062 /cases/0/expect/class"),
        ({"scores": {"alfa": 50}}, "RES-I063 /cases/0/expect/scores/alfa"),
        ({"class": "god"}, "RES-I063 /cases/0/expect/class"),
        ({}, "RES-I016 /cases/0/expect"),
    ],
)
def test_an_expectation_that_does_not_hold(instrument: Instrument, expect: Any, fault: str) -> None:
    assert found(instrument, case(expect=expect)) == [fault]


def test_a_score_within_the_tolerance_holds(instrument: Instrument) -> None:
    assert found(instrument, case(expect={"scores": {"alpha": 50 + 5e-10}})) == []


def test_a_missing_score_and_no_class(instrument: Instrument) -> None:
    groups = [{"role": "resident", "count": 3, "every": None, "answers": {"b1": 2, "b2": 50}}]
    expect = {"scores": {"alpha": None, "beta": 50, "whole": None}, "class": None}
    assert found(instrument, case(respondents=groups, expect=expect)) == []
    assert found(instrument, case(respondents=groups, expect={"scores": {"alpha": 0}})) == [
        "RES-I061 /cases/0/expect/scores/alpha"
    ]


def test_the_register_takes_part(instrument: Instrument) -> None:
    poor = {"expect": {"class": "poor"}, "register": {"owners_committee": "none"}}
    assert found(instrument, case(**poor)) == []
    assert found(instrument, case(**{**poor, "register": {"owners_committee": None}})) == [
        "RES-I062 /cases/0/expect/class"
    ]


@pytest.mark.parametrize(
    ("respondent", "fault"),
    [
        ({"role": "residents", "every": 2, "answers": {"b2": 1}}, "RES-I063 /cases/0/respondents/0/role"),
        ({"role": "resident", "answers": {"a9": 2}}, "RES-I063 /cases/0/respondents/0/answers/a9"),
        ({"role": "resident", "answers": {"a1": 4}}, "RES-I067 /cases/0/respondents/0/answers/a1"),
        ({"role": "resident", "answers": {"a1": 1.5}}, "RES-I067 /cases/0/respondents/0/answers/a1"),
        ({"role": "resident", "answers": {"b2": 101}}, "RES-I067 /cases/0/respondents/0/answers/b2"),
        ({"role": "resident", "every": 4}, "RES-I067 /cases/0/respondents/0/every"),
        ({"role": "owners", "answers": {"a2": 2}}, "RES-I068 /cases/0/respondents/0/answers/a2"),
        ({"role": "resident", "evry": 2}, "RES-I010 /cases/0/respondents/0/evry"),
    ],
)
def test_answers_that_cannot_be_given(instrument: Instrument, respondent: Any, fault: str) -> None:
    assert found(instrument, case(respondents=[respondent])) == [fault]


def test_a_case_of_too_many_people_is_not_scored(instrument: Instrument) -> None:
    crowd = [{"role": "resident", "count": 10_000, "every": 2, "answers": {"b2": 50}}] * 3
    assert found(instrument, case(respondents=crowd)) == ["RES-I085 /cases/0/respondents"]


def test_many_people_are_scored_in_parts(instrument: Instrument, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cases, "MOST_PEOPLE", 7)  # each case has 3
    assert found(instrument, case(), case(expect={"class": "poor"}), case(), case(), case()) == [
        "RES-I062 /cases/1/expect/class"
    ]


def test_unknown_names_of_the_register(instrument: Instrument) -> None:
    register = {"owners": "none", "owners_committee": "gone", "area": "anything"}
    assert found(instrument, case(register=register)) == [
        "RES-I063 /cases/0/register/owners",
        "RES-I063 /cases/0/register/owners_committee",
    ]


def test_a_faulty_case_does_not_hide_the_next(instrument: Instrument) -> None:
    assert found(instrument, case(register={"owners": "none"}), case(expect={"class": "poor"})) == [
        "RES-I063 /cases/0/register/owners",
        "RES-I062 /cases/1/expect/class",
    ]


def test_what_no_case_shows(instrument: Instrument) -> None:
    findings = run_cases(instrument, {"format": 1, "cases": [case()]}).findings
    shown = [(finding.code, *finding.values.values()) for finding in findings]
    assert shown == [
        ("RES-I064", "poor"),
        ("RES-I064", "uneven"),
        ("RES-I065", "whole", 60),
        ("RES-I065", "gap", 40),
        ("RES-I066",),
    ]


def test_an_instrument_without_cases(instrument: Instrument, tmp_path: Path) -> None:
    (finding,) = check_cases(instrument, tmp_path / "1.0.0.json").findings
    assert (finding.code, finding.severity, finding.values["expected"]) == ("RES-I060", "warning", "1.0.0.cases.json")


def test_faults_of_a_cases_file_have_a_line(instrument: Instrument, tmp_path: Path) -> None:
    file = tmp_path / "1.0.0.cases.json"
    file.write_text("{", encoding="utf-8")
    assert [finding.code for finding in check_cases(instrument, tmp_path / "1.0.0.json").findings] == ["RES-I007"]
    wrong = case(expect={"class": "poor"})
    file.write_text(json.dumps({"format": 1, "cases": [wrong]}, indent=1), encoding="utf-8")
    first = check_cases(instrument, tmp_path / "1.0.0.json").findings[0]
    assert (first.code, first.where.line, first.where.col) == ("RES-I062", 17, 5)


@pytest.mark.parametrize("listed", available(bundled_dir()), ids=lambda listed: f"{listed.id}@{listed.version}")
def test_the_instruments_that_came_along_pass_their_cases(listed: Any) -> None:
    tried = check_cases(load(listed.path, allow_unreleased=True), listed.path)
    assert tried.findings == ()
    assert tried.held == tried.cases > 0


@pytest.mark.parametrize("listed", available(bundled_dir()), ids=lambda listed: f"{listed.id}@{listed.version}")
def test_cases_do_not_see_each_other(listed: Any) -> None:
    loaded = load(listed.path, allow_unreleased=True)
    given = json.loads(cases_file(listed.path).read_text(encoding="utf-8"))["cases"]
    given += [{**one, "respondents": one["respondents"][:1]} for one in given]  # some have one role only
    together, alone = outcomes(loaded, given), [outcomes(loaded, [one])[0] for one in given]
    assert [class_id for _, class_id in together] == [class_id for _, class_id in alone]
    for (scores, _), (expected, _) in zip(together, alone, strict=True):
        np.testing.assert_allclose(list(scores.values()), list(expected.values()), rtol=0, atol=EXACT / 1000)
        assert list(scores) == list(expected)


def test_how_many_cases_held(instrument: Instrument) -> None:
    tried = run_cases(instrument, {"format": 1, "cases": [case(), case(expect={"class": "poor"}), case()]})
    assert (tried.held, tried.cases) == (2, 3)


def test_the_cases_of_a_faulty_instrument_are_still_read(tmp_path: Path) -> None:
    content = {"format": 1, "cases": [{**case(), "whyy": "?"}]}
    (tmp_path / "1.0.0.cases.json").write_text(json.dumps(content), encoding="utf-8")
    (finding,) = check_cases(None, tmp_path / "1.0.0.json").findings
    assert (finding.code, finding.where.pointer) == ("RES-I010", "/cases/0/whyy")
