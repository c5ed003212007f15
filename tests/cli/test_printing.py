from dataclasses import replace

import docx
import openpyxl
import pytest
from fielded import role_forms

from resilience_cli import reports
from resilience_cli.cli.forms import targets
from resilience_cli.cli.printing import FORMATS

ROLES = ["居民", "居委会工作人员", "物业公司工作人员", "业委会成员"]
DRAFT = "--allow-unreleased"


@pytest.fixture
def register(tmp_path):
    path = tmp_path / "登记表.csv"
    path.write_text("小区,业委会情况\n东湖花园,正常运作\n3号院,没有\n", encoding="utf-8")
    return path


def test_wjx_writes_a_text_a_role_in_chinese_and_says_what_comes_next(resilience, register, tmp_path):
    args = ("instruments", "wjx", "small", DRAFT, "--register", register, "--no-event")
    ran = resilience(*args, "-o", tmp_path / "out" / "wjx")
    assert (ran.code, ran.out) == (0, "")
    texts = {path.name: path.read_text("utf-8") for path in (tmp_path / "out" / "wjx").iterdir()}
    assert set(texts) == {f"small-1.0.0-{role}.txt" for role in ROLES}
    assert texts["small-1.0.0-居民.txt"].startswith("小问卷（居民）\n")
    assert (
        "\n1. 您的身份[单选题]\n居民\n\n2. 您所在的小区[单选题]\n东湖花园\n\u20603号院\n"
        in texts["small-1.0.0-居民.txt"]
    )
    assert "neighbourhoods to choose from 2; questions Resident 14, " in ran.err
    assert f"score A.xlsx B.xlsx -o DIRECTORY --register {register} --no-event --allow-unreleased\n" in ran.err


def test_wjx_in_english_for_one_role_into_a_file(resilience, register, tmp_path):
    args = (
        "instruments",
        "wjx",
        "small",
        DRAFT,
        "--register",
        register,
        "-o",
        tmp_path / "a.txt",
        "--role",
        "resident",
    )
    assert resilience(*args, "--quiet", "--lang", "en").err == ""
    assert (tmp_path / "a.txt").read_text("utf-8").startswith("Small survey (Resident)\n")
    assert resilience(*args).code == 2
    assert resilience(*args, "--force").code == 0


def test_what_stands_in_the_way_of_wjx_is_said(resilience, register, tmp_path):
    args = ("instruments", "wjx", "small", "--register", register)
    assert resilience(*args, "-o", tmp_path / "out").code == 3  # a draft
    ran = resilience(*args, DRAFT, "-o", tmp_path / "a.txt")
    assert (ran.code, "RES-I171" in ran.err) == (2, True)
    ran = resilience(*args, DRAFT, "-o", tmp_path / "out", "--role", "mayor")
    assert (ran.code, "RES-I160" in ran.err) == (2, True)
    register.write_text("小区,业委会情况\n", encoding="utf-8")
    assert resilience(*args, DRAFT, "-o", tmp_path / "out").code == 3
    assert not (tmp_path / "out").exists()


def test_every_text_that_is_there_already_is_named(resilience, register, tmp_path):
    args = ("instruments", "wjx", "small", DRAFT, "--register", register, "-o", tmp_path)
    assert resilience(*args).code == 0
    ran = resilience(*args)
    assert ran.code == 2
    assert ran.err.count("RES-U001") == 4


def test_form_writes_a_document_a_role(resilience, register, tmp_path):
    ran = resilience("instruments", "form", "small", DRAFT, "-o", tmp_path / "forms", "--lang", "zh")
    assert ran.code == 0
    assert {path.name for path in (tmp_path / "forms").iterdir()} == {f"small-1.0.0-{role}.docx" for role in ROLES}
    document = docx.Document(str(tmp_path / "forms" / "small-1.0.0-居民.docx"))
    said = [paragraph.text for paragraph in document.paragraphs]
    assert said[0] == "小问卷（居民）"
    assert any(text.startswith("1. 您所在的小区：____") for text in said)
    assert len(document.tables[0].rows) == 13
    resilience(
        "instruments", "form", "small", DRAFT, "-o", tmp_path / "a.docx", "--role", "owners", "--register", register
    )
    document = docx.Document(str(tmp_path / "a.docx"))
    assert any("东湖花园" in paragraph.text for paragraph in document.paragraphs)


def test_a_role_of_many_words_or_of_signs_gets_a_name_that_a_file_can_bear(tmp_path):
    made = role_forms()[0]
    for label, name in (("长" * 300, "长" * 40), ("../../x", "x")):
        role = replace(made.role, label={"zh": label})
        assert targets(tmp_path, [replace(made, role=role)], ".docx") == [
            tmp_path / f"{made.instrument.id}-{made.instrument.version}-{name}.docx"
        ]


def test_codebook_as_text_page_and_workbook(resilience, tmp_path):
    ran = resilience("instruments", "codebook", "small")
    assert ran.out.startswith("# Codebook: Small survey (small@1.0.0)\n")
    assert resilience("instruments", "codebook", "small", "-o", tmp_path / "a.HTML").code == 0
    assert (tmp_path / "a.HTML").read_text("utf-8").startswith("<!doctype html>")
    assert resilience("instruments", "codebook", "small", "-o", tmp_path / "a.xlsx", "--quiet").err == ""
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames[:3] == ["Contents", "About the questionnaire", "The questions"]
    assert resilience("instruments", "codebook", "small", "-o", tmp_path / "a.xlsx").code == 2
    assert "RES-I172" in resilience("instruments", "codebook", "small", "--format", "xlsx").err
    assert resilience("instruments", "codebook", "small", "--format", "pdf").code == 2
    assert resilience("instruments", "codebook", "small", "-o", tmp_path / "no" / "a.md").code == 3


def test_a_codebook_is_not_named_as_what_it_is_not(resilience, tmp_path):
    ran = resilience("instruments", "codebook", "small", "-o", tmp_path / "a.docx")
    assert (ran.code, "RES-I173" in ran.err, ".md, .html, .xlsx" in ran.err) == (2, True, True)
    assert not (tmp_path / "a.docx").exists()
    assert resilience("instruments", "codebook", "small", "--format", "md", "-o", tmp_path / "a.txt").code == 0
    assert resilience("instruments", "codebook", "small", "-o", tmp_path / "codebook").code == 0


def test_the_formats_are_those_that_there_are():
    assert tuple(reports.CODEBOOK_FORMATS) == FORMATS
