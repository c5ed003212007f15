from pathlib import Path

import numpy as np
import pytest
from questionnaire import both, content, questionnaire
from reading import Reading, headed
from workbook import Row, write_csv, write_xlsx

from resilience_cli.model.instrument import Instrument
from resilience_cli.model.parse import parse
from resilience_cli.model.responses import Reason
from resilience_cli.readers.decoding.durations import seconds
from resilience_cli.readers.platforms.wjx import questions

META: Row = ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP"]
ASKED: Row = [
    "1、您所在的小区：",
    "2、您的身份",
    "3、请选择—邻居会互相帮助。",
    "3、出了问题，没有人负责。",
    "3、我知道该找谁。",
    "4、台风“贝碧嘉”期间，秩序得到维持。 ",
]
TEXT = "100001_按文本_小问卷_3_3.xlsx"
POSITION = "100001_按序号_小问卷_3_3.xlsx"
SCORE = "100001_按分数_小问卷_3_3.xlsx"


def answers(*rows: Row, head: Row = ASKED, more: Row | None = None) -> list[Row]:
    """Return an export: metadata, the questions, the rows."""
    metas = [[i, f"2023/9/8 12:24:{i:02}", "137秒", "手机提交", "N/A", "192.0.2.1(上海-上海)"] for i in range(1, 99)]
    return [META + head + (more or []), *(meta + row for meta, row in zip(metas, rows, strict=False))]


def test_text(tmp_path: Path, reading: Reading) -> None:
    path = write_xlsx(tmp_path / TEXT, answers(
        ["东湖（一期）", "居民", "非常同意", "同意", "不清楚", "(跳过)"],
        ["东湖(一期) ", "居委会", "5", "-2", "-3", "(空)"],
        ["东湖(一期)", "业主", "A.非常同意", "①不太同意", "一般(3)", "Ａgree"],
    ))  # fmt: skip
    responses = reading(path)
    np.testing.assert_array_equal(
        responses.answers, [[5, 4, np.nan, np.nan], [5, np.nan, np.nan, np.nan], [5, 2, 3, 4]]
    )
    assert responses.reasons[0].tolist() == [0, 0, Reason.NOT_SCORED, Reason.SKIPPED]
    assert responses.reasons[1].tolist() == [0, Reason.BLANK, Reason.NOT_ASKED, Reason.BLANK]
    assert responses.people["seconds"].tolist() == [137.0] * 3
    assert responses.communities["name"].to_dict() == {"东湖(一期)": "东湖（一期）"}
    assert responses.findings == ()
    source = responses.sources[0]
    assert (source.platform, source.mode) == ("wjx", "text")
    assert dict(source.placeholders) == {"event": "台风“贝碧嘉”"}
    assert source.unused == (("D", "来源"), ("E", "来源详情"), ("F", ""))


def test_position(tmp_path: Path, reading: Reading) -> None:
    path = write_xlsx(
        tmp_path / POSITION, answers(["东湖", 1, 5, 4, 6, -3], ["东湖", 2, 5, -2, -3, 7], ["东湖", 1, 1, 2, 3, 4])
    )
    responses = reading(path)
    np.testing.assert_array_equal(
        responses.answers, [[5, 4, np.nan, np.nan], [5, np.nan, np.nan, np.nan], [1, 2, 3, 4]]
    )
    assert responses.reasons[0].tolist() == [0, 0, Reason.NOT_SCORED, Reason.SKIPPED]
    assert responses.people["role"].tolist() == ["resident", "committee", "resident"]
    assert [f.code for f in responses.findings] == ["RES-R020", "RES-R066"]
    assert responses.findings[0].values["options"][-1] == "6 Don't know"
    order = dict(responses.sources[0].option_order)
    assert order["agree5"][0] == "Strongly disagree"
    assert order["agree5"][-1] == "Don't know"
    assert order["role"] == ("Resident", "Committee")


def test_a_position_is_a_place_and_not_a_value(tmp_path: Path, reading: Reading) -> None:
    scales = content()["scales"]
    scales["agree5"]["options"].reverse()
    path = write_xlsx(tmp_path / POSITION, answers(["东湖", 1, 1, 5, 6, 2]))
    responses = reading(path, candidates=[questionnaire(scales=scales)], role_name="resident")
    np.testing.assert_array_equal(responses.answers, [[5, 1, np.nan, 4]])


