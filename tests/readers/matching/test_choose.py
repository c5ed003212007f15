from pathlib import Path

import numpy as np
import pytest
from questionnaire import both, content, questionnaire
from reading import Reading
from workbook import write_csv

from resilience_cli.model.responses import Reason
from resilience_cli.model.same_text import header_text
from resilience_cli.readers.matching.headers import identifies

HEAD = "community|role|a1|a2|a3|c1\n"
ROW = "东湖|resident|5|1|4|3\n"


def shorter(id_: str = "short", version: str = "1.0.0", keep: int = 2) -> object:
    raw = content(id_, version)
    scores = [{**raw["scores"][0], "of": [item["id"] for item in raw["items"][:keep]]}]
    return questionnaire(id_, version, items=raw["items"][:keep], scores=scores)


def test_the_instrument_with_most_items_then_the_highest_version(tmp_path: Path, reading: Reading) -> None:
    candidates = [questionnaire(version=v) for v in ("1.2.0", "1.10.0")] + [shorter(version="9.0.0")]
    responses = reading(write_csv(tmp_path / "a.csv", HEAD + ROW), candidates=candidates)
    assert responses.instrument.name == "small@1.10.0"


def test_a_complete_instrument_wins_over_a_longer_incomplete_one(tmp_path: Path, reading: Reading) -> None:
    path = write_csv(tmp_path / "a.csv", "community|role|a1|a2|a3\n东湖|resident|5|1|4")
    assert reading(path, candidates=[questionnaire(), shorter()]).instrument.id == "short"


def test_a_short_form_is_not_taken_for_a_long_one_that_lost_a_column_without_a_word(
    tmp_path: Path, reading: Reading
) -> None:
    candidates = [questionnaire(), shorter(keep=1)]
    path = write_csv(tmp_path / "a.csv", "community|role|a1|a2|a3\n东湖|resident|5|1|4")
    responses = reading(path, candidates=candidates)
    (remark,) = responses.findings
    assert (responses.instrument.id, remark.code, remark.severity) == ("short", "RES-R055", "warning")
    assert remark.values == {"instrument": "short@1.0.0", "longer": "small@1.0.0", "items": ["c1"]}
    assert reading(path, candidates=candidates[1:]).findings == ()  # as with -i


def test_a_short_form_with_some_questions_of_the_long_one_is_the_short_form(tmp_path: Path, reading: Reading) -> None:
    path = write_csv(tmp_path / "a.csv", "community|role|a1|a2\n东湖|resident|5|1")
    assert reading(path, candidates=[questionnaire(), shorter()]).findings == ()


def test_the_nearest_is_the_one_that_lacks_least(tmp_path: Path, reading: Reading) -> None:
    """All items of a short form are in the long one too: counting what is there cannot tell them apart."""
    path = write_csv(tmp_path / "a.csv", "community|role|a1\n东湖|resident|5")
    (fault,) = reading.faults(path, candidates=[questionnaire(version="2.0.0"), shorter()])
    assert (fault.code, fault.values["instrument"]) == ("RES-R041", "short@1.0.0")


def test_two_instruments_that_fit_equally(tmp_path: Path, reading: Reading) -> None:
    path = write_csv(tmp_path / "a.csv", HEAD + ROW)
    assert reading.codes(path, candidates=[questionnaire(), questionnaire("twin")]) == ["RES-R053"]


def test_the_nearest_instrument_lists_all_that_it_misses(tmp_path: Path, reading: Reading) -> None:
    path = write_csv(tmp_path / "a.csv", "community|role|a1|邻居\n东湖|resident|5|1")
    (fault,) = reading.faults(path, candidates=[questionnaire(), questionnaire("other", items=content()["items"][2:])])
    assert fault.code == "RES-R041"
    assert [item.split()[0] for item in fault.values["items"]] == ["a2", "a3", "c1"]


