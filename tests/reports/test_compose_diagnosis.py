"""A diagnosis in words, and for machines."""

import json

import pytest
from synth import responses, survey
from town import TOWN, many

from resilience_cli.analysis.diagnosing import diagnose
from resilience_cli.messages import speaking
from resilience_cli.model.assessment import FLAG_NAMES, Options
from resilience_cli.model.diagnosis import INSTITUTIONS
from resilience_cli.pipeline import assess
from resilience_cli.reports import diagnosis_as_json, diagnosis_document
from resilience_cli.reports.markdown import render

QUICK = Options(draws=39)


@pytest.mark.parametrize(("lang", "head", "use"), [("en", "Residents and institutions", "may be ranked"),
                                                   ("zh", "居民与机构", "可以分档排序")])  # fmt: skip
def test_the_gap_between_residents_and_institutions_comes_first(lang: str, head: str, use: str) -> None:
    assessment = assess(survey(), options=QUICK)
    with speaking(lang):
        text = render(diagnosis_document(assessment, diagnose(assessment)))
    assert text.index(head) < text.index(use)
    assert "{" not in text


def test_of_residents_only_there_is_no_gap() -> None:
    table = many(9)
    assessment = assess(responses(table[table["role"] == "resident"], TOWN), options=QUICK)
    with speaking("en"):
        text = render(diagnosis_document(assessment, diagnose(assessment)))
    assert "No gap between residents and institutions can be shown" in text


def test_the_json_is_what_the_docs_say() -> None:
    assessment = assess(survey(), options=QUICK)
    found = json.loads(json.dumps(diagnosis_as_json(diagnose(assessment)), allow_nan=False))
    score = found["scores"]["S"]
    keys = {"n", "alpha", "alpha_low", "alpha_high", "alpha_std", "omega", "lambda6", "mean_r", "items"}
    assert keys | {"icc1", "icc2", "n0", "rwgj", "ad", "verdict"} <= score.keys()
    item = {"r_drop", "alpha_drop", "loading", "flag", "mean", "sd", "counts"}
    assert item <= score["items"]["S1"].keys()
    assert found["careless"].keys() == FLAG_NAMES.keys()
    assert found["careless"]["speed"] == {"flagged": 0, "of": 0}  # no time is known
    assert found["careless"]["blank"]["of"] == 392
    small = {v.community for v in assessment.verdicts if v.used.get("resident", 0) < 5}
    assert small
    assert not small & score["rwgj"].keys()
    assert not small & score["ad"].keys()


def test_cells_of_few_people_are_in_no_form() -> None:
    table = many(3)
    table = table[(table["role"] != "staff") | (table["community"] == "C01")]
    table.loc[table["role"] == "staff", "a1"] = float("nan")
    assessment = assess(responses(table, TOWN), options=QUICK)
    diagnosis = diagnose(assessment)
    assert {(m.item, m.group) for m in diagnosis.missing if m.item} == {("a1", INSTITUTIONS)}
    assert all(m.asked >= 5 for m in diagnosis.missing)
    shown = diagnosis_as_json(diagnosis)
    assert not {"staff", "owners"} & {m["group"] for m in shown["missing"] if m["item"] or m["community"]}
    assert "staff" not in {m["group"] for m in shown["missing"]}
    assert "staff" not in {f["group"] for f in shown["flagged"]}
    assert not [gap for name in ("gaps", "sides") for gap in shown[name] if "staff" in (gap["role"], gap["other"])]
    # one body of too few beside one other: either could be told from the mean of both
    assert shown["perception"] == []
    assert not [gap for gap in shown["gaps"] if "owners" in (gap["role"], gap["other"])]
    assert not [one for score in shown["scores"].values() for one in score["agreement"] if one["group"] != "resident"]
