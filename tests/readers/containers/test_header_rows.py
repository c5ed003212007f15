from pathlib import Path

import pytest
from workbook import Row, write_csv, write_xlsx

from resilience_cli.readers.containers.files import open_sheet
from resilience_cli.readers.containers.header_rows import further_rows

IDS = ['{"ImportId":"QID1"}', '{"ImportId":"QID2"}']


@pytest.mark.parametrize(("rows", "depth"), [
    ([["Q1", "Q2"], ["One?", "Two?"], IDS, ["1", "2"]], 2),
    ([["Q1", "Q2"], ["One?", "Two?"], ["{'ImportId': 'QID1'}", ""], ["1", "2"]], 2),
    ([["Q1", "Q2"], IDS], 1),
    ([["Q1", "Q2"], ["#affected", ""], ["1", "2"]], 1),
    ([["Q1", "Q2"], ["#1", "2"]], 0),
    ([["Q1", "Q2"], ["#", "#"]], 0),
    ([["Q1", "Q2"], ["1", "2"]], 0),
    ([["V1", "V2", "Q1"], ["ResponseID", "Finished", "One?"], ["R_1", "1", "5"]], 1),
    ([["StartDate", "Status", "Q1"], ["Start Date", "Response Type", "One?"], ["2026", "0", "5"]], 1),
    ([["Status", "Name", "Q1"], ["0", "Status", "One?"]], 0),
    ([["Respondent ID", "One?", ""], ["", "a row", "another row"], ["1", "5", "4"]], 1),
    ([["Respondent ID", "One?", ""], ["1", "5", "4"]], 0),
    ([["One?", "Two?", ""], ["Response", "a row", "another row"], ["1", "5", "4"]], 1),
    ([["One?", "Two?", "Three?"], ["Response", "", "Open-Ended Response"], ["1", "5", "4"]], 1),
    ([["One?", "Two?", "Three?"], ["Response", "5", "4"], ["1", "5", "4"]], 0),
    ([["Respondent ID", "One?"], ["", ""]], 0),
    ([["Q1", "Q2"]], 0),
    ([[], []], 0),
])  # fmt: skip
def test_how_deep_headers_are(rows: list[list[str]], depth: int) -> None:
    assert further_rows(rows) == depth


def test_rows_keep_their_numbers(tmp_path: Path) -> None:
    rows: list[Row] = [["Q1", "Q2"], ["One?", "Two?"], [*IDS], ["1", "2"], ["3", "4"]]
    for path in (write_xlsx(tmp_path / "a.xlsx", rows), write_csv(tmp_path / "a.csv", rows)):
        sheet = open_sheet(path)
        assert sheet.more_headers == (("One?", "Two?"), tuple(IDS))
        assert (len(sheet), sheet.column(0).texts, sheet.header_row) == (2, ("1", "3"), 1)
        assert sheet.row_numbers(sheet.filled) == (4, 5)
