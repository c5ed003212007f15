"""`compare` by the command line."""

import json

import pytest
from synth import responses
from town import SHAKEN, shaken
from workbook import write_csv

from resilience_cli import store
from resilience_cli.model.assessment import Options
from resilience_cli.pipeline import assess


@pytest.mark.parametrize(("lang", "words"), [("en", ["upper", "1–"]), ("zh", ["上档", "第 1—"])])
def test_tiers_and_ranges_are_shown_and_written(resilience, assessed, tmp_path, lang, words):
    out = tmp_path / "c.md"
    assert resilience("compare", assessed, "--rank-anyway", "--format", "md", "-o", out, "--lang", lang).code == 0
    text = out.read_text(encoding="utf-8")
    assert all(word in text for word in words)


def test_an_order_that_is_not_warranted_is_withheld(resilience, assessed):
    found = json.loads(resilience("compare", assessed, "--json").out)
    shown = {row["score"] for row in found["ranks"]}
    assert not shown & found["ranks_withheld"].keys()
    anyway = json.loads(resilience("compare", assessed, "--json", "--rank-anyway").out)
    assert anyway["ranks_withheld"] == {}
    assert {row["score"] for row in anyway["ranks"]} >= shown


def test_a_score_that_there_is_not(resilience, assessed):
    assert resilience("compare", assessed, "--score", "nothing").code == 2


@pytest.mark.parametrize(("lang", "words"), [("en", ["Moves between classes", "stable"]), ("zh", ["类型变动", "稳定"])])
def test_two_waves_are_compared(resilience, assessed, lang, words):
    ran = resilience("compare", assessed, assessed, "--lang", lang)
    assert ran.code == 0
    assert all(word in ran.out for word in words)


def test_two_waves_as_json(resilience, assessed):
    found = json.loads(resilience("compare", assessed, assessed, "--json").out)
    assert found["comparability"] == "comparable"
    assert found["form"] == "waves"
    assert {"community", "score", "before", "after", "difference", "low", "high", "p", "p_holm", "q_bh", "g", "g_low",
            "g_high", "mdc95", "verdict"} == found["changes"][0].keys()  # fmt: skip
    assert [finding["code"] for finding in found["findings"]] == ["RES-A025"]


EVENTS = """community|name|kind|start|end|novelty|disruption|criticality|outcome
C01|停水|daily|2025-08-20|2025-08-25|2|2|3|resolved
C01|台风|shock|2025-09-01|2025-09-04|5|4|5|resolved
C01|漏水|daily|2025-09-20|2025-09-25|2|1|3|resolved
C02|台风|shock|2025-09-01|2025-09-05|5|4|4|resolved"""


@pytest.fixture
def shaken_town(tmp_path):
    store.write(assess(responses(shaken(9), SHAKEN), options=Options(draws=99)), tmp_path / "town.assessment")
    return tmp_path / "town.assessment"


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", ["Before and in the crisis", "Who was activated"]), ("zh", ["事件之前与事件之中", "谁被调动起来"])],
)
def test_before_and_in_the_crisis_of_one(resilience, shaken_town, lang, words):
    ran = resilience("compare", shaken_town, "--lang", lang)
    assert ran.code == 0
    assert all(word in ran.out for word in words)


def test_before_and_in_the_crisis_as_json(resilience, shaken_town):
    one = json.loads(resilience("compare", shaken_town, "--json").out)["crisis"]
    assert [found["design"] for found in one["associations"]] == ["split-half"]
    assert one["activations"][0]["community"] is None
    two = json.loads(resilience("compare", shaken_town, shaken_town, "--json").out)["crisis"]
    assert [found["design"] for found in two["associations"]] == ["two waves"]
    assert two["activations"] == one["activations"]