def test_no_instrument_at_all(tmp_path: Path, reading: Reading) -> None:
    path = write_csv(tmp_path / "a.csv", "序号|提交答卷时间|1、颜色\n1|2023/9/8 12:00:00|红")
    assert reading.codes(path) == ["RES-R040"]


def test_nobody_claims_the_file_or_two_do(tmp_path: Path, reading: Reading) -> None:
    assert reading.codes(write_csv(tmp_path / "a.csv", "colour|taste\nred|sweet")) == ["RES-R060"]
    both_forms = write_csv(tmp_path / "b.csv", "来自IP|community|role|a1|a2|a3|c1\n192.0.2.1|东湖|resident|5|1|4|3")
    assert reading.codes(both_forms) == ["RES-R061"]
    assert reading(both_forms, platform="plain").sources[0].platform == "plain"
    assert reading.codes(both_forms, platform="plane") == ["RES-R062"]


def test_a_near_header_is_offered_and_never_taken(tmp_path: Path, reading: Reading) -> None:
    path = write_csv(tmp_path / "a.csv", "community|role|a1|a2|我知道该找谁吗|c1\n东湖|resident|5|1|4|3")
    missing, offered = reading.faults(path)
    assert (missing.code, offered.code) == ("RES-R041", "RES-R044")
    assert (offered.where.column, offered.values["item"]) == ("E", "a3")


def test_only_the_event_is_missing(tmp_path: Path, reading: Reading) -> None:
    path = write_csv(tmp_path / "a.csv", "community|role|a1|a2|a3\n东湖|resident|5|1|4")
    assert reading.codes(path) == ["RES-R050"]
    responses = reading(path, no_event=True)
    assert responses.reasons[0].tolist() == [0, 0, 0, Reason.NOT_ASKED]
    assert [f.code for f in responses.findings] == ["RES-R051"]


def test_an_item_that_no_role_of_the_file_is_asked_may_lack(tmp_path: Path, reading: Reading) -> None:
    path = write_csv(tmp_path / "a.csv", "community|role|a1|a2|c1\n东湖|committee|5|1|3")
    assert reading(path).reasons[0].tolist() == [0, 0, Reason.NOT_ASKED, 0]
    path = write_csv(tmp_path / "b.csv", "community|a1|a2|c1\n东湖|5|1|3")
    assert reading(path, role_name="居委会").people["role"].tolist() == ["committee"]
    assert reading.codes(path, role_name="resident") == ["RES-R041"]


def test_a_role_that_does_not_exist(tmp_path: Path, reading: Reading) -> None:
    assert reading.codes(write_csv(tmp_path / "a.csv", HEAD + ROW), role_name="mayor") == ["RES-R052"]


def test_headers_in_any_language_with_markup_and_other_signs(tmp_path: Path, reading: Reading) -> None:
    head = "Your neighbourhood:|YOUR ROLE|<b>Neighbours</b> help  one another.|**出了问题,没有人负责。**：|"
    head += "I know whom to ask. *|During the flood, order was kept."
    path = write_csv(tmp_path / "a.csv", f"{head}\n东湖|resident|5|1|4|3")
    responses = reading(path, platform="plain")
    np.testing.assert_array_equal(responses.answers, [[5, 1, 4, 3]])
    assert dict(responses.sources[0].placeholders) == {"event": "the flood"}


def test_a_space_or_a_line_break_beside_a_chinese_character_says_nothing(tmp_path: Path, reading: Reading) -> None:
    head: list[object] = [
        "您所在的\n小区",
        "您的 身份",
        "邻居会\n互相 帮助。",
        "出了问题， 没有人负责。",
        "我知道该找谁。",
    ]
    rows = [[*head, "台风 贝碧嘉 期间，\n秩序得到维持。"], ["东湖", "居民", 5, 1, 4, 3]]
    responses = reading(write_csv(tmp_path / "a.csv", rows), platform="plain", event="台风贝碧嘉")
    np.testing.assert_array_equal(responses.answers, [[5, 1, 4, 3]])
    assert dict(responses.sources[0].placeholders) == {"event": "台风贝碧嘉"}
    assert responses.findings == ()


