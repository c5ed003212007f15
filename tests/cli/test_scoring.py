import json
from pathlib import Path

import pytest

SCORE = ("--allow-unreleased", "--draws", 99)


def test_score_writes_a_directory_and_shows_the_result(resilience, export):
    ran = resilience("score", export, *SCORE)
    assert ran.code == 0
    assert "Of 2 neighbourhoods: Deficient 1, Co-governing 1." in ran.out
    assert "[red]老街|新村" in ran.out
    assert Path("导出.assessment/assessment.json").is_file()
    assert "Written: 导出.assessment" in ran.err
    assert "Written" not in ran.out


def test_json_is_alone_on_stdout(resilience, export):
    ran = resilience("score", export, *SCORE, "--json", "--lang", "zh", "-o", "a")
    found = json.loads(ran.out)
    assert found["assessment"] == "a"
    assert [community["class"] for community in found["communities"]] == ["deficient", "co_governing"]
    assert "已写入" in ran.err


def test_the_same_seed_gives_the_same_numbers(resilience, export):
    first = json.loads(resilience("score", export, *SCORE, "--json", "-o", "a").out)
    again = json.loads(resilience("score", export, *SCORE, "--json", "-o", "b").out)
    other = json.loads(resilience("score", export, *SCORE, "--json", "-o", "c", "--seed", 1).out)
    assert first["communities"] == again["communities"]
    assert first["communities"] != other["communities"]


def test_quiet_shows_nothing(resilience, export):
    assert resilience("score", export, *SCORE, "--quiet") == (0, "", "")


def test_a_report_can_be_asked_for_at_once(resilience, export):
    assert resilience("score", export, *SCORE, "--report", "md", "-o", "a").out.startswith("# Small survey: report\n")
    assert "Method and limits" in resilience("score", export, *SCORE, "--report", "terminal", "-o", "b").out


@pytest.mark.parametrize("place", ["导出.assessment", "."])
def test_nothing_is_overwritten_unasked(resilience, export, place):
    Path(place).mkdir(exist_ok=True)
    # the input does not even have to be readable: the target is looked at before any work
    export.write_text("")
    ran = resilience("score", export, "-o", place)
    assert ran.code == 2
    assert "[RES-U001]" in ran.err
    assert ran.out == ""


def test_force_replaces_an_assessment_and_nothing_else(resilience, export, assessed):
    assert resilience("score", export, *SCORE, "--force").code == 0
    Path("photos").mkdir()
    Path("photos/one.jpg").write_text("x")
    ran = resilience("score", export, *SCORE, "--force", "-o", "photos")
    assert ran.code == 2
    assert "[RES-U008]" in ran.err
    assert Path("photos/one.jpg").exists()
    assert assessed.is_dir()


def test_a_target_without_a_folder_is_told_before_any_work(resilience, export):
    ran = resilience("score", export, "-o", "none/at/all")
    assert ran.code == 3
    assert "[RES-U004]" in ran.err


def test_several_inputs_need_a_name(resilience, export):
    ran = resilience("score", export, export)
    assert ran.code == 2
    assert "--out" in ran.err


@pytest.mark.parametrize(
    "wrong",
    [
        ("--exclude", "al"),
        ("--method", "boot"),
        ("--report", "pdf"),
        ("--platform", "wj"),
        ("--scores-are", "x"),
        ("--lang", "fr"),
    ],
)
def test_a_wrong_choice_names_the_choices(resilience, export, wrong):
    ran = resilience("score", export, *SCORE, *wrong)
    assert ran.code == 2
    assert f"{wrong[0]} cannot be “{wrong[1]}”" in ran.err
    assert not Path("导出.assessment").exists()


def test_clashing_options_are_told_together(resilience, export):
    ran = resilience("score", export, "--event", "x", "--no-event", "--role", "a", "--role-name", "b")
    assert ran.code == 2
    assert ran.err.count("[RES-U006]") == 2


