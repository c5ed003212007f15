from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from questionnaire import both, questionnaire
from reading import Reading
from workbook import write_csv, write_xlsx

from resilience_cli.model.responses import Reason

HEAD = "community|role|a1|a2|a3|c1|seconds|tenure|age\n"


def test_values_reasons_and_people(tmp_path: Path, reading: Reading) -> None:
    rows = HEAD + "东湖|resident|5|1|unknown|不了解|137|owner|42岁\n东湖|居委会|4.0|||9|||"
    responses = reading(write_csv(tmp_path / "a.csv", rows))
    assert responses.answers.columns.tolist() == ["a1", "a2", "a3", "c1"]
    np.testing.assert_array_equal(responses.answers, [[5, 1, np.nan, np.nan], [4, np.nan, np.nan, np.nan]])
    answered, blank, unscored = Reason.ANSWERED, Reason.BLANK, Reason.NOT_SCORED
    np.testing.assert_array_equal(
        responses.reasons,
        [[answered, answered, unscored, unscored], [answered, blank, Reason.NOT_ASKED, Reason.INVALID]],
    )
    people = responses.people
    assert people["role"].tolist() == ["resident", "committee"]
    np.testing.assert_array_equal(people["seconds"], [137, np.nan])
    np.testing.assert_array_equal(people["age"], [42, np.nan])
    assert people["tenure"].tolist()[0] == "owner"
    assert people["weight"].tolist() == [1.0, 1.0]
    assert people["wave"].tolist() == ["", ""]
    source = responses.sources[0]
    assert (source.platform, source.mode, source.rows, source.kept, source.encoding) == (
        "plain",
        "value",
        2,
        2,
        "utf-8",
    )
    assert source.columns[2] == ("C", "a1", "a1", "item id")


def test_xlsx_numbers_are_the_same_as_text(tmp_path: Path, reading: Reading) -> None:
    rows: list[list[object]] = [HEAD.strip().split("|"), ["东湖", "resident", 5, 1.0, "3", 2, 60, None, 42]]
    responses = reading(write_xlsx(tmp_path / "a.xlsx", rows))
    np.testing.assert_array_equal(responses.answers, [[5, 1, 3, 2]])


def test_an_answer_of_a_role_that_is_not_asked_is_read_and_not_scored(tmp_path: Path, reading: Reading) -> None:
    responses = reading(write_csv(tmp_path / "a.csv", HEAD + "东湖|committee|5|1|3|2"))
    assert responses.reasons[0, 2] == Reason.OUTSIDE_ROLE
    assert np.isnan(responses.answers.iloc[0, 2])
    (finding,) = responses.findings
    assert (finding.code, finding.values["n"], finding.values["items"]) == ("RES-R024", 1, ["a3"])


def test_what_is_not_understood_is_one_finding_a_text_with_all_rows(tmp_path: Path, reading: Reading) -> None:
    rows = HEAD + "".join(f"东湖|resident|{answer}|1|3|2\n" for answer in ("7", "maybe", "5", "7", "Agre", "N/A"))
    found = {f.values["answer"]: f for f in reading(write_csv(tmp_path / "a.csv", rows)).findings}
    assert {text: (f.code, f.rows) for text, f in found.items()} == {
        "7": ("RES-R020", (2, 5)),
        "maybe": ("RES-R021", (3,)),
        "Agre": ("RES-R022", (6,)),
        "N/A": ("RES-R021", (7,)),
    }
    assert found["Agre"].values["near"] == "Agree"
    assert (found["7"].where.column, found["7"].where.row, found["7"].where.header) == ("C", 2, "a1")


@pytest.mark.parametrize("cell", ["4.5", "4、5", "4:5", "5(4)", "5(5分)", "1.5", "A.5", "4┋5", "4,5", "5-", "9" * 400])
def test_what_is_left_of_a_number_is_no_answer(tmp_path: Path, reading: Reading, cell: str) -> None:
    rows: list[list[object]] = [["community", "role", "a1", "a2", "a3", "c1"], ["东湖", "resident", cell, 1, 4, 3]]
    responses = reading(write_csv(tmp_path / "a.csv", rows))
    assert responses.reasons[0].tolist() == [Reason.INVALID, *[Reason.ANSWERED] * 3]
    assert [f.rows for f in responses.findings] == [(2,)]


def test_a_finding_shows_no_long_number_and_no_long_text(tmp_path: Path, reading: Reading) -> None:
    rows = HEAD + f"东湖|resident|call 13800138000|1|3|2\n东湖|resident|{'x' * 90}|1|3|2"
    texts = [f.values["answer"] for f in reading(write_csv(tmp_path / "a.csv", rows)).findings]
    assert texts[0] == "call •••••"
    assert len(texts[1]) == 40


