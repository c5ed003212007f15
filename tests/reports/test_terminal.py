import math
import unicodedata

import pytest
from every_part import DOCUMENT
from hypothesis import given
from hypothesis import strategies as st
from made import assessment
from rich.cells import cell_len

from resilience_cli.messages import LANGUAGES, speaking
from resilience_cli.model.document import (
    Cell,
    Chart,
    Column,
    Document,
    Heading,
    Interval,
    Line,
    Note,
    Outline,
    Paragraph,
    Table,
)
from resilience_cli.reports import compose, explain
from resilience_cli.reports.strips import bar_of
from resilience_cli.reports.terminal import evenly, render, wrapped


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_no_line_is_wider_than_the_terminal(lang, width):
    with speaking(lang):
        made = assessment({"a": "很长的小区名字" * 8})
        for document in (compose(made), explain(made, "老街新村")):
            lines = render(document, width).splitlines()
            assert max(map(cell_len, lines)) <= width


def squeezed(text):
    return "".join(text.split())


@pytest.mark.parametrize("width", [40, 80, 120])
def test_nothing_is_cut_off(width):
    table = Table(
        (Column("小区"), Column("类型"), Column("指数"), Column("居民", "right"), Column("说明")),
        (("东湖花园" * 5, Cell("共治型"), Interval(60, 55, 65, text="60.0 (55.0–65.0)"), "40", "甲乙丙" * 30),),
        "说明文字",
    )
    text = squeezed(render(Document("报告", (table,)), width))
    for whole in ("共治型", "60.0(55.0-65.0)", "40", "说明文字"):
        assert whole in text
    assert text.count("东湖") == 5
    assert text.count("甲") == 30


def test_columns_that_do_not_fit_go_under_their_row():
    columns = tuple(Column(f"title {n}") for n in range(6))
    with speaking("en"):
        text = render(Document("t", (Table(columns, (tuple(f"value number {n}" for n in range(6)),)),)), 50)
    assert "  title 3 value number 3; title 4 value number 4" in text


@given(st.floats(-100, 100), st.integers(10, 60))
def test_a_bar_is_as_wide_as_asked(value, width):
    bar = bar_of(Interval(value, max(value - 7, -100), min(value + 7, 100), -100, 100), width, (0,))
    assert cell_len(bar) == width
    assert bar.count("o") == 1


def test_texts_are_never_markup_and_notes_speak_without_colour():
    parts = (Heading("[bold]标题"), Paragraph("[link=x]\x1b[31m"), Note("坏了", "error"), Note("小心", "warning"))
    with speaking("zh"):
        text = render(Document("[red]x", parts))
    assert "[red]x" in text
    assert "[bold]标题" in text
    assert "[link=x] [31m" in text
    assert "错误：坏了" in text
    assert "注意：小心" in text


def test_a_chart_without_a_score_says_so():
    text = render(Document("t", (Chart("c", (("a", Interval(math.nan, None, None, text="–")),)),)))
    assert "a  -" in text


TEXTS = st.text(alphabet="中文字ab1 （）“”，。、(%)", max_size=60).map(lambda text: " ".join(text.split()))


@given(TEXTS, st.integers(2, 30))
def test_nothing_is_lost_and_no_line_is_too_wide(text, width):
    made = wrapped(text, width)
    assert "".join(made.split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in made.splitlines())


def test_marks_stay_with_their_words():
    assert wrapped("甲乙丙丁（戊己）。", 10) == "甲乙丙丁\n（戊己）。"
    assert wrapped("甲乙丙丁戊，己", 10) == "甲乙丙丁\n戊，己"
    assert wrapped("共有小区 12 个。", 11) == "共有小区\n12 个。"
    assert wrapped("roles (residents, staff).", 16) == "roles\n(residents,\nstaff)."


def test_what_is_too_long_is_broken_anywhere():
    assert wrapped("abcdefgh", 3) == "abc\ndef\ngh"
    assert wrapped("。。。", 4) == "。。\n。"


def test_a_title_stays_on_one_line_where_there_is_room():
    table = Table((Column("得分或事实"), Column("条件")), (("最弱一方", "低于 50"),))
    assert "得分或事实  条件\n" in render(Document("x", (table,)), 40)
    assert "得分或    条件\n事实\n" in render(Document("x", (table,)), 17)


def test_a_title_is_broken_into_even_lines():
    assert evenly("政府一方（事件中）", 12) == "政府一方\n（事件中）"
    assert evenly("Weakest side", 12) == "Weakest side"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [80, 120])
def test_columns_and_bars_are_right_where_ambiguous_signs_are_two_cells_wide(lang, width):
    """Consoles in Chinese draw signs such as ● ─ – two cells wide; no table or chart may hold one."""
    with speaking(lang):
        for document in (compose(assessment()), explain(assessment(), "老街新村")):
            for part in document.parts:
                if isinstance(part, (Table, Chart)):
                    drawn = Table(part.columns, part.rows) if isinstance(part, Table) else part
                    text = render(Document("t", (drawn,)), width)
                    assert not {sign for sign in text if unicodedata.east_asian_width(sign) == "A"}


def test_an_even_title_cuts_no_word():
    assert evenly("Probability that it is met", 11).split("\n") == ["Probability", "that it is", "met"]
    assert evenly("", 5) == ""


TREE = Outline(
    (Line(0, "指数", "index"), Line(1, "信任"), Line(2, "大多数邻居是可以信任的。" * 3, "反向计分"), Line(0, "[red]x"))
)


def test_an_outline_hangs_under_its_text():
    assert render(Document("t", (TREE,)), 40).splitlines()[2:] == [
        "- 指数 [index]",
        "  - 信任",
        "    - 大多数邻居是可以信任的。大多数邻居",
        "      是可以信任的。大多数邻居是可以信任",
        "      的。 [反向计分]",
        "- [red]x",
    ]


@pytest.mark.parametrize("width", [10, 24, 80])
def test_an_outline_of_any_depth_loses_nothing(width):
    deep = Outline(tuple(Line(level, f"题目{level}" * 9, "反向计分") for level in range(12)))
    lines = render(Document("t", (deep,)), width).splitlines()
    assert max(map(cell_len, lines)) <= width
    text = squeezed("".join(lines))
    assert all(text.count(f"题目{level}") >= 9 for level in range(2, 10))
    assert text.count("反向计分") == 12


def test_every_kind_of_part_is_rendered() -> None:
    with speaking("zh"):
        text = render(DOCUMENT)
    for words in ("东湖花园", "共治型", "此处待填：党建引领", "居委会会定期开会", "+11.7 上升", "2025"):
        assert words in text