def test_events_stand_beside_classes_or_changes(resilience, shaken_town, tmp_path):
    write_csv(tmp_path / "e.csv", EVENTS)
    asked = ("--events", "e.csv", "--shock", "台风")
    ran = resilience("compare", shaken_town, *asked)
    assert ran.code == 0, ran.err
    assert "Around the shock “台风”" in ran.out
    assert "Class" in ran.out
    ran = resilience("compare", shaken_town, shaken_town, *asked)
    assert "+0.0" in ran.out.partition("Around the shock")[2]
    rows = json.loads(resilience("compare", shaken_town, *asked, "--json").out)["events"]["around"]["by_community"]
    told = {(row["community"], row["window"]): row["n"] for row in rows}
    assert told == {("C01", "before"): 1, ("C01", "during"): 0, ("C01", "after"): 1,
                    ("C02", "before"): 0, ("C02", "during"): 0, ("C02", "after"): 0}  # fmt: skip


def test_a_shock_without_events_is_wrong_usage(resilience, shaken_town):
    ran = resilience("compare", shaken_town, "--shock", "台风")
    assert ran.code == 2
    assert "RES-A060" in ran.err


def scored(resilience, export, wave, *more):
    ran = resilience("score", export, "--allow-unreleased", "--draws", 99, "--quiet", "--wave", wave, "-o", wave, *more)
    assert ran.code == 0
    return wave


def test_several_waves_are_ordered_by_their_labels(resilience, export):
    waves = [scored(resilience, export, label) for label in ("2026", "2024", "2025")]
    found = json.loads(resilience("compare", *waves, "--json").out)
    assert (found["before"], found["after"]) == ("2024", "2026")
    assert [(step["before"], step["after"]) for step in found["steps"]] == [("2024", "2025"), ("2025", "2026")]
    assert {len(one["values"]) for one in found["series"]} == {3}
    assert [finding["code"] for finding in found["findings"]] == ["RES-A026"]
    shown = resilience("compare", *waves, "--lang", "en").out
    assert "Over all waves" in shown
    assert "From 2024 to 2025" in shown


def test_different_choices_are_named(resilience, export):
    waves = [scored(resilience, export, "2025"), scored(resilience, export, "2026", "--exclude", "careless")]
    ran = resilience("compare", *waves)
    assert ran.code == 0
    assert "--exclude (2025: declared, 2026: careless)" in " ".join(ran.out.split())


def test_what_compares_on_common_questions_only_names_the_commands_that_are_missing(resilience, export, instruments):
    newer = json.loads((instruments / "small/1.0.0.json").read_text(encoding="utf-8")) | {"version": "1.1.0"}
    newer["items"][0]["text"] = {"zh": "换了问法", "en": "Asked otherwise"}
    (instruments / "small/1.1.0.json").write_text(json.dumps(newer, ensure_ascii=False), encoding="utf-8")
    waves = [
        scored(resilience, export, label, "-i", f"small@{v}") for label, v in (("2025", "1.0.0"), ("2026", "1.1.0"))
    ]
    ran = resilience("compare", *waves, "--json")
    found = json.loads(ran.out)
    assert ran.code == 1
    assert (found["comparability"], found["changes"]) == ("comparable on common items", [])
    assert found["items"]
    assert "RES-A021" in ran.err
    for command in found["commands"]:
        assert command in ran.err.splitlines()
        assert resilience(*command.split()[1:], "--allow-unreleased", "--quiet").code == 0
    ran = resilience("compare", "2025.common.assessment", "2026.common.assessment", "--json")
    found = json.loads(ran.out)
    assert ran.code == 0
    assert found["comparability"] == "comparable on common items"
    assert {change["difference"] for change in found["changes"]} == {0.0}


def test_streets_are_ranked_together_and_told_apart(resilience, export, tmp_path):
    text = export.read_text(encoding="utf-8").replace("东湖花园", "西湖花园").replace("老街", "新街")
    (tmp_path / "西湖街道.csv").write_text(text, encoding="utf-8")
    streets = [scored(resilience, export, "2025"), scored(resilience, "西湖街道.csv", "2026")]
    found = json.loads(resilience("compare", *streets, "--json", "--rank-anyway").out)
    assert (found["form"], found["changes"]) == ("streets", [])
    assert {row["street"] for row in found["ranks"]} == {"导出", "西湖街道"}
    assert "RES-A036" in [finding["code"] for finding in found["findings"]]
    assert "西湖花园（西湖街道）" in resilience("compare", *streets, "--rank-anyway", "--lang", "zh").out
