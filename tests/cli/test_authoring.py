"""`instruments new`, as somebody calls it who never writes JSON."""

import io
import json
from pathlib import Path

import openpyxl
import pytest
from authored import last_year
from workbook import write_xlsx

from resilience_cli.authoring import new
from resilience_cli.cli import asking, authoring_options


def codes(ran):
    return [word.strip("[].") for word in ran.err.split() if word.startswith("[RES-")]


def test_a_skeleton_validates_and_is_never_overwritten(resilience, instruments):
    ran = resilience("instruments", "new", "my-survey", "--lang", "zh")
    assert ran.code == 0
    path = instruments / "my-survey" / "1.0.0.json"
    assert f"resilience instruments validate {path}" in ran.err
    assert resilience("instruments", "validate", path, "--strict").code == 0
    before = path.read_bytes()
    again = resilience("instruments", "new", "my-survey", "--title-zh", "别的")
    assert (again.code, codes(again), path.read_bytes()) == (2, ["RES-U001"], before)
    assert resilience("instruments", "new", "my-survey", "--title-zh", "别的", "--force", "--quiet").err == ""
    assert json.loads(path.read_text("utf-8"))["title"] == {"zh": "别的"}


def test_a_released_version_is_not_replaced_even_by_force(resilience, instruments):
    lock = {"format": 1, "released": {"small": {"1.0.0": {"sha256": "0" * 64, "date": "2026-01-01"}}}}
    (instruments / "releases.json").write_text(json.dumps(lock))
    ran = resilience("instruments", "new", "small", "--force")
    assert (ran.code, codes(ran)) == (2, ["RES-I137"])


def test_without_a_directory_it_writes_here_and_never_into_the_program(resilience, monkeypatch):
    monkeypatch.delenv("RESILIENCE_INSTRUMENTS")
    assert resilience("instruments", "new", "mine", "--quiet").code == 0
    assert Path("instruments/mine/1.0.0.json").is_file()
    Path("full").write_text("")
    ran = resilience("instruments", "new", "mine", "--out", "full")
    assert (ran.code, codes(ran)) == (3, ["RES-U004"])


def test_questions_from_a_file_of_a_chinese_windows(resilience):
    Path("题目.txt").write_bytes("# 邻里信任\r\n邻居会帮忙。\r\n- 没人负责。\r\n".encode("gb18030"))
    assert resilience("instruments", "new", "a", "--questions", "题目.txt", "--role", "居民", "--out", "mine").code == 0
    content = json.loads(Path("mine/a/1.0.0.json").read_text("utf-8"))
    assert [item["text"] for item in content["items"]] == [{"zh": "邻居会帮忙。"}, {"zh": "没人负责。"}]
    assert resilience("instruments", "validate", "mine/a/1.0.0.json").code == 0
    missing = resilience("instruments", "new", "b", "--questions", "none.txt")
    assert (missing.code, codes(missing)) == (3, ["RES-R001"])


@pytest.mark.parametrize(
    ("arguments", "code", "found"),
    [
        (("new", "Bad"), 2, ["RES-I130"]),
        (("new",), 2, ["RES-I130"]),
        (("new", "a", "--role", "mayor"), 2, ["RES-I131"]),
        (("new", "a", "--scale", "agree9"), 2, ["RES-U007"]),
        (("new", "a", "--from", "small", "--from-export", "x.xlsx"), 2, ["RES-U006"]),
        (("new", "a", "--from", "nothing"), 2, ["RES-I002"]),
        (("new", "a", "--from", "small", "--cut", "weakest:51=40"), 2, ["RES-I143"]),
        (("new", "a", "--from", "small", "--role", "resident"), 2, ["RES-I138"]),
        (("new", "a", "--cut", "65=60", "--sheet", "x"), 2, ["RES-I138", "RES-I138"]),
        (("new", "--from-export", "none.xlsx"), 3, ["RES-R001"]),
        (("new", "--from-workbook", "none.xlsx"), 3, ["RES-R001"]),
    ],
)
def test_wrong_usage(resilience, instruments, arguments, code, found):
    ran = resilience("instruments", *arguments)
    assert (ran.code, codes(ran)) == (code, found)
    assert [path.name for path in instruments.iterdir()] == ["small"]


def test_a_definition_with_a_fault_is_not_written(resilience, instruments):
    Path("q.txt").write_text("邻居会帮忙。\n邻居会帮忙。\n", encoding="utf-8")
    ran = resilience("instruments", "new", "a", "--questions", "q.txt")
    assert (ran.code, codes(ran)) == (1, ["RES-I026"])
    assert not (instruments / "a").exists()


