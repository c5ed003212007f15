"""What documents look like, kept in tests/snapshots: a change of it is seen and meant, or it is a mistake.

`RENEW_SNAPSHOTS=1 pytest tests/reports/test_snapshots.py` writes them anew; `git diff` then shows what changed.
"""

import os
import re
from difflib import unified_diff
from pathlib import Path

import pytest
from every_part import DOCUMENT
from made import assessment

from resilience_cli.messages import speaking
from resilience_cli.reports import compose, html, terminal

FOLDER = Path(__file__).parents[1] / "snapshots"
DOCUMENTS = {"every-part": lambda: DOCUMENT, "street": lambda: compose(assessment())}
NAMES = [f"{name}.{lang}.{form}" for name in DOCUMENTS for lang in ("zh", "en") for form in ("80", "120", "html")]


def made(name: str) -> str:
    document, lang, form = name.split(".")
    with speaking(lang):
        shown = DOCUMENTS[document]()
        return markup(html.render(shown)) if form == "html" else terminal.render(shown, int(form))


def markup(page: str) -> str:
    """Return the page a tag a line, without its style sheet and script: these are files of their own."""
    page = re.sub(r"(<(style|script)[^>]*>).*?(</\2>)", r"\1…\3", page, flags=re.DOTALL)
    page = re.sub(r"sha256-[\w+/=]+", "sha256-…", page)
    return re.sub(r"(?<=[^\n])(?=<[a-z!])", "\n", page)


@pytest.mark.parametrize("name", NAMES)
def test_it_looks_as_it_did(name: str) -> None:
    path, now = FOLDER / f"{name}{'' if name.endswith('html') else '.txt'}", made(name)
    if os.environ.get("RENEW_SNAPSHOTS"):
        path.write_text(now, encoding="utf-8", newline="\n")
    before = path.read_text(encoding="utf-8")
    changed = "\n".join(unified_diff(before.splitlines(), now.splitlines(), path.name, "now", lineterm=""))
    assert not changed, f"\n{changed}\nIf this is meant: RENEW_SNAPSHOTS=1 pytest {Path(__file__).name}"


@pytest.mark.parametrize("name", [name for name in NAMES if not name.endswith("html")])
def test_no_line_is_wider_than_the_terminal_and_none_has_colour(name: str) -> None:
    from rich.cells import cell_len

    lines = made(name).splitlines()
    assert max(map(cell_len, lines)) <= int(name.rsplit(".", maxsplit=1)[-1])
    assert not any("\x1b" in line for line in lines)
