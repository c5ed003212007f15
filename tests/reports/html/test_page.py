from html.parser import HTMLParser

from every_part import DOCUMENT

from resilience_cli.messages import speaking
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
from resilience_cli.reports.html import render

EVIL = "<script>alert('1')</script>\u202e&\u200b\"x\""
OUTLINE = Outline((Line(0, "a"), Line(1, "b", EVIL), Line(2, "c"), Line(0, "d"), Line(1, "e")))
PARTS = (
    Heading(EVIL), Paragraph(EVIL), Note(EVIL, "warning"), OUTLINE,
    Table((Column(EVIL), Column("n", "right")), ((EVIL, Cell("5", 5)), ("x", Interval(1, 0, 2, text="1 (0–2)"))), EVIL),
    Chart("chart", (("东湖", Interval(50, 40, 60, text="50 (40–60)")),)),
)  # fmt: skip


class Tags(HTMLParser):
    """Checks that every tag is closed in its order, and collects what stands in the page."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        assert not any(name.startswith("on") or name in ("src", "style") for name, _ in attrs)
        assert all((value or "").startswith("#at-") for name, value in attrs if name == "href")
        if tag not in ("meta", "br", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def page(lang: str = "en") -> Tags:
    tags = Tags()
    with speaking(lang):
        tags.feed(render(Document(EVIL, PARTS)))
    assert tags.open == []
    return tags


def test_texts_from_files_are_words_and_nothing_else() -> None:
    tags = page()
    assert "script" not in tags.seen
    assert tags.text.count("<script>alert('1')</script>&\"x\"") == 9
    assert not {"\u202e", "\u200b"} & set(tags.text)


def test_all_parts_are_there() -> None:
    tags = page()
    assert tags.seen.count("table") == 2
    assert tags.seen.count("li") == 5
    assert tags.seen.count("ul") == 4
    assert all(words in tags.text for words in ("1 (0–2)", "50 (40–60)", "Note: "))


def test_it_needs_no_other_file_and_speaks_its_language() -> None:
    with speaking("zh"):
        text = render(Document("报告", PARTS))
    assert '<html lang="zh-CN">' in text
    assert "http" not in text.replace("http-equiv", "")
    assert "default-src 'none'" in text


def test_every_kind_of_part_is_rendered() -> None:
    with speaking("zh"):
        text = render(DOCUMENT)
    for words in ("东湖花园", "共治型", "此处待填：党建引领", "居委会会定期开会", "+11.7 上升", "2025"):
        assert words in text