def test_a_lone_role_by_position_is_no_guess(tmp_path: Path, reading: Reading) -> None:
    """A form for the committee alone has one role to pick: it is the first there too."""
    path = write_xlsx(tmp_path / POSITION, answers(["东湖", 1, 1, 5, 4, 2], ["东湖", 1, 1, 5, 4, 2]))
    assert reading.codes(path) == ["RES-R082"]
    assert reading(path, role_name="committee").people["role"].tolist() == ["committee"] * 2


def test_scores_stop_until_it_is_said_who_reversed(tmp_path: Path, reading: Reading) -> None:
    path = write_xlsx(tmp_path / SCORE, answers(["东湖", "居民", 5, 4, 3, 2]))
    assert reading.codes(path) == ["RES-R065"]
    np.testing.assert_array_equal(reading(path, scores_are="as_declared").answers, [[5, 4, 3, 2]])
    np.testing.assert_array_equal(reading(path, scores_are="already_reversed").answers, [[5, 2, 3, 2]])
    hinted = questionnaire(export_hints={"wjx": {"score_mode": "already_reversed"}})
    np.testing.assert_array_equal(reading(path, candidates=[hinted]).answers, [[5, 2, 3, 2]])
    unsure = questionnaire(export_hints={"wjx": {"score_mode": "unknown"}})
    assert reading.codes(path, candidates=[unsure]) == ["RES-R065"]


def mode(reading: Reading, path: Path) -> str:
    return reading(path, scores_are="as_declared").sources[0].mode


@pytest.mark.parametrize(("more", "row", "expected"), [
    ([], ["东湖", "居民", "一般", "一般", "5", "5"], "text"),
    (["总分"], ["东湖", "居民", 5, 4, 3, 2, 14], "score"),
    (["总分"], ["东湖", "居民", 5, 4, 3, 2, 12], "position"),
    ([], ["东湖", 2, 5, 4, -3, 2], "position"),
    ([], ["东湖", "居民", 5, 4, 6, 2], "position"),
    (["8、改进(停车)", "8、(绿化)"], ["东湖", "居民", 5, 4, 3, 2, 1, 0], "position"),
    (["第8题(停车)", "第8题(绿化)"], ["东湖", "居民", 5, 4, 3, 2, 0, 1], "position"),
])  # fmt: skip
def test_the_cells_tell_the_mode(tmp_path: Path, reading: Reading, more: Row, row: Row, expected: str) -> None:
    assert mode(reading, write_xlsx(tmp_path / "导出.xlsx", answers(row, more=more))) == expected


def test_old_file_names_tell_the_mode_too(tmp_path: Path, reading: Reading) -> None:
    row: Row = ["东湖", "居民", 5, 4, 3, 2]
    for digit, expected in (("0", "text"), ("1", "score"), ("2", "position")):
        path = write_xlsx(
            tmp_path / f"20180_{digit}_小问卷_3_3.xlsx", answers(row if digit != "2" else ["东湖", 2, 5, 4, -3, 2])
        )
        assert mode(reading, path) == expected


def test_a_mode_that_cannot_be_told_is_no_guess(tmp_path: Path, reading: Reading) -> None:
    path = write_xlsx(tmp_path / "导出.xlsx", answers(["东湖", "居民", 5, 4, 3, 2]))
    assert reading.codes(path) == ["RES-R063"]


@pytest.mark.parametrize(("name", "row"), [
    (POSITION, ["东湖", "居民", "一般", "一般", "一般", "一般"]),
    (SCORE, ["东湖", "居民", "一般", "一般", "一般", "一般"]),
    (TEXT, ["东湖", 1, 5, 4, 3, 2]),
])  # fmt: skip
def test_a_name_that_the_cells_contradict(tmp_path: Path, reading: Reading, name: str, row: Row) -> None:
    assert reading.codes(write_xlsx(tmp_path / name, answers(row))) == ["RES-R064"]


