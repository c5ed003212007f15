import os
import signal
import subprocess
import sys

import pytest
from rich.cells import cell_len

from resilience_cli.__main__ import asked_language
from resilience_cli.cli import demo, scoring
from resilience_cli.cli.options import PLATFORMS, Reading
from resilience_cli.cli.reporting import AUDIENCES, FORMATS
from resilience_cli.messages import speaking

PROGRAM = [sys.executable, "-m", "resilience_cli"]


def process(*arguments, **environment):
    """Run the program as a process of its own."""
    return subprocess.run(
        [*PROGRAM, *arguments],
        env={**os.environ, "COLUMNS": "80", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_help_imports_nothing_heavy():
    code = """
import sys
from resilience_cli.cli.app import run
assert run(["--help"]) == 0 and run(["score", "--help"]) == 0
heavy = {"pandas", "numpy", "scipy", "pyarrow", "jsonschema", "openpyxl", "fastexcel"} & set(sys.modules)
assert not heavy, heavy
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize(("lang", "words"), [("zh", "用法"), ("en", "Usage")])
def test_help_speaks_the_language_that_is_asked_for(lang, words):
    for ran in (process("--lang", lang), process("score", "--help", RESILIENCE_LANG=lang)):
        assert ran.returncode == 0
        assert words in ran.stdout
        assert max(map(cell_len, ran.stdout.splitlines())) <= 80
    if lang == "zh":
        assert "Show" not in process("--help", RESILIENCE_LANG="zh").stdout


def test_usage_errors_speak_it_too():
    ran = process("score", RESILIENCE_LANG="zh")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "缺少参数：导出文件…" in ran.stderr
    assert "score --help" in ran.stderr


def test_output_is_utf_8_whatever_the_locale():
    ran = process("--lang", "zh", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert "导出文件" in ran.stdout


@pytest.mark.parametrize(
    ("arguments", "environment", "lang"),
    [
        (["--lang", "en", "score"], "zh", "en"),
        (["score", "--lang=en"], "zh", "en"),
        (["score", "x"], "en", "en"),
        (["score", "--lang", "xx"], "zh", "zh"),
    ],
)
def test_the_language_is_found_before_anything_is_said(monkeypatch, arguments, environment, lang):
    monkeypatch.setenv("RESILIENCE_LANG", environment)
    assert asked_language(arguments) == lang


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["scor"], "There is no command scor. Did you mean score?"),
        (["report", "x", "--fromat", "md"], "There is no option --fromat."),
        (["score", "x", "--draws", "many"], "--draws"),
        (["score", "x", "--draws", "1"], "--draws"),
        (["explain", "x"], "What is missing: COMMUNITY."),
        (["score", "x", "--out"], "Option --out needs a value."),
        (["register", "-o", "x"], "--from"),
    ],
)
def test_wrong_usage_is_exit_2(resilience, arguments, words):
    ran = resilience(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert "Traceback" not in ran.err


def test_a_bug_is_exit_4_with_its_place_but_not_its_message(resilience, assessed, monkeypatch):
    cell = "张三 13800000000"

    def fails(*_args):
        raise ValueError(cell)

    monkeypatch.setattr("resilience_cli.store.read", fails)
    ran = resilience("report", assessed)
    assert ran.code == 4
    assert "ValueError" in ran.err
    assert "Please report it" in ran.err
    assert "张三" not in ran.err


def test_an_interrupt_is_exit_130(resilience, assessed, monkeypatch):
    def interrupted(*_args):
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("resilience_cli.store.read", interrupted)
    ran = resilience("report", assessed)
    assert ran.code == 130
    assert "Traceback" not in ran.err
    assert "nothing was written" in ran.err


def test_a_closed_pipe_is_no_error():
    with subprocess.Popen(
        [*PROGRAM, "instruments", "show", "rng"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        error = running.stderr.read()
    assert running.returncode == 0
    assert error == b""


def test_choices_on_help_pages_are_those_that_there_are():
    from resilience_cli import reports
    from resilience_cli.readers import READERS, ReadOptions
    from resilience_cli.reports.suppression import AUDIENCES as KNOWN

    assert set(PLATFORMS) == set(READERS)
    assert set(FORMATS) == {*reports.FORMATS, "json"}
    assert AUDIENCES == KNOWN
    catalogue, files = {"instruments", "allow_unreleased"}, {"mapping", "names"}
    assert set(vars(Reading())) - catalogue - files == set(vars(ReadOptions())) - {"corrections"}


def test_demo_scores_the_samples_and_says_what_next(resilience, monkeypatch, tmp_path):
    monkeypatch.delenv("RESILIENCE_INSTRUMENTS")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    ran = resilience("demo", "--lang", "zh")
    assert ran.code == 0
    assert "12 个小区中" in ran.out
    assert "resilience explain" in ran.err
    assert demo.sample_dir().is_dir()


def test_no_sample_data_is_told(resilience, monkeypatch, tmp_path):
    monkeypatch.setattr(demo, "PACKAGE", tmp_path / "resilience_cli")
    with speaking("en"):
        ran = resilience("demo")
    assert ran.code == 3
    assert "[RES-U005]" in ran.err


def test_ctrl_c_while_scoring_says_so_and_leaves_nothing(resilience, export, monkeypatch, tmp_path):
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(scoring, "assess", interrupted)
    before = set(tmp_path.iterdir())
    done = resilience("score", export, "--out", tmp_path / "a")
    assert done.code == 130
    assert "nothing was written" in done.err
    assert set(tmp_path.iterdir()) == before
