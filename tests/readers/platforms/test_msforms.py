import zipfile
from pathlib import Path

import numpy as np
import pytest
from reading import Reading, headed
from workbook import Row, write_csv, write_xlsx

from resilience_cli.readers.platforms.msforms import MSFORMS

OWN = {
    "en": ["ID", "Start time", "Completion time", "Email", "Name", "Last modified time"],
    "zh": ["ID", "开始时间", "完成时间", "电子邮件", "名称", "上次修改时间"],
}
ASKED = ["Your neighbourhood\u00a0", "Your role", "邻居会互相帮助。\n", "2. 出了问题，没有人负责。", "我知道该找谁。"]
ASKED += ["暴雨期间，秩序得到维持。", "What should be improved?"]
ANSWERS: list[Row] = [
    ["东湖", "居民", "非常同意", "一般", "不了解", "5", "Parking;Brand;"],
    ["东湖\u00a0", "Committee", "Agree", "Strongly\u00a0disagree", None, "比较同意;", "Brand;"],
]


def rows(own: list[str], first: str = "2026-03-08 09:05:07", then: str = "2026-03-08 09:08:12") -> list[Row]:
    about: Row = [first, then, "li@example.org", "Li Hua", None]
    return [[*own, *ASKED], *([n, *about, *answers] for n, answers in enumerate(ANSWERS, 1))]


def check(reading: Reading, path: Path) -> None:
    responses = reading(path)
    np.testing.assert_array_equal(responses.answers, [[5, 3, np.nan, 5], [4, 1, np.nan, 4]])
    assert responses.people["community"].tolist() == ["东湖", "东湖"]
    assert responses.people["role"].tolist() == ["resident", "committee"]
    assert responses.people["seconds"].tolist() == [185, 185]
    assert [f.code for f in responses.findings if f.code != "RES-R011"] == []
    source = responses.sources[0]
    assert (source.platform, source.mode, dict(source.placeholders)) == ("msforms", "text", {"event": "暴雨"})
    assert "Li Hua" not in repr(responses) + repr(source)
    assert "Email" not in repr(source)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_workbook_that_says_it_is_one_cell_large(tmp_path: Path, reading: Reading, language: str) -> None:
    whole = write_xlsx(tmp_path / "whole.xlsx", rows(OWN[language]))
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'<dimension ref="A1:M3"', b'<dimension ref="A1"'))
    assert path.read_bytes() != whole.read_bytes()
    check(reading, path)


def test_a_csv_with_short_dates(tmp_path: Path, reading: Reading) -> None:
    path = write_csv(tmp_path / "a.csv", rows(OWN["en"], "4/28/21 11:21:47", "4/28/21 11:24:52"), "utf-8-sig")
    check(reading, path)


def test_one_tick_where_several_were_allowed_is_an_answer_and_two_are_none(tmp_path: Path, reading: Reading) -> None:
    table = rows(OWN["en"])
    table[1][8] = "Agree;Neutral;"
    (finding,) = reading(write_xlsx(tmp_path / "a.xlsx", table)).findings
    assert (finding.code, finding.where.row) == ("RES-R023", 2)


def test_points_of_a_quiz_are_no_answers(tmp_path: Path, reading: Reading) -> None:
    table = [[*row, extra] for row, extra in zip(rows(OWN["en"]), (f"Points - {ASKED[5]}", 1, 0), strict=True)]
    check(reading, write_xlsx(tmp_path / "a.xlsx", table))


def test_what_it_claims() -> None:
    for own in OWN.values():
        assert MSFORMS.claims(headed(*own, "a question"), [])
    assert not MSFORMS.claims(headed("Start time", "Completion time"), [])
    assert not MSFORMS.claims(headed("ID", "Email", "Name"), [])
