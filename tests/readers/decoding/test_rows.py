import re
import zipfile
from pathlib import Path

import pytest
from reading import Reading
from workbook import write_csv, write_xlsx

HEAD = "community|role|a1|a2|a3|c1\n"
ROW = "东湖|resident|5|1|4|3\n"
STAMPED = "序号|提交答卷时间|1、邻居会互相帮助。|2、出了问题，没有人负责。"
STAMPED += "|3、我知道该找谁。|4、台风期间，秩序得到维持。\n"


def found(responses: object) -> dict[str, tuple[int, ...]]:
    return {f.code: f.rows for f in responses.findings}  # type: ignore[attr-defined]


def test_rows_without_community_or_role_are_counted_and_named(tmp_path: Path, reading: Reading) -> None:
    rows = HEAD + ROW + "|resident|5|1|4|3\n东湖|mayor|5|1|4|3\n东湖||5|1|4|3\n东湖|mayor|1|1|1|1\n"
    responses = reading(write_csv(tmp_path / "a.csv", rows))
    assert found(responses) == {"RES-R071": (3,), "RES-R070": (4, 6), "RES-R079": (5,)}
    assert (responses.sources[0].rows, responses.sources[0].kept, len(responses.people)) == (5, 1, 1)


@pytest.mark.parametrize(
    "cell",
    [
        "13812345678",
        "１３８１２３４５６７８",
        "王五 138 1234 5678",
        "东湖021-6543-2109",
        "11010119900307123X",
        "ws@example.org",
        "其他〖王五家〗",
    ],
)
def test_a_community_that_may_be_a_person_is_not_used_and_never_shown(
    tmp_path: Path, reading: Reading, cell: str
) -> None:
    responses = reading(write_csv(tmp_path / "a.csv", HEAD + ROW + f"{cell}|resident|5|1|4|3\n|resident|5|1|4|3\n"))
    assert found(responses) == {"RES-R080": (3,), "RES-R071": (4,)}
    assert responses.people["community"].tolist() == ["东湖"]
    assert cell[-4:] not in repr(responses) + "".join(map(str, responses.findings))


@pytest.mark.parametrize("code", ["310115001002", "130102001", "2号院", "123456"])
def test_a_community_may_be_named_by_a_code(tmp_path: Path, reading: Reading, code: str) -> None:
    responses = reading(write_csv(tmp_path / "a.csv", HEAD + f"{code}|resident|5|1|4|3\n"))
    assert responses.people["community"].tolist() == [code]
    assert responses.findings == ()


def test_a_phone_number_in_the_role_is_masked(tmp_path: Path, reading: Reading) -> None:
    cells = ("王 138 1234 5678", "王 021-6543-2109", "w@example.org 13812345678")
    rows = HEAD + ROW + "".join(f"东湖|{cell}|5|1|4|3\n" for cell in cells)
    shown = "".join(map(str, reading(write_csv(tmp_path / "a.csv", rows)).findings))
    assert "“王 •••••”" in shown
    assert not any(part in shown for part in ("1234", "5678", "6543", "2109", "example"))


def test_what_is_wrong_in_a_row_that_is_not_kept_is_not_repeated(tmp_path: Path, reading: Reading) -> None:
    responses = reading(write_csv(tmp_path / "a.csv", HEAD + ROW + "东湖|mayor|what|1|4|3"))
    assert found(responses) == {"RES-R070": (3,)}


@pytest.mark.parametrize("word", ["合计", "平均", "Total"])
def test_totals_are_no_respondents(tmp_path: Path, reading: Reading, word: str) -> None:
    responses = reading(write_csv(tmp_path / "a.csv", HEAD + ROW + f"{word}||5|1|4|3\n"))
    assert found(responses) == {"RES-R073": (3,)}
    assert responses.sources[0].rows == 1


def test_a_tally_below_a_gap_is_no_respondent(tmp_path: Path, reading: Reading) -> None:
    rows = HEAD + ROW + "|||||\n" + "非常同意||12|3|0|7\n一般||1|2|3|4\n"
    responses = reading(write_csv(tmp_path / "a.csv", rows))
    assert found(responses) == {"RES-R072": (4, 5)}
    assert (responses.sources[0].rows, responses.sources[0].kept) == (1, 1)