def test_one_odd_cell_does_not_turn_the_mode(tmp_path: Path, reading: Reading) -> None:
    rows: list[Row] = [["东湖", "居民", "一般", "一般", "一般", "一般"]] * 9
    path = write_xlsx(tmp_path / "a.xlsx", answers(*rows, ["东湖", "居民", 6, 9, "一般", "一般"]))
    assert reading(path).sources[0].mode == "text"
    rows = [["东湖", 1, 3, 3, 3, 3]] * 9
    path = write_xlsx(tmp_path / "b.xlsx", answers(*rows, ["东湖", "居民", "一般", 3, 3, 3]))
    responses = reading(path)
    assert (responses.sources[0].mode, len(responses.people)) == ("position", 10)
    assert (responses.reasons == Reason.INVALID).sum() == 1


def test_several_answers_in_a_single_choice_are_no_answer(tmp_path: Path, reading: Reading) -> None:
    responses = reading(write_xlsx(tmp_path / TEXT, answers(["东湖", "居民", "一般┋非常同意", "一般", "一般", "一般"])))
    assert responses.reasons[0, 0] == Reason.INVALID
    assert [f.code for f in responses.findings] == ["RES-R023"]


def test_a_place_is_a_whole_number(tmp_path: Path, reading: Reading) -> None:
    path = write_xlsx(tmp_path / POSITION, answers(["东湖", "1.2", "1.5", 4, 3, 2], ["东湖", 1, "1.5", 4, 3, "6"]))
    responses = reading(path)
    assert [(f.code, f.rows) for f in responses.findings[:2]] == [("RES-R070", (2,)), ("RES-R020", (3,))]
    assert len(responses.people) == 1


def test_what_the_cells_seem_to_be_is_no_evidence_for_another_mode(tmp_path: Path, reading: Reading) -> None:
    path = write_xlsx(tmp_path / "9_按分数_x_1_1.xlsx", answers(["东湖", "居民", 1, 6, 3, 2]))
    assert reading(path, scores_are="as_declared").sources[0].evidence[1:] == ("name of the file",)


def test_own_words_are_never_shown(tmp_path: Path, reading: Reading) -> None:
    row: Row = ["东湖", "其他【请注明】〖我是张三〗", "其他〖张三的话〗", "一般", "一般", "一般"]
    good: Row = ["东湖", "居民", "其他〖张三的话〗", "一般", "一般", "一般"]
    responses = reading(write_xlsx(tmp_path / TEXT, answers(row, good)))
    assert [f.code for f in responses.findings] == ["RES-R070", "RES-R021"]
    assert "张三" not in "".join(map(str, responses.findings))


def test_nothing_that_identifies_leaves_the_reader(tmp_path: Path, reading: Reading) -> None:
    row: Row = ["东湖", "居民", "一般", "一般", "乱写", "一般", "张三", "zs@example.org", "13800138000", "意见"]
    responses = reading(write_xlsx(tmp_path / TEXT, answers(row, more=["5、您的姓名", "Email", "联系电话", "6、意见"])))
    seen = repr(responses) + "".join(map(str, responses.findings)) + responses.people.to_csv()
    for secret in ("张三", "zs@example", "13800138000", "192.0.2.1", "姓名", "Email", "电话"):
        assert secret not in seen
    assert responses.sources[0].unused[-4:] == (("M", ""), ("N", ""), ("O", ""), ("P", "6、意见"))


def test_communities_as_positions_cannot_be_known(tmp_path: Path, reading: Reading) -> None:
    path = write_xlsx(tmp_path / POSITION, answers([3, 2, 5, 4, -3, 2]))
    assert reading.codes(path) == ["RES-R067"]
    assert reading(path, community_name="东湖").people["community"].tolist() == ["东湖"]


def test_metadata_may_be_gone(tmp_path: Path, reading: Reading) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [ASKED, ["东湖", "居民", "一般", "一般", "一般", "一般"]])
    responses = reading(path)
    assert responses.sources[0].platform == "wjx"
    assert np.isnan(responses.people["seconds"]).all()


def test_pasted_batches_and_repeated_rows(tmp_path: Path, reading: Reading) -> None:
    rows = answers(*[["东湖", "居民", "一般", "一般", "一般", "一般"]] * 3)
    rows += [rows[0], rows[2], [*rows[1][:1], "2023/9/9 1:1:1", *rows[1][2:]]]
    responses = reading(write_xlsx(tmp_path / TEXT, rows))
    assert {f.code: f.rows for f in responses.findings} == {"RES-R073": (5,), "RES-R074": (6, 7), "RES-R075": (6,)}


