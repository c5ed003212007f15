"""The page in a real browser: what its script does, how it prints, and that nothing in it ever acts or leaves it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from browser import browsing
from every_part import DOCUMENT
from many_members import street

from resilience_cli.messages import speaking
from resilience_cli.model.document import Cell, Column, Document, Interval, Paragraph, Table
from resilience_cli.reports.html import render

EVIL = (
    "<script>document.title='x'</script>", "javascript:document.title='x'",
    '"><img src=x onerror="document.title=1">',
    "</style><style>body{display:none}</style>", "' onmouseover='document.title=1", "\u202eegnahc\u202c",
    "</title></details>", "${document.title=1}", "__proto__",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with browsing() as started:
        yield started


@dataclass
class Opened:
    """A page that is open, and what it did."""

    page: object
    path: Path
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def names(self) -> list[str]:
        return self.page.locator(".keyed tbody tr:visible th").all_inner_texts()

    def column(self, number: int) -> list[str]:
        return self.page.locator(f".keyed tbody tr:visible td:nth-child({number})").all_inner_texts()


@pytest.fixture
def opened(browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Open a document as a file; afterwards nothing was said on the console and nothing but the file was asked for."""
    pages: list[Opened] = []

    def open_(document: Document, hash_: str = "", lang: str = "zh", **how: object) -> Opened:
        path = tmp_path / f"{len(pages)}.html"
        with speaking(lang):
            path.write_text(render(document), encoding="utf-8")
        page = browser.new_context(**{"viewport": {"width": 1100, "height": 800}, **how}).new_page()
        page.set_default_timeout(5000)
        it = Opened(page, path)
        page.on("console", lambda message: it.said.append(message.text))
        page.on("pageerror", lambda error: it.said.append(str(error)))
        page.on("dialog", lambda dialog: it.said.append(dialog.message))
        page.route("**/*", lambda route: (it.asked.append(route.request.url), route.continue_()))
        page.goto(path.as_uri() + hash_)
        pages.append(it)
        return it

    yield open_
    for it in pages:
        assert it.said == []
        assert {url.partition("#")[0] for url in it.asked} == {it.path.as_uri()}
        it.page.context.close()


def test_sorting_by_value_and_by_words(opened) -> None:
    rows = (("乙", Cell("10", 10)), ("甲", Cell("9", 9)), ("丙", Cell("–")), ("丁", Interval(9.5, 9, 10, text="9.5")))
    it = opened(Document("x", (Table((Column("名"), Column("数", "right")), rows, keys=tuple("abcd")),)))
    head = it.page.get_by_role("columnheader", name="数")
    seen = []
    for _ in range(3):
        head.get_by_role("button").click()
        seen.append((head.get_attribute("aria-sort"), "".join(it.names())))
    assert seen == [("ascending", "甲丁乙丙"), ("descending", "乙丁甲丙"), ("none", "乙甲丙丁")]
    it.page.get_by_role("button", name="名").click()
    assert "".join(it.names()) == "丙丁甲乙"  # bǐng, dīng, jiǎ, yǐ
    assert head.get_attribute("aria-sort") == "none"


def test_searching_and_choosing_a_class(opened) -> None:
    it = opened(street(40))
    assert it.page.locator("output").inner_text() == "40 / 40"
    it.page.get_by_label("搜索").fill("平安里")
    assert len(it.names()) == 5
    assert all("平安里" in name for name in it.names())
    it.page.get_by_label("搜索").fill("")
    chosen = it.page.get_by_label("类型")
    assert chosen.locator("option").all_inner_texts() == ["全部", "不足型", "失衡型", "共治型", "过渡型"]
    chosen.select_option("失衡型")
    assert set(it.column(2)) == {"失衡型"}
    assert it.page.locator("output").inner_text() == f"{len(it.names())} / 40"
    it.page.get_by_label("搜索").fill("没有这个小区")
    assert it.names() == []


def test_jumping_opens_and_shows_the_member(opened) -> None:
    it = opened(street(40))
    assert it.page.locator("details[open]").count() == 0
    it.page.get_by_label("跳至").fill("老城厢3区")
    it.page.keyboard.press("Enter")
    member = it.page.locator(".members > details[open]")
    assert member.locator("> summary").inner_text() == "老城厢3区"
    assert member.evaluate("it => Math.abs(it.getBoundingClientRect().top)") < 200
    assert it.page.evaluate("document.activeElement.tagName") == "SUMMARY"
    it.page.get_by_role("link", name="平安里2区").click()
    assert it.page.locator(".members > details[open] > summary").all_inner_texts() == ["平安里2区", "老城厢3区"]


def test_the_hash_of_an_address_opens_its_member(opened) -> None:
    assert opened(street(3), "#at-c1").page.locator("details[open] > summary").inner_text() == "翠苑新村1区"
    for wrong in ("#at-%E4%", "#at-c99", "#<script>document.title=1</script>"):
        assert opened(street(3), wrong).page.locator("details[open]").count() == 0


