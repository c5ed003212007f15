import pytest
from authored import last_year
from workbook import write_csv, write_xlsx

from resilience_cli.analysis.last_year import filled_sheets, look
from resilience_cli.errors import InputError
from resilience_cli.files.workbook import Column, Page, write_workbook


def columns(tmp_path, rows, name="去年.xlsx"):
    return {column.letter: column for column in look(write_xlsx(tmp_path / name, rows)).columns}


def test_columns_of_a_wjx_export(tmp_path):
    found = columns(tmp_path, last_year())
    assert {letter for letter, one in found.items() if one.kind == "platform"} == set("ABCDEF")
    assert found["G"].text == "您所在的小区"
    assert (found["M"].text, found["M"].short) == (
        "请就以下说法选择——邻居之间会互相帮助。",
        "邻居之间会互相帮助。",
    )
    assert (found["N"].text, found["N"].short) == (
        "请就以下说法选择—出了问题，没有人负责。",
        "出了问题，没有人负责。",
    )
    assert found["O"].text == "您对12345热线的处理结果是否满意？"
    assert found["Q"].kind == "several"
    assert {answer.readings[0] for answer in found["O"].answers} == {
        "非常不满意", "不满意", "一般", "满意", "非常满意", "不了解",
    }  # fmt: skip


def test_a_person_is_not_in_it(tmp_path):
    found = columns(tmp_path, last_year())
    for letter in "KL":
        assert (found[letter].kind, found[letter].text, found[letter].answers) == ("identifying", "", ())
    told = repr([found[letter] for letter in found if letter != "R"])
    for text in ("秘密", "1380000", "1.2.3", "亲戚"):
        assert text not in told


def test_a_question_whose_header_sounds_personal_is_kept_if_its_answers_are_opinions(tmp_path):
    rows = [
        ["1、您的住址", "2、公共设施的位置合理"],
        *([f"{i}号", ("同意", "一般", "不同意")[i % 3]] for i in range(9)),
    ]
    found = columns(tmp_path, rows)
    assert (found["A"].kind, found["A"].text) == ("identifying", "")
    assert (found["B"].kind, found["B"].text) == ("question", "公共设施的位置合理")


def test_a_number_in_a_header_is_hidden_if_it_may_be_a_persons(tmp_path):
    found = columns(tmp_path, [["1、请拨13812345678，对12345满意吗", "2、x"], ["满意", "a"]])
    assert found["A"].text == "请拨•••••，对12345满意吗"


def test_a_short_row_of_a_matrix_keeps_its_stem(tmp_path):
    rows = [["3、您对以下服务的满意程度—绿化", "3、保洁", "4、x"], ["满意", "一般", "b"]]
    found = columns(tmp_path, rows)
    assert found["A"].short == "您对以下服务的满意程度—绿化"
    assert found["B"].short == "您对以下服务的满意程度—保洁"


def test_columns_of_ticks_are_a_multiple_choice(tmp_path):
    rows = [["8、您的渠道(电视)", "8、(公告栏)", "9、x"], [1, 0, 3], [0, 1, 2]]
    assert [one.kind for one in columns(tmp_path, rows).values()] == ["several", "several", "question"]


def test_columns_of_options_are_a_multiple_choice(tmp_path):
    head = [
        "编号",
        "答题时长",
        "结束答题时间",
        "5.您关心什么（可多选）:停车",
        "5.您关心什么（可多选）:绿化",
        "6.说说小区:邻居会互相帮助",
        "7.**过去一年**，您参加过活动吗？**",
    ]
    rows = [
        head,
        [1, 70, "2026-09-20 20:26:58", "A.停车", "", "非常同意", "是"],
        [2, 71, "2026-09-20 20:27:58", "", "B.绿化", "不同意", "否"],
    ]
    found = {column.letter: column for column in look(write_csv(tmp_path / "去年.csv", rows)).columns}
    assert [found[letter].kind for letter in "ABCDEF"] == ["platform"] * 3 + ["several"] * 2 + ["question"]
    assert (found["F"].text, found["G"].text) == ("说说小区—邻居会互相帮助", "过去一年，您参加过活动吗？")


def test_an_export_of_no_known_platform_is_read_by_its_headers(tmp_path):
    seen = look(write_csv(tmp_path / "a.csv", "邻居会帮忙|编号\n同意|1\n一般|2"))
    assert [(one.text, one.number) for one in seen.columns] == [("邻居会帮忙", None), ("编号", None)]


def test_a_workbook_comes_back_as_it_was_written(tmp_path):
    path = tmp_path / "a.xlsx"
    page = Page("题目", (Column("编号"), Column("题目")), [("a", "=1+1"), ("b", None), (None, "-x")])
    write_workbook(path, [Page("说明", rows=[("先看这里",)]), page])
    (sheet,) = [one for one in filled_sheets(path) if one.name == "题目"]
    assert (sheet.headers, sheet.letters, sheet.first_row) == (("编号", "题目"), ("A", "B"), 2)
    assert sheet.rows == (("a", "=1+1"), ("b", ""), ("", "-x"))


def test_what_cannot_be_read_is_an_input_error(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"PK nothing")
    for action in (look, filled_sheets):
        with pytest.raises(InputError):
            action(tmp_path / "a.xlsx")


def test_a_slip_makes_no_multiple_choice(tmp_path):
    rows = [["1、邻居会帮忙", "2、x"], *([["同意", "一般", "不同意"][i % 3], i] for i in range(30)), ["同意┋一般", 1]]
    assert [one.kind for one in columns(tmp_path, rows).values()] == ["question", "question"]


def test_who_answered_is_counted_by_role(tmp_path):
    rows = [["1、您的身份", "2、邻居会帮忙"], ["居民", "同意"], ["居民", "(跳过)"], ["A.居委会", None], [None, "一般"]]
    rows = [["序号", *rows[0]], *([i, *row] for i, row in enumerate(rows[1:]))]
    found = columns(tmp_path, rows)
    assert found["C"].by_role == {"居民": (1, 2), "A.居委会": (0, 1)}
    assert columns(tmp_path, last_year(), "b.xlsx")["M"].by_role == {"居民": (35, 35), "居委会工作人员": (5, 5)}
