"""An events file: what is understood, and every fault with its cell."""

import pandas as pd
import pytest
from workbook import write_csv, write_xlsx

from resilience_cli.errors import InputError
from resilience_cli.messages import speaking
from resilience_cli.readers.events import day, read_events
from resilience_cli.readers.events_form import write_events_form

HEAD = "事件编号|事件|小区|事件类型|开始日期|结束日期|新颖性|颠覆性|关键性|关系紧张的双方|应对方|结果|评定人\n"
GOOD = """
1|台风|东湖|突发冲击|2024-09-16|2024-09-20|5|4|5|政府与市场|政府；社会|已解决|王小明
1||||||4|4|5||||13812345678
|停车|西湖|日常扰动|2024年3月1日||2|2|3||物业|尚未解决|
"""


def read(tmp_path, rows, head=HEAD):
    return read_events(write_csv(tmp_path / "事件.csv", head + rows.strip().replace("物业", "市场")))


def faults(tmp_path, rows, head=HEAD):
    with pytest.raises(InputError) as caught:
        read(tmp_path, rows, head)
    return [(fault.code, fault.where.column, fault.rows) for fault in caught.value.faults]


def test_what_is_said_of_each_event(tmp_path):
    found = read(tmp_path, GOOD)
    assert found.events.index.tolist() == ["@4", "1"]  # by start
    typhoon = found.events.loc["1"]
    assert (typhoon["community"], typhoon["kind"], typhoon["outcome"]) == ("东湖", "shock", "resolved")
    assert (typhoon["start"], typhoon["end"]) == (pd.Timestamp("2024-09-16"), pd.Timestamp("2024-09-20"))
    assert typhoon["tension"] == ("state_market",)
    assert typhoon["answered"] == ("state", "society")
    parking = found.events.loc["@4"]
    assert pd.isna(parking["end"])
    assert (parking["tension"], parking["answered"], parking["outcome"]) == (None, ("market",), "open")
    assert found.ratings.to_numpy().tolist() == [["1", 1, 5, 4, 5], ["1", 2, 4, 4, 5], ["@4", 1, 2, 2, 3]]
    assert found.findings == ()


def test_who_rated_is_not_kept(tmp_path):
    found = read(tmp_path, GOOD)
    told = found.events.to_csv() + found.ratings.to_csv() + str(found.findings)
    assert "王小明" not in told
    assert "138" not in told


def test_a_number_of_a_person_in_the_name_of_an_event_is_hidden(tmp_path):
    head = HEAD.replace("事件编号", "id")
    rows = "20240916001|投诉 13812345678|东湖||2024-09-16||1|1|1||||"
    found = read(tmp_path, rows, head).events
    assert found["name"].tolist() == ["投诉 •••••"]
    assert found.index.tolist() == ["20240916001"]


def test_headers_and_options_are_understood_in_both_languages(tmp_path):
    head = "community,start,novelty,disruption,criticality,kind,tension\n".replace(",", "|")
    found = read(tmp_path, "东湖|2024/9/16|1|1|1|sudden shock|market_society; 政府与社会", head)
    assert found.events.iloc[0][["kind", "tension"]].tolist() == ["shock", ("market_society", "state_society")]


def test_all_faults_are_told_together_with_their_cells(tmp_path):
    rows = """
1|a|东湖|台风|2024-13-01|16.9.2024|6|2.5|x|谁和谁|政府;谁|不知道|
2|b|东湖|台风|2024-09-16||1|1|1||||
"""
    found = faults(tmp_path, rows)
    assert found == [
        ("RES-A072", "D", (2, 3)),
        ("RES-A073", "E", (2,)),
        ("RES-A073", "F", (2,)),
        ("RES-A074", "G", (2,)),
        ("RES-A074", "H", (2,)),
        ("RES-A074", "I", (2,)),
        ("RES-A072", "J", (2,)),
        ("RES-A072", "K", (2,)),
        ("RES-A072", "L", (2,)),
    ]


