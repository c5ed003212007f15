"""A mapping: what it settles, what is wrong in it, and that what is written is read back."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from questionnaire import questionnaire
from reading import Reading
from workbook import write_csv, write_xlsx

from resilience_cli.errors import InputError, ResilienceError
from resilience_cli.model.inspection import Inspection
from resilience_cli.model.responses import Reason
from resilience_cli.readers import ReadOptions, look
from resilience_cli.readers.correcting.corrections import Corrections, joined
from resilience_cli.readers.correcting.mapping import read_mapping
from resilience_cli.readers.correcting.mapping_text import mapping_text

HEADS = "提交答卷时间 | 小区 | 身份 | 1、邻居会互相帮助。 | 2、出了问题，没有人负责。 | 3、我知道该找谁。 | 4、灾期间，秩序得到维持。"  # noqa: E501
ROWS = """
序号 | 提交答卷时间 | 1、您所在的小区 | 2、您的身份 | 3、邻居会互相帮助。 | 4、出了问题，没有人负责。 | 5、我知道该找谁。 | 6、台风期间，秩序得到维持。 | 7、邻里关系好不好
1 | 2026/3/1 10:00:00 | 东湖小区 | 居民 | 基本同意 | 一般 | 一般 | 一般 | 好
2 | 2026/3/2 10:00:00 | 东湖 小区 | 居民 | 一般 | 看情况 | 一般 | 一般 | 好
3 | 2026/3/2 11:00:00 | 东湖小区 | 居民 | 基本同意 | 一般 | 一般 | 一般 | 好
4 | 2026/3/2 12:00:00 | 东湖小区 | 楼组长 | 一般 | 一般 | 一般 | 一般 | 好
"""  # noqa: E501
ANSWERED = """
format = 1
[values.agree5]
"基本同意" = 4
"看情况" = "unknown"
[communities]
"东湖小区" = "东湖小区"
"东湖 小区" = "东湖小区"
[roles]
"楼组长" = "resident"
"""


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return write_xlsx(tmp_path / "导出.xlsx", ROWS)


def mapping(folder: Path, text: str) -> Corrections:
    path = folder / "对照.toml"
    path.write_text(text, encoding="utf-8")
    return read_mapping(path)


def faults(folder: Path, text: str) -> list[Any]:
    with pytest.raises(InputError) as caught:
        mapping(folder, text)
    return list(caught.value.faults)


def looked(*paths: Path, **options: Any) -> Inspection:
    return look(paths, [questionnaire()], ReadOptions(**options))


def test_what_is_settled_is_taken_and_said(export: Path, tmp_path: Path, reading: Reading) -> None:
    before = reading(export)
    assert before.answers["a1"].isna().tolist() == [True, False, True]  # the fourth has a role that is not known
    after = reading(export, corrections=mapping(tmp_path, ANSWERED))
    assert after.answers["a1"].tolist() == [4, 3, 4, 3]
    assert after.reasons[1, 1] == Reason.NOT_SCORED
    assert after.people["community"].tolist() == ["东湖小区"] * 4
    assert after.people["role"].tolist() == ["resident"] * 4
    assert {(f.code, f.values["answer"], f.rows) for f in after.findings if f.code in ("RES-R154", "RES-R155")} == {
        ("RES-R154", "基本同意", (2, 4)),
        ("RES-R154", "看情况", (3,)),
        ("RES-R154", "楼组长", (5,)),
        ("RES-R155", "东湖 小区", (3,)),
    }
    assert [name for name, _ in after.corrected_by] == ["对照.toml"]


def test_with_every_question_answered_none_is_open(export: Path, tmp_path: Path) -> None:
    assert looked(export).open_questions() == 4
    found = looked(export, corrections=mapping(tmp_path, ANSWERED))
    assert found.open_questions() == 0
    assert not found.faults


def test_the_source_file_is_never_edited(export: Path, tmp_path: Path) -> None:
    before = export.read_bytes()
    mapping_text(looked(export, corrections=mapping(tmp_path, ANSWERED)))
    assert export.read_bytes() == before


def test_what_is_written_changes_nothing_until_it_is_corrected(export: Path, tmp_path: Path, reading: Reading) -> None:
    said = mapping(tmp_path, mapping_text(looked(export)))
    assert (said.platform, said.sheet, said.mode) == ("wjx", "Sheet1", "text")
    assert said.columns["3、邻居会互相帮助。"] == "a1"
    plain, mapped = reading(export), reading(export, corrections=said)
    np.testing.assert_array_equal(plain.answers, mapped.answers)
    np.testing.assert_array_equal(plain.reasons, mapped.reasons)
    assert plain.findings == mapped.findings
    assert {how for *_, how in mapped.sources[0].columns} == {"mapping"}


def test_open_questions_are_lines_to_be_answered(export: Path) -> None:
    lines = mapping_text(looked(export)).splitlines()
    assert '# "基本同意" = "?"  # cells: 2, the first E2' in lines
    assert '# "楼组长" = "?"  # rows: 1' in lines
    assert '# "东湖 小区" = "东湖小区"  # answer sheets: 1' in lines
    assert '# "7、邻里关系好不好" = "ignore"' in lines


def test_what_was_settled_is_kept_when_it_is_written_again(export: Path, tmp_path: Path) -> None:
    said = mapping(tmp_path, ANSWERED)
    again = mapping(tmp_path, mapping_text(looked(export, corrections=said), said))
    assert (again.values, again.communities, again.roles) == (said.values, said.communities, said.roles)


def test_a_header_that_is_nearly_a_question_is_taken_only_through_a_mapping(tmp_path: Path, reading: Reading) -> None:
    export = write_xlsx(tmp_path / "导出.xlsx", ROWS.replace("3、邻居会互相帮助。", "3、邻居之间会互相帮助。"))
    found = looked(export)
    assert [fault.code for fault in found.faults] == ["RES-R041", "RES-R044"]
    assert found.sheets[0].missing == ("a1",)
    ((column, offers),) = [(column.letter, column.near) for column in found.sheets[0].columns if column.near]
    assert (column, [id_ for id_, _ in offers]) == ("E", ["a1"])
    assert 0.8 < offers[0][1] < 1
    text = mapping_text(found)
    (offer,) = [line for line in text.splitlines() if line.startswith('# "3、')]
    said = mapping(tmp_path, text.replace(offer, offer.removeprefix("# ")))
    assert ("E", "3、邻居之间会互相帮助。", "a1", "mapping") in reading(export, corrections=said).sources[0].columns


def test_what_can_be_told_is_told_where_scoring_would_stop(tmp_path: Path) -> None:
    found = looked(write_xlsx(tmp_path / "导出.xlsx", ROWS.replace("3、邻居会互相帮助。", "3、完全不同的题")))
    assert [fault.code for fault in found.faults] == ["RES-R041"]
    assert found.responses is not None
    assert found.sheets[0].source.platform == "wjx"
    assert found.sheets[0].dates == ("2026-03-01", "2026-03-02")
    assert {f.values["answer"] for f in found.findings if f.code == "RES-R021"} == {"看情况"}


def test_a_file_that_no_questionnaire_claims_is_shown_all_the_same(tmp_path: Path) -> None:
    found = looked(write_csv(tmp_path / "a.csv", "姓名 | 年级 | 成绩\n甲 | 一 | 3\n乙 | 二 | 4", encoding="gb18030"))
    (sheet,) = found.sheets
    assert found.instrument is None
    assert (sheet.source.container, sheet.source.encoding, sheet.source.platform) == ("csv", "gb18030", "")
    assert [(column.letter, column.header) for column in sheet.columns] == [("A", ""), ("B", "年级"), ("C", "成绩")]
    assert "姓名" not in mapping_text(found)


def test_a_mode_that_the_cells_do_not_prove_may_be_said(tmp_path: Path, reading: Reading) -> None:
    export = write_xlsx(tmp_path / "导出.xlsx", HEADS + "\n2026/3/1 | 东湖 | 居民 | 4 | 1 | 2 | 3")
    assert [fault.code for fault in looked(export).faults] == ["RES-R063"]
    assert looked(export).sheets[0].source.mode == ""
    said = mapping(tmp_path, 'format = 1\nmode = "text"')
    assert reading(export, corrections=said).answers.loc[0].tolist() == [4, 1, 2, 3]


def test_a_mode_that_a_platform_does_not_have_is_refused(tmp_path: Path, reading: Reading) -> None:
    export = write_csv(tmp_path / "a.csv", "community | role | a1 | a2 | a3 | c1\n东湖 | resident | 1 | 2 | 3 | 4")
    said = mapping(tmp_path, 'format = 1\nmode = "position"')
    assert reading.codes(export, corrections=said) == ["RES-R158"]


def test_columns_may_be_named_by_letter_ignored_and_moved(tmp_path: Path, reading: Reading) -> None:
    export = write_csv(
        tmp_path / "a.csv", "where | who | a1 | a1 | a2 | a3 | c1\n东湖 | resident | 1 | 5 | 2 | 3 | 4\n,,,,,,"
    )
    text = 'format = 1\n[columns]\nwhere = "community"\nwho = "role"\nC = "ignore"\nD = "a1"'
    responses = reading(export, corrections=mapping(tmp_path, text))
    assert responses.answers.loc[0].tolist() == [5, 2, 3, 4]
    assert responses.people["community"].tolist() == ["东湖"]


def test_what_the_user_names_on_the_command_line_goes_before_the_mapping(export: Path, tmp_path: Path) -> None:
    said = mapping(tmp_path, 'format = 1\nplatform = "kobo"\n[columns]\nI = "community"')
    found = looked(export, corrections=said, platform="wjx", community="C")
    assert found.sheets[0].source.platform == "wjx"
    assert {column.letter: column.became for column in found.sheets[0].columns}["C"] == "community"


def test_a_role_may_be_left_out(export: Path, tmp_path: Path, reading: Reading) -> None:
    responses = reading(export, corrections=mapping(tmp_path, 'format = 1\n[roles]\n"楼组长" = "ignore"'))
    assert [(f.code, f.rows) for f in responses.findings if f.code in ("RES-R070", "RES-R159")] == [("RES-R159", (5,))]
    assert len(responses.people) == 3


def test_fields_are_settled_too(tmp_path: Path, reading: Reading) -> None:
    rows = "community | role | a1 | a2 | a3 | c1 | tenure | age\n东湖 | resident | 1 | 2 | 3 | 4 | 借住 | 四十"
    text = 'format = 1\n[values.tenure]\n"借住" = "tenant"\n[values.age]\n"四十" = 40'
    responses = reading(write_csv(tmp_path / "a.csv", rows), corrections=mapping(tmp_path, text))
    assert responses.people.loc[0, ["tenure", "age"]].tolist() == ["tenant", 40]
    assert not [f for f in responses.findings if f.code == "RES-R026"]


def test_settled_values_are_declared_values_also_where_a_platform_had_reversed(
    tmp_path: Path, reading: Reading
) -> None:
    export = write_xlsx(tmp_path / "1234_按分数_小问卷.xlsx", HEADS + "\n2026/3/1 | 东湖 | 居民 | 4 | 一点 | 2 | 3")
    said = mapping(tmp_path, 'format = 1\n[values.a2]\n"一点" = 2')
    responses = reading(export, corrections=said, scores_are="already_reversed")
    assert responses.answers.loc[0, "a2"] == 2


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("format = 1\n[columns]\n甲 = 1", "RES-R145", 3),
        ('format = 1\nplatfrom = "wjx"', "RES-R146", 2),
        ("format = 2", "RES-R147", 1),
        ("[columns]", "RES-R147", None),
        ('format = 1\nmode = "texts"', "RES-R148", 2),
        ("format = 1\nsheet = 3", "RES-R148", 2),
        ('format = 1\n[columns]\n"甲" = 3', "RES-R148", 3),
        ("format = 1\nvalues = 3", "RES-R148", 2),
        ("format = 1\n[values]\nagree5 = 4", "RES-R148", 3),
        ('format = 1\n[values.agree5]\n"好" = true', "RES-R148", 3),
        ('format = 1\n[values.agree5]\n"好" = nan', "RES-R148", 3),
        ("format = " + "9" * 5000, "RES-R145", 1),
    ],
)
def test_what_is_wrong_in_a_mapping_is_said_with_its_line(text: str, code: str, line: int, tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, text)
    assert (fault.code, fault.where.line) == (code, line)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[columns]\n"3、邻居会互相帮助。" = "a9"', "RES-R149"),
        ('[values.agree6]\n"好" = 4', "RES-R152"),
        ('[values.agree5]\n"好" = 9', "RES-R153"),
        ('[values.agree5]\n"好" = "?"', "RES-R153"),
        ('[values.tenure]\n"好" = "landlord"', "RES-R153"),
        ('[roles]\n"楼组长" = "?"', "RES-R052"),
    ],
)
def test_what_the_questionnaire_does_not_have_is_said_with_its_line(
    text: str, code: str, export: Path, tmp_path: Path, reading: Reading
) -> None:
    said = mapping(tmp_path, f"format = 1\n{text}")
    (fault,) = [fault for fault in reading.faults(export, corrections=said) if fault.code == code]
    assert fault.where.line == (2 if code == "RES-R152" else 3)


def test_a_header_that_no_input_has_is_said(export: Path, tmp_path: Path, reading: Reading) -> None:
    said = mapping(tmp_path, 'format = 1\n[columns]\n"没有的列" = "ignore"')
    (finding,) = [f for f in reading(export, corrections=said).findings if f.code == "RES-R150"]
    assert (finding.where.file, finding.where.line) == ("对照.toml", 3)


def test_a_mapping_that_notepad_saved_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes('\ufeffformat = 1\r\n[roles]\r\n"楼组长" = "resident"\r\n'.encode())
    assert read_mapping(path).roles == {"楼组长": "resident"}
    path.write_bytes('format = 1\n[roles]\n"楼组长" = "resident"\n'.encode("gb18030"))
    assert read_mapping(path).roles == {"楼组长": "resident"}


def test_a_name_has_one_meaning() -> None:
    joined(Corrections(communities={"a": "b"}), Corrections(communities={"a": "b", "b": "b"}))
    for second in ({"a": "c"}, {"b": "c"}):
        with pytest.raises(InputError) as caught:
            joined(Corrections(communities={"a": "b"}), Corrections(communities=second))
        assert [fault.code for fault in caught.value.faults] == ["RES-R157"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12), min_size=1, max_size=4)
)
def test_any_text_of_a_cell_can_be_settled_by_what_is_written(texts: list[str], tmp_path: Path) -> None:
    said = Corrections(roles=dict.fromkeys((" ".join(text.split()) for text in texts), "resident"))
    found = Inspection(None, (), None, ())
    again = mapping(tmp_path, mapping_text(found, said))
    assert set(again.roles.values()) <= {"resident"}
    assert len(again.roles) <= len(said.roles)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.text(max_size=60), st.lists(st.sampled_from(ANSWERED.split("\n")), max_size=9).map("\n".join)))
def test_any_file_ends_in_a_mapping_or_an_error_that_says_why(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(text, encoding="utf-8", newline="")
    with suppress(ResilienceError):
        assert read_mapping(path).files[0][0] == "a.toml"


HOSTILE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=9) | st.sampled_from(
    ["C", "a1", '"', "\\", "[columns]", "x = 1", "'''", '"""', "# no", "姓名", "\t", "community"]
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(headers=st.lists(HOSTILE, max_size=4), answers=st.lists(HOSTILE, min_size=4, max_size=4))
def test_hostile_headers_and_answers_come_back_as_they_were(
    headers: list[str], answers: list[str], tmp_path: Path
) -> None:
    rows: list[list[object]] = [
        ["community", "role", "a1", "a2", "a3", "c1", *headers],
        ["东湖", "resident", *answers, *headers],
        ["东湖", "resident", 1, 2, 3, 4, *headers],
    ]
    path = write_csv(tmp_path / "a.csv", rows)
    try:
        found = looked(path, platform="plain")
        said = mapping(tmp_path, mapping_text(found))
    except InputError as error:
        raise AssertionError(str(error)) from error
    if found.faults or found.responses is None:
        return
    again = looked(path, corrections=said, platform="plain")
    assert again.responses is not None
    np.testing.assert_array_equal(again.responses.answers, found.responses.answers)
    np.testing.assert_array_equal(again.responses.reasons, found.responses.reasons)
