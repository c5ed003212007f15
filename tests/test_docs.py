"""The pages in docs/ say what the program does."""

import importlib.util
import re
from pathlib import Path

import pytest
import typer

from resilience_cli.cli.app import app

DOCS = Path(__file__).parent.parent / "docs"


def commands(command, name="resilience"):
    """Yield (name, command) for the program and every command in it."""
    children = getattr(command, "commands", {})
    if name == "resilience" or not children:
        yield name, command
    for child, inner in children.items():
        yield from commands(inner, f"{name} {child}")


COMMANDS = dict(commands(typer.main.get_command(app)))
SECTIONS = dict(
    re.findall(r"^## (resilience.*)\n((?:(?!^## ).*\n?)*)", (DOCS / "commands.md").read_text("utf-8"), re.MULTILINE)
)


def test_every_command_has_a_section_and_no_section_is_left_over():
    assert set(SECTIONS) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_example_and_chinese_words(name):
    assert re.search(rf"```\n{name} ?.*\n", SECTIONS[name])
    assert re.search(r"[一-鿿]{4}", SECTIONS[name].partition("```")[0])


@pytest.mark.parametrize(("name", "command"), COMMANDS.items())
def test_the_documented_options_are_those_that_there_are(name, command):
    flags = {flag for option in command.params for flag in option.opts if flag.startswith("-")}
    documented = set(re.findall(r"`(--?[a-z][a-z-]*)", SECTIONS[name].split("| option |")[1]))
    assert documented == flags


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "resilience"])
def test_help_shows_the_example(name):
    assert name in (COMMANDS[name].epilog or "")


def test_the_page_of_findings_is_up_to_date():
    path = DOCS.parent / ".ci" / "findings.py"
    spec = importlib.util.spec_from_file_location("findings_page", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    # run `make messages` to write it again
    assert (DOCS / "findings.md").read_text(encoding="utf-8") == module.page()