def test_what_an_event_cannot_be(tmp_path):
    rows = """
1|a|||2024-09-16|2024-09-15|1|1|1||||
2|b|东湖||2024-09-16||1|1|1||||甲
2|b|西湖||2024-09-17||1|1|1||||甲
3|c|东湖||2024-09-16||1|1|1||||
3|||||||||||||
"""
    assert faults(tmp_path, rows) == [
        ("RES-A075", "C", (2,)),
        ("RES-A076", "F", (2,)),
        ("RES-A077", "C", (3, 4)),
        ("RES-A077", "E", (3, 4)),
        ("RES-A078", "M", (5, 6)),
        ("RES-A079", "M", (3, 4)),
    ]


def test_columns_that_are_missing_or_there_twice(tmp_path):
    found = faults(tmp_path, "东湖|西湖|1|", "小区|community|新颖性|phone\n")
    assert found == [("RES-A071", "B", ()), ("RES-A070", None, ()), ("RES-A080", None, ())]


def test_faults_of_cells_and_of_events_are_told_at_once(tmp_path):
    """The row without a place beside cells that are not understood; what is told so is not called empty too."""
    found = faults(
        tmp_path,
        "东湖|2024-13-01|2|2|2|\n|2024-02-03|2|2|2|\n西湖|2024-02-03|2|2|2|2024-01-01",
        "小区|开始日期|新颖性|颠覆性|关键性|结束日期\n",
    )
    assert found == [("RES-A073", "B", (2,)), ("RES-A075", "A", (3,)), ("RES-A076", "F", (4,))]


def test_what_is_not_said_is_counted_and_not_guessed(tmp_path):
    rows = """
1|a|东湖||2024-09-16||1||1|||已解决|
2|b|东湖|日常扰动|2024-09-16||1|1|1||||
"""
    found = read(tmp_path, rows)
    assert [(f.code, f.where.column, f.rows) for f in found.findings] == [
        ("RES-A081", "H", (2,)),
        ("RES-A082", "D", (2,)),
        ("RES-A082", "L", (3,)),
        ("RES-A083", "F", (2,)),
    ]
    assert found.events["kind"].tolist() == [None, "daily"]
    assert found.ratings["disruption"].isna().tolist() == [True, False]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2024-09-16", "2024-09-16"),
        ("2024/9/6", "2024-09-06"),
        ("2024.9.16", "2024-09-16"),
        ("2024年9月16日", "2024-09-16"),
        ("20240916", "2024-09-16"),
        ("2024-09-16 00:00:00", "2024-09-16"),
        ("２０２４-0９-16", "2024-09-16"),
    ],
)
def test_days(text, meant):
    assert day(text) == pd.Timestamp(meant)


@pytest.mark.parametrize(
    "text", ["16.9.2024", "9/16/24", "45551", "2024-9", "2024-02-30", "1024-09-16", "2024-9/16", ""]
)
def test_what_is_no_day_is_not_guessed_at(text):
    assert day(text) is None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_empty_form_is_understood_once_it_is_filled_in(tmp_path, lang):
    import openpyxl

    form = tmp_path / "form.xlsx"
    with speaking(lang):
        write_events_form(form)
        book = openpyxl.load_workbook(form)
        sheet = book.worksheets[0]
        rules = {str(rule.sqref)[0]: rule for rule in sheet.data_validations.dataValidation}
        lists = book[book.sheetnames[-1]]
        offered = {cell.column_letter: cell.value for cell in lists[1]}
        assert rules["G"].formula1 == "1"
        assert rules["G"].formula2 == "5"
        assert set("DJKL") <= set(rules)
        cells = [
            1,
            "x",
            "东湖",
            offered["A"],
            "2024-09-16",
            None,
            1,
            2,
            3,
            offered["B"],
            offered["C"],
            offered["D"],
            "a",
        ]
        for place, cell in enumerate(cells, 1):
            sheet.cell(2, place, cell)
        book.save(form)
        found = read_events(form)
    assert found.events.iloc[0][["kind", "tension", "answered", "outcome"]].tolist() == [
        "daily",
        ("state_market",),
        ("state",),
        "resolved",
    ]


def test_dates_of_a_workbook(tmp_path):
    import datetime as dt

    rows = [["community", "start", "novelty", "disruption", "criticality"], ["东湖", dt.date(2024, 9, 16), 1, 2, 3]]
    found = read_events(write_xlsx(tmp_path / "e.xlsx", rows))
    assert found.events["start"].tolist() == [pd.Timestamp("2024-09-16")]