def test_no_submit_time_no_repetition(tmp_path: Path, reading: Reading) -> None:
    rows = answers(*[["东湖", "居民", "一般", "一般", "一般", "一般"]] * 2)
    for row in rows[1:]:
        row[1] = None
    assert "RES-R075" not in {f.code for f in reading(write_xlsx(tmp_path / TEXT, rows)).findings}


def test_csv_of_a_wjx_export(tmp_path: Path, reading: Reading) -> None:
    path = write_csv(tmp_path / "导出.csv", answers(["东湖", "居民", "一般", "一般", "一般", "一般"]), "utf-8-sig")
    assert reading(path).sources[0].mode == "text"


@pytest.mark.parametrize(("headers", "expected"), [
    (["7、主干：—甲", "7、乙"], [["7、主干:—甲", "主干:—甲", "甲"], ["7、乙", "主干:—乙", "乙"]]),
    (["3．主干(甲)", "3、(乙)"], [["3.主干(甲)", "主干(甲)", "甲"], ["3、(乙)", "主干—(乙)", "主干—乙", "(乙)", "乙"]]),
    (["第6题(运动)"], [["第6题(运动)", "(运动)", "运动"]]),
    (["12. **过去**30天？ "], [["12.过去30天?", "过去30天?"]]),
    (["(7) 题目"], [["(7)题目", "题目"]]),
    (["没有编号"], [["没有编号"]]),
])  # fmt: skip
def test_header_forms(headers: list[str], expected: list[list[str]]) -> None:
    assert [list(question.texts) for question in questions(headed(*headers))] == expected


def test_a_row_text_that_repeats_is_told_by_its_stem(tmp_path: Path, reading: Reading) -> None:
    items = [
        {"id": "now", "text": both("现在—信任", "Now—trust")},
        {"id": "then", "text": both("过去—信任", "Then—trust")},
    ]
    instrument = questionnaire(items=items, scores=[{**content()["scores"][0], "of": ["now", "then"]}])
    head: Row = ["1、小区", "2、身份", "3、现在—其他", "3、信任", "4、过去—其他", "4、信任"]
    path = write_xlsx(tmp_path / TEXT, answers(["东湖", "居民", "一般", "非常同意", "一般", "不太同意"], head=head))
    np.testing.assert_array_equal(reading(path, candidates=[instrument]).answers, [[5, 2]])


@pytest.mark.parametrize(("text", "expected"), [
    ("137秒", 137), ("1分5秒", 65), ("2分", 120), ("1小时2分3秒", 3723), ("137", 137), ("１３７秒", 137),
    ("1899-12-31 00:02:17", 137), ("0:02:17", 137), ("12.5秒", 12.5),
])  # fmt: skip
def test_seconds(text: str, expected: float) -> None:
    assert seconds(text) == expected


@pytest.mark.parametrize("text", ["", "soon", "-5", "-5秒", "秒", "9" * 400, "9" * 400 + "秒"])
def test_no_seconds(text: str) -> None:
    assert np.isnan(seconds(text))


def graded(count: int, *labels: str) -> Instrument:
    """Return the questionnaire with answers from 0, whose first labels are these."""
    names = [*labels, *(f"第{value}档" for value in range(len(labels), count))]
    scales = content()["scales"]
    scales["agree5"]["options"] = [{"value": k, "label": both(name, name)} for k, name in enumerate(names)]
    return questionnaire(scales=scales)


@pytest.mark.parametrize(("count", "cells", "expected"), [
    (5, [1, 2, 3, 5], [0, 1, 2, 4]),
    (5, [0, 2, 3, 4], "RES-R114"),
    (11, [1, 2, 3, 10], "RES-R114"),
    (11, [11, 11, 11, 11], [10, 10, 10, 10]),
])  # fmt: skip
def test_digits_among_positions_are_no_guess(
    tmp_path: Path, reading: Reading, count: int, cells: Row, expected: object
) -> None:
    """The answers 0 to 10 of an NPS stay digits in an export of positions."""
    path = write_xlsx(tmp_path / POSITION, answers(["东湖", 1, *cells], ["东湖", 2, *cells]))
    if isinstance(expected, str):
        assert reading.codes(path, candidates=[graded(count)]) == [expected]
    else:
        np.testing.assert_array_equal(reading(path, candidates=[graded(count)]).answers.iloc[0], expected)


