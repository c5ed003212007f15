import re
from base64 import b64decode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

from every_part import DOCUMENT, EVIL, MEMBERS, TABLE
from many_members import street

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


def test_only_this_style_and_this_script_may_be_used() -> None:
    for document in (DOCUMENT, Document("x", PARTS)):
        page = render(document)
        for kind, text in re.findall(r"<(style|script)>(.*?)</", page, re.DOTALL):
            (allowed,) = re.findall(rf"{kind}-src 'sha256-([^']+)'", page)
            assert b64decode(allowed) == sha256(text.encode()).digest()
        assert ("script-src" in page) == ("<script>" in page) == (document is DOCUMENT)
        assert "unsafe" not in page


def test_ids_are_letters_and_digits_and_no_two_are_alike() -> None:
    keys = ("a b", "a-b", "东湖/1", '"><x', "\u202e", "")
    members = tuple(replace(MEMBERS[0], key=key) for key in keys)
    page = render(Document("x", (replace(TABLE, rows=TABLE.rows * 3, keys=keys),), members=members))
    ids = re.findall(r'<details id="([^"]*)"', page)
    assert ids == ["at-a-b", "at-a-b-2", "at-东湖-1", "at--x", "at-", "at--2"]
    assert re.findall(r'href="#([^"]*)"', page) == ids


def test_a_row_without_a_member_leads_nowhere() -> None:
    page = render(Document("x", (TABLE,), members=MEMBERS[:1]))
    assert re.findall(r'href="#([^"]*)"', page) == ["at-east"]
    assert 'class="jump"' not in render(Document("x", (TABLE,)))


def test_the_letter_is_signed_before_the_appendix() -> None:
    with speaking("zh"):
        page = render(DOCUMENT)
    places = [page.index(words) for words in ("区民政局：", "一、调查概况", "2026年12月1日", ">附件<")]
    assert places == sorted(places)
    assert 'signature">' not in render(replace(DOCUMENT, letter=None))


def test_a_street_of_500_communities_is_no_more_than_three_megabytes() -> None:
    with speaking("zh"):
        assert len(render(street(500)).encode("utf-8")) <= 3_000_000


def test_long_texts_get_a_wide_column_and_many_rows_no_drawings() -> None:
    score = Interval(50, 40, 60, text="50 (40–60)")
    rows = (("短", "长" * 17, score), ("长" * 17, "短", score))
    columns = (Column("a"), Column("b"), Column("c"))
    page = render(Document("x", (Table(columns, rows),)))
    assert (page.count('<td class="long">'), page.count('<th class="long">')) == (1, 1)
    assert page.count("M40 5H60M50 1v8") == 2
    assert "M40 5H60" not in render(Document("x", (Table(columns, rows * 31),)))
    assert render(Document("x", (Table(columns, rows * 31, keys=("k",) * 62),))).count("M40 5H60") == 62
