import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ooxml import faults

from resilience_cli.errors import InputError
from resilience_cli.files.word import LETTERS, Grid, Line, Paper, Space, Square, Turn, write_word
from resilience_cli.messages import speaking

GRID = Grid(("题号", "题目", "是"), (("1", "一\u202e二", "□"), ("2", "三", "□")), (1.0, 10.0, 2.0), frozenset({0, 2}))
PARTS = [Line("标题", "title"), Line("一\n节", "heading"), Line("□\u00a0甲   □\u00a0乙"), Line("小字", "small"), GRID]


def written(path: Path, lang: str = "zh") -> str:
    """Write the parts; return the document's XML."""
    with speaking(lang):
        write_word(path, Paper("问卷", PARTS, "a@1 · 居民"))
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/document.xml").decode("utf-8")


def test_lines_and_grids_stand_on_a4(tmp_path: Path) -> None:
    xml = written(tmp_path / "a.docx")
    document = docx.Document(str(tmp_path / "a.docx"))
    assert [(p.text, p.style.name) for p in document.paragraphs[:4] if p.style] == [
        ("标题", "Title"), ("一 节", "Heading 1"), ("□\u00a0甲   □\u00a0乙", "Normal"), ("小字", "Small"),
    ]  # fmt: skip
    section = document.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        list(GRID.header),
        ["1", "一二", "□"],
        ["2", "三", "□"],
    ]
    assert faults(tmp_path / "a.docx") == []
    assert xml.count("<w:tblHeader/>") == 1
    assert xml.count("<w:cantSplit/>") == 3
    assert [round(column.width.cm, 1) for column in table.columns] == [1.0, 10.0, 2.0]


def test_every_page_has_its_number_and_nothing_tells_of_the_template(tmp_path: Path) -> None:
    written(tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        footer = next(archive.read(name).decode("utf-8") for name in archive.namelist() if "footer" in name)
        styles = archive.read("word/styles.xml").decode("utf-8")
    assert "a@1 · 居民" in footer
    assert [code in footer for code in ('w:instr="PAGE"', 'w:instr="NUMPAGES"', "第 ")] == [True] * 3
    assert 'w:eastAsia="宋体"' in styles
    said = docx.Document(str(tmp_path / "a.docx")).core_properties
    assert (said.title, said.author, said.comments) == ("问卷", "", "")
    assert said.created is not None
    assert said.created.year > 2013


def test_a_document_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        write_word(tmp_path / "none" / "a.docx", Paper("a", [], "a"))
    assert [fault.code for fault in caught.value.faults] == ["RES-U004"]
    assert list(tmp_path.iterdir()) == []


@given(st.text())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_can_be_written(tmp_path: Path, text: str) -> None:
    write_word(tmp_path / "a.docx", Paper(text, [Line(text), Grid((text,), ((text,),), (5.0,))], text))
    document = docx.Document(str(tmp_path / "a.docx"))
    assert faults(tmp_path / "a.docx") == []
    assert document.paragraphs[0].text == document.tables[0].rows[0].cells[0].text
    assert "\n" not in document.paragraphs[0].text


def test_the_same_paper_gives_the_same_bytes_but_for_the_time(tmp_path: Path) -> None:
    files = []
    for name in ("a.docx", "b.docx"):
        write_word(tmp_path / name, Paper("a", PARTS))
        with zipfile.ZipFile(tmp_path / name) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            files.append({entry: archive.read(entry) for entry in archive.namelist() if "core" not in entry})
    assert files[0] == files[1]


def test_a_letter_has_the_margins_lines_and_feet_of_the_standard(tmp_path: Path) -> None:
    with speaking("zh"):
        write_word(tmp_path / "a.docx", Paper("a", [Line("正文")], look=LETTERS["zh"], subject="s", keywords="k"))
    document = docx.Document(str(tmp_path / "a.docx"))
    section, look = document.sections[0], LETTERS["zh"]
    sides = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round(side.mm) for side in sides] == [37, 26, 35, 28]
    body = document.styles["Normal"]
    pitch = body.paragraph_format.line_spacing.pt
    assert section.page_height.pt - section.top_margin.pt - section.bottom_margin.pt >= 22 * pitch > 21.9 * 29
    assert 28 * (body.font.size.pt - look.settings["body"].tighter) <= look.width / 2.54 * 72 < 29 * 15.75
    assert document.settings.odd_and_even_pages_header_footer
    feet = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert [(foot.text, foot.alignment) for foot in feet] == [("—  —", 2), ("—  —", 0)]  # the number is a field
    assert all('w:instr="PAGE"' in foot._p.xml for foot in feet)
    assert feet[0].style.font.size.pt == 14
    said = document.core_properties
    assert (said.title, said.subject, said.keywords, said.author, said.language) == ("a", "s", "k", "", "zh-CN")


def test_pages_lie_across_where_they_are_turned(tmp_path: Path) -> None:
    pieces = [Line("a"), Turn(False), Turn(True), GRID, Turn(True), Line("b"), Turn(False), Line("c")]
    write_word(tmp_path / "a.docx", Paper("a", pieces, look=LETTERS["en"]))
    assert faults(tmp_path / "a.docx") == []
    sections = docx.Document(str(tmp_path / "a.docx")).sections
    assert [one.page_width > one.page_height for one in sections] == [False, True, False]
    room = [round((one.page_width - one.left_margin - one.right_margin) / 36000) for one in sections]
    assert room == [156, 225, 156]


def test_a_place_to_fill_is_a_control_with_its_prompt(tmp_path: Path) -> None:
    write_word(tmp_path / "a.docx", Paper("a", [Space("〔此处待填：党建引领〕", "党建引领"), Line("b")]))
    assert faults(tmp_path / "a.docx") == []
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        xml = archive.read("word/document.xml").decode("utf-8")
    assert '<w:alias w:val="党建引领"/><w:temporary/><w:showingPlcHdr/>' in xml
    assert "〔此处待填：党建引领〕" in xml


def test_a_cell_has_its_shade_span_and_mark(tmp_path: Path) -> None:
    squares = (Square("a", "right", "FFEEDD"), Square(span=2, drawn=True), Square("b", drawn=True, mark=True))
    write_word(tmp_path / "a.docx", Paper("a", [Grid(("x", "y", "z", "w"), (squares,), (2.0,) * 4, title="t")]))
    assert faults(tmp_path / "a.docx") == []
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        xml = archive.read("word/document.xml").decode("utf-8")
    assert 'w:fill="FFEEDD"' in xml
    assert '<w:jc w:val="right"/>' in xml
    assert '<w:gridSpan w:val="2"/>' in xml
    assert xml.count('w:val="dashed"') == 2  # both cells name the line between them
    assert '<w:tblCaption w:val="t"/>' in xml
