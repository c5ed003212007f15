"""Every text that the package says is there in Chinese too, with the same places to fill."""

import gettext
import runpy
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from resilience_cli import messages

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resilience_cli" / "messages" / "zh" / "LC_MESSAGES"


def texts(catalogue: Catalog) -> dict[str, str]:
    """Return {English: Chinese}, without the header."""
    return {message.id: message.string for message in catalogue if message.id}


def places(text: str) -> set[str]:
    """Return the names between braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.fixture(scope="module")
def said() -> set[str]:
    """The texts that the code says."""
    return set(texts(runpy.run_path(str(ROOT / ".ci" / "messages.py"))["extracted"]()))


@pytest.fixture(scope="module")
def chinese() -> dict[str, str]:
    """The catalogue in the source tree."""
    with (FOLDER / "resilience.po").open("rb") as file:
        return texts(read_po(file, locale="zh"))


def test_every_text_is_translated_and_none_is_left_over(said: set[str], chinese: dict[str, str]) -> None:
    assert said == set(chinese), "run `make messages`"
    assert [text for text, translation in chinese.items() if not translation] == []


def test_a_translation_fills_the_same_places(chinese: dict[str, str]) -> None:
    assert {text: found for text, found in chinese.items() if places(text) != places(found)} == {}


def test_the_compiled_catalogue_is_the_written_one(chinese: dict[str, str]) -> None:
    with (FOLDER / "resilience.mo").open("rb") as file:
        assert texts(read_mo(file)) == chinese


def test_the_installed_catalogue_speaks_chinese(chinese: dict[str, str]) -> None:
    installed = gettext.translation("resilience", Path(messages.__file__).parent, ["zh"])
    assert {text: installed.gettext(text) for text in chinese} == chinese