def test_an_unknown_role_is_refused(resilience, export):
    ran = resilience("score", export, *SCORE, "--roles", "resident,nobody")
    assert ran.code == 2
    assert "nobody" in ran.err


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 broken", b"a;b\n"])
def test_inputs_that_cannot_be_read_leave_nothing(resilience, tmp_path, content):
    path = tmp_path / "x.xlsx"
    if content is not None:
        path.write_bytes(content)
    ran = resilience("score", path, *SCORE)
    assert ran.code == 3
    assert "[RES-R" in ran.err
    assert "Traceback" not in ran.err
    assert ran.out == ""
    assert not list(tmp_path.glob("*.assessment"))


def test_all_faults_of_all_inputs_are_told(resilience):
    ran = resilience("score", "one.xlsx", "two.xlsx", "-o", "a", *SCORE)
    assert ran.code == 3
    assert "one.xlsx" in ran.err
    assert "two.xlsx" in ran.err


def test_drafts_are_not_used_unasked(resilience, export):
    ran = resilience("score", export)
    assert ran.code == 3
    assert "Traceback" not in ran.err
    assert resilience("score", export, "-i", "small@1.0.0").code == 3


def test_a_register_written_by_register_is_read_by_score(resilience, export):
    ran = resilience("register", "--from", export, "-o", "登记表.xlsx", "--allow-unreleased")
    assert ran.code == 0
    assert "neighbourhoods: 2" in ran.err
    assert resilience("register", "--from", export, "-o", "登记表.xlsx", "--allow-unreleased").code == 2
    ran = resilience("score", export, *SCORE, "--register", "登记表.xlsx")
    assert ran.code == 0
    assert "Community register: 登记表.xlsx." in ran.out


def test_roles_may_be_named_as_people_write_them(resilience, export):
    label = "居民"
    found = json.loads(resilience("score", export, *SCORE, "--roles", label, "--json", "-o", "a").out)
    assert found["recipe"]["options"]["roles"] == ["resident"]


@pytest.mark.parametrize(("draws", "words"), [("x", "选项 --draws 应为整数。"), ("5", "选项 --draws 不能小于 39。")])
def test_a_wrong_number_is_said_in_the_users_language(resilience, export, draws, words):
    ran = resilience("score", export, "--draws", draws, "--lang", "zh")
    assert ran.code == 2
    assert words in ran.err


def test_scores_on_the_questions_shared_with_another_version(resilience, export, instruments):
    newer = json.loads((instruments / "small/1.0.0.json").read_text(encoding="utf-8")) | {"version": "1.1.0"}
    newer["items"][0]["text"] = {"zh": "换了问法", "en": "Asked otherwise"}
    (instruments / "small/1.1.0.json").write_text(json.dumps(newer, ensure_ascii=False), encoding="utf-8")
    common = ("-i", "small@1.0.0", "--common-with", "small@1.1.0", "-o", "shared")
    assert resilience("score", export, *SCORE, *common).code == 0
    main = json.loads(Path("shared/assessment.json").read_text(encoding="utf-8"))
    assert main["recipe"]["common_with"] == ["small@1.1.0"]
    assert resilience("verify", "shared", export, "--quiet") == (0, "", "")
    assert resilience("score", export, *SCORE, "--common-with", "none@1.0.0", "-o", "x").code == 2


@pytest.mark.parametrize("engine", ["local", "processes"])
def test_the_engine_is_in_the_recipe(resilience, export, engine):
    ran = resilience("score", export, *SCORE, "--json", "--engine", engine)
    assert json.loads(ran.out)["recipe"]["engine"] == engine


def test_a_scheduler_without_dask_and_an_unknown_engine_are_wrong_usage(resilience, export):
    ran = resilience("score", export, "--scheduler", "tcp://127.0.0.1:8786")
    assert (ran.code, "[RES-E002]" in ran.err) == (2, True)
    ran = resilience("score", export, "--engine", "spark")
    assert (ran.code, "[RES-U007]" in ran.err) == (2, True)
