import copy
from typing import Any

import pytest
from made import instrument, raw_instrument

from resilience_cli.messages import speaking
from resilience_cli.model.document import Cell, Document, Heading, Note, Outline, Paragraph, Table
from resilience_cli.model.parse import parse
from resilience_cli.reports.compose_codebook import codebook


def sections(document: Document) -> dict[str, list[Any]]:
    """Return the parts beneath each heading."""
    found: dict[str, list[Any]] = {}
    for part in document.parts:
        if isinstance(part, Heading):
            parts = found.setdefault(part.text, [])
        else:
            parts.append(part)
    return found


def texts(table: Table) -> list[dict[str, str]]:
    """Return the rows by the titles of the columns."""
    titles = [column.title for column in table.columns]
    return [
        dict(zip(titles, (cell if isinstance(cell, str) else cell.text for cell in row), strict=True))
        for row in table.rows
    ]


def made(**changes: Any) -> dict[str, list[Any]]:
    with speaking("en"):
        return sections(codebook(parse(copy.deepcopy(raw_instrument()) | changes)))


def test_it_says_what_the_questionnaire_is_and_how_far_it_is_proved() -> None:
    about = made()["About the questionnaire"]
    assert any(isinstance(part, Note) and "cuts not validated" in part.text for part in about)
    facts = {row["What"]: row["Value"] for row in texts(about[-1])}
    assert facts["Version"] == "small@1.0.0"
    assert facts["sha256"] == instrument().sha256
    assert "Licence" not in facts


def test_every_question_stands_in_every_language_with_its_scale_and_scores() -> None:
    (table, _note) = made()["The questions"]
    rows = texts(table)
    assert [row["id"] for row in rows] == [item.id for item in instrument().items]
    second = rows[1]
    assert second["Question (zh)"] == "政府一方第2题"
    assert second["Question (en)"] == "State side, item 2"
    assert (second["Values"], second["Remarks"], second["In the scores"]) == ("1–5", "reverse-scored", "state")
    assert second["Asked of"] == "all roles"


def test_attention_checks_and_unscored_questions_are_told() -> None:
    items = copy.deepcopy(raw_instrument()["items"])
    items[0] |= {"attention": 4, "asked_of": ["resident"]}
    items[2] |= {"unscored": True, "reverse": True}
    rows = texts(made(items=items)["The questions"][0])
    assert (rows[0]["Remarks"], rows[0]["Asked of"]) == ("attention check: 4 must be chosen", "Resident")
    assert rows[2]["Remarks"] == "reverse-scored, in no score, on purpose"


def test_options_have_their_values_and_those_without_are_no_zeros() -> None:
    scales = copy.deepcopy(raw_instrument()["scales"])
    scales["agree5"]["not_scored"] = [
        {"code": "unknown", "label": {"zh": "不了解", "en": "Don't know"}, "also": ["不清楚"]}
    ]
    note, table = made(scales=scales)["Scales"]
    assert isinstance(note, Paragraph)
    rows = texts(table)
    assert [row["Value"] for row in rows] == ["1", "2", "3", "4", "5", ""]
    assert rows[-1] == {
        "Scale": "agree5", "Kind": "ordered", "Value": "", "Code": "unknown",
        "Label (zh)": "不了解", "Label (en)": "Don't know", "Also read as": "不清楚",
    }  # fmt: skip
    assert table.rows[0][2] == Cell("1", 1.0)


@pytest.mark.parametrize(
    ("rule", "words"), [("half", "half of those asked, at least 2"), ("all", "all of those asked"), (1, "1")]
)
def test_the_key_has_the_tree_the_weights_and_the_missing_rule(rule: str | int, words: str) -> None:
    scores = copy.deepcopy(raw_instrument()["scores"])
    scores[0] |= {"minimum_answered": rule}
    scores[-2] |= {"weights": [3, 1]}
    _how, _missing, outline, table = made(scores=scores)["Scoring key"]
    assert isinstance(outline, Outline)
    rows = {row["id"]: row for row in texts(table)}
    assert rows["state"]["Must be answered"] == words
    assert rows["index"]["Weights"] == "0.75 : 0.25"
    assert (rows["index"]["Method"], rows["index"]["No part below"]) == ("geometric mean", "1")
    assert (rows["weakest"]["Weights"], rows["weakest"]["Must be answered"]) == ("", "")
    assert rows["tension"]["Direction"] == "higher is worse"
    assert rows["state"]["Direction"] == "higher is better"


def test_a_score_of_one_question_needs_it() -> None:
    scores = copy.deepcopy(raw_instrument()["scores"])
    scores[0]["of"] = ["state1"]
    assert texts(made(scores=scores)["Scoring key"][-1])[0]["Must be answered"] == "1"


def test_roles_classes_register_and_limits() -> None:
    found = made(bands=[{"id": "low", "title": {"en": "Low"}}, {"id": "high", "from": 50, "title": {"en": "High"}}],
                 screening={"seconds_per_item": 3, "exclude": ["longstring"]}, privacy={"minimum_cell": 7})  # fmt: skip
    roles = texts(found["Who answers"][0])
    assert (roles[0]["Weight"], roles[0]["No score with fewer"], roles[0]["Few: with fewer"]) == ("3", "5", "10")
    assert [(row["From"], row["Below"]) for row in texts(found["Bands"][0])] == [("0", "50"), ("50", "")]
    rules = " ".join(row["Condition"] for row in texts(found["Classes"][0]))
    assert "below 50" in rules
    assert texts(found["Classes"][-1])[0]["Advice"] == "Mend the weakest side first."
    assert [row["Code"] for row in texts(found["Community register"][0])] == ["working", "none"]
    limits, left_out = found["Limits"]
    assert [cell.value for _, cell in limits.rows] == [3, 0.5, 0.5, 7]
    assert left_out.text == "Answer sheets with these flags are left out: one answer in a row."
