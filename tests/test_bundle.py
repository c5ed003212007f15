"""The bundle for Windows: what can be held without Windows. `bundle/try.py` runs the steps themselves."""

import importlib.util
import re
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from resilience_cli import store
from resilience_cli.cli import reporting
from resilience_cli.cli.app import run

ROOT = Path(__file__).resolve().parent.parent
BUNDLE = ROOT / "bundle"
BATCHES = ("install.bat", "score.bat")


def module(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


MAKE = module(BUNDLE / "make.py")
SCORE = module(BUNDLE / "files" / "score.py")


def wheel(folder: Path, name: str, *needs: str) -> None:
    head = [f"Name: {name}", "Version: 1.0", *(f"Requires-Dist: {need}" for need in needs)]
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as packed:
        packed.writestr(f"{name}-1.0.dist-info/METADATA", "\n".join(head) + "\n\n")


def test_the_zip_has_what_a_user_starts_and_the_wheels(tmp_path: Path) -> None:
    wheel(tmp_path, "some")
    names = [name for name, _ in MAKE.contents(tmp_path)]
    assert {"安装.bat", "评分.bat", "说明.html", "program/wheels/some-1.0-py3-none-any.whl"} < set(names)
    assert len(names) == len(set(names))


def test_its_pages_hold_their_drawing_and_lead_to_each_other() -> None:
    chinese, english = map(MAKE.page_as_html, MAKE.PAGES)
    assert "<svg" in chinese
    assert "<svg" in english
    assert 'href="README.html"' in chinese
    assert "src=" not in chinese + english


@pytest.mark.parametrize("batch", BATCHES)
def test_batch_files_are_ascii_with_the_line_ends_of_windows(batch: str, tmp_path: Path) -> None:
    content = dict(MAKE.contents(tmp_path))[MAKE.TOP[batch]]
    assert content.decode("ascii").count("\r\n") == content.count(b"\n") > 5
    assert b"pause" in content  # what was said stays to be read


@pytest.mark.parametrize("batch", BATCHES)
def test_batch_files_name_what_is_in_the_zip_and_labels_that_there_are(batch: str, tmp_path: Path) -> None:
    there = {name for name, _ in MAKE.contents(tmp_path)} | {"program/wheels"}
    text = (BUNDLE / "files" / batch).read_text(encoding="ascii")
    named = {name.replace("\\", "/") for name in re.findall(r'"(?:%~dp0)?(program\\[^"]+)"', text)}
    assert named
    assert named <= there
    labels = set(re.findall(r"^:(\w+)", text, re.MULTILINE))
    assert set(re.findall(r"(?:goto |call :)(\w+)", text)) == labels


def test_the_steps_are_commands_that_there_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "东湖 街道"
    folder.mkdir()
    export = folder / "2026 年.csv"
    export.write_bytes((ROOT / "sample_data" / "2026" / "东湖街道.csv").read_bytes())
    (folder / "登记表.xlsx").write_bytes((ROOT / "sample_data" / "登记表.xlsx").read_bytes())
    opened: list[Path] = []
    monkeypatch.setattr(reporting, "open_file", opened.append)
    monkeypatch.setattr("builtins.input", lambda _: "")
    register = SCORE.register_beside([export])
    for command in SCORE.commands([export], register):
        assert run(command) == 0
    assert opened == [folder / "2026 年 报告.docx"]
    assert store.read(folder / "2026 年.assessment").register is not None
    names = [Path(command[-2 if "--open" in command else -1]).name for command in SCORE.commands([export], None)]
    assert names == ["2026 年（2）.assessment", "2026 年（2） 报告.docx"]


@pytest.mark.parametrize(("answer", "used"), [("", True), ("N", False)])
def test_a_register_is_used_if_it_is_there_and_wanted(
    answer: str, used: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert SCORE.register_beside([tmp_path / "a.xlsx"]) is None
    (tmp_path / "登记表.xlsx").touch()
    monkeypatch.setattr("builtins.input", lambda _: answer)
    assert (SCORE.register_beside([tmp_path / "a.xlsx"]) is not None) is used


@pytest.mark.parametrize("dropped", [[], ["登记表.xlsx"]])
def test_nothing_to_score_is_said(dropped: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert SCORE.main(dropped) == 2
    assert "评分.bat" in capsys.readouterr().out


def test_what_only_windows_needs_is_missed(tmp_path: Path) -> None:
    wheel(tmp_path, "a", 'b; sys_platform == "win32"', 'c; sys_platform == "linux"', "d>=2", "e", 'f; extra == "more"')
    wheel(tmp_path, "d")
    wheel(tmp_path, "e")
    assert MAKE.missing(tmp_path, MAKE.ON_WINDOWS) == ["b", "d>=2"]
