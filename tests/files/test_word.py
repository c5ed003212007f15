import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resilience_cli.errors import InputError
from resilience_cli.files.word import Grid, Line, Paper, write_word
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
        ("标题", "Title"), ("一 节", "Heading 1"), ("□\u00a0甲   □\u00a0乙", "Normal"), ("小字", "Normal"),
    ]  # fmt: skip
    section = document.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        list(GRID.header),
        ["1", "一二", "□"],
        ["2", "三", "□"],
    ]
    assert xml.index("<w:tblCellMar>") < xml.index("<w:tblLook")  # in the order that Word asks for
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
    assert document.paragraphs[0].text == document.tables[0].rows[0].cells[0].text
    assert "\n" not in document.paragraphs[0].text
