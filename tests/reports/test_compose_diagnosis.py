"""A diagnosis in words, and for machines."""

import json
import re
from dataclasses import replace

import numpy as np
import pytest
from rich.cells import cell_len
from synth import responses, survey
from town import ITEMS, TOWN, facts, many

from resilience_cli.analysis.diagnosing import diagnose
from resilience_cli.messages import say, speaking
from resilience_cli.model.assessment import FLAG_NAMES, Options
from resilience_cli.model.diagnosis import Response
from resilience_cli.model.document import Note
from resilience_cli.pipeline import assess
from resilience_cli.reports import diagnosis_as_json, diagnosis_document, terminal
from resilience_cli.reports.compose_diagnosis import USES
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
    assert not [m for m in diagnosis.missing if m.item]
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


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_can_be_read_at_eighty_columns(lang: str) -> None:
    assessment = assess(survey(), options=QUICK)
    with speaking(lang):
        text = terminal.render(diagnosis_document(assessment, diagnose(assessment)), width=80)
    assert max(map(cell_len, text.splitlines())) <= 80
    row = next(line for line in text.splitlines() if line.startswith("S3 "))
    assert len(re.findall(r"\d+%", row)) == 2  # worst and best
    assert len(re.findall(r"-?\d\.\d\d", row)) == 3  # rest r, α without, loading


@pytest.mark.parametrize(("use", "zh", "en"), [
    ("rank", "可以分档排序", "may be ranked"),
    ("profile", "只宜描述，不宜排序", "profile only"),
    ("no_score", "看法分歧过大，不宜合成一个分数", "not enough agreement to speak of one score"),
])  # fmt: skip
def test_the_verdict_in_words(use: str, zh: str, en: str) -> None:
    for lang, words in (("zh", zh), ("en", en)):
        with speaking(lang):
            assert say(USES[use]) == words


def test_what_clearly_differs_is_said_first_with_its_error() -> None:
    table = many(9, staff=6, owners=6)
    table.loc[table["role"] != "resident", ["a1", "a3"]] = 5.0
    table.loc[table["role"] != "resident", "a2"] = 1.0
    assessment = assess(responses(table, TOWN), options=QUICK)
    found = diagnose(assessment)
    gap = next(one for one in found.perception if one.score == "a")
    assert gap.gap is not None
    assert gap.se is not None
    with speaking("en"):
        first = diagnosis_document(assessment, found).parts[1]
    assert isinstance(first, Note)
    assert f"“A”, residents {-gap.gap:.1f} points lower (standard error {gap.se:.1f})" in first.text
    assert "clearly lower" in first.text


def test_of_few_nobody_and_all_are_not_told() -> None:
    """Nine residents who all chose 4: under 20 that none or all did is not said."""
    table = many(3, residents=3)
    table["b1"] = 4.0
    assessment = assess(responses(table, TOWN), options=QUICK)
    with speaking("en"):
        text = terminal.render(diagnosis_document(assessment, diagnose(assessment)), width=120)
    row = next(line for line in text.splitlines() if line.startswith("b1 "))
    assert "<12 <12 <12 >88 <12" in row
    assert " 0%" not in row


def test_of_thirty_who_answered_all_it_is_told_and_of_two_questions_no_omega() -> None:
    two = replace(TOWN, scores=(replace(TOWN.score["a"], of=("a1", "a3"), weights=(0.5, 0.5)), *TOWN.scores[1:]))
    found = {}
    for residents in (9, 10):
        table = many(3, residents=residents)
        table = table[table["role"] == "resident"]
        found[residents] = diagnose(assess(responses(table, two), options=QUICK)).scores[0]
    assert (found[9].n, found[9].alpha, found[9].alpha_std) == (27, None, None)
    assert all(item.r_drop is item.alpha_drop is item.loading is None for item in found[9].items)
    score = found[10]
    assert score.omega is None
    assert score.mean_r is not None
    assert score.alpha_std == pytest.approx(2 * score.mean_r / (1 + score.mean_r))  # Spearman-Brown
    assert [item.alpha_drop for item in score.items] == [None, None]


def test_a_question_that_all_answer_alike_is_named_and_takes_no_part() -> None:
    table = many(9)
    table["a3"] = 4.0
    assessment = assess(responses(table, TOWN), options=QUICK)
    found = diagnose(assessment)
    assert found.scores[0].left_out == ("a3",)
    assert found.scores[0].alpha is not None
    with speaking("en"):
        assert "not in the reliability" in render(diagnosis_document(assessment, found))


def test_scores_without_the_flagged_are_told_only_of_enough() -> None:
    table = many(9)
    table[ITEMS] = [3.0, 4, 2, 3, 5, 4]  # nobody is flagged for it, and nobody differs
    table.loc[table["role"] == "staff", "b3"] = np.nan
    for fast, told in ((4, False), (5, True)):
        answers = responses(table, TOWN, 60.0)
        residents = np.flatnonzero(answers.people["role"] == "resident")
        answers.people.loc[residents[:fast], "seconds"] = 1.0
        found = diagnose(assess(answers, options=QUICK))
        assert found.flags["speed"] == (fast, len(answers.people))
        assert bool(found.moved) == told
        assert all(one.community == "C01" for one in found.moved)
        by_group = {(one.community, one.group): one for one in found.flagged}
        assert by_group["C01", "resident"].flagged == fast
        assert (None, "staff") in by_group  # 18 over all
        assert ("C01", "institutions") not in by_group  # 4 people


def test_answer_sheets_are_held_against_the_register_in_all_and_in_each() -> None:
    register = facts(population_resident={f"C{c:02}": 100.0 * c for c in range(1, 10)})
    found = diagnose(assess(responses(many(9), TOWN), register, options=QUICK)).response
    assert found[0] == Response("resident", None, 9 * 12, 4500.0)
    assert Response("resident", "C03", 12, 300.0) in found
    assert len(found) == 10
