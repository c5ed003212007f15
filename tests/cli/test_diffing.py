import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from made import raw_instrument

from resilience_cli.cli.diffing import FORMATS
from resilience_cli.reports import DIFFERENCE_FORMATS


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


@pytest.fixture
def next_one(instruments):
    """Return small@1.0.1, which asks another question and excludes who answers in haste."""
    content = raw_instrument()
    content |= {"version": "1.0.1", "previous": {"version": "1.0.0"}, "screening": {"exclude": ["speed"]}}
    content["items"][0]["text"] = {"zh": "另一句", "en": "Another sentence"}
    return write(instruments / "small" / "1.0.1.json", content)


@pytest.fixture
def repository(instruments):
    """Return the directory of instruments as a git repository with one commit, tagged first."""
    git = shutil.which("git")
    assert git
    names = {f"GIT_{who}_{what}": "a@b.c" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "first"], ["tag", "first"]):
        subprocess.run([git, *arguments], cwd=instruments, check=True, env={**os.environ, **names})
    return instruments


def test_the_choices_are_the_formats():
    assert list(DIFFERENCE_FORMATS) == list(FORMATS)


def test_what_differs_and_a_step_that_is_too_small(resilience, next_one):
    ran = resilience("instruments", "diff", "small@1.0.0", "small@1.0.1")
    assert ran.code == 1
    assert "From 1.0.0 to 1.0.1 is a step: patch. The changes take at least: major." in ran.out
    assert "setting:screening: rescored (who is excluded). Not approved." in ran.out
    assert "to “Another sentence”" in " ".join(ran.out.split())
    chinese = resilience("instruments", "diff", "small@1.0.0", next_one, "--lang", "zh")
    assert "改为 “另一句”" in " ".join(chinese.out.split())
    assert "未获认可" in chinese.out


def test_what_is_approved_is_no_failure(resilience, next_one):
    content = json.loads(next_one.read_text(encoding="utf-8"))
    content["approved_breaks"] = [{"what": "setting:screening", "why": {"zh": "试用", "en": "On trial"}}]
    write(next_one, content)
    ran = resilience("instruments", "diff", "small@1.0.0", "small@1.0.1")
    assert ran.code == 0
    assert "Approved: On trial" in ran.out


def test_json(resilience, next_one):
    ran = resilience("instruments", "diff", "small@1.0.0", next_one, "--json")
    assert (ran.code, ran.err) == (1, "")
    found = json.loads(ran.out)
    assert (found["verdict"], found["step"], found["least_step"]) == ("comparable on common items", "patch", "major")
    assert found["breaks"] == [{"what": "setting:screening", "approved": False, "why": None}]
    parts = {part["what"]: part for part in found["parts"]}
    assert len(parts) > len(raw_instrument()["items"])
    first = raw_instrument()["items"][0]
    assert [change["new"] for change in parts[f"item:{first['id']}"]["changes"]] == ["另一句", "Another sentence"]
    assert resilience("instruments", "diff", "small@1.0.0", "small@1.0.0", "--json").code == 0


def test_github_shows_breaks_at_the_lines_of_the_new_file(resilience, next_one):
    ran = resilience("instruments", "diff", "small@1.0.0", next_one, "--format", "github")
    assert ran.code == 1
    lines = next_one.read_text(encoding="utf-8").splitlines()
    error = next(line for line in ran.out.splitlines() if line.startswith("::error "))
    place = dict(part.split("=", 1) for part in error.split("::")[1].removeprefix("error ").split(","))
    assert Path(place["file"]).resolve() == next_one.resolve()
    assert '"exclude"' in lines[int(place["line"]) - 1]
    assert place["title"] == "RES-I093"
    assert "::notice " in ran.out


def test_markdown_and_quiet(resilience, next_one):
    ran = resilience("instruments", "diff", "small@1.0.0", next_one, "--format", "md")
    assert "| Part | Change | Step | In detail |" in ran.out
    quiet = resilience("instruments", "diff", "small@1.0.0", next_one, "--quiet")
    assert (quiet.code, quiet.out) == (1, "")
    assert "RES-I093" in quiet.err


def test_against_a_revision(resilience, repository):
    path = repository / "small" / "1.0.0.json"
    assert "Nothing differs." in resilience("instruments", "diff", "--against", "HEAD", path).out
    content = raw_instrument()
    content["title"]["en"] = "Smaller survey"
    write(path, content)
    ran = resilience("instruments", "diff", "--against", "first", "small")
    assert ran.code == 0  # a draft may change
    assert "“Smaller survey”" in ran.out
    content["status"] = "released"
    write(path, content)
    git = shutil.which("git")
    assert git
    subprocess.run([git, "-c", "user.name=a", "-c", "user.email=b", "commit", "-qam", "x"], cwd=repository, check=True)
    content["title"]["en"] = "Smallest survey"
    write(path, content)
    assert resilience("instruments", "diff", "--against", "HEAD", path).code == 1


@pytest.mark.parametrize("revision", ["none", "--output=pwned", "HEAD:small", "-h", "", "HEAD\nHEAD"])
def test_a_revision_that_is_none(resilience, repository, tmp_path, revision):
    ran = resilience("instruments", "diff", f"--against={revision}", repository / "small" / "1.0.0.json")
    assert ran.code == 2
    assert "RES-I101" in ran.err
    assert not list(tmp_path.glob("pwned*"))
    assert not list(repository.rglob("pwned*"))


def test_a_revision_without_the_file_or_with_a_faulty_one(resilience, repository, next_one):
    ran = resilience("instruments", "diff", "--against", "first", next_one)
    assert ran.code == 3
    assert "RES-I102" in ran.err
    git = shutil.which("git")
    assert git
    whole = next_one.read_text(encoding="utf-8")
    next_one.write_text("{", encoding="utf-8")
    subprocess.run([git, "add", "."], cwd=repository, check=True)
    subprocess.run([git, "-c", "user.name=a", "-c", "user.email=b", "commit", "-qm", "x"], cwd=repository, check=True)
    next_one.write_text(whole, encoding="utf-8")
    ran = resilience("instruments", "diff", "--against", "HEAD", next_one)
    assert ran.code == 3
    assert "HEAD:small/1.0.1.json" in ran.err


def test_where_there_is_no_repository_or_no_git(resilience, instruments, monkeypatch):
    path = instruments / "small" / "1.0.0.json"
    assert resilience("instruments", "diff", "--against", "HEAD", path).code == 2
    monkeypatch.setenv("PATH", "")
    ran = resilience("instruments", "diff", "--against", "HEAD", path)
    assert ran.code == 3
    assert "RES-I100" in ran.err


def test_a_hook_points_git_elsewhere(resilience, repository, monkeypatch, tmp_path):
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    assert resilience("instruments", "diff", "--against", "HEAD", repository / "small" / "1.0.0.json").code == 0


def test_wrong_usage(resilience):
    for names in (["small"], ["small", "small", "small"], ["--against", "HEAD", "small", "small"]):
        ran = resilience("instruments", "diff", *names)
        assert ran.code == 2
        assert "RES-I103" in ran.err
    assert resilience("instruments", "diff", "small", "smal").code == 2
    assert resilience("instruments", "diff", "small", "none.json").code == 3
    assert resilience("instruments", "diff", "small", "small", "--format", "xml").code == 2