@pytest.mark.parametrize("event", ["the flood", "台风", "2024年 台风", "(1)", "7、水"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_whatever_the_event_is_called_the_question_is_found(
    tmp_path: Path, reading: Reading, event: str, lang: str
) -> None:
    asked = questionnaire().item["c1"].text[lang].replace("{event}", event)
    path = write_csv(tmp_path / "a.csv", [["小区", "身份", "a1", "a2", "a3", asked], ["东湖", "居民", 5, 1, 4, 3]])
    told = dict(reading(path, platform="plain").sources[0].placeholders)
    assert told == {"event": header_text(event)}


def test_two_columns_for_one_item_and_two_items_for_one_column(tmp_path: Path, reading: Reading) -> None:
    path = write_csv(tmp_path / "a.csv", "community|role|a1|邻居会互相帮助。|a2|a3|c1\n东湖|resident|5|5|1|4|3")
    (fault,) = reading.faults(path)
    assert (fault.code, fault.values["columns"]) == ("RES-R042", ["C", "D"])
    items = [*content()["items"], {"id": "a9", "text": both("我知道该找谁。", "Again")}]
    path = write_csv(tmp_path / "b.csv", "community|role|a1|a2|我知道该找谁。|c1\n东湖|resident|5|1|4|3")
    faults = reading.faults(path, candidates=[questionnaire(items=items)])
    assert [f.code for f in faults] == ["RES-R043"]
    assert faults[0].values["items"] == ["a3", "a9"]


def test_two_events(tmp_path: Path, reading: Reading) -> None:
    items = [
        *content()["items"],
        {"id": "c2", "text": both("{event}之后，恢复得快。", "After {event}."), "phase": "crisis"},
    ]
    instrument = questionnaire(items=items)
    head = "community|role|a1|a2|a3|{}期间，秩序得到维持。|{}之后，恢复得快。\n东湖|resident|5|1|4|3|2"
    one = write_csv(tmp_path / "a.csv", head.format("台风", "台风"))
    two = write_csv(tmp_path / "b.csv", head.format("台风", "地震"))
    other = write_csv(tmp_path / "c.csv", head.format("地震", "地震"))
    assert reading.codes(two, candidates=[instrument]) == ["RES-R049"]
    assert reading.codes(one, other, candidates=[instrument]) == ["RES-R049"]
    assert reading(one, candidates=[instrument], event="台风").findings == ()
    assert [f.code for f in reading(one, candidates=[instrument], event="洪水").findings] == ["RES-R054"]


def test_an_event_that_the_headers_do_not_name_comes_from_the_user(tmp_path: Path, reading: Reading) -> None:
    responses = reading(write_csv(tmp_path / "a.csv", HEAD + ROW), event="台风", period="2025年")
    assert dict(responses.sources[0].placeholders) == {"event": "台风", "period": "2025年"}


@pytest.mark.parametrize("option", ["社区 ", "C", "c"])
def test_the_community_column_by_header_or_letter(tmp_path: Path, reading: Reading, option: str) -> None:
    path = write_csv(tmp_path / "a.csv", "area|role|社区|a1|a2|a3|c1\n南|resident|东湖|5|1|4|3")
    assert reading.codes(path) == ["RES-R045"]
    assert reading(path, community=option).people["community"].tolist() == ["东湖"]
    assert reading(path, community_from=option).people["community"].tolist() == ["东湖"]
    assert reading.codes(path, community="ZZ") == ["RES-R047"]


def test_the_community_by_name_or_by_file(tmp_path: Path, reading: Reading) -> None:
    path = write_csv(tmp_path / "副本100001_按文本_东湖小区_12_12 (1).csv", "role|a1|a2|a3|c1\nresident|5|1|4|3")
    assert reading(path, community_name=" 东湖 ", platform="plain").people["community"].tolist() == ["东湖"]
    assert reading(path, community_from="file-name").people["community"].tolist() == ["东湖小区"]


def test_no_role_column_and_several_community_columns(tmp_path: Path, reading: Reading) -> None:
    path = write_csv(tmp_path / "a.csv", "小区|小区|a1|a2|a3|c1\n东湖|西湖|5|1|4|3")
    assert reading.codes(path) == ["RES-R048", "RES-R046"]
    assert reading(path, community="B", role_name="resident").people["community"].tolist() == ["西湖"]


def test_a_single_role_needs_no_column(tmp_path: Path, reading: Reading) -> None:
    respondent = content()["respondent"]
    del respondent["role"]["roles"]["committee"]
    items = [{**item, "asked_of": ["resident"]} for item in content()["items"]]
    instrument = questionnaire(respondent=respondent, items=items)
    path = write_csv(tmp_path / "a.csv", "community|a1|a2|a3|c1\n东湖|5|1|4|3")
    assert reading(path, candidates=[instrument]).people["role"].tolist() == ["resident"]
    path = write_csv(tmp_path / "b.csv", HEAD + ROW + "东湖|mayor|5|1|4|3")
    assert len(reading(path, candidates=[instrument]).people) == 1


def test_the_role_column_by_option(tmp_path: Path, reading: Reading) -> None:
    path = write_csv(tmp_path / "a.csv", "community|who|a1|a2|a3|c1\n东湖|业主|5|1|4|3")
    assert reading(path, role="who").people["role"].tolist() == ["resident"]


@pytest.mark.parametrize(
    "header",
    [
        "来自IP",
        "您的姓名",
        "E-mail",
        "Name",
        "5、联系电话：",
        "微信昵称",
        "家庭地址",
        "Phone number",
        "姓 名",
        "请问您贵姓",
        "家庭住址",
    ],
)
def test_headers_that_identify(header: str) -> None:
    assert identifies(header)


@pytest.mark.parametrize("header", ["您所在的小区", "小区名称", "a1", "5、物业服务", "Your role", "shipping"])
def test_headers_that_do_not(header: str) -> None:
    assert not identifies(header)


BRANCHED = "小区|身份|邻居会互相帮助。|a2|a3|邻居会互相帮助。|c1\n东湖|居民|5|1|3||2\n东湖|居委会||2||4|2\n"
BRANCHED += "西湖|居民|一|1|3||2\n"


def test_a_question_that_stands_in_several_branches_is_one(tmp_path: Path, reading: Reading) -> None:
    responses = reading(write_csv(tmp_path / "a.csv", BRANCHED + "西湖|居委会||1||二|2\n"))
    np.testing.assert_array_equal(responses.answers["a1"], [5, 4, np.nan, np.nan])
    found = {(f.code, f.where.column): f.rows for f in responses.findings}
    assert found == {("RES-R176", None): (), ("RES-R021", "C"): (4,), ("RES-R021", "F"): (5,)}
    (source,) = responses.sources
    assert [(letter, used) for letter, _, used, _ in source.columns if used == "a1"] == [("C", "a1"), ("F", "a1")]


def test_a_question_that_one_row_answers_twice_is_in_doubt(tmp_path: Path, reading: Reading) -> None:
    assert reading.codes(write_csv(tmp_path / "a.csv", BRANCHED + "西湖|居民|5|1|3|5|2\n")) == ["RES-R042"]


def test_a_question_that_is_answered_twice_far_below(
    tmp_path: Path, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("resilience_cli.readers.containers.delimited._BLOCK", 3)
    monkeypatch.setattr("resilience_cli.readers.containers.files.HEAD", 3)
    monkeypatch.setattr("resilience_cli.readers.containers.files.MOST_HELD", 10)
    (fault,) = reading.faults(write_csv(tmp_path / "a.csv", BRANCHED + "西湖|居民|5|1|3||2\n西湖|居民|5|1|3|5|2\n"))
    assert (fault.code, fault.rows, fault.values["columns"]) == ("RES-R042", (6,), ["C", "F"])
