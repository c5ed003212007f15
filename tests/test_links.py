"""Every relative link in the pages leads somewhere: a file that is there, and a title that it has."""

import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [
    *ROOT.glob("*.md"),
    *(ROOT / "docs").rglob("*.md"),
    ROOT / "benchmarks/README.md",
    ROOT / "sample_data/README.md",
]
FENCE = re.compile(r"^ *```.*?^ *```", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"`[^`\n]*`")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def text_of(page: Path) -> str:
    return FENCE.sub("", page.read_text(encoding="utf-8"))


def anchors(page: Path) -> set[str]:
    """Return the anchors that code hosts make of a page's titles."""
    found: Counter[str] = Counter()
    names = set()
    for title in re.findall(r"^#+ (.+)$", text_of(page), re.MULTILINE):
        slug = re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")
        names.add(f"{slug}-{found[slug]}" if found[slug] else slug)
        found[slug] += 1
    return names


def broken(page: Path) -> list[str]:
    faults = []
    for target in LINK.findall(CODE.sub("", text_of(page))):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        file = page.parent / unquote(name) if name else page
        if not file.exists() or (anchor and unquote(anchor) not in anchors(file)):
            faults.append(target)
    return faults


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_relative_links_lead_somewhere(page: Path) -> None:
    assert broken(page) == []


def test_a_link_that_leads_nowhere_is_seen(tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("# A title, 中文（一）\n# A title, 中文（一）\n", encoding="utf-8")
    page = tmp_path / "page.md"
    good = "[a](other.md#a-title-中文一) [b](other.md#a-title-中文一-1) [c](https://example.org) `[d](gone.md)`"
    page.write_text(f"# Here\n{good} [e](gone.md) [f](other.md#gone) [g](#here) [h](#gone)", encoding="utf-8")
    assert broken(page) == ["gone.md", "other.md#gone", "#gone"]


@pytest.mark.parametrize("index", ["README.md", "README.zh.md"])
def test_the_index_leads_to_every_page(index: str) -> None:
    text = (ROOT / "docs" / index).read_text(encoding="utf-8")
    other = {page.name.replace(".zh.md", ".md") for page in (ROOT / "docs").glob("*.md")} - {"README.md"}
    named = {target.replace(".zh.md", ".md") for target in LINK.findall(text) if not target.startswith("..")}
    assert other <= named


@pytest.mark.parametrize("page", sorted(page.name for page in (ROOT / "docs").glob("*.zh.md")))
def test_a_chinese_page_and_its_english_one_lead_to_each_other(page: str) -> None:
    english = page.replace(".zh.md", ".md")
    assert f"[English]({english})" in (ROOT / "docs" / page).read_text(encoding="utf-8")
    assert f"[中文]({page})" in (ROOT / "docs" / english).read_text(encoding="utf-8")
