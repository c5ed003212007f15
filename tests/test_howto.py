"""The how-to pages are run as they stand, in both languages, on the sample data."""

import re
import shlex
import shutil
from pathlib import Path

import pandas as pd
import pytest

from resilience_cli import store
from resilience_cli.cli.app import run
from resilience_cli.messages import speaking

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^```(\w+)(?: ([^\n]+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PAGES = {
    "howto.zh.md": ("zh", "登记表.xlsx", ("居民.xlsx", "机构.xlsx"), "加权.assessment", "合并.assessment"),
    "howto.md": (
        "en",
        "register.xlsx",
        ("residents.xlsx", "institutions.xlsx"),
        "weighted.assessment",
        "joined.assessment",
    ),
}


def blocks(page: str) -> list[tuple[str, str, str]]:
    return BLOCK.findall((ROOT / "docs" / page).read_text(encoding="utf-8"))


def prepared(folder: Path, register: str, by_role: tuple[str, str]) -> None:
    """Put the sample data where the page has it."""
    samples = ROOT / "sample_data"
    shutil.copy(samples / "登记表.xlsx", folder / register)
    for wave in ("2025", "2026"):
        shutil.copy(next((samples / wave).glob("*_按文本_*.xlsx")), folder / f"{wave}.xlsx")
    table = pd.read_excel(folder / "2026.xlsx", dtype=str)
    role = next(column for column in table if "身份" in column)
    for name, rows in zip(by_role, (table[role] == "居民", table[role] != "居民"), strict=True):
        table[rows].to_excel(folder / name, index=False)


@pytest.mark.parametrize("page", PAGES)
def test_the_page_runs(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    language, register, by_role, weighted, joined = PAGES[page]
    prepared(tmp_path, register, by_role)
    monkeypatch.chdir(tmp_path)
    for kind, name, text in blocks(page):
        if kind == "csv":
            Path(name).write_text(text, encoding="utf-8")
            continue
        for line in text.splitlines():
            program, *arguments = shlex.split(line)
            assert program == "resilience"
            with speaking(language):
                assert run(arguments) == 0, line
    plain = store.read(Path("2026.assessment"))
    assert not [finding for finding in plain.findings if finding.severity == "error"]
    assert "unweighted" in store.read(Path(weighted)).scores
    assert store.read(Path(joined)).counts == plain.counts


def test_both_pages_run_the_same_commands() -> None:
    shapes = []
    for page in PAGES:
        shells = [text for kind, _, text in blocks(page) if kind == "sh"]
        shapes.append([re.findall(r"^resilience \w+|(?<= )-[-\w]+", text, re.MULTILINE) for text in shells])
    assert shapes[0] == shapes[1]
