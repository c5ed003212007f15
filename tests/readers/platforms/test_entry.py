from copy import deepcopy
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from fielded import EVENT, fielded, template, typed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from questionnaire import LABELS
from reading import Reading
from workbook import write_csv, write_xlsx

from resilience_cli.messages import speaking
from resilience_cli.model.responses import Reason
from resilience_cli.readers import ReadOptions, read

RESIDENTS = [
    [1, "东湖", "自有", 42, "非常同意", "非常不同意", "不了解", "一般"],
    [2, "西湖", None, None, 5, "同意", None, "比较同意"],
]
STAFF = [[7, "东湖", "租住", 30, "一般", "一般", "一般"]]


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    with speaking("zh"):
        return template(tmp_path / "录入.xlsx")


def test_what_is_typed_in_is_read_without_being_told_anything(blank: Path, reading: Reading) -> None:
    path = typed(blank, {"居民": RESIDENTS, "居委会": STAFF})
    responses = reading(path, candidates=[fielded(), fielded("other")])
    nan = np.nan
    np.testing.assert_array_equal(responses.answers, [[5, 1, nan, 3], [5, 4, nan, 4], [3, 3, nan, 3]])
    assert responses.reasons[:, 2].tolist() == [Reason.NOT_SCORED, Reason.BLANK, Reason.NOT_ASKED]
    people = responses.people
    assert people["role"].tolist() == ["resident", "resident", "committee"]
    assert people["community"].tolist() == ["东湖", "西湖", "东湖"]
    assert people["tenure"].fillna("").tolist() == ["owner", "", "tenant"]
    assert responses.findings == ()
    assert [(s.platform, s.mode, s.sheet, s.kept, s.passed_over) for s in responses.sources] == [
        ("entry", "text", "居民", 2, ()),
        ("entry", "text", "居委会", 1, ()),
    ]
    assert all(dict(source.placeholders) == {"event": EVENT} for source in responses.sources)


def test_an_english_workbook_is_the_same(tmp_path: Path, reading: Reading) -> None:
    path = typed(
        template(tmp_path / "entry.xlsx"), {"Resident": [[1, "East", "Owned", 42, "Agree", "Neutral", "Don't know", 2]]}
    )
    responses = reading(path, candidates=[fielded()])
    assert responses.answers.to_numpy()[0, [0, 1, 3]].tolist() == [4, 3, 2]
    assert responses.findings == ()


def test_blank_rows_and_numbers_alone_are_nobody(blank: Path, reading: Reading) -> None:
    gap: list[object] = [2, None]
    path = typed(
        blank, {"居民": [RESIDENTS[0], gap, [], [4, "西湖", None, None, "一般"], [5], [6]], "居委会": [[1], [2]]}
    )
    responses = reading(path, candidates=[fielded()])
    assert responses.people["community"].tolist() == ["东湖", "西湖"]
    assert [(source.sheet, source.rows) for source in responses.sources] == [("居民", 2)]
    assert responses.findings == ()


def test_what_was_pasted_in_and_is_no_option_is_found_with_its_cell(blank: Path, reading: Reading) -> None:
    path = typed(
        blank,
        {
            "居委会": [
                STAFF[0],
                [8, "西湖", "自有", 250, "基本同意", "非常同意 ", "一般"],
                [9, None, None, None, "一般"],
            ]
        },
    )
    responses = reading(path, candidates=[fielded()])
    found = {finding.code: (finding.where.sheet, finding.where.column, finding.rows) for finding in responses.findings}
    assert found == {
        "RES-R071": ("居委会", "B", (4,)),
        "RES-R026": ("居委会", "D", (3,)),
        "RES-R021": ("居委会", "E", (3,)),
    }
    assert responses.people["community"].tolist() == ["东湖", "西湖"]


def test_copies_of_a_file_are_read_together(blank: Path, tmp_path: Path, reading: Reading) -> None:
    other = tmp_path / "录入2.xlsx"
    other.write_bytes(blank.read_bytes())
    typed(blank, {"居民": RESIDENTS})
    typed(other, {"居民": RESIDENTS[:1]})
    responses = reading(blank, other, candidates=[fielded()])
    assert len(responses.people) == 3
    assert responses.findings == ()


def test_an_untouched_workbook_is_an_error(blank: Path, reading: Reading) -> None:
    (fault,) = reading.faults(blank, candidates=[fielded()])
    assert (fault.code, fault.where.sheet, fault.values["names"]) == ("RES-R100", None, ["居民", "居委会"])


def test_a_renamed_sheet_is_not_guessed_at(blank: Path, reading: Reading) -> None:
    path = typed(blank, {"居民": RESIDENTS}, renamed={"居民": "一组"})
    (fault,) = reading.faults(path, candidates=[fielded()])
    assert (fault.code, fault.where.sheet) == ("RES-R101", "一组")


def test_sheets_that_were_added_or_hidden_are_named(blank: Path, reading: Reading) -> None:
    book = openpyxl.load_workbook(typed(blank, {"居民": RESIDENTS, "居委会": STAFF}))
    book.create_sheet("备注")["A1"] = "周五补录"
    book["居委会"].sheet_state = "hidden"
    book.save(blank)
    responses = reading(blank, candidates=[fielded()])
    (finding,) = responses.findings
    assert (finding.code, finding.values["sheets"]) == ("RES-R012", ["居委会", "备注"])
    assert set(responses.people["role"]) == {"resident"}
    asked = reading(blank, candidates=[fielded()], sheet="居委会")
    assert set(asked.people["role"]) == {"committee"}


