"""The assessment directory: whole or not at all, and the same for the same assessment."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from synth import responses
from town import TOWN, facts, many

from resilience_cli import store
from resilience_cli.errors import InputError, UsageError
from resilience_cli.model.assessment import FLAG_NAMES, Assessment, Options
from resilience_cli.pipeline import assess


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    table = many(9)
    table = table[~((table["community"] == "C02") & (table["role"] != "resident"))]
    names = {"C01": ("东湖苑",), "C02": ()}
    register = facts(name={"C01": "东湖"}, committee={"C01": "working", "C02": None}, also=names)
    return assess(responses(table, TOWN), register)


def codes(error: pytest.ExceptionInfo) -> list[str]:
    return [fault.code for fault in error.value.faults]


def content(directory: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in directory.iterdir()}


def test_what_is_written_is_read(assessment: Assessment, tmp_path: Path) -> None:
    store.write(assessment, tmp_path / "a")
    found = store.read(tmp_path / "a")
    assert found.verdicts == assessment.verdicts
    assert found.findings == assessment.findings
    assert found.instrument == assessment.instrument
    assert dict(found.counts) == dict(assessment.counts)
    for name in store.TABLES.values():
        pd.testing.assert_frame_equal(getattr(found, name), getattr(assessment, name))
    for variant, moments in assessment.moments.items():
        assert found.moments[variant].names == moments.names
        for part in ("pairs", "n", "sum_a", "sum_b", "product"):
            assert np.array_equal(getattr(found.moments[variant], part), getattr(moments, part))
    assert found.register.value("C01", "also") == ("东湖苑",)
    assert found.register.value("C02", "committee") is None


def test_the_same_assessment_gives_the_same_bytes(assessment: Assessment, tmp_path: Path) -> None:
    store.write(assessment, tmp_path / "a")
    store.write(store.read(tmp_path / "a"), tmp_path / "b")
    assert content(tmp_path / "a") == content(tmp_path / "b")


def test_nothing_is_overwritten_without_force(assessment: Assessment, tmp_path: Path) -> None:
    store.write(assessment, tmp_path / "a")
    before = content(tmp_path / "a")
    with pytest.raises(UsageError) as error:
        store.write(assessment, tmp_path / "a")
    assert codes(error) == ["RES-U001"]
    assert content(tmp_path / "a") == before
    store.write(assessment, tmp_path / "a", force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_force_never_replaces_what_is_no_assessment(assessment: Assessment, tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter1.docx").write_text("years of work")
    with pytest.raises(UsageError) as error:
        store.write(assessment, tmp_path / "thesis", force=True)
    assert codes(error) == ["RES-U008"]
    assert (tmp_path / "thesis" / "chapter1.docx").read_text() == "years of work"


def test_a_failure_leaves_nothing_half_written(
    assessment: Assessment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    store.write(assessment, tmp_path / "a")
    before = content(tmp_path / "a")
    monkeypatch.setattr(store, "_moments_out", full)
    for target, force in (("a", True), ("b", False)):
        with pytest.raises(InputError) as error:
            store.write(assessment, tmp_path / target, force=force)
        assert codes(error) == ["RES-U004"]
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert content(tmp_path / "a") == before


def test_a_changed_or_missing_file_is_refused_by_name(assessment: Assessment, tmp_path: Path) -> None:
    store.write(assessment, tmp_path / "a")
    file = tmp_path / "a" / "items.parquet"
    file.write_bytes(file.read_bytes()[:-1] + b"!")
    (tmp_path / "a" / "roles.parquet").unlink()
    with pytest.raises(InputError) as error:
        store.read(tmp_path / "a")
    assert sorted((fault.code, fault.where.file) for fault in error.value.faults) == [
        ("RES-U012", "roles.parquet"),
        ("RES-U013", "items.parquet"),
    ]


@pytest.mark.parametrize("text", [None, "", "{", "[]", '{"format": 2}'])
def test_what_is_no_assessment_is_said(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / store.MAIN).write_text(text)
    with pytest.raises(InputError) as error:
        store.read(tmp_path)
    assert codes(error) == ["RES-U010"]


def test_a_later_format_is_not_guessed_at(tmp_path: Path) -> None:
    (tmp_path / store.MAIN).write_text('{"format": 99, "files": {}}')
    with pytest.raises(InputError) as error:
        store.read(tmp_path)
    assert codes(error) == ["RES-U011"]


def test_its_first_field_says_that_it_is_personal_data(assessment: Assessment, tmp_path: Path) -> None:
    store.write(assessment, tmp_path / "a")
    first = (tmp_path / "a" / store.MAIN).read_text(encoding="utf-8").splitlines()[1]
    assert "personal_data" in first
    assert "个人信息" in first


def test_persons_are_kept_only_if_asked_for_and_not_in_the_order_of_the_file(
    assessment: Assessment, tmp_path: Path
) -> None:
    assert assessment.respondents is None
    store.write(assessment, tmp_path / "a")
    assert store.read(tmp_path / "a").respondents is None
    assert not (tmp_path / "a" / store.RESPONDENTS).exists()
    table = many(9)
    kept = assess(responses(table, TOWN), options=Options(keep_respondents=True))
    store.write(kept, tmp_path / "b")
    found = store.read(tmp_path / "b").respondents
    pd.testing.assert_frame_equal(found, kept.respondents)
    assert found.columns.tolist() == ["community", "role", *FLAG_NAMES, "a", "b"]
    assert len(found) == len(table)
    shuffled = assess(responses(table.sample(frac=1, random_state=1), TOWN), options=Options(keep_respondents=True))
    pd.testing.assert_frame_equal(found, shuffled.respondents)
