"""The questionnaires that come along: sound, what they say of one another, and told apart by an export's columns."""

from pathlib import Path

import pytest
from reading import Reading
from workbook import Row, write_csv

from resilience_cli.analysis.validation import validate
from resilience_cli.catalog.find import available, instruments_dir, resolve
from resilience_cli.catalog.load import load
from resilience_cli.model.instrument import Instrument

DIRECTORY = instruments_dir(None, {})
FILES = {f"{listed.id}@{listed.version}": listed.path for listed in available(DIRECTORY)}
SHIPPED = {name: load(path) for name, path in FILES.items()}
OLD, NEW, SHORT = SHIPPED["rng@1.0.0"], SHIPPED["rng@1.1.0"], SHIPPED["rng-short@1.0.0"]
ROLES = tuple(OLD.roles)
READ = Reading()


def test_all_are_sound_and_their_cases_hold() -> None:
    validation = validate(directory=DIRECTORY, strict=True)
    assert [str(one) for file in validation.files for one in file.findings if one.severity != "info"] == []
    assert {
        (file.name, validation.state(check)) for file in validation.files for check in file.checks if file.name
    } == {(name, "passed") for name in FILES}


def test_the_name_alone_is_the_newest() -> None:
    assert resolve("rng", DIRECTORY) == FILES["rng@1.1.0"]


def test_the_new_version_changes_one_wording_and_one_score() -> None:
    told = {"version", "about", "items", "scores", "previous", "approved_breaks", "related"}
    assert {key for key in NEW.raw if NEW.raw[key] != OLD.raw.get(key)} == told
    before, after = ({item["id"]: item for item in one.raw["items"]} for one in (OLD, NEW))
    assert [id_ for id_ in after if after[id_] != before.get(id_)] == ["ld10", "me02"]
    assert {**after["me02"], "text": None} == {**before["me02"], "text": None}
    assert [item.id for item in NEW.items if item.id != "ld10"] == [item.id for item in OLD.items]
    changed = [new for new, old in zip(NEW.raw["scores"], OLD.raw["scores"], strict=True) if new != old]
    assert [(score["id"], score["of"]) for score in changed] == [("coordination", ["ld01", "ld02", "ld03", "ld10"])]


@pytest.mark.parametrize("role", ROLES)
def test_of_coordination_every_role_is_asked_half(role: str) -> None:
    assert NEW.is_combined(NEW.score["coordination"], role)


def test_the_short_form_asks_questions_of_the_long_one() -> None:
    long = {item["id"]: item for item in OLD.raw["items"]}
    assert [item["id"] for item in SHORT.raw["items"]] == [id_ for id_ in long if id_ in SHORT.item]
    assert all(item == long[item["id"]] for item in SHORT.raw["items"])
    assert len([item for item in SHORT.items if "resident" in item.asked_of]) == 40
    same = ("languages", "placeholders", "scales", "respondent", "bands", "community", "screening", "privacy", "change")
    assert [key for key in same if SHORT.raw[key] != OLD.raw[key]] == []
    assert [one.get("when") for one in SHORT.raw["classes"]] == [one.get("when") for one in OLD.raw["classes"]]


def items_of(instrument: Instrument, id_: str) -> set[str]:
    parts = instrument.base_parts[id_]
    return {item for part in parts for item in instrument.score[part].of}


@pytest.mark.parametrize("score", list(SHORT.score))
def test_a_score_of_the_short_form_is_the_same_score_of_fewer_questions(score: str) -> None:
    assert items_of(SHORT, score) <= items_of(OLD, score)
    short, long = SHORT.score[score], OLD.score[score]
    assert (short.title, short.kind, short.method, short.floor) == (long.title, long.kind, long.method, long.floor)
    assert len(short.of) == 4 if short.kind == "factor" else short.kind != "dimension"


@pytest.mark.parametrize("role", ROLES)
def test_no_role_is_asked_too_little_of_a_score_to_count_in_the_short_form(role: str) -> None:
    asked = [score for score in SHORT.base_scores if SHORT.asked_items(score, role)]
    assert [score.id for score in asked if not SHORT.is_combined(score, role)] == []


def export(path: Path, instrument: Instrument, roles: tuple[str, ...], without: tuple[str, ...] = ()) -> Path:
    """Write one answer sheet a role, with a column for each question that one of them is asked."""
    items = [item for item in instrument.items if set(roles) & set(item.asked_of) and item.id not in without]
    texts = [item.text["zh"].replace("{event}", "台风").replace("{period}", "过去12个月") for item in items]
    rows: list[Row] = [["小区", "身份", *texts]]
    for role in roles:
        label = instrument.roles[role].label["zh"]
        rows.append(["东湖", label, *("3" if role in item.asked_of else None for item in items)])
    return write_csv(path, rows)


@pytest.mark.parametrize("roles", [ROLES, ROLES[1:], *((role,) for role in ROLES)], ids="-".join)
@pytest.mark.parametrize("name", FILES)
def test_an_export_tells_which_it_is(tmp_path: Path, name: str, roles: tuple[str, ...]) -> None:
    path = export(tmp_path / "a.csv", SHIPPED[name], roles)
    responses = READ(path, candidates=list(SHIPPED.values()), platform="plain")
    assert responses.instrument.name == name
    assert responses.findings == ()


@pytest.mark.parametrize("name", FILES)
def test_so_it_does_without_the_event(tmp_path: Path, name: str) -> None:
    crisis = tuple(item.id for item in SHIPPED[name].items if item.phase == "crisis")
    path = export(tmp_path / "a.csv", SHIPPED[name], ROLES, without=crisis)
    candidates = list(SHIPPED.values())
    assert READ(path, candidates=candidates, platform="plain", no_event=True).instrument.name == name
    (fault,) = READ.faults(path, candidates=candidates, platform="plain")
    assert (fault.code, fault.values["instrument"]) == ("RES-R050", name)


def test_a_long_form_that_lost_a_column_is_not_the_short_form_without_a_word(tmp_path: Path) -> None:
    path = export(tmp_path / "a.csv", OLD, ROLES, without=("st02",))
    responses = READ(path, candidates=list(SHIPPED.values()), platform="plain")
    (remark,) = responses.findings
    assert (responses.instrument.name, remark.code) == ("rng-short@1.0.0", "RES-R055")
    assert remark.values == {"instrument": "rng-short@1.0.0", "longer": "rng@1.0.0", "items": ["st02"]}