def test_respondents_below_a_blank_row_are_read(tmp_path: Path, reading: Reading) -> None:
    responses = reading(write_csv(tmp_path / "a.csv", HEAD + ROW + "|||||\n" + ROW))
    assert len(responses.people) == 2
    assert responses.findings == ()


def test_the_row_of_a_finding_is_the_row_in_excel(tmp_path: Path, reading: Reading) -> None:
    cells: list[list[object]] = [[None], [None], ["community", "role", "a1", "a2", "a3", "c1"]]
    cells += [["东湖", "resident", 5, 1, 4, 3], [None], ["东湖", "resident", 5, 1, 4, 8]]
    responses = reading(write_xlsx(tmp_path / "a.xlsx", cells))
    assert found(responses) == {"RES-R020": (6,)}


def test_nobody_is_left(tmp_path: Path, reading: Reading) -> None:
    assert reading.codes(write_csv(tmp_path / "a.csv", HEAD + "东湖|mayor|5|1|4|3")) == ["RES-R070", "RES-R078"]


def test_several_files_are_one_survey(tmp_path: Path, reading: Reading) -> None:
    one = write_csv(tmp_path / "a.csv", HEAD + ROW)
    two = write_csv(tmp_path / "b.csv", "community|a1|a2|a3|c1\n西湖|2|2|2|2\n东湖|1|1|1|1")
    responses = reading(one, two, role_name="resident")
    assert responses.people["community"].tolist() == ["东湖", "西湖", "东湖"]
    assert responses.communities.index.tolist() == ["东湖", "西湖"]
    assert [(s.file, s.kept) for s in responses.sources] == [("a.csv", 1), ("b.csv", 2)]
    assert responses.reasons.shape == (3, 4)


def test_the_faults_of_all_files_are_told_at_once(tmp_path: Path, reading: Reading) -> None:
    one = write_csv(tmp_path / "a.csv", "community|a1|a2|a3|c1\n东湖|5|1|4|3")
    two = write_csv(tmp_path / "b.csv", "role|a1|a2|a3|c1\nresident|5|1|4|3")
    assert [(f.code, f.where.file) for f in reading.faults(one, two)] == [("RES-R046", "a.csv"), ("RES-R045", "b.csv")]


def test_one_file_a_community(tmp_path: Path, reading: Reading) -> None:
    paths = [write_csv(tmp_path / f"{n}.csv", f"role|a1|a2|a3|c1\nresident|{n}|1|1|1") for n in (1, 2)]
    assert reading(*paths, community_from="file-name").people["community"].tolist() == ["1", "2"]


def test_names_that_are_alike_are_pointed_out_and_kept_apart(tmp_path: Path, reading: Reading) -> None:
    rows = HEAD + "".join(f"{name}|resident|5|1|4|3\n" for name in ("东湖 小区", "東湖小区", "东湖", "西湖", "西湖"))
    responses = reading(write_csv(tmp_path / "a.csv", rows))
    assert len(responses.communities) == 4
    (finding,) = responses.findings
    assert (finding.code, finding.values["names"]) == ("RES-R077", ["东湖 小区", "東湖小区", "东湖"])


def test_full_and_half_width_names_are_one_community(tmp_path: Path, reading: Reading) -> None:
    rows = HEAD + "东湖（一期）|resident|5|1|4|3\n 东湖(一期)|resident|5|1|4|3\n东湖（一期）\u200b|resident|5|1|4|3"
    responses = reading(write_csv(tmp_path / "a.csv", rows))
    assert responses.communities["name"].to_dict() == {"东湖(一期)": "东湖（一期）"}


@pytest.mark.parametrize("cell", ["合计：", "平均分: 4.2", "总计（人）", "Average", "小计 12", "中位数", "  MEAN  "])
def test_totals_in_other_words_are_no_respondents(tmp_path: Path, reading: Reading, cell: str) -> None:
    rows = HEAD + ROW + f"{cell}|resident|5|1|4|3\n平均路小区|resident|5|1|4|3"
    responses = reading(write_csv(tmp_path / "a.csv", rows))
    assert found(responses) == {"RES-R073": (3,)}
    assert responses.people["community"].tolist() == ["东湖", "平均路小区"]