def test_a_copy_names_its_cuts_in_every_report(resilience, instruments, export):
    ran = resilience("instruments", "new", "own", "--from", "small", "--cut", "65=60")
    assert ran.code == 0
    own = instruments / "own" / "1.0.0.json"
    assert resilience("score", export, "-i", own, "--allow-unreleased", "--draws", 99, "--quiet").code == 0
    report = resilience("report", "导出.assessment", "--format", "md").out
    assert "| Co-governing | Weakest side at least 65 | Weakest side at least 60 |" in report
    assert "Weakest side at least 60" in resilience("instruments", "show", own).out


def test_questions_are_asked_in_a_terminal(resilience, instruments, monkeypatch):
    monkeypatch.setattr(asking, "somebody_is_there", lambda: True)
    answers = ["Bad id", "small", "asked", "湖东问卷", "居民，物业", "# 信任", "", "邻居会帮忙。", "- 没人管。", "", ""]
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{answer}\n" for answer in answers)))
    assert resilience("instruments", "new").code == 0
    content = json.loads((instruments / "asked" / "1.0.0.json").read_text("utf-8"))
    assert content["title"] == {"zh": "湖东问卷"}
    assert list(content["respondent"]["role"]["roles"]) == ["resident", "property"]
    assert [item.get("reverse", False) for item in content["items"]] == [False, True]


SCORES = {"邻居": "社会资本", "没有人负责": "社会一方", "12345": "政府一方", "物业": "市场一方"}


def complete(path, save_as):
    """Fill the draft in as an analyst would."""
    book = openpyxl.load_workbook(path)
    sheet = book["题目"]
    place = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        text = sheet.cell(row, place["题目（中文）"]).value
        if sheet.cell(row, place["用途"]).value == "计分题":
            sheet.cell(row, place["反向"]).value = "是" if "没有" in text else "否"
            sheet.cell(row, place["得分"]).value = next(score for part, score in SCORES.items() if part in text)
    settings = {row[0].value: row[1] for row in book["设置"].iter_rows(min_row=2)}
    settings["问卷编号"].value, settings["标题（中文）"].value = "last-year", "去年的问卷"
    book.save(save_as)


def test_last_years_export_becomes_a_questionnaire_that_scores_it(resilience, instruments):
    write_xlsx(Path("去年.xlsx"), last_year())
    ran = resilience("instruments", "new", "--from-export", "去年.xlsx", "--lang", "zh")
    assert ran.code == 0
    draft = Path("去年-问卷草稿.xlsx")
    assert str(draft) in ran.err
    assert resilience("instruments", "new", "--from-export", "去年.xlsx", "--lang", "zh").code == 2
    untouched = resilience("instruments", "new", "--from-workbook", draft)
    assert (untouched.code, sorted(set(codes(untouched)))) == (3, ["RES-I148", "RES-I152"])

    complete(draft, "填好.xlsx")
    assert resilience("instruments", "new", "--from-workbook", "填好.xlsx").code == 0
    path = instruments / "last-year" / "1.0.0.json"
    assert resilience("instruments", "validate", path, "--strict").code == 0
    ran = resilience("score", "去年.xlsx", "-i", path, "--allow-unreleased", "--draws", 99, "--json")
    assert ran.code == 0
    told = json.loads(ran.out)
    assert told["respondents"]["used"] == 40
    assert {one["id"] for one in told["communities"]} == {"东湖花园", "老街新村"}
    assert not [one for one in told["findings"] if one["severity"] == "error"]


def test_an_export_of_positions_is_remarked_on(resilience):
    rows = [["1、邻居会帮忙", "2、没人管"], *([i % 5 + 1, i % 4 + 1] for i in range(20))]
    write_xlsx(Path("按序号.xlsx"), rows)
    ran = resilience("instruments", "new", "--from-export", "按序号.xlsx", "-o", "draft.xlsx")
    assert (ran.code, codes(ran)) == (0, ["RES-I139"])


def test_nothing_personal_is_in_the_draft(resilience):
    write_xlsx(Path("去年.xlsx"), last_year())
    assert resilience("instruments", "new", "--from-export", "去年.xlsx", "-o", "draft.xlsx").code == 0
    book = openpyxl.load_workbook("draft.xlsx")
    cells = " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    for text in ("秘密", "1380000", "1.2.3", "号楼", "亲戚", "姓名", "电话", "东湖花园"):
        assert text not in cells


def test_the_scales_to_choose_from_are_those_that_there_are():
    assert authoring_options.SCALES == new.SCALES
