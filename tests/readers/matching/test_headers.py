from pathlib import Path

import numpy as np
import pytest
from questionnaire import questionnaire
from reading import Reading, headed
from workbook import Row, write_xlsx

from resilience_cli.readers.matching.headers import as_written, asked, identifies, in_brackets, match, numbered

TEXTS = ["您所在的小区", "您的身份", "邻居会互相帮助。", "出了问题，没有人负责。", "我知道该找谁。"]
EVENT = "台风“贝碧嘉”期间，秩序得到维持。"
FORMS = ["{}、", "({})", "第{}题", "第{}题：", "第 {} 题 ", "第{}题、", "Q{}_", "Q{}.", "Q{}、", "q{}: ", "Ｑ{}．"]


@pytest.mark.parametrize("form", FORMS)
def test_a_number_in_front_is_no_part_of_the_question(tmp_path: Path, reading: Reading, form: str) -> None:
    head: Row = [form.format(number) + text for number, text in enumerate([*TEXTS, EVENT], 1)]
    path = write_xlsx(tmp_path / "a.xlsx", [head, ["东湖", "居民", "一般", "同意", "非常同意", "不太同意"]])
    responses = reading(path)
    np.testing.assert_array_equal(responses.answers, [[3, 4, 5, 2]])
    assert dict(responses.sources[0].placeholders) == {"event": "台风“贝碧嘉”"}


def test_a_number_in_front_is_taken_off_beside_item_ids_too(tmp_path: Path, reading: Reading) -> None:
    head: Row = ["community", "role", "a1", "Q2_" + TEXTS[3], "a3", "Q4_" + EVENT]
    source = reading(write_xlsx(tmp_path / "a.xlsx", [head, ["东湖", "resident", 5, 4, 3, 2]])).sources[0]
    assert source.platform == "plain"
    assert dict(source.placeholders) == {"event": "台风“贝碧嘉”"}


def test_a_year_may_stand_behind_the_number() -> None:
    assert numbered("55.2024年9月台风期间，秩序得到维持") == ("55", "2024年9月台风期间，秩序得到维持")


@pytest.mark.parametrize("header", ["5.12地震期间", "7:30以后", "Q5", "5_a", "2023年", "第五题"])
def test_what_only_looks_like_a_number_in_front(header: str) -> None:
    assert numbered(header) is None
    assert [question.texts for question in as_written(headed(header))] == [(header,)]


@pytest.mark.parametrize("header", ["Q5_姓名", "Q5_IP", "Q6_name", "first_name", "第7题:手机"])
def test_a_number_in_front_hides_nothing_that_identifies(header: str) -> None:
    assert identifies(header)


@pytest.mark.parametrize(
    "header", ["请选“同意”。", '请选"同意"。', "“贝碧嘉”期间，请选“同意”。", '"贝碧嘉"期间，请选"同意"。']
)
def test_the_shape_of_quotation_marks_says_nothing(header: str) -> None:
    items = [
        {"id": "a1", "text": {"zh": "请选“同意”。", "en": "x"}},
        {"id": "c1", "text": {"zh": '{event}期间，请选"同意"。', "en": "During {event}"}},
    ]
    (found,) = match(as_written(headed(header)), questionnaire(items=items))
    assert [one.key for one in found] == ["c1" if "期间" in header else "a1"]


@pytest.mark.parametrize(("texts", "stem", "expected"), [
    (("7、信任",), "", ("7、信任", "信任")),
    (("信任", "现在 [信任]"), "7、现在", ("7、现在—信任", "信任", "现在[信任]", "现在—信任")),
    (("", "a1"), "现在", ("现在—a1", "a1")),
    (("", " "), "现在", ()),
])  # fmt: skip
def test_what_a_question_may_be_called(texts: tuple[str, ...], stem: str, expected: tuple[str, ...]) -> None:
    assert asked(*texts, stem=stem).texts == expected


@pytest.mark.parametrize(("header", "expected"), [
    ("stem [row]", ("stem", "row")), ("stem  [ the  row ] ", ("stem", "the row")), ("[row]", ("", "row")),
    ("stem [1-5] [row]", ("stem [1-5]", "row")), ("stem [row [1]]", ("stem", "row [1]")),
    ("stem", None), ("stem []", None), ("[a] b", None),
])  # fmt: skip
def test_a_row_in_brackets(header: str, expected: tuple[str, str] | None) -> None:
    assert in_brackets(header) == expected


def test_the_event_is_named_by_the_text_also_where_the_id_tells_the_question() -> None:
    (found,) = match([asked("c1", EVENT)], questionnaire())
    assert [(one.key, one.how, one.placeholders) for one in found] == [
        ("c1", "item id", (("event", "台风“贝碧嘉”"),)),
    ]