def test_headers_pasted_along_are_no_respondent(tmp_path: Path, reading: Reading) -> None:
    head = HEAD.removeprefix("community|role|")
    rows = head + "5|1|4|3\n" + head + "2|2|2|2\n"
    responses = reading(write_csv(tmp_path / "a.csv", rows), community_name="东湖", role_name="resident")
    assert found(responses) == {"RES-R073": (3,)}
    assert responses.answers["a1"].tolist() == [5, 2]


def test_a_second_export_with_its_columns_in_another_order_stops_the_run(tmp_path: Path, reading: Reading) -> None:
    rows = HEAD + ROW + "community|role|c1|a3|a2|a1\n" + ROW
    (fault,) = reading.faults(write_csv(tmp_path / "a.csv", rows))
    assert (fault.code, fault.rows) == ("RES-R167", (3,))


def test_a_tally_that_looks_like_answers_is_told_by_what_it_lacks(tmp_path: Path, reading: Reading) -> None:
    row = "{n}|2026/3/8 9:0{n}:00|非常同意|一般|一般|一般\n"
    tally = "||3|2|1|4\n"
    path = write_csv(
        tmp_path / "a.csv", STAMPED + row.format(n=1) + row.format(n=2) + "|||||\n" + tally + row.format(n=3)
    )
    responses = reading(path, community_name="东湖", role_name="resident")
    assert found(responses) == {"RES-R072": (5,)}
    assert len(responses.people) == 3


def test_rows_without_a_time_or_a_number_repeat_nothing(tmp_path: Path, reading: Reading) -> None:
    path = write_csv(tmp_path / "a.csv", STAMPED + "||同意|一般|一般|一般\n" * 3)
    responses = reading(path, community_name="东湖", role_name="resident")
    assert responses.findings == ()


def calculated(path: Path, value: str) -> Path:
    """Write a value of every formula into the workbook, as Excel does on saving; return the path."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = re.sub(rb"</f><v ?/?>(?:</v>)?", f"</f><v>{value}</v>".encode(), parts[sheet])
    with zipfile.ZipFile(path, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return path


def test_a_row_of_formulas_among_answers_is_no_respondent(tmp_path: Path, reading: Reading) -> None:
    answers: list[object] = ["东湖", "resident", 5, 1, 4, 3]
    formulas: list[object] = ["东湖", "resident", *(f"=ROUND(AVERAGE({c}2:{c}4),0)" for c in "CDEF")]
    head: list[object] = [*HEAD.strip().split("|")]
    responses = reading(calculated(write_xlsx(tmp_path / "a.xlsx", [head, *[answers] * 3, formulas]), "3"))
    assert found(responses) == {"RES-R168": (5,)}
    assert len(responses.people) == 3
    responses = reading(calculated(write_xlsx(tmp_path / "b.xlsx", [head, *[formulas] * 3]), "3"))
    assert found(responses) == {}
    assert responses.answers["a1"].tolist() == [3, 3, 3]


def test_rows_of_a_csv_that_are_longer_than_its_headers_are_said(tmp_path: Path, reading: Reading) -> None:
    longer = HEAD + ROW + "东湖|resident|note|5|1|4|3\n" + ROW.replace("\n", "||\n")
    assert found(reading(write_csv(tmp_path / "a.csv", longer)))["RES-R172"] == (3,)
    assert "RES-R172" not in found(reading(write_csv(tmp_path / "b.csv", HEAD + ROW)))
    assert "RES-R172" not in found(reading(write_xlsx(tmp_path / "a.xlsx", longer)))


def test_a_formula_in_a_total_is_no_matter(tmp_path: Path, reading: Reading) -> None:
    head: list[object] = [*HEAD.strip().split("|")]
    rows: list[list[object]] = [["东湖", "resident", 5, 1, 4, 3], ["合计", "", "=SUM(C2:C2)", "=1/0", 4, 3]]
    assert found(reading(write_xlsx(tmp_path / "a.xlsx", [head, *rows]))) == {"RES-R073": (3,)}
    rows[0][2] = "=2+3"
    assert found(reading(write_xlsx(tmp_path / "b.xlsx", [head, *rows]))) == {"RES-R142": (2,), "RES-R073": (3,)}
