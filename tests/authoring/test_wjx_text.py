import re
import unicodedata
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from questionnaire import questionnaire
from workbook import write_xlsx

from resilience_cli.authoring.form import Form, Occasion, forms
from resilience_cli.authoring.wjx_text import wjx_text
from resilience_cli.messages import speaking
from resilience_cli.messages.printable import printable
from resilience_cli.model.same_text import normal
from resilience_cli.readers import read

COMMUNITIES = ["东湖花园", "3号院 南区", "Ａ1栋"]
QUESTION = re.compile(r"(\d+)\. (.+)\[(单选题|填空题)\]")


def form(role: str) -> Form:
    asked = questionnaire(
        introduction={"zh": "2026年调查", "en": "Survey of 2026"}, placeholders={"event": {"zh": "事件", "en": "event"}}
    )
    (made,) = forms(asked, Occasion("台风 A"), [role])
    return made


def imported(text: str) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """Return (lines before the questions, (text, options) of each question), as the platform's import takes a text.

    A blank line, and a line that begins with a number, end a question; a space ends an option.
    """
    head, *blocks = text.rstrip("\n").split("\n\n")
    questions = []
    for number, block in enumerate(blocks, 1):
        first, *lines = block.split("\n")
        hit = QUESTION.fullmatch(first)
        assert hit is not None
        assert int(hit[1]) == number
        assert not any(re.match(r"\s*(?:[A-Za-z]|第)?\s*\d", unicodedata.normalize("NFKC", line)) for line in lines)
        questions.append((hit[2], [option for line in lines for option in re.split(r"[ \t]+", line)]))
        assert bool(lines) == (hit[3] == "单选题")
    return head.split("\n"), questions


def test_a_text_has_a_title_what_is_said_first_and_questions() -> None:
    with speaking("zh"):
        head, questions = imported(wjx_text(form("committee"), COMMUNITIES))
    assert head[0] == "小问卷（居委会）"
    assert head[1] == "\u20602026年调查"
    assert "不记名" in head[2]
    assert [text for text, _ in questions] == [
        "您的身份", "您所在的小区", "您的住房", "您的年龄",
        "邻居会互相帮助。", "出了问题，没有人负责。", "台风 A期间，秩序得到维持。",
    ]  # fmt: skip
    assert questions[0][1] == ["居委会"]
    assert questions[1][1] == ["东湖花园", "\u20603号院\u00a0南区", "\u2060Ａ1栋"]
    assert questions[4][1] == ["非常不同意", "不太同意", "一般", "比较同意", "非常同意", "不了解"]
    assert questions[3][1] == []


def export_of(text: str, path: Path, rows: int = 2) -> Path:
    """Write what the platform exports (按文本) if the answers run through the options, the blanks are 40."""
    _, questions = imported(text)
    headers = ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP"]
    meta = ["2026/9/8 12:24:22", "137秒", "链接", "N/A", "1.2.3.4(上海-上海)"]
    table: list[list[object]] = [[*headers, *(f"{n}、{text}" for n, (text, _) in enumerate(questions, 1))]]
    for row in range(rows):
        answers = [
            options[(row + place) % len(options)] if options else "40" for place, (_, options) in enumerate(questions)
        ]
        table.append([row + 1, *meta, *answers])
    return write_xlsx(path, table)


def test_exports_of_all_roles_are_recognised_without_a_mapping_and_scored_together(tmp_path: Path) -> None:
    with speaking("zh"):
        paths = [
            export_of(wjx_text(form(role), COMMUNITIES), tmp_path / f"{place}.xlsx", rows=6)
            for place, role in enumerate(("resident", "committee"))
        ]
    found = read(paths, [questionnaire()])
    assert [finding.code for finding in found.findings] == []
    assert found.people["role"].value_counts().to_dict() == {"resident": 6, "committee": 6}
    assert set(found.communities["name"]) == {"东湖花园", "3号院 南区", "Ａ1栋"}
    assert found.people["tenure"].notna().all()
    assert (found.people["age"] == 40).all()
    assert [(source.platform, source.mode, source.kept) for source in found.sources] == [("wjx", "text", 6)] * 2
    assert dict(found.sources[0].placeholders) == {"event": "台风A"}
    answered = found.answers[found.people["role"] == "committee"].notna().sum()
    assert answered["a3"] == 0
    assert answered["a1"] == 5  # the sixth says that they do not know


def test_options_in_english_stay_in_one_piece(tmp_path: Path) -> None:
    with speaking("en"):
        path = export_of(wjx_text(form("resident"), COMMUNITIES), tmp_path / "a.xlsx", rows=6)
    found = read([path], [questionnaire()])
    assert not found.findings
    assert found.answers["a1"].dropna().tolist() == [5, 1, 2, 3, 4]  # the second says that they do not know


@given(st.lists(st.text(min_size=1).filter(printable), min_size=1))
def test_each_name_stays_one_option_that_reads_as_it_was(names: list[str]) -> None:
    with speaking("zh"):
        _, questions = imported(wjx_text(form("resident"), names))
    assert [normal(option) for option in questions[1][1]] == [normal(printable(name, None)) for name in names]