def test_many_unknown_texts_become_one_finding_in_the_end(tmp_path: Path, reading: Reading) -> None:
    rows = HEAD + "".join(f"东湖|resident|text {i}|1|3|2\n" for i in range(30))
    found = reading(write_csv(tmp_path / "a.csv", rows)).findings
    assert [f.code for f in found].count("RES-R021") == 20
    assert (found[-1].code, len(found[-1].rows)) == ("RES-R028", 10)


def test_a_field_that_is_not_understood_is_never_shown(tmp_path: Path, reading: Reading) -> None:
    rows = HEAD + "东湖|resident|5|1|3|2|soon|a secret palace|very old"
    responses = reading(write_csv(tmp_path / "a.csv", rows))
    assert [f.code for f in responses.findings] == ["RES-R027", "RES-R026", "RES-R026"]
    assert "secret" not in "".join(map(str, responses.findings))
    assert responses.people["tenure"].isna().all()


def test_number_items_are_checked_against_their_range(tmp_path: Path, reading: Reading) -> None:
    scales = questionnaire().raw["scales"]
    items = [{"id": "a1", "text": both("几成？", "How many?"), "scale": "age"}]
    instrument = questionnaire(items=items, scales=scales, scores=[{**questionnaire().raw["scores"][0], "of": ["a1"]}])
    rows = "community|role|a1\nX|resident|0\nX|resident|120\nX|resident|121\nX|resident|13800138000\nX|resident|42岁"
    responses = reading(write_csv(tmp_path / "a.csv", rows), candidates=[instrument])
    np.testing.assert_array_equal(responses.answers["a1"], [0, 120, np.nan, np.nan, 42])
    (finding,) = responses.findings
    assert (finding.code, finding.rows) == ("RES-R025", (4, 5))
    assert "138" not in str(finding)


def test_waves(tmp_path: Path, reading: Reading) -> None:
    path = write_csv(
        tmp_path / "a.csv", "community|role|a1|a2|a3|c1|wave\nX|resident|5|1|3|2|2025\nX|resident|5|1|3|2|2026"
    )
    assert reading.codes(path) == ["RES-R076"]
    assert reading(path, wave="both").people["wave"].tolist() == ["both", "both"]
    path = write_csv(
        tmp_path / "b.csv", "community|role|a1|a2|a3|c1|wave\nX|resident|5|1|3|2|2025\nX|resident|5|1|3|2|"
    )
    assert reading(path).people["wave"].tolist() == ["2025", "2025"]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cell=st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=60))
def test_whatever_stands_in_a_cell_the_others_keep_their_meaning(tmp_path: Path, reading: Reading, cell: str) -> None:
    rows: list[list[object]] = [["community", "role", "a1", "a2", "a3", "c1"], ["东湖", "resident", cell, 1, 4, 3]]
    responses = reading(write_csv(tmp_path / "a.csv", rows))
    np.testing.assert_array_equal(responses.answers.iloc[:, 1:], [[1, 4, 3]])
    answered = responses.reasons[0, 0] == Reason.ANSWERED
    assert answered == (responses.answers.iloc[0, 0] in {1, 2, 3, 4, 5})
    assert (responses.reasons[0, 0] == Reason.INVALID) == bool(responses.findings)


def test_a_bad_cell_changes_nothing_else(tmp_path: Path, reading: Reading) -> None:
    rows = [HEAD + "东湖|resident|5|1|3|2\n", "西湖|resident|4|2|2|3\n"]
    good = reading(write_csv(tmp_path / "a.csv", "".join(rows)))
    bad = reading(write_csv(tmp_path / "b.csv", "".join(rows).replace("|5|1|", "|?|1|")))
    same = np.ones(good.reasons.shape, dtype=bool)
    same[0, 0] = False
    np.testing.assert_array_equal(good.reasons[same], bad.reasons[same])
    np.testing.assert_array_equal(good.answers.to_numpy()[same], bad.answers.to_numpy()[same])


def test_names_of_other_sheets_are_kept_as_they_may_be_shown(tmp_path: Path, reading: Reading) -> None:
    """A sheet may be called after a person's number: what is stored of it is what a finding would show."""
    rows: list[list[object]] = [["community", "role", "a1", "a2", "a3", "c1"], ["东湖", "居民", 5, 4, 3, 2]]
    path = write_xlsx(tmp_path / "a.xlsx", rows, **{"13800138000": [["x"]]})
    (source,) = reading(path).sources
    assert len(source.passed_over) == 1
    assert "13800138000" not in source.passed_over[0]
