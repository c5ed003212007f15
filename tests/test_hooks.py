"""What pipelines take from this repository: the hook and the action, run as they would run them."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from resilience_cli.cli.app import app

ROOT = Path(__file__).parent.parent
TINY = ROOT / "tests" / "instruments" / "good" / "tiny"
HOOK = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))[0]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
PROGRAMS = Path(sys.executable).parent
"""Where the program is installed."""


def called(arguments: list[str]) -> tuple[typer.core.TyperCommand, list[str]]:
    """Return the command that the words call, and its options among them."""
    command: Any = typer.main.get_command(app)
    while arguments and arguments[0] in getattr(command, "commands", {}):
        command, arguments = command.commands[arguments[0]], arguments[1:]
    return command, [word for word in arguments if word.startswith("--") and word != "--"]


def run(*command: str, at: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    settings = {"PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}", "RESILIENCE_LANG": "en", "HOME": str(at)}
    return subprocess.run(
        command,
        cwd=at,
        env={**os.environ, **settings, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git repository with a questionnaire, whose commits go through the hook as pre-commit would run it."""
    if shutil.which("git") is None:
        pytest.fail("git is needed to test the hook")
    shutil.copytree(TINY, tmp_path / "instruments" / "tiny")
    for settings in (("init", "--quiet"), ("config", "user.name", "t"), ("config", "user.email", "t@example.org")):
        assert run("git", *settings, at=tmp_path).returncode == 0
    script = f"""#!/usr/bin/env bash
mapfile -t changed < <(git diff --cached --name-only --diff-filter=d |
  grep -E {shlex.quote(HOOK["files"])} | grep -vE {shlex.quote(HOOK["exclude"])})
[ ${{#changed[@]}} -eq 0 ] || {HOOK["entry"]} "${{changed[@]}}"
"""
    hook = tmp_path / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(script, encoding="utf-8")
    hook.chmod(0o755)
    return tmp_path


def commit(repository: Path) -> subprocess.CompletedProcess[str]:
    run("git", "add", "--all", at=repository)
    return run("git", "commit", "--message", "change", at=repository)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_hook_lets_a_sound_questionnaire_through_and_refuses_a_faulty_one(repository: Path) -> None:
    (repository / "instruments" / "schema").mkdir()
    (repository / "instruments" / "schema" / "instrument.schema.json").write_text("{", encoding="utf-8")
    (repository / "package.json").write_text("{", encoding="utf-8")
    assert commit(repository).returncode == 0
    change(repository / "instruments" / "tiny" / "1.0.0.json", '"of": ["b1", "b2"]', '"of": ["b1", "b3"]')
    refused = commit(repository)
    assert refused.returncode != 0
    assert "RES-I021" in refused.stdout + refused.stderr
    assert run("git", "log", "--oneline", at=repository).stdout.count("\n") == 1


def test_a_change_of_cases_or_of_the_lock_checks_the_questionnaire(repository: Path) -> None:
    assert commit(repository).returncode == 0
    cases = repository / "instruments" / "tiny" / "1.0.0.cases.json"
    change(cases, '"alpha": 50', '"alpha": 51')
    refused = commit(repository)
    assert refused.returncode != 0
    assert "RES-I061" in refused.stdout + refused.stderr
    change(cases, '"alpha": 51', '"alpha": 50')
    lock = {"format": 1, "released": {"tiny": {"0.9.0": {"sha256": "0" * 64, "date": "2026-01-31"}}}}
    (repository / "instruments" / "releases.json").write_text(json.dumps(lock), encoding="utf-8")
    refused = commit(repository)
    assert refused.returncode != 0
    assert "RES-I055" in refused.stdout + refused.stderr


@pytest.mark.parametrize(
    ("path", "checked"),
    [
        ("instruments/rng/1.0.0.json", True),
        ("survey/instruments/rng/1.0.0.cases.json", True),
        ("instruments/releases.json", True),
        ("instruments/schema/instrument.schema.json", False),
        ("package.json", False),
        ("instruments/rng/notes.md", False),
    ],
)
def test_what_the_hook_is_called_for(path: str, checked: bool) -> None:
    assert (re.search(HOOK["files"], path) is not None and re.search(HOOK["exclude"], path) is None) == checked


def test_the_hook_calls_a_command_that_there_is() -> None:
    words = shlex.split(HOOK["entry"])
    assert words[0] == "resilience"
    assert called(words[1:])[0].name == "validate"


def test_the_action_uses_inputs_and_options_that_there_are() -> None:
    script = ACTION["runs"]["steps"][-1]
    used = set(re.findall(r"inputs\.([\w-]+)", str(ACTION["runs"])))
    assert used == set(ACTION["inputs"])
    assert set(re.findall(r"\$([A-Z]+)", script["run"])) == set(script["env"]) - {"RESILIENCE_LANG"}
    lines = [line.strip() for line in script["run"].splitlines() if line.strip().startswith("resilience ")]
    assert len(lines) == 2
    for line in lines:
        command, options = called(line.split()[1:])
        assert set(options) <= {flag for option in command.params for flag in option.opts}
    assert "--strict" in [flag for option in command.params for flag in option.opts]


@pytest.mark.parametrize(("strict", "code"), [("false", 0), ("true", 1)])
def test_the_action_writes_its_reports_and_says_no_where_it_must(tmp_path: Path, strict: str, code: int) -> None:
    shutil.copytree(TINY, tmp_path / "instruments" / "tiny")
    (tmp_path / "instruments" / "tiny" / "1.0.0.cases.json").unlink()
    inputs = {name.upper(): str(one["default"]) for name, one in ACTION["inputs"].items() if "-" not in name}
    inputs |= {"STRICT": strict, "SARIF": "found.sarif", "JUNIT": "found.xml"}
    ran = run("bash", "-eo", "pipefail", "-c", ACTION["runs"]["steps"][-1]["run"], at=tmp_path, **inputs)
    assert ran.returncode == code, ran.stderr
    level = "error" if strict == "true" else "warning"
    assert f"::{level} file=instruments/tiny/1.0.0.json,title=RES-I060::" in ran.stdout
    results = json.loads((tmp_path / "found.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert level in [result["level"] for result in results]
    assert (tmp_path / "found.xml").read_text(encoding="utf-8").startswith("<?xml")


def test_the_workflow_of_the_docs_uses_what_there_is() -> None:
    text = (ROOT / "docs" / "pipelines.md").read_text(encoding="utf-8")
    blocks = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)]
    assert blocks[0]["repos"][0]["hooks"][0]["id"] == HOOK["id"]
    ours = blocks[1]["jobs"]["validate"]["steps"][1]
    assert set(ours["with"]) <= set(ACTION["inputs"])
    for line in re.findall(r"resilience (instruments validate [^'\n]+)", "\n".join(text.split("```")[1::2])):
        command, options = called(line.split())
        assert set(options) <= {flag for option in command.params for flag in option.opts}