def test_all_of_it_by_keyboard(opened) -> None:
    it = opened(street(12))
    reached = []
    for _ in range(13):
        it.page.keyboard.press("Tab")
        reached.append(it.page.evaluate("document.activeElement.tagName"))
    assert reached[:5] == ["INPUT", "SELECT", "INPUT", "DIV", "BUTTON"]
    assert reached.count("BUTTON") == 8
    assert reached[-1] == "A"
    it.page.keyboard.press("Enter")
    opened_ = it.page.locator(".members > details[open] > summary")
    assert opened_.inner_text() == it.names()[0]
    it.page.keyboard.press("Space")
    assert opened_.count() == 0


def test_without_a_script_all_can_be_read(opened) -> None:
    it = opened(street(12), java_script_enabled=False)
    assert len(it.names()) == 12
    assert not it.page.locator(".tools").is_visible()
    it.page.locator("summary", has_text="东湖花园1区").first.click()
    assert it.page.get_by_text("东湖花园1区的指数为").is_visible()


def pages_of(it: Opened) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", it.page.pdf(prefer_css_page_size=True)))


def test_printing(opened) -> None:
    it = opened(street(150))
    assert 5 <= pages_of(it) <= 12  # 150 rows, none of the 150 members
    it.page.get_by_label("搜索").fill("没有这个小区")
    assert pages_of(it) == 2  # the table is empty; the appendix begins a page
    it.page.locator(".members > details > summary").first.click()
    assert 3 <= pages_of(it) <= 4


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("document", [DOCUMENT, street(12)], ids=["every part", "street"])
def test_on_a_narrow_screen_the_page_does_not_move_sideways(opened, document: Document, lang: str) -> None:
    it = opened(document, lang=lang, viewport={"width": 400, "height": 800})
    it.page.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true })")
    assert it.page.evaluate("document.documentElement.scrollWidth") <= 400


def test_dark_where_the_reader_likes_it_dark_but_paper_is_white(opened) -> None:
    it = opened(DOCUMENT, color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert it.page.evaluate(ground) == "rgb(20, 24, 28)"
    it.page.emulate_media(media="print")
    assert it.page.evaluate(ground) == "rgb(255, 255, 255)"
    assert opened(DOCUMENT).page.evaluate(ground) == "rgb(255, 255, 255)"


def test_hostile_texts_do_nothing(opened) -> None:
    rows = tuple((name, Cell(name, name, "class1")) for name in EVIL)
    members = tuple(Document(name, (Paragraph(name), *DOCUMENT.parts), key=name) for name in EVIL)
    table = Table(tuple(Column(name) for name in EVIL[:2]), rows, EVIL[0], keys=EVIL)
    it = opened(Document(EVIL[0], (table,), members=members, properties={EVIL[2]: EVIL[2]}))
    assert it.page.title() == EVIL[0]
    for link in it.page.locator(".keyed a").all():
        link.click()
        link.hover()
    it.page.get_by_label("跳至").fill("__proto__")
    it.page.keyboard.press("Enter")
    assert it.page.title() == EVIL[0]
    assert it.page.locator(".members > details[open]").count() == len(EVIL)
    assert it.page.locator("script, img, style").count() == 2
    assert it.page.locator("body").is_visible()
    assert "\u202e" not in it.page.content()


def test_drawings_stay_in_their_frames(opened) -> None:
    long = "东湖街道翠苑新村第一居民委员会所辖北区老旧住宅楼群 Northern Residential Quarter"
    parts = tuple(
        replace(part, rows=tuple((long, *row[1:]) for row in part.rows))
        for part in DOCUMENT.parts
        if type(part).__name__ in ("Chart", "Radar", "Bars", "Trends")
    )
    it = opened(Document("x", parts))
    beyond = """() => [...document.querySelectorAll('.drawing svg text')].filter(text => {
        const a = text.getBoundingClientRect(), b = text.closest('svg').getBoundingClientRect();
        return a.left < b.left - 1 || a.right > b.right + 1 || a.top < b.top - 1 || a.bottom > b.bottom + 1;
    }).map(text => text.textContent)"""
    assert it.page.evaluate(beyond) == []
    assert it.page.locator("svg text title").first.text_content() == long
    overlapping = """() => [...document.querySelectorAll('.drawing svg')].flatMap(svg => {
        const boxes = [...svg.querySelectorAll('text')].map(text => [text.getBoundingClientRect(), text.textContent]);
        const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
            && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4;
        return boxes.flatMap(([a, one], at) =>
            boxes.slice(at + 1).filter(([b]) => over(a, b)).map(([, other]) => one + ' | ' + other));
    })"""
    assert it.page.evaluate(overlapping) == []
