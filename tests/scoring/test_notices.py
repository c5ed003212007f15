"""What a reader of the results is told about how they came about."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from synth import responses
from town import TOWN, cell, content, facts, many, town

from resilience_cli.messages import speaking
from resilience_cli.model.assessment import Options
from resilience_cli.model.parse import parse
from resilience_cli.pipeline import assess


def codes(assessment) -> dict[str, list]:
    found: dict[str, list] = {}
    for finding in assessment.findings:
        found.setdefault(finding.code, []).append(finding)
    return found


def test_a_clean_survey_says_nothing_but_its_classes() -> None:
    found = codes(assess(responses(many(9, residents=30), TOWN)))
    assert set(found) <= {"RES-S016", "RES-S018", "RES-S021"}


@pytest.mark.parametrize("standing", ["draft", "unlisted", "changed"])
def test_a_questionnaire_that_is_not_released_is_told(standing: str) -> None:
    found = codes(assess(responses(many(9, residents=30), replace(TOWN, standing=standing))))
    (finding,) = found["RES-S026"]
    assert finding.values["name"] == TOWN.name
    with speaking("zh"):
        assert "不是已发布的版本" in finding.message


def test_a_rare_role_is_shown_only() -> None:
    table = many(9)
    found = codes(assess(responses(table[(table["role"] != "owners") | (table["community"] == "C01")], TOWN)))
    assert found["RES-S010"][0].values == {"role": {"en": "Owners"}, "n": 1, "of": 9}


def test_residents_alone_are_the_residents_view() -> None:
    table = many(9)
    assert "RES-S011" in codes(assess(responses(table[table["role"] == "resident"], TOWN)))


@pytest.mark.parametrize(("number", "code"), [(9, "RES-S012"), (7, "RES-S013")])
def test_a_missing_role_is_named_by_community(number: int, code: str) -> None:
    table = many(number)
    table = table[~((table["community"] == "C02") & (table["role"] == "staff"))]
    (finding,) = codes(assess(responses(table, TOWN)))[code]
    assert finding.where.community == "C02"
    assert finding.values == {"roles": [{"en": "Staff"}]}


def test_a_role_that_left_out_too_many_items_is_told_apart_from_one_that_did_not_answer() -> None:
    table = many(9)
    table.loc[(table["community"] == "C02") & (table["role"] == "staff"), ["a1", "a2"]] = np.nan
    found = codes(assess(responses(table, TOWN)))
    assert "RES-S012" not in found
    assert found["RES-S024"][0].values == {"role": {"en": "Staff"}, "scores": [{"en": "A"}]}


def test_register_that_is_too_small_or_not_there() -> None:
    raw = content()
    raw["classes"][0]["when"] = {
        "any": [raw["classes"][0]["when"], {"register": "committee", "in": ["none"], "unknown_is": False}]
    }
    instrument = parse(raw)
    assert codes(assess(responses(many(9), instrument)))["RES-S020"][0].values == {"fields": [{"en": "Committee"}]}
    register = facts(population_resident={"C01": 5.0})
    found = codes(assess(responses(many(9), instrument), register))
    assert "RES-S020" not in found
    assert found["RES-S014"][0].values == {"population": "5", "n": 12, "role": {"en": "Resident"}}


def test_who_was_excluded_is_said_by_community_and_role() -> None:
    table = many(9)
    answers = responses(table, parse(content(screening={"exclude": ["speed"]})), seconds=3.0)
    people = answers.people.assign(seconds=np.where(table["community"].to_numpy() == "C03", 3.0, 300.0))
    from dataclasses import replace

    found = assess(replace(answers, people=people))
    assert found.counts["excluded"] == 16
    with speaking("en"):
        (finding,) = codes(found)["RES-S019"]
        assert "Owners 2, Resident 12, Staff 2" in finding.message
    assert {v.community for v in found.verdicts} == {f"C{c:02}" for c in range(1, 10)}
    c03 = next(v for v in found.verdicts if v.community == "C03")
    assert (c03.received["resident"], c03.used) == (12, {})


def test_everybody_excluded_in_one_community_leaves_it_in_the_result() -> None:
    table = pd.concat([many(3), cell("Z", "resident", 3, 3, 3)])
    found = assess(responses(table, TOWN), options=Options(exclude="none"))
    assert len(found.verdicts) == 4


def test_too_few_to_know_an_interval() -> None:
    found = assess(town(cell("X", "resident", 3, 4, 5), cell("X", "staff", 3)))
    assert "RES-S015" in codes(found)
    assert found.verdicts[0].confidence is None
    assert found.verdicts[0].class_id is not None
    assert found.scores["low"].isna().all()


def test_prorated_scores_are_named_once() -> None:
    table = many(9)
    table.loc[table.index % 4 == 0, "a1"] = np.nan
    (finding,) = codes(assess(responses(table, TOWN)))["RES-S017"]
    assert {"en": "A"} in finding.values["scores"]


def test_one_class_for_nearly_all_says_that_classes_do_not_discriminate() -> None:
    raw = content(classes=[{"id": "all", "title": {"en": "All"}, "otherwise": True}])
    (finding,) = codes(assess(responses(many(9), parse(raw))))["RES-S016"]
    assert finding.values == {"n": 9, "of": 9, "class_title": {"en": "All"}}
    assert "RES-S016" not in codes(assess(responses(many(4), parse(raw))))


def test_people_read_names_and_not_ids() -> None:
    from dataclasses import replace

    table = many(9)
    answers = responses(table[~((table["community"] == "C02") & (table["role"] == "resident"))], TOWN)
    named = replace(
        answers, communities=answers.communities.assign(name=[f"No. {c}" for c in answers.communities.index])
    )
    (finding,) = codes(assess(named))["RES-S001"]
    assert finding.where.community == "No. C02"


def test_a_community_of_the_register_without_answers_is_named() -> None:
    register = facts(name={"C01": "One", "C99": "Far"}, committee={"C01": "working", "C99": None})
    (finding,) = codes(assess(responses(many(2), TOWN), register))["RES-S025"]
    assert finding.values == {"n": 1, "names": ["Far"]}
