"""Document -> Word file, read back with python-docx."""

import math
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from every_part import DOCUMENT, EVIL
from ooxml import faults

from resilience_cli.files.made import write_made
from resilience_cli.files.word import Grid, Line, Turn
from resilience_cli.messages import LANGUAGES, speaking
from resilience_cli.model.document import Column, Document, Heading, Interval, Letter, Paragraph, Table
from resilience_cli.reports import FORMATS
from resilience_cli.reports.word import paper

PLAIN = "<script>alert('1')</script>&\"x\""
"""What is left of EVIL: its marks that reorder and hide letters are gone."""
WIDE = Table(
    tuple(Column(f"第{n}项得分") for n in range(14)),
    (tuple(Interval(50.0, 40.0, 60.0, text="50.0（40.0–60.0）") for _ in range(14)),),
)


def read(document: Document, path: Path, lang: str = "zh") -> docx.document.Document:
    with speaking(lang):
        write_made(path / "a.docx", FORMATS["docx"](document))
    assert faults(path / "a.docx") == []
    return docx.Document(str(path / "a.docx"))


def said(document: docx.document.Document) -> list[tuple[str, str]]:
    return [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.text]


def test_every_part_in_the_order_of_a_letter(tmp_path: Path) -> None:
    found = read(DOCUMENT, tmp_path)
    assert said(found) == [
        ("Title", "韧性评估报告"),
        ("Salutation", "区民政局："),
        ("Heading 1", "一、调查概况"),
        ("Normal", "共 12 个小区。"),
        ("Normal", PLAIN),
        ("Small", "说明"),
        ("Heading 2", "（一）图"),
        *(("Caption", title) for title in ("各要素", "三方", "类型的可能", "选项分布", "变化", "历次")),
        ("Note", "注意：须注意"),
        ("Note", f"错误：{PLAIN}"),
        ("Signature", "东湖街道办事处"),
        ("Signature", "2026年12月1日"),
        ("Heading 1", "附件"),
        ("Outline", "a"),
        ("Outline", f"b {PLAIN}"),
        ("Outline", "c"),
    ]
    whole = found.element.xml
    assert "〔此处待填：党建引领〕" in whole
    assert "理由" not in whole  # of a member
    assert "得分" not in whole  # data
    assert not set(EVIL) & set("\u202e\u200b") & set(whole)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_chinese_and_latin_letters_have_fonts_of_their_own(tmp_path: Path, lang: str) -> None:
    styles = read(DOCUMENT, tmp_path, lang).styles
    fonts = {
        name: styles[name].element.rPr.rFonts.get(qn("w:eastAsia")) for name in ("Title", "Normal", "Heading 1", "Note")
    }
    assert fonts["Normal"] == "仿宋_GB2312"
    assert (fonts["Heading 1"], fonts["Note"]) == ("黑体", "楷体_GB2312")
    assert fonts["Title"] == {"zh": "方正小标宋简体", "en": "黑体"}[lang]
    assert styles["Normal"].font.name == "Times New Roman"
    assert styles["Normal"].font.size.pt == {"zh": 16, "en": 12}[lang]
    assert styles["Cell"].font.size.pt == 10.5
    assert styles["Cell"].paragraph_format.line_spacing == 1  # the fixed pitch of the body is not that of tables


def test_tables_have_their_numbers_shades_and_titles(tmp_path: Path) -> None:
    table = read(DOCUMENT, tmp_path).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["小区", "类型", "指数", "居民"],
        ["东湖花园", "共治型", "70.2（61.0–78.5）", "39"],
        [PLAIN, "不足型", "–", "–"],
    ]
    assert [cell.paragraphs[0].alignment for cell in table.rows[1].cells] == [None, None, 2, 2]
    shades = [cell._tc.xml.count("<w:shd") for cell in table.rows[1].cells]
    assert shades == [0, 1, 1, 0]
    assert "<w:tblHeader/>" in table.rows[0]._tr.xml
    assert all("<w:cantSplit/>" in row._tr.xml for row in table.rows)
    assert sum(column.width.cm for column in table.columns) == pytest.approx(15.6, abs=0.02)


def test_drawings_tell_their_figures_to_those_who_cannot_see_them(tmp_path: Path) -> None:
    tables = read(DOCUMENT, tmp_path).tables[1:]
    described = [table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")) for table in tables]
    assert described[0] == f"结构: 50.0（40.0–60.0）; {PLAIN}: –"
    assert described[2] == f"东湖花园: 25%, 75%; {PLAIN}: 100%, 0%"
    named = [table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for table in tables]
    assert named == ["各要素", "三方", "类型的可能", "选项分布", "变化", "历次"]


def test_a_table_that_is_too_wide_lies_across_with_its_heading(tmp_path: Path) -> None:
    parts = (Paragraph("前"), Heading("附表", new_page=True), WIDE, WIDE, Paragraph("后"))
    with speaking("zh"):
        made = paper(Document("报告", parts))
    kinds = [piece for piece in made.parts if isinstance(piece, Turn | Grid | Line)]
    assert kinds[2:6] == [Turn(True), Line("附表", "heading", new_page=True), kinds[4], kinds[5]]
    assert kinds[6] == Turn(False)
    assert [sum(kinds[n].widths) for n in (4, 5)] == [pytest.approx(22.5), pytest.approx(22.5)]
    found = read(Document("报告", parts), tmp_path)
    assert [one.page_width > one.page_height for one in found.sections] == [False, True, False]


@pytest.mark.parametrize(
    ("letter", "back"),
    [
        (Letter(sender="东湖街道办事处", date="2026年1月1日"), [2.0, 1.0]),  # the date begins two letters later
        (Letter(sender="区民政局", date="2026年12月31日"), [7.0, 2.0]),  # the longer date is two letters from the right
        (Letter(sender="东" * 30, date="2026年1月1日"), [2.0, 2.0]),  # a sender of two lines
        (Letter(date="2026年1月1日"), [2.0]),
        (Letter(sender="区民政局"), [2.0]),
        (Letter(to="区民政局"), []),
        (None, []),
    ],
)
def test_sender_and_date_stand_by_the_standard(letter: Letter | None, back: list[float]) -> None:
    with speaking("zh"):
        made = paper(Document("报告", (Paragraph("正文"),), letter=letter))
    lines = [piece for piece in made.parts if isinstance(piece, Line) and piece.style == "closing" and piece.text]
    assert [line.back for line in lines] == back
    assert [line.text for line in made.parts if isinstance(line, Line) and line.style == "addressee"] == (
        ["区民政局："] if letter and letter.to else []
    )


def test_what_is_only_a_table_is_not_told_twice() -> None:
    from dataclasses import replace

    from every_part import BARS, RADAR, TRENDS

    told = tuple(replace(drawing, told=True) for drawing in (RADAR, TRENDS, BARS))
    titles = [piece.text for piece in paper(Document("a", told)).parts if isinstance(piece, Line)]
    assert titles == ["a", BARS.title]


def test_a_document_without_parts_and_one_without_a_number(tmp_path: Path) -> None:
    empty = Table((Column("a"), Column("b", "right")), ())
    missing = Table((Column("a"),), ((Interval(math.nan, None, None, text="–"),),))
    assert said(read(Document("a", ()), tmp_path)) == [("Title", "a")]
    found = read(Document("a", (empty, missing), properties={"subject": "s"}), tmp_path)
    assert [[cell.text for cell in row.cells] for row in found.tables[0].rows] == [["a", "b"]]
    assert found.core_properties.subject == "s"
