"""The tutorial is run as it stands, in both languages: files are saved, rows are pasted, commands are run."""

import re
import shlex
from pathlib import Path

import openpyxl
import pytest

from resilience_cli import store
from resilience_cli.cli.app import run
from resilience_cli.messages import speaking

DOCS = Path(__file__).parent.parent / "docs"
BLOCK = re.compile(r"^```(\w+)(?: ([^\n]+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
EXPECTED = {
    "tutorial.zh.md": ("zh", "录入", {"东湖花园": "co_governing", "南塘新村": "deficient"}),
    "tutorial.md": ("en", "entry", {"Lakeside Gardens": "co_governing", "South Pond": "deficient"}),
}


@pytest.mark.parametrize("page", EXPECTED)
def test_the_tutorial_runs(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    language, stem, classes = EXPECTED[page]
    monkeypatch.chdir(tmp_path)
    for kind, name, text in BLOCK.findall((DOCS / page).read_text(encoding="utf-8")):
        if kind == "text":
            Path(name).write_text(text, encoding="utf-8")
        elif kind == "tsv":
            paste(Path(f"{stem}.xlsx"), name, text)
        else:
            for line in text.splitlines():
                program, *arguments = shlex.split(line)
                assert program == "resilience"
                with speaking(language):
                    assert run(arguments) == 0, line
    found = store.read(Path(f"{stem}.assessment"))
    assert {verdict.name: verdict.class_id for verdict in found.verdicts} == classes
    assert [finding for finding in found.findings if finding.severity == "error"] == []
    assert all(
        community in Path("report.md" if language == "en" else "报告.md").read_text("utf-8") for community in classes
    )


def paste(workbook: Path, sheet: str, rows: str) -> None:
    """Put the rows into the sheet from its second row on, as somebody does by hand."""
    book = openpyxl.load_workbook(workbook)
    for number, row in enumerate(rows.splitlines(), start=2):
        for place, cell in enumerate(row.split("\t"), start=1):
            book[sheet].cell(number, place, cell or None)
    book.save(workbook)


def test_both_pages_have_the_same_steps() -> None:
    steps = []
    for page, (_, stem, _) in EXPECTED.items():
        blocks = BLOCK.findall((DOCS / page).read_text(encoding="utf-8"))
        shells = [text for kind, _, text in blocks if kind == "sh"]
        commands = [re.findall(r"^resilience (?:instruments )?\w+|--[a-z-]+", text, re.MULTILINE) for text in shells]
        steps.append([kind for kind, _, _ in blocks])
        steps.append([[flag for flag in one if not flag.startswith("--title")] for one in commands])
        assert stem in (DOCS / page).read_text(encoding="utf-8")
    assert steps[:2] == steps[2:]