def test_the_workbook_says_which_questionnaire_it_is_unless_the_user_does(blank: Path, reading: Reading) -> None:
    path = typed(blank, {"居民": RESIDENTS})
    twin = fielded("twin")
    assert reading(path, candidates=[twin, fielded()]).instrument.id == "small"
    (fault,) = reading.faults(path, candidates=[twin])
    assert (fault.code, fault.values["name"]) == ("RES-R102", "small@1.0.0")
    assert reading(path, candidates=[twin], instrument="twin").instrument.id == "twin"


def test_workbooks_of_two_questionnaires_are_two_surveys(blank: Path, tmp_path: Path, reading: Reading) -> None:
    with speaking("zh"):
        other = template(tmp_path / "b.xlsx", fielded("twin"))
    faults = reading.faults(
        typed(blank, {"居民": RESIDENTS}), typed(other, {"居民": RESIDENTS}), candidates=[fielded(), fielded("twin")]
    )
    assert [(fault.code, fault.values["names"]) for fault in faults] == [("RES-R103", ["small@1.0.0", "twin@1.0.0"])]


def test_without_an_event_its_questions_were_left_out_by_design(tmp_path: Path, reading: Reading) -> None:
    with speaking("zh"):
        path = template(tmp_path / "a.xlsx", no_event=True)
    responses = reading(typed(path, {"居民": [row[:-1] for row in RESIDENTS]}), candidates=[fielded()])
    assert [finding.code for finding in responses.findings] == ["RES-R051"]
    assert responses.sources[0].placeholders == ()


def test_the_event_is_known_even_if_no_question_names_it(tmp_path: Path, reading: Reading) -> None:
    items = [{"id": "a1", "text": {"zh": "甲。", "en": "A."}, "scale": "agree5", "asked_of": ["resident"]}]
    with speaking("zh"):
        path = template(tmp_path / "a.xlsx", fielded(items=items))
    responses = reading(typed(path, {"居民": [[1, "东湖", None, None, 3]]}), candidates=[fielded(items=items)])
    assert dict(responses.sources[0].placeholders) == {"event": EVENT}


def test_saved_as_csv_it_is_a_numbered_table_without_a_role(blank: Path, tmp_path: Path, reading: Reading) -> None:
    head = [cell.value for cell in openpyxl.load_workbook(blank)["居民"][1]]
    path = write_csv(tmp_path / "a.csv", [head, *RESIDENTS])
    assert reading.codes(path, candidates=[fielded()]) == ["RES-R046"]
    responses = reading(path, candidates=[fielded()], role_name="居民")
    assert responses.sources[0].platform == "wjx"
    assert len(responses.people) == 2


def test_a_sheet_that_only_bears_the_name_is_an_ordinary_one(tmp_path: Path, reading: Reading) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", "community|role|a1|a2|a3|c1\n东湖|resident|5|1|4|3", sheet="resilience")
    assert reading(path).sources[0].platform == "plain"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(*[st.sampled_from([None, *range(6)])] * 4), min_size=1, max_size=6))
def test_every_answer_that_can_be_chosen_comes_back(tmp_path: Path, chosen: list[tuple[int | None, ...]]) -> None:
    """5 stands for the answer without a value."""
    words = [zh for zh, _, _ in LABELS] + ["不了解"]
    with speaking("zh"):
        path = template(tmp_path / "a.xlsx")
    rows = [[n, "东湖", None, None, *(None if i is None else words[i] for i in row)] for n, row in enumerate(chosen, 1)]
    responses = read([typed(path, {"居民": rows})], [fielded()], ReadOptions())
    expected = [[np.nan if i in (None, 5) else i + 1 for i in row] for row in chosen]  # type: ignore[operator]
    np.testing.assert_array_equal(responses.answers, expected)
    given_ = [[Reason.BLANK if i is None else Reason.NOT_SCORED if i == 5 else 0 for i in row] for row in chosen]
    np.testing.assert_array_equal(responses.reasons, given_)


def test_options_that_begin_like_a_formula_come_back_as_the_list_offers_them(tmp_path: Path) -> None:
    scales = deepcopy(fielded().raw["scales"])
    for option in scales["agree5"]["options"]:
        option["label"] = {"zh": f"{option['value'] - 3:+d} 分", "en": f"{option['value'] - 3:+d} points"}
    instrument = fielded(scales=scales)
    with speaking("zh"):
        blank = template(tmp_path / "a.xlsx", instrument)
        offered = [str(cell.value) for cell in openpyxl.load_workbook(blank)["选项"]["B"]][:5]
    rows: list[list[object]] = [[n, "东湖", None, None, label] for n, label in enumerate([*offered, "-2 分"], 1)]
    responses = read([typed(blank, {"居民": rows})], [instrument], ReadOptions())
    assert responses.answers["a1"].tolist() == [1, 2, 3, 4, 5, 1]


@pytest.mark.parametrize(("place", "text", "codes"), [
    ("A2", "other", ["RES-R046"]),  # it is a numbered table then, without a role
    ("B2", "138 0013 8000", ["RES-R046"]),
    ("B2", "small@9.9.9", ["RES-R102"]),
    ("A4", "sheet:mayor", ["RES-R052"]),
])  # fmt: skip
def test_a_hidden_sheet_that_somebody_changed_is_not_believed(
    blank: Path, reading: Reading, place: str, text: str, codes: list[str]
) -> None:
    book = openpyxl.load_workbook(typed(blank, {"居民": RESIDENTS, "居委会": STAFF}))
    book["resilience"][place] = text
    book.save(blank)
    faults = reading.faults(blank, candidates=[fielded()])
    assert [fault.code for fault in faults] == codes
    assert "138" not in "".join(map(str, faults))
