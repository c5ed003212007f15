"""A report as a workbook: read back from the file, and opened in a real spreadsheet program."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from every_part import DOCUMENT, EVIL
from made import assessment
from office import converted, needs_office
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from resilience_cli.files.workbook import Book, write_book
from resilience_cli.messages import speaking
from resilience_cli.model.document import Cell, Column, Data, Document, Heading, Interval, Note, Paragraph, Table
from resilience_cli.reports import compose
from resilience_cli.reports.xlsx import book


def written(document: Document, folder: Path) -> Workbook:
    with speaking("zh"):
        write_book(folder / "报告.xlsx", book(document))
    return load_workbook(folder / "报告.xlsx")


def texts(sheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return written(DOCUMENT, tmp_path_factory.mktemp("book"))


def test_each_section_is_a_sheet_and_the_first_leads_to_them(workbook: Workbook) -> None:
    assert workbook.sheetnames == ["目录", "一、调查概况", "附件", "得分"]
    contents = workbook["目录"]
    links = {
        cell.value: cell.hyperlink.location or cell.hyperlink.ref for row in contents for cell in row if cell.hyperlink
    }
    assert set(links) == {"一、调查概况", "附件", "得分"}
    assert "共 12 个小区。" in texts(contents)


def test_a_score_with_its_range_takes_three_columns_of_numbers(workbook: Workbook) -> None:
    sheet = workbook["一、调查概况"]
    head = next(row for row in sheet.iter_rows() if row[0].value == "小区")
    assert [cell.value for cell in head][:6] == ["小区", "类型", "指数", "下限", "上限", "居民"]
    row = sheet[head[0].row + 1]
    assert [cell.value for cell in row][:6] == ["东湖花园", "共治型", 70.2, 61, 78.5, 39]
    assert row[2].number_format == "0.0"


def test_every_drawing_is_a_native_chart_over_its_numbers(workbook: Workbook) -> None:
    sheet = workbook["一、调查概况"]
    assert [type(chart).__name__ for chart in sheet._charts] == [
        "BarChart", "RadarChart", "BarChart", "BarChart", "BarChart", "LineChart",
    ]  # fmt: skip
    assert sheet._charts[0].series[0].errBars is not None


def test_tables_are_filtered_and_names_stay_in_sight(workbook: Workbook) -> None:
    sheet = workbook["得分"]
    assert [table.ref for table in sheet.tables.values()] == ["A2:C4"]
    assert sheet.freeze_panes == "B3"


def test_the_data_have_names_for_formulas(workbook: Workbook) -> None:
    names = {name: defined.attr_text for name, defined in workbook.defined_names.items()}
    assert names["scores_estimate"] == "'得分'!$C$3:$C$4"


def test_no_text_is_a_formula_and_hostile_ones_are_inert(workbook: Workbook) -> None:
    formulas = [cell.value for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert all(re.fullmatch(r"=IF\(ISNUMBER\([CD]\d+\),[BD]\d+-[BC]\d+,0\)", formula) for formula in formulas)
    assert "'=1+1" in texts(workbook["得分"])
    assert not [text for sheet in workbook for text in texts(sheet) if "\u202e" in text]
    assert any(EVIL.replace("\u202e", "").replace("\u200b", "") in text for text in texts(workbook["一、调查概况"]))


def test_scores_are_coloured_by_rules(tmp_path: Path) -> None:
    bands = ((0.0, "low"), (50.0, "middle"), (65.0, "high"))
    table = Table(
        (Column("x"), Column("分", "right", bands)), (("a", Cell("49.98（8%）", 49.98)), ("b", Cell("–", None)))
    )
    sheet = written(Document("t", (Heading("h"), table)), tmp_path)["h"]
    (rules,) = [rule.rules for rule in sheet.conditional_formatting]
    assert [rule.formula[0] for rule in rules] == [
        "AND(ISNUMBER(B3),B3<50-1E-9)",
        "AND(ISNUMBER(B3),B3>=50-1E-9,B3<65-1E-9)",
        "AND(ISNUMBER(B3),B3>=65-1E-9)",
    ]
    assert (sheet["B3"].value, sheet["B4"].value) == (49.98, "–")


def test_a_number_is_the_one_that_is_shown(tmp_path: Path) -> None:
    cells = (
        Cell("12/40", 12), Cell("5%", 0.0512), Cell("<1%", 0.004), Cell("+3.1", 3.14159), Cell("firm", 0.9),
        Cell("7", 7), Interval(49.96, 40.04, None, text="49.96 (40.0–60.0)"),
    )  # fmt: skip
    document = Document("t", (Heading("h"), Table(tuple(Column(str(n)) for n in range(7)), (cells,))))
    row = written(document, tmp_path)["h"][3]
    assert [cell.value for cell in row] == ["12/40", 0.05, 0.004, 3.1, "firm", 7, 49.96, 40.0, None]


def test_sections_of_one_name_and_words_before_the_first(tmp_path: Path) -> None:
    parts = (Paragraph("first"), Heading("A/B"), Note("mind"), Heading("A/B"), Heading("L" * 40))
    assert written(Document("Report", parts), tmp_path).sheetnames == ["目录", "Report", "A B", "A B 2", "L" * 31]


def test_the_street_report_shows_the_public_no_finer_number_than_it_prints(tmp_path: Path) -> None:
    with speaking("zh"):
        report = compose(assessment(), audience="public")
    for data in report.data:
        numbers = [value for row in data.rows for value in row if isinstance(value, float)]
        assert numbers == [round(value, 2) for value in numbers]
    details = next(sheet for sheet in written(report, tmp_path) if sheet.title.startswith("附件1"))
    assert "老街新村" in texts(details)


@needs_office
def test_a_spreadsheet_program_opens_it_and_every_formula_has_a_value(tmp_path: Path) -> None:
    document = replace(DOCUMENT, data=(*DOCUMENT.data, Data("empty", "空", ("a", "b"), ())))
    written(document, tmp_path)
    again = load_workbook(converted(tmp_path / "报告.xlsx", "xlsx", tmp_path / "out"), data_only=True)
    values = [cell.value for sheet in again for row in sheet.iter_rows() for cell in row]
    assert "东湖花园" in values
    assert not [value for value in values if isinstance(value, str) and value.startswith("#")]
    distances = [cell.value for cell in again["一、调查概况"]["AA"] if cell.value is not None]
    assert distances == [10, 0]  # of the drawing's two scores; the second has no range


def test_a_workbook_of_nothing_but_words(tmp_path: Path) -> None:
    write_book(tmp_path / "a.xlsx", Book("t", book(Document("t", (Paragraph("x"),))).sheets))
    assert load_workbook(tmp_path / "a.xlsx").sheetnames[-1] == "t"
