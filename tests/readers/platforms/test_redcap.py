from pathlib import Path

import numpy as np
from questionnaire import questionnaire
from reading import Reading, headed
from workbook import Row, write_csv

from resilience_cli.readers.platforms.redcap import REDCAP

HEAD: Row = ["record_id", "redcap_survey_identifier", "neighbourhood_timestamp", "place", "who", "v1", "v2", "v3", "v4",
             "what___1", "what___2", "neighbourhood_complete"]  # fmt: skip
ROWS: list[Row] = [
    [1, "zhang_san", "2026-03-06 15:52:43", "2", "1", "5", "1", "9", "3", 1, 0, 2],
    [2, None, "2026-03-06 15:53:15", "1", "2", "4", "2", None, "3", 0, 0, 2],
]
BOOK_HEAD: Row = [
    "Variable / Field Name",
    "Form Name",
    "Section Header",
    "Field Type",
    "Field Label",
    "Choices, Calculations, OR Slider Labels",
]
AGREE = "1, 非常不同意 | 2, 不太同意 | 3, 一般 | 4, 比较同意 | 5, 非常同意 | 9, 不了解"
BOOK: list[Row] = [
    [name, "neighbourhood", None, kind, text, choices]
    for name, kind, text, choices in (
        ("record_id", "text", "Record", None),
        ("place", "dropdown", "您所在的小区", "1, 东湖 | 2, 西湖"),
        ("who", "radio", "您的身份", "1, 居民 | 2, 居委会"),
        ("v1", "radio", "邻居会互相帮助。", AGREE),
        ("v2", "radio", "出了问题，没有人负责。", AGREE),
        ("v3", "radio", "我知道该找谁。", AGREE),
        ("v4", "radio", "台风期间，秩序得到维持。", AGREE),
        ("what", "checkbox", "发生过什么", "1, 停水 | 2, 停电"),
        ("sum", "calc", "和", "[v1], 2 | [v2], 3"),
    )
]


def data(folder: Path, head: Row = HEAD, rows: list[Row] = ROWS) -> Path:
    return write_csv(folder / "Survey_DATA.csv", [head, *rows])


def book(folder: Path, rows: list[Row] = BOOK) -> Path:
    return write_csv(folder / "Survey_DataDictionary.csv", [BOOK_HEAD, *rows])


def test_codes_with_their_dictionary(tmp_path: Path, reading: Reading) -> None:
    for paths in ((data(tmp_path), book(tmp_path)), (book(tmp_path), data(tmp_path))):
        responses = reading(*paths)
        nan = np.nan
        np.testing.assert_array_equal(responses.answers, [[5, 1, nan, 3], [4, 2, nan, 3]])
        assert responses.people["community"].tolist() == ["西湖", "东湖"]
        assert responses.people["role"].tolist() == ["resident", "committee"]
        assert [(source.platform, source.mode) for source in responses.sources] == [("redcap", "text")]
        assert responses.findings == ()


def test_rows_are_numbered_as_in_the_export(tmp_path: Path, reading: Reading) -> None:
    rows: list[Row] = [ROWS[0], [*ROWS[1][:5], "7", *ROWS[1][6:]]]
    (finding,) = reading(data(tmp_path, rows=rows), book(tmp_path)).findings
    assert (finding.code, finding.rows) == ("RES-R020", (3,))


def test_item_ids_without_a_dictionary(tmp_path: Path, reading: Reading) -> None:
    head: Row = [*HEAD[:3], "community", "role", "a1", "a2", "a3", "c1", *HEAD[9:]]
    rows: list[Row] = [[*row[:3], "东湖", "resident", *row[5:7], "4", *row[8:]] for row in ROWS]
    responses = reading(data(tmp_path, head, rows))
    np.testing.assert_array_equal(responses.answers, [[5, 1, 4, 3], [4, 2, 4, 3]])
    assert [source.platform for source in responses.sources] == ["redcap"]


def test_codes_alone_say_no_role_and_no_community(tmp_path: Path, reading: Reading) -> None:
    head: Row = [*HEAD[:3], "community", "role", "a1", "a2", "a3", "c1", *HEAD[9:]]
    assert reading.codes(data(tmp_path, head)) == ["RES-R110"]


def test_codes_that_run_the_other_way(tmp_path: Path, reading: Reading) -> None:
    turned = "5, 非常不同意 | 4, 不太同意 | 3, 一般 | 2, 比较同意 | 1, 非常同意 | 9, 不了解"
    rows: list[Row] = [[*row[:5], turned if row[5] == AGREE else row[5]] for row in BOOK]
    responses = reading(data(tmp_path), book(tmp_path, rows))
    np.testing.assert_array_equal(responses.answers["a1"], [1, 2])
    some = [
        [*row[:5], turned.removesuffix(" | 1, 非常同意 | 9, 不了解") if row[5] == AGREE else row[5]] for row in BOOK
    ]
    unlabelled: list[Row] = [[*ROWS[0][:5], "1", *ROWS[0][6:]]]
    assert set(reading.codes(data(tmp_path, rows=unlabelled), book(tmp_path, some))) == {"RES-R105"}


def test_a_dictionary_alone_or_of_another_project(tmp_path: Path, reading: Reading) -> None:
    assert reading.codes(book(tmp_path)) == ["RES-R056"]
    other = write_csv(tmp_path / "plain.csv", "community|role|a1|a2|a3|c1\n东湖|resident|5|1|4|3")
    assert reading.codes(other, book(tmp_path)) == ["RES-R056"]


def test_several_events_are_several_waves(tmp_path: Path, reading: Reading) -> None:
    head: Row = ["record_id", "redcap_event_name", *HEAD[2:]]
    rows: list[Row] = [[row[0], f"wave_{n}_arm_1", *row[2:]] for n, row in enumerate(ROWS, 1)]
    paths = (data(tmp_path, head, rows), book(tmp_path))
    assert reading.codes(*paths) == ["RES-R076"]
    assert len(reading(*paths, wave="2026").answers) == 2


def test_rows_of_repeated_forms_are_no_respondents(tmp_path: Path, reading: Reading) -> None:
    head: Row = [*HEAD[:1], "redcap_repeat_instrument", *HEAD[2:]]
    rows: list[Row] = [[1, None, *ROWS[0][2:]], [1, "visits", *[None] * 9, 2], [2, None, *ROWS[1][2:]]]
    responses = reading(data(tmp_path, head, rows), book(tmp_path))
    assert [(f.code, f.rows) for f in responses.findings] == [("RES-R059", (3,))]
    assert len(responses.answers) == 2


def test_who_answered_stays_in_the_reader(tmp_path: Path, reading: Reading) -> None:
    responses = reading(data(tmp_path), book(tmp_path))
    assert "zhang_san" not in repr((responses.sources, responses.people.to_dict(), responses.findings))


def test_a_table_that_only_has_such_a_header_is_not_of_redcap() -> None:
    assert REDCAP.claims(headed("a1", "complete"), [questionnaire()]) == ()


def test_the_time_of_a_form_is_that_of_submission(tmp_path: Path, reading: Reading) -> None:
    rows = [*ROWS, [3, None, *ROWS[0][2:]]]
    responses = reading(data(tmp_path, rows=rows), book(tmp_path))
    assert {finding.code: finding.rows for finding in responses.findings} == {"RES-R075": (4,)}
