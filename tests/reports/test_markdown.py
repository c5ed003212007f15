from every_part import DOCUMENT
from hypothesis import given
from hypothesis import strategies as st
from made import assessment
from markdown_it import MarkdownIt

from resilience_cli.messages import speaking
from resilience_cli.messages.printable import printable
from resilience_cli.model.document import Column, Document, Line, Outline, Paragraph, Table
from resilience_cli.reports import compose
from resilience_cli.reports.markdown import escaped, render

GFM = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def plain(tokens):
    return "".join(token.content for token in tokens if token.type in {"text", "text_special"})


@given(st.text(max_size=60))
def test_any_text_is_shown_as_it_is(text):
    [opening, inline, closing] = GFM.parse(f"x{escaped(text)}")
    assert (opening.type, closing.type) == ("paragraph_open", "paragraph_close")
    assert {token.type for token in inline.children} <= {"text", "text_special"}
    assert plain(inline.children) == f"x{printable(text, longest=None)}".rstrip()


@given(st.text(alphabet="|<>\\`*_[]#-+=1.) \n&;amp~!", max_size=30))
def test_a_paragraph_stays_a_paragraph(text):
    tokens = GFM.parse(render(Document("t", (Paragraph(text),))))
    assert [token.type for token in tokens if token.level == 0 and token.nesting == 1] in (
        ["heading_open"],
        ["heading_open", "paragraph_open"],
    )


@given(st.lists(st.text(alphabet="|<>\\`a\n*", max_size=8), min_size=2, max_size=2))
def test_cells_stay_in_their_cells(cells):
    table = Table((Column("a"), Column("b", "right")), (tuple(cells),))
    tokens = GFM.parse(render(Document("t", (table,))))
    rows = [i for i, token in enumerate(tokens) if token.type == "td_open"]
    assert [plain(tokens[i + 1].children) for i in rows] == [printable(cell, longest=None) for cell in cells]


def test_the_whole_report_has_tables_of_even_rows():
    tokens = GFM.parse(render(compose(assessment({"a": "东|湖<script>"}))))
    assert not [token for token in tokens if token.type in ("html_block", "code_block", "fence")]
    assert sum(token.type == "table_open" for token in tokens) >= 2


@given(st.lists(st.text(alphabet="|<>\\`a\n*_[]-+=1.) #题。（）", max_size=8), min_size=3, max_size=3))
def test_an_outline_is_a_list_in_a_list(texts):
    lines = (Line(0, f"a{texts[0]}", f"b{texts[1]}"), Line(1, f"c{texts[2]}"), Line(0, "d"))
    tokens = GFM.parse(render(Document("t", (Outline(lines),))))
    items = [token.level for token in tokens if token.type == "list_item_open"]
    assert (items[0], items[2]) == (1, 1)
    assert items[1] > 1
    shown = [plain(token.children) for token in tokens if token.type == "inline"][1:]
    told = [f"a{texts[0]} b{texts[1]}", f"c{texts[2]}", "d"]
    assert ["".join(text.split()) for text in shown] == [
        "".join(printable(text, longest=None).split()) for text in told
    ]


def test_every_kind_of_part_is_rendered() -> None:
    with speaking("zh"):
        text = render(DOCUMENT)
    for words in ("东湖花园", "共治型", "此处待填：党建引领", "居委会会定期开会", "+11.7 上升", "2025"):
        assert words in text
