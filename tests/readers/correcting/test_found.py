"""What is understood of files that cannot be read: never more than an inspection with faults."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from questionnaire import questionnaire
from workbook import write_csv, write_xlsx

from resilience_cli.readers import READERS, ReadOptions, look

HEADS = ["序号", "提交答卷时间", "小区", "身份", "1、邻居会互相帮助。", "a1", "a2", "_uuid", "ResponseId", "姓名", "Q1"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    headers=st.lists(st.sampled_from(HEADS), min_size=1, max_size=8),
    cells=st.lists(st.lists(st.text(max_size=5), max_size=8), max_size=4),
    platform=st.sampled_from([None, *READERS]),
)
def test_any_table_can_be_looked_at(
    headers: list[str], cells: list[list[str]], platform: str | None, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "a.csv", [headers, *cells])  # type: ignore[list-item]
    found = look([path], [questionnaire()], ReadOptions(platform=platform))
    assert found.faults or found.responses is not None
    assert "姓名" not in {column.header for sheet in found.sheets for column in sheet.columns if not column.became}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200))
def test_any_bytes_can_be_looked_at(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    assert look([path], [questionnaire()]).faults


def test_what_one_file_hides_another_still_shows(tmp_path: Path) -> None:
    good = write_xlsx(tmp_path / "a.xlsx", "community | role | a1 | a2 | a3 | c1\n东湖 | resident | 1 | 2 | 3 | 4")
    found = look([good, tmp_path / "b.xlsx"], [questionnaire()])
    assert [fault.code for fault in found.faults] == ["RES-R001"]
    assert [(sheet.source.file, sheet.source.kept) for sheet in found.sheets] == [("a.xlsx", 1)]
    assert found.responses is not None
    assert len(found.responses.people) == 1


@pytest.mark.parametrize(("code", "change"), [("RES-R046", ("role", "who")), ("RES-R045", ("community", "where"))])
def test_columns_are_shown_also_without_community_or_role(code: str, change: tuple[str, str], tmp_path: Path) -> None:
    rows = "community | role | a1 | a2 | a3 | c1\n东湖 | resident | 1 | 2 | 3 | 4".replace(*change, 1)
    found = look([write_xlsx(tmp_path / "a.xlsx", rows)], [questionnaire()])
    assert [fault.code for fault in found.faults] == [code]
    assert [column.became for column in found.sheets[0].columns][2:] == ["a1", "a2", "a3", "c1"]
    assert found.responses is None
    assert found.open_questions() == 1


def test_a_mode_that_no_answer_shows_is_not_claimed(tmp_path: Path) -> None:
    positions = write_csv(tmp_path / "1234_2_x.csv", "提交答卷时间 | 4、年龄 | 第6题(运动)\n | 3 | 1\n | 2 | 0")
    found = look([positions], [questionnaire()])
    assert [fault.code for fault in found.faults] == ["RES-R040"]
    assert [(sheet.source.platform, sheet.source.mode) for sheet in found.sheets] == [("wjx", "")]
    assert found.sheets[0].source.evidence == ("columns that 问卷星 adds",)


def test_a_lock_file_is_not_looked_at(tmp_path: Path) -> None:
    rows = "community | role | a1 | a2 | a3 | c1\n东湖 | resident | 1 | 2 | 3 | 4"
    found = look([write_xlsx(tmp_path / "~$a.xlsx", rows)], [questionnaire()])
    assert [fault.code for fault in found.faults] == ["RES-R018"]
    assert not found.sheets


def test_a_platform_that_only_the_user_names_is_said_to_be_so(tmp_path: Path) -> None:
    rows = "community | role | a1 | a2 | a3 | c1\n东湖 | resident | 非常同意 | 一般 | 一般 | 一般"
    found = look([write_csv(tmp_path / "a.csv", rows)], [questionnaire()], ReadOptions(platform="qualtrics"))
    assert found.sheets[0].source.evidence[:2] == ("platform named by the user", "nothing in the file shows it")


def test_files_that_hold_the_same_answers_are_shown_all_the_same(tmp_path: Path) -> None:
    rows = "community|role|a1|a2|a3|c1\n" + "".join(f"东湖|resident|{1 + n % 5}|{1 + n % 3}|3|3\n" for n in range(9))
    paths = [write_csv(tmp_path / "a.csv", rows), write_xlsx(tmp_path / "b.xlsx", rows)]
    found = look(paths, [questionnaire()])
    assert [fault.code for fault in found.faults] == ["RES-R175"]
    assert found.responses is not None
    assert found.responses.communities.index.tolist() == ["东湖"]
