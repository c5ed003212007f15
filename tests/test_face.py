"""The library's face: few names, imported only when used; its pages run as they stand, in a copy of the sample data."""

import doctest
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from every_part import EVIL
from town import cell, town

import resilience_cli as rs
from resilience_cli.errors import UsageError
from resilience_cli.messages import speaking
from resilience_cli.model.assessment import Assessment

ROOT = Path(__file__).resolve().parent.parent
LOOSELY = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def test_at_most_twelve_public_names_and_each_is_there() -> None:
    assert len(rs.__all__) <= 12
    assert set(rs.__all__) < set(dir(rs))
    for name in rs.__all__:
        assert getattr(rs, name).__doc__


def test_every_public_name_is_on_its_page() -> None:
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    table = [line.split("`")[1].partition("(")[0] for line in page.splitlines() if line.startswith("| `")]
    assert {name for name in table if not name.startswith("assessment.")} == set(rs.__all__)


def test_no_other_name() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        rs.nonsense  # noqa: B018


def test_importing_it_imports_no_tables() -> None:
    heavy = "{'pandas', 'numpy', 'scipy', 'pyarrow'}"
    code = f"import sys, resilience_cli; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("page", ["docs/python.md", "resilience_cli/__init__.py"])
def test_the_examples_run(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for wave in ("2025", "2026"):
        (tmp_path / wave).mkdir()
        shutil.copy(ROOT / "sample_data" / wave / "东湖街道.csv", tmp_path / wave)
    shutil.copy(ROOT / "sample_data" / "登记表.xlsx", tmp_path)
    monkeypatch.chdir(tmp_path)
    text = (ROOT / page).read_text(encoding="utf-8") if page.endswith(".md") else rs.__doc__
    examples = doctest.DocTestParser().get_doctest(text.replace("\n```", "\n\n"), {}, page, page, 0)
    assert examples.examples
    with speaking("en"):
        assert doctest.DocTestRunner(optionflags=LOOSELY).run(examples).failed == 0


class Tags(HTMLParser):
    """Collects what stands in a piece of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.attributes: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.attributes |= {name for name, _ in attrs}


def assessed(name: str) -> Assessment:
    """Return the assessment of one community of that name."""
    return rs.assess(
        town(cell(name, "resident", 3, 4, 4, 5, 2, 3), cell(name, "staff", 4, 4), cell(name, "owners", 3, 4))
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_notebook_shows_an_assessment_and_no_markup_of_its_data(lang: str) -> None:
    with speaking(lang):
        shown = assessed(EVIL)._repr_html_()
    tags = Tags(shown)
    assert {"table", "td"} <= set(tags.seen)
    assert not {"script", "img", "iframe", "link"} & set(tags.seen)
    assert not [name for name in tags.attributes if name.startswith("on") or name == "src"]
    assert "alert(" in shown


def test_the_style_of_a_notebook_reaches_nothing_else() -> None:
    style = assessed("东湖")._repr_html_().partition("<style>")[2].partition("</style>")[0]
    assert style.startswith("@scope {")
    assert style.count("{") == style.count("}")
    assert ":root" not in style


def test_a_report_is_named_by_its_ending_and_replaces_nothing(tmp_path: Path) -> None:
    assessment, file = assessed("东湖"), tmp_path / "a.md"
    assert rs.report(assessment, file) == file
    assert "东湖" in file.read_text(encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        rs.report(assessment, file)
    assert [fault.code for fault in refused.value.faults] == ["RES-U001"]
    before = file.read_text(encoding="utf-8")
    rs.report(assessment, file, communities=["东湖"], force=True)
    assert file.read_text(encoding="utf-8") != before
    with pytest.raises(UsageError) as refused:
        rs.report(assessment, tmp_path / "a.pdf")
    assert [fault.code for fault in refused.value.faults] == ["RES-U007"]
