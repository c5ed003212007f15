"""`report --all-communities`: a file a community, none where it must not be."""

from dataclasses import replace

from resilience_cli import store


def test_each_community_has_its_file_under_a_safe_name(resilience, assessed, tmp_path):
    found = store.read(assessed)
    hostile = [replace(v, name=name) for v, name in zip(found.verdicts, ("../../x", "CON"), strict=True)]
    store.write(replace(found, verdicts=tuple(hostile)), tmp_path / "a")
    done = resilience("report", tmp_path / "a", "--all-communities", "--format", "md", "-o", tmp_path / "each")
    assert done.code == 0
    assert sorted(file.name for file in (tmp_path / "each").iterdir()) == ["_.._x.md", "_CON.md"]
    assert (tmp_path / "each" / "_CON.md").read_text("utf-8").startswith("# CON: report on")
    assert "2 reports" in done.err


def test_a_file_that_is_there_is_not_replaced_and_nothing_else_is_written(resilience, assessed, tmp_path):
    mine = tmp_path / "each" / "东湖花园.md"
    mine.parent.mkdir()
    mine.write_text("mine")
    args = ("report", assessed, "--all-communities", "--format", "md", "-o", mine.parent)
    done = resilience(*args)
    assert done.code == 2
    assert "东湖花园.md" in done.err
    assert [file.name for file in mine.parent.iterdir()] == ["东湖花园.md"]
    assert resilience(*args, "--force").code == 0
    assert mine.read_text("utf-8") != "mine"


def test_the_public_gets_no_report_of_few_residents(resilience, assessed, tmp_path):
    found = store.read(assessed)
    few = replace(found.verdicts[0], used={**found.verdicts[0].used, "resident": 9})
    store.write(replace(found, verdicts=(few, *found.verdicts[1:])), tmp_path / "a")
    each = tmp_path / "each"
    done = resilience("report", tmp_path / "a", "--all-communities", "--audience", "public", "-o", each)
    assert done.code == 0
    assert [file.suffix for file in each.iterdir()] == [".docx"]
    assert few.name not in next(each.iterdir()).name
    assert "withheld: 1" in done.err


def test_what_does_not_go_together_is_said(resilience, assessed, tmp_path):
    for more, code in (
        ([], "RES-U022"),
        (["-o", tmp_path / "x", "--open"], "RES-U006"),
        (["-o", tmp_path / "x", "--community", "a"], "RES-U006"),
        (["-o", tmp_path / "x", "--format", "json"], "RES-U007"),
    ):
        done = resilience("report", assessed, "--all-communities", *more)
        assert done.code == 2
        assert code in done.err