def test_digits_among_texts_are_values_only_if_labels_are_digits(tmp_path: Path, reading: Reading) -> None:
    path = write_xlsx(tmp_path / TEXT, answers(["东湖", "居民", 0, 1, 2, 3], ["东湖", "居委会", 4, 4, None, 4]))
    assert reading.codes(path, candidates=[graded(5)]) == ["RES-R111"]
    responses = reading(path, candidates=[graded(5, "0分", "1", "2")])
    np.testing.assert_array_equal(responses.answers.iloc[0], [0, 1, 2, 3])


def test_a_header_that_explains_the_scale(tmp_path: Path, reading: Reading) -> None:
    head: Row = [
        "1、小区\n",
        "3．身份 ：",
        "12、请选择（1=完全不符合，5=完全符合）—邻居会互相帮助。",
        *ASKED[3:5],
        "40：台风期间，秩序得到维持。",
    ]
    head[3:5] = ["12、出了问题，没有人负责。", "12、我知道该找谁。"]
    path = write_xlsx(tmp_path / TEXT, answers(["东湖", "居民", "5", "4", "3", "2"], head=head))
    responses = reading(path)
    np.testing.assert_array_equal(responses.answers, [[5, 4, 3, 2]])
    assert dict(responses.sources[0].placeholders) == {"event": "台风"}


def test_what_the_questionnaire_does_not_use_makes_no_noise(tmp_path: Path, reading: Reading) -> None:
    more: Row = ["7、您关心什么", "8、请排序", "9、您愿意推荐吗", "10、其他意见"]
    row: Row = ["东湖", "居民", "一般", "一般", "一般", "一般", "停车┋绿化┋其他〖电梯〗", "停车→绿化", "10", "无┋无"]
    assert reading(write_xlsx(tmp_path / TEXT, answers(row, more=more))).findings == ()
    more = ["7、您关心什么(停车)", "7、(绿化)", "8、请排序(停车)", "8、(绿化)", "9、您愿意推荐吗", "10、其他意见"]
    row = ["东湖", 1, 3, 3, 3, 3, 1, 0, 2, 1, 10, "无"]
    other: Row = ["东湖", 2, 3, 3, -3, 3, -3, -3, -3, -3, -3, "(跳过)"]
    codes = [f.code for f in reading(write_xlsx(tmp_path / POSITION, answers(row, other, more=more))).findings]
    assert codes == ["RES-R066"]


def test_item_ids_that_look_numbered_are_no_sign_of_the_platform(tmp_path: Path, reading: Reading) -> None:
    items = [{**item, "id": f"q{number}_x"} for number, item in enumerate(content()["items"], 1)]
    scores = [{**content()["scores"][0], "of": [item["id"] for item in items]}]
    head: Row = ["community", "role", *(str(item["id"]) for item in items)]
    path = write_xlsx(tmp_path / "a.xlsx", [head, ["东湖", "resident", 5, 4, 3, 2]])
    responses = reading(path, candidates=[questionnaire(items=items, scores=scores)])
    assert responses.sources[0].platform == "plain"
    np.testing.assert_array_equal(responses.answers, [[5, 4, 3, 2]])


def test_scores_that_may_be_signs_of_no_answer_are_no_guess(tmp_path: Path, reading: Reading) -> None:
    raw = content()
    for option in raw["scales"]["agree5"]["options"]:
        option["value"] -= 3
    raw["items"][1].pop("reverse")
    around_zero = [parse(raw)]
    doubtful = write_xlsx(tmp_path / SCORE, answers(["东湖", "居民", "-2", "1", "0", "1"]))
    (fault,) = reading.faults(doubtful, candidates=around_zero)
    assert (fault.code, fault.values) == ("RES-R173", {"items": ["a1"]})
    clear = write_xlsx(tmp_path / SCORE, answers(["东湖", "居民", "-1", "1", "-3", "1"]))
    np.testing.assert_array_equal(reading(clear, candidates=around_zero).answers, [[-1, 1, np.nan, 1]])
